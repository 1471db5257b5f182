"""Rows numbered level by level, 一、 over （一） over 1.: each row against the rows right below it.

That the rows are numbered from one on without a gap shows that none is lacking; that they make the row above in another
column, or a total over them, shows that they are its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.engine import ALL_LINES, Figure, Status, beside, check, grouped, slack_of, total
from extractor.checks.figures_told import is_slip
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.tables.totals import proves_sum
from extractor.checks.worded.lists import number
from extractor.model.reading import Column
from extractor.model.report import Check

# The styles of numbers from the outer to the inner, as official papers set them.
_STYLES = tuple(
    re.compile(each)
    for each in (
        r"(?P<n>[一二三四五六七八九十])、",
        r"[（(](?P<n>[一二三四五六七八九十])[）)]",
        r"(?P<n>\d{1,2})[.．、](?!\d)",
        r"[（(](?P<n>\d{1,2})[）)]",
    )
)
FEWEST = 2
Numbered = tuple[int, int]


def levels_of_rows(material: Material) -> Iterator[Check]:
    """一、基本支出 is what （一）工资福利 and （二）公用经费 make. Fails near only where one other column has it so."""
    for sheet in material.sheets:
        numbered = _numbered(sheet)
        if len(numbered) <= FEWEST:
            continue
        for row, level in numbered.items():
            parts = _below(sheet, numbered, row, level[0])
            if len(parts) >= FEWEST:
                yield from _verdicts(sheet, row, parts)


def _numbered(sheet: Sheet) -> dict[int, Numbered]:
    """The level and number of each row, where the rows are so numbered in at least two styles."""
    found: dict[int, Numbered] = {}
    for row in sheet.part.rows:
        label = sheet.label(row)
        for level, style in enumerate(_STYLES):
            match = style.match(label)
            if match:
                found[row] = level, number(match["n"])
                break
    return found if len({level for level, _ in found.values()}) > 1 else {}


def _below(sheet: Sheet, numbered: dict[int, Numbered], row: int, level: int) -> list[int]:
    """The rows of the next level below a row, numbered from one on without a gap; none where other rows lie between."""
    parts: list[int] = []
    inner: int | None = None
    for below in (each for each in sheet.part.rows if each > row):
        if below not in numbered or numbered[below][0] <= level:
            if below not in numbered and below not in sheet.part.marks:
                return []
            break
        if inner is None:
            inner = numbered[below][0]
        if numbered[below][0] < inner:
            return []
        if numbered[below][0] == inner:
            parts.append(below)
    return parts if [numbered[each][1] for each in parts] == list(range(1, len(parts) + 1)) else []


def _verdicts(sheet: Sheet, row: int, parts: list[int]) -> Iterator[Check]:
    told: list[tuple[Column, Figure, list[Figure]]] = []
    for column in sheet.summed_columns():
        stated, figures = sheet.figure(row, column.index), sheet.figures(parts, column.index)
        if stated is not None and figures and len(figures) == len(parts):
            told.append((column, stated, figures))
    right = [each for each in told if each[1].value and total(each[2]) == each[1].value]
    if not right:
        return
    for column, stated, figures in told:
        computed = total(figures)
        gap = abs(computed - stated.value)
        slack = slack_of([stated, *figures]) if column.unit != "元" else 0
        others = [each for each, *_ in told if each is not column]
        meant = is_slip(stated.value, computed) or proves_sum(sheet, row, parts, others)
        sure = meant and sheet.table.grid.confidence >= ALL_LINES
        status: Status = "pass" if not gap else "fail" if sure and gap > slack else "unknown"
        verb = "一致" if not gap else f"不一致，相差{grouped(gap)}{column.unit or ''}"
        yield check(
            "level_sum", status,
            f"{sheet.row_said(row)}“{head(column)}”{stated.text}，与其下{len(figures)}行之和"
            f"{beside(computed, stated)}{verb}。",
            [stated, *figures], stated.value, computed,
        )  # fmt: skip
