"""From header rows to columns: the path of heads over each column (表头树) and the role that it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.layout import Places, TableCell
from extractor.model.reading import Column
from extractor.tables.meaning.contents import NAMES, by_contents, cells_of, has_amount_and_rate, texts_of
from extractor.tables.meaning.place_values import DIGIT, digit_columns
from extractor.tables.meaning.sums import with_sums
from extractor.tables.meaning.units import (
    MONEY_ROLES,
    corner_unit,
    counts_no_money,
    has_quantity,
    head_unit,
    is_count_of_group,
    is_foreign_money,
    is_size_of_fund,
    says_money,
)
from extractor.tables.meaning.wording import LEVELS, fold, head_of, is_nothing, is_number, is_word, role_of

# Roles so general that a head over two rows may say more (合同 / 金额).
GENERAL = frozenset({"amount", "remark", "content", "project", "points"})
# Roles that columns under a 单位 line can have without holding money.
NO_MONEY = frozenset(
    {
        "serial", "level1", "level2", "level3", "level4", "points", "level1_points", "level2_points", "level3_points",
        "level_score", "deduction", "measure", "score", "self_score", "explanation", "criteria", "standard", "comment",
        "target", "actual", "unit_name", "project", "contractor", "content", "rate", "share", "date", "document_number",
        "progress", "remark", "finding", "cause", "advice", DIGIT,
    }
)  # fmt: skip

# The rest of the sources under a head of money.
REST = frozenset({"其他", "其它"})
# Roles of columns that hold nothing but figures.
FIGURE_ROLES = frozenset({"points", "deduction", "score"})
# What tables of indicators tell beside targets.
EVALUATED = frozenset({"score", "deduction", "standard", "criteria", "explanation", "comment", "measure"})
# Beside a contract's amount a unit that is not said to be the owner is the other party.
PLAIN_UNIT = frozenset({"单位名称", "单位"})
# 元 in a line of its own below a head is its unit, but the rest of 金额/万 over 元, of 单元 and 美元.
_UNIT_ALONE = re.compile(r"[千百万亿]{0,2}元")
_BEFORE_YUAN = frozenset("万亿千百/／（(：:单多美欧日港纪公")


def columns_of(places: Places, header: range, body: range, n_columns: int, unit: str | None) -> tuple[Column, ...]:
    """The columns under the rows ``header``; ``unit`` is that of the whole table.

    A grid column in which no cell of ``body`` begins (it parts cells elsewhere in the table) is none here.
    """
    indexes = [column for column in range(n_columns) if not column or _begins(places, header, body, column)]
    paths = [path_of(places, header, column) for column in indexes]
    roles = _in_context([_role_beside_unit(path) for path in paths], paths, unit)
    heads = [path[-1] if path else "" for path in paths]
    cells = [cells_of(places, body, index) for index in indexes]
    contents = [texts_of(held, index) for held, index in zip(cells, indexes, strict=True)]
    figured = [_figures(held) for held in cells]
    roles = _without_blank_twins(by_contents(roles, contents, heads), figured)
    for run in digit_columns(paths):
        roles[run.start : run.stop] = [DIGIT] * len(run)
    cornered = corner_unit(_over_labels(paths, roles, contents))
    measures = [held for role, held in zip(roles, contents, strict=True) if role == "measure"]
    counted_by = all(is_word("measure", "things", text) for held in measures for text in held)
    counted_by = counted_by or has_quantity(paths)
    columns = []
    beside: str | None = None  # the role of the figures to the left
    for index, path, role, held, figures in zip(indexes, paths, roles, cells, figured, strict=True):
        column = Column(index, path, role)
        if figures and role not in NO_MONEY and not is_foreign_money(path):
            mostly = role in MONEY_ROLES or (2 * figures > _filled(held) and path)
            counted = is_count_of_group(path) if role in MONEY_ROLES else counts_no_money(path) or _rates(held, figures)
            counted = counted and not (path and is_size_of_fund(path, paths))
            # 台 and 套 are units of what is counted, as any is of 数量, not of 单价 and 金额 beside it.
            measured = measures and not (counted_by and role in MONEY_ROLES)
            if own := head_unit(path):
                column = Column(index, path, role, own, "header")
            elif (cornered or unit) and mostly and not (counted or measured or _compares_scores(path, beside)):
                column = Column(index, path, role, cornered or unit, "header" if cornered else "caption")
        beside = role if figures else beside
        columns.append(column)
    return tuple(with_sums(columns, places, body))


def _compares_scores(path: tuple[str, ...], beside: str | None) -> bool:
    """Whether a column tells by how much the scores to its left differ (自评得分 | 复核得分 | 差异)."""
    return bool(path) and beside in {"score", "self_score"} and is_word("works", "difference_heads", path[-1])


def _role_beside_unit(path: tuple[str, ...]) -> str | None:
    """The role that a head gives; what is paid as 标准（元/人） is no standard of scoring, what is below
    资金来源（元） no name, 数量 below 期末余额 no balance.
    """
    role = role_of_path(path)
    if role in MONEY_ROLES and role_of(path[-1]) is None and counts_no_money(path[-1:]) and not says_money(path[-1]):
        return None
    named = role in NAMES and role_of(path[-1]) is None
    return None if (role == "standard" or named) and head_unit(path) else role


def _over_labels(
    paths: Sequence[tuple[str, ...]], roles: Sequence[str | None], contents: Sequence[list[str]]
) -> list[tuple[str, ...]]:
    """The heads over the columns of words that stand left of all figures."""
    found: list[tuple[str, ...]] = []
    for path, role, cells in zip(paths, roles, contents, strict=True):
        if role == "serial":
            continue
        if any(is_number(cell) for cell in cells):
            break
        if cells or role not in MONEY_ROLES:
            found.append(path)
    return found


def _filled(cells: Sequence[TableCell]) -> int:
    """How many cells say something."""
    return sum(1 for cell in cells if not is_nothing(cell.passage.text))


def _figures(cells: Sequence[TableCell]) -> int:
    """How many cells hold figures."""
    return sum(1 for cell in cells if any(map(str.isdigit, cell.passage.text)))


def _rates(cells: Sequence[TableCell], figures: int) -> bool:
    """Whether half of the figures of a column or more are printed with a percent sign: the others are rates too."""
    texts = [cell.passage.text.strip() for cell in cells]
    rates = sum(1 for text in texts if fold(text).endswith(("%", "‰")) and not has_amount_and_rate(text))
    return 0 < 2 * rates >= figures


def _begins(places: Places, header: range, body: range, column: int) -> bool:
    """Whether some cell of the rows begins in ``column``."""
    return any(
        (cell := places.get((row, column))) is not None and cell.column == column
        for rows in (body, header)
        for row in rows
    )


def path_of(places: Places, header: range, column: int) -> tuple[str, ...]:
    """The words over a column from top to bottom, merged heads once."""
    path: list[str] = []
    seen: set[int] = set()
    for row in header:
        cell = places.get((row, column))
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        if text := cell.passage.text.strip() or _group_left_of(places, header, cell):
            path += _parted_from_unit(cell, text)
    return tuple(path)


def _parted_from_unit(cell: TableCell, text: str) -> list[str]:
    """A head, and the unit that stands alone in its last line: a row of units without a ruling above it."""
    *lines, last = cell.passage.pieces or (None,)
    unit = last.line.text[last.start : last.end].strip() if lines and last else ""
    before = text.removesuffix(unit).rstrip()
    return [before, unit] if _UNIT_ALONE.fullmatch(unit) and before[-1:] not in _BEFORE_YUAN else [text]


def _group_left_of(places: Places, header: range, blank: TableCell) -> str:
    """The head of a group that stands over the first of its columns alone: 里程（公里） and a blank over 预算, 执行."""
    row = blank.row
    if row + 1 not in header or blank.rowspan > 1 or blank.colspan > 1 or not _is_headed(places, row + 1, blank.column):
        return ""
    for column in range(blank.column - 1, -1, -1):
        cell = places.get((row, column))
        if cell is not None and cell.passage.text.strip():
            over_others = (cell.row, cell.rowspan) == (row, 1) and _is_headed(places, row + 1, cell.column)
            return cell.passage.text.strip() if over_others else ""
    return ""


def _is_headed(places: Places, row: int, column: int) -> bool:
    cell = places.get((row, column))
    return cell is not None and cell.row == row and bool(cell.passage.text.strip())


def role_of_path(path: Sequence[str]) -> str | None:
    """The role of a column: its lowest head if that is telling, else with its parents, else theirs."""
    if not path:
        return None
    leaf = role_of(path[-1])
    if len(path) == 1 or (leaf and leaf not in GENERAL):
        return leaf
    parent = fold(path[-2])
    own = fold(path[-1])
    if leaf == "remark" and own in REST and role_of(path[-2]) in MONEY_ROLES:
        return "amount"
    for words in (parent + own, own + parent, "".join(fold(head) for head in path)):
        whole = role_of(words)
        if whole and (whole not in GENERAL or leaf is None):
            return whole
    return leaf or next((role for head in reversed(path[:-1]) if (role := role_of(head))), None)


def _in_context(roles: list[str | None], paths: Sequence[tuple[str, ...]], unit: str | None) -> list[str | None]:
    """A weight or score beside a level is that of the level; the last one is that of the indicator itself.

    Where there are no indicators, 计划数 and 完成数 are no targets: they may be amounts. So they may beside 指标 alone
    in a table that has one unit of money for all: indicators have units of their own.
    """
    named = list(roles)
    told = {"level1", "level2", "level3", "points"} & set(named)
    if not told or (unit and told == {"level3"} and EVALUATED.isdisjoint(named)):
        named = [None if role in {"level3", "target", "actual"} else role for role in named]
    if "level2" in named and "level1" not in named:
        left = named.index("level2") - 1
        if left >= 0 and named[left] in {None, "criteria"}:
            named[left] = "level1"  # 指标类别, 评价内容 | 二级指标
    for index, role in enumerate(roles):
        if role in FIGURE_ROLES and (level := _level_beside(roles, index)):
            named[index] = f"{level}_points" if role == "points" else "level_score"
    named = _own_heads_first(_told_apart(named, paths), paths)
    if "contract_amount" in named and "contractor" not in named and "project" in named:
        named = [
            "contractor" if role == "unit_name" and head_of(paths[index][-1]) in PLAIN_UNIT else role
            for index, role in enumerate(named)
        ]
    return _level_heads(named, paths)


def _own_heads_first(roles: list[str | None], paths: Sequence[tuple[str, ...]]) -> list[str | None]:
    """Of the columns under one head (年度指标值, 偏差原因分析) the one whose own head says the same (指标值, 原因说明)
    is what the head means, the others (指标性质, 经费保障) are not."""
    named = list(roles)
    for role in ("target", "comment"):
        under = [index for index, path in enumerate(paths) if any(role_of(head) == role for head in path[:-1])]
        same = {role, "cause"} if role == "comment" else {role}
        told = [index for index in under if role_of(paths[index][-1]) in same]
        if len(told) == 1:
            for index in under:
                named[index] = role if index in told else role_of(paths[index][-1])
    return named


def _level_beside(roles: Sequence[str | None], index: int) -> str | None:
    """The level whose weight, score or deduction a column holds: it stands between that level and a deeper one."""
    before = index - 1
    while before > 0 and roles[before] in FIGURE_ROLES:
        before -= 1
    level = roles[before]
    if not index or level not in LEVELS:
        return None
    deeper = LEVELS[LEVELS.index(level) + 1 :]
    return level if any(each in roles[index + 1 :] for each in deeper) else None


def _told_apart(roles: list[str | None], paths: Sequence[tuple[str, ...]]) -> list[str | None]:
    """Scores by the unit itself, and those out of a hundred each, told from those of the reviewers; contents beside two
    levels are the third.

    So are contents with points and scores in a table that names no level at all.
    """
    named = list(roles)
    scores = [index for index, role in enumerate(named) if role == "score"]
    named_by = {index: (paths[index][-1], "".join(paths[index][-2:])) for index in scores}  # 自评 over 得分
    own = [i for i in scores if any(is_word("score", "own_score_heads", head_of(head)) for head in named_by[i])]
    if own and len(own) < len(scores):
        for index in own:
            named[index] = "self_score"
    hundred = [index for index in scores if is_word("score", "hundred_heads", head_of(paths[index][-1]))]
    weighted = [index for index in scores if is_word("score", "weighted_heads", head_of(paths[index][-1]))]
    hundred = [index for index in scores if index not in {*own, *weighted}] if weighted else hundred
    if len(hundred) < len(scores) or "points" in named:
        for index in hundred:
            named[index] = None
    levelless = not set(LEVELS[:3]) & set(named) and {"points", "score"} <= set(named)
    if levelless or ("level2" in named and "level3" not in named):
        after = 0 if levelless else named.index("level2") + 1
        for index in range(after, len(named)):
            if paths[index] and is_word("score", "content_heads", head_of(paths[index][-1])):
                named[index] = "level3"
                break
    return named


def _without_blank_twins(roles: Sequence[str | None], figures: Sequence[int]) -> list[str | None]:
    """Of two columns headed alike (得分 left to be filled in, 得分) the blank one plays no part."""
    told = {role for role, count in zip(roles, figures, strict=True) if count}
    return [
        None if role in FIGURE_ROLES and not count and role in told else role
        for role, count in zip(roles, figures, strict=True)
    ]


def _level_heads(roles: list[str | None], paths: Sequence[tuple[str, ...]]) -> list[str | None]:
    """One head over several level columns (评价指标 over three) names them from left to right."""
    named = list(roles)
    start = 0
    while start < len(named):
        end = start + 1
        nameless = bool(paths[start]) and "级" not in paths[start][-1]
        while nameless and end < len(named) and named[start] == named[end] == "level3" and paths[start] == paths[end]:
            end += 1
        if 1 < end - start <= 3:
            named[start:end] = ["level1", "level2", "level3"][: end - start]
        start = end
    return named
