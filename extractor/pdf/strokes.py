"""Stroked lines at the place where they are drawn, for pages whose own transform misleads the engine.

The engine's boxes of stroked shapes are widened by half the line width as the file writes it, before the page's
transform: a rule of half a point, written as 5 units of a tenth (print drivers, rewriting tools), comes as a box
of five points' height, which nothing tells from a frame. The shapes' own points are exact; they cost a second
pass over the page, so they are read only where such a box is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymupdf

from extractor.pdf.vectors import MOST_VECTORS, THIN

# Points of the side of a path that has none.
FLAT = 0.01
# Corners of a rectangle.
CORNERS = 4

Block = dict[str, Any]
Point = tuple[float, float]


def exact_strokes(page: pymupdf.Page, drawings: list[Block]) -> list[Block]:
    """The vectors of a page (``get_text("rawdict")``), those stroked drawn anew where one is too wide to be a line."""
    strokes = [block["bbox"] for block in drawings if block["stroked"]]
    if len(strokes) > MOST_VECTORS or not any(map(_is_wide, strokes)):
        return drawings
    kept = [block for block in drawings if not block["stroked"]]
    return kept + [stroke for path in page.get_cdrawings() if "s" in path["type"] for stroke in _strokes(path)]


def _is_wide(box: tuple[float, float, float, float]) -> bool:
    return box[2] - box[0] > THIN and box[3] - box[1] > THIN


def _strokes(path: dict[str, Any]) -> Iterator[Block]:
    """The sides of a stroked path; of a curve, a frame with round corners and filled artwork its whole place alone."""
    kinds = {item[0] for item in path["items"]}
    is_filled = kinds & {"c", "l"} and "f" in path["type"] and not _is_flat(path)
    half = float(path["width"]) / 2
    looks = {
        "stroked": True,
        "color": _packed(path["color"]),
        "alpha": round(255 * float(path["stroke_opacity"])),
    }
    if (is_filled or "c" in kinds or _is_outline(path)) and _is_wide(path["rect"]):
        yield {**looks, "bbox": tuple(path["rect"]), "isrect": False}
    if is_filled or "c" in kinds:
        return
    for (x0, start), (x1, end) in _sides(path):
        y0, y1 = (start, end) if start < end else (end, start)
        box = (x0 - half, y0 - half, x1 + half, y1 + half)
        yield {**looks, "bbox": box, "isrect": x0 == x1 or y0 == y1}


def _is_outline(path: dict[str, Any]) -> bool:
    """Whether straight pieces lead around something with more than four corners: a frame with rounded ones."""
    items = path["items"]
    if len(items) <= CORNERS or items[0][0] != "l" or items[-1][0] != "l":
        return False
    return bool(path["closePath"] or items[0][1] == items[-1][2])


def _is_flat(path: dict[str, Any]) -> bool:
    """Whether a path is a straight line, perhaps there and back, of which nothing can be filled."""
    x0, y0, x1, y1 = path["rect"]
    return min(x1 - x0, y1 - y0) < FLAT and all(item[0] == "l" for item in path["items"])


def _sides(path: dict[str, Any]) -> Iterator[tuple[Point, Point]]:
    """The straight sides of a path from left to right, each once, though a line that is closed runs there and back."""
    sides: list[tuple[Point, Point]] = []
    for item in path["items"]:
        match item[0]:
            case "l":
                sides.append((item[1], item[2]))
            case "re":
                x0, y0, x1, y1 = item[1]
                sides += _around((x0, y0), (x1, y0), (x1, y1), (x0, y1))
            case "qu":
                upper_left, upper_right, lower_left, lower_right = item[1]
                sides += _around(upper_left, upper_right, lower_right, lower_left)
    if path["closePath"] and sides:
        sides.append((sides[-1][1], sides[0][0]))
    yield from dict.fromkeys((a, b) if a < b else (b, a) for a, b in sides if a != b)


def _around(*corners: Point) -> list[tuple[Point, Point]]:
    return list(zip(corners, (*corners[1:], corners[0]), strict=True))


def _packed(color: tuple[float, ...]) -> int:
    red, green, blue = (round(255 * part) for part in color)
    return red << 16 | green << 8 | blue
