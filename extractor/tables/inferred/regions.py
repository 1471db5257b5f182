"""Where on a page a table without a grid may stand: lines in three or more parts, rulings of equal width.

Body text, key-value lines of covers, tables of contents and signatures must never pass for tables: they have one
or two parts a line, and lines over most of the page's width between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from extractor.model.geometry import Box, Page, Ruling, Run
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import WIDE_GAP, Atom, atoms_of, cut_at, stretches, type_size
from extractor.tables.inferred.bands import (
    BODY_SHARE,
    RULED_PARTS,
    SAME_SIZE,
    bands_of,
    begin_heads,
    end_of_cut_row,
    end_of_rows,
    is_below_top,
    is_no_row,
    is_over_group,
    is_remark,
    is_unit_of_heads,
    stands_in_columns,
)
from extractor.tables.inferred.going_on import Above
from extractor.tables.inferred.gutters import column_edges, column_of, crosses, gutters
from extractor.tables.inferred.listed import listed
from extractor.tables.inferred.row_gaps import RowGaps
from extractor.tables.meaning.wording import is_caption, is_number, role_of

# Parts of a line from which it is a row of a table.
TABLE_PARTS = 3
# Points. The shortest ruling that can be a table's; an underline is 60 to 100 wide.
LEAST_RULE = 110.0
# Type sizes between the middles of lines of one row (body text is set 1.2 and more apart), and beside each other.
STAGGERED = 0.85
SIDE_GAP = 0.2
QUICK_GAP = 0.5  # type sizes between runs of two cells, for a quick look
# Rows that a borderless table shows at least, and one that a caption or a 单位 line announces.
LEAST_ROWS = 3
LEAST_ANNOUNCED = 2
# Points that a line right above or below a table may reach beyond it; around it, in which its outer rulings lie.
OUTSIDE = 20.0
NEAR = 12.0
# Share of the text's width that a line of a wide column begins to the right of the table's edge; points between starts.
FAR_RIGHT, SAME_START = 0.2, 1.5
# Type sizes between a line at the top of a page and the next of the same table.
NEXT_LINE = 1.6
# Lines of a head at most whose last ones stand below all others; characters of the longest head over several columns.
HEAD_LINES, SHORT_HEAD = 3, 10


@dataclass(slots=True)
class Region:
    """Lines that make up a table, and the rulings over its whole width; ``drawn`` are those as drawn, cell by cell.

    ``parts`` are the atoms of each line, ``shades`` are the filled areas around the lines, ``above`` is the table that
    may go on in them; ``at_page_end`` tells that nothing stands below, so that its last row may be cut, ``heads_end``
    where the heads end, once that is known, ``heads_again`` where those do that the page before has, too, ``columns``
    the edges that upright rulings tell.
    """

    lines: list[Line]
    parts: list[list[Atom]]
    rules: list[Ruling] = field(default_factory=list)
    left: float | None = None
    right: float | None = None
    drawn: list[Ruling] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    above: Above | None = None
    at_page_end: bool = False
    heads_end: float | None = None
    heads_again: float | None = None
    columns: list[float] | None = None

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


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
    found = _found(_Page(lines, rules, shaded), above)
    if found and found[-1].lines[-1] is lines[-1]:
        found[-1].at_page_end = True
    return found


def _found(page: _Page, above: Above | None) -> list[Region]:
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
        if region is None and above and start == 0 and (_has_number(page.atoms[0]) or above.begins_with(page.atoms[0])):
            region = page.continued(above)  # a row or two, below heads or not, too few for a table by themselves
        start = last + 1
        if region:
            if above and not found and region.lines[0] is lines[0]:
                region.above = above
            found.append(region)
            start = max(start, lines.index(region.lines[-1]) + 1)
    return found


def _with_heads(page: _Page, start: int, above: Above) -> int:
    """The first line of a table that begins at a page's top with heads of the page before, else ``start``."""
    return 0 if all(above.begins_with(page.atoms[index]) for index in range(start)) else start


