"""Rows without walls in a table that has them: banded styles draw the sides of every second row only.

A merged cell holds one text. Where several stand in it, each inside one of the columns that other rows have and
clear of their edges, the cell is a row whose walls are not drawn. Two amounts are enough for that, and the rest of a
cell that the page before ends in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractor.model.geometry import Box, Page, Ruling, Run
from extractor.tables.meaning.wording import is_figure
from extractor.tables.ruled.drop import centre_of
from extractor.tables.ruled.lattice import Lattice, Span
from extractor.tables.ruled.rules import SNAP

# Texts that make a row: two may stand in a merged cell side by side; figures may not.
LEAST_TEXTS = 3
LEAST_FIGURES = 2
# Points that a name over all columns is off their middle at most.
CENTRED = 3.0
# Type sizes between the texts of neighbouring columns (paddings of 2 to 5 points on either side: 0.4 to 1).
CLEAR = 0.4
# Rows without walls that make a style of it; the heads alone may have none.
LEAST_ROWS = 2


class _Text(NamedTuple):
    """What stands in one column, and from where to where."""

    x0: float
    x1: float
    size: float
    words: str


def with_walls(lattice: Lattice, page: Page, horizontal: Sequence[Ruling]) -> Lattice:
    """The lattice with the rows parted whose walls are not drawn, and where they have no ruling above or below."""
    wide = [span for span in lattice.spans if span.colspan >= LEAST_TEXTS and span.rowspan == 1]
    if not wide or not (whole := _parted_rows(lattice)):
        return lattice
    sorted_runs = sorted(((centre_of(run), run) for run in page.runs), key=lambda each: each[0])
    heights = [height for height, _ in sorted_runs]

    def inside(span: Span) -> list[Run]:
        top, bottom = lattice.rows[span.row], lattice.rows[span.row + 1]
        return [run for _, run in sorted_runs[bisect_left(heights, top) : bisect_right(heights, bottom)]]

    held = {span: _texts(lattice, span, inside(span)) for span in wide if _has_walls(span, whole)}
    parted = {span for span, texts in held.items() if _is_row(texts)}
    rows = {row for span in held for row in (span.row, span.row + 1)}
    lattice = replace(lattice, floorless=_floorless(lattice, rows, page.shades, horizontal))
    if not parted or (len(parted) < LEAST_ROWS and not any(span.row == 0 for span in parted)):
        return lattice
    if rest := next((span for span in held if _is_rest(lattice, span, held[span])), None):
        parted.add(rest)
    spans: list[Span] = []
    for span in lattice.spans:
        columns = range(span.column, span.column + span.colspan)
        spans += [Span(span.row, column, 1, 1) for column in columns] if span in parted else [span]
    owner = [[-1] * len(line) for line in lattice.owner]
    for index, span in enumerate(spans):
        for row in range(span.row, span.row + span.rowspan):
            owner[row][span.column : span.column + span.colspan] = [index] * span.colspan
    return replace(lattice, spans=spans, owner=owner)


def _floorless(
    lattice: Lattice, rows: Iterable[int], shades: Sequence[Box], horizontal: Sequence[Ruling]
) -> frozenset[tuple[int, int]]:
    """The places at the top of some rows above which neither a ruling lies nor a shaded area ends."""
    found = set()
    for row in rows:
        at = lattice.rows[row]
        drawn = [(rule.start, rule.end) for rule in horizontal if abs(rule.at - at) <= SNAP]
        drawn += [(box.x0, box.x1) for box in shades if min(abs(box.y0 - at), abs(box.y1 - at)) <= SNAP]
        for column, (left, right) in enumerate(pairwise(lattice.columns)):
            if not any(start < (left + right) / 2 < end for start, end in drawn):
                found.add((row, column))
    return frozenset(found)


def _parted_rows(lattice: Lattice) -> list[set[int]]:
    """The columns of each row that stand in cells of their own, where there are several."""
    rows: dict[int, set[int]] = {}
    for span in lattice.spans:
        if span.colspan == 1:
            for row in range(span.row, span.row + span.rowspan):
                rows.setdefault(row, set()).add(span.column)
    return [columns for columns in rows.values() if len(columns) >= LEAST_TEXTS]


def _has_walls(span: Span, rows: Sequence[set[int]]) -> bool:
    """Whether another row has a cell of its own for each column of ``span``."""
    columns = set(range(span.column, span.column + span.colspan))
    return any(columns <= row for row in rows)


def _texts(lattice: Lattice, span: Span, runs: Sequence[Run]) -> dict[int, _Text]:
    """What stands in each column of a span; ``runs`` are those of its height."""
    box = lattice.box_of(span)
    letters = [
        (left, right, run.size, character)
        for run in runs
        if run.left[0] < box.x1 and run.right[-1] > box.x0
        for left, right, character in zip(run.left, run.right, run.text, strict=True)
        if not character.isspace() and box.x0 <= (left + right) / 2 <= box.x1
    ]
    edges = lattice.columns[span.column : span.column + span.colspan + 1]
    filled = {}
    for number, (start, end) in enumerate(pairwise(edges)):
        inside = [letter for letter in letters if start <= (letter[0] + letter[1]) / 2 < end]
        if inside:
            x0, x1 = min(letter[0] for letter in inside), max(letter[1] for letter in inside)
            filled[number] = _Text(x0, x1, inside[0][2], "".join(letter[3] for letter in inside))
    return filled


def _is_row(texts: Mapping[int, _Text]) -> bool:
    """Whether texts stand in several columns of a span, each clear of the next."""
    figures = len(texts) >= LEAST_FIGURES and all(is_figure(text.words) for text in texts.values())
    return (len(texts) >= LEAST_TEXTS or figures) and _are_apart(texts)


def _is_rest(lattice: Lattice, span: Span, texts: Mapping[int, _Text]) -> bool:
    """Whether a row over all columns that is the first below the heads holds the rest of cells: text within columns
    other than the first, where groups have their names, and not in the middle of all."""
    is_first = span.row == 1 and span.colspan == len(lattice.columns) - 1
    if not is_first or not texts or 0 in texts or not _are_apart(texts):
        return False
    box = lattice.box_of(span)
    within = all(lattice.columns[i] <= text.x0 and text.x1 <= lattice.columns[i + 1] for i, text in texts.items())
    middles = [abs(text.x0 + text.x1 - box.x0 - box.x1) / 2 for text in texts.values()]
    return within and min(middles) > CENTRED


def _are_apart(texts: Mapping[int, _Text]) -> bool:
    return all(after.x0 - before.x1 >= CLEAR * before.size for before, after in pairwise(texts.values()))
