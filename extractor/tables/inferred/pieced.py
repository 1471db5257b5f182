"""Tables with rulings above and below their cells, drawn cell by cell, and none at their sides.

Each piece of such a ruling is the upper or the lower edge of one cell, so that the pieces tell columns and merged
cells, also where every row parts its width anew, as in forms (自评表). Where a piece over two cells and pieces over
each lie on both levels, or the program draws all its rulings column by column, the text decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model.geometry import Ruling
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import WIDE_GAP, Atom, are_stacked, atoms_of
from extractor.tables.inferred.bands import is_remark
from extractor.tables.inferred.gutters import LEAST_CELL, MEET
from extractor.tables.meaning.wording import is_caption, is_number, is_sum
from extractor.tables.rest import Rest
from extractor.tables.ruled.lattice import MOST_COLUMNS, MOST_PLACES, Lattice, spans_between
from extractor.tables.ruled.rules import FARTHEST, REACH

# Points within which pieces lie on one level (their widths differ by 1), and end at one column edge (overlaps are 1).
SAME_LEVEL = 1.6
SAME_EDGE = 3.0
# Rulings that such a table has at least; one under the heads and at either end make a three-line table.
LEAST_LEVELS = 5
# Pieces of a page that are looked at; a page of 60 rows and 15 columns has 1,900.
FEWEST_PIECES, MOST_PIECES = 8, 6_000
# Levels on which an edge shows, rows of several cells, and cells in which two values stand below each other.
LEAST_ENDS = 2
LEAST_PARTED = 3
MOST_STACKED = 1
# Texts over several columns that a form shows at least, by themselves and for each row.
LEAST_MERGED = 2
MERGED_SHARE = 0.1
# Lines a row with texts far from each other in one cell (合 计 set wide).
MOST_CROWDED = 0.2
# Points that the text in the middle of merged cells is off it at most, and by how much more it is off its own place.
CENTRED = 3.0
OFF_ITS_PLACE = 2.0
# Points that it is off the middle of its own cell and as many blank ones on either side.
EXACT = 1.0
# Parts of a line that holds a caption and a 单位 line.
CAPTION_PARTS = 2
# Type sizes between the outer rulings and the lines of a row beyond them, and between those; where a line has a text in
# each column.
BESIDE = 0.8
BESIDE_WHOLE = 1.6
# Type sizes by which lines side by side overlap at least.
STAGGERED = 0.2


@dataclass(slots=True)
class _Level:
    """Rulings at one height as (first, last) column edges that they reach between."""

    at: float
    pieces: list[tuple[int, int]]

    def ends_at(self, edge: int) -> bool:
        return any(edge in piece for piece in self.pieces)

    def is_over(self, column: int) -> bool:
        return any(first <= column < last for first, last in self.pieces)

    def runs_over(self, first: int, last: int) -> bool:
        return (first, last) in self.pieces


def pieced(rest: Rest, rulings: Iterable[Ruling]) -> list[Lattice]:
    """The grids that horizontal rulings drawn cell by cell make; ``rulings`` as drawn, in no grid."""
    pieces = [rule for rule in rulings if LEAST_CELL <= rule.end - rule.start < FARTHEST and 0 <= rule.at < FARTHEST]
    if not FEWEST_PIECES <= len(pieces) <= MOST_PIECES or len(edges := _edges(pieces)) < 3:
        return []
    printed = rest.lines
    found = []
    for group in _tables(_levels(pieces, edges), edges, printed):
        rules = [Ruling(level.at, edges[a], edges[b], 0.0) for level in group for a, b in level.pieces]
        own = _edges(rules)
        if len(own) >= 3 and (lattice := _lattice(_levels(rules, own), own, printed)):
            found.append(lattice)
    return found


def _edges(pieces: Sequence[Ruling]) -> list[float]:
    """Where pieces on several levels begin or end, and where one beside them does: a level merged over most of the page
    has its outer edge there."""
    ends = sorted((x, round(rule.at)) for rule in pieces for x in (rule.start, rule.end))
    groups: list[list[tuple[float, int]]] = []
    for end in ends:
        if groups and end[0] - groups[-1][0][0] <= SAME_EDGE:
            groups[-1].append(end)
        else:
            groups.append([end])
    means = [sum(x for x, _ in group) / len(group) for group in groups]
    shown = [mean for mean, group in zip(means, groups, strict=True) if len({at for _, at in group}) >= LEAST_ENDS]
    if len(shown) > LEAST_ENDS:
        left = {round(rule.start) for rule in pieces if abs(rule.end - shown[0]) <= SAME_EDGE}
        right = {round(rule.end) for rule in pieces if abs(rule.start - shown[-1]) <= SAME_EDGE}
        return [*map(float, left if len(left) == 1 else ()), *shown, *map(float, right if len(right) == 1 else ())]
    return shown


def _levels(pieces: Sequence[Ruling], edges: Sequence[float]) -> list[_Level]:
    """The rulings by their heights; a piece that does not end at column edges (an underline) is left out."""
    found: list[_Level] = []
    for rule in sorted(pieces):
        first = min(range(len(edges)), key=lambda index: abs(edges[index] - rule.start))
        last = min(range(len(edges)), key=lambda index: abs(edges[index] - rule.end))
        off = max(abs(edges[first] - rule.start), abs(edges[last] - rule.end))
        if first >= last or off > SAME_EDGE:
            continue
        if not found or rule.at - found[-1].at > SAME_LEVEL:
            found.append(_Level(rule.at, []))
        if (first, last) not in found[-1].pieces:
            found[-1].pieces.append((first, last))
    return found


def _tables(levels: Sequence[_Level], edges: Sequence[float], printed: Sequence[Line]) -> list[list[_Level]]:
    """The levels of each table from top to bottom."""
    tables: list[list[_Level]] = []
    for level in levels:
        if tables and not _is_between_tables(tables[-1][-1], level, edges, printed):
            tables[-1].append(level)
        else:
            tables.append([level])
    return [table for table in tables if len(table) >= LEAST_LEVELS]


def _is_between_tables(upper: _Level, lower: _Level, edges: Sequence[float], printed: Sequence[Line]) -> bool:
    """Whether what stands between two levels is no row: a caption, a 单位 line, text over edges, no common column."""
    inside = [line for line in printed if upper.at < (line.top + line.bottom) / 2 < lower.at]
    whole_row = upper.runs_over(0, len(edges) - 1) and lower.runs_over(0, len(edges) - 1)
    if not whole_row and any(_is_told_apart(line) and _stands_alone(line, inside) for line in inside):
        return True
    if upper.runs_over(0, len(edges) - 1) and not whole_row and any(_is_sentence(line, edges) for line in inside):
        return True
    if not any(upper.is_over(column) and lower.is_over(column) for column in range(len(edges) - 1)):
        return True
    whole = any(upper.runs_over(*piece) for piece in lower.pieces)
    return bool(inside) and not whole and all(_is_one_part(line, edges) for line in inside)


def _is_one_part(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line is one text; a sentence may have the slightest gap, after a comma, where columns meet."""
    return len(_parts(line, edges)) == 1 or ("，" in line.text and len(atoms_of(line, WIDE_GAP)) == 1)


