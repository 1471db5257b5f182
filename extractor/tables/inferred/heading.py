"""The columns of a table without a grid, and its heads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, pairwise

from extractor.model.geometry import Box, Ruling
from extractor.tables.inferred.atoms import Atom, cut_at, is_dash
from extractor.tables.inferred.going_on import edges_above, end_of_repeated
from extractor.tables.inferred.gutters import (
    MEET,
    MOST_OVERLAP,
    column_of,
    crosses,
    drawn_edges,
    edges_in_order,
    gutters,
    narrow_gutters,
    settled_edges,
    shaded_edges,
)
from extractor.tables.inferred.head_ends import HEAD_SHARE, INSET, end_of_groups, most_height
from extractor.tables.inferred.head_groups import Head, groups_of, head_tree
from extractor.tables.inferred.region import Region
from extractor.tables.inferred.rows.groups import names_midway
from extractor.tables.inferred.rows.ruled import ruled_gutters
from extractor.tables.meaning.column_numbers import numbers_columns
from extractor.tables.meaning.wording import is_complete, is_figure, is_numbered_group, is_sum, role_of

# Share of a table's width from which a ruling parts rows, not columns of a group of heads.
FULL_WIDTH = 0.8
# Columns of nothing but values, and values in each, that show their heads by themselves; type sizes that the lines
# below heads may overlap with them.
LEAST_VALUED = 2
LEAST_VALUES = 2
# Heads of groups in a row of their own.
LEAST_GROUPS = 2
OVERLAP = 0.2
# Figures of one column that stand at two places.
LEAST_TURNS = 4
# Points of the lowest row and the narrowest column.
LEAST_ROW = 8.0


def columns_of(region: Region) -> tuple[list[Atom], list[float], list[Head]]:
    """The atoms, the column edges, and the heads. Gutters are found first with some atoms across them allowed, then
    without those. Under a ruled-off head each column has a head of its own; one without is a gap that came by chance.
    """
    rough = list(chain.from_iterable(region.parts))
    ruled_head = _ruled_head(region, max(a.x1 for a in rough) - min(a.x0 for a in rough))
    ruled_head = _shaded_head(region, rough) if ruled_head is None else _below_groups(region, rough, ruled_head)
    drawn = region.columns or drawn_edges(region.drawn, rough) or shaded_edges(region.shades, rough)
    region.heads_again = end_of_repeated(region.above, rough) if region.above else None
    repeated = region.heads_again is not None
    region.heads_end = ruled_head or end_of_groups(rough, region.above is not None and not repeated)
    region.heads_end = above_numbers(region.parts) or region.heads_end
    if drawn is not None:
        atoms = _cut(region, [(edge - MEET, edge + MEET) for edge in drawn[1:-1]])
        return atoms, drawn, _tree(atoms, region.heads_end)
    if ordered := edges_in_order(region.parts):
        region.heads_end = ordered[1]
        atoms = _cut(region, [(edge - MEET, edge + MEET) for edge in ordered[0][1:-1]])
        return atoms, ordered[0], _tree(atoms, region.heads_end)
    shared = region.above.atoms if region.above and repeated else []
    if region.above and not shared:
        # what all but touches is told apart by the edges of the page before
        parted = _cut(region, [(edge - MEET, edge + MEET) for edge in region.above.edges[1:-1]])
        if edges := edges_above(region.above, parted) or edges_above(region.above, rough):
            atoms = _cut(region, [(edge - MEET, edge + MEET) for edge in edges[1:-1]])
            return atoms, edges, _tree(atoms, region.heads_end)
    over = _over_others(region, rough, _tree(rough, region.heads_end))
    names = {atom.text for atom in over}
    shared = [atom for atom in shared if atom.text not in names]
    found = gutters([*(atom for atom in rough if atom not in over), *shared])
    found = _without_chance(found, rough, region.heads_end)
    found += narrow_gutters(region.lines, region.parts, found)
    found += [one for one in ruled_gutters(region) if not any(a < one[1] and one[0] < b for a, b in found)]
    atoms = _cut(region, found)
    tree = _tree(atoms, region.heads_end)
    over = _over_others(region, atoms, tree)
    plain = [atom for atom in (*atoms, *shared) if atom not in over and not crosses(atom, found)]
    edges = settled_edges(plain or atoms, found, region.left, region.right)
    head = _head_cut(region, atoms, edges)
    if head is not None:
        heads = [atom for atom in atoms if atom.middle < head and atom not in over]
        edges = _headed(edges, heads, [atom for atom in atoms if atom.middle > head])
    edges = _owned(edges, atoms, region.above is None or repeated)
    told = edges_above(region.above, rough) if region.above and repeated else None
    if region.above and told and len(edges) != len(told) == len(region.above.edges):
        atoms, edges = _cut(region, [(edge - MEET, edge + MEET) for edge in told[1:-1]]), told
        tree = _tree(atoms, region.heads_end)
    return atoms, edges, tree


def above_numbers(parts: Sequence[Sequence[Atom]]) -> float | None:
    """Where the heads end above a row that numbers the columns (栏次 1 2 3=1-2), if one stands right below them."""
    for heads, line in pairwise(parts):
        if numbers_columns([atom.text for atom in line]):
            return (max(atom.bottom for atom in heads) + min(atom.top for atom in line)) / 2
        if any(is_figure(atom.text) for atom in line):
            return None
    return None


def _without_chance(
    found: list[tuple[float, float]], atoms: Sequence[Atom], heads_end: float | None
) -> list[tuple[float, float]]:
    """The gutters but those under a head that figures of one column leave, some at its left and some at its right.

    Figures of two columns stand side by side, those of one never.
    """
    heads = [atom for atom in atoms if heads_end is not None and atom.middle < heads_end]
    below = [atom for atom in atoms if heads_end is not None and atom.middle > heads_end]
    kept = list(found)
    for place, (start, end) in enumerate(found):
        if not any(crosses(head, [(start, end)]) for head in heads):
            continue
        first = found[place - 1][1] if place else float("-inf")
        last = found[place + 1][0] if place + 1 < len(found) else float("inf")
        left = [atom for atom in below if first - MEET < atom.x0 and atom.ink < end]
        right = [atom for atom in below if start < atom.x0 and atom.x1 < last + MEET]
        if left and right and all(is_figure(atom.text) for atom in (*left, *right)) and not _beside(left, right):
            kept.remove((start, end))
    return kept


def _cut(region: Region, at: Sequence[tuple[float, float]]) -> list[Atom]:
    """The atoms of a region, cut at gutters; names of groups alone in their rows stay whole."""
    rows = zip(region.lines, region.parts, strict=True)
    return [a for line, parts in rows for a in (parts if _is_group_alone(parts) else cut_at(at, line, parts))]


def _is_group_alone(parts: Sequence[Atom]) -> bool:
    return len(parts) == 1 and is_numbered_group(parts[0].text)


def _tree(atoms: Sequence[Atom], end: float | None) -> list[Head]:
    """The heads above ``end``; none where values stand there."""
    if end is None:
        return []
    heads = [atom for atom in atoms if atom.middle < end]
    rows = [atom for atom in atoms if atom.middle > end]
    return [] if any(is_figure(atom.text) for atom in heads) else head_tree(heads, rows)


def _over_others(region: Region, atoms: Sequence[Atom], tree: Sequence[Head]) -> set[Atom]:
    """The heads over several columns: those right above a ruling that leaves out the first column and has other heads
    below it, or, where there is none, those of the tree. Names of groups alone in their rows are like them."""
    over = {atom for head in groups_of(tree) for atom in head.atoms}
    alone = {parts[0] for parts in region.parts if _is_group_alone(parts)} | names_midway(region.parts)
    if region.heads_end is None or region.left is None:
        return over | alone
    within = (region.top, region.heads_end - LEAST_ROW)
    short = [r for r in region.drawn if within[0] < r.at < within[1] and r.start > region.left + LEAST_ROW]
    heads = [atom for atom in atoms if atom.middle < region.heads_end] if short else []
    ruled = {a for a in heads if any(0 < r.at - a.middle < a.size and r.start < a.x0 and a.x1 < r.end for r in short)}
    return (over if ruled <= over else ruled) | alone


def _ruled_head(region: Region, width: float) -> float | None:
    """The first ruling inside over the whole ``width`` of the text: that under the heads.

    Those that end short of the others, under a head over all columns but the first, are within the heads.
    """
    inside = [rule for rule in region.rules if region.top + 4 < rule.at < region.bottom - 4]
    whole = [rule for rule in inside if rule.end - rule.start >= FULL_WIDTH * width]
    widest = max((rule.end - rule.start for rule in region.rules), default=0.0) - MOST_OVERLAP
    return min((rule.at for rule in whole if rule.end - rule.start >= widest), default=_least(whole))


def _shaded_head(region: Region, atoms: Sequence[Atom]) -> float | None:
    """Where the shaded area behind the first lines of a table ends, which holds all its heads and no figure."""
    left, right = min(a.x0 for a in atoms), max(a.x1 for a in atoms)
    for box in _side_by_side(region.shades):
        over = box.x0 <= left + INSET and box.x1 >= right - INSET and box.y0 <= region.top + LEAST_ROW
        heads = [atom for atom in atoms if atom.middle < box.y1] if over else []
        below = [atom for atom in atoms if atom.middle > box.y1] if heads else []
        if len(heads) > LEAST_GROUPS and any(is_figure(atom.text) for atom in below):
            return None if any(is_figure(atom.text) for atom in heads) else box.y1
    return None


def _side_by_side(shades: Sequence[Box]) -> list[Box]:
    """The filled areas from top to bottom, those of one height that touch (a cell each) as one."""
    found: list[Box] = []
    for box in sorted(shades, key=lambda box: (round(box.y0), box.x0)):
        last = found[-1] if found else None
        if last and abs(last.y0 - box.y0) + abs(last.y1 - box.y1) < MEET and abs(last.x1 - box.x0) < MEET:
            found[-1] = last.union(box)
        else:
            found.append(box)
    return found


def _below_groups(region: Region, rough: Sequence[Atom], first: float) -> float:
    """The ruling under the heads: the next below the ``first`` where that has heads of groups above it.

    Each of them stands in the middle of two texts below it, and no figure in either row.
    """
    second = _least([rule for rule in region.rules if rule.at > first + 4])
    if second is None or second > region.bottom - 4:
        return first
    upper = [atom for atom in rough if atom.middle < first]
    lower = sorted((atom for atom in rough if first < atom.middle < second), key=lambda atom: atom.x0)
    if any(is_figure(atom.text) for atom in (*upper, *lower)):
        return first
    gaps = [(a.x1, b.x0) for a, b in pairwise(lower) if abs(a.middle - b.middle) < OVERLAP * a.size]
    over = sum(any(x0 < (atom.x0 + atom.x1) / 2 < x1 for x0, x1 in gaps) for atom in upper)
    return second if over >= LEAST_GROUPS and 2 * over >= len(upper) - 1 else first


def _least(rules: Sequence[Ruling]) -> float | None:
    return min((rule.at for rule in rules), default=None)


def _head_cut(region: Region, atoms: Sequence[Atom], edges: Sequence[float]) -> float | None:
    """Where the heads end, as rulings, shades or groups tell, else below the words of known heads."""
    if region.heads_end is not None:
        return region.heads_end
    columns: list[list[Atom]] = [[] for _ in edges[1:]]
    for atom in atoms:
        columns[column_of(edges, atom)[0]].append(atom)
    return below_heads(columns, region.top - 1, region.bottom + 1)


def _headed(edges: list[float], heads: Sequence[Atom], below: Sequence[Atom]) -> list[float]:
    """The edges of columns that have a head of their own.

    A head over several columns has others below it; where it has none, they are one column. What is without a head is
    of the column at its left, or of the one at its right (`_is_of_next`).
    """
    places = [column_of(edges, atom) for atom in heads]
    own = {first for first, last in places if first == last}
    own |= {first for first, last in places if own.isdisjoint(range(first, last + 1))}
    under: list[list[Atom]] = [[] for _ in edges[1:]]
    for atom in below:
        for column in column_of(edges, atom):
            under[column].append(atom)
    over = {edge for atom in below for first, last in [column_of(edges, atom)] for edge in range(first + 1, last + 1)}
    for column in sorted(own):
        if column - 1 in own or not column:
            continue
        start = max((other for other in own if other < column), default=0)
        is_crossed = (column - 1 in over, column in over)
        before = list(chain.from_iterable(under[start : column - 1]))
        if is_crossed == (False, True) or _is_of_next(under[column - 1], before, under[column]):
            own ^= {column, column - 1}
    return [edge for index, edge in enumerate(edges) if index in (0, len(edges) - 1) or index in own]


def _is_of_next(held: Sequence[Atom], before: Sequence[Atom], after: Sequence[Atom]) -> bool:
    """Whether a column without a head is of the one at its right, not of that at its left.

    A head in the middle of a wide column stands beside short names at its left, and beside figures at its right, unless
    these have those of another column right beside them.
    """
    if not (held and before):
        return False
    if not after and not any(is_figure(atom.text) for atom in held):
        return True
    return not _beside(held, after) and 2 * _beside(held, before) >= len(held)


def _beside(texts: Sequence[Atom], others: Sequence[Atom]) -> int:
    """How many texts have another at their height."""
    middles = sorted(atom.middle for atom in others)
    near = [bisect_left(middles, atom.middle - atom.size / 2) for atom in texts]
    return sum(
        place < len(middles) and middles[place] <= atom.middle + atom.size / 2
        for place, atom in zip(near, texts, strict=True)
    )


def _owned(edges: list[float], atoms: Sequence[Atom], has_heads: bool) -> list[float]:
    """The edges of columns with text of their own, heads and what stands under them in one.

    What only sticks out to the left of indented lines is no column; a head in the middle of a wide column may stand
    beside the figures at its right side.
    """
    places = [(*column_of(edges, atom), atom) for atom in atoms]
    owned = {first for first, last, atom in places if first == last and not is_sum(atom.text)}
    kept = [edge for index, edge in enumerate(edges) if index in (0, len(edges) - 1) or index - 1 in owned]
    if not has_heads:
        return kept
    if len(kept) < len(edges):
        return _owned(kept, atoms, has_heads)
    end = min((atom.top for atom in atoms if is_figure(atom.text)), default=float("-inf"))
    columns: list[list[Atom]] = [[] for _ in edges[1:]]
    for first, last, atom in places:
        for held in columns[first : last + 1]:
            held.append(atom)
    is_joined = False
    for column, (left, right) in enumerate(pairwise(columns)):
        is_joined = not is_joined and (_is_one(left, right, end) or _take_turns(columns, column, end))
        if is_joined:
            kept.remove(edges[column + 1])
    return kept if len(kept) == len(edges) else _owned(kept, atoms, has_heads)


def _is_one(left: Sequence[Atom], right: Sequence[Atom], end: float) -> bool:
    """Whether two columns are one: heads down to ``end`` beside what stands under them, or names beside each other's.

    Names set at several places in one column, some in the middle and some at its left, never stand side by side; nor do
    the figures at the right of a column and the dashes below its head. What reaches over both says nothing of either.
    """
    both = set(left).intersection(right)
    left, right = [a for a in left if a not in both], [a for a in right if a not in both]
    heads = [{atom.bottom <= end + OVERLAP * atom.size for atom in column} for column in (left, right)]
    if {True} in heads and {False} in heads:
        return True
    bare = next((column for column, held in zip((left, right), heads, strict=True) if held == {False}), None)
    headed = right if bare is left else left
    if bare is None or heads.count({False, True}) != 1 or any(is_figure(atom.text) for atom in headed):
        return False
    if any(is_figure(atom.text) for atom in bare) and not all(
        is_dash(atom) or is_sum(atom.text) for atom in headed if atom.bottom > end + OVERLAP * atom.size
    ):
        return False
    return not _beside(bare, headed)


def _take_turns(columns: Sequence[Sequence[Atom]], column: int, end: float) -> bool:
    """Whether a few figures stand below the head of a column, and the others beside it where it has none.

    A head in the middle of its column, where the shortest figures stand, too. The others have no head at their right
    but one with figures of its own behind it.
    """
    left, right, *others = columns[column : column + 4]
    both = set(left).intersection(right)
    above = [atom for atom in (*left, *right) if atom.bottom <= end + OVERLAP * atom.size]
    few, most = ([a for a in held if a not in both and a not in above] for held in (left, right))
    if not above or any(atom not in left for atom in above) or len(few) + len(most) < LEAST_TURNS:
        return False
    headed = [{atom.bottom <= end + OVERLAP * atom.size for atom in held} for held in others]
    if headed and False not in headed[0] and headed[1:] != [{False}]:
        return False
    are_figures = all(is_figure(atom.text) or is_dash(atom) for atom in (*few, *most))
    return are_figures and 2 * len(few) <= len(most) and not _beside(few, most)


def below_heads(columns: list[list[Atom]], top: float, bottom: float) -> float | None:
    """Where the heads at the top of a table without rulings end: below the lines that make the most known heads."""
    lines = sorted((atom.top, atom.bottom) for column in columns for atom in column)
    size = max((a.size for column in columns for a in column), default=0.0)
    best: tuple[float, float] | None = None
    end = top
    lowest = top + most_height([upper for upper, _ in lines], size)
    for upper, lower in lines:
        if upper > lowest:
            break
        if end > top and upper >= end - INSET * size:
            cut = (end + upper) / 2
            share = _head_share(columns, cut)
            if share >= HEAD_SHARE and (best is None or share >= best[0]):
                best = (share, cut)
        end = max(end, lower)
    return best[1] if best else _above_values(columns, top, bottom)


def _above_values(columns: list[list[Atom]], top: float, bottom: float) -> float | None:
    """Where heads of any wording end: below the words at the top of columns that hold nothing but values otherwise."""
    heads: list[Atom] = []
    values: list[Atom] = []
    for column in columns:
        atoms = sorted(column, key=lambda atom: atom.middle)
        first = next((i for i, atom in enumerate(atoms) if is_complete(atom.text)), 0)
        if 0 < first <= len(atoms) - LEAST_VALUES and all(is_complete(atom.text) for atom in atoms[first:]):
            heads.append(atoms[first - 1])
            values.append(atoms[first])
    if len(heads) < LEAST_VALUED and not (heads and _is_headed_line(columns, heads[0])):
        return None
    end = max(atom.bottom for atom in heads)
    everything = [atom for column in columns for atom in column]
    above = [atom for atom in everything if atom.middle < end]
    size = max(atom.size for atom in heads)
    if end - top > most_height(sorted(atom.top for atom in everything), size) or any(
        is_figure(atom.text) for atom in above
    ):
        return None
    end = max(atom.bottom for atom in above)
    below = min((atom.top for atom in everything if atom.middle > end), default=bottom)
    return (end + below) / 2 if below > end - OVERLAP * size else None


def _is_headed_line(columns: list[list[Atom]], head: Atom) -> bool:
    """Whether every column has its first text in the line of a head."""
    firsts = [min(column, key=lambda atom: atom.middle, default=None) for column in columns]
    return all(first is not None and abs(first.middle - head.middle) <= OVERLAP * head.size for first in firsts)


def _head_share(columns: list[list[Atom]], cut: float) -> float:
    """The share of columns whose text above ``cut`` is a known head; 0 where a number stands among them."""
    above = [[atom.text for atom in column if atom.middle < cut] for column in columns]
    if any(is_figure(text) for texts in above for text in texts):
        return 0.0
    texts = ["".join(texts) for texts in above]
    return sum(1 for text in texts if text and role_of(text)) / len(columns)
