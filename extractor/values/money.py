"""Finds amounts of money in running text: figures with units, capital amounts, ranges, series that share a unit.

A number is money only with a unit of money, a sign of currency, or 万/亿 in a sentence that speaks of money. What
is doubtful is left out: a wrong amount that looks right does more harm than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.model.values import Money
from extractor.patternbook import load_patterns
from extractor.text.fold import Squeezed, squeeze
from extractor.values.compose import compiled, compiled_part, walk_back, words_pattern
from extractor.values.numerals import parse_number, parse_numeral, plain, times, unit_factor

_SUFFIX_REACH = 60  # an amount after its first anchor: 元人民币, 角, 分, 整; after a sign the whole figure
_SIGNS = frozenset(["￥", "¥", "$", "€", "CNY", "USD", "EUR", "HKD", "RMB", "币", "幣", "元"])
_CUE_REACH = 60  # how far back in its sentence a bare 万 may be explained; clauses run to 40 characters
_MODIFIER_REACH = 8
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # a bare figure in between, next to 元月 or in a range, may be a year

_CURRENCIES = {
    "美": "USD", "欧": "EUR", "港": "HKD", "日": "JPY", "英": "GBP", "澳": "AUD", "加": "CAD", "韩": "KRW",
    "卢": "RUB", "新": "TWD", "$": "USD", "€": "EUR", "U": "USD", "E": "EUR", "H": "HKD",
}  # fmt: skip
_CURRENCY_NAMES = {"人民币", "人民幣"}
_MAGNITUDES = "十百千万亿拾佰仟萬億"
_PLAIN_MAGNITUDE = str.maketrans("拾佰仟萬億", "十百千万亿")
_FIGURE_CHARS = "0123456789.,，零〇一二两三四五六七八九十百千万亿壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億廿兩点"
_SENTENCE_ENDS = "。；;\n!！?？"


@dataclass(slots=True)
class _Draft:
    """An amount in squeezed text, before its neighbours have been looked at."""

    start: int
    end: int
    mantissa: Decimal  # the figure before its magnitude: 12.5 of 12.5万
    magnitude: str  # 万 of 12.5万元; empty in capitals and mixed forms
    unit: str  # 万元
    value: Decimal
    currency: str
    sure: bool  # has a unit or sign of currency
    pattern: str


def find_money(text: str) -> list[Money]:
    """Every amount printed in ``text``, in reading order.

    ``yuan`` is exact 元; figures of a range or series that share a unit are one record each. Raises nothing.
    """
    squeezed = squeeze(text)
    drafts = list(_drafts(squeezed, text))
    if not drafts:
        return []
    kept = _confirmed(drafts, squeezed.text)
    return [_finished(draft, squeezed, text) for draft in _with_shared_units(kept, squeezed.text)]


def _drafts(squeezed: Squeezed, printed: str) -> Iterator[_Draft]:
    line = squeezed.text
    amount = compiled("money", "amount")
    done = 0
    for anchor in compiled_part("money", "anchor").finditer(line):
        place = anchor.start()
        if place < done:
            continue
        start = walk_back(line, place, done, "money")
        if start == place and anchor.group() not in _SIGNS:
            continue
        found = amount.search(line, start, place + _SUFFIX_REACH)
        if found and found.start() <= place:
            draft = _draft(found, squeezed, printed)
            if draft:
                yield draft
            done = found.end()
    yield from _small_change(line)


def _draft(found: re.Match[str], squeezed: Squeezed, printed: str) -> _Draft | None:
    line, quantity, currency = squeezed.text, found["quantity"], found["currency"] or ""
    if currency and _is_other_word(found, line):
        return None
    start, negative = found.start(), quantity.startswith("-")
    if currency and found["symbol"] in _CURRENCY_NAMES and quantity.lstrip("-")[0].isdigit():
        start = found.start("quantity")  # 人民币 before a figure with its own 元 adds nothing to it
    if (
        negative
        and not (found["symbol"] and start == found.start())
        and not _is_sign(start, squeezed, printed)
    ):
        start, negative = start + 1, False
    figures = quantity.lstrip("-") + found["scale"].translate(_PLAIN_MAGNITUDE)
    digits = figures.rstrip(_MAGNITUDES)
    mantissa = parse_number(digits)
    magnitude = figures[len(digits) :].translate(_PLAIN_MAGNITUDE) if mantissa is not None else ""
    factor = unit_factor(f"{magnitude}元") if magnitude else None
    if mantissa is None or (magnitude and factor is None):
        value = mantissa = parse_numeral(figures)
        magnitude = ""
    else:
        value = times(mantissa, factor) if factor else mantissa
    if value is None or mantissa is None:
        return None
    value = plain(value + _minor(found["minor"]) if found["minor"] else value)
    return _Draft(
        start=start,
        end=found.end(),
        mantissa=mantissa,
        magnitude=magnitude,
        unit=_unit(magnitude or figures[-1:]),
        value=value.copy_negate() if negative else value,
        currency=_currency(found["symbol"] or "", currency),
        sure=bool(found["symbol"] or currency),
        pattern="amount" if found["symbol"] or currency else "bare_magnitude",
    )


def _unit(magnitude: str) -> str:
    plain_magnitude = magnitude.translate(_PLAIN_MAGNITUDE)
    return f"{plain_magnitude}元" if magnitude and unit_factor(f"{plain_magnitude}元") else "元"


def _is_sign(start: int, squeezed: Squeezed, printed: str) -> bool:
    """A hyphen is a sign after a word; after a figure or unit it means "to", before a space it is a bullet."""
    origin = squeezed.origin(start)
    if printed[origin] == "–" or printed[origin + 1 : origin + 2].isspace():
        return False
    before = squeezed.text[start - 1 : start]
    return not before or not (
        before.isascii() and before.isalnum() or before in "元圆万亿)%-—~年月日号千百十"
    )


def _is_other_word(found: re.Match[str], line: str) -> bool:
    """元 that begins 元旦, 元件, …; 一元 in 一元化; 2024元月."""
    place = found.start("currency")
    if line[place] != "元":
        return False
    if compiled_words("not_yuan").match(line, place):
        return True
    quantity = found["quantity"]
    if len(quantity) == 1 and not quantity.isdigit() and compiled_words("not_small_yuan").match(line, place):
        return True
    return line[place + 1 : place + 2] == "月" and _looks_like_year(parse_numeral(quantity))


@cache
def compiled_words(name: str) -> re.Pattern[str]:
    """One word list of the money patterns as an alternation."""
    return re.compile(words_pattern(load_patterns("money")["parts"][name]))


def _minor(text: str) -> Decimal:
    """角 and 分 (毛, 美分) after the 元, in units of the currency."""
    total = Decimal(0)
    for figure, unit in re.findall(
        r"(?:又|零(?=.?[^角毛分美仙]))*([^又角毛分美仙]+)(美角|美分|角|毛|分|仙)", text
    ):
        value = parse_numeral(figure)
        if value is not None:
            total += times(value, Decimal("0.1") if unit in {"角", "毛", "美角"} else Decimal("0.01"))
    return total


def _currency(symbol: str, name: str) -> str:
    words = name.removeprefix("元").removeprefix("圆") or symbol
    return _CURRENCIES.get((words or symbol)[:1], _CURRENCIES.get(symbol[:1], "CNY"))


def _small_change(line: str) -> Iterator[_Draft]:
    change = compiled("money", "small_change")
    done = 0
    for anchor in compiled_part("money", "change_anchor").finditer(line):
        found = change.search(line, max(done, anchor.start() - 2), anchor.end() + 3)
        if found is None:
            continue
        start, end = found.span()
        done = end
        before = line[start - 1 : start]
        if compiled_words("not_jiao").match(line, end - 1) or line[end : end + 1] == "钟":
            continue
        alone = start == 0 and end == len(line)
        if not alone and (found.group()[-1] == "分" and "角" not in found.group()):
            continue
        if not alone and not found.group()[0].isdigit() and _is_han(before):
            continue
        value = _minor(found.group())
        yield _Draft(start, end, value, "", "元", plain(value), "CNY", True, "small_change")


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def _looks_like_year(value: Decimal | None) -> bool:
    return value is not None and value == value.to_integral_value() and _FIRST_YEAR <= value <= _LAST_YEAR


def _confirmed(drafts: list[_Draft], line: str) -> list[_Draft]:
    """Without the bare 万 and 亿 that count something else. From the end, for a neighbour's unit tells."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda each: -each.start):
        if not draft.sure and not _shares(draft, kept, line) and not _is_money_by_words(draft, line):
            continue
        kept.append(draft)
    return kept[::-1]


