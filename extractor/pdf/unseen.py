"""Text that nobody can see: in the colour of its ground, painted over, or too small for any eye.

A report's reader never meets it, so it may not become a record: a struck amount under a white bar, a figure under
a black one (涂黑), the leavings of a template. Whether it shows is decided by the rendered page, since its ground may
be anything.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pymupdf

from extractor.pdf.trust import SCAN_COVER
from extractor.pdf.vectors import THIN

# Grey levels that a text differs from its ground at least, to be read (faint grey print differs by 40 and more).
CONTRAST = 12
# Share of a line's height, above and below its middle, that is looked at: rules of its cell lie outside.
MIDDLE = 0.3
# Type below this (points, and share of the longer side of small pages) is no print that anybody reads.
SMALLEST, SMALLEST_SHARE = 1.0, 1 / 800
# A page larger than this is not rendered for the question (points squared; A0 has 8 million).
LARGEST = 10_000_000
# Pictures of more than this share of a page are its ground, or a scan.
LARGEST_STICKER = 0.5
# What stands in a text for a character of a figure that is painted over while others of its span show, and for others.
COVERED_FIGURE, COVERED = "█", "■"
_OF_FIGURE = re.compile(r"[\d.,，]")

# Points of a band of the page by which areas are told, and of those that are looked at for every text.
BAND, TALL = 20.0, 200.0
# No text is higher than this (points).
FAR = 14_400.0

Span = dict[str, Any]
Edges = tuple[float, float, float, float]


def mark_unseen(
    page: pymupdf.Page, blocks: list[dict[str, Any]], lines: list[dict[str, Any]], pictures: list[dict[str, Any]]
) -> tuple[set[int], bool]:
    """The identities of the spans that leave no trace on the page, and whether characters of others leave none:
    those become :data:`COVERED`. ``lines`` are those of all ``blocks``."""
    spans = [span for line in lines for span in line["spans"] if not _is_blank(span)]
    rect = page.rect
    least = min(SMALLEST, SMALLEST_SHARE * max(rect.width, rect.height))
    gone = {id(span) for span in spans if span["size"] < least and _is_tiny(span, least)}
    paint = list(filter(_is_painted_area, blocks))
    like_ground = _like_ground(spans, paint)
    stickers = [picture["bbox"] for picture in pictures if _area(picture["bbox"]) < LARGEST_STICKER * _area(rect)]
    covered = _painted_over(blocks, stickers) if paint or stickers else []
    if not (like_ground or covered) or _area(rect) > LARGEST:
        return gone, False
    picture = page.get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
    turn = page.rotation_matrix
    gone |= {id(span) for span in like_ground if not _shows(_middle_of(span["bbox"], _is_upright(span)), turn, picture)}
    is_marked = False
    for span, places, area in covered:
        if id(span) in gone or _shows(area, turn, picture):
            continue
        if len(places) == len(span["chars"]):
            gone.add(id(span))
        else:
            is_marked = True
            chars = span["chars"]
            span["chars"] = [{**c, "c": _instead(c["c"])} if at in places else c for at, c in enumerate(chars)]
    return gone, is_marked


def _instead(char: str) -> str:
    return COVERED_FIGURE if _OF_FIGURE.match(char) else COVERED


def _is_tiny(span: Span, least: float) -> bool:
    """Whether the box of a span whose type is smaller than ``least`` points is small, too: drawn fonts (Type 3) tell
    any size."""
    x0, y0, x1, y1 = span["bbox"]
    return bool(min(x1 - x0, y1 - y0) < 2 * least)


def _is_blank(span: Span) -> bool:
    return all(char["c"].isspace() for char in span["chars"])


def _is_painted_area(block: dict[str, Any]) -> bool:
    """Whether a block is opaque paint, and no line."""
    if block["type"] != 3 or block["stroked"] or block["alpha"] != 255:
        return False
    x0, y0, x1, y1 = block["bbox"]
    return bool(x1 - x0 > THIN and y1 - y0 > THIN)


def _like_ground(spans: list[Span], paint: list[dict[str, Any]]) -> list[Span]:
    """Spans in about the colour of paper, or of a rectangle on which they stand."""
    grounds: defaultdict[int, _Areas] = defaultdict(_Areas)
    for block in paint:
        if block["isrect"]:
            grounds[block["color"]].add(block["bbox"])
    near = {
        colour: [areas for ground, areas in grounds.items() if _is_near(colour, ground)]
        for colour in {span["color"] for span in spans}
    }
    pale = {colour for colour in near if _is_near(colour, 0xFFFFFF)}
    return [
        span
        for span in spans
        if span["color"] in pale
        or any(_covers(area, span["bbox"]) for areas in near[span["color"]] for area in areas.at(span))
    ]


def _is_near(one: int, other: int) -> bool:
    """Whether two packed colours (red, green, blue of 8 bits each) are hardly to be told apart."""
    return all(abs((one >> shift & 255) - (other >> shift & 255)) < CONTRAST for shift in (16, 8, 0))


def _painted_over(blocks: list[dict[str, Any]], stickers: Iterable[Edges]) -> list[tuple[Span, range, Edges]]:
    """The stretches of spans over the middle of which an opaque area was painted later, or a picture lies, with the
    part of each to look at."""
    areas = _Areas()
    for box in stickers:
        areas.add(box)
    found: list[tuple[Span, range, Edges]] = []
    for block in reversed(blocks):
        if _is_painted_area(block):
            areas.add(block["bbox"])
        elif block["type"] == 0:
            for span in (span for line in block["lines"] for span in line["spans"]):
                near = [area for area in areas.at(span) if _meets(area, span)]
                found += _stretches(span, near) if near and not _is_blank(span) else ()
    return found


def _stretches(span: Span, areas: list[Edges]) -> Iterator[tuple[Span, range, Edges]]:
    """The stretches of a span that lie under the areas."""
    boxes = [char["bbox"] for char in span["chars"]]
    under = [any(_covers(area, box) for area in areas) for box in boxes]
    for is_under, places in groupby(range(len(boxes)), key=under.__getitem__):
        if not is_under:
            continue
        at = list(places)
        over = [area for area in areas if any(_covers(area, boxes[place]) for place in at)]
        first, last = boxes[at[0]], boxes[at[-1]]
        both = min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3])
        x0, y0, x1, y1 = _middle_of(both, _is_upright(span))
        if len(at) < len(boxes):  # where the area ends within its first or last letter, its edge would show
            x0, x1 = max(x0, min(area[0] for area in over) + 1), min(x1, max(area[2] for area in over) - 1)
            y0, y1 = max(y0, min(area[1] for area in over) + 1), min(y1, max(area[3] for area in over) - 1)
        yield span, range(at[0], at[-1] + 1), (x0, y0, x1, y1)


class _Areas:
    """Areas of a page, found by height: a drawing has ten thousands."""

    def __init__(self) -> None:
        self._tall: list[Edges] = []
        self._by_band: defaultdict[int, list[Edges]] = defaultdict(list)

    def add(self, box: Edges) -> None:
        """Adds an area."""
        x0, y0, x1, y1 = box
        if y1 - y0 > TALL:
            self._tall.append((x0, y0, x1, y1))
        else:
            for band in range(int(y0 // BAND), int(y1 // BAND) + 1):
                self._by_band[band].append((x0, y0, x1, y1))

    def at(self, span: Span) -> Iterator[Edges]:
        """The areas that may lie over the middle line of a span; over that of an upright one, some twice."""
        _, y0, _, y1 = span["bbox"]
        yield from self._tall
        if math.isfinite(y0 + y1):
            first, last = (y0, y1) if _is_upright(span) and y1 - y0 < FAR else ((y0 + y1) / 2, (y0 + y1) / 2)
            for band in range(int(first // BAND), int(last // BAND) + 1):
                yield from self._by_band.get(band, ())


def _covers(cover: Edges, box: Edges) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cover[0] <= x <= cover[2] and cover[1] <= y <= cover[3]


def _meets(cover: Edges, span: Span) -> bool:
    """Whether an area lies over some of the middle line of a span."""
    x0, y0, x1, y1 = span["bbox"]
    if _is_upright(span):
        return bool(cover[1] < y1 and y0 < cover[3] and cover[0] <= (x0 + x1) / 2 <= cover[2])
    return bool(cover[0] < x1 and x0 < cover[2] and cover[1] <= (y0 + y1) / 2 <= cover[3])


def _is_upright(span: Span) -> bool:
    x0, y0, x1, y1 = span["bbox"]
    return bool(y1 - y0 > x1 - x0)


def _middle_of(box: Edges, is_upright: bool) -> Edges:
    """The part of a box of text in which its letters must show, away from the rules around it."""
    x0, y0, x1, y1 = box
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    if is_upright:
        return middle_x - MIDDLE * (x1 - x0), y0, middle_x + MIDDLE * (x1 - x0), y1
    return x0, middle_y - MIDDLE * (y1 - y0), x1, middle_y + MIDDLE * (y1 - y0)


def _shows(area: Edges, turn: pymupdf.Matrix, picture: pymupdf.Pixmap) -> bool:
    """Whether anything shows in a part of the page: it is not of one colour."""
    seen = (pymupdf.Rect(area) * turn).irect & picture.irect
    if seen.is_empty:
        return True
    samples, stride, left = memoryview(picture.samples), picture.stride, seen.x0 - picture.x
    rows = range(seen.y0 - picture.y, seen.y1 - picture.y)
    greys = b"".join(samples[y * stride + left : y * stride + left + seen.width] for y in rows)
    return max(greys) - min(greys) >= CONTRAST


def is_under_picture(page: pymupdf.Page) -> bool:
    """Whether an opaque picture of most of the page was painted over most of its text: what shows is a scan.

    Some programs lay the text that they recognised under the scan with ink, not in the invisible mode.
    """
    opaque = {xref for xref, mask, *_ in page.get_images() if not mask}
    area = SCAN_COVER * page.rect.width * page.rect.height
    scans = [info for info in page.get_image_info(xrefs=True) if info["xref"] in opaque and _area(info["bbox"]) >= area]
    if not scans:
        return False
    order = [(kind, _area(box)) for kind, box in page.get_bboxlog()]
    last = max((place for place, (kind, size) in enumerate(order) if kind == "fill-image" and size >= area), default=0)
    texts = [place for place, (kind, _) in enumerate(order) if kind in {"fill-text", "stroke-text"}]
    return 2 * sum(1 for place in texts if place < last) > len(texts)


def _area(box: Edges) -> float:
    return abs((box[2] - box[0]) * (box[3] - box[1]))
