"""What a spreadsheet would run as a formula is made text."""

from __future__ import annotations

import re

# Spreadsheets take a cell that begins so for a formula; those set for Chinese or Japanese also by wide signs.
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def harmless(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would run it; a plain number stays one."""
    return "'" + text if text.startswith(SIGNS) and not NUMBER.fullmatch(text) else text
