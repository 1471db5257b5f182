"""Tables with rulings above and below their cells, drawn cell by cell, and none at their sides.

Each piece of such a ruling is the upper or the lower edge of one cell, so that the pieces tell columns and merged
cells, also where every row parts its width anew, as in forms (自评表). Where a piece over two cells and pieces over
each lie on both levels, or the program draws all its rulings column by column, the text decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.model.geometry import Box, Ruling
from extractor.model.layout import Line
from extractor.tables.broken_values import are_stacked
from extractor.tables.inferred import bands
from extractor.tables.inferred.atoms import WIDE_GAP, Atom, atoms_of
from extractor.tables.inferred.bands import CUT_LINES, LARGEST_STEP, are_apart, are_of_cut_row, is_remark, outward
from extractor.tables.inferred.drawn_levels import (
    Block,
    Level,
    blocks,
    continued,
    cut_by_page,
    edges_of,
    frame_of,
    levels_of,
    parted,
    way_drawn,
    within,
)
from extractor.tables.inferred.gutters import LEAST_CELL, MEET
from extractor.tables.meaning.wording import is_caption, is_form_label, is_number, is_sum
from extractor.tables.rest import Rest
from extractor.tables.ruled.lattice import MOST_COLUMNS, MOST_PLACES, Lattice, spans_between
from extractor.tables.ruled.rules import FARTHEST, REACH

# Rulings that such a table has at least; one under the heads and at either end make a three-line table. A frame may
# hold one row of a page.
LEAST_LEVELS, LEAST_FRAMED = 5, 2
# Pieces of a page that are looked at; a page of 60 rows and 15 columns has 1,900.
FEWEST_PIECES, MOST_PIECES = 8, 6_000
# Rows of several cells, and cells in which two values stand below each other.
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


def pieced(rest: Rest, rulings: Iterable[Ruling], upright: Sequence[Ruling]) -> list[Lattice]:
    """The grids that horizontal rulings drawn cell by cell make; ``rulings`` as drawn, in no grid, ``upright`` those
    across them, joined."""
    pieces = [rule for rule in rulings if LEAST_CELL <= rule.end - rule.start < FARTHEST and 0 <= rule.at < FARTHEST]
    if not FEWEST_PIECES <= len(pieces) <= MOST_PIECES or len(edges := edges_of(pieces)) < 3:
        return []
    printed = rest.lines
    found = []
    for group in _tables(levels_of(pieces, edges), edges, printed):
        rules = [Ruling(level.at, edges[a], edges[b], 0.0) for level in group for a, b in level.pieces]
        frame = frame_of(upright, rules)
        own = within(edges_of(rules), frame)
        if len(own) < 3 or len(group) < (LEAST_FRAMED if frame else LEAST_LEVELS):
            continue
        if lattice := _lattice(levels_of(rules, own), own, printed, frame):
            found.append(lattice)
    return found


def _tables(levels: Sequence[Level], edges: Sequence[float], printed: Sequence[Line]) -> list[list[Level]]:
    """The levels of each table from top to bottom."""
    tables: list[list[Level]] = []
    for level in levels:
        if tables and not _is_between_tables(tables[-1][-1], level, edges, printed):
            tables[-1].append(level)
        else:
            tables.append([level])
    return [table for table in tables if len(table) >= LEAST_FRAMED]


def _is_between_tables(upper: Level, lower: Level, edges: Sequence[float], printed: Sequence[Line]) -> bool:
    """Whether what stands between two levels is no row: a caption, a 单位 line, text over edges, no common column."""
    inside = [line for line in printed if upper.at < (line.top + line.bottom) / 2 < lower.at]
    whole_row = upper.runs_over(0, len(edges) - 1) and lower.runs_over(0, len(edges) - 1)
    if not whole_row and any(_is_told_apart(line) and _stands_alone(line, inside, edges) for line in inside):
        return True
    sentences = [line for line in inside if _is_sentence(line, edges)]
    told = [line for line in inside if _is_told_apart(line)]
    if any(_is_over(one, edges) or _column(one, edges) != _column(other, edges) for one in sentences for other in told):
        return True
    apart = upper.runs_over(0, len(edges) - 1) or set(upper.pieces).isdisjoint(lower.pieces)
    over = (line for line in sentences if _is_over(line, edges))
    if apart and not whole_row and any(_stands_alone(line, inside, edges) for line in over):
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
    return (
        (parts == 1 and is_caption(line.text)) or (parts <= CAPTION_PARTS and is_remark(line)) or bands.is_no_row(line)
    )


def _stands_alone(line: Line, others: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether nothing stands beside a line, as the other heads do beside the （元） of one, and as the other cells do
    beside one of several lines that ends with 水表."""
    left, right = next(pair for pair in pairwise([0.0, *edges, FARTHEST]) if line.x0 < pair[1])
    of_cell = left >= edges[0] and line.x1 <= right
    return not any(
        (of_cell and (other.x0 < left or other.x1 > right) and not _is_told_apart(other))
        or (other.top < line.bottom - STAGGERED * line.size and other.bottom > line.top + STAGGERED * line.size)
        for other in others
        if other is not line
    )


