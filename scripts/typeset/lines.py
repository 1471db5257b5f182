"""Breaks Chinese text into lines: numbers and words stay whole, no line begins with a closing mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .fonts import advance

PIECE = re.compile(r"[0-9A-Za-z]+(?:[.,/:\-][0-9A-Za-z]+)*%?|\s+|.", re.DOTALL)
NO_START = set("，。、；：！？）》〕】』」”’％…,.;:!?)]}%")
NO_END = set("（《〔【『「“‘([{")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: where it begins in the paragraph, its natural width, if it is the last."""

    start: int
    text: str
    width: float
    last: bool


def text_width(text: str, role: str, size: float) -> float:
    """Natural width of a piece of text in points."""
    return size * sum(advance(role, character) for character in text)


def break_lines(text: str, role: str, size: float, width: float, indent: float = 0.0) -> list[Line]:
    """Lines of a paragraph; newlines in it end lines. An empty text gives one empty line."""
    lines: list[Line] = []
    start = 0
    for part in text.split("\n"):
        lines += break_part(part, start, role, size, (width - (0 if lines else indent), width))
        start += len(part) + 1
    return lines


def break_part(text: str, start: int, role: str, size: float, widths: tuple[float, float]) -> list[Line]:
    """Lines of a text without newlines; `widths` are those of the first line and of the others."""
    lines: list[Line] = []
    current, used = "", 0.0
    for piece in pieces(text, role, size, widths[1]):
        room = widths[0] if not lines else widths[1]
        breadth = text_width(piece, role, size)
        if current and used + breadth > room + 0.01 and not piece.isspace():
            head, carried = split_end(current, piece[0] in NO_START)
            lines.append(Line(start, head, text_width(head, role, size), False))
            start += len(head)
            current = carried
            used = text_width(current, role, size)
        current += piece
        used += breadth
    lines.append(Line(start, current, used, True))
    return lines


def pieces(text: str, role: str, size: float, width: float) -> list[str]:
    """Unbreakable pieces; one that is wider than the line falls into its characters."""
    found = []
    for piece in PIECE.findall(text):
        found += [piece] if text_width(piece, role, size) <= width else list(piece)
    return found


def split_end(line: str, before_mark: bool) -> tuple[str, str]:
    """A full line, and what of its end goes to the next: opening marks, the neighbour of a closing one."""
    cut = len(line)
    if before_mark:
        last = PIECE.findall(line)[-1]
        cut -= len(last)
        while cut > 1 and line[cut] in NO_START:
            cut -= 1
        cut = cut if cut > 0 else len(line)
    while cut > 1 and line[cut - 1] in NO_END:
        cut -= 1
    return line[:cut], line[cut:]
