"""Reads one page: characters, rulings, shades and pictures, in one pass of the engine, turned upright."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable
from functools import lru_cache
from typing import Any

import pymupdf

from extractor.model.geometry import Box, Cut, Page, Rulings, Run, Turn
from extractor.pdf.clipped import with_cut_figures
from extractor.pdf.comments import without_comments
from extractor.pdf.dots import with_dots
from extractor.pdf.downwards import taken_in
from extractor.pdf.picture_rules import thin_pictures
from extractor.pdf.pictured import is_pictured
from extractor.pdf.resources import Resources
from extractor.pdf.sliced import Cut as CutSpans
from extractor.pdf.sliced import cut_spans
from extractor.pdf.strokes import exact_strokes
from extractor.pdf.symbols import table_of, with_ticked_boxes
from extractor.pdf.trust import Legibility, judge_layer
from extractor.pdf.unseen import is_under_picture, mark_unseen
from extractor.pdf.vectors import shapes_of, sort_vectors

# Blanks that the engine would make up where glyphs stand apart are inhibited: only printed ones count. What a file says
# that its glyphs should be copied as (ActualText) is not what a person sees.
FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_INHIBIT_SPACES
    | pymupdf.TEXT_COLLECT_VECTORS
    | pymupdf.TEXT_MEDIABOX_CLIP
    | pymupdf.TEXT_IGNORE_ACTUALTEXT
)
# Controls, noncharacters, lone halves of pairs, zero-width marks, selectors of variants, and blanks other than the
# plain one.
_ODD = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff"
    r"\ufe00-\ufe0f\ufeff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
SOFT_HYPHEN = "\xad"
# char_flags of the engine: a glyph that is neither filled nor stroked is invisible (text render mode 3).
FILLED_OR_STROKED = 16 | 32
# Ink thinner than this (of 255) leaves no trace on paper.
FAINTEST = 12
# Bytes. On larger pages nothing is asked for that compares each glyph with each line.
LARGEST_CONTENT = 1_000_000
# Text whose direction is this close to a quarter turn is straight (radians; scans' skew is 0.05 at most).
STRAIGHT = 0.02
Edges = tuple[float, float, float, float]
# Shapes that are no boxes, on a page without text: letters drawn as outlines (转曲). Emblems and charts have fewer.
DRAWN_LETTERS = 60
# Nothing on a page of paper is further away than this (points; 200 inches is the format's own limit).
FAR = 14_400.0
# Fonts for text reach at most so far above and below the baseline (shares of the type size; Noto Sans CJK 1.16 and
# 0.29); files that print the box of all a font's glyphs in the place of that claim up to 1.8 and 1.1.
ASCENT, DESCENT = 1.2, 0.35
# Of 255: what red ink has of red at least; of the others it has half as much at most.
LEAST_RED = 150


def read_page(page: pymupdf.Page, number: int, resources: Resources) -> Page:
    """The page turned so that most of its text reads from left to right."""
    commented = without_comments(page)
    rotation = int(page.rotation) % 360
    raw = page.get_text("rawdict", flags=FLAGS | pymupdf.TEXT_COLLECT_STYLES if _is_outlined(page) else FLAGS)
    width, height = float(raw["width"]), float(raw["height"])
    if rotation in (90, 270):
        width, height = _unrotated(page)
    blocks = raw["blocks"]
    lines = [line for block in blocks if block["type"] == 0 for line in block["lines"]]
    drawings = [block for block in blocks if block["type"] == 3]
    straight = [_quarter(line["dir"]) for line in lines]
    quarters = _majority_turn(lines, straight)
    turned = (height, width) if quarters % 2 else (width, height)
    turn = Turn((rotation // 90 - quarters) % 4, *turned)
    to_upright = Turn(quarters, width, height)
    legibility = Legibility()
    # The page is interpreted for its pictures only where the file lists some; inline ones are listed nowhere, but a
    # page without any text may consist of one.
    pictures = page.get_image_info() if not lines or resources.has_pictures(page) else []
    unseen, is_marked = mark_unseen(page, blocks, lines, pictures)
    facing = [None if quarter is None else (quarter + quarters) % 4 for quarter in straight]
    cuts = (None, None) if quarters or rotation else cut_spans(page, drawings, lines)
    gone = unseen | {id(span) for cut in cuts if cut for span in cut[1]}
    runs, stray, hidden = _read_spans(zip(lines, facing, strict=True), gone, legibility, to_upright)
    runs = with_ticked_boxes(runs)
    outlines = 0 if lines else sum(not drawing["isrect"] for drawing in drawings)
    drawings = [*with_dots(page, exact_strokes(page, drawings)), *thin_pictures(page, pictures)]
    horizontal, vertical, shades = sort_vectors(drawings, to_upright)
    if not quarters:
        runs = with_cut_figures(page, runs, vertical, width, FLAGS, lines)
    images = _images(pictures, to_upright)
    if runs and images and is_under_picture(page):
        hidden += sum(len(run.text) for run in runs)
        runs = []
    cut_fonts = legibility.cut_fonts()
    layer, notes = judge_layer(runs, hidden, images, turned, garbled=bool(cut_fonts) or legibility.is_noise())
    if images and layer in ("born_digital", "mixed"):
        holds_print, is_most = is_pictured(page, runs, images, turn)
        if is_most:
            layer, notes = "scanned", ("picture_page",)
        elif holds_print and layer == "born_digital":
            notes = ("unread_picture",)
    elif layer == "none" and outlines >= DRAWN_LETTERS:
        layer, notes = "scanned", ("picture_page",)
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
        notes=(*notes, *(("unseen_text",) if unseen or is_marked else ()), *(("comments",) if commented else ())),
        cut_fonts=cut_fonts,
        cut_at_top=_cut(cuts[0], to_upright),
        cut_at_bottom=_cut(cuts[1], to_upright),
        shapes=shapes_of(drawings, to_upright),
    )


def _read_spans(
    lines: Iterable[tuple[dict[str, Any], int | None]], unseen: Container[int], legibility: Legibility, turn: Turn
) -> tuple[list[Run], list[Run], int]:
    """What reads from left to right once the page is turned, what else is printed, and how many characters are
    not; each line comes with the quarter turns that it is from that."""
    runs: list[Run] = []
    aside: list[tuple[int, int | None, Run]] = []
    hidden = 0
    for line, quarter in lines:
        for span in line["spans"]:
            if not (span["char_flags"] & FILLED_OR_STROKED) or span["alpha"] < FAINTEST or id(span) in unseen:
                hidden += len(span["chars"])
                continue
            if signs := table_of(span["font"]):
                span["chars"] = [{**char, "c": char["c"].translate(signs)} for char in span["chars"]]
            text = "".join([char["c"] for char in span["chars"]])
            legibility.add(span["font"], text)
            if line["wmode"]:
                runs.extend(_vertical_runs(span, turn))
            elif run := _run(span, text, turn):
                if quarter == 0:
                    runs.append(run)
                else:
                    aside.append((len(runs), quarter, run))
    return runs, taken_in(runs, aside) if aside else [], hidden


def _unrotated(page: pymupdf.Page) -> tuple[float, float]:
    rect = page.rect
    return float(rect.height), float(rect.width)


def _is_outlined(page: pymupdf.Page) -> bool:
    """Whether text is both filled and stroked: so programs print faces in bold that have no bold of their
    own. The engine tells that only where it is asked to, which takes a third more time."""
    content = page.read_contents()
    return len(content) <= LARGEST_CONTENT and b" 2 Tr" in content


def _quarter(direction: tuple[float, float]) -> int | None:
    """How many clockwise quarter turns a direction is from left-to-right; None if it is slanted."""
    if direction == (1.0, 0.0):
        return 0
    angle = math.atan2(direction[1], direction[0])
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) < STRAIGHT else None


def _majority_turn(lines: list[dict[str, Any]], straight: list[int | None]) -> int:
    """The clockwise quarter turns that make most characters read from left to right; ``straight`` are the lines'."""
    if set(straight) == {0}:
        return 0
    votes: Counter[int] = Counter()
    for line, quarter in zip(lines, straight, strict=True):
        if line["wmode"]:
            votes[0] += sum(len(span["chars"]) for span in line["spans"])
        elif quarter is not None:
            votes[-quarter % 4] += sum(len(span["chars"]) for span in line["spans"])
    return max(votes, key=lambda quarter: (votes[quarter], -quarter), default=0)


