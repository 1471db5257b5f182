"""Records as data frames of pandas, which is needed only here. Amounts and figures stay exact (``Decimal``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any

Span = tuple[int, int, int, int]
# A figure as tables print it: grouped by threes or not at all, with or without decimals.
_FIGURE = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def frame(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    """A data frame. Raises :class:`ModuleNotFoundError` where pandas is not installed."""
    try:
        pandas = import_module("pandas")
    except ModuleNotFoundError:
        raise ModuleNotFoundError("Frames need pandas. Install it with: pip install 'extractor[notebook]'") from None
    return pandas.DataFrame([list(row) for row in rows], columns=list(columns))


def filled(rows: Sequence[Sequence[str | None]], spans: Sequence[Span]) -> list[list[str | None]]:
    """Rows with the text of a merged cell in every place that it covers; spans are row, column, rows, columns."""
    result = [list(row) for row in rows]
    for row, column, down, across in spans:
        for y in range(row, min(row + down, len(result))):
            for x in range(column, min(column + across, len(result[y]))):
                result[y][x] = rows[row][column]
    return result


def headers(rows: Sequence[Sequence[str | None]], width: int) -> list[str]:
    """A name a column from its header rows: 实际到位 / 金额. Names that come twice are numbered."""
    names: list[str] = []
    for column in range(width):
        parts = [row[column] or "" for row in rows if column < len(row)]
        name = " / ".join(dict.fromkeys(part for part in parts if part)) or f"列{column + 1}"
        same = sum(other == name or other.startswith(f"{name} (") for other in names)
        names.append(f"{name} ({same + 1})" if same else name)
    return names


def number(text: str | None) -> Decimal | str | None:
    """The figure that a cell is; its text where it is none, None where it is empty."""
    if not text:
        return None
    return Decimal(text.replace(",", "")) if _FIGURE.fullmatch(text) else text
