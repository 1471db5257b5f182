"""Words set sideways in the cells of a table (a narrow column's head, the name of a group), read as those beside them.

Other print that leans (watermarks, what is noted at the margin of a page across) stays aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.model.geometry import Page, Ruling, Run

# Type sizes that a line set sideways is wide, and long, and letters of it at least.
MOST_WIDE, LEAST_LONG, LEAST_LETTERS = 1.6, 1.6, 2
# Share of the page's height that a cell is high at most: what encloses more is a border around the page.
MOST_HIGH = 0.5
# Type sizes between two lines of a cell at most, points that print may reach over a ruling.
NEXT_LINE, OVER = 0.9, 2.0
# Type sizes that two parts of a line may stand off it, or apart, and points that their sizes differ by.
ASIDE = 0.3
# The middle of a line above its baseline, in type sizes.
MIDDLE = 0.36


class _Cell(NamedTuple):
    """What encloses a text: rulings above and below, and those at its sides, where there are any."""

    top: float
    bottom: float
    left: float | None
    right: float | None


def with_sideways(pages: Sequence[Page]) -> list[Page]:
    """The pages with the texts in their tables' cells that are set sideways among the others."""
    return [_with_sideways(page) if page.stray else page for page in pages]


def _with_sideways(page: Page) -> Page:
    groups: list[tuple[_Cell, list[Run]]] = []
    stray: list[Run] = []
    for run in _whole(page.stray):
        cell = _cell_of(run, page)
        if cell is None:
            stray.append(run)
        elif groups and groups[-1][0] == cell and _are_lines(groups[-1][1][-1], run):
            groups[-1][1].append(run)
        else:
            groups.append((cell, [run]))
    turned = [_upright(run, place, held) for _, held in groups for place, run in enumerate(held)]
    return replace(page, runs=(*page.runs, *turned), stray=tuple(stray))


def _whole(stray: Sequence[Run]) -> list[Run]:
    """The texts that lean, those in one that follow each other along their line, letter by letter or up to figures."""
    found: list[Run] = []
    for run in stray:
        found.append(_joined(found.pop(), run) if found and _follows(found[-1], run) else run)
    return found


def _joined(run: Run, other: Run) -> Run:
    left, right = run.left + other.left, run.right + other.right
    top, bottom = min(run.top, other.top), max(run.bottom, other.bottom)
    return replace(run, text=run.text + other.text, left=left, right=right, top=top, bottom=bottom)


def _follows(run: Run, other: Run) -> bool:
    """Whether a text goes on upwards or downwards where another ends."""
    (a0, a1), (b0, b1) = _sides(run), _sides(other)
    gap = max(run.top, other.top) - min(run.bottom, other.bottom)
    on_line = abs(a0 + a1 - b0 - b1) <= 2 * ASIDE * run.size and a1 - a0 <= MOST_WIDE * run.size
    return on_line and abs(gap) <= ASIDE * run.size and abs(run.size - other.size) <= ASIDE


def _sides(run: Run) -> tuple[float, float]:
    return min(run.left), max(run.right)


def _cell_of(run: Run, page: Page) -> _Cell | None:
    """The cell that a text set sideways stands in; in a table without upright rulings others must stand beside it."""
    (x0, x1), long = _sides(run), run.bottom - run.top
    if len(run.text.strip()) < LEAST_LETTERS or x1 - x0 > MOST_WIDE * run.size or long < LEAST_LONG * run.size:
        return None
    middle = (x0 + x1) / 2
    across = [rule.at for rule in page.rulings.horizontal if rule.start - OVER <= middle <= rule.end + OVER]
    down = [rule for rule in page.rulings.vertical if _passes(rule, run)]
    top = max((at for at in across if at <= run.top + OVER), default=None)
    bottom = min((at for at in across if at >= run.bottom - OVER), default=None)
    if top is None or bottom is None or bottom - top > MOST_HIGH * page.upright_height:
        return None
    left = max((rule.at for rule in down if rule.at <= x0 + OVER), default=None)
    right = min((rule.at for rule in down if rule.at >= x1 - OVER), default=None)
    has_walls = left is not None and right is not None
    return _Cell(top, bottom, left, right) if has_walls or _has_neighbours(page, top, bottom) else None


def _passes(rule: Ruling, run: Run) -> bool:
    """Whether an upright ruling stands beside a text, all its length."""
    return rule.start <= run.top + OVER and rule.end >= run.bottom - OVER


def _has_neighbours(page: Page, top: float, bottom: float) -> bool:
    return any(top < run.middle < bottom for run in page.runs)


def _are_lines(run: Run, other: Run) -> bool:
    """Whether two texts are lines of one cell."""
    (a0, a1), (b0, b1) = _sides(run), _sides(other)
    return max(a0, b0) - min(a1, b1) < NEXT_LINE * run.size and run.top < other.bottom and other.top < run.bottom


def _upright(run: Run, place: int, held: Sequence[Run]) -> Run:
    """The line of a text as if it were upright, at its place among those of its cell; its letters share their width."""
    x0, x1 = min(_sides(each)[0] for each in held), max(_sides(each)[1] for each in held)
    top, bottom = min(each.top for each in held), max(each.bottom for each in held)
    middle = (top + bottom) / 2 + (place - (len(held) - 1) / 2) * run.size
    width = (x1 - x0) / len(run.text)
    left = tuple(x0 + width * letter for letter in range(len(run.text)))
    right = (*left[1:], x1)
    half = run.size / 2
    return Run(
        run.text, left, right, middle - half, middle + half, middle + MIDDLE * run.size, run.size, run.font, run.bold
    )
