"""The indicators of a scoring table that stands on its side: a column for each, with rows of points and scores."""

from __future__ import annotations

from extractor.model.layout import Places, TableCell
from extractor.model.reading import DataTable, Reading, TablePart
from extractor.model.report import ScoreItem
from extractor.records.evidence import of_cells
from extractor.tables.meaning.transposed import FIGURES, level_columns
from extractor.values.figures import figure, parts_of_name


def sideways_items(reading: Reading, table: DataTable, part: TablePart) -> list[ScoreItem]:
    """The indicators from left to right; the column of the sums is none."""
    places = table.grid.places
    found = (
        _item(reading, table, part, places, column)
        for column in level_columns(places, part.header, table.grid.n_columns)
    )
    return [item for item in found if item is not None]


def sideways_total(table: DataTable, part: TablePart) -> TableCell | None:
    """The total score of such a table: in the row of scores, in the column of the sums."""
    places = table.grid.places
    row = next((row for row, role in part.row_roles.items() if role == "score"), None)
    indicators = level_columns(places, part.header, table.grid.n_columns)
    sums = [column for column in range(1, table.grid.n_columns) if column not in indicators]
    return None if row is None or len(sums) != 1 else places.get((row, sums[0]))


def _item(reading: Reading, table: DataTable, part: TablePart, places: Places, column: int) -> ScoreItem | None:
    heads = [cell for row in part.header if (cell := places.get((row, column))) and cell.passage.text.strip()]
    levels = [cell for index, cell in enumerate(heads) if cell not in heads[:index]][-3:]
    figures = {role: places.get((row, column)) for row, role in part.row_roles.items() if role in FIGURES}
    told = {role: figure(cell.passage.text) if cell is not None else None for role, cell in figures.items()}
    if not levels or (told.get("points") is None and told.get("score") is None):
        return None
    names = [parts_of_name(cell.passage.text) for cell in levels] + [None] * (3 - len(levels))
    level1, level2, level3 = names
    deduction = told.get("deduction")
    return ScoreItem(
        table=table.grid.id,
        level1=level1.name if level1 else None,
        level1_points=level1.points if level1 else None,
        level2=level2.name if level2 else None,
        level2_points=level2.points if level2 else None,
        level3=level3.name if level3 else None,
        points=told.get("points"),
        deduction=None if deduction is None else abs(deduction),
        score=told.get("score"),
        explanation=None,
        criteria=None,
        standard=None,
        comment=None,
        target=None,
        actual=None,
        evidence=of_cells([levels[-1], *figures.values()], reading.pages, table.grid.id),
    )
