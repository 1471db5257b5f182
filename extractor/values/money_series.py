"""Looks at amounts together: bare 万 that the sentence explains, figures that share the next unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extractor.patternbook import load_patterns
from extractor.values.compose import compiled_part, words_pattern
from extractor.values.money_drafts import Draft, compiled_words, looks_like_year, unit_of
from extractor.values.money_lists import listed_before
from extractor.values.money_shares import figure_of_share, parts_behind
from extractor.values.numerals import parse_numeral, plain, times, unit_factor

# No figure of money is larger; beyond, decimals do not divide.
_SANE = Decimal(10) ** 24
_CUE_REACH = 60  # how far back in its sentence a bare 万 may be explained; clauses run to 40 characters
_FIGURE_CHARS = "0123456789.,，零〇○一二两三四五六七八九十百千万亿壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟萬億廿兩点"
_MARK_ENDS = frozenset("-—~至到一为、和与及或,，+±")  # what "to" and the marks of a list end in
_DIGITS_IN_GROUP = 3  # between commas of thousands
_CUT_BY_BLANK = re.compile(r"\d \d")
_FIGURE_ENDS = frozenset("0123456789.,")
_SENTENCE_ENDS = "。；;\n!！?？"


def confirmed(drafts: list[Draft], line: str) -> list[Draft]:
    """Without the bare 万 and 亿 that count something else. From the end, for a neighbour's unit tells."""
    kept: list[Draft] = []
    listed = _listed_behind_amounts(drafts, line) | _parts_in_brackets(drafts, line)
    for draft in sorted(drafts, key=lambda each: -each.start):
        if line[draft.start - 1 : draft.start] == "，" and _follows_cut_figure(draft, line):
            continue
        if line[draft.start - 1 : draft.start] == "、" and _may_be_either(draft.start, line):
            continue
        told = draft.sure or draft.start in listed or _shares(draft, kept, line) or _is_given_each(draft, line)
        if not told and not _is_money_by_words(draft, line):
            continue
        kept.append(draft)
    return kept[::-1]


def _may_be_either(start: int, line: str) -> bool:
    if line[start + 1 : start + 2] in _FIGURE_ENDS or not _is_about().search(line, max(0, start - 3), start + 1):
        return False
    return not _is_distributed(start, line)


@cache
def _is_about() -> re.Pattern[str]:
    """三、五百万元 in the midst of a sentence: one of two figures; 三、 before a line numbers it."""
    return compiled_part("money", "one_of_two")


def _listed_behind_amounts(drafts: list[Draft], line: str) -> set[int]:
    """Where bare 万 stand that end an item of a list whose item before ends in an amount: 冷库96万元；厂房210万；."""
    found: set[int] = set()
    before: Draft | None = None
    for draft in sorted(drafts, key=lambda each: each.start):
        known = before is not None and (before.sure or before.start in found)
        if known and before is not None and not draft.sure and line[before.end : before.end + 1] in {"；", ";"}:
            item = line[before.end + 1 : draft.start]
            if item == "其中" and _bare_follow().match(line, draft.end):
                found.add(draft.start)
            plainly = not any(mark in item for mark in _SENTENCE_ENDS) and not _counts(item)
            if plainly and _item_end().match(line, draft.end):
                found.add(draft.start)
        before = draft
    return found


def _parts_in_brackets(drafts: list[Draft], line: str) -> set[int]:
    """Where bare 万 stand alone in brackets and add up to what is told before: 135万元，用于甲（85万）和乙（50万）."""
    found: set[int] = set()
    alone = [each for each in drafts if not each.sure and _is_alone_in_brackets(each, line)]
    for whole in (each for each in drafts if each.sure and alone):
        end = min((at for mark in _SENTENCE_ENDS if (at := line.find(mark, whole.end)) >= 0), default=len(line))
        parts = [each for each in alone if whole.end < each.start < end]
        if len(parts) > 1 and sum(each.value for each in parts) == whole.value:
            found |= {each.start for each in parts}
    return found


