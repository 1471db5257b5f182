"""Causes that the analysis of indicators tells of what a problem names again without one.

…成活率72%，未达到85%的目标，主要是春旱持续时间长。 and, chapters later, 苗木成活率低。成活率72%，比目标低13个百分点。
The figures that both name show that they tell the same; words alone do not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.model.layout import Paragraph, Passage
from extractor.model.reading import Section
from extractor.outline import ADVICE, CAUSE, PRAISE, PROBLEM, is_background
from extractor.records.likeness import share_within
from extractor.records.problems.causes import Told
from extractor.records.problems.entries import kinds
from extractor.records.problems.turns import segments

# Figures that a problem and what is told before a cause must share, or one with so much of the problem's title.
FEWEST_FIGURES, SAME_TITLE = 2, 0.5
# Where a sentence goes on to the next indicator.
_NEXT = re.compile(r"[；;](?=[^。；;]*(?:[目指]标值|完成率|计划[^。；;]*实际|超额|达标))")
_FIGURE = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?(?![\d.])(?!\s*[年月日])")
_ELSEWHERE = frozenset({PROBLEM, ADVICE, CAUSE, PRAISE})


def told_in_analysis(sections: Sequence[Section], told: Sequence[Told]) -> dict[str, list[Passage]]:
    """Causes by the id of the section of the finding, for ``told`` findings, all of them without one of their own."""
    found: dict[str, list[Passage]] = defaultdict(list)
    known = {each.entry.section.id: _figures(each.statement.whole.text) for each in told}
    for outcome, cause in _causes(sections) if told else ():
        figures = _figures(outcome)
        shared = {key: len(figures & own) for key, own in known.items()}
        best = max(told, key=lambda each: shared[each.entry.section.id])
        count = shared[best.entry.section.id]
        alone = list(shared.values()).count(count) == 1
        alike = count and share_within(best.entry.section.title.text, outcome) >= SAME_TITLE
        if alone and (count >= FEWEST_FIGURES or alike):
            found[best.entry.section.id].append(cause)
    return found


def _causes(sections: Sequence[Section]) -> Iterator[tuple[str, Passage]]:
    """The causes that chapters other than those of problems and advice name as such, with what is told before each."""
    for section in sections:
        if is_background(section.title.text) or any(kinds(above) & _ELSEWHERE for above in section.path()):
            continue
        for block in section.body:
            if not isinstance(block, Paragraph):
                continue
            before = ""
            for piece in segments([block.passage], named=True):
                if piece.role == "cause" and piece.text and before:
                    own = _NEXT.split(piece.stripped.text, maxsplit=1)[0]
                    yield before + piece.passage.text[: piece.words], piece.stripped.slice(0, len(own))
                before = piece.text if piece.role == "fact" else before


def _figures(text: str) -> frozenset[str]:
    return frozenset(found.group().replace(",", "") for found in _FIGURE.finditer(text))
