"""Failures that a doubtful reading may explain are taken back to ``unknown``.

A table whose lines are not all drawn may have been read with a column or row misplaced; then its sums fail for our
fault, not the report's. Such a table is believed only where its other sums prove that it was read right.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from extractor.model.reading import Reading
from extractor.model.report import Check

# Tables with all their lines are read with 1.0, three-line ones with 0.8, those without lines with 0.6.
SURE_READING = 0.9
# A doubtful table is believed where it passes this many times as often as it fails, not less often in those rules
# that add up whole columns (a lost row breaks them all) …
PASSES_TO_A_FAILURE = 3
WHOLE_COLUMNS = frozenset({"score_total", "column_sum", "subtotal"})
# A level's name is set beside many rows: in a doubtful table it may have been tied to one too many.
NEVER_IN_DOUBT = frozenset({"level_points"})
# … and the two figures are close, as after a slip of the typist; a row lost in reading makes more.
CLOSE = Decimal("0.25")
# A table with all its lines that fails this often, and more often than it passes, is not understood.
TOO_MANY = 5
DOUBT = "（该表识读把握不足，请人工核对）。"


def with_doubts(results: list[Check], reading: Reading, of_tables: frozenset[str]) -> list[Check]:
    """``results`` with the failures taken back that their table's reading does not bear.

    ``of_tables`` are the rules that rest on how a table was read.
    """
    confidence = {table.grid.id: table.grid.confidence for table in reading.tables}
    counts: Counter[tuple[str, str, bool]] = Counter(
        (table, result.status, result.rule in WHOLE_COLUMNS)
        for result in results
        if result.rule in of_tables
        for table in tables_of(result)
    )

    def is_believed(result: Check) -> bool:
        return result.rule not in of_tables or all(_bears(table, result) for table in tables_of(result))

    def _bears(table: str, result: Check) -> bool:
        passes, fails = ([counts[table, status, whole] for whole in (True, False)] for status in ("pass", "fail"))
        if confidence.get(table, 1.0) >= SURE_READING:
            return sum(fails) < TOO_MANY or sum(fails) <= sum(passes)
        needed = max(fails[0], int(result.rule in WHOLE_COLUMNS))
        proven = sum(passes) >= PASSES_TO_A_FAILURE * sum(fails) and passes[0] >= needed
        return proven and result.rule not in NEVER_IN_DOUBT and _is_close(result)

    return [
        result.model_copy(update={"status": "unknown", "message": result.message.rstrip("。") + DOUBT})
        if result.status == "fail" and not is_believed(result)
        else result
        for result in results
    ]


def tables_of(result: Check) -> set[str]:
    """The tables that figures of a result stand in."""
    return {place.table for place in result.evidence if place.table is not None}


def _is_close(result: Check) -> bool:
    try:
        stated, computed = Decimal(result.stated or ""), Decimal(result.computed or "")
    except ArithmeticError:
        return False
    return abs(stated - computed) <= CLOSE * max(abs(stated), abs(computed))
