"""Figures in a sentence that says how one is made of others: 预算500万元，到位500万元，到位率100%.

Which figure is which the words around them decide (``patterns/check_frames.toml``). A figure that is not what the
words make it fails, where it is near, no other figures of its paragraph explain it, and nothing in the sentence
(约, 扣除, 口径, 应为) leaves it open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, partial
from itertools import permutations

from extractor.checks.engine import compared, rate_fits
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, Quantity
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.worded.clauses import MARKS, Clause, wording
from extractor.checks.worded.formulas import FORMULAS, Formula, arguments, fit, is_near
from extractor.model.report import Check
from extractor.patternbook import Cues, load_patterns, pattern_of
from extractor.values.figures import decimals

FRAMES = "check_frames"
TELLING_DIGITS, TAKEN = 3, 2
NEAR_OF_WHOLE = Decimal("0.1")
# Some two of so many different figures make any rate, by chance alone.
MAKE_ANY_RATE = 150
_OF_AGE = re.compile("岁及?以上")
_YEAR = re.compile(r"(?P<year>20\d\d)年")
_FLAGS = (("accuses", True), ("defined", False), ("typed", False), ("summed", False), ("mixed", False))
_unsure = partial(pattern_of, FRAMES, "unsure")


@dataclass(frozen=True)
class Frame:
    """A wording, the formulas that hold between its figures, and what it may not say.

    ``is_defined`` is one whose name says what its rate is of, whatever other figures make it; ``typed`` one that
    accuses only where digits were mistyped, ``summed`` one that does so only where its paragraph tells the sum of the
    figures that its rate is of; ``mixed`` one that compares counts of two units (620张床位，入住386人).
    """

    wording: str
    formulas: tuple[Formula, ...]
    not_said: str | None
    accuses: bool
    is_defined: bool
    typed: bool
    summed: bool
    mixed: bool

    @cached_property
    def words(self) -> re.Pattern[str]:
        """The wording, compiled when a sentence first tells one of its cues."""
        return wording(self.wording)

    @cached_property
    def never(self) -> re.Pattern[str] | None:
        return re.compile(self.not_said) if self.not_said else None


# A rule, a frame, and how many figures the rule needs of it.
_Asked = tuple[str, Frame, int]


def shares(material: Material) -> Iterator[Check]:
    """预算500万元，到位450万元，到位率90%: a rate and the two figures that its words name."""
    return _run(material, "share_by_words")


def changes(material: Material) -> Iterator[Check]:
    """由300元提高到420元，增长40%; 2022年320万元，2023年400万元，同比增长25%."""
    return _run(material, "change_by_words")


def differences(material: Material) -> Iterator[Check]:
    """需求1,200万元，到位860万元，缺口340万元; 由88.5%上升到93.7%，上升5.2个百分点."""
    return _run(material, "difference_by_words")


def multiples(material: Material) -> Iterator[Check]:
    """2023年产量4,600吨，是2020年2,000吨的2.3倍; 由1.2万人增加到3万人，增长1.5倍."""
    return _run(material, "multiple_by_words")


def products(material: Material) -> Iterator[Check]:
    """合同价款860.00万元，…质量保证金为合同价款的3%，即25.80万元."""
    return _run(material, "product_by_words")


def means(material: Material) -> Iterator[Check]:
    """东片区97.6%，西片区90.4%，按两个片区平均计算，完成率为94%."""
    return _run(material, "mean_by_words")


def _run(material: Material, rule: str) -> Iterator[Check]:
    done: set[Quantity] = set()
    for clause, frame in material.once(_asked)[rule]:
        yield from _of_frame(material, clause, frame, rule, done)


def _asked(material: Material) -> Mapping[str, list[tuple[Clause, Frame]]]:
    """The frames that each sentence is asked for, by rule: it tells one of their cues, and figures enough."""
    frames = _frames()
    asked: dict[str, list[tuple[Clause, Frame]]] = defaultdict(list)
    for clause in material.clauses:
        many = len(clause.quantities)
        for rule, frame, fewest in frames.of(clause.words):
            if many >= fewest:
                asked[rule].append((clause, frame))
    return asked


def _of_frame(material: Material, clause: Clause, frame: Frame, rule: str, done: set[Quantity]) -> Iterator[Check]:
    for match in _matches(frame, clause.words):
        found = {name: clause.at(match.start(name)) for name, said in match.groupdict().items() if said}
        if _are_later_first(match) and {"a", "b"} <= found.keys():
            found["a"], found["b"] = found["b"], found["a"]
        for formula in frame.formulas:
            inputs = arguments(formula, found) if formula.rule == rule else None
            alike = inputs is not None and (frame.mixed or _are_alike(formula, found, inputs))
            if inputs is None or not alike or _rests_on_slip(frame, formula, found):
                continue
            told = found[formula.target]
            if told not in done and (result := _verdict(material, clause, frame, formula, told, inputs, match)):
                done.add(told)
                yield result


def _matches(frame: Frame, words: str) -> Iterator[re.Match[str]]:
    """Where a wording stands; one that says what it may not (年初预算…) may begin again behind its beginning."""
    match = frame.words.search(words)
    while match is not None:
        open_ = frame.never is not None and frame.never.search(match[0]) is not None
        if not open_:
            yield match
        match = frame.words.search(words, match.start() + 1 if open_ else max(match.end(), match.start() + 1))


def _rests_on_slip(frame: Frame, formula: Formula, found: dict[str, Quantity]) -> bool:
    """Whether a figure that a formula takes is itself not what the wording makes it."""
    for other in frame.formulas:
        if other is not formula and other.target in formula.inputs:
            inputs = arguments(other, found)
            if inputs is not None and fit(found[other.target], other.compute, inputs)[0] == "off":
                return True
    return False


def _verdict(
    material: Material,
    clause: Clause,
    frame: Frame,
    formula: Formula,
    told: Quantity,
    inputs: list[Quantity],
    match: re.Match[str],
) -> Check | None:
    fits, computed = fit(told, formula.compute, inputs)
    if fits == "unsure":
        return None
    if fits == "off" and not (
        frame.accuses
        and (is_near(told.value, computed, told.unit) or _is_small_rest(formula, told, inputs, computed))
        and not (
            not frame.is_defined
            and formula.said == "之比"
            and inputs[1].value > inputs[0].value
            and told.value <= HUNDRED
        )  # a raised whole
        and not any(each.is_rough for each in (told, *inputs))
        and not is_open(clause, match.start(), match.end())
        and (not frame.typed or is_mistyped(told.value, _as_printed(computed, told)))
        and (not frame.summed or _tells_sum(clause, inputs))
        and (frame.is_defined or not is_explained(clause, told, computed, _own_first(clause, match, inputs), formula))
    ):
        return None
    return verdict(material, formula.rule, told, inputs, computed, formula.said, good=fits == "fits")


def _tells_sum(clause: Clause, inputs: list[Quantity]) -> bool:
    """Whether the paragraph tells, before them, what two figures make together."""
    whole = sum((each.value for each in inputs), ZERO)
    first = min(each.start for each in inputs)
    told = clause.scope.by_unit.get(inputs[0].unit, [])
    return any(each.value == whole and each.spot is inputs[0].spot and each.start < first for each in told)


def _as_printed(computed: Decimal, told: Quantity) -> Decimal:
    """A computed rate with as many decimals as the told one has."""
    return round(computed, decimals(told.text)) if told.unit == RATE else computed


def _is_small_rest(formula: Formula, told: Quantity, inputs: list[Quantity], computed: Decimal) -> bool:
    """Whether a rest, itself small, misses its whole by little: 240份, 231份 and 19份."""
    if formula not in {FORMULAS["rest"], FORMULAS["rest_of_parts"]}:
        return False
    return abs(told.value - computed) <= NEAR_OF_WHOLE * inputs[0].value


def verdict(
    material: Material, rule: str, told: Quantity, inputs: list[Quantity], computed: Decimal, said: str, *, good: bool
) -> Check:
    """The result for a told figure and those that make it."""
    places = max(decimals(told.text), 2)
    shown = told.in_its_unit(computed, places)
    named = told.said if good else told.quoted
    made = _worked_out(inputs, said, computed)
    return compared(
        rule, good, f"所述{named}，与按{made}计算的{shown}", material.printed(told, *inputs), told.value,
        round(computed, 4),
    )  # fmt: skip


def _worked_out(inputs: list[Quantity], said: str, computed: Decimal) -> str:
    """How a letter tells what two figures make: 186份÷241份, 4,200亩－4,116亩."""
    if len(inputs) == len(("one", "two")):
        first, second = inputs
        taken_from, taken = sorted(inputs, key=lambda each: each.value, reverse=computed >= 0)
        told = {
            "之比": f"{second.said}÷{first.said}",
            "之差": f"{taken_from.said}－{taken.said}",
            "相比的变动": f"{first.said}到{second.said}的变动",
        }
        if said in told:
            return told[said]
    return "、".join(each.said for each in inputs) + said


def is_open(clause: Clause, start: int, end: int) -> bool:
    """Whether the sentence leaves open what a figure is made of: 口径, 扣除, 分别, a list of rates or a range."""
    words = clause.words
    # 60周岁及以上老年人口 is a group of people, no bound of a figure.
    ahead = 0 if _OF_AGE.search(words, max(0, start - 12), start) else 6
    among = words[max(0, start - ahead) : end]
    if "最高" in among and "最低" in among:  # of two that are compared, neither is a bound
        among = among.replace("最高", "").replace("最低", "")
    if _unsure("sentence").search(words) or _unsure("between").search(among):
        return True
    if re.match(rf"[^{MARKS}，。]{{0,3}}[、和及与至～~—－-][^{MARKS}，。]{{0,3}}[{MARKS}]", words[end:]):
        return True
    if _unsure("behind").match(words, end):
        return True
    # 可用1,619万元（上年结转219万元、当年下达1,400万元），支出1,377万元: a wording that begins within brackets.
    if words.count("）", start, end) > words.count("（", start, end):
        return True
    return re.search(rf"[-－−—~～][{MARKS}]", words[start:end]) is not None


def _own_first(clause: Clause, match: re.Match[str], inputs: list[Quantity]) -> list[Quantity]:
    """The figures of a wording, those first that a formula takes."""
    own = [clause.at(place) for place in clause.marks if match.start() <= place < match.end()]
    return [*inputs, *(each for each in own if each not in inputs)]


def is_explained(
    clause: Clause, told: Quantity, computed: Decimal, inputs: list[Quantity], formula: Formula | None = None
) -> bool:
    """Whether other figures of the paragraph make a figure that is not what its words make it, or make the gap.

    A rate with few digits is met by chance among the figures of its own words; a change is never one of the later year.
    """
    few = told.digits < TELLING_DIGITS or formula is FORMULAS["change"]
    own = {told, *(inputs if few else inputs[:TAKEN])}
    others = [q for q in clause.scope.quantities if q is not told and q.value]
    gap = abs(told.value - computed)
    if told.unit == RATE and len(inputs) > 1 and _has_other_base(told, computed, *inputs[:TAKEN]):
        return True
    if any(each.unit == told.unit and each.value == gap and each not in own for each in others):
        return True
    for unit in {each.unit for each in others}:
        group = [each for each in others if each.unit == unit]
        if told.unit == RATE != unit and len({each.value for each in group}) >= MAKE_ANY_RATE:
            return True
        for one, two in permutations(group, 2):
            if {one, two} <= own:
                continue
            if _makes(told, one, two):
                return True
    return False


def _has_other_base(rate: Quantity, computed: Decimal, one: Quantity, two: Quantity) -> bool:
    """合同189.42万元，节约8.58万元，节约率4.33%: of the two together; 4.53% of the contract alone."""
    if one.unit != two.unit or one.unit == RATE:
        return False
    both = one.value + two.value
    cases = [(one.value, both), (two.value, both), (one.value, two.value), (two.value, one.value)]
    places = decimals(rate.text)
    return any(
        whole and part / whole * HUNDRED != computed and rate_fits(rate.value, places, part, whole, ZERO, ZERO)
        for part, whole in cases
    )


def _makes(told: Quantity, one: Quantity, two: Quantity) -> bool:
    if told.unit == RATE and one.unit != RATE:
        places = decimals(told.text)
        if rate_fits(told.value, places, one.value, two.value, one.half, two.half):
            return True
        return rate_fits(told.value, places, abs(one.value - two.value), two.value, ZERO, ZERO)
    if told.unit == one.unit or (told.unit, one.unit) == (POINTS, RATE):
        return told.value in {one.value + two.value, one.value - two.value}
    return False


def _are_alike(formula: Formula, found: dict[str, Quantity], inputs: list[Quantity]) -> bool:
    """Whether what is compared has one unit."""
    told = found[formula.target]
    units = {each.unit for each in inputs}
    if told.unit in {RATE, POINTS, ""}:
        return len(units) == 1
    return units - {RATE} == {told.unit}


def _are_later_first(match: re.Match[str]) -> bool:
    """Whether the first figure of a wording is of a later year than the second."""
    if "a" not in match.groupdict() or not match["a"] or not match.groupdict().get("b"):
        return False
    if match.start("a") > match.start("b"):
        return False
    ahead = _YEAR.findall(match.string[: match.start("a")])
    between = _YEAR.findall(match.string[match.start("a") : match.start("b")])
    return bool(ahead and between) and int(ahead[-1]) > int(between[-1])


@cache
def _frames() -> Cues[_Asked]:
    """What each rule asks, by the cues of its frames."""
    return Cues(_asked_of_frames())


def _asked_of_frames() -> Iterator[tuple[_Asked, Sequence[str]]]:
    for entry in load_patterns(FRAMES)["frames"]:
        formulas = tuple(FORMULAS[name] for name in entry["formulas"])
        frame = Frame(entry["words"], formulas, entry.get("never"), *(entry.get(*each) for each in _FLAGS))
        for rule in sorted({formula.rule for formula in formulas}):
            fewest = min(1 + len(formula.inputs) for formula in formulas if formula.rule == rule)
            yield (rule, frame, fewest), entry["cues"]