def _is_told_apart(line: Line) -> bool:
    """Whether a line is a caption, a 单位 line or a note, by its words and by standing alone."""
    parts = len(atoms_of(line, WIDE_GAP))
    return (parts == 1 and is_caption(line.text)) or (parts <= CAPTION_PARTS and is_remark(line))


def _stands_alone(line: Line, others: Sequence[Line]) -> bool:
    """Whether nothing stands beside a line, as the other heads do beside the （元） of one."""
    return not any(
        other is not line
        and other.top < line.bottom - STAGGERED * line.size
        and other.bottom > line.top + STAGGERED * line.size
        for other in others
    )


def _is_sentence(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line is body text: one part over column edges that goes on or ends as sentences do."""
    over = any(line.x0 < edge - MEET and edge + MEET < line.x1 for edge in edges[1:-1])
    return over and len(_parts(line, edges)) == 1 and line.text.rstrip().endswith(("。", "；", "：", ":", "，"))


def _parts(line: Line, edges: Sequence[float]) -> list[Atom]:
    return atoms_of(line, gutters=[(edge - MEET, edge + MEET) for edge in edges[1:-1]])


def _lattice(levels: list[_Level], edges: list[float], printed: Sequence[Line]) -> Lattice | None:
    """The grid between the levels of one table, None where they make none."""
    height, width = len(levels) - 1, len(edges) - 1
    if height + 1 < LEAST_LEVELS or width > MOST_COLUMNS or height * width > MOST_PLACES:
        return None
    levels = [_parted(levels), *levels[1:-1], _parted(levels[::-1])]
    levels = [*_beyond(levels, edges, printed[::-1], -1), *levels, *_beyond(levels[::-1], edges, printed, 1)]
    # merged cells that a page end cuts end where those above them do
    levels[-1] = _continued(levels[-1], levels[-2::-1])
    height = len(levels) - 1
    top, bottom = levels[0].at, levels[-1].at
    inside = [line for line in printed if top < (line.top + line.bottom) / 2 < bottom]
    atoms = [atom for line in inside for atom in _parts(line, edges)]
    floors = [[level.is_over(column) for column in range(width)] for level in levels]
    floors[0] = floors[-1] = [True] * width
    sides = [[True] * height for _ in edges]
    by_column = all(last == first + 1 for level in levels for first, last in level.pieces)
    drawing = _Drawing(by_column, by_column and _merges(atoms, edges, height))
    for block in _blocks(floors):
        for edge in _open_edges(block, levels, edges, atoms, drawing):
            for row in range(block.top, block.bottom):
                sides[edge][row] = False
    spans, owner = spans_between(floors, sides)
    lattice = Lattice(edges, [level.at for level in levels], spans, owner, open_bottom=True)
    parted = sum(1 for row in owner if len(set(row)) > 1)
    if parted < LEAST_PARTED or _crowded(lattice, inside) > MOST_CROWDED * height:
        return None
    return lattice if _stacked(lattice, atoms) <= MOST_STACKED else None


def _parted(levels: Sequence[_Level]) -> _Level:
    """The outermost ruling, the first of ``levels``; drawn in one it says nothing of cells, but the next do."""
    outer, next_one = levels[:2]
    width = max(last for level in levels for _, last in level.pieces)
    if outer.pieces != [(0, width)] or next_one.runs_over(0, width):
        return outer
    return _continued(_Level(outer.at, []), levels[1:])


def _continued(outer: _Level, levels: Sequence[_Level]) -> _Level:
    """A level of which cells are not known to end where those on the nearest of the other levels do."""
    for level in levels:
        outer.pieces = outer.pieces + [piece for piece in level.pieces if not any(map(outer.is_over, range(*piece)))]
    return outer


def _beyond(levels: Sequence[_Level], edges: Sequence[float], printed: Sequence[Line], way: int) -> list[_Level]:
    """The end of a row above (``way`` -1) or below the outermost rulings, where a table leaves its frame out.

    ``levels`` begin with the outermost. Where its rulings stand under the heads of groups alone, the cells beside
    them end where they do on the next levels.
    """
    outer = levels[0]
    end = reached = outer.at
    is_row = False
    for line in printed:
        near, far = (line.top, line.bottom) if way > 0 else (line.bottom, line.top)
        if way * ((line.top + line.bottom) / 2 - outer.at) <= 0:
            continue
        parts = atoms_of(line, WIDE_GAP)
        within = edges[0] - MEET < parts[0].x0 and parts[-1].x1 < edges[-1] + MEET
        over = any(line.x0 < edge - MEET and edge + MEET < line.x1 for edge in edges[1:-1])
        gap = BESIDE_WHOLE if _fills(parts, edges) else BESIDE
        if not within or way * (near - reached) > gap * line.size or _is_told_apart(line):
            break
        of_group = (way < 0 and _is_over_group(parts[0], outer, edges)) or _is_in_cut_row(parts, outer, edges)
        # a line of one cell is of the row if others of several stand beside or between them; above heads stand titles
        above = is_row and way < 0 and line.bottom <= reached + STAGGERED * line.size
        if len(parts) < 2 and not of_group and (over or above):
            break
        reached = far + way
        is_row = is_row or len(parts) > 1 or of_group
        end = reached if is_row else end
    if end == outer.at:
        return []
    return [_continued(_Level(end, list(outer.pieces)), levels[1:])]


def _fills(parts: Sequence[Atom], edges: Sequence[float]) -> bool:
    """Whether a line has a text in each column."""
    return len(parts) == len(edges) - 1 and all(
        left - MEET < part.x0 and part.x1 < right + MEET
        for part, (left, right) in zip(parts, pairwise(edges), strict=True)
    )


def _is_over_group(text: Atom, level: _Level, edges: Sequence[float]) -> bool:
    """Whether a text stands over the ruling of several columns on a level that leaves others open."""
    over = [level.is_over(column) for column in range(len(edges) - 1)]
    columns = [index for index in range(len(over)) if edges[index] < text.x1 and text.x0 < edges[index + 1]]
    return not all(over) and len(columns) > 1 and all(over[index] for index in columns)


def _is_in_cut_row(parts: Sequence[Atom], level: _Level, edges: Sequence[float]) -> bool:
    """Whether one text stands in a column, right above or below its ruling, on a level that leaves others open: no table
    begins or ends so, but a page with a row that its end cuts does."""
    over = [level.is_over(column) for column in range(len(edges) - 1)]
    inside = [edges[index] - MEET < parts[0].x0 and parts[0].x1 < edges[index + 1] + MEET for index in range(len(over))]
    return len(parts) == 1 and not all(over) and any(map(bool.__and__, over, inside))


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring columns whose rulings above and below lie on the same two levels."""

    top: int
    bottom: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Drawing:
    """How a program draws: ``by_column`` all rulings column by column, ``merges``: its texts show merged cells."""

    by_column: bool
    merges: bool

    def may_merge(self, text: str) -> bool:
        """Whether blank places beside a text may be merged with its own though no ruling tells."""
        return self.merges or (self.by_column and is_sum(text))


def _blocks(floors: Sequence[Sequence[bool]]) -> list[_Block]:
    found = []
    for top in range(len(floors) - 1):
        reach = [
            next(row for row in range(top + 1, len(floors)) if floors[row][column]) if floors[top][column] else 0
            for column in range(len(floors[0]))
        ]
        start = 0
        for end in range(1, len(reach) + 1):
            if end == len(reach) or reach[end] != reach[start]:
                if reach[start]:
                    found.append(_Block(top, reach[start], start, end))
                start = end
    return found


def _open_edges(
    block: _Block, levels: Sequence[_Level], edges: Sequence[float], atoms: Sequence[Atom], drawing: _Drawing
) -> list[int]:
    """The column edges inside a block at which nothing parts its cells."""
    upper, lower = levels[block.top], levels[block.bottom]
    held = [atom for atom in atoms if upper.at < atom.middle < lower.at]
    inner = range(block.first + 1, block.end)
    walls = [
        edge
        for edge in inner
        if upper.ends_at(edge)
        and lower.ends_at(edge)
        and not any(atom.x0 < edges[edge] - MEET and edges[edge] + MEET < atom.x1 for atom in held)
    ]
    for first, last, text in _centred([block.first, *walls, block.end], edges, held):
        if drawing.may_merge(text) or (upper.runs_over(first, last) and lower.runs_over(first, last)):
            walls = [edge for edge in walls if not first < edge < last]
    return [edge for edge in inner if edge not in walls]


def _centred(cells: Sequence[int], edges: Sequence[float], held: Sequence[Atom]) -> list[tuple[int, int, str]]:
    """The neighbouring cells, as edges, of which one alone has text, in the middle of them all."""
    texts = [
        [a for a in held if edges[first] - MEET < (a.x0 + a.x1) / 2 < edges[last]] for first, last in pairwise(cells)
    ]
    filled = [index for index, text in enumerate(texts) if text]
    found = []
    for number, index in enumerate(filled):
        before = filled[number - 1] + 1 if number else 0
        after = filled[number + 1] if number + 1 < len(filled) else len(cells) - 1
        longest = max(texts[index], key=lambda atom: atom.x1 - atom.x0)
        middle = (longest.x0 + longest.x1) / 2

        def off(first: int, last: int, middle: float = middle) -> float:
            return abs((edges[cells[first]] + edges[cells[last]]) / 2 - middle)

        wider = [(first, last) for first in range(before, index + 1) for last in range(index + 1, after + 1)]
        best = min(wider, key=lambda cell: (off(*cell), cell[1] - cell[0]))
        if off(*best) > CENTRED or off(*best) + OFF_ITS_PLACE >= off(index, index + 1):
            around = [cell for cell in wider if cell[0] < index < cell[1] - 1 and off(*cell) <= EXACT]
            best = max(around, key=lambda cell: cell[1] - cell[0], default=(index, index + 1))
            if is_number(longest.text):
                continue
        found.append((cells[best[0]], cells[best[1]], longest.text))
    return found


def _crowded(lattice: Lattice, inside: Sequence[Line]) -> int:
    """How many lines have parts far from each other in one cell, as where some columns end no ruling."""
    count = 0
    for line in inside:
        cells = [lattice.span_at((a.x0 + a.x1) / 2, a.middle) for a in atoms_of(line, WIDE_GAP)]
        count += len(set(cells)) < len(cells)
    return count


def _merges(atoms: Sequence[Atom], edges: Sequence[float], height: int) -> bool:
    """Whether texts run over column edges so often that blank places beside a text may be merged with its own."""
    over = sum(1 for atom in atoms if any(atom.x0 < edge - MEET and edge + MEET < atom.x1 for edge in edges))
    return over >= max(LEAST_MERGED, MERGED_SHARE * height)


def _stacked(lattice: Lattice, atoms: Sequence[Atom]) -> int:
    """In how many cells complete values stand one below the other, as where rows have no rulings between them."""
    held: dict[int, list[Atom]] = {}
    for atom in atoms:
        held.setdefault(lattice.span_at((atom.x0 + atom.x1) / 2, atom.middle), []).append(atom)
    return sum(are_stacked(cell) for number, cell in held.items() if number >= 0)


def outside(rulings: Iterable[Ruling], lattices: Sequence[Lattice]) -> list[Ruling]:
    """The rulings that lie in none of the grids."""
    left = list(rulings)
    for x0, y0, x1, y1 in [lattice.box for lattice in lattices]:
        left = [
            rule for rule in left if not (y0 - REACH <= rule.at <= y1 + REACH and rule.start < x1 and rule.end > x0)
        ]
    return left
