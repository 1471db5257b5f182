"""Tables with upright rulings between their columns and none between their rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

from extractor.model.geometry import Ruling, Run
from extractor.model.layout import Line
from extractor.tables.broken_values import with_whole_values
from extractor.tables.inferred.atoms import Atom, apart, atoms_of
from extractor.tables.inferred.gutters import gutters
from extractor.tables.inferred.infer import lattice_of
from extractor.tables.inferred.page_lines import TABLE_PARTS
from extractor.tables.inferred.region import Region
from extractor.tables.meaning.wording import is_complete, is_figure
from extractor.tables.rest import Rest
from extractor.tables.ruled.lattice import Lattice

# Rows of a grid beyond which rulings part them (heads, rows, a total), and runs in each of its places below which no
# rows are looked for.
MOST_ROWS = 3
LEAST_RUNS = 1.4
# Values below each other in one place, and one less beside them in another column, that show rows without rulings.
LEAST_STACKED = 3
# Figures below each other, with a text beside each in all other columns.
LEAST_ALIKE = 2
# Type sizes between the middles of two values of one row.
LEVEL = 0.5
# Rulings side by side; points that their ends differ by; their least height.
LEAST_UPRIGHT = 3
SAME_END = 3.0
LEAST_HEIGHT = 40.0
# Type sizes from a line of heads to the ruling below it.
HEADS_ABOVE = 1.0


def uprights(
    rest: Rest, lattices: Sequence[Lattice], vertical: Sequence[Ruling]
) -> tuple[list[Lattice], list[Lattice]]:
    """The grids of ``lattices`` whose rulings part their rows, and those of tables whose rows only the text parts;
    ``vertical`` are the upright rulings of the page, joined."""
    tall = [one for one in lattices if len(one.rows) - 1 <= MOST_ROWS and _is_crowded(one, rest.runs)]
    loose = _side_by_side(vertical, lattices)
    if not tall and not loose:
        return list(lattices), []
    printed = apart(rest.lines)
    kept = [one for one in lattices if one not in tall]
    found = []
    for lattice in tall:
        region = _region(lattice.columns, lattice.rows, printed)
        read = lattice_of(region) if region and _stacks(region) else None
        if read and len(read.rows) > len(lattice.rows):
            found.append(read)
        else:
            kept.append(lattice)
    for columns, rows in loose:
        region = _region(columns, rows, printed)
        if region and _stacks(region) and (read := lattice_of(region)):
            found.append(read)
    return kept, found


def _is_crowded(lattice: Lattice, runs: Sequence[Run]) -> bool:
    box = lattice.box
    inside = sum(1 for run in runs if box.x0 <= run.left[0] <= box.x1 and box.y0 <= run.baseline <= box.y1)
    return inside > LEAST_RUNS * len(lattice.spans)


def _side_by_side(vertical: Sequence[Ruling], lattices: Sequence[Lattice]) -> list[tuple[list[float], list[float]]]:
    """The columns, and the top and bottom, of upright rulings alike that stand in no grid."""
    groups: list[list[Ruling]] = []
    tall = [rule for rule in vertical if rule.end - rule.start >= LEAST_HEIGHT]
    for rule in sorted(tall, key=lambda rule: (rule.start, rule.at)):
        if any(_is_inside(rule, lattice) for lattice in lattices):
            continue
        first = groups[-1][0] if groups else None
        if first and abs(first.start - rule.start) <= SAME_END and abs(first.end - rule.end) <= SAME_END:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [
        (sorted(rule.at for rule in group), [group[0].start, group[0].end])
        for group in groups
        if len(group) >= LEAST_UPRIGHT
    ]


def _is_inside(rule: Ruling, lattice: Lattice) -> bool:
    box = lattice.box
    return box.x0 - SAME_END <= rule.at <= box.x1 + SAME_END and rule.start < box.y1 and rule.end > box.y0


def _region(columns: Sequence[float], rows: Sequence[float], printed: Sequence[Line]) -> Region | None:
    """The lines between rulings, with the columns that these tell."""
    inside = [line for line in printed if rows[0] < (line.top + line.bottom) / 2 < rows[-1]]
    if not inside:
        return None
    above = [line for line in printed if (line.top + line.bottom) / 2 <= rows[0]]
    if above and _are_heads(above[-1], rows[0]) and any(is_figure(atom.text) for atom in atoms_of(inside[0])):
        inside = [above[-1], *inside]
    left, right = (
        min(columns[0], *(line.x0 - 1 for line in inside)),
        max(columns[-1], *(line.x1 + 1 for line in inside)),
    )
    edges = [left, *(x for x in columns if left + SAME_END < x < right - SAME_END), right]
    # a ruling may be broken by a head over several columns, so that it is none by itself
    parts = [atoms_of(line) for line in inside]
    clear = gutters(list(chain.from_iterable(parts)), exact=True)
    ruled = list(edges)
    edges += [(a + b) / 2 for a, b in clear if _parts_a_column(a, b, ruled, parts)]
    edges.sort()
    region = Region(inside, parts, [Ruling(at, left, right, 0.0) for at in rows], left, right)
    region.columns = edges
    return region


def _parts_a_column(start: float, end: float, edges: Sequence[float], lines: Sequence[Sequence[Atom]]) -> bool:
    """Whether a white stretch between rulings has texts of one line on either side: a head in the middle of its column
    and figures at its right have one between them, too."""
    if any(start - 1 <= edge <= end + 1 for edge in edges):
        return False
    left, right = max(edge for edge in edges if edge < start), min(edge for edge in edges if edge > end)
    middle = (start + end) / 2
    inside = [[atom for atom in line if left < atom.x0 and atom.x1 < right] for line in lines]
    return any({atom.x0 > middle for atom in atoms} == {False, True} for atoms in inside)


def _are_heads(line: Line, below: float) -> bool:
    """Whether a line right above the topmost ruling is one of heads."""
    atoms = atoms_of(line)
    near = below - line.bottom <= HEADS_ABOVE * line.size
    return near and len(atoms) >= TABLE_PARTS and not any(is_figure(atom.text) for atom in atoms)


def _stacks(region: Region) -> bool:
    """Whether values stand one below another in several columns, side by side: rows that no rulings part."""
    edges = region.columns or []
    near = [(edge - 1, edge + 1) for edge in edges[1:-1]]
    atoms = [atom for line in region.lines for atom in atoms_of(line, gutters=near)]
    for top, bottom in pairwise(rule.at for rule in region.rules):
        held = [
            with_whole_values([a for a in atoms if left < (a.x0 + a.x1) / 2 < right and top < a.middle < bottom])
            for left, right in pairwise(edges)
        ]
        if _are_rows([column for column in held if column]):
            return True
    return False


def _are_rows(columns: Sequence[Sequence[Atom]]) -> bool:
    """Whether texts between two rulings stand below each other in rows, of which two show where all columns agree."""
    for column in columns:
        values = [atom for atom in column if is_complete(atom.text)]
        others = [other for other in columns if other is not column]
        if len(values) >= LEAST_STACKED and any(
            sum(any(_is_level(a, b) for b in values) for a in other if is_complete(a.text)) >= LEAST_STACKED - 1
            for other in others
        ):
            return True
        figures = [atom for atom in column if is_figure(atom.text)]
        if (
            len(figures) == len(column) >= LEAST_ALIKE
            and others
            and all(
                len(other) == len(column) and all(_is_level(a, b) for a, b in zip(column, other, strict=True))
                for other in others
            )
        ):
            return True
    return False


def _is_level(one: Atom, other: Atom) -> bool:
    return abs(one.middle - other.middle) < LEVEL * one.size
