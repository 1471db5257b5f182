"""Tables whose rows are what columns are elsewhere: 指标 | 决策 | 过程 …, then a row 分值 and a row 得分."""

from __future__ import annotations

from extractor.model.layout import Places, TableCell
from extractor.tables.meaning.wording import is_number, is_sum, role_of

FIGURES = frozenset({"points", "score", "deduction"})
# Indicators that such a table has at least, beside its column of labels.
LEAST_INDICATORS = 2


def transposed_roles(places: Places, header: range, body: range, n_columns: int) -> dict[int, str]:
    """The roles of the rows of a table set on its side, by row; empty for any other table.

    Its labels stand in the first column and points and a score are among them; its heads are names, none of which
    is known as a head, and below them stand figures alone.
    """
    if not header or n_columns < LEAST_INDICATORS + 1:
        return {}
    roles = {row: role for row in body if (role := _role(places.get((row, 0))))}
    if "score" not in roles.values() or len(FIGURES & set(roles.values())) < 2 or len(roles) < len(body) - 1:
        return {}
    heads = [places.get((header.stop - 1, column)) for column in level_columns(places, header, n_columns)]
    if len(heads) < LEAST_INDICATORS or any(
        cell is None or not cell.passage.text.strip() or _role(cell) in FIGURES for cell in heads
    ):
        return {}
    told = [row for row, role in roles.items() if role in FIGURES]
    figures = [places.get((row, column)) for row in told for column in range(1, n_columns)]
    if not all(
        cell is not None and (not cell.passage.text.strip() or is_number(cell.passage.text)) for cell in figures
    ):
        return {}
    return roles


def level_columns(places: Places, header: range, n_columns: int) -> list[int]:
    """The columns of a table on its side that hold an indicator; the one of the sums is left out."""
    columns = range(1, n_columns)
    return [column for column in columns if not any(_sums(places.get((row, column))) for row in header)]


def _sums(cell: TableCell | None) -> bool:
    return cell is not None and is_sum(cell.passage.text)


def _role(cell: TableCell | None) -> str | None:
    return role_of(cell.passage.text) if cell is not None else None
