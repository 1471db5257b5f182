"""Sets aside what is on a page but not in the report: page numbers, running heads, watermarks.

Recognised over pages: what stands in the same place on page after page, or counts with the pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace

from extractor.model.geometry import Page, Run
from extractor.model.layout import Line
from extractor.text.line_numbers import line_numbers
from extractor.text.lines import lines
from extractor.text.overprint import overprinted
from extractor.text.titles_of_forms import HAS_WORDS, says, titles_of_forms

# Running heads and page numbers stand within this share of the page's height from its top or bottom; where no page of
# its size has print there (a report printed on larger sheets, wide margins), this close to its first or last print.
MARGIN, OUTERMOST = 0.12, 0.04
# A running head stands on this share of the pages of its kind, and on this many at least.
REPEATED_SHARE = 0.5
REPEATED_LEAST = 3
# Type smaller than the text (share of the usual size).
SMALLER = 0.85
# Of a report of two pages both have it, in type as small as 小五 beside 五号; captions have larger.
ON_BOTH, SMALLER_ON_BOTH = 2, 0.88
# Points that a feeder may shift a page's print up or down.
SHIFTED = 14.0
# So many of them stand clear of tables: what stands right above a table on most pages is its head.
CLEAR_SHARE = 0.25
# Share of the heads of chapters that pages beside each other have in common; characters of a part that is no word.
SAID_AGAIN, LONG_PART = 0.7, 6
# Places that differ by less than this are the same on every page (points).
SAME_PLACE = 4.0
# A line with words in more parts is the head of a table, no running head.
MOST_PARTS = 3
# Points of the longest mark that printers leave at the corners of a page.
LONGEST_MARK = 60.0
# Type sizes between the lines of the heads of one table, from such a line to the ruling above it, and to that below.
NEXT_HEAD = 0.5
RULED_ABOVE, RULED_BELOW = 1.0, 4.0

_PAGE_NUMBER = re.compile(
    r"(?:第\s*)?[-—–－─~·•.\s]*(?P<number>\d{1,4}|[ivxlIVXL]{1,7})[-—–－─~·•.\s]*"
    r"(?:页|/\s*\d{1,4}|\s*/?\s*共\s*\d{1,4}\s*页|页\s*[,，/]?\s*共\s*\d{1,4}\s*页)?[-—–－\s]*"
)
_DASHED = re.compile(r"[-—–－─·•]\s*\d{1,4}\s*[-—–－─·•]|第\s*\d{1,4}\s*页.*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def set_aside_furniture(pages: Sequence[Page]) -> list[tuple[Page, list[Line]]]:
    """Each page without its furniture, and the lines of the furniture."""
    marks = [[*over, *counts] for over, counts in zip(overprinted(pages), line_numbers(pages), strict=True)]
    pages = [_without(page, runs) for page, runs in zip(pages, marks, strict=True)]
    margins, outer = _margin_lines(pages)
    usual = _usual_size(pages)
    heads = _running_heads(pages, margins, usual) - outer
    numbers = _page_numbers(pages, margins, heads)
    heads -= titles_of_forms(pages, margins, _headlines(pages, margins, heads, usual))
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


def _margin_lines(pages: Sequence[Page]) -> tuple[list[list[Line]], set[tuple[int, int]]]:
    """The lines near the top and the bottom of each page, from top to bottom, and which of them can only be numbers:
    those close to its outermost print at an end where pages of its size have none in the margin, but at the other, and
    at the foot of those alone that have none there (pages across, made to fit an upright sheet).
    """
    sizes = [round(page.upright_width) for page in pages]
    ends = [(_head(page), _foot(page)) for page in pages]
    outside = [
        [run for run in page.runs if run.bottom < head or run.top > foot]
        for page, (head, foot) in zip(pages, ends, strict=True)
    ]
    has_head = [any(run.bottom < head for run in runs) for runs, (head, _) in zip(outside, ends, strict=True)]
    has_foot = [any(run.top > foot for run in runs) for runs, (_, foot) in zip(outside, ends, strict=True)]
    above = {size for size, is_printed in zip(sizes, has_head, strict=True) if is_printed}
    below = {size for size, is_printed in zip(sizes, has_foot, strict=True) if is_printed}
    margins: list[list[Line]] = []
    outer: set[tuple[int, int]] = set()
    for index, (page, size, (head, foot)) in enumerate(zip(pages, sizes, ends, strict=True)):
        has_both = size in above and has_foot[index]
        near = outside[index] if has_both else _near_edges(page, size in above, has_foot[index])
        margins.append(lines(near, page.number))
        if size in above | below:
            inner = (n for n, line in enumerate(margins[-1]) if not (line.bottom < head or line.top > foot))
            outer.update((index, place) for place in inner)
    return margins, outer


def _head(page: Page) -> float:
    """Where the upper margin ends."""
    return MARGIN * page.upright_height


def _foot(page: Page) -> float:
    """Where the lower margin begins."""
    return (1 - MARGIN) * page.upright_height


def _near_edges(page: Page, above: bool, below: bool) -> list[Run]:
    """What stands in the margins that have print (``above``, ``below``), or else close to the outermost print."""
    near = OUTERMOST * page.upright_height
    top = _head(page) if above else min((run.top for run in page.runs), default=0.0) + near
    bottom = _foot(page) if below else max((run.bottom for run in page.runs), default=0.0) - near
    return [run for run in page.runs if run.bottom < top or run.top > bottom]


def _page_numbers(
    pages: Sequence[Page], margins: list[list[Line]], heads: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Lines that hold only a number that counts with the pages, or a dashed number at the very edge, running heads
    (what another program stamped on each page) aside."""
    candidates: list[tuple[int, int, int]] = []
    dashed: set[tuple[int, int]] = set()
    for index, found in enumerate(margins):
        for place, line in enumerate(found):
            match = _PAGE_NUMBER.fullmatch(line.text.strip())
            others = [other for at, other in enumerate(found) if at == place or (index, at) not in heads]
            if not match or not _is_outermost(others, line, pages[index]) or _in_table(pages[index], line):
                continue
            if match["number"].isdigit():
                candidates.append((index, place, int(match["number"]) - index))
            if _DASHED.fullmatch(line.text.strip()):
                dashed.add((index, place))
    offsets = Counter(offset for _, _, offset in candidates)
    counting = {(index, place) for index, place, offset in candidates if offsets[offset] >= 2 or offset == 1}
    return counting | dashed


