"""Groups of a table's rows against what the text tells of them: …系统运维49.87万元, two rows of 26.05 and 23.82.

The text may mean some of the rows: only a sentence that names the group and the column, with two digits changed, fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from extractor.checks.engine import Figure, check, slack_of, tight, total
from extractor.checks.figures_told import amount, has_swapped_digits
from extractor.checks.material import Material
from extractor.checks.quantities import telling_digits
from extractor.checks.sheets import Sheet
from extractor.checks.units import ZERO, factor, half_unit, in_unit
from extractor.model.layout import TableCell
from extractor.model.report import Check, plain
from extractor.model.values import Money
from extractor.records.values import Told

# The name of a group shares so many pairs of characters with the words right before the amount in the text.
REACH, SHARED_PAIRS = 24, 3
FEWEST_ROWS = 2
# A name of a group, and the head of a column, that a sentence tells word for word; digits of an amount that tell it.
SHORTEST_NAME, SHORTEST_HEAD, TELLING_DIGITS = 4, 2, 4
SENTENCE = 60
_HEAD_NOTE = re.compile(r"[（(].*|^已|^实际")


def groups_in_text(material: Material) -> Iterator[Check]:
    """The rows beside one merged name, added up, are the amount that the text tells under that name."""
    named = [
        (sheet, cell)
        for sheet in material.sheets
        if any(c.unit for c in sheet.summed_columns())
        for cell in _names(sheet)
    ]
    said = [
        (told, money, _pairs(_before(told, money)))
        for told in material.with_money
        if told.spot.place is None and named
        for money in told.money
        if money.yuan and money.yuan in material.amounts_told
    ]
    for sheet, cell in named:
        pairs = _pairs(cell.passage.text)
        near = [(told, money) for told, money, words in said if len(pairs & words) >= SHARED_PAIRS]
        if near:
            rows = [row for row in cell.rows if row not in sheet.part.marks]
            for column in [column for column in sheet.summed_columns() if column.unit]:
                figures = sheet.figures(rows, column.index)
                if figures is None or len(figures) < FEWEST_ROWS:
                    continue
                summed, slack = _in_yuan(figures, factor(column.unit or ""))
                match = next((e for e in near if abs((e[1].yuan or 0) - summed) <= max(slack, half_unit(e[1]))), None)
                if match is not None:
                    name = tight(cell.passage.text)
                    yield check(
                        "group_in_text", "pass",
                        f"正文所述{''.join(match[1].text.split())}与{sheet.name}“{name}”{len(figures)}行之和"
                        f"{plain(total(figures))}{column.unit}一致。",
                        [amount(material, *match), *figures], match[1].yuan, summed,
                    )  # fmt: skip


def groups_of_sentences(material: Material) -> Iterator[Check]:
    """生态护坡维修分2个标段实施，合同金额共398.35万元: the rows beside that name in the column of that head."""
    sheets = [sheet for sheet in material.sheets if any(column.unit for column in sheet.summed_columns())]
    groups = [(sheet, cell, tight(cell.passage.text)) for sheet in sheets for cell in _names(sheet)]
    groups = [each for each in groups if len(each[2]) >= SHORTEST_NAME]
    if not groups:
        return
    names = {name for *_, name in groups}
    printed = {each.yuan for sheet in material.sheets for each in sheet.amounts}
    for told in material.money_in_text:
        for money in told.money:
            words = _sentence_before(told, money)
            name = max((each for each in names if each in words), key=words.rfind, default=None)
            for sheet, cell, own in groups if name else ():
                if own == name and (found := _of_group(material, (told, money), words, sheet, cell, printed)):
                    yield found


def _of_group(
    material: Material, said: tuple[Told, Money], words: str, sheet: Sheet, cell: TableCell, printed: set[Decimal]
) -> Check | None:
    """An amount that a sentence tells of a group under the head of a column; None where it is neither the sum of its
    rows nor that but for two digits."""
    told, money = said
    clause = re.split("[，；]", words)[-1]
    for column in sheet.summed_columns():
        head = _HEAD_NOTE.sub("", tight("".join(column.path[-1:])))
        figures = sheet.figures(list(range(cell.row, cell.row + cell.rowspan)), column.index)
        if not column.unit or len(head) < SHORTEST_HEAD or head not in clause or not figures or money.yuan is None:
            continue
        summed, slack = _in_yuan(figures, factor(column.unit))
        good = abs(money.yuan - summed) <= max(slack, half_unit(money))
        step = 2 * half_unit(money)
        rounded = (summed / step).quantize(Decimal(1), ROUND_HALF_UP) * step
        slip = has_swapped_digits(money.yuan, rounded) and telling_digits(plain(rounded)) >= TELLING_DIGITS
        if good or (slip and money.yuan not in printed):
            return check(
                "group_told", "pass" if good else "fail",
                f"正文所述“{tight(cell.passage.text)}”{tight(money.text)}与{sheet.name}“{head}”列{len(figures)}行之和"
                f"{in_unit(summed, column.unit)}{'一致' if good else '不一致，疑有数字颠倒'}。",
                [amount(material, told, money), *figures], money.yuan, summed,
            )  # fmt: skip
    return None


def _sentence_before(told: Told, money: Money) -> str:
    """The words of the sentence before an amount."""
    text = told.spot.passage.text[max(0, money.start - SENTENCE) : money.start]
    return tight(re.split("[。；]", text)[-1])


def _names(sheet: Sheet) -> Iterator[TableCell]:
    """The cells with words that are merged over several rows of a part."""
    for cell in sheet.table.grid.cells:
        if cell.rowspan < FEWEST_ROWS or not cell.passage.text or (cell.row, cell.column) in sheet.own:
            continue
        if cell.row in sheet.part.rows and cell.row + cell.rowspan - 1 in sheet.part.rows:
            yield cell


def _in_yuan(figures: list[Figure], scale: Decimal) -> tuple[Decimal, Decimal]:
    exact = all(figure.decimals >= 2 for figure in figures)
    slack = ZERO if exact else slack_of(figures) * scale
    return total(figures) * scale, slack


def _before(told: Told, money: Money) -> str:
    """The words that call an amount, back to the last mark or figure."""
    text = told.spot.passage.text[max(0, money.start - REACH) : money.start]
    return re.split(r"[，。；、：\d]", text)[-1]


def _pairs(text: str) -> set[str]:
    bare = tight(text)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
