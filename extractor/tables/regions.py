"""Where on a page a table without a grid may stand: lines in three or more parts, rulings of equal width.

Body text, key-value lines of covers, tables of contents and signatures must never pass for tables: they have one
or two parts a line, and lines over most of the page's width between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.model.geometry import Box, Page, Ruling, Run
from extractor.model.layout import Line
from extractor.tables.atoms import WIDE_GAP, Atom, atoms_of, type_size
from extractor.tables.gutters import column_edges, column_of, crosses, gutters
from extractor.tables.wording import is_number, role_of, unit_line

# Parts of a line from which it is a row of a table, with and without rulings above and below.
TABLE_PARTS = 3
RULED_PARTS = 2
# Share of the text's width from which a line in one part is body text.
BODY_SHARE = 0.62
# Points. The shortest ruling that can be a table's; an underline is 60 to 100 wide.
LEAST_RULE = 110.0
# Points within which rulings are equally wide.
SAME_END = 5.0
# Share of the lines between two rulings that must have several parts.
PARTED_SHARE = 0.25
# Type sizes between lines of one table; captions and notes stand further off.
LARGEST_GAP = 2.6
# Type sizes between the middles of lines of one row (body text is set 1.2 and more apart), and beside each other.
STAGGERED = 0.85
SIDE_GAP = 0.2
# Type sizes between runs of two cells, for a quick look.
QUICK_GAP = 0.5
# Rows that a borderless table shows at least.
LEAST_ROWS = 3

# Characters of the longest head over several columns.
SHORT_HEAD = 10

_NOTE = re.compile(r"\s*(?:注\s*\d?\s*[：:、.]|备注[：:]|说明[：:]|数据来源|资料来源|填表说明|填报人|审核人|制表)")
_NUMBERED_TABLE = re.compile(r"\s*[附续]?表\s*[\d一二三四五六七八九十]{1,3}\D")


@dataclass(slots=True)
class Region:
    """Lines that make up a table, and the rulings over its whole width; ``drawn`` are those as drawn, cell by cell.

    ``shades`` are the filled areas around its lines.
    """

    lines: list[Line]
    rules: list[Ruling] = field(default_factory=list)
    left: float | None = None
    right: float | None = None
    drawn: list[Ruling] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)

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


def regions(lines: Sequence[Line], rules: Sequence[Ruling]) -> list[Region]:
    """The parts of a page that look like tables, from top to bottom."""
    if not lines:
        return []
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    parts = _parts_beside(lines)
    bands = _bands(lines, parts, rules, width)
    inside = [False] * len(lines)
    for band in bands:
        for index in band.lines:
            inside[index] = True
    heads = {band.lines[-1] for band in bands if band.open_below}
    seeds = [inside[i] or parts[i] >= TABLE_PARTS for i in range(len(lines))]
    found: list[Region] = []
    start = 0
    while start < len(lines):
        if not seeds[start]:
            start += 1
            continue
        end = start + 1
        last = start
        while end < len(lines) and (end - 1 in heads or not _parts_tables(lines, end, parts, inside, width, rules)):
            if seeds[end]:
                last = end
            end += 1
        region = _region(lines, start, last + 1, found, seeds, rules, inside)
        start = last + 1
        if region:
            found.append(region)
            start = max(start, lines.index(region.lines[-1]) + 1)
    return found


def _parts_beside(lines: Sequence[Line]) -> list[int]:
    """For each line in how many parts it and the lines set half a step above or below it stand side by side.

    The cells of one row are staggered where they hold different numbers of lines.
    """
    atoms = [atoms_of(line, WIDE_GAP) for line in lines]
    parts = []
    for index, line in enumerate(lines):
        middle, size = line.top + line.bottom, line.size
        near = list(atoms[index])
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(lines) and (
                abs(lines[other].top + lines[other].bottom - middle) < 2 * STAGGERED * size
            ):
                near += atoms[other]
                other += step
        parts.append(_side_by_side(near, SIDE_GAP * size))
    return parts


def _side_by_side(atoms: list[Atom], gap: float) -> int:
    """How many stretches without a gap the atoms cover from left to right."""
    count = 0
    end = float("-inf")
    for atom in sorted(atoms, key=lambda atom: atom.x0):
        count += atom.x0 > end + gap
        end = max(end, atom.x1)
    return count


@dataclass(slots=True)
class Band:
    """Lines between the first and the last of equally wide rulings with table rows between them.

    ``open_below``: only the rulings around the heads are there; the rows go on to the end of the page.
    """

    lines: list[int]
    open_below: bool


def _bands(lines: Sequence[Line], parts: Sequence[int], rules: Sequence[Ruling], width: float) -> list[Band]:
    """The bands of the page from top to bottom."""
    middles = [(line.top + line.bottom) / 2 for line in lines]
    bands: list[Band] = []
    last_rule: Ruling | None = None
    for upper in rules:
        lower = next((rule for rule in rules if rule.at > upper.at + 4 and _equally_wide(upper, rule)), None)
        if lower is None:
            continue
        band = [i for i, middle in enumerate(middles) if upper.at - 2 < middle < lower.at + 2]
        parted = sum(1 for i in band if parts[i] >= RULED_PARTS)
        body = sum(1 for i in band if parts[i] == 1 and lines[i].x1 - lines[i].x0 > BODY_SHARE * width)
        follows = last_rule is not None and upper.at == last_rule.at and bool(bands)
        tabular = bool(band) and parted >= PARTED_SHARE * len(band) and body <= PARTED_SHARE * len(band)
        if not tabular and not (follows and band and _goes_on([lines[i] for i in bands[-1].lines], lines, band)):
            continue
        if follows:
            bands[-1] = Band([*bands[-1].lines, *band], False)
        else:
            bands.append(Band(band, True))
        last_rule = lower
    return bands


def _goes_on(table: Sequence[Line], lines: Sequence[Line], band: Sequence[int]) -> bool:
    """Whether the lines of a band stand in the columns of the table above it: the rest of a row that was cut."""
    atoms = [atom for line in table for atom in atoms_of(line)]
    between, size = gutters(atoms), type_size(atoms)
    return bool(between) and all(
        abs(lines[i].size - size) <= 0.6
        and not _is_remark(lines[i])
        and not any(crosses(atom, between) for atom in atoms_of(lines[i], gutters=between))
        for i in band
    )


def _equally_wide(a: Ruling, b: Ruling) -> bool:
    return abs(a.start - b.start) <= SAME_END and abs(a.end - b.end) <= SAME_END


def _parts_tables(
    lines: Sequence[Line],
    index: int,
    parts: Sequence[int],
    inside: Sequence[bool],
    width: float,
    rules: Sequence[Ruling],
) -> bool:
    """Whether no table goes on over this line: body text, a wide gap, a 单位 line, a note."""
    line, before = lines[index], lines[index - 1]
    if inside[index] and inside[index - 1]:
        return False
    if inside[index] != inside[index - 1] and any(before.bottom - 3 <= rule.at <= line.top + 3 for rule in rules):
        return True
    if line.top - before.bottom > LARGEST_GAP * line.size:
        return True
    if parts[index] == 1 and (line.x1 - line.x0 > BODY_SHARE * width or _is_remark(line)):
        return True
    return abs(line.size - before.size) > 2.5


def _is_remark(line: Line) -> bool:
    return bool(unit_line(line.text) or _NOTE.match(line.text) or _NUMBERED_TABLE.match(line.text))


def _region(
    lines: Sequence[Line],
    start: int,
    end: int,
    found: Sequence[Region],
    seeds: Sequence[bool],
    rules: Sequence[Ruling],
    inside: Sequence[bool],
) -> Region | None:
    """The region around the seeds from ``start`` to ``end``, grown by lines that fit its columns."""
    core = list(lines[start:end])
    atoms = [atom for line in core for atom in atoms_of(line)]
    found_gutters = gutters(atoms)
    near = [rule for rule in rules if core[0].top - 12 < rule.at < core[-1].bottom + 12]
    edges = column_edges(atoms)
    is_ruled = any(inside[start:end])
    if len(edges) < (3 if is_ruled else 4):
        return None
    size = type_size(atoms)
    taken = lines.index(found[-1].lines[-1]) if found else -1
    while start - 1 > taken and _fits(lines[start - 1], lines[start], found_gutters, edges, size, near):
        start -= 1
    while end < len(lines) and not seeds[end] and _fits(lines[end], lines[end - 1], found_gutters, edges, size, near):
        end += 1
    core = list(lines[start:end])
    if not is_ruled and not _is_telling(core, seeds[start:end], edges):
        return None
    region = Region(core)
    region.rules = [rule for rule in near if region.top - 12 < rule.at < region.bottom + 12]
    if region.rules:
        region.left = min(rule.start for rule in region.rules)
        region.right = max(rule.end for rule in region.rules)
    return region


def _fits(
    line: Line,
    neighbour: Line,
    between: Sequence[tuple[float, float]],
    edges: Sequence[float],
    size: float,
    rules: Sequence[Ruling],
) -> bool:
    """Whether a line beside a table belongs to it: near, of its size, crossing none of its gutters."""
    upper, lower = (line, neighbour) if line.top < neighbour.top else (neighbour, line)
    if lower.top - upper.bottom > 0.9 * size or abs(line.size - size) > 0.6 or _is_remark(line):
        return False
    if any(upper.bottom - 4 <= rule.at <= lower.top + 4 for rule in rules):
        return False
    atoms = atoms_of(line, gutters=between)
    if line is upper and len(atoms) >= RULED_PARTS and all(len(atom.text) <= SHORT_HEAD for atom in atoms):
        return True
    return all(not crosses(a, between) and a.x0 > edges[0] - 20 and a.x1 < edges[-1] + 20 for a in atoms)


def _is_telling(lines: Sequence[Line], seeds: Sequence[bool], edges: Sequence[float]) -> bool:
    """Whether lines without any ruling are a table beyond doubt: known heads, or columns of numbers."""
    if sum(seeds) < LEAST_ROWS:
        return False
    atoms = [atom for line in lines for atom in atoms_of(line)]
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
