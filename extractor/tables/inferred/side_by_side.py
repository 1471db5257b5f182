"""Two tables beside each other: a line above them holds a caption or a 单位 line for each. Or one table whose rulings
leave out columns that are merged over rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from extractor.model.geometry import Box, Ruling, union_of
from extractor.model.layout import Line, TablePiece
from extractor.tables.inferred.atoms import SLIGHT_GAP, Atom, atoms_of
from extractor.tables.meaning.wording import is_caption, is_figure, unit_line
from extractor.text.measure import unbreakable

# Type sizes between the captions of two tables; a caption holds gaps of its own.
TWIN_GAP = 2.0
# Points between two tables at least; that text may reach over the middle of that gap; above tables in which their
# captions stand.
LEAST_BETWEEN = 6.0
OVER = 2.0
ABOVE = 60.0
# Lines below captions among whose gaps that between the tables is looked for.
LOOKED_AT = 6
# Parts of a line with a caption and a 单位 line for each of two tables.
MOST_PARTS = 4
# Rulings of each of two tables, points that their ends differ by, and around them in which no ruling reaches over both.
LEAST_RULES = 2
SAME_END = 5.0
BESIDE = 30.0
# Lines of running text beside a table at least, characters of each but the last, type sizes that they leave free, and
# to the next.
LEAST_RUNNING = 3
PROSE = 8
FULL = 1.5
NEAR_LINES = 2.5
# What parts the clauses of such text, one in two lines at least; within so many lines of each stands one.
CLAUSES = "，。；"
AROUND = 3

_UNIT = re.compile(r".*单位.*?(?:人民币)?[十百千万亿]{0,2}元\s*[）)]?\s*")

# Lines of one table and the rulings over, among and below them.
Part = tuple[list[Line], list[Ruling]]


def bridged(rules: Sequence[Ruling], rulings: Sequence[Ruling], printed: Sequence[Line]) -> list[Ruling]:
    """The wide ``rules``, those of one height as one where their gaps are columns merged over rows: they end where a
    ruling over all does, and in each gap stands a cell of its own, a head at least. ``rulings`` are all on the page.
    """
    heights: dict[int, list[Ruling]] = {}
    for rule in sorted(rulings, key=lambda rule: rule.start):
        heights.setdefault(round(rule.at), []).append(rule)
    found = list(rules)
    for parts in heights.values():
        start, end = parts[0].start, max(rule.end for rule in parts)
        whole = [rule for rule in rules if abs(rule.start - start) <= SAME_END and abs(rule.end - end) <= SAME_END]
        over = [rule.at for rule in whole if rule.at < parts[0].at - OVER]
        gaps = [(a.end, b.start) for a, b in pairwise(parts) if b.start - a.end >= LEAST_BETWEEN]
        if (
            over
            and gaps
            and any(rule in rules for rule in parts)
            and all(_holds_cell(printed, gap, max(over) - ABOVE, parts[0].at) for gap in gaps)
        ):
            found = [rule for rule in found if rule not in parts]
            found.append(Ruling(parts[0].at, start, end, parts[0].width))
    return sorted(found)


def _holds_cell(printed: Sequence[Line], gap: tuple[float, float], top: float, bottom: float) -> bool:
    """Whether part of a line stands between the ends of two rulings, somewhere from ``top`` to ``bottom``."""
    return any(
        gap[0] - OVER <= part.x0 and part.x1 <= gap[1] + OVER
        for line in printed
        if top < line.top < bottom
        for part in atoms_of(line)
    )


def parts_beside(printed: Sequence[Line], rules: Sequence[Ruling]) -> list[Part]:
    """The lines of a page as they are, or parted where tables stand beside each other."""
    found = _between_rulings(printed, rules) or _beside_text(printed) or below_captions(printed)
    if found is None:
        return [(list(printed), list(rules))]
    x, start, end = found
    halves = [cut_at(line, x) for line in printed[start:end]]
    top, bottom = printed[start].top - ABOVE, printed[end - 1].bottom + ABOVE
    near = [rule for rule in rules if top < rule.at < bottom and not rule.start < x - OVER < x + OVER < rule.end]
    others = [rule for rule in rules if rule not in near]
    return [
        (list(printed[:start]), others),
        *parts_beside([left for left, _ in halves if left], [rule for rule in near if rule.end < x + OVER]),
        *parts_beside([right for _, right in halves if right], [rule for rule in near if rule.start > x - OVER]),
        *(parts_beside(printed[end:], others) if end < len(printed) else []),
    ]


def _between_rulings(printed: Sequence[Line], rules: Sequence[Ruling]) -> tuple[float, int, int] | None:
    """Where rulings of two tables end and begin side by side, and the lines beside them."""
    if not rules or max(rule.start for rule in rules) < min(rule.end for rule in rules):
        return None
    for a, b in ((a, b) for a in rules for b in rules if a.end + LEAST_BETWEEN <= b.start):
        groups = [[rule for rule in rules if _as_wide(rule, one)] for one in (a, b)]
        tops, bottoms = [group[0].at for group in groups], [group[-1].at for group in groups]
        x = (a.end + b.start) / 2
        top, bottom = min(tops), max(bottoms)
        whole = any(rule.start < x < rule.end for rule in rules if top - BESIDE < rule.at < bottom + BESIDE)
        if whole or max(tops) >= min(bottoms) or min(map(len, groups)) < LEAST_RULES:
            continue
        inside = [i for i, line in enumerate(printed) if top - OVER < (line.top + line.bottom) / 2 < bottom + OVER]
        if inside:
            return x, inside[0], inside[-1] + 1
    return None


def _beside_text(printed: Sequence[Line]) -> tuple[float, int, int] | None:
    """Where a table begins or ends at the side of running text, and the lines that neither reaches over that place."""
    best: tuple[float, int, int] | None = None
    tried: set[tuple[int, int]] = set()
    every = [atoms_of(line) for line in printed]
    for index, parts in enumerate(every):
        for side, x in ((0, parts[0].x1 + OVER), (-1, parts[-1].x0 - OVER)):
            if len(parts[side].text) < PROSE or is_figure(parts[side].text) or (side, round(x)) in tried:
                continue
            near = every[max(index - AROUND, 0) : index + AROUND + 1]
            if not any(mark in each[side].text for each in near for mark in CLAUSES):
                continue
            tried.add((side, round(x)))
            start, end = _aside(printed, index, x)
            if best is None or end - start > best[2] - best[1]:
                halves = [cut_at(each, x) for each in printed[start:end]]
                halves = [(right, left) for left, right in halves] if side else halves
                best = (x, start, end) if _is_running_beside(halves) else best
    return best


def _aside(printed: Sequence[Line], index: int, x: float) -> tuple[int, int]:
    """The lines around one that follow each other closely and have no character on ``x``."""
    start = end = index
    while start and _follows(printed, start - 1) and _parts_at(printed[start - 1], x):
        start -= 1
    while end < len(printed) and _parts_at(printed[end], x) and (end == index or _follows(printed, end - 1)):
        end += 1
    return start, end


def _follows(printed: Sequence[Line], index: int) -> bool:
    """Whether the next line stands no farther below one than text beside a table does."""
    return printed[index + 1].top - printed[index].bottom <= NEAR_LINES * printed[index].size


def _is_running_beside(halves: Sequence[tuple[Line | None, Line | None]]) -> bool:
    """Whether the first of the halves of some lines, as far as the others reach down and up, are text that goes on from
    one to the next, with marks between its clauses, and the others are rows of figures.

    Lines of text follow each other at one distance, begin at one place, but for the first of a paragraph, and fill the
    width, but for the last.
    """
    rows = [place for place, (_, other) in enumerate(halves) if other is not None]
    lines = [text for text, _ in halves[rows[0] : rows[-1] + 1] if text is not None] if rows else []
    if len(lines) < LEAST_RUNNING or any(len(atoms_of(line, TWIN_GAP)) > 1 for line in lines):
        return False
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    steps = [b.top - a.top for a, b in pairwise(lines)]
    flush = (
        max(steps) - min(steps) < lines[0].size / 2
        and sum(line.x0 < start + line.size for line in lines) >= len(lines) - 1
    )
    full = all(end - a.x1 < max(FULL * a.size, unbreakable(b)) for a, b in pairwise(lines))
    clauses = sum(map("".join(line.text for line in lines).count, CLAUSES)) * 2 >= len(lines)
    return flush and full and clauses and sum(_is_row(other) for _, other in halves) >= LEAST_RULES


def _is_row(half: Line | None) -> bool:
    """Whether a figure stands behind another text."""
    return half is not None and any(is_figure(atom.text) for atom in atoms_of(half)[1:])


def _as_wide(a: Ruling, b: Ruling) -> bool:
    return abs(a.start - b.start) <= SAME_END and abs(a.end - b.end) <= SAME_END


def below_captions(printed: Sequence[Line]) -> tuple[float, int, int] | None:
    """The gap between two tables below a line with a caption or a 单位 line for each, and the lines beside it."""
    for index, line in enumerate(printed[:-2]):
        if (twins := _twins(line)) and (found := _gap_below(printed[index + 1 :], twins)):
            return found[0], index, index + 1 + found[1]
    return None


def _twins(line: Line) -> tuple[Atom, Atom] | None:
    """The last part of a line over the left table and the first over the right one, None where it is over one."""
    if " " not in line.text or not 2 <= len(parts := atoms_of(line, TWIN_GAP)) <= MOST_PARTS:
        return None
    units = [part for part in parts if unit_line(part.text) and _UNIT.fullmatch(part.text)]
    captions = [part for part in parts if part not in units and is_caption(part.text)]
    if len(units) + len(captions) < len(parts) or max(len(units), len(captions)) != 2:
        return None
    second = captions[1] if len(captions) == 2 else units[1]
    return parts[parts.index(second) - 1], second


def _gap_below(lines: Sequence[Line], twins: tuple[Atom, Atom]) -> tuple[float, int] | None:
    """The middle of the gap between two tables, and how many lines stand on either side of it."""
    left, right = twins
    start, end = min(line.x0 for line in lines[:LOOKED_AT]), max(line.x1 for line in lines[:LOOKED_AT])
    are_units = unit_line(left.text) and unit_line(right.text)

    def off(gap: tuple[float, float]) -> float:
        """How far a 单位 line ends from the end of its table, or captions stand off the middles of theirs."""
        if are_units:
            return abs((gap[0] + gap[1]) / 2 - left.x1)
        return abs(start + gap[0] - left.x0 - left.x1) + abs(gap[1] + end - right.x0 - right.x1)

    gaps = [
        (max(a.x1, left.x1 - OVER), min(b.x0, right.x0 + OVER)) if are_units else (a.x1, b.x0)
        for line in lines[:LOOKED_AT]
        for a, b in pairwise(atoms_of(line))
        if b.x0 - a.x1 >= LEAST_BETWEEN and b.x0 > left.x1 - OVER and a.x1 < right.x0 + OVER
    ]
    best: tuple[float, int] | None = None
    for a, b in sorted(gaps, key=off):
        x = (a + b) / 2
        count = next((i for i, line in enumerate(lines) if not _stands_aside(line, x)), len(lines))
        if best is None or min(count, LOOKED_AT) > best[1]:  # text below the tables may be short
            best = x, count
    return best if best and best[1] > 2 else None


def _stands_aside(line: Line, x: float) -> bool:
    """Whether no character of a line stands on ``x``."""
    return _gap_at(line, x) is not None


def _parts_at(line: Line, x: float) -> bool:
    """Whether no character of a line stands on ``x``, nor any two without a gap on either side of it."""
    gap = _gap_at(line, x)
    return gap is not None and gap >= SLIGHT_GAP * line.size


def _gap_at(line: Line, x: float) -> float | None:
    """How far the characters on either side of ``x`` stand from each other, None where one stands on it; a blank may
    reach over any gap."""
    before, behind = float("-inf"), float("inf")
    for left, right, letter in zip(line.left, line.right, line.text, strict=True):
        if letter == " ":
            continue
        if left <= x - OVER and right >= x + OVER:
            return None
        if (left + right) / 2 <= x:
            before = right if right > before else before
        elif left < behind:
            behind = left
    return behind - before


def cut_at(line: Line, x: float) -> tuple[Line | None, Line | None]:
    """The part of a line left of ``x`` and that right of it."""
    place = next((i for i, (a, b) in enumerate(zip(line.left, line.right, strict=True)) if (a + b) / 2 > x), None)
    if place is None:
        return line, None
    if not line.text[:place].strip():
        return None, line
    return _slice(line, 0, place), _slice(line, place, len(line.text))


def _slice(line: Line, start: int, end: int) -> Line:
    while line.text[end - 1] == " ":
        end -= 1
    while line.text[start] == " ":
        start += 1
    confidence = line.confidence[start:end] if line.confidence else None
    return replace(
        line,
        text=line.text[start:end],
        left=line.left[start:end],
        right=line.right[start:end],
        lead=min(line.lead, end) if start == 0 else 0,
        confidence=confidence,
    )


def captions_apart(lines: list[Line], pieces: Sequence[TablePiece]) -> list[Line]:
    """The lines of a page, those right above tables cut between these, and between them and text at their side."""
    tables = [piece.box for piece in pieces]
    for a, b in [*permutations(tables, 2), *(pair for box in tables for pair in _beside_lines(box, lines))]:
        top = min(a.y0, b.y0)
        if a.x1 > b.x0 or max(a.y0, b.y0) >= min(a.y1, b.y1):
            continue
        x = (a.x1 + b.x0) / 2
        parted: list[Line] = []
        for line in lines:
            at = next((at for at in (x, a.x1, b.x0) if _parts_at(line, at)), None)
            if at is None or not top - ABOVE < line.top < top + OVER:
                parted.append(line)
            else:
                parted += [half for half in cut_at(line, at) if half]
        lines = parted
    return lines


def _beside_lines(table: Box, lines: Sequence[Line]) -> Iterator[tuple[Box, Box]]:
    """A table and the lines at its right, and those at its left and the table, each as they stand."""
    near = [line for line in lines if table.y0 < (line.top + line.bottom) / 2 < table.y1]
    if right := [line.box for line in near if line.x0 > table.x1 - OVER]:
        yield table, union_of(right)
    if left := [line.box for line in near if line.x1 < table.x0 + OVER]:
        yield union_of(left), table
