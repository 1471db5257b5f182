"""Names dealt out to rows (合并单元格的归属): each in the middle of those it stands for, where no ruling tells them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from extractor.tables.inferred.rows.strips import TWO_VALUES, Strip
from extractor.tables.joined.ends import opens_bracket

# Line steps that it costs to leave rows without a name (blank cells, a name on the page before), and each of them.
NAMELESS = 1.0
NAMELESS_ROW = 0.05
# … where a page end may have cut their name's cell from them.
NAMELESS_CUT = 0.3
# What each further row of a text costs right of the columns filled in every row, where blank cells are common.
MERGED_ASIDE = 0.2
# Line steps that a name may be off without cost, and what each step beyond costs.
FREE_OFF = 0.2
OFF_PLACE = 3.0
# Line steps that a name may be off the middle of its rows; nothing further off is looked at.
MOST_OFF = 2.0
# Line steps that a name may reach beyond its rows, whose edges are known only between the lines of other columns.
SPILL = 0.7
# Share of the height of several rows from which a text that fills them is rather one text for each row, and the
# cost of each further row then.
FILLS = 0.7
FILLED = 2.0
# Lines of the longest name; a remark over many rows is taken as a whole.
LONGEST_NAME = 14
# Lines times rows of a column that are looked at; a full page has some 80 lines and 40 rows.
MOST_PLACES = 8_000
# Share of the lines with punctuation from which a column holds prose.
PROSE_SHARE = 0.3
# How much more prose hangs together than names.
PROSE_JOINS = 2.0
# Line steps beyond which two lines of a column stand apart.
APART = 1.3

# First line and end, first row and end of a name.
Name = tuple[int, int, int, int]
UNCUT = (False, False)


def names_of(
    strip: Strip,
    edges: Sequence[float],
    step: float,
    aside: bool = False,
    totals: Collection[int] = (),
    crossed: Collection[int] = (),
    cut: tuple[bool, bool] = UNCUT,
) -> list[Name]:
    """The names of a column and the rows that they stand for: (first line, end, first row, end), half-open.

    Lines go to names and rows to names so that names hang together by their wrapping and each stands in the
    middle of its rows (or at their top, where its rows may go on over the page end). Rows without one cost, but
    those of ``totals`` and, in columns ``aside`` (remarks right of the rows' own values), where blank cells are common;
    at a page end that may ``cut`` a cell from the page with its name they cost less. No name goes over a row that a
    text over several columns has ``crossed``.
    """
    n_lines, n_rows = len(strip.atoms), len(edges) - 1
    blank = _Nameless(n_rows, range(n_rows) if aside else totals, cut)
    if n_lines * n_rows > MOST_PLACES:
        return []
    infinite = float("inf")
    # best[i][r]: the first i lines are in names over some of the first r rows
    best = [[infinite] * (n_rows + 1) for _ in range(n_lines + 1)]
    back: dict[tuple[int, int], tuple[int, int, int]] = {}
    best[0][0] = 0.0
    longest, prose = _longest(strip, step), _is_prose(strip)
    for line in range(n_lines):
        if min(best[line]) == infinite:
            continue
        opening = cut_cost(strip, line, prose)
        reached = [_before(best[line], row, blank) for row in range(n_rows)]
        for row, end_row, end, cost in _places(strip, edges, line, step, longest, prose):
            if end_row - row > 1 and any(row <= other < end_row for other in crossed):
                continue
            before, skipped = reached[row]
            if before == infinite:
                continue
            total = before + opening + cost + (MERGED_ASIDE * (end_row - row - 1) if aside else 0.0)
            if total < best[end][end_row]:
                best[end][end_row] = total
                back[end, end_row] = (line, row, skipped)
    names: list[Name] = []
    for line in range(n_lines, 0, -1):  # the last lines may be of no name: remarks in rows of their own
        end_row = min(range(n_rows + 1), key=lambda r: best[line][r] + blank.cost(r, n_rows))
        if best[line][end_row] < infinite and (line == n_lines or strip.atoms[line].middle > edges[end_row]):
            break
    else:
        return names
    while line and (line, end_row) in back:
        start, row, skipped = back[line, end_row]
        names.append((start, line, row, end_row))
        line, end_row = start, skipped
    return names[::-1]


def _longest(strip: Strip, step: float) -> int:
    run = longest = 1
    for upper, lower in pairwise(strip.atoms):
        run = run + 1 if lower.middle - upper.middle < APART * step else 1
        longest = max(longest, run)
    return max(LONGEST_NAME, longest)


class _Nameless:
    """What it costs to leave neighbouring rows without a name."""

    def __init__(self, n_rows: int, totals: Collection[int], cut: tuple[bool, bool]) -> None:
        self.told = [0]
        self.cut_rows = (0 if cut[0] else -1, n_rows if cut[1] else -1)
        for row in range(n_rows):
            self.told.append(self.told[-1] + (row not in totals))

    def cost(self, start: int, end: int) -> float:
        """For the rows ``start`` to ``end`` (half-open)."""
        rows = self.told[end] - self.told[start]
        if not rows:
            return 0.0
        is_cut = start == self.cut_rows[0] or end == self.cut_rows[1]
        return (NAMELESS_CUT if is_cut else NAMELESS) + NAMELESS_ROW * rows


def _before(best: list[float], row: int, blank: _Nameless) -> tuple[float, int]:
    """The cheapest way to have reached ``row``, with rows left nameless before it, and where names ended."""
    return min((best[end] + blank.cost(end, row), end) for end in range(row + 1))


def cut_cost(strip: Strip, line: int, prose: bool) -> float:
    """What it costs that a name begins at ``line``: its wrapping with the line above."""
    if not line:
        return 0.0
    if opens_bracket(strip.atoms[line - 1].text, strip.atoms[line].text):
        return TWO_VALUES
    cost = max(strip.joining[line - 1] - strip.parting[line - 1], 0.0)
    return PROSE_JOINS * cost if prose else cost


def _places(
    strip: Strip, edges: Sequence[float], line: int, step: float, longest: int, prose: bool
) -> Iterator[tuple[int, int, int, float]]:
    """Rows and ends of a name that begins at ``line``, with what each costs: (row, end row, end line, cost)."""
    apart = 0.0
    top = strip.atoms[line].top
    spill = SPILL * step
    for end in range(line + 1, min(line + longest, len(strip.atoms)) + 1):
        if end > line + 1:
            parting = strip.parting[end - 2] - strip.joining[end - 2]
            apart += max(parting, 0.0) if not prose or parting >= TWO_VALUES else 0.0
            if apart >= TWO_VALUES:
                return
        bottom = strip.atoms[end - 1].bottom
        last_row = bisect_left(edges, bottom - spill)
        for row in range(min(bisect_right(edges, top + spill), len(edges) - 1)):
            for end_row in _end_rows(edges, row, max(last_row, row + 1), top + bottom, MOST_OFF * step):
                off = abs(edges[row] + edges[end_row] - top - bottom) / 2 / step
                if end_row == len(edges) - 1:
                    off = min(off, abs(top - edges[row]) / step)
                if off <= MOST_OFF:
                    cost = OFF_PLACE * max(off - FREE_OFF, 0.0) + apart
                    yield row, end_row, end, cost + _spread(edges, row, end_row, bottom - top)


def _end_rows(edges: Sequence[float], row: int, least: int, ends: float, off: float) -> Iterator[int]:
    """The ends of rows from ``row`` on in whose middle a text with the sum of its ``ends`` may stand, and the last."""
    last = len(edges) - 1
    first = max(bisect_left(edges, ends - edges[row] - 2 * off), least)
    for end_row in range(first, last):
        if edges[row] + edges[end_row] - ends > 2 * off:
            break
        yield end_row
    if least <= last:
        yield last


def _spread(edges: Sequence[float], row: int, end_row: int, height: float) -> float:
    """What it costs that one text fills several rows, which rather have one each."""
    if end_row == row + 1 or height <= FILLS * (edges[end_row] - edges[row]):
        return 0.0
    return FILLED * (end_row - row - 1)


def _is_prose(strip: Strip) -> bool:
    """Whether a column holds sentences rather than names: its lines have marks in them."""
    marked = sum(1 for atom in strip.atoms if any(mark in atom.text for mark in "，。；,;"))
    return marked >= PROSE_SHARE * len(strip.atoms)
