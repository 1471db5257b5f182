"""A table while it is put together from its parts on one page after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.model.geometry import Box
from extractor.model.layout import CellPiece, Grid, Line, TableCell, TablePiece
from extractor.tables.cell_text import Column, passage_of
from extractor.tables.joined.headers import count_header_rows
from extractor.tables.meaning.wording import fold
from extractor.text import joined

# Row edges of a first part that ends with the first row below its heads.
FEW_EDGES = 3


@dataclass(slots=True)
class Slot:
    """A cell that may still grow: ``tail`` is its part on the latest page that it has reached."""

    row: int
    column: int
    rowspan: int
    colspan: int
    lines: list[Line]
    boxes: list[tuple[int, Box]]
    tail: CellPiece
    joined: bool = False

    @property
    def text(self) -> str:
        lines = self.lines
        return lines[0].text if len(lines) == 1 else joined(lines).text if lines else ""


@dataclass(slots=True)
class Assembly:
    """``columns`` are the column edges so far; ``header_rows`` counts the heads of the first part."""

    columns: list[float]
    n_rows: int
    slots: list[Slot]
    pieces: list[TablePiece]
    header_rows: int = 0
    _rows: defaultdict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list), init=False, repr=False)
    _columns: defaultdict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list), init=False, repr=False)

    def __post_init__(self) -> None:
        self._sort_in(self.slots)

    @classmethod
    def of(cls, piece: TablePiece) -> Assembly:
        slots = slots_of(piece)
        n_rows = len(piece.rows) - 1
        table = cls(list(piece.columns), n_rows, slots, [piece])
        table.header_rows = count_header_rows(slots, n_rows, len(piece.columns) - 1)
        return table

    def find_heads(self) -> None:
        """Look for heads again where the first part ended below its first rows: figures show what stands over them."""
        if not self.header_rows and len(self.pieces) == 2 and len(self.pieces[0].rows) <= FEW_EDGES:
            self.header_rows = count_header_rows(self.slots, self.n_rows, len(self.columns) - 1)

    @property
    def last(self) -> TablePiece:
        return self.pieces[-1]

    def in_row(self, row: int) -> list[Slot]:
        """The cells that begin in a row."""
        return self._rows[row]

    def rows(self) -> Iterator[list[Slot]]:
        """The cells that begin in each row, from top to bottom."""
        return map(self.in_row, range(self.n_rows))

    def in_column(self, column: int) -> list[Slot]:
        """The cells that begin in a column, from top to bottom."""
        return self._columns[column]

    def below_heads(self, column: int) -> list[Slot]:
        """The cells that begin in a column, heads left out."""
        return [slot for slot in self._columns[column] if slot.row >= self.header_rows]

    def add(self, slots: list[Slot]) -> None:
        """Take in cells, whose rows and columns are those of the table."""
        self.slots += slots
        self._sort_in(slots)

    def _sort_in(self, slots: list[Slot]) -> None:
        for slot in sorted(slots, key=lambda slot: slot.row):
            self._rows[slot.row].append(slot)
            self._columns[slot.column].append(slot)

    def ending(self) -> list[Slot]:
        """The cells that reach the last row, by column."""
        lowest = (slots[-1] for _, slots in sorted(self._columns.items()) if slots)
        return [slot for slot in lowest if slot.row + slot.rowspan == self.n_rows]

    def as_one_row(self) -> None:
        """Take all rows for the lines of one row of heads."""
        for slots in self._columns.values():
            first, *others = slots
            first.lines = [line for slot in (first, *others) for line in slot.lines]
            first.boxes = [first.boxes[0], *(box for slot in others if slot.lines for box in slot.boxes)]
            first.row, first.rowspan = 0, 1
        self.slots = [slot for slots in self._columns.values() for slot in slots[:1]]
        self.n_rows = self.header_rows = 1
        self._rows.clear()
        self._columns.clear()
        self._sort_in(self.slots)

    def refine(self, columns: list[float], covered: list[tuple[int, int]]) -> None:
        """Take over finer column edges; ``covered[i]`` are the columns that column ``i`` covers among them."""
        place(self.slots, covered)
        self.columns = columns
        self.slots += blanks(self.slots, self.n_rows, columns, self.last)
        self._rows.clear()
        self._columns.clear()
        self._sort_in(self.slots)

    def put_beside(self, other: Assembly) -> None:
        """Take in the columns of another part of the same sheet at the right of all others."""
        shift, edge = len(self.columns) - 1, self.columns[-1] - other.columns[0]
        for slot in other.slots:
            slot.column += shift
        self.columns += [edge + at for at in other.columns[1:]]
        self.pieces = [*self.pieces, *other.pieces]
        self.header_rows = max(self.header_rows, other.header_rows)
        self.add(other.slots)

    def grid(self, number: int) -> Grid:
        """The finished table."""
        cells = sorted(self.slots, key=lambda slot: (slot.row, slot.column))
        ruled = all(piece.style == "ruled" for piece in self.pieces)
        columns: defaultdict[tuple[int, int], Column] = defaultdict(Column)
        for slot in cells:
            columns[slot.column, slot.colspan].lines += slot.lines
        return Grid(
            id=f"t{number}",
            pieces=self.pieces,
            n_rows=self.n_rows,
            n_columns=len(self.columns) - 1,
            cells=[
                TableCell(
                    slot.row,
                    slot.column,
                    slot.rowspan,
                    slot.colspan,
                    passage_of(slot.lines, columns[slot.column, slot.colspan], slot.boxes if ruled else ()),
                    tuple(slot.boxes),
                    slot.joined,
                )
                for slot in cells
            ],
            header_rows=self.header_rows,
            style=self.pieces[0].style,
            confidence=min(piece.confidence for piece in self.pieces),
        )


def slots_of(piece: TablePiece) -> list[Slot]:
    """A page's part of a table as cells that can grow."""
    return [
        Slot(
            cell.row,
            cell.column,
            cell.rowspan,
            cell.colspan,
            list(cell.lines),
            [(piece.page, cell.box)],
            cell,
        )
        for cell in piece.cells
    ]


def place(slots: list[Slot], covered: list[tuple[int, int]]) -> None:
    """Move cells to finer columns."""
    for slot in slots:
        first, end = covered[slot.column][0], covered[slot.column + slot.colspan - 1][1]
        slot.column, slot.colspan = first, end - first


def blanks(slots: list[Slot], n_rows: int, columns: list[float], piece: TablePiece) -> list[Slot]:
    """Empty cells for places that no cell covers: columns without text on a page."""
    taken = {
        (row, column)
        for slot in slots
        for row in range(slot.row, slot.row + slot.rowspan)
        for column in range(slot.column, slot.column + slot.colspan)
    }
    if len(taken) == n_rows * (len(columns) - 1):
        return []
    made = []
    for row in range(n_rows):
        for column in range(len(columns) - 1):
            if (row, column) not in taken:
                top = piece.rows[min(row, len(piece.rows) - 2)]
                box = Box(columns[column], top, columns[column + 1], piece.rows[-1])
                cell = CellPiece(row, column, 1, 1, box, [])
                made.append(Slot(row, column, 1, 1, [], [(piece.page, box)], cell))
    return made


def signature(row: list[Slot]) -> list[tuple[int, int, str]]:
    """What a row says, wherever its lines are broken: column, width and words of each of its cells."""
    return sorted([(slot.column, slot.colspan, fold(slot.text)) for slot in row])
