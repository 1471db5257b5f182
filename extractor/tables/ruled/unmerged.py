"""Cells that seem merged because some rulings are not drawn, though the text has a part for each row or each column.

Some table styles rule every other column, or every other row, only: the values of the others stand in the rows and
columns that their neighbours show.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from extractor.model.geometry import Box
from extractor.model.layout import CellPiece, Line
from extractor.tables.cell_text import runs_downwards
from extractor.tables.inferred.atoms import CELL_GAP, atoms_of
from extractor.tables.inferred.side_by_side import cut_at
from extractor.tables.meaning.wording import ends_value, is_complete, is_form_label
from extractor.tables.ruled.lattice import Lattice
from extractor.text.measure import unbreakable

# Values in rows of their own that show that a cell is none, and rows that words must fill each.
LEAST_VALUES = 2
LEAST_NAMES = 3
# Columns that texts must fill each in a cell over several rows.
LEAST_COLUMNS = 2
# Share of a row's height that its lines lie off its middle, twice; type sizes that a full line leaves free at most.
OFF_MIDDLE = 0.3
SLACK = 0.5
# Share by which the steps from line to line of one text differ at most.
EVEN = 0.1
# Type sizes between the lines of one text at most; points that a name is off the middle of its rows.
NEXT_LINE = 0.8
MIDDLE = 1.5
# Points that a text may reach over the edge of its column.
OVER = 1.5


def unmerged(cells: Sequence[CellPiece], lattice: Lattice) -> list[CellPiece]:
    """The cells of a ruled grid, those parted into a cell each row or column that hold a text for each of them."""
    found: list[CellPiece] = []
    beside: dict[tuple[int, int, int], list[int]] = {}
    pieces = [piece for cell in cells for piece in (_by_columns(cell, cells, lattice) if cell.colspan > 1 else [cell])]
    for piece in _whole(pieces, lattice) if lattice.floorless else pieces:
        firsts: list[int] = []
        if piece.rowspan > 1 and len(piece.lines) > 1:
            told = beside.get((piece.row, piece.rowspan, piece.column), [])
            is_told = _holds_one_each(piece, told, lattice.rows)
            firsts = told if is_told else _rows_of_texts(piece, lattice.rows)
            beside[piece.row, piece.rowspan, piece.column + piece.colspan] = firsts
        found += _parted(piece, firsts, lattice.rows) if firsts else [piece]
    return found


def _whole(cells: Sequence[CellPiece], lattice: Lattice) -> list[CellPiece]:
    """The cells, those of a column that nothing parts as the texts in them tell: each is in the middle of its rows, or
    at the top of the last where a page end cuts it."""
    chains: dict[int, list[CellPiece]] = {}
    found: list[CellPiece] = []

    def close(chain: list[CellPiece]) -> None:
        first, last = chain[0], chain[-1]
        lines = [line for cell in chain for line in cell.lines]
        rows = last.row + last.rowspan - first.row
        whole = CellPiece(first.row, first.column, rows, 1, first.box._replace(y1=last.box.y1), lines)
        texts = _texts_apart(lines)
        is_cut = bool(chain[0].lines) and last.row + last.rowspan == len(lattice.rows) - 1
        if len(chain) > 1 and len(texts) == 1 and (is_cut or abs(_off_middle(whole)) <= MIDDLE):
            found.append(whole)
        elif len(chain) > 1 and (firsts := _by_middles(whole, lattice.rows)):
            found.extend(_parted(whole, firsts, lattice.rows))
        else:
            found.extend(chain)

    for cell in sorted(cells, key=lambda cell: cell.row):
        chain = chains.get(cell.column, [])
        if cell.colspan > 1:
            found.append(cell)
        elif chain and chain[-1].row + chain[-1].rowspan == cell.row and (cell.row, cell.column) in lattice.floorless:
            chain.append(cell)
        else:
            if chain:
                close(chain)
            chains[cell.column] = [cell]
    for chain in chains.values():
        close(chain)
    return sorted(found, key=lambda cell: (cell.row, cell.column))


def _off_middle(cell: CellPiece) -> float:
    """How far the lines of a cell are off its middle."""
    return (cell.lines[0].top + cell.lines[-1].bottom - cell.box.y0 - cell.box.y1) / 2


def _rows_of_texts(cell: CellPiece, rows: Sequence[float]) -> list[int]:
    """The rows at which the cells within a cell begin; few texts are first taken for those of merged cells."""
    if 2 * len(_texts_apart(cell.lines)) < cell.rowspan and (found := _by_middles(cell, rows)):
        return found
    return _firsts(cell, rows) or _by_middles(cell, rows)


def _firsts(cell: CellPiece, rows: Sequence[float]) -> list[int]:
    """The rows at which the cells within begin, the first of the heads above them included; none where it is one."""
    if len(cell.lines) > cell.rowspan and runs_downwards(cell.lines):
        return []
    end = cell.row + cell.rowspan
    places = [_row_of(line, rows, cell) for line in cell.lines]
    values = [place for place, line in zip(places, cell.lines, strict=True) if is_complete(line.text)]
    if any(ends_value(upper.text, lower.text) for upper, lower in pairwise(cell.lines)):
        return []
    if len(values) >= LEAST_VALUES:
        heads = [place for place in places if place < values[0]]
        whole = len(set(values)) == len(values) and len(heads) + len(values) == len(places)
        whole = whole and not _is_one_figure(cell, len(heads), places, rows)
        return list(range(values[0], end)) if whole else []
    held = {row: [line for line, place in zip(cell.lines, places, strict=True) if place == row] for row in places}
    if cell.rowspan < LEAST_NAMES or len(held) < cell.rowspan or places != sorted(places):
        return []
    if _is_one_text(cell.lines, places):
        return []
    own = all(_are_in_the_middle(lines, rows[row], rows[row + 1]) for row, lines in held.items())
    apart = not any(_goes_on(upper[-1], lower[0], cell.box) for upper, lower in pairwise(held.values()))
    return list(held) if own and apart else []


def _is_one_figure(cell: CellPiece, first: int, places: Sequence[int], rows: Sequence[float]) -> bool:
    """Whether the lines from ``first`` on are one text that has no place in the rows, each but the last as wide as its
    cell (23.8 above 2): figures of rows stand at the top, in the middle or at the bottom of each."""
    lines, places = cell.lines[first:], places[first:]
    if len(_texts_apart(lines)) > 1 or not all(_goes_on(*pair, cell.box) for pair in pairwise(lines)):
        return False
    tops = [line.top - rows[place] for line, place in zip(lines, places, strict=True)]
    bottoms = [line.bottom - rows[place + 1] for line, place in zip(lines, places, strict=True)]
    middles = [(top + bottom) / 2 for top, bottom in zip(tops, bottoms, strict=True)]
    return all(max(each) - min(each) > MIDDLE for each in (tops, middles, bottoms))


def _holds_one_each(cell: CellPiece, firsts: Sequence[int], rows: Sequence[float]) -> bool:
    """Whether each of the cells that one beside was parted into has one text here, too: the points of levels."""
    places = [_row_of(text[0], rows, cell) for text in _texts_apart(cell.lines)]
    return len(firsts) > 1 and [bisect_right(firsts, place) for place in places] == list(range(1, len(firsts) + 1))


def _by_middles(cell: CellPiece, rows: Sequence[float]) -> list[int]:
    """The rows at which several texts begin that stand apart, each in the middle of rows of its own (决策, 过程, 产出
    without a ruling between them); none where they do not fill the cell so. A page end may cut the last of them."""
    texts = _texts_apart(cell.lines)
    if len(texts) < LEAST_VALUES or runs_downwards(cell.lines):
        return []
    first, end = cell.row, cell.row + cell.rowspan
    sums = [text[0].top + text[-1].bottom for text in texts]
    down = _chain(sums, rows, first, end)
    if down and down[-1] == end:
        return [first, *down[:-1]]
    if end == len(rows) - 1 and (down := _chain(sums[:-1], rows, first, end)) and texts[-1][0].top >= rows[down[-1]]:
        return [first, *down]
    # the first of them may be the rest of a cell that the page before ends in, which is blank here
    up = _chain([-total for total in sums[::-1]], [-y for y in rows[::-1]], len(rows) - 1 - end, len(rows) - 1 - first)
    starts = [len(rows) - 1 - row for row in reversed(up)]
    return starts if starts and texts[0][0].top >= rows[starts[0]] else []


def _chain(sums: Sequence[float], rows: Sequence[float], first: int, end: int) -> list[int]:
    """Where the rows of texts end, one after the other from ``first`` on, that stand in their middle.

    ``sums`` are their upper and lower ends together. None where one of them would end at no row edge.
    """
    found: list[int] = []
    at = first
    for total in sums:
        place = min(range(at + 1, end + 1), key=lambda row: abs(rows[at] + rows[row] - total), default=None)
        if place is None or abs(rows[at] + rows[place] - total) > 2 * MIDDLE:
            return []
        found.append(place)
        at = place
    return found


def _texts_apart(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each text: what stands further below than the next line of one does begins another."""
    found: list[list[Line]] = []
    for line in lines:
        if found and line.top - found[-1][-1].bottom <= NEXT_LINE * line.size:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _by_columns(cell: CellPiece, cells: Sequence[CellPiece], lattice: Lattice) -> list[CellPiece]:
    """A cell as it is, or parted where its texts stand in all its columns, or values in some of them; where these are
    more than its own row has, those of the rows above and below it are tried."""
    columns = lattice.columns
    least = LEAST_NAMES if cell.rowspan == 1 else LEAST_COLUMNS
    if cell.colspan < (LEAST_COLUMNS if lattice.floorless else least) or not cell.lines:
        return [cell]
    inner = range(cell.column + 1, cell.column + cell.colspan)
    rows = (cell.row + cell.rowspan, cell.row - 1) if cell.rowspan == 1 else ()
    for walls in (list(inner), *(sorted(_walls(cells, row).intersection(inner)) for row in rows)):
        merged = {place for place, x in enumerate((cell.column, *walls)) if _goes_on_beyond(cell.row, x, lattice)}
        if walls and _stand_apart(cell, [columns[x] for x in walls], least, merged):
            return _cut_by(cell, walls, columns)
        if walls and cell.column == 0 and _is_label_before(cell, columns[walls[0]]):
            return _cut_by(cell, walls[:1], columns)
    return [cell]


