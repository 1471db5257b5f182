"""The two networks of RapidOCR on onnxruntime: one finds lines of text, one reads a line.

The models lie in RapidOCR's wheel and are run directly, because what is needed here is what its own interface
hides: the probability of every character, its variants in width counted as one, and where it stands in the line.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime

from extractor.pdf.scan.picture import Picture

# The recogniser was trained on lines of this height (pixels); a column of its answer stands for eight pixels.
LINE_HEIGHT = 48
COLUMN = 8
# Pixels. Wider pictures than this do not occur.
MOST_WIDTH = 4000
# The detector wants sides that are multiples of this; beyond this longest side it gains nothing (960 to 1600 measured).
DETECTOR_STEP = 32
DETECTOR_SIDE = 960
# Share of "text" in a pixel for it to belong to a line, and its mean over the line for the line to count.
TEXT_PIXEL = 0.3
TEXT_LINE = 0.5
# The detector paints the core of a line; the line is larger by this share of its height on each side.
CORE_MARGIN = 0.35
# How many other digits are kept of each.
MOST_OTHERS = 2
# A network's blank between characters.
BLANK = 0
WHITE = 255
_BRACKETS = {**dict.fromkeys("([〔【", "("), **dict.fromkeys(")]〕】", ")")}


@dataclass(frozen=True, slots=True)
class Spotted:
    """A line that the detector found: its box in pixels of the picture, and how sure it is."""

    x0: int
    y0: int
    x1: int
    y1: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What is printed in the picture of one line.

    ``centre[i]`` is where character ``text[i]`` stands (pixels from the picture's left), ``confidence[i]`` how
    probable it is, 0 to 1. ``others[i]`` are the digits that a digit may be instead, the likeliest first.
    """

    text: str
    centre: tuple[float, ...]
    confidence: tuple[float, ...]
    others: tuple[str, ...]

    @property
    def least(self) -> float:
        """The confidence of the least certain character; 0 where nothing was read."""
        return min((c for c, char in zip(self.confidence, self.text, strict=True) if char != " "), default=0.0)


class Engine:
    """Both networks; made once for each process. ``threads`` is how many cores one page may use."""

    def __init__(self, threads: int) -> None:
        folder = _models()
        self._detector = _session(_newest(folder, "det"), threads)
        self._recogniser = _session(_newest(folder, "rec"), threads)
        characters = self._recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *characters, " "]
        self._variants = _variants(tuple(self._characters))
        self._digits = [self._characters.index(digit) for digit in "0123456789"]

    def spot(self, picture: Picture, side: int = DETECTOR_SIDE) -> list[Spotted]:
        """The lines of text on a grey picture, in no order."""
        height, width = picture.shape
        scale = min(1.0, side / max(height, width))
        small_width = max(DETECTOR_STEP, round(width * scale / DETECTOR_STEP) * DETECTOR_STEP)
        small_height = max(DETECTOR_STEP, round(height * scale / DETECTOR_STEP) * DETECTOR_STEP)
        small = cv2.resize(picture, (small_width, small_height), interpolation=cv2.INTER_AREA)
        heat = self._detector.run(None, {"x": _planes(small)})[0][0, 0]
        return _boxes(heat, width / small_width, height / small_height)

    def read(self, line: Picture) -> Reading:
        """The text on a grey picture of one line."""
        height, width = line.shape
        if not height or not width:
            return Reading("", (), (), ())
        scale = LINE_HEIGHT / height
        resized_width = min(max(round(width * scale), COLUMN), MOST_WIDTH)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        resized = cv2.resize(line, (resized_width, LINE_HEIGHT), interpolation=method)
        missing = -resized_width % COLUMN
        if missing:
            resized = cv2.copyMakeBorder(resized, 0, 0, 0, missing, cv2.BORDER_CONSTANT, value=WHITE)
        columns = self._recogniser.run(None, {"x": _planes(resized)})[0][0]
        return self._decode(columns, width / resized_width)

    def _decode(self, columns: Any, pixels: float) -> Reading:
        best = columns.argmax(axis=1)
        if not best.any():
            # Ink that the network takes for nothing: its best guess, of a confidence that tells it.
            column = int(columns[:, 1:].max(axis=1).argmax())
            best[column] = int(columns[column, 1:].argmax()) + 1
        text, centre, confidence, others = [], [], [], []
        start = 0
        for index in range(1, len(best) + 1):
            if index < len(best) and best[index] == best[start]:
                continue
            label = int(best[start])
            if label != BLANK:
                same = self._variants.get(label, [label])
                share = columns[start:index][:, same].sum(axis=1)
                text.append(self._characters[label])
                weight = share.sum()
                middle = float((share * np.arange(start, index)).sum() / weight) if weight > 0 else float(start)
                centre.append((middle + 0.5) * COLUMN * pixels)
                confidence.append(min(1.0, float(share.max())))
                others.append(self._other_digits(label, columns[start:index]))
            start = index
        return Reading("".join(text), tuple(centre), tuple(confidence), tuple(others))

    def _other_digits(self, label: int, columns: Any) -> str:
        """The digits that the columns of a digit show next to it; of wrong digits three in four are one of two."""
        if label not in self._digits:
            return ""
        shown = columns[:, self._digits].max(axis=0)
        ranked = sorted(zip(shown.tolist(), self._digits, strict=True), reverse=True)
        return "".join([self._characters[other] for _, other in ranked if other != label][:MOST_OTHERS])


@cache
def engine(threads: int) -> Engine:
    """The process's engine."""
    return Engine(threads)


def _models() -> Path:
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ImportError("rapidocr is not installed")
    return Path(spec.origin).parent / "models"


def _newest(folder: Path, task: str) -> Path:
    """The model of a task that travels in the wheel; nothing is ever downloaded."""
    found = sorted(folder.glob(f"*PP-OCR*_{task}*.onnx"))
    if not found:
        raise ImportError(f"this version of rapidocr carries no model for {task!r}")
    return found[-1]


def _session(model: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The arena keeps the largest page's memory for ever: 300 MB more for 3% of speed.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _planes(picture: Picture) -> Any:
    """A grey picture as the networks want it: three equal planes, -1 black to 1 white."""
    plane = picture.astype(np.float32) / 127.5 - 1.0
    return np.broadcast_to(plane, (1, 3, *plane.shape)).copy()


def _boxes(heat: Any, x_scale: float, y_scale: float) -> list[Spotted]:
    """Boxes around the patches of a map of text, in the full picture's pixels."""
    mask = (heat > TEXT_PIXEL).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    sums = np.bincount(labels.ravel(), weights=heat.ravel(), minlength=count)
    found = []
    for index in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[index])
        score = float(sums[index]) / area
        if score < TEXT_LINE or min(width, height) < 3:
            continue
        margin = CORE_MARGIN * min(width, height)
        found.append(
            Spotted(
                max(0, round((left - margin) * x_scale)),
                max(0, round((top - margin) * y_scale)),
                round((left + width + margin) * x_scale),
                round((top + height + margin) * y_scale),
                score,
            )
        )
    return found


@cache
def _variants(characters: tuple[str, ...]) -> dict[int, list[int]]:
    """Labels of characters that differ in width or in the style of brackets alone: their probabilities add up."""
    groups: dict[str, list[int]] = {}
    for label, character in enumerate(characters):
        if label != BLANK:
            plain = unicodedata.normalize("NFKC", character)
            groups.setdefault(_BRACKETS.get(plain, plain), []).append(label)
    return {label: group for group in groups.values() if len(group) > 1 for label in group}
