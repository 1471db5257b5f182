"""Amounts that the edges of an inferred table may have cut in two, or set below another head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from extractor.model.layout import Grid, Line, TableCell
from extractor.records.broken_rows import broken_rows, cut_rows, lines_of
from extractor.tables.meaning.units import MONEY_ROLES
from extractor.tables.meaning.wording import (
    decimals_of,
    ends_amount,
    is_complete,
    is_number,
    is_numbered_group,
    may_end_decimals,
    role_of,
)
from extractor.values import unit_in

# Share of a digit's width from it to the next at least, however close letters are set.
LEAST_STEP = 0.5

# Type sizes between figures in neighbouring cells that touch: an edge went through one figure.
TOUCHING = 0.1
# Type sizes between figures of a cell, one lower than the other, that are of two columns.
APART = 0.5
_FIGURE_LINE = re.compile(r"[\d.,，．]*\d[\d.,，．]*")
# Digits of the rest of a figure, below a cell that holds several beside each other.
LONGEST_REST = 4
_SEVERAL = re.compile(r"\d[\d.,，%]*[ \t]+[\d.,，]*\d")

# How many decimals amounts in 万元 have, to the 元 or the cent; a narrow column breaks them anywhere.
_MANY = (4, 6)
_CENTS = 2
# Figures of a column with as many decimals that tell how many it has; what no figure is by itself.
LEAST_USUAL = 3
_PART_ALONE = re.compile(r"-?(?:\d{1,3}(?:[,，]\d{3})+|\d{3,})[.．]|[.．]\d+")
_OF_FIGURE = re.compile(r"[\d.,，]")
# A figure that may have been longer, and type sizes of a cell that it leaves free where there was no room for a digit.
_LONG = re.compile(r"\d[\d,]*[.,]\d+")
NO_ROOM = 0.9
# Type sizes between a wall and the first digit of a figure that it cuts; how much more room is left on the other side.
AT_WALL = 0.05
_YEAR = re.compile(r"(?:19|20)\d\d")


def cut_figures(grid: Grid, widths: Mapping[int, float] = MappingProxyType({})) -> frozenset[tuple[int, int]]:
    """The places of cells whose digits are printed over each other, touch those beside them or reach beyond the page,
    and where no rulings part rows, of those that look like the halves of one amount, or stand below another's head for
    all that can be seen. ``widths`` are those of the pages in points.
    """
    torn = frozenset((cell.row, cell.column) for cell in grid.cells if _is_overprinted(cell)).union(_parted(grid))
    torn = torn.union(
        _beyond_page(grid, widths),
        _without_room(grid),
        _cut_by_wall(grid),
        _beside_broken(grid),
        _behind_cents(grid),
        _of_two_columns(grid),
    )
    is_inferred, has_ends = grid.confidence < 1, len(grid.pages) > 1
    lines = lines_of(grid) if is_inferred or has_ends else []
    torn = torn.union(cut_rows(lines) if has_ends else ())
    if not is_inferred:
        return torn
    columns: dict[int, list[TableCell]] = {}
    for cell in grid.cells:
        columns.setdefault(cell.column, []).append(cell)
    halves = (place for cells in columns.values() for place in _halves(cells))
    others = (
        _in_cut_rows(columns),
        _rows_of_rests(grid),
        _rows_of_decimals(grid),
        _below_other_heads(grid),
        _below_second_heads(columns),
        _below_several(columns),
        _across(grid),
    )
    return torn.union(halves, broken_rows(lines), *others)


def _is_overprinted(cell: TableCell) -> bool:
    """Whether digits of a figure stand on each other, as where two are printed in a column too narrow for them."""
    if not is_number(cell.passage.text.strip()):
        return False
    for _, line, start, end in cell.passage.pieces:
        edges = zip(line.left[start:end], line.right[start:end], line.left[start + 1 : end], strict=False)
        for place, (left, right, following) in enumerate(edges, start):
            if following - left < LEAST_STEP * (right - left) and line.text[place : place + 2].isdecimal():
                return True
    return False


def _beyond_page(grid: Grid, widths: Mapping[int, float]) -> Iterator[tuple[int, int]]:
    """The places of texts that a page's right edge cuts: what programs print of a sheet wider than the paper."""
    for cell in grid.cells:
        for piece in cell.passage.pieces:
            width = widths.get(piece.line.page, float("inf"))
            if piece.line.right[piece.end - 1] > width and _OF_FIGURE.match(piece.line.text, piece.end - 1):
                yield cell.row, cell.column


