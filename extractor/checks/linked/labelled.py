"""Sums of what is called alike before: 甲发放200份，回收192份；乙发放300份，回收288份。两类合计发放500份，回收480份.

So are 三年累计支付 of the three 支付 of the sentence. A sum fails where as many figures as it says are called so, and
nothing else makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.engine import tight
from extractor.checks.linked.proof import NO_PARTS, is_free, is_typed
from extractor.checks.material import Material
from extractor.checks.quantities import Quantity, Scope, any_rough
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.formulas import is_near
from extractor.checks.worded.lists import number, told_as_list
from extractor.checks.worded.runs import Run
from extractor.checks.wording import WORDINGS, cues, start_of
from extractor.model.report import Check

_words = WORDINGS["labelled"]

LABEL, FEWEST, DIGITS = 14, 2, 4


def sums_by_label(material: Material) -> Iterator[Check]:
    """三类合计发放600份，回收576份: each the sum of the three figures told before that are called so.

    合计发放600份，回收576份 says not of how many; one that holds shows it for the others of its sentence.
    """
    for scope in material.paragraphs.telling(*cues("labelled", "may_be")):
        if len(scope.quantities) <= FEWEST:
            continue
        for match in _words["several"].finditer(scope.text):
            yield from _sums(material, scope, match, number(match["count"]))
        for match in _words["of_all"].finditer(scope.text):
            yield from _sums(material, scope, match, 0)


def _sums(material: Material, scope: Scope, match: re.Match[str], size: int) -> Iterator[Check]:
    stop = scope.text.find("。", match.end())
    told = [
        each
        for each in scope.quantities
        if each.start >= match.end() and not 0 < stop < each.start and each.unit not in NO_PARTS and each.per is None
    ]
    cases = [(each, parts) for each in told if len(parts := _parts(scope, match, each, size)) >= FEWEST]
    runs = [(each, Run(Clause([*parts, each], scope), 0, len(parts))) for each, parts in cases]
    proven = {len(run.figures) for each, run in runs if run.total == each.value}
    for each, run in runs:
        good = run.total == each.value
        typed = len(run.figures) > FEWEST and is_typed(each.value, run.total, DIGITS)
        sure = size or typed or len(run.figures) in proven
        if good or (sure and _is_slip(material, scope, each, run)):
            yield told_as_list(material, "sum_by_words", each, run, good=good)


def _parts(scope: Scope, match: re.Match[str], told: Quantity, size: int) -> list[Quantity]:
    """The figures before a sum that are called as it is; none where they are not as many as it says (0: any)."""
    text = scope.text
    label = text[match.end() : told.start] if told.start - match.end() < LABEL else ""
    core = _words["core"].search("".join(label.split()) or told.words_before(LABEL))
    if core is None or size == 1:
        return []
    called = re.compile(rf"(?<![不未无较常本比]){core['core']}[^，。；]{{0,4}}$")
    before = [
        each
        for each in scope.quantities
        if each.end <= match.start()
        and each.unit == told.unit
        and each.per is None
        and each.spot is told.spot
        and called.search(each.words_before(LABEL))
    ]
    if size in {0, len(before)}:
        return before
    return _of_years(scope, match, told, size) if "年" in match[0] else []


def _of_years(scope: Scope, match: re.Match[str], told: Quantity, size: int) -> list[Quantity]:
    """由2021年的786.4万元增加到2022年的868.25万元、2023年的910.21万元，三年累计: those of its years."""
    first = start_of(scope.text, match.start(), "。\n")
    own = [q for q in scope.quantities if first <= q.start and q.end <= match.start() and q.unit == told.unit]
    years = [_words["of_year"].search(tight(q.before(LABEL))) for q in own]
    of_years = len({match["year"] for match in years if match}) == len(own) == size
    return own if of_years and all(q.per is None for q in own) else []


def _is_slip(material: Material, scope: Scope, told: Quantity, run: Run) -> bool:
    if any_rough((told, *run.figures)) or not is_near(told.value, run.total, told.unit):
        return False
    return is_free(material, scope, told, run.figures)


def parts_by_label(material: Material) -> Iterator[Check]:
    """累计到位17,350万元，占…。其中债券到位12,000万元，…；配套到位3,950万元，…；贷款到位1,400万元: all called alike.

    Fails for a typist's slip alone: 其中 may leave something out.
    """
    for scope in material.paragraphs.telling("其中"):
        text = scope.text
        for match in _words["of_which"].finditer(text):
            stop = text.find("。", match.end())
            behind = [q for q in scope.quantities if match.end() <= q.start and (stop < 0 or q.start < stop)]
            first = behind[0] if behind else None
            core = _words["verb"].search(first.words_before(LABEL)) if first is not None else None
            if first is None or core is None or first.unit in NO_PARTS:
                continue
            called = re.compile(rf"(?<![不未无较常本比应欠]){core['core']}(?:资金|金额)?(?:为|了)?$")
            parts = [
                q for q in behind if q.unit == first.unit and q.per is None and called.search(q.words_before(LABEL))
            ]
            wholes = [
                q
                for q in scope.quantities
                if q.end <= match.start() and q.unit == first.unit and q.per is None and q.spot is first.spot
            ]
            named = [q for q in wholes if called.search(q.words_before(LABEL)) and q.value > first.value]
            if len(parts) < FEWEST or len(named) != 1 or any_rough((*parts, *named)):
                continue
            whole = named[0]
            run = Run(Clause([*parts, whole], scope), 0, len(parts))
            if run.total == whole.value:
                yield told_as_list(material, "parts_by_words", whole, run, good=True)
                continue
            gap = run.total - whole.value
            slips = [whole] if is_typed(whole.value, run.total, DIGITS) else []
            slips += [q for q in parts if q.value > gap and is_typed(q.value, q.value - gap, DIGITS)]
            if len(parts) > FEWEST and slips and is_free(material, scope, slips[0], (*parts, whole)):
                yield told_as_list(material, "parts_by_words", whole, run, good=False)
