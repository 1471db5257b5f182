"""The highest and the lowest row that the text names: 执行率最高的是市图书馆，为96%; 甲校支出率最高，丙校最低.

The row stands before its head or behind it. It fails where another row of that column has more (or less), or where
what the text tells of it is not what its row tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.claims.columns import figures_by_row, name_of
from extractor.checks.engine import Figure, Printed, check, tight
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.units import factor, half
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.reading import Column
from extractor.model.report import Check, plain
from extractor.records.values import Spot
from extractor.values.figures import decimals

_words = WORDINGS["extremes"]

FEWEST_ROWS, SHORTEST_NAME, SHORTEST_HEAD, LONGEST_SEGMENT = 3, 3, 2, 40
_MARKS, _STOP = "，。；、：（(\n", re.compile("[。\n]")
_Rows = dict[str, list[tuple[Sheet, int]]]
# The rows of a name, the name, and where it ends in the text.
_Named = tuple[list[tuple[Sheet, int]], str, int]


def extremes_told(material: Material) -> Iterator[Check]:
    """Each row that a sentence calls the highest or the lowest of a column that it names."""
    for spot in material.texts.telling("最") if material.lists else ():
        text, head, last = spot.passage.text, "", 0
        for match in _words["most"].finditer(text):
            if _STOP.search(text, last, match.start()):
                head = ""
            last = match.end()
            begin = start_of(text, match.start(), _MARKS)
            said = tight(text[max(begin, match.start() - LONGEST_SEGMENT) : match.start()])
            found = _row_behind(material, text, match.end()) or _row_before(material, said, text, match.end())
            if found is None:
                continue
            rows, name, end = found
            called = said[said.rfind(name) + len(name) :] if name in said else said
            called = called.removeprefix("的").removesuffix("为")
            head = called if len(called) >= SHORTEST_HEAD else head
            value = _words["value"].match(text, end) if not head else None
            if value and value["unit"] == "分":
                head = "得分"  # 最低的三季度为91.8分
            bare = _words["before_head"].sub("", head)
            cells = [(sheet, row, column) for sheet, row in rows if (column := _column(sheet, bare))]
            if len(cells) != 1:
                continue
            sheet, row, column = cells[0]
            figures = figures_by_row(sheet, column.index)
            lead = text[start_of(text, match.start(), "。；\n") : match.start()]
            if len(figures) >= FEWEST_ROWS and row in figures and _is_of_all(lead, len(figures)):
                yield _verdict(material, spot, (begin, match, end), cells[0], figures)


def _verdict(
    material: Material,
    spot: Spot,
    place: tuple[int, re.Match[str], int],
    cell: tuple[Sheet, int, Column],
    figures: dict[int, Figure],
) -> Check:
    (begin, match, end), (sheet, row, column), text = place, cell, spot.passage.text
    values = [each.value for each in figures.values()]
    most, own, name = max(values) if match["top"] else min(values), figures[row], name_of(column.path[-1])
    value, slack, stop = own.value, own.half_unit, end
    told = _words["value"].match(text, end)
    if told and _is_in_unit(told, sheet, column):
        value, stop = Decimal(told["value"].replace(",", "")), told.end()
        slack = max(slack, half(decimals(told["value"])))
    printed = Printed(spot.passage, material.reading.pages, begin, stop)
    is_most, fits = own.value == most, abs(value - own.value) <= slack
    good = is_most and fits
    if is_most and not fits:
        said = f"该行“{name}”{own.text}不一致"
    else:
        said = f"“{name}”列最{'高' if match['top'] else '低'}的{plain(most)}"
        said += "一致" if good else f"不一致（该行为{own.text}）"
    others = [each for at, each in figures.items() if each.value == most and at != row]
    return check(
        "extreme_told", "pass" if good else "fail", f"所述“{tight(text[begin:stop])}”，与{sheet.name}{said}。",
        [Figure(value, 0, printed), own, *others[:1]], value, own.value if is_most else most,
    )  # fmt: skip


def _rows(material: Material) -> _Rows:
    """The plain rows of all lists by name."""
    found: _Rows = {}
    for sheet in material.lists:
        for name, row in sheet.rows_by_name.items():
            if len(name) >= SHORTEST_NAME:
                found.setdefault(name, []).append((sheet, row))
    return found


def _row_behind(material: Material, text: str, at: int) -> _Named | None:
    """The rows named right behind 最高, one a table, their name, and where that ends."""
    opening = _words["opening"].match(text, at)
    start = opening.end() if opening else at
    named = [(name, rows) for name, rows in material.once(_rows).items() if text.startswith(name, start)]
    name, rows = max(named, key=lambda each: len(each[0]), default=("", []))
    return (rows, name, start + len(name)) if rows else None


def _row_before(material: Material, said: str, text: str, at: int) -> _Named | None:
    """The rows of one name that the words before 最高 tell, by the longest name; 最高的月份 is no row's."""
    if text[at : at + 1] == "的":
        return None
    named = [(name, rows) for name, rows in material.once(_rows).items() if name in said]
    longest = max((len(name) for name, _ in named), default=0)
    best = [(name, rows) for name, rows in named if len(name) == longest]
    return (best[0][1], best[0][0], at) if len(best) == 1 else None


def _column(sheet: Sheet, head: str) -> Column | None:
    """The one column that a head names: wholly, else by what it begins or ends with; 得分 is that of the scores."""
    if len(head) < SHORTEST_HEAD:
        return None
    named = [(name_of(each.path[-1]), each) for each in sheet.part.columns if each.path]
    for fits in (
        [each for name, each in named if name == head],
        [each for name, each in named if len(name) >= SHORTEST_HEAD and (head.endswith(name) or name.endswith(head))],
        [each for _, each in named if each.role == "score" and head.endswith("得分")],
    ):
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _is_of_all(lead: str, rows: int) -> bool:
    """Whether a sentence speaks of all rows of a table: none is taken out, and a group that it counts is as large."""
    if _words["not_all"].search(lead):
        return False
    groups = [number(each["count"]) for each in _words["group"].finditer(lead)]
    return rows in groups if groups else _words["some"].search(lead) is None


def _is_in_unit(told: re.Match[str], sheet: Sheet, column: Column) -> bool:
    """Whether a figure behind a row is printed in the unit of its column: a rate, points, or the same unit of money."""
    unit = told["unit"]
    if unit in {"%", "％"}:
        return column.index in sheet.rate_columns
    if unit.endswith("元"):
        return column.unit is not None and factor(column.unit) == factor(unit)
    return column.unit is None and column.index not in sheet.rate_columns
