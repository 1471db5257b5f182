"""Finds where a report's text ends: the signature (落款: issuer and date) and the annexes (附件) behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from extractor.model.layout import Block, Grid, Paragraph
from extractor.outline.markers import fold, marker_at_start, without_spaces
from extractor.patternbook import pattern_of

# Characters. Issuer lines run to about 35 (two bodies on one line), annex titles to about 60.
LONGEST_SIGNATURE_LINE = 45
LONGEST_ANNEX_LINE = 70
# Lines that a signature can hold above and below its date, and annex titles that can be listed before it.
MOST_SIGNATURE_LINES = 12
MOST_LISTED_ANNEXES = 20
# Numberings that tell whether the text goes on; 1. （1） and ① also count annexes and start anew too often, unless the
# first of them counts the chapters.
_GOING_ON = {"chinese", "chinese_bracket"}
_FILLED_IN = re.compile("填[报表写]?(?:单位|日期|时间)")
_SENTENCE_ENDS = ("。", "；", ";", "，", ",", "！")
_annex = partial(pattern_of, "headings", "annex")
_signature = partial(pattern_of, "headings", "signature")


class EndMatter(NamedTuple):
    """``body_end``: where the text ends; ``signature``: indexes; ``annexes``: indexes, in order."""

    body_end: int
    signature: list[int]
    annexes: list[int]


def end_matter(blocks: Sequence[Block], first: int, skip: set[int]) -> EndMatter:
    """Signature and annexes behind block ``first`` (that of the first heading)."""
    floor = _last_body_heading(blocks, first, skip)
    numbering = _Numbering(blocks, floor)
    date = _date_line(blocks, floor, numbering)
    if date is None:
        annexes = (i for i in range(floor + 1, len(blocks)) if _opens_annex(blocks[i]))
        start = next((i for i in annexes if not numbering.goes_on(i)), len(blocks))
        return EndMatter(start, [], list(range(start, len(blocks))))
    top = date
    while top - 1 > floor and date - top < MOST_SIGNATURE_LINES and _signs(blocks[top - 1]):
        top -= 1
    end = date + 1
    while end < len(blocks) and end - date < MOST_SIGNATURE_LINES and _trails(blocks[end]):
        end += 1
    body_end = _list_of_annexes(blocks, floor, top)
    return EndMatter(body_end, list(range(top, end)), [*range(body_end, top), *range(end, len(blocks))])


def _last_body_heading(blocks: Sequence[Block], first: int, skip: set[int]) -> int:
    """The last 一、 heading of the sequence that starts at ``first``; annexes may number anew."""
    value, last = 0, first
    for index in range(first, len(blocks)):
        block = blocks[index]
        if index in skip or not isinstance(block, Paragraph):
            continue
        marker = marker_at_start(block.text)
        if marker and marker.style in {"chinese", "chapter", "formal"} and value < marker.value <= value + 2:
            value, last = marker.value, index
    return last


class _Numbering:
    """The numbered lines from block ``floor`` on, by what they count."""

    def __init__(self, blocks: Sequence[Block], floor: int) -> None:
        lines = ((at, block) for at in range(floor, len(blocks)) if isinstance(block := blocks[at], Paragraph))
        numbered = [(at, marker) for at, line in lines if (marker := marker_at_start(line.text))]
        telling = _GOING_ON | {marker.style for at, marker in numbered[:1] if at == floor}
        self._decimals = [(at, marker.number) for at, marker in numbered if marker.style == "decimal"]
        self._by_style: dict[str, list[tuple[int, int]]] = {style: [] for style in telling}
        self._places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for at, marker in numbered:
            if marker.style in telling:
                self._by_style[marker.style].append((at, marker.value))
                self._places[marker.style, marker.value].append(at)

    def goes_on(self, index: int) -> bool:
        """Whether a numbering from before block ``index`` goes on behind it: then the report has not ended there."""
        place = bisect_left(self._decimals, (index, ""))
        around = [
            [int(part) for part in number.split(".")] for _, number in self._decimals[max(place - 1, 0) : place + 1]
        ]
        if place and len(around) == 2 and _is_next(*around):
            return True
        return any(self._counts_on(style, index) for style in self._by_style)

    def _counts_on(self, style: str, index: int) -> bool:
        """Whether the next number of a style stands behind ``index``, and no 1 before that."""
        counted = self._by_style[style]
        place = bisect_left(counted, (index, 0))
        if not place:
            return False
        following = self._next(style, counted[place - 1][1] + 1, index)
        anew = self._next(style, 1, index)
        return following is not None and (anew is None or anew > following)

    def _next(self, style: str, value: int, index: int) -> int | None:
        places = self._places[style, value]
        place = bisect_left(places, index)
        return places[place] if place < len(places) else None


def _is_next(before: list[int], told: list[int]) -> bool:
    """Whether one decimal number follows on another: 3.3, 4.1 or 3.2.1 on 3.2."""
    steps = [[*before[:depth], value + 1] for depth, value in enumerate(before)]
    return told in steps or (bool(before) and told[-1] == 1 and told[:-1] in [*steps, before])


def _date_line(blocks: Sequence[Block], floor: int, numbering: _Numbering) -> int | None:
    """The line with the signature's date: the first behind the last heading with an issuer or set to the right."""
    lines = (i for i in range(floor + 1, len(blocks)) if is_date_line(blocks[i]) and not _heads_form(blocks, i))
    dates = [i for i in lines if not numbering.goes_on(i)]
    for index in dates:
        above = blocks[index - 1] if index - 1 > floor else None
        block = blocks[index]
        own = isinstance(block, Paragraph) and (block.right or _issuer().search(_before_date(block.text)))
        if own or (above is not None and _signs(above)) or index + 1 == len(blocks):
            return index
    return dates[0] if dates and not _followed_by_text(blocks, dates[0]) else None