def _shares(draft: _Draft, kept: list[_Draft], line: str) -> bool:
    if not kept:
        return False
    between = line[draft.end : kept[-1].start]
    if len(between) > 8 or not _joint().fullmatch(between):
        return False
    draft.currency = kept[-1].currency
    return True


@cache
def _joint() -> re.Pattern[str]:
    between, marks = compiled_part("money", "between").pattern, compiled_part("money", "list_mark").pattern
    return re.compile(f"{between}|{marks}")


@cache
def _bare_follow() -> re.Pattern[str]:
    parts = load_patterns("money")["parts"]
    return re.compile(f"{parts['bare_stop']}|{words_pattern(parts['bare_follow'])}")


@cache
def _cues() -> re.Pattern[str]:
    parts = load_patterns("money")["parts"]
    return re.compile(
        f"(?P<money>{words_pattern(parts['money_cue'])})|(?P<count>{words_pattern(parts['count_cue'])})"
    )


def _is_money_by_words(draft: _Draft, line: str) -> bool:
    """A bare 万 or 亿 is money where nothing counted follows and the nearest telling word is one of money."""
    if not _bare_follow().match(line, draft.end):
        return False
    start = max(0, draft.start - _CUE_REACH)
    for mark in _SENTENCE_ENDS:
        start = max(start, line.rfind(mark, start, draft.start) + 1)
    last = None
    for cue in _cues().finditer(line, start, draft.start):
        last = cue.lastgroup
    if last is None:
        cue_after = _cues().search(line, draft.end, draft.end + _CUE_REACH // 4)
        last = cue_after.lastgroup if cue_after else None
    return last == "money"


def _with_shared_units(drafts: list[_Draft], line: str) -> list[_Draft]:
    """The amounts and, before them, the bare figures that take their unit from them."""
    result: list[_Draft] = []
    floor = 0
    for draft in drafts:
        found: list[_Draft] = []
        head = draft
        while draft.pattern != "small_change":
            partner = _bare_partner(head, draft, line, floor)
            if partner is None:
                break
            found.append(partner)
            head = partner
        result += [*reversed(found), draft]
        floor = draft.end
    return result


@cache
def _mark_before() -> re.Pattern[str]:
    return re.compile(
        r"(?P<range>\((?:不?含税?)\))?(?P<dash>-{1,2}|—{1,2}|~{1,2}|至|到)|(?P<list>、|和|与|及|或|,|，)"
    )


def _bare_partner(head: _Draft, last: _Draft, line: str, floor: int) -> _Draft | None:
    """The figure that stands before ``head`` with only "to" or a list mark between, read in ``last``'s unit."""
    mark_end = head.start
    for length in (6, 5, 4, 3, 2, 1):
        mark = _mark_before().fullmatch(line, max(floor, mark_end - length), mark_end)
        if mark:
            break
    else:
        return None
    if line[mark.start() - 1 : mark.start()] in {"以"} or (mark["dash"] and head is not last):
        return None
    start = mark.start()
    while start > floor and line[start - 1] in _FIGURE_CHARS and mark.start() - start < 24:
        start -= 1
    words = line[start : mark.start()].lstrip(".,，点万亿百千")
    start = mark.start() - len(words)
    figure = parse_numeral(words) if words else None
    if figure is None or words[-1] in ".,，" or not _may_stand_before(words, start, line):
        return None
    if not mark["dash"] and not _is_series(mark["list"], start, line):
        return None
    return _shared(figure, words, start, mark.start(), last, bool(mark["dash"]))


def _may_stand_before(words: str, start: int, line: str) -> bool:
    before = line[start - 1 : start]
    if before in {"年", "月", "号"}:
        return not line[start - 2 : start - 1].isdigit()
    return not (before and before in "第-—~./表图" or (before.isascii() and before.isalnum()))


def _is_series(mark: str, start: int, line: str) -> bool:
    """60、75、90万元 needs a word that distributes; 60和90万元 needs none; 1、90万元 at a line's head is a number."""
    if mark in {"和", "与", "及", "或"}:
        return True
    reach = max(0, start - _CUE_REACH // 2)
    for end in _SENTENCE_ENDS:
        reach = max(reach, line.rfind(end, reach, start) + 1)
    return compiled_words("series_cue").search(line, reach, start) is not None


def _shared(figure: Decimal, words: str, start: int, end: int, last: _Draft, ranged: bool) -> _Draft | None:
    """``figure`` in ``last``'s unit; in a range that would fall, only the currency is shared (8500到3万元)."""
    magnitude, mantissa = last.magnitude, last.mantissa
    if not words[:1].isdigit() and not magnitude:
        magnitude = _han_magnitude(last)
        factor = unit_factor(magnitude) if magnitude else None
        mantissa = last.value / factor if factor else last.value
    if _looks_like_year(figure) and not _looks_like_year(last.mantissa):
        return None
    if ranged and figure > mantissa:
        if not magnitude or _looks_like_year(figure):
            return None
        magnitude = ""
    factor = unit_factor(magnitude) if magnitude else Decimal(1)
    if factor is None:
        return None
    value = times(figure, factor)
    if ranged and value > abs(last.value):
        return None
    return _Draft(start, end, figure, magnitude, _unit(magnitude), value, last.currency, True, "shared_unit")


def _han_magnitude(last: _Draft) -> str:
    """The group that a Chinese numeral ends in: 亿 for 9000亿, 万 for 30万, nothing for 35001."""
    for magnitude in ("亿", "万"):
        factor = unit_factor(magnitude)
        if factor and last.value >= factor and last.value % factor == 0:
            return magnitude
    return ""


def _finished(draft: _Draft, squeezed: Squeezed, printed: str) -> Money:
    start, end = squeezed.span(draft.start, draft.end)
    return Money(
        text=printed[start:end],
        start=start,
        end=end,
        yuan=draft.value if draft.currency == "CNY" else None,
        value=draft.value,
        unit=draft.unit,
        currency=draft.currency,
        modifier=modifier_around(squeezed.text, draft.start, draft.end),
        pattern=draft.pattern,
    )


@cache
def _modifiers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    parts = load_patterns("money")["parts"]
    before = words_pattern(parts["blur_before"])
    after = words_pattern(parts["blur_after"])
    return re.compile(f"(?:{before})$"), re.compile(f"{parts['blur_included']}({after})")


def modifier_around(line: str, start: int, end: int) -> str | None:
    """The words that blur or bound the amount at ``line[start:end]``: 约, 近, 不超过, 余, 以上."""
    before, after = _modifiers()
    words = []
    head = before.search(line[max(0, start - _MODIFIER_REACH) : start])
    if head:
        words.append(head.group())
    words += [mark for mark in "余多" if mark in line[start:end]]
    tail = after.match(line, end)
    if tail:
        words.append(tail.group(1))
    return "、".join(words) or None
