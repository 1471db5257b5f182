"""Reads doubtful lines again from slightly different pictures of them and lets the readings vote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import cv2

from extractor.pdf.scan.engine import Engine, Reading
from extractor.pdf.scan.picture import Picture

# A character below this is doubtful (right ones have 0.97 and more; of the doubtful ones one in five is wrong).
DOUBTFUL = 0.9
# Readings that must agree, of four, for their common confidence to count.
AGREEING = 3
# Heights of a line between the middle of the last sign and the end of the ink: 0.5 for a wide sign, 0.65 measured.
LEFT_OUT = 0.85
# Heights of a line between the middles of two signs where another one may have stood (two Chinese signs 0.85), how much
# of that is the two signs themselves, and the share of the rest that is ink: between words set apart there is none.
BETWEEN, BEYOND, INKED, DARK = 1.25, 0.45, 0.3, 160
# A reading is at most so sure where all readings pass some print over.
PASSED_OVER = 0.85
_SIGNS = frozenset("，。、；：？！,.;:?!·“”‘’\"'()（）《》〈〉—-–…~ ")


def read_surely(picture: Picture, first: Reading, engine: Engine, ink: tuple[float, float]) -> tuple[Reading, bool]:
    """The reading of a line, and whether the ``first`` was doubtful: then it is the one most of four readings agree on.

    ``ink`` is where the print begins and ends in the picture: a reading that leaves some of it out is doubtful.
    """
    if not is_doubtful(first) and not leaves_out(first, ink, picture):
        return first, False
    readings = [first, *(_again(variant, picture, engine) for variant in _variants(picture))]
    votes: dict[str, list[Reading]] = {}
    for reading in readings:
        votes.setdefault(reading.text, []).append(reading)
    best = max(votes.values(), key=lambda group: (len(group), sum(reading.least for reading in group) / len(group)))
    if len(best) < AGREEING and first.text in votes and len(votes[first.text]) == len(best):
        best = votes[first.text]
    mean = tuple(sum(values) / len(best) for values in zip(*(reading.confidence for reading in best), strict=True))
    if leaves_out(best[0], ink, picture):
        mean = tuple(min(each, PASSED_OVER) for each in mean)
    return replace(best[0], confidence=mean, others=_others(best[0], readings)), True


def _others(best: Reading, readings: list[Reading]) -> tuple[str, ...]:
    """What the digits of a reading may be instead: what the readings that lost the vote say, then the network's own."""
    lost = [reading.text for reading in readings if len(reading.text) == len(best.text)]
    return tuple(
        "".join(dict.fromkeys(d for d in [*(text[at] for text in lost), *own] if d.isdigit() and d != best.text[at]))
        if own
        else ""
        for at, own in enumerate(best.others)
    )


def is_doubtful(reading: Reading) -> bool:
    """Whether a letter or a digit, a sign beside a digit or a blank between two is uncertain; others matter less."""
    text = reading.text
    if not text.strip():
        return True
    for index, confidence in enumerate(reading.confidence):
        if confidence >= DOUBTFUL:
            continue
        if text[index] not in _SIGNS:
            return True
        beside = [text[max(0, index - 1)].isdigit(), text[min(len(text) - 1, index + 1)].isdigit()]
        # Figures among Chinese words are set with a little room around them, more or less of a blank.
        if all(beside) if text[index] == " " else any(beside):
            return True
    return False


def leaves_out(reading: Reading, ink: tuple[float, float], picture: Picture) -> bool:
    """Whether print before the first, after the last or between two signs that were read was passed over."""
    if not reading.centre:
        return True
    height = picture.shape[0]
    if reading.centre[0] - ink[0] > LEFT_OUT * height or ink[1] - reading.centre[-1] > LEFT_OUT * height:
        return True
    for before, after in pairwise(reading.centre):
        if after - before > BETWEEN * height:
            between = picture[:, round(before + BEYOND * height) : round(after - BEYOND * height)]
            if between.size and float((between < DARK).any(axis=0).mean()) >= INKED:
                return True
    return False


def _again(variant: Picture, picture: Picture, engine: Engine) -> Reading:
    """The reading of a variant, its places in pixels of ``picture``."""
    reading = engine.read(variant)
    share = picture.shape[1] / variant.shape[1]
    return replace(reading, centre=tuple(centre * share for centre in reading.centre))


def _variants(picture: Picture) -> Iterator[Picture]:
    """Three other pictures of the same line: with more paper around it, twice as large and soft, without specks."""
    height = picture.shape[0]
    edge = max(2, round(0.1 * height))
    yield cv2.copyMakeBorder(picture, edge, edge, 0, 0, cv2.BORDER_CONSTANT, value=255)
    yield cv2.GaussianBlur(cv2.resize(picture, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), (3, 3), 0)
    yield cv2.medianBlur(picture, 3)