def _is_alone_in_brackets(draft: Draft, line: str) -> bool:
    return line[draft.start - 1 : draft.start] in {"（", "("} and line[draft.end : draft.end + 1] in {"）", ")"}


def _is_given_each(draft: Draft, line: str) -> bool:
    """每户2万, and 计70万 behind it: nothing but money is dealt out so, where nothing counted follows."""
    if not _item_stop().match(line, draft.end):
        return False
    start = max(line.rfind(mark, 0, draft.start) for mark in _SENTENCE_ENDS) + 1
    if compiled_part("money", "given_each").search(line, start, draft.start):
        return True
    if not compiled_part("money", "summed").search(line, start, draft.start):
        return False
    clauses = re.finditer(r"\d[\d.]*[万亿](?:元|(?=[,，、]))", line[start : draft.start])
    return any("元" in each.group() or _given_before(line, start, start + each.start()) for each in clauses)


def _given_before(line: str, start: int, end: int) -> bool:
    return compiled_part("money", "given_each").search(line, start, end) is not None


@cache
def _item_stop() -> re.Pattern[str]:
    return re.compile(r"[,，；;。、)\n]|$")


def _counts(words: str) -> bool:
    return any(cue.lastgroup == "count" for cue in _cues().finditer(words))


@cache
def _item_end() -> re.Pattern[str]:
    return re.compile(r"[；;。\n]|$")


def _follows_cut_figure(draft: Draft, line: str) -> bool:
    """A typist's comma (1，23万元): what stands behind it may be decimals, part of a figure, or one of its own."""
    head = _digits_before_comma().search(line, max(0, draft.start - 5), draft.start - 1)
    lead = _leading_digits().match(line, draft.start, draft.end)
    return bool(head and lead and len(lead.group()) != _DIGITS_IN_GROUP) and not _is_distributed(draft.start, line)


@cache
def _digits_before_comma() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.])\d{1,3}$")


@cache
def _leading_digits() -> re.Pattern[str]:
    return re.compile(r"\d+")


def _shares(draft: Draft, kept: list[Draft], line: str) -> bool:
    if not kept:
        return False
    between = line[draft.end : kept[-1].start]
    if len(between) > 8 or not _joint().fullmatch(between):
        return False
    draft.currency = kept[-1].currency
    return True


@cache
def _joint() -> re.Pattern[str]:
    return re.compile("|".join(compiled_part("money", name).pattern for name in ("between", "list_mark", "change")))


@cache
def _bare_follow() -> re.Pattern[str]:
    parts = load_patterns("money")["parts"]
    return re.compile(f"{parts['bare_stop']}|{words_pattern(parts['bare_follow'])}")


@cache
def _cues() -> re.Pattern[str]:
    parts = load_patterns("money")["parts"]
    return re.compile(f"(?P<money>{words_pattern(parts['money_cue'])})|(?P<count>{words_pattern(parts['count_cue'])})")


