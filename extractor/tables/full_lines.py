"""Lines of a column that may go on in the next, as narrow columns break figures anywhere: 12345 over 67."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from extractor.tables.inferred.atoms import Atom
from extractor.tables.meaning.wording import is_complete, is_numbered_group, is_sum

# Type sizes that widths are rounded by.
SLACK = 0.02
# Type sizes from line to line within a cell at most, and how much farther they are there than the closest ones are.
FARTHEST = 2.1
NEXT_LINE = 1.35
# One in so many steps may be too short, its lines off their height.
OUTLIERS = 20
# Type sizes from line to line of a cell at least.
LEAST_STEP = 0.95
# Serial numbers that tell that a column holds them.
LEAST_SERIALS = 3

# What may be a part of a broken figure, and what two of them below each other.
_PART = re.compile(r"(?=.)[-－−△▲(（]?[\d.,，]*[%％)）]{0,2}")
_SOME = re.compile(r"[-－−△▲]?[(（]?-?(?:\d*|\d{0,3}(?:[,，]\d{3})*(?:[,，]\d{0,3})?)(?:\.\d{0,6})?[%％]?[)）]?")
_NEVER_FIRST = frozenset(".,，%％)）")


def links_of(columns: Sequence[Sequence[Atom]]) -> list[list[bool]]:
    """For each line of each column but the last whether it may go on in the next: it is full, the next stands as close
    as lines of a cell do, and begins nothing new. The lines stand from top to bottom."""
    pairs = chain.from_iterable(map(pairwise, columns))
    steps = sorted(b.middle - a.middle for a, b in pairs if b.middle - a.middle > LEAST_STEP * a.size)
    farthest = NEXT_LINE * steps[len(steps) // OUTLIERS] if steps else 0.0
    return [_links(column, farthest) for column in columns]


def is_part(atom: Atom) -> bool:
    """Whether a line may be a part of a broken figure."""
    return _PART.fullmatch(atom.text) is not None


def _links(column: Sequence[Atom], farthest: float) -> list[bool]:
    if len(column) < 2 or counts(column):
        return [False] * (len(column) - 1)
    widest = widths(column)
    return [may_go_on(a, b, widest) and b.middle - a.middle <= farthest for a, b in pairwise(column)]


def widths(column: Sequence[Atom]) -> dict[bool, float]:
    """The width of the widest text of a column in points, and of its widest figure."""
    widest = dict.fromkeys((False, True), 0.0)
    for atom in column:
        widest[is_part(atom)] = max(widest[is_part(atom)], atom.x1 - atom.x0)
    return widest


def counts(column: Sequence[Atom]) -> bool:
    """Whether a column holds serial numbers one by one."""
    numbers = [int(atom.text) for atom in column if atom.text.isdecimal()]
    return len(numbers) >= LEAST_SERIALS and all(b == a + 1 for a, b in pairwise(numbers))


def may_go_on(above: Atom, below: Atom, widest: Mapping[bool, float]) -> bool:
    """Whether a line may go on in the next: it has no room for what follows, which begins nothing new."""
    if below.middle - above.middle >= FARTHEST * below.size or is_sum(above.text) or is_sum(below.text):
        return False
    is_figure = is_part(above)
    if is_figure != is_part(below) or is_numbered_group(below.text):
        return False
    if (
        not _SOME.fullmatch(above.text + below.text)
        if is_figure
        else is_complete(above.text) or is_complete(below.text)
    ):
        return False
    # points and signs never begin a line with some programs, so that they take the digit before them along
    needed = 2 if below.text[1:2] in _NEVER_FIRST else 1
    room = (below.x1 - below.x0) * needed / len(below.text)
    return above.x1 - above.x0 + room > widest[is_figure] + SLACK * above.size