def _is_outermost(found: Sequence[Line], line: Line, page: Page) -> bool:
    """Whether no other line stands between a line and the nearer edge of the page."""
    if line.top > page.upright_height / 2:
        return all(other.bottom <= line.bottom + SAME_PLACE for other in found)
    return all(other.top >= line.top - SAME_PLACE for other in found)


def _running_heads(pages: Sequence[Page], margins: list[list[Line]], usual: float) -> set[tuple[int, int]]:
    """Lines whose words, digits aside, stand in the same place on most pages of the same size.

    One that looks like the head of the table right below it counts where enough pages have it without a table.
    """
    seen: defaultdict[tuple[str, int, int], set[tuple[int, int]]] = defaultdict(set)
    over_tables: set[tuple[int, int]] = set()
    sizes = Counter(round(page.upright_width) for page in pages)
    for index, found in enumerate(margins):
        page = pages[index]
        of_tables = _table_heads(found, page)
        for place, line in enumerate(found):
            if not 0 < _parts_with_words(line) <= MOST_PARTS or _in_table(page, line):
                continue
            seen[says(line.text), *_place_on(page, line)].add((index, place))
            if place in of_tables:
                over_tables.add((index, place))
    clear = {spot for spots in seen.values() for spot in spots} - over_tables
    heads = {
        spot
        for (_, _, width), spots in seen.items()
        if _count(spots) >= REPEATED_SHARE * sizes[width]
        and _count(spots - over_tables) >= max(_least(spots, margins, len(pages), usual), CLEAR_SHARE * sizes[width])
        for spot in spots
    }
    heads |= _changing_heads(pages, margins, clear, usual)
    return heads | _heads_of_odd_pages(pages, margins, heads)


