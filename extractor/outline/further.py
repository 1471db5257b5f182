"""Tells where a further report begins in a file that holds several (汇编, 决算公开的附件)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from extractor.model.layout import Block, Grid, Paragraph
from extractor.outline.contents import opens_abstract
from extractor.outline.endmatter import is_date_line
from extractor.outline.markers import Marker, marker_at_start, without_spaces
from extractor.patternbook import pattern_of

# Characters of a title on several lines, and its lines.
LONGEST_TITLE = 90
MOST_LINES = 4
# Titles before the first chapter that are looked at (a list of a volume's reports names as many).
MOST_TITLES = 50
# Times the size of the text that a title has at least.
LARGER = 1.15
# How alike the titles of a report before and behind its abstract are at least.
ALIKE = 0.6
# Numberings of chapters; where a file has none of them, its outermost one counts them.
_CHAPTERS = frozenset({"chapter", "formal", "chinese"})
_ENDS = ("。", "；", "：", "，", ";", ":", ",")
_ending = partial(pattern_of, "headings", "further", "title")
_annex = partial(pattern_of, "headings", "further", "annex")
_nameless = partial(pattern_of, "headings", "further", "nameless")
_volume = partial(pattern_of, "headings", "further", "volume")
_number = partial(pattern_of, "headings", "further", "number")


class Opening(NamedTuple):
    """Where a further report begins, and the blocks (half-open) that hold its title; its number may stand above it."""

    start: int
    title: int
    end: int


def further_reports(blocks: Sequence[Block], skip: set[int]) -> list[Opening]:
    """The titles of the reports behind the first; ``skip`` holds the blocks of tables of contents.

    Each begins a page, or stands below the number of an annex or behind a signature, names another thing than the
    titles before it, and has chapters that are counted anew.
    """
    styles = _chapter_styles(blocks, skip)
    first, begun = _first_chapters(blocks, skip, styles)
    size = usual_size(blocks)
    titled = [at for at in range(begun + 1, len(blocks)) if at not in skip and _ends_title(blocks[at], size)]
    known = _titles_above(blocks, [at for at in range(first) if at not in skip], size)
    abstract = any(opens_abstract(block) for block in blocks[:first])
    found: list[Opening] = []
    covers: list[tuple[str, int]] = []
    for index, limit in pairwise([*titled, len(blocks)]):
        opening = _lines(blocks, index, size)
        title = _title(blocks, opening)
        if _is_told(title, known, alike=abstract and not found) or _is_digest(title, known):
            continue
        counted = list(_counted(blocks, index + 1, limit, skip))
        cover = next((start for name, start in covers if name in title or title in name), None)
        if cover is None and not _begins(blocks, opening.start):
            continue
        if not _counts_anew(counted, styles):
            covers.append((title, opening.start))
            continue
        known.add(title)
        found.append(opening._replace(start=opening.start if cover is None else cover))
        covers.clear()
    return found


def own_opening(front: Sequence[Block], size: float) -> int:
    """Where the first report of a volume (汇编) begins in ``front``, what stands before its first chapter: its cover,
    else its title; 0 where no volume is named. ``size`` is that of the text."""
    set_out = (block if isinstance(block, Paragraph) and _stands_out(block, size) else None for block in front)
    words = (without_spaces(block.text) if block else "" for block in set_out)
    volume = next((at for at, text in enumerate(words) if len(text) <= LONGEST_TITLE and _volume().search(text)), None)
    if volume is None:
        return 0
    ends = [at for at in range(volume + 1, len(front)) if _ends_title(front[at], size)]
    openings = [_lines(front, at, size) for at in ends]
    title = _title(front, openings[-1]) if openings else ""
    named = (each.start for each in openings if _title(front, each) in title or title in _title(front, each))
    return next(named, 0)


def _titles_above(blocks: Sequence[Block], front: Sequence[int], size: float) -> set[str]:
    """The titles before the first chapter, however they are set, alone and with the lines above them."""
    texts = {at: without_spaces(block.text) for at in front if isinstance(block := blocks[at], Paragraph)}
    ends = [at for at, text in texts.items() if len(text) <= LONGEST_TITLE and _ending().search(text)][:MOST_TITLES]
    return {texts[at] for at in ends} | {_title(blocks, _lines(blocks, at, size)) for at in ends}


def _is_told(title: str, known: set[str], *, alike: bool) -> bool:
    """Whether a title is one of those before it, a part of one or one in full; behind an abstract, one ``alike``.

    What names nothing (the last line of 某项目 / 绩效评价报告) is a part of any title.
    """
    if any(title in other or (other in title and not _nameless().fullmatch(other)) for other in known):
        return True
    bare = _nameless().sub("", title)
    named = (_nameless().sub("", other) for other in known) if alike else ()
    return any(SequenceMatcher(None, bare, other).ratio() >= ALIKE for other in named)


def _is_digest(title: str, known: set[str]) -> bool:
    """Whether the results (绩效评价结果) of what a title before names are told."""
    bare = _nameless().sub("", title)
    return not title.endswith("报告") and any(_nameless().sub("", other) == bare for other in known)


def without_dividers(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` without the lines that count the reports of a volume, each right above a title: 第一篇 某县农机站."""
    counted = [at for at, marker in _counted(blocks, 0, len(blocks), set()) if marker.style == "chapter"]
    if len(counted) < 2:
        return list(blocks)
    size = usual_size(blocks)
    dividers = [at for at in counted if _is_above_title(blocks, at, size)]
    return [block for at, block in enumerate(blocks) if at not in dividers] if len(dividers) > 1 else list(blocks)


