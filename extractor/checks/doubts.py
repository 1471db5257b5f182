"""Failures that a doubtful reading may explain, or that the report tells itself, are taken back to ``unknown``.

A table whose lines are not all drawn may have been read with a column or row misplaced; then its sums fail for our
fault, not the report's. Such a table is believed only where its other sums prove that it was read right. Figures that
were read from a picture accuse nobody: a digit mistaken there is ours.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal

from extractor.checks.engine import ALL_LINES, tight
from extractor.checks.figures_told import has_swapped_digits
from extractor.checks.units import HUNDRED, ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.layout import Grid, Paragraph
from extractor.model.reading import DataTable, Reading
from extractor.model.report import Check

# A doubtful table is believed where this many rows and columns agree for each slip in it, and as many whole columns
# as fail: a lost row breaks them all …
PROOFS_OF_A_SLIP = 3
WHOLE_COLUMNS = frozenset({"score_total", "column_sum", "subtotal"})
# These hold row by row: each row that passes is a proof.
ROW_BY_ROW = frozenset(
    {
        "item_sum",
        "balance",
        "row_sum",
        "rate_in_row",
        "change_in_row",
        "share_of_total",
        "share_of_row",
        "scores_in_row",
        "grade_in_row",
        "product_in_row",
        "score_rate_in_row",
        "running_total",
        "days_in_row",
        "column_of_two_tables",
    }
)
# A level's name is set beside many rows: in a doubtful table it may have been tied to one too many. One row too many
# here is one too few there, or missing in the total: a single level that fails among so many that pass is none.
LEVELS_THAT_PROVE = 2
# … and the two figures are close, or the same but for two digits changed, as after a slip of the typist, or two rules
# of different kinds accuse one cell; a row lost in reading makes more.
CLOSE = Decimal("0.25")
CLOSE_POINTS = Decimal(3)
# A total that misses its column by more has lost some of its rows, even where all lines are drawn.
FAR = Decimal("0.4")
# A change of 4.78% is close to one of 3.28%: what is compared is 104.78 and 103.28.
OF_CHANGES = frozenset({"change_in_row"})
# What is accused of is no figure that a column misplaced would change by much.
OF_WORDS = frozenset({"grade_in_row", "rank_in_row", "days_in_row"})
# These compare the days of a row, whichever of its cells tell them.
IN_ORDER = "dates_in_order"
OF_DAYS = frozenset({IN_ORDER, "two_starts"})
OF_POINTS = frozenset({"item_sum", "deduction_in_remark", "level_score_told", "level_points", "score_total"})
# A table with all its lines that fails this often, and more often than it passes, is not understood.
TOO_MANY = 5
DOUBT = "（该表识读把握不足，请人工核对）。"
TOLD_WRONG = "（报告同一句中已说明有误或更正，请核对）。"
FROM_PICTURE = "（所涉内容由图片识别，请对照原件核对）。"

# A head that ends so has taken the first row in: 计划 / 3,820.00.
_AMOUNT_BELOW = re.compile(r"[\u4e00-\u9fff）)]\s*\d{1,3}(?:,?\d{3})*\.\d{2}\s*")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LAST_DIGITS = re.compile(r"\s*\d{1,2}\s*")

Cell = tuple[str, int, int]


class _Evidence:
    """What speaks for and against the reading of each table that some result accuses."""

    def __init__(self, results: list[Check]) -> None:
        accused = {table for result in results if result.status == "fail" for table in tables_of(result)}
        self.proofs: Counter[str] = Counter()
        self.columns: Counter[tuple[str, str]] = Counter()
        self.counts: Counter[tuple[str, str]] = Counter()
        self.levels: Counter[tuple[str, str]] = Counter()
        self.accused: dict[Cell, set[str]] = defaultdict(set)
        self.slips: dict[str, list[set[Cell]]] = defaultdict(list)
        for result in results if accused else ():
            for table in tables_of(result) & accused:
                self._count(table, result)

    def _count(self, table: str, result: Check) -> None:
        self.counts[table, result.status] += 1
        self.columns[table, result.status] += result.rule in WHOLE_COLUMNS
        self.levels[table, result.status] += result.rule == "level_points"
        cells = cells_of(result, table)
        if result.status == "pass":
            self.proofs[table] += len({row for _, row, _ in cells}) if result.rule in ROW_BY_ROW else 1
        elif result.status == "fail":
            for cell in cells:
                self.accused[cell].add("column" if result.rule in WHOLE_COLUMNS else result.rule)
            joined = [slip for slip in self.slips[table] if slip & cells]
            self.slips[table] = [slip for slip in self.slips[table] if not slip & cells]
            self.slips[table].append(cells.union(*joined))

    def bears(self, table: str, result: Check) -> bool:
        """Whether a doubtful table was surely read right where ``result`` accuses it."""
        if result.rule == "level_points":
            single = self.levels[table, "fail"] == 1 and self.levels[table, "pass"] >= LEVELS_THAT_PROVE
            if not single or self.columns[table, "fail"]:
                return False
        columns_agree = self.columns[table, "pass"] >= max(
            self.columns[table, "fail"], int(result.rule in WHOLE_COLUMNS)
        )
        proven = self.proofs[table] >= PROOFS_OF_A_SLIP * len(self.slips[table]) and columns_agree
        return proven and (result.rule in OF_WORDS or _is_close(result) or self._is_accused_twice(table, result))

    def _is_accused_twice(self, table: str, result: Check) -> bool:
        return any(len(self.accused[cell]) > 1 for cell in cells_of(result, table))


def with_doubts(results: list[Check], reading: Reading, of_tables: frozenset[str]) -> list[Check]:
    """``results`` with the failures taken back that their table's reading does not bear.

    ``of_tables`` are the rules that rest on how a table was read.
    """
    if all(result.status != "fail" for result in results):
        return results
    confidence = {table.grid.id: table.grid.confidence for table in reading.tables}
    grids = {table.grid.id: table.grid for table in reading.tables}
    amidst = frozenset(table.grid.id for table in reading.tables if _begins_amidst(table))
    found = _Evidence([result for result in results if result.rule in of_tables])

    def is_believed(result: Check) -> bool:
        return result.rule not in of_tables or all(_bears(table, result) for table in tables_of(result))

    def _bears(table: str, result: Check) -> bool:
        if confidence.get(table, 1.0) >= ALL_LINES:
            fails = found.counts[table, "fail"]
            if (result.rule in WHOLE_COLUMNS or result.rule == "level_points") and _is_far(result):
                return False
            return fails < TOO_MANY or fails <= found.counts[table, "pass"]
        if result.rule in WHOLE_COLUMNS and _lacks_a_cell(grids[table], result):
            return False
        return found.bears(table, result)

    def _doubt(result: Check) -> str | None:
        if _is_told_wrong(result, reading):
            return TOLD_WRONG
        if _is_from_picture(result, reading, of_tables):
            return FROM_PICTURE
        told = tables_of(result) & grids.keys()
        lacking = amidst if result.rule in WHOLE_COLUMNS else frozenset()
        if any(table in lacking or _may_be_broken(grids[table], cells_of(result, table)) for table in told):
            return DOUBT
        if result.rule in of_tables and any(_has_row_in_head(grids[table]) for table in told):
            return DOUBT
        if result.rule in OF_DAYS and any(
            _is_of_remarks(grids[table], cells_of(result, table))
            or (result.rule == IN_ORDER and not _days_prove(table, results))
            for table in told
            if confidence.get(table, 1.0) < ALL_LINES
        ):
            return DOUBT
        return None if is_believed(result) else DOUBT

    return [
        result.model_copy(update={"status": "unknown", "message": result.message.rstrip("。") + doubt})
        if result.status == "fail" and (doubt := _doubt(result))
        else result
        for result in results
    ]


def _begins_amidst(table: DataTable) -> bool:
    """Whether the serial numbers of a table without a caption begin beyond 1: its first rows stand on the page before,
    in a table that it was not joined to."""
    if table.grid.caption is not None or not table.parts or (serial := table.parts[0].column("serial")) is None:
        return False
    cells = (table.grid.places.get((row, serial.index)) for row in table.parts[0].plain_rows)
    first = next((cell.passage.text.strip() for cell in cells if cell and cell.passage.text.strip()), "")
    return first.isdecimal() and int(first) > 1


def _may_be_broken(grid: Grid, cells: set[Cell]) -> bool:
    """Whether a figure that takes part may go on in the next row: 83.6, and below it a digit alone in its row."""
    for _, row, column in cells:
        own = grid.places.get((row, column))
        below = grid.places.get((row + 1, column))
        if own is None or below is None or below.row != row + 1 or not _LAST_DIGITS.fullmatch(below.passage.text):
            continue
        beside = {id(cell): cell for at in range(grid.n_columns) if (cell := grid.places.get((row + 1, at)))}
        if all(cell is below or cell.row <= row or not cell.passage.text.strip() for cell in beside.values()):
            return True
    return False


def _has_row_in_head(grid: Grid) -> bool:
    """Whether some heads end with an amount: a row that no ruling parts from them."""
    heads = [cell.passage.text for cell in grid.cells if cell.row < grid.header_rows]
    return sum(bool(_AMOUNT_BELOW.search(text[-20:])) for text in heads) > 1


def _is_of_remarks(grid: Grid, cells: set[Cell]) -> bool:
    """Whether a result rests on several cells and one of them tells a story: it may have been read one row too high."""
    told = [cell.passage.text for _, row, column in cells if (cell := grid.places.get((row, column))) is not None]
    return len(told) > 1 and any("，" in text or "。" in text for text in told)


def _days_prove(table: str, results: list[Check]) -> bool:
    """Whether the days of enough rows of a table are in order for each row whose days are not."""
    rows: dict[str, set[int]] = {"pass": set(), "fail": set(), "unknown": set()}
    for result in results:
        if result.rule == IN_ORDER:
            rows[result.status].update(row for _, row, _ in cells_of(result, table))
    return len(rows["pass"] - rows["fail"]) >= PROOFS_OF_A_SLIP * len(rows["fail"])


def _is_told_wrong(result: Check, reading: Reading) -> bool:
    """Whether the sentence of the figure says itself that figures in it are not right: …98%；经核实应为97%."""
    place = result.evidence[0] if result.evidence else None
    if place is None or place.table is not None:
        return False
    for block in reading.blocks:
        if not isinstance(block, Paragraph):
            continue
        for at, line, first, last in block.passage.pieces:
            if line.page == place.page and line.start + first <= place.start < line.start + last:
                text, here = block.text, at + place.start - line.start - first
                end = text.find("。", here)
                sentence = tight(text[text.rfind("。", 0, here) + 1 : end if end > 0 else len(text)])
                return WORDINGS["labels"]["told_wrong"].search(sentence) is not None
    return False


def _is_from_picture(result: Check, reading: Reading, of_tables: frozenset[str]) -> bool:
    """Whether any figure that takes part, or any cell of the table that a rule of tables reads, was read by OCR."""
    if any(place.source == "ocr" for place in result.evidence):
        return True
    told = tables_of(result) if result.rule in of_tables else set()
    cells = (cell for table in reading.tables if table.grid.id in told for cell in table.grid.cells)
    return any(piece.line.confidence is not None for cell in cells for piece in cell.passage.pieces)


def tables_of(result: Check) -> set[str]:
    """The tables that figures of a result stand in."""
    return {place.table for place in result.evidence if place.table is not None}


def cells_of(result: Check, table: str) -> set[Cell]:
    """The cells of a table that take part in a result."""
    return {(table, place.row or 0, place.column or 0) for place in result.evidence if place.table == table}


def _is_far(result: Check) -> bool:
    """Whether a total misses its column by so much that rows were rather lost in reading, and by no slip of a digit."""
    stated, computed = Decimal(result.stated or 0), Decimal(result.computed or 0)
    larger, smaller = max(abs(stated), abs(computed)), min(abs(stated), abs(computed))
    tenfold = smaller and (larger / smaller).normalize().as_tuple().digits == (1,)
    return larger - smaller > FAR * larger and not tenfold and not has_swapped_digits(stated, computed)


def _lacks_a_cell(grid: Grid, result: Check) -> bool:
    """Whether a total misses its column by just a figure of the table: the cell may stand in another column or row."""
    gap = abs(Decimal(result.stated or 0) - Decimal(result.computed or 0))
    return any(
        gap == Decimal(figure.replace(",", "")) for cell in grid.cells for figure in _FIGURE.findall(cell.passage.text)
    )


def _is_close(result: Check) -> bool:
    try:
        stated, computed = Decimal(result.stated or ""), Decimal(result.computed or "")
    except ArithmeticError:
        return False
    gap = abs(stated - computed)
    if has_swapped_digits(stated, computed):
        return True
    if result.rule in OF_POINTS and gap <= CLOSE_POINTS:
        return True
    beside = HUNDRED if result.rule in OF_CHANGES else ZERO
    return gap <= CLOSE * max(abs(stated + beside), abs(computed + beside))