def _place_on(page: Page, line: Line) -> tuple[int, int]:
    """How far from the nearer end of its page a line stands, and how wide the page is."""
    edge = line.top if line.top < page.upright_height / 2 else line.top - page.upright_height
    return round(edge / SAME_PLACE), round(page.upright_width)


def _changing_heads(
    pages: Sequence[Page], margins: list[list[Line]], spots: Set[tuple[int, int]], usual: float
) -> set[tuple[int, int]]:
    """Running heads that change with the chapter: in one place on most pages, one part of them always the same, or
    all of them smaller than the text and most said again on another page."""
    sizes = Counter(round(page.upright_width) for page in pages)
    places: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for index, place in sorted(spots):
        line, page = margins[index][place], pages[index]
        if _is_outermost(margins[index], line, page):
            places[_place_on(page, line)].append((index, place))
    found: set[tuple[int, int]] = set()
    for (_, width), held in places.items():
        least = max(REPEATED_LEAST, REPEATED_SHARE * sizes[width])
        if _count(set(held)) < least:
            continue
        ends = {spot: _ends_of(margins[spot[0]][spot[1]]) for spot in held}
        parts = Counter(part for own in ends.values() for part in own)
        constant = {part for part, times in parts.items() if times >= least}
        if constant:
            alone = {spot: says(margins[spot[0]][spot[1]].text) for spot in held}
            found |= {spot for spot in held if ends[spot] & constant or alone[spot] in constant}
            continue
        lines_held = [margins[index][place] for index, place in held]
        texts = Counter(line.text for line in lines_held)
        again = sum(times for times in texts.values() if times > 1)
        if again >= SAID_AGAIN * len(held) and all(line.size <= SMALLER * usual for line in lines_held):
            found |= set(held)
    return found


def _ends_of(line: Line) -> set[str]:
    """The first and the last part of a line in several, where they say more than a word."""
    parts = [says(part) for part in line.text.split()]
    return {part for part in parts[:1] + parts[-1:] if len(parts) > 1 and len(part) >= LONG_PART}


def _headlines(
    pages: Sequence[Page], margins: list[list[Line]], heads: Set[tuple[int, int]], usual: float
) -> dict[int, list[int]]:
    """The running heads at the tops of pages that are no smaller than the text, as titles are, by page."""
    tops: defaultdict[int, list[int]] = defaultdict(list)
    for index, place in sorted(heads):
        line = margins[index][place]
        if line.top < pages[index].upright_height / 2 and line.size > SMALLER * usual:
            tops[index].append(place)
    return tops


def _usual_size(pages: Sequence[Page]) -> float:
    """The type size in the middle of all characters: cells are many, and hold few."""
    letters: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            letters[run.size] += len(run.text)
    half, passed = letters.total() / 2, 0
    for size in sorted(letters):
        passed += letters[size]
        if passed >= half:
            return size
    return 0.0


def _least(spots: Set[tuple[int, int]], margins: list[list[Line]], pages: int, usual: float) -> int:
    """On how many pages a running head stands at least."""
    small = all(margins[index][place].size <= SMALLER_ON_BOTH * usual for index, place in spots)
    return ON_BOTH if pages == ON_BOTH and small else REPEATED_LEAST


def _parts_with_words(line: Line) -> int:
    """How many parts of a line, white space between them, say more than a number: 内部资料 3 / 9 has one.

    Letters set wide (绩 效 评 价 报 告) and a year within a title (某县 2017 年) part nothing.
    """
    parts = [part for part in line.text.split() if HAS_WORDS.search(part) or _YEAR.fullmatch(part)]
    told = sum(
        not (before and (len(part) == 1 or _YEAR.fullmatch(before) or _YEAR.fullmatch(part)))
        for before, part in zip(["", *parts], parts, strict=False)
    )
    return told if any(map(HAS_WORDS.search, parts)) else 0


def _count(spots: Set[tuple[int, int]]) -> int:
    """On how many pages something stands."""
    return len({index for index, _ in spots})