def _is_sentence(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line is one part that goes on or ends as sentences do."""
    return _is_one_part(line, edges) and line.text.rstrip().endswith(("。", "；", "：", ":", "，"))


def _is_over(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line runs over the edge of a column, as body text does."""
    return any(line.x0 < edge - MEET and edge + MEET < line.x1 for edge in edges[1:-1])


def _column(line: Line, edges: Sequence[float]) -> int:
    return sum(1 for edge in edges if edge - MEET <= line.x0)


def _parts(line: Line, edges: Sequence[float]) -> list[Atom]:
    return atoms_of(line, gutters=[(edge - MEET, edge + MEET) for edge in edges[1:-1]])


def _lattice(levels: list[Level], edges: list[float], printed: Sequence[Line], frame: Box | None) -> Lattice | None:
    """The grid between the levels of one table, None where they make none."""
    height, width = len(levels) - 1, len(edges) - 1
    if height < LEAST_FRAMED - 1 or width > MOST_COLUMNS or height * width > MOST_PLACES:
        return None
    levels = [parted(levels), *levels[1:-1], parted(levels[::-1])]
    ruled = {level.at for level in levels}
    if frame:
        levels = cut_by_page(levels, frame)
    else:
        levels = [*_beyond(levels, edges, printed, -1), *levels, *_beyond(levels[::-1], edges, printed, 1)]
    # merged cells that a page end cuts end where those above them do
    levels[-1] = continued(levels[-1], levels[-2::-1])
    height = len(levels) - 1
    top, bottom = levels[0].at, levels[-1].at
    inside = [line for line in printed if top < (line.top + line.bottom) / 2 < bottom]
    atoms = [atom for line in inside for atom in _parts(line, edges)]
    floors = [[level.is_over(column) for column in range(width)] for level in levels]
    floors[0] = floors[-1] = [True] * width
    sides = [[True] * height for _ in edges]
    by_column = all(last == first + 1 for level in levels for first, last in level.pieces)
    parts = blocks(floors)
    drawing = _Drawing(by_column, by_column and _merges(atoms, edges, height), way_drawn(parts, levels, edges, atoms))
    for block in parts:
        for edge in _open_edges(block, levels, edges, atoms, drawing):
            for row in range(block.top, block.bottom):
                sides[edge][row] = False
    spans, owner = spans_between(floors, sides)
    lattice = Lattice(edges, [level.at for level in levels], spans, owner, open_bottom=True)
    several = sum(1 for row in owner if len(set(row)) > 1)
    if several < (LEAST_FRAMED - 1 if frame else LEAST_PARTED) or _crowded(lattice, inside) > MOST_CROWDED * height:
        return None
    if frame and len(levels) < LEAST_LEVELS and not _are_single(lattice, atoms, ruled):
        return None
    return lattice if _stacked(lattice, atoms) <= (0 if frame else MOST_STACKED) else None


def _are_single(lattice: Lattice, atoms: Sequence[Atom], ruled: set[float]) -> bool:
    """Whether each row between rulings, at the heights ``ruled``, has a cell of one line: none is several rows."""
    lines = Counter(lattice.span_at((atom.x0 + atom.x1) / 2, atom.middle) for atom in atoms)
    single = {lattice.spans[index].row for index, count in lines.items() if index >= 0 and count == 1}
    between = (row for row, sides in enumerate(pairwise(lattice.rows)) if ruled.issuperset(sides))
    return single.issuperset(between)


def _beyond(levels: Sequence[Level], edges: Sequence[float], printed: Sequence[Line], way: int) -> list[Level]:
    """The end of a row above (``way`` -1) or below the outermost rulings, where a table leaves its frame out.

    ``levels`` begin with the outermost. Where its rulings stand under the heads of groups alone, the cells beside
    them end where they do on the next levels.
    """
    outer = levels[0]
    ruled = [outer.is_over(column) for column in range(len(edges) - 1)]
    end = reached = outer.at
    is_row = is_cut = _is_cut(levels, edges, printed, way)
    for line, near, far in outward(printed, outer.at, way):
        parts = atoms_of(line, WIDE_GAP)
        within = edges[0] - MEET < parts[0].x0 and parts[-1].x1 < edges[-1] + MEET
        over = _is_over(line, edges)
        gap = (BESIDE_WHOLE if _are_filled(parts, edges) else BESIDE) * line.size
        if reached == outer.at and len(parts) == 1:
            gap = max(gap, _padding(levels, printed, way))
        if is_cut or (reached == outer.at and way > 0 and line in printed[-CUT_LINES:] and are_apart(parts, edges)):
            gap = max(gap, LARGEST_STEP * line.size)
        if not within or way * (near - reached) > gap or _is_told_apart(line):
            break
        of_group = (way < 0 and _is_over_group(parts[0], ruled, edges)) or _is_in_cut_row(parts, ruled, edges)
        # a line of one cell is of the row if others of several stand beside or between them; above heads stand titles
        above = is_row and way < 0 and line.bottom <= reached + STAGGERED * line.size
        if len(parts) < 2 and not (of_group or is_cut) and (over or above):
            break
        reached = far + way
        is_row = is_row or len(parts) > 1 or of_group
        end = reached if is_row else end
    return [continued(Level(end, list(outer.pieces)), levels[1:])] if end != outer.at else []


def _padding(levels: Sequence[Level], printed: Sequence[Line], way: int) -> float:
    """How far from its ruling the first text of a row stands at most in half of the rows of a table."""
    rows = pairwise(sorted(level.at for level in levels))
    found = []
    for upper, lower in rows:
        inside = [line for line in printed if upper < (line.top + line.bottom) / 2 < lower]
        if inside:
            found.append(min(line.top for line in inside) - upper if way > 0 else lower - max(x.bottom for x in inside))
    return median(found) if found else 0.0


def _is_cut(levels: Sequence[Level], edges: Sequence[float], printed: Sequence[Line], way: int) -> bool:
    """Whether the page ends (``way`` 1) or begins with lines of a row beyond the outermost ruling, the first level."""
    middles = [(line, way * (line.top + line.bottom) / 2) for line in printed]
    beyond = [line for line, middle in middles if middle > way * levels[0].at]
    inside = [line for line, middle in middles if way * levels[-1].at < middle < way * levels[0].at]
    told = [atom for line in inside for atom in _parts(line, edges)]
    return are_of_cut_row(beyond, told, edges[1:] if way > 0 else edges)


def _is_over_group(text: Atom, ruled: Sequence[bool], edges: Sequence[float]) -> bool:
    """Whether a text stands over several columns that a level has rulings over, where it leaves others open."""
    columns = [index for index in range(len(ruled)) if edges[index] < text.x1 and text.x0 < edges[index + 1]]
    return not all(ruled) and len(columns) > 1 and all(ruled[index] for index in columns)


def _is_in_cut_row(parts: Sequence[Atom], ruled: Sequence[bool], edges: Sequence[float]) -> bool:
    """Whether one text stands in a column, right above or below its ruling, on a level that leaves others open.

    No table begins or ends so, but a page with a row that its end cuts does.
    """
    return (
        len(parts) == 1
        and not all(ruled)
        and any(
            is_ruled and left - MEET < parts[0].x0 and parts[0].x1 < right + MEET
            for is_ruled, (left, right) in zip(ruled, pairwise(edges), strict=True)
        )
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """How a program draws: ``by_column`` all rulings column by column, ``merges``: its texts show merged cells.

    ``way`` is 1 where it rules below each cell alone, -1 above it, 0 where both or nobody can tell.
    """

    by_column: bool
    merges: bool
    way: int

    def may_merge(self, text: str) -> bool:
        """Whether blank places beside a text may be merged with its own though no ruling tells."""
        return self.merges or (self.by_column and is_sum(text))


def _open_edges(
    block: Block, levels: Sequence[Level], edges: Sequence[float], atoms: Sequence[Atom], drawing: _Drawing
) -> list[int]:
    """The column edges inside a block at which nothing parts its cells."""
    upper, lower = levels[block.top], levels[block.bottom]
    held = [atom for atom in atoms if upper.at < atom.middle < lower.at]
    inner = range(block.first + 1, block.end)
    if drawing.way:
        own = lower if drawing.way > 0 else upper
        is_rule_of_table = (block.first, block.end) in own.pieces and _are_filled(
            held, edges[block.first : block.end + 1]
        )
        return [] if is_rule_of_table else [edge for edge in inner if not own.ends_at(edge)]
    if len(inner) < len(edges) - 2 and _is_over_all(edges[block.first], edges[block.end], held):
        return list(inner)
    walls = [
        edge
        for edge in inner
        if upper.ends_at(edge)
        and lower.ends_at(edge)
        and not any(atom.x0 < edges[edge] - MEET and edges[edge] + MEET < atom.x1 for atom in held)
    ]
    is_labelled = is_form_label(min(held, key=lambda atom: atom.x0).text) if held else False
    for first, last, text in _centred([block.first, *walls, block.end], edges, held):
        if is_labelled or drawing.may_merge(text) or (upper.runs_over(first, last) and lower.runs_over(first, last)):
            walls = [edge for edge in walls if not first < edge < last]
    return [edge for edge in inner if edge not in walls]


def _are_filled(texts: Sequence[Atom], edges: Sequence[float]) -> bool:
    """Whether each of some columns has a text, and none runs over an edge."""
    columns = range(len(edges) - 1)
    held = [
        [k for k in columns if edges[k] - MEET < text.x0 and text.x1 < edges[k + 1] + MEET and text.x0 < text.x1]
        for text in texts
    ]
    return {k for one in held for k in one} == set(columns) and all(held)


def _is_over_all(left: float, right: float, held: Sequence[Atom]) -> bool:
    """Whether nothing but one text stands between two edges, in the middle: a head over those below its ruling."""
    inside = [atom for atom in held if left < (atom.x0 + atom.x1) / 2 < right]
    return bool(inside) and all(abs(atom.x0 + atom.x1 - left - right) <= 2 * CENTRED for atom in inside)


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
