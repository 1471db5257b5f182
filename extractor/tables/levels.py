"""Cells merged over rows in a table without rulings: level names centred beside the rows that they head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.atoms import Atom
from extractor.tables.rowcuts import Strip

# Line steps beyond which two lines of a column are two names.
APART = 1.3


def name_blocks(strip: Strip, step: float) -> list[list[Atom]]:
    """The lines of a column put together to names: near each other, and each but the last full."""
    blocks: list[list[Atom]] = []
    for index, atom in enumerate(strip.atoms):
        joins = index and strip.joining[index - 1] >= strip.parting[index - 1]
        if joins and atom.middle - strip.atoms[index - 1].middle < APART * step:
            blocks[-1].append(atom)
        else:
            blocks.append([atom])
    return blocks


def tiling(blocks: Sequence[Sequence[Atom]], edges: Sequence[float], step: float) -> list[tuple[int, int]] | None:
    """Rows from ``edges`` dealt out to the names so that each stands in the middle of its rows, or at their top.

    Half-open row ranges in order; None where there are more names than rows.
    """
    n_rows, n_blocks = len(edges) - 1, len(blocks)
    if not n_blocks or n_blocks > n_rows:
        return None
    infinite = float("inf")
    best = [[infinite] * (n_rows + 1) for _ in range(n_blocks + 1)]
    back = [[0] * (n_rows + 1) for _ in range(n_blocks + 1)]
    best[0][0] = 0.0
    for number, block in enumerate(blocks, 1):
        top, bottom = block[0].top, block[-1].bottom
        for end in range(number, n_rows - (n_blocks - number) + 1):
            for start in range(number - 1, end):
                if best[number - 1][start] == infinite:
                    continue
                cost = _misfit(top, bottom, edges[start], edges[end], number == n_blocks)
                total = best[number - 1][start] + cost / step
                if total < best[number][end]:
                    best[number][end], back[number][end] = total, start
    if best[n_blocks][n_rows] == infinite:
        return None
    ranges = []
    end = n_rows
    for number in range(n_blocks, 0, -1):
        start = back[number][end]
        ranges.append((start, end))
        end = start
    return ranges[::-1]


def _misfit(top: float, bottom: float, upper: float, lower: float, last: bool) -> float:
    """How far a name is from the middle of its rows; the last on a page may go on, so it may stand at the top."""
    outside = max(upper - top, 0.0) + max(bottom - lower, 0.0)
    off = abs((top + bottom) - (upper + lower)) / 2
    if last:
        off = min(off, abs(top - upper))
    return off + 2 * outside


def single_rows(blocks: Sequence[Sequence[Atom]], edges: Sequence[float]) -> list[tuple[int, int]] | None:
    """The one row that each name stands in, or None where some name reaches over two."""
    rows = []
    for block in blocks:
        middle = (block[0].top + block[-1].bottom) / 2
        row = next((index for index, (a, b) in enumerate(pairwise(edges)) if a <= middle < b), None)
        if row is None:
            return None
        rows.append((row, row + 1))
    return rows
