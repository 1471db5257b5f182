"""What stands at the right of a page put below what stands at its left, as it is read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extractor.model.geometry import Box, Page, Ruling, Rulings, Run
from extractor.text.furniture import is_page_number
from extractor.text.lines import lines


def folded(
    page: Page,
    gap: float,
    shift: float,
    room: float,
    top: float = 0.0,
    part: float = 0.0,
    running: Collection[str] = (),
) -> Page:
    """The page with what stands right of ``gap`` moved left by ``shift`` and below the rest.

    What stands above ``top`` stays. Runs over ``gap`` are cut where they leave so much ``room``. Where four pages stand
    on a sheet, each as high as ``part``, they come below each other from left to right and from top to bottom. The
    numbers of all pages are set aside, and ``running`` heads (see :func:`without_figures`).
    """
    turn = page.turn._replace(fold=shift, part=part)
    move = _Move(gap, shift, part or turn.height, top)
    pages: list[list[Run]] = [[] for _ in range(turn.places)]
    for run in parted_runs(page, room):
        pages[move.place(run.left[0], run.top, run.bottom)].append(run)
    numbers = [
        run
        for place, runs in enumerate(pages)
        for run in [*_numbers(runs, (place // 2 + 0.5) * move.part), *_running(runs, running)]
    ]
    numbered = set(map(id, numbers))
    return replace(
        page,
        turn=turn,
        runs=tuple(move.run(run) for runs in pages for run in runs if id(run) not in numbered),
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
    """What begins right of ``gap`` and below ``top`` goes ``shift`` to the left, and each page of the height ``part``
    below the one before it."""

    gap: float
    shift: float
    part: float
    top: float

    def place(self, x: float, top: float, bottom: float) -> int:
        """Which page something stands on that begins at ``x``, from left to right and from top to bottom."""
        return 2 * max(int((top + bottom) / 2 // self.part), 0) + (x >= self.gap and bottom > self.top)

    def _by(self, x: float, top: float, bottom: float) -> tuple[float, float]:
        """How far it goes to the left, and down."""
        place = self.place(x, top, bottom)
        return self.shift * (place % 2), self.part * (place - place // 2)

    def run(self, run: Run) -> Run:
        left, down = self._by(run.left[0], run.top, run.bottom)
        if not left and not down:
            return run
        return replace(
            run,
            left=tuple(x - left for x in run.left),
            right=tuple(x - left for x in run.right),
            top=run.top + down,
            bottom=run.bottom + down,
            baseline=run.baseline + down,
        )

    def across(self, rule: Ruling) -> Ruling:
        left, down = self._by(rule.start, rule.at, rule.at)
        return Ruling(rule.at + down, rule.start - left, rule.end - left, rule.width)

    def upright(self, rule: Ruling) -> Ruling:
        left, down = self._by(rule.at, rule.start, rule.end)
        return Ruling(rule.at - left, rule.start + down, rule.end + down, rule.width)

    def box(self, box: Box) -> Box:
        left, down = self._by(box.x0, box.y0, box.y1)
        return Box(box.x0 - left, box.y0 + down, box.x1 - left, box.y1 + down)


def parted_runs(page: Page, room: float) -> list[Run]:
    """The runs of a page, cut where so much room is: a file may write what stands side by side as one."""
    return [part for run in page.runs for part in parted(run, room)]


def parted(run: Run, room: float) -> list[Run]:
    """A run that goes on beyond the gap (a file may write both pages' lines as one), cut where so much room is."""
    printed = [place for place, sign in enumerate(run.text) if sign != " "]
    cuts = [after for before, after in pairwise(printed) if run.left[after] - run.right[before] >= room]
    if not cuts:
        return [run]
    ends = [*cuts[1:], len(run.text)]
    return [_part(run, 0, cuts[0]), *(_part(run, start, end) for start, end in zip(cuts, ends, strict=True))]


def _part(run: Run, start: int, end: int) -> Run:
    return run.cut(start, start + len(run.text[start:end].rstrip(" ")))


def without_figures(text: str) -> str:
    """What a running head says on each page: its words without the number of the page and white space."""
    return "".join(sign for sign in text if not (sign.isdigit() or sign.isspace()))


def _running(runs: Sequence[Run], heads: Collection[str]) -> list[Run]:
    """The runs of the running head of a page, if it has one."""
    if not heads or not runs:
        return []
    first = min(lines(runs, 0), key=lambda line: line.top)
    if without_figures(first.text) not in heads:
        return []
    return [run for run in runs if first.top <= run.middle <= first.bottom]


def _numbers(runs: Sequence[Run], middle: float) -> list[Run]:
    """The runs of the page number at the foot of a page of a sheet, whose middle is at a height."""
    found = lines(runs, 0)
    last = max(found, key=lambda line: line.bottom, default=None)
    if last is None or last.top < middle or not is_page_number(last.text):
        return []
    return [run for run in runs if last.top <= run.middle <= last.bottom]
