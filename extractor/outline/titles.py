"""Where a heading's words end in its paragraph, and what form they have.

A heading may stand alone on its line, or run in: ``1、健全机制。一是…`` has the title 健全机制 and goes on as body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from extractor.model.layout import Paragraph
from extractor.outline.kinds import is_group, kinds_of, names_section
from extractor.outline.markers import Marker, fold, marker_at_start
from extractor.patternbook import pattern_of

Form = Literal["alone", "title", "label", "clause", "sentence", "item"]

# Characters. Titles in reports run from 2 to about 35; whole-sentence headings on a line of their own reach 70.
LONGEST_RUN_IN = 36
LONGEST_LABEL = 18
# Titles of （1） and ① are short; longer first sentences there are statements of fact.
LONGEST_LOW_TITLE = 30
LONGEST_ALONE = 75
SHORTEST_CLAUSE = 6
# Behind a space that ends a title a whole text follows; shorter rests are spaced-out titles (项目 概况).
SHORTEST_BEHIND_GAP = 25
_GAP = re.compile(r"(?P<title>[\u4e00-\u9fff、“”]{4,20})[ \u3000]+(?=[\u4e00-\u9fff《“])")
# 存在的问题 无, 原因分析：暂无 without the colon.
_OF_NOTHING = re.compile(r"(?P<title>[\u4e00-\u9fff、]{4,20}?)[ \u3000]*暂?无[。．.]?\s*$")
LONGEST_MARKER = 12
# 在项目决策方面，一是…
_COUNTED_FIELD = re.compile(
    r"(?P<field>[^，。；：:,]{3,20})[，,：:]\s*(?=一是|其一|首先|①|第一[，,、]|[（(][1一][)）]|1[.、．])"
)
LABELLED = "labelled"
# Forms of numbered paragraphs that read as headings do.
HEADED = frozenset[Form]({"alone", "title", "label"})

_ENDS = "。！？；;"
_OPEN, _CLOSE = "（(《“「『【[〔", "）)》”」』】]〕"
_BRACKETS = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_TRIM = " \t\u3000\n。．.；;：:，,、"
_pattern = partial(pattern_of, "headings")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numbered paragraph that may be a heading.

    ``start``/``end`` bound the title in the paragraph's text, ``rest`` is where body text goes on (the length
    of the text where nothing follows). ``form``: ``alone`` on its line, a ``title`` or ``label`` (ends in a
    colon) before body, a short first ``clause`` of a sentence, a plain ``sentence``, or a list ``item``
    that ends in a semicolon. ``facts``: dates, amounts or rates in it; ``counts``: numbers of things.
    ``led``: set apart by its face; ``counts_on``: the paragraph goes on with the next number.
    """

    index: int
    paragraph: Paragraph
    marker: Marker
    start: int
    end: int
    rest: int
    form: Form
    facts: bool
    counts: bool
    led: bool
    counts_on: bool = False

    @property
    def title(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def stopped(self) -> bool:
        """Whether a heading on its own line ends like a sentence."""
        return self.form == "alone" and self.paragraph.text.rstrip().endswith(("。", "."))


def candidate(index: int, paragraph: Paragraph) -> Candidate | None:
    """The numbered paragraph as a possible heading; None where it has no numbering or no words."""
    marker = marker_at_start(paragraph.text)
    if marker is None or not paragraph.text[marker.end :].strip(_TRIM) or _points_back(paragraph.text, marker):
        return None
    label = marker_at_start(paragraph.text[marker.end :])
    if label is not None and label.style == LABELLED and paragraph.text[marker.end + label.end :].strip(_TRIM):
        marker = replace(marker, end=marker.end + label.end)  # （一）问题1：执行率低
    return _shape(index, paragraph, marker)


def _points_back(text: str, marker: Marker) -> bool:
    """Whether a number calls a problem told before it, not what follows: （一）的成因是…, （一）（二）主要是因为…."""
    return text[:1] in "（(" and bool(_pattern("pointing").match(text, marker.end))


def _shape(index: int, paragraph: Paragraph, marker: Marker) -> Candidate:
    text = paragraph.text
    led = _lead_end(paragraph, marker)
    if led is None and marker.level <= 3:
        led = _gap_end(text, marker.end)
    stop = led if led is not None else _first_stop(text, marker.end)
    rest = _skip(text, stop)
    form: Form
    counts_on = _counts_on(text, marker)
    if text.rstrip().endswith(("；", ";")) or counts_on:
        form, rest = "item", len(text)
    elif rest >= len(text):
        form = "alone" if stop - marker.end <= LONGEST_ALONE else "sentence"
    elif led is not None:
        form = "title"
    elif _names_in_field(text, marker.end, stop, rest) or _is_twofold(text, marker.end, stop):
        stop, rest, form = len(text), len(text), "alone"
    else:
        form = _run_in_form(text, marker.end, stop)
    start, end = _trimmed(text, marker.end, stop)
    facts, counts = _tells_facts(text[start:end]), _tells_counts(text[start:end])
    return Candidate(index, paragraph, marker, start, end, rest, form, facts, counts, led is not None, counts_on)


def _counts_on(text: str, marker: Marker) -> bool:
    """Whether the next number of the same style follows in the paragraph: （1）…；（2）… count items.

    Not where they are counted from 1 behind a title: （1）工期滞后。（1）第二标段…；（2）第四标段….
    """
    for mark in re.finditer(r"[。；;]\s*(?=\S)", text):
        following = marker_at_start(text[mark.end() : mark.end() + LONGEST_MARKER])
        if following and following.style == marker.style:
            if following.value == 1:
                return False
            if following.value == marker.value + 1:
                return True
    return False


def _tells_facts(title: str) -> bool:
    """Whether a title holds dates, amounts or rates, those in brackets aside (前期准备阶段（4月10日至4月30日）)."""
    return bool(_pattern("facts").search(re.sub(r"\([^()]*\)", "", fold(title))))


def _tells_counts(title: str) -> bool:
    return bool(_pattern("counts").search(fold(title)))


def _names_in_field(text: str, start: int, stop: int, rest: int) -> bool:
    """Whether a whole line is a title that begins with its field (（一）政策设计层面：补贴对象界定过宽)."""
    field, told = text[start:stop], text[rest:].rstrip()
    if text[stop] not in "：:" or len(text.rstrip()) - start > LONGEST_RUN_IN or not is_group(field) or kinds_of(field):
        return False
    return len(told) >= SHORTEST_CLAUSE and not re.search(r"[。；;，,：:！？]", told)


def _is_twofold(text: str, start: int, stop: int) -> bool:
    """Whether a whole line without a stop at its end is a title in two halves (（一）制度不健全；收费不到位)."""
    is_short = len(text.rstrip()) - start <= LONGEST_RUN_IN
    return is_short and text[stop] in "；;" and not re.search(r"[。；;：:！？]", text[stop + 1 :].strip())


def _run_in_form(text: str, start: int, stop: int) -> Form:
    length = stop - start
    if text[stop] in "：:":
        return "label" if length <= _longest_label(text[start:stop]) else "sentence"
    if text[stop] in "；;":
        return "item"
    return "title" if length <= LONGEST_RUN_IN else "sentence"


def _longest_label(label: str) -> int:
    """A label that ends as names of sections do may be as long as a title."""
    return LONGEST_RUN_IN if names_section(label) else LONGEST_LABEL


def first_clause(candidate: Candidate) -> Candidate | None:
    """``candidate`` with its title cut at the first comma (一句话的问题), or None where no short clause opens it."""
    text = candidate.paragraph.text
    for at, depth in _depths(text, candidate.start):
        if at - candidate.start > LONGEST_RUN_IN:
            return None
        if depth == 0 and text[at] in "，,。；;":
            if at - candidate.start < SHORTEST_CLAUSE or _tells_facts(text[candidate.start : at]):
                return None
            return replace(candidate, end=at, rest=at + 1, form="clause", facts=False, counts=False)
    return None


def first_sentence(candidate: Candidate) -> Candidate:
    """``candidate`` named by its whole first sentence, facts and all."""
    text = candidate.paragraph.text
    ends = (at for at, depth in _depths(text, candidate.start) if depth == 0 and text[at] in "。；;")
    end = next(ends, len(text.rstrip()))
    return replace(candidate, end=end, rest=_skip(text, end), form="clause")


def field_before_points(candidate: Candidate) -> Candidate | None:
    """``candidate`` named by the field that it counts points of (（一）在项目决策方面，一是目标偏低；二是…)."""
    found = _COUNTED_FIELD.match(candidate.paragraph.text, candidate.start)
    if found is None or not is_group(found["field"]):
        return None
    return replace(candidate, end=found.end("field"), rest=found.end(), form="clause", facts=False, counts=False)


def _first_stop(text: str, start: int) -> int:
    """Where the first sentence or a short label ends, outside of brackets; the length of the text if nowhere."""
    comma = False
    for at, depth in _depths(text, start):
        sign = text[at]
        if depth == 0 and sign in _ENDS:
            return at
        if depth == 0 and sign in "：:" and not comma and at - start <= _longest_label(text[start:at]):
            return at
        comma = comma or sign in "，,"
    return len(text)


def _depths(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The offsets from ``start`` on, each with its depth in brackets; unclosed brackets count as none."""
    are_closed = _are_closed(text, start)
    depth = 0
    for at in range(start, len(text)):
        if text[at] in _CLOSE:
            depth = max(depth - 1, 0)
        yield at, depth if are_closed else 0
        if text[at] in _OPEN:
            depth += 1


def _are_closed(text: str, start: int) -> bool:
    depth = 0
    for sign in _BRACKETS.findall(text, start):
        depth = depth + 1 if sign in _OPEN else max(depth - 1, 0)
    return depth == 0


def _lead_end(paragraph: Paragraph, marker: Marker) -> int | None:
    """Where a lead in another face ends, if it ends where a title can: at a stop, a space or before 一是."""
    text, lead = paragraph.text, paragraph.lead
    if not marker.end + 2 <= lead < len(text) or lead - marker.end > LONGEST_ALONE:
        return None
    before, after = text[lead - 1], text[lead]
    if before in "。：:":
        return lead - 1
    return lead if after in "。：: \u3000" else None


def _gap_end(text: str, start: int) -> int | None:
    """Where a title ends that only a space parts from the text behind it (一、项目概况　本项目…).

    Chinese is set without spaces, so one between two characters means something; beside digits it does not. The name
    of a section needs none before 无.
    """
    nothing = _OF_NOTHING.match(text, start)
    if nothing is not None and kinds_of(nothing["title"]):
        return nothing.end("title")
    found = _GAP.match(text, start)
    if found is None or "。" not in text[found.end() :]:
        return None
    shortest = SHORTEST_CLAUSE if kinds_of(found["title"]) else SHORTEST_BEHIND_GAP
    return found.end("title") if len(text) - found.end() >= shortest else None


def _skip(text: str, stop: int) -> int:
    """Where body goes on behind a title that ends at ``stop``."""
    rest = stop
    while rest < len(text) and text[rest] in " \u3000。：:.；;":
        rest += 1
    return rest


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    while start < end and text[start] in _TRIM:
        start += 1
    return start, end
