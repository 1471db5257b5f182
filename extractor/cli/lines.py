"""Breaks Chinese sentences into the lines of a terminal as a printer would (避头尾).

No line begins with a closing mark or ends with an opening one, and no figure is parted from its digits or its unit:
an amount that a line break halves is read as another amount.
"""

from __future__ import annotations

from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.text import Text

from extractor.cli.show import width

_NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕］｝”’％‰…—·,.;:?!)]}%")
_NOT_LAST = frozenset("（《〈「『【〔［｛“‘([{￥¥")
_UNITS = frozenset({"万元", "亿元"})


class Prose(Text):
    """Text of rich with these line breaks."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(breaks(line.plain, width)))
        for line in lines:
            line.rstrip()
        return lines


def breaks(text: str, columns: int) -> list[int]:
    """Where a text is cut so that no line takes more than so many columns of a terminal, spaces at its end aside."""
    found: list[int] = []
    start = used = 0
    for place, character in enumerate(text):
        taken = width(character)
        if used + taken > columns and character != " " and place > start:
            start = next((end for end in range(place, start, -1) if _may_end(text, end)), place)
            used = width(text[start:place])
            found.append(start)
        used += taken
    return found


def _may_end(text: str, end: int) -> bool:
    """Whether a line may end before this character."""
    last, first = text[end - 1], text[end]
    if last == " ":
        return first != "元"
    together = last.isascii() and (first.isascii() or (last.isdigit() and first.isalnum()))
    return not (together or first == " " or first in _NOT_FIRST or last in _NOT_LAST or last + first in _UNITS)
