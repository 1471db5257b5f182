"""What the text tells of a row of a table, two digits changed: 出院15,361人次, and 15,631 in the row 出院人次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, check, grouped, tight
from extractor.checks.figures_told import sorted_digits
from extractor.checks.linked.proof import is_free, is_open, is_swapped
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity, Scope, telling_digits
from extractor.checks.sheets import table_said
from extractor.checks.subjects import behind_name, heads_of, names_another
from extractor.checks.told.balances import label_of
from extractor.checks.units import scale_of
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column, DataTable
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["in_tables"]

DIGITS, LABEL, NOUN = 4, 16, 4
# The smallest whole figure with so many digits.
SMALLEST = 10 ** (DIGITS - 1)
TEN_THOUSAND = Decimal(10_000)
# Heads that say what a column holds (涉及金额, 合同金额), without what stands in brackets; what roles are called.
SHORTEST_HEAD = 4
_NOTE = re.compile(r"[（(].*")
LABELS = {"paid_amount": "paid", "budget_amount": "budget", "balance": "left"}
OF_TOTALS, OF_ROWS = {YUAN: "total_with_slip", RATE: "rate_with_slip"}, "figure_of_table"
_SKIPPED = frozenset({"", POINTS, SCORE})
Cell = tuple[DataTable, int, int, Figure]


def totals_of_tables(material: Material) -> list[Check]:
    """支出 told in the text and the total of the table's column of that name, in full or rounded to 万元: the same but
    for two digits changed."""
    return [each for each in material.once(_slips) if each.rule == OF_TOTALS[YUAN]]


def rates_of_totals(material: Material) -> list[Check]:
    """预算执行率92.34% in the text, 92.43% in the total row of the table: two digits changed."""
    return [each for each in material.once(_slips) if each.rule == OF_TOTALS[RATE]]


def figures_of_tables(material: Material) -> list[Check]:
    """Any other figure of the text, and that of a row whose words and head name it: the same but for two digits."""
    return [each for each in material.once(_slips) if each.rule == OF_ROWS]


def _slips(material: Material) -> list[Check]:
    return list(_found(material))


def _found(material: Material) -> Iterator[Check]:
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
        for (row, column), figure in _forms(material, table):
            if not figure.decimals and abs(figure.value) < SMALLEST:
                continue
            digits = format(figure.value, "f").replace(".", "").lstrip("-0")
            if len(digits) >= DIGITS and len(digits) - digits.count("0") + (figure.value < 0) in lengths:
                alike = cells.get(sorted_digits(figure.value))
                if alike is not None:
                    alike.append((table, row, column, figure))
    for scope, told, said, own in asked:
        same = {table.grid.id for table, *_, figure in cells[own] if _is_same(told, said, figure.value)}
        swapped = [each for each in cells[own] if each[0].grid.id not in same and _is_swapped(told, said, each[3])]
        headed = [each for each in swapped if told.unit == YUAN and _is_headed(material, told, each)]
        if headed or not same:
            yield from _verdict(material, scope, told, headed or swapped, is_headed=bool(headed))


def _forms(material: Material, table: DataTable) -> Iterator[tuple[tuple[int, int], Figure]]:
    """The figures of all cells, and those in 元 as a text rounds them to 万元, where it does not tell them so."""
    in_yuan = {column.index for part in table.parts for column in part.columns if column.unit == YUAN}
    for place, figure in material.figures.of_table(table).items():
        yield place, figure
        if place[1] in in_yuan and figure.value >= TEN_THOUSAND:
            rounded = round(figure.value / TEN_THOUSAND, 2)
            if (yuan := rounded * TEN_THOUSAND) != figure.value and yuan not in material.once(_in_text):
                yield place, Figure(rounded, 2, figure.found)


def _in_text(material: Material) -> frozenset[Decimal | None]:
    """The amounts in 元 that the text tells."""
    return frozenset(money.yuan for told in material.money_in_text for money in told.money)


def _is_same(told: Quantity, said: Decimal, value: Decimal) -> bool:
    return value in {said, told.value} or (told.unit == YUAN and value * TEN_THOUSAND == told.value)


def _is_swapped(told: Quantity, said: Decimal, figure: Figure) -> bool:
    """Whether a cell holds what is told with two printed digits changed: 56.3 is not 56.03."""
    printed = decimals(told.text) == figure.decimals or decimals(plain(said)) == decimals(plain(figure.value))
    alike = printed and is_swapped(said, figure.value)
    return figure.value > 0 and (alike or (told.value != said and is_swapped(told.value, figure.value)))


def _verdict(
    material: Material, scope: Scope, told: Quantity, found: list[Cell], *, is_headed: bool
) -> Iterator[Check]:
    text = told.spot.passage.text
    label = told.words_before(LABEL) + text[told.end : told.end + NOUN].split("，")[0] if found else ""
    words = {pair for pair in pairs_of_han(label) if not _words["common"].fullmatch(pair)}
    changed = _words["changed"].search(label) is not None
    named = [
        cell
        for cell in found
        if is_headed
        or (
            _is_of_kind(told, cell)
            and (words & _called(material, cell) or (changed and _is_change_of_all(material, cell)))
            and not _fits_another(words, cell)
            and not _is_called_otherwise(material, told, cell)
            and not _is_of_another(material, told, cell)
            and not _may_be_rounded(material, told, cell)
        )
    ]
    if len({cell[3].value for cell in named}) != 1 or _words["other"].search(label):
        return
    if _words["mean"].search(label) and not (told.unit == RATE and _is_total(material, named[0])):
        return  # 平均预算执行率 is that of the total
    if changed and not any(_words["changed"].search(_head(cell)) for cell in named):
        return  # 较上年增加… is no figure of the row itself
    if told.unit == RATE and _is_mean(scope, told, _head(named[0])):
        return
    if not is_open(told) if is_headed else is_free(material, scope, told):
        table, row, column, figure = named[0]
        rule = OF_TOTALS.get(told.unit, OF_ROWS) if _is_total(material, named[0]) else OF_ROWS
        of = _column(named[0]) if told.unit == YUAN else None
        tabled = grouped(material.figures.of_table(table)[row, column].value)
        words_of_row = material.row_words(table.grid.id, row).split("|")
        name = next((tight(each) for each in words_of_row if pairs_of_han(each)), words_of_row[0])
        yield check(
            rule, "fail",
            f"正文所述{told.quoted}，与{table_said(table)}“{name}”行{tabled}{of.unit if of else told.unit_said}不一致，"
            "疑有数字颠倒。",
            [*material.printed(told), figure, *_partners(material, named[0])],
            told.value / told.scale[0], figure.value,
        )  # fmt: skip


def _partners(material: Material, cell: Cell) -> list[Figure]:
    """The other figures of a total row that make one of it: what proves that the table is right."""
    table, row, column, _ = cell
    for sheet, found in material.relations if _is_total(material, cell) else ():
        if sheet.table is table and column in found.relation.columns:
            for case in found.cases:
                if case.row == row and case.holds:
                    return case.figures
    return []


def _is_of_kind(told: Quantity, cell: Cell) -> bool:
    """Whether a column holds what a figure is: rates under a head that says so, amounts in a unit of money, counts."""
    figure = cell[3]
    if told.unit == RATE:
        printed = telling_digits(f"{round(figure.value, figure.decimals)}1") - 1
        return printed >= DIGITS - 1 and _words["rate"].search(_head(cell)) is not None
    of = _column(cell)
    return (of is not None and of.unit is not None) == (told.unit == YUAN)


def _column(cell: Cell) -> Column | None:
    table, row, column, _ = cell
    part = next((each for each in table.parts if row in each.rows or row in each.marks), None)
    return part.column_at(column) if part else None


def _is_total(material: Material, cell: Cell) -> bool:
    return _words["total"].search(tight(material.row_words(cell[0].grid.id, cell[1]))) is not None


def _is_headed(material: Material, told: Quantity, cell: Cell) -> bool:
    """Whether the words before an amount call it what heads the column of a total (涉及金额, or 支出 over 执行数) that
    the text does not tell as it is."""
    column = _column(cell)
    if column is None or not column.unit or not _is_total(material, cell) or _may_be_rounded(material, told, cell):
        return False
    if _is_of_another(material, told, cell, "，。；\n"):
        return False
    before = told.words_before(LABEL)
    if cell[3].value * scale_of(column) in material.once(_in_text):
        return False
    label, head = LABELS.get(column.role or ""), _NOTE.sub("", tight("".join(column.path[-1:])))
    return (label is not None and label_of(before) == label) or (len(head) >= SHORTEST_HEAD and head in before)


def _may_be_rounded(material: Material, told: Quantity, cell: Cell) -> bool:
    """Whether a total and what the text tells may differ because rows were rounded one by one."""
    table, _, _, figure = cell
    rows = max((len(part.rows) for part in table.parts), default=0)
    return _is_total(material, cell) and abs(told.value / told.scale[0] - figure.value) <= rows * figure.half_unit


def _is_mean(scope: Scope, told: Quantity, head: str) -> bool:
    """Whether a rate lies between others of its name in its paragraph: 63.58%, 56.12%，综合执行率60.89%."""
    name = _NOTE.sub("", tight(head.rsplit("|", maxsplit=1)[-1]))
    others = [rate.value for _, rate in scope.rates if rate is not told and name in rate.words_before(LABEL)]
    return len(others) > 1 and min(others) < told.value < max(others)


def _called(material: Material, cell: Cell) -> frozenset[str]:
    """The words of a cell's row; of a total those of its column's head."""
    if not _is_total(material, cell):
        return pairs_of_han(material.row_words(cell[0].grid.id, cell[1]))
    caption = cell[0].grid.caption
    return pairs_of_han(f"{_head(cell)}|{caption.text if caption else ''}")


def _fits_another(words: set[str], cell: Cell) -> bool:
    """Whether what the text tells is under another head of the table."""
    return not words & pairs_of_han(_head(cell)) and any(
        words & pairs_of_han(head) for head in heads_of(cell[0]).values()
    )


def _is_called_otherwise(material: Material, told: Quantity, cell: Cell) -> bool:
    """Whether an amount is called, right behind the name of its row, what its column is not: 龙岭县合同价 over 支出."""
    if told.unit != YUAN or _is_total(material, cell):
        return False
    names = [name for each in material.row_words(cell[0].grid.id, cell[1]).split("|") if (name := tight(each))]
    found = behind_name(told.words_before(LABEL), names)
    called = pairs_of_han(found[1]) if found is not None else set()
    return bool(called) and not called & pairs_of_han(_head(cell))


def _is_of_another(material: Material, told: Quantity, cell: Cell, marks: str = "。；\n") -> bool:
    """Whether what the text tells, beside a total, has a name that is no word of its table: 饮水安全巩固资金已支出 is
    not what all sources make."""
    text, title = told.spot.passage.text, material.head.title or ""
    return _is_total(material, cell) and names_another(text, told.start, cell[0], title, marks)


def _is_change_of_all(material: Material, cell: Cell) -> bool:
    """Whether a cell tells the change of a total: 总支出增加148.54万元."""
    return _is_total(material, cell) and _words["changed"].search(_head(cell)) is not None


def _head(cell: Cell) -> str:
    """What heads the column of a cell."""
    return heads_of(cell[0]).get(cell[2], "")
