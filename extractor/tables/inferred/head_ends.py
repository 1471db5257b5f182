"""Where heads over several columns end in a table without rulings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.tables.inferred.atoms import Atom, type_size
from extractor.tables.inferred.gutters import gutters
from extractor.tables.inferred.head_groups import Head, depth_of, groups_of, head_tree
from extractor.tables.meaning.wording import is_figure, role_of

# Share of the heads of single columns that are known, from which lines are heads; type sizes down to the last of these,
# and that the line below may overlap with them.
HEAD_SHARE = 0.55
MOST_HEAD_LINES = 8
INSET = 0.25
# Rows of heads, and a half, where rows are set far apart.
HEAD_ROWS = 3.5
# Figures in the first row below heads of any wording; type sizes that a head may be off the middle of those below.
LEAST_FIGURES, CENTRED = 2, 2.0


def end_of_groups(atoms: Sequence[Atom], goes_on: bool) -> float | None:
    """Where heads over others end in a table without rulings: below the lines that make the most known heads.

    None where lines that stand over no others make more: what is below those is the table's first row. Where no
    words are known, heads over others right above the first row of figures tell, unless a table ``goes_on``.
    What leaves columns of the rows below without a head of their own is no end of heads.
    """
    ordered = sorted(atoms, key=lambda atom: (atom.top, atom.x0))
    size, top = type_size(atoms), ordered[0].top
    lowest = top + most_height([atom.top for atom in ordered], size)
    ends: list[_End] = []
    figures: list[Atom] = []
    end = top
    for index, atom in enumerate(ordered):
        if atom.top > lowest:
            break
        if index and atom.top >= end - INSET * size:
            ends.append(_End(head_tree(ordered[:index], ordered[index:]), (end + atom.top) / 2, index))
        if is_figure(atom.text):
            figures = [other for other in ordered[index:] if other.top < atom.bottom and is_figure(other.text)]
            break
        end = max(end, atom.bottom)
    if all(depth_of(one.tree) <= 1 for one in ends):
        return None
    first = ends[-1].index
    ends = [one for one in ends if len(one.tree) > 1 or one.tree[0].below]  # one alone is none of a table
    between = gutters(ordered[first:])
    bare = [_without_head(one.tree, between, ordered[first:]) for one in ends]
    ends = [one for one, without in zip(ends, bare, strict=True) if without == min(bare)]
    flat = max((one.share for one in ends if depth_of(one.tree) == 1), default=0.0)
    known = [one for one in ends if depth_of(one.tree) > 1 and one.share >= max(HEAD_SHARE, flat)]
    last = next((one for one in reversed(ends) if depth_of(one.tree) > 1), ends[-1])
    labels = ordered[
        last.index : first
    ]  # the first lines of a label over two, beside the middle of which figures stand
    is_beside = bool(figures) and all(label.x1 < min(figure.x0 for figure in figures) for label in labels)
    is_above_figures = len(figures) >= LEAST_FIGURES and is_beside and depth_of(last.tree) > 1
    unknown = not (goes_on or known) and flat < HEAD_SHARE
    if is_above_figures and unknown and all(_is_over(group, size) for group in groups_of(last.tree)):
        return last.cut
    return max(known, key=lambda one: (one.share, one.cut)).cut if known else None


def most_height(tops: Sequence[float], size: float) -> float:
    """The height in points that heads take up at most, by the tops of a table's lines in order: more where its rows are
    set far apart."""
    steps = sorted(below - above for above, below in pairwise(tops) if below - above > size / 2)
    return max(MOST_HEAD_LINES * size, HEAD_ROWS * steps[3 * len(steps) // 4]) if steps else MOST_HEAD_LINES * size


@dataclass(slots=True)
class _End:
    """A place where the heads may end: the heads above it, its height, and how many atoms stand above."""

    tree: list[Head]
    cut: float
    index: int

    @property
    def share(self) -> float:
        """The share of the heads of single columns that are known."""
        leaves = [leaf for head in self.tree for leaf in head.leaves()]
        return sum(1 for leaf in leaves if role_of(leaf.text)) / len(leaves)


def _without_head(tree: Sequence[Head], between: Sequence[tuple[float, float]], rows: Sequence[Atom]) -> int:
    """How many columns of the ``rows`` have no head of their own, and how many heads stand over no single one."""
    starts = [min(atom.x0 for atom in rows), *(end for _, end in between)]
    ends = [*(start for start, _ in between), max(atom.x1 for atom in rows)]
    headed: set[int] = set()
    astray = 0
    for head in tree:
        for leaf in head.leaves():
            over = [i for i, (x0, x1) in enumerate(zip(starts, ends, strict=True)) if leaf.x0 < x1 and x0 < leaf.x1]
            astray += len(over) > 1 and not any(starts[i] <= leaf.centre <= ends[i] for i in over)
            headed.update(i for i in over if len(over) == 1 or starts[i] <= leaf.centre <= ends[i])
    return len(starts) - len(headed) + astray


def _is_over(group: Head, size: float) -> bool:
    """Whether a head stands in the middle of those below it, as cells over several columns have their text."""
    left, right = min(leaf.x0 for leaf in group.leaves()), max(leaf.x1 for leaf in group.leaves())
    is_at_end = group.x1 >= right - size / 2 or group.x0 <= left + size / 2
    return is_at_end or abs(group.centre - (left + right) / 2) <= CENTRED * size
