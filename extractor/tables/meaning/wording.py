"""What the words in heads and cells say: roles of columns, kinds of rows, captions. The words are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache

from extractor.model.reading import SUMS
from extractor.patternbook import load_patterns
from extractor.values.compose import expand

# A head is short; anything longer is a sentence (the longest heads seen hold 26 characters).
LONGEST_HEAD = 40
# The roles of columns that name indicators (一级指标 …), from the widest to the narrowest.
LEVELS = ("level1", "level2", "level3", "level4")

_FOLDED = str.maketrans("（）：％＃／．０１２３４５６７８９", "():%#/.0123456789")
# A full-width comma between figures that parts thousands.
_WIDE_COMMA = re.compile(r"(?<=\d)，(?=\d|$)|^，(?=\d)")
_BRACKETS = re.compile(r"\([^()]*\)|(?<=.)[\[【〔][^\[\]【】〔〕]*[\]】〕]")
_OPENING = re.compile(r"[(\[【〔]")
_LEADING_YEAR = re.compile(
    r"(?:截至|截止)?(?:19|20)\d\d(?:[-—~至](?:19|20)?\d\d)?年(?:度|末|底)?(?:\d{1,2}月(?:底|末)?)?"
)
_ORDINAL = re.compile(r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.．](?=\D)")
# A unit behind the words without brackets: 结余万元, 金额:元, 执行率%.
_TRAILING_UNIT = re.compile(
    r"(?<=.)(?:[/,，:、](?:人民币)?[十百千万亿]{0,2}元|(?:人民币)?[十百千万亿]{1,2}元|[/,，:、]?%)$"
)
# 指标（一级）, 评价指标（二级）: the level stands behind.
_LEVEL_BEHIND = re.compile(r"^((?:评价|绩效|考核)?指标)\(([一二三四]级)\)")
_PLAIN_FIGURE = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,10})?")
_NUMBER = re.compile(
    r"[-+−]?(?:[¥￥])?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?(?:%|％|‰|元|万元|亿元|分|个|次|人|天|年|月)?"
)
_DATE = re.compile(r"(?:19|20)\d\d(?:年|[-./])\d{1,2}(?:(?:月|[-./])(?:\d{1,2}日?)?)?|(?:19|20)\d\d年度?")
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])月")

# What only the end of a date can be; 1,234,5 and 1,234, wait for digits, 1,234. for its decimals.
_DATE_END = re.compile(r"(?:年|\d{1,2}月|月|\d{1,2}日|日)(?:\d{1,2}(?:月|日)?)?")
# 2022-01-2 over 2, 2022-01- over 22, 2022 over -01-22
_CUT_DAY = re.compile(r"(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])")
# What typists put into a blank cell.
_NOTHING = re.compile(r"[-—–－/]{0,2}")
_DAY_END = re.compile(r"[-./]?\d{1,2}(?:[-./]\d{1,2})?")
_UNFINISHED = re.compile(r"-?\d{1,3}(?:[,，]\d{3})*(?:[,，]\d{0,2}|\.)")
# Forms print amounts of 万元 down to the cent, with six decimals, which narrow columns break anywhere; others have two.
_CUT_AT_BLANK = re.compile(r"(?=[\d\n]* )-?\d{1,3}(?: \d{3})*\n\d{3}(?: \d{3})*\.\d{2}")
_CUT_DECIMALS = re.compile(r"-?[\d,]+\.\d{3,5}|-?(?:\d{1,3}(?:,\d{3})+|\d{5,})\.\d")
_WHOLE_DECIMALS = re.compile(r"-?[\d,]+\.\d{6}|-?(?:\d{1,3}(?:,\d{3})+|\d{5,})\.\d\d")
# 39.1 over 6%, 39.16 over %
_CUT_PERCENT = re.compile(r"-?\d{1,3}\.\d?")
_WHOLE_PERCENT = re.compile(r"-?\d+(?:\.\d{1,4})?%")
# The decimals of an amount; the last of two alone: 1400.6 over 5.
_AMOUNT_DECIMALS = re.compile(r"-?[\d,]+\.(\d+)")
_DIGIT = re.compile(r"\d")
# A bare （一） is the end of the line above it: 第 over （一）.
_GROUP = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])(?=.)")
_WHOLE_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,6})?%?")
# … behind which a unit may stand: 189.4 over 2万元 may be one.
_UNIT = re.compile(r"(?:[十百千万亿]{0,2}元|[%‰])$")
_GROUPED = re.compile(r"-?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?:万?元)?|-?\d+\.\d+(?:万?元)?")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A head or label without white space, with half-width brackets."""
    return "".join(text.split()).translate(_FOLDED)


