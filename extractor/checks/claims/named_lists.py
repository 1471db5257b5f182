"""Figures told one by one of rows that are named: 产出、效果、管理三项得分率分别为89.00%、85.60%、84.29%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.checks.engine import Figure, Printed, check, tight
from extractor.checks.figures_told import is_mistyped
from extractor.checks.material import Material
from extractor.checks.wording import WORDINGS
from extractor.model.reading import DataTable
from extractor.model.report import Check
from extractor.records.values import Spot
from extractor.values.figures import decimals

_words = WORDINGS["named_lists"]

# So many figures prove the column that they are of, where all but one stand in it.
FEWEST, FEWEST_THAT_ACCUSE = 2, 3
SHORTEST_NAME = 2
_FIGURE, _JOINT = re.compile(r"\d[\d,]*(?:\.\d+)?"), re.compile("[、，]|以?及|和|与")


class _List(NamedTuple):
    """The names of a sentence, what is told of them, and a figure for each."""

    spot: Spot
    names: list[str]
    head: str
    figures: list[tuple[Decimal, int, int]]


def lists_of_rows(material: Material) -> Iterator[Check]:
    """What a sentence tells of each row that it names is what one column has in these rows."""
    tables = [table for table in material.reading.tables if table.kind != "problems"]
    for spot in material.texts.telling("分别") if tables else ():
        for match in _words["list"].finditer(spot.passage.text):
            told = _list_of(spot, match)
            if told is None:
                continue
            for table in tables:
                rows = _rows(table, told.names)
                if rows and (result := _verdict(material, told, table, rows)):
                    yield result
                    break


def _list_of(spot: Spot, match: re.Match[str]) -> _List | None:
    names = [each for each in _JOINT.split(tight(match["names"])) if each]
    figures = [
        (Decimal(each.group().replace(",", "")), each.start(), each.end())
        for each in _FIGURE.finditer(spot.passage.text, *match.span("figures"))
    ]
    if not FEWEST <= len(names) == len(figures) or min(map(len, names)) < SHORTEST_NAME:
        return None
    return _List(spot, names, tight(match["names"]), figures)


def _rows(table: DataTable, names: Sequence[str]) -> list[int]:
    """The rows that names call, none where one of them calls none or several; behind the last name its head follows."""
    labels: dict[str, list[int]] = {}
    for cell in table.grid.cells:
        text = tight(cell.passage.text)
        if cell.rowspan == 1 and text and not _FIGURE.search(text):
            labels.setdefault(text, []).append(cell.row)
    last = max((label for label in labels if names[-1].startswith(label)), key=len, default="")
    found = [labels.get(name, []) for name in (*names[:-1], last)]
    rows = [each[0] for each in found if len(each) == 1]
    return rows if len(rows) == len(names) == len(set(rows)) else []


def _verdict(material: Material, told: _List, table: DataTable, rows: Sequence[int]) -> Check | None:
    own = material.figures.of_table(table)
    said = [value for value, *_ in told.figures]
    for column in range(1, table.grid.n_columns):
        held = [own.get((row, column)) for row in rows]
        figures = [each for each in held if each is not None]
        if len(figures) < len(rows):
            continue
        off = [index for index, each in enumerate(figures) if each.value != said[index]]
        if not off:
            return _told(material, told, table, column, figures, None)
        accuses = len(off) == 1 and len(rows) >= FEWEST_THAT_ACCUSE and _is_headed(table, column, told.head, own)
        if accuses and is_mistyped(said[off[0]], figures[off[0]].value):
            return _told(material, told, table, column, figures, off[0])
    return None


def _is_headed(table: DataTable, column: int, head: str, own: Mapping[tuple[int, int], Figure]) -> bool:
    """Whether a column is headed as the sentence says (得分率), which no other column of figures is."""
    headed = {
        each
        for part in table.parts
        for each in (tight("".join(c.path[-1:])) for c in part.columns if c.index == column)
        if each
    }
    others = {
        tight("".join(c.path[-1:]))
        for part in table.parts
        for c in part.columns
        if c.index != column and any(place == c.index for _, place in own)
    }
    names = [re.sub(r"[（(].*?[）)]", "", each) for each in headed]
    return any(len(name) > 1 and name in head for name in names) and not headed & others


def _told(
    material: Material, told: _List, table: DataTable, column: int, figures: Sequence[Figure], off: int | None
) -> Check:
    name = next((tight("".join(c.path[-1:])) for part in table.parts for c in part.columns if c.index == column), "")
    passage, pages = told.spot.passage, material.reading.pages
    places = [
        Figure(value, decimals(passage.text[start:end]), Printed(passage, pages, start, end))
        for value, start, end in told.figures
    ]
    if off is None:
        message = f"所述{told.head}{'、'.join(each.text for each in places)}，与表中“{name}”列一致。"
        return check("list_of_rows", "pass", message, [*places, *figures])
    message = f"所述{told.head}中“{told.names[off]}”为{places[off].text}，与表中“{name}”列的{figures[off].text}不一致。"
    return check("list_of_rows", "fail", message, [places[off], figures[off]], places[off].value, figures[off].value)
