"""Rules of forms that set label and value side by side (绩效目标申报表): the funds and where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import Figure, compared, tight, total
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Places, TableCell
from extractor.model.report import Check, plain

_words = WORDINGS["funds_form"]


def sources_of_funds(material: Material) -> Iterator[Check]:
    """年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金, label by label; 其他资金 closes the list."""
    for table in material.reading.tables:
        parts = (Sheet(material.figures, table, part) for part in table.parts)
        if any(sheet.marked("of_which") and sheet.summed_columns() for sheet in parts):
            continue  # the rule of columns with 其中 rows sees to it
        places, own = table.grid.places, material.figures.of_table(table)
        for cell in table.grid.cells if own else ():
            if "额" not in cell.passage.text:
                continue  # no label of a whole
            value = _right_of(places, cell)
            stated = own.get((value.row, value.column)) if value else None
            if stated is None or not _words["whole"].fullmatch(_tight(cell)):
                continue
            labels = _labels_below(places, cell)
            figures = [material.figures.of(table, _right_of(places, label)) for label in labels]
            known: list[Figure] = [each for each in figures if each is not None]
            if not labels or len(known) < len(labels) or not _words["last"].search(_tight(labels[-1])):
                continue
            computed = total(known)
            good = computed == stated.value
            yield compared(
                "sources_of_funds", good,
                f"“{_tight(cell)}”{plain(stated.value)}与其下所列{len(known)}项来源之和{plain(computed)}",
                [stated, *known], stated.value, computed,
            )  # fmt: skip


def _labels_below(places: Places, cell: TableCell) -> list[TableCell]:
    """The labels of sources right below the label of the whole, in its column."""
    found: list[TableCell] = []
    row = cell.row + cell.rowspan
    while (below := places.get((row, cell.column))) is not None and below.column == cell.column:
        if not _words["source"].fullmatch(_tight(below)):
            break
        found.append(below)
        row = below.row + below.rowspan
    return found if len(found) > 1 else []


def _right_of(places: Places, cell: TableCell) -> TableCell | None:
    return places.get((cell.row, cell.column + cell.colspan))


def _tight(cell: TableCell) -> str:
    return tight(cell.passage.text)
