"""总计 beside the columns that one head groups with it: 行政复议 above 结果维持, 结果纠正, 其他结果, 总计."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.checks.engine import SURE_READING, Figure, Status, check, slack_of, total
from extractor.checks.material import Material
from extractor.checks.sheets import NO_FIGURES, Sheet
from extractor.checks.tables.rows import head
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column
from extractor.model.report import Check, plain

_heads = WORDINGS["column_heads"]


class _Row(NamedTuple):
    row: int
    stated: Figure
    parts: list[Figure]

    @property
    def holds(self) -> bool:
        rounded = [each for each in (self.stated, *self.parts) if each.decimals]  # counts are exact
        return abs(total(self.parts) - self.stated.value) <= slack_of(rounded)

    @property
    def is_impossible(self) -> bool:
        """Whether it is less than one of its parts, none of them negative."""
        values = [part.value for part in self.parts]
        return min(values) >= 0 and self.stated.value < max(values)


def totals_of_groups(material: Material) -> Iterator[Check]:
    """A total named by its head, also where the rows are too few or too empty to show what the columns are."""
    for sheet in material.sheets:
        shown = {
            each.relation.target for other, each in material.relations if other is sheet and each.relation.kind == "sum"
        }
        for column in sheet.part.columns:
            if column.index not in shown and (parts := _grouped(sheet, column)):
                yield from _told(sheet, column, list(_rows(sheet, column, parts)))


def _grouped(sheet: Sheet, target: Column) -> list[Column]:
    """The columns below the head of a total, where it is the first or the last of them and no other adds any up."""
    above = target.path[:-1]
    if not above or not _heads["total"].fullmatch(target.path[-1].strip()):
        return []
    below = [column for column in sheet.part.columns if column.path[: len(above)] == above]
    parts = [column for column in below if column is not target]
    places = [column.index for column in below]
    at_an_end = target.index in {places[0], places[-1]} and places[-1] - places[0] == len(parts)
    alike = all(column.unit == target.unit and column.role not in NO_FIGURES for column in parts)
    if len(parts) < 2 or len(below) == len(sheet.part.columns) or not at_an_end or not alike:
        return []
    is_mixed = any(_heads["no_part"].search(head(column)) for column in parts)
    return [] if is_mixed or sheet.rate_columns.intersection(places) else parts


def _rows(sheet: Sheet, target: Column, parts: list[Column]) -> Iterator[_Row]:
    """The rows in which the total and some of its parts are told, nothing that is no figure among them."""
    for row in sheet.part.rows:
        stated = sheet.figure(row, target.index)
        figures = [sheet.figure(row, part.index) for part in parts]
        told = [figure for figure in figures if figure is not None]
        readable = all(
            figure or not sheet.is_filled(row, part.index) for figure, part in zip(figures, parts, strict=True)
        )
        if stated is not None and told and readable and any(each.value for each in (stated, *told)):
            yield _Row(row, stated, told)


def _told(sheet: Sheet, column: Column, rows: list[_Row]) -> Iterator[Check]:
    good, name = [each for each in rows if each.holds], head(column)
    if good:
        figures = [figure for each in good for figure in (each.stated, *each.parts)]
        yield check("total_of_group", "pass", f"{sheet.name}“{name}”列{len(good)}行均与同组各列之和一致。", figures)
    certain = sheet.table.grid.confidence >= SURE_READING and 2 * len(good) >= len(rows)
    for each in rows:
        if each.holds:
            continue
        # A total of nothing beside figures was left out, whatever the other rows show.
        sure = each.is_impossible and each.row not in sheet.of_which and (certain or not each.stated.value)
        status: Status = "fail" if sure else "unknown"
        yield check(
            "total_of_group", status,
            f"{sheet.row_said(each.row)}“{name}”为{each.stated.text}，"
            f"与同组各列之和{plain(total(each.parts))}不一致。",
            [each.stated, *each.parts], each.stated.value, total(each.parts),
        )  # fmt: skip
