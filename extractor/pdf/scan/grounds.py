"""Makes the dark grounds of table heads (表头底色) white, and what is printed on them dark, be it white or black; and
pale grounds that a copy of one bit gives as dots (网点)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# Points. The grey of a place's ground is the middle one of what lies within this: print covers less than half of it.
AROUND = 11
# Points. The brightest within this is paper.
PAPER_REACH = 91
# A ground has less than this share of the brightness of paper (a lighter one is read as paper is), is at least so high
# and so long (points), and of one grey, give or take so much; print covers this share of it at most.
DARKER, LEAST_HEIGHT, LEAST_LENGTH = 0.7, 7, 30
EVEN, MOST_PRINT = 24, 0.55
# Points. So long a word in bold print makes a ground look bright; but not along its edges, so near to which this share
# of one row is plain.
BOLD, EDGES, PLAIN = 61, 4, 0.75
# Points. Where a ground is hardly darker than paper its edges lie so much further out.
MOST_GROWN = 8
# Points. A line of letters alone is lower than any head.
LOWEST_HEAD = 13
# A ground is about a rectangle: it fills this share of it, half of each row and column.
FILLED, HALF = 0.85, 0.5
# Points. Its corners come out round over so much, and what grew into it is at most half as long as this.
CORNER, LUMP = 5, 41
# Share of the way from the ground to paper (or to black) that is grain yet, and from which on all is print. Greys: no
# ground is so dark that what is darker still can be told.
FINE, DARKEST = (0.15, 0.6), 60
# The same where a ground is dots of black, smoothed by so many points: its grey is off by so much half of the time, or
# by this share of it where little but black is left of it. What is smaller (points) is dots that stand together.
COARSE, SCREENED, NEARLY_BLACK, SMOOTH, SPECK = (0.3, 0.7), 40, 0.7, 0.4, 2.4
# A page's print is as black as this percentile of it.
BLACKEST = 1.0
# Points. The edge of a ground is a rule of this thickness, and so are those that go on into it.
EDGE = 0.9
# Rules of the colour of their ground are not seen in a head, which is so many times longer than high; those that meet
# it go on. So far (points) beyond its edge they are looked for, over this length, so much darker than what is so near
# beside them. No print stands so near to them in the head.
LONG, AWAY, MEETS, BESIDE, FAINTEST, CLEAR = 3.0, 1.6, 18.0, 2.5, 35, 1.0
# Share of its length over which a rule is dark: in a head, and a worn one where it meets the head (print has so many
# points of white above it).
WHOLE, WORN, TOUCHES = 0.8, 0.68, 2.5
# A copy of one bit is black or white, give or take so many greys, over this share (drawn to scale 0.96; a clean JPEG
# 0.46 at most). Its dots are so large (points) and stand so far from print; pale grounds have so many of them on a
# square point (0.25 and more; specks of a bad copy 0.003, fragments of small print up to 0.3 over a few points), looked
# at over this window, of which so much is free of print. Print on them, and what is narrower, goes with them.
BLACK_OR_WHITE, BITS, DOT, CLEAR_OF_PRINT, DOTTED = 8, 0.9, 0.9, 1.5, 0.2
WINDOW, FREE, BRIDGED, NARROWEST = 15, 0.1, 25, 9
# Points. So much nearer to its edge the window sees paper. A smoothed dot is darker than its ground by less than the
# first share, the thinnest stroke of print by more than the second.
RIM, DOT_OR_PRINT = 11, (0.12, 0.42)
WHITE = 255


class Ground(NamedTuple):
    """A dark ground: its rows and columns (points), what of them is its own, its grey there and that of paper."""

    box: tuple[slice, slice]
    inside: Any
    grey: Any
    paper: Any


def uncovered(page: Picture, scale: float) -> Picture:
    """The straight grey page, its dark grounds white with an edge, and dark what is lighter or darker than they."""
    found = _grounds(page, scale)
    if not found:
        return page
    light = page.copy()
    black = float(np.percentile(page[::4, ::4], BLACKEST))
    edge = round(EDGE * scale) * 2 + 1
    for ground in found:
        rows, columns = (slice(round(each.start * scale), round(each.stop * scale)) for each in ground.box)
        part = light[rows, columns]
        inside = cv2.resize(ground.inside.astype(np.uint8), part.shape[::-1], interpolation=cv2.INTER_NEAREST)
        inner = cv2.erode(inside, np.ones((edge, edge), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
        paper = _as_large(ground.paper, part.shape).astype(np.float32)
        told = _told(part, _as_large(ground.grey, part.shape), paper, scale)
        _go_on(told, page, rows, columns, scale)
        # As white as the paper around and as black as the page's print: paler print is not that of the back.
        told = (black + told * ((paper - black) / WHITE)).astype(np.uint8)
        part[:] = np.where(inner > 0, told, np.where(inside > 0, black, part))
    return light


def unscreened(grey: Picture, scale: float) -> Picture:
    """The page without the dots of pale grounds, or of grey paper, on a copy of one bit (by error diffusion, or a fine
    screen): what lies on them is told by its smoothed grey."""
    sample = grey[::2, ::2]
    if float(((sample < BLACK_OR_WHITE) | (sample > WHITE - BLACK_OR_WHITE)).mean()) < BITS:
        return grey
    _, labels, stats, _ = cv2.connectedComponentsWithStats((grey < WHITE / 2).astype(np.uint8), connectivity=4)
    is_dot = stats[:, 2:4].max(axis=1) <= max(2, round(DOT * scale))
    is_print = ~is_dot
    is_dot[0] = is_print[0] = False
    reach = round(CLEAR_OF_PRINT * scale) * 2 + 1
    free = cv2.dilate(is_print[labels].astype(np.uint8), np.ones((reach, reach), np.uint8)) == 0
    middle = stats[is_dot, :2] + stats[is_dot, 2:4] // 2
    dots: Any = np.zeros(grey.shape, np.float32)
    dots[middle[:, 1], middle[:, 0]] = scale * scale
    dots[~free] = 0
    size = (max(1, round(grey.shape[1] / scale)), max(1, round(grey.shape[0] / scale)))
    number, room = (
        cv2.blur(cv2.resize(each, size, interpolation=cv2.INTER_AREA), (WINDOW, WINDOW))
        for each in (dots, free.astype(np.float32))
    )
    dotted = ((number >= DOTTED * np.maximum(room, FREE)) & (room >= FREE)).astype(np.uint8)
    dotted = cv2.morphologyEx(dotted, cv2.MORPH_CLOSE, np.ones((BRIDGED, BRIDGED), np.uint8))
    dotted = cv2.morphologyEx(dotted, cv2.MORPH_OPEN, np.ones((NARROWEST, NARROWEST), np.uint8))
    ground = cv2.medianBlur(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), AROUND)
    # A darker one is told with its edge, as those of other copies are.
    dotted[ground < DARKER * WHITE] = 0
    if not dotted.any():
        return grey
    inner = cv2.erode(dotted, np.ones((RIM, RIM), np.uint8), borderType=cv2.BORDER_REPLICATE)
    level = np.maximum(_as_large(cv2.blur(ground, (5, 5)), grey.shape).astype(np.float32), 1.0)
    share = 1 - cv2.GaussianBlur(grey, (0, 0), SMOOTH * scale) / level
    grain, full = DOT_OR_PRINT
    told = WHITE * (1 - np.clip((share - grain) / (full - grain), 0, 1))
    whole, core = (cv2.resize(each, grey.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0 for each in (dotted, inner))
    light = np.where(whole & free & is_dot[labels], WHITE, grey)
    return np.where(core, told, light).astype(np.uint8)


def _grounds(page: Picture, scale: float) -> list[Ground]:
    height, width = page.shape
    small = cv2.resize(
        page, (max(1, round(width / scale)), max(1, round(height / scale))), interpolation=cv2.INTER_AREA
    )
    greys = cv2.medianBlur(small, AROUND)
    paper = cv2.dilate(cv2.medianBlur(small, 5), np.ones((PAPER_REACH, PAPER_REACH), np.uint8))
    dark = (greys < DARKER * paper.astype(np.float32)).astype(np.uint8)
    dark = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((LEAST_HEIGHT, LEAST_HEIGHT), np.uint8))
    found: list[Ground] = []
    # Bold white print covers more than half of what lies around it.
    for gap in ((1, BOLD), (1, 1), (BOLD, 1)):
        whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
        for box, inside in _patches(whole):
            own = greys[box].astype(np.float32)
            usual = float(np.median(own[dark[box] > 0])) if dark[box].any() else WHITE
            level = np.where(np.abs(own - usual) <= EVEN, own, usual)
            plain = np.abs(cv2.GaussianBlur(small[box], (3, 3), 0) - level) <= EVEN
            if float(plain[inside].mean()) < 1 - MOST_PRINT or not _is_edged(plain):
                continue
            darker = small < (usual + paper.astype(np.float32)) / 2
            whole_box = _grown(box, darker)
            if min(darker[whole_box].shape) < LOWEST_HEAD:
                continue
            level = np.pad(cv2.blur(level, (5, 5)), _margins(box, whole_box), mode="edge")
            found.append(Ground(whole_box, _even_edged(darker[whole_box]), level, paper[whole_box]))
    grounds: list[Ground] = []
    for ground in sorted(found, key=lambda ground: -ground.inside.size):
        if not any(
            _overlap(ground.box[0], other.box[0]) and _overlap(ground.box[1], other.box[1]) for other in grounds
        ):
            grounds.append(ground)
    return grounds


def _patches(dark: Any) -> Iterator[tuple[tuple[slice, slice], Any]]:
    """The patches that may be grounds: their rows and columns, and what of these is their own."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    for index, (x, y, wide, high, _) in enumerate(stats.tolist()):
        at_edge = x <= 1 or y <= 1 or x + wide >= dark.shape[1] - 1 or y + high >= dark.shape[0] - 1
        if not index or at_edge or max(wide, high) < LEAST_LENGTH:
            continue
        box = _core(labels == index, x, y, wide, high)
        inside = labels[box] == index
        is_large = max(inside.shape) >= LEAST_LENGTH and min(inside.shape) >= LEAST_HEIGHT
        if is_large and float(inside.mean()) >= FILLED:
            yield box, inside


