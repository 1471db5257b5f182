"""A report as a run of paragraphs and tables with every measure resolved: what both typesetters draw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from goldcheck.source import Block

from .fonts import BOLD_BY_NATURE
from .grid import Grid, lay_out
from .look import Look

ANNEX = re.compile(r"^\s*附\s*[件表录]")
ANNEX_LENGTH = 60  # characters: a longer paragraph that begins with 附件 is ordinary text
SPACED = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[\d%])(?=[\u4e00-\u9fff])")
RUNIN = re.compile(r"^.{2,60}?[。：:]")
CAPTION_SCALE = 1.15  # of the table's type
TIGHT = 1.3  # line height of captions and cells, of their type size


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; lengths in points. `bold` is how many leading characters are bold (-1: all)."""

    text: str
    font: str
    size: float
    leading: float
    align: str = "left"  # left, center, right, justify
    bold: int = 0
    indent: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    wide: bool = False
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class TableItem:
    """One table; `wide` on a landscape page."""

    grid: Grid
    wide: bool = False
    new_page: bool = False


Item = Paragraph | TableItem


def flow(blocks: list[Block], look: Look) -> list[Item]:
    """The report's items in order, page breaks and the turn to landscape pages put into their `new_page`."""
    items: list[Item] = []
    pending_break, wide, after_cover = False, False, False
    for number, block in enumerate(blocks):
        if block["type"] == "pagebreak":
            pending_break = bool(items)
            continue
        turned = stands_wide(blocks, number)
        made = make_items(block, look)
        if not made:
            continue
        starts = pending_break or turned != wide or after_cover
        starts = starts or (turned and bool(items) and not isinstance(items[-1], Paragraph))
        made = [replace(item, wide=turned) for item in made]
        made[0] = replace(made[0], new_page=starts and bool(items))
        items += made
        pending_break, wide, after_cover = False, turned, block["type"] == "cover"
    return [with_radicals(item) for item in items] if look.radicals else items


@cache
def radicals() -> dict[int, int]:
    """汉字 -> the Kangxi radical (U+2F00-2FD5) that looks the same."""
    return {ord(unicodedata.normalize("NFKC", chr(code))): code for code in range(0x2F00, 0x2FD6)}


def with_radicals(item: Item) -> Item:
    """The item with every character that has one replaced by its Kangxi radical."""
    if isinstance(item, Paragraph):
        return replace(item, text=item.text.translate(radicals()))
    cells = tuple(replace(cell, text=cell.text.translate(radicals())) for cell in item.grid.cells)
    return replace(item, grid=replace(item.grid, cells=cells))


def stands_wide(blocks: list[Block], number: int) -> bool:
    """Whether a block is a landscape table, or the 附件 line right above one."""
    block = blocks[number]
    if block["type"] == "table":
        return bool(block.get("landscape"))
    if block["type"] not in ("paragraph", "heading") or number + 1 == len(blocks):
        return False
    if not ANNEX.match(block["text"]) or len(block["text"]) > ANNEX_LENGTH:
        return False
    return stands_wide(blocks, number + 1)


def make_items(block: Block, look: Look) -> list[Item]:
    """The items of one block."""
    makers: dict[str, Callable[[], Sequence[Item]]] = {
        "cover": lambda: cover(block["lines"], look),
        "title": lambda: title(block["lines"], look),
        "heading": lambda: [heading(block, look)],
        "table": lambda: table(block, look),
        "signature": lambda: signature(block["lines"], look),
        "docnum": lambda: [docnum(block["text"], look)],
        "paragraph": lambda: [body(block, look)],
    }
    return list(makers[block["type"]]())


def docnum(text: str, look: Look) -> Paragraph:
    """The report's own number, centred."""
    return Paragraph(text, look.body_font, look.body_size, look.leading, "center", after=6)


