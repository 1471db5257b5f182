"""Rules of tables that count answers row by row (很满意 120人 60%, 满意 60人 30% …), as of a questionnaire."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.engine import Figure, check, rate_fits, total
from extractor.checks.figures_told import is_slip
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.units import HUNDRED, ZERO
from extractor.model.report import Check, plain

# A row has so many answers at least, and so many shares must be right before one is accused.
FEWEST_ANSWERS = 2
SHARES_THAT_ACCUSE = 4
SHARE_THAT_ACCUSES = Decimal("0.8")


def shares_of_rows(material: Material) -> Iterator[Check]:
    """Each share beside a count is that of the count in its row, where most are; means of counts are rounded."""
    for sheet in material.sheets:
        pairs = _pairs(sheet)
        if len(pairs) < FEWEST_ANSWERS:
            continue
        good: list[Figure] = []
        bad: list[tuple[int, Figure, Figure, Decimal]] = []
        sums: set[Decimal] = set()
        for row in (row for row in sheet.part.rows if "平均" not in sheet.label(row)):
            counts = [sheet.vector(count).get(row) for count, _ in pairs]
            known = [each for each in counts if each is not None]
            whole = total(known)
            if len(known) < len(pairs) or not whole:
                continue
            sums.add(whole)
            for (_, share), count in zip(pairs, known, strict=True):
                stated = sheet.vector(share).get(row)
                if stated is None:
                    continue
                if rate_fits(stated.value, stated.decimals, count.value, whole, ZERO, ZERO):
                    good += [count, stated]
                else:
                    bad.append((row, stated, count, whole))
        if len(good) // 2 < SHARES_THAT_ACCUSE or len(good) // 2 < SHARE_THAT_ACCUSES * (len(good) // 2 + len(bad)):
            continue
        of = f"（合计{plain(next(iter(sums)))}）" if len(sums) == 1 else ""
        counted = next(iter(sums)) if len(sums) == 1 else None
        yield check(
            "share_of_row", "pass", f"{sheet.name}{len(good) // 2}处占比均与该行人数占本行合计{of}的比例一致。",
            good, counted, counted,
        )  # fmt: skip
        for row, stated, count, whole in bad:
            computed = round(count.value / whole * HUNDRED, max(stated.decimals, 2))
            sure = is_slip(stated.value, computed) or _is_off_by_a_digit(stated, computed)
            yield check(
                "share_of_row", "fail" if sure else "unknown",
                f"{sheet.row_said(row)}所列占比{stated.text}%，"
                f"与{plain(count.value)}占本行合计{plain(whole)}的{plain(computed)}%不一致。",
                [stated, count], stated.value, computed,
            )  # fmt: skip


def _pairs(sheet: Sheet) -> list[tuple[int, int]]:
    """The columns of counts each with a column of shares right behind it."""
    columns = [column.index for column in sheet.figure_columns]
    return [
        (first, second)
        for first, second in pairwise(columns)
        if first not in sheet.rate_columns and second in sheet.rate_columns
    ]


def _is_off_by_a_digit(stated: Figure, computed: Decimal) -> bool:
    """Whether two figures of one length differ in one digit only (31.5 and 36.5)."""
    one, other = f"{stated.value:f}", f"{computed:f}"
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
