"""Tells the table of contents (目录) and an abstract (摘要) from the report itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, partial

from extractor.model.layout import Block, Paragraph
from extractor.outline.markers import Marker, fold, marker_at_start
from extractor.patternbook import load_patterns, pattern_of

# A contents page lists at least this many headings; a single heading that ends in a number is none.
FEWEST_ENTRIES = 2
# Without the word above them, as many headings on end that the report says again, and what share of them it says.
FEWEST_UNNAMED = 5
SAID_AGAIN = 0.8
# Characters; headings that are whole sentences reach about 60.
LONGEST_ENTRY = 60
# Characters of leaders and page number; the search is quadratic in them.
LONGEST_LEADERS = 160
# Points.
SAME_SIZE = 0.6
_SENTENCE_ENDS = ("。", "；", "：", "，")
_line = partial(pattern_of, "headings", "contents", "line")
_loose = partial(pattern_of, "headings", "contents", "loose")
_annex = partial(pattern_of, "headings", "contents", "annex")
_annexes = partial(pattern_of, "headings", "contents", "annexes")


def contents_blocks(blocks: Sequence[Block]) -> set[int]:
    """The indexes of blocks that belong to a table of contents, or to a letter's list of annexes."""
    found: set[int] = set()
    listed = set(_listed_annexes(blocks))
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and _bare(block.text) in _words("contents"):
            entries = _entries_after(blocks, index + 1)
            if not entries and _is_short(blocks, index + 1):  # 目录 / 公开时间：2022年9月28日
                entries = [index + 1, *_entries_after(blocks, index + 2)]
            if len(entries) >= FEWEST_ENTRIES:
                found |= {index, *entries}
        elif isinstance(block, Paragraph) and _has_leaders(block.text):
            found.add(index)
    return listed | (found or set(_unnamed(blocks)))


def _listed_annexes(blocks: Sequence[Block]) -> Iterator[int]:
    """The lines that list and count annexes (附件：1.… / 2.…)."""
    last: Marker | None = None
    for index, block in enumerate(blocks):
        text = fold(block.text.strip()) if isinstance(block, Paragraph) else ""
        opening = _annexes().match(text)
        marker = marker_at_start(text[opening.end() if opening else 0 :])
        first = opening is not None and marker is not None and marker.value == 1
        next_one = marker and last and (marker.style, marker.value) == (last.style, last.value + 1)
        last = marker if first or (next_one and not text.endswith(_SENTENCE_ENDS)) else None
        if last:
            yield index


def _is_short(blocks: Sequence[Block], index: int) -> bool:
    return index < len(blocks) and 0 < len(_text(blocks[index])) <= LONGEST_ENTRY


def _unnamed(blocks: Sequence[Block]) -> list[int]:
    """The headings on end, without a text, that the report begins with and says again further on."""
    numbered = (i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and marker_at_start(block.text))
    start = next(numbered, len(blocks))
    end = start
    said = _said(blocks, start)
    while end < len(blocks) and _is_bare_heading(blocks[end], said) and (end == start or not _same(blocks, start, end)):
        end += 1
    if end - start < FEWEST_UNNAMED:
        return []
    names = Counter(_name(block) for block in blocks[end:] if isinstance(block, Paragraph))
    entries = list(range(start, end))
    while entries and not names[_name(blocks[entries[-1]])]:
        entries.pop()  # headings of the report itself, each without a text, below its contents
    again = sum(bool(names[_name(blocks[entry])]) for entry in entries)
    anew = any(_same(blocks, start, at) for at in range(end, len(blocks)))
    return entries if len(entries) >= FEWEST_UNNAMED and again >= SAID_AGAIN * len(entries) and anew else []


def _same(blocks: Sequence[Block], one: int, other: int) -> bool:
    return _text(blocks[one]) == _text(blocks[other])


def _said(blocks: Sequence[Block], start: int) -> Counter[str]:
    """How often each short paragraph from ``start`` on is said."""
    return Counter(_text(block) for block in blocks[start:] if len(_text(block)) <= LONGEST_ENTRY)


def _is_bare_heading(block: Block, said: Counter[str]) -> bool:
    """Whether a line is numbered and no sentence, unless it is said again (a heading with a full stop)."""
    text = block.text.strip() if isinstance(block, Paragraph) else ""
    if not marker_at_start(text) or len(text) > LONGEST_ENTRY:
        return False
    return not text.endswith(_SENTENCE_ENDS) or said[_text(block)] > 1


def abstract_end(blocks: Sequence[Block], skip: set[int]) -> int:
    """Where the report begins behind an abstract with headings of its own; 0 where there is none."""
    texts = {i: b.text for i, b in enumerate(blocks) if isinstance(b, Paragraph) and i not in skip}
    start = next((i for i in texts if opens_abstract(blocks[i])), None)
    if start is None:
        return 0
    firsts = [(i, level) for i, text in texts.items() if i > start and (level := _level_of_first(text)) is not None]
    # 一、 begins anew in every 第…部分, so only the outermost numbering tells where the report begins.
    outermost = min((level for _, level in firsts), default=0)
    tops = [i for i, level in firsts if level == outermost]
    if len(tops) > 1:
        return tops[1]
    return tops[0] if tops and firsts[0][0] < tops[0] else 0