def body(block: Block, look: Look) -> Paragraph:
    """An ordinary paragraph, with its run-in head in bold if it has one."""
    text, bold = spaced(block["text"], look), 0
    if block.get("runin") and look.runin_bold:
        head = RUNIN.match(text)
        bold = head.end() if head else 0
    indent = 0 if ANNEX.match(text) and len(text) <= ANNEX_LENGTH else look.indent * look.body_size
    align = "justify" if look.justified else "left"
    return Paragraph(text, look.body_font, look.body_size, look.leading, align, bold, indent)


def spaced(text: str, look: Look) -> str:
    """The text with real spaces between 汉字 and digits, if the look wants them."""
    return SPACED.sub(" ", text) if look.spaced_digits else text


def heading(block: Block, look: Look) -> Paragraph:
    """A heading on its own line."""
    level = int(block["level"])
    font = look.heading_fonts[min(level, len(look.heading_fonts)) - 1]
    bold = -1 if level in look.heading_bold else 0
    indent = look.indent * look.body_size
    text = spaced(block["text"], look)
    return Paragraph(text, font, look.body_size, look.leading, bold=bold, indent=indent, keep_next=True, before=0)


def title(lines: list[str], look: Look) -> list[Paragraph]:
    """The report's title, one paragraph a printed line."""
    last = len(lines) - 1
    return [
        Paragraph(
            line, look.title_font, look.title_size, look.title_size * 1.6, "center", bold=title_bold(look),
            before=6 if i == 0 else 0, after=look.leading if i == last else 0, keep_next=True,
        )
        for i, line in enumerate(lines)
    ]  # fmt: skip


def title_bold(look: Look) -> int:
    """Titles are bold unless their face is heavy enough by itself."""
    return -1 if look.title_font in BOLD_BY_NATURE or look.title_font == "sans" else 0


def cover(lines: list[str], look: Look) -> list[Paragraph]:
    """A cover page: big lines, key-value lines, and the closing lines (body, date) lower down."""
    keyed = [i for i, line in enumerate(lines) if "：" in line or ":" in line]
    first, last = (keyed[0], keyed[-1]) if keyed else (len(lines), len(lines))
    made = []
    for i, line in enumerate(lines):
        if i < first:
            item = Paragraph(
                line, look.title_font, look.cover_size, look.cover_size * 1.7, "center", bold=title_bold(look)
            )
            item = replace(item, before=60 if i == 0 else 0)
        elif i <= last:
            item = Paragraph(line, look.body_font, look.body_size, look.body_size * 2, "center")
            if look.cover == "left":
                hang = 5 * look.body_size  # a value that wraps goes on under its own beginning
                item = replace(item, align="left", left=7 * look.body_size, indent=-hang)
            item = replace(item, before=60 if i == first else 0)
        else:
            item = Paragraph(line, look.body_font, look.body_size, look.body_size * 2, "center")
            item = replace(item, before=70 if i == last + 1 else 0)
        made.append(item)
    return made


def signature(lines: list[str], look: Look) -> list[Paragraph]:
    """Issuer and date, at the right."""
    return [
        Paragraph(
            line, look.body_font, look.body_size, look.leading, "right",
            right=2 * look.body_size, before=0 if i else look.leading * 1.5, keep_next=i < len(lines) - 1,
        )
        for i, line in enumerate(lines)
    ]  # fmt: skip


def table(block: Block, look: Look) -> list[Item]:
    """Caption and unit line above a table, then the table."""
    grid = lay_out(block, look)
    size = grid.size * CAPTION_SCALE
    items: list[Item] = []
    if block.get("caption"):
        items.append(
            Paragraph(
                block["caption"],
                look.table_head_font,
                size,
                size * TIGHT,
                "center",
                -1,
                before=6,
                keep_next=True,
            )
        )
    if block.get("unit"):
        items.append(Paragraph(block["unit"], look.table_font, grid.size, grid.size * TIGHT, "right", keep_next=True))
    items.append(TableItem(grid))
    return items
