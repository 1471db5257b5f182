"""What type of problem a finding tells (问题分类), by the phrases of ``patterns/findings.toml``."""

from __future__ import annotations

from extractor.model.report import Category

UNCLASSIFIED = Category(code="00", group="未分类", name="未分类")


def category_of(title: str, text: str) -> Category:
    return UNCLASSIFIED
