"""Judges what the text layer of a page is worth, before anything is read from it.

A wrong invisible layer over a scan reads as good Chinese with false amounts, and a font without a Unicode
table gives noise: neither may become a record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

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
# A font that writes Chinese has no use for these letters (the sign of a diameter aside): where it has some, a program
# has cut the codes of some characters down to one byte. Others came out as digits then (、 as 1, 。 as 2), so that no
# figure of such a page can be trusted. In 400 files with whole codes no font had one.
_CUT_CODE = re.compile("[À-ÖÙ-öù-ƒ]")
_CHINESE = re.compile("[\u4e00-\u9fff]")
CUT_LEAST, CUT_SHARE, CHINESE_LEAST = 3, 0.01, 10
# Chromium draws some fonts as many of this type, each of up to 256 characters; what of them Latin print is set in may
# have such letters.
_DRAWN_FONT = "Type3"
_LATIN = re.compile("[A-Za-z]")
# Another page of such a document whose full stops are whole has whole codes.
WHOLE_STOP = "。"
# Private use: a page of it is noise, but a few are the bullets and boxes of symbol fonts.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Legibility:
    """How much of what a page's fonts wrote has a meaning; blanks that stand for unprinted glyphs count too."""

    def __init__(self) -> None:
        self._texts: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, font: str, text: str) -> None:
        """Counts ``text`` as the engine gave it, before anything is dropped from it."""
        self._texts[font].append(text)

    def cut_fonts(self) -> frozenset[str]:
        """The fonts whose Chinese characters have lost a part of their codes."""
        found: set[str] = set()
        drawn: dict[str, list[str]] = {}
        for font, texts in self._texts.items():
            text = "".join(texts)
            cut = [] if text.isascii() else _CUT_CODE.findall(text)
            if cut and font.startswith(_DRAWN_FONT) and not _LATIN.search(text):
                drawn[font] = cut
            if (
                len(cut) >= max(CUT_LEAST, CUT_SHARE * len(text))
                and len(set(cut)) > 1  # a name printed again and again has one
                and len(_CHINESE.findall(text)) >= CHINESE_LEAST
            ):
                found.add(font)
        letters = [letter for cut in drawn.values() for letter in cut]
        if len(letters) >= CUT_LEAST and len(set(letters)) > 1 and self._chinese_drawn() >= CHINESE_LEAST:
            found.update(drawn)
        return frozenset(found)

    def _chinese_drawn(self) -> int:
        """How many Chinese characters the fonts wrote whose glyphs are drawings."""
        drawn = (texts for font, texts in self._texts.items() if font.startswith(_DRAWN_FONT))
        return sum(len(_CHINESE.findall("".join(texts))) for texts in drawn)

    def is_noise(self) -> bool:
        """Whether the page cannot be trusted: noise throughout, or a font of some weight that has no meanings."""
        written = noise = noisy = 0
        for texts in self._texts.values():
            text = "".join(texts)
            letters, meaningless = len(text), len(_NO_MEANING.findall(text))
            written += letters
            noise += meaningless + len(_PRIVATE.findall(text))
            if letters >= NOISY_FONT_LENGTH and (meaningless > NOISE_SHARE * letters or _is_cipher(texts, text)):
                noisy += letters
        return noise > NOISE_SHARE * written or noisy > NOISY_FONTS_SHARE * written


def _is_cipher(texts: list[str], whole: str) -> bool:
    """Whether what a font wrote in Latin print alone is full of marks that are rare in print."""
    most = CIPHER_SHARE * len(whole)
    if len(_CIPHER.findall(whole)) <= most:  # so for nearly all fonts
        return False
    return sum(len(_CIPHER.findall(latin)) for latin in texts if _NO_MEANING.sub("", latin).isascii()) > most


def judge_layer(
    runs: list[Run], hidden: int, images: tuple[Box, ...], size: tuple[float, float], *, garbled: bool
) -> tuple[TextLayer, tuple[str, ...]]:
    """The page's ``layer`` and notes: ``hidden_text``, ``garbled_text``, ``picture_page``."""
    visible = sum(len(run.text) for run in runs)
    covered = cover_of(images, size) >= SCAN_COVER
    if garbled:
        return "scanned", ("garbled_text",)
    if covered and visible >= max(STAMP_LENGTH, hidden):
        return "mixed", ()
    if not covered and visible:
        return "born_digital", ()
    if hidden:
        return "scanned", ("hidden_text",)
    return ("scanned", ("picture_page",)) if images else ("none", ())


def without_text(page: Page) -> Page:
    """The page without its text layer, which is not to be trusted."""
    return replace(page, runs=(), layer="scanned", notes=(*page.notes, "garbled_text"))


def without_cut_codes(page: Page, cut_fonts: frozenset[str]) -> Page:
    """The page without its text layer where it is set in fonts that have lost parts of codes on other pages."""
    if not cut_fonts or page.layer not in {"born_digital", "mixed"}:
        return page
    text = "".join(run.text for run in page.runs if run.font in cut_fonts)
    if not _CHINESE.search(text) or WHOLE_STOP in text:
        return page
    return without_text(page)


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