def _run(span: dict[str, Any], text: str, turn: Turn) -> Run | None:
    """A span, whose characters make ``text``, as a run; None where it prints nothing."""
    chars = span["chars"]
    boxes = [char["bbox"] for char in chars]
    box = span["bbox"]
    if SOFT_HYPHEN in text:  # printed, it is a hyphen or a minus: fonts have one glyph for all of these
        chars = [{**char, "c": "-"} if char["c"] == SOFT_HYPHEN else char for char in chars]
        text = text.replace(SOFT_HYPHEN, "-")
    if _ODD.search(text) or len(text) != len(boxes):
        kept = [char for char in chars if _prints(char["c"])]
        text = "".join([" " if char["c"].isspace() else char["c"] for char in kept])
        boxes = [char["bbox"] for char in kept]
    if not text or text.isspace():
        return None
    origin, size = span["origin"], span["size"]
    if not 0 < size < FAR:  # prints nothing; damaged files have such sizes
        return None
    left, right = _edges(boxes, turn)
    if turn.quarters:
        box = turn.apply(Box(*box))
        origin = turn.apply(Box(*origin, *origin))
    top, bottom = box[1], box[3]
    if span["ascender"] > ASCENT or span["descender"] < -DESCENT:
        top, bottom = _letters(span, top, bottom, origin[1])
    if not (-FAR <= left[0] <= FAR and -FAR <= right[-1] <= FAR and top >= -FAR and bottom <= FAR):
        return None
    font, named_bold = _face(span["font"])
    outlined = span["char_flags"] & FILLED_OR_STROKED == FILLED_OR_STROKED
    bold = bool(span["flags"] & 16) or outlined or named_bold
    return Run(text, left, right, top, bottom, origin[1], size, font, bold, red=_is_red(span["color"]))


