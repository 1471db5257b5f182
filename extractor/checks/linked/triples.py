"""Three figures of one unit that follow each other, one of them called a difference or a sum of the other two.

由75分钟缩短至48分钟，节约27分钟; 核定编制386名，在编352人，空编34人; 新增127家，较通车前的214家增长59.35%，达到341家.
A figure called so fails where it is a typist's slip of what the other two make, and nothing else in its paragraph makes
it. Of amounts with many digits the two may stand further off in the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from extractor.checks.linked.proof import NO_PARTS, fault, is_free, is_swapped, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, YUAN, Quantity, Scope, any_rough
from extractor.checks.units import HUNDRED
from extractor.checks.worded.formulas import printed_slack
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check

_words = WORDINGS["triples"]

LABEL, BEHIND = 14, 6
# Beside each other two digits tell; further off so many figures back, and so many digits.
FEWEST, REACH = 2, 6
SWAPPED_FAR, CHANGED_FAR = 4, 5


def triples(material: Material) -> Iterator[Check]:
    """The differences and sums of the two figures beside them."""
    for scope in material.paragraphs:
        if len(scope.quantities) < 3 or not _words["may_be"].search(scope.text):
            continue
        done: set[Quantity] = set()
        for unit, figures in scope.by_unit.items():
            if unit in NO_PARTS or len(figures) < 3:
                continue
            for at, told in enumerate(figures):
                kind = _kind(told) if told.per is None and told.value else None
                if kind is None or told.is_rough:
                    continue
                for one, two in _beside(figures, at):
                    if told in done or not _is_off(told, one, two):
                        continue
                    computed = one.value + two.value if kind == "sum" else abs(one.value - two.value)
                    # Two digits tell nothing but within one clause.
                    fewest = FEWEST if one.clause == told.clause else FEWEST + 1
                    if (
                        told.digits >= fewest
                        and is_typed(told.value, computed, fewest)
                        and is_free(material, scope, told, (one, two))
                    ):
                        done.add(told)
                        yield _fault(material, told, (one, two), computed, kind)


def points_between(material: Material) -> Iterator[Check]:
    """…最高，为91%；…最低，为84%，二者相差7个百分点: what the last two rates of the sentence differ by."""
    for scope in material.paragraphs.telling("相差"):
        for at, told in enumerate(scope.quantities):
            if told.unit != POINTS or at < 2 or not WORDINGS["named_parts"]["both"].search(told.words_before(LABEL)):
                continue
            sentence = start_of(told.spot.passage.text, told.start, "。\n")
            rates = [q for q in scope.quantities[:at] if q.unit == RATE and q.start >= sentence][-2:]
            if len(rates) < 2 or any_rough((told, *rates)):
                continue
            computed = abs(rates[0].value - rates[1].value)
            slack = printed_slack(*rates)
            if abs(computed - told.value) > slack and is_free(material, scope, told, rates):
                yield _fault(material, told, (rates[0], rates[1]), computed, "difference")


def _kind(told: Quantity) -> str | None:
    """Whether the words right before a figure call it a difference or a sum."""
    label = told.words_before(LABEL)
    if _words["no"].search(label) or _words["no"].match(told.spot.passage.text[told.end : told.end + BEHIND]):
        return None
    if _words["difference"].search(label):
        return "difference"
    return "sum" if _words["sum"].search(label) else None


def _beside(figures: list[Quantity], at: int) -> Iterator[tuple[Quantity, Quantity]]:
    """The two figures right before one in its sentence, or the one before and the one behind."""
    told = figures[at]
    sentence = start_of(told.spot.passage.text, told.start, "。\n")
    before = [q for q in figures[:at] if q.start >= sentence and q.spot is told.spot and q.per is None]
    before = [q for q in before if not _words["mean"].search(q.words_before(LABEL))][-2:]
    if len(before) == 2:
        yield before[0], before[1]


def _is_off(told: Quantity, one: Quantity, two: Quantity) -> bool:
    """Whether a figure is neither the sum nor the difference of two."""
    if one.per is not None or two.per is not None or one.is_rough or two.is_rough:
        return False
    slack = printed_slack(told, one, two)
    return all(abs(value - told.value) > slack for value in (one.value + two.value, abs(one.value - two.value)))


def amounts_further_off(material: Material) -> Iterator[Check]:
    """应付总额4,065.59万元。…已付3,252.47万元，占80%，欠付813.12万元; 保费3,981.6万元，…70%即2,787.12万元.

    Fails for amounts of many digits alone, which no two others are near to by chance.
    """
    for scope in material.paragraphs:
        amounts = [each for each in scope.by_unit.get(YUAN, ()) if each.per is None and each.value]
        if len(amounts) < 2:
            continue
        for at, told in enumerate(amounts):
            if told.digits < SWAPPED_FAR or told.is_rough:
                continue
            kind = _kind(told)
            before = [each for each in amounts[max(0, at - REACH) : at] if not each.is_rough]
            made = list(_made(scope, told, kind, before))
            if any(abs(value - told.value) <= _slack(told, inputs) for value, inputs in made):
                continue
            for exact, inputs in made:
                value = told.rounded(exact)
                swapped = is_swapped(told.value, value) and told.digits >= SWAPPED_FAR
                typed = swapped or is_typed(told.value, value, CHANGED_FAR)
                if typed and is_free(material, scope, told, inputs):
                    yield _fault(material, told, inputs, value, kind or "share")
                    break


def _made(
    scope: Scope, told: Quantity, kind: str | None, before: list[Quantity]
) -> Iterator[tuple[Decimal, tuple[Quantity, ...]]]:
    """What two amounts before one make, or a share told right before it of one of them."""
    if kind is not None:
        for one, two in combinations(before, 2):
            yield (one.value + two.value if kind == "sum" else abs(one.value - two.value)), (one, two)
    place = scope.quantities.index(told)
    rate = scope.quantities[place - 1] if place else None
    if rate is not None and rate.unit == "" and _words["coefficient"].search(rate.words_before(LABEL)):
        for one in before:
            yield one.value * rate.value, (one, rate)  # 考核系数0.95，核定补贴2,676.45万元
        return
    if rate is None or rate.unit != RATE or rate.clause != told.clause:
        return
    if _words["share"].fullmatch(scope.text[rate.end : told.start]):
        for one in before:
            yield one.value * rate.value / HUNDRED, (one, rate)


def _slack(told: Quantity, inputs: tuple[Quantity, ...]) -> Decimal:
    return printed_slack(told, *(each for each in inputs if each.unit == told.unit))


def _fault(material: Material, told: Quantity, inputs: tuple[Quantity, ...], computed: Decimal, kind: str) -> Check:
    how = {"sum": "之和", "difference": "之差", "share": "之积"}[kind]
    said = f"{inputs[0].said}、{inputs[1].said}{how}{told.in_its_unit(computed, 6)}"
    return fault(material, "difference_from_called", told, inputs, computed, said)