class _Page:
    """The lines of a page, and which of them may begin tables (``seeds``) or lie in ``bands`` between rulings."""

    def __init__(self, lines: Sequence[Line], rules: Sequence[Ruling], shaded: Sequence[Ruling]) -> None:
        self.lines, self.rules = lines, rules
        self.atoms = [atoms_of(line) for line in lines]
        self.width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        self.parts = _parts_beside(lines, self.atoms)
        self.bands = bands_of(lines, self.atoms, self.parts, sorted([*rules, *shaded]), self.width)
        self.inside = [False] * len(lines)
        for band in self.bands:
            for index in band.lines:
                self.inside[index] = True
        self.heads = {band.lines[-1] for band in self.bands if band.open_below}
        told = zip(lines, self.inside, self.parts, strict=True)
        self.seeds = [inside or (parts >= TABLE_PARTS and not is_no_row(line)) for line, inside, parts in told]
        self.listed = listed(lines, self.atoms) if TABLE_PARTS - 1 in self.parts else set()
        for index in self.listed:
            self.seeds[index] = True
        rows = zip(pairwise(lines), pairwise(self.seeds), strict=True)
        self.gaps = RowGaps(_gap(*pair) for pair, are_rows in rows if all(are_rows))

    def last_of(self, start: int, atoms: Sequence[Atom] = ()) -> int:
        """The last line of the table whose first is ``start``; ``atoms`` stand in its columns on the page before."""
        last = start
        for end in range(start + 1, len(self.lines)):
            is_below = end - 1 in self.heads or self._is_below_last_ruling(start, end)
            if not is_below and self._is_parted(end):
                break
            if self.inside[end] or self.seeds[end]:
                last = end
                continue
            if self.parts[end] < RULED_PARTS and not self._is_wide(end):
                continue
            core = [*atoms, *chain.from_iterable(self.atoms[start : last + 1])]
            if stands_in_columns(self.lines[end], self.atoms[end], core, self._ends(start, last)):
                last = end
            elif self._is_wide(end) and not self._is_of_column(end, core):
                break
        return last

    def continued(self, above: Above) -> Region | None:
        """The lines at the top of the page that stand in the columns of the table above, and what goes on from them."""
        first = self.lines[0]
        if is_remark(first) or not stands_in_columns(first, self.atoms[0], above.atoms):
            return None
        last = self.last_of(0, above.atoms)
        while last + 1 < len(self.lines):
            line = self.lines[last + 1]
            near = line.top - self.lines[last].bottom <= NEXT_LINE * line.size
            if not near or is_remark(line) or not stands_in_columns(line, self.atoms[last + 1], above.atoms):
                break
            last = self.last_of(last + 1, above.atoms)
        region = Region(list(self.lines[: last + 1]), self.atoms[: last + 1])
        region.above = above
        return _with_rules(region, self.rules)

    def _ends(self, start: int, last: int) -> tuple[float, float] | None:
        """The ends of the rulings above, among or below some lines; None where there are none."""
        top, bottom = self.lines[start].top - NEAR, self.lines[last].bottom + NEAR
        near = [rule for rule in self.rules if top < rule.at < bottom]
        return (min(rule.start for rule in near), max(rule.end for rule in near)) if near else None

    def _is_wide(self, index: int) -> bool:
        """Whether a line is in one part as wide as body text."""
        line = self.lines[index]
        return self.parts[index] == 1 and line.x1 - line.x0 > BODY_SHARE * self.width

    def _is_of_column(self, index: int, core: Sequence[Atom]) -> bool:
        """Whether a wide line begins far to the right, where others of the table do: body text begins at the margin."""
        line, left = self.lines[index], min(atom.x0 for atom in core)
        is_far = line.x0 - left > FAR_RIGHT * self.width
        return is_far and any(abs(atom.x0 - line.x0) <= SAME_START for atom in core)

    def _is_parted(self, index: int) -> bool:
        """Whether no table goes on over this line: a wide gap, a ruling, a 单位 line, a note, another size."""
        line, before = self.lines[index], self.lines[index - 1]
        if self.inside[index] and self.inside[index - 1]:
            return False
        ruled_off = any(before.bottom - 3 <= rule.at <= line.top + 3 for rule in self.rules)
        if self.inside[index] != self.inside[index - 1] and ruled_off and not self._is_under_heads(index):
            return True
        if self.gaps.are_parted(_gap(before, line)):
            return True
        if (
            self.parts[index] == 1
            and is_remark(line)
            and not is_unit_of_heads(self.lines, self.atoms, self.parts, index)
        ):
            return True
        return abs(line.size - before.size) > 2.5

    def _is_below_last_ruling(self, start: int, end: int) -> bool:
        """Whether a line is the last row of a table that has rulings between its rows only."""
        line, before = self.lines[end], self.lines[end - 1]
        is_row = self.inside[end - 1] and not self.inside[end] and self.parts[end] >= TABLE_PARTS
        if not is_row or line.top - before.bottom > line.size:
            return False
        if not _has_number(self.atoms[end]) or any("：" in atom.text for atom in self.atoms[end]):
            return False  # who filled the form in
        core = list(chain.from_iterable(self.atoms[start:end]))
        return stands_in_columns(line, self.atoms[end], core, self._ends(start, end - 1))

    def _is_under_heads(self, index: int) -> bool:
        """Whether the lines above the first ruling of a band are in as many parts as heads, and close to that ruling;
        the last of them may hold the end of one head alone."""
        for above in range(index - 1, max(index - 1 - HEAD_LINES, -1), -1):
            if not self.inside[index] or self.lines[above + 1].top - self.lines[above].bottom > self.lines[index].size:
                return False
            if self.parts[above] >= TABLE_PARTS:
                return True
        return False


