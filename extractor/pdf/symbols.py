"""Signs of symbol fonts (Wingdings, Zapf Dingbats) that stand for letters in the file: þ for ☑, £ for □, 4 for ✔.

Forms tick their boxes with them; read as letters they would tell nothing, or a figure.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractor.model.geometry import Run

# By a part of the font's name, in lower case without blanks; the first that fits. Codes are those of the font, which
# files also shift into the private use area (U+F000 and above).
_WINGDINGS_2 = {
    0x2A: "□",
    0x30: "□",
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0xA2: "■",
    0xA3: "□",
}
_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "◆", 0x77: "◆",
    0x78: "☒", 0xA1: "○", 0xA4: "◎", 0xA7: "■", 0xA8: "□", 0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_DINGBATS = {
    0x33: "✓", 0x34: "✔", 0x35: "✕", 0x36: "✖", 0x37: "✗", 0x38: "✘", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□",
    0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆",
}  # fmt: skip
FONTS: tuple[tuple[str, dict[int, str]], ...] = (
    ("wingdings2", _WINGDINGS_2),
    ("wingdings3", {}),
    ("wingdings", _WINGDINGS),
    ("dingbats", _DINGBATS),
    ("zadb", _DINGBATS),
)
PRIVATE = 0xF000


@cache
def table_of(font: str) -> dict[int, str] | None:
    """What the codes of a font's signs stand for, for ``str.translate``; None where the font writes letters."""
    name = font.lower()
    if "ding" not in name and "zadb" not in name:
        return None
    plain = name.replace(" ", "").replace("-", "").replace("_", "")
    signs = next((table for part, table in FONTS if part in plain), {})
    return signs | {code + PRIVATE: sign for code, sign in signs.items()} or None


BOXES, TICKED = "□☐", "☑"
TICKS = frozenset({"√", "✓", "✔", " √", "√ ", "✓ ", "✔ "})


def with_ticked_boxes(runs: list[Run]) -> list[Run]:
    """``runs`` with boxes as ticked ones where a tick is drawn over them (□ and √ in one place)."""
    ticks = [run for run in runs if run.text in TICKS]
    if not ticks:
        return runs
    kept = [run for run in runs if run not in ticks]
    for tick in ticks:
        x, y = (tick.left[0] + tick.right[-1]) / 2, (tick.top + tick.bottom) / 2
        found = next(
            (
                (place, at)
                for place, run in enumerate(kept)
                if run.top < y < run.bottom
                for at, sign in enumerate(run.text)
                if sign in BOXES and run.left[at] <= x <= run.right[at]
            ),
            None,
        )
        if found is None:
            kept.append(tick)
        else:
            place, at = found
            text = kept[place].text
            kept[place] = replace(kept[place], text=text[:at] + TICKED + text[at + 1 :])
    return kept
