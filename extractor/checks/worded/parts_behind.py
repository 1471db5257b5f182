"""Parts told in the sentence behind the one that tells their whole: 完成4.86万人次，完成率108%。其中甲…；乙…."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, Quantity, Scope
from extractor.checks.units import ZERO
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.lists import told_as_list
from extractor.checks.worded.runs import FEWEST, Run
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check

_words = WORDINGS["lists"]

# A whole is called 共 within so many characters; a slip misses it by so many, or changes two digits.
MISSED, WHOLE_REACH = 2, 12


def parts_of_paragraphs(material: Material) -> Iterator[Check]:
    """完成4.86万人次，完成率108%。其中甲2.68万人次，占…；乙…: the parts that follow make the whole. Never fails."""
    for scope in material.neighbours:
        spots = {id(each.spot): each.spot for each in scope.quantities} if len(scope.quantities) > FEWEST else {}
        if not any("其中" in spot.passage.text for spot in spots.values()):
            continue
        for unit, figures in scope.by_unit.items():
            if unit in {"", RATE, POINTS} or len(figures) <= FEWEST:
                continue
            for index, whole in enumerate(figures[:-FEWEST]):
                text = whole.spot.passage.text
                first = figures[index + 1]
                if first.spot is not whole.spot or first.clause == whole.clause:
                    continue
                if "其中" not in text[whole.end : first.start] or whole.per is not None:
                    continue
                running = ZERO
                for end in range(index + 1, len(figures)):
                    running += figures[end].value
                    if running >= whole.value:
                        break
                if running == whole.value and end > index + FEWEST - 1 and whole.value:
                    clause = Clause([whole, *figures[index + 1 : end + 1]], scope)
                    yield told_as_list(
                        material, "parts_by_words", whole, Run(clause, 1, len(clause.quantities)), good=True
                    )


def closed_lists_behind(material: Material) -> Iterator[Check]:
    """共实施86个，完工79个；其中产业41个、…、其他12个: a list that ends with 其他 makes what is called 共.

    Fails where it misses it by little.
    """
    for scope in material.paragraphs.telling("其中"):
        text = scope.text
        if "其他" not in text and "其它" not in text and "其余" not in text:
            continue
        for whole in scope.quantities:
            if whole.unit in {"", RATE, POINTS} or whole.per is not None:
                continue
            run = _closed_behind(scope, whole)
            good = run is not None and run.total == whole.value
            if run is not None and (good or _misses_by_little(run, whole)):
                yield told_as_list(material, "parts_by_words", whole, run, good=good)


def _closed_behind(scope: Scope, whole: Quantity) -> Run | None:
    """The list behind a whole called 共, in its own sentence of a paragraph, whose last part is called 其他 or 其余."""
    text = whole.spot.passage.text
    at = text.find("其中", whole.end)
    if not _words["whole_of_all"].search(whole.words_before(WHOLE_REACH)) or at < 0 or "。" in text[whole.end : at]:
        return None
    behind = [each for each in scope.quantities if each.spot is whole.spot and each.start > at]
    clause = Clause([each for each in behind if each.clause == behind[0].clause], scope) if behind else None
    if clause is None or any(each.unit != whole.unit for each in clause.quantities):
        return None
    last = len(clause.quantities)
    closed = last > FEWEST and _words["others"].search(clause.between(last - 2, last - 1))
    between = [each for each in scope.by_unit[whole.unit] if whole.start < each.start < at]
    # 共86个，完工79个，…；其中…: the parts may be of either.
    if not closed or any(abs(each.value - _sum_of(clause)) <= MISSED for each in between):
        return None
    return Run(clause, 0, last)


def _sum_of(clause: Clause) -> Decimal:
    """What all figures of a sentence make."""
    return sum((each.value for each in clause.quantities), ZERO)


def _misses_by_little(run: Run, whole: Quantity) -> bool:
    if any(each.is_rough for each in (whole, *run.figures)):
        return False
    return abs(run.total - whole.value) <= MISSED or has_swapped_digits(run.total, whole.value)