def _gap(upper: Line, lower: Line) -> float:
    return (lower.top - upper.bottom) / lower.size


def _parts_beside(lines: Sequence[Line], atoms: Sequence[Sequence[Atom]]) -> list[int]:
    """For each line in how many parts it and the lines set half a step above or below it stand side by side.

    The cells of one row are staggered where they hold different numbers of lines.
    """
    wide = [stretches(each, WIDE_GAP * line.size) for line, each in zip(lines, atoms, strict=True)]
    parts = []
    for index, line in enumerate(lines):
        middle, size = line.top + line.bottom, line.size
        near = list(wide[index])
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(lines) and (
                abs(lines[other].top + lines[other].bottom - middle) < 2 * STAGGERED * size
            ):
                near += wide[other]
                other += step
        parts.append(_side_by_side(near, SIDE_GAP * size))
    return parts


def _side_by_side(near: Sequence[tuple[float, float]], gap: float) -> int:
    """How many stretches remain where those that overlap or nearly touch are one."""
    count = 0
    end = float("-inf")
    for x0, x1 in sorted(near):
        count += x0 > end + gap
        end = max(end, x1)
    return count


def _region(page: _Page, start: int, end: int, found: Sequence[Region]) -> Region | None:
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
    while end < len(lines) and not seeds[end] and _fits(page, end, end - 1, found_gutters, edges, size, near):
        end += 1
    end = end if any(seeds[end:]) else end_of_cut_row(lines, end, atoms, edges)
    end = end_of_rows(lines, page.atoms, start, end)
    announced = start > 0 and (is_caption(lines[start - 1].text) or is_remark(lines[start - 1]))
    rows, parts = sum(parts >= RULED_PARTS for parts in page.parts[start:end]), page.atoms[start:end]
    if not is_ruled and not _is_telling(list(chain.from_iterable(parts)), rows, edges, announced):
        return None
    return _with_rules(Region(list(lines[start:end]), parts), near)


def _with_rules(region: Region, rules: Sequence[Ruling]) -> Region:
    region.rules = [rule for rule in rules if region.top - NEAR < rule.at < region.bottom + NEAR]
    if region.rules:
        region.left = min(rule.start for rule in region.rules)
        region.right = max(rule.end for rule in region.rules)
    return region


def _fits(
    page: _Page,
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
    if line is upper and len(atoms) <= RULED_PARTS and is_caption(line.text):
        return False
    if line is upper and all(len(atom.text) <= SHORT_HEAD for atom in atoms):
        over_others = atoms[0].x0 > edges[1] and not _has_number(page.atoms[beside])
        if len(atoms) >= RULED_PARTS or over_others:
            return True
    elif line is upper and len(atoms) == 1 and _is_title(atoms[0], page.atoms[beside], edges):
        return False
    return all(not crosses(a, between) and a.x0 > edges[0] - OUTSIDE and a.x1 < edges[-1] + OUTSIDE for a in atoms)


def _is_title(atom: Atom, heads: Sequence[Atom], edges: Sequence[float]) -> bool:
    """Whether a text above heads stands over several columns, or off the middle and the start of the head below it."""
    if _has_number(heads):
        return False
    first, last = column_of(edges, atom)
    below = [head for head in heads if head.x0 < atom.x1 and atom.x0 < head.x1]
    aligned = any(
        abs(head.x0 - atom.x0) <= atom.size or abs(head.x0 + head.x1 - atom.x0 - atom.x1) <= 2 * atom.size
        for head in below
    )
    return first < last or (bool(below) and not aligned)


def _has_number(atoms: Sequence[Atom]) -> bool:
    return any(is_number(atom.text) for atom in atoms)


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