def _in_one_line(grid: Grid) -> Iterator[tuple[TableCell, Line, float, float]]:
    """The cells between rulings whose text stands in one line, with that line and where the text begins and ends."""
    for cell in grid.cells if grid.confidence == 1 else ():
        if len(cell.passage.pieces) == 1:
            _, line, start, end = cell.passage.pieces[0]
            yield cell, line, line.left[start], line.right[end - 1]


def _without_room(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of figures that fill their cells and have fewer decimals than those of the table that do not: sheets
    cut off what is too long (89,704.9 of 89,704.93)."""
    full: list[TableCell] = []
    decimals: Counter[int] = Counter()
    for cell, line, x0, x1 in _in_one_line(grid):
        if not _LONG.fullmatch(text := cell.passage.text.strip()):
            continue
        if min(box.width for _, box in cell.boxes) - (x1 - x0) < NO_ROOM * line.size:
            full.append(cell)
        else:
            decimals[decimals_of(text)] += 1
    usual, count = decimals.most_common(1)[0] if full and decimals else (0, 0)
    if count >= LEAST_USUAL and 2 * count > decimals.total():
        yield from ((cell.row, cell.column) for cell in full if decimals_of(cell.passage.text.strip()) < usual)


def _cut_by_wall(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of figures that begin right at the wall to a filled cell, or across it, and end before the next one:
    sheets cut off the first digits of what is set to the right and too long (64,200.00 of 964,200.00). So may those
    that fill their cells in the same column."""
    full: dict[int, list[int]] = {}
    cut: set[int] = set()
    for cell, line, x0, x1 in _in_one_line(grid):
        left, right = max(box.x0 for _, box in cell.boxes), min(box.x1 for _, box in cell.boxes)
        at, room = x0 - left, right - x1
        if at + room >= NO_ROOM * line.size or not is_number(cell.passage.text.strip()):
            continue
        beside = grid.places.get((cell.row, cell.column - 1))
        is_seen = line.right[cell.passage.pieces[0].start] >= left
        if is_seen and beside is not None and beside.passage.text.strip():
            full.setdefault(cell.column, []).append(cell.row)
            if at < AT_WALL * line.size < room - max(at, 0):
                cut.add(cell.column)
    yield from ((row, column) for column in cut for row in full[column])


def _parted(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of figures that touch digits in a neighbouring cell: 3 | 931.3337 is 3931.3337, 8, | 563.71 is
    8,563.71, 8832 | 023-05-01 is 883 | 2023-05-01."""
    filled = sorted((cell for cell in grid.cells if cell.passage.pieces), key=lambda cell: (cell.row, cell.column))
    for left, right in pairwise(filled):
        if left.row != right.row or left.column + left.colspan != right.column:
            continue
        (one, _, end), (other, start, _) = left.passage.pieces[-1][1:], right.passage.pieces[0][1:]
        if not (_OF_FIGURE.match(one.text, end - 1) and _OF_FIGURE.match(other.text, start)) or one.page != other.page:
            continue
        gap = other.left[start] - one.right[end - 1]
        if gap < TOUCHING * one.size and one.top < (other.top + other.bottom) / 2 < one.bottom:
            touching = (cell for cell in (left, right) if is_number(cell.passage.text.strip()))
            yield from ((cell.row, cell.column) for cell in touching)


def _beside_broken(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of two figures below each other in a cell, at the heights of two lines that are one figure in another
    of their row (778247 over 74.23 beside 174693155. over 25): they may be one, too."""
    rows: dict[int, list[TableCell]] = {}
    for cell in grid.cells:
        if len(cell.passage.pieces) > 1 and all(map(is_number, cell.passage.text.split("\n"))):
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        broken = {heights for cell in cells if "\n" not in cell.passage.text for heights in pairwise(_heights(cell))}
        for cell in cells if broken else ():
            if "\n" in cell.passage.text and broken.intersection(pairwise(_heights(cell))):
                yield cell.row, cell.column


def _behind_cents(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of figures put together of one with two decimals and digits below it (3694896.00 over 4363), where no
    figure of the table has as many decimals in one line: they may be two."""
    found: dict[tuple[int, int], int] = {}
    for cell in grid.cells:
        if len(cell.passage.pieces) > 1 and "\n" not in (text := cell.passage.text.strip()) and is_number(text):
            line, start, end = cell.passage.pieces[0][1:]
            whole = decimals_of(text)
            if whole > _CENTS == decimals_of(line.text[start:end].strip()):
                found[cell.row, cell.column] = whole
    in_one_line = (cell.passage.text for cell in grid.cells if found and len(cell.passage.pieces) == 1)
    usual = {decimals_of(text.strip()) for text in in_one_line}
    yield from (place for place, whole in found.items() if whole not in usual)


def _of_two_columns(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of cells whose figures stand beside each other at different heights: what two columns hold."""
    for cell in grid.cells:
        if len(cell.passage.pieces) < 2:
            continue
        lines = [
            (line.left[start], line.right[end - 1], line.size)
            for _, line, start, end in cell.passage.pieces
            if _FIGURE_LINE.fullmatch(line.text[start:end].strip())
        ]
        if len(lines) > 1 and max(x0 for x0, *_ in lines) - min(x1 for _, x1, _ in lines) > APART * lines[0][2]:
            yield cell.row, cell.column


def _heights(cell: TableCell) -> list[tuple[int, int]]:
    """The page and the middle of each line of a cell, to the point."""
    lines = [piece.line for piece in cell.passage.pieces]
    return [(line.page, round((line.top + line.bottom) / 2)) for line in lines]


def _across(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of figures over several columns each of which has one in the row above or below, as two that touch
    are: 4929 | 969.8805."""
    for cell in grid.cells:
        is_wide = cell.colspan > 1 and cell.row >= grid.header_rows and is_number(cell.passage.text.strip())
        if is_wide and any(
            all(_has_figure(grid, row, column) for column in cell.columns)
            for row in (cell.row - 1, cell.row + cell.rowspan)
        ):
            yield cell.row, cell.column


def _has_figure(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell of one column holds a figure."""
    cell = grid.places.get((row, column))
    return cell is not None and cell.colspan == 1 and is_number(cell.passage.text.strip())


def _below_several(columns: Mapping[int, Sequence[TableCell]]) -> Iterator[tuple[int, int]]:
    """The places of few digits alone right below a cell with several figures beside each other: 48 below 3795.26 10."""
    for cells in columns.values():
        several = {cell.row + cell.rowspan for cell in cells if _SEVERAL.search(cell.passage.text)}
        rests = (cell for cell in cells if cell.row in several and cell.passage.text.strip().isdecimal())
        yield from ((cell.row, cell.column) for cell in rests if len(cell.passage.text.strip()) <= LONGEST_REST)


def _below_other_heads(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places of figures of which nobody can tell the head."""
    heads = [cell for cell in grid.cells if cell.row < grid.header_rows and cell.passage.text.strip()]
    figures: dict[int, set[int]] = {}
    for cell in grid.cells:
        if cell.row >= grid.header_rows and is_number(cell.passage.text.strip()):
            figures.setdefault(cell.column, set()).add(cell.row)
    filled = {cell.column for cell in grid.cells if cell.row >= grid.header_rows and cell.passage.text.strip()}
    doubted = {column for head in heads for column in _shared(head, grid.header_rows, figures, filled)}
    headed = {column for head in heads for column in head.columns}
    bare = {column for column, rows in figures.items() if column and column not in headed and len(rows) > 1}
    if bare and any(role_of(head.passage.text) in MONEY_ROLES for head in heads):
        doubted |= bare
    doubted |= _one_off(headed, figures) if heads else set()
    yield from ((row, column) for column in doubted for row in figures.get(column, ()))


def _below_second_heads(columns: Mapping[int, Sequence[TableCell]]) -> Iterator[tuple[int, int]]:
    """The places of figures from a cell on that holds a head with a unit of its own and the figure below it: another
    table begins there (省级补助（万元） over 31.36)."""
    for cells in columns.values():
        ordered = sorted(cells, key=lambda cell: cell.row)
        first = next((place for place, cell in enumerate(ordered) if _holds_head_and_figure(cell)), len(ordered))
        yield from ((cell.row, cell.column) for cell in ordered[first:])


def _holds_head_and_figure(cell: TableCell) -> bool:
    lines = [piece.line.text[piece.start : piece.end].strip() for piece in cell.passage.pieces]
    head = "".join(lines[:-1])
    return is_number("".join(lines[-1:])) and unit_in(head) is not None and role_of(head) in MONEY_ROLES


def _shared(
    head: TableCell, header_rows: int, figures: Mapping[int, set[int]], filled: Collection[int]
) -> Iterable[int]:
    """The columns of figures below one head without others below it that stands over several filled columns, two heads
    read as one; all of them where a figure or the name of a group of rows was taken for a part of a head."""
    lines = [piece.line.text[piece.start : piece.end].strip() for piece in head.passage.pieces]
    if not is_number(lines[0]) and any(_taken_in(line) for line in lines[1:]):
        return figures
    is_lowest = head.row + head.rowspan == header_rows
    below = [column for column in head.columns if column in filled] if is_lowest else []
    return [column for column in below if column in figures] if len(below) > 1 else ()


def _taken_in(line: str) -> bool:
    return is_numbered_group(line) or (is_number(line) and not _YEAR.fullmatch(line))


def _one_off(headed: set[int], figures: Mapping[int, set[int]]) -> set[int]:
    """The columns of figures from two neighbours that never have one in one row to a column without a head, if any.

    These two may be one column, its figures set at several places; then the heads behind it are one column off.
    """
    bare = [column for column in figures if column not in headed]
    apart = [column for column in figures if column + 1 in figures and not figures[column] & figures[column + 1]]
    return set(range(min(*bare, *apart), max(*bare, *apart) + 2)) if bare and apart else set()


def _in_cut_rows(columns: Mapping[int, Sequence[TableCell]]) -> Iterator[tuple[int, int]]:
    """The places of figures in rows that hold a figure which can only be the beginning of one, or the rest of one.

    745.0 in a column of two decimals (a program that leaves out a last 0 leaves out all), 174693155., .61.
    """
    cut: set[int] = set()
    for column, cells in columns.items():
        decimals = Counter(places for cell in cells if (places := decimals_of(cell.passage.text.strip())))
        usual, count = decimals.most_common(1)[0] if decimals else (0, 0)
        for cell in cells:
            text = cell.passage.text.strip()
            is_alone = count >= LEAST_USUAL and sum(decimals.values()) == count + 1
            is_begun = text.endswith("0") and 0 < decimals_of(text) < usual and is_alone
            if any(_PART_ALONE.fullmatch(line) for line in text.split("\n")):
                yield from ((row, column) for row in (cell.row - 1, cell.row, cell.row + cell.rowspan))
            elif not is_begun:
                continue
            cut.add(cell.row)
    for cells in columns.values():
        yield from ((cell.row, cell.column) for cell in cells if cell.row in cut and is_number(cell.passage.text))


def _rows_of_rests(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places in pairs of rows whose lower one holds nothing but what may be the last digits of the upper's numbers.

    1560 in a column of three digits is 156 over 0: the upper line has as many digits as any of its column, the lower
    fewer, and the upper row has values that none stands below.
    """
    rows = _values_of_rows(grid)
    longest: dict[int, int] = {}
    for values in rows.values():
        for column, text in values.items():
            longest[column] = max(longest.get(column, 0), len(text) if text.isdecimal() else 0)
    for row, below in rows.items():
        above = rows.get(row - 1, {})
        if len(above) > len(below) and all(
            text.isdecimal() and above.get(column, "").isdecimal() and len(text) < len(above[column]) == longest[column]
            for column, text in below.items()
        ):
            yield from ((place, column) for place in (row - 1, row) for column in below)


def _rows_of_decimals(grid: Grid) -> Iterator[tuple[int, int]]:
    """The places in pairs of rows whose lower one holds nothing but what may be the last decimals of the upper's
    amounts (1,084.12 over 20), which then have as many as others of the table."""
    rows = _values_of_rows(grid)
    usual = {decimals_of(text) for values in rows.values() for text in values.values()}.intersection(_MANY)
    for row, below in rows.items() if usual else ():
        above = rows.get(row - 1, {})
        if all(
            text.isdecimal() and (begun := decimals_of(above.get(column, ""))) and begun + len(text) in usual
            for column, text in below.items()
        ):
            yield from ((place, column) for place in (row - 1, row) for column in below)


def _values_of_rows(grid: Grid) -> dict[int, dict[int, str]]:
    """The complete values of each row by their columns."""
    rows: dict[int, dict[int, str]] = {}
    for cell in grid.cells:
        if is_complete(text := cell.passage.text.strip()):
            rows.setdefault(cell.row, {})[cell.column] = text
    return rows


def _halves(cells: Iterable[TableCell]) -> Iterable[tuple[int, int]]:
    ordered = sorted(cells, key=lambda cell: cell.row)
    texts = [cell.passage.text.strip() for cell in ordered]
    has_two = any(decimals_of(text) == 2 for text in texts)
    for (upper, above), (lower, below) in pairwise(zip(ordered, texts, strict=True)):
        if not above[-1:].isascii() or not below[:1].isascii():
            continue
        if (has_two and may_end_decimals(above, below)) or ends_amount(above, below):
            yield upper.row, upper.column
            yield lower.row, lower.column
