"""Roles held against what the columns hold: a head's words may say one thing and its cells another."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.layout import Places, TableCell
from extractor.tables.meaning.units import MONEY_ROLES
from extractor.tables.meaning.wording import LEVELS, fold, is_nothing, is_number, is_word, mark_of
from extractor.values import amount_beside_rate

# Share of a column's filled cells from which they decide what the column is.
MOSTLY = 0.8
# Characters above which a cell is a sentence, no name of an indicator.
LONGEST_NAME = 16
# Filled cells that a column needs to speak for itself.
LEAST_CELLS = 3

# Whole figures with more digits are no years, points or days.
DIGITS_OF_YEAR = 4

# What words name; a column of amounts is none of these (市县 under 下达资金 is a share of it, no place).
NAMES = frozenset({"unit_name", "contractor", "project", "content", "progress", "remark"})
# What is a share of something else.
RATES = frozenset({"rate", "share"})
# Columns of tables that score.
SCORED = frozenset({"points", "score", "self_score", "level1", "level2", "level3"})
# What stands right of the levels in every form; left of them such a word is the spine of the form.
RIGHT_OF_LEVELS = frozenset({"target", "actual", "score", "points", "deduction", "comment", "standard", "criteria"})


def cells_of(places: Places, body: range, column: int) -> list[TableCell]:
    """The cells of some rows that cover a column, from top to bottom."""
    cells = {id(cell): cell for row in body if (cell := places.get((row, column)))}
    return list(cells.values())


def texts_of(cells: Sequence[TableCell], column: int) -> list[str]:
    """The texts of those cells that begin in a column, blank ones left out."""
    texts = [cell.passage.text.strip() for cell in cells if cell.column == column]
    return [text for text in texts if not is_nothing(text)]


def by_contents(roles: Sequence[str | None], columns: Sequence[list[str]], heads: Sequence[str]) -> list[str | None]:
    """The roles of columns, mended where their cells contradict the words of their heads.

    ``columns`` are the cells of each column, ``heads`` the lowest words over it.
    """
    named = _without_spine(list(roles))
    if columns and named[0] in {None, "amount"} and _are_ordinals(columns[0]):
        named[0] = "serial"
    named = _measured(named, columns, heads)
    named = _asked(named, heads)
    named = _one_target(named, heads)
    named = _lowest_level(named, columns, heads)
    named = _first_level_alone(_taken_from_amounts(named), columns)
    for index, role in enumerate(named):
        if (role is None or role in RATES) and _hold_amounts_and_rates(columns[index]):
            named[index] = "amount"
        elif (role in MONEY_ROLES and _name_things(columns[index])) or (role in NAMES and _are_amounts(columns[index])):
            named[index] = None
        told = role in {"score", "deduction"} and _are_words(columns[index])
        if told or (role == "score" and _tells_of_scores(index, named, columns)):
            named[index] = None if "comment" in named else "comment"
        elif role == "comment" and not {"score", "points"} <= set(named) and _are_numbers(columns[index]):
            named[index] = "score" if "points" in named else None  # 差异（元/吨） of amounts
    named = explained(named, heads)
    if "points" not in named and named.count("score") > 1:
        first = next(index for index, role in enumerate(named) if role == "score")
        if fold(heads[first]).endswith(("分值", "分数")):
            named[first] = "points"
    return named


def _without_spine(roles: list[str | None]) -> list[str | None]:
    """绩效指标完成情况 left of the level columns is the form's spine, no column of what was reached."""
    first = next((index for index, role in enumerate(roles) if role in LEVELS), 0)
    return [None if index < first and role in RIGHT_OF_LEVELS else role for index, role in enumerate(roles)]


def _first_level_alone(roles: list[str | None], columns: Sequence[list[str]]) -> list[str | None]:
    """The one level of a table (评价内容) is the first where it holds nothing but 投入, 过程, 产出, 效果."""
    if roles.count("level3") != 1 or {"level1", "level2"} & set(roles):
        return roles
    at = roles.index("level3")
    names = [name for name in columns[at] if mark_of(name) is None]
    first = len(names) >= LEAST_CELLS and all(is_word("score", "first_names", name) for name in names)
    return ["level1" if index == at and first else role for index, role in enumerate(roles)]


def _taken_from_amounts(roles: list[str | None]) -> list[str | None]:
    """扣减 beside 应付 and 实付 is money; points are taken where a table scores."""
    if MONEY_ROLES.isdisjoint(roles) or not SCORED.isdisjoint(roles):
        return roles
    return [None if role == "deduction" else role for role in roles]


def _measured(roles: list[str | None], columns: Sequence[list[str]], heads: Sequence[str]) -> list[str | None]:
    """A column headed 单位 whose cells are units of measure tells what the figures beside it count."""
    return [
        "measure" if is_word("measure", "heads", head) and _are_units(cells) else role
        for role, cells, head in zip(roles, columns, heads, strict=True)
    ]


