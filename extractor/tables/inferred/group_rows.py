"""Names of groups of rows, each alone in its row and over all columns, in tables without upright rulings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.totals import Placed
from extractor.tables.meaning.wording import is_complete, is_figure, is_sum

# Type sizes that such a name is off the middle of the table's texts; share of its height that others may overlap with.
CENTRED = 3.0
OVERLAP = 0.25
# Texts of a column that is told by them.
LEAST_VALUES = 2

_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


def group_rows(
    columns: Sequence[Sequence[Atom]], across: Sequence[Placed], edges: Sequence[float]
) -> tuple[list[list[Atom]], list[Placed], list[float]]:
    """The atoms of each column without such names, the atoms over several columns with them, and cuts around them.

    A name stands over all columns where it reaches over a gutter, or in the table's middle and is numbered or among
    figures.
    """
    everything = sorted(
        [*(atom for column in columns for atom in column), *(atom for _, _, atom in across)],
        key=lambda atom: atom.middle,
    )
    last, middle = len(edges) - 2, (edges[0] + edges[-1]) / 2
    kept, wide, cuts = [list(column) for column in columns], list(across), []
    for place, (first, end, atom) in enumerate(across):
        if last > 1 and first == 0 and _is_name(atom) and (around := _alone(atom, everything)):
            wide[place] = (0, last, atom) if end > first else (first, end, atom)
            cuts += around
    for index, column in enumerate(columns):
        values = sum(1 for atom in column if is_complete(atom.text))
        for atom in column if index else ():
            centred = abs((atom.x0 + atom.x1) / 2 - middle) <= CENTRED * atom.size
            alien = values >= max(LEAST_VALUES, len(column) / 2) or _NUMBERED.match(atom.text)
            if centred and alien and _is_name(atom) and (around := _alone(atom, everything)):
                kept[index].remove(atom)
                wide.append((0, last, atom))
                cuts += around
    return kept, wide, sorted(set(cuts))


def _is_name(atom: Atom) -> bool:
    return (
        len(atom.text) > 1 and any(c.isalpha() for c in atom.text) and not (is_sum(atom.text) or is_figure(atom.text))
    )


def _alone(atom: Atom, everything: Sequence[Atom]) -> list[float]:
    """The cuts above and below an atom beside which nothing stands; none where something does."""
    inset = OVERLAP * (atom.bottom - atom.top)
    above = [other.bottom for other in everything if other.middle < atom.middle and other is not atom]
    below = [other.top for other in everything if other.middle >= atom.middle and other is not atom]
    before, after = max(above, default=None), min(below, default=None)
    if (before is not None and before > atom.top + inset) or (after is not None and after < atom.bottom - inset):
        return []
    ends = [(before + atom.top) / 2] if before is not None else []
    return [*ends, (after + atom.bottom) / 2] if after is not None else ends
