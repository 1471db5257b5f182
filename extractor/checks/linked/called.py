"""Shares of, and differences from, a figure that the paragraph tells before under the very name.

实际到位资金1,720万元…；实际支付1,702.6万元，占到位资金的98.99%; 计划补助4,400人，…核定4,236人，较计划减少164人;
2023年较2021年减少72.68万元; 教师满意度86.4%，比家长低6.2个百分点. A figure fails where it was meant to be what the
named figure makes (within three tenths, or a typist's slip of it), and nothing else makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import tight
from extractor.checks.linked.proof import agreed, fault, is_free, is_meant, is_open, is_rate_of, is_typed, stands_before
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.quantities import POINTS, RATE, Quantity, Scope, any_rough, share_said
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.formulas import is_near, printed_half, printed_slack
from extractor.checks.wording import WORDINGS, cues
from extractor.model.report import Check, plain
from extractor.values.figures import decimals

_words = WORDINGS["called"]
same_name = WORDINGS["same_name"]

REACH, LABEL, BEHIND = 36, 20, 8
SHORTEST, SHORTEST_OWN, SHORTEST_LOOSE = 2, 3, 4
# What stands right before a difference, and before its rate.
_CHANGED, _OF_RATE = frozenset("少加降升高低长约出多了"), frozenset("率幅为达")
_OF_NAME = frozenset("率度为达仅")
# Beside the figure that it names a slip may be one digit of two.
FEWEST_BESIDE = 2
# A share of so many digits is of just one figure.
DIGITS_OF_OTHER = 4


def shares_of_called(material: Material) -> Iterator[Check]:
    """实际到位1,720万元，…支付1,702.6万元，占到位资金的98.99%: of the amount that bears the name of the whole."""
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            match = _words["share"].search(rate.words_before(REACH)) if at else None
            part = _part_before(scope, at) if match else None
            name = _bare(match["name"]) if match else ""
            if part is None or len(name) < SHORTEST:
                continue
            wholes = list(_wholes(material, scope, part, name))
            if any(is_rate_of(rate, part, whole) for whole in wholes):
                continue
            other = _other_base(material, rate, part, wholes, name)
            if other is not None:
                shown = round(part.value / wholes[0].value * HUNDRED, decimals(rate.text))
                said = share_said(part, wholes[0], shown)
                yield fault(material, "share_of_called", rate, (part, wholes[0], other), shown, said)
                continue
            for whole in wholes:
                shown = round(part.value / whole.value * HUNDRED, decimals(rate.text))
                named = name in _label(whole)
                beside = named and whole.spot is rate.spot
                sure = beside or (named and len(name) > SHORTEST and len({each.value for each in wholes}) == 1)
                alike = is_meant if sure else is_typed
                fewest = FEWEST_BESIDE if beside else rate.digits
                if alike(rate.value, shown, max(FEWEST_BESIDE, fewest)) and is_free(
                    material, scope, rate, (part, whole)
                ):
                    said = share_said(part, whole, shown)
                    yield fault(material, "share_of_called", rate, (part, whole), shown, said)
                    break


def _other_base(
    material: Material, rate: Quantity, part: Quantity, wholes: list[Quantity], name: str
) -> Quantity | None:
    """占全年支出的22.90% of the amount to be spent: the one figure of the report that a share is of, digit for digit,
    where the paragraph tells one other alone that bears the name of its whole."""
    beside = {each.value for each in wholes if each.spot is rate.spot and name in _label(each)}
    if len(beside) != 1 or len(wholes) > 1 or rate.digits < DIGITS_OF_OTHER or is_open(rate) or rate.is_rough:
        return None
    called = pairs_of_han(name)
    if not called or _words["any_name"].fullmatch(name):
        return None
    told = (q for scope in material.paragraphs for q in scope.by_unit.get(part.unit, ()) if _may_be_whole(q, part))
    found = {q.value: q for q in told if is_rate_of(rate, part, q)}
    other = next(iter(found.values())) if len(found) == 1 else None
    return other if other is not None and not called & pairs_of_han(_label(other)) else None


def differences_from_called(material: Material) -> Iterator[Check]:
    """计划补助4,400人，…核定4,236人，较计划减少164人: what the figure before differs by from the one called so."""
    for scope in material.paragraphs.telling(*cues("called", "may_differ")):
        for at, told in enumerate(scope.quantities):
            if told.per is not None or told.unit in {RATE, ""} or at < 1 or not stands_before(told, _CHANGED):
                continue
            match = _words["difference"].search(tight(told.before(REACH)))
            if match is None:
                continue
            unit = RATE if told.unit == POINTS else told.unit
            before = [q for q in scope.quantities[:at] if q.unit == unit and q.value]
            pair = _years(before, match) if match["base"] else _called_before(before, _bare(match["name"]))
            if pair is None or any_rough(pair):
                continue
            computed = abs(pair[0].value - pair[1].value)
            slack = printed_slack(told, *pair)
            if abs(computed - told.value) <= slack or not is_meant(told.value, computed, FEWEST_BESIDE):
                continue
            if is_free(material, scope, told, pair):
                said = f"{pair[0].said}与{pair[1].said}之差{told.in_its_unit(computed)}"
                yield fault(material, "difference_from_called", told, pair, computed, said)


def changes_between_years(material: Material) -> Iterator[Check]:
    """其中2021年512.48万元、…2023年439.8万元。2023年较2021年减少72.68万元，降幅14.18%: the rate of the same change."""
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            told = at > 1 and stands_before(rate, _CHANGED | _OF_RATE)
            match = _words["change"].search(tight(rate.before(REACH + LABEL))) if told else None
            if match is None:
                continue
            unit = scope.quantities[at - 1].unit if match["amount"] else ""
            before = [q for q in scope.quantities[:at] if q.unit == unit and q.value] if unit else []
            pair = _years(before, match)
            if pair is None or any_rough(pair):
                continue
            later, base = pair
            shown = round(abs(later.value - base.value) / base.value * HUNDRED, decimals(rate.text))
            of_later = abs(later.value - base.value) / later.value * HUNDRED
            wrong_way = rate.digits >= FEWEST_BESIDE + 1 and abs(of_later - rate.value) <= printed_half(rate)
            if abs(shown - rate.value) <= 2 * printed_half(rate):
                continue
            if not wrong_way and (abs(shown - rate.value) > HUNDRED or not is_meant(rate.value, shown)):
                continue
            if wrong_way or is_free(material, scope, rate, pair):
                said = f"{base.said}到{later.said}的变动{plain(shown)}%"
                yield fault(material, "difference_from_called", rate, pair, shown, said)


def rates_of_same_name(material: Material) -> Iterator[Check]:
    """宣传及培训48万元…。宣传及培训执行43.5万元，执行率90.63%: of the one amount that bears the name of the part.

    So is what was not: 居民出资528.64万元…只到位185.02万元，到位率35%，少到位343.62万元.
    """
    for scope in material.paragraphs:
        for at, rate in scope.rates:
            if not at or not stands_before(rate, _OF_NAME) or not same_name["rate"].search(rate.words_before(LABEL)):
                continue
            part = scope.quantities[at - 1]
            label = part.words_before(LABEL)
            name = same_name["before"].sub("", same_name["verbs"].sub("", label))
            if (
                part.unit in {RATE, POINTS, ""}
                or part.per is not None
                or part.clause != rate.clause
                or len(name) < SHORTEST_OWN
                or name == label
            ):
                continue
            wholes = _named_alike(material, part, name) or _named_alike(material, part, name.removesuffix("资金"))
            if len(wholes) != 1 or part.is_rough or rate.is_rough:
                continue
            whole = next(iter(wholes.values()))
            shown = round(part.value / whole.value * HUNDRED, max(decimals(rate.text), 2))
            if is_rate_of(rate, part, whole):
                said = share_said(part, whole, shown)
                yield agreed(material, "share_of_called", rate, (part, whole), shown, said)
                yield from _own_rest(material, scope, at, (part, whole))
            elif is_meant(rate.value, shown) and is_free(material, scope, rate, (part, whole)):
                said = share_said(part, whole, shown)
                yield fault(material, "share_of_called", rate, (part, whole), shown, said)


def _named_alike(material: Material, part: Quantity, name: str) -> dict[Decimal, Quantity]:
    """The figures of the report whose words end with a name."""
    return {
        q.value: q
        for other in material.paragraphs
        for q in other.by_unit.get(part.unit, ())
        if len(name) >= SHORTEST and _may_be_whole(q, part) and q.words_before(LABEL).endswith(name)
    }


def _own_rest(material: Material, scope: Scope, at: int, pair: tuple[Quantity, Quantity]) -> Iterator[Check]:
    """What is told right behind the rate of an item as what is lacking of it."""
    part, whole = pair
    rate, rest = scope.quantities[at], scope.quantities[at + 1] if at + 1 < len(scope.quantities) else None
    if rest is None or rest.unit != part.unit or rest.clause != part.clause or rest.is_rough:
        return
    left = whole.value - part.value
    slack = printed_slack(rest, part, whole)
    if not same_name["rest"].search(rest.words_before(LABEL)):
        return
    said = f"{whole.said}减去{part.said}的{rest.in_its_unit(left)}"
    if abs(rest.value - left) <= slack:
        yield agreed(material, "difference_from_called", rest, pair, left, said)
        return
    # The rate proves what is left of what.
    proven = rate.value < HUNDRED and is_near(rest.value, left, rest.unit)
    if (proven or is_meant(rest.value, left)) and is_free(material, scope, rest, pair):
        yield fault(material, "difference_from_called", rest, pair, left, said)


def _years(before: list[Quantity], match: re.Match[str]) -> tuple[Quantity, Quantity] | None:
    """The figures of the two years that are compared, each the one that the paragraph tells of its year."""
    found = []
    for year in (match["later"], match["base"]):
        told = [each for each in before if _year_of(each) == year]
        if len({each.value for each in told}) != 1:
            return None
        found.append(told[0])
    return found[0], found[1]


def _year_of(each: Quantity) -> str | None:
    match = _words["of_year"].search(tight(each.before(LABEL)))
    return match["year"] if match else None


def _called_before(before: list[Quantity], name: str) -> tuple[Quantity, Quantity] | None:
    """The figure right before and the last one earlier that is called so."""
    if len(before) < 2 or not name:
        return None
    last = before[-1]
    if name in _label(last):  # 实际完成20,660万元，概算21,184万元，较概算节约523万元
        return (before[-2], last) if name not in _label(before[-2]) and before[-2].clause == last.clause else None
    called = next((each for each in reversed(before[:-1]) if name in _label(each)), None)
    if called is None or called.value == last.value:
        return None
    return last, called


def _part_before(scope: Scope, at: int) -> Quantity | None:
    """The figure before a rate that it is the share of: the last of its sentence that is no rate itself."""
    rate, last = scope.quantities[at], scope.quantities[at - 1]
    named = (
        WORDINGS["named_parts"]["subject"].match(scope.text[last.end : rate.start]) if last.spot is rate.spot else None
    )
    if named is not None:  # 小学34,034人、初中14,586人，小学生占总数的70%
        name = named["subject"]
        called = [q for q in scope.quantities[:at] if q.unit not in {RATE, POINTS, ""} and q.spot is rate.spot]
        beside = [q for q in called if q.clause == rate.clause]
        parts = [q for q in beside if name in _label(q) or _label(q).endswith(name[:-1])]
        # 建筑安装工程费13,286万元、…。建安工程费占…
        parts = parts or [q for q in called if _is_called(q.words_before(LABEL), name)]
        return parts[-1] if len(parts) == 1 and parts[0].per is None and parts[0].value else None
    for each in reversed(scope.quantities[:at]):
        if each.clause != rate.clause:
            return None
        if each.unit not in {RATE, POINTS}:
            return each if each.unit and each.per is None and each.value and not each.is_rough else None
    return None


def _wholes(material: Material, scope: Scope, part: Quantity, name: str) -> Iterator[Quantity]:
    """What bears the name of the whole: the figures of the paragraph, then the one of the report."""
    beside = [q for q in reversed(scope.by_unit[part.unit]) if _may_be_whole(q, part) and name in _label(q)]
    yield from beside
    if not beside:
        labelled = material.once(_labels).get(part.unit, ())
        far = [q for q, label in labelled if _is_called(label, name) and _may_be_whole(q, part)]
        yield from {q.value: q for q in far}.values()


def _labels(material: Material) -> dict[str, list[tuple[Quantity, str]]]:
    """The figures of paragraphs by unit, each with what it is called."""
    found: dict[str, list[tuple[Quantity, str]]] = {}
    for scope in material.paragraphs:
        for each in scope.quantities:
            if each.per is None:
                found.setdefault(each.unit, []).append((each, _label(each)))
    return found


def _may_be_whole(each: Quantity, part: Quantity) -> bool:
    return each is not part and each.per is None and each.value > max(part.value, ZERO) and not each.is_rough


def _label(each: Quantity) -> str:
    """What a figure is called: the words before it up to a mark, and the noun behind a count."""
    noun = _words["noun"].match(each.spot.passage.text[each.end : each.end + BEHIND])
    return each.words_before(LABEL) + (noun[0] if noun and each.unit not in {RATE, POINTS} else "")


def _is_called(label: str, name: str) -> bool:
    """Whether a label holds a name, or its characters in order with others between: 下达…补贴资金 for 下达资金."""
    if name in label:
        return True
    rest = iter(label)
    return len(name) >= SHORTEST_LOOSE and label[-1:] == name[-1:] and all(character in rest for character in name)


def _bare(name: str) -> str:
    """A name without what says that it is all of it: 全部水表, 年度预算数."""
    return _words["behind_name"].sub("", _words["before_name"].sub("", name))
