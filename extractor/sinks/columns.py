"""How values stand in the columns of the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from pydantic import TypeAdapter

from extractor.model.report import Evidence, plain

Value = str | int | float | None
Row = tuple[Value, ...]

# Largest 分 that SQLite holds as an integer.
LARGEST_FEN = 2**63 - 1
_EVIDENCE = TypeAdapter(list[Evidence]).serializer


def fen_of(yuan: Decimal | None) -> int | None:
    """分 of 元; None where that is no whole number or too large to store."""
    if yuan is None:
        return None
    fen = yuan.scaleb(2)
    whole = int(fen)
    return whole if whole == fen and abs(whole) <= LARGEST_FEN else None


def number_text(value: Decimal | None) -> str | None:
    """Printed digits: SQLite itself turns them into the nearest REAL."""
    return None if value is None else plain(value)


def json_list(values: Sequence[str]) -> str:
    """A JSON list of texts as they stand."""
    return json.dumps(list(values), ensure_ascii=False)


def evidence_json(evidence: list[Evidence]) -> str:
    """The JSON list of fragments."""
    if not evidence:  # as of every empty cell
        return "[]"
    return _EVIDENCE.to_json(evidence, exclude_none=True).decode()


def place(evidence: list[Evidence]) -> tuple[Value, ...]:
    """Page and box of where a record begins, and all its fragments."""
    if not evidence:
        return (None, None, None, None, None, "[]")
    page = evidence[0].page
    if len(evidence) == 1:
        return (page, *evidence[0].bbox, evidence_json(evidence))
    left, top, right, bottom = zip(*[part.bbox for part in evidence if part.page == page], strict=True)
    return (page, min(left), min(top), max(right), max(bottom), evidence_json(evidence))
