"""The white rows of a table whose other rows are shaded: where they end, and whether they are one row each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from extractor.model.geometry import Ruling
from extractor.model.layout import Line
from extractor.tables.broken_values import with_whole_values
from extractor.tables.inferred.atoms import WIDE_GAP, Atom, atoms_of
from extractor.tables.inferred.bands import are_of_cut_row, is_remark, outward
from extractor.tables.inferred.gutters import MEET
from extractor.tables.inferred.page_lines import TABLE_PARTS
from extractor.tables.meaning.wording import is_caption, is_figure, is_numbered_group, is_sum
from extractor.tables.ruled.lattice import Span

# Points of the shortest row, and of a white row at most.
LEAST_ROW = 6.0
TALLEST_ROW = 120.0
# Type sizes from a shaded row to the text of a white one, and to that of the first row of a page.
NEXT_ROW = 1.2
FIRST_ROW = 3.0
# Points that a text is off the middle of its cell.
CENTRED = 2.5


def white_rows(
    end: float, columns: Sequence[float], rules: Sequence[Ruling], printed: Sequence[Line], way: int
) -> list[float]:
    """Where rows that are not shaded end above (``way`` -1) or below the shaded ones: at rulings, or at their text.

    Rulings under some columns of the outermost row, the heads, part it once more.
    """
    found = row_beside(end, columns, rules, printed, way)
    if not found:
        return []
    edges = [end]
    for at in sorted({rule.at for rule in rules if _is_as_wide(rule, columns)}, key=lambda at: way * at):
        if LEAST_ROW < way * (at - edges[-1]) <= TALLEST_ROW and any(
            way * (at - reached) > -MEET and way * (reached - edges[-1]) > MEET for reached in found
        ):
            edges.append(at)
    if len(edges) == 1:
        return [found[-1] + way]
    low, high = sorted(edges[-2:])
    inner = [rule for rule in rules if low + LEAST_ROW < rule.at < high - LEAST_ROW and is_between(rule, columns)]
    edges += {round(rule.at): rule.at for rule in inner}.values() if way < 0 else []
    return sorted(edges[1:])


def cut_row(end: float, columns: Sequence[float], printed: Sequence[Line]) -> list[float]:
    """Where the text ends that a page has below shaded rows, if all of it stands in their columns, but the first: the
    start of a row that the page end cuts."""
    beyond = [line for line in printed if (line.top + line.bottom) / 2 > end]
    if not beyond or beyond[0].top - end > NEXT_ROW * beyond[0].size:
        return []
    told = [atom for line in printed if (line.top + line.bottom) / 2 < end for atom in atoms_of(line, WIDE_GAP)]
    return [max(line.bottom for line in beyond) + 1] if are_of_cut_row(beyond, told, columns[1:]) else []


def is_between(rule: Ruling, columns: Sequence[float]) -> bool:
    """Whether a ruling begins and ends at column edges."""
    return all(any(abs(end - x) <= 2 * MEET for x in columns) for end in (rule.start, rule.end))


def row_beside(
    end: float, columns: Sequence[float], rules: Sequence[Ruling], printed: Sequence[Line], way: int
) -> list[float]:
    """Where the lines above or below some rows end that stand in their columns; none where all are one part, unless it
    stands between rulings, one over some columns and one over all (the head of a group)."""
    reached = [end]
    parted = False
    farthest = FIRST_ROW if way < 0 and _is_first_row(end, columns, printed) else NEXT_ROW
    for line, near, far in outward(printed, end, way):
        within = columns[0] - MEET < line.x0 and line.x1 < columns[-1] + MEET
        if not within or way * (near - reached[-1]) > farthest * line.size or is_remark(line) or is_caption(line.text):
            break
        parts = len(atoms_of(line, WIDE_GAP))
        over = any(line.x0 < x - line.size and x + line.size < line.x1 for x in columns[1:-1])
        if way > 0 and parted and parts == 1 and over:
            break  # text below the table
        if way > 0 and parts == 1 and is_numbered_group(line.text) and not _has_groups(end, columns, printed):
            break  # a heading
        parted = parted or parts > 1 or _is_head_of_group(line, end, columns, rules, printed, way)
        reached.append(way * max(way * far, way * reached[-1]))
    return reached[1:] if parted else []


def _has_groups(end: float, columns: Sequence[float], printed: Sequence[Line]) -> bool:
    """Whether numbered names begin rows above ``end``, below a caption, a 单位 line or text beyond the columns."""
    for line in reversed([line for line in printed if line.bottom < end]):
        within = columns[0] - MEET < line.x0 and line.x1 < columns[-1] + MEET
        if not within or is_remark(line) or is_caption(line.text):
            return False
        if is_numbered_group(line.text):
            return True
    return False


def _is_first_row(end: float, columns: Sequence[float], printed: Sequence[Line]) -> bool:
    """Whether all that a page has above ``end`` stands in the columns, in most of them a figure or a text."""
    above = [line for line in printed if (line.top + line.bottom) / 2 < end]
    filled = {bisect_right(columns, (atom.x0 + atom.x1) / 2) for line in above for atom in atoms_of(line, WIDE_GAP)}
    return 2 * len(filled - {0, len(columns)}) > len(columns) and filled.isdisjoint((0, len(columns)))


def _is_head_of_group(
    line: Line, end: float, columns: Sequence[float], rules: Sequence[Ruling], printed: Sequence[Line], way: int
) -> bool:
    """Whether a line above rows is the head of a group of columns.

    It stands in the middle of a ruling over these, and either below one over all columns, or beside heads in the middle
    of both rows.
    """
    if way > 0 or not any(
        abs(rule.at - end) <= 2 * MEET and abs(rule.start + rule.end - line.x0 - line.x1) <= 2 * CENTRED
        for rule in rules
        if is_between(rule, columns) and not _is_as_wide(rule, columns)
    ):
        return False
    across = any(other.top < end - MEET and end + MEET < other.bottom for other in printed)
    return across or any(-LEAST_ROW < rule.at - line.top < MEET for rule in rules if _is_as_wide(rule, columns))


def _is_as_wide(rule: Ruling, columns: Sequence[float]) -> bool:
    return abs(rule.start - columns[0]) <= 2 * MEET and abs(rule.end - columns[-1]) <= 2 * MEET


def are_rows(white: Iterable[Line]) -> bool:
    """Whether two lines of several cells each stand in a white row: it is more than one."""
    return sum(len(atoms_of(line, WIDE_GAP)) >= TABLE_PARTS for line in white) > 1


def valued_columns(atoms: Iterable[Atom], columns: Sequence[float]) -> list[int]:
    """The columns that hold more figures than other texts."""
    tallies = [0] * (len(columns) + 1)
    for atom in atoms:
        tallies[bisect_right(columns, (atom.x0 + atom.x1) / 2)] += 1 if is_figure(atom.text) else -1
    return [column for column, tally in enumerate(tallies) if tally > 0]


def under_group(
    head: Atom, own: tuple[int, int], below: float, columns: Sequence[float], rules: Iterable[Ruling]
) -> tuple[int, int]:
    """The first and the last column of a ruling right below a text that it is in the middle of, else its ``own``."""
    for rule in rules:
        if abs(rule.at - below) <= 2 * MEET and abs(rule.start + rule.end - head.x0 - head.x1) <= 2 * CENTRED:
            first, last = bisect_left(columns, rule.start - 2 * MEET), bisect_left(columns, rule.end - 2 * MEET) - 1
            if first <= own[0] and own[1] <= last and is_between(rule, columns):
                return first, last
    return own


def is_one_row(white: Sequence[Atom], columns: Sequence[float], valued: Collection[int]) -> bool:
    """Whether texts of several lines are one row: one figure in each of the ``valued`` columns, or above all others
    heads, some broken before their （元）, none over several columns."""
    held: dict[int, list[Atom]] = {}
    for atom in white:
        held.setdefault(bisect_right(columns, (atom.x0 + atom.x1) / 2), []).append(atom)
    if valued:
        return all(len(with_whole_values(held.get(column, ()), held.values())) == 1 for column in valued)
    return not has_figure(white) and all(
        bisect_right(columns, atom.x0 + MEET) == bisect_left(columns, atom.x1 - MEET) for atom in white
    )


def names_midway(
    atoms: Iterable[Atom], columns: Sequence[float], rows: Sequence[float], valued: Collection[int]
) -> list[Span]:
    """The cells of names in the middle of several rows each, left of the first figures: those of a column fill it from
    the first row with figures to the last, or to that of totals, none blank but such rows."""
    held: dict[tuple[int, int], list[Atom]] = {}
    for atom in atoms:
        held.setdefault(
            (bisect_right(columns, (atom.x0 + atom.x1) / 2) - 1, bisect_right(rows, atom.middle) - 1), []
        ).append(atom)
    first = min((row for (column, row), texts in held.items() if column + 1 in valued and has_figure(texts)), default=0)
    totals = {row for (_, row), texts in held.items() if any(is_sum(atom.text) for atom in texts)}
    found: list[Span] = []
    for column in range(min(valued, default=1) - 1):
        spans = [Span(first, column, 0, 1)]
        for row in sorted(row for place, row in held if place == column and row >= first):
            start, texts = spans[-1].row + spans[-1].rowspan, held[column, row]
            spans.append(Span(start, column, 2 * (row - start) + 1, 1))
            end = min(start + spans[-1].rowspan, len(rows) - 1)
            off = min(atom.top for atom in texts) + max(atom.bottom for atom in texts) - rows[start] - rows[end]
            if row < start or has_figure(texts) or abs(off) > 2 * CENTRED:
                break
        else:
            if totals.issuperset(range(spans[-1].row + spans[-1].rowspan, len(rows) - 1)):
                found += [span for span in spans if span.rowspan > 1]
    return found


def has_figure(texts: Iterable[Atom]) -> bool:
    return any(is_figure(atom.text) for atom in texts)
