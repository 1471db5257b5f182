"""财政拨款收入支出总计2,961.68万元, and the row 总计 of the table 财政拨款收入支出决算总表."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import SURE_READING, Figure, check, tight
from extractor.checks.figures_told import amount
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.units import factor, half_unit, in_unit
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.model.values import Money

_words = WORDINGS["table_totals"]

# So much text before an amount may name it.
REACH = 40


def totals_named_as_tables(material: Material) -> Iterator[Check]:
    """An amount that the text calls by the name of one table and of its last row stands in that row."""
    sheets = _by_name(material)
    for told in material.money_in_text if sheets else ():
        for money in told.money:
            before = told.spot.passage.text[max(0, money.start - REACH) : money.start]
            if money.yuan is not None and (named := _words["told"].search(_bare(before))):
                name = _named(material, sheets, named["before"])
                if len(found := sheets.get(name, [])) == 1:
                    yield from _held_against(amount(material, told, money), money, found[0], (name, named["row"]))


def _named(material: Material, sheets: dict[str, list[Sheet]], before: str) -> str:
    """The longest name of tables that words end with, a year, a body or nothing before it; else empty."""
    name = max((each for each in sheets if before.endswith(each)), key=len, default="")
    front = _words["front"].search(before.removesuffix(name)) if name else None
    if front is None or (front["year"] and material.head.fiscal_year not in {None, int(front["year"])}):
        return ""
    return name


def _by_name(material: Material) -> dict[str, list[Sheet]]:
    """The tables that were surely read, by their captions without year, body and what kind of table they are."""
    found: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in material.sheets:
        caption = sheet.table.grid.caption
        named = _words["caption"].search(tight(caption.text)) if caption is not None else None
        if named is not None and sheet.table.grid.confidence >= SURE_READING:
            found[_bare(named["name"])].append(sheet)
    return found


def _bare(words: str) -> str:
    return _words["between"].sub("", tight(words))


def _held_against(said: Figure, money: Money, sheet: Sheet, name: tuple[str, str]) -> Iterator[Check]:
    """Passes where a figure of the row is the amount; fails where the row tells one other amount."""
    rows = [cell.row for cell in sheet.table.grid.cells if tight(cell.passage.text) == name[1]]
    scales = {column.index: (column.unit, factor(column.unit)) for column in sheet.summed_columns() if column.unit}
    figures: dict[Decimal, tuple[Figure, str]] = {}
    for row in dict.fromkeys(rows):
        for index, (unit, scale) in scales.items():
            if (figure := sheet.figure(row, index)) is not None:
                figures.setdefault(figure.value * scale, (figure, unit))
    half = half_unit(money)
    near = [yuan for yuan, (each, unit) in figures.items() if _is_near(said, yuan, each, unit, half)]
    if near or (len(figures) == 1 and 0 not in figures):
        (yuan, (figure, unit)) = next((yuan, figures[yuan]) for yuan in near or figures)
        verb = "一致" if near else "不一致"
        yield check(
            "total_of_named_table", "pass" if near else "fail",
            f"正文所述{''.join(name)}{tight(money.text)}与{sheet.name}“{name[1]}”行{in_unit(yuan, unit)}{verb}。",
            [said, figure], said.value, yuan,
        )  # fmt: skip


def _is_near(said: Figure, yuan: Decimal, figure: Figure, unit: str, half: Decimal) -> bool:
    """Whether two amounts are the same but for rounding to the coarser unit."""
    return abs(said.value - yuan) <= max(half, figure.half_unit * factor(unit))
