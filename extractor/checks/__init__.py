"""The report audited against itself: records → verdicts; and what they tell of the reading."""

from extractor.checks.repair import Proposal, makes_all_agree, proposals, read_otherwise
from extractor.checks.rules import RULES, run
from extractor.checks.run_together import Parted, has_run_together, parted, proves_parted

__all__ = [
    "RULES",
    "Parted",
    "Proposal",
    "has_run_together",
    "makes_all_agree",
    "parted",
    "proposals",
    "proves_parted",
    "read_otherwise",
    "run",
]
