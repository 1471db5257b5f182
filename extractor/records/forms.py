"""What a form that is filled in (自评表) is about: the project or the body that it names before its indicators."""

from __future__ import annotations

from extractor.model.layout import Grid, Paragraph, Passage, Place, TableCell
from extractor.model.reading import DataTable, Reading
from extractor.model.report import Evidence
from extractor.records.evidence import evidence
from extractor.records.identity.cover import keys_in
from extractor.records.identity.organisations import is_organisation
from extractor.records.identity.title_words import ends_like_title, project_in_title, without_code
from extractor.tables.meaning.wording import is_form_label, is_self_evaluation_title, is_word
from extractor.values.figures import is_blank

# Paragraphs above a form among which it may name its project (题名 / 项目名称：… / 单位：万元).
LINES_ABOVE = 3


def form_project(reading: Reading, table: DataTable) -> tuple[str, list[Evidence]] | None:
    """The project that a form is filled in for; None where it names none."""
    cell = _value(table, "projects")
    if cell is not None:
        places = evidence(cell.passage, reading.pages, place=Place(table.grid.id, cell.row, cell.column))
        return without_code(_plain(cell.passage)), places
    told = _above(reading, table)
    return _in_caption(reading, table) if told is None else (without_code(_plain(told)), evidence(told, reading.pages))


def form_body(table: DataTable) -> str | None:
    """The department or unit that a form about its whole spending names."""
    cell = _value(table, "bodies")
    return None if cell is None else _plain(cell.passage)


def is_own_evaluation(table: DataTable) -> bool:
    """Whether a table's title says that a unit evaluates itself (部门整体支出绩效自评情况, told in words)."""
    caption = table.grid.caption
    return caption is not None and is_self_evaluation_title(caption.text)


def _plain(passage: Passage) -> str:
    return "".join(passage.text.split())


def _in_caption(reading: Reading, table: DataTable) -> tuple[str, list[Evidence]] | None:
    """The project that the title of a 自评表 names (某项目绩效自评指标表)."""
    caption = table.grid.caption
    if caption is None or not is_own_evaluation(table) or not ends_like_title(_plain(caption)):
        return None
    name = project_in_title(_plain(caption))
    if name is None or is_organisation(name.removesuffix("项目")) or name.endswith("整体支出"):
        return None
    return name, evidence(caption, reading.pages)


def _value(table: DataTable, kind: str) -> TableCell | None:
    """The cell beside the first label of a kind at the left edge of a form's opening rows."""
    rows = table.parts[0].rows if table.parts and table.parts[0].name == "form" else range(0)
    for row in rows:
        label = table.cell(row, 0)
        if label is None or label.row != row or not is_word("form_value", kind, label.passage.text):
            continue
        value = table.cell(row, label.colspan)
        if value is not None and not is_blank(value.passage.text) and not is_form_label(value.passage.text):
            return value
    return None


def _above(reading: Reading, table: DataTable) -> Passage | None:
    """The name behind 项目名称： on a line right above a form."""
    at = next(index for index, block in enumerate(reading.blocks) if block is table.grid)
    for block in reversed(reading.blocks[max(at - LINES_ABOVE, 0) : at]):
        if isinstance(block, Grid):
            return None
        told = _named(block) if isinstance(block, Paragraph) else None
        if told is not None:
            return told
    return None


def _named(block: Paragraph) -> Passage | None:
    keys = keys_in(block.text)
    for index, key in enumerate(keys):
        if key.field == "project_name":
            end = keys[index + 1].start if index + 1 < len(keys) else len(block.text)
            value = block.passage.slice(key.value, end).stripped()
            return value if value.text else None
    return None
