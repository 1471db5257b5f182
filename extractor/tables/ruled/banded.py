"""Rows without walls in a table that has them: banded styles draw the sides of every second row only.

A merged cell holds one text. Where several stand in it, each inside one of the columns that other rows have and
clear of their edges, the cell is a row whose walls are not drawn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.model.geometry import Run
from extractor.tables.ruled.drop import centre_of
from extractor.tables.ruled.lattice import Lattice, Span

# Texts that make a row: two may stand in a merged cell side by side.
LEAST_TEXTS = 3
# Type sizes between the texts of neighbouring columns (paddings of 2 to 5 points on either side: 0.4 to 1).
CLEAR = 0.4
# Rows without walls that make a style of it; the heads alone may have none.
LEAST_ROWS = 2


def with_walls(lattice: Lattice, runs: Sequence[Run]) -> Lattice:
    """The lattice with the rows parted whose walls are not drawn."""
    wide = [span for span in lattice.spans if span.colspan >= LEAST_TEXTS and span.rowspan == 1]
    if not wide or not (whole := _parted_rows(lattice)):
        return lattice
    sorted_runs = sorted(((centre_of(run), run) for run in runs), key=lambda each: each[0])
    heights = [height for height, _ in sorted_runs]

    def inside(span: Span) -> list[Run]:
        top, bottom = lattice.rows[span.row], lattice.rows[span.row + 1]
        return [run for _, run in sorted_runs[bisect_left(heights, top) : bisect_right(heights, bottom)]]

    parted = {span for span in wide if _has_walls(span, whole) and _is_row(lattice, span, inside(span))}
    if not parted or (len(parted) < LEAST_ROWS and not any(span.row == 0 for span in parted)):
        return lattice
    spans: list[Span] = []
    for span in lattice.spans:
        columns = range(span.column, span.column + span.colspan)
        spans += [Span(span.row, column, 1, 1) for column in columns] if span in parted else [span]
    owner = [[-1] * len(line) for line in lattice.owner]
    for index, span in enumerate(spans):
        for row in range(span.row, span.row + span.rowspan):
            owner[row][span.column : span.column + span.colspan] = [index] * span.colspan
    return replace(lattice, spans=spans, owner=owner)


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


def _is_row(lattice: Lattice, span: Span, runs: Sequence[Run]) -> bool:
    """Whether texts stand in several columns of a span, each clear of the next; ``runs`` are those of its height."""
    box = lattice.box_of(span)
    letters = [
        (left, right, run.size)
        for run in runs
        if run.left[0] < box.x1 and run.right[-1] > box.x0
        for left, right, character in zip(run.left, run.right, run.text, strict=True)
        if not character.isspace() and box.x0 <= (left + right) / 2 <= box.x1
    ]
    edges = lattice.columns[span.column : span.column + span.colspan + 1]
    filled = []
    for start, end in pairwise(edges):
        inside = [letter for letter in letters if start <= (letter[0] + letter[1]) / 2 < end]
        if inside:
            filled.append((min(left for left, _, _ in inside), max(right for _, right, _ in inside), inside[0][2]))
    if len(filled) < LEAST_TEXTS:
        return False
    return all(after[0] - before[1] >= CLEAR * before[2] for before, after in pairwise(filled))
