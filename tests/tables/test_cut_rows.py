"""Rows and merged cells of ruled tables that a page end cuts, told by what their columns say elsewhere."""

from __future__ import annotations

from extractor.model.geometry import Page

from tests.tables.drawn import across, down, filled, grids, lattice, page, run

COLUMNS = [50.0, 100.0, 220.0, 320.0]
HEAD = ["序号", "项目名称", "金额"]


def parted(upper: list[list[str]], lower: list[list[str]], columns: list[float] = COLUMNS) -> list[list[str | None]]:
    """The rows of a table of which ``lower`` stand on the next page."""
    (grid,) = grids(filled(upper, columns, top=700), filled(lower, columns, top=60, number=2))
    return grid.texts()


def test_a_serial_number_cut_between_its_digits() -> None:
    narrow = [50.0, 66.0, 220.0, 320.0]
    above = [["号", *HEAD[1:]], ["103", "甲", "2.00"], ["10", "水淹坝", "6.00"]]
    rows = parted(above, [["4", "泵站", ""], ["105", "丙", "3.00"]], narrow)
    assert rows[2:] == [["104", "水淹坝泵站", "6.00"], ["105", "丙", "3.00"]]


def test_numbers_that_begin_anew_are_rows() -> None:
    rows = parted([HEAD, ["9", "甲", "2.00"], ["10", "乙", "6.00"]], [["1", "丙", "1.00"]])
    assert [row[0] for row in rows] == ["序号", "9", "10", "1"]


def test_an_amount_cut_before_the_last_of_the_digits_that_its_column_has() -> None:
    above = [HEAD, ["1", "机房", "6.10"], ["2", "数据中心", "29.70"], ["3", "视频会议", "20.0"]]
    narrow = [50.0, 100.0, 220.0, 246.0]
    assert parted(above, [["", "系统", "0"], ["4", "终端", "23.90"]], narrow)[3:] == [
        ["3", "视频会议系统", "20.00"],
        ["4", "终端", "23.90"],
    ]


def test_an_amount_cut_within_its_whole_part_where_its_column_has_decimals() -> None:
    """13 over 0.2 are two complete values, but no other amount is without decimals."""
    columns = [50.0, 80.0, 120.0, 141.0]
    lines = [(733, "16."), (745, "1"), (763, "14."), (775, "9"), (801, "13")]
    rows = [["序号", "内容", "金"], ["1", "机房", ""], ["2", "终端", ""], ["", "小计", ""]]
    first = filled(rows, columns, 700, 30, extra=[run(words, 123, y) for y, words in lines])
    below = [(63, "0.2"), (93, "31."), (105, "0")]
    second = filled([[""] * 3, ["3", "网络", ""]], columns, 60, 30, 2, extra=[run(words, 121, y) for y, words in below])
    (grid,) = grids(first, second)
    assert [row[1:] for row in grid.texts()[3:]] == [["小计", "130.2"], ["网络", "31.0"]]


def test_whole_points_over_points_with_a_decimal_are_of_two_rows() -> None:
    """完工及时率 5 over 成本控制 7.5: their column, too narrow for more, holds whole points elsewhere."""
    above = [["指标", "分", "得"], ["立项", "4", "3"], ["预算", "5", "4.7"], ["合规", "6", "3.5"], ["及时", "8", "5"]]
    rows = parted(above, [["成本", "8", "7.5"], ["社会", "8", "7.2"]], [50.0, 80.0, 96.0, 112.0])
    assert rows[4:] == [["及时", "8", "5"], ["成本", "8", "7.5"], ["社会", "8", "7.2"]]


def test_zeros_below_a_figure_are_none() -> None:
    above = [["指标", "分", "得分"], ["满意度", "10", "9"], ["总分", "1", "97.2"]]
    assert parted(above, [["", "00", ""]], [50.0, 100.0, 111.0, 320.0])[2] == ["总分", "100", "97.2"]


def test_an_amount_cut_before_its_unit() -> None:
    above = [["指标", "指标值", "完成值"], ["兑付时间", "5月底前", "5月20日"], ["补助", "≤30万", "26.8万"]]
    rows = parted(above, [["标准", "元/家", "元/家"], ["良种纯度", "≥98%", "98.2%"]])
    assert rows[2:] == [["补助标准", "≤30万元/家", "26.8万元/家"], ["良种纯度", "≥98%", "98.2%"]]


def test_a_row_without_any_of_many_columns_that_all_others_fill_is_none() -> None:
    """The line above has room left: the program breaks no number from its unit."""
    columns = [50.0, 90.0, 160.0, 320.0, 400.0]
    above = [["序号", "村", "建设内容", "金额"], ["1", "甲村", "新建水池", "2.00"], ["2", "乙村", "铺设输水管", "6.00"]]
    assert parted(above, [["", "", "2.4千米", ""], ["3", "丙村", "水表", "1.00"]], columns)[2:] == [
        ["2", "乙村", "铺设输水管2.4千米", "6.00"],
        ["3", "丙村", "水表", "1.00"],
    ]


