"""How a report looks on paper: sizes, margins, fonts, rulings; the named styles and a report's own "look"."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

WRITER, REPORTLAB = "writer", "reportlab"


@dataclass(frozen=True, slots=True)
class Look:
    """One way to set a report. Page lengths in mm, type in points (16 is 3号, 12 is 小四)."""

    typesetter: str = WRITER
    margins: tuple[float, float, float, float] = (37, 26, 35, 28)  # top, right, bottom, left
    wide_margins: tuple[float, float, float, float] = (25, 18, 20, 18)  # of landscape pages
    title_font: str = "xbs"  # font roles: xbs (小标宋), song (宋/仿宋), hei (黑体), kai (楷体)
    title_size: float = 22
    cover_size: float = 26
    cover: str = "centre"  # or "left": key-value lines begin at one margin and may wrap
    body_font: str = "song"
    body_size: float = 16
    leading: float = 28
    heading_fonts: tuple[str, ...] = ("hei", "kai", "song", "song", "song")
    heading_bold: tuple[int, ...] = (3,)  # levels set bold
    runin_bold: bool = True
    indent: float = 2  # first line, in characters
    justified: bool = True
    autospace: bool = True  # a thin gap (no character) between 汉字 and digits
    spaced_digits: bool = False  # real spaces between 汉字 and digits in body text
    table_font: str = "song"
    table_head_font: str = "hei"
    table_size: float = 10.5
    wide_size: float = 9
    table_numbers: str = "right"  # or "center"
    repeat_header: bool = True
    rows_break: bool = True  # a row may go on on the next page
    ruling: str = "grid"  # grid, three, open, none, shaded
    thick_outer: bool = False
    page_number: str = "dash"  # dash — 3 —, plain 3, of 第3页 共9页, none
    running_head: str | None = None  # text, or "title"
    bold_twice: bool = False  # ReportLab: bold by drawing the text twice, else by stroking it
    wide_pages: str = "wide"  # wide, rot90 (portrait page with /Rotate 90), side (sideways on a portrait page)
    watermark: str | None = None
    radicals: bool = False  # draw 目 as the radical ⽬ (U+2F6C) and its like, as some fonts do

    @property
    def text_width(self) -> float:
        """Width of the text area of a portrait page in points."""
        return (210 - self.margins[1] - self.margins[3]) * MM

    @property
    def wide_width(self) -> float:
        """Width of the text area of a landscape page in points."""
        return (297 - self.wide_margins[1] - self.wide_margins[3]) * MM


MM = 72 / 25.4

# A style is a word, or several joined by "-" ("rl-three-watermark"), each changing some of the look.
STYLES: dict[str, dict[str, Any]] = {
    "word": {"typesetter": WRITER},
    "wps": {
        "typesetter": WRITER,
        "margins": (25.4, 24, 25.4, 24),
        "wide_margins": (20, 15, 18, 15),
        "title_font": "sans",
        "body_font": "serif",
        "heading_fonts": ("sans", "serif", "serif", "serif", "serif"),
        "heading_bold": (1, 2),
        "table_font": "serif",
        "table_head_font": "serif",
        "body_size": 14,
        "leading": 25,
        "title_size": 20,
        "thick_outer": True,
        "page_number": "plain",
        "repeat_header": False,
        "table_numbers": "center",
        "wide_size": 8,
    },
    "rl": {"typesetter": REPORTLAB, "bold_twice": True, "autospace": False, "table_size": 10},
    "three": {"ruling": "three"},
    "open": {"ruling": "open"},
    "none": {"ruling": "none"},
    "shaded": {"ruling": "shaded"},
    "rot90": {"wide_pages": "rot90"},
    "side": {"wide_pages": "side"},
    "watermark": {"watermark": "内部资料 注意保存"},
    "kangxi": {"radicals": True},
}
BASE = {WRITER: "word", REPORTLAB: "rl"}


def resolve_look(source: dict[str, Any], style: str | None) -> Look:
    """The look of one PDF: base of its typesetter, then the report's "look", then the style's words.

    ValueError names a style or a look option that does not exist.
    """
    words = style.split("-") if style else []
    for word in words:
        if word not in STYLES:
            raise ValueError(f"unknown style {word!r}; known: {', '.join(STYLES)}")
    chosen = [STYLES[word] for word in words]
    typesetter = next((s["typesetter"] for s in chosen if "typesetter" in s), source.get("typesetter", WRITER))
    if typesetter not in BASE:
        raise ValueError(f"unknown typesetter {typesetter!r}; known: {', '.join(BASE)}")
    own = {key: value for key, value in source.get("look", {}).items() if key != "typesetter"}
    look = Look()
    for changes in (STYLES[BASE[typesetter]], own, *chosen):
        look = apply(look, changes)
    if own.get("watermark") and "watermark" in words:
        look = replace(look, watermark=str(own["watermark"]))
    return look


def apply(look: Look, changes: dict[str, Any]) -> Look:
    """A look with some fields changed; JSON lists become tuples."""
    known = {field.name for field in fields(Look)}
    unknown = set(changes) - known
    if unknown:
        raise ValueError(f"unknown look options {sorted(unknown)}; known: {', '.join(sorted(known))}")
    told: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()}
    return replace(look, **told)
