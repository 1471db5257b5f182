"""How far the problems or projects of a report are (已完成31个；正在整改5个；未启动2个), against how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import check, compared
from extractor.checks.material import Material
from extractor.checks.quantities import NO_COUNTS, Quantity, Scope, any_rough
from extractor.checks.units import ZERO
from extractor.checks.worded.clauses import marked
from extractor.checks.wording import WORDINGS, cues
from extractor.model.report import Check, plain

_words = WORDINGS["statuses"]

STAGES = ("done", "going_on", "not_begun")
REACH, MISSED = 12, 2


def statuses_counted(material: Material) -> Iterator[Check]:
    """共发现问题38个…。已完成整改31个；正在整改5个；未启动2个: what is done, going on and not begun makes all.

    Fails where the three, each told once in a paragraph, miss the one count called 共 by one or two.
    """
    for scope in material.paragraphs.telling(*cues("statuses", "any")):
        stages = [_of_stage(scope, name) for name in STAGES]
        told = [each for each in stages if each is not None]
        if len(told) < len(STAGES) or len({each.unit for each in told}) > 1 or any_rough(told):
            continue
        alike = [q for q in scope.by_unit[told[0].unit] if q.start < min(each.start for each in told)]
        wholes = [q for q in alike if _words["all"].search(q.words_before(REACH))]
        if len({q.value for q in wholes}) != 1 or wholes[0].blurred:
            continue
        summed = sum((each.value for each in told), ZERO)
        good = summed == wholes[0].value
        gap = abs(summed - wholes[0].value)
        # 不予采纳1个: what else became of some of them.
        others = {q.value for q in scope.by_unit[told[0].unit] if q not in told and q not in wholes}
        if good or (gap <= MISSED and not others & {summed, gap}):
            listed = "、".join(each.said for each in told)
            yield compared(
                "statuses_counted", good, f"所述{wholes[0].quoted}，与{listed}之和{plain(summed)}",
                material.printed(wholes[0], *told), wholes[0].value, summed,
            )  # fmt: skip


def done_within_all(material: Material) -> Iterator[Check]:
    """共15个问题，已整改12个: no more is done than there is."""
    for clause in material.clauses.telling("共"):
        for match in marked("statuses", "done_of_all").finditer(clause.words):
            whole, done = clause.at(match.start("all")), clause.at(match.start("done"))
            if whole.unit != done.unit or whole.unit in NO_COUNTS or whole.blurred or done.blurred:
                continue
            good = done.value <= whole.value
            yield check(
                "done_within_all", "pass" if good else "fail",
                f"所述已完成{done.said}，{'未超过' if good else '超过'}所述总数{whole.said}。",
                material.printed(done, whole), done.value, whole.value,
            )  # fmt: skip


def _of_stage(scope: Scope, name: str) -> Quantity | None:
    """The one count of a paragraph that the words right before it call so."""
    found = [q for q in scope.quantities if q.unit not in NO_COUNTS and _words[name].search(q.words_before(REACH))]
    return found[0] if len(found) == 1 else None