def _is_above_title(blocks: Sequence[Block], line: int, size: float) -> bool:
    for at in range(line + 1, min(line + 1 + MOST_LINES, len(blocks))):
        if _first_page(blocks[at]) != _last_page(blocks[line]) or not _stands_out(blocks[at], size):
            return False
        if _ends_title(blocks[at], size):
            return True
    return False


def _counted(blocks: Sequence[Block], start: int, end: int, skip: set[int]) -> Iterator[tuple[int, Marker]]:
    """The numbered lines between two blocks, each with its place."""
    for index in range(start, end):
        block = blocks[index]
        if isinstance(block, Paragraph) and index not in skip and (marker := marker_at_start(block.text)):
            yield index, marker


def _chapter_styles(blocks: Sequence[Block], skip: set[int]) -> frozenset[str]:
    """How the chapters are numbered: 第一章, 壹、 or 一、, else as the first line that counts one."""
    return _outermost(marker for _, marker in _counted(blocks, 0, len(blocks), skip))


def _outermost(markers: Iterable[Marker]) -> frozenset[str]:
    outermost: frozenset[str] = _CHAPTERS
    for marker in markers:
        if marker.style in _CHAPTERS:
            return _CHAPTERS
        if marker.value == 1 and outermost is _CHAPTERS:
            outermost = frozenset({marker.style})
    return outermost


def _first_chapters(blocks: Sequence[Block], skip: set[int], styles: frozenset[str]) -> tuple[int, int]:
    """Where the first two chapters of the first report begin, one behind all blocks where it has fewer."""
    first = len(blocks)
    for index, marker in _counted(blocks, 0, len(blocks), skip):
        if marker.style not in styles:
            continue
        if marker.value == 1:
            first = min(first, index)
        elif marker.value == 2 and index > first:
            return first, index
    return first, len(blocks)


def usual_size(blocks: Sequence[Block]) -> float:
    """The type size of most of the text."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            sizes[block.size] += len(block.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _stands_out(block: Block, size: float) -> bool:
    """Whether a line is set as titles are: centred, or in larger type (one as wide as the page shows no centre)."""
    return isinstance(block, Paragraph) and (block.centred or block.size > LARGER * size)


def _ends_title(block: Block, size: float) -> bool:
    """Whether a line ends as the title of a report does (…绩效自评报告) and is set like one."""
    if not isinstance(block, Paragraph) or not _stands_out(block, size) or len(block.text) > LONGEST_TITLE:
        return False
    return marker_at_start(block.text) is None and bool(_ending().search(without_spaces(block.text)))


def _lines(blocks: Sequence[Block], index: int, size: float) -> Opening:
    """The title that ends with block ``index``, with its lines above and the report's number above them."""
    title = index
    while title and index - title < MOST_LINES - 1 and _goes_on(blocks[title - 1], blocks[title], size):
        title -= 1
    numbered = title and _last_page(blocks[title - 1]) == _first_page(blocks[title]) and _is_number(blocks[title - 1])
    return Opening(title - 1 if numbered else title, title, index + 1)


def _is_number(block: Block) -> bool:
    """Whether a line is nothing but the number of a report (赣某绩评〔2023〕16号, 报告编号：…)."""
    return isinstance(block, Paragraph) and bool(_number().fullmatch(without_spaces(block.text)))


def _goes_on(above: Block, below: Block, size: float) -> bool:
    if not (isinstance(above, Paragraph) and isinstance(below, Paragraph)):
        return False
    if not (_stands_out(above, size) or _is_named_above(above, below)):
        return False
    text = without_spaces(above.text)
    if above.page != below.page or len(text) > LONGEST_TITLE or text.endswith(_ENDS) or is_date_line(above):
        return False
    return not (marker_at_start(above.text) or _annex().match(text) or _ending().search(text) or _is_number(above))


def _is_named_above(above: Paragraph, below: Paragraph) -> bool:
    """Whether a line as wide as the page stands in the type of the title's last line below it, which names nothing."""
    nameless = below.centred and _nameless().fullmatch(without_spaces(below.text))
    return bool(nameless) and len(above.passage.pieces) == 1 and above.size == below.size


def _title(blocks: Sequence[Block], opening: Opening) -> str:
    lines = (block.text for block in blocks[opening.title : opening.end] if isinstance(block, Paragraph))
    return "".join(map(without_spaces, lines))


def _begins(blocks: Sequence[Block], start: int) -> bool:
    """Whether a title begins a page, or stands below the number of an annex or behind a signature's date."""
    if not start or _is_annex_number(above := blocks[start - 1]):
        return True
    return _last_page(above) < _first_page(blocks[start]) or is_date_line(above)


def _is_annex_number(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_annex().fullmatch(without_spaces(block.text)))


def _first_page(block: Block) -> int:
    return block.page if isinstance(block, Paragraph) else _last_page(block)


def _last_page(block: Block) -> int:
    if isinstance(block, Paragraph):
        return block.passage.pieces[-1].line.page if block.passage.pieces else block.page
    if isinstance(block, Grid):
        return max((page for cell in block.cells for page, _ in cell.boxes), default=0)
    return block.page


def _counts_anew(counted: Sequence[tuple[int, Marker]], styles: frozenset[str]) -> bool:
    """Whether the first chapters among numbered lines are the first and the second of one numbering: that of the first
    report, else the outermost of its own."""
    if all(marker.style not in styles for _, marker in counted):
        styles = _outermost(marker for _, marker in counted)
    markers = (marker for _, marker in counted if marker.style in styles)
    first = next(markers, None)
    if first is None or first.value != 1:
        return False
    second = next((marker for marker in markers if marker.style == first.style), None)
    return second is not None and second.value == 2
