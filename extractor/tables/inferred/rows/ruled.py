"""Tables with a ruling under each row but none between the columns: where a ruling has a gap, cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from extractor.model.geometry import Ruling
from extractor.tables.broken_values import with_whole_values
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.gutters import MEET, SAME_LEVEL, banded_edges, column_of, grouped
from extractor.tables.inferred.head_groups import Head, groups_of, head_grid
from extractor.tables.inferred.region import Region
from extractor.tables.inferred.rows.groups import names_group
from extractor.tables.inferred.rows.totals import centred_totals
from extractor.tables.meaning.wording import is_complete
from extractor.tables.ruled.lattice import Lattice, lattice_with, spans_between
from extractor.tables.ruled.rules import covered, levels, tidy

# Rulings between rows from which each row has one (three-line tables have one, at most two).
LEAST_RULES = 3
# Points within which the edge of a shaded row and a ruling are one.
SAME_ROW = 3.0
# Points that a full line of figures is narrower than the widest at most.
SLACK = 1.0
# Rulings that end at one place from which a column ends there.
LEAST_ENDS = 2
# Share of the rows that hold values from which values below each other are rows of their own, no broken numbers.
CROWDED_SHARE = 0.2
# Columns over which a ruling below heads of groups reaches at most.
MOST_INSIDE = 14
# Type sizes that a head is off the middle of the columns below it.
OFF = 1.5


def row_ruled(
    region: Region, atoms: Sequence[Atom], edges: Sequence[float], tree: Sequence[Head] = ()
) -> Lattice | None:
    """The lattice of a region whose rows are ruled off, None where its rulings do not part all rows; the heads, where
    no ruling parts theirs, have those of their ``tree``."""
    rules = row_rulings(region)
    inner = [at for at in levels(rules) if region.top + 2 < at < region.bottom - 2]
    if len(inner) < LEAST_RULES - 1:
        return None
    if short := [rule for rule in region.drawn if _parts_cells(rule, inner, edges)]:
        rules = tidy([*rules, *short])
        inner = [at for at in levels(rules) if region.top + 2 < at < region.bottom - 2]
    shaded = banded_edges(region.shades, atoms, edges[0], edges[-1])
    shown = [y for y in shaded if inner[0] < y < region.bottom - 2 and all(abs(y - at) > SAME_ROW for at in inner)]
    inner = sorted([*inner, *shown])
    rows = [min(region.top - 1, inner[0] - 1), *inner, max(region.bottom + 1, inner[-1] + 1)]
    if _stacked(atoms, rows, edges) or (len(inner) < LEAST_RULES and not _valued(atoms, rows)):
        return None
    whole = [True] * (len(edges) - 1)
    walls = {at: covered(list(edges), [rule for rule in rules if rule.at == at]) for at in inner} | dict.fromkeys(
        shown, whole
    )
    floors = [whole, *(walls[at] for at in inner), whole]
    sides = [[True] * (len(rows) - 1) for _ in edges]
    placed = [(*column_of(edges, atom), atom) for atom in atoms]
    wide = [*_wide(atoms, rows, edges), *centred_totals(placed, rows, edges), *_over_rules(atoms, rows, edges, rules)]
    held = [[a for a in atoms if upper <= a.middle < lower] for upper, lower in pairwise(rows)]
    wide += [(row, 0, len(edges) - 2) for row, texts in enumerate(held) if row and names_group(texts, edges)]
    for row, first, last in wide:
        for edge in range(first + 1, last + 1):
            sides[edge][row] = False
    alone = region.heads_end is not None and abs(region.heads_end - inner[0]) < SAME_ROW
    groups = groups_of(tree)
    if (
        groups
        and all(_is_over(head, edges) for head in groups)
        and alone
        and not any(rows[0] < rule.at < inner[0] for rule in rules)
    ):
        cuts, heads = head_grid(tree, edges, *rows[:2])
        spans, _ = spans_between(floors[1:], [side[1:] for side in sides])
        spans = [replace(span, row=span.row + len(cuts) - 1) for span in spans]
        return lattice_with(list(edges), [*cuts, *rows[2:]], [*heads, *spans])
    spans, owner = spans_between(floors, sides)
    return Lattice(list(edges), rows, spans, owner)


def _is_over(head: Head, edges: Sequence[float]) -> bool:
    """Whether a head stands in the middle over the columns of those below it."""
    places = [place for leaf in head.leaves() for atom in leaf.atoms for place in column_of(edges, atom)]
    middle = (edges[min(places)] + edges[max(places) + 1]) / 2
    return min(places) < max(places) and abs(head.centre - middle) <= OFF * head.atoms[0].size


def _parts_cells(rule: Ruling, inner: Sequence[float], edges: Sequence[float]) -> bool:
    """Whether a short ruling among others reaches from one column edge to another: below a head over two columns."""
    ends = (min(abs(edge - x) for edge in edges) for x in (rule.start, rule.end))
    return all(abs(rule.at - at) > SAME_ROW for at in inner) and max(ends) <= SAME_ROW


def row_rulings(region: Region) -> list[Ruling]:
    """The rulings between rows as they are drawn, with those too short for a table by themselves."""
    heights = [rule.at for rule in region.rules]
    drawn = [rule for rule in region.drawn if any(abs(rule.at - at) <= SAME_LEVEL for at in heights)]
    others = [rule for rule in region.rules if all(abs(rule.at - each.at) > SAME_LEVEL for each in drawn)]
    return tidy([*others, *drawn])


def ruled_gutters(region: Region) -> list[tuple[float, float]]:
    """Where rulings of several rows end short of the table's edge: between cells merged over rows and others."""
    if region.left is None or region.right is None:
        return []
    rules = row_rulings(region)
    if len(levels(rules)) < LEAST_RULES + 1:
        return []
    ends = (x for rule in rules for x in (rule.start, rule.end) if region.left + 8 < x < region.right - 8)
    return [(min(group) - MEET, max(group) + MEET) for group in grouped(ends) if len(group) >= LEAST_ENDS]


