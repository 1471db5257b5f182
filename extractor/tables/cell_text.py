"""The text of a finished cell: its lines as one text, but for figures that stand on lines of their own.

``12345678`` over ``90.12`` is one figure that the cell was too narrow for; ``50`` over ``30`` in a wide cell
is two. Glued, the second would be a wrong amount that looks right, so a line end stays between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.model.geometry import Box
from extractor.model.layout import Line, Passage, join_passages
from extractor.tables.meaning.wording import ends_amount
from extractor.text import joined

# A digit's width and the slack of a line that is full, in type sizes (digits measure 0.5 to 0.56).
DIGIT, SLACK = 0.5, 0.3
# Points. Widest usual padding on both sides of a cell together.
MOST_PADDING = 16.0

_FIGURES = re.compile(r"[\d\s.,，:：/~～\-－—–%％]+")
_HANGING = "。，、；：！？）】》”’,.;:"


def passage_of(lines: Sequence[Line], widest: float, room: float | None) -> Passage:
    """The text of a cell; ``widest`` is the widest line of its column, ``room`` its width where rulings tell it."""
    if len(lines) < 2 or _is_upright(lines):
        return joined(lines)
    figures = all(_FIGURES.fullmatch(line.text) for line in lines)
    edge = max(line.x1 for line in lines)
    groups: list[list[Line]] = [[lines[0]]]
    for above, below in pairwise(lines):
        if _are_two_figures(above, below) and _has_room(above, widest, room, None if figures else edge):
            groups.append([below])
        else:
            groups[-1].append(below)
    return join_passages([joined(group) for group in groups], "\n")


def widest_line(lines: Iterable[Line]) -> float:
    """The width of the widest of ``lines``, marks that may hang over the margin aside."""
    return max((_width(line) for line in lines), default=0.0)


def width_of(boxes: Sequence[tuple[int, Box]]) -> float:
    """The width of a cell, the narrowest of its parts where it has several."""
    return min(box.width for _, box in boxes)


def _is_upright(lines: Sequence[Line]) -> bool:
    """Whether characters are set one below another (2, 0, 2, 3, 年 in a narrow cell)."""
    return all(len(line.text) == 1 for line in lines) and not all(line.text.isdigit() for line in lines)


def _are_two_figures(above: Line, below: Line) -> bool:
    return above.text[-1].isdigit() and below.text[0].isdigit() and not ends_amount(above.text, below.text)


def _has_room(line: Line, widest: float, room: float | None, edge: float | None) -> bool:
    """Whether one more digit would have fitted into a line: then no figure was cut at its end.

    ``edge`` is where the cell's lines reach to, which tells more than the width where the first is indented.
    """
    need = (DIGIT + SLACK) * line.size
    width = _width(line)
    if edge is not None and edge - line.x1 < need:
        return False
    return widest - width > need or (room is not None and room - MOST_PADDING - width > need)


def _width(line: Line) -> float:
    bare = line.text.rstrip(_HANGING)
    return (line.right[len(bare) - 1] if bare else line.x1) - line.x0
