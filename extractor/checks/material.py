"""What rules work on: the records of a report, its tables as sheets, and what a rule is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import add, attrgetter
from typing import TypeVar, cast

from extractor.checks.engine import CellFigures, Figure, Printed, tight
from extractor.checks.level_scores_found import Told as LevelTold
from extractor.checks.level_scores_found import find_level_scores
from extractor.checks.quantities import RATE, YUAN, Quantity, Scope, scopes, telling_digits
from extractor.checks.relations import Found, relations
from extractor.checks.sheets import NamedRow, Sheet
from extractor.checks.telling import Passages
from extractor.checks.units import ZERO
from extractor.checks.worded.clauses import Clause, clauses
from extractor.model.finding import Severity
from extractor.model.layout import Paragraph, TableCell
from extractor.model.reading import DataTable, Reading, TablePart
from extractor.model.report import Check, ReportHead, ScoreItem, plain
from extractor.records.score_items import LEVELS, ScoreRows, score_parts
from extractor.records.sections import tells_problems
from extractor.records.tenses import line_of
from extractor.records.values import Spot, Told, Values, spots

T = TypeVar("T")

# Amounts with fewer digits that say something are the same by chance.
TELLING_DIGITS = 4
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
# A cell with more characters than this tells a story, it names no figure.
LONGEST_NAME = 40
# A passage or cell with fewer characters says of no figure what it is: 合格率103%, 50%（1/2）.
SHORTEST_TALE = 6
# A row is known by a name of so many characters.
SHORTEST_NAME = 3
_text_of_spot: Callable[[Spot], str] = attrgetter("passage.text")


@dataclass(frozen=True)
class Material:
    """The records of a report and the reading they were made from."""

    reading: Reading
    head: ReportHead
    items: list[ScoreItem]
    values: Values
    _told: dict[Callable[[Material], object], object] = field(default_factory=dict, repr=False)

    def once(self, work: Callable[[Material], T]) -> T:
        """What a function tells of the report, worked out once for all rules that ask."""
        if work not in self._told:
            self._told[work] = work(self)
        return cast("T", self._told[work])

    @cached_property
    def figures(self) -> CellFigures:
        """What the cells of all tables hold."""
        return CellFigures(self.reading)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The parts of all tables that hold amounts rather than scores; the funds block of a 自评表 is one."""
        return [
            Sheet(self.figures, table, part)
            for table in self.reading.tables
            for part in table.parts
            if table.kind != "score" and not _lists_indicators(part) and not _counts_different_things(table, part)
        ]

    @cached_property
    def lists(self) -> list[Sheet]:
        """The parts of tables that list bodies or projects, one a row, with amounts, rates or scores."""
        return [
            Sheet(self.figures, table, part)
            for table in self.reading.tables
            for part in table.parts
            if table.kind != "problems" and not any(part.column(level) for level in LEVELS)
        ]

    @cached_property
    def rows_with_words(self) -> list[Sheet]:
        """The parts of tables with columns of money, lists of problems among them."""
        return [
            Sheet(self.figures, table, part)
            for table in self.reading.tables
            for part in table.parts
            if any(column.unit for column in part.columns) and not any(part.column(level) for level in LEVELS)
        ]

    @cached_property
    def relations(self) -> list[tuple[Sheet, Found]]:
        """How the columns of each table hang together."""
        return [(sheet, found) for sheet in self.sheets for found in relations(sheet)]

    @cached_property
    def named_rows(self) -> list[NamedRow]:
        """The rows of all sheets that hold figures."""
        return [row for sheet in self.sheets for row in sheet.named_rows]

    @cached_property
    def rows_by_name(self) -> dict[str, list[tuple[Sheet, int]]]:
        """The plain rows of all sheets by their names; a name that two rows of one table share names none."""
        found: dict[str, list[tuple[Sheet, int]]] = {}
        for sheet in self.sheets:
            for name, row in sheet.rows_by_name.items():
                if len(name) >= SHORTEST_NAME:
                    found.setdefault(name, []).append((sheet, row))
        return found

    @cached_property
    def spots(self) -> list[Spot]:
        """Every passage of the report, in reading order."""
        return self.values.spots or list(spots(self.reading))

    @cached_property
    def texts(self) -> Passages[Spot]:
        """The passages outside of tables."""
        return Passages([spot for spot in self.spots if spot.place is None], _text_of_spot)

    @cached_property
    def in_words(self) -> Passages[Spot]:
        """The passages and cells that are long enough to tell what a figure is."""
        return Passages([spot for spot in self.spots if len(spot.passage.text) >= SHORTEST_TALE], _text_of_spot)

    @cached_property
    def with_money(self) -> list[Told]:
        """The passages and cells that tell amounts."""
        return [told for told in self.values.told if told.money]

    @cached_property
    def with_amounts(self) -> list[Told]:
        """Those that tell two amounts or more."""
        return [told for told in self.with_money if len(told.money) > 1]

    @cached_property
    def money_in_text(self) -> list[Told]:
        """The passages outside of tables that tell amounts."""
        return [told for told in self.with_money if told.spot.place is None]

    @cached_property
    def tabled_amounts(self) -> frozenset[Decimal]:
        """The amounts in 元 that cells of tables tell."""
        tabled = (each.money for each in self.with_money if each.spot.place)
        return frozenset(money.yuan for amounts in tabled for money in amounts if money.yuan)

    @cached_property
    def with_dates(self) -> list[Told]:
        """The passages and cells that tell dates."""
        return [told for told in self.values.told if told.dates]

    @cached_property
    def with_two_dates(self) -> list[Told]:
        """Those that tell two dates or more."""
        return [told for told in self.with_dates if len(told.dates) > 1]

    @cached_property
    def dated_cells(self) -> dict[tuple[str, int, int], Told]:
        """The cells that tell dates, by their places."""
        return {each.spot.place[:3]: each for each in self.with_dates if each.spot.place}

    @cached_property
    def _row_words(self) -> dict[str, list[list[str]]]:
        return {}

    def row_words(self, table: str, row: int) -> str:
        """The words of a row of a table, long cells left out: what a figure in the row is called."""
        if table not in self._row_words:
            grid = next((each.grid for each in self.reading.tables if each.grid.id == table), None)
            rows = self._row_words[table] = [[] for _ in range(grid.n_rows if grid else 0)]
            for cell in grid.cells if grid else ():
                text = cell.passage.text
                if len(text) <= LONGEST_NAME:
                    for each in cell.rows:
                        rows[each].append(text)
        return "|".join(self._row_words[table][row]) if self._row_words[table] else ""

    @cached_property
    def scopes(self) -> list[Scope]:
        """The quantities told in words, by paragraph, table row and section."""
        return scopes(self.reading, self.values, self.spots)

    @cached_property
    def neighbours(self) -> Passages[Scope]:
        """The scopes of figures that stand close together: paragraphs and table rows."""
        return Passages([scope for scope in self.scopes if scope.kind != "section"], attrgetter("texts"))

    @cached_property
    def clauses(self) -> Passages[Clause]:
        """The sentences that tell two figures or more."""
        return Passages(clauses(self.neighbours, 2), attrgetter("words"))

    @cached_property
    def paragraphs(self) -> Passages[Scope]:
        """The scopes of paragraphs."""
        return Passages([scope for scope in self.scopes if scope.kind == "paragraph"], attrgetter("text"))

    @cached_property
    def sections(self) -> list[Scope]:
        """The scopes of whole sections."""
        return [scope for scope in self.scopes if scope.kind == "section"]

    @cached_property
    def section_of(self) -> dict[Quantity, Scope]:
        """The scope of the section that each quantity stands in, by the quantity."""
        return {each: scope for scope in self.sections for each in scope.quantities}

    @cached_property
    def level_scores(self) -> list[LevelTold]:
        """What the text tells of the parts of its scoring tables."""
        told = [(block.passage, "") for block in self.reading.outline.front if isinstance(block, Paragraph)]
        for section in self.reading.outline.sections:
            told.append((section.title, ""))
            told += [(block.passage, section.title.text) for block in section.body if isinstance(block, Paragraph)]
        return find_level_scores(told, self.items)

    @cached_property
    def all_amounts(self) -> frozenset[Decimal]:
        """The amounts in 元 of the whole report, however few digits they have."""
        return frozenset(money.yuan for told in self.values.told for money in told.money if money.yuan)

    @cached_property
    def amounts_told(self) -> frozenset[Decimal]:
        """The amounts in 元 of the whole report that have digits enough to be told from others."""
        return frozenset(yuan for yuan in self.all_amounts if telling_digits(plain(yuan)) >= TELLING_DIGITS)

    @cached_property
    def times_told(self) -> Counter[tuple[str, Decimal]]:
        """How often each amount, count and rate stands in the text, each amount and rate in the tables."""
        found = Counter((each.unit, each.value) for scope in self.paragraphs for each in scope.quantities)
        found.update(
            (YUAN, money.yuan) for told in self.with_money if told.spot.place for money in told.money if money.yuan
        )
        for table in self.reading.tables:
            found.update((RATE, each.value) for each in self.figures.of_table(table).values())
        return found

    @cached_property
    def problem_lines(self) -> frozenset[int]:
        """The printed lines (by identity) of the sections that tell problems."""
        return frozenset(
            id(piece.line)
            for section in self.reading.outline.sections
            if any(tells_problems(each) for each in section.path())
            for block in section.body
            if isinstance(block, Paragraph)
            for piece in block.passage.pieces
        )

    def is_problem(self, spot: Spot) -> bool:
        """Whether a paragraph stands among the problems that the report tells."""
        return spot.place is None and line_of(spot.passage) in self.problem_lines

    @cached_property
    def problem_dates(self) -> frozenset[str]:
        """The days and months that the told problems name."""
        listed = {table.grid.id for table in self.reading.tables if table.kind == "problems"}
        return frozenset(
            day
            for told in self.values.told
            if self.is_problem(told.spot) or (told.spot.place and told.spot.place.table in listed)
            for date in told.dates
            for day in (date.start_date, date.start_date[:7])
        )

    @cached_property
    def problem_amounts(self) -> frozenset[Decimal]:
        """The amounts in 元 that the told problems name."""
        told = (money for each in self.values.told if self.is_problem(each.spot) for money in each.money)
        return frozenset(money.yuan for money in told if money.yuan is not None)

    @cached_property
    def score_parts(self) -> list[ScoreRows]:
        """The parts of scoring tables whose rows are indicators."""
        return score_parts(self.reading)

    def printed(self, *quantities: Quantity) -> list[Figure]:
        """Quantities told in words as figures with their places."""
        return [each.figure(self.reading.pages) for each in quantities]

    @cached_property
    def score_rows(self) -> dict[tuple[str, int], ScoreRows]:
        """The part of a scoring table that each row of an indicator belongs to, by table and row."""
        return {(rows.table.grid.id, row): rows for rows in self.score_parts for row in rows.indicator_rows}

    def row_of(self, item: ScoreItem) -> tuple[ScoreRows, int] | None:
        """The part of a table and the row that tell an indicator."""
        for each in item.evidence:
            if each.row is not None:
                rows = self.score_rows.get((item.table, each.row))
                return None if rows is None else (rows, each.row)
        return None

    def cell_of(self, item: ScoreItem, role: str) -> Printed | None:
        """The place of what the row of an indicator says in the column of a role; a remark may stand last, unheaded."""
        found = self.row_of(item)
        if found is None:
            return None
        rows, row = found
        cell = rows.own_cell(role, row) or (_last_words(rows, row) if role == "comment" else None)
        return None if cell is None else Printed(cell.passage, self.reading.pages, place=rows.place(cell))

    def points_of(self, item: ScoreItem) -> Figure:
        """The points of an indicator where they are printed: in a cell of their own, or behind its name."""
        return Figure(item.points or ZERO, 0, self.cell_of(item, "points") or item.evidence)

    @cached_property
    def remarks(self) -> list[tuple[ScoreItem, Printed]]:
        """Each indicator with a remark, and the place of the remark."""
        return list(_remarks(self))


