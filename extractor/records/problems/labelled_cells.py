"""What a form tells beside its labels (存在的问题 | 1.… 2.…): a report filled into a form has no other sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractor import outline
from extractor.model.layout import Paragraph, Passage, Piece, Place, TableCell
from extractor.model.reading import INDICATOR_KINDS, DataTable, Reading, begun_at
from extractor.outline import kinds_of
from extractor.outline.markers import marker_at_start
from extractor.records.forms import is_own_evaluation
from extractor.tables.meaning.wording import is_form_label, role_of
from extractor.text.measure import FULL_LINE, INDENT
from extractor.values.figures import is_blank

# Characters of a label at most, and at least those of what is told beside one in a table of another kind.
LONGEST_LABEL = 24
LEAST_WORDS = 12
# Sections of a cell that numbers its paragraphs: the label's own and two more.
LEAST_SECTIONS = 3
# Points between the text of a cell and its border.
PADDING = 4.0

_NUMBERED = re.compile(r"[（(][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}、")
_SUMS_UP = re.compile(r"(?:结论|综述|总结|评价|结果|情况|说明)$")
_MISSED = re.compile(r"(?:未完成|未达|偏差|偏离).{0,8}原因")
# … which may also just be counted: 存在问题 | 3个.
_COUNT = re.compile(r"\s*共?\s*[\d一二三四五六七八九十]+\s*[个项条类]\s*")
_ENDS = re.compile(r"[。；;：:！？][”’」』）)]*$")


class LabelledCell(NamedTuple):
    """A cell and the ``kinds`` of sections that its label names (none for those that sum up: 自评结论, 完成情况).

    ``reading`` holds the sections of a cell whose paragraphs are numbered, in the order of the cell and with its place;
    None where they are not.
    """

    table: DataTable
    kinds: frozenset[str]
    place: Place
    passage: Passage
    reading: Reading | None


def labelled_cells(reading: Reading) -> list[LabelledCell]:
    """The cells with words beside the labels of every form, from top to bottom."""
    return [found for table in reading.tables for found in _of_table(table, reading)]


def may_be_form(table: DataTable) -> bool:
    """Whether a table has labels of a form, or is one by its kind or its title."""
    return table.has_form or _is_known(table)


def _is_known(table: DataTable) -> bool:
    return table.kind in INDICATOR_KINDS or is_own_evaluation(table)


def _of_table(table: DataTable, reading: Reading) -> Iterator[LabelledCell]:
    if not may_be_form(table):
        return
    known = _is_known(table)
    for label in sorted(table.grid.cells, key=lambda cell: (cell.row, cell.column)):
        printed = "".join(label.passage.text.split())
        beside = _beside(table, label) if 0 < len(printed) <= LONGEST_LABEL else []
        for words, cell in _labelled(label, beside) if beside else ():
            kinds = _kinds(words)
            if not kinds and (table.kind == "score" or not _SUMS_UP.search(words)):
                continue
            is_long = len(cell.passage.text) >= LEAST_WORDS
            if not is_long and (not known or not kinds or label.column or _is_label(cell.passage.text)):
                continue
            if _COUNT.fullmatch(cell.passage.text):
                continue
            place = Place(table.grid.id, cell.row, cell.column)
            passage = cell.passage.stripped()
            yield LabelledCell(table, kinds, place, passage, _sections(words, cell, place, reading) if kinds else None)


def _labelled(label: TableCell, cells: Sequence[TableCell]) -> Iterator[tuple[str, TableCell]]:
    """Each cell with its label, without white space: of two numbered ones that no ruling parts (（三）存在问题 over
    （四）整改措施) the one in whose middle, or at whose top, the cells stand."""
    text = label.passage.text
    second = next((found.start() for found in _NUMBERED.finditer(text) if found.start()), len(text))
    words = ["".join(part.split()) for part in (text[:second], text[second:])]
    first = len(cells)
    if words[1]:
        own = [_span(label.passage.slice(*bounds)) for bounds in ((0, second), (second, len(text)))]
        spans = [_span(cell.passage) for cell in cells]
        off = {at: _off(own[0], spans[:at]) + _off(own[1], spans[at:]) for at in range(1, len(cells))}
        first = min(off, key=lambda at: off[at], default=0)
    for place, cell in enumerate(cells):
        yield words[0] if place < first else words[1], cell


def _span(passage: Passage) -> tuple[float, float]:
    """Where the lines of a passage begin and end on their page, from its top."""
    lines = [piece.line for piece in passage.pieces]
    return min((line.top for line in lines), default=0.0), max((line.bottom for line in lines), default=0.0)


def _off(label: tuple[float, float], cells: Sequence[tuple[float, float]]) -> float:
    """How far a label stands off the middle, or the top, of its cells."""
    top, bottom = min(cell[0] for cell in cells), max(cell[1] for cell in cells)
    return min(abs(sum(label) - top - bottom) / 2, abs(label[0] - top))


def _kinds(label: str) -> frozenset[str]:
    """What a label says that problems or advice stand beside it; one that asks why an indicator was missed does not."""
    if _MISSED.search(label) and "问题" not in label:
        return frozenset()
    return kinds_of(_bare(label)) & {outline.PROBLEM, outline.ADVICE}


def _bare(label: str) -> str:
    """A label without its number and what it asks for in brackets."""
    marker = marker_at_start(label)
    return re.sub(r"[（(][^（）()]*[)）]$", "", label[marker.end if marker else 0 :])


def _beside(table: DataTable, label: TableCell) -> list[TableCell]:
    """The cells right of a label that go on to the edge of the table: one as tall as the label, or several. Below a
    label as wide as the table the one that is as wide."""
    column = label.column + label.colspan
    if column == table.grid.n_columns:
        below = begun_at(table.grid.places, label.row + label.rowspan, 0)
        told = label.column == 0 and below is not None and below.colspan == column
        return [below] if told and below and not _is_label("".join(below.passage.text.split())) else []
    found: list[TableCell] = []
    row = label.row
    while row < label.row + label.rowspan:
        cell = begun_at(table.grid.places, row, column)
        if cell is None:
            return []
        if cell.column + cell.colspan != table.grid.n_columns and not (found or _is_alone(table, cell)):
            return []
        found.append(cell)
        row += cell.rowspan
    whole = row == label.row + label.rowspan
    return [cell for cell in found if whole and not is_blank(cell.passage.text)]


def _is_alone(table: DataTable, cell: TableCell) -> bool:
    """Whether nothing stands right of a cell in its row."""
    right = range(cell.column + cell.colspan, table.grid.n_columns)
    beside = (table.cell(cell.row, column) for column in right)
    return all(each is None or not each.passage.text.strip() for each in beside)


def _is_label(text: str) -> bool:
    """Whether a short cell is a label or the head of a column rather than a value."""
    return is_form_label(text) or role_of(text) is not None or bool(kinds_of(text))


def _sections(label: str, cell: TableCell, place: Place, reading: Reading) -> Reading | None:
    """A cell whose paragraphs are numbered as a report with one chapter, named by its label."""
    paragraphs = _paragraphs(cell)
    if len(paragraphs) < LEAST_SECTIONS - 1:
        return None
    title = Passage(f"一、{_bare(label)}", ())
    blocks = [_block(each, cell.passage) for each in (title, *paragraphs)]
    built = outline.build(blocks)
    if len(built.sections) < LEAST_SECTIONS or built.sections[0].title.text != _bare(label):
        return None
    return Reading(reading.file, replace(reading.pages, place=place), list(blocks), [], built)


def _paragraphs(cell: TableCell) -> list[Passage]:
    """The paragraphs of a cell: they begin with a number, set in, or below a line that is not full."""
    passage = cell.passage
    lines = [piece for piece in passage.pieces if passage.text[piece.at :].strip()]
    if not lines:
        return []
    left = min(piece.line.x0 for piece in lines)
    right = max(box.x1 for _, box in cell.boxes) - PADDING
    starts = [0, *(line.at for above, line in pairwise(lines) if _begins(passage, above, line, left, right))]
    return [passage.slice(start, end).stripped() for start, end in pairwise([*starts, len(passage.text)])]


def _begins(passage: Passage, above: Piece, line: Piece, left: float, right: float) -> bool:
    ended = bool(_ENDS.search(passage.text[: line.at].rstrip()))
    is_short = right - above.line.x1 > FULL_LINE * above.line.size
    if marker_at_start(passage.text[line.at :].lstrip()[:LEAST_WORDS]):
        return ended or is_short
    return ended and (is_short or line.line.x0 - left > INDENT * line.line.size)


def _block(passage: Passage, cell: Passage) -> Paragraph:
    line = (passage.pieces or cell.pieces)[0].line
    return Paragraph(passage, line.page, 0.0, line.size, line.bold, False, False, 0, line.font)
