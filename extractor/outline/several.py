"""Parts paragraphs that hold several run-in heads (（一）提前下达资金。…（二）严格验收。…) at each head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from extractor.model.layout import Block, Paragraph
from extractor.outline.kinds import ADVICE, PROBLEM, kinds_of
from extractor.outline.markers import begins_count, marker_at_start
from extractor.outline.named import lead_in, named
from extractor.outline.titles import LONGEST_MARKER, candidate

_STYLE = "chinese_bracket"


def parted(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with each paragraph of several （一） heads cut into one paragraph a head.

    A first 1. that runs in behind a heading (（一）存在的问题。1.…) and a last sentence that stands for one stand on
    lines of their own.
    """
    found: list[Block] = []

    @cache
    def headed() -> frozenset[str]:
        return frozenset().union(*(_kinds(block) for block in blocks if isinstance(block, Paragraph)))

    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph):
            before = blocks[index - 1] if index else None
            parts = (part for whole in _parts(block, before) for part in _first_number_apart(whole, following))
            found.extend(piece for part in parts for piece in _lead_apart(part, following, headed))
        else:
            found.append(block)
    return found


def _kinds(paragraph: Paragraph) -> frozenset[str]:
    """What a numbered paragraph names, if it is a heading."""
    c = candidate(0, paragraph)
    return kinds_of(c.title) if c else frozenset()


def _lead_apart(paragraph: Paragraph, following: Block | None, headed: Callable[[], frozenset[str]]) -> list[Paragraph]:
    """A paragraph cut before its last sentence, where that leads to a list of what no heading names (``headed``)."""
    lead = lead_in(paragraph.text)
    if lead is None or not lead.start or not isinstance(following, Paragraph) or not begins_count(following.text):
        return [paragraph]
    if lead.kind in headed():
        return [paragraph]
    return [_cut(paragraph, 0, lead.start), _cut(paragraph, lead.start, len(paragraph.text))]


def _first_number_apart(paragraph: Paragraph, following: Block | None) -> list[Paragraph]:
    """A paragraph cut before a number 1 behind its heading, where the next paragraph goes on with 2."""
    after = marker_at_start(following.text) if isinstance(following, Paragraph) else None
    if after is None or after.value != 2:
        return [paragraph]
    head = candidate(0, paragraph) or named(0, paragraph, 1)
    if head is None or head.form not in {"title", "label"}:
        return [paragraph]
    inner = marker_at_start(paragraph.text[head.rest :])
    if inner is None or inner.value != 1 or inner.style != after.style:
        return [paragraph]
    if inner.style == head.marker.style:  # （1）工期滞后。（1）第二标段…；（2）第四标段…. and （2）资料不全
        return [paragraph]
    return [_cut(paragraph, 0, head.rest), _cut(paragraph, head.rest, len(paragraph.text))]


def _cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    return replace(paragraph, passage=paragraph.passage.slice(start, end), lead=paragraph.lead if start == 0 else 0)


def _parts(paragraph: Paragraph, before: Block | None) -> list[Paragraph]:
    """The parts of a paragraph of several heads; right below (``before``) 存在的问题 or 建议 a head may be all that a
    part holds (（一）提前下达资金。（二）严格验收。)."""
    cuts = _cuts(paragraph)
    if not cuts:
        return [paragraph]
    bounds = [0, *cuts, len(paragraph.text)]
    parts = [_cut(paragraph, start, end) for start, end in pairwise(bounds)]
    # One statement of fact among them shows that the numbers count items within a sentence.
    forms = [c.form if (c := candidate(0, part)) else "item" for part in parts]
    listing = isinstance(before, Paragraph) and _kinds(before) & {PROBLEM, ADVICE}
    heads = {"title", "alone"} if listing else {"title"}
    return parts if heads.issuperset(forms) else [paragraph]


def _cuts(paragraph: Paragraph) -> list[int]:
    """The offsets where the next number of the paragraph's own style follows a full stop."""
    text = paragraph.text
    first = marker_at_start(text)
    if first is None or first.style != _STYLE:
        return []
    cuts: list[int] = []
    value = first.value
    for at in range(first.end, len(text)):
        if text[at] not in "（(" or text[at - 1] not in "。 \u3000":
            continue
        marker = marker_at_start(text[at : at + LONGEST_MARKER])
        if marker and marker.style == _STYLE and marker.value == value + 1:
            cuts.append(at)
            value = marker.value
    return cuts
