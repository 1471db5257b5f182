"""Heads over several columns (预算数 over 年初 and 调整后) in tables without upright rulings.

A head in the lower half of the head band with nothing above it belongs to the nearest head of the upper half.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.atoms import Atom, type_size
from extractor.tables.gutters import column_of

# Type sizes from the middle of the head band within which a head is in neither half.
MIDDLE = 0.3

Groups = dict[Atom, list[Atom]]


def head_groups(heads: Sequence[Atom]) -> Groups:
    """The heads that stand over others, each with those below it."""
    if not heads:
        return {}
    middle = (min(a.top for a in heads) + max(a.bottom for a in heads)) / 2
    slack = MIDDLE * type_size(heads)
    upper = [atom for atom in heads if atom.middle < middle - slack]
    lower = [atom for atom in heads if atom.middle > middle + slack]
    groups: Groups = {}
    for atom in lower:
        if upper and not any(_overlap(atom, other) for other in upper):
            nearest = min(upper, key=lambda other: abs(other.x0 + other.x1 - atom.x0 - atom.x1))
            groups.setdefault(nearest, []).append(atom)
    for head, below in groups.items():
        left = min(atom.x0 for atom in below)
        right = max(atom.x1 for atom in below)
        below += [a for a in lower if a not in below and (_overlap(a, head) or (left < a.x0 and a.x1 < right))]
    return {head: below for head, below in groups.items() if len(below) > 1}


def columns_under(groups: Groups, edges: Sequence[float]) -> dict[Atom, tuple[int, int]]:
    """The first and the last column under each of the groups' heads."""
    spans = {}
    for head, below in groups.items():
        places = [column_of(edges, atom) for atom in below]
        spans[head] = (min(first for first, _ in places), max(last for _, last in places))
    return spans


def _overlap(a: Atom, b: Atom) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1
