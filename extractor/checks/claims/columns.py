"""What the text says of all rows of a table at once: 优良路率在68%至84%之间, 支出率均超过80%, 3个项目得分低于75分.

A claim is held against the one column of the report that is headed as it says, and only where the table surely lists
what is meant: all bounds but one are those of its rows, or it has just as many rows as the sentence counts.
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.checks.engine import Figure, Printed, check, compared, tight
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.worded.lists import number
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.records.values import Spot
from extractor.values import grade_classes
from extractor.values.figures import decimals

_words = WORDINGS["column_claims"]

FEWEST_ROWS, SHORTEST_HEAD = 3, 2
# 优、良、中、差; grades that miss their whole by more are of something else.
ALL_GRADES, MOST_OFF = 4, 2
_SENTENCE_END = re.compile("[。；\n]")
_COMPARES: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "above": operator.gt,
    "least": operator.ge,
    "below": operator.lt,
    "most": operator.le,
    "same": operator.eq,
}


class Listed(NamedTuple):
    """A column of a table with its figures by plain row."""

    sheet: Sheet
    name: str
    figures: dict[int, Figure]

    @property
    def values(self) -> list[Decimal]:
        return [each.value for each in self.figures.values()]


def claims_of_columns(material: Material) -> Iterator[Check]:
    """Ranges, bounds and counts that the text tells of the rows of one table."""
    for spot in material.texts.telling("之间", "均", "都", "率", "得分") if material.lists else ():
        text = spot.passage.text
        for match in _words["range"].finditer(text) if "之间" in text else ():
            yield from _range(material, spot, match)
        for match in _words["all"].finditer(text) if "均" in text or "都" in text else ():
            yield from _bound(material, spot, match)
        bounded = ("率" in text or "得分" in text) and _words["bounded"].search(text) is not None
        for how in ("some", "some_behind") if bounded else ():
            for match in _words[how].finditer(text):
                yield from _count(material, spot, match)


def _range(material: Material, spot: Spot, match: re.Match[str]) -> Iterator[Check]:
    """各乡镇优良路率在68%至84%之间: the lowest and the highest row are these."""
    column = _column(material, match["head"], spot, match.start())
    if column is None:
        return
    low, high = Decimal(match["low"]), Decimal(match["high"])
    least, most = min(column.values), max(column.values)
    good = (low, high) == (least, most)
    # One bound is that of the table, and beyond the other one stands a row.
    broken = (high == most and low > least) or (low == least and high < most)
    if good or broken:
        said = _told(material, spot, match, "low", low)
        yield compared(
            "claim_of_column", good,
            f"所述“{tight(match[0])}”，与{column.sheet.name}“{column.name}”列{plain(least)}至{plain(most)}",
            [said, *column.figures.values()], f"{low}至{high}", f"{least}至{most}",
        )  # fmt: skip


def _bound(material: Material, spot: Spot, match: re.Match[str]) -> Iterator[Check]:
    """四所院校支出率均超过80%: no row of as many is beyond."""
    column = _column(material, match["head"], spot, match.start())
    if column is None or not _counts_rows(match, column):
        return
    bound, holds = Decimal(match["bound"]), _COMPARES[_relation(match)]
    wrong = {row: each for row, each in column.figures.items() if not holds(each.value, bound)}
    if len(wrong) * 2 > len(column.figures):
        return
    where = "、".join(f"“{column.sheet.label(row)}”{each.text}" for row, each in wrong.items())
    yield check(
        "claim_of_column", "fail" if wrong else "pass",
        f"所述“{tight(match[0])}”，与{column.sheet.name}“{column.name}”列"
        f"{f'中{where}不符' if wrong else '各行一致'}。",
        [_told(material, spot, match, "bound", bound), *(wrong or column.figures).values()],
        bound, next(iter(wrong.values())).value if wrong else bound,
    )  # fmt: skip


def _count(material: Material, spot: Spot, match: re.Match[str]) -> Iterator[Check]:
    """10个项目中3个项目得分低于75分, 10个项目中得分低于75分的有3个: as many rows of the ten as are said."""
    column = _column(material, match["head"], spot, match.start())
    text = spot.passage.text
    lead = _SENTENCE_END.split(text[: match.start()])[-1]
    rows = [number(each["count"]) for each in _words["all_of"].finditer(lead)] if column else []
    if column is None or max(rows, default=0) != len(column.figures) or _words["some_rows"].search(column.sheet.name):
        return
    bound, holds = Decimal(match["bound"]), _COMPARES[_relation(match)]
    found = [each for each in column.figures.values() if holds(each.value, bound)]
    said = number(match["count"])
    if any(each.value == bound for each in column.figures.values()) and len(found) != said:
        return  # whether the bound itself counts is not told alike by all
    good = len(found) == said
    yield compared(
        "claim_of_column", good, f"所述“{tight(match[0])}”，与{column.sheet.name}“{column.name}”列中的{len(found)}行",
        [_told(material, spot, match, "bound", bound), *column.figures.values()], str(said), str(len(found)),
    )  # fmt: skip


def grades_counted(material: Material) -> Iterator[Check]:
    """“优”2个、“良”4个、“中”3个、“差”1个: as many rows of the table of ten have each grade."""
    for spot in material.texts.telling("良") if material.lists else ():
        for group in _words["grades"].finditer(spot.passage.text):
            said = Counter[str]()
            for each in _words["grade"].finditer(group[0]):
                said[grade_classes()[each["grade"]]] += int(each["count"])
            tables = [found for sheet in material.lists if (found := _grades(sheet)).total() == said.total()]
            if len(tables) != 1 or said.total() < FEWEST_ROWS or len(said) == 1:
                continue
            good = +tables[0] == +said
            counted = "、".join(f"“{grade}”{count}个" for grade, count in tables[0].items())
            place = Printed(spot.passage, material.reading.pages, group.start(), group.end())
            yield compared(
                "grades_counted", good, f"所述{tight(group[0]).rstrip('、，,；')}，与表中所列等级（{counted}）",
                [Figure(Decimal(said.total()), 0, place)],
            )  # fmt: skip


def grades_summed(material: Material) -> Iterator[Check]:
    """28个项目中，优6个、良17个、中4个、差1个: all four grades make as many. Fails where they miss it by one or two."""
    for spot in material.texts.telling("良"):
        text = spot.passage.text
        if "差" not in text:
            continue
        for group in _words["grades"].finditer(text):
            told = [(grade_classes()[each["grade"]], int(each["count"])) for each in _words["grade"].finditer(group[0])]
            start = text.rfind("。", 0, group.start()) + 1
            wholes = list(_words["graded"].finditer(text, start, group.start()))
            if len(told) < ALL_GRADES or len({grade for grade, _ in told}) < len(told) or not wholes:
                continue
            said, summed = int(wholes[-1]["count"]), sum(count for _, count in told)
            if abs(said - summed) > MOST_OFF or {int(each["count"]) for each in wholes} != {said}:
                continue
            places = [
                Figure(Decimal(value), 0, Printed(spot.passage, material.reading.pages, *span))
                for value, span in ((said, wholes[-1].span()), (summed, group.span()))
            ]
            yield check(
                "grades_counted", "pass" if said == summed else "fail",
                f"所述“{tight(wholes[-1][0])}”，与{tight(group[0]).rstrip('、，,；')}合计{summed}个"
                f"{'一致' if said == summed else '不一致'}。",
                places, Decimal(said), Decimal(summed),
            )  # fmt: skip


def _grades(sheet: Sheet) -> Counter[str]:
    """The grades that the rows of a table have."""
    heads = WORDINGS["rankings"]["grade"]
    column = next((each for each in sheet.part.columns if each.path and heads.fullmatch(tight(each.path[-1]))), None)
    rows = [row for row in sheet.part.plain_rows if _words["of_all_rows"].match(sheet.label(row)) is None]
    cells = [sheet.cells.get((row, column.index)) for row in rows] if column else []
    said = [tight(cell.passage.text).strip('“”"') for cell in cells if cell is not None]
    return Counter([grade_classes()[each] for each in said if each in grade_classes()])


def _column(material: Material, said: str, spot: Spot, start: int) -> Listed | None:
    """The one column of the report's tables that is headed as a claim says; none where the claim is not of all rows."""
    if _words["not_all"].search(spot.passage.text, max(0, start - 8), start + len(said)):
        return None
    called = tight(said)
    found = [
        Listed(sheet, name, figures)
        for sheet in material.lists
        for column in sheet.part.columns
        if column.path and len(name := name_of(column.path[-1])) >= SHORTEST_HEAD and called.endswith(name)
        if len(figures := figures_by_row(sheet, column.index)) >= FEWEST_ROWS
    ]
    return found[0] if len(found) == 1 else None