def _walls(cells: Sequence[CellPiece], row: int) -> set[int]:
    """The column edges at which cells of a row begin."""
    return {cell.column for cell in cells if cell.row <= row < cell.row + cell.rowspan}


def _goes_on_beyond(row: int, column: int, lattice: Lattice) -> bool:
    return (row, column) in lattice.floorless or (row + 1, column) in lattice.floorless


def _stand_apart(cell: CellPiece, edges: Sequence[float], least: int, merged: Collection[int]) -> bool:
    """Whether the texts of a cell stand in all columns between some edges, or values in some of them, none over one.

    Those ``merged`` with places above or below may be blank.
    """
    near = [(x - OVER, x + OVER) for x in edges]
    atoms = [atom for line in cell.lines for atom in atoms_of(line, gutters=near)]
    if len(atoms) < LEAST_COLUMNS or any(a.x0 < x - OVER and a.x1 > x + OVER for a in atoms for x in edges):
        return False
    if any(a.middle == b.middle and 0 <= b.x0 - a.x1 < CELL_GAP * a.size for a, b in pairwise(atoms)):
        return False  # a figure and the word behind it
    places = [bisect_right(edges, (atom.x0 + atom.x1) / 2) for atom in atoms]
    filled = set(places)
    if cell.rowspan > 1:
        letters = {
            place: sum(len(a.text) for a, b in zip(atoms, places, strict=True) if b == place) for place in filled
        }
        return len(filled) == len(edges) + 1 and min(letters.values()) > 1
    values = {place for atom, place in zip(atoms, places, strict=True) if is_complete(atom.text)}
    if len(filled) >= LEAST_COLUMNS and values and len(filled.union(merged)) == len(edges) + 1:
        return True
    is_full = len(filled) == len(edges) + 1 or (len(values) >= LEAST_VALUES and len(filled) >= LEAST_NAMES)
    return is_full and len(atoms) >= least