def _overlap(one: slice, other: slice) -> bool:
    return bool(one.start < other.stop and other.start < one.stop)


def _core(own: Any, x: int, y: int, wide: int, high: int) -> tuple[slice, slice]:
    """The rows and columns of a patch in its box of which it fills half: print beside a ground grows into it."""
    part = own[y : y + high, x : x + wide]
    rows, columns = (np.flatnonzero(part.mean(axis=axis) >= HALF) for axis in (1, 0))
    if not len(rows) or not len(columns):
        return slice(y, y), slice(x, x)
    return slice(y + int(rows[0]), y + int(rows[-1]) + 1), slice(x + int(columns[0]), x + int(columns[-1]) + 1)


def _grown(box: tuple[slice, slice], darker: Any) -> tuple[slice, slice]:
    """The box with the rows and columns beside it that are ``darker`` than half-way to paper."""
    rows, columns = box

    def reach(line: Any) -> int:
        """How many of the flags from the box outwards are set."""
        near = line[:MOST_GROWN]
        return int(len(near) if near.all() else near.argmin())

    by_rows, by_columns = darker[:, columns].mean(axis=1) >= PLAIN, darker[rows].mean(axis=0) >= PLAIN
    return (
        slice(rows.start - reach(by_rows[: rows.start][::-1]), rows.stop + reach(by_rows[rows.stop :])),
        slice(
            columns.start - reach(by_columns[: columns.start][::-1]), columns.stop + reach(by_columns[columns.stop :])
        ),
    )


