"""The Flat ODT that LibreOffice Writer turns into a PDF."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from .flow import Item, Paragraph, TableItem
from .fodt_pages import (
    LANDSCAPE,
    PORTRAIT,
    default_style,
    font_faces,
    font_properties,
    furniture_style,
    master_page,
    page_layouts,
)
from .grid import SHADE, Cell, Grid, cell_edges
from .look import Look

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
CELL_PADDING = 2.0  # points
CELL_LEADING = 1.18  # of the type size


class Styles:
    """Automatic styles, each written once and named in the order of first use."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str, str], str] = {}

    def name(self, family: str, content: str, extra: str = "") -> str:
        """The name of the style with this content; `extra` holds attributes of the style itself."""
        return self.names.setdefault((family, extra, content), f"s{len(self.names)}")

    def xml(self) -> str:
        return "".join(
            f'<style:style style:name="{name}" style:family="{family}"{extra}>{content}</style:style>'
            for (family, extra, content), name in self.names.items()
        )


def document(items: list[Item], look: Look, title: str) -> str:
    """The whole flat document of a report."""
    styles = Styles()
    body, wide = [], None
    for item in items:
        master = ""
        if item.wide != wide:
            master = f' style:master-page-name="{LANDSCAPE if item.wide else PORTRAIT}"'
            wide = item.wide
        starts = item.new_page and not master
        if isinstance(item, TableItem):
            body.append(table(item.grid, look, styles, master, starts))
        else:
            body.append(paragraph(item, look, styles, master, starts))
    if items and isinstance(items[-1], TableItem):  # else Writer adds a line that may need a page of its own
        body.append(paragraph(Paragraph("", look.body_font, 1, 1), look, styles, "", False))
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {namespaces} office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{font_faces()}</office:font-face-decls>"
        f"<office:styles>{default_style()}</office:styles>"
        f"<office:automatic-styles>{page_layouts(look)}{furniture_style()}{styles.xml()}</office:automatic-styles>"
        f"<office:master-styles>{master_page(PORTRAIT, look, title)}{master_page(LANDSCAPE, look, title)}"
        f"</office:master-styles><office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    )


def text_xml(text: str) -> str:
    """Text with line breaks and runs of spaces in the document's own marks."""
    escaped = escape(text).replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    escaped = re.sub(" {2,}", lambda run: f' <text:s text:c="{len(run.group()) - 1}"/>', escaped)
    return re.sub("^ ", "<text:s/>", escaped)


def paragraph(item: Paragraph, look: Look, styles: Styles, master: str, starts: bool) -> str:
    """One paragraph of the body."""
    properties = paragraph_properties(item, look, starts)
    content = properties + font_properties(item.font, item.size, item.bold == -1)
    name = styles.name("paragraph", content, master)
    if item.bold <= 0:
        return f'<text:p text:style-name="{name}">{text_xml(item.text)}</text:p>'
    strong = styles.name("text", font_properties(item.font, item.size, True))
    head, rest = text_xml(item.text[: item.bold]), text_xml(item.text[item.bold :])
    span = f'<text:span text:style-name="{strong}">{head}</text:span>'
    return f'<text:p text:style-name="{name}">{span}{rest}</text:p>'


def paragraph_properties(item: Paragraph, look: Look, starts: bool) -> str:
    align = {"left": "start", "right": "end"}.get(item.align, item.align)
    space = "ideograph-alpha" if look.autospace else "none"
    return (
        f'<style:paragraph-properties fo:text-align="{align}" fo:line-height="{item.leading:g}pt"'
        f' fo:text-indent="{item.indent:g}pt" fo:margin-left="{item.left:g}pt"'
        f' fo:margin-right="{item.right:g}pt" fo:margin-top="{item.before:g}pt"'
        f' fo:margin-bottom="{item.after:g}pt" style:text-autospace="{space}"'
        + (' fo:keep-with-next="always"' if item.keep_next else "")
        + (' fo:break-before="page"' if starts else "")
        + "/>"
    )


def table(grid: Grid, look: Look, styles: Styles, master: str, starts: bool) -> str:
    """One table, its header rows marked for repetition if the look wants that."""
    width = sum(grid.widths)
    properties = (
        f'<style:table-properties style:width="{width:.2f}pt" table:align="center"'
        ' table:border-model="collapsing" style:may-break-between-rows="true"'
        + (' fo:break-before="page"' if starts else "")
        + "/>"
    )
    name = styles.name("table", properties, master)
    columns = "".join(
        f'<table:table-column table:style-name="{column_style(width, styles)}"/>' for width in grid.widths
    )
    keep = "auto" if look.rows_break else "always"
    row_style = styles.name("table-row", f'<style:table-row-properties fo:keep-together="{keep}"/>')
    by_place = {(cell.row, cell.column): cell for cell in grid.cells}
    rows = []
    for r in range(grid.n_rows):
        places = (by_place.get((r, c)) for c in range(grid.n_columns))
        made = "".join(
            "<table:covered-table-cell/>" if place is None else cell_xml(place, grid, look, styles) for place in places
        )
        rows.append(f'<table:table-row table:style-name="{row_style}">{made}</table:table-row>')
    head, rest = "".join(rows[: grid.header_rows]), "".join(rows[grid.header_rows :])
    if head and look.repeat_header:
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
    return f'<table:table table:style-name="{name}">{columns}{head}{rest}</table:table>'


def column_style(width: float, styles: Styles) -> str:
    return styles.name("table-column", f'<style:table-column-properties style:column-width="{width:.2f}pt"/>')


def cell_xml(cell: Cell, grid: Grid, look: Look, styles: Styles) -> str:
    """One cell with its rulings."""
    edges = cell_edges(cell, grid, look)
    sides = "".join(
        f' fo:border-{side}="{f"{width:g}pt solid #000000" if width else "none"}"'
        for side, width in zip(("left", "top", "right", "bottom"), edges_of(edges), strict=True)
    )
    fill = f' fo:background-color="{SHADE}"' if cell.header and look.ruling == "shaded" else ""
    style = styles.name(
        "table-cell",
        f'<style:table-cell-properties style:vertical-align="middle" fo:padding="{CELL_PADDING:g}pt"{sides}{fill}/>',
    )
    span = f' table:number-rows-spanned="{cell.rows}"' if cell.rows > 1 else ""
    span += f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else ""
    font = look.table_head_font if cell.header else look.table_font
    item = Paragraph(cell.text, font, grid.size, grid.size * CELL_LEADING, cell.align)
    content = paragraph_properties(item, look, False) + font_properties(font, grid.size, False)
    name = styles.name("paragraph", content)
    text = f'<text:p text:style-name="{name}">{text_xml(cell.text)}</text:p>'
    return f'<table:table-cell table:style-name="{style}"{span}>{text}</table:table-cell>'


def edges_of(edges: object) -> tuple[float, ...]:
    """A cell's four ruling widths in the order left, top, right, bottom."""
    return tuple(getattr(edges, side) for side in ("left", "top", "right", "bottom"))
