"""The blanks of a line that was read from a picture: which are printed, and where one was passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.pdf.scan.engine import Reading
from extractor.pdf.scan.reread import PASSED_OVER
from extractor.pdf.scan_words import are_complete

# Heights of a line from one Latin sign to the next, where too few tell.
USUAL_STEP = 0.56
LEAST_STEPS = 3
# A blank is printed where two Latin ends stand so many steps apart; after the point of a number more.
WORD_STEP, POINT_STEP = 1.7, 2.5
POINTS = frozenset(".,")
# Steps. White within a figure that is as wide as a digit: before and behind a point there is more (a 1 behind it 1.3).
HOLE, POINT_HOLE = 1.0, 1.6
_FIGURE = frozenset("0123456789.,%")


def step_of(reading: Reading, height: int) -> float:
    """The usual step from one Latin letter or digit of a line to the next (pixels); ``height`` is that of the line."""
    places = zip(reading.text, reading.centre, strict=True)
    steps = [after - before for (a, before), (b, after) in pairwise(places) if (a + b).isascii() and " " not in a + b]
    return median(steps) if len(steps) >= LEAST_STEPS else USUAL_STEP * height


def is_word_gap(before: str, after: str, apart: float, step: float) -> bool:
    """Whether two Latin signs stand so far apart that a blank is printed between them."""
    if not (before + after).isascii():
        return False
    return apart > (POINT_STEP if before in POINTS or after in POINTS else WORD_STEP) * step


def printed_signs(reading: Reading, step: float) -> list[int]:
    """Indices of the signs that are printed: a blank only counts between two Latin ends that stand apart, or two
    complete figures."""
    text, centre = reading.text, reading.centre
    kept: list[int] = []
    last = len(text.rstrip()) - 1
    for index, sign in enumerate(text):
        if sign == " ":
            if not kept or index >= last or text[index - 1] == " ":
                continue
            apart = centre[index + 1] - centre[index - 1]
            is_printed = is_word_gap(text[index - 1], text[index + 1], apart, step)
            if not is_printed and not are_complete(text[:index], text[index + 1 :]):
                continue
        kept.append(index)
    return kept


def with_white(reading: Reading, origin: float, gaps: Sequence[tuple[int, int]], step: float) -> Reading:
    """The reading with a blank where white stands between two complete figures; where white as wide as a digit stands
    within one something may have been taken off: the signs beside it are unsure.

    ``gaps`` are both ends of white in pixels of the page, on which the reading begins at ``origin``.
    """
    text, centre = reading.text, [each + origin for each in reading.centre]
    signs = [at for at, sign in enumerate(text) if sign != " "]
    confidence, blanks = list(reading.confidence), []
    for at, after in pairwise(signs):
        if text[at] not in _FIGURE or text[after] not in _FIGURE:
            continue
        white = next((end - start for start, end in gaps if centre[at] < (start + end) / 2 < centre[after]), 0)
        if white < (POINT_HOLE if text[at] in POINTS else HOLE) * step:
            continue
        is_read = after > at + 1
        if are_complete(text[: at + 1], text[after:]):
            blanks += [] if is_read else [after]
        elif not is_read or not is_word_gap(text[at], text[after], centre[after] - centre[at], step):
            confidence[at], confidence[after] = (min(confidence[each], PASSED_OVER) for each in (at, after))
    made = replace(reading, confidence=tuple(confidence))
    for at in reversed(blanks):
        between = (made.centre[at - 1] + made.centre[at]) / 2
        made = Reading(
            f"{made.text[:at]} {made.text[at:]}",
            (*made.centre[:at], between, *made.centre[at:]),
            (*made.confidence[:at], 1.0, *made.confidence[at:]),
            (*made.others[:at], "", *made.others[at:]),
        )
    return made
