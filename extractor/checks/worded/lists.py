"""Lists of figures in a sentence with what they make: a total behind, a whole before, their mean, their order.

A list fails its whole only where it is surely complete: the total stands right behind it, its last part is called 其他,
its parts are answers of which each is one (满意、一般、不满意), men and women, or as many as the sentence says (三类).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extractor.checks.engine import compared
from extractor.checks.figures_told import has_swapped_digits, is_mistyped
from extractor.checks.material import Material
from extractor.checks.quantities import POINTS, RATE, SCORE, YUAN, Quantity
from extractor.checks.units import ZERO
from extractor.checks.worded.clauses import Clause
from extractor.checks.worded.formulas import is_near, printed_half, printed_slack
from extractor.checks.worded.partitions import Partitions
from extractor.checks.worded.runs import FEWEST, Run, run_before, run_behind
from extractor.checks.wording import WORDINGS, cues
from extractor.model.report import Check, plain
from extractor.patternbook import load_patterns
from extractor.values.figures import decimals

_words = WORDINGS["lists"]

FEWEST_CLOSED = 2
_NUMERALS = "一二三四五六七八九十"
# A total of two parts is one by its words alone where they stand in one breath; of three it is in any case.
SURE = 3
# A figure with two digits changed has so many that say something, and moves its whole by no more.
DIGITS_OF_A_SLIP, MOST_OF_A_SLIP = 4, Decimal("0.1")


def totals_behind(material: Material) -> Iterator[Check]:
    """决策15分、过程25分、产出35分、效益25分，合计100分: the figures before 合计 make it."""
    for clause in material.clauses.telling(*cues("lists", "any_total")):
        if len(clause.quantities) <= FEWEST:
            continue
        for index, whole in enumerate(clause.quantities):
            if index < FEWEST or not _words["total"].search(clause.between(index - 1, index)):
                continue
            run = run_before(clause, index)
            if run is not None and whole.per is None and whole.unit not in {"", RATE, POINTS}:
                in_batches = _in_batches(run)
                if "累计" in clause.between(index - 1, index) and not in_batches:
                    continue
                good = run.total == whole.value
                # 总投资 may hold more than the list names: digits must be changed.
                typed = _words["loose_total"].search(clause.between(index - 1, index)) is not None
                if typed and not good and not has_swapped_digits(run.total, whole.value):
                    continue
                if good or ((in_batches or _is_whole_list(run)) and _is_slip(clause, run, whole, is_closed=False)):
                    yield told_as_list(material, "sum_by_words", whole, run, good=good)


def _in_batches(run: Run) -> bool:
    """分三批拨付：第一批…、第二批…、第三批…，累计…: whether a list has as many parts as its sentence says."""
    batches = _words["batches"].search(run.clause.between(run.start - 1, run.start))
    return batches is not None and number(batches["count"]) == len(run.figures)


def totals_of_items(material: Material) -> Iterator[Check]:
    """大米2,400公斤，单价4.6元，金额11,040元；…，三项合计37,640元: as many amounts as said, prices apart."""
    for scope in material.paragraphs.telling("项"):
        amounts = [each for each in scope.by_unit.get(YUAN, []) if each.per is None]
        for index, whole in enumerate(amounts):
            match = _words["several"].search(whole.words_before(12))
            size = number(match["count"]) if match else 0
            text = whole.spot.passage.text
            parts = amounts[max(0, index - size) : index]
            if size < FEWEST or len(parts) < size or text.rfind("。", 0, whole.start) > parts[0].start:
                continue
            before = amounts[index - size - 1] if index > size else None
            summed = sum((each.value for each in parts), ZERO)
            good = summed == whole.value
            if before is not None and before.start > text.rfind("。", 0, whole.start) and not good:
                continue  # more amounts than that: which are meant is not known
            blurred = any(each.is_rough for each in (whole, *parts)) or _words["unsure"].search(
                text[parts[0].start : whole.start]
            )
            if good or (not blurred and is_near(whole.value, summed, "")):
                clause = Clause([*parts, whole], scope)
                yield told_as_list(material, "sum_by_words", whole, Run(clause, 0, size), good=good)


def parts_of_wholes(material: Material) -> Iterator[Check]:
    """回收问卷200份，其中满意170份、一般24份、不满意6份: parts that leave nothing out make their whole."""
    partitions = Partitions(material)
    for clause in material.clauses:
        if len(clause.quantities) <= FEWEST_CLOSED or not _words["any_whole"].search(clause.words):
            continue
        for index, whole in enumerate(clause.quantities[:-FEWEST_CLOSED]):
            if whole.per is not None or whole.unit in {"", RATE, POINTS} or not whole.value:
                continue
            # 共420万元，年均140万元，其中2021年110万元: the mean between them is no part.
            last = index + (_words["mean_of"].fullmatch(clause.between(index, index + 1)) is not None)
            # 收回228份，回收率95%，其中满意201份: the rate between them is of the whole.
            if (
                last == index
                and clause.quantities[index + 1].unit == RATE
                and _words["rate_of"].search(clause.between(index, index + 1))
            ):
                last += 1
            run = _in_brackets(run_behind(clause, last))
            told = _words["of_which"].search(clause.between(last, last + 1))
            if run is None or not (told or _are_answers(clause.between(index - 1, index), run)):
                continue
            good = run.total == whole.value and clause.quantities[run.start].unit == whole.unit
            if not (good or told) and run.total < whole.value:
                continue  # not all of them answered
            closed = good or _is_closed(run, index) or _names_all(run, whole, partitions)
            if good or (closed and _is_slip(clause, run, whole, is_closed=True, is_composed=_is_composed(run))):
                yield told_as_list(material, "parts_by_words", whole, run, good=good)


def means(material: Material) -> Iterator[Check]:
    """得分分别为86分、90分、91分，平均89分. Fails for amounts and counts alone: a mean of rates may be weighted."""
    for clause in material.clauses.telling("均"):
        for index, mean in enumerate(clause.quantities):
            label = clause.between(index - 1, index)
            if index < FEWEST or mean.unit == "" or not _words["mean"].search(label):
                continue
            run = run_before(clause, index, any_price=True)
            if run is None:
                continue
            computed = run.total / len(run.figures)
            unit = printed_half(mean) or Decimal("0.5")
            good = abs(computed - mean.value) <= unit
            one_by_one = _words["each"].search(clause.between(run.start - 1, run.start)) is not None
            sure = (one_by_one and mean.unit not in {RATE, SCORE}) or _is_mean_of_years(clause, run, mean, computed)
            if good or (sure and _is_whole_list(run) and _is_open_for(clause, mean, computed)):
                listed = "、".join(each.said for each in run.figures)
                yield compared(
                    "mean_by_words", good, f"所述平均{mean.said}，与所列{listed}的平均值{plain(round(computed, 4))}",
                    material.printed(mean, *run.figures), mean.value, round(computed, 4),
                )  # fmt: skip


def _is_mean_of_years(clause: Clause, run: Run, mean: Quantity, computed: Decimal) -> bool:
    """Whether as many scores stand in a list as years are told to have a mean, which has a typist's slip."""
    match = _words["mean_of_years"].search(clause.between(run.end - 1, run.end))
    if mean.unit != SCORE or match is None or number(match["count"]) != len(run.figures):
        return False
    return is_mistyped(mean.value, round(computed, decimals(mean.text)))


