"""Names of groups of rows, each alone in its row and over all columns, in tables without upright rulings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.rows.totals import Placed
from extractor.tables.meaning.wording import is_complete, is_figure, is_numbered_group, is_sum

# Type sizes that such a name is off the middle of the table's texts; share of its height that others may overlap with.
CENTRED = 3.0
# Points that it is off that where the edges of all cells are known.
EXACT = 2.5
OVERLAP = 0.25
# Points off the texts of every column, by its left edge and its middle, from which it is of none.
OFF_COLUMN = 2.0
# Texts of a column that is told by them; names of groups in the first column.
LEAST_VALUES = 2
LEAST_GROUPS = 2
# Gutters that a text without a number reaches over which is in the middle of the table, not of its first columns.
FAR_ACROSS = 2


def group_rows(
    columns: Sequence[Sequence[Atom]], across: Sequence[Placed], edges: Sequence[float], heads_end: float | None = None
) -> tuple[list[list[Atom]], list[Placed], list[float]]:
    """The atoms of each column without such names, the atoms over several columns with them, and cuts around them.

    A name that reaches over a gutter is numbered or stands in the table's middle, over two gutters, from the first
    column on or among figures where it has no number; one that does not is among figures or numbered, too. None stands
    among the heads, whose lines may stand alone.
    """
    start = float("-inf") if heads_end is None else heads_end
    everything = sorted(
        [*(atom for column in columns for atom in column), *(atom for _, _, atom in across)],
        key=lambda atom: atom.middle,
    )
    last, middle = len(edges) - 2, (edges[0] + edges[-1]) / 2
    kept, wide, cuts = [list(column) for column in columns], list(across), []
    for place, (first, end, atom) in enumerate(across):
        numbered, central = is_numbered_group(atom.text), _is_central(atom, middle)
        far = end - first >= FAR_ACROSS or (atom.middle > start and all(map(_holds_values, columns[first : end + 1])))
        told = (first == 0 and (numbered or central)) or (central and (numbered or far))
        if last > 1 and told and _is_name(atom) and (around := _alone(atom, everything)):
            wide[place] = (0, last, atom)
            cuts += around
    for index, column in enumerate(columns):
        valued = _holds_values(column)
        for atom in [atom for atom in column if atom.middle > start] if index else ():
            alien = valued or is_numbered_group(atom.text)
            if _is_central(atom, middle) and alien and _is_name(atom) and (around := _alone(atom, everything)):
                kept[index].remove(atom)
                wide.append((0, last, atom))
                cuts += around
    cuts += _numbered_alone(columns[0], everything)
    return kept, wide, sorted(set(cuts))


def names_midway(parts: Sequence[Sequence[Atom]]) -> set[Atom]:
    """The names alone in their lines in the middle of the table that begin and stand as no text of a column."""
    beside = [atom for line in parts if len(line) > 1 for atom in line]
    if not beside:
        return set()
    middle = (min(atom.x0 for atom in beside) + max(atom.x1 for atom in beside)) / 2
    lone = (line[0] for line in parts[1:] if len(line) == 1)
    return {
        atom
        for atom in lone
        if _is_central(atom, middle)
        and _is_name(atom)
        and not any(
            min(abs(atom.x0 - other.x0), abs(atom.x0 + atom.x1 - other.x0 - other.x1) / 2) < OFF_COLUMN
            for other in beside
        )
    }


def names_group(texts: Sequence[Atom], edges: Sequence[float]) -> bool:
    """Whether the texts of a row are one name alone, in the middle of the table; one without a number is in that of no
    column."""
    if len(texts) != 1 or not _is_name(texts[0]):
        return False
    twice = texts[0].x0 + texts[0].x1
    column = bisect_right(edges, twice / 2, 1, len(edges) - 1)
    is_own = abs(twice - edges[column - 1] - edges[column]) <= 2 * EXACT and not is_numbered_group(texts[0].text)
    return abs(twice - edges[0] - edges[-1]) <= 2 * EXACT and not is_own


def _numbered_alone(column: Sequence[Atom], everything: Sequence[Atom]) -> list[float]:
    """The cuts around the numbered names of groups that the first column holds: 一、资金（万元） above its rows.

    Where each is followed by one text alone, it may be the first line of a name broken in two.
    """
    named = [(atom, _alone(atom, everything)) for atom in column if is_numbered_group(atom.text) and _is_name(atom)]
    around = [cuts for _, cuts in named if cuts]
    if len(around) < LEAST_GROUPS or len(column) <= 2 * len(around):
        return []
    return [cut for cuts in around for cut in cuts]


def _holds_values(column: Sequence[Atom]) -> bool:
    """Whether a column is told by figures and the like."""
    return sum(1 for atom in column if is_complete(atom.text)) >= max(LEAST_VALUES, len(column) / 2)


def _is_central(atom: Atom, middle: float) -> bool:
    return abs((atom.x0 + atom.x1) / 2 - middle) <= CENTRED * atom.size


def _is_name(atom: Atom) -> bool:
    return (
        len(atom.text) > 1 and any(c.isalpha() for c in atom.text) and not (is_sum(atom.text) or is_figure(atom.text))
    )


def _alone(atom: Atom, everything: Sequence[Atom]) -> list[float]:
    """The cuts above and below an atom beside which nothing stands; none where something does."""
    inset = OVERLAP * (atom.bottom - atom.top)
    above = [other.bottom for other in everything if other.middle < atom.middle]
    below = [other.top for other in everything if other.middle >= atom.middle and other is not atom]
    before, after = max(above, default=None), min(below, default=None)
    if (before is not None and before > atom.top + inset) or (after is not None and after < atom.bottom - inset):
        return []
    ends = [(before + atom.top) / 2] if before is not None else []
    return [*ends, (after + atom.bottom) / 2] if after is not None else ends
