"""The fonts that both typesetters use, by role, and a clear message where one is not installed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pymupdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SHARE = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class Face:
    """A family for Writer, the same or a kindred outline file for ReportLab, and its Debian package."""

    family: str
    path: str
    subfont: int
    package: str


UMING = Face("AR PL UMing CN", "truetype/arphic/uming.ttc", 0, "fonts-arphic-uming")
UKAI = Face("AR PL UKai CN", "truetype/arphic/ukai.ttc", 0, "fonts-arphic-ukai")
ZENHEI = Face("WenQuanYi Zen Hei", "truetype/wqy/wqy-zenhei.ttc", 0, "fonts-wqy-zenhei")
SERIF = Face("Noto Serif CJK SC", "opentype/noto/NotoSerifCJK-Regular.ttc", 0, "fonts-noto-cjk")
SANS = Face("Noto Sans CJK SC", "opentype/noto/NotoSansCJK-Regular.ttc", 0, "fonts-noto-cjk")
BUILT_IN = "cjk"  # the face inside PyMuPDF: needs no package, stands in where another lacks a character

WRITER_ROLES = {"song": UMING, "kai": UKAI, "hei": ZENHEI, "xbs": SERIF, "serif": SERIF, "sans": SANS}
# ReportLab reads TrueType outlines only, so the Noto roles fall to kindred faces.
REPORTLAB_ROLES = {"song": UMING, "kai": UKAI, "hei": ZENHEI, "xbs": ZENHEI, "serif": UMING, "sans": ZENHEI}
BOLD_BY_NATURE = {"xbs"}  # roles that Writer sets in the bold cut


def missing_packages() -> list[str]:
    """Debian packages of fonts that are not installed here."""
    return sorted({f.package for f in WRITER_ROLES.values() if not (SHARE / f.path).exists()})


def writer_family(role: str) -> str:
    """The family name that Writer knows a role by."""
    return WRITER_ROLES[role].family


@cache
def reportlab_font(role: str) -> str:
    """Registers the role's face with ReportLab and gives its name; the built-in face if there is no file."""
    face = REPORTLAB_ROLES.get(role)
    if face is None or not (SHARE / face.path).exists():
        pdfmetrics.registerFont(TTFont(BUILT_IN, BytesIO(pymupdf.Font("cjk").buffer)))
        return BUILT_IN
    name = f"{Path(face.path).stem}-{face.subfont}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(SHARE / face.path), subfontIndex=face.subfont))
    return name


@cache
def font_for(role: str, character: str) -> str:
    """The ReportLab font that has a character's outline: the role's own, else a stand-in."""
    for candidate in (role, "hei", "song", BUILT_IN):
        name = reportlab_font(candidate)
        if ord(character) in pdfmetrics.getFont(name).face.charToGlyph:
            return name
    return reportlab_font(role)


@cache
def advance(role: str, character: str) -> float:
    """A character's width as a fraction of the type size."""
    return float(pdfmetrics.getFont(font_for(role, character)).stringWidth(character, 1.0))
