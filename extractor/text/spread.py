"""Sheets with two pages side by side (A3 对开): the right page is put below the left one, as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractor.model.geometry import Box, Page, Ruling, Rulings, Run
from extractor.text.furniture import is_page_number
from extractor.text.lines import lines

# Width over height of a sheet with two pages side by side (1.41), at least.
WIDE = 1.25
# Shares of the sheet's width: the empty band between the pages (0.13 on A3), and how far from the sheet's middle it is.
BAND, OFF_MIDDLE = 0.04, 0.08
# A full page has so many lines of prose, or long rules of a table, that are so long (shares of the sheet's width).
FULL_LINES, FULL_RULES, LONG = 5, 3, 0.28
# Points. Sheets of one size differ by less.
SAME_SIZE = 20.0


class _Half(NamedTuple):
    """One of the two pages of a sheet, in the sheet's coordinates."""

    runs: list[Run]
    rules: list[Ruling]

    def is_full(self, width: float) -> bool:
        """Whether it holds prose or tables over its whole width."""
        if sum(rule.end - rule.start >= LONG * width for rule in self.rules) >= FULL_RULES:
            return True
        return sum(line.x1 - line.x0 >= LONG * width for line in lines(self.runs, 0)) >= FULL_LINES


def unfolded(pages: Sequence[Page]) -> list[Page]:
    """``pages``, each sheet with two pages side by side as one page with the right half below the left.

    Where two full pages stand on a sheet, other sheets of its size with one full page and a gap are such sheets too.
    """
    found = {place: gap for place, page in enumerate(pages) if (gap := _gap(page)) is not None}
    halves = {place: _halves(pages[place], gap) for place, gap in found.items()}
    full = {place: [half.is_full(pages[place].turn.width) for half in halves[place]] for place in found}
    sizes = {_size(pages[place]) for place in found if all(full[place])}
    return [
        _folded(page, found[place]) if place in found and any(full[place]) and _size(page) in sizes else page
        for place, page in enumerate(pages)
    ]


def _size(page: Page) -> tuple[int, int]:
    return round(page.turn.width / SAME_SIZE), round(page.turn.height / SAME_SIZE)


def _gap(page: Page) -> float | None:
    """The middle of the band between two pages of a sheet, that nothing printed crosses."""
    width = page.turn.width
    if width < WIDE * page.turn.height or not page.runs:
        return None
    spans = [(part.left[0], part.right[-1]) for run in page.runs for part in _parted(run, BAND * width)]
    spans += [(rule.start, rule.end) for rule in page.rulings.horizontal]
    low = max((end for start, end in spans if start + end < width), default=0.0)
    high = min((start for start, end in spans if start + end >= width), default=width)
    middle = (low + high) / 2
    return middle if high - low >= BAND * width and abs(middle - width / 2) <= OFF_MIDDLE * width else None


def _parted(run: Run, room: float) -> list[Run]:
    """A run that goes on beyond the gap (a file may write both pages' lines as one), cut where so much room is."""
    printed = [place for place, sign in enumerate(run.text) if sign != " "]
    cuts = [after for before, after in pairwise(printed) if run.left[after] - run.right[before] >= room]
    if not cuts:
        return [run]
    ends = [*cuts[1:], len(run.text)]
    return [_part(run, 0, cuts[0]), *(_part(run, start, end) for start, end in zip(cuts, ends, strict=True))]


def _part(run: Run, start: int, end: int) -> Run:
    return run.cut(start, start + len(run.text[start:end].rstrip(" ")))


def _halves(page: Page, gap: float) -> list[_Half]:
    runs = [part for run in page.runs for part in _parted(run, BAND * page.turn.width)]
    across = page.rulings.horizontal
    left = _Half([run for run in runs if run.left[0] < gap], [rule for rule in across if rule.start < gap])
    right = _Half([run for run in runs if run.left[0] >= gap], [rule for rule in across if rule.start >= gap])
    return [left, right]


def _folded(page: Page, gap: float) -> Page:
    """The page with what stands right of ``gap`` below the rest; the numbers of both pages are set aside."""
    height = page.turn.height
    halves = _halves(page, gap)
    numbers = [run for half in halves for run in _numbers(half.runs, height)]
    numbered = set(map(id, numbers))
    return replace(
        page,
        turn=page.turn._replace(fold=gap),
        runs=tuple(_moved(run, gap, height) for half in halves for run in half.runs if id(run) not in numbered),
        stray=tuple(_moved(run, gap, height) for run in [*page.stray, *numbers]),
        rulings=Rulings(
            tuple(sorted(_moved_rules(page.rulings.horizontal, gap, height))),
            tuple(sorted(_moved_upright(page.rulings.vertical, gap, height))),
        ),
        shades=tuple(_moved_box(box, gap, height) for box in page.shades),
        images=tuple(_moved_box(box, gap, height) for box in page.images),
    )


def _numbers(runs: Sequence[Run], height: float) -> list[Run]:
    """The runs of the page number at the foot of a half."""
    found = lines(runs, 0)
    last = max(found, key=lambda line: line.bottom, default=None)
    if last is None or last.top < height / 2 or not is_page_number(last.text):
        return []
    return [run for run in runs if last.top <= (run.top + run.bottom) / 2 <= last.bottom]


def _moved(run: Run, gap: float, height: float) -> Run:
    if run.left[0] < gap:
        return run
    return replace(
        run,
        left=tuple(x - gap for x in run.left),
        right=tuple(x - gap for x in run.right),
        top=run.top + height,
        bottom=run.bottom + height,
        baseline=run.baseline + height,
    )


def _moved_rules(rules: Iterable[Ruling], gap: float, height: float) -> Iterable[Ruling]:
    for rule in rules:
        right = rule.start >= gap
        yield Ruling(rule.at + height, rule.start - gap, rule.end - gap, rule.width) if right else rule


def _moved_upright(rules: Iterable[Ruling], gap: float, height: float) -> Iterable[Ruling]:
    for rule in rules:
        right = rule.at >= gap
        yield Ruling(rule.at - gap, rule.start + height, rule.end + height, rule.width) if right else rule


def _moved_box(box: Box, gap: float, height: float) -> Box:
    return Box(box.x0 - gap, box.y0 + height, box.x1 - gap, box.y1 + height) if box.x0 >= gap else box
