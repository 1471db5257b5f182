"""Typed records with evidence, made from a reading alone."""

from extractor.records.doubts import doubts, parted, repaired
from extractor.records.executions import executions
from extractor.records.identity.head import head
from extractor.records.issues import issues, of_attachments
from extractor.records.problems.about import known
from extractor.records.problems.findings import findings
from extractor.records.problems.recommendations import recommendations
from extractor.records.problems.taxonomy import classify_named, together
from extractor.records.score_items import score_items
from extractor.records.sections import sections
from extractor.records.struck import struck_print
from extractor.records.tables import tables
from extractor.records.values import joined, values

__all__ = [
    "classify_named",
    "doubts",
    "executions",
    "findings",
    "head",
    "issues",
    "joined",
    "known",
    "of_attachments",
    "parted",
    "recommendations",
    "repaired",
    "score_items",
    "sections",
    "struck_print",
    "tables",
    "together",
    "values",
]
