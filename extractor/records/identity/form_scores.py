"""The total of each 自评表 of a document that tells no verdict in words: whose it is, score and grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.model.layout import TableCell
from extractor.model.reading import INDICATOR_KINDS, DataTable, Reading, TablePart
from extractor.model.report import OverallScore
from extractor.patternbook import load_patterns
from extractor.records.bodies_scored import bodies_scored, total_of_column
from extractor.records.evidence import of_cells
from extractor.records.forms import form_body, form_project, is_own_evaluation
from extractor.records.score_items import ScoreRows, score_parts
from extractor.records.sideways import sideways_total
from extractor.tables.meaning.wording import is_word
from extractor.values import grade_classes
from extractor.values.figures import figure, is_blank

# A label and what it tells in one cell: 总得分：97.22, 自评等级：优.
_LABELLED = re.compile(r"\s*(?P<label>[^：:]{2,10})\s*[：:]\s*(?P<value>\S{1,8}?)\s*(?:分)?\s*")
# What only a grade beside it makes the score of the whole: 得分 | 92分 | 等级 | 优.
_BARE_SCORE = re.compile(r"\s*[得评]\s*分\s*")
# No total is higher: some forms count 120 points, a few 150.
HIGHEST = Decimal(200)


def form_scores(reading: Reading) -> list[OverallScore]:
    """The total of each form in reading order; ``subject`` is what it is filled in for where there are several.

    Tables that are filled in for nothing of their own are scorings of the same: only the first of them counts.
    """
    found: list[tuple[str | None, OverallScore]] = []
    scorings = score_parts(reading)
    for table in reading.tables:
        if table.kind not in INDICATOR_KINDS and not table.has_form:
            continue
        if bodies := list(_of_bodies(reading, table)):
            return bodies
        total = _total(reading, table, [rows for rows in scorings if rows.table is table])
        if total is None:
            continue
        named = form_project(reading, table)
        subject = named[0] if named else form_body(table)
        if subject is None and found:
            continue
        found.append((subject, total))
    if not found:
        lists = [table for table in reading.tables if is_own_evaluation(table) or _lists_verdicts(reading, table)]
        return [score for table in lists for score in _in_list(reading, table)]
    several = len({subject for subject, _ in found}) > 1
    if not several:
        return [score for _, score in found[:1]]
    return [score.model_copy(update={"subject": subject}) for subject, score in found]


def _of_bodies(reading: Reading, table: DataTable) -> Iterator[OverallScore]:
    """The total of each of several bodies or projects that a table scores side by side."""
    for part in table.parts:
        for name, column in bodies_scored(part):
            score, grade = total_of_column(table, part, column)
            value = None if score is None else _value(score)
            if score is not None and value is not None:
                yield _score(reading, table, name, score, value, grade)


def _lists_verdicts(reading: Reading, table: DataTable) -> bool:
    """Whether a table lists how several projects or bodies were evaluated (绩效评价结果一览表)."""
    if table.kind in INDICATOR_KINDS:
        return False
    caption = table.grid.caption
    if caption is None:
        return any(_heads_verdicts(part) for part in table.parts) and _concludes(reading, table)
    return bool(re.search(load_patterns("tables")["form_value"]["verdict_lists"], "".join(caption.text.split())))


def _heads_verdicts(part: TablePart) -> bool:
    """Whether the heads of a list ask for a score and the grade that it comes to (得分 | 等级)."""
    score = part.column("score")
    return score is not None and any(each.path and _is_grade(each.path[-1]) for each in part.columns)


def _concludes(reading: Reading, table: DataTable) -> bool:
    """Whether a table without a caption stands before the first chapter or in one that concludes."""
    if any(block is table.grid for block in reading.outline.front):
        return True
    words = load_patterns("head")["overall"]["verdict_sections"]
    around = (each for each in reading.outline.sections if any(block is table.grid for block in each.body))
    return any(word in above.title.text for section in around for above in section.path() for word in words)


def _in_list(reading: Reading, table: DataTable) -> Iterator[OverallScore]:
    """The scores of the projects or bodies of a list of evaluations (自评情况汇总表), a row each."""
    for part in table.parts:
        names = part.column("project") or part.column("unit_name")
        scores = part.column("score")
        if names is None or scores is None or part.column("points") is not None:
            continue
        for row in part.rows:
            name, score = table.cell(row, names.index), table.cell(row, scores.index)
            value = None if score is None or row in part.marks else _value(score)
            if name is None or score is None or value is None:
                continue
            grade = _grade_in(table, part, row)
            yield _score(reading, table, "".join(name.passage.text.split()), score, value, grade)


def _grade_in(table: DataTable, part: TablePart, row: int) -> TableCell | None:
    """The cell of a row in the column of grades (评价等级)."""
    grades = (each for each in part.columns if each.path and _is_grade(each.path[-1]))
    column = next(grades, None)
    return table.cell(row, column.index) if column else None


def _is_grade(head: str) -> bool:
    return is_word("form_value", "grades", head)


def _total(reading: Reading, table: DataTable, parts: Sequence[ScoreRows]) -> OverallScore | None:
    in_rows = [(rows, rows.total_rows[-1]) for rows in parts if rows.total_rows]
    score, grade = _beside_labels(table)
    if score is None:
        rows, row, score = next(
            ((rows, row, cell) for rows, row in in_rows if (cell := _score_in(rows, row)) is not None),
            (None, 0, None),
        )
        if rows is not None and grade is None and (part := table.part_of(row)) is not None:
            grade = _grade_in(table, part, row)
    if score is None:
        score = next((cell for part in table.parts if part.row_roles and (cell := sideways_total(table, part))), None)
    value = None if score is None else _value(score)
    if score is None or value is None:
        return None
    return _score(reading, table, None, score, value, grade)


def _score(
    reading: Reading, table: DataTable, subject: str | None, score: TableCell, value: Decimal, grade: TableCell | None
) -> OverallScore:
    """A score with the grade beside it, where that is one."""
    word = None if grade is None else _grade(grade)
    return OverallScore(
        subject=subject,
        score=value,
        grade=word,
        grade_text="".join(grade.passage.text.split()) if grade is not None and word else None,
        evidence=of_cells([score, grade] if word and grade is not score else [score], reading.pages, table.grid.id),
    )


def _score_in(rows: ScoreRows, row: int) -> TableCell | None:
    cell = rows.cell("score", row)
    return cell if cell is not None and figure(cell.passage.text) is not None else None


def _beside_labels(table: DataTable) -> tuple[TableCell | None, TableCell | None]:
    """The cells that tell the total and the grade: beside a label of their own (自评总分 | 97.22), or behind it."""
    score: TableCell | None = None
    grade: TableCell | None = None
    for cell in table.grid.cells:
        text = cell.passage.text
        match = _LABELLED.fullmatch(text)
        label, told = (match["label"], cell) if match else (text, _right_of(table, cell))
        if told is None:
            continue
        if score is None and _value(told) is not None and _is_score(table, label, told):
            score = told
        if is_word("form_value", "grades", label) and grade is None and _grade(told) is not None:
            grade = told
    return score, grade


def _is_score(table: DataTable, label: str, told: TableCell) -> bool:
    """Whether a label calls a value the score of the whole: by its own words, or beside the grade."""
    if _BARE_SCORE.fullmatch(label):
        beside = table.cell(told.row, told.column + told.colspan)
        grade = table.cell(told.row, beside.column + beside.colspan) if beside else None
        return beside is not None and grade is not None and _is_grade(beside.passage.text) and bool(_grade(grade))
    return is_word("form_value", "scores", label)


def _right_of(table: DataTable, cell: TableCell) -> TableCell | None:
    """The cell beside a label; none in rows whose column of scores tells the total."""
    part = table.part_of(cell.row)
    column = part.column("score") if part is not None else None
    if column is not None:
        told = table.cell(cell.row, column.index)
        if told is not None and figure(told.passage.text) is not None:
            return None
    return table.cell(cell.row, cell.column + cell.colspan)


def _behind(cell: TableCell) -> str:
    match = _LABELLED.fullmatch(cell.passage.text)
    return match["value"] if match else cell.passage.text


def _value(cell: TableCell) -> Decimal | None:
    text = _behind(cell)
    value = None if is_blank(text) else figure(text)
    return value if value is not None and value <= HIGHEST else None


def _grade(cell: TableCell) -> str | None:
    text = "".join(_behind(cell).split()).strip("“”\"'")
    return text if text in grade_classes() else None
