"""How a notebook shows a table and a report: HTML in which nothing of a report is markup."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from extractor.model.frames import Span

MOST_ROWS = 60
_CELL = "border:1px solid #8884;padding:2px 7px;text-align:{align};vertical-align:top;white-space:pre-wrap"


def table_html(
    caption: str | None, unit: str | None, rows: Sequence[Sequence[str | None]], header_rows: int, spans: Sequence[Span]
) -> str:
    """A table as printed, merged cells and all; the rows beyond the first sixty are only counted."""
    merged = {(row, column): (down, across) for row, column, down, across in spans}
    lines = []
    for y, row in enumerate(rows[:MOST_ROWS]):
        cells = []
        for x, text in enumerate(row):
            if text is not None:
                down, across = merged.get((y, x), (1, 1))
                cells.append(_cell(text, y < header_rows, min(down, MOST_ROWS - y), across))
        lines.append(f"<tr>{''.join(cells)}</tr>")
    title = " · ".join(filter(None, [caption, f"单位：{unit}" if unit else None]))
    head = f'<caption style="text-align:left;font-weight:600">{escape(title)}</caption>' if title else ""
    more = f"<p>… {len(rows)} 行</p>" if len(rows) > MOST_ROWS else ""
    return f'<table style="border-collapse:collapse">{head}{"".join(lines)}</table>{more}'


def _cell(text: str, head: bool, down: int, across: int) -> str:
    spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
    figure = bool(text) and not text.strip("-0123456789.,%")
    style = _CELL.format(align="right" if figure and not head else "left")
    name = "th" if head else "td"
    return f'<{name}{spans} style="{style}">{escape(text)}</{name}>'


def report_html(title: str, facts: Sequence[tuple[str, str]], findings: Sequence[tuple[str, str, str]]) -> str:
    """A report on a card: its facts, and of each finding title, type and page."""
    rows = "".join(
        f'<tr><td style="text-align:left;opacity:.65">{escape(name)}</td>'
        f'<td style="text-align:left">{escape(value)}</td></tr>'
        for name, value in facts
    )
    items = "".join(
        f'<li>{escape(name)} <span style="opacity:.65">{escape(kind)} {escape(page)}</span></li>'
        for name, kind, page in findings
    )
    found = f"<p><b>存在的问题</b></p><ol>{items}</ol>" if items else ""
    return f"<div><p><b>{escape(title)}</b></p><table>{rows}</table>{found}</div>"
