"""Drops characters into the cells that they are printed in, splitting runs at the rules between cells.

A character belongs where its centre lies. Two exceptions are made on purpose: punctuation that hangs over a
rule stays with the character before it, and a text that is printed *across* a rule (a glyph straddles it)
overflows from one cell and stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.model.geometry import Run
from extractor.tables.ruled.lattice import Lattice

# Centre of a glyph above its baseline, in type sizes: Chinese glyphs reach from -0.12 to 0.88, digits from 0 to 0.7.
CENTRE = 0.36
# Punctuation that typesetters let hang over the right edge of a line.
HANGING = frozenset("。，、；：！？）】》”’,.;:")
# Type sizes between two characters of one word; cells are padded by 0.2 or more on either side of a rule.
TOUCHING = 0.15
# A glyph straddles a rule when this share of it lies on either side (sloppy boxes overlap by 0.1).
STRADDLES = 0.2
_FIGURE = re.compile(r"-?\d[\d,.]*%?")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{2}")

Key = tuple[int, int]
Contents = dict[Key, list[Run]]


def drop(runs: Iterable[Run], lattices: Sequence[Lattice], are_drawn: bool = True) -> tuple[Contents, list[Run]]:
    """Runs by (lattice, cell), and those in no cell; ``lattices`` inner ones first.

    Edges of columns that are not drawn, but told by texts, never part the digits of one figure.
    """
    contents: Contents = {}
    rest: list[Run] = []
    boxes = [(index, *lattice.box) for index, lattice in enumerate(lattices)]
    for run in runs:
        y = centre_of(run)
        left, right = run.left[0], run.right[-1]
        near = [index for index, x0, y0, x1, y1 in boxes if y0 <= y <= y1 and left < x1 and right > x0]
        if not near:
            rest.append(run)
            continue
        first = lattices[near[0]].span_at((left + run.right[0]) / 2, y)
        last = lattices[near[0]].span_at((run.left[-1] + right) / 2, y)
        if first == last >= 0:
            contents.setdefault((near[0], first), []).append(run)
            continue
        for key, part in _split(run, [(index, lattices[index]) for index in near], y, are_drawn):
            if key is None:
                rest.append(part)
            else:
                contents.setdefault(key, []).append(part)
    return contents, rest


def centre_of(run: Run) -> float:
    """The height of the middle of a run's glyphs, whatever ascent its font claims."""
    return run.baseline - CENTRE * run.size


def _split(run: Run, near: list[tuple[int, Lattice]], y: float, are_drawn: bool) -> list[tuple[Key | None, Run]]:
    keys: list[Key | None] = []
    for index, (left, right) in enumerate(zip(run.left, run.right, strict=True)):
        key = _key((left + right) / 2, y, near)
        if index and key != keys[-1] and _stays(run, index):
            key = keys[-1]
        keys.append(key)
    keys = _overflow_kept(run, keys, near, y, are_drawn)
    parts: list[tuple[Key | None, Run]] = []
    start = 0
    for index in range(1, len(keys) + 1):
        if index == len(keys) or keys[index] != keys[start]:
            part = run.cut(start, index)
            if part.text.strip():
                parts.append((keys[start], part))
            start = index
    return parts


def _key(x: float, y: float, near: list[tuple[int, Lattice]]) -> Key | None:
    for index, lattice in near:
        span = lattice.span_at(x, y)
        if span >= 0:
            return index, span
    return None


def _stays(run: Run, index: int) -> bool:
    """Whether a character beyond a rule belongs to the one before it: a blank, or hanging punctuation."""
    character = run.text[index]
    if character == " ":
        return True
    return character in HANGING and run.left[index] - run.right[index - 1] < TOUCHING * run.size


def _overflow_kept(
    run: Run, keys: list[Key | None], near: list[tuple[int, Lattice]], y: float, are_drawn: bool
) -> list[Key | None]:
    """Words printed across a rule go as a whole to the cell that holds most of them, those that run out of a table to
    the one that they begin in."""
    kept = list(keys)
    start = 0
    for index in range(1, len(keys) + 1):
        if index < len(keys) and not _is_parted(run, index):
            continue
        is_over = len(set(keys[start:index])) > 1
        if is_over and (_straddled(run, start, index, near, y) or (not are_drawn and _is_figure(run, start, index))):
            for first, last in _values(run.text[start:index], start):
                word = keys[first:last]
                runs_out = word[-1] is None and set(word) == {word[0], None}
                kept[first:last] = [word[0] if runs_out else max(word, key=word.count)] * len(word)
        start = index
    return kept


def _is_parted(run: Run, index: int) -> bool:
    """Whether no word goes on here: a gap, or blanks that fill up a cell (sheets print them)."""
    return run.text[index - 1 : index + 1] == "  " or run.left[index] - run.right[index - 1] >= TOUCHING * run.size


def _is_figure(run: Run, start: int, end: int) -> bool:
    return _FIGURE.fullmatch(run.text, start, end) is not None


def _values(word: str, offset: int) -> list[tuple[int, int]]:
    """A word as a whole, or the amounts of neighbouring cells that touch each other: 13,188,350.008,796,595.00."""
    amounts = list(_AMOUNT.finditer(word))
    if "".join(match[0] for match in amounts) != word:
        return [(offset, offset + len(word))]
    return [(offset + match.start(), offset + match.end()) for match in amounts]


def _straddled(run: Run, start: int, end: int, near: list[tuple[int, Lattice]], y: float) -> bool:
    for index in range(start, end):
        left, right = run.left[index], run.right[index]
        inset = STRADDLES * (right - left)
        if run.text[index] not in HANGING and _key(left + inset, y, near) != _key(right - inset, y, near):
            return True
    return False