def _heads_form(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line tells right above a table who filled it in and when (填报单位：某局 填报日期：2020年2月28日)."""
    line, below = blocks[index], blocks[index + 1 : index + 2]
    filled_in = isinstance(line, Paragraph) and _FILLED_IN.search(without_spaces(line.text))
    return bool(filled_in) and any(isinstance(block, Grid) for block in below)


def _followed_by_text(blocks: Sequence[Block], index: int) -> bool:
    if index + 1 >= len(blocks):
        return False
    block = blocks[index + 1]
    return isinstance(block, Paragraph) and block.text.rstrip().endswith("。")


def is_date_line(block: Block) -> bool:
    """Whether a line holds nothing but the date of a signature, its issuer and its label."""
    if not isinstance(block, Paragraph):
        return False
    text = without_spaces(block.text)
    found = _date().search(text)
    if found is None or len(text) > LONGEST_SIGNATURE_LINE or marker_at_start(block.text):
        return False
    before, after = text[: found.start()], text[found.end() :]
    beside = _signature("beside").match(after)
    if re.search(r"[。，,；;]", before) or (len(re.sub(r"[（(].*[）)]", "", after)) > 2 and not beside):
        return False
    issued = _before_date(text)
    if not issued or _place().search(issued):
        return True
    return bool(_issuer().search(issued) or _label().search(text)) or block.right


def _before_date(text: str) -> str:
    bare = without_spaces(text)
    found = _date().search(bare)
    return re.sub(r"[:：]$|(?:报告)?日期[:：]?$", "", bare[: found.start()]) if found else bare


def _signs(block: Block) -> bool:
    """Whether a line above the date belongs to the signature."""
    if not isinstance(block, Paragraph):
        return False
    text = without_spaces(block.text)
    if len(text) > LONGEST_SIGNATURE_LINE or text.endswith(_SENTENCE_ENDS) or marker_at_start(block.text):
        return False
    if _opens_annex(block):
        return False
    return bool(block.right or _issuer().search(text) or _label().search(text) or _place().search(text))


def _trails(block: Block) -> bool:
    """Whether a line below the date belongs to the signature (a signer, a stamp, a second body)."""
    return isinstance(block, Paragraph) and _signs(block) and not block.centred


def _list_of_annexes(blocks: Sequence[Block], floor: int, top: int) -> int:
    """Where a list of annexes (附件：1.…) starts before the signature; ``top`` where there is none."""
    for index in range(top - 1, max(floor, top - 1 - MOST_LISTED_ANNEXES), -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or len(without_spaces(block.text)) > LONGEST_ANNEX_LINE:
            return top
        if _opens_annex(block) and not (index - 1 > floor and _opens_annex(blocks[index - 1])):
            return index
    return top


def _opens_annex(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    text = block.text.strip()
    return (
        len(text) <= LONGEST_ANNEX_LINE and bool(_annex().match(fold(text))) and not text.endswith(_SENTENCE_ENDS[:1])
    )


def _issuer() -> re.Pattern[str]:
    return _signature("issuer")


def _label() -> re.Pattern[str]:
    return _signature("label")


def _place() -> re.Pattern[str]:
    return _signature("place")


def _date() -> re.Pattern[str]:
    return _signature("date")
