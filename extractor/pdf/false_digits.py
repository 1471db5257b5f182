"""Fonts whose tables give other digits than they draw, as some programs print them to keep text from being copied.

What is read from such a font is a wrong figure that looks right. An embedded TrueType font that kept its own table of
characters betrays the other.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

import pymupdf

from extractor.pdf.resources import Font

# Digits that the two tables give to each other's glyphs, at least: one may be a slip of a program.
LEAST = 2
_DIGITS = range(0x30, 0x3A)
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CHAR = re.compile(rb"<([0-9a-fA-F]{1,4})>\s*<([0-9a-fA-F]{4})>")
_RANGE = re.compile(rb"<([0-9a-fA-F]{1,4})>\s*<([0-9a-fA-F]{1,4})>\s*<([0-9a-fA-F]{4})>")
_LISTED = re.compile(rb"<([0-9a-fA-F]{1,4})>\s*<[0-9a-fA-F]{1,4}>\s*\[([^\]]*)\]")
_MEANING = re.compile(rb"<([0-9a-fA-F]*)>")
# A table of a font of more than this is damaged.
MOST_SEGMENTS = 20_000


class FalseDigits:
    """Which fonts of a document are such; each is looked at once. Its name tells nothing: in reports put together in
    one file another has the same.
    """

    def __init__(self, document: pymupdf.Document) -> None:
        self._document = document
        self._known: dict[int, bool] = {}

    def are_among(self, fonts: Iterable[Font]) -> bool:
        """Whether such a font is among those of a page."""
        return any(
            self._lies(xref)
            for xref, kind, of_type, _, _, encoding, *_ in fonts
            if (kind, of_type, encoding) == ("ttf", "Type0", "Identity-H")
        )

    def _lies(self, xref: int) -> bool:
        if xref not in self._known:
            self._known[xref] = self._contradicts(xref)
        return self._known[xref]

    def _contradicts(self, xref: int) -> bool:
        table = _reference(self._document.xref_get_key(xref, "ToUnicode"))
        below = _reference(self._document.xref_get_key(xref, "DescendantFonts"))
        if table is None or below is None:
            return False
        told = digits_told(self._document.xref_stream(table) or b"")
        file = _reference(self._document.xref_get_key(below, "FontDescriptor/FontFile2")) if told else None
        if file is None or self._document.xref_get_key(below, "CIDToGIDMap")[0] == "xref":
            return False
        drawn = digits_drawn(self._document.xref_stream(file) or b"")
        return contradicts(told, drawn)


def contradicts(told: dict[int, int], drawn: dict[int, int]) -> bool:
    """Whether glyphs are told to be digits that are others; both give the digit of a glyph."""
    return sum(1 for glyph, digit in told.items() if drawn.get(glyph, digit) != digit) >= LEAST


def _reference(value: tuple[str, str]) -> int | None:
    """The object that a key refers to, by itself or as the only one of a list."""
    found = re.match(r"\[?\s*(\d+) 0 R", value[1])
    return int(found[1]) if found else None


def digits_told(table: bytes) -> dict[int, int]:
    """The digits of glyphs by a table of meanings (ToUnicode)."""
    found: dict[int, int] = {}
    for kind, entries in _BLOCK.findall(table):
        if kind == b"char":
            pairs = [(int(code, 16), int(meaning, 16)) for code, meaning in _CHAR.findall(entries)]
        else:
            pairs = [
                (int(first, 16) + digit - int(start, 16), digit)
                for first, last, start in _RANGE.findall(entries)
                for digit in _DIGITS
                if int(start, 16) <= digit <= int(start, 16) + int(last, 16) - int(first, 16)
            ]
            pairs += [
                (code, int(meaning, 16))
                for first, meanings in _LISTED.findall(entries)
                for code, meaning in enumerate(_MEANING.findall(meanings), int(first, 16))
                if len(meaning) == 4
            ]
        found.update((code, meaning) for code, meaning in pairs if meaning in _DIGITS)
    return found


def digits_drawn(font: bytes) -> dict[int, int]:
    """The digits of glyphs by the font's own table of characters, where it has kept one of Unicode."""
    try:
        table = _characters(font)
        return {} if table is None else _glyphs(font, table)
    except (struct.error, IndexError):
        return {}


def _characters(font: bytes) -> int | None:
    """Where the table of Unicode characters stands in a font."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for place in range(tables):
        name, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if name == b"cmap":
            (count,) = struct.unpack_from(">H", font, start + 2)
            for entry in range(count):
                platform, encoding, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * entry)
                if platform == 0 or (platform == 3 and encoding in {1, 10}):
                    return int(start + offset)
    return None


def _glyphs(font: bytes, start: int) -> dict[int, int]:
    (layout,) = struct.unpack_from(">H", font, start)
    found: dict[int, int] = {}
    if layout == 4:
        (double,) = struct.unpack_from(">H", font, start + 6)
        for at in range(0, min(double, MOST_SEGMENTS), 2):
            (last,) = struct.unpack_from(">H", font, start + 14 + at)
            (first,) = struct.unpack_from(">H", font, start + 16 + double + at)
            (step,) = struct.unpack_from(">h", font, start + 16 + 2 * double + at)
            place = start + 16 + 3 * double + at
            (shift,) = struct.unpack_from(">H", font, place)
            for digit in _DIGITS:
                if first <= digit <= last:
                    glyph = digit
                    if shift:
                        (glyph,) = struct.unpack_from(">H", font, place + shift + 2 * (digit - first))
                    if glyph:
                        found[(glyph + step) % 0x10000] = digit
    elif layout == 12:
        (groups,) = struct.unpack_from(">I", font, start + 12)
        for group in range(min(groups, MOST_SEGMENTS)):
            first, last, glyph = struct.unpack_from(">III", font, start + 16 + 12 * group)
            found.update((glyph + digit - first, digit) for digit in _DIGITS if first <= digit <= last)
    return found
