"""Judges what the text layer of a page is worth, before anything is read from it.

A wrong invisible layer over a scan reads as good Chinese with false amounts, and a font without a Unicode
table gives noise: neither may become a record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from extractor.model.geometry import Box, Page, Run, TextLayer

# Share of the page that a picture must cover to count as a scan of it (full-page scans cover 0.9 and more,
# photographs in a text 0.6 at most).
SCAN_COVER = 0.7
# Share of characters without meaning above which a text layer, or what one font wrote, is noise.
NOISE_SHARE = 0.3
# Share of a page's characters that noisy fonts may write before the page is not trusted, and the fewest that tell.
NOISY_FONTS_SHARE = 0.05
NOISY_FONT_LENGTH = 8
# Fewer visible characters than this on a full-page picture are a stamp or a page number.
STAMP_LENGTH = 40

# What a font without a table of meanings gives: no character at all, or the byte of an 8-bit set. Marks of that
# set which reports print themselves (× ° ± · § — … “ ” • €) tell nothing.
_NO_MEANING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd¡¢¤¦¨ª¬¯´¶¸¹º¿À-ÖØ-öø-ƒˆ˜†‡‹›Œœ„‚™]")
# Marks that are rare in print; a font of Latin print alone that is full of them is a cipher of another script.
_CIPHER = re.compile("[!\"#$&'<>?@\\\\^`{|}~;]")
CIPHER_SHARE = 0.15
# Private use: a page of it is noise, but a few are the bullets and boxes of symbol fonts.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Legibility:
    """How much of what a page's fonts wrote has a meaning; blanks that stand for unprinted glyphs count too."""

    def __init__(self) -> None:
        self._texts: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, font: str, text: str) -> None:
        """Counts ``text`` as the engine gave it, before anything is dropped from it."""
        self._texts[font].append(text)

    def is_noise(self) -> bool:
        """Whether the page cannot be trusted: noise throughout, or a font of some weight that has no meanings."""
        written = noise = noisy = 0
        for texts in self._texts.values():
            text = "".join(texts)
            letters, meaningless = len(text), len(_NO_MEANING.findall(text))
            ciphers = sum(len(_CIPHER.findall(latin)) for latin in texts if latin.isascii())
            written += letters
            noise += meaningless + len(_PRIVATE.findall(text))
            if letters >= NOISY_FONT_LENGTH and (
                meaningless > NOISE_SHARE * letters or ciphers > CIPHER_SHARE * letters
            ):
                noisy += letters
        return noise > NOISE_SHARE * written or noisy > NOISY_FONTS_SHARE * written


def judge_layer(
    runs: list[Run], hidden: int, images: tuple[Box, ...], size: tuple[float, float], legibility: Legibility
) -> tuple[TextLayer, tuple[str, ...]]:
    """The page's ``layer`` and notes: ``hidden_text``, ``garbled_text``, ``picture_page``."""
    visible = sum(len(run.text) for run in runs)
    covered = cover_of(images, size) >= SCAN_COVER
    if legibility.is_noise():
        return "scanned", ("garbled_text",)
    if covered and visible >= max(STAMP_LENGTH, hidden):
        return "mixed", ()
    if not covered and visible:
        return "born_digital", ()
    if hidden:
        return "scanned", ("hidden_text",)
    return ("scanned", ("picture_page",)) if images else ("none", ())


def cover_of(images: Sequence[Box], size: tuple[float, float]) -> float:
    """The share of the page that its pictures cover: one, or strips and tiles beside each other."""
    width, height = size
    if not images or width <= 0 or height <= 0:
        return 0.0
    areas = [max(min(b.x1, width) - max(b.x0, 0), 0) * max(min(b.y1, height) - max(b.y0, 0), 0) for b in images]
    return min(sum(areas), width * height) / (width * height)


def overall_layer(pages: Sequence[Page]) -> TextLayer:
    """What the text layer of a whole document is worth; blank pages do not count."""
    layers = {page.layer for page in pages} - {"none"}
    if not layers:
        return "none"
    return layers.pop() if len(layers) == 1 else "mixed"
