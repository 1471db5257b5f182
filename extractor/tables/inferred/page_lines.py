"""The lines of a page: in how many parts each is, which of them begin tables, and down to where each table goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from extractor.model.geometry import Ruling
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import WIDE_GAP, Atom, atoms_of, stretches
from extractor.tables.inferred.bands import (
    BODY_SHARE,
    RULED_PARTS,
    bands_of,
    is_no_row,
    is_remark,
    is_unit_of_heads,
    stands_in_columns,
)
from extractor.tables.inferred.going_on import Above
from extractor.tables.inferred.listed import listed
from extractor.tables.inferred.region import NEAR, Region
from extractor.tables.inferred.row_gaps import RowGaps
from extractor.tables.meaning.wording import is_number, is_numbered_group, is_sum

# Parts of a line from which it is a row of a table.
TABLE_PARTS = 3
# Type sizes between the middles of lines of one row (body text is set 1.2 and more apart), and beside each other.
STAGGERED = 0.85
SIDE_GAP = 0.2
# Share of the text's width that a line of a wide column begins to the right of the table's edge; points between starts.
FAR_RIGHT, SAME_START = 0.2, 1.5
# Type sizes between a line at the top of a page and the next of the same table.
NEXT_LINE = 1.6
# Lines of a head at most whose last ones stand below all others.
HEAD_LINES = 3


class PageLines:
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
            if not near or is_remark(line) or self.is_heading(last + 1, above.atoms):
                break
            if not stands_in_columns(line, self.atoms[last + 1], above.atoms):
                break
            last = self.last_of(last + 1, above.atoms)
        region = Region(list(self.lines[: last + 1]), self.atoms[: last + 1])
        region.above = above
        return region.between(self.rules)

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
        if self.gaps.are_parted(_gap(before, line)) or is_no_row(line) or self.is_name_of_next(index):
            return True
        if (
            self.parts[index] == 1
            and is_remark(line)
            and not is_unit_of_heads(self.lines, self.atoms, self.parts, index)
        ):
            return True
        return abs(line.size - before.size) > 2.5

    def is_numbered_below_sum(self, index: int) -> bool:
        """Whether a line right below the row that sums up a table is a numbered name with more text below it."""
        if len(self.atoms[index]) != 1 or index + 1 == len(self.lines) or not is_numbered_group(self.lines[index].text):
            return False
        return any(is_sum(atom.text) for atom in self.atoms[index - 1])

    def is_heading(self, index: int, told: Iterable[Atom]) -> bool:
        """Whether a line below rows is a numbered heading: it stands alone, and none of their texts is numbered so."""
        alone = len(self.atoms[index]) == 1 and is_numbered_group(self.lines[index].text)
        return alone and not any(is_numbered_group(atom.text) for atom in told)

    def is_name_of_next(self, index: int) -> bool:
        """Whether such a line names another table: heads stand below it, and not the rows of a group."""
        if not self.is_numbered_below_sum(index):
            return False
        return self.parts[index + 1] >= TABLE_PARTS and not has_number(self.atoms[index + 1])

    def _is_below_last_ruling(self, start: int, end: int) -> bool:
        """Whether a line is the last row of a table that has rulings between its rows only."""
        line, before = self.lines[end], self.lines[end - 1]
        is_row = self.inside[end - 1] and not self.inside[end] and self.parts[end] >= TABLE_PARTS
        if not is_row or line.top - before.bottom > line.size:
            return False
        if not has_number(self.atoms[end]) or any("：" in atom.text for atom in self.atoms[end]):
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


def has_number(atoms: Iterable[Atom]) -> bool:
    return any(is_number(atom.text) for atom in atoms)
