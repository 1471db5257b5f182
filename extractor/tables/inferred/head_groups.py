"""Heads over several columns (预算数 over 年初 and 调整后) in tables without upright rulings.

Heads stand in the middle of their cells: one that fills the height of the head band is in its middle, a head over
others above it, those under it below. The same holds again within the band below such a head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.tables.inferred.atoms import Atom, type_size
from extractor.tables.inferred.gutters import column_of
from extractor.tables.meaning.wording import is_figure, role_of
from extractor.tables.ruled.lattice import Span

# Type sizes from the middle of the head band within which a head is in neither half.
MIDDLE = 0.3
# Type sizes between the lines of one head, and that their middles differ by; two heads stand 0.5 and more apart.
SAME_HEAD = 0.42
ALIGNED = 0.6
# Share of the heads of single columns that are known, from which lines are heads; how many type sizes down such lines
# are looked for; type sizes that the line below may overlap with them.
HEAD_SHARE = 0.55
MOST_HEAD_LINES = 8
INSET = 0.25
# Figures in the first row below heads of any wording; type sizes that a head may be off the middle of those below it.
LEAST_FIGURES = 2
CENTRED = 2.0


@dataclass(slots=True)
class Head:
    """One head with its lines, and the heads below it if it stands over several columns."""

    atoms: list[Atom]
    below: list[Head] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return min(atom.x0 for atom in self.atoms)

    @property
    def x1(self) -> float:
        return max(atom.x1 for atom in self.atoms)

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        return self.atoms[0].top

    @property
    def bottom(self) -> float:
        return self.atoms[-1].bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms)

    def leaves(self) -> list[Head]:
        """The heads of single columns below it, or itself."""
        return [leaf for head in self.below for leaf in head.leaves()] if self.below else [self]


def head_tree(atoms: Sequence[Atom]) -> list[Head]:
    """The heads of a head band, those over several columns with the heads below them."""
    if not atoms:
        return []
    size = type_size(atoms)
    heads = _heads(atoms, size)
    return _tree(heads, min(head.top for head in heads), max(head.bottom for head in heads), size)


def groups_of(tree: Sequence[Head]) -> list[Head]:
    """The heads that stand over several columns."""
    return [group for head in tree if head.below for group in (head, *groups_of(head.below))]


def depth_of(tree: Sequence[Head]) -> int:
    """How many heads stand one above the other."""
    return max((1 + depth_of(head.below) for head in tree), default=0)


def head_grid(
    tree: Sequence[Head], edges: Sequence[float], top: float, bottom: float
) -> tuple[list[float], list[Span]]:
    """The row edges of a head band from ``top`` to ``bottom``, and the spans of its cells."""
    levels: list[list[Head]] = [[] for _ in range(depth_of(tree))]
    _sort_in(tree, levels, 0)
    cuts = [top]
    for upper, lower in pairwise(levels):
        end = max(head.bottom for head in upper if head.below)
        cuts.append((end + max(min(head.top for head in lower), end)) / 2)
    cuts.append(bottom)
    spans = []
    for level, heads in enumerate(levels):
        for head in heads:
            places = [column_of(edges, atom) for leaf in head.leaves() for atom in leaf.atoms]
            first, last = min(a for a, _ in places), max(b for _, b in places)
            rows = 1 if head.below else len(levels) - level
            spans.append(Span(level, first, rows, last - first + 1))
    return cuts, spans


def _sort_in(tree: Sequence[Head], levels: list[list[Head]], level: int) -> None:
    levels[level] += tree
    for head in tree:
        if head.below:
            _sort_in(head.below, levels, level + 1)


def _heads(atoms: Sequence[Atom], size: float) -> list[Head]:
    """The heads with their lines put together."""
    heads: list[Head] = []
    for atom in sorted(atoms, key=lambda atom: atom.middle):
        above = next(
            (
                head
                for head in reversed(heads)
                if atom.top - head.bottom < SAME_HEAD * size
                and atom.middle > head.atoms[-1].middle + size / 2
                and (abs(head.centre - (atom.x0 + atom.x1) / 2) < ALIGNED * size or abs(head.x0 - atom.x0) < size / 2)
            ),
            None,
        )
        if above:
            above.atoms.append(atom)
        else:
            heads.append(Head([atom]))
    return heads


def _tree(heads: Sequence[Head], top: float, bottom: float, size: float) -> list[Head]:
    middle, slack = (top + bottom) / 2, MIDDLE * size
    upper = [head for head in heads if head.middle < middle - slack]
    # heads below such heads, though in the upper half, stand over others themselves
    upper = [head for head in upper if not any(other.bottom < head.top + slack for other in upper)]
    lower = [
        head
        for head in heads
        if head not in upper and (head.middle > middle + slack or (head.middle < middle - slack and upper))
    ]
    below: dict[int, list[Head]] = {}
    for head in lower:
        above = [index for index, other in enumerate(upper) if other.bottom < head.top + slack]
        if above:
            nearest = min(above, key=lambda index: _apart(upper[index], head))
            below.setdefault(nearest, []).append(head)
    found = [head for head in heads if head not in lower or not any(head in some for some in below.values())]
    for index, some in below.items():
        left, right = min(head.x0 for head in some), max(head.x1 for head in some)
        between = [
            h for h in found if h not in upper and left < h.centre < right and h.top > upper[index].bottom - slack
        ]
        children = sorted([*some, *between], key=lambda head: head.x0)
        found = [head for head in found if head not in between]
        parent = upper[index]
        tree = _tree(children, min(h.top for h in children), max(h.bottom for h in children), size)
        if len(tree) > 1 or tree[0].below:
            parent.below = tree
        else:
            parent.atoms += tree[0].atoms
    return sorted(found, key=lambda head: head.x0)


def _apart(above: Head, below: Head) -> float:
    """How far a head is from standing under another."""
    return max(above.x0 - below.x1, below.x0 - above.x1, 0.0) * 1000 + abs(above.centre - below.centre)


def end_of_groups(atoms: Sequence[Atom], goes_on: bool) -> float | None:
    """Where heads over others end in a table without rulings: below the lines that make the most known heads.

    None where lines that stand over no others make more: what is below those is the table's first row. Where no
    words are known, heads over others right above the first row of figures tell, unless a table ``goes_on``.
    """
    ordered = sorted(atoms, key=lambda atom: atom.top)
    size, top = type_size(atoms), ordered[0].top
    best: tuple[float, float] | None = None
    above_figures: tuple[float, float] | None = None
    flat = 0.0
    end = top
    for index, atom in enumerate(ordered):
        if atom.top - top > MOST_HEAD_LINES * size:
            break
        if index and atom.top >= end - INSET * size:
            tree = head_tree(ordered[:index])
            leaves = [leaf for head in tree for leaf in head.leaves()]
            share = sum(1 for leaf in leaves if role_of(leaf.text)) / len(leaves)
            above_figures = None
            if depth_of(tree) == 1:
                flat = max(flat, share)
            else:
                cut = (end + atom.top) / 2
                above_figures = (share, cut) if all(_is_over(group, size) for group in groups_of(tree)) else None
                if share >= HEAD_SHARE and (best is None or share >= best[0]):
                    best = (share, cut)
        if is_figure(atom.text):
            figures = sum(1 for other in ordered[index:] if other.top < atom.bottom and is_figure(other.text))
            known = best is not None and best[0] >= flat
            told = above_figures is not None and flat >= HEAD_SHARE and flat > above_figures[0]
            if above_figures and figures >= LEAST_FIGURES and not (goes_on or known or told):
                return above_figures[1]
            break
        end = max(end, atom.bottom)
    return best[1] if best and best[0] >= flat else None


def _is_over(group: Head, size: float) -> bool:
    """Whether a head stands in the middle of those below it, as cells over several columns have their text."""
    left, right = min(leaf.x0 for leaf in group.leaves()), max(leaf.x1 for leaf in group.leaves())
    centred = abs(group.centre - (left + right) / 2) <= CENTRED * size
    return centred or group.x1 >= right - size / 2 or group.x0 <= left + size / 2
