"""Figures set sideways in a text that runs downwards (竖排), as in the spine of a form: of it, no stray print."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.geometry import Run

# Clockwise quarter turns of what reads from top to bottom.
DOWN = 1
# Type sizes from such a figure to the character above or below it, from its middle to theirs, and by which they differ.
NEXT = 0.6
BESIDE = 0.3
SAME_SIZE = 0.2
# The middle of a line above its baseline, in type sizes.
MIDDLE = 0.36


def taken_in(runs: list[Run], aside: Sequence[tuple[int, int | None, Run]]) -> list[Run]:
    """Puts what of ``aside`` stands between characters of such a text among ``runs``, in place; returns the rest.

    Each comes with its place among the runs in the order of the file, and the quarter turns that it is from them.
    """
    stray = []
    for place, quarter, run in reversed(aside):
        near = [other for other in runs[max(place - 1, 0) : place + 1] if len(other.text) == 1]
        if quarter == DOWN and any(_follows(run, other) or _follows(other, run) for other in near):
            runs.insert(place, _upright(run))
        else:
            stray.append(run)
    return stray[::-1]


def _follows(upper: Run, lower: Run) -> bool:
    """Whether one run stands right below another, character below character."""
    size = upper.size
    middles = [(run.left[0] + run.right[-1]) / 2 for run in (upper, lower)]
    return (
        abs(middles[0] - middles[1]) <= BESIDE * size
        and abs(lower.size - size) <= SAME_SIZE * size
        and -NEXT * size <= lower.top - upper.bottom <= NEXT * size
    )


def _upright(run: Run) -> Run:
    """A figure as one line at the height of its middle; its characters share its width."""
    x0, x1, n = run.left[0], run.right[-1], len(run.text)
    edges = [x0 + (x1 - x0) * place / n for place in range(n + 1)]
    baseline = run.middle + MIDDLE * run.size
    return Run(
        run.text, tuple(edges[:-1]), tuple(edges[1:]), run.top, run.bottom, baseline, run.size, run.font, run.bold
    )
