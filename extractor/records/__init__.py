"""Typed records with evidence, made from a reading alone."""

from extractor.records.head import head
from extractor.records.score_items import score_items
from extractor.records.values import values

__all__ = ["head", "score_items", "values"]
