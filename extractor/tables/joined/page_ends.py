"""Which tables may go on over a page end: those with nothing below, and nothing above them on the next page."""

from __future__ import annotations

import re

from extractor.model.layout import FigurePiece, Line, PageLayout, TablePiece
from extractor.tables.joined.assembly import Assembly
from extractor.tables.meaning.wording import fold, is_continued, unit_line

# Points within which a running head stands at the same height.
SAME_HEIGHT = 4.0
# How small footnotes are beside the largest line of their page; the part of it below which they stand.
SMALL, FOOT = 0.85, 0.8
_NUMBERED = re.compile(r"\s*(?:[①-⑳]|[\[［]?\d{1,2}[\]］]?[.．、\s]|\d{1,2}(?=[一-鿿《“])|[*＊]{1,3})\s*\S")


def open_tables(before: PageLayout | None, layout: PageLayout, table_of: dict[int, Assembly]) -> list[Assembly]:
    """The tables at the bottom of the page before with nothing below them but what is on this page too; none of them
    ends above another."""
    if before is None or layout.page.number - before.page.number > 1:
        return []
    if not (_has_table(before) and _has_table(layout)):
        return []
    repeated = _repeated(before, layout)
    trailing: list[Assembly] = []
    top = float("inf")
    for item in reversed(_above_footnotes(before)):
        if isinstance(item, TablePiece):
            if trailing and item.box.y1 <= top:
                break
            top = min(top, item.box.y0)
            trailing.insert(0, table_of[id(item)])
        elif not isinstance(item, Line) or fold(item.text) not in repeated:
            break
    return trailing


def _above_footnotes(layout: PageLayout) -> list[Line | TablePiece | FigurePiece]:
    """What stands on a page above its footnotes (脚注): small lines at its very foot, the first of them numbered and
    set off from the table above."""
    lines = [item for item in layout.items if isinstance(item, Line)]
    usual = max((line.size for line in lines), default=0.0)
    start = len(layout.items)
    for index in range(len(layout.items) - 1, 0, -1):
        line, above = layout.items[index], layout.items[index - 1]
        if not isinstance(line, Line) or line.size > SMALL * usual or line.top < FOOT * layout.page.upright_height:
            break
        if isinstance(above, TablePiece) and _NUMBERED.match(line.text) and line.top - above.box.y1 > line.size:
            start = index
    return list(layout.items[:start])


def _has_table(layout: PageLayout) -> bool:
    return any(isinstance(item, TablePiece) for item in layout.items)


def leading(layout: PageLayout, before: PageLayout) -> set[int]:
    """The tables at the top of a page with nothing above them but a caption that is repeated or says 续表."""
    known = _captions(before) | _repeated(before, layout)
    leading: set[int] = set()
    for item in layout.items:
        if isinstance(item, TablePiece):
            leading.add(id(item))
        elif (
            leading
            or not isinstance(item, Line)
            or not (is_continued(item.text) or unit_line(item.text) or fold(item.text) in known)
        ):
            break
    return leading


def _repeated(before: PageLayout, layout: PageLayout) -> set[str]:
    """What two pages say at the same height: running heads that are no more than two pages long."""
    tops = {fold(item.text): item.top for item in before.items if isinstance(item, Line)}
    return {
        fold(item.text)
        for item in layout.items
        if isinstance(item, Line) and abs(tops.get(fold(item.text), -99.0) - item.top) < SAME_HEIGHT
    }


def _captions(layout: PageLayout) -> set[str]:
    """The lines right above a page's tables."""
    lines = []
    for item, following in zip(layout.items, layout.items[1:], strict=False):
        if isinstance(item, Line) and isinstance(following, TablePiece):
            lines.append(fold(item.text))
    return set(lines)
