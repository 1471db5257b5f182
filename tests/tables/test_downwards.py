"""Names set downwards (竖排) in the cells of ruled tables."""

from __future__ import annotations

from extractor.model.geometry import Run

from tests.tables.drawn import across, down, grids, page, run

COLUMNS = [50.0, 110.0, 220.0, 280.0]
EDGES = [100.0, 126.0, 152.0, 178.0]


def names(runs: list[Run]) -> list[str | None]:
    """What the cell merged over three rows and the places that it covers hold, where ``runs`` stand in it."""
    horizontal = [across(y, 110, 280) for y in EDGES[1:-1]] + [across(y, 50, 280) for y in (EDGES[0], EDGES[-1])]
    rows = (("立项依据", "3"), ("立项程序", "2"), ("目标合理", "5"))
    beside = [
        run(t, x, y + 8) for y, row in zip(EDGES, rows, strict=False) for t, x in zip(row, (113, 223), strict=True)
    ]
    (grid,) = grids(page([*runs, *beside], horizontal, [down(x, EDGES[0], EDGES[-1]) for x in COLUMNS]))
    return [row[0] for row in grid.texts()]


def column(text: list[str], x: float, top: float) -> list[Run]:
    return [run(words, x, top + 10 * place) for place, words in enumerate(text)]


def test_characters_in_the_middle_of_each_row_by_chance_are_one_name() -> None:
    """Set wide in its middle: 103, 113, 129, 139 and 160 points from the top."""
    runs = [run(words, 75, y) for words, y in zip("决策过程类", (103, 113, 129, 139, 160), strict=True)]
    assert names(runs) == ["决策过程类", None, None]


def test_columns_of_characters_are_read_from_the_right_to_the_left() -> None:
    assert names([*column(list("通村道路拓"), 85, 110), *column(list("宽工程"), 70, 110)])[0] == "通村道路拓宽工程"


def test_characters_side_by_side_are_read_along_their_lines() -> None:
    """Two to a line, line by line in the file: a narrow cell."""
    runs = [
        run(words, x, 105 + 14 * place)
        for place, pair in enumerate(("通村", "道路"))
        for words, x in zip(pair, (70, 85), strict=True)
    ]
    assert names(runs)[0] == "通村道路"


def test_one_value_in_each_row_stays_in_its_row() -> None:
    assert names([run(words, 75, y + 8) for words, y in zip("优良中", EDGES, strict=False)]) == ["优", "良", "中"]


def test_figures_and_brackets_set_sideways_belong_to_their_column() -> None:
    """决策（15分） broken before its 分; the columns stand a little closer than the type is high."""
    sideways = Run("（15", (84.0,) * 3, (94.0,) * 3, 130.0, 148.0, 139.0, 10.0, "宋体", False)
    closing = Run("）", (74.5,), (84.5,), 132.0, 142.0, 139.0, 10.0, "宋体", False)
    runs = [*column(list("决策"), 85, 110), sideways, run("分", 75.5, 122), closing]
    assert names(runs)[0] == "决策（15分）"
