"""The report audited against itself: records → verdicts; and what they tell of the reading."""

from extractor.checks.repair import Proposal, makes_all_agree, proposals, read_otherwise
from extractor.checks.rules import RULES, run

__all__ = ["RULES", "Proposal", "makes_all_agree", "proposals", "read_otherwise", "run"]
