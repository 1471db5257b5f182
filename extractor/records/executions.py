"""预算执行率 as tables print it: the rate of a row with the budget and the payment that it was made of.

Which of several amounts of a row these are the quotient tells: 执行率 is of 全年预算数 in one form, in another of what
came in (到位资金).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import permutations
from typing import NamedTuple

from extractor.model.execution import Execution
from extractor.model.layout import TableCell
from extractor.model.reading import Column, DataTable, Reading, TablePart, begun_at
from extractor.model.report import Money
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.evidence import of_cells
from extractor.records.forms import form_project
from extractor.values.figures import decimals, figure, is_blank

_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_IN_UNIT = re.compile(r"[（(](?:单位[:：])?(?:人民币)?[万亿千百十]*元[）)]")
HUNDRED = Decimal(100)
# A rate without a sign of percent that is no more than this may be a share of one (0.95); beside such, one that is no
# more than the second (1.80 where more was paid than planned).
SHARE, SHARE_BESIDE_OTHERS = Decimal("1.5"), Decimal(5)
# Not what a rate is made of, whatever the quotient.
OTHER_ROLES = frozenset({"balance", "points", "deduction", "score", "involved_amount"})
_whole = partial(pattern_of, "figures", "execution", "whole")


class _Rate(NamedTuple):
    """A printed rate in percent, half a unit of its last place, and whether it or its head has the sign of percent."""

    percent: Decimal
    half: Decimal
    is_said: bool

    def is_of(self, whole: Money, part: Money) -> bool:
        """Whether it is what ``part`` is of ``whole``."""
        if not whole.yuan or part.yuan is None:
            return False
        return abs(part.yuan / whole.yuan * HUNDRED - self.percent) <= self.half


def executions(reading: Reading, money: Sequence[Money]) -> list[Execution]:
    """The rates of all tables, row by row."""
    amounts: dict[str, dict[tuple[int, int], list[Money]]] = defaultdict(lambda: defaultdict(list))
    for each in money:
        place = each.evidence[0] if each.evidence else None
        if place and place.table is not None and place.row is not None and place.column is not None:
            amounts[place.table][place.row, place.column].append(each)
    return [each for table in reading.tables for each in _of_table(reading, table, amounts.get(table.grid.id, {}))]


def _of_table(
    reading: Reading, table: DataTable, amounts: Mapping[tuple[int, int], list[Money]]
) -> Iterator[Execution]:
    heads = [(part, column) for part in table.parts for column in part.columns if _is_rate(column)]
    if not heads:
        return
    project = form_project(reading, table) if table.kind == "self_evaluation" else None
    for part, column in heads:
        times = _times(table, part, column.index)
        cells = {row: cell for row in part.rows if (cell := begun_at(table.grid.places, row, column.index))}
        rates = _in_percent({row: rate for row, cell in cells.items() if (rate := _rate(cell, column)) is not None})
        by_row = {row: _row_amounts(part, row, amounts) for row in rates}
        of, by = _made_of(rates, by_row)
        if of is not None and of.role == "contract_amount":
            continue  # how much of its price a contract was paid
        for row, rate in rates.items():
            budget, paid = by_row[row].get(of) if of else None, by_row[row].get(by) if by else None
            name = _name(table, part, row, column.index, times)
            yield Execution(
                table=table.grid.id,
                project=project[0] if project else None,
                name=name,
                is_total=part.marks.get(row) == "total" or _whole().fullmatch(name) is not None,
                budget=budget.yuan if budget else None,
                budget_name=_path(of) if of and budget else None,
                paid=paid.yuan if paid else None,
                rate=rate.percent,
                text=cells[row].passage.text.strip(),
                evidence=of_cells([cells[row]], reading.pages, table.grid.id),
                budget_evidence=budget.evidence if budget else [],
                paid_evidence=paid.evidence if paid else [],
            )


def _rate(cell: TableCell, column: Column) -> _Rate | None:
    """The rate that a cell prints, None where it holds anything else."""
    text = cell.passage.text
    value = figure(text)
    if value is None:
        return None
    said = any(sign in part for part in (text, *column.path[-1:]) for sign in "%％")
    return _Rate(value, Decimal(1).scaleb(-decimals(text)) / 2, said)


def _in_percent(rates: Mapping[int, _Rate]) -> dict[int, _Rate]:
    """Those rates of a column that cannot be shares of one."""
    unsaid = [abs(rate.percent) for rate in rates.values() if not rate.is_said]
    most = SHARE_BESIDE_OTHERS if any(0 < value <= SHARE for value in unsaid) else SHARE
    return {row: rate for row, rate in rates.items() if rate.is_said or abs(rate.percent) > most}


def _row_amounts(part: TablePart, row: int, amounts: Mapping[tuple[int, int], list[Money]]) -> dict[Column, Money]:
    """The amounts of a row by column, one a cell."""
    found = {}
    for column in part.columns:
        inside = amounts.get((row, column.index), [])
        if len(inside) == 1 and inside[0].yuan is not None and column.role not in OTHER_ROLES:
            found[column] = inside[0]
    return found


def _made_of(
    rates: Mapping[int, _Rate], by_row: Mapping[int, Mapping[Column, Money]]
) -> tuple[Column | None, Column | None]:
    """The columns of what there was to spend and of what was spent.

    Those two whose quotient is the rate of most rows; of several that are, those headed as budget and payment, and of
    年初预算数 and 全年预算数 the later. None where no two are: of two
    columns of 支出数, say, neither is all that was spent.
    """
    fits: Counter[tuple[Column, Column]] = Counter()
    for row, rate in rates.items():
        fits.update(pair for pair in permutations(by_row[row], 2) if rate.is_of(*(by_row[row][each] for each in pair)))
    best = max(fits, key=lambda pair: (fits[pair], _roles_told(pair), pair[0].index), default=None)
    return best if best is not None and 2 * fits[best] >= len(rates) else (None, None)


def _roles_told(pair: tuple[Column, Column]) -> int:
    return 2 * (pair[1].role == "paid_amount") + (pair[0].role in {"budget_amount", "contract_amount"})


def _name(table: DataTable, part: TablePart, row: int, before: int, times: Counter[tuple[int, str]]) -> str:
    """What the row is called: its project, where a list of several units' projects has a column of these; else its
    first words that no other row shares, else the last that it shares."""
    project = part.column("project")
    if project is not None and project.index < before:
        cell = begun_at(table.grid.places, row, project.index)
        single = cell is not None and cell.rowspan == cell.colspan == 1
        if cell is not None and single and _is_name(name := _words(cell)) and times[project.index, name] <= 1:
            return name
    shared = ""
    for column in range(before):
        cell = table.grid.places.get((row, column))
        if cell is None or not _is_name(name := _words(cell)):
            continue
        if cell.rowspan == 1 and times[cell.column, name] <= 1:
            return name
        shared = name
    return shared


def _times(table: DataTable, part: TablePart, before: int) -> Counter[tuple[int, str]]:
    """How many rows have the same words in a column: several a category that is printed in each of its rows."""
    places = ((row, column) for row in part.rows for column in range(before))
    cells = (begun_at(table.grid.places, *place) for place in places)
    return Counter((cell.column, _words(cell)) for cell in cells if cell is not None)


def _words(cell: TableCell) -> str:
    return "".join(cell.passage.text.split()).rstrip("：:")


def _is_name(text: str) -> bool:
    return bool(text) and figure(text) is None and not is_blank(text)


def _path(column: Column) -> str:
    """The heads above a column without units, since amounts are given in 元: 下达资金·小计."""
    return "·".join(dict.fromkeys(_IN_UNIT.sub("", "".join(part.split())) for part in column.path))


def _head(column: Column) -> str:
    return "".join(column.path[-1].split()) if column.path else ""


def _is_rate(column: Column) -> bool:
    return any(pattern.fullmatch(_BRACKETS.sub("", _head(column))) for pattern in _rates())


@cache
def _rates() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load_patterns("figures")["execution"]["rate"])
