"""Tables of two columns, a name and an amount, without any ruling: too narrow to tell from other text by themselves.

Only below a caption or a 单位 line, and only where the amounts stand below each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.bands import is_remark
from extractor.tables.meaning.wording import is_caption

# Rows with an amount that such a table has at least; lines in a row that a name may wrap over.
LEAST_LISTED = 3
MOST_WRAPPED = 2
# Type sizes between lines of one table, and that amounts differ by at their right end or in their middle.
LARGEST_GAP = 2.6
ALIGNED = 0.6

_AMOUNT = re.compile(r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|-?\d+\.\d+")


def listed(lines: Sequence[Line], atoms: Sequence[Sequence[Atom]]) -> set[int]:
    """The lines that are rows of such tables, their heads among them."""
    found: set[int] = set()
    for index, line in enumerate(lines[:-LEAST_LISTED]):
        is_above = len(atoms[index]) <= 2 == len(atoms[index + 1])
        if is_above and (is_remark(line) or is_caption(line.text)):
            found |= _rows_below(lines, atoms, index + 1)
    return found


def _rows_below(lines: Sequence[Line], atoms: Sequence[Sequence[Atom]], start: int) -> set[int]:
    rows: list[int] = []
    heads: list[int] = []
    skipped = 0
    for index in range(start, len(lines)):
        if index > start and lines[index].top - lines[index - 1].bottom > LARGEST_GAP * lines[index].size:
            break
        parts = atoms[index]
        if len(parts) == 2 and _AMOUNT.fullmatch(parts[1].text):
            rows.append(index)
            skipped = 0
        elif len(parts) == 2 and not rows and not heads:
            heads.append(index)
        elif len(parts) > 2 or skipped == MOST_WRAPPED:
            break
        else:
            skipped += 1
    if len(rows) < LEAST_LISTED:
        return set()
    amounts = [atoms[index][1] for index in rows]
    size = ALIGNED * amounts[0].size
    ends = [atom.x1 for atom in amounts]
    middles = [(atom.x0 + atom.x1) / 2 for atom in amounts]
    aligned = any(all(abs(place - median(places)) <= size for place in places) for places in (ends, middles))
    return {*heads, *rows} if aligned else set()
