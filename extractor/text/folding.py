"""What stands at the right of a page put below what stands at its left, as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractor.model.geometry import Box, Page, Ruling, Rulings, Run
from extractor.text.furniture import is_page_number
from extractor.text.lines import lines


def folded(page: Page, gap: float, shift: float, room: float, top: float = 0.0) -> Page:
    """The page with what stands right of ``gap`` moved left by ``shift`` and below the rest.

    What stands above ``top`` stays. Runs over ``gap`` are cut where they leave so much ``room``. The numbers of both
    halves are set aside.
    """
    height = page.turn.height
    runs = parted_runs(page, room)
    move = _Move(gap, shift, height, top)
    halves = [[run for run in runs if move.moves(run) == is_right] for is_right in (False, True)]
    numbers = [run for half in halves for run in _numbers(half, height)]
    numbered = set(map(id, numbers))
    return replace(
        page,
        turn=page.turn._replace(fold=shift),
        runs=tuple(move.run(run) for half in halves for run in half if id(run) not in numbered),
        stray=tuple(move.run(run) for run in [*page.stray, *numbers]),
        rulings=Rulings(
            tuple(sorted(map(move.across, page.rulings.horizontal))),
            tuple(sorted(map(move.upright, page.rulings.vertical))),
        ),
        shades=tuple(map(move.box, page.shades)),
        images=tuple(map(move.box, page.images)),
        shapes=tuple(shape._replace(box=move.box(shape.box)) for shape in page.shapes),
    )


class _Move(NamedTuple):
    """What begins right of ``gap`` and below ``top`` goes ``shift`` to the left and ``height`` down."""

    gap: float
    shift: float
    height: float
    top: float

    def moves(self, run: Run) -> bool:
        return run.left[0] >= self.gap and run.bottom > self.top

    def run(self, run: Run) -> Run:
        if not self.moves(run):
            return run
        return replace(
            run,
            left=tuple(x - self.shift for x in run.left),
            right=tuple(x - self.shift for x in run.right),
            top=run.top + self.height,
            bottom=run.bottom + self.height,
            baseline=run.baseline + self.height,
        )

    def across(self, rule: Ruling) -> Ruling:
        if rule.start < self.gap or rule.at <= self.top:
            return rule
        return Ruling(rule.at + self.height, rule.start - self.shift, rule.end - self.shift, rule.width)

    def upright(self, rule: Ruling) -> Ruling:
        if rule.at < self.gap or rule.end <= self.top:
            return rule
        return Ruling(rule.at - self.shift, rule.start + self.height, rule.end + self.height, rule.width)

    def box(self, box: Box) -> Box:
        if box.x0 < self.gap or box.y1 <= self.top:
            return box
        return Box(box.x0 - self.shift, box.y0 + self.height, box.x1 - self.shift, box.y1 + self.height)


def parted_runs(page: Page, room: float) -> list[Run]:
    """The runs of a page, cut where so much room is: a file may write what stands side by side as one."""
    return [part for run in page.runs for part in _parted(run, room)]


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


def _numbers(runs: Sequence[Run], height: float) -> list[Run]:
    """The runs of the page number at the foot of a half."""
    found = lines(runs, 0)
    last = max(found, key=lambda line: line.bottom, default=None)
    if last is None or last.top < height / 2 or not is_page_number(last.text):
        return []
    return [run for run in runs if last.top <= (run.top + run.bottom) / 2 <= last.bottom]