def orders(material: Material) -> Iterator[Check]:
    """由高到低依次为91.5分、89分、86.5分: each figure is no more than the one before."""
    for clause in material.clauses.telling("到", "至"):
        match = _words["order"].search(clause.words)
        if match is None:
            continue
        index = sum(place < match.end() for place in clause.marks)
        run = run_behind(clause, index - 1)
        if run is None or len(run.figures) < SURE:
            continue
        if re.search("[，,；;]", clause.words[match.end() : clause.marks[index]]):
            continue  # 由高到低依次为甲、乙、丙，均超过75分: what is put in order has no figures
        values = [each.value for each in run.figures]
        falling = match["falls"] is not None
        good = values == sorted(values, reverse=falling)
        if good or sum(a != b for a, b in zip(values, sorted(values, reverse=falling), strict=True)) == FEWEST:
            listed = "、".join(each.said for each in run.figures)
            yield compared(
                "order_by_words", good, f"所列{listed}与所述“{match[0]}”的顺序", material.printed(*run.figures)
            )


def _in_brackets(run: Run | None) -> Run | None:
    """A list that begins in brackets, up to their end: （第一批1,200万元、第二批660万元），省级配套372万元."""
    if run is None or not run.clause.between(run.start - 1, run.start).startswith("（"):
        return run
    ends = (at for at in range(run.start + 1, run.end) if "）" in run.clause.between(at - 1, at))
    end = next(ends, run.end)
    return Run(run.clause, run.start, end) if end - run.start >= FEWEST else None


