"""Reads one page: characters, rulings, shades and pictures, in one pass of the engine, turned upright."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import pymupdf

from extractor.model.geometry import Box, Page, Rulings, Run, Turn
from extractor.pdf.trust import judge_layer
from extractor.pdf.vectors import sort_vectors

FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_COLLECT_VECTORS | pymupdf.TEXT_MEDIABOX_CLIP
# char_flags of the engine: a glyph that is neither filled nor stroked is invisible (text render mode 3).
FILLED_OR_STROKED = 16 | 32
# Text whose direction is this close to a quarter turn is straight (radians; scans' skew is 0.05 at most).
STRAIGHT = 0.02
# Nothing on a page of paper is further away than this (points; 200 inches is the format's own limit).
FAR = 14_400.0


def read_page(page: pymupdf.Page, number: int) -> Page:
    """The page turned so that most of its text reads from left to right."""
    rotation = int(page.rotation) % 360
    raw = page.get_text("rawdict", flags=FLAGS)
    width, height = float(raw["width"]), float(raw["height"])
    if rotation in (90, 270):
        width, height = _unrotated(page)
    lines = [line for block in raw["blocks"] if block["type"] == 0 for line in block["lines"]]
    quarters = _majority_turn(lines)
    turned = (height, width) if quarters % 2 else (width, height)
    turn = Turn((rotation // 90 - quarters) % 4, *turned)
    to_upright = Turn(quarters, width, height)
    runs: list[Run] = []
    stray: list[Run] = []
    hidden = 0
    for line in lines:
        straight = _quarter(line["dir"])
        upright = straight is not None and (straight + quarters) % 4 == 0
        for span in line["spans"]:
            if not (span["char_flags"] & FILLED_OR_STROKED) or not span["alpha"]:
                hidden += len(span["chars"])
                continue
            if line["wmode"]:
                runs.extend(_vertical_runs(span, to_upright))
            elif run := _run(span, to_upright):
                (runs if upright else stray).append(run)
    horizontal, vertical, shades = sort_vectors(raw["blocks"], to_upright)
    images = _images(page, to_upright)
    layer, notes = judge_layer(runs, hidden, images, turned)
    seen = (height, width) if rotation in (90, 270) else (width, height)
    return Page(
        number=number,
        width=seen[0],
        height=seen[1],
        rotation=rotation,
        turn=turn,
        runs=tuple(runs) if layer != "scanned" else (),
        stray=tuple(stray),
        rulings=Rulings(horizontal, vertical),
        shades=shades,
        images=images,
        layer=layer,
        notes=notes,
    )


def _unrotated(page: pymupdf.Page) -> tuple[float, float]:
    rect = page.rect
    return float(rect.height), float(rect.width)


def _quarter(direction: tuple[float, float]) -> int | None:
    """How many clockwise quarter turns a direction is from left-to-right; None if it is slanted."""
    angle = math.atan2(direction[1], direction[0])
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) < STRAIGHT else None


def _majority_turn(lines: list[dict[str, Any]]) -> int:
    """The clockwise quarter turns that make most characters read from left to right."""
    votes: Counter[int] = Counter()
    for line in lines:
        quarter = 0 if line["wmode"] else _quarter(line["dir"])
        if quarter is not None:
            votes[-quarter % 4] += sum(len(span["chars"]) for span in line["spans"])
    return max(votes, key=lambda quarter: (votes[quarter], -quarter), default=0)


def _run(span: dict[str, Any], turn: Turn) -> Run | None:
    """A span as a run, without the blanks that the engine makes up where glyphs stand apart."""
    text: list[str] = []
    left: list[float] = []
    right: list[float] = []
    tops: list[float] = []
    bottoms: list[float] = []
    baseline = 0.0
    quarters = turn.quarters
    for char in span["chars"]:
        glyph = char["c"]
        if len(glyph) != 1 or not _printable(glyph):
            continue
        if char["synthetic"]:
            continue
        box = char["bbox"] if quarters == 0 else turn.apply(Box(*char["bbox"]))
        if not abs(box[0]) + abs(box[1]) + abs(box[2]) + abs(box[3]) < 4 * FAR:
            continue
        text.append(" " if glyph.isspace() else glyph)
        left.append(box[0])
        right.append(box[2])
        tops.append(box[1])
        bottoms.append(box[3])
        origin = char["origin"]
        baseline = origin[1] if quarters == 0 else turn.apply(Box(*origin, *origin)).y0
    if not text or all(character == " " for character in text):
        return None
    font = str(span["font"])
    return Run(
        "".join(text),
        tuple(left),
        tuple(right),
        min(tops),
        max(bottoms),
        baseline,
        float(span["size"]),
        font,
        bool(span["flags"] & 16) or "bold" in font.lower(),
    )


def _vertical_runs(span: dict[str, Any], turn: Turn) -> list[Run]:
    """Each character of a vertically written span as a run of its own: they stand one below another."""
    singles = ({**span, "chars": [char]} for char in span["chars"])
    return [run for single in singles if (run := _run(single, turn))]


def _printable(glyph: str) -> bool:
    """Whether a character can stand in a text: no controls, no noncharacters, no zero-width marks."""
    code = ord(glyph)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return glyph in "\t"
    return not (
        0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or glyph in "\u200b\u200c\u200d\ufeff\xad"
    )


def _images(page: pymupdf.Page, turn: Turn) -> tuple[Box, ...]:
    """The boxes of the pictures; the page is interpreted for them only where the file lists pictures."""
    if not page.get_images():
        return ()
    boxes = [Box(*info["bbox"]) for info in page.get_image_info()]
    return tuple(turn.apply(box) for box in boxes if all(math.isfinite(edge) for edge in box))
