"""Rules of tables with amounts: 合计 and 小计 against their rows, shares that make up a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extractor.checks.engine import SURE_READING, Figure, Status, beside, check, grouped, slack_of, tight, total
from extractor.checks.figures_told import DRAFT, has_swapped_digits, is_mistyped, is_slip
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.tables.rows import head
from extractor.checks.units import ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.reading import Column
from extractor.model.report import Check

# 201 is a code of the budget classification; shorter figures are serial numbers.
SHORTEST_CODE = 3
# Sums over fewer rows say too little about how a table is meant.
FEWEST_ROWS = 2


@dataclass(frozen=True)
class Scope:
    """A total's row, and the plain and the subtotal rows that it adds up."""

    sheet: Sheet
    row: int
    leaves: list[int]
    subtotals: list[int]

    @cached_property
    def others(self) -> list[list[int]]:
        """Other sets of rows that the total may mean: subtotals with ungrouped rows, or the top level alone."""
        return list(_other_readings(self.sheet, self.leaves, self.subtotals))


def column_sums(material: Material) -> Iterator[Check]:
    """合计 against the rows that it adds up, in every column of amounts."""
    for sheet in material.sheets:
        for row in sheet.marked("total"):
            scope = scope_of(sheet, row)
            if len(scope.leaves) < FEWEST_ROWS:
                continue
            # A column without a unit may hold prices: only a sum that is right, or nearly, was meant as one.
            summed, counted = sheet.summed_columns(), sheet.counted_columns()
            prices = [each for each in summed if _is_mean(each)]
            for column, only_near in [
                *((each, each in prices) for each in summed),
                *((each, True) for each in counted),
            ]:
                stated = sheet.figure(row, column.index)
                if stated is not None:
                    yield from _sum(scope, column, stated, only_near=only_near)


def subtotals(material: Material) -> Iterator[Check]:
    """小计 against the rows of its group."""
    for sheet in material.sheets:
        if _stand_above(sheet):
            yield from _subtotals_above(sheet)
            continue
        for row in sheet.marked("subtotal"):
            group, bounded = group_of(sheet, row)
            if row + 1 in sheet.marked("of_which"):
                continue  # its parts stand below it
            for column in sheet.summed_columns():
                stated = sheet.figure(row, column.index)
                figures = sheet.figures(group, column.index)
                if stated is None or not figures:
                    continue
                nearest = (None if bounded else _closing(figures, stated)) or figures
                sure = False
                if total(nearest) != stated.value:
                    levels = [sheet.figures(rows, column.index) for rows in _levels_of_codes(sheet, group)]
                    nearest = _nearest([nearest, *levels], stated)
                    sure = (bounded or _plain_group(sheet, group)) and _is_one_level(sheet, group, figures)
                    sure = sure and not may_be_cut(sheet, group)
                yield _verdict(sheet, ("subtotal", "小计"), column, stated, nearest, sure=sure)


def _stand_above(sheet: Sheet) -> bool:
    """Whether the 小计 rows of a table stand above their groups: nothing to add up stands before the first."""
    first = next(iter(sorted(sheet.marked("subtotal"))), None)
    before = [row for row in sheet.part.rows if first is not None and row < first]
    return first is not None and first + 1 in sheet.part.rows and all(row in sheet.part.marks for row in before)


def _subtotals_above(sheet: Sheet) -> Iterator[Check]:
    """小计 rows against the rows below each; sure where most of them are right so."""
    told = []
    for row in sheet.marked("subtotal"):
        group = [each for each in _rows_until_mark(sheet, row) if each not in sheet.part.marks]
        for column in sheet.summed_columns():
            stated, figures = sheet.figure(row, column.index), sheet.figures(group, column.index)
            if stated is not None and figures:
                told.append((column, stated, figures, _is_one_level(sheet, group, figures)))
    right = sum(1 for _, stated, figures, _ in told if total(figures) == stated.value)
    for column, stated, figures, flat in told:
        yield _verdict(sheet, ("subtotal", "小计"), column, stated, figures, sure=flat and 2 * right > len(told))