def _is_whole_list(run: Run) -> bool:
    """Whether a list begins its sentence and no word makes one of its figures no part."""
    clause = run.clause
    behind = clause.behind(run.end - 1)[:6]
    first = 0
    if run.start and (ahead := clause.between(run.start - 1, run.start)).startswith(("，", ",")) and "、" not in ahead:
        # 缺口108万元，涉及合作社6家、家庭农场4家，共10家: behind a figure of another unit, and none of its own.
        is_first = all(each.unit != run.figures[0].unit for each in clause.quantities[: run.start])
        first = clause.marks[run.start - 1] + 1 if is_first else 0
    words = clause.words[first : clause.marks[run.end - 1]].removeprefix("其中") + behind
    return (run.start == 0 or first > 0) and not (_words["no_list"].search(words) or _words["some"].search(behind))


def _is_closed(run: Run, whole: int) -> bool:
    """Whether the parts of a whole leave nothing out."""
    clause = run.clause
    labels = run.labels
    if clause.quantities[run.start].unit != clause.quantities[whole].unit:
        return False
    if any(_words["no_part"].search(label) for label in labels[1:]) or _words["some"].search(
        clause.behind(run.end - 1)
    ):
        return False
    told_whole = _words["complete"].search(clause.between(whole, run.start)) is not None and len(labels) >= SURE
    if (
        told_whole
        or _is_composed(run)
        or _is_transposed(run, clause.quantities[whole])
        or _is_overshot(run, clause.quantities[whole], labels)
        or _is_rest(run, clause.quantities[whole])
        or _are_counted(labels)
        or _are_levels(run, whole, labels)
    ):
        return True
    nested = any(each.unit == clause.quantities[whole].unit for each in clause.quantities[:whole])
    if (_words["rest"].search(labels[-1]) and not nested) or all(_words["answer"].search(label) for label in labels):
        return True
    if len(labels) == FEWEST and any(_are_halves(pair, *labels) for pair in _halves()):
        return True
    said = _words["count"].search(clause.between(whole - 1, whole) + clause.between(whole, whole + 1))
    return said is not None and number(said["count"]) == len(labels) >= SURE


def _are_answers(whole: str, run: Run) -> bool:
    """Whether a list has all answers to one question, and its whole none: 非常满意78户、满意35户、不满意7户."""
    if run.end - run.start < SURE or _words["answer"].search(whole):
        return False
    is_answer, clause = _words["answer"].search, run.clause
    told = all(is_answer(clause.between(at - 1, at)) for at in range(run.start, run.end))
    return told and any("不" in label for label in run.labels)


def _names_all(run: Run, whole: Quantity, partitions: Partitions) -> bool:
    """Whether a list names all rows of a table of the report, and nearly makes its whole."""
    return abs(run.total - whole.value) <= MOST_OF_A_SLIP * whole.value and partitions.closes(run.labels)


def _is_transposed(run: Run, whole: Quantity) -> bool:
    """Whether a list makes its whole once two neighbouring digits of one figure are changed back."""
    gap = run.total - whole.value
    if abs(gap) > MOST_OF_A_SLIP * whole.value:
        return False
    pairs = [(whole.text, whole.value, run.total), *((each.text, each.value, each.value - gap) for each in run.figures)]
    return any(
        sum(map(str.isdigit, text)) >= DIGITS_OF_A_SLIP and has_swapped_digits(said, meant)
        for text, said, meant in pairs
    )


def _are_counted(labels: list[str]) -> bool:
    """Whether the parts are counted from the first one on, in brackets: （第一批1,200万元、第二批660万元）."""
    return labels[0].startswith(("（第", "：第")) and all(
        f"第{_NUMERALS[at]}" in label for at, label in enumerate(labels)
    )


def _are_levels(run: Run, whole: int, labels: list[str]) -> bool:
    """Whether brackets right behind a whole name levels of government alone: 386万元（中央310万元、自治区76万元）."""
    alone = run.start == whole + 1 and labels[0].startswith("（") and run.clause.behind(run.end - 1).startswith("）")
    return alone and all(_words["levels"].fullmatch(label) for label in labels)


