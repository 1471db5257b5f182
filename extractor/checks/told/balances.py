"""Rules of sentences with a budget, what was paid of it, what is left, and the rate (预算、支出、结余、执行率)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from itertools import product

from extractor.checks.engine import Figure, Status, check, compared, rate_fits, tight
from extractor.checks.figures_told import DRAFT, amount, has_swapped_digits, is_slip, sentences
from extractor.checks.material import Material
from extractor.checks.units import HUNDRED, ZERO, half_unit, in_unit
from extractor.model.report import Check, plain
from extractor.model.values import Money
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.values import Told
from extractor.values.figures import decimals

# A rate off by more than this is one of other amounts than those in its sentence.
NEAR_RATE = Decimal(3)
LABEL_REACH = 16


@dataclass(frozen=True)
class Sentence:
    """The labelled amounts of one sentence, each with its exact 元."""

    told: Told
    start: int
    end: int
    is_paragraph: bool

    @cached_property
    def amounts(self) -> dict[str, list[Money]]:
        return _amounts(self.told, self.start, self.end, whole=self.is_paragraph)

    def labelled(self, *labels: str) -> list[Money]:
        """The amounts under any of ``labels``."""
        return [money for label in labels for money in self.amounts.get(label, [])]

    @property
    def text(self) -> str:
        return self.told.spot.passage.text[self.start : self.end]


def remainders(material: Material) -> Iterator[Check]:
    """下达100万元，支出80万元，结余20万元: in one sentence, or in one paragraph that has no other such amounts."""
    done: set[tuple[int, int]] = set()
    for sentence in _labelled(material, _labels()["left"]):
        lefts, paids = sentence.labelled("left"), sentence.labelled("paid")
        budgets = sentence.labelled("budget", "arrived")
        if len(lefts) != 1 or not budgets or not paids or (id(sentence.told), lefts[0].start) in done:
            continue
        left = lefts[0]
        cases = [(b, p, _yuan(b) - _yuan(p)) for b, p in product(budgets, paids)]
        good = next((c for c in cases if abs(c[2] - _yuan(left)) <= _slack(left, c[0], c[1])), None)
        # 315万元 may be 315.45万元 rounded; that two digits of the rest are changed is likelier.
        if good is not None and has_swapped_digits(_yuan(left), good[2]) and len(cases) == 1:
            good = None
        if good is None and (
            len({computed for *_, computed in cases}) > 1 or not is_slip(_yuan(left), cases[0][2], DRAFT)
        ):
            continue
        budget, paid, computed = good or cases[0]
        done.add((id(sentence.told), left.start))
        figures = [amount(material, sentence.told, each) for each in (left, budget, paid)]
        yield compared(
            "remainder", good is not None,
            f"所述结余{in_unit(_yuan(left), left.unit)}，与总额减去支出的{in_unit(computed, left.unit)}", figures,
            _yuan(left), computed,
        )  # fmt: skip


def rates_told(material: Material) -> Iterator[Check]:
    """预算100万元，支出80万元，执行率80%."""
    for sentence in _labelled(material, _rate()):
        if sentence.is_paragraph:
            continue
        rates = list(_rate().finditer(sentence.text))
        if len(rates) != 1 or _is_bracketed(sentence.text, rates[0]):
            continue
        arrives = "到位" in rates[0]["name"]
        paids = sentence.labelled("arrived" if arrives else "paid")
        budgets = sentence.labelled("budget") if arrives else sentence.labelled("budget", "arrived")
        if not budgets or not paids:
            continue
        stated, printed = Decimal(rates[0]["rate"]), rates[0]["rate"]
        cases = [(b, p, _yuan(p) / _yuan(b) * HUNDRED) for b, p in product(budgets, paids) if _yuan(b)]
        good = next((c for c in cases if _fits(stated, printed, c[0], c[1])), None)
        if good is None and (len({computed for *_, computed in cases}) != 1 or abs(cases[0][2] - stated) > NEAR_RATE):
            continue
        budget, paid, computed = good or cases[0]
        start = sentence.start + rates[0].start("rate")
        place = evidence(
            sentence.told.spot.passage, material.reading.pages, start, start + len(printed), sentence.told.spot.place
        )
        shown = round(computed, max(decimals(printed), 2))
        status: Status = "pass" if good else "fail"
        verb = "一致" if good else "不一致"
        yield check(
            "rate_told", status, f"所述{rates[0]['name']}{printed}%，"
            f"与按{tight(paid.text)}÷{tight(budget.text)}计算的{plain(shown)}%{verb}。",
            [Figure(stated, decimals(printed), place), *(amount(material, sentence.told, m) for m in (budget, paid))],
            stated, shown,
        )  # fmt: skip


def _labelled(material: Material, wording: re.Pattern[str]) -> Iterator[Sentence]:
    """Each sentence that is so worded, with its labelled amounts, what follows 其中 apart; then each paragraph of
    several as one."""
    for told in material.with_amounts:
        text = told.spot.passage.text
        if told.spot.place is not None or not wording.search(text):
            continue
        ranges = sentences(text)
        found = [Sentence(told, *stretch, False) for start, end in ranges for stretch in _parted(text, start, end)]
        if len(ranges) > 1:
            found.append(Sentence(told, 0, len(text), True))
        yield from (each for each in found if wording.search(text, each.start, each.end) and len(each.amounts) > 1)


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut before its 其中: the amounts after it are of the parts."""
    cut = text.find("其中", start, end)
    return [(start, cut), (cut, end)] if cut > start else [(start, end)]


def _amounts(told: Told, start: int, end: int, *, whole: bool = False) -> dict[str, list[Money]]:
    """The amounts of a stretch by their label; those in brackets are none, of a ``whole`` paragraph no parts."""
    text = told.spot.passage.text
    found: dict[str, list[Money]] = {}
    position = start
    for money in told.money:
        if money.start < start or money.end > end:
            continue
        before = text[max(position, money.start - LABEL_REACH) : money.start]
        label = label_of(before)
        inside = text[max(start, text.rfind("。", start, money.start) + 1) : money.start]
        is_part = whole and "其中" in inside
        if label and money.yuan is not None and not is_part and inside.count("（") <= inside.count("）"):
            found.setdefault(label, []).append(money)
        position = money.end
    return found


@lru_cache(maxsize=1024)
def label_of(before: str) -> str | None:
    """What the words before an amount call it: the last of them decides."""
    found = [(match.end(), name) for name, regex in _labels().items() for match in regex.finditer(before)]
    return max(found)[1] if found else None


def _is_bracketed(text: str, match: re.Match[str]) -> bool:
    """A rate with its own figures in brackets after it is checked against those."""
    return bool(re.match(r"\s*[%％]\s*[（(][^）)]*[/÷]", text[match.end("rate") :]))


def _yuan(money: Money) -> Decimal:
    return money.yuan if money.yuan is not None else ZERO


def _slack(*amounts: Money) -> Decimal:
    return sum((half_unit(each) for each in amounts), ZERO)


def _fits(stated: Decimal, printed: str, budget: Money, paid: Money) -> bool:
    return rate_fits(stated, decimals(printed), _yuan(paid), _yuan(budget), half_unit(paid), half_unit(budget))


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    words = load_patterns("checks")["labels"]
    return {name: re.compile("|".join(words[name])) for name in ("budget", "arrived", "paid", "left", "other")}


@cache
def _rate() -> re.Pattern[str]:
    names = "|".join(load_patterns("checks")["labels"]["rate"])
    return re.compile(rf"(?P<name>{names})(?:约)?(?:为|达到|达|是|：|:)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]")
