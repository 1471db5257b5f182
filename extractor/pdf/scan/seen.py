"""What the picture of a page says, before words demand any repair: what is worth keeping between two runs."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

from extractor.pdf.scan.engine import Reading
from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.ruled import Stroke
from extractor.pdf.scan.strips import Strip

# The engine's packages; the recipe is everything in this folder but what only works on readings.
ENGINE = ("rapidocr", "onnxruntime")
AFTER_READING = frozenset({"setting.py"})
# What a file that does not hold what it should can raise.
SPOILT = (OSError, ValueError, TypeError, KeyError, zlib.error)


class SeenLine(NamedTuple):
    """A line's place, the page's x of the left edge of its picture (pixels), and its reading.

    ``gaps`` is where no ink stands in it over some width, from left to right: the page's x of both ends.
    """

    strip: Strip
    origin: float
    reading: Reading
    gaps: tuple[tuple[int, int], ...] = ()


class SeenSeal(NamedTuple):
    """A seal (印章): its box in pixels of the page as displayed, and what it says where that can be read.

    ``lifted`` is false for a seal that could not be told from the print under it.
    """

    x0: int
    y0: int
    x1: int
    y1: int
    text: str | None
    confidence: float | None
    lifted: bool


class Seen(NamedTuple):
    """A page straight and upright, ``width`` × ``height`` pixels.

    ``quarters`` are the clockwise turns that lead back to how it lies, ``skew`` the degrees that its print is turned
    counter-clockwise there, ``keystone`` leads back to the angle that it was photographed at. ``blank`` says that
    nothing is printed on it, ``turned_over`` that it lay the wrong side up, mirrored; ``keystone`` turns it back;
    ``scrawled`` that a pen's strokes lie over a table where nothing was read.
    """

    width: int
    height: int
    quarters: int
    skew: float
    blank: bool
    lines: tuple[SeenLine, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    seals: tuple[SeenSeal, ...] = ()
    keystone: tuple[float, ...] = ()
    turned_over: bool = False
    scrawled: bool = False


class Kept:
    """Readings kept in a folder, a file a page: by what the picture is, the engine and the recipe.

    It may be deleted at any time. A file that is damaged, or that cannot be written, only costs the reading.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, colour: Picture, scale: float) -> Seen | None:
        """What was seen in the same picture before."""
        try:
            return _seen(json.loads(zlib.decompress(self._place(colour, scale).read_bytes())))
        except SPOILT:
            return None

    def put(self, colour: Picture, scale: float, seen: Seen) -> None:
        """Keep what was seen; in one step, so that nobody ever finds half of it."""
        place = self._place(colour, scale)
        content = zlib.compress(json.dumps(_plain(seen), ensure_ascii=False).encode())
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            place.parent.mkdir(exist_ok=True)
            with NamedTemporaryFile(dir=place.parent, delete=False) as file:
                file.write(content)
            os.replace(file.name, place)

    def _place(self, colour: Picture, scale: float) -> Path:
        digest = hashlib.blake2b(f"{recipe()} {scale!r} {colour.shape}".encode(), digest_size=20)
        digest.update(colour.tobytes())
        name = digest.hexdigest()
        return self._folder / name[:2] / name[2:]


@cache
def recipe() -> str:
    """Changes with the engine and with every module that has a part in a reading."""
    digest = hashlib.sha256()
    for package in ENGINE:
        digest.update(f"{package} {version(package)}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name not in AFTER_READING:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _plain(seen: Seen) -> dict[str, Any]:
    plain = seen._asdict()
    plain["lines"] = [
        [
            [s.x0, s.y0, s.x1, s.y1, s.cell],
            origin,
            [reading.text, reading.centre, reading.confidence, reading.others],
            gaps,
        ]
        for s, origin, reading, gaps in seen.lines
    ]
    plain["strokes"] = [[s.x0, s.y0, s.x1, s.y1] for s in seen.strokes]
    return plain


def _seen(plain: dict[str, Any]) -> Seen:
    lines = tuple(
        SeenLine(
            Strip(*strip),
            origin,
            Reading(text, tuple(centre), tuple(confidence), tuple(others)),
            tuple((start, end) for start, end in gaps),
        )
        for strip, origin, (text, centre, confidence, others), gaps in plain.pop("lines")
    )
    strokes = tuple(Stroke(*stroke) for stroke in plain.pop("strokes"))
    seals = tuple(SeenSeal(*seal) for seal in plain.pop("seals"))
    keystone = tuple(plain.pop("keystone"))
    return Seen(**plain, lines=lines, strokes=strokes, seals=seals, keystone=keystone)
