"""Tables with a ruling under each row but none between the columns: where a ruling has a gap, cells are merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extractor.model.geometry import Ruling
from extractor.tables.inferred.atoms import Atom, with_whole_values
from extractor.tables.inferred.gutters import MEET, SAME_LEVEL, banded_edges, column_of, grouped
from extractor.tables.inferred.regions import Region
from extractor.tables.inferred.totals import centred_totals
from extractor.tables.meaning.wording import is_complete
from extractor.tables.ruled.lattice import Lattice, spans_between
from extractor.tables.ruled.rules import covered, levels, tidy

# Rulings between rows from which each row has one (three-line tables have one, at most two).
LEAST_RULES = 3
# Points within which the edge of a shaded row and a ruling are one.
SAME_ROW = 3.0
# Rulings that end at one place from which a column ends there.
LEAST_ENDS = 2


def row_ruled(region: Region, atoms: Sequence[Atom], edges: Sequence[float]) -> Lattice | None:
    """The lattice of a region whose rows are ruled off, None where its rulings do not part all rows."""
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
    for row, first, last in wide:
        for edge in range(first + 1, last + 1):
            sides[edge][row] = False
    spans, owner = spans_between(floors, sides)
    return Lattice(list(edges), rows, spans, owner)


def _parts_cells(rule: Ruling, inner: Sequence[float], edges: Sequence[float]) -> bool:
    """Whether a short ruling among others reaches from one column edge to another: below a head over two columns."""
    ends = (min(abs(edge - x) for edge in edges) for x in (rule.start, rule.end))
    return all(abs(rule.at - at) > SAME_ROW for at in inner) and max(ends) <= SAME_ROW


def row_rulings(region: Region) -> list[Ruling]:
    """The rulings between rows, with those too short for a table by themselves that go on at their heights."""
    heights = [rule.at for rule in region.rules]
    short = [rule for rule in region.drawn if any(abs(rule.at - at) <= SAME_LEVEL for at in heights)]
    return tidy([*region.rules, *short])


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
    """Whether two values stand one below the other between two rulings."""
    columns: dict[int, list[Atom]] = {}
    for atom in atoms:
        columns.setdefault(column_of(edges, atom)[0], []).append(atom)
    for column in columns.values():
        for upper, lower in pairwise(with_whole_values(column)):
            together = bisect_right(rows, upper.middle) == bisect_right(rows, lower.middle)
            if together and is_complete(upper.text) and is_complete(lower.text):
                return True
    return False


def _over_rules(
    atoms: Sequence[Atom], rows: Sequence[float], edges: Sequence[float], rules: Sequence[Ruling]
) -> list[tuple[int, int, int]]:
    """Row, first and last column of heads that stand alone over a short ruling, in the middle of it."""
    found = []
    left, right = edges[0] + SAME_ROW, edges[-1] - SAME_ROW
    whole = next((rule.at for rule in rules if rule.start <= left and rule.end >= right and rule.at > rows[1]), 0.0)
    for rule in rules:
        row = bisect_right(rows, rule.at) - 2
        if row < 0 or rule.at >= whole:
            continue
        inside = [at for at, (a, b) in enumerate(pairwise(edges)) if rule.start < (a + b) / 2 < rule.end]
        over = [a for a in atoms if rows[row] <= a.middle < rows[row + 1] and a.x0 < rule.end and a.x1 > rule.start]
        if len(over) == 1 and len(inside) > 1:
            off = over[0].x0 + over[0].x1 - rule.start - rule.end
            if abs(off) <= 2 * over[0].size:
                found.append((row, inside[0], inside[-1]))
    return found


def _wide(atoms: Sequence[Atom], rows: Sequence[float], edges: Sequence[float]) -> list[tuple[int, int, int]]:
    """Row, first and last column of the texts that stand over several columns, none of them filled otherwise."""
    found = []
    for row, (upper, lower) in enumerate(pairwise(rows)):
        inside = [column_of(edges, atom) for atom in atoms if upper <= atom.middle < lower]
        for first, last in {place for place in inside if place[0] < place[1]}:
            if not any(a == b and first <= a <= last for a, b in inside):
                found.append((row, first, last))
    return found