def _remarks(material: Material) -> Iterator[tuple[ScoreItem, Printed]]:
    for item in material.items:
        cell = material.cell_of(item, "comment")
        if cell is not None and (item.comment or cell.passage.text):
            yield item if item.comment else item.model_copy(update={"comment": cell.passage.text}), cell


def _last_words(rows: ScoreRows, row: int) -> TableCell | None:
    """The words behind the score of an indicator, where no column of remarks is known by its head."""
    last = rows.part.columns[-1]
    if last.role is not None or rows.column("comment") is not None:
        return None
    cell = rows.places.get((row, last.index))
    return cell if cell is not None and (cell.row, cell.column, cell.rowspan) == (row, last.index, 1) else None


@dataclass(frozen=True)
class Rule:
    """A rule by name: what it needs to run, what may differ and why, the function that runs it, and how grave a failure
    is: ``serious`` where a total, the verdict or an amount is wrong, ``light`` where it is a slip of the typist."""

    name: str
    needs: str
    tolerance: str
    run: Callable[[Material], Iterable[Check]]
    severity: Severity = "ordinary"


@lru_cache(maxsize=4096)
def pairs_of_han(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters, spaces left out."""
    return frozenset([pair for run in _HAN.findall(tight(text)) for pair in map(add, run, run[1:])])


def _lists_indicators(part: TablePart) -> bool:
    """Whether rows are indicators; 指标 beside counts alone, without points or scores, is what they count."""
    if not any(part.column(level) for level in LEVELS):
        return False
    return any(
        part.column(role) for role in ("level1", "level2", "points", "score", "self_score", "standard", "criteria")
    )


def _counts_different_things(table: DataTable, part: TablePart) -> bool:
    """Whether the rows have units of their own (计量单位: 万元, 人): their figures never add up."""
    column = part.column("measure")
    cells = (table.cell(row, column.index) for row in part.rows) if column else ()
    return len({cell.passage.text for cell in cells if cell is not None and cell.passage.text.strip()}) > 1
