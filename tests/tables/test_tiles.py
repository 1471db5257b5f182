"""Tables whose cells are shaded areas side by side, without rulings between their columns."""

from __future__ import annotations

from extractor.model.geometry import Box, Run

from tests.tables.drawn import SIZE, across, grids, lattice, page, run

COLUMNS = [50.0, 150.0, 250.0, 350.0, 450.0]
ROWS = [
    ["单位", "预算数", None, "支出数"],
    [None, "年初", "调整后", None],
    ["水利站", "12.00", "13.50", "13.00"],
    ["文化站", "8.00", "", "7.50"],
    ["福利院", "6.20", "6.20", "6.20"],
    ["合计", "26.20", "19.70", "26.70"],
]
TOP, HEIGHT = 100.0, 20.0


def cell(row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
    y = TOP + HEIGHT * row
    return Box(COLUMNS[column], y, COLUMNS[column + columns], y + HEIGHT * rows)


def centred(words: str, box: Box) -> Run:
    width = sum(SIZE * (0.5 if letter.isascii() else 1.0) for letter in words)
    return run(words, (box.x0 + box.x1 - width) / 2, (box.y0 + box.y1 - SIZE) / 2)


# The heads: 单位 and 支出数 over two rows, 预算数 over two columns.
HEADS = [cell(0, 0, 2), cell(0, 1, 1, 2), cell(0, 3, 2), cell(1, 1), cell(1, 2)]
HEAD_WORDS = ["单位", "预算数", "支出数", "年初", "调整后"]


def printed() -> list[Run]:
    runs = [centred(words, box) for words, box in zip(HEAD_WORDS, HEADS, strict=True)]
    for number, row in enumerate(ROWS[2:], 2):
        runs += [centred(words, cell(number, place)) for place, words in enumerate(row) if words]
    return runs


def test_every_other_row_shaded_cell_by_cell() -> None:
    """The heads tell columns and spans; the white rows, the last without a ruling, have the columns of the others."""
    shades = [*HEADS, *(cell(row, column) for row in (2, 4) for column in range(4))]
    (grid,) = grids(page(printed(), shades=shades))
    assert grid.style == "shaded"
    assert grid.texts() == ROWS


def test_a_white_column_beside_shaded_cells() -> None:
    """An area behind the whole table and white names: the name in the middle of two rows stands over both."""
    behind = Box(COLUMNS[0], TOP, COLUMNS[-1], TOP + HEIGHT * len(ROWS))
    tiles = [box for box in HEADS if box.x0 > COLUMNS[0]]
    tiles += [cell(row, column) for row in range(2, 6) for column in range(1, 4)]
    runs = [one for one in printed() if one.text not in ("水利站", "文化站")] + [centred("各站", cell(2, 0, 2))]
    (grid,) = grids(page(runs, shades=[behind, *tiles]))
    assert grid.texts() == [*ROWS[:2], ["各站", *ROWS[2][1:]], [None, *ROWS[3][1:]], *ROWS[4:]]


def test_rulings_that_leave_a_white_column_out_merge_its_cells() -> None:
    """The name stands at the top of its rows; no ruling parts it from the place below, as those beside are parted."""
    tiles = [*HEADS, *(cell(row, column) for row in (2, 4) for column in range(1, 4))]
    runs = [one for one in printed() if one.text not in ("水利站", "文化站")] + [centred("各站", cell(2, 0))]
    edges = {row: TOP + HEIGHT * row for row in range(2, 7)}
    rules = [across(y, COLUMNS[1] if row == 3 else COLUMNS[0], COLUMNS[-1]) for row, y in edges.items()]
    (grid,) = grids(page(runs, rules, shades=tiles))
    assert grid.texts() == [*ROWS[:2], ["各站", *ROWS[2][1:]], [None, *ROWS[3][1:]], *ROWS[4:]]


def test_a_white_name_of_two_lines_stands_over_the_rows_that_no_ruling_parts() -> None:
    tiles = [*HEADS, *(cell(row, column) for row in (2, 4) for column in range(1, 4))]
    runs = [one for one in printed() if one.text not in ("水利站", "文化站")]
    runs += [centred("各站（25", cell(2, 0)), centred("分）", cell(3, 0))]
    edges = {row: TOP + HEIGHT * row for row in range(2, 7)}
    rules = [across(y, COLUMNS[1] if row == 3 else COLUMNS[0], COLUMNS[-1]) for row, y in edges.items()]
    (grid,) = grids(page(runs, rules, shades=tiles))
    assert grid.texts() == [*ROWS[:2], ["各站（25分）", *ROWS[2][1:]], [None, *ROWS[3][1:]], *ROWS[4:]]


def test_rulings_that_tell_as_much_stay() -> None:
    edges = [TOP + HEIGHT * row for row in range(len(ROWS) + 1)]
    horizontal, vertical = lattice(COLUMNS, edges)
    shades = [cell(row, column) for row in range(6) for column in range(4)]
    runs = [run(words, box.x0 + 3, box.y0 + 5) for words, box in zip("甲乙丙丁", shades, strict=False)]
    (grid,) = grids(page(runs, horizontal, vertical, shades=shades))
    assert grid.style == "ruled"


def test_highlighted_words_are_no_cells() -> None:
    words = ["资金拨付", "及时足额", "专款专用"]
    runs = [run(text, 60 + 120 * place, 100 + 20 * line) for line in range(4) for place, text in enumerate(words)]
    shades = [one.box for one in runs]
    assert all(grid.style != "shaded" for grid in grids(page(runs, [across(90, 50, 500)], shades=shades)))
