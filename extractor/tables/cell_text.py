"""The text of a finished cell: its lines as one text, but for figures that stand on lines of their own.

``12345678`` over ``90.12`` is one figure that the cell was too narrow for; ``50`` over ``30`` in a wide cell
is two. Glued, the second would be a wrong amount that looks right, so a line end stays between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.model.geometry import Box, Run
from extractor.model.layout import Line, Passage, join_passages
from extractor.tables.meaning.wording import are_two_figures, ends_amount
from extractor.text import joined, lines

# The slack of a line that is full, in type sizes.
SLACK = 0.3
# Points. Widest usual padding on both sides of a cell together.
MOST_PADDING = 16.0

# Characters below each other that show a text that runs downwards; type sizes from one to the next, and aside.
LEAST_COLUMN = 2
NEXT, BESIDE = 0.8, 0.3

_FIGURES = re.compile(r"[\d\s.,，:：/~～\-－—–%％]+")
_UNPARTED = re.compile(r"\d[%％‰。，、；：！？）】》”’,;:)]*")
_HAN = re.compile(r"[一-鿿]")
_HANGING = "。，、；：！？）】》”’,.;:"


@dataclass(slots=True)
class Column:
    """The lines of all cells that cover the same columns."""

    lines: list[Line] = field(default_factory=list)
    _widest: float | None = None

    @property
    def widest(self) -> float:
        """The width of the widest line, marks that may hang over the margin aside; told once, when asked for."""
        if self._widest is None:
            self._widest = max(map(_width, self.lines), default=0.0)
        return self._widest


def passage_of(lines: Sequence[Line], column: Column, boxes: Sequence[tuple[int, Box]]) -> Passage:
    """The text of a cell of ``column``; ``boxes`` are its parts on its pages where rulings tell them."""
    if len(lines) < 2 or _is_upright(lines):
        return joined(lines)
    meets = [place for place in range(1, len(lines)) if _are_two_figures(lines[place - 1], lines[place])]
    if not meets:
        return joined(lines)
    room = min((box.width for _, box in boxes), default=None)
    figures = all(_FIGURES.fullmatch(line.text) for line in lines)
    edge = None if figures else max(line.x1 for line in lines)
    cuts = [
        place
        for place in meets
        if are_two_figures(lines[place - 1].text, lines[place].text)
        or _has_room(lines[place - 1], lines[place], column.widest, room, edge)
    ]
    return join_passages([joined(lines[first:end]) for first, end in pairwise([0, *cuts, len(lines)])], "\n")


def lines_of(runs: Sequence[Run], page: int) -> list[Line]:
    """The lines of a cell; where its text runs downwards in several columns (竖排), from the right to the left one."""
    if len(runs) > LEAST_COLUMN and all(_is_set_down(run.text) for run in runs):
        columns = _downward_columns(runs)
        if len(columns) > 1:
            return [line for column in columns for line in lines(column, page)]
    return lines(runs, page)


def _downward_columns(runs: Sequence[Run]) -> list[list[Run]]:
    """The columns of characters below each other in the order in which the file has them, none where some are not."""
    columns = [[runs[0]]]
    for before, run in pairwise(runs):
        across = (run.left[0] + run.right[-1] - before.left[0] - before.right[-1]) / 2
        down = run.top - before.bottom
        if abs(across) <= BESIDE * run.size and -NEXT * run.size <= down <= NEXT * run.size:
            columns[-1].append(run)
        elif across < -NEXT * run.size and run.top < before.top:
            columns.append([run])
        else:
            return []
    return columns if all(any(_HAN.search(run.text) for run in column) for column in columns) else []


def runs_downwards(printed: Sequence[Line]) -> bool:
    """Whether lines are the characters of a text that runs downwards, figures among them (决, 策, （, 15, 分, ）)."""
    single = sum(len(line.text) == 1 and not line.text.isascii() for line in printed)
    return single >= LEAST_COLUMN and all(_is_set_down(line.text) for line in printed)


def _is_set_down(text: str) -> bool:
    """Whether a text that runs downwards may hold a line: one character, or figures and brackets set sideways （15."""
    return len(text) == 1 or not _HAN.search(text)


def _is_upright(lines: Sequence[Line]) -> bool:
    """Whether characters are set one below another (2, 0, 2, 3, 年 in a narrow cell)."""
    return all(len(line.text) == 1 for line in lines) and not all(line.text.isdigit() for line in lines)


def _are_two_figures(above: Line, below: Line) -> bool:
    return above.text[-1].isdigit() and below.text[0].isdigit() and not ends_amount(above.text, below.text)


def _has_room(line: Line, below: Line, widest: float, room: float | None, edge: float | None) -> bool:
    """Whether the first digit ``below`` would have fitted into a line, with the signs that must not begin one: then no
    figure was cut at its end.

    ``edge`` is where the cell's lines reach to, which tells more than the width where the first is indented.
    """
    first = _UNPARTED.match(below.text)
    need = below.right[first.end() - 1 if first else 0] - below.left[0] + SLACK * line.size
    width = _width(line)
    if edge is not None and edge - line.x1 < need:
        return False
    return widest - width > need or (room is not None and room - MOST_PADDING - width > need)


def _width(line: Line) -> float:
    bare = line.text.rstrip(_HANGING)
    return (line.right[len(bare) - 1] if bare else line.x1) - line.x0
