"""The report audited against itself: records → verdicts."""

from extractor.checks.rules import RULES, run

__all__ = ["RULES", "run"]
