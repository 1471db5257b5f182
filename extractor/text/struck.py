"""Letters that a line strikes out (删除线), and drafts that show what was put in their place (修订)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from extractor.model.geometry import Page, Ruling, Run

# Type sizes above the baseline between which a line strikes letters out; underlines lie below it, rules of tables above
# all letters. By how many a line may be longer than what it strikes out, or shorter.
LOWEST, HIGHEST = 0.12, 0.55
OFF = 0.35
# Characters struck out, at least; in a draft that shows its changes also one, where a line ends within a figure.
LEAST, LEAST_OF_CHANGES = 2, 1
# Type sizes below the baseline in which underlines lie, and from struck letters to what was put in their place.
UNDER, NEXT = 0.4, 0.4
# Points by which an underline lies below a line that strikes out beside it, at least and at most, and at most from
# the end of one to the start of the other; a page with so many lines holds tables.
LOWER, NEAR, MOST_LINES = 1.5, 14.0, 250


class Glyph(NamedTuple):
    """A struck character: its edges, and its place in a run."""

    left: float
    right: float
    run: Run
    at: int


def struck(page: Page, least: int = LEAST) -> Iterator[list[Glyph]]:
    """The letters that each line strikes out, ``least`` of them and more, from top to bottom."""
    runs = sorted(page.runs, key=attrgetter("baseline"))
    baselines = [run.baseline for run in runs]
    tallest = max((run.size for run in runs), default=0.0)
    for rule in page.rulings.horizontal:
        near = runs[bisect_left(baselines, rule.at) : bisect_right(baselines, rule.at + HIGHEST * tallest)]
        crossed = [run for run in near if LOWEST * run.size <= run.baseline - rule.at <= HIGHEST * run.size]
        if crossed and (glyphs := _between(crossed, rule, least)):
            yield glyphs


def _between(runs: Sequence[Run], rule: Ruling, least: int) -> list[Glyph]:
    """The characters that a line goes through, where it begins and ends with them as they follow each other."""
    glyphs = sorted(
        (Glyph(left, right, run, at)
        for run in runs
        for at, (left, right, char) in enumerate(zip(run.left, run.right, run.text, strict=True))
        if rule.start <= (left + right) / 2 <= rule.end and not char.isspace()),
        key=lambda glyph: glyph[:2],
    )  # fmt: skip
    if len(glyphs) < least:
        return []
    off = OFF * glyphs[0].run.size
    fits = abs(glyphs[0].left - rule.start) <= off and abs(glyphs[-1].right - rule.end) <= off
    is_close = all(after.left - before.right <= before.run.size for before, after in pairwise(glyphs))
    return glyphs if fits and is_close else []


def said(glyphs: Sequence[Glyph]) -> str:
    """What struck letters say."""
    return "".join(glyph.run.text[glyph.at] for glyph in glyphs)


def without_deleted(pages: Sequence[Page]) -> list[Page]:
    """Pages of a draft that shows its changes, without what was deleted: somewhere underlined words follow struck ones
    at once. Elsewhere struck words stay."""
    if not any(map(_may_show_changes, pages)):
        return list(pages)
    found = [list(struck(page)) if page.layer == "born_digital" else [] for page in pages]
    if not any(_is_replaced(page, glyphs) for page, each in zip(pages, found, strict=True) for glyphs in each):
        return list(pages)
    return [
        _without(page, list(struck(page, LEAST_OF_CHANGES))) if each else page
        for page, each in zip(pages, found, strict=True)
    ]


def _may_show_changes(page: Page) -> bool:
    """Whether a short line of a page begins right behind another and a little below it."""
    if not 2 <= len(page.rulings.horizontal) <= MOST_LINES or not _are_close(page.rulings.horizontal):
        return False
    starts: defaultdict[int, list[float]] = defaultdict(list)
    for at, start, _, _ in page.rulings.horizontal:
        starts[int(start / NEAR)].append(at)
    return any(
        LOWER <= below - at <= NEAR
        for at, _, end, _ in page.rulings.horizontal
        for step in (-1, 0, 1)
        for below in starts.get(int(end / NEAR) + step, ())
    )


def _are_close(level: Sequence[Ruling]) -> bool:
    """Whether some lines lie a little below others, as they do in few tables."""
    heights = sorted({rule.at for rule in level})
    places = [bisect_left(heights, at + LOWER) for at in heights]
    return any(place < len(heights) and heights[place] - at <= NEAR for at, place in zip(heights, places, strict=True))


def _is_replaced(page: Page, glyphs: Sequence[Glyph]) -> bool:
    """Whether underlined words stand right behind struck ones."""
    last = glyphs[-1]
    size, baseline = last.run.size, last.run.baseline
    return any(
        -LOWEST * size <= rule.at - baseline <= UNDER * size and abs(rule.start - last.right) <= NEXT * size
        for rule in page.rulings.horizontal
    )


def _without(page: Page, deleted: Sequence[Sequence[Glyph]]) -> Page:
    gone: defaultdict[int, set[int]] = defaultdict(set)
    for glyphs in deleted:
        for glyph in glyphs:
            gone[id(glyph.run)].add(glyph.at)
    runs: list[Run] = []
    for run in page.runs:
        if id(run) not in gone:
            runs.append(run)
            continue
        edges = [-1, *sorted(gone[id(run)]), len(run.text)]
        runs += [
            run.cut(before + 1, after) for before, after in pairwise(edges) if run.text[before + 1 : after].strip()
        ]
    return replace(page, runs=tuple(runs), notes=(*page.notes, "deleted_text"))