def _is_label_before(cell: CellPiece, edge: float) -> bool:
    """Whether the name of a place in a form (项目名称) stands before an edge, and what is filled in behind it."""
    halves = [cut_at(line, edge) for line in cell.lines]
    label = "".join(before.text for before, _ in halves if before)
    return any(behind for _, behind in halves) and is_form_label(label)


def _cut_by(cell: CellPiece, walls: Sequence[int], columns: Sequence[float]) -> list[CellPiece]:
    found = []
    rest = cell.lines
    for left, right in pairwise([cell.column, *walls, cell.column + cell.colspan]):
        halves = [cut_at(line, columns[right]) for line in rest]
        held, rest = [line for line, _ in halves if line], [line for _, line in halves if line]
        box = cell.box._replace(x0=columns[left], x1=columns[right])
        found.append(CellPiece(cell.row, left, cell.rowspan, right - left, box, held))
    return found


def _row_of(line: Line, rows: Sequence[float], cell: CellPiece) -> int:
    middle = (line.top + line.bottom) / 2
    last = cell.row + cell.rowspan - 1
    return next((row for row in range(cell.row, last) if middle < rows[row + 1]), last)


def _are_in_the_middle(lines: Sequence[Line], top: float, bottom: float) -> bool:
    return abs(lines[0].top + lines[-1].bottom - top - bottom) <= OFF_MIDDLE * (bottom - top)


def _is_one_text(lines: Sequence[Line], rows: Sequence[int]) -> bool:
    """Whether the lines follow each other as evenly from row to row as within a row."""
    steps = [
        (lower.top - upper.top, a == b) for (upper, lower), (a, b) in zip(pairwise(lines), pairwise(rows), strict=True)
    ]
    within = [step for step, is_within in steps if is_within]
    return bool(within) and all(abs(step - within[0]) < EVEN * within[0] for step, _ in steps)


def _goes_on(upper: Line, lower: Line, box: Box) -> bool:
    """Whether a line is full, so that its text may go on in the next."""
    return box.x1 - box.x0 - (upper.x1 - upper.x0) < unbreakable(lower) + SLACK * upper.size


def _parted(cell: CellPiece, firsts: Sequence[int], rows: Sequence[float]) -> list[CellPiece]:
    end = cell.row + cell.rowspan
    starts = [*([cell.row] if firsts[0] > cell.row else []), *firsts]
    found = []
    for start, stop in pairwise([*starts, end]):
        lines = [line for line in cell.lines if start <= _row_of(line, rows, cell) < stop]
        box = cell.box._replace(y0=rows[start], y1=rows[stop])
        found.append(CellPiece(start, cell.column, stop - start, cell.colspan, box, lines))
    return found
