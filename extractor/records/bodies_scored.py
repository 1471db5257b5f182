"""Scoring tables with a column of scores for each of several bodies or projects (甲局得分 | 乙局得分)."""

from __future__ import annotations

import re
from functools import partial

from extractor.model.layout import TableCell
from extractor.model.reading import Column, DataTable, TablePart
from extractor.patternbook import pattern_of
from extractor.records.identity.organisations import is_organisation
from extractor.tables.meaning.wording import is_sum, is_word

# Words for those who score, and none that is scored: 主管部门得分 beside 财政局得分 are two opinions of one thing.
_SCORERS = re.compile(r"(?:单位|部门|机构|第三方|专家组?|小组|评价组|财政[局厅])$")
# The score that a name stands before, and a head over several names.
_OWN = r"的?(?:综合|绩效|评价|自评|最终|实际)*得分(?:情况)?$"
_OWN_SCORE = re.compile(_OWN)
_SCORE_OF_ANY = re.compile(rf"(?:各?(?:子?项目|单位|部门|地区|乡镇|县区?))?{_OWN}")
_TOTALS = frozenset({"总分", "总得分", "合计得分", "得分合计", "综合得分"})
_thing = partial(pattern_of, "head", "described", "thing")


def bodies_scored(part: TablePart) -> list[tuple[str, Column]]:
    """Whom or what each column of scores is of, where several stand side by side beside the points; else nothing."""
    if part.column("points") is None:
        return []
    found = [(name, column) for column in part.columns if (name := _scored(column))]
    names = {name for name, _ in found}
    return found if len(found) > 1 and len(names) == len(found) else []


def total_of_column(table: DataTable, part: TablePart, column: Column) -> tuple[TableCell | None, TableCell | None]:
    """The total of a column of scores, and the grade in a row of grades below it."""
    total = grade = None
    for row in part.rows:
        label, cell = table.cell(row, 0), table.cell(row, column.index)
        said = "".join(label.passage.text.split()) if label else ""
        if is_sum(said) or said in _TOTALS:
            total = cell
        elif is_word("form_value", "grades", said):
            grade = cell
    return total, grade


def _scored(column: Column) -> str | None:
    heads = ["".join(head.split()) for head in column.path]
    last = heads[-1] if heads else ""
    name = _OWN_SCORE.sub("", last)
    under_score = any(_SCORE_OF_ANY.fullmatch(head) for head in heads[:-1])
    if not name and heads[1:]:
        name = heads[-2]  # 得分 below the name, beside what else is told of it
    if column.role not in {None, "score", "unit_name", "project"} or not (name != last or under_score):
        return None
    if _SCORERS.search(name):
        return None
    return name if is_organisation(name) or _thing().search(name) else None