def _margins(box: tuple[slice, slice], whole: tuple[slice, slice]) -> list[tuple[int, int]]:
    return [(each.start - large.start, large.stop - each.stop) for each, large in zip(box, whole, strict=True)]


def _is_edged(plain: Any) -> bool:
    """Whether nothing is printed along the long edges of a ground."""
    rows = plain if plain.shape[0] <= plain.shape[1] else plain.T
    return all(bool(rows[side].mean(axis=1).max() >= PLAIN) for side in (slice(None, EDGES), slice(-EDGES, None)))


def _even_edged(inside: Any) -> Any:
    """A ground with even long edges, which bend where the sheet does: print beside it grew into it."""
    if inside.shape[0] > inside.shape[1]:
        return _even_edged(inside.T).T
    if inside.shape[0] > WHITE:
        return np.ones_like(inside)
    ends = []
    for side in (inside, inside[::-1]):
        depth = np.argmax(side, axis=0).astype(np.uint8)
        depth[:CORNER], depth[-CORNER:] = depth[CORNER], depth[-CORNER - 1]
        ends.append(cv2.medianBlur(depth[None, :], LUMP)[0])
    rows = np.arange(inside.shape[0])[:, None]
    return (rows >= ends[0]) & (rows < inside.shape[0] - ends[1].astype(int))


