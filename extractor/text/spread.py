"""Sheets with two pages side by side (A3 对开), or four: each is put below the one before it, as they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractor.model.geometry import Page, Ruling, Run
from extractor.text.folding import folded, parted, parted_runs, without_figures
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


class _Gap(NamedTuple):
    """The middle of the band between the pages of a sheet; their height where two more stand below them, else 0."""

    at: float
    part: float


def unfolded(pages: Sequence[Page]) -> list[Page]:
    """``pages``, each sheet with two pages side by side as one page with the right one below the left one.

    Where two full pages stand on a sheet, other sheets of its size with one full page and a gap are such sheets too.
    So it is with four pages, three of them full. Pages in two columns of text are put the same way.
    """
    found = {place: gap for place, page in enumerate(pages) if (gap := _gap(page)) is not None}
    parts = {place: _parts(pages[place], gap) for place, gap in found.items()}
    full = {place: [part.is_full(pages[place].turn.width) for part in own] for place, own in parts.items()}
    sizes = {_size(pages[place]) for place in found if sum(full[place]) >= MOST_FULL[len(full[place])]}
    running = _running_heads([part for place in found if _size(pages[place]) in sizes for part in parts[place]])
    put = [
        folded(page, found[place].at, found[place].at, BAND * page.turn.width, part=found[place].part, running=running)
        if place in found and any(full[place]) and _size(page) in sizes
        else page
        for place, page in enumerate(pages)
    ]
    return in_columns(put)


def _running_heads(parts: Sequence[_Part]) -> set[str]:
    """What stands at the top of most of the pages, above all rulings: heads of tables are ruled."""
    printed = [part for part in parts if part.runs]
    firsts = [(min(lines(part.runs, 0), key=lambda line: line.top), part.rules) for part in printed]
    tops = Counter(without_figures(line.text) for line, rules in firsts if all(rule.at > line.top for rule in rules))
    return {text for text, times in tops.items() if text and times >= LEAST_HEADS and 2 * times >= len(printed)}


def _size(page: Page) -> tuple[int, int]:
    return round(page.turn.width / SAME_SIZE), round(page.turn.height / SAME_SIZE)


def _gap(page: Page) -> _Gap | None:
    """The band between two pages of a sheet, or four, that nothing printed crosses."""
    width, height = page.turn.width, page.turn.height
    if not page.runs or max(width, height) < WIDE * min(width, height) or _is_crossed(page):
        return None
    across = page.rulings.horizontal
    spans = [(run.left[0], run.right[-1]) for run in parted_runs(page, BAND * width)]
    spans += [(rule.start, rule.end) for rule in across]
    if width >= WIDE * height:
        at = _band(spans, width)
        return _Gap(at, 0.0) if at is not None else None
    at = _band(spans, width) if height >= WIDE * width else None
    if at is None:
        return None
    heights = [(run.top, run.bottom) for run in page.runs] + [(rule.at, rule.at) for rule in across]
    heights += [(rule.start, rule.end) for rule in page.rulings.vertical if rule.end - rule.start < height / 3]
    middle = _band(heights, height)
    return _Gap(at, height / 2) if middle is not None else None


def _is_crossed(page: Page) -> bool:
    """Whether a ruling or a text goes on over all of the middle in which such a band can lie, as on most pages."""
    width = page.turn.width
    start, end = (0.5 - OFF_MIDDLE - BAND) * width, (0.5 + OFF_MIDDLE + BAND) * width
    if any(rule.start < start and rule.end > end for rule in page.rulings.horizontal):
        return True
    crossing = (run for run in page.runs if run.left[0] < start and run.right[-1] > end)
    return any(part.left[0] < start and part.right[-1] > end for run in crossing for part in parted(run, BAND * width))


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
        parts[_place(run.left[0], run.middle, gap.at, part, len(parts))].runs.append(run)
    for rule in page.rulings.horizontal:
        parts[_place(rule.start, rule.at, gap.at, part, len(parts))].rules.append(rule)
    return parts


def _place(x: float, y: float, at: float, part: float, number: int) -> int:
    return min(2 * max(int(y // part), 0) + (x >= at), number - 1)
