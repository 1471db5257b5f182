"""The Flat ODT that LibreOffice Writer turns into a PDF."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from .flow import Item, Paragraph, TableItem
from .fonts import WRITER_ROLES, writer_family
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
PORTRAIT, LANDSCAPE = "Portrait", "Landscape"
CELL_PADDING = 2.0  # points
CELL_LEADING = 1.18  # of the type size
FOOTER_SIZE = {"dash": 14.0, "plain": 10.5, "of": 9.0}


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


def font_faces() -> str:
    families = sorted({face.family for face in WRITER_ROLES.values()})
    return "".join(
        f'<style:font-face style:name="{family}" svg:font-family="&apos;{family}&apos;"/>'
        for family in families
    )


def default_style() -> str:
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="1" fo:widows="1"'
        ' style:line-break="strict" style:punctuation-wrap="simple"/><style:text-properties fo:language="en"'
        ' fo:country="US" style:language-asian="zh" style:country-asian="CN"/></style:default-style>'
    )


def font_properties(role: str, size: float, bold: bool) -> str:
    """Text properties of one face and size, the same for Western and Asian characters."""
    family = quoteattr(writer_family(role))
    weight = "bold" if bold else "normal"
    return (
        f"<style:text-properties style:font-name={family} style:font-name-asian={family}"
        f' fo:font-size="{size}pt" style:font-size-asian="{size}pt"'
        f' fo:font-weight="{weight}" style:font-weight-asian="{weight}"/>'
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
        f' fo:text-indent="{item.indent:g}pt" fo:margin-left="{item.left:g}pt" fo:margin-right="{item.right:g}pt"'
        f' fo:margin-top="{item.before:g}pt" fo:margin-bottom="{item.after:g}pt" style:text-autospace="{space}"'
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
            "<table:covered-table-cell/>" if place is None else cell_xml(place, grid, look, styles)
            for place in places
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


def page_layouts(look: Look) -> str:
    return page_layout(PORTRAIT, (210, 297), look.margins, look) + page_layout(
        LANDSCAPE, (297, 210), look.wide_margins, look
    )


def page_layout(
    name: str, paper: tuple[float, float], margins: tuple[float, float, float, float], look: Look
) -> str:
    """Paper and margins; header and footer stand inside the margins, so the text area stays where it is."""
    top, right, bottom, left = margins
    head = min(12.0, top - 10) if look.running_head else 0.0
    foot = min(15.0, bottom - 8) if look.page_number != "none" else 0.0
    parts = ""
    if head:
        parts += (
            f'<style:header-style><style:header-footer-properties svg:height="{head:g}mm" fo:margin-bottom="2mm"'
            ' style:dynamic-spacing="false"/></style:header-style>'
        )
    if foot:
        parts += (
            f'<style:footer-style><style:header-footer-properties svg:height="{foot:g}mm" fo:margin-top="6mm"'
            ' style:dynamic-spacing="false"/></style:footer-style>'
        )
    orientation = "portrait" if paper[0] < paper[1] else "landscape"
    return (
        f'<style:page-layout style:name="pl{name}"><style:page-layout-properties fo:page-width="{paper[0]:g}mm"'
        f' fo:page-height="{paper[1]:g}mm" style:print-orientation="{orientation}" fo:margin-top="{top - head:g}mm"'
        f' fo:margin-bottom="{bottom - foot:g}mm" fo:margin-left="{left:g}mm" fo:margin-right="{right:g}mm"/>'
        f"{parts}</style:page-layout>"
    )


def furniture_style() -> str:
    """The styles of running head and page number."""
    made = ""
    for kind, size in FOOTER_SIZE.items():
        made += (
            f'<style:style style:name="foot-{kind}" style:family="paragraph"><style:paragraph-properties'
            f' fo:text-align="center"/>{font_properties("song", size, False)}</style:style>'
        )
    return made + (
        '<style:style style:name="head" style:family="paragraph"><style:paragraph-properties fo:text-align="center"'
        ' fo:border-bottom="0.5pt solid #000000" fo:padding-bottom="1pt"/>'
        f"{font_properties('song', 9, False)}</style:style>"
    )


def master_page(name: str, look: Look, title: str) -> str:
    """One master page with its running head and page number."""
    number = '<text:page-number text:select-page="current"/>'
    shown = {"dash": f"— {number} —", "plain": number, "of": f"第 {number} 页 共 <text:page-count/> 页"}
    parts = ""
    if look.running_head:
        head = title if look.running_head == "title" else look.running_head
        parts += f'<style:header><text:p text:style-name="head">{escape(head)}</text:p></style:header>'
    if look.page_number in shown:
        text = f'<text:p text:style-name="foot-{look.page_number}">{shown[look.page_number]}</text:p>'
        parts += f"<style:footer>{text}</style:footer>"
    return f'<style:master-page style:name="{name}" style:page-layout-name="pl{name}">{parts}</style:master-page>'
