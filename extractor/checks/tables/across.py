"""One column printed in two tables, row by row under the same names: 小计 of the one, 下达资金 of the other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from extractor.checks.engine import Figure, check
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.units import ZERO, factor
from extractor.model.reading import Column
from extractor.model.report import Check

# So many rows, of so many different figures and this share of all, show that two columns tell one thing.
ROWS_THAT_PROVE = 3
SHARE_THAT_PROVES = Decimal("0.75")
SHORTEST_NAME = 2

Pair = tuple[str, Figure, Figure]


class Match(NamedTuple):
    """Two columns and the rows in which they agree, and do not."""

    first: Column
    second: Column
    same: list[Pair]
    other: list[Pair]


def columns_of_two_tables(material: Material) -> Iterator[Check]:
    """合同金额 in the table of contracts and in that of payments, project by project, whatever their heads.

    Fails where all other rows agree and one differs by two digits changed: what two columns are meant to be is not
    taken from their heads, and budgets of two years may be the same but for some.
    """
    named = [(sheet, names) for sheet in material.sheets if len(names := _names(sheet)) >= ROWS_THAT_PROVE]
    for (first, of_first), (second, of_second) in combinations(named, 2):
        shared = [name for name in of_first if name in of_second]
        if first.table is second.table or len(shared) < ROWS_THAT_PROVE:
            continue
        rows = [(name, of_first[name], of_second[name]) for name in shared]
        done: set[int] = set()
        for column in _columns(first):
            matches = (_match(first, second, column, other, rows) for other in _columns(second))
            best = max((each for each in matches if each), key=lambda each: len(each.same), default=None)
            if best is not None and best.second.index not in done:
                done.add(best.second.index)
                yield from _told(first, second, best)


def _names(sheet: Sheet) -> dict[str, int]:
    """The plain rows by their names, those that two rows share left out."""
    return {name: row for name, row in sheet.rows_by_name.items() if len(name) >= SHORTEST_NAME}


def _columns(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.figure_columns if column.index not in sheet.rate_columns]


def _match(first: Sheet, second: Sheet, one: Column, two: Column, rows: list[tuple[str, int, int]]) -> Match | None:
    if (one.unit is None) != (two.unit is None):
        return None
    scales = factor(one.unit or ""), factor(two.unit or "")
    match = Match(one, two, [], [])
    for name, row, other in rows:
        left, right = first.vector(one.index).get(row), second.vector(two.index).get(other)
        if left is None or right is None or not left.value:
            continue
        gap = abs(left.value * scales[0] - right.value * scales[1])
        slack = ZERO if scales[0] == scales[1] else max(_half(left, scales[0]), _half(right, scales[1]))
        (match.same if gap <= slack else match.other).append((name, left, right))
        if len(match.other) > 1:
            return None
    proves = len({left.value for _, left, _ in match.same}) >= ROWS_THAT_PROVE
    return match if proves and len(match.same) >= SHARE_THAT_PROVES * (len(match.same) + len(match.other)) else None


def _half(figure: Figure, scale: Decimal) -> Decimal:
    return figure.half_unit * scale if figure.decimals or scale > 1 else ZERO


def _told(first: Sheet, second: Sheet, match: Match) -> Iterator[Check]:
    one, two = f"{first.name}“{head(match.first)}”列", f"{second.name}“{head(match.second)}”列"
    yield check(
        "column_of_two_tables", "pass", f"{one}与{two}{len(match.same)}行均一致。",
        [figure for _, *pair in match.same for figure in pair],
    )  # fmt: skip
    scale = factor(match.first.unit or "") / factor(match.second.unit or "")
    for name, left, right in match.other:
        in_row = {figure.value for sheet, row in ((first, left), (second, right)) for figure in _beside(sheet, row)}
        if is_mistyped(left.value * scale, right.value) and not {left.value, right.value} <= in_row:
            yield check(
                "column_of_two_tables", "fail",
                f"“{name}”在{one}为{left.text}{match.first.unit or ''}，"
                f"在{two}为{right.text}{match.second.unit or ''}，前后不一致。",
                [left, right], left.value, right.value / scale,
            )  # fmt: skip


def _beside(sheet: Sheet, figure: Figure) -> list[Figure]:
    """The other figures of the row that a figure stands in."""
    row = next((row for (row, _), own in sheet.own.items() if own is figure), None)
    return [own for (at, _), own in sheet.own.items() if at == row and own is not figure]
