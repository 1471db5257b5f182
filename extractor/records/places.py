"""The cells of a table by the places that they cover."""

from __future__ import annotations

from extractor.model.layout import Grid, TableCell


def cells_by_place(grid: Grid) -> dict[tuple[int, int], TableCell]:
    """Every (row, column) of ``grid`` with the cell that covers it, spans included."""
    return grid.places
