"""Sheets with two pages side by side (A3 对开), or four: each is put below the one before it, as they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractor.model.geometry import Page, Ruling, Run
from extractor.text.folding import folded, parted, parted_runs, without_figures
from extractor.text.furniture import is_page_number
from extractor.text.lines import lines
from extractor.text.text_columns import in_columns

# Width over height of a sheet with two pages side by side (1.41), at least.
WIDE = 1.25
# Shares of the sheet's width: the empty band between the pages (0.13 on A3), and how far from the sheet's middle it is.
BAND, OFF_MIDDLE = 0.04, 0.08
# A full page has so many lines of prose, or long rules of a table, that are so long (shares of the sheet's width).
FULL_LINES, FULL_RULES, LONG = 5, 3, 0.28
# Full pages that tell that a sheet holds two, or four, one of which may be a cover.
MOST_FULL = {2: 2, 4: 3}
# Characters of a line of prose or of a heading.
PROSE = 10
# Lines of a left page beside a right one that is not full; sizes of type that one begins lower at most.
FULL_LEFT, LOWER = 15, 2.0
# Sizes of type by which the first line of a paragraph is set in, how near to the measure's end it goes, and how far
# below its top the next one begins at most.
SET_IN, FILLED, NEXT_LINE = (1.2, 3.5), 1.5, 3.0
# Lines of a title that stands over two columns.
MOST_TITLE = 3
# Pages that a running head stands on at least.
LEAST_HEADS = 3
# Points. Sheets of one size differ by less.
SAME_SIZE = 20.0


class _Part(NamedTuple):
    """One of the pages of a sheet, in the sheet's coordinates."""

    runs: list[Run]
    rules: list[Ruling]

    def is_full(self, width: float) -> bool:
        """Whether it holds prose or tables over its whole width."""
        if sum(rule.end - rule.start >= LONG * width for rule in self.rules) >= FULL_RULES:
            return True
        return sum(line.x1 - line.x0 >= LONG * width for line in lines(self.runs, 0)) >= FULL_LINES

    def has_paragraph(self, width: float) -> bool:
        """Whether a long line that is set in fills the measure and the next goes on from the margin: no cell of a table
        is set so, however long it is."""
        found = lines(self.runs, 0)
        measure = max((line.x1 for line in found), default=0.0)
        return any(
            line.x1 - line.x0 >= LONG * width
            and measure - line.x1 <= FILLED * line.size
            and SET_IN[0] * line.size <= line.x0 - after.x0 <= SET_IN[1] * line.size
            and after.top - line.top <= NEXT_LINE * line.size
            for line, after in pairwise(found)
        )


class _Gap(NamedTuple):
    """The middle of the band between the pages of a sheet; their height where two more stand below them, else 0; where
    the title that stands over both ends, else 0."""

    at: float
    part: float
    top: float = 0.0


def unfolded(pages: Sequence[Page]) -> list[Page]:
    """``pages``, each sheet with two pages side by side as one page with the right one below the left one.

    Where two full pages stand on a sheet, other sheets of its size with one full page and a gap are such sheets too.
    So it is with four pages, three of them full, and with a text that ends on the right page. Two pages with a few
    lines each are told by a paragraph on both, or on one where other sheets of the size hold two. Pages in two columns
    of text are put the same way.
    """
    found = {place: gap for place, page in enumerate(pages) if (gap := _gap(page)) is not None}
    parts = {place: _parts(pages[place], gap) for place, gap in found.items()}
    full = {place: [part.is_full(pages[place].turn.width) for part in own] for place, own in parts.items()}
    sizes = {
        _size(pages[place])
        for place, gap in found.items()
        if not gap.top and (sum(full[place]) >= MOST_FULL[len(full[place])] or _ends_right(parts[place], full[place]))
    }
    prose = {place: [part.has_paragraph(pages[place].turn.width) for part in own] for place, own in parts.items()}
    running = _running_heads([part for place in found if _size(pages[place]) in sizes for part in parts[place]])
    put = [
        folded(page, gap.at, gap.at, BAND * page.turn.width, gap.top, gap.part, running)
        if (gap := found.get(place))
        and (
            all(full[place])
            if gap.top
            else all(prose[place]) or (any([*full[place], *prose[place]]) and _size(page) in sizes)
        )
        else page
        for place, page in enumerate(pages)
    ]
    return in_columns(put)