def _heads_of_odd_pages(
    pages: Sequence[Page], margins: list[list[Line]], heads: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Running heads on the few pages of another size, where the outermost line says and is set as on the others, and
    those that a feeder drew in a little higher or lower than the others."""
    known = {_face(pages[index], margins[index][place]) for index, place in heads}
    edges: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for index, place in heads:
        edges[says(margins[index][place].text), round(pages[index].upright_width)].append(margins[index][place].top)
    widths = {width for _, width in edges}
    return {
        (index, place)
        for index, page in enumerate(pages)
        if known
        for place, line in enumerate(margins[index])
        if _is_outermost(margins[index], line, page)
        and (
            _face(page, line) in known
            if round(page.upright_width) not in widths
            else any(abs(line.top - top) <= SHIFTED for top in edges[says(line.text), round(page.upright_width)])
        )
    }


def _face(page: Page, line: Line) -> tuple[str, bool, int]:
    """What a running head says, its numbers aside, at which end of the page, in which size of type."""
    return says(line.text), line.top < page.upright_height / 2, round(line.size)


def _table_heads(found: Sequence[Line], page: Page) -> set[int]:
    """The lines at the top of a page that are heads of a table: above, beside or below others in many parts, or between
    rulings."""
    tops = [place for place, line in enumerate(found) if line.top <= page.upright_height / 2]
    heads = {place for place in tops if _is_between_rulings(page, found[place])}
    held = heads | {place for place in tops if found[place].text.count(" ") + 1 > MOST_PARTS}
    for order in (tops[::-1], tops):
        for place in order:
            near = [other for other in range(place - 2, place + 3) if other in held and other != place]
            if any(_gap(found[place], found[other]) <= NEXT_HEAD * found[place].size for other in near):
                held.add(place)
                heads.add(place)
    return heads


def _gap(line: Line, other: Line) -> float:
    return max(line.top - other.bottom, other.top - line.bottom)


def _is_between_rulings(page: Page, line: Line) -> bool:
    """Whether a ruling runs right above a line and others below it; below a running head there is one at most."""
    above, below = line.top - RULED_ABOVE * line.size, line.bottom + RULED_BELOW * line.size
    left, right = line.x0 + 1, line.x1 - 1
    level = page.rulings.horizontal
    near = [at for at, start, end, _ in level if above <= at <= below and start <= left and end >= right]
    return any(at < line.top + 1 for at in near) and any(at > line.bottom - 1 for at in near)


def _in_table(page: Page, line: Line) -> bool:
    """Whether upright rulings stand on both sides of a line: then it is a repeated table head.

    Marks at the corners of a page (裁切线) are short, and no ruling runs from one to the other.
    """
    middle = (line.top + line.bottom) / 2
    crossing = [rule for rule in page.rulings.vertical if rule.start <= middle <= rule.end]
    if not crossing:
        return False
    if all(rule.end - rule.start < LONGEST_MARK for rule in crossing):
        ends = [(rule.start - SAME_PLACE, rule.end + SAME_PLACE) for rule in crossing]
        level = [rule for rule in page.rulings.horizontal if rule.start < line.x0 and rule.end > line.x1]
        if not any(start <= rule.at <= end for rule in level for start, end in ends):
            return False
    return any(rule.at <= line.x0 for rule in crossing) and any(rule.at >= line.x1 for rule in crossing)


def _outside(runs: Sequence[Run], aside: Sequence[Line]) -> list[Run]:
    kept = list(runs)
    for line in aside:
        top, bottom, x0, x1 = line.top, line.bottom, line.x0 - SAME_PLACE, line.x1 + SAME_PLACE
        kept = [run for run in kept if not top <= run.middle <= bottom or not _is_within(run, x0, x1)]
    return kept


def _is_within(run: Run, x0: float, x1: float) -> bool:
    """Whether a run stands between two places, the blanks at its ends aside."""
    first, last = len(run.text) - len(run.text.lstrip()), len(run.text.rstrip())
    return last == 0 or (run.left[first] >= x0 and run.right[last - 1] <= x1)