def front_matter_end(blocks: Sequence[Block], skip: set[int]) -> int:
    """Where the report begins behind a 目录 whose first entry it says again only there; 0 where there is none.

    A declaration (声明) before the contents may number its sentences by 一、.
    """
    start = next((i for i in sorted(skip) if _text(blocks[i]) in _words("contents")), None)
    if start is None:
        return 0
    end = next(i for i in range(start, len(blocks) + 1) if i not in skip)
    first = next((name for i in range(start + 1, end) if (name := _entry_name(blocks[i]))), "")
    said = [i for i, block in enumerate(blocks) if first and i not in skip and _name(block) == first]
    return end if said and said[0] >= end else 0


def _entry_name(block: Block) -> str:
    """The words of a numbered entry without leaders and page number."""
    if not isinstance(block, Paragraph) or marker_at_start(block.text.strip()) is None:
        return ""
    return re.sub(r"[.·…\s]*\d{0,3}$", "", _name(block))


def opens_abstract(block: Block) -> bool:
    """Whether a line is nothing but the word for an abstract (摘要)."""
    return isinstance(block, Paragraph) and names_abstract(block.text)


def names_abstract(words: str) -> bool:
    """Whether words are nothing but those for an abstract (摘要)."""
    return _bare(words) in _words("abstract")


def _entries_after(blocks: Sequence[Block], start: int) -> list[int]:
    """The lines behind 目录 that list headings: with a page number, or numbered and without a sentence, or said again
    where none is numbered, up to where the numbering starts anew (the report itself) or a text follows."""
    entries: list[int] = []
    first: Marker | None = None
    numbered = False
    said = _said(blocks, start)
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        text = block.text.strip()
        listed = _has_leaders(text) or bool(_loose().search(fold(text)))
        marker = marker_at_start(text)
        if marker and not listed and first and (marker.style, marker.value) == (first.style, first.value):
            return entries
        bare = entries and not first and not _may_end_entry(blocks, index + 1)
        if marker and not listed and (bare or _is_listed(blocks, entries, block)):
            return entries  # behind entries without numbers the report itself
        if entries and not listed and _same(blocks, entries[0], index):
            return entries
        unnumbered = first is marker is None and said[_text(block)] > 1 and _are_as_large(blocks, entries, block)
        if not listed and not unnumbered and not _is_bare_heading(block, said):
            known = _is_annex(text) or (entries and _goes_on(blocks, entries[-1], index))
            if entries and not text.endswith(_SENTENCE_ENDS) and known:
                entries.append(index)
                continue
            break
        first = first or marker
        numbered = numbered or listed
        entries.append(index)
    # what no page number marks and the report does not say again is the report itself, below an empty 目录
    again = entries and any(_text(block) == _text(blocks[entries[0]]) for block in blocks[entries[-1] + 1 :])
    return entries if numbered or again else []


def _is_annex(text: str) -> bool:
    return len(text) <= LONGEST_ENTRY and _annex().match(fold(text)) is not None


def _are_as_large(blocks: Sequence[Block], entries: Sequence[int], block: Paragraph) -> bool:
    """Whether the entries before are set as large as a line: the title behind them is larger."""
    first = blocks[entries[0]] if entries else block
    return isinstance(first, Paragraph) and abs(first.size - block.size) <= SAME_SIZE


def _may_end_entry(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line without a numbering of its own ends in a page number, as that of a wrapped entry does."""
    block = blocks[index] if index < len(blocks) else None
    if not isinstance(block, Paragraph) or marker_at_start(block.text.strip()):
        return False
    return _has_leaders(block.text) or bool(_loose().search(fold(block.text.strip())))


def _is_listed(blocks: Sequence[Block], entries: Sequence[int], heading: Block) -> bool:
    """Whether a heading stands in the contents, with its number or without."""
    return any(_name(blocks[each]) == _name(heading) and _text(blocks[each]) != _text(heading) for each in entries)


def _goes_on(blocks: Sequence[Block], entry: int, rest: int) -> bool:
    """Whether an entry goes on in the next line: the report has a heading of both."""
    whole = _text(blocks[entry]) + _text(blocks[rest])
    return rest == entry + 1 and any(_text(block) == whole for block in blocks[rest + 1 :])


def _name(block: Block) -> str:
    """The words of an entry or heading without its numbering and page number."""
    text = block.text.strip() if isinstance(block, Paragraph) else ""
    marker = marker_at_start(text)
    return _bare(re.sub(r"\s+\d{1,3}$|\s*\(\d{1,3}\)$", "", fold(text[marker.end if marker else 0 :])))


def _text(block: Block) -> str:
    return _bare(block.text) if isinstance(block, Paragraph) else ""


def _has_leaders(text: str) -> bool:
    """Whether ``text`` ends in leaders and a page number."""
    text = text.rstrip()
    if text.endswith(_SENTENCE_ENDS) and "书签" not in text:  # 错误！未定义书签。
        return False
    return bool(_line().search(fold(text[-LONGEST_LEADERS:])))


def _level_of_first(text: str) -> int | None:
    """The level of a heading that begins a count of 第…部分, of 第…节 below it or of 一、, or None."""
    marker = marker_at_start(text)
    if marker is None or marker.level > 1 or marker.value != 1:
        return None
    return marker.level + (marker.style == "part")


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


@cache
def _words(entry: str) -> frozenset[str]:
    return frozenset(_bare(word) for word in load_patterns("headings")[entry]["words"])