def _valued(atoms: Sequence[Atom], rows: Sequence[float]) -> bool:
    """Whether there are values between all rulings below the first, which parts heads from rows."""
    filled = {bisect_right(rows, atom.middle) for atom in atoms if is_complete(atom.text)}
    return filled.issuperset(range(2, len(rows)))


def _stacked(atoms: Sequence[Atom], rows: Sequence[float], edges: Sequence[float]) -> bool:
    """Whether two values stand one below the other between two rulings, in half of the columns that have any there.

    A number that its column is too narrow for stands over two lines beside whole values, the first one as wide as any.
    """
    columns: dict[int, list[Atom]] = {}
    for atom in atoms:
        columns.setdefault(column_of(edges, atom)[0], []).append(atom)
    valued: Counter[int] = Counter()
    stacked: Counter[int] = Counter()
    broken: Counter[int] = Counter()
    for index, column in columns.items():
        if not index and _counts_on(column, rows):
            continue
        values = [a for a in with_whole_values(column, columns.values()) if is_complete(a.text)]
        widest = max((a.x1 - a.x0 for a in values), default=0.0)
        places = [bisect_right(rows, a.middle) for a in values]
        valued.update(set(places))
        met = [(a, b, row) for (a, row), (b, other) in pairwise(zip(values, places, strict=True)) if row == other]
        fit = {row for a, b, row in met if a.x1 - a.x0 < widest - SLACK or b.x1 - b.x0 > widest - SLACK}
        stacked.update(fit)
        broken.update({row for *_, row in met} - fit)
    crowded = {row for row, count in stacked.items() if 2 * count >= valued[row]}
    crowded |= {row for row, count in broken.items() if count + stacked[row] == valued[row]}
    return bool(crowded) and len(crowded) >= CROWDED_SHARE * len(valued)


def _counts_on(column: Sequence[Atom], rows: Sequence[float]) -> bool:
    """Whether the digits between rulings are serial numbers that the column is too narrow for: 1 over 1, 1 over 2."""
    held: dict[int, str] = {}
    for atom in sorted(column, key=lambda atom: atom.middle):
        row = bisect_right(rows, atom.middle)
        held[row] = held.get(row, "") + atom.text
    numbers = [int(text) for _, text in sorted(held.items()) if text.isdecimal()]
    return len(numbers) >= LEAST_RULES and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _over_rules(
    atoms: Sequence[Atom], rows: Sequence[float], edges: Sequence[float], rules: Sequence[Ruling]
) -> list[tuple[int, int, int]]:
    """Row, first and last column of heads over a short ruling, each in the middle of its columns."""
    found = []
    left, right = edges[0] + SAME_ROW, edges[-1] - SAME_ROW
    whole = next((rule.at for rule in rules if rule.start <= left and rule.end >= right and rule.at > rows[1]), 0.0)
    for rule in rules:
        row = bisect_right(rows, rule.at) - 2
        if row < 0 or rule.at >= whole:
            continue
        inside = [at for at, (a, b) in enumerate(pairwise(edges)) if rule.start < (a + b) / 2 < rule.end]
        over = [a for a in atoms if rows[row] <= a.middle < rows[row + 1] and a.x0 < rule.end and a.x1 > rule.start]
        over.sort(key=lambda atom: atom.x0)
        if not over or len(inside) <= len(over) or len(inside) > MOST_INSIDE:
            continue
        # the rulings tell more of the outermost columns than edges that stand in the middle of gaps
        bounds = {**dict(enumerate(edges)), inside[0]: rule.start, inside[-1] + 1: rule.end}
        off, runs = min(
            (_off_middles(over, runs, bounds), runs)
            for cuts in combinations(inside[1:], len(over) - 1)
            if (runs := list(pairwise([inside[0], *cuts, inside[-1] + 1])))
        )
        if off <= over[0].size:
            found += [(row, first, end - 1) for first, end in runs if end - first > 1]
    return found


def _off_middles(texts: Sequence[Atom], runs: Sequence[tuple[int, int]], bounds: Mapping[int, float]) -> float:
    """How far some texts are off the middles of the columns from the first to the last (half-open) at most."""
    ends = ((bounds[first], bounds[last]) for first, last in runs)
    return max(abs(a.x0 + a.x1 - start - end) / 2 for a, (start, end) in zip(texts, ends, strict=True))


def _wide(atoms: Sequence[Atom], rows: Sequence[float], edges: Sequence[float]) -> list[tuple[int, int, int]]:
    """Row, first and last column of the texts that stand over several columns, none of them filled otherwise."""
    found = []
    for row, (upper, lower) in enumerate(pairwise(rows)):
        inside = [column_of(edges, atom) for atom in atoms if upper <= atom.middle < lower]
        for first, last in {place for place in inside if place[0] < place[1]}:
            if not any(a == b and first <= a <= last for a, b in inside):
                found.append((row, first, last))
    return found
