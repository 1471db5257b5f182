"""Text that nobody can see: white on white paper, painted over, or too small for any eye.

A report's reader never meets it, so it may not become a record: a struck amount under a white bar, the
leavings of a template. Whether it shows is decided by the rendered page, since its ground may be anything.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import Any

import pymupdf

from extractor.pdf.trust import SCAN_COVER
from extractor.pdf.vectors import THIN, is_white

# Grey levels that a text differs from its ground at least, to be read (faint grey print differs by 40 and more).
CONTRAST = 12
# Share of a line's height, above and below its middle, that is looked at: rules of its cell lie outside.
MIDDLE = 0.3
# Type below this (points, and share of the longer side of small pages) is no print that anybody reads.
SMALLEST, SMALLEST_SHARE = 1.0, 1 / 800
# A page larger than this is not rendered for the question (points squared; A0 has 8 million).
LARGEST = 10_000_000

# Points of a band of the page by which areas painted over it are told, and of those that are looked at for every text.
BAND, TALL = 20.0, 200.0

Span = dict[str, Any]
Edges = tuple[float, float, float, float]


def unseen_spans(page: pymupdf.Page, blocks: list[dict[str, Any]], lines: list[dict[str, Any]]) -> set[int]:
    """The identities of the spans that leave no trace on the page; ``lines`` are those of all its ``blocks``."""
    spans = [span for line in lines for span in line["spans"]]
    white = set(filter(is_white, {span["color"] for span in spans}))
    doubtful = [span for span in spans if span["color"] in white] if white else []
    rect = page.rect
    least = min(SMALLEST, SMALLEST_SHARE * max(rect.width, rect.height))
    small = [span for span in spans if span["size"] < least]
    tiny = {id(span) for span in small if _is_tiny(span, least) and not _is_blank(span)}
    doubtful = [span for span in doubtful + _painted_over(blocks) if not _is_blank(span)]
    if not doubtful or rect.width * rect.height > LARGEST:
        return tiny
    picture = page.get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
    return tiny | {id(span) for span in doubtful if not _shows(span, page.rotation_matrix, picture)}


def _is_tiny(span: Span, least: float) -> bool:
    """Whether the box of a span whose type is smaller than ``least`` points is small, too: drawn fonts (Type 3) tell
    any size."""
    x0, y0, x1, y1 = span["bbox"]
    return bool(min(x1 - x0, y1 - y0) < 2 * least)


def _is_blank(span: Span) -> bool:
    return all(char["c"].isspace() for char in span["chars"])


def _painted_over(blocks: list[dict[str, Any]]) -> list[Span]:
    """Spans in the middle of which an opaque area was painted later."""
    tall: list[Edges] = []
    by_band: defaultdict[int, list[Edges]] = defaultdict(list)  # a drawing has ten thousands
    found: list[Span] = []
    for block in reversed(blocks):
        if block["type"] == 3 and not block["stroked"] and block["alpha"] == 255:
            x0, y0, x1, y1 = block["bbox"]
            if y1 - y0 > TALL and x1 - x0 > THIN:
                tall.append((x0, y0, x1, y1))
            elif x1 - x0 > THIN and y1 - y0 > THIN:
                for band in range(int(y0 // BAND), int(y1 // BAND) + 1):
                    by_band[band].append((x0, y0, x1, y1))
        elif block["type"] == 0 and (tall or by_band):
            found += [span for span in _spans(block) if _is_covered(span["bbox"], tall, by_band)]
    return found


def _is_covered(box: Edges, tall: list[Edges], by_band: Mapping[int, list[Edges]]) -> bool:
    """Whether one of the areas, the lower of which are told by the bands of the page that they touch, covers a box."""
    middle = (box[1] + box[3]) / 2
    near = by_band.get(int(middle // BAND), ()) if math.isfinite(middle) else ()
    return any(_covers(cover, box) for cover in chain(near, tall))


def _spans(block: dict[str, Any]) -> list[Span]:
    return [span for line in block["lines"] for span in line["spans"]]


def _covers(cover: Edges, box: Edges) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cover[0] <= x <= cover[2] and cover[1] <= y <= cover[3]


def _shows(span: Span, turn: pymupdf.Matrix, picture: pymupdf.Pixmap) -> bool:
    """Whether the page differs from its ground where the middle of a span is printed."""
    x0, y0, x1, y1 = span["bbox"]
    middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
    if x1 - x0 >= y1 - y0:
        box = pymupdf.Rect(x0, middle_y - MIDDLE * (y1 - y0), x1, middle_y + MIDDLE * (y1 - y0))
    else:
        box = pymupdf.Rect(middle_x - MIDDLE * (x1 - x0), y0, middle_x + MIDDLE * (x1 - x0), y1)
    seen = (box * turn).irect & picture.irect
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
