"""The scores of the standard parts told in a sentence: 其中决策16.5分、过程20.1分、产出28.4分、效益23.6分."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import check
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import SCORE, Quantity, Scope, any_rough
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain

_words = WORDINGS["level_lists"]
# What a part may get at most, in brackets behind what it got: 14分（满分15分）.
_POINTS = re.compile(r"[（(](?:满分|分值|权重)[^（()）]{0,8}[）)]")

PARTS = 4
# Characters before a score that name its part.
LEAD = 16
# Whole scores that miss the overall one told beside them by no more were meant to make it; points would make 100.
NEAR = Decimal(3)


def scores_of_parts(material: Material) -> Iterator[Check]:
    """All four parts of the standard set make the only overall score.

    Fails where mistyped digits of one explain it, or they miss it by little.
    """
    scores = {each.score for each in material.head.overall_scores if each.score is not None}
    if len(scores) != 1:
        return
    (overall,) = scores
    for scope in material.paragraphs.telling("过程"):
        parts = _parts(scope) if "产出" in scope.text else []
        if not parts or _words["open"].search(_told(parts)):
            continue
        summed = sum((each.value for each in parts), ZERO)
        gap = summed - overall
        others = {each.value for each in scope.quantities if each.unit == SCORE and each not in parts}
        slip = gap and any(is_mistyped(each.value, each.value - gap) for each in parts)
        slip = slip or is_mistyped(overall, summed) or (summed != HUNDRED and abs(gap) <= NEAR)
        if not gap or (slip and overall in others and not {summed, abs(gap)} & others):
            listed = "、".join(each.said for each in parts)
            yield check(
                "level_scores_summed", "fail" if gap else "pass",
                f"所述各部分得分{listed}之和{plain(summed)}分，与综合得分{plain(overall)}分"
                f"{'不一致' if gap else '一致'}。",
                material.printed(*parts), summed, overall,
            )  # fmt: skip


def _parts(scope: Scope) -> Sequence[Quantity]:
    """The scores right behind 决策, 过程, 产出 and 效益 (投入 and 效果 of the older set), no other between them."""
    scores = [
        each
        for each in scope.quantities
        if each.unit == SCORE and each.per is None and not _words["points"].search(each.words_before(LEAD))
    ]
    for first in range(len(scores) - PARTS + 1):
        run = scores[first : first + PARTS]
        if all(_words[f"part{n}"].search(each.words_before(LEAD)) for n, each in enumerate(run)):
            one_sentence = all(one.spot is two.spot and "。" not in _between(one, two) for one, two in pairwise(run))
            return run if one_sentence and not any_rough(run) else []
    return []


def _told(parts: Sequence[Quantity]) -> str:
    text = parts[0].spot.passage.text
    return _POINTS.sub("", text[max(0, parts[0].start - LEAD) : parts[-1].end])


def _between(one: Quantity, two: Quantity) -> str:
    return one.spot.passage.text[one.end : two.start]
