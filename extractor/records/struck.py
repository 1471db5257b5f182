"""Print that a line strikes out (删除线), as deleted words stand in drafts with their changes shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from extractor.model.geometry import Page, Ruling, Run
from extractor.model.report import Issue

# Type sizes above the baseline between which a line strikes letters out; underlines lie below it, rules of tables above
# all letters. By how many a line may be longer than what it strikes out, or shorter.
LOWEST, HIGHEST = 0.12, 0.55
OFF = 0.35
# Characters struck out, at least; those of one line, and lines of one page, that are quoted.
LEAST = 2
QUOTED, MOST_QUOTED = 30, 3


def of_struck(pages: Sequence[Page]) -> Iterator[Issue]:
    """One issue for each page of print (not read from its picture) on which words are struck out."""
    for page in pages:
        if page.layer != "born_digital" or not page.rulings.horizontal:
            continue
        found = list(_struck(page))
        if found:
            told = "、".join(f"“{text[:QUOTED]}”" for text in found[:MOST_QUOTED])
            more = f"等{len(found)}处" if len(found) > MOST_QUOTED else ""
            message = f"第{page.number}页的{told}{more}印有删除线，仍按原文读取，请对照原件核实"
            yield Issue(code="struck_text", severity="warning", message=message, page=page.number)


def _struck(page: Page) -> Iterator[str]:
    """The words that each line strikes out, from top to bottom."""
    runs = sorted(page.runs, key=attrgetter("baseline"))
    baselines = [run.baseline for run in runs]
    tallest = max((run.size for run in runs), default=0.0)
    for rule in page.rulings.horizontal:
        near = runs[bisect_left(baselines, rule.at) : bisect_right(baselines, rule.at + HIGHEST * tallest)]
        crossed = [run for run in near if LOWEST * run.size <= run.baseline - rule.at <= HIGHEST * run.size]
        if crossed and (text := _between(crossed, rule)):
            yield text


def _between(runs: Sequence[Run], rule: Ruling) -> str:
    """The characters that a line goes through, where it begins and ends with them as they follow each other."""
    glyphs = sorted(
        (left, right, char, run.size)
        for run in runs
        for left, right, char in zip(run.left, run.right, run.text, strict=True)
        if rule.start <= (left + right) / 2 <= rule.end and not char.isspace()
    )
    if len(glyphs) < LEAST:
        return ""
    off = OFF * glyphs[0][3]
    fits = abs(glyphs[0][0] - rule.start) <= off and abs(glyphs[-1][1] - rule.end) <= off
    is_close = all(after[0] - before[1] <= before[3] for before, after in pairwise(glyphs))
    return "".join(char for _, _, char, _ in glyphs) if fits and is_close else ""