def parts_below(material: Material) -> Iterator[Check]:
    """年度资金总额 against the 其中 rows right below it, as in the funds block of a 自评表."""
    kind = ("parts_below", "总额")
    for sheet in material.sheets:
        for row in sheet.marked("of_which"):
            head = row - 1
            if head not in sheet.part.rows or sheet.part.marks.get(head) == "of_which":
                continue
            parts = _rows_until_mark(sheet, row)
            for column in sheet.summed_columns():
                stated, figures = sheet.figure(head, column.index), sheet.figures(parts, column.index)
                if stated is None or figures is None:
                    continue
                if total(figures) != stated.value and _is_closed(sheet, head, parts) and len(figures) == len(parts):
                    yield _verdict(sheet, kind, column, stated, figures, sure=True)
                    continue
                others = [each for each in sheet.summed_columns() if each is not column]
                # 其中 may name only some of the parts, and what follows them may be the next whole.
                for count in range(FEWEST_ROWS, len(figures) + 1):
                    right = total(figures[:count]) == stated.value
                    sure = not right and len(figures) == len(parts) and proves_sum(sheet, head, parts[:count], others)
                    if right or sure:
                        yield _verdict(sheet, kind, column, stated, figures[:count], sure=sure)
                        break


def _is_closed(sheet: Sheet, head: int, parts: list[int]) -> bool:
    """Whether rows are all sources of 年度资金总额, down to 其他资金, and another column of the block adds them up."""
    labels = [tight(sheet.label(row)) for row in parts]
    if not WORDINGS["funds_form"]["whole"].fullmatch(tight(sheet.label(head))):
        return False
    source, last = WORDINGS["funds_form"]["source"], WORDINGS["funds_form"]["last"]
    if not all(source.fullmatch(label) for label in labels) or not last.search(labels[-1]):
        return False
    return any(
        said.value and said.value == total(figures) and len(figures) == len(parts)
        for column in sheet.summed_columns()
        if (said := sheet.figure(head, column.index)) and (figures := sheet.figures(parts, column.index))
    )


def _rows_until_mark(sheet: Sheet, row: int) -> list[int]:
    """``row`` and the plain rows after it, up to the next total or subtotal."""
    rows = [row]
    for each in sheet.part.rows:
        if each > row and sheet.part.sums_up(each):
            break
        if each > row:
            rows.append(each)
    return rows


def _sum(scope: Scope, column: Column, stated: Figure, *, only_near: bool) -> Iterator[Check]:
    """The reading of the rows that comes nearest to the total; it is sure where all readings say the same."""
    sheet, kind = scope.sheet, ("column_sum", "合计")
    figures = sheet.figures(scope.leaves, column.index)
    if figures is None:
        message = f"{sheet.name}“{head(column)}”列有无法识读的数字，合计未能核对。"
        yield from () if only_near else [check("column_sum", "unknown", message, [stated])]
        return
    if figures and total(figures) == stated.value:
        yield _verdict(sheet, kind, column, stated, figures, sure=True)
        return
    readings = [each for each in [figures, *(sheet.figures(rows, column.index) for rows in scope.others)] if each]
    if readings:
        nearest = _nearest(readings, stated)
        shown = _shown(scope, column) if total(nearest) != stated.value else []
        nearest = sheet.figures(shown, column.index) or nearest
        agreed = len({total(each) for each in readings}) == 1
        flat = _is_flat(sheet, scope.leaves, figures)
        sure = flat or (agreed and bool(scope.subtotals)) or _is_proven(sheet, column, figures, scope.subtotals)
        sure = (sure or bool(shown)) and not may_be_cut(sheet, scope.leaves)
        status, computed = _status(sheet, column, stated, nearest, sure=sure), total(nearest)
        near = status == "fail" and (
            (is_slip(stated.value, computed, DRAFT) and not _may_count_once(column, stated, computed))
            or any(has_swapped_digits(each.value, each.value + stated.value - computed) for each in nearest)
        )
        if not only_near or status == "pass" or near:
            yield _verdict(sheet, kind, column, stated, nearest, sure=sure)


def _may_count_once(column: Column, stated: Figure, computed: Decimal) -> bool:
    """Whether a total of households or people is less than its rows because who stands in two of them counts once."""
    counts = column.unit is None and WORDINGS["counted_once"]["head"].search(head(column)) is not None
    return counts and stated.value < computed and not is_mistyped(stated.value, computed)


def _shown(scope: Scope, column: Column) -> list[int]:
    """The rows that the total row adds up in other columns, so that it does so here, but for a slip; none where it is
    not the same rows in all."""
    sheet = scope.sheet
    others = [each for each in sheet.summed_columns() if each is not column]
    for rows in (scope.leaves, *scope.others):
        # A blank among plain rows is nothing, one in a subtotal or a level may stand for the rows below it.
        is_told = rows is scope.leaves or len(sheet.figures(rows, column.index) or []) == len(rows)
        if is_told and proves_sum(sheet, scope.row, rows, others):
            return rows
    return []


