"""Rules of sentences: 其中 parts and their whole, shares of an amount, one amount in capitals or in two units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from extractor.checks.engine import Status, check, compared, tight, total
from extractor.checks.figures_told import amount, has_swapped_digits, is_mistyped, is_slip
from extractor.checks.material import Material
from extractor.checks.quantities import telling_digits
from extractor.checks.units import HUNDRED, ZERO, half_unit, in_unit
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.model.values import Money
from extractor.patternbook import load_patterns
from extractor.records.values import Told

# …万元，占总投资的97.79%。其中; …万元，执行率95.75%，其中
_WITH_RATE = re.compile(
    r"[，,](?:占[^。；\d]{0,16}|[^。；，\d]{2,8}[率度][为是]?|为[^。；，\d]{2,8}的)\d+(?:\.\d+)?\s*[%％][。，,]?"
)
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
# What stands between an amount and the same in capitals; 送审金额 or 其中 tells another one.
_OTHER_WRITING = re.compile(r"(?:[\s（()）：:，,；;、￥¥]|大写|小写|人民币|RMB|金额|[合共总]?计|折?合|即|为|元|整)*")
_sources = WORDINGS["sources_told"]

# Parts that miss their whole by more than this are not meant to make it up (其中 names only some).
NEAR = Decimal("0.02")
FEWEST_PARTS = 2
# Sources of money that are all told miss their whole by no more than this.
NEAR_SOURCES, SOURCE_REACH = Decimal("0.1"), 16
TELLING_DIGITS, FEW_DIGITS = 4, 3
# Words between two parts of a sum: a longer stretch is a sentence of its own.
LONGEST_LABEL, LONGEST_JOINT = 40, 14
# Two amounts whose units were mistaken differ by tens, but for rounding.
ROUGHLY = Decimal("0.001")
TENS = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))


def parts(material: Material) -> Iterator[Check]:
    """…650万元，其中：A 400万元、B 250万元: the parts make up the whole."""
    for told in material.with_money:
        if len(told.money) <= FEWEST_PARTS:
            continue
        text = told.spot.passage.text
        for match in _sources["opening"].finditer(text):
            whole = next((m for m in reversed(told.money) if m.end <= match.start()), None)
            if whole is None or not _is_joint(text[whole.end : match.start()]):
                continue
            if _sources["mean"].search(text[max(0, whole.start - SOURCE_REACH) : whole.start]):
                continue  # what follows are the parts of all of them
            amounts = _parts(text, told.money, match.end(), whole.yuan)
            if "。" in text[whole.end : match.start()] and _tell_more(text, match.end(), amounts):
                continue
            if len(amounts) >= FEWEST_PARTS:
                yield from _sum_verdict(material, told, _whole_of(text, told.money, whole, amounts), amounts, match[0])
        yield from _sources_in_brackets(material, told)


def _tell_more(text: str, start: int, parts: list[Money]) -> bool:
    """Whether the sentence behind a whole tells more than names and amounts: 其中2018年9个、4,260万元."""
    ends = [start, *(part.end for part in parts)]
    return any(any(map(str.isdigit, text[end : part.start])) for end, part in zip(ends, parts, strict=False))


def _whole_of(text: str, money: list[Money], whole: Money, parts: list[Money]) -> Money:
    """The amount before 其中 that the parts make, else the last: 支出18.62万元，比预算减少2.38万元，其中…."""
    start = text.rfind("。", 0, whole.start) + 1
    earlier = [each for each in money if start <= each.start < whole.start]
    return next((each for each in (whole, *reversed(earlier)) if each.yuan == _sum(parts)), whole)


def _sources_in_brackets(material: Material, told: Told) -> Iterator[Check]:
    """预算7,050万元（自治区2,600万元，市1,250万元，自筹3,200万元）: the sources in brackets make up the amount."""
    text = told.spot.passage.text
    for index, whole in enumerate(told.money[:-FEWEST_PARTS]):
        opened = re.match(r"\s*[（(]", text[whole.end :])
        closed = re.search(r"[)）]", text[whole.end :])
        if opened is None or closed is None or whole.yuan is None:
            continue
        inside = [m for m in told.money[index + 1 :] if m.end <= whole.end + closed.start()]
        if _are_all_sources(text, inside):
            yield from _sum_verdict(material, told, whole, inside)


def capitals(material: Material) -> Iterator[Check]:
    """人民币叁佰贰拾万元整（320万元）: the two ways of writing one amount."""
    for told in material.with_amounts:
        text = told.spot.passage.text
        for first, second in zip(told.money, told.money[1:], strict=False):
            between = text[first.end : second.start]
            if _OTHER_WRITING.fullmatch(between) is None or not re.search(r"[（(￥¥]|小写|大写", between):
                continue
            if _in_capitals(first.text) == _in_capitals(second.text) or first.currency != second.currency:
                continue
            figures = [amount(material, told, each) for each in (first, second)]
            # Only the one in digits may be rounded: …柒元整（123.46万元）.
            in_digits = second if _in_capitals(first.text) else first
            good = abs(first.value - second.value) <= (half_unit(in_digits) if "." in in_digits.text else 0)
            yield compared(
                "capital_amount", good, f"大写金额“{tight(first.text)}”与“{tight(second.text)}”", figures,
                figures[0].value, figures[1].value,
            )  # fmt: skip


def units(material: Material) -> Iterator[Check]:
    """4,758.40万元（47,584,013.00元）: one amount in two units; a slip of the unit or of a digit is told."""
    for told in material.with_amounts:
        text = told.spot.passage.text
        for first, second in pairwise(told.money):
            between, behind = text[first.end : second.start], text[second.end : second.end + 2]
            if not _in_brackets().fullmatch(between) or not re.match(r"\s*[）)]", behind):
                continue
            if first.yuan is None or second.yuan is None or first.unit == second.unit or not second.yuan:
                continue
            if _in_capitals(first.text) or _in_capitals(second.text):
                continue
            good = abs(first.yuan - second.yuan) <= half_unit(first) + half_unit(second) or _is_cut(first, second)
            ratio = first.yuan / second.yuan
            slipped = is_slip(first.yuan, second.yuan) or any(abs(ratio * ten - 1) <= ROUGHLY for ten in TENS)
            if not good and not slipped:
                continue
            yield compared(
                "amount_in_two_units", good, f"“{tight(text[first.start : second.end])}”所列两种单位的金额",
                [amount(material, told, each) for each in (first, second)], first.yuan, second.yuan,
            )  # fmt: skip


def _is_cut(first: Money, second: Money) -> bool:
    """Whether the coarser of two amounts is the other with its further digits cut off."""
    coarse, fine = sorted((first, second), key=half_unit, reverse=True)
    return 0 <= (fine.yuan or 0) - (coarse.yuan or 0) < 2 * half_unit(coarse)


def percentages(material: Material) -> Iterator[Check]:
    """1.2亿元的5%即600万元: an amount, a share of it, and the amount that this makes."""
    for told in material.with_amounts:
        text = told.spot.passage.text
        for first, second in zip(told.money, told.money[1:], strict=False):
            match = _share_between().fullmatch(text[first.end : second.start])
            if match is None or first.yuan is None or second.yuan is None:
                continue
            scale = Decimal(1000) if match["sign"] == "‰" else HUNDRED
            computed = first.yuan * Decimal(match["rate"]) / scale
            figures = [amount(material, told, each) for each in (first, second)]
            slack = half_unit(second) + half_unit(first) * Decimal(match["rate"]) / scale
            good = abs(computed - second.yuan) <= slack
            verb = "一致" if good else f"不一致（应为{in_unit(computed, second.unit)}）"
            yield check(
                "percentage_of_amount", "pass" if good else "fail",
                f"“{tight(text[first.start : second.end])}”，所列金额与按比例计算的结果{verb}。",
                figures, second.yuan, computed,
            )  # fmt: skip


def _parts(text: str, money: list[Money], start: int, whole: Decimal | None) -> list[Money]:
    """The amounts after 其中 up to the end of the sentence, or of the brackets that it stands in; those in brackets
    explain, they are no parts.

    Where those up to its first semicolon are parts enough, the others are so only if all of them make the whole.
    """
    end = min((at for mark in ("。", "其中") if (at := text.find(mark, start)) >= 0), default=len(text))
    if max(map(text[:start].rfind, "（(")) > max(map(text[:start].rfind, "）)")):
        end = min((at for at in range(start, end) if _opened(text[start : at + 1]) < 0), default=end)
    within = [m for m in money if start <= m.start and m.end <= end]
    within = [m for m in within if _opened(text[start : m.start]) <= 0]
    stop = next((at for mark in "；;" if (at := text.find(mark, start, end)) >= 0), end)
    first = [m for m in within if m.end <= stop]
    if len(first) < FEWEST_PARTS or _sum(within) == whole:
        return within
    return _listed(text, first, whole)


def _listed(text: str, parts: list[Money], whole: Decimal | None) -> list[Money]:
    """Those of ``parts`` before what a comma parts from a list (基本支出60万元、项目支出40万元，结转5万元)."""
    for count in range(FEWEST_PARTS, len(parts)):
        listed, between = parts[:count], text[parts[count - 1].end : parts[count].start].lstrip()
        if between.startswith(("，", ",")) and (_sum(listed) == whole or _are_in_one_list(text, listed)):
            return listed
    return parts


def _are_in_one_list(text: str, parts: list[Money]) -> bool:
    between = [text[one.end : other.start] for one, other in pairwise(parts)]
    return all("、" in each and "，" not in each and "," not in each for each in between)


def _sum(amounts: list[Money]) -> Decimal:
    return sum((each.yuan or ZERO for each in amounts), ZERO)


def _opened(text: str) -> int:
    return text.count("（") + text.count("(") - text.count("）") - text.count(")")


def _sum_verdict(
    material: Material, told: Told, whole: Money, parts: list[Money], opening: str = "其中"
) -> Iterator[Check]:
    if whole.yuan is None or any(part.yuan is None for part in parts):
        return
    figures = [amount(material, told, part) for part in parts]
    said = amount(material, told, whole)
    computed = total(figures)
    gap = abs(computed - said.value)
    slack = half_unit(whole) + sum((half_unit(part) for part in parts), ZERO)
    if gap and not _are_plain_parts(told.spot.passage.text, parts):
        return
    if gap == 0:
        status: Status = "pass"
    elif gap <= slack:
        status = "unknown"
    elif (
        (gap <= NEAR * said.value and len(parts) > FEWEST_PARTS)
        or computed in material.amounts_told
        or _has_slip(said.value, [figure.value for figure in figures])
        or (gap <= NEAR_SOURCES * said.value and _are_all_sources(told.spot.passage.text, parts))
        or _closes_with_slip(told.spot.passage.text, whole, parts)
    ):
        status = "fail"
    else:
        return
    verb = {"pass": "一致", "fail": "不一致", "unknown": "相差在四舍五入的范围内"}[status]
    yield check(
        "parts_of_amount", status,
        f"“{tight(whole.text)}，{opening}”所列{len(parts)}项金额之和"
        f"{in_unit(computed, whole.unit)}与总额{verb}。",
        [said, *figures], said.value, computed,
    )  # fmt: skip


def _has_slip(whole: Decimal, parts: list[Decimal]) -> bool:
    """Whether two digits changed in the whole, or in one of its parts, make them agree."""
    computed = sum(parts, ZERO)
    figures = [(whole, computed), *((part, whole - computed + part) for part in parts)]
    return any(
        should > 0
        and telling_digits(plain(said)) >= (TELLING_DIGITS if len(parts) <= FEWEST_PARTS else FEW_DIGITS)
        and has_swapped_digits(said, should)
        for said, should in figures
    )


def _are_all_sources(text: str, parts: list[Money]) -> bool:
    """Whether all parts are sources of money, down to the last that such a list names (自筹, 县级配套)."""
    if len(parts) <= FEWEST_PARTS or text[parts[-1].end :].lstrip().startswith("等"):
        return False
    starts = [parts[0].start - SOURCE_REACH, *(part.end for part in parts)]
    labels = [text[max(begin, 0) : part.start] for begin, part in zip(starts, parts, strict=False)]
    labels = [re.split("其中|[：:，,、（(]", label)[-1] for label in labels]
    return all(
        _sources["source"].search(label) and not _sources["no_source"].search(label) for label in labels
    ) and bool(_sources["last"].search(labels[-1]))


def _closes_with_slip(text: str, whole: Money, parts: list[Money]) -> bool:
    """Whether two sources, or a list that ends with 其他, make their whole but for a typist's slip in one part."""
    said, computed = whole.yuan or ZERO, _sum(parts)
    last = text[parts[-2].end : parts[-1].start].lstrip("、，,；; 和")
    sources = (
        len(parts) == FEWEST_PARTS
        and computed > said
        and "占" not in text[parts[0].end : parts[1].start]
        and all(_sources["source"].search(text[part.start - SOURCE_REACH // 2 : part.start]) for part in parts)
    )
    if not (sources or last.startswith(("其他", "其它", "其余"))):
        return False
    meant = [(part.yuan or ZERO, (part.yuan or ZERO) - computed + said) for part in parts]
    return any(should > 0 and is_mistyped(told, should) for told, should in meant)


def _are_plain_parts(text: str, parts: list[Money]) -> bool:
    """Whether each part is a thing with its amount, no rise, share or price among them."""
    starts = [parts[0].start - LONGEST_LABEL, *(part.end for part in parts)]
    labels = [_BRACKETED.sub("", text[max(begin, 0) : part.start]) for begin, part in zip(starts, parts, strict=False)]
    return all(len(label) <= LONGEST_LABEL and not _no_part().search(label) for label in labels[1:])


def _in_capitals(text: str) -> bool:
    return bool(re.search(r"[壹贰叁肆伍陆柒捌玖拾佰仟]", text))


def _is_joint(between: str) -> bool:
    """Whether what stands between an amount and 其中 leads from one to the other."""
    between = between.strip()
    if between == "。" or _WITH_RATE.fullmatch(between):
        return True
    return len(between) <= LONGEST_JOINT and not re.search(r"[。；\d]", between)


@cache
def _in_brackets() -> re.Pattern[str]:
    return re.compile(r"\s*[（(]\s*(?:即|计|合|折合|合计|人民币|小写[：:]?|￥|¥)*\s*")


@cache
def _no_part() -> re.Pattern[str]:
    return re.compile("|".join(load_patterns("checks")["parts"]["not"]))


@cache
def _share_between() -> re.Pattern[str]:
    verbs = "|".join(load_patterns("checks")["percentage"]["verbs"])
    return re.compile(
        rf"\s*的?\s*(?P<rate>\d+(?:\.\d+)?)\s*(?P<sign>[%％‰])\s*[，,]?\s*(?:{verbs})[^\d，。；%％]{{0,12}}"
    )