@lru_cache(maxsize=256)
def _is_red(colour: int) -> bool:
    """Whether a packed colour passes for red ink."""
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return red >= LEAST_RED and max(green, blue) <= red // 2


@lru_cache(maxsize=256)
def _face(font: str) -> tuple[str, bool]:
    """The name of a span's typeface, and whether it says that it is bold. A Type 3 font has none and the engine names
    its object instead: one typeface lies in as many of them as its letters fill code tables."""
    return ("Type3", False) if font.startswith("Type3 (") else (font, "bold" in font.lower())


def _cut(cut: CutSpans | None, turn: Turn) -> Cut | None:
    """The lines that an end of the page cuts, as runs."""
    if cut is None:
        return None
    end, spans = cut
    runs = (_run(span, "".join([char["c"] for char in span["chars"]]), turn) for span in spans)
    return Cut(end, tuple(run for run in runs if run))


def _letters(span: dict[str, Any], top: float, bottom: float, baseline: float) -> tuple[float, float]:
    """Top and bottom of a span's letters where its font claims more than letters need."""
    above, below = span["ascender"], -span["descender"]
    height = (bottom - top) / (above + below)
    return max(top, baseline - ASCENT * height), min(bottom, baseline + DESCENT * height)


def _edges(boxes: list[Edges], turn: Turn) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The left and the right edges of characters once they are turned upright."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    match turn.quarters:
        case 1:
            return tuple([turn.height - y for y in y1]), tuple([turn.height - y for y in y0])
        case 2:
            return tuple([turn.width - x for x in x1]), tuple([turn.width - x for x in x0])
        case 3:
            return y0, y1
    return x0, x1


def _vertical_runs(span: dict[str, Any], turn: Turn) -> list[Run]:
    """Each character of a vertically written span as a run of its own: they stand one below another."""
    singles = ({**span, "chars": [char], "bbox": char["bbox"]} for char in span["chars"])
    return [run for single in singles if (run := _run(single, single["chars"][0]["c"], turn))]


def _prints(glyph: str) -> bool:
    """Whether a glyph can stand in a text: one character, no control, noncharacter or zero-width mark."""
    return len(glyph) == 1 and (glyph == "\t" or not _ODD.match(glyph) or glyph.isspace())


def _images(pictures: list[dict[str, Any]], turn: Turn) -> tuple[Box, ...]:
    """The boxes of the pictures, upright."""
    boxes = [Box(*picture["bbox"]) for picture in pictures]
    return tuple(turn.apply(box) for box in boxes if all(math.isfinite(edge) for edge in box))
