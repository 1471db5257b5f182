"""Money, dates and document numbers of a whole report, in reading order, each with its place.

Every printed character is looked at once: paragraphs (headings, captions and titles are such too), a table's
cells row by row. In a cell the unit of bare figures is that of its column.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import NamedTuple

from extractor.model import values as found
from extractor.model.layout import Figure, Grid, Paragraph, Passage, Place, TableCell
from extractor.model.reading import Column, DataTable, Reading
from extractor.model.report import Date, DocumentNumber, Money, ReportHead
from extractor.records.amount_pairs import amounts_of, pair_in
from extractor.records.cell_units import AIMED, NO_MONEY, is_measured, unit_beside
from extractor.records.cut_figures import cut_figures
from extractor.records.digit_cells import SetApart, amount_of, set_apart
from extractor.records.evidence import evidence
from extractor.records.odd_figures import led_amounts, odd_figures, pointed_figures, without_vouchers
from extractor.records.signed_figures import Signs, marked, signs
from extractor.records.sources_in_cells import Sources, sources_in
from extractor.records.struck import Struck, is_struck, struck_print
from extractor.records.tenses import line_of, lines_of_advice, lines_on_the_work
from extractor.tables.meaning.units import MONEY_ROLES
from extractor.tables.meaning.wording import table_pattern
from extractor.values import (
    DateContext,
    agencies_in,
    find_all_dates,
    find_document_numbers,
    find_doubtful_amounts,
    find_figures_without_unit,
    find_money,
    is_doubtful_figure,
    money_line_by_line,
    short_amount_in_cell,
)
from extractor.values.figures import figure
from extractor.values.taken import Taken

_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*")
# Columns that tell how points are given, and years that no words of a cell tell.
_RULES = frozenset({"standard", "criteria", "explanation"})
_GUESSED_YEARS = frozenset({"context", "reference", "unknown"})
_FIGURE = re.compile(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?")
# Words that begin as a unit does: 12.5支付 counts nothing.
_NO_UNIT = re.compile("支[付出应]|方[案式法面]|对[象于应]|[名份头]额|面[积向]")
_POINTS = re.compile(r"分[数值]?\s*[：:为]?\s*\d+(?:\.\d+)?(?![\d.]*[万亿]?元)")
_VALUE_SIGN = re.compile(r"[\d年月季元万亿分角]")
# Thousands in groups and two decimals: nothing but an amount is printed so in a form.
_AMOUNT = re.compile(r"(?<![\d.,，])(?:\d{1,3}(?:[,，]\d{3})+|(?!100\.00)\d{3,})\.\d{2}(?![\d%％])")
FIGURES = frozenset({"points", "deduction", "score", "rate", "share", "level1_points", "level2_points"})

_READING_ORDER = attrgetter("row", "column")


class Spot(NamedTuple):
    """A text to look through: a paragraph, or a cell with its place and column.

    ``measured``: the label of its row counts something other than money; ``in_doubt``: it may be half an amount, or the
    heads of its row and of its column give different units; ``drawn``: it labels a figure; ``apart``: the amount that
    ends in it digit by digit; ``negative``: brackets, △ or red ink stand for a minus; ``sources``: its list of these.
    """

    passage: Passage
    place: Place | None = None
    column: Column | None = None
    header: bool = False
    label_unit: str | None = None
    measured: bool = False
    in_doubt: bool = False
    drawn: bool = False
    apart: SetApart | None = None
    negative: bool = False
    sources: Sources | None = None


class Told(NamedTuple):
    """What was found in one spot, with offsets into its passage, for those who compare figures later."""

    spot: Spot
    money: list[found.Money]
    dates: list[found.DateSpan]
    numbers: list[found.DocumentNumber]


class Doubtful(NamedTuple):
    """A figure as printed whose amount is in doubt, and its page."""

    text: str
    page: int
    in_table: bool


@dataclass
class Values:
    """The records of all values, what was found where (``told``), and all places, in reading order.

    ``doubtful`` are the figures that are no sure amount: marked, ill-formed, struck out or without a unit; ``struck``
    is all print that a line goes through.
    """

    money: list[Money] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    document_numbers: list[DocumentNumber] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    struck: Struck = field(default_factory=dict)


def joined(parts: Sequence[Values]) -> Values:
    """The values of the reports of one file, as those of one."""
    whole = parts[0]
    for part in parts[1:]:
        for each in fields(Values):
            if each.name != "struck":  # which all of them have found on all pages
                getattr(whole, each.name).extend(getattr(part, each.name))
    return whole


def values(reading: Reading, head: ReportHead, struck: Struck | None = None) -> Values:
    """All values of a report; ``head`` tells its year and day, for dates that name none, ``struck`` what is struck out
    (looked for where it is not given)."""
    written = _day(head.report_date)
    context = DateContext(report_year=head.fiscal_year, written=written)
    # Where a report tells how it was evaluated, days without a year are those of the evaluation.
    at_work = lines_on_the_work(reading) if written else frozenset()
    ahead, partly_ahead = lines_of_advice(reading) if written else (frozenset(), frozenset())
    places = list(spots(reading))
    result = Values(spots=places, struck=struck_print(reading.pages.layouts) if struck is None else struck)
    telling = [spot for spot in places if _may_tell(spot.passage.text)]
    letters = frozenset(agency for spot in telling for agency in agencies_in(spot.passage.text))
    for spot in telling:
        if written and spot.place is None and line_of(spot.passage) in at_work:
            told = look(spot, DateContext(report_year=written.year, written=written, at_work=True), letters)
        else:
            line = line_of(spot.passage)
            context.ahead = _is_advice(spot) if spot.place else line in ahead
            context.partly_ahead = spot.place is None and line in partly_ahead
            told = look(spot, context, letters)
        if result.struck:
            told, gone = _without_struck(told, result.struck)
            result.doubtful += [Doubtful(each.text, _page_of(spot, each), spot.place is not None) for each in gone]
        result.money += [_money(reading, spot, each) for each in told.money]
        if (told.money or told.dates or told.numbers) and not spot.drawn:
            result.told.append(told)
            result.dates += [_date(reading, spot, each) for each in told.dates]
            result.document_numbers += [_number(reading, spot, each) for each in told.numbers]
        if spot.apart and spot.apart.sure and spot.place:
            result.money.append(amount_of(spot.apart, reading.pages, spot.place.table))
        result.doubtful += [] if spot.drawn else _doubtful(reading, spot, told)
    return result


def _without_struck(told: Told, struck: Struck) -> tuple[Told, list[found.Money]]:
    """What was found without the amounts that a line strikes out, and these."""
    passage = told.spot.passage
    gone = [each for each in told.money if is_struck(passage, each.start, each.end, struck)]
    return told._replace(money=[each for each in told.money if each not in gone]) if gone else told, gone


def _page_of(spot: Spot, each: found.Money) -> int:
    return spot.passage.printed(each.start, each.end)[0][0].page


def _doubtful(reading: Reading, spot: Spot, told: Told) -> Iterator[Doubtful]:
    text = spot.passage.text
    spans = find_doubtful_amounts(text)
    spans += odd_figures(text) if spot.place else [*find_figures_without_unit(text), *led_amounts(text)]
    spans += spot.sources.spans if spot.sources and not spot.sources.unit else []
    if not spans and not told.money and _is_doubtful(told):
        spans = [(0, len(text))]
    if told.money and _holds_money(spot) and (pair := pair_in(text, spot.column)) and not pair.named:
        spans.append(pair.other)
    for start, end in spans:
        places = evidence(spot.passage, reading.pages, start, end, spot.place)
        if places:
            yield Doubtful(text[start:end], places[0].page, spot.place is not None)


def spots(reading: Reading) -> Iterator[Spot]:
    """Every passage of the report in reading order."""
    tables = {id(table.grid): table for table in reading.tables}
    widths = {layout.page.number: layout.page.upright_width for layout in reading.pages.layouts}
    for block in reading.blocks:
        if isinstance(block, Paragraph):
            yield Spot(block.passage)
        elif isinstance(block, Figure):
            yield from (Spot(passage, drawn=passage is not block.caption) for passage in block.passages)
        else:
            yield from _cells(block, tables.get(id(block)), widths)


def _tells_rules(spot: Spot) -> bool:
    """Whether a cell says how points are given (评分标准): 11月底前完成得2分 is a term of any year, no date."""
    return spot.column is not None and spot.column.role in _RULES and not spot.header


def _is_advice(spot: Spot) -> bool:
    """Whether a cell stands in a column of what is to be done (整改措施)."""
    return spot.column is not None and spot.column.role == "advice" and not spot.header


def look(spot: Spot, context: DateContext, letters: frozenset[str] = frozenset()) -> Told:
    """The values of one spot; ``letters`` are those of all document numbers of the report."""
    text = spot.passage.text
    money = _amounts(spot)
    dates = [] if _is_figure(spot) else find_all_dates(without_vouchers(text, spot.column), context) or _bare_year(spot)
    if dates:
        amounts = Taken((each.start, each.end) for each in money)
        dates = sorted((d for d in dates if not amounts.touches(d.start, d.end)), key=lambda each: each.start)
        if _tells_rules(spot) and all(date.year_from in _GUESSED_YEARS for date in dates):
            dates = []
    return Told(spot, money, dates, find_document_numbers(text, letters=letters))


def _may_tell(text: str) -> bool:
    """Whether a text may hold a value at all: most cells of words hold none."""
    return _VALUE_SIGN.search(text) is not None or "##" in text or any(map(str.isdigit, text))


def _is_figure(spot: Spot) -> bool:
    """Whether a cell is a bare score or rate: 2019.5 in such a column is no month."""
    column = spot.column
    if spot.header or column is None or column.role not in FIGURES:
        return False
    return figure(spot.passage.text) is not None


def _bare_year(spot: Spot) -> list[found.DateSpan]:
    """2019 alone in a column of dates (年度)."""
    if spot.header or spot.column is None or spot.column.role != "date":
        return []
    match = _YEAR.fullmatch(spot.passage.text)
    dates = find_all_dates(f"{match[1]}年") if match else []
    return [replace(each, text=match[1], start=match.start(1), end=match.end(1)) for each in dates if match]


def _amounts(spot: Spot) -> list[found.Money]:
    text = spot.passage.text
    if spot.in_doubt or (spot.sources and not spot.sources.unit):
        return []
    if spot.negative:
        return _negative(spot)
    return _of_sources(text, spot.sources) if spot.sources else _of_cell(spot)


def _of_cell(spot: Spot) -> list[found.Money]:
    """The amounts of a paragraph, or of a cell in the unit of its row or column."""
    text = spot.passage.text
    if spot.label_unit:
        return money_line_by_line(text, spot.label_unit, "header")
    column = spot.column
    if column is None or not _holds_money(spot):
        told = column is not None and column.role in MONEY_ROLES and not spot.header
        return (short_amount_in_cell(text) if told else []) or find_money(text)
    if marked(text):
        return []  # below zero or not: nothing proves it
    unit = column.unit
    source: found.UnitFrom = "caption" if column.unit_from == "caption" else "header"
    if (pair := pair_in(text, column)) is not None:
        return amounts_of(pair, text, lambda part: money_line_by_line(part, unit, source))
    return money_line_by_line(text, unit, source)


def _of_sources(text: str, sources: Sources) -> list[found.Money]:
    """The amounts of a list of sources, in the unit that was found for them."""
    return [
        replace(each, start=each.start + start, end=each.end + start)
        for start, end in sources.spans
        for each in money_line_by_line(text[start:end], sources.unit, sources.unit_from)
    ]


def _negative(spot: Spot) -> list[found.Money]:
    """The amount of a cell that is negative without a minus, its mark with it."""
    text = spot.passage.text
    start, end = marked(text) or (0, len(text))
    before, behind = len(text) - len(text.lstrip()), len(text.rstrip())
    plain = Spot(spot.passage.slice(start, end), spot.place, spot.column, label_unit=spot.label_unit)
    return [
        replace(each, text=text[before:behind], start=before, end=behind, yuan=-each.yuan, value=-each.value)
        for each in _amounts(plain)
        if each.yuan is not None
    ]


def _holds_money(spot: Spot) -> bool:
    """Whether a spot is a cell of a column whose bare figures are money, where their unit is known."""
    column = spot.column
    told = column is not None and column.unit is not None and column.role not in NO_MONEY
    return told and spot.place is not None and not (spot.header or spot.measured)


def _besides(told: Told) -> str:
    """A text without its dates, document numbers and points, and without figures that count things (11.2公里)."""
    text = told.spot.passage.text
    spans = [(date.start, date.end) for date in told.dates] + [(number.start, number.end) for number in told.numbers]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return _POINTS.sub(" ", _FIGURE.sub(_uncounted, text))


def _uncounted(figure: re.Match[str]) -> str:
    unit = table_pattern("measure", "things").match(figure.string, figure.end())
    counts = unit is not None and unit[0].isalnum() and not _NO_UNIT.match(figure.string, unit.end() - 1)
    return " " if counts else figure[0]


def _is_doubtful(told: Told) -> bool:
    """Whether a cell without an amount holds one in doubt: marked, among words, or of no known unit; points and rates
    are none."""
    spot = told.spot
    if spot.in_doubt:
        return spot.column is None or spot.column.role not in FIGURES
    if _holds_money(spot):
        return is_doubtful_figure(_besides(told))
    may_be = spot.column is None or (spot.column.role in NO_MONEY - AIMED and not spot.header)
    return spot.place is not None and may_be and bool(_AMOUNT.search(_besides(told)))


def _cells(grid: Grid, table: DataTable | None, widths: Mapping[int, float]) -> Iterator[Spot]:
    places, cut = grid.places, cut_figures(grid, widths) | pointed_figures(grid)
    apart = set_apart(table) if table else {}
    told = signs(table) if table else Signs(frozenset(), frozenset())
    for cell in sorted(grid.cells, key=_READING_ORDER):
        part = table.part_of(cell.row) if table else None
        column = part.column_at(cell.column) if part else None
        header = cell.row in part.header if part else table is None
        unit, measured = None, False
        digits = apart.get((cell.row, cell.column))
        at = (cell.row, cell.column)
        in_doubt = at in cut or at in told.doubtful or (digits is not None and not digits.sure)
        if table is not None and not header and (figure(cell.passage.text) is not None or _is_short(cell)):
            if part is not None and column is not None and column.unit is not None:
                measured = is_measured(part, column, places, cell)
                if not measured and part.has_own_unit(cell.row, column):
                    unit, in_doubt = part.row_units[cell.row], in_doubt or column.unit_from == "header"
            else:
                unit = unit_beside(table, part, places, cell, column)
        place = Place(grid.id, cell.row, cell.column)
        listed = sources_in(part, places, cell) if table is not None and not header else None
        yield Spot(
            cell.passage, place, column, header, unit, measured, in_doubt, False, digits, at in told.negative, listed
        )


def _is_short(cell: TableCell) -> bool:
    """Whether a cell holds 35.6万 alone, an amount where its label says so."""
    return cell.passage.text.rstrip().endswith(("万", "亿")) and bool(short_amount_in_cell(cell.passage.text))


def _money(reading: Reading, spot: Spot, each: found.Money) -> Money:
    return Money(
        text=each.text,
        yuan=each.yuan,
        unit=each.unit,
        unit_from=each.unit_from,
        currency=each.currency,
        value=None if each.currency == "CNY" else each.value,
        modifier=each.modifier,
        evidence=evidence(spot.passage, reading.pages, each.start, each.end, spot.place),
    )


def _date(reading: Reading, spot: Spot, each: found.DateSpan) -> Date:
    return Date(
        text=each.text,
        start=each.start_date,
        end=each.end_date,
        precision=each.precision,
        evidence=evidence(spot.passage, reading.pages, each.start, each.end, spot.place),
        year_from=each.year_from,
    )


def _number(reading: Reading, spot: Spot, each: found.DocumentNumber) -> DocumentNumber:
    return DocumentNumber(
        text=each.text,
        canonical=each.canonical,
        agency=each.agency,
        year=each.year,
        number=each.number,
        title=each.title,
        evidence=evidence(spot.passage, reading.pages, each.start, each.end, spot.place),
    )


def _day(date: str | None) -> datetime.date | None:
    with suppress(ValueError):
        return datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01") if date else None
    return None