@lru_cache(maxsize=4096)
def head_of(text: str) -> str:
    """The bare words of a column head: no brackets, no leading year, no ordinal, no unit behind them."""
    bare = fold(text)
    if _OPENING.search(bare):
        bare = _LEVEL_BEHIND.sub(r"\2\1", bare)
        while (shorter := _BRACKETS.sub("", bare)) != bare:
            bare = shorter
    bare = _LEADING_YEAR.sub("", bare, count=1) if _LEADING_YEAR.match(bare) else bare
    bare = _ORDINAL.sub("", bare, count=1) if _ORDINAL.match(bare) else bare
    return _TRAILING_UNIT.sub("", bare) if bare.endswith(("元", "%")) else bare


@cache
def _roles() -> list[tuple[str, re.Pattern[str]]]:
    roles = load_patterns("columns")["role"]
    return [(role["name"], re.compile("|".join(f"(?:{p})" for p in role["patterns"]))) for role in roles]


@lru_cache(maxsize=4096)
def role_of(text: str) -> str | None:
    """The role that a head's wording gives its column, or None."""
    bare = head_of(text)
    if not bare or len(bare) > LONGEST_HEAD:
        return None
    return next((name for name, pattern in _roles() if pattern.fullmatch(bare)), None)


def _composed(group: str, key: str) -> list[str]:
    book = load_patterns("tables")
    return [expand(pattern, book["parts"]) for pattern in book[group][key]]


@cache
def table_pattern(group: str, key: str) -> re.Pattern[str]:
    """The patterns of a list of ``tables.toml`` as one."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _composed(group, key)))


@lru_cache(maxsize=4096)
def mark_of(text: str) -> str | None:
    """``total``, ``subtotal`` or ``of_which`` for a cell that says that its row sums up others."""
    bare = fold(text)
    if not bare or len(bare) > LONGEST_HEAD:
        return None
    return next(
        (mark for mark in ("total", "subtotal", "of_which") if table_pattern("marks", mark).fullmatch(bare)),
        None,
    )


def is_sum(text: str) -> bool:
    """Whether a cell says that its row or column sums up others (合计, 小计)."""
    return mark_of(text) in SUMS


def is_mean(text: str) -> bool:
    """Whether a cell says that its row holds the means of others (平均)."""
    return is_word("marks", "mean", text)


def is_form_label(text: str) -> bool:
    """Whether a cell is one of the first labels of a form (项目名称, 主管部门 …)."""
    bare = head_of(text)
    return 0 < len(bare) <= LONGEST_HEAD and bool(table_pattern("form", "labels").fullmatch(bare))


@lru_cache(maxsize=4096)
def is_word(group: str, key: str, text: str) -> bool:
    """Whether a label, folded and without brackets, is one of a list of ``tables.toml``."""
    bare = head_of(text)
    return 0 < len(bare) <= LONGEST_HEAD and bool(table_pattern(group, key).fullmatch(bare))


def is_goal_label(text: str) -> bool:
    """Whether a cell of a form is the label of its goals (年度总体目标)."""
    return is_word("self_evaluation", "goal_labels", text)


def is_self_evaluation_title(text: str) -> bool:
    """Whether a caption names a 自评表."""
    return bool(table_pattern("self_evaluation", "titles").search(fold(text)))


def is_evaluation_title(text: str) -> bool:
    """Whether a caption names the scores that an evaluator gave (评价表, 评分表)."""
    return bool(table_pattern("self_evaluation", "evaluations").search(fold(text)))


def is_continued(text: str) -> bool:
    """Whether a line says that the table above goes on (续表)."""
    bare = fold(text)
    return 0 < len(bare) <= 60 and bool(table_pattern("continued", "patterns").fullmatch(bare))


def is_caption(text: str) -> bool:
    """Whether a line by its words announces a table."""
    return bool(table_pattern("caption", "patterns").fullmatch(text.strip()))


def is_form_line(text: str) -> bool:
    """Whether a line between a form and its title tells who fills it in, when, or the form's number."""
    return bool(table_pattern("form_line", "patterns").fullmatch(fold(text)))


def unit_line(text: str) -> re.Match[str] | None:
    """The match of a line that gives a table's unit (单位：万元); its group ``unit`` is the unit."""
    bare = " ".join(text.split())
    return next((match for pattern in _unit_lines() if (match := pattern.fullmatch(bare))), None)


def tells_unit(texts: Sequence[str]) -> bool:
    """Whether the cells of a row tell the table's unit (单位：万元), and beside it at most who fills it in."""
    return any(map(unit_line, texts)) and all(unit_line(text) or is_form_line(text) for text in texts)


def note_on_unit(text: str) -> re.Match[str] | None:
    """The match of a note (注：表中金额单位为万元) that gives a table's unit; its group ``line`` says it."""
    if table_pattern("unit_note", "begins").match(text) is None:
        return None
    return table_pattern("unit_note", "patterns").search(text)


