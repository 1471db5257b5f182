"""In which money unit (计量单位) the bare numbers of a column are: the head says it, else the 单位 line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from extractor.model.reading import Column
from extractor.patternbook import pattern_of
from extractor.tables.meaning.wording import fold, table_pattern, unit_line
from extractor.values import unit_in

# Roles whose columns hold money, and roles whose columns never do.
MONEY_ROLES = frozenset({"contract_amount", "paid_amount", "budget_amount", "amount", "balance", "involved_amount"})

_UNIT_FIRST = re.compile(r"(?:人民币)?(?:亿|百万|十万|万|千)?元(?=\s*[一-鿿])")
_foreign = partial(pattern_of, "tables", "foreign_money")


def head_unit(path: tuple[str, ...]) -> str | None:
    """The money unit that a column's head gives, the lowest row first; （万 over 元） is one, too, 人口（万） none.

    A group's unit is not that of a head below it that counts things: 受益人数（人） below 资金情况（元）.
    """
    for head in reversed(path):
        if (unit := unit_in(head)) and not _scales_count(head):
            return unit
        if counts_no_money((head,)) and not says_money(head):
            return None
    is_broken = len(path) > 1 and fold(path[-1]).startswith(("元", "万元"))
    return unit_in("".join(path[-2:])) if is_broken else None


def _scales_count(head: str) -> bool:
    """Whether the 万 of a head is one of things: 人口（万）."""
    return "元" not in head and "圆" not in head and counts_no_money((head,))


def corner_unit(labels: Sequence[tuple[str, ...]]) -> str | None:
    """The unit that the head over a table's labels gives for its figures: 年度预算数（万元） over 总额; 单位：万元.

    ``labels`` are the heads of the columns without any figures, from left to right.
    """
    for path in labels:
        for head in path:
            line = unit_line(head)
            told = line["unit"] if line else head
            if unit := unit_in(told) or (unit_in(_above_words(told)) if line else None):
                return unit
    return None


def _above_words(told: str) -> str:
    """The unit of a 单位 line that stands over other words of a head in one cell: 单位：万元 above 资金来源."""
    match = _UNIT_FIRST.match(told)
    return match[0] if match else ""


def counts_no_money(path: tuple[str, ...]) -> bool:
    """Whether a head says that its column counts something else: people, pieces, areas, rates."""
    return any(table_pattern("not_money", "patterns").search(fold(head)) for head in path[-2:])


def is_size_of_fund(path: tuple[str, ...], heads: Sequence[tuple[str, ...]]) -> bool:
    """Whether a head (总规模) tells how large a fund is, since another of the ``heads`` names funds (子基金名称)."""
    size = table_pattern("fund_size", "patterns").search(fold(path[-1]))
    return size is not None and any("基金" in words for other in heads for words in other)


def says_money(head: str) -> bool:
    """Whether a head names something of money: 水电费, 投资规模."""
    return table_pattern("quantity", "money_words").search(head) is not None


def is_count_of_group(path: tuple[str, ...]) -> bool:
    """Whether a head that may be money's (预算, 执行) stands under one that counts things: 里程（公里）."""
    group = table_pattern("quantity", "patterns")
    counted = any(group.search(words) and not says_money(words) for words in map(fold, path[:-1]))
    return counted and not says_money(path[-1])


def is_foreign_money(path: tuple[str, ...]) -> bool:
    """Whether a head says that its column is in another currency: its bare figures are never 元."""
    return any(_foreign().search(fold(head)) for head in path[-2:])


def is_quantity(path: tuple[str, ...]) -> bool:
    """Whether a head says that its column counts or measures things of a project."""
    return bool(table_pattern("quantity", "patterns").search(fold(path[-1])))


def has_quantity(paths: Iterable[tuple[str, ...]]) -> bool:
    """Whether one of several heads says so."""
    return any(path and is_quantity(path) for path in paths)


def label_counts(label: str) -> bool:
    """Whether a row's label says that none of its figures are money: 执行率, 服务（人）."""
    tight = fold(label)
    return any(table_pattern("measured_rows", told).search(tight) for told in ("rates", "units"))


def row_counts_no_money(label: str, column: Column) -> bool:
    """Whether a row's label says that figures in a column are no money: 执行率, 服务（人）, 人数 below 2023年."""
    if label_counts(label):
        return True
    may_count = column.role not in MONEY_ROLES or not any(map(says_money, column.path))
    return may_count and bool(table_pattern("measured_rows", "counts").search(fold(label)))