def _is_money_by_words(draft: Draft, line: str) -> bool:
    """A bare 万 or 亿 is money where nothing counted follows and the nearest telling word is one of money."""
    if not _bare_follow().match(line, draft.end):
        return False
    start = max(0, draft.start - _CUE_REACH)
    for mark in _SENTENCE_ENDS:
        start = max(start, line.rfind(mark, start, draft.start) + 1)
    last = None
    for cue in _cues().finditer(line, start, draft.start):
        if not (last == "money" and cue.lastgroup == "count" and _counts_receivers(cue, draft, line)):
            last = cue.lastgroup
    if last is None:
        if line.startswith(tuple(load_patterns("money")["parts"]["spent_on"]), draft.end):
            return True
        cue_after = _cues().search(line, draft.end, draft.end + _CUE_REACH // 4)
        last = cue_after.lastgroup if cue_after else None
    return last == "money"


def _counts_receivers(cue: re.Match[str], draft: Draft, line: str) -> bool:
    """Whether a word counts who was given the amount right behind it: 技改补助9户345万, 5,120人次计1,689.6万."""
    summed = line[cue.end() : draft.start] in {"", "计", "共计", "合计", "共"}
    return summed and line[cue.start() - 1 : cue.start()].isdigit()


def with_shared_units(drafts: list[Draft], line: str) -> list[Draft]:
    """The amounts and, before them, the bare figures that take their unit from them."""
    result: list[Draft] = []
    floor = 0
    for draft in drafts:
        found: list[Draft] = []
        head = draft
        while draft.pattern != "small_change":
            partner = _bare_partner(head, draft, line, floor, found) or _share_before(head, draft, line, floor)
            if partner is None:
                break
            found.append(partner)
            head = partner
        listed = _of_list(draft, line, floor, result[-1] if result else None)
        found = listed if len(listed) > len(found) else found
        result += [*reversed(found), draft, *_parts_of(draft, line)]
        floor = result[-1].end
    return result


def _of_list(last: Draft, line: str, floor: int, before: Draft | None) -> list[Draft]:
    """What stands in a list before ``last`` and takes its unit, the nearest first."""
    found: list[Draft] = []
    for start, end in listed_before(line, floor, last, before) if last.pattern != "small_change" else ():
        figure = parse_numeral(line[start:end])
        part = None if figure is None else _shared(figure, line[start:end], last, ranged=False)
        if part is None:
            return []
        found.append(replace(part, start=start, end=end))
    return found[::-1]


def _parts_of(whole: Draft, line: str) -> Iterator[Draft]:
    """The parts of a sum that are told behind it without a unit (概算500万元（其中建安费450、其他费50）)."""
    if whole.sure and whole.pattern == "amount":
        for start, end in parts_behind(line, whole.end, whole.mantissa):
            figure = parse_numeral(line[start:end])
            part = None if figure is None else _shared(figure, line[start:end], whole, ranged=False)
            if part is not None:
                yield replace(part, start=start, end=end)


@cache
def _mark_before() -> re.Pattern[str]:
    change = compiled_part("money", "change").pattern
    return re.compile(
        rf"(?:\((?:不?含税?)\))?(?P<dash>-{{1,2}}|—{{1,2}}|~{{1,2}}|至|到|(?<=\d)一)|(?P<change>(?:[、,，]再?)?{change})|(?P<list>、|和|与|及|或|,|，|\+|±)"
    )


def _bare_partner(head: Draft, last: Draft, line: str, floor: int, found: list[Draft]) -> Draft | None:
    """The figure before ``head`` with only "to" or a list mark between, in ``last``'s unit; ``found`` are behind."""
    mark_end = head.start
    if line[mark_end - 1 : mark_end] not in _MARK_ENDS:
        return None
    for length in (6, 5, 4, 3, 2, 1):
        mark = _mark_before().fullmatch(line, max(floor, mark_end - length), mark_end)
        if mark:
            break
    else:
        return None
    if head is not last and (mark["dash"] or (mark["change"] and not _is_change_behind(found, last, line))):
        return None
    start = mark.start()
    while start > floor and line[start - 1] in _FIGURE_CHARS and mark.start() - start < 24:
        start -= 1
    words = line[start : mark.start()].lstrip(".,，点万亿百千")
    start = mark.start() - len(words)
    if _CUT_BY_BLANK.match(line, start - 2):  # 2 000-5 000元
        spaced = _spaced().search(line, floor, mark.start())
        start = spaced.start() if spaced else start
        words = spaced.group() if spaced else ""
    figure = parse_numeral(words.replace(" ", "")) if words else None
    named = mark["list"] == "+" and line[start - 1 : start] in {"“", '"', "「"}  # “1+6万元” is a way to pay
    if figure is None or words[-1] in ".,，" or named or not _may_stand_before(words, start, line):
        return None
    chained = head is not last and start > 0 and line[start - 1] not in _SENTENCE_ENDS
    if mark["list"] and not chained and not _is_series(mark["list"], start, last.end, line):
        return None
    shared = _shared(figure, words, last, bool(mark["dash"]))
    return shared and replace(shared, start=start, end=mark.start())


@cache
def _spaced() -> re.Pattern[str]:
    """A figure with blanks between its thousands at the end of what is searched."""
    return re.compile(rf"{compiled_part('money', 'spaced').pattern}(?:\.\d+)?$")


# 统一降为2元, 单一, 唯一, 之一, 同一: 一 is a part of the word.
_WORDS_WITH_ONE = frozenset("统单唯之同逐专任某合归划万")


def _is_change_behind(found: list[Draft], last: Draft, line: str) -> bool:
    """由80提高到100、再提高到120元: whether the figure found last changes again."""
    behind = found[-2] if len(found) > 1 else last
    return compiled_part("money", "change").search(line, found[-1].end, behind.start) is not None


def _share_before(head: Draft, last: Draft, line: str, floor: int) -> Draft | None:
    """The share that is told before ``head``'s without a unit of its own: 中央300 of 中央300、省级200万元."""
    span = figure_of_share(line, floor, head.start)
    figure = parse_numeral(line[slice(*span)]) if span else None
    if span is None or figure is None:
        return None
    shared = _shared(figure, line[slice(*span)], last, ranged=False)
    return shared and replace(shared, start=span[0], end=span[1])


def _may_stand_before(words: str, start: int, line: str) -> bool:
    before = line[start - 1 : start]
    if words == "一" and before in _WORDS_WITH_ONE:
        return False
    if before in {"年", "月", "号"}:
        return not line[start - 2 : start - 1].isdigit()
    return not ((before and before in "第-—~./表图") or (before.isascii() and before.isalnum()))


def _is_series(mark: str, start: int, end: int, line: str) -> bool:
    """60、75、90万元 needs a word that distributes, 60和90万元 none; 1、90万元 may be a numbered line."""
    if mark in {"和", "与", "及", "或", "+", "±"}:
        return True
    if _is_distributed(start, line) or compiled_part("money", "series_end").match(line, end) is not None:
        return True
    listed = _figures_of_a_list().search(line, max(0, start - _CUE_REACH), start)
    return listed is not None and _ends_in_money().search(line, 0, listed.start()) is not None


@cache
def _figures_of_a_list() -> re.Pattern[str]:
    """The figures of a list that stand before one more and the last (3,780、 before 3,930、4,140万元)."""
    return re.compile(r"(?<![\d.])(?:\d[\d,]*(?:\.\d+)?、)+$")


@cache
def _ends_in_money() -> re.Pattern[str]:
    parts = load_patterns("money")["parts"]
    return re.compile(rf"(?:{words_pattern(parts['money_cue'])})(?:为|各为|是|:)?$")


def _is_distributed(start: int, line: str) -> bool:
    """Whether a word before ``start`` gives the figures of a series one by one (分别, 依次)."""
    reach = max(0, start - _CUE_REACH // 2)
    for end in _SENTENCE_ENDS:
        reach = max(reach, line.rfind(end, reach, start) + 1)
    return compiled_words("series_cue").search(line, reach, start) is not None


def _shared(figure: Decimal, words: str, last: Draft, ranged: bool) -> Draft | None:
    """``figure`` in ``last``'s unit; a range that would fall shares the currency alone (8500到3万元)."""
    magnitude = last.magnitude
    if not words[:1].isdigit() and not magnitude:
        magnitude = _han_magnitude(last)
    if looks_like_year(figure) and figure % 100 and not looks_like_year(last.mantissa):
        return None
    value = times(figure, unit_factor(f"{magnitude}元") or Decimal(1))
    if ranged and value > abs(last.value):
        if not magnitude or looks_like_year(figure) or figure > abs(last.value):
            return None
        magnitude, value = "", plain(figure)
    return Draft(0, 0, figure, magnitude, unit_of(magnitude), value, last.currency, True, "shared_unit")


def _han_magnitude(last: Draft) -> str:
    """The group that a Chinese numeral ends in: 亿 for 9000亿, 万 for 30万, nothing for 35001."""
    for magnitude in ("亿", "万"):
        factor = unit_factor(magnitude)
        if factor and _SANE > last.value >= factor and last.value % factor == 0:
            return magnitude
    return ""
