"""Typed records with evidence, made from a reading alone."""

from extractor.records.about import known
from extractor.records.doubts import doubts, repaired
from extractor.records.findings import findings
from extractor.records.head import head
from extractor.records.issues import issues
from extractor.records.recommendations import recommendations
from extractor.records.score_items import score_items
from extractor.records.sections import sections
from extractor.records.tables import tables
from extractor.records.taxonomy import classify
from extractor.records.values import values

__all__ = [
    "classify",
    "doubts",
    "findings",
    "head",
    "issues",
    "known",
    "recommendations",
    "repaired",
    "score_items",
    "sections",
    "tables",
    "values",
]
