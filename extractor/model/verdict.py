"""What the taxonomy says of a problem: types, gravity, and the phrases that decided."""

from __future__ import annotations

from typing import NamedTuple

from extractor.model.finding import Category, Severity


class Phrase(NamedTuple):
    """A phrase that spoke for the type ``code``; it stands at ``start`` to ``end`` of the title or of the text."""

    code: str
    words: str
    in_title: bool
    start: int
    end: int


class Verdict(NamedTuple):
    """The primary type, other types from the likeliest on, how grave the wording is, the deciding phrases."""

    primary: Category
    secondary: tuple[Category, ...]
    severity: Severity
    phrases: tuple[Phrase, ...]