def unit_of_all(text: str) -> tuple[re.Match[str], bool] | None:
    """The match of a sentence that gives the unit of all tables, and whether only of those behind it."""
    for key, behind in (("patterns", False), ("behind", True), ("behind_line", True)):
        if "单位" in text and (found := table_pattern("unit_of_all", key).search(text)):
            return found, behind
    return None


def names_other_units(text: str) -> bool:
    """Whether a 单位 line names units of things beside that of money (单位：万元、人、所)."""
    return bool(table_pattern("not_money", "other_units").search(fold(text)))


@cache
def _unit_lines() -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in _composed("unit_line", "patterns")]


def plain_figure(text: str) -> Decimal | None:
    """The value of a figure with nothing beside it, None for any other text."""
    return Decimal(text) if _PLAIN_FIGURE.fullmatch(text) else None


@lru_cache(maxsize=4096)
def is_number(text: str) -> bool:
    """Whether a cell holds one number, with or without separators, sign and unit."""
    return bool(_NUMBER.fullmatch(fold(text)))


def is_figure(text: str) -> bool:
    """Whether a cell holds one number that is no year and no month: what stands below heads, not among them."""
    return is_number(text) and not is_date(text) and not _MONTH.fullmatch("".join(text.split()))


def is_date(text: str) -> bool:
    """Whether a cell holds one date."""
    return bool(_DATE.fullmatch("".join(text.split())))


def ends_value(above: str, below: str) -> bool:
    """Whether a value begun on one line ends on the next: 2017年 over 5月, 2017-05-1 over 2, 12,345,6 over 78.90."""
    above, below = _plain(above), _plain(below)
    if _DAY_END.fullmatch(below) and _CUT_DAY.fullmatch(above + below):
        return True
    return ends_amount(above, below) or bool(_DATE_END.fullmatch(below) and is_date(above + below))


def ends_amount(above: str, below: str) -> bool:
    """Whether an amount is broken within a group of thousands or before its decimals, and whole with what is below.

    So is one whose thousands are set apart (76 117 over 102.97); a percentage may be broken before its sign, too.
    """
    if _CUT_AT_BLANK.fullmatch(f"{above}\n{below}"):
        return True
    above, below = _plain(above), _plain(below)
    whole = above + below
    if whole.endswith("%"):
        is_cut = len(below) == 1 or _CUT_PERCENT.fullmatch(above)
        return bool(is_cut and _WHOLE_PERCENT.fullmatch(whole))
    begun = _UNFINISHED.fullmatch(above) or below.startswith(".")
    if begun and _GROUPED.fullmatch(whole):
        return True
    return bool(_CUT_DECIMALS.fullmatch(above) and _WHOLE_DECIMALS.fullmatch(whole))


def _plain(figure: str) -> str:
    """A figure, or a part of one, without white space, with half-width signs."""
    tight = fold(figure)
    return _WIDE_COMMA.sub(",", tight) if "，" in tight else tight


def are_two_figures(above: str, below: str) -> bool:
    """Whether figures on two lines cannot be one that a line end cut: 8,060 over 6,579, 389.51 over 300.2, nor two days
    (2022-11-02 over 2022-11-06). 2014.1 over 1.18 may be one.
    """
    if _CUT_DAY.fullmatch(above) and _CUT_DAY.fullmatch(below):
        return True
    if not (is_number(above) and is_number(below)):
        return False
    whole = _plain(above + below)
    return not (_WHOLE_FIGURE.fullmatch(_UNIT.sub("", whole)) or _CUT_DAY.fullmatch(whole))


def decimals_of(text: str) -> int:
    """How many decimals an amount has; 0 where a text is none, or a whole one."""
    found = _AMOUNT_DECIMALS.fullmatch(_plain(text))
    return len(found[1]) if found else 0


def may_end_decimals(above: str, below: str) -> bool:
    """Whether an amount with one decimal may end with the one digit below it: 1400.6 over 5."""
    return decimals_of(above) == 1 and bool(_DIGIT.fullmatch(below))


def is_numbered_group(text: str) -> bool:
    """Whether a text begins as the numbered name of a group of rows: 一、资金投入, （一）项目支出."""
    return bool(_GROUP.match(text))


def is_nothing(text: str) -> bool:
    """Whether a cell is blank or holds a dash or a stroke for nothing."""
    return bool(_NOTHING.fullmatch(fold(text)))


@lru_cache(maxsize=4096)
def is_complete(text: str) -> bool:
    """Whether a cell's text is a value that nothing can follow: a number, a date, 合计, a dash for nothing."""
    bare = fold(text)
    return bool(_NUMBER.fullmatch(bare) or _DATE.fullmatch(bare) or (bare and is_nothing(bare))) or is_sum(bare)
