"""Pages set in two columns of text (分栏): the right column is put below the left one, as it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from extractor.model.geometry import Page, Run
from extractor.text.folding import folded
from extractor.text.furniture import is_page_number

# Characters of a line of prose; lines of prose in each column; type sizes of the narrowest column.
PROSE = 10
LEAST_LINES = 5
# Lines of prose of a left column beside a right one that has fewer than LEAST_LINES.
FULL_COLUMN = 15
NARROWEST = 12.0
# Type sizes between the columns, at least and at most; how far left of the page's middle the right one begins.
LEAST_GAP, MOST_GAP = 0.8, 5.0
BEFORE_MIDDLE = 1.0
# Lines that begin where a column does. Share of the wider column that they differ by at most; of their lines that begin
# at their left, and that fill them, and within how many type sizes (a paragraph's first line is indented by two).
LEAST_STARTS = 2
SAME_WIDTH = 0.08
FLUSH, FULL = 0.5, 0.4
INDENT, SHORT = 2.6, 1.6
# Points that a text or a ruling may reach beyond a column.
BEYOND = 3.0
# Points between runs of one text.
TOUCHING = 4.0


def in_columns(pages: Sequence[Page]) -> list[Page]:
    """``pages``, each with its right column below its left one where it has two of text, else as it is.

    The last page of such a text has a short right column, or two: it is told by the columns of another page.
    """
    found = [_told(page) for page in pages]
    known = next((columns for columns in found if columns), None)
    return [
        _put_below(page, columns or (_like(page, known) if known else None))
        for page, columns in zip(pages, found, strict=True)
    ]


Ends = tuple[float, float]


class _Columns(NamedTuple):
    """Where two columns begin and end, from where down they stand, and the size of their type."""

    left: Ends
    right: Ends
    top: float
    size: float

    @property
    def cut(self) -> float:
        """The middle of what parts them."""
        return (self.left[1] + self.right[0]) / 2


def _put_below(page: Page, columns: _Columns | None) -> Page:
    if columns is None:
        return page
    shift = columns.right[0] - columns.left[0]
    return folded(page, columns.cut, shift, LEAST_GAP * columns.size, columns.top)


def _told(page: Page) -> _Columns | None:
    """The two columns of text that a page tells by itself."""
    prose = [run for run in page.runs if len(run.text) >= PROSE]
    if page.turn.fold or len(prose) < 2 * LEAST_LINES:
        return None
    size = prose[len(prose) // 2].size
    ends = _columns(prose, page.runs, size)
    columns = _Columns(*ends, size) if ends else _mirrored(page, prose, size)
    return columns if columns and not _is_crossed(page, columns) else None


def _mirrored(page: Page, prose: Sequence[Run], size: float) -> _Columns | None:
    """A full left column, and a short right one that begins as far from the page's middle as the left one ends: its
    lines may lack one letter there."""
    width = page.turn.width
    left = [run for run in prose if run.right[-1] <= width / 2]
    if len(left) < FULL_COLUMN or not _is_column(left, size):
        return None
    start, end = min(run.left[0] for run in left), max(run.right[-1] for run in left)
    place = min((run.left[0] for run in prose if run.left[0] >= width / 2), default=0.0)
    known = _Columns((start, end), (place, width - start + BEYOND), 0.0, size)
    mirrored = abs(place - (width - end)) <= size and LEAST_GAP <= (place - end) / size <= MOST_GAP
    return _like(page, known) if mirrored else None


def _like(page: Page, known: _Columns) -> _Columns | None:
    """The same columns on a page that has fewer lines at its right, where all lines at its left keep to theirs."""
    right = [
        run for run in page.runs if run.left[0] >= known.right[0] - BEYOND and run.right[-1] <= known.right[1] + BEYOND
    ]
    right = [run for run in right if not is_page_number(run.text)]
    if page.turn.fold or not right:
        return None
    top = max((run.bottom for run in _over(page.runs, known.right[0], min(run.top for run in right))), default=0.0)
    prose = [run for run in page.runs if run.right[-1] <= known.cut and run.middle > top and len(run.text) >= PROSE]
    columns = known._replace(top=top)
    within = all(run.left[0] >= known.left[0] - BEYOND and run.right[-1] <= known.left[1] + BEYOND for run in prose)
    return columns if _is_column(prose, known.size) and within and not _is_crossed(page, columns) else None


def _columns(prose: Sequence[Run], runs: Sequence[Run], size: float) -> tuple[Ends, Ends, float] | None:
    """Where the two columns begin and end, and from where down; None where there are not two alike."""
    lefts = [run.left[0] for run in prose]
    middle = (min(lefts) + max([run.right[-1] for run in prose])) / 2 - BEFORE_MIDDLE * size
    starts = Counter([round(left) for left in lefts if left > middle])
    place = min((start for start, count in starts.items() if count >= LEAST_STARTS), default=None)
    if place is None:
        return None
    right = [run for run in prose if run.left[0] >= place - BEYOND]
    first = min(run.top for run in right)
    top = max((run.bottom for run in _over(runs, place, first)), default=0.0)
    left = [run for run in prose if run.right[-1] <= place + BEYOND and run.middle > top]
    if not (_is_column(left, size) and _is_column(right, size)):
        return None
    ends = [(min(run.left[0] for run in side), max(run.right[-1] for run in side)) for side in (left, right)]
    widths = [end - start for start, end in ends]
    alike = abs(widths[0] - widths[1]) <= SAME_WIDTH * max(widths)
    return (ends[0], ends[1], top) if alike and LEAST_GAP <= (ends[1][0] - ends[0][1]) / size <= MOST_GAP else None


def _over(runs: Sequence[Run], place: float, first: float) -> Iterator[Run]:
    """What reaches over ``place`` above ``first``, in one run or in several that touch."""
    above = [run for run in runs if run.middle < first]
    for run in above:
        if run.left[0] < place - BEYOND:
            if run.right[-1] > place + BEYOND:
                yield run
        elif any(
            abs(run.baseline - other.baseline) <= 1 and -TOUCHING <= run.left[0] - other.right[-1] <= TOUCHING
            for other in above
            if other.left[0] < place - BEYOND
        ):
            yield run


def _is_column(prose: Sequence[Run], size: float) -> bool:
    """Whether most lines of some prose begin at one place and many end at one."""
    if len(prose) < LEAST_LINES:
        return False
    start, end = min(run.left[0] for run in prose), max(run.right[-1] for run in prose)
    flush = sum(1 for run in prose if run.left[0] - start <= INDENT * size)
    full = sum(1 for run in prose if end - run.right[-1] <= SHORT * size)
    return end - start >= NARROWEST * size and flush >= FLUSH * len(prose) and full >= FULL * len(prose)


def _is_crossed(page: Page, columns: _Columns) -> bool:
    """Whether a line below the columns' top, a ruling among their lines or a shaded area reaches over what parts them,
    or rulings meet there. The ruling of a running head or of a foot does."""
    cut, top, apart = columns.cut, columns.top, columns.right[0] - columns.left[1]
    low, high = cut - BEYOND, cut + BEYOND
    if any(
        run.left[0] < low and run.right[-1] > high and run.middle > top and not is_page_number(run.text)
        for run in page.runs
    ):
        return True
    heights = sorted(run.middle for run in page.runs if len(run.text) >= PROSE and run.middle > top)
    first, last = heights[1 if len(heights) > 1 else 0], heights[-1]
    across = [rule for rule in page.rulings.horizontal if first < rule.at < last]
    if any(rule.start < low and rule.end > high for rule in across):
        return True
    if any(box.x0 < low and box.x1 > high and box.y1 > top for box in page.shades):
        return True
    before = [rule for rule in across if abs(rule.end - cut) < apart / 2]
    after = [rule for rule in across if abs(rule.start - cut) < apart / 2]
    return any(abs(a.at - b.at) <= 1 and b.start - a.end <= BEYOND for a, b in product(before, after))
