"""Charts as SVG, drawn here: heat maps, bars, lines and columns. Colours are classes; the page says what they are."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

WIDTH = 720  # of every chart, in its own units: the page makes it as wide as the paper
ROW = 26
LETTER = 12  # width of a Han character
LABEL_WIDEST = 13  # Han characters of a label
FAINTEST = 0.06  # opacity of the smallest value
DARK = 0.62  # opacity from which letters are light: either letters are read well there
LINES = 6  # lines that one chart can hold apart
NAME_STEP = 17  # from name to name at their ends


class Value(NamedTuple):
    """``share`` from 0 to 1 says how dark, long or high; ``text`` is printed, ``note`` shows under the pointer, and
    ``link`` is where a click leads."""

    share: float
    text: str
    note: str = ""
    link: str = ""


def heat_map(
    rows: Sequence[str], columns: Sequence[str], values: Mapping[tuple[str, str], Value], width: int = WIDTH
) -> str:
    """Values by row and column: the darker, the more."""
    left = _label_width(rows)
    cell = min(110.0, (width - left) / max(len(columns), 1))
    parts = [
        _text(left + cell * (n + 0.5), 16, _ending(column, int(cell // LETTER)), "axis middle", column)
        for n, column in enumerate(columns)
    ]
    for y, row in enumerate(rows):
        top = 26 + y * ROW
        parts.append(_text(left - 8, top + 17, _clip(row), "label end", row))
        for x, column in enumerate(columns):
            parts.append(_heat_cell(left + x * cell, top, cell, values.get((row, column))))
    return _svg(26 + ROW * len(rows), parts, width)


def _heat_cell(left: float, top: float, width: float, value: Value | None) -> str:
    box = f'x="{left + 1:.1f}" y="{top + 1}" width="{width - 2:.1f}" height="{ROW - 2}" rx="3"'
    if value is None:
        return f'<rect class="none" {box}/>'
    opacity = FAINTEST + (1 - FAINTEST) * value.share
    kind = "inside light" if opacity >= DARK else "inside"
    return _marked(
        value,
        f'<rect class="heat" fill-opacity="{opacity:.3f}" {box}/>'
        f"{_text(left + width / 2, top + 17, value.text, kind + ' middle')}",
    )


def bars(rows: Sequence[tuple[str, Value]], width: int = WIDTH) -> str:
    """A bar a row, its text behind it."""
    left = _label_width([label for label, _ in rows])
    room = width - left - 150
    parts = []
    for n, (label, value) in enumerate(rows):
        top = n * ROW
        length = max(2.0, room * value.share)
        parts.append(_text(left - 8, top + 17, _clip(label), "label end", label))
        box = f'x="{left}" y="{top + 5}" width="{length:.1f}" height="{ROW - 10}" rx="3"'
        parts.append(_marked(value, f'<rect class="bar" {box}/>'))
        parts.append(_text(left + length + 8, top + 17, value.text, "figure"))
    return _svg(ROW * len(rows), parts, width)


def columns(items: Sequence[tuple[str, Value]], width: int = WIDTH) -> str:
    """A column an item, its text above it, its label below."""
    height, step = 150, width / max(len(items), 1)
    wide = min(70.0, step * 0.7)
    parts = [f'<line class="ground" x1="0" x2="{width}" y1="{height + 20}" y2="{height + 20}"/>']
    for n, (label, value) in enumerate(items):
        middle, high = (n + 0.5) * step, height * value.share
        box = f'x="{middle - wide / 2:.1f}" y="{20 + height - high:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="3"'
        parts.append(_marked(value, f'<rect class="bar" {box}/>'))
        parts.append(_text(middle, 14 + height - high, value.text, "figure middle"))
        parts.append(_text(middle, height + 38, _clip(label, int(step // LETTER)), "axis middle", label))
    return _svg(height + 46, parts, width)


def lines(steps: Sequence[str], series: Sequence[tuple[str, Sequence[Value]]], width: int = WIDTH) -> str:
    """A line a series over the steps, its name at its end; at most :data:`LINES` of them."""
    height, left, right = 190, 40, 190
    gap = (width - left - right) / max(len(steps) - 1, 1)
    at = [left + gap * n if len(steps) > 1 else (width - right) / 2 for n in range(len(steps))]
    parts = [
        f'<line class="grid" x1="{left}" x2="{width - right}" y1="{y}" y2="{y}"/>' for y in range(20, height + 21, 38)
    ]
    parts += [_text(left - 12, y, text, "axis end") for y, text in ((24, "100%"), (height + 24, "0%"))]
    parts += [_text(x, height + 38, step, "axis middle") for x, step in zip(at, steps, strict=True)]
    ends: list[tuple[float, int, str]] = []
    for number, (name, values) in enumerate(series[:LINES]):
        points = [(x, 20 + height * (1 - value.share), value) for x, value in zip(at, values, strict=True)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline class="line s{number}" points="{path}"/>')
        parts += [
            f"<g><title>{html.escape(value.note)}</title>"
            f'<circle class="dot s{number}" cx="{x:.1f}" cy="{y:.1f}" r="4"/></g>'
            for x, y, value in points
        ]
        ends.append((points[-1][1], number, name))
    parts += [
        _text(width - right + 14, y + 4, _clip(name), f"name s{number}", name)
        for y, number, name in _apart(ends, 20 + height)
    ]
    return _svg(height + 46, parts, width)


def _apart(ends: list[tuple[float, int, str]], ground: float) -> list[tuple[float, int, str]]:
    """Names at the ends of lines, moved until none stands on another or below the ``ground``."""
    placed: list[tuple[float, int, str]] = []
    for y, number, name in sorted(ends):
        placed.append((max(y, placed[-1][0] + NAME_STEP) if placed else y, number, name))
    lowest = [ground - NAME_STEP * below for below in reversed(range(len(placed)))]
    return [(min(y, low), number, name) for (y, number, name), low in zip(placed, lowest, strict=True)]


def share_of(value: Decimal, largest: Decimal) -> float:
    """How large a value is beside the largest: how long to draw it, nothing else."""
    return float(value / largest) if largest else 0.0


def _marked(value: Value, shape: str) -> str:
    """A shape with its note, and with its link where it has one."""
    group = f"<g><title>{html.escape(value.note)}</title>{shape}</g>"
    return f'<a href="{html.escape(value.link)}">{group}</a>' if value.link else group


def _svg(height: float, parts: Sequence[str], width: int = WIDTH) -> str:
    return f'<svg viewBox="0 0 {width} {height:.0f}" role="img">{"".join(parts)}</svg>'


def _text(x: float, y: float, text: str, kind: str, whole: str = "") -> str:
    title = f"<title>{html.escape(whole)}</title>" if whole and whole != text else ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{title}{html.escape(text)}</text>'


def _label_width(labels: Sequence[str]) -> int:
    return 16 + int(max((_width(_clip(label)) for label in labels), default=0) * LETTER)


def _width(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(character) in "WF" else 0.55 for character in text)


def _ending(text: str, most: int) -> str:
    """The end of a label, which tells places apart: 光山县 of 信阳市光山县."""
    return text if _width(text) <= most else "…" + _clip(text[::-1], most)[:-1][::-1]


def _clip(text: str, most: int = LABEL_WIDEST) -> str:
    if _width(text) <= most:
        return text
    kept = ""
    for character in text:
        if _width(kept + character) > most - 1:
            break
        kept += character
    return kept + "…"
