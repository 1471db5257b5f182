"""Where on a page a table without a grid may stand: lines in three or more parts, rulings of equal width.

Body text, key-value lines of covers, tables of contents and signatures must never pass for tables: they have one
or two parts a line, and lines over most of the page's width between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from extractor.model.geometry import Page, Ruling, Run
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom, cut_at, type_size
from extractor.tables.inferred.bands import (
    RULED_PARTS,
    SAME_SIZE,
    begin_heads,
    end_of_cut_row,
    end_of_rows,
    is_below_top,
    is_over_group,
    is_remark,
)
from extractor.tables.inferred.going_on import Above
from extractor.tables.inferred.gutters import column_edges, column_of, crosses, gutters
from extractor.tables.inferred.page_lines import TABLE_PARTS, PageLines, has_number
from extractor.tables.inferred.region import NEAR, Region
from extractor.tables.meaning.wording import is_caption, is_number, role_of

# Points. The shortest ruling that can be a table's; an underline is 60 to 100 wide.
LEAST_RULE = 110.0
# Type sizes between runs of two cells, for a quick look.
QUICK_GAP = 0.5
# Rows that a borderless table shows at least, and one that a caption or a 单位 line announces.
LEAST_ROWS = 3
LEAST_ANNOUNCED = 2
# Points that a line right above or below a table may reach beyond it.
OUTSIDE = 20.0
# Characters of the longest head over several columns.
SHORT_HEAD = 10


def may_hold_table(page: Page, runs: Sequence[Run], rules: Sequence[Ruling]) -> bool:
    """A quick look: runs far apart on one baseline, on several of them where no rulings or shades help."""
    apart: dict[int, int] = {}
    ends: dict[int, float] = {}
    for run in sorted(runs, key=lambda run: run.left[0]):
        height = round(run.baseline)
        if height in ends and run.left[0] - ends[height] > QUICK_GAP * run.size:
            apart[height] = apart.get(height, 0) + 1
        ends[height] = max(ends.get(height, run.right[-1]), run.right[-1])
    if len(rules) >= 2 or len(page.shades) >= 2:
        return bool(apart)
    return len(apart) >= LEAST_ROWS


def wide_rules(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that are as wide as a table, from top to bottom."""
    return [rule for rule in rulings if rule.end - rule.start >= LEAST_RULE]


def regions(
    lines: Sequence[Line], rules: Sequence[Ruling], above: Above | None = None, shaded: Sequence[Ruling] = ()
) -> list[Region]:
    """The parts of a page that look like tables, from top to bottom; the first may go on from ``above``.

    Lines between the edges of ``shaded`` rows are as much of a table as those between rulings.
    """
    if not lines:
        return []
    found = _found(PageLines(lines, rules, shaded), above)
    if found and found[-1].lines[-1] is lines[-1]:
        found[-1].at_page_end = True
    return found


def _found(page: PageLines, above: Above | None) -> list[Region]:
    lines = page.lines
    found: list[Region] = []
    start = 0
    if above and not page.seeds[0] and (region := page.continued(above)):
        found.append(region)
        start = len(region.lines)
    while start < len(lines):
        if not page.seeds[start]:
            start += 1
            continue
        last = page.last_of(start)
        region = _region(page, _with_heads(page, start, above) if above and not found else start, last + 1, found)
        figured = has_number(chain.from_iterable(page.atoms[: last + 1])) if start == 0 else False
        if region is None and above and start == 0 and (figured or above.begins_with(page.atoms[0])):
            region = page.continued(above)  # a row or two, below heads or not, too few for a table by themselves
        start = last + 1
        if region:
            if above and not found and region.lines[0] is lines[0]:
                region.above = above
            found.append(region)
            start = max(start, lines.index(region.lines[-1]) + 1)
    return found


def _with_heads(page: PageLines, start: int, above: Above) -> int:
    """The first line of a table that begins at a page's top with heads of the page before, else ``start``."""
    return 0 if all(above.begins_with(page.atoms[index]) for index in range(start)) else start


