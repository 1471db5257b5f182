"""Parts paragraphs that hold several run-in heads (（一）提前下达资金。…（二）严格验收。…) at each head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.model.layout import Block, Paragraph
from extractor.outline.markers import marker_at_start
from extractor.outline.titles import candidate

_STYLE = "chinese_bracket"


def parted(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with each paragraph of several （一） heads cut into one paragraph a head."""
    found: list[Block] = []
    for block in blocks:
        found.extend(_parts(block) if isinstance(block, Paragraph) else [block])
    return found


def _parts(paragraph: Paragraph) -> list[Paragraph]:
    cuts = _cuts(paragraph)
    if not cuts:
        return [paragraph]
    bounds = [0, *cuts, len(paragraph.text)]
    parts = [
        replace(paragraph, passage=paragraph.passage.slice(start, end), lead=paragraph.lead if start == 0 else 0)
        for start, end in pairwise(bounds)
    ]
    # One statement of fact among them shows that the numbers count items within a sentence.
    forms = [c.form if (c := candidate(0, part)) else "item" for part in parts]
    return parts if all(form == "title" for form in forms) else [paragraph]


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
        marker = marker_at_start(text[at:])
        if marker and marker.style == _STYLE and marker.value == value + 1:
            cuts.append(at)
            value = marker.value
    return cuts