def _is_rest(run: Run, whole: Quantity) -> bool:
    """Whether a list makes what two amounts told before it leave: 到位1,486万元，支付1,412.7万元，未付73.8万元…."""
    if whole.unit != YUAN or abs(whole.value - run.total) > MOST_OF_A_SLIP * whole.value:
        return False
    before = {each.value for each in run.clause.scope.by_unit.get(YUAN, []) if each.start < whole.start}
    total = run.total
    return any(value - total in before for value in before)


def _is_overshot(run: Run, whole: Quantity, labels: list[str]) -> bool:
    """Whether kinds of one thing (个人用户, 企业用户) are a few more than all of it."""
    things = {match[0] if (match := _words["thing"].search(label)) else "" for label in labels}
    named = len(things) == 1 and "" not in things and len(set(labels)) == len(labels)
    named = named or any(_are_of_family(family, labels) for family in _families())
    return named and 0 < run.total - whole.value <= MOST_OF_A_SLIP * whole.value


def _are_halves(pair: tuple[str, str], one: str, two: str) -> bool:
    """Whether two labels name the two halves of a whole: 男 and 女, 城区 and 乡镇."""
    return (pair[0] in one and pair[1] in two) or (pair[1] in one and pair[0] in two)


def _are_of_family(family: re.Pattern[str], labels: list[str]) -> bool:
    """Whether each label tells another kind of one family (公开招标, 竞争性磋商), so that none is of two."""
    found = [match[0] for label in labels if (match := family.search(label))]
    return len(found) == len(labels) == len(set(found))


@cache
def _families() -> list[re.Pattern[str]]:
    return [re.compile(words) for words in load_patterns("checks")["lists"]["families"]]


@cache
def _halves() -> list[tuple[str, str]]:
    return [(one, two) for one, two in load_patterns("checks")["lists"]["halves"]]


def _is_composed(run: Run) -> bool:
    """由中央资金50万元、县级配套36.4万元两部分组成: whether a list says that it leaves nothing out."""
    composed = _words["composed"].match(run.clause.behind(run.end - 1))
    return composed is not None and number(composed["count"]) == run.end - run.start


def _is_slip(clause: Clause, run: Run, whole: Quantity, *, is_closed: bool, is_composed: bool = False) -> bool:
    """Whether a list that does not make its whole surely was meant to.

    What other figures make of the whole excuses no list that says that it is all of it.
    """
    if any(each.is_rough for each in (whole, *run.figures)) or not _is_open_for(clause, whole, run.total):
        return False
    slack = printed_slack(whole, *run.figures) if whole.unit == YUAN else ZERO
    if abs(run.total - whole.value) <= slack:
        return False
    # Figures beside the list make the whole, or what it lacks.
    own = {whole, *run.figures}
    others = [q for q in clause.scope.quantities if q.unit == whole.unit and q not in own]
    # The whole told again makes nothing.
    beside = [q.value for q in others if q.value != whole.value]
    values = (
        beside if is_closed else [q.value for q in clause.scope.quantities if q.unit == whole.unit and q is not whole]
    )
    return is_composed or (abs(run.total - whole.value) not in beside and not _makes(values, whole.value))


def _is_open_for(clause: Clause, whole: Quantity, computed: Decimal) -> bool:
    return is_near(whole.value, computed, "") and _words["unsure"].search(clause.words) is None


def _makes(values: list[Decimal], whole: Decimal) -> bool:
    running, reached = ZERO, {ZERO}
    for value in values:
        running += value
        if running - whole in reached:
            return True
        reached.add(running)
    return False


def number(text: str) -> int:
    """A small number in digits or Chinese numerals."""
    return int(text) if text.isdigit() else "零一二三四五六七八九十".find(text.replace("两", "二"))


def told_as_list(material: Material, rule: str, whole: Quantity, run: Run, *, good: bool) -> Check:
    listed = "、".join(each.said for each in run.figures)
    named = whole.said if good else whole.quoted
    return compared(
        rule, good, f"所述{named}，与所列{listed}之和{whole.in_its_unit(run.total)}",
        material.printed(whole, *run.figures), whole.value, run.total,
    )  # fmt: skip