def _region(page: PageLines, start: int, end: int, found: Sequence[Region]) -> Region | None:
    """The region around the seeds from ``start`` to ``end``, grown by lines that fit its columns."""
    lines, seeds = page.lines, page.seeds
    core = lines[start:end]
    atoms = list(chain.from_iterable(page.atoms[start:end]))
    found_gutters = gutters(atoms)
    near = [rule for rule in page.rules if core[0].top - NEAR < rule.at < core[-1].bottom + NEAR]
    edges = column_edges(atoms)
    is_ruled = any(page.inside[start:end])
    if len(edges) < (3 if is_ruled or not page.listed.isdisjoint(range(start, end)) else 4):
        return None
    size, taken = type_size(atoms), lines.index(found[-1].lines[-1]) if found else -1
    while start - 1 > taken and _fits(page, start - 1, start, found_gutters, edges, size, near):
        start -= 1
    while (
        end < len(lines)
        and not (seeds[end] or page.is_numbered_below_sum(end) or page.is_heading(end, atoms))
        and _fits(page, end, end - 1, found_gutters, edges, size, near)
    ):
        end += 1
    end = end if any(seeds[end:]) else end_of_cut_row(lines, end, atoms, edges)
    end = end_of_rows(lines, page.atoms, start, end)
    announced = start > 0 and (is_caption(lines[start - 1].text) or is_remark(lines[start - 1]))
    rows, parts = sum(parts >= RULED_PARTS for parts in page.parts[start:end]), page.atoms[start:end]
    if not is_ruled and not _is_telling(list(chain.from_iterable(parts)), rows, edges, announced):
        return None
    return Region(list(lines[start:end]), parts).between(near)


def _fits(
    page: PageLines,
    index: int,
    beside: int,
    between: Sequence[tuple[float, float]],
    edges: Sequence[float],
    size: float,
    rules: Sequence[Ruling],
) -> bool:
    """Whether a line beside a table belongs to it: near, of its size, crossing none of its gutters."""
    line, neighbour = page.lines[index], page.lines[beside]
    upper, lower = (line, neighbour) if line.top < neighbour.top else (neighbour, line)
    atoms = cut_at(between, line, page.atoms[index])
    near = lower.top - upper.bottom <= 0.9 * size
    if line is upper and not near:
        gap = lower.top - upper.bottom
        is_top = not page.gaps.are_parted(gap / size) and is_below_top(line, gap, atoms, page.rules, edges)
        near = is_top or begin_heads(page.lines, page.atoms, beside)
    if not near or abs(line.size - size) > SAME_SIZE or is_remark(line):
        return False
    parting = [rule for rule in rules if upper.bottom - 4 <= rule.at <= lower.top + 4]
    if any(line is lower or not is_over_group(atoms, rule, edges) for rule in parting):
        return False
    if line is upper and (page.is_name_of_next(index) or (len(atoms) <= RULED_PARTS and is_caption(line.text))):
        return False
    if line is upper and all(len(atom.text) <= SHORT_HEAD for atom in atoms):
        over_others = atoms[0].x0 > edges[1] and not has_number(page.atoms[beside])
        if len(atoms) >= RULED_PARTS or over_others:
            return True
    elif line is upper and len(atoms) == 1 and _is_title(atoms[0], page.atoms[beside], edges):
        return False
    return all(not crosses(a, between) and a.x0 > edges[0] - OUTSIDE and a.x1 < edges[-1] + OUTSIDE for a in atoms)


def _is_title(atom: Atom, heads: Sequence[Atom], edges: Sequence[float]) -> bool:
    """Whether a text above heads stands over several columns, or off the middle and the start of the head below it."""
    if has_number(heads):
        return False
    first, last = column_of(edges, atom)
    below = [head for head in heads if head.x0 < atom.x1 and atom.x0 < head.x1]
    aligned = any(
        abs(head.x0 - atom.x0) <= atom.size or abs(head.x0 + head.x1 - atom.x0 - atom.x1) <= 2 * atom.size
        for head in below
    )
    return first < last or (bool(below) and not aligned)


def _is_telling(atoms: Sequence[Atom], rows: int, edges: Sequence[float], announced: bool) -> bool:
    """Whether lines without any ruling are a table beyond doubt: known heads, or columns of numbers."""
    if rows < (LEAST_ANNOUNCED if announced else LEAST_ROWS):
        return False
    numbers: dict[int, int] = {}
    totals: dict[int, int] = {}
    heads = 0
    for atom in atoms:
        column = column_of(edges, atom)[0]
        totals[column] = totals.get(column, 0) + 1
        numbers[column] = numbers.get(column, 0) + is_number(atom.text)
        heads += role_of(atom.text) is not None
    numeric = sum(1 for column, count in totals.items() if numbers[column] >= max(2, 0.5 * count))
    return numeric >= 1 or heads >= TABLE_PARTS
