"""Sets aside what is on a page but not in the report: page numbers, running heads, watermarks.

Recognised over pages: what stands in the same place on page after page, or counts with the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractor.model.geometry import Page, Run
from extractor.model.layout import Line
from extractor.text.lines import lines
from extractor.text.overprint import overprinted

# Running heads and page numbers stand within this share of the page's height from its top or bottom.
MARGIN = 0.12
# A running head stands on this share of the pages of its kind, and on this many at least.
REPEATED_SHARE = 0.5
REPEATED_LEAST = 3
# Places that differ by less than this are the same on every page (points).
SAME_PLACE = 4.0
# A line in more parts far from each other is the head of a table, no running head.
MOST_PARTS = 3
# Type sizes between the lines of the heads of one table, from such a line to the ruling above it, and to that below.
NEXT_HEAD = 0.5
RULED_ABOVE, RULED_BELOW = 1.0, 4.0

_PAGE_NUMBER = re.compile(
    r"(?:第\s*)?[-—–－─~·•.\s]*(?P<number>\d{1,4}|[ivxlIVXL]{1,7})[-—–－─~·•.\s]*"
    r"(?:页|/\s*\d{1,4}|\s*/?\s*共\s*\d{1,4}\s*页|页\s*[,，/]?\s*共\s*\d{1,4}\s*页)?[-—–－\s]*"
)
_DASHED = re.compile(r"[-—–－─·•]\s*\d{1,4}\s*[-—–－─·•]|第\s*\d{1,4}\s*页.*")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]")


def set_aside_furniture(pages: Sequence[Page]) -> list[tuple[Page, list[Line]]]:
    """Each page without its furniture, and the lines of the furniture."""
    marks = overprinted(pages)
    pages = [_without(page, runs) for page, runs in zip(pages, marks, strict=True)]
    margins = [_margin_lines(page) for page in pages]
    numbers = _page_numbers(pages, margins)
    heads = _running_heads(pages, margins)
    parted: list[tuple[Page, list[Line]]] = []
    for index, page in enumerate(pages):
        chosen = {place for place in range(len(margins[index])) if (index, place) in numbers | heads}
        aside = [margins[index][place] for place in sorted(chosen)]
        stray = [*lines(marks[index], page.number), *lines(page.stray, page.number)]
        kept = page if not aside else replace(page, runs=tuple(_outside(page.runs, aside)))
        parted.append((kept, [*aside, *stray]))
    return parted


def is_page_number(text: str) -> bool:
    """Whether a line at the foot of a page is nothing but its number."""
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def _without(page: Page, marks: Sequence[Run]) -> Page:
    if not marks:
        return page
    gone = set(map(id, marks))
    return replace(page, runs=tuple(run for run in page.runs if id(run) not in gone))


def _margin_lines(page: Page) -> list[Line]:
    """The lines near the top and the bottom of a page, from top to bottom."""
    height = page.upright_height
    near = [run for run in page.runs if run.bottom < MARGIN * height or run.top > (1 - MARGIN) * height]
    return lines(near, page.number)


def _page_numbers(pages: Sequence[Page], margins: list[list[Line]]) -> set[tuple[int, int]]:
    """Lines that hold only a number that counts with the pages, or a dashed number at the very edge."""
    candidates: list[tuple[int, int, int]] = []
    dashed: set[tuple[int, int]] = set()
    for index, found in enumerate(margins):
        for place, line in enumerate(found):
            match = _PAGE_NUMBER.fullmatch(line.text.strip())
            if not match or not _is_outermost(found, place, pages[index]) or _in_table(pages[index], line):
                continue
            if match["number"].isdigit():
                candidates.append((index, place, int(match["number"]) - index))
            if _DASHED.fullmatch(line.text.strip()):
                dashed.add((index, place))
    offsets = Counter(offset for _, _, offset in candidates)
    counting = {(index, place) for index, place, offset in candidates if offsets[offset] >= 2 or offset == 1}
    return counting | dashed


def _is_outermost(found: list[Line], place: int, page: Page) -> bool:
    """Whether no other line stands between a line and the nearer edge of the page."""
    line = found[place]
    if line.top > page.upright_height / 2:
        return all(other.bottom <= line.bottom + SAME_PLACE for other in found)
    return all(other.top >= line.top - SAME_PLACE for other in found)


def _running_heads(pages: Sequence[Page], margins: list[list[Line]]) -> set[tuple[int, int]]:
    """Lines whose words, digits aside, stand in the same place on most pages of the same size."""
    seen: defaultdict[tuple[str, int, int], set[tuple[int, int]]] = defaultdict(set)
    sizes = Counter(round(page.upright_width) for page in pages)
    for index, found in enumerate(margins):
        page = pages[index]
        heads = _table_heads(found, page)
        for place, line in enumerate(found):
            if place in heads or not _WORDS.search(line.text) or line.text.count(" ") + 1 > MOST_PARTS:
                continue
            if _in_table(page, line):
                continue
            edge = line.top if line.top < page.upright_height / 2 else line.top - page.upright_height
            key = (
                _DIGITS.sub("#", line.text),
                round(edge / SAME_PLACE),
                round(page.upright_width),
            )
            seen[key].add((index, place))
    return {
        spot
        for (_, _, width), spots in seen.items()
        if len({index for index, _ in spots}) >= max(REPEATED_LEAST, REPEATED_SHARE * sizes[width])
        for spot in spots
    }


def _table_heads(found: Sequence[Line], page: Page) -> set[int]:
    """The lines at the top of a page that are heads of a table: above others in many parts, or between rulings."""
    heads: set[int] = set()
    for place in reversed(range(len(found))):
        line = found[place]
        if line.top > page.upright_height / 2:
            continue
        over_heads = any(
            found[below].top - line.bottom <= NEXT_HEAD * line.size
            and (below in heads or found[below].text.count(" ") + 1 > MOST_PARTS)
            for below in range(place + 1, min(place + 3, len(found)))
        )
        if over_heads or _is_between_rulings(page, line):
            heads.add(place)
    return heads


def _is_between_rulings(page: Page, line: Line) -> bool:
    """Whether a ruling runs right above a line and others below it; below a running head there is one at most."""
    above, below = line.top - RULED_ABOVE * line.size, line.bottom + RULED_BELOW * line.size
    over = [rule for rule in page.rulings.horizontal if rule.start <= line.x0 + 1 and rule.end >= line.x1 - 1]
    near = [rule.at for rule in over if above <= rule.at <= below]
    return any(at < line.top + 1 for at in near) and any(at > line.bottom - 1 for at in near)


def _in_table(page: Page, line: Line) -> bool:
    """Whether upright rulings stand on both sides of a line: then it is a repeated table head."""
    middle = (line.top + line.bottom) / 2
    crossing = [rule.at for rule in page.rulings.vertical if rule.start <= middle <= rule.end]
    return any(at <= line.x0 for at in crossing) and any(at >= line.x1 for at in crossing)


def _outside(runs: Sequence[Run], aside: Sequence[Line]) -> list[Run]:
    kept = list(runs)
    for line in aside:
        top, bottom, x0, x1 = line.top, line.bottom, line.x0 - SAME_PLACE, line.x1 + SAME_PLACE
        kept = [
            run
            for run in kept
            if not top <= (run.top + run.bottom) / 2 <= bottom or run.left[0] < x0 or run.right[-1] > x1
        ]
    return kept
