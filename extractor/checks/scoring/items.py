"""Rules of scoring tables: an indicator's own sum, levels, totals, the stated verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, groupby
from operator import attrgetter

from extractor.checks.engine import ALL_LINES, Figure, Printed, Status, check, tight, total
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.material import Material
from extractor.checks.quantities import SCORE
from extractor.checks.units import HUNDRED, ZERO
from extractor.model.report import Check, ScoreItem, plain
from extractor.records.score_items import LEVELS, ScoreRows, lost
from extractor.values.figures import figure, is_blank

MOST_TIMES, BEFORE = 3, 20
# A score of something named, that is not the whole.
_OF_ONE = re.compile(r"^(?!.*(?:综合|总|最终|合计|评价|自评|本次|项目|绩效|为|得分.))[一-龥]{4,}得分$")
_WITH_POINTS = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*分?\s*[）)]")
_NAMES = {"points": "分值", "deduction": "扣分", "score": "得分"}


def item_sums(material: Material) -> Iterator[Check]:
    """分值 = 扣分 + 得分 in each row; a blank deduction is none (0)."""
    for rows in material.score_parts:
        if rows.part.column("deduction") is None:
            continue
        good: list[Figure] = []
        count = 0
        for row in rows.indicator_rows:
            points, deduction, score = (_own(material, rows, role, row) for role in _NAMES)
            if points is None or score is None or _unreadable(rows, row):
                continue
            less = lost(points.value, deduction.value, score.value) if deduction else ZERO
            figures = [each for each in (points, deduction, score) if each]
            if points.value == less + score.value:
                count += 1
                good += figures
                continue
            name = _name(rows, row)
            yield check(
                "item_sum", "fail",
                f"评分表{name}分值{plain(points.value)}分，扣分{plain(less)}分与得分{plain(score.value)}分"
                f"合计{plain(less + score.value)}分，与分值不符。",
                figures, points.value, less + score.value,
            )  # fmt: skip
        if count:
            yield check("item_sum", "pass", f"评分表{count}项指标的分值均等于扣分与得分之和。", good)


def totals(material: Material) -> Iterator[Check]:
    """The total row of a scoring table against the sum of its indicators, column by column."""
    for rows in material.score_parts:
        for role, name in _NAMES.items():
            if not rows.total_rows or rows.part.column(role) is None:
                continue
            stated = material.figures.of(rows.table, rows.cell(role, rows.total_rows[-1]))
            figures = _column(material, rows, role)
            if stated is None or figures is None:
                continue
            figures += _outside(material, rows, role)
            computed = abs(total(figures)) if role == "deduction" else total(figures)
            said = abs(stated.value) if role == "deduction" else stated.value
            good = computed == said
            # Some forms keep the points of the funds block (预算执行率, 10分) outside the indicator rows.
            unsure = rows.table.kind == "self_evaluation" and not (
                _tells_all(material, rows) or (role == "points" and computed == HUNDRED)
            )
            status: Status = "pass" if good else "unknown" if unsure else "fail"
            verb = "一致" if good else "不一致"
            yield check(
                "score_total", status,
                f"评分表合计行的{name}{plain(said)}分，与各指标{name}之和{plain(computed)}分{verb}。",
                [stated, *figures], said, computed,
            )  # fmt: skip


def _tells_all(material: Material, rows: ScoreRows) -> bool:
    """Whether the points of the indicator rows make the total row, and that is the full score: alone, or with those of
    the funds block, whose row has a score then."""
    stated, points = _total(material, rows, "points"), _column(material, rows, "points")
    if stated is None or points is None:
        return False
    scored, told = ([each.evidence[0].row for each in _outside(material, rows, role)] for role in ("score", "points"))
    with_funds = total(points) + total(_outside(material, rows, "points"))
    return stated.value == HUNDRED and (total(points) == HUNDRED or (with_funds == HUNDRED and scored == told))


def level_points(material: Material) -> Iterator[Check]:
    """The points printed with a level's name against the sum of the indicators below it.

    Where what one level has too much another lacks, a row stands under the wrong name: by the typist or by the
    reading of a table that a page end cuts. That is no slip in the figures, so nothing is failed.
    """
    for level in LEVELS[:2]:
        groups = [
            (name, said, items, sum((item.points for item in items if item.points is not None), ZERO))
            for name, said, items in _groups(material.items, level)
            if all(item.points is not None for item in items)
        ]
        misplaced = len(groups) > 1 and sum(said for _, said, _, _ in groups) == sum(sum_ for *_, sum_ in groups)
        for name, said, items, computed in groups:
            good = computed == said
            # 项目决策（20分）项目过程（25分） in one cell: two levels that no ruling parts.
            unsure = (
                misplaced or _WITH_POINTS.search(name) is not None or _may_be_beside(material, items, said - computed)
            )
            status: Status = "pass" if good else "unknown" if unsure else "fail"
            verb = "一致" if good else "不一致"
            found = [*_level_figure(material, level, items[0], said), *map(material.points_of, items)]
            yield check(
                "level_points", status,
                f"评分表“{name}”标明{plain(said)}分，与其下各指标分值之和{plain(computed)}分{verb}。",
                found, said, computed,
            )  # fmt: skip


def _may_be_beside(material: Material, items: list[ScoreItem], gap: Decimal) -> bool:
    """Whether a level lacks just what the indicators beside it have, or has just what its first or last have too much,
    in a table without all rulings: a name may have been set beside a row too many or too few there."""
    row = material.row_of(items[0])
    if row is None or row[0].table.grid.confidence >= ALL_LINES:
        return False
    table = [item for item in material.items if item.table == items[0].table]
    start = next(at for at, item in enumerate(table) if item is items[0])
    end = start + len(items)
    beside = (table[:start][::-1], table[end:]) if gap > 0 else (items, items[::-1])
    return any(abs(gap) in accumulate(item.points or ZERO for item in run) for run in beside)


def score_within_points(material: Material) -> Iterator[Check]:
    """No indicator scores more than its points; extra points (加分) are another matter."""
    for item in material.items:
        if item.points is None or item.score is None or item.score <= item.points:
            continue
        if (
            "加分" in item.name
            or "加分" in (item.level1 or "")
            or item.points <= 0
            or item.score > MOST_TIMES * item.points
        ):
            continue  # so much more is a rate, or a figure of another column
        if (item.deduction or 0) < 0 or "加分" in (item.comment or ""):
            continue
        yield check(
            "score_above_points", "fail",
            f"评分表“{item.name}”得分{plain(item.score)}分，高于其分值{plain(item.points)}分。",
            [Figure(item.score, 0, item.evidence)], item.score, item.points,
        )  # fmt: skip


def stated_score(material: Material) -> Iterator[Check]:
    """The total of the scoring table against the overall score that the text states.

    A table of 90 points leaves the other ten to 预算执行率, scored elsewhere: then it may total that much less.
    """
    stated = [each for each in material.head.overall_scores if each.score is not None]
    totals = [(rows, found) for rows in material.score_parts if (found := _total(material, rows, "score"))]
    sums = [found for _, found in totals]
    if len(stated) != 1 or len(sums) != 1 or stated[0].score is None:
        return
    said, summed = Figure(stated[0].score, 2, stated[0].evidence), sums[0]
    if said.evidence == summed.evidence:
        return
    good = said.value == summed.value
    # A score rounded in the text (85.6 for 85.55) is the same score.
    points = _total(material, totals[0][0], "points")
    elsewhere = HUNDRED - points.value if points else ZERO
    typed = has_swapped_digits(said.value, summed.value)
    near = not typed and (abs(said.value - summed.value) < 1 or 0 < said.value - summed.value <= elsewhere)
    unsure = near or (not good and _is_of_a_part(material, summed.value))
    status: Status = "pass" if good else "unknown" if unsure else "fail"
    verb = "一致" if good else "不一致"
    yield check(
        "stated_score", status,
        f"报告所述综合得分{plain(said.value)}分，与评分表合计得分{plain(summed.value)}分{verb}。",
        [said, summed], said.value, summed.value,
    )  # fmt: skip


def _is_of_a_part(material: Material, score: Decimal) -> bool:
    """Whether the text tells a score as that of one of several: 农家书屋更新得分79.00分 beside 综合得分84.70分."""
    return any(
        each.value == score and _OF_ONE.search(each.words_before(BEFORE)) is not None
        for scope in material.paragraphs
        for each in scope.by_unit.get(SCORE, [])
    )


def _total(material: Material, rows: ScoreRows, role: str) -> Figure | None:
    totals = rows.total_rows
    return material.figures.of(rows.table, rows.cell(role, totals[-1])) if totals else None


def _own(material: Material, rows: ScoreRows, role: str, row: int) -> Figure | None:
    return material.figures.of(rows.table, rows.own_cell(role, row))


def _column(material: Material, rows: ScoreRows, role: str) -> list[Figure] | None:
    """The figures of a column, merged cells once; None where one of them cannot be read."""
    found: list[Figure] = []
    column, figures = rows.column(role), material.figures.of_table(rows.table)
    for row in rows.indicator_rows if column is not None else ():
        value = figures.get((row, column.index)) if column else None
        if value is not None:
            found.append(value)
            continue
        cell = rows.own_cell(role, row)
        if cell is not None and not is_blank(cell.passage.text):
            return None
    return found


def _outside(material: Material, rows: ScoreRows, role: str) -> list[Figure]:
    """The points and score of 预算执行率 in the funds block of a 自评表: its total counts them in."""
    found: list[Figure] = []
    for part in rows.table.parts:
        column = part.column(role)
        if part is rows.part or column is None or any(part.column(level) for level in LEVELS):
            continue
        cells = (rows.places.get((row, column.index)) for row in part.rows)
        figures = [material.figures.of(rows.table, cell) for cell in cells]
        found += [each for each in figures if each is not None][:1]
    return found


def _unreadable(rows: ScoreRows, row: int) -> bool:
    """Whether the deduction cell holds words: then the row says something else than a figure."""
    cell = rows.cell("deduction", row)
    if cell is None or cell.row != row or cell.rowspan > 1:
        return cell is not None
    return not is_blank(cell.passage.text) and figure(cell.passage.text) is None


def _name(rows: ScoreRows, row: int) -> str:
    for level in reversed(LEVELS):
        cell = rows.cell(level, row)
        if cell is not None and cell.passage.text.strip():
            return f"“{tight(cell.passage.text)}”"
    return f"第{row + 1}行"


def _level_figure(material: Material, level: str, item: ScoreItem, said: Decimal) -> list[Figure]:
    """The points printed with a level's name, or beside it, with their place."""
    found = material.row_of(item)
    if found is None:
        return []
    rows, row = found
    for role in (f"{level}_points", level):
        cell = rows.cell(role, row)
        if cell is not None and plain(said) in tight(cell.passage.text):
            return [Figure(said, 0, Printed(cell.passage, material.reading.pages, place=rows.place(cell)))]
    return []


def _groups(items: list[ScoreItem], level: str) -> Iterator[tuple[str, Decimal, list[ScoreItem]]]:
    """Neighbouring indicators under one level name with printed points."""
    for _, group in groupby(items, key=attrgetter("table", *LEVELS[: LEVELS.index(level) + 1])):
        run = list(group)
        name, points = getattr(run[0], level), getattr(run[0], f"{level}_points")
        if name and points is not None:
            yield name, points, run
