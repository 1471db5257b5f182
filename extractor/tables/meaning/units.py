"""In which money unit (计量单位) the bare numbers of a column are: the head says it, else the 单位 line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.model.reading import Column
from extractor.patternbook import load_patterns
from extractor.tables.meaning.wording import fold, unit_line
from extractor.values import unit_in

# Roles whose columns hold money, and roles whose columns never do.
MONEY_ROLES = frozenset({"contract_amount", "paid_amount", "budget_amount", "amount", "balance", "involved_amount"})

_UNIT_FIRST = re.compile(r"(?:人民币)?(?:亿|百万|十万|万|千)?元(?=\s*[一-鿿])")


def head_unit(path: tuple[str, ...]) -> str | None:
    """The money unit that a column's head gives, the lowest row first; （万 over 元） is one, too."""
    if unit := next((unit for head in reversed(path) if (unit := unit_in(head))), None):
        return unit
    is_broken = len(path) > 1 and fold(path[-1]).startswith(("元", "万元"))
    return unit_in("".join(path[-2:])) if is_broken else None


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


@cache
def _counted() -> re.Pattern[str]:
    patterns = load_patterns("tables")["not_money"]["patterns"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def counts_no_money(path: tuple[str, ...]) -> bool:
    """Whether a head says that its column counts something else: people, pieces, areas, rates."""
    return any(_counted().search(fold(head)) for head in path[-2:])


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(load_patterns("tables")["foreign_money"]["pattern"])


def is_foreign_money(path: tuple[str, ...]) -> bool:
    """Whether a head says that its column is in another currency: its bare figures are never 元."""
    return any(_foreign().search(fold(head)) for head in path[-2:])


@cache
def _measured() -> re.Pattern[str]:
    patterns = load_patterns("tables")["quantity"]["patterns"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def is_quantity(path: tuple[str, ...]) -> bool:
    """Whether a head says that its column counts or measures things of a project."""
    return bool(_measured().search(fold(path[-1])))


@cache
def _measured_rows(kind: str) -> re.Pattern[str]:
    return re.compile(load_patterns("tables")["measured_rows"][kind])


def row_counts_no_money(label: str, column: Column) -> bool:
    """Whether a row's label says that the figures in a column are no money: 执行率, or 服务人数（人） below 2023年."""
    tight = fold(label)
    if _measured_rows("rates").search(tight):
        return True
    return column.role not in MONEY_ROLES and bool(_measured_rows("counts").search(tight))
