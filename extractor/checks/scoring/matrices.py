"""Scores set out otherwise than one indicator a row: projects side by side, levels as columns or told in the text."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import Figure, Printed, check, compared, rate_fits, slack_of, tight, total
from extractor.checks.figures_told import is_slip
from extractor.checks.level_scores_found import Told
from extractor.checks.material import Material
from extractor.checks.quantities import SCORE
from extractor.checks.sheets import table_said
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.reading import DataTable
from extractor.model.report import Check, plain

_words = WORDINGS["score_matrix"]

FEWEST_ROWS, FEWEST_PARTS = 3, 3
# So many columns that agree show that a table was read right.
COLUMNS_THAT_PROVE = 2

Own = dict[tuple[int, int], Figure]


def columns_of_scores(material: Material) -> Iterator[Check]:
    """指标 | 分值 | 甲项目 | 乙项目, and 总分 below: each column adds up; the text may tell the mean of the totals."""
    for table in _score_tables(material):
        own = dict(material.figures.of_table(table))
        known = {column.index for part in table.parts for column in part.columns if column.role in _KNOWN}
        last = next((row for row in range(table.grid.n_rows) if _words["total"].fullmatch(_label(table, row))), None)
        if last is None or last < FEWEST_ROWS:
            continue
        sums = [
            (own[last, column], parts)
            for column in range(1, table.grid.n_columns)
            if (last, column) in own
            and column not in known
            and len(parts := [own[row, column] for row in range(last) if (row, column) in own]) >= FEWEST_ROWS
        ]
        good = [each for each in sums if total(each[1]) == each[0].value]
        if len(good) < COLUMNS_THAT_PROVE:
            continue
        for stated, parts in sums:
            computed = total(parts)
            holds = computed == stated.value
            if holds or (is_slip(stated.value, computed) and not _is_rounded(parts, stated)):
                yield compared(
                    "score_column", holds,
                    f"{table_said(table)}“{_head(table, stated)}”列合计{plain(stated.value)}分，"
                    f"与其上各项得分之和{plain(computed)}分",
                    [stated, *parts], stated.value, computed,
                )  # fmt: skip
        yield from _means(material, [stated for stated, _ in sums])


def _is_rounded(parts: list[Figure], stated: Figure) -> bool:
    """Whether the parts miss their total by no more than means with two decimals or more do, rounded one by one."""
    finest = max(each.decimals for each in parts)
    slack = slack_of([stated, *(each for each in parts if each.decimals == finest)])
    return finest > 1 and abs(total(parts) - stated.value) <= slack


def rows_of_scores(material: Material) -> Iterator[Check]:
    """指标 | 决策 | 过程 | 产出, with the rows 权重, 得分, 得分率: the rates, and the sums of the rows."""
    for table in _score_tables(material):
        rows = {
            name: row
            for name in ("points", "score", "rate")
            for row in range(table.grid.n_rows)
            if _words[name].fullmatch(_label(table, row))
        }
        if not {"points", "score"} <= rows.keys():
            continue
        own = dict(material.figures.of_table(table))
        columns = [column for column in range(1, table.grid.n_columns) if (rows["points"], column) in own]
        yield from _rates(own, rows, columns)
        overall = {each.score for each in material.head.overall_scores if each.score is not None}
        for name, wholes in (("points", {HUNDRED}), ("score", overall)):
            figures = [own[rows[name], column] for column in columns if (rows[name], column) in own]
            summed = total(figures)
            if len(figures) >= FEWEST_PARTS and summed in wholes:
                yield check(
                    "score_column", "pass", f"各部分{_NAMES[name]}之和{plain(summed)}分与总分一致。", figures,
                    summed, summed,
                )  # fmt: skip


def parts_told(material: Material) -> Iterator[Check]:
    """投入类18.5分（满分20分）、过程类21分（满分25分）…: what one paragraph tells of all parts, against the whole."""
    by_passage: dict[int, list[Told]] = {}
    for each in material.level_scores:
        if each.score is not None:
            by_passage.setdefault(id(each.passage), []).append(each)
    overall = {each.score for each in material.head.overall_scores if each.score is not None}
    tops = {item.level1 for item in material.items if item.level1}
    for parts in by_passage.values():
        names = {each.level.name for each in parts}
        if len(parts) < FEWEST_PARTS or len(names) < len(parts) or len(parts) != len(tops):
            continue
        pages = material.reading.pages
        scores = [each.figure(pages, each.score) for each in parts if each.score]
        points = [each.figure(pages, each.points) for each in parts if each.points]
        for name, figures, wholes in (("得分", scores, overall), ("分值", points, {HUNDRED})):
            summed = total(figures)
            if len(figures) == len(parts) and summed in wholes:
                message = f"所述各部分{name}之和{plain(summed)}分与总分一致。"
                yield check("level_scores_summed", "pass", message, figures, summed, summed)


def _rates(own: Own, rows: dict[str, int], columns: list[int]) -> Iterator[Check]:
    cases = []
    for column in columns:
        points, score, rate = (own.get((rows.get(name, -1), column)) for name in ("points", "score", "rate"))
        if points is not None and score is not None and rate is not None and points.value:
            good = rate_fits(rate.value, rate.decimals, score.value, points.value, ZERO, ZERO)
            cases.append((rate, score, points, good))
    proven = sum(good for *_, good in cases)
    for rate, score, points, good in cases:
        computed = round(score.value / points.value * HUNDRED, max(rate.decimals, 2))
        if good or (proven >= COLUMNS_THAT_PROVE and is_slip(rate.value, computed)):
            yield compared(
                "score_rate_in_row", good,
                f"得分率{rate.text}%，与得分{score.text}分占分值{points.text}分的{plain(computed)}%",
                [rate, score, points], rate.value, computed,
            )  # fmt: skip


def _means(material: Material, totals: list[Figure]) -> Iterator[Check]:
    """平均得分80.05分 in the text: the mean of the totals, the full points apart."""
    scores = [each for each in totals if each.value != HUNDRED]
    if len(scores) < FEWEST_PARTS:
        return
    mean = total(scores) / len(scores)
    for scope in material.paragraphs:
        for each in scope.by_unit.get(SCORE, []):
            if abs(each.value - mean) <= each.figure(material.reading.pages).half_unit and "平均" in each.before(8):
                yield check(
                    "mean_nearby", "pass", f"所述平均{each.said}与评分表{len(scores)}项总分的平均值一致。",
                    [*material.printed(each), *scores], each.value, round(mean, 4),
                )  # fmt: skip


def _score_tables(material: Material) -> Iterator[DataTable]:
    return (
        table
        for table in material.reading.tables
        if table.grid.n_columns > 2
        and (table.kind == "score" or (table.kind == "other" and table.unit is None and _tells_scores(table)))
    )


def _tells_scores(table: DataTable) -> bool:
    """Whether a head of a column or a row says that the table is one of scores."""
    heads = (cell for cell in table.grid.cells if cell.row == 0 or cell.column == 0)
    return any(_words["of_scores"].search(tight(cell.passage.text)) for cell in heads)


def _head(table: DataTable, figure: Figure) -> str:
    """The head of the column that a figure stands in."""
    column = figure.found.place.column if isinstance(figure.found, Printed) and figure.found.place else None
    cell = table.cell(0, column) if column is not None else None
    return tight(cell.passage.text) if cell is not None else ""


def _label(table: DataTable, row: int) -> str:
    cell = table.cell(row, 0)
    return tight(cell.passage.text) if cell is not None and cell.row == row else ""


_KNOWN = frozenset({"serial", "points", "deduction", "score", "rate", "date"})
_NAMES = {"points": "分值", "score": "得分"}
