"""Which tables may go on over a page end: those with nothing below, and nothing above them on the next page."""

from __future__ import annotations

from extractor.model.layout import Line, PageLayout, TablePiece
from extractor.tables.joined.assembly import Assembly
from extractor.tables.meaning.wording import fold, is_continued, unit_line

# Points within which a running head stands at the same height.
SAME_HEIGHT = 4.0


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
    for item in reversed(before.items):
        if isinstance(item, TablePiece):
            if trailing and item.box.y1 <= top:
                break
            top = min(top, item.box.y0)
            trailing.insert(0, table_of[id(item)])
        elif not isinstance(item, Line) or fold(item.text) not in repeated:
            break
    return trailing


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
