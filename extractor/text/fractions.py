"""Fractions with a bar (分式) in formulas: numerator and denominator are put on the line that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.model.geometry import Page, Ruling, Rulings, Run

# Signs of equations, one of which stands beside a bar, at its height.
BEFORE, BEHIND = "=＝×÷*+＋-－−(（[", "=＝×÷*+＋-－−)）]%％"
EQUALS = ("=", "＝")
# Points of a bar's length; type sizes from the bar to the middle of the text above and below it at most, to what stands
# beside it, and to the middle of that.
SHORTEST, LONGEST = 8.0, 320.0
FAR, BESIDE, LEVEL = 1.4, 1.2, 0.4
# Points by which what stands over a bar may reach beyond it.
BEYOND = 3.0
# A bar reads so.
BAR = "/"


def with_fractions(page: Page) -> Page:
    """``page`` with its fractions in one line each: 实际支出数/预算数×100%."""
    text = "".join([run.text for run in page.runs])
    if not any(sign in text for sign in EQUALS):
        return page
    hosts = [run for run in page.runs if run.text[-1] in BEFORE or run.text[0] in BEHIND]
    short = [bar for bar in page.rulings.horizontal if SHORTEST <= bar.end - bar.start <= LONGEST]
    runs = list(page.runs)
    bars = set()
    for bar in short:
        host = next(_beside(bar, hosts), None)
        if host and not _meets_others(bar, page.rulings.vertical) and (made := _fraction(bar, host, runs)):
            gone, put = made
            runs = [run for run in runs if id(run) not in gone] + put
            bars.add(bar)
    if not bars:
        return page
    level = tuple(rule for rule in page.rulings.horizontal if rule not in bars)
    return replace(page, runs=tuple(runs), rulings=Rulings(level, page.rulings.vertical))


def _meets_others(bar: Ruling, upright: Sequence[Ruling]) -> bool:
    """Whether a line meets upright ones, as those between the rows of a table do."""
    return any(
        bar.start - BEYOND <= rule.at <= bar.end + BEYOND and rule.start - BEYOND <= bar.at <= rule.end + BEYOND
        for rule in upright
    )


def _fraction(bar: Ruling, host: Run, runs: Sequence[Run]) -> tuple[set[int], list[Run]] | None:
    """The runs that stand over and under a bar, and what they become on the line of ``host`` beside it."""
    over = [run for run in runs if run.left[0] < bar.end and run.right[-1] > bar.start]
    upper = [run for run in over if LEVEL * run.size < bar.at - run.middle <= FAR * run.size]
    lower = [run for run in over if LEVEL * run.size < run.middle - bar.at <= FAR * run.size]
    parts = [*upper, *lower]
    if (
        not upper
        or not lower
        or any(run.left[0] < bar.start - BEYOND or run.right[-1] > bar.end + BEYOND for run in parts)
    ):
        return None
    texts = ["".join(run.text for run in sorted(part, key=lambda run: run.left[0])) for part in (upper, lower)]
    text = BAR.join(text.strip() for text in texts)
    width = (bar.end - bar.start) / len(text)
    edges = [bar.start + width * place for place in range(len(text) + 1)]
    put = replace(host, text=text, left=tuple(edges[:-1]), right=tuple(edges[1:]), confidence=None, others=None)
    return {id(run) for run in parts}, [put]


def _beside(bar: Ruling, runs: Sequence[Run]) -> Iterator[Run]:
    """What stands right before or behind a bar at its height with a sign of an equation there."""
    for run in runs:
        if abs(run.middle - bar.at) <= LEVEL * run.size:
            near = BESIDE * run.size
            if (0 <= bar.start - run.right[-1] + BEYOND <= near + BEYOND and run.text[-1] in BEFORE) or (
                0 <= run.left[0] - bar.end + BEYOND <= near + BEYOND and run.text[0] in BEHIND
            ):
                yield run
