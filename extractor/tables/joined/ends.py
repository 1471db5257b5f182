"""How texts end at the end of a cell or of a page: lines without room for what follows, words that may not be parted,
brackets left open, names whose points stand below them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.model.layout import CellPiece
from extractor.tables.joined.assembly import Assembly, Slot
from extractor.text.measure import unbreakable

# Lines. A cut cell's text ends less than this above the lower rule (its padding and leading: 0.3 to 1.0).
NEAR_END = 1.3
# Type sizes. How much room a full line may have left beyond what did not fit in it (justified lines differ by 0.2).
SLACK = 0.5
# Points. Widest usual padding between a rule and the text of its cell.
MOST_PADDING = 8.0
_WEIGHT = re.compile(r"[(（]\d{1,3}(?:\.\d+)?[分%]?[)）]")
_WORDS_AT_END = re.compile(r"[一-鿿]{3}$")
_OPENING = frozenset("（(《〈【〔[“「『")
_CLOSING = frozenset("）)》〉】〕]”」』")


@dataclass(frozen=True, slots=True)
class Pair:
    """A cell in the last row above the page end and the one right below it, of the same columns."""

    above: Slot
    below: Slot

    @property
    def spans(self) -> bool:
        return self.above.rowspan > 1 or self.below.rowspan > 1


def is_full(table: Assembly, pair: Pair) -> bool:
    """Whether the last line above has no room for what stands first below."""
    if not pair.above.tail.lines or not pair.below.lines:
        return False
    line, following = pair.above.tail.lines[-1], pair.below.lines[0]
    box = pair.above.tail.box
    padding = _padding(table, pair.above.column)
    room = box.width - 2 * padding - (line.x1 - line.x0)
    if table.last.style != "ruled":
        room = min(room, _widest_full(table, pair.above.column, room + line.x1 - line.x0) - (line.x1 - line.x0))
    return room < unbreakable(following) + SLACK * line.size


def _widest_full(table: Assembly, column: int, otherwise: float) -> float:
    """The width of the widest line of a column that goes on in the next: cells without rulings are as wide."""
    full = (line for slot in table.below_heads(column) for line in slot.lines[:-1])
    return max((line.x1 - line.x0 for line in full), default=otherwise)


def reaches_end(cell: CellPiece, near: float = NEAR_END) -> bool:
    """Whether a cell's text goes down to its lower rule, within ``near`` type sizes."""
    return bool(cell.lines) and cell.box.y1 - cell.lines[-1].bottom < near * cell.lines[-1].size


def is_cut_through(pair: Pair) -> bool:
    """Whether the page end cuts through a line: one that hangs over it above and is printed again below."""
    above, below = pair.above.tail, pair.below.lines
    return (
        bool(above.lines and below) and above.lines[-1].bottom > above.box.y1 and above.lines[-1].text == below[0].text
    )


def fills(cell: CellPiece) -> bool:
    """Whether a cell's text takes all its height, from rule to rule, over two lines at least."""
    return len(cell.lines) > 1 and reaches_end(cell) and cell.lines[0].top - cell.box.y0 < NEAR_END * cell.lines[0].size


def _padding(table: Assembly, column: int) -> float:
    """The least room between rule and text among the cells of a column on the latest page."""
    gaps = [MOST_PADDING]
    for slot in table.in_column(column):
        if slot.tail.lines and slot.boxes[-1][0] == table.last.page:
            box = slot.tail.box
            gaps.extend(min(line.x0 - box.x0, box.x1 - line.x1) for line in slot.tail.lines)
    return max(min(gaps), 0.0)


def is_weight_of(below: str, above: str) -> bool:
    """Whether a line is nothing but the points of the name above it: （9） or （9分） under 项目立项."""
    return bool(_WEIGHT.fullmatch(below.strip()) and _WORDS_AT_END.search(above))


def without_points(name: str) -> str:
    """A name without the points in brackets that it may hold: 满意度指标（8分）."""
    return _WEIGHT.sub("", name)


def opens_bracket(above: str, below: str) -> bool:
    """Whether a bracket opened above is closed below."""
    if _OPENING.isdisjoint(above):
        return False
    opened = sum(above.count(mark) for mark in _OPENING) - sum(above.count(mark) for mark in _CLOSING)
    if opened <= 0:
        return False
    closed = 0
    for character in below:
        closed += (character in _CLOSING) - (character in _OPENING)
        if closed > 0:
            return True
    return False