def _asked(roles: list[str | None], heads: Sequence[str]) -> list[str | None]:
    """问题 beside 满意 and 不满意 are the questions of a questionnaire, no problems found."""
    if not any(is_word("survey", "answers", head) for head in heads):
        return roles
    return [
        None if role == "finding" and is_word("survey", "questions", head) else role
        for role, head in zip(roles, heads, strict=True)
    ]


def _are_units(cells: list[str]) -> bool:
    return bool(cells) and sum(1 for cell in cells if is_word("measure", "units", cell)) >= MOSTLY * len(cells)


def _one_target(roles: list[str | None], heads: Sequence[str]) -> list[str | None]:
    """Beside 目标值 a plain 指标值 is what was measured."""
    targets = [index for index, role in enumerate(roles) if role == "target"]
    plain = [index for index in targets if is_word("measure", "plain_values", heads[index])]
    if "actual" in roles or len(targets) != 2 or len(plain) != 1 or plain[0] != targets[1]:
        return roles
    return ["actual" if index == plain[0] else role for index, role in enumerate(roles)]


def explained(roles: list[str | None], heads: Sequence[str]) -> list[str | None]:
    """说明 beside scores explains them; before them it explains the indicator."""
    if "score" not in roles or not set(LEVELS) & set(roles):
        return roles
    named = list(roles)
    for index, head in enumerate(heads):
        if named[index] == "remark" and is_word("score", "plain_notes", head):
            role = "comment" if index > named.index("score") else "explanation"
            named[index] = role if role not in named else "remark"
    return named


def _lowest_level(roles: list[str | None], columns: Sequence[list[str]], heads: Sequence[str]) -> list[str | None]:
    """具体指标 beside 三级指标 is the fourth level; the indicator's explanation where it holds sentences or the points
    stand before it."""
    if "level4" in roles or not any(role == "level3" and "级" in head for role, head in zip(roles, heads, strict=True)):
        return roles
    named = list(roles)
    last = max(index for index, role in enumerate(roles) if role == "level3" and "级" in heads[index])
    for index in range(last + 1, len(named)):
        if named[index] == "level3":
            short = sum(1 for cell in columns[index] if len(fold(cell)) <= LONGEST_NAME)
            is_name = 2 * short > len(columns[index]) and "points" not in named[last:index]
            named[index] = "level4" if is_name else "explanation" if "explanation" not in named else None
    return named


def _are_ordinals(cells: list[str]) -> bool:
    """Whether the cells left of all others count 1, 2, 3, whatever their head says (批次)."""
    counted = [cell for cell in cells if cell.isdigit()]
    return len(counted) >= LEAST_CELLS and counted == [str(number) for number in range(1, len(counted) + 1)]


def _are_amounts(cells: list[str]) -> bool:
    figures = [cell for cell in cells if is_number(cell) and not cell.endswith(("%", "％"))]
    amounts = sum(1 for cell in figures if "." in cell or "," in cell or len(cell) > DIGITS_OF_YEAR)
    return len(cells) > 1 and amounts >= MOSTLY * len(cells)


def has_amount_and_rate(cell: str) -> bool:
    """Whether a cell holds an amount and its rate, beside it or in the line below: 1,234.56（45.20%）."""
    amount, _, rate = cell.partition("\n")
    return amount_beside_rate(cell) is not None or (is_number(amount) and rate.endswith(("%", "％")))


def _hold_amounts_and_rates(cells: list[str]) -> bool:
    return len(cells) > 1 and sum(map(has_amount_and_rate, cells)) >= MOSTLY * len(cells)


def _name_things(cells: list[str]) -> bool:
    """年度预算数（万元） over 总额, 财政资金: labels, no amounts."""
    return len(cells) > 1 and not any(character.isdigit() for cell in cells for character in cell)


def _are_words(cells: list[str]) -> bool:
    words = sum(
        1 for cell in cells if not any(character.isdigit() for character in cell) or len(fold(cell)) > LONGEST_NAME
    )
    return len(cells) >= LEAST_CELLS and words >= MOSTLY * len(cells)


def _tells_of_scores(index: int, roles: Sequence[str | None], columns: Sequence[list[str]]) -> bool:
    """Whether a column headed 评分情况 holds words, beside one that holds the scores themselves."""
    figured = [_are_numbers(cells) for role, cells in zip(roles, columns, strict=True) if role == "score"]
    return any(figured) and 2 * sum(map(is_number, columns[index])) < len(columns[index])


def _are_numbers(cells: list[str]) -> bool:
    return len(cells) >= LEAST_CELLS and sum(1 for cell in cells if is_number(cell)) >= MOSTLY * len(cells)