def figures_by_row(sheet: Sheet, column: int) -> dict[int, Figure]:
    """The figures of a column by plain row, rows called 全年 or 平均 left out; none where a row lacks one."""
    rows = [row for row in sheet.part.plain_rows if _words["of_all_rows"].match(sheet.label(row)) is None]
    found = {row: each for row in rows if (each := sheet.figure(row, column)) is not None}
    return found if len(found) == len(rows) else {}


def name_of(head: str) -> str:
    """A column's head without its unit: 支出率 of 支出率（%）."""
    return re.split(r"[（(]", tight(head))[0]


def _counts_rows(match: re.Match[str], column: Listed) -> bool:
    """Whether a claim is of as many things as a table has rows: 四所院校, 各乡镇."""
    if match["count"] is None:
        return match["each"] is not None and column.sheet.part.marks.get(column.sheet.part.rows[-1]) == "total"
    return number(match["count"]) == len(column.figures)


def _relation(match: re.Match[str]) -> str:
    within = {"以上": "least", "及以上": "least", "以下": "most", "及以下": "most", "以内": "most"}
    return within.get(match["within"] or "") or next(
        name for name in _COMPARES if name in match.re.groupindex and match[name]
    )


def _told(material: Material, spot: Spot, match: re.Match[str], name: str, value: Decimal) -> Figure:
    place = Printed(spot.passage, material.reading.pages, match.start(), match.end())
    return Figure(value, decimals(match[name]), place)