def _as_large(values: Any, shape: tuple[int, ...]) -> Any:
    return cv2.resize(values, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR)


def _told(part: Picture, ground: Any, paper: Any, scale: float) -> Picture:
    """What differs from its ground, dark on white."""
    away = part.astype(np.float32) - ground
    is_screened = float(np.median(np.abs(away))) > min(SCREENED, NEARLY_BLACK * float(ground.mean()))
    grain, full = COARSE if is_screened else FINE
    if is_screened:
        away = cv2.GaussianBlur(away, (0, 0), SMOOTH * scale)
    share = np.where(away > 0, away / np.maximum(paper - ground, 1.0), -away / np.maximum(ground, DARKEST))
    told = (WHITE * (1 - np.clip((share - grain) / (full - grain), 0, 1))).astype(np.uint8)
    return _without_specks(told, scale) if is_screened else told


def _without_specks(told: Picture, scale: float) -> Picture:
    """What is told without patches smaller than the strokes of letters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((told < WHITE / 2).astype(np.uint8), connectivity=8)
    large = stats[:, 2:4].max(axis=1) >= SPECK * scale
    large[0] = False
    near = cv2.dilate(large[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.where(near > 0, told, WHITE).astype(np.uint8)


def _go_on(told: Picture, page: Picture, rows: slice, columns: slice, scale: float) -> None:
    """Draw the rules into a head (``told``) of which none can be seen that meet it on the ``page``."""
    if told.shape[0] > told.shape[1]:
        told, page, rows, columns = told.T, page.T, columns, rows
    edge, reach = round(AWAY * scale), round(MEETS * scale)
    inner = told[edge:-edge] < WHITE / 2
    if inner.shape[0] * LONG > inner.shape[1]:
        return
    above, below = page[: max(0, rows.start - edge), columns][::-1][:reach], page[rows.stop + edge :, columns][:reach]
    near = round(CLEAR * scale)
    met = [
        (start, end, inner[:, max(0, start - near) : end + near])
        for start, end in [*_rules(above, scale), *_rules(below, scale)]
        if edge < start and end < told.shape[1] - edge
    ]
    unseen = [(start, end, beside) for start, end, beside in met if float(beside.any(axis=1).mean()) < WHOLE]
    # Where most can be seen the others end at the head: it names several columns there.
    if 2 * len(unseen) > len(met):
        for start, end, beside in unseen:
            if not beside.any():
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
