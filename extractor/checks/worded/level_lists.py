"""The scores of the standard parts told in a sentence: 其中决策16.5分、过程20.1分、产出28.4分、效益23.6分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from extractor.checks.engine import check
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import SCORE, Quantity
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.frames import is_blurred
from extractor.checks.wording import wording
from extractor.model.report import Check, plain

_words = partial(wording, "level_lists")

PARTS = 4
FULL = Decimal(100)
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
    for clause in material.clauses:
        parts = _parts(clause) if "过程" in clause.words and "产出" in clause.words else []
        if not parts or _words("open").search(clause.words):
            continue
        summed = sum((each.value for each in parts), Decimal(0))
        gap = summed - overall
        others = {each.value for each in clause.scope.quantities if each.unit == SCORE and each not in parts}
        slip = gap and any(is_mistyped(each.value, each.value - gap) for each in parts)
        slip = slip or (summed != FULL and abs(gap) <= NEAR)
        if not gap or (slip and overall in others and not {summed, abs(gap)} & others):
            listed = "、".join(each.said for each in parts)
            yield check(
                "level_scores_summed", "fail" if gap else "pass",
                f"所述各部分得分{listed}之和{plain(summed)}分，与综合得分{plain(overall)}分"
                f"{'不一致' if gap else '一致'}。",
                material.printed(*parts), summed, overall,
            )  # fmt: skip


def _parts(clause: Clause) -> Sequence[Quantity]:
    """The scores right behind 决策, 过程, 产出 and 效益 (投入 and 效果 of the older set), none between them."""
    for first in range(len(clause.quantities) - PARTS + 1):
        run = clause.quantities[first : first + PARTS]
        labels = [clause.between(first + n - 1, first + n) for n in range(PARTS)]
        if all(_words(f"part{n}").search(label) for n, label in enumerate(labels)):
            told = all(each.unit == SCORE and each.per is None and not is_blurred(each) for each in run)
            return run if told else []
    return []