def proves_sum(sheet: Sheet, row: int, rows: list[int], columns: list[Column]) -> bool:
    """Whether a row is what others add up to, in one column for more than two figures or in two that tell different
    totals, and in no column is not."""
    told = [
        (said.value, total(parts), sum(each.value != 0 for each in parts))
        for column in columns
        if (said := sheet.figure(row, column.index)) and (parts := sheet.figures(rows, column.index))
    ]
    counts = {said: count for said, _, count in told if count >= FEWEST_ROWS}
    several = len(counts) > 1 or max(counts.values(), default=0) > FEWEST_ROWS
    return several and all(said == made for said, made, _ in told)


def _is_proven(sheet: Sheet, column: Column, leaves: list[Figure], subtotal_rows: list[int]) -> bool:
    """Whether each subtotal is that of its group, and together they are all rows: a total can mean nothing else."""
    stated = [sheet.figure(row, column.index) for row in subtotal_rows]
    groups = [sheet.figures(group_of(sheet, row)[0], column.index) for row in subtotal_rows]
    if len(subtotal_rows) < FEWEST_ROWS:
        return False
    right = all(one and rows and one.value == total(rows) for one, rows in zip(stated, groups, strict=True))
    return right and total(one for one in stated if one) == total(leaves)


def _nearest(readings: Sequence[list[Figure] | None], stated: Figure) -> list[Figure]:
    return min((each for each in readings if each), key=lambda each: abs(total(each) - stated.value))


def _status(sheet: Sheet, column: Column, stated: Figure, figures: list[Figure], *, sure: bool) -> Status:
    gap = abs(total(figures) - stated.value)
    if gap == 0:
        return "pass"
    doubtful = sheet.table.grid.confidence < SURE_READING or _rounding_explains(column, stated, figures, gap)
    return "fail" if sure and not doubtful else "unknown"


def _verdict(
    sheet: Sheet, kind: tuple[str, str], column: Column, stated: Figure, figures: list[Figure], *, sure: bool
) -> Check:
    rule, word = kind
    unit, computed = column.unit or "", total(figures)
    gap = abs(computed - stated.value)
    status = _status(sheet, column, stated, figures, sure=sure)
    verb = {
        "pass": "一致",
        "fail": f"不一致，相差{grouped(gap)}{unit}",
        "unknown": f"相差{grouped(gap)}{unit}，{_doubt(sheet, column, stated, figures)}，无法判定",
    }[status]
    return check(
        rule, status,
        f"{sheet.name}“{head(column)}”列{word}{stated.text}{unit}，与各行之和{beside(computed, stated)}{unit}{verb}。",
        [stated, *figures], stated.value, computed,
    )  # fmt: skip


def _doubt(sheet: Sheet, column: Column, stated: Figure, figures: list[Figure]) -> str:
    """Why a difference is no failure: a letter must not call 900万元 a matter of rounding."""
    if _rounding_explains(column, stated, figures, abs(total(figures) - stated.value)):
        return "可能因四舍五入所致"
    if sheet.table.grid.confidence < SURE_READING:
        return "表格没有完整框线，行列未必识读准确"
    return "其组成未必就是这几行（可能分级汇总）"


def _rounding_explains(column: Column, stated: Figure, figures: list[Figure], gap: Decimal) -> bool:
    """Rounded figures (万元 with decimals) may miss their total by half a unit each, their digits cut off fall short of
    it by up to a whole one each; 元 and 分 are exact, but for means."""
    if column.unit in {None, "元"} and stated.decimals in {0, 2} and not _is_mean(column):
        return False
    halves = slack_of(figures)
    return gap <= stated.half_unit + halves or 0 < stated.value - total(figures) < 2 * halves


def _is_mean(column: Column) -> bool:
    return bool(WORDINGS["product_columns"]["mean"].search(head(column)))


def scope_of(sheet: Sheet, row: int) -> Scope:
    """The plain and the subtotal rows that a total adds up: those above it, or all below a first row."""
    totals = sheet.marked("total")
    rows = list(sheet.part.rows)
    above = [each for each in rows if each < row]
    if not [each for each in above if each not in totals]:
        following = [each for each in totals if each > row]
        rows = [each for each in rows if each > row and (not following or each < following[0])]
    else:
        last = max((each for each in totals if each < row), default=-1)
        # A second total right below the first repeats or closes it; it adds up the whole part.
        rows = [each for each in above if each > last] or above
    plain_rows = [each for each in rows if each not in sheet.part.marks]
    return Scope(sheet, row, plain_rows, [each for each in rows if sheet.part.marks.get(each) == "subtotal"])


