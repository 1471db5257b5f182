"""A report's source.json: its blocks, its text in reading order, and faults of its own structure."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Block = dict[str, Any]
BLOCK_TYPES = {"cover", "title", "docnum", "heading", "paragraph", "table", "signature", "pagebreak"}


@dataclass(frozen=True, slots=True)
class Segment:
    """One printed piece of text (a line, a paragraph, a cell) and where it stands."""

    where: str  # "cover", "title", "body", "heading", "signature", "caption:K", "unit:K" or "table:K"
    text: str


@dataclass(slots=True)
class Verdict:
    """Errors (must be mended) and warnings (to be looked at), each one line of text."""

    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def error(self, message: str) -> None:
        self.errors.append(message)

    def warn(self, message: str) -> None:
        self.warnings.append(message)


def load_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file; ValueError if it is no object."""
    value = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(value, dict):
        raise ValueError(f"{path}: not a JSON object")
    return value


def cell_text(cell: Any) -> str | None:
    """The text of a cell; None for a place that a span covers."""
    if cell is None:
        return None
    return str(cell["t"]) if isinstance(cell, dict) else str(cell)


def cell_span(cell: Any) -> tuple[int, int]:
    """(rows, columns) that a cell covers."""
    return (int(cell.get("rs", 1)), int(cell.get("cs", 1))) if isinstance(cell, dict) else (1, 1)


def tables(blocks: list[Block]) -> list[Block]:
    """The table blocks in order; a table's index is its place in this list."""
    return [block for block in blocks if block["type"] == "table"]


def segments(blocks: list[Block]) -> list[Segment]:
    """Every printed piece of the report in reading order."""
    found: list[Segment] = []
    index = -1
    for block in blocks:
        kind = block["type"]
        if kind == "table":
            index += 1
            found += table_segments(block, index)
        elif kind in ("cover", "title", "signature"):
            found += [Segment(kind, line) for line in block["lines"]]
        elif kind == "heading":
            found.append(Segment("heading", block["text"]))
        elif kind in ("paragraph", "docnum"):
            found.append(Segment("body", block["text"]))
    return found


def table_segments(block: Block, index: int) -> list[Segment]:
    """Caption, unit line and cells of one table, row by row."""
    found: list[Segment] = []
    if block.get("caption"):
        found.append(Segment(f"caption:{index}", block["caption"]))
    if block.get("unit"):
        found.append(Segment(f"unit:{index}", block["unit"]))
    for row in block["rows"]:
        found += [Segment(f"table:{index}", text) for text in map(cell_text, row) if text]
    return found


def check_source(source: dict[str, Any], folder: str, verdict: Verdict) -> None:
    """Faults of the blocks themselves: unknown types, ragged grids, spans that overlap."""
    if source.get("id") != folder:
        verdict.error(f"source: id {source.get('id')!r} is not the folder's name {folder!r}")
    index = -1
    for number, block in enumerate(source["blocks"]):
        kind = block.get("type")
        if kind not in BLOCK_TYPES:
            verdict.error(f"source: block {number} has unknown type {kind!r}")
        elif kind == "heading" and block.get("level") not in (1, 2, 3, 4, 5):
            verdict.error(f"source: heading {block.get('text')!r} has level {block.get('level')!r}")
        elif kind == "table":
            index += 1
            check_grid(block, index, verdict)


def check_grid(block: Block, index: int, verdict: Verdict) -> None:
    """A table's rows must form a full grid whose null places are exactly those that spans cover."""
    rows = block["rows"]
    width = len(rows[0]) if rows else 0
    if not width:
        verdict.error(f"source: table {index} has no rows")
        return
    ragged = [n for n, row in enumerate(rows) if len(row) != width]
    if ragged:
        verdict.error(f"source: table {index}: rows {ragged} do not have {width} places")
        return
    if not 0 <= int(block.get("header_rows", 1)) <= len(rows):
        verdict.error(f"source: table {index}: header_rows {block.get('header_rows')!r}")
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is not None:
                claim_places(owner, (r, c), cell, index, verdict)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is None and (r, c) not in owner:
                verdict.error(f"source: table {index}: null at row {r} column {c} is covered by no span")
    outside = [place for place in owner if place[0] >= len(rows) or place[1] >= width]
    if outside:
        verdict.error(f"source: table {index}: a span leaves the grid at {outside[0]}")


def claim_places(
    owner: dict[tuple[int, int], tuple[int, int]],
    home: tuple[int, int],
    cell: Any,
    index: int,
    verdict: Verdict,
) -> None:
    """Marks the places that one cell covers; two cells over one place are an error."""
    rowspan, colspan = cell_span(cell)
    for place in ((home[0] + i, home[1] + j) for i in range(rowspan) for j in range(colspan)):
        if place in owner:
            verdict.error(f"source: table {index}: place {place} belongs to cells {owner[place]} and {home}")
        owner[place] = home
