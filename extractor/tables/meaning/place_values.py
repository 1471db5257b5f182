"""Columns of one digit each, headed 亿千百十万千百十元角分, as vouchers (会计凭证) set amounts."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.meaning.wording import fold

# The role of such a column: its cells are no figures by themselves.
DIGIT = "digit"
# The heads from right to left, and how many stand beside each other at least.
_PLACES = "分角元十百千万十百千亿十百"
_LEAST = 5
_CAPITALS = str.maketrans("拾佰仟萬億圆", "十百千万亿元")


def digit_columns(paths: Sequence[tuple[str, ...]]) -> list[range]:
    """The runs of columns, as ranges of ``paths``, whose lowest heads are the places of one amount down to 分."""
    heads = [fold(path[-1]).translate(_CAPITALS) if path else "" for path in paths]
    runs = []
    for last, head in enumerate(heads):
        if head != _PLACES[0]:
            continue
        first, place = last, 1
        while first and place < len(_PLACES) and heads[first - 1] == _PLACES[place]:
            first, place = first - 1, place + 1
        if place >= _LEAST:
            runs.append(range(first, last + 1))
    return runs
