"""Lines that lie half on one page and half on the next, as programs leave them that paint a long page in slices.

Each is read whole on the page where more of it shows; letters that are on the other page alone (points and commas,
which are low, on the lower) are taken from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.model.geometry import Page, Run

# How far above the baseline the middle of letters is (share of the type size).
INK_MIDDLE = 0.35
# Points within which baselines are of one line.
SAME_LINE = 1.0


def unsliced(pages: Sequence[Page]) -> list[Page]:
    """``pages`` with the lines that page ends cut put on one of the two."""
    found = list(pages)
    for place in range(len(pages)):
        upper = found[place]
        if upper.cut_at_top:  # the page before has none
            found[place] = upper = replace(upper, runs=(*upper.runs, *upper.cut_at_top.runs), cut_at_top=None)
        if upper.cut_at_bottom is None:
            continue
        lower = found[place + 1] if place + 1 < len(found) else None
        above = upper.cut_at_bottom
        below = lower.cut_at_top if lower else None
        if lower is None or below is None:
            found[place] = replace(upper, runs=(*upper.runs, *above.runs), cut_at_bottom=None)
            continue
        shift = below.end - above.end
        first, second = above.runs, below.runs
        kept = _whole(
            [run for run in first if _middle(run) < above.end],
            [_moved(run, -shift) for run in second if _middle(run) < below.end],
        )
        left = _whole(
            [run for run in second if _middle(run) >= below.end],
            [_moved(run, shift) for run in first if _middle(run) >= above.end],
        )
        found[place] = replace(upper, runs=(*upper.runs, *kept), cut_at_bottom=None)
        found[place + 1] = replace(lower, runs=(*left, *lower.runs), cut_at_top=None)
    return found


def _middle(run: Run) -> float:
    return run.baseline - INK_MIDDLE * run.size


def _moved(run: Run, down: float) -> Run:
    return replace(run, top=run.top + down, bottom=run.bottom + down, baseline=run.baseline + down)


def _whole(runs: Sequence[Run], copies: Iterable[Run]) -> list[Run]:
    """Runs, and what of their ``copies`` stands where they have nothing."""
    return [*runs, *(part for copy in copies for part in _missing(copy, runs))]


def _missing(copy: Run, runs: Sequence[Run]) -> Iterator[Run]:
    beside = [run for run in runs if abs(run.baseline - copy.baseline) <= SAME_LINE]
    taken = [(left, right) for run in beside for left, right in zip(run.left, run.right, strict=True)]

    def is_free(place: int) -> bool:
        middle = (copy.left[place] + copy.right[place]) / 2
        return not any(left <= middle <= right for left, right in taken)

    for free, group in groupby(range(len(copy.text)), is_free):
        if free:
            places = list(group)
            part = copy.cut(places[0], places[-1] + 1)
            if not part.text.isspace():
                yield part
