"""Ruled tables: grids from rulings, spans from missing ones, characters dropped into cells."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest
from extractor.model.geometry import Ruling
from extractor.tables import find
from extractor.tables.ruled.rules import tidy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables.drawn import across, down, filled, grids, lattice, moved, page, run

COLUMNS = [50.0, 110.0, 250.0, 350.0]
ROWS = [["序号", "项目名称", "金额"], ["1", "道路硬化", "12.50"], ["2", "危桥改造", "3.00"]]


def test_plain_grid() -> None:
    (grid,) = grids(filled(ROWS, COLUMNS))
    assert grid.texts() == ROWS
    assert (grid.style, grid.header_rows) == ("ruled", 1)


@given(
    shift=st.floats(-30, 60, allow_nan=False, allow_infinity=False),
    scale=st.floats(0.8, 1.5, allow_nan=False, allow_infinity=False),
)
@settings(max_examples=40, deadline=None)
def test_grid_keeps_under_shift_and_scale(shift: float, scale: float) -> None:
    (grid,) = grids(moved(filled(ROWS, COLUMNS), shift, scale))
    assert grid.texts() == ROWS


@given(
    st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=2, max_size=6),
    st.integers(2, 4),
)
@settings(max_examples=60, deadline=None)
def test_every_place_is_covered_once(gone: list[list[bool]], n_columns: int) -> None:
    """Whatever inner rulings are missing, cells tile the grid."""
    columns = [50.0 + 80 * index for index in range(n_columns + 1)]
    rows = [100.0 + 20 * index for index in range(len(gone) + 2)]
    horizontal = [across(rows[0], columns[0], columns[-1]), across(rows[-1], columns[0], columns[-1])]
    for row, flags in zip(rows[1:-1], gone, strict=True):
        horizontal += [across(row, columns[c], columns[c + 1]) for c in range(n_columns) if not flags[c % len(flags)]]
    vertical = [down(x, rows[0], rows[-1]) for x in columns]
    pieces, _ = find(page([run("1", 55, 105)], horizontal, vertical))
    for piece in pieces:
        covered = Counter(
            (row, column)
            for cell in piece.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        )
        assert set(covered.values()) == {1}
        assert len(covered) == (len(piece.rows) - 1) * (len(piece.columns) - 1)


def test_spans_from_missing_rulings() -> None:
    columns, rows = [50.0, 150.0, 250.0, 350.0], [100.0, 120.0, 140.0, 160.0]
    horizontal, vertical = lattice(columns, rows)
    horizontal[2] = across(140.0, 150.0, 350.0)  # the first cell goes on over the second and the third row
    vertical[2] = down(250.0, 120.0, 160.0)  # the head over columns 2 and 3 is one
    (grid,) = grids(
        page(
            [run("单位", 55, 105), run("资金", 160, 105), run("甲局", 55, 130), run("1.00", 155, 125)],
            horizontal,
            vertical,
        )
    )
    assert grid.texts() == [["单位", "资金", None], ["甲局", "1.00", ""], [None, "", ""]]


@pytest.mark.parametrize("apart", [1.5, 3.2])
def test_borders_drawn_cell_by_cell_and_double(apart: float) -> None:
    columns, rows = [50.0, 150.0, 250.0], [100.0, 120.0, 140.0]
    horizontal = [
        across(y + d, columns[c] + 0.7, columns[c + 1] - 0.7) for y in rows for c in (0, 1) for d in (0.0, apart)
    ]
    vertical = [down(x + d, rows[r], rows[r + 1]) for x in columns for r in (0, 1) for d in (0.0, apart)]
    words = [run("甲", 60, 105), run("乙", 160, 105), run("丙", 60, 125), run("丁", 160, 125)]
    (grid,) = grids(page(words, horizontal, vertical))
    assert grid.texts() == [["甲", "乙"], ["丙", "丁"]]


def test_dashed_rules() -> None:
    def dashes(at: float, start: float, end: float) -> list[Ruling]:
        return [across(at, start + step, start + step + 3) for step in range(0, int(end - start) - 2, 5)]

    horizontal = [dash for y in (100.0, 120.0, 140.0) for dash in dashes(y, 50, 250)]
    vertical = [dash for x in (50.0, 150.0, 248.0) for dash in dashes(x, 100, 141)]
    words = [run("甲", 60, 105), run("乙", 160, 105), run("丙", 60, 125), run("丁", 160, 125)]
    (grid,) = grids(page(words, horizontal, vertical))
    assert grid.texts() == [["甲", "乙"], ["丙", "丁"]]


def test_rulings_of_one_level_are_joined_and_others_left_alone() -> None:
    near = [Ruling(100.0, 50.0, 120.0, 0.5), Ruling(102.0, 120.0, 200.0, 0.5), Ruling(140.0, 50.0, 200.0, 0.5)]
    assert tidy(near) == [Ruling(102.0, 50.0, 200.0, 0.5), Ruling(140.0, 50.0, 200.0, 0.5)]
    steps = [Ruling(at, 50.0, 200.0, 0.5) for at in (100.0, 103.0, 106.0, 109.0)]  # each as near to the next
    assert [rule.at for rule in tidy(steps)] == [100.0, 106.0]
    assert tidy(tidy(steps)) == tidy(steps)


def test_sides_without_borders() -> None:
    rows = [100.0, 120.0, 140.0, 160.0]
    horizontal = [across(y, 50, 350) for y in rows]
    vertical = [down(x, 100, 160) for x in (150.0, 250.0)]
    words = [run(f"格{r}{c}", 60 + 100 * c, 105 + 20 * r) for r in range(3) for c in range(3)]
    (grid,) = grids(page(words, horizontal, vertical))
    assert grid.texts() == [[f"格{r}{c}" for c in range(3)] for r in range(3)]


def test_ends_without_borders() -> None:
    """Neither top nor bottom border: the upright rulings stick out by the first and the last row."""
    horizontal = [across(y, 50, 350) for y in (120.0, 140.0)]
    vertical = [down(x, 100, 160) for x in (50.0, 150.0, 250.0, 350.0)]
    words = [run(f"格{r}{c}", 60 + 100 * c, 105 + 20 * r) for r in range(3) for c in range(3)]
    page_ = page(words, horizontal, vertical)
    (piece,), _ = find(page_)
    assert (piece.open_top, piece.open_bottom) == (True, True)
    (grid,) = grids(page_)
    assert grid.texts() == [[f"格{r}{c}" for c in range(3)] for r in range(3)]


def test_row_of_one_cell_in_a_table_without_side_borders() -> None:
    """The row has no upright ruling at all, so that the drawing falls into two groups."""
    horizontal = [across(y, 50, 350) for y in (100.0, 120.0, 140.0, 160.0, 180.0, 200.0)]
    vertical = [down(x, a, b) for x in (150.0, 250.0) for a, b in ((100.0, 140.0), (160.0, 200.0))]
    words = [run(f"格{r}{c}", 60 + 100 * c, 105 + 20 * r) for r in (0, 1, 3, 4) for c in range(3)]
    (grid,) = grids(page([*words, run("年度目标：全部完成", 55, 145)], horizontal, vertical))
    assert grid.texts()[2] == ["年度目标：全部完成", None, None]
    assert grid.texts()[4] == ["格40", "格41", "格42"]


def test_frames_boxes_and_underlines_are_no_tables() -> None:
    frame_h, frame_v = lattice([30.0, 560.0], [30.0, 800.0])
    box_h, box_v = lattice([100.0, 200.0], [300.0, 320.0])
    lines = [across(410.0, 200, 300), across(440.0, 200, 300)]
    words = [run("项目名称：", 120, 400), run("某某项目", 205, 398), run("委托单位：", 120, 430)]
    pieces, rest = find(page(words, [*frame_h, *box_h, *lines], [*frame_v, *box_v]))
    assert pieces == []
    assert [line.text for line in rest] == ["项目名称： 某某项目", "委托单位："]


def test_hanging_punctuation_and_overflow_stay_with_their_cell() -> None:
    columns = [50.0, 100.0, 200.0]
    horizontal, vertical = lattice(columns, [100.0, 120.0, 140.0])
    words = [
        run("一二三四。", 57, 105),  # the full stop stands beyond the rule at 100
        run("乙", 150, 105),
        run("长名称溢出格", 45, 125),  # printed across both rules of its cell
        run("9", 180, 125),
    ]
    (grid,) = grids(page(words, horizontal, vertical))
    assert grid.texts() == [["一二三四。", "乙"], ["长名称溢出格", "9"]]


def test_amounts_that_overflow_and_touch_stay_apart() -> None:
    horizontal, vertical = lattice([50.0, 100.0, 150.0, 200.0], [100.0, 120.0, 140.0])
    edges = [98.0 + 4.1 * index for index in range(25)]  # the first amount begins left of its cell
    touching = dataclasses.replace(
        run("3,188,350.008,796,595.00", 98, 105), left=tuple(edges[:-1]), right=tuple(edges[1:])
    )
    (grid,) = grids(page([run("合计", 60, 105), touching, run("乙", 60, 125)], horizontal, vertical))
    assert grid.texts()[0] == ["合计", "3,188,350.00", "8,796,595.00"]


def test_one_run_over_several_cells_is_split() -> None:
    horizontal, vertical = lattice([50.0, 90.0, 130.0, 170.0], [100.0, 120.0, 140.0])
    one = run("123456", 52, 105)
    spread = one.__class__(
        one.text,
        (55.0, 60.0, 95.0, 100.0, 135.0, 140.0),
        (60.0, 65.0, 100.0, 105.0, 140.0, 145.0),
        one.top,
        one.bottom,
        one.baseline,
        one.size,
        one.font,
        one.bold,
    )
    (grid,) = grids(page([spread, run("甲", 60, 125)], horizontal, vertical))
    assert grid.texts()[0] == ["12", "34", "56"]


def test_upright_letters_of_a_spine() -> None:
    columns = [50.0, 70.0, 170.0, 270.0]
    rows = [100.0, 120.0, 140.0, 160.0]
    horizontal, vertical = lattice(columns, rows)
    horizontal[1:3] = [across(y, 70, 270) for y in rows[1:3]]
    letters = [run(letter, 55, 104 + 13 * i) for i, letter in enumerate("绩效指标")]
    words = [run(f"指{r}", 80, 105 + 20 * r) for r in range(3)]
    (grid,) = grids(page([*letters, *words], horizontal, vertical))
    assert grid.texts()[0][0] == "绩效指标"


def test_nested_table_keeps_its_own_text() -> None:
    outer_h, outer_v = lattice([50.0, 150.0, 450.0], [100.0, 200.0, 300.0])
    inner_h, inner_v = lattice([180.0, 260.0, 340.0], [120.0, 150.0, 180.0])
    words = [run("外", 60, 110), run("内甲", 190, 130), run("内乙", 270, 130), run("外乙", 160, 240)]
    pieces, rest = find(page(words, [*outer_h, *inner_h], [*outer_v, *inner_v]))
    assert rest == []
    texts = [{"".join(line.text for line in cell.lines) for cell in piece.cells} - {""} for piece in pieces]
    assert texts == [{"外", "外乙"}, {"内甲", "内乙"}]


def test_nothing_is_lost() -> None:
    note = run("注：数据来自财务台账。", 60, 300)
    page_ = filled(ROWS, COLUMNS, extra=[note])
    pieces, rest = find(page_)
    told = [line.text for piece in pieces for cell in piece.cells for line in cell.lines]
    assert sorted([*told, *(one.text for one in rest)]) == sorted(one.text for one in page_.runs)


def test_a_figure_cut_where_its_next_digit_with_what_must_follow_has_no_room() -> None:
    """第三季度支付3 over 0%,即… in a cell that holds one character more: the sign must not begin a line."""
    columns, rows = [50.0, 142.0, 200.0], [100.0, 150.0]
    words = [run("第三季度的款支3", 53, 105), run("0%,共计支付完成", 53, 125), run("甲", 150, 105)]
    (grid,) = grids(page(words, *lattice(columns, rows)))
    assert grid.texts()[0][0] == "第三季度的款支30%,共计支付完成"


BANDED = [
    ["县区", "下达", "支付", "结存"],
    ["甲县", "420.00", "398.60", "21.40"],
    ["乙县", "380.00", "361.00", "19.00"],
]
BANDED_COLUMNS = [50.0, 130.0, 210.0, 290.0, 370.0]


def banded(rows: list[list[str]], walled: set[int]) -> list[list[str | None]]:
    """A table with a rule under each row and walls along some rows only."""
    edges = [100.0 + 20 * index for index in range(len(rows) + 1)]
    horizontal = [across(y, 50, 370) for y in edges]
    vertical = [down(x, edges[0], edges[-1]) for x in (50, 370)]
    vertical += [down(x, edges[row], edges[row + 1]) for row in walled for x in BANDED_COLUMNS[1:-1]]
    words = [
        run(text, BANDED_COLUMNS[column] + 8, edges[row] + 5) for row, cells in enumerate(rows)
        for column, text in enumerate(cells) if text
    ]  # fmt: skip
    (grid,) = grids(page(words, horizontal, vertical))
    return grid.texts()


def test_rows_whose_walls_a_banded_style_leaves_out_are_parted() -> None:
    assert banded(BANDED, {1}) == BANDED


def test_a_merged_cell_stays_one() -> None:
    """Two texts side by side, or one that runs over the edges of the columns."""
    signed = ["填表人：张三", "", "电话：8123456", ""]
    assert banded([*BANDED, signed], {0, 1, 2})[3] == ["填表人：张三 电话：8123456", None, None, None]
    prose = ["本表数据截至2023年12月31日，由各县区财政局填报", "", "", ""]
    assert banded([prose, *BANDED], {1, 2, 3})[0] == [prose[0], None, None, None]


def test_lines_of_one_text_as_even_over_rows_as_within_them_stay_in_one_cell() -> None:
    """Three rows beside a remark of six lines, each row's two in its middle, and no line is full."""
    columns = [50.0, 150.0, 200.0, 300.0]
    edges = [100.0, 140.0, 180.0, 220.0]
    horizontal = [across(y, 50, 200) for y in edges[1:-1]] + [across(y, 50, 300) for y in (edges[0], edges[-1])]
    lines = ["年初签订合同", "付款分三次", "首次付二十五", "其余付七十五", "款已付清", "未留质保金"]
    runs = [run(words, 203, 105 + 20 * place) for place, words in enumerate(lines)]
    for row, (name, amount) in enumerate((("机房", "6.10"), ("网络", "20.70"), ("小计", "26.80"))):
        runs += [run(name, 53, 115 + 40 * row), run(amount, 153, 115 + 40 * row)]
    (grid,) = grids(page(runs, horizontal, [down(x, edges[0], edges[-1]) for x in columns]))
    assert [row[2] for row in grid.texts()] == ["".join(lines), None, None]


def test_digits_and_dates_broken_in_one_tall_row_show_no_rows() -> None:
    """The serial number 18 stands over two lines of a narrow column, three lines of a text begin with whole dates."""
    columns = [50.0, 60.0, 150.0, 250.0]
    horizontal, vertical = lattice(columns, [100.0, 220.0])
    texts = ["2023年3月8日", "签订合同，于", "2023年5月9日", "开工建设，至", "2023年9月1日", "竣工"]
    runs = [run("1", 52, 105), run("8", 52, 119), run("北区法院", 63, 105), run("智慧", 63, 119)]
    runs += [run(words, 153, 105 + 14 * place) for place, words in enumerate(texts)]
    (grid,) = grids(page(runs, horizontal, vertical))
    assert grid.n_rows == 1