def _other_readings(sheet: Sheet, leaves: list[int], subtotal_rows: list[int]) -> Iterator[list[int]]:
    if len(subtotal_rows) >= FEWEST_ROWS:
        yield subtotal_rows
    if subtotal_rows:
        grouped = {row for each in subtotal_rows for row in group_of(sheet, each)[0]}
        yield sorted([*subtotal_rows, *(row for row in leaves if row not in grouped)])
    levels = {row: _numbering(sheet, row) for row in leaves}
    for level in ("han", "bracketed", "arabic"):
        chosen = [row for row in leaves if levels[row] == level]
        if chosen and len(chosen) < len(leaves):
            yield chosen
    yield from _levels_of_codes(sheet, leaves)


def _levels_of_codes(sheet: Sheet, rows: list[int]) -> list[list[int]]:
    """The rows by the depth of their code (科目编码): columns filled before the figures (类, 款, 项), or its length."""
    first = min((column.index for column in sheet.summed_columns()), default=0)
    depths = {
        row: (sum(sheet.is_filled(row, column) for column in range(first)), _code_length(sheet, row)) for row in rows
    }
    levels = sorted(set(depths.values()))
    return [[row for row in rows if depths[row] == level] for level in levels] if len(levels) > 1 else []


def _code_length(sheet: Sheet, row: int) -> int:
    """The digits of a code such as 2080501; 0 for serial numbers and words."""
    cell = sheet.cells.get((row, 0))
    text = tight(cell.passage.text) if cell else ""
    return len(text) if text.isdigit() and len(text) >= SHORTEST_CODE else 0


def group_of(sheet: Sheet, row: int) -> tuple[list[int], bool]:
    """The rows that a 小计 adds up, and whether a merged cell beside them bounds them for sure."""
    first = sheet.part.rows.start
    for column in range(sheet.table.grid.n_columns):
        cell = sheet.cells.get((row, column))
        if cell and cell.row < row < cell.row + cell.rowspan:
            rows = [each for each in range(max(cell.row, first), row) if each not in sheet.part.marks]
            inner = [each for each in range(cell.row, row) if each in sheet.part.marks]
            if not inner:
                return rows, True
            return [each for each in rows if each > inner[-1]], True
    stops = [each for each in sheet.part.marks if each < row and sheet.part.sums_up(each)]
    start = max(stops, default=first - 1) + 1
    return [each for each in range(start, row) if each not in sheet.part.marks], False


def may_be_cut(sheet: Sheet, rows: list[int]) -> bool:
    """Whether a group begins with the first row of its table, and that names nothing: more may stand before it."""
    first = sheet.part.rows.start
    return first in rows and not sheet.is_filled(first, 0)


def _closing(figures: list[Figure], stated: Figure) -> list[Figure] | None:
    """The last figures that make up the subtotal, where some do."""
    rest = total(figures)
    for start, first in enumerate(figures):
        if rest == stated.value:
            return figures[start:]
        rest -= first.value
    return None


def _plain_group(sheet: Sheet, rows: list[int]) -> bool:
    return len(rows) >= FEWEST_ROWS and sheet.of_which.isdisjoint(rows)


def _is_flat(sheet: Sheet, rows: list[int], figures: list[Figure]) -> bool:
    """Whether the rows are all of one level, so that adding all of them is what a total means."""
    if sheet.marked("subtotal", "of_which") or not sheet.of_which.isdisjoint(rows):
        return False
    return _is_one_level(sheet, rows, figures)


def _is_one_level(sheet: Sheet, rows: list[int], figures: list[Figure]) -> bool:
    if len({_numbering(sheet, row) for row in rows} - {""}) > 1 or _levels_of_codes(sheet, rows):
        return False
    return not _has_hidden_subtotal(figures)


def _has_hidden_subtotal(figures: list[Figure]) -> bool:
    """Whether some figure is the sum, but for rounding, of the two or more right after it: a group's heading row."""
    for index, first in enumerate(figures):
        running = slack = ZERO
        for count, following in enumerate(figures[index + 1 :], 1):
            running += following.value
            slack += following.half_unit
            if count >= 2 and first.value and abs(running - first.value) <= slack:
                return True
            if abs(running) > abs(first.value) + slack:
                break
    return False


def _numbering(sheet: Sheet, row: int) -> str:
    cell = sheet.cells.get((row, 0))
    text = tight(cell.passage.text) if cell else ""
    head = text[:4]
    if head[:1] in "一二三四五六七八九十" and head:
        return "han" if len(text) <= 3 or text[1:2] in "、.．" or text[2:3] in "、.．" else ""
    if head[:1] in "（(" and head[1:2] in "一二三四五六七八九十1234567890":
        return "bracketed"
    return "arabic" if head[:1].isdigit() else ""