def test_a_repeated_head_of_which_the_last_line_is_cut_off() -> None:
    columns, rows = [50.0, 100.0, 140.0, 320.0], [700.0, 740.0, 760.0]
    horizontal, vertical = lattice(columns, rows)
    words = [(53, 715, "序号"), (103, 705, "实施"), (103, 717, "片区"), (143, 715, "预算数")]
    words += [(53, 745, "1"), (103, 745, "海北"), (143, 745, "186.00")]
    first = page([run(text, x, y) for x, y, text in words], horizontal, vertical)
    second = filled([["序号", "实施", "预算数"], ["2", "共合", "142.00"]], columns, top=60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [["序号", "实施片区", "预算数"], ["1", "海北", "186.00"], ["2", "共合", "142.00"]]


def levelled(at: float, number: int, name: str, remark: str, rows: list[tuple[str, str]], height: float = 20.0) -> Page:
    """Rows beside a name and a remark merged over all of them, which stand at the bottom of their cells."""
    columns = [50.0, 110.0, 220.0, 280.0, 400.0]
    edges = [at + height * place for place in range(len(rows) + 1)]
    horizontal = [across(y, 110, 280) for y in edges[1:-1]] + [across(y, 50, 400) for y in (edges[0], edges[-1])]
    runs = [run(text, x, edges[-1] - 14) for x, text in ((53, name), (283, remark)) if text]
    for top, (left, right) in zip(edges, rows, strict=False):
        runs += [run(text, x, top + 5) for x, text in ((113, left), (223, right)) if text]
    return page(runs, horizontal, [down(x, edges[0], edges[-1]) for x in columns], number)


def test_the_points_of_a_level_below_its_name_are_of_it() -> None:
    first = levelled(700, 1, "组织实施", "", [("制度建设", "4"), ("制度执行", "3")])
    second = levelled(60, 2, "（10分）", "", [("考核执行", "3"), ("合同管理", "3")])
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["组织实施（10分）", None, None, None]


def test_a_sentence_that_breaks_off_at_the_page_end_goes_on() -> None:
    first = levelled(700, 1, "协同办公", "合同款52万元，已支付26", [("办公系统", "52.10"), ("支撑平台", "2.20")])
    second = levelled(60, 2, "", "万元，余款未付。", [("网站", "3.10"), ("机房", "4.20")])
    (grid,) = grids(first, second)
    assert [row[3] for row in grid.texts()] == ["合同款52万元，已支付26万元，余款未付。", None, None, None]


def test_the_rest_of_a_remark_alone_is_no_row() -> None:
    first = levelled(700, 1, "专网运维", "总价60万元，余款15.05万", [("一期", "30.10"), ("小计", "60.20")])
    second = levelled(60, 2, "", "元未支付。", [("", ""), ("门户网站", "36.00")])
    (grid,) = grids(first, second)
    assert [row[1:3] for row in grid.texts()] == [["一期", "30.10"], ["小计", "60.20"], ["门户网站", "36.00"]]


def test_a_last_line_that_the_bottom_rule_runs_through_is_in_its_cell() -> None:
    horizontal, vertical = lattice(COLUMNS, [60.0, 80.0, 120.0])
    words = [(53, 65, "序号"), (103, 65, "内容"), (223, 65, "金额"), (53, 95, "1"), (223, 95, "2.00")]
    words += [(103, 90, "共享既有城管视频监控"), (103, 104, "三十五路并接入平台"), (103, 118, "统一管理")]
    (grid,) = grids(page([run(text, x, y) for x, y, text in words], horizontal, vertical))
    assert grid.texts()[1] == ["1", "共享既有城管视频监控三十五路并接入平台统一管理", "2.00"]


def test_a_bracket_open_at_the_page_end_is_closed_in_its_row_though_there_was_some_room() -> None:
    columns = [50.0, 100.0, 220.0, 280.0]
    lines = [run("（望", 224, 720), run("依据", 224, 708)]
    first = filled([["序号", "项目", "依据"], ["1", "驾驶舱", ""]], columns, 680, 33, extra=lines)
    second = filled([["", "", "政发）批复"], ["2", "泵站", "会议纪要"]], columns, 60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts()[1:] == [["1", "驾驶舱", "依据（望政发）批复"], ["2", "泵站", "会议纪要"]]


def test_the_name_of_a_level_cut_where_all_others_of_its_column_end_alike() -> None:
    """满意 over 度指标: neither fills its cell, but every other level is called …指标."""
    edges = [50.0, 110.0, 220.0, 320.0]
    names = ["", "产出指标", "", "效益指标", "", "满意"]
    others = [["三级指标", "得分"], ["里程", "8.5"], ["质量", "9"], ["口碑", "7"], ["环境", "6"], ["群众", "9"]]
    rows = [["一级指标", *others[0]], *([name, *other] for name, other in zip(names[1:], others[1:], strict=True))]
    top = 640.0
    horizontal = [across(top + 20 * row, edges[1 if row in (2, 4) else 0], edges[-1]) for row in range(7)]
    vertical = [down(x, top, top + 120) for x in edges]
    second = filled([["度指标", "职工", "8"], ["总分", "", "47.5"]], edges, top=60, number=2)
    (grid,) = grids(page(filled(rows, edges, top=top).runs, horizontal, vertical), second)
    assert [row[0] for row in grid.texts()[1:]] == ["产出指标", None, "效益指标", None, "满意度指标", None, "总分"]


def test_figures_of_a_row_cut_within_an_amount_are_broken_anywhere() -> None:
    """8,2 over 30.16 is one amount: so may 355 over 3.10 be, in a column that has no room for another digit."""
    narrow = [50.0, 70.0, 86.0, 112.0, 133.0]
    above = [["号", "位", "额", "数"], ["13", "甲", "6.10", "9.6"], ["14", "白", "8,2", "355"]]
    rows = parted(above, [["", "云", "30.16", "3.10"], ["15", "乙", "1.00", "2.0"]], narrow)
    assert rows[2] == ["14", "白云", "8,230.16", "3553.10"]
