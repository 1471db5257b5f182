"""Negative amounts without a minus, in brackets, with △ or in red (红字), where the table's own sums prove them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from extractor.model.layout import Places, TableCell
from extractor.model.reading import DataTable, TablePart, begun_at
from extractor.tables.meaning.wording import is_number
from extractor.values.figures import figure, is_blank

# Rows in which a difference must hold to be no chance, and columns of figures among which it is looked for.
LEAST_ROWS, MOST_COLUMNS = 3, 12

_FIGURE = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?"
_MARKED = re.compile(rf"\s*(?:[(（]\s*[￥¥]?\s*(?P<held>{_FIGURE})\s*[)）]|[△▲]\s*[￥¥]?\s*(?P<behind>{_FIGURE}))\s*")

Place = tuple[int, int]
Values = Mapping[int, Decimal]


class Signs(NamedTuple):
    """The cells whose figures are negative, and those in red of which nothing tells whether they are."""

    negative: frozenset[Place]
    doubtful: frozenset[Place]


def marked(text: str) -> tuple[int, int] | None:
    """Where the figure of a cell stands that marks show to be negative: (1,234.56), △1,234.56."""
    found = _MARKED.fullmatch(text)
    return found.span(found.lastgroup or 0) if found else None


def signs(table: DataTable) -> Signs:
    """What the sums of a table tell of figures that are marked or in red."""
    if not any(marked(cell.passage.text) or _is_in_red(cell) for cell in table.grid.cells):
        return Signs(frozenset(), frozenset())
    negative: set[Place] = set()
    doubtful: set[Place] = set()
    places, n_columns = table.grid.places, table.grid.n_columns
    for part in table.parts:
        columns = _columns(part, places, n_columns)
        told = {column: rows for column, cells in columns.items() if (rows := _told(cells, places, n_columns))}
        if not told or len(columns) > MOST_COLUMNS:
            doubtful.update(
                (row, column) for column, rows in told.items() for row in rows if _is_red(places, row, column)
            )
            continue
        below = {column: _values(cells, frozenset(told.get(column, ()))) for column, cells in columns.items()}
        plain = {column: _values(cells, frozenset()) for column, cells in columns.items()}
        for column, rows in told.items():
            where = {(row, column) for row in rows}
            if _is_proven(column, rows, below, part):
                negative |= where
            elif not _is_proven(column, rows, {**below, column: plain[column]}, part):
                doubtful |= {(row, column) for row in rows if _is_red(places, row, column)}
    return Signs(frozenset(negative), frozenset(doubtful))


def _columns(part: TablePart, places: Places, n_columns: int) -> dict[int, dict[int, TableCell]]:
    """The cells with one figure of each column that holds nothing else, by their rows."""
    found: dict[int, dict[int, TableCell]] = {}
    for column in range(n_columns):
        cells = {row: cell for row in part.rows if (cell := begun_at(places, row, column))}
        filled = {row: cell for row, cell in cells.items() if not is_blank(cell.passage.text)}
        if len(filled) > 1 and all(_value(cell) is not None for cell in filled.values()):
            found[column] = filled
    return found


def _told(cells: Mapping[int, TableCell], places: Places, n_columns: int) -> list[int]:
    """The rows in which a column's figure is marked, or alone in red."""
    return [
        row
        for row, cell in cells.items()
        if marked(cell.passage.text) or (_is_in_red(cell) and _stands_out(cell, cells, places, n_columns))
    ]


def _stands_out(cell: TableCell, cells: Mapping[int, TableCell], places: Places, n_columns: int) -> bool:
    """Whether neither the words of its row are in red, nor all figures of its column."""
    row = (places.get((cell.row, column)) for column in range(n_columns))
    words = [other for other in row if other and other.passage.pieces and not is_number(other.passage.text)]
    return any(not _is_in_red(other) for other in cells.values()) and not any(map(_is_in_red, words))


def _is_in_red(cell: TableCell) -> bool:
    return any(piece.line.red for piece in cell.passage.pieces)


def _is_red(places: Places, row: int, column: int) -> bool:
    cell = places.get((row, column))
    return cell is not None and marked(cell.passage.text) is None


def _value(cell: TableCell) -> Decimal | None:
    text = cell.passage.text
    return figure(text[slice(*found)]) if (found := marked(text)) else figure(text)


def _values(cells: Mapping[int, TableCell], negative: frozenset[int]) -> dict[int, Decimal]:
    values = {row: value for row, cell in cells.items() if (value := _value(cell)) is not None}
    return {row: -value if row in negative else value for row, value in values.items()}


def _is_proven(column: int, rows: Sequence[int], columns: Mapping[int, Values], part: TablePart) -> bool:
    """Whether the column's figures come to their total, or are in each row what two others differ by."""
    return _adds_up(columns[column], part) or any(
        set(rows) <= set(found) for found in _differences(column, columns) if len(found) >= LEAST_ROWS
    )


def _adds_up(values: Values, part: TablePart) -> bool:
    totals = [row for row in values if part.marks.get(row) == "total"]
    others = [row for row in values if row not in totals]
    if len(totals) != 1 or len(others) < LEAST_ROWS or any(row in part.marks for row in others):
        return False
    return sum((values[row] for row in others), Decimal(0)) == values[totals[0]]


def _differences(column: int, columns: Mapping[int, Values]) -> Iterator[list[int]]:
    """The rows in which a column is what two others differ by, where it is so in each row that has all three."""
    own = columns[column]
    for first, second in permutations([other for other in columns if other != column], 2):
        rows = [row for row in own if row in columns[first] and row in columns[second]]
        if rows and all(columns[first][row] - columns[second][row] == own[row] for row in rows):
            yield rows
