"""Captions between two tables whose rulings are equally wide: type of one size does not tell them from rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom
from extractor.tables.meaning.wording import is_caption, is_number, unit_line

# Parts of a line of heads at least, and lines of a head above the one that has so many.
TABLE_PARTS, HEAD_LINES = 3, 3
# 更换水 over 表24只 is no caption.
_NUMBERED_TABLE = re.compile(r"\s*[附续]?表\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?![\d只块套台支])\D")


def is_numbered_caption(text: str) -> bool:
    """Whether a text begins with the number of a table (表3、续表二)."""
    return _NUMBERED_TABLE.match(text) is not None


def announces(line: Line) -> bool:
    """Whether a line stands above a table: a caption, or its unit."""
    return bool(is_caption(line.text) or unit_line(line.text) or is_numbered_caption(line.text))


def announces_heads(between: Sequence[Line], below: Sequence[Sequence[Atom]]) -> bool:
    """Whether nothing but a caption stands between two rulings, and heads ``below`` the lower one, the atoms of each
    line: one table ends there and another begins. The name of a group of rows has figures below it."""
    if not between or not all(map(announces, between)) or all(unit_line(line.text) for line in between):
        return False
    for atoms in below[:HEAD_LINES]:
        if any(is_number(atom.text) for atom in atoms):
            return False
        if len(atoms) >= TABLE_PARTS:
            return True
    return False
