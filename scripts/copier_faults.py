"""What goes wrong between a printed page and its scan, beyond skew and noise: one function a fault.

Each takes a picture (grey, or blue, green, red), the dots per inch and a generator of chance, and gives a new picture
of the same kind. Greys run from 0 to 255; lengths in the functions are points unless they say pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

Fault = Callable[[Any, int, np.random.Generator], Any]


def _places(across: Any, down: Any) -> tuple[Any, ...]:
    """How far across and down each point of a picture lies."""
    return tuple(np.meshgrid(across, down))


def striped(picture: Any, dpi: int, chance: np.random.Generator) -> Any:
    """Stripes down the whole page from dirt on the glass of a feeder, and one where the drum gives no ink."""
    spoilt = picture.astype(np.float32)
    width = picture.shape[1]
    for _ in range(3):
        x, thick = int(chance.integers(width // 10, width * 9 // 10)), int(chance.integers(1, max(2, dpi // 70)))
        spoilt[:, x : x + thick] -= float(chance.uniform(50, 150))
    x = int(chance.integers(width // 5, width * 4 // 5))
    spoilt[:, x : x + max(1, dpi // 100)] += 120
    return _bytes(spoilt)


def margined(picture: Any, dpi: int, _chance: np.random.Generator) -> Any:
    """A black edge where the lid stood open, and the holes of a binder."""
    spoilt = picture.copy()
    height, width = spoilt.shape[:2]
    edge = round(14 * dpi / 72)
    ragged = (edge * (0.7 + 0.3 * np.sin(np.arange(height) / 90))).astype(int)
    for y in range(height):
        spoilt[y, : ragged[y]] = 25
    spoilt[: edge // 2, :] = 25
    for place in (-0.5, 0.5):
        centre = (round(34 * dpi / 72), round(height / 2 + place * 227 * dpi / 72))
        cv2.circle(spoilt, centre, round(8.5 * dpi / 72), (20,) * 3, -1)
    cv2.rectangle(spoilt, (width - 3, 0), (width, height), (60,) * 3, -1)
    return spoilt


def guttered(picture: Any, dpi: int, _chance: np.random.Generator) -> Any:
    """The page of a bound book: lines bend down and run together towards the spine, which lies in shadow."""
    height, width = picture.shape[:2]
    x, y = _places(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    near = np.exp(-x / (70 * dpi / 72))
    bent = cv2.remap(
        picture, x - 6 * dpi / 72 * near, y - 9 * dpi / 72 * near, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    shade = 1 - 0.65 * np.exp(-x / (30 * dpi / 72))
    return _bytes(bent * (shade[..., None] if picture.ndim == 3 else shade))


def annotated(picture: Any, dpi: int, chance: np.random.Generator) -> Any:
    """A reader's pen: rings around words, lines under them, ticks, scribbles in the margin."""
    spoilt = picture.copy()
    height, width = spoilt.shape[:2]
    unit = dpi / 72
    pen = (150, 60, 30) if picture.ndim == 3 else (70,)
    thick = max(1, round(1.1 * unit))
    for _ in range(4):
        centre = (int(chance.integers(width // 5, width * 4 // 5)), int(chance.integers(height // 8, height * 7 // 8)))
        axes = (int(chance.uniform(28, 60) * unit), int(chance.uniform(11, 16) * unit))
        cv2.ellipse(spoilt, centre, axes, float(chance.uniform(-8, 8)), 0, 340, pen, thick, cv2.LINE_AA)
    for _ in range(4):
        x, y = int(chance.integers(width // 6, width * 3 // 5)), int(chance.integers(height // 8, height * 7 // 8))
        length = int(chance.uniform(50, 160) * unit)
        steps = np.linspace(0, length, 12)
        line = np.stack([x + steps, y + chance.normal(0, 1.2 * unit, 12).cumsum() * 0.4], axis=1)
        cv2.polylines(spoilt, [line.astype(np.int32)], False, pen, thick, cv2.LINE_AA)
    for _ in range(4):
        x, y = int(chance.integers(width // 6, width * 5 // 6)), int(chance.integers(height // 8, height * 7 // 8))
        tick = np.array([[x, y], [x + 5 * unit, y + 7 * unit], [x + 18 * unit, y - 10 * unit]], np.int32)
        cv2.polylines(spoilt, [tick], False, pen, thick, cv2.LINE_AA)
    for row in range(3):
        steps = np.arange(40)
        x = width - 60 * unit + steps * 1.2 * unit
        y = height / 3 + row * 16 * unit + chance.normal(0, 4 * unit, 40)
        cv2.polylines(spoilt, [np.stack([x, y], axis=1).astype(np.int32)], False, pen, thick, cv2.LINE_AA)
    return spoilt


def showing_through(picture: Any, dpi: int, _chance: np.random.Generator) -> Any:
    """The print of the back of thin paper: the page itself, mirrored, moved and faint."""
    back = cv2.GaussianBlur(cv2.flip(picture, 1), (0, 0), 0.7 * dpi / 100)
    back = np.roll(back, (round(9 * dpi / 72), round(5 * dpi / 72)), axis=(0, 1)).astype(np.float32)
    return _bytes(picture.astype(np.float32) * (1 - 0.28 * (255 - back) / 255))


def faded(picture: Any, dpi: int, chance: np.random.Generator) -> Any:
    """Toner that runs out: bands of pale print, and grains missing from the strokes."""
    height, width = picture.shape[:2]
    bands = 0.62 - 0.3 * np.cos(np.arange(width) / (width / 7))
    grains = chance.random((height, width)) > 0.12
    strength = (bands[None, :] * cv2.blur(grains.astype(np.float32), (2, 2))).astype(np.float32)
    ink = 255 - picture.astype(np.float32)
    return _bytes(255 - ink * (strength[..., None] if picture.ndim == 3 else strength))


def faxed(picture: Any, dpi: int, _chance: np.random.Generator) -> Any:
    """A fax in its coarse mode: black and white, 204 dots an inch across and 98 down."""
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    height, width = grey.shape
    small = cv2.resize(grey, (round(width * 204 / dpi), round(height * 98 / dpi)), interpolation=cv2.INTER_AREA)
    bits = np.where(small < 150, 0, 255).astype(np.uint8)
    return cv2.resize(bits, (round(width * 204 / dpi), round(height * 196 / dpi)), interpolation=cv2.INTER_NEAREST)


def tinted(picture: Any, _dpi: int, _chance: np.random.Generator) -> Any:
    """Yellowed paper under a lamp that is no daylight."""
    return _bytes(picture.astype(np.float32) * np.array([0.72, 0.88, 0.97], np.float32))


def photographed(picture: Any, dpi: int, chance: np.random.Generator) -> Any:
    """A photograph from the hand: the sheet in perspective on a dark table, light from one side."""
    height, width = picture.shape[:2]
    reach = 0.02 * width
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    moved = corners + inward * chance.uniform(0.3, 1.0, (4, 2)).astype(np.float32) * reach
    matrix = cv2.getPerspectiveTransform(corners, moved)
    table = (70, 80, 90) if picture.ndim == 3 else 80
    seen = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=table)
    seen = cv2.GaussianBlur(seen, (0, 0), 0.35 * dpi / 100)
    x, y = _places(np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32))
    light = 1.0 - 0.4 * (0.6 * x + 0.4 * y) ** 1.5
    return _bytes(seen * (light[..., None] if picture.ndim == 3 else light))


def overinked(picture: Any, _dpi: int, _chance: np.random.Generator) -> Any:
    """A copy of a copy, set too dark: strokes are thick and small counters fill."""
    return _bytes(255 - np.minimum((255 - cv2.erode(picture, np.ones((2, 2), np.uint8)).astype(np.float32)) * 1.6, 235))


def _bytes(values: Any) -> Any:
    return np.clip(values, 0, 255).astype(np.uint8)
