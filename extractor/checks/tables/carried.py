"""A wrong 小计 carried on: the total adds up the printed subtotals, or all rows, and cannot do both."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import Figure, beside, check, grouped, slack_of, tight, total
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.totals import group_of, may_be_cut, scope_of
from extractor.model.reading import Column
from extractor.model.report import Check

FEWEST_SUBTOTALS = 2


def totals_of_wrong_subtotals(material: Material) -> Iterator[Check]:
    """合计 against what its rows make where just one 小计 is wrong, by as much: what follows from that slip.

    Only where all the other subtotals are right; rows of no group count for themselves.
    """
    for sheet in material.sheets:
        for row in sheet.marked("total")[-1:]:
            scope = scope_of(sheet, row)
            groups = {each: group_of(sheet, each) for each in scope.subtotals}
            grouped = [leaf for rows, _ in groups.values() for leaf in rows]
            if (
                len(scope.subtotals) < FEWEST_SUBTOTALS
                or len(set(grouped)) < len(grouped)
                or may_be_cut(sheet, scope.leaves)
            ):
                continue
            alone = [leaf for leaf in scope.leaves if leaf not in grouped]
            for column in sheet.summed_columns():
                yield from _carried(sheet, row, column, groups, alone)


def _carried(
    sheet: Sheet, row: int, column: Column, groups: dict[int, tuple[list[int], bool]], alone: list[int]
) -> Iterator[Check]:
    stated = sheet.figure(row, column.index)
    printed = {each: sheet.figure(each, column.index) for each in groups}
    rows = {each: sheet.figures(leaves, column.index) for each, (leaves, _) in groups.items()}
    rest = sheet.figures(alone, column.index)
    if stated is None or rest is None:
        return
    good: list[Figure] = []
    wrong: list[tuple[Figure, list[Figure]]] = []
    every: list[Figure] = []
    for each, said in printed.items():
        figures = rows[each]
        if said is None or not figures:
            return
        every += figures
        if said.value == total(figures):
            good.append(said)
        else:
            wrong.append((said, figures))
    if len(wrong) != 1 or not good:
        return
    said, figures = wrong[0]
    gap = total(figures) - said.value
    sums = total([*good, said, *rest]), total([*every, *rest])
    if stated.value not in sums or abs(gap) <= slack_of([said, *figures]):
        return
    computed = sums[1] if stated.value == sums[0] else sums[0]
    of = "各项之和" if stated.value == sums[0] else "各小计之和"
    unit = column.unit or ""
    yield check(
        "total_of_subtotals", "fail",
        f"{sheet.name}“{tight(''.join(column.path[-1:]))}”列合计{stated.text}{unit}，"
        f"与{of}{beside(computed, stated)}{unit}相差{grouped(abs(gap))}{unit}，系其中小计{said.text}{unit}有误所致。",
        [stated, said, *figures], stated.value, computed,
    )  # fmt: skip
