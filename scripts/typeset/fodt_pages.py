"""Pages of a Flat ODT: paper, margins, running head, page number, and the faces of type."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from .fonts import WRITER_ROLES, writer_family
from .look import Look

PORTRAIT, LANDSCAPE = "Portrait", "Landscape"
FOOTER_SIZE = {"dash": 14.0, "plain": 10.5, "of": 9.0}


def font_faces() -> str:
    families = sorted({face.family for face in WRITER_ROLES.values()})
    return "".join(
        f'<style:font-face style:name="{family}" svg:font-family="&apos;{family}&apos;"/>' for family in families
    )


def default_style() -> str:
    return (
        '<style:default-style style:family="paragraph">'
        '<style:paragraph-properties fo:orphans="1" fo:widows="1"'
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


def page_layouts(look: Look) -> str:
    return page_layout(PORTRAIT, (210, 297), look.margins, look) + page_layout(
        LANDSCAPE, (297, 210), look.wide_margins, look
    )


def page_layout(name: str, paper: tuple[float, float], margins: tuple[float, float, float, float], look: Look) -> str:
    """Paper and margins; header and footer stand inside the margins, so the text area stays where it is."""
    top, right, bottom, left = margins
    head = min(12.0, top - 10) if look.running_head else 0.0
    foot = min(15.0, bottom - 8) if look.page_number != "none" else 0.0
    parts = ""
    if head:
        parts += (
            f'<style:header-style><style:header-footer-properties svg:height="{head:g}mm"'
            ' fo:margin-bottom="2mm"'
            ' style:dynamic-spacing="false"/></style:header-style>'
        )
    if foot:
        parts += (
            f'<style:footer-style><style:header-footer-properties svg:height="{foot:g}mm" fo:margin-top="6mm"'
            ' style:dynamic-spacing="false"/></style:footer-style>'
        )
    orientation = "portrait" if paper[0] < paper[1] else "landscape"
    return (
        f'<style:page-layout style:name="pl{name}"><style:page-layout-properties'
        f' fo:page-width="{paper[0]:g}mm" fo:page-height="{paper[1]:g}mm"'
        f' style:print-orientation="{orientation}" fo:margin-top="{top - head:g}mm"'
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
        '<style:style style:name="head" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="center"'
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
    opening = f'<style:master-page style:name="{name}" style:page-layout-name="pl{name}">'
    return f"{opening}{parts}</style:master-page>"
