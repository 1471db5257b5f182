"""Tables that score several bodies or projects, one a row: the total of each row, its grade, its rank."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from extractor.checks.engine import SURE_READING, Figure, Printed, check, compared, tight, total
from extractor.checks.figures_told import has_swapped_digits, is_slip
from extractor.checks.material import Material
from extractor.checks.scoring.grades import own_scale, score_fits
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Place
from extractor.model.reading import Column
from extractor.model.report import Check, plain
from extractor.values import grade_classes, usual_grade
from extractor.values.figures import decimals

_words = WORDINGS["rankings"]

# So many rows, and this share of all, show that a column adds up those before it.
ROWS_THAT_PROVE, SHARE_THAT_PROVES = 3, Decimal("0.7")
FEWEST_PARTS, FEWEST_RANKED = 2, 4
# Four digits and the point: 79.68.
DIGITS_OF_A_MEAN = 5


def scores_of_rows(material: Material) -> Iterator[Check]:
    """单位 | 决策 | 过程 | 产出 | 效益 | 总分: the total of each row, where most rows keep it."""
    for sheet, last in _scored(material):
        first = [at for at, column in enumerate(sheet.part.columns) if column.role == "serial" or not at]
        columns = [column.index for column in sheet.part.columns[first[-1] + 1 :] if column.index < last.index]
        cases = [
            (row, stated, parts)
            for row in sheet.part.rows
            if (stated := sheet.figure(row, last.index))
            and len(parts := [each for index in columns if (each := sheet.figure(row, index))]) >= FEWEST_PARTS
        ]
        good = [case for case in cases if total(case[2]) == case[1].value]
        if len(good) < ROWS_THAT_PROVE or len(good) < SHARE_THAT_PROVES * len(cases):
            continue
        for row, stated, parts in cases:
            computed = total(parts)
            holds = computed == stated.value
            sure = is_slip(stated.value, computed) and sheet.table.grid.confidence >= SURE_READING
            yield check(
                "scores_in_row", "pass" if holds else "fail" if sure else "unknown",
                f"{sheet.row_said(row)}“{head(last)}”{stated.text}分，与各部分得分之和{plain(computed)}分"
                f"{'一致' if holds else '不一致'}。",
                [stated, *parts], stated.value, computed,
            )  # fmt: skip


def grades_of_rows(material: Material) -> Iterator[Check]:
    """总分 | 等级: the grade of each row by the report's tiers or the common ones; fails where others fit."""
    sheets = list(_scored(material))
    scale = material.once(own_scale) if sheets else []
    for sheet, scored in sheets:
        column = next((each for each in sheet.part.columns if _words["grade"].fullmatch(head(each))), None)
        cases = []
        for row in sheet.part.rows if column else ():
            score, cell = sheet.figure(row, scored.index), sheet.cells.get((row, column.index if column else 0))
            grade = grade_classes().get(tight(cell.passage.text).strip('“”"')) if cell else None
            if score is not None and cell is not None and grade is not None and score.value <= HUNDRED:
                place = Place(sheet.table.grid.id, cell.row, cell.column)
                said = Figure(ZERO, 0, Printed(cell.passage, material.reading.pages, place=place))
                good = score_fits(scale, score.value, grade)
                cases.append((row, score, said, tight(cell.passage.text), good))
        right = [case for case in cases if case[-1]]
        for row, score, said, grade, good in cases:
            sure = scale or (len(right) >= ROWS_THAT_PROVE and len({case[3] for case in right}) > 1)
            expected = "" if scale else f"，按通用标准应为“{usual_grade(score.value)}”"
            verb = "相符" if good else f"不符{expected}"
            yield check(
                "grade_in_row", "pass" if good else "fail" if sure else "unknown",
                f"{sheet.name}“{sheet.label(row)}”{score.text}分与等级“{grade}”{verb}。",
                [score, said], score.value, grade,
            )  # fmt: skip


def ranks_of_rows(material: Material) -> Iterator[Check]:
    """总分 | 排名: the higher score has the lower rank. Fails where two rows alone stand the wrong way round."""
    for sheet, scored in _scored(material):
        column = next((each for each in sheet.part.columns if _words["rank"].fullmatch(head(each))), None)
        rows = [
            (row, score, rank)
            for row in (sheet.part.rows if column else ())
            if (score := sheet.figure(row, scored.index)) and (rank := sheet.figure(row, column.index if column else 0))
        ]
        if len(rows) < FEWEST_RANKED or len({rank.value for _, _, rank in rows}) < len(rows):
            continue
        wrong = [
            (one, two)
            for one, two in combinations(sorted(rows, key=lambda each: each[2].value), 2)
            if one[1].value < two[1].value
        ]
        figures = [figure for _, *pair in rows for figure in pair]
        if not wrong:
            yield check("rank_in_row", "pass", f"{sheet.name}{len(rows)}行的“{head(scored)}”与排名一致。", figures)
        elif len(wrong) == 1 and sheet.table.grid.confidence >= SURE_READING:
            (lower, less, rank), (upper, more, behind) = wrong[0]
            yield check(
                "rank_in_row", "fail",
                f"{sheet.name}“{sheet.label(lower)}”{less.text}分排名第{rank.text}，“{sheet.label(upper)}”{more.text}分排名第"
                f"{behind.text}，排名与得分高低不符。",
                [rank, less, behind, more], rank.value, behind.value,
            )  # fmt: skip


def means_of_rows(material: Material) -> Iterator[Check]:
    """6个镇平均得分79.68分, and a table that scores six. Fails where just one digit is another, or two changed,
    or where no row has so much or so little."""
    sheets = list(_scored(material))
    for spot in material.in_words.telling("平均") if sheets else ():
        for match in WORDINGS["means_of_rows"]["mean"].finditer(spot.passage.text):
            for sheet, scored in sheets:
                rows = [row for row in sheet.part.plain_rows if sheet.figure(row, scored.index)]
                scores = sheet.figures(rows, scored.index) or []
                if len(scores) != int(match["count"]) or len(scores) < ROWS_THAT_PROVE:
                    continue
                said = Figure(
                    Decimal(match["mean"]), decimals(match["mean"]),
                    Printed(spot.passage, material.reading.pages, match.start("mean"), match.end(), spot.place),
                )  # fmt: skip
                mean = round(total(scores) / len(scores), said.decimals)
                holds = abs(mean - said.value) <= 2 * said.half_unit
                beyond = not min(scores, key=_value).value <= said.value <= max(scores, key=_value).value
                if holds or beyond or _differ_by_a_digit(said.value, mean):
                    yield compared(
                        "mean_of_rows", holds,
                        f"所述平均{said.text}分，与{sheet.name}{len(scores)}行“{head(scored)}”的平均值{plain(mean)}分",
                        [said, *scores], said.value, mean,
                    )  # fmt: skip


def _value(figure: Figure) -> Decimal:
    return figure.value


def _differ_by_a_digit(one: Decimal, other: Decimal) -> bool:
    first, second = str(one), str(other)
    places = [at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b]
    return len(first) == len(second) >= DIGITS_OF_A_MEAN and (len(places) == 1 or has_swapped_digits(one, other))


def _scored(material: Material) -> Iterator[tuple[Sheet, Column]]:
    """The tables with a column of total scores, rows of indicators apart."""
    for table in material.reading.tables:
        for part in table.parts if table.kind in {"other", "score", "projects", "funds"} else ():
            heads = [column for column in part.columns if _words["total"].fullmatch(head(column))]
            if len(heads) == 1 and not any(column.role in {"level2", "level3"} for column in part.columns):
                yield Sheet(material.figures, table, part), heads[0]
