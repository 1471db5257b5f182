"""Values that a narrow column breaks over lines, put together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from extractor.tables.inferred.atoms import Atom, whole_of
from extractor.tables.meaning.wording import decimals_of, ends_value, is_complete, is_number

# Type sizes from line to line within a cell (1.0 to 1.6), and within which two lines stand at one height.
NEXT_LINE = 1.7
BESIDE = 0.1
# How many decimals amounts have: to the cent in 元, to the 元 or the cent in 万元. Narrow columns break them anywhere.
_WHOLE = (2, 4, 6)
_POINTS = (".", ",", "，", "．")
# What stands below an amount in its cell: its rate, or a figure in brackets.
_SECOND = re.compile(r"\d+(?:\.\d+)?[%％]|[(（][\d,，.]+[%％]?[)）]")
_ENDS = ("%", "％", ")", "）")
# Share of a column's amounts below which such a figure stands, and how many at least.
SECONDS_SHARE, LEAST_SECONDS = 0.8, 2


def with_seconds(column: Iterable[Atom]) -> list[Atom]:
    """The atoms of a column from top to bottom; an amount and what stands below it in the cells of its column (its
    rate, a figure in brackets) are one, with the text of the amount."""
    ordered = sorted(column, key=lambda atom: atom.middle)
    seconds = {atom for atom in ordered if atom.text.endswith(_ENDS) and _SECOND.fullmatch(atom.text)}
    if len(seconds) < LEAST_SECONDS:
        return ordered
    figures = [atom for atom in ordered if _is_first(atom)]
    pairs = {b: a for a, b in pairwise(ordered) if b in seconds and _is_first(a) and _is_next(a, b)}
    if len(pairs) < len(seconds) or len(pairs) < SECONDS_SHARE * len(figures):
        return ordered
    whole = {a: replace(a, x0=min(a.x0, b.x0), x1=max(a.x1, b.x1), bottom=b.bottom) for b, a in pairs.items()}
    return [whole.get(atom, atom) for atom in ordered if atom not in pairs]


def _is_first(atom: Atom) -> bool:
    return is_number(atom.text) and not atom.text.endswith(("%", "％"))


def with_whole_values(column: Iterable[Atom], columns: Collection[Sequence[Atom]] = ()) -> list[Atom]:
    """The atoms of a column from top to bottom, values broken over two lines (2017年 over 5月) as one.

    Two lines are of a row each where another of the ``columns`` has a whole value at either height.
    """
    whole: list[Atom] = []
    ordered = sorted(column, key=lambda atom: atom.middle)
    rests = _rests(ordered, columns)
    for atom in ordered:
        above = whole[-1] if whole else None
        if (
            above
            and _is_next(above, atom)
            and (ends_value(above.text, atom.text) or atom in rests)
            and (_is_one(above, atom) or not any(_are_two_rows(above, atom, other) for other in columns))
        ):
            whole[-1] = whole_of((above, atom))
        else:
            whole.append(atom)
    return whole


def _is_one(above: Atom, below: Atom) -> bool:
    """Whether one of two lines is no figure by itself: 174693155. over 25, 18133010 over .61."""
    return above.text.endswith(_POINTS) or below.text.startswith(_POINTS)


def _are_two_rows(above: Atom, below: Atom, column: Sequence[Atom]) -> bool:
    """Whether a column has a value at the heights of both lines, and these are no one value broken over them."""
    upper, lower = (
        [atom for atom in column if abs(atom.middle - line.middle) <= BESIDE * line.size] for line in (above, below)
    )
    return any(
        is_complete(a.text) and is_complete(b.text) and not (ends_value(a.text, b.text) or _cut_at(a, b))
        for a in upper
        for b in lower
    )


def _is_next(above: Atom, below: Atom) -> bool:
    return below.top - above.bottom < (NEXT_LINE - 1) * below.size


def _cut_at(above: Atom, below: Atom) -> int:
    """How many decimals an amount has that the digits below it may end (1400.6 over 5 has two), 0 where they do not."""
    begun = decimals_of(above.text) if below.text.isdecimal() else 0
    whole = begun + len(below.text)
    return whole if begun and whole in _WHOLE else 0


def _rests(ordered: Sequence[Atom], columns: Iterable[Sequence[Atom]]) -> list[Atom]:
    """The last digits of amounts that a column is too narrow for, each below the others of its amount.

    No digits as few may stand anywhere else in the column, nor an amount with one decimal; two such pairs tell, or
    amounts with as many decimals. Where an amount in 元 may stand over a count, all upper parts must be too wide for
    one digit more, and the amounts with as many decimals may be of other ``columns``.
    """
    pairs = [(a, b, decimals) for a, b in pairwise(ordered) if (decimals := _cut_at(a, b)) and _is_next(a, b)]
    if not pairs:
        return []
    parts = {atom for *pair, _ in pairs for atom in pair}
    others = [atom for atom in ordered if atom not in parts]
    found: list[Atom] = []
    for whole in {decimals for *_, decimals in pairs}:
        cut = [(a, b) for a, b, decimals in pairs if decimals == whole]
        longest = max(len(b.text) for _, b in cut)
        if any(other.text.isdecimal() and len(other.text) <= longest for other in others):
            continue
        if whole == _WHOLE[0]:
            is_cut = not any(decimals_of(other.text) == 1 for other in others)
            like = others
        else:
            is_cut = _are_too_wide([a for a, _ in cut], ordered)
            like = [*others, *chain.from_iterable(columns)]
        if is_cut and (len(cut) > 1 or any(decimals_of(other.text) == whole for other in like)):
            found += [b for _, b in cut]
    return found


def _are_too_wide(cut: Iterable[Atom], column: Iterable[Atom]) -> bool:
    """Whether each of the upper parts would be the widest text of its column with one digit more."""
    widest = max(atom.x1 - atom.x0 for atom in column)
    return all((atom.x1 - atom.x0) * (1 + 1 / len(atom.text)) > widest for atom in cut)


def are_stacked(atoms: Iterable[Atom]) -> bool:
    """Whether complete values stand below each other in one place, as where columns are told and rows are not."""
    return any(
        is_complete(upper.text) and is_complete(lower.text) for upper, lower in pairwise(with_whole_values(atoms))
    )