def _ends_right(parts: Sequence[_Part], full: Sequence[bool]) -> bool:
    """Whether a text fills a left page and ends on the right one, above the left one's last line: a table's last row
    fills both."""
    if list(full) != [True, False]:
        return False
    left, right = (lines(part.runs, 0) for part in parts)
    left, right = ([line for line in side if not is_page_number(line.text)] for side in (left, right))
    if len(left) < FULL_LEFT or not right:
        return False
    size = median(line.size for line in right)
    first, last = min(line.top for line in right), max(line.bottom for line in right)
    written = sum(len(line.text) >= PROSE for line in right)
    return (
        first - min(line.top for line in left) <= LOWER * size
        and last < max(line.top for line in left)
        and 2 * written > len(right)
    )


def _running_heads(parts: Sequence[_Part]) -> set[str]:
    """What stands at the top of most of the pages, above all rulings: heads of tables are ruled."""
    printed = [part for part in parts if part.runs]
    firsts = [(min(lines(part.runs, 0), key=lambda line: line.top), part.rules) for part in printed]
    tops = Counter(without_figures(line.text) for line, rules in firsts if all(rule.at > line.top for rule in rules))
    return {text for text, times in tops.items() if text and times >= LEAST_HEADS and 2 * times >= len(printed)}


def _size(page: Page) -> tuple[int, int]:
    return round(page.turn.width / SAME_SIZE), round(page.turn.height / SAME_SIZE)


def _gap(page: Page) -> _Gap | None:
    """The band between two pages of a sheet, or four, that nothing printed crosses but a title over both."""
    width, height = page.turn.width, page.turn.height
    if not page.runs or max(width, height) < WIDE * min(width, height) or _is_crossed(page):
        return None
    across = page.rulings.horizontal
    runs = [run for run in parted_runs(page, BAND * width) if not is_page_number(run.text)]
    top = _title_end(runs, width) if width >= WIDE * height else 0.0
    spans = [(run.left[0], run.right[-1]) for run in runs if run.top >= top]
    spans += [(rule.start, rule.end) for rule in across]
    at = _band(spans, width)
    if at is None or width >= WIDE * height:
        return _Gap(at, 0.0, top) if at is not None else None
    heights = [(run.top, run.bottom) for run in page.runs] + [(rule.at, rule.at) for rule in across]
    heights += [(rule.start, rule.end) for rule in page.rulings.vertical if rule.end - rule.start < height / 3]
    return _Gap(at, height / 2) if _band(heights, height) is not None else None


def _is_crossed(page: Page) -> bool:
    """Whether a ruling, a shaded area or more text than a title goes on over all of the middle in which such a band can
    lie, as on most pages."""
    width = page.turn.width
    start, end = (0.5 - OFF_MIDDLE - BAND) * width, (0.5 + OFF_MIDDLE + BAND) * width
    if any(rule.start < start and rule.end > end for rule in page.rulings.horizontal):
        return True
    if any(box.x0 < start and box.x1 > end for box in page.shades):
        return True
    crossing = (run for run in page.runs if run.left[0] < start and run.right[-1] > end)
    parts = (parted(run, BAND * width) for run in crossing)
    return sum(any(part.left[0] < start and part.right[-1] > end for part in each) for each in parts) > MOST_TITLE


def _title_end(runs: Sequence[Run], width: float) -> float:
    """Where the title ends that stands in the middle of a sheet above all else, 0 where none does."""
    end = 0.0
    for line in lines(runs, 0)[:MOST_TITLE]:
        if not line.x0 < width / 2 < line.x1 or abs(line.x0 + line.x1 - width) > OFF_MIDDLE * width:
            break
        end = line.bottom
    return end


def _band(spans: Sequence[tuple[float, float]], length: float) -> float | None:
    """The middle of an empty band in the middle of a length, None where there is none."""
    low = max((end for start, end in spans if start + end < length), default=0.0)
    high = min((start for start, end in spans if start + end >= length), default=length)
    middle = (low + high) / 2
    return middle if high - low >= BAND * length and abs(middle - length / 2) <= OFF_MIDDLE * length else None


def _parts(page: Page, gap: _Gap) -> list[_Part]:
    """The pages of a sheet, from left to right and from top to bottom."""
    part = gap.part or page.turn.height
    parts = [_Part([], []) for _ in range(4 if gap.part else 2)]
    for run in parted_runs(page, BAND * page.turn.width):
        if run.top < gap.top:
            continue
        parts[_place(run.left[0], run.middle, gap.at, part, len(parts))].runs.append(run)
    for rule in page.rulings.horizontal:
        parts[_place(rule.start, rule.at, gap.at, part, len(parts))].rules.append(rule)
    return parts


def _place(x: float, y: float, at: float, part: float, number: int) -> int:
    return min(2 * max(int(y // part), 0) + (x >= at), number - 1)
