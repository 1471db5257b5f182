"""What the text tells of a row of a table, two digits changed: 出院15,361人次, and 15,631 in the row 出院人次."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check
from extractor.checks.figures_told import sorted_digits
from extractor.checks.linked.proof import is_free, is_swapped
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity, Scope, telling_digits
from extractor.checks.subjects import heads_of, names_another
from extractor.checks.wording import WORDINGS
from extractor.model.reading import DataTable
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["in_tables"]

DIGITS, LABEL, NOUN = 4, 16, 4
# The smallest whole figure with so many digits.
SMALLEST = 10 ** (DIGITS - 1)
_SKIPPED = frozenset({"", POINTS, SCORE})
Cell = tuple[DataTable, int, int, Figure]


def figures_of_tables(material: Material) -> Iterator[Check]:
    """Fails where no cell holds the figure, and those that hold it with two digits changed are of one value, in rows
    that share words with what the text calls it under heads that no other of their table fits better. A total row is
    of all that its table tells: its sentence may name nothing else."""
    asked: list[tuple[Scope, Quantity, Decimal, str]] = []
    for scope in material.paragraphs if material.reading.tables else ():
        for told in scope.quantities:
            if told.unit not in _SKIPPED and told.per is None and told.digits >= DIGITS and told.value:
                said = told.value / told.scale[0]
                asked.append((scope, told, said, sorted_digits(said)))
    cells: dict[str, list[Cell]] = {digits: [] for *_, digits in asked}
    lengths = {len(digits) for digits in cells}
    for table in material.reading.tables if cells else ():
        for (row, column), figure in material.figures.of_table(table).items():
            if not figure.decimals and abs(figure.value) < SMALLEST:
                continue
            digits = format(figure.value, "f").replace(".", "").lstrip("-0")
            if len(digits) >= DIGITS and len(digits) - digits.count("0") + (figure.value < 0) in lengths:
                alike = cells.get(sorted_digits(figure.value))
                if alike is not None:
                    alike.append((table, row, column, figure))
    for scope, told, said, own in asked:
        if not any(_is_same(told, said, figure.value) for *_, figure in cells[own]):
            swapped = [cell for cell in cells[own] if _is_swapped(told, said, cell[3])]
            yield from _verdict(material, scope, told, swapped) if swapped else ()


def _is_same(told: Quantity, said: Decimal, value: Decimal) -> bool:
    return value in {said, told.value} or (told.unit == YUAN and value * 10000 == told.value)


def _is_swapped(told: Quantity, said: Decimal, figure: Figure) -> bool:
    """Whether a cell holds what is told with two printed digits changed: 56.3 is not 56.03."""
    alike = decimals(told.text) == figure.decimals and is_swapped(said, figure.value)
    return figure.value > 0 and (alike or (told.value != said and is_swapped(told.value, figure.value)))


def _verdict(material: Material, scope: Scope, told: Quantity, found: list[Cell]) -> Iterator[Check]:
    text = told.spot.passage.text
    label = told.words_before(LABEL) + text[told.end : told.end + NOUN].split("，")[0]
    words = {pair for pair in pairs_of_han(label) if not _words["common"].fullmatch(pair)}
    changed = _words["changed"].search(label) is not None
    named = [
        cell
        for cell in found
        if _is_of_kind(told, cell)
        and (words & _called(material, cell) or (changed and _is_change_of_all(material, cell)))
        and not _is_of_another(material, told, words, cell)
    ]
    if len({cell[3].value for cell in named}) != 1 or _words["other"].search(label):
        return
    if _words["changed"].search(label) and not any(_words["changed"].search(_head(cell)) for cell in named):
        return  # 较上年增加… is no figure of the row itself
    if is_free(material, scope, told):
        table, row, _, figure = named[0]
        name = material.row_words(table.grid.id, row).split("|")[0]
        yield check(
            "figure_of_table", "fail",
            f"正文所述{told.quoted}，与表中“{name}”行{plain(figure.value)}不一致，疑有数字颠倒。",
            [*material.printed(told), figure], told.value / told.scale[0], figure.value,
        )  # fmt: skip


def _is_of_kind(told: Quantity, cell: Cell) -> bool:
    """Whether a column holds what a figure is: rates under a head that says so, amounts in a unit of money, counts."""
    table, row, column, figure = cell
    part = next((each for each in table.parts if row in each.rows or row in each.marks), None)
    of = part.column_at(column) if part else None
    if told.unit == RATE:
        return bool(telling_digits(plain(figure.value)) >= DIGITS - 1 and _words["rate"].search(_head(cell)))
    return (of is not None and of.unit is not None) == (told.unit == YUAN)


def _called(material: Material, cell: Cell) -> frozenset[str]:
    """The words of a cell's row; of a total those of its column's head."""
    table, row, _, _ = cell
    name = material.row_words(table.grid.id, row)
    if not _words["total"].search(name):
        return pairs_of_han(name)
    caption = table.grid.caption
    return pairs_of_han(f"{_head(cell)}|{caption.text if caption else ''}")


def _is_of_another(material: Material, told: Quantity, words: set[str], cell: Cell) -> bool:
    """Whether what the text tells is under another head of the table, or, of a total, has a name that is no word of it:
    饮水安全巩固资金已支出 is not what all sources make."""
    table, row, *_ = cell
    own = pairs_of_han(_head(cell))
    if not words & own and any(words & pairs_of_han(head) for head in heads_of(table).values()):
        return True
    if not _words["total"].search(material.row_words(table.grid.id, row)):
        return False
    return names_another(told.spot.passage.text, told.start, table, material.head.title or "")


def _is_change_of_all(material: Material, cell: Cell) -> bool:
    """Whether a cell tells the change of a total: 总支出增加148.54万元."""
    table, row, _, _ = cell
    is_total = _words["total"].search(material.row_words(table.grid.id, row)) is not None
    return is_total and _words["changed"].search(_head(cell)) is not None


def _head(cell: Cell) -> str:
    """What heads the column of a cell."""
    return heads_of(cell[0]).get(cell[2], "")
