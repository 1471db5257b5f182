"""Columns that add up as they go down: 当月 and 累计, 金额 and 累计金额."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from extractor.checks.engine import SURE_READING, Figure, beside, check
from extractor.checks.figures_told import is_mistyped, is_slip
from extractor.checks.material import Material, pairs_of_han
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column
from extractor.model.report import Check

# So many rows that go on from the one above show what a column adds up.
ROWS_THAT_PROVE = 3
# So many do where both heads say the same (拨付金额, 累计拨付); then a slip is two digits changed.
ROWS_THAT_NAME = 2


class Running(NamedTuple):
    """A column and what it adds up: the rows, its figures, and what the other column makes up to each row."""

    target: Column
    of: Column
    rows: list[int]
    stated: list[Figure]
    added: list[Figure]
    made: list[Decimal]

    @property
    def kept(self) -> int:
        return sum(figure.value == made for figure, made in zip(self.stated, self.made, strict=True))


def running_totals(material: Material) -> Iterator[Check]:
    """累计 of each row = 累计 of the row above + 当月. Fails where one row alone breaks what the others keep."""
    for table in material.reading.tables:
        for part in table.parts if table.kind != "score" else ():
            targets = [column for column in part.columns if WORDINGS["running"]["head"].search(head(column))]
            sheet = Sheet(material.figures, table, part)
            for target in targets:
                tried = (_running(sheet, target, of) for of in part.columns if of not in targets)
                best = max((each for each in tried if each), key=lambda each: each.kept, default=None)
                if best is not None and best.kept >= (ROWS_THAT_NAME if _are_named(best) else ROWS_THAT_PROVE):
                    yield from _told(sheet, best)


def _running(sheet: Sheet, target: Column, of: Column) -> Running | None:
    if of.unit != target.unit or {of.index, target.index} & sheet.rate_columns:
        return None
    rows = sheet.part.plain_rows
    stated = [sheet.figure(row, target.index) for row in rows]
    added = [sheet.figure(row, of.index) for row in rows]
    known, parts = [each for each in stated if each], [each for each in added if each]
    if len(known) < len(rows) or len(parts) < len(rows) or len(rows) < ROWS_THAT_PROVE:
        return None
    if not all(each.value for each in parts):
        return None
    before = known[0].value - parts[0].value  # what was there before the table begins
    return Running(target, of, rows, known, parts, [before + made for made in accumulate(each.value for each in parts)])


def _are_named(run: Running) -> bool:
    """Whether the heads of the two columns share two characters beside 累计."""
    own, of = (pairs_of_han(WORDINGS["running"]["head"].sub("|", head(column))) for column in (run.target, run.of))
    return bool(own & of)


def _told(sheet: Sheet, run: Running) -> Iterator[Check]:
    good = [at for at, made in enumerate(run.made) if run.stated[at].value == made]
    by, unit = f"“{head(run.of)}”逐行累加", run.target.unit or ""
    yield check(
        "running_total", "pass", f"{sheet.name}“{head(run.target)}”列{len(good)}行均与{by}一致。",
        [figure for at in good for figure in (run.stated[at], run.added[at])],
    )  # fmt: skip
    bad = [at for at in range(len(run.made)) if at not in good]
    sure = len(bad) == 1 and sheet.table.grid.confidence >= SURE_READING
    for at in bad if sure else ():
        stated, made = run.stated[at], run.made[at]
        slip = is_slip if len(good) >= ROWS_THAT_PROVE else is_mistyped
        if slip(stated.value, made):
            yield check(
                "running_total", "fail",
                f"{sheet.row_said(run.rows[at])}“{head(run.target)}”为{stated.text}{unit}，"
                f"与{by}的{beside(made, stated)}{unit}不一致。",
                [stated, run.added[at], run.stated[at - 1]], stated.value, made,
            )  # fmt: skip
