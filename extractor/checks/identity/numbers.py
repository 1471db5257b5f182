"""Rules of what is named: one document number with two dates, annexes that are missing, rows against their number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product

from extractor.checks.engine import Figure, Printed, check, tight, total
from extractor.checks.material import Material
from extractor.checks.sheets import table_said
from extractor.checks.units import ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Paragraph
from extractor.model.reading import DataTable
from extractor.model.report import Check
from extractor.model.values import DateSpan, DocumentNumber
from extractor.records.values import Told

# Between a document's number and its date no more characters may stand than in 于2021年3月5日取得…批复.
REACH = 6
# A table of fewer rows says too little about whether its rows are what a count counts.
FEWEST_ROWS = 3
# So many totals that their rows make show that a number is skipped, not a row lost.
COLUMNS_THAT_PROVE = 2
_CAME, _BEHIND = re.compile(r"\s*(?:取得|获得|收到)?\s*"), re.compile(r"\s*[（(，,、]?\s*")
_HAN = "一二三四五六七八九十"


def numbers_with_dates(material: Material) -> Iterator[Check]:
    """A document is of one day: its number is not told with two."""
    dated: dict[tuple[str, str], dict[str, tuple[str, Figure]]] = defaultdict(dict)
    places: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for told in material.with_dates:
        for how, number, date in _dated(told) if told.numbers else ():
            pages, spot = material.reading.pages, told.spot
            start, end = min(number.start, date.start), max(number.end, date.end)
            figure = Figure(ZERO, 0, Printed(spot.passage, pages, start, end, spot.place))
            key = number.canonical, how
            dated[key].setdefault(date.start_date, (tight(date.text), figure))
            places[key].append(figure)
    good = [figures for key, figures in places.items() if len(dated[key]) == 1 and len(figures) > 1]
    if good:
        yield check(
            "number_with_dates", "pass", f"{len(good)}个文号在各处标注的日期一致。",
            [figure for figures in good for figure in figures],
        )  # fmt: skip
    for (canonical, _), days in dated.items():
        if len(days) > 1:
            first, second = sorted(days)[:2]
            yield check(
                "number_with_dates", "fail",
                f"同一文号“{canonical}”先后标注了{days[first][0]}和{days[second][0]}两个日期。",
                [days[first][1], days[second][1]], first, second,
            )  # fmt: skip


def annexes_named(material: Material) -> Iterator[Check]:
    """An annex that the text refers to (详见附件2) is there. Where no annex has a number, nothing can be said."""
    named: dict[str, Figure] = {}
    headed: set[str] = set()
    for block in material.reading.blocks:
        if not isinstance(block, Paragraph) or "附" not in block.text:
            continue
        head = WORDINGS["annexes"]["heading"].match(block.text)
        if head:
            headed.add(_number(head["number"]))
        for match in WORDINGS["annexes"]["named"].finditer(block.text):
            place = Printed(block.passage, material.reading.pages, match.start(), match.end())
            named.setdefault(_number(match["number"]), Figure(ZERO, 0, place))
    for grid in (table.grid for table in material.reading.tables):
        if grid.caption is not None and (head := WORDINGS["annexes"]["heading"].match(grid.caption.text)):
            headed.add(_number(head["number"]))
    missing = [number for number in named if number not in headed]
    if not named or not headed:
        return
    if not missing:
        yield check("annexes_named", "pass", f"所引{len(named)}个附件均列于文末。", list(named.values()))
    for number in missing:
        yield check("annexes_named", "unknown", f"正文引用的附件{number}未见于文末。", [named[number]], number, None)


def rows_numbered(material: Material) -> Iterator[Check]:
    """The serial numbers of a table run from 1 without a gap. Fails where the totals show that no row is lacking."""
    for table, numbers, figures in _numbered_tables(material):
        good = numbers == list(range(1, len(numbers) + 1))
        if good:
            yield check(
                "rows_numbered", "pass", f"{table_said(table)}序号1至{len(numbers)}连续。", [figures[0], figures[-1]],
                str(numbers[-1]), str(len(numbers)),
            )  # fmt: skip
        elif numbers == sorted(set(numbers)) and numbers[0] == 1:
            missing = "、".join(map(str, sorted(set(range(1, numbers[-1] + 1)) - set(numbers))))
            sure = _is_whole(material, table)
            if not sure and table.grid.confidence < 1:
                continue
            yield check(
                "rows_numbered", "fail" if sure else "unknown",
                f"{table_said(table)}序号不连续，缺少{missing}。", figures,
                str(numbers[-1]), str(len(numbers)),
            )  # fmt: skip


def _is_whole(material: Material, table: DataTable) -> bool:
    """Whether the totals of a table say that no row of it is lacking."""
    proven = 0
    for sheet in (sheet for sheet in material.sheets if sheet.table is table):
        rows = sheet.part.plain_rows
        for column in sheet.summed_columns() if len(sheet.marked("total")) == 1 else ():
            stated, figures = sheet.figure(sheet.marked("total")[0], column.index), sheet.figures(rows, column.index)
            proven += stated is not None and bool(figures) and total(figures or []) == stated.value
    return proven >= COLUMNS_THAT_PROVE


def rows_counted(material: Material) -> Iterator[Check]:
    """36个子项目 in the text and a table of 36 numbered rows. Never fails: the count may be of something else."""
    tables = [
        (len(numbers), figures)
        for _, numbers, figures in _numbered_tables(material)
        if numbers == list(range(1, len(numbers) + 1))
    ]
    counts = _counts(material) if tables else {}
    for count, figures in tables:
        if count in counts:
            yield check(
                "rows_counted", "pass", f"正文所述{count}个与表格所列{count}行一致。",
                [counts[count], figures[0], figures[-1]], str(count), str(count),
            )  # fmt: skip


def _counts(material: Material) -> dict[int, Figure]:
    """The counts that the text tells of what tables list, each where it is first told."""
    found: dict[int, Figure] = {}
    for block in [block for block in material.reading.blocks if isinstance(block, Paragraph)]:
        for match in WORDINGS["row_counts"]["count"].finditer(block.text):
            place = Printed(block.passage, material.reading.pages, match.start(), match.end())
            found.setdefault(int(match["count"]), Figure(Decimal(match["count"]), 0, place))
    return found


def _numbered_tables(material: Material) -> Iterator[tuple[DataTable, list[int], list[Figure]]]:
    """Each table whose plain rows all have a serial number, with the numbers and their places."""
    for table in material.reading.tables:
        for part in table.parts:
            serial = part.column("serial")
            rows = [row for row in part.rows if row not in part.marks]
            if serial is None or len(rows) < FEWEST_ROWS:
                continue
            own = {id(cell): cell for row in rows if (cell := table.cell(row, serial.index))}
            figures = [material.figures.of(table, cell) for cell in own.values()]
            told = [each for each in figures if each is not None and each.value == each.value.to_integral_value()]
            if len(told) == len(figures) >= FEWEST_ROWS and not _counts_totals(table, part.marks, serial.index):
                yield table, [int(each.value) for each in told], told


def _counts_totals(table: DataTable, marks: Iterable[int], column: int) -> bool:
    """Whether the numbers of rows (行次) count those that sum up others, too."""
    cells = [table.cell(row, column) for row in marks]
    return any(cell is not None and cell.passage.text.strip().isdecimal() for cell in cells)


def _dated(told: Told) -> Iterator[tuple[str, DocumentNumber, DateSpan]]:
    """Each document number with the day right before or behind it, and how they stand together.

    2021年3月5日取得…〔2021〕18号批复 tells when it came, …号（2021年3月1日） of which day it is: both may be right.
    """
    text = told.spot.passage.text
    days = [date for date in told.dates if date.precision == "day" and date.year_from == "printed"]
    for number, date in product(told.numbers, days):
        if number.end <= date.start:
            if _BEHIND.fullmatch(text, number.end, date.start):
                yield "behind", number, date
        elif date.end <= number.start <= date.end + REACH and _CAME.fullmatch(text, date.end, number.start):
            yield text[date.end : number.start].strip(), number, date


def _number(text: str) -> str:
    return str(_HAN.index(text) + 1) if text in _HAN else text
