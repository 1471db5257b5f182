"""Makes the dark grounds of table heads (表头底色) white, and what is printed on them dark, be it white or black."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Points. The grey of a place's ground is the middle one of what lies within this: print covers less than half of it.
AROUND = 11
# Points. The brightest within this is paper.
PAPER_REACH = 121
# A ground has less than this share of the brightness of paper (a lighter one is read as paper is), is at least so high
# and so long (points), of one grey (this share of it within so many greys), and print covers this share of it at most.
DARKER, LEAST_HEIGHT, LEAST_LENGTH = 0.7, 7, 30
EVEN, EVEN_SHARE, MOST_PRINT = 24, 0.75, 0.45
# A ground is a rectangle: it fills this share of it, half of each row and column.
FILLED, HALF = 0.85, 0.5
# Share of the way from the ground to paper (or to black) that is grain yet, and from which on all is print. Greys: no
# ground is so dark that what is darker still can be told.
FINE, DARKEST = (0.15, 0.6), 60
# The same where a ground is dots of black (its grey is off by so much half of the time), smoothed by so many points.
COARSE, SCREENED, SMOOTH = (0.3, 0.7), 40, 0.4
# Points. The edge of a ground is a rule of this thickness, and so are those that go on into it.
EDGE = 0.9
# Rules of the colour of their ground are not seen in a head, which is so many times longer than high; those that meet
# it go on. So far (points) beyond its edge they are looked for, over this length, so much darker than what is so near
# beside them. No print stands so near to them in the head.
LONG, AWAY, MEETS, BESIDE, FAINTEST, CLEAR = 3.0, 1.6, 11.0, 2.5, 35, 1.0
# Share of its length over which a rule is dark: in a head, and a worn one where it meets the head (print has so many
# points of white above it).
WHOLE, WORN, TOUCHES = 0.8, 0.55, 2.5
WHITE = 255


class Ground(NamedTuple):
    """A dark ground: its rows and columns (points), its grey there and that of paper."""

    box: tuple[slice, slice]
    grey: Any
    paper: Any


def uncovered(page: Picture, scale: float) -> Picture:
    """The straight grey page, its dark grounds white with an edge, and dark what is lighter or darker than they."""
    found = _grounds(page, scale)
    if not found:
        return page
    light = page.copy()
    edge = round(EDGE * scale)
    for ground in found:
        rows, columns = (slice(round(each.start * scale), round(each.stop * scale)) for each in ground.box)
        part = light[rows, columns]
        told = _told(part, _as_large(ground.grey, part.shape), _as_large(ground.paper, part.shape), scale)
        _go_on(told, page, rows, columns, scale)
        part[:] = 0
        part[edge:-edge, edge:-edge] = told[edge:-edge, edge:-edge]
    return light


def _grounds(page: Picture, scale: float) -> list[Ground]:
    height, width = page.shape
    small = cv2.resize(
        page, (max(1, round(width / scale)), max(1, round(height / scale))), interpolation=cv2.INTER_AREA
    )
    greys = cv2.medianBlur(small, AROUND)
    paper = cv2.dilate(cv2.medianBlur(small, 5), np.ones((PAPER_REACH, PAPER_REACH), np.uint8))
    dark = (greys < DARKER * paper.astype(np.float32)).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((LEAST_HEIGHT, LEAST_HEIGHT), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    grounds = []
    for index, (x, y, wide, high, _) in enumerate(stats.tolist()):
        at_edge = x <= 1 or y <= 1 or x + wide >= dark.shape[1] - 1 or y + high >= dark.shape[0] - 1
        if not index or at_edge or max(wide, high) < LEAST_LENGTH:
            continue
        box = _core(labels == index, x, y, wide, high)
        inside = labels[box] == index
        if not inside.any() or float(inside.mean()) < FILLED:
            continue
        own = greys[box].astype(np.float32)
        usual = float(np.median(own[inside]))
        is_usual = np.abs(own - usual) <= EVEN
        printed = np.abs(cv2.GaussianBlur(small[box], (3, 3), 0) - own) > EVEN
        if float(is_usual[inside].mean()) < EVEN_SHARE or float(printed[inside].mean()) > MOST_PRINT:
            continue
        grounds.append(Ground(box, cv2.blur(np.where(is_usual, own, usual), (5, 5)), paper[box]))
    return grounds


def _core(own: Any, x: int, y: int, wide: int, high: int) -> tuple[slice, slice]:
    """The rows and columns of a patch in its box of which it fills half: print beside a ground grows into it."""
    part = own[y : y + high, x : x + wide]
    rows, columns = (np.flatnonzero(part.mean(axis=axis) >= HALF) for axis in (1, 0))
    if not len(rows) or not len(columns):
        return slice(y, y), slice(x, x)
    return slice(y + int(rows[0]), y + int(rows[-1]) + 1), slice(x + int(columns[0]), x + int(columns[-1]) + 1)


def _as_large(values: Any, shape: tuple[int, ...]) -> Any:
    return cv2.resize(values, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def _told(part: Picture, ground: Any, paper: Any, scale: float) -> Picture:
    """What differs from its ground, dark on white."""
    away = part.astype(np.float32) - ground
    if float(np.median(np.abs(away))) > SCREENED:
        away = cv2.GaussianBlur(away, (0, 0), SMOOTH * scale)
        grain, full = COARSE
    else:
        grain, full = FINE
    share = np.where(away > 0, away / np.maximum(paper - ground, 1), -away / np.maximum(ground, DARKEST))
    return (WHITE * (1 - np.clip((share - grain) / (full - grain), 0, 1))).astype(np.uint8)


def _go_on(told: Picture, page: Picture, rows: slice, columns: slice, scale: float) -> None:
    """Draw the rules into a head (``told``) of which none can be seen that meet it on the ``page``."""
    if told.shape[0] > told.shape[1]:
        told, page, rows, columns = told.T, page.T, columns, rows
    edge, reach = round(AWAY * scale), round(MEETS * scale)
    inner = told[edge:-edge] < WHITE / 2
    if inner.shape[0] * LONG > inner.shape[1] or (inner[:, edge:-edge].mean(axis=0) >= WHOLE).any():
        return
    above, below = page[: max(0, rows.start - edge), columns][::-1][:reach], page[rows.stop + edge :, columns][:reach]
    for start, end in [*_rules(above, scale), *_rules(below, scale)]:
        near = inner[:, max(0, start - round(CLEAR * scale)) : end + round(CLEAR * scale)]
        if edge < start and end < told.shape[1] - edge and not near.any():
            told[:, start:end] = 0


def _rules(strip: Picture, scale: float) -> list[tuple[int, int]]:
    """Where upright rules run through a strip from its first row on: pixels from its left, ends exclusive."""
    if strip.shape[0] < MEETS * scale / 2:
        return []
    reach = round(BESIDE * scale) * 2 + 1
    beside = cv2.morphologyEx(np.ascontiguousarray(strip), cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    dark = cv2.subtract(beside, strip) > FAINTEST
    rules = (dark.mean(axis=0) >= WORN) & (dark[: round(TOUCHES * scale)].mean(axis=0) >= WORN)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rules, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
