"""Three-line tables and tables without rulings; what must never pass for one."""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import pytest
from extractor.model.geometry import Box, Run
from extractor.tables import find, open_at_end

from tests.tables.drawn import BODY, HEAD, LEFT, across, grids, layout, page, printed, run


def test_three_line_table() -> None:
    rules = [across(y, 50, 540) for y in (95.0, 117.0, 178.0)]
    (grid,) = grids(page(printed([HEAD, *BODY], 100), rules))
    assert grid.style == "three_line"
    assert grid.texts() == [HEAD, *BODY]
    assert grid.confidence < 1


def test_three_line_table_over_two_pages() -> None:
    first = page(printed([HEAD, *BODY], 700), [across(y, 50, 540) for y in (695.0, 717.0)])
    rest = [["4", "排水沟", "12.00", "11.00"], ["5", "护栏", "8.00", "8.00"], ["合计", "", "265.50", "259.20"]]
    second = page(printed(rest, 80), [across(142.0, 50, 540)], number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [HEAD, *BODY, *rest]


def test_table_without_any_ruling() -> None:
    (grid,) = grids(page([run("具体支出情况如下：", 60, 60), *printed([HEAD, *BODY], 100)]))
    assert grid.style == "borderless"
    assert grid.texts() == [HEAD, *BODY]


def test_wrapped_cells_in_the_middle_of_their_rows() -> None:
    """Names of two lines, figures centred beside them, no room between the rows."""
    names = [["通村道路硬化及", "路肩培土工程"], ["危桥改造及安全", "防护工程"], ["安防", ""]]
    runs = [run(words, x, 100) for words, x in zip(HEAD, LEFT, strict=True)]
    y = 120.0
    for number, (name, row) in enumerate(zip(names, BODY, strict=True), 1):
        lines = [line for line in name if line]
        runs += [run(line, 130, y + 14 * i) for i, line in enumerate(lines)]
        middle = y + 7 * (len(lines) - 1)
        runs += [run(str(number), 60, middle), run(row[2], 330, middle), run(row[3], 450, middle)]
        y += 14 * len(lines)
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(y + 4, 50, 540)]))
    assert [row[1] for row in grid.texts()[1:]] == ["".join(name) for name in names]
    assert [row[2] for row in grid.texts()[1:]] == [row[2] for row in BODY]


def test_names_as_wide_as_their_column_are_a_row_each() -> None:
    """Level names between the rows that they head; names of one length, which would wrap into each other."""
    heads = ["一级指标", "二级指标", "三级指标", "分值", "得分", "评分说明"]
    left = [50.0, 100.0, 160.0, 250.0, 290.0, 330.0]
    names = ["立项依据充分性", "立项程序规范性", "绩效目标合理性"]
    scores = [("4", "4"), ("4", "3"), ("4", "3.5")]
    middles = [120.0, 137.0, 161.0]
    runs = [run(words, x, 100) for words, x in zip(heads, left, strict=True)]
    for y, name, (most, score) in zip(middles, names, scores, strict=True):
        runs += [run(name, 160, y), run(most, 250, y), run(score, 290, y)]
    notes = [("依据充分。", 120), ("两所学校未见可行性说明。", 137)]
    notes += [("下降目标与设备参数不完全匹配，扣除", 154), ("0.5分。", 168)]
    runs += [run(words, 330, y) for words, y in notes]
    runs += [run("决策", 50, 145), run("项目立项", 100, 128.5), run("绩效目标", 100, 161)]
    (grid,) = grids(page(runs, [across(95, 45, 540), across(115, 45, 540), across(184, 45, 540)]))
    assert [row[2:5] for row in grid.texts()[1:]] == [[n, *s] for n, s in zip(names, scores, strict=True)]
    assert [(cell.passage.text, cell.rowspan) for cell in grid.cells if cell.column == 1] == [
        ("二级指标", 1),
        ("项目立项", 2),
        ("绩效目标", 1),
    ]


def test_heads_of_unknown_wording_stand_above_values() -> None:
    heads = ["旗县", "网围栏", "飞播", "补播"]
    rows = [["甲旗", "12.50", "3.00", "1.20"], ["乙旗", "8.00", "2.40", "0.80"], ["丙旗", "6.10", "1.00", "0.50"]]
    (grid,) = grids(page(printed([heads, *rows], 100, step=14)))
    assert grid.texts() == [heads, *rows]


def test_rulings_under_each_row_show_merged_cells() -> None:
    """Row rulings without upright ones; that under the first row begins only at the second column."""
    rules = [across(95, 50, 540), across(117, 50, 540), across(137, 120, 540), across(157, 50, 540)]
    rules += [across(177, 50, 540), across(197, 50, 540)]
    rows = [HEAD, ["甲", "道路", "1.00", "1.00"], ["", "桥梁", "2.00", "2.00"], ["乙", "护栏", "3.00", "3.00"]]
    runs = printed([*rows, ["合计", "", "6.00", "6.00"]], 100)
    (grid,) = grids(page(runs, rules))
    cell = grid.at(2, 0)
    assert cell is not None
    assert (cell.row, cell.rowspan) == (1, 2)


def test_rulings_that_leave_out_a_merged_column_are_of_one_table() -> None:
    """Rows too high for a ruling over all to stand near; one head has a last line by itself above the first ruling."""
    heads = [
        run(words, x, 80)
        for words, x in zip(("序号", "施工单位", "合同金额", "支付金额"), (60, 150, 340, 440), strict=True)
    ]
    rows = [(111, "1", "甲公司", "12.00", "11.00"), (195, "2", "", "8.00", "8.00"), (268, "3", "", "6.00", "5.00")]
    cells = [run(words, x, y) for y, *row in rows for words, x in zip(row, (65, 130, 345, 445), strict=True) if words]
    rules = [across(y, 50, 540) for y in (106, 330)]
    rules += [across(y, *ends) for y in (182, 255) for ends in ((50, 120), (320, 540))]
    (grid,) = grids(page([*heads, run("（元）", 345, 92), *cells], rules))
    assert grid.texts() == [
        ["序号", "施工单位", "合同金额（元）", "支付金额"],
        ["1", "甲公司", "12.00", "11.00"],
        ["2", None, "8.00", "8.00"],
        ["3", None, "6.00", "5.00"],
    ]


def test_the_last_row_of_a_table_with_rulings_between_its_rows_only_is_its_own() -> None:
    rules = [across(y, 50, 540) for y in (117.0, 137.0, 157.0)]
    rows = [["1", "道路", "12.00", "11.00"], ["2", "桥梁", "8.00", "8.00"], ["合计", "", "20.00", "19.00"]]
    below = run("上述资金均已拨付到位，由县财政局会同乡镇按照工程进度支付给施工单位。", 50, 186)
    (grid,) = grids(page([*printed([HEAD, *rows], 100), below], rules))
    assert grid.texts() == [HEAD, *rows]


def test_a_total_alone_below_repeated_heads_on_the_next_page_is_of_its_table() -> None:
    rows = [["甲村", "道路", "12.00", "11.00"], ["乙村", "桥梁", "8.00", "8.00"], ["丙村", "护栏", "6.00", "5.00"]]
    total = ["合计", "", "26.00", "24.00"]
    (grid,) = grids(page(printed([HEAD, *rows], 720), ()), page(printed([HEAD, total], 60), (), number=2))
    assert grid.texts() == [HEAD, *rows, total]


def test_heads_in_two_lines_alone_at_a_page_end_are_those_of_the_rows_below_it() -> None:
    """A ruling stands close above their second line, as below heads; the next page repeats both lines."""
    heads, ends = ["单位", "项目", "合同金", "已付金"], ["名", "称", "额", "额"]
    rows = [["甲村", "道路", "12.00", "11.00"], ["乙村", "桥梁", "8.00", "8.00"], ["丙村", "护栏", "6.00", "5.00"]]
    caption = run("表2 合同支付情况表（单位：万元）", 150, 740)
    rules = [across(773.0, 50, 540), across(790.0, 50, 540)]
    above = page([caption, *printed([heads], 760), *printed([ends], 776)], rules)
    (grid,) = grids(above, page([*printed([heads], 60), *printed([ends], 72), *printed(rows, 92)], number=2))
    assert grid.texts() == [["单位名", "项目称", "合同金额", "已付金额"], *rows]


def test_short_rulings_part_the_serial_numbers_beside_merged_cells() -> None:
    """The rulings under the first two rows leave a gap at the second column, whose cell is merged."""
    rules = [across(y, 50, 540) for y in (95.0, 117.0, 177.0, 197.0)]
    rules += [across(y, *ends) for y in (137.0, 157.0) for ends in ((50, 120), (320, 540))]
    rows = [["1", "", "12.00", "11.00"], ["2", "通村道路硬化", "8.00", "8.00"], ["3", "", "6.00", "5.00"]]
    (grid,) = grids(page(printed([HEAD, *rows, ["4", "护栏", "1.00", "1.00"]], 100), rules))
    assert [row[0] for row in grid.texts()] == ["序号", "1", "2", "3", "4"]
    cell = grid.at(1, 1)
    assert cell is not None
    assert (cell.passage.text, cell.rowspan) == ("通村道路硬化", 3)


def test_gap_by_chance_under_one_head_parts_no_column() -> None:
    """Each name has a gap at the same place, and the head stands over it: still a column of its own."""
    runs = [run(words, x, 100) for words, x in zip(HEAD, [60.0, 138.0, 330.0, 450.0], strict=True)]
    for y, number, name in ((120, "1", "甲村"), (140, "2", "乙村"), (160, "3", "丙村")):
        runs += [run(number, 60, y), run(name, 130, y), run("一期", 165, y)]
        runs += [run("12.00", 330, y), run("11.00", 450, y)]
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(178, 50, 540)]))
    rows = [["".join(words.split()) for words in row] for row in grid.texts()]
    assert rows[:2] == [HEAD, ["1", "甲村一期", "12.00", "11.00"]]


def test_shaded_heads_show_the_columns() -> None:
    """A head spread over its column, and names with a gap at the same place: the shades tell that it is one."""
    shades = [Box(a, 96, b - 0.1, 116) for a, b in pairwise([50.0, 120.0, 300.0, 400.0, 540.0])]
    runs = [run(words, x, 100) for words, x in zip(["序号", "项", "预算数", "支出数"], LEFT, strict=True)]
    runs += [run("目", 180, 100)]
    for y, number, name in ((120, "1", "甲村"), (140, "2", "乙村"), (160, "3", "丙村")):
        runs += [run(number, 60, y), run(name, 130, y), run("一期", 180, y)]
        runs += [run("12.00", 330, y), run("11.00", 450, y)]
    (grid,) = grids(page(runs, [across(95, 50, 540), across(116, 50, 540), across(178, 50, 540)], shades=shades))
    rows = [["".join(words.split()) for words in row] for row in grid.texts()]
    assert rows[:2] == [["序号", "项目", "预算数", "支出数"], ["1", "甲村一期", "12.00", "11.00"]]


def test_heads_in_the_middle_of_wide_columns_stand_over_names_at_the_left_and_figures_at_the_right() -> None:
    runs = [run("表2 支出明细（元）", 200, 70), run("支出内容", 190, 100), run("应付金额", 410, 100)]
    rows = [["一、人员经费", "7177612.98"], ["办公费", "3120609.77"], ["差旅费", "397414.70"], ["合计", "10695637.45"]]
    for number, (name, amount) in enumerate(rows, 1):
        runs += [run(name, 60, 100 + 15 * number), run(amount, 530 - 5 * len(amount), 100 + 15 * number)]
    (grid,) = grids(page(runs))
    assert grid.texts() == [["支出内容", "应付金额"], *rows]


def test_names_in_the_middle_and_names_at_the_left_are_one_column() -> None:
    runs = [run(words, x, 100) for words, x in zip(["支出内容", "预算数", "支出数"], (160, 310, 450), strict=True)]
    names = [("人员经费", 160), ("公用经费", 160), ("办公费", 60), ("差旅费", 60), ("项目支出", 160)]
    for number, (name, x) in enumerate(names, 1):
        figures = [run(f"{number}2.50", 315, 100 + 15 * number), run(f"{number}1.20", 455, 100 + 15 * number)]
        runs += [run(name, x, 100 + 15 * number), *figures]
    (grid,) = grids(page(runs))
    assert [row[0] for row in grid.texts()] == ["支出内容", *(name for name, _ in names)]


def test_a_title_close_above_the_heads_is_none_of_them() -> None:
    runs = [
        run("分单位资金支付情况（元）", 230, 86),
        run("资金用途", 130, 100),
        run("到位资金", 320, 100),
        run("预算数", 470, 100),
    ]
    rows = [
        ["一、人员经费", "1582176.69", "533506.93"],
        ["办公费", "154804.16", "51894.30"],
        ["培训费", "46113.37", "2454.48"],
    ]
    for number, row in enumerate(rows, 1):
        runs += [run(words, x, 100 + 14 * number) for words, x in zip(row, (60, 330, 470), strict=True)]
    (grid,) = grids(page(runs))
    assert grid.texts() == [["资金用途", "到位资金", "预算数"], *rows]


def test_body_text_is_no_table() -> None:
    line = "项目资金由区财政局统一拨付，资金到位及时，支出符合国家财经法规和财务管理制度的有关规定"
    pieces, rest = find(page([run(line, 60, 100 + 24 * i) for i in range(20)]))
    assert (pieces, len(rest)) == ([], 20)


def test_running_head_and_foot_rules_make_no_table() -> None:
    line = "项目资金由区财政局统一拨付，资金到位及时，支出符合国家财经法规和财务管理制度的有关规定"
    runs = [run("某某项目绩效评价报告", 60, 40), *(run(line, 60, 100 + 24 * i) for i in range(20))]
    pieces, _ = find(page(runs, [across(55, 60, 530), across(780, 60, 530)]))
    assert pieces == []


def test_cover_contents_and_signature_are_no_tables() -> None:
    cover = [
        ("项目名称：", "农村道路改造"),
        ("被评价单位：", "交通运输局"),
        ("委托单位：", "财政局"),
        ("评价机构：", "某某事务所"),
    ]
    runs = [
        run(words, x, 100 + 40 * i) for i, pair in enumerate(cover) for words, x in zip(pair, (120, 260), strict=True)
    ]
    contents = ["一、基本情况", "二、评价结论", "三、存在问题", "四、有关建议"]
    runs += [run(words, 80, 400 + 24 * i) for i, words in enumerate(contents)]
    runs += [run(str(i + 1), 520, 400 + 24 * i) for i in range(4)]
    runs += [run("某某会计师事务所", 380, 700), run("2024年10月18日", 400, 724)]
    pieces, rest = find(page(runs))
    assert pieces == []
    assert len(rest) == len(cover) + len(contents) + 2


def test_dates_and_amounts_over_two_lines_are_one_value() -> None:
    """A narrow column breaks 2023年11月 after the year and 1,234,567.80 within a group: a row each, not two."""
    runs = [run(words, x, 100) for words, x in zip(["序号", "项目名称", "金额", "完成时间"], LEFT, strict=True)]
    days = [("2023年", "11月"), ("2022年", "6月"), ("2021年12", "月")]
    for number, (above, below) in enumerate(days, 1):
        y = 94 + 30 * number
        runs += [
            run(str(number), 60, y + 7),
            run("道路", 130, y + 7),
            run("1,234,5", 330, y),
            run("67.80", 330, y + 14),
        ]
        runs += [run(above, 450, y), run(below, 450, y + 14)]
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(214, 50, 540)]))
    rows = [[str(n), "道路", "1,234,567.80", above + below] for n, (above, below) in enumerate(days, 1)]
    assert grid.texts()[1:] == rows


def test_values_cut_before_their_sign_or_their_point_are_one() -> None:
    rows = [(["39.1", "6%"], "39.16%"), (["100.00", "%"], "100.00%"), (["6,592,693", ".18"], "6,592,693.18")]
    runs = [run(words, x, 100) for words, x in zip(["序号", "项目名称", "金额", "执行率"], LEFT, strict=True)]
    for number, (lines, _) in enumerate(rows, 1):
        y = 94 + 30 * number
        runs += [run(words, x, y + 7) for words, x in zip([str(number), "道路", "120.50"], LEFT[:3], strict=True)]
        runs += [run(line, 450, y + 14 * place) for place, line in enumerate(lines)]
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(214, 50, 540)]))
    assert [row[3] for row in grid.texts()[1:]] == [whole for _, whole in rows]


@pytest.mark.parametrize("at_bottom", [True, False])
def test_texts_at_the_top_or_at_the_bottom_of_their_rows(at_bottom: bool) -> None:
    """Remarks of three lines touch those above and below; figures stand beside their last line, or their first."""
    remarks = [
        ["新建护岸一千米清", "淤两千米踏步六处", "标尺两组"],
        ["更换门窗四十樘铺", "设地胶八百平米购", "置课桌椅"],
    ] * 2
    runs = [run(words, x, 100) for words, x in zip(["序号", "单位", "金额", "建设内容"], LEFT, strict=True)]
    y = 120.0
    for number, lines in enumerate(remarks, 1):
        runs += [run(line, 450, y + 12 * place) for place, line in enumerate(lines)]
        beside = y + (24 if at_bottom else 0)
        runs += [
            run(words, x, beside) for words, x in zip([str(number), "水利站", f"{number}0.50"], LEFT, strict=False)
        ]
        y += 36
    (grid,) = grids(page(runs, [across(95, 50, 540), across(115, 50, 540), across(y + 2, 50, 540)]))
    assert grid.texts()[1:] == [
        [str(number), "水利站", f"{number}0.50", "".join(lines)] for number, lines in enumerate(remarks, 1)
    ]


def test_remarks_of_several_lines_beside_amounts_are_of_one_row_each() -> None:
    """Two rows of four have a remark; their lines follow each other without room, in the middle of the rows."""
    remarks: list[list[str]] = [[], [], ["财务决算审计进行中"], ["现场查看与验收报告一", "致，但台账登记滞后"]]
    names = [
        ["太和村防灾减灾宣传项", "目（二期）"],
        ["望江中小河流治理"],
        ["清溪镇旧村改造"],
        ["义务教育薄弱环节改善", "工程"],
    ]
    runs = [
        run(words, x, 100) for words, x in zip(["项目", "预算数", "支出数", "备注"], (90, 235, 335, 470), strict=True)
    ]
    y = 116.0
    for number, (lines, name) in enumerate(zip(remarks, names, strict=True), 1):
        height = 13.4 * len(name)
        runs += [run(f"{number}2.50", 235, y + height / 2 - 5), run(f"{number}1.20", 335, y + height / 2 - 5)]
        for x, texts in ((110, name), (480, lines)):
            top = y + height / 2 - 6.7 * len(texts)
            runs += [run(line, x - 5 * len(line), top + 13.4 * place + 1.7) for place, line in enumerate(texts)]
        y += height
    (grid,) = grids(page(runs))
    assert [row[3] for row in grid.texts()[1:]] == ["".join(lines) for lines in remarks]


def test_prose_within_its_column_does_not_end_a_table() -> None:
    """Lines of one part, wider than most of the page's text, that cross no gutter."""
    left = [50.0, 90.0, 500.0]
    prose = "按合同完成路基路面改造并通过验收，沿线设置警示标志和护栏，安排专人"
    runs = [run(words, x, 100) for words, x in zip(["序号", "主要内容", "金额"], left, strict=True)]
    for number in range(1, 5):
        y = 80 + 45 * number
        runs += [run(prose, 90, y), run(prose, 90, y + 14), run("管护。", 90, y + 28)]
        runs += [run(str(number), 50, y + 14), run(f"{number}.50", 500, y + 14)]
    (grid,) = grids(page(runs))
    assert [row[0] for row in grid.texts()] == ["序号", "1", "2", "3", "4"]
    assert grid.texts()[4] == ["4", prose + prose + "管护。", "4.50"]


def test_heads_over_the_whole_table_that_a_page_repeats_belong_to_it() -> None:
    """资金情况 over two columns stands above the first line of the second page that looks like a table's."""

    def printed_at(top: float) -> list[Run]:
        words = [("资金情况", 330, 0), ("单位", 60, 20), ("预算数", 310, 20), ("支出数", 360, 20), ("备注", 470, 20)]
        for y in (40, 60, 80, 100):
            words += [("水利站", 60, y), ("12.50", 312, y), ("11.20", 362, y), ("已完工", 465, y)]
        return [run(text, x, top + y) for text, x, y in words]

    first = page(printed_at(660), [across(656, 50, 540), across(675, 300, 400), across(695, 50, 540)])
    second = page(printed_at(60), [across(56, 50, 540), across(75, 300, 400)], number=2)
    (grid,) = grids(first, second)
    assert (grid.n_rows, grid.header_rows) == (10, 2)


def test_rest_of_a_cut_row_above_the_rows_of_the_next_page() -> None:
    """The last row's name goes on in one line at the top of the next page, which has no heads of its own."""
    rules = [across(y, 50, 540) for y in (745.0, 767.0)]
    words = "通村道路硬化及路肩培土工程（含沿线两座桥梁"
    last = [run("1", 60, 772), run(words[:20], 130, 772), run("120.00", 400, 772), run("1.00", 480, 772)]
    heads = [run(head, x, 750) for head, x in zip(HEAD, (60, 130, 400, 480), strict=True)]
    rest = [run(words[20:] + "的加固）。", 130, 80)]
    rows = [["2", "危桥改造", "80.00", "76.20"], ["3", "护栏", "1.00", "1.00"], ["合计", "", "201.00", "78.20"]]
    for r, row in enumerate(rows):
        rest += [run(w, x, 100 + 20 * r) for w, x in zip(row, (60, 130, 400, 480), strict=True) if w]
    (grid,) = grids(page([*heads, *last], rules), page(rest, [across(162.0, 50, 540)], number=2))
    assert grid.texts() == [HEAD, ["1", words + "的加固）。", "120.00", "1.00"], *rows]


def test_heading_below_a_closed_table_is_no_row() -> None:
    """A three-line table ends with its lower ruling: what stands at the top of the next page goes its own way."""
    rules = [across(y, 50, 540) for y in (695.0, 717.0, 778.0)]
    first = page(printed([HEAD, *BODY], 700), rules)
    second = page([run("二、评价", 60, 80), run("资金管理", 130, 94)], number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [HEAD, *BODY]


def test_head_and_one_row_at_the_page_end_may_go_on_below() -> None:
    """Between three rulings stand the heads and one row: rulings under each row, not a whole three-line table."""
    rules = [across(y, 50, 540) for y in (735.0, 757.0, 777.0)]
    assert open_at_end(layout(page(printed([HEAD, BODY[0]], 740), rules))) is not None


def test_row_rulings_part_a_page_with_a_cut_row() -> None:
    """Rulings under each row; the first band holds nothing but the rest of a name from the page before."""
    rules = [across(95, 50, 540), across(117, 50, 540), across(137, 50, 540)]
    first = page(
        printed([HEAD, BODY[0], ["2", "危桥改造及其沿线的安全防护工程（含", "80.00", "76.20"]], 100),
        [*rules, across(157, 50, 540)],
    )
    second_rules = [across(y, 50, 540) for y in (75.0, 97.0, 117.0, 137.0, 157.0)]
    more = [["3", "护栏", "1.00", "1.00"], ["4", "排水", "2.00", "2.00"], ["5", "标志", "3.00", "3.00"]]
    second = page([run("警示标志）", 130, 80), *printed(more, 102)], second_rules, number=2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["序号", "1", "2", "3", "4", "5"]
    assert grid.texts()[2][1] == "危桥改造及其沿线的安全防护工程（含警示标志）"


def test_row_below_the_last_row_ruling_at_the_page_end() -> None:
    """Its name of two lines, which no page end may part, stands on the next page, with the row's ruling."""
    rules = [across(y, 50, 540) for y in (695.0, 717.0, 737.0, 757.0)]
    cut = ["3", "", "45.50", "45.50"]
    first = page(printed([HEAD, *BODY[:2], cut], 702), rules)
    rest = [["", "安防工程", "", ""], ["4", "排水沟", "12.00", "11.00"]]
    second = page(printed(rest, 80), [across(y, 50, 540) for y in (98.0, 118.0)], number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [HEAD, *BODY[:2], BODY[2], rest[1]]


@pytest.mark.parametrize("below", [["负责人：王平", "填表人：李安", "电话：", ""], ["以上为全部项目", "", "", ""]])
def test_what_stands_below_a_closed_table_at_the_page_end_is_no_row(below: list[str]) -> None:
    rules = [across(y, 50, 540) for y in (695.0, 717.0, 737.0, 757.0)]
    (grid,) = grids(page(printed([HEAD, *BODY[:2], below], 702), rules))
    assert grid.texts() == [HEAD, *BODY[:2]]


def test_heads_of_three_rows_without_upright_rulings() -> None:
    """A head over three columns, one of them by itself, two under a head of their own; no ruling between them."""
    left = [60.0, 130.0, 230.0, 330.0, 450.0]
    heads = [run("序号", 60, 114), run("项目情况", 245, 100), run("名称", 130, 121), run("资金（万元）", 265, 114)]
    heads += [run("预算数", 230, 128), run("支出数", 330, 128), run("备注", 450, 114)]
    rows = [["1", "道路", "12.00", "11.00", "已完工"], ["2", "桥梁", "8.00", "8.00", "在建"]]
    rows += [["3", "护栏", "5.00", "4.00", "已完工"]]
    body = [run(words, x, 150 + 20 * r) for r, row in enumerate(rows) for words, x in zip(row, left, strict=True)]
    (grid,) = grids(page([*heads, *body], [across(y, 50, 540) for y in (95.0, 143.0, 208.0)]))
    assert grid.texts() == [
        ["序号", "项目情况", None, None, "备注"],
        [None, "名称", "资金（万元）", None, None],
        [None, None, "预算数", "支出数", None],
        *rows,
    ]


def test_shaded_heads_of_two_lines_above_row_rulings() -> None:
    """A dark head row without a ruling above it, rows ruled off below: one table, and the text above stays out."""
    heads = [("序", "号"), ("责任单位", ""), ("涉及金额", "（元）"), ("整改建议", "")]
    left = [60.0, 120.0, 260.0, 400.0]
    runs = [run("评价得分80分，情况如下：", 60, 80)]
    runs += [run(a, x, 103) for (a, b), x in zip(heads, left, strict=True) if b]
    runs += [run(b, x, 115) for (_, b), x in zip(heads, left, strict=True) if b]
    runs += [run(a, x, 109) for (a, b), x in zip(heads, left, strict=True) if not b]
    rows = [["1", "某局", "9,280.00", "追回"], ["2", "某镇", "120.00", "整改"]]
    runs += [run(words, x, 135 + 20 * r) for r, row in enumerate(rows) for words, x in zip(row, left, strict=True)]
    edges = [50.0, 110.0, 250.0, 390.0, 540.0]
    shades = tuple(Box(a, 98.0, b, 128.0) for a, b in pairwise(edges))
    rules = [across(y, 50, 540) for y in (60.0, 128.0, 150.0, 170.0)]
    (grid,) = grids(dataclasses.replace(page(runs, rules), shades=shades))
    assert grid.texts() == [["序号", "责任单位", "涉及金额（元）", "整改建议"], *rows]


def test_tall_cells_above_the_first_figures_are_no_heads() -> None:
    """Figures in the middle of rows whose explanations begin higher up, right under heads of known words."""
    head = ["一级指标", "二级指标", "分值", "指标说明", "评分标准", "得分"]
    left = [50.0, 110.0, 180.0, 230.0, 350.0, 500.0]
    rows = [
        (
            ["决策", "立项依据", "3"],
            ["立项是否符合规划，", "与部门职责是否", "相匹配"],
            ["不符合一项扣", "一分", ""],
            "2.5",
        ),
        (["决策", "绩效目标", "4"], ["目标是否明确、", "指标是否细化并", "可衡量"], ["缺少指标扣", "两分", ""], "4"),
    ]
    runs = [run(words, x, 100) for words, x in zip(head, left, strict=True)]
    for index, (names, explained, standard, score) in enumerate(rows):
        top = 122.0 + index * 52
        runs += [run(words, x, top + 14) for words, x in zip(names, left, strict=False)]
        runs += [run(words, 230, top + 14 * i) for i, words in enumerate(explained)]
        runs += [run(words, 350, top + 7 + 14 * i) for i, words in enumerate(standard) if words]
        runs.append(run(score, 500, top + 14))
    (grid,) = grids(page(runs))
    assert grid.header_rows == 1
    assert grid.texts()[0] == head
    assert [row[2] for row in grid.texts()[1:]] == ["3", "4"]
    assert [row[5] for row in grid.texts()[1:]] == ["2.5", "4"]


def test_shaded_rows_tell_where_a_row_ends() -> None:
    """Texts at the top of their rows, as close to the next row as to their own next line."""
    lines = [
        ("1", "春蕾康复", "112.00"),
        ("", "中心", ""),
        ("2", "启音听力", "26.00"),
        ("", "学校", ""),
        ("3", "中医院", "84.00"),
    ]
    runs = [run("序号", 60, 100), run("机构", 200, 100), run("金额", 400, 100)]
    for number, words in enumerate(lines):
        runs += [run(text, left, 118 + 11 * number) for text, left in zip(words, (60, 200, 400), strict=True) if text]
    shades = [Box(50, 116, 500, 138), Box(50, 160, 500, 171)]
    (grid,) = grids(page(runs, [across(98, 50, 500), across(114, 50, 500), across(173, 50, 500)], shades=shades))
    assert [row[1] for row in grid.texts()] == ["机构", "春蕾康复中心", "启音听力学校", "中医院"]


def test_years_head_groups_of_columns() -> None:
    heads = [run("类别", 60, 107), run("2019年", 165, 100), run("2020年", 365, 100)]
    heads += [
        run(words, x, 114) for words, x in zip(("投入", "支出", "投入", "支出"), (130, 230, 330, 430), strict=True)
    ]
    lefts, figures = (60, 120, 220, 325, 425), ("2,105.00", "2,104.00", "486.00", "485.50")
    rows = []
    for y, name in ((134, "产业"), (154, "劳务"), (174, "医疗")):
        rows += [run(words, x, y) for words, x in zip((name, *figures), lefts, strict=True)]
    (grid,) = grids(page([*heads, *rows], [across(95, 50, 500), across(128, 50, 500), across(190, 50, 500)]))
    assert grid.texts()[:2] == [["类别", "2019年", None, "2020年", None], [None, "投入", "支出", "投入", "支出"]]


def test_names_of_levels_end_where_names_below_them_end() -> None:
    """组织实施 stands a little low beside its rows, which 制度执行 tells."""
    runs = [run(words, x, 100) for words, x in zip(["二级指标", "三级指标", "四级指标", "分值"], LEFT, strict=True)]
    tops = [120.0]
    for number, tall in enumerate([True, True, False, True, True, False, False]):
        runs += [run(f"第{'一二三四五六七'[number]}项指标", LEFT[2], tops[-1])]
        runs += [run("完成情况", LEFT[2], tops[-1] + 12)] if tall else []
        runs += [run(str(number + 2), LEFT[3], tops[-1] + (6 if tall else 0))]
        tops.append(tops[-1] + (28 if tall else 16))
    names = [("资金执行", 1, 0, 1, 0), ("资金合规", 1, 1, 2, 0), ("制度执行", 1, 2, 5, 0), ("实际完成", 1, 5, 7, 0)]
    names += [("资金管理", 0, 0, 2, 0), ("组织实施", 0, 2, 5, 5), ("产出数量", 0, 5, 7, 0)]
    runs += [run(words, LEFT[x], (tops[a] + tops[b] - 14) / 2 + off) for words, x, a, b, off in names]
    (grid,) = grids(page(runs, [across(at, 50, 540) for at in (95, 114, tops[-1] + 2)]))
    assert [row[:2] for row in grid.texts()][1:] == [
        ["资金管理", "资金执行"],
        [None, "资金合规"],
        ["组织实施", "制度执行"],
        [None, None],
        [None, None],
        ["产出数量", "实际完成"],
        [None, None],
    ]


def test_a_level_name_ends_above_the_total_and_keeps_its_bracket() -> None:
    """效益（2 and 5） stand as close to their two rows as lines of one each do."""
    heads = zip(["一级指标", "二级指标", "分值", "得分"], LEFT, strict=True)
    runs = [run(words, x, 100) for words, x in heads]
    for y, name, points, score in ((120, "覆盖率", "15", "14"), (137, "满意度", "10", "9"), (154, "知晓率", "8", "7")):
        runs += [run(name, LEFT[1], y), run(points, LEFT[2], y), run(score, LEFT[3], y)]
    runs += [run("产出（1", LEFT[0], 171 - 3), run("8）", LEFT[0], 171 + 11), run("次数", LEFT[1], 171)]
    runs += [run("18", LEFT[2], 171), run("17", LEFT[3], 171), run("及时率", LEFT[1], 188), run("9", LEFT[2], 188)]
    runs += [run("8", LEFT[3], 188), run("效益（33）", LEFT[0], 137)]
    runs += [run("合计", 150, 205), run("60", LEFT[2], 205), run("55", LEFT[3], 205)]
    (grid,) = grids(page(runs, [across(at, 50, 540) for at in (95, 114, 220)]))
    assert [row[0] for row in grid.texts()][1:6] == ["效益（33）", None, None, "产出（18）", None]


def test_dashes_in_the_middle_of_columns_whose_figures_stand_at_their_right_are_no_columns() -> None:
    rows = [["1", "通村道路硬化", "120.00", "118.50"], ["2", "危桥改造", "—", "76.20"], ["3", "安防工程", "45.50", "—"]]
    runs = [run(words, x, 100) for words, x in zip(HEAD, (60, 130, 300, 430), strict=True)]
    for place, row in enumerate(rows):
        for column, (words, x) in enumerate(zip(row, (62, 130, 340, 470), strict=True)):
            at = {2: 305.0, 3: 435.0}[column] if words == "—" else x
            runs.append(run(words, at, 120.0 + 20 * place))
    (grid,) = grids(page(runs))
    assert grid.texts() == [HEAD, *rows]


def test_a_total_alone_at_the_top_of_the_next_page() -> None:
    first = page(printed([HEAD, *BODY], 740))
    second = page(printed([["合计", "", "245.50", "240.20"]], 80), number=2)
    (grid,) = grids(first, second)
    assert grid.texts()[-1] == ["合计", "", "245.50", "240.20"]


def test_rows_go_on_below_a_ruling_that_is_drawn_at_each_page_end() -> None:
    """The second page has no heads, and its columns are set at other widths than its texts alone would tell."""
    first = page(printed([HEAD, *BODY], 740), [across(y, 50, 540) for y in (735.0, 757.0, 818.0)])
    rest = [["4", "护栏", "", "11.00"], ["5", "排水沟及边坡防护工程", "", "8.00"], ["6", "标线", "9.00", "9.00"]]
    second = page(printed(rest, 80), [across(75.0, 50, 540), across(142.0, 50, 540)], number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [HEAD, *BODY, *rest]


def test_a_line_over_two_columns_alone_on_the_next_page_makes_no_table() -> None:
    heads = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
    rows = [heads, ["过程", "资金管理", "执行率", "25", "22.5"], ["产出", "数量", "完成率", "75", "69"]]
    places = (60, 130, 230, 330, 430)
    above = [
        run(text, x, 740 + 22 * row) for row, texts in enumerate(rows) for x, text in zip(places, texts, strict=True)
    ]
    (grid,) = grids(page(above), page([run("附件2", 100, 54)], number=2))
    assert grid.texts() == rows


def test_names_of_levels_at_the_top_of_their_rows() -> None:
    """Every text stands at the top of its cell, the deduction of the third row too: it is not the second row's."""
    heads = (("一级指标", 60), ("二级指标", 130), ("三级指标", 200), ("扣分", 300), ("得分", 340), ("评价说明", 400))
    rows = [
        ("决策", "项目立项", "立项依据", "", "3", ["列入民生实事规划", "依据充分，手续齐", "全"]),
        ("", "", "立项程序", "", "2", ["可研报告批复会议", "纪要齐全"]),
        ("", "绩效目标", "目标合理性", "1", "2", ["两条道路通往搬迁", "村庄，目标未调整", "扣一分"]),
        ("", "", "指标明确性", "1", "1", ["效益指标没有量化", "扣一分"]),
        ("过程", "资金管理", "到位率", "0.5", "3.5", ["县级配套缺口次年", "补齐"]),
    ]
    runs = [run(words, x, 100) for words, x in heads]
    y = 124.0
    for *cells, lines in rows:
        runs += [run(words, x, y) for words, (_, x) in zip(cells, heads, strict=False) if words]
        runs += [run(words, 400, y + 13 * place) for place, words in enumerate(lines)]
        y += 13 * len(lines) + 10
    (grid,) = grids(page(runs, [across(at, 50, 540) for at in (95.0, 118.0, y)]))
    assert [[row[at] for at in (0, 1, 3, 4)] for row in grid.texts()[1:]] == [
        ["决策", "项目立项", "", "3"],
        [None, None, "", "2"],
        [None, "绩效目标", "1", "2"],
        [None, None, "1", "1"],
        ["过程", "资金管理", "0.5", "3.5"],
    ]


def test_numbers_broken_over_two_lines_in_rows_that_rulings_part() -> None:
    """Their column holds three digits; the values beside them stand on one line."""
    rows = [
        ("云坡小学", "156", "0", "238.50"),
        ("塘州小学", "142", "0", "221.60"),
        ("板光小学", "980", "", "137.50"),
        ("牛场小学", "118", "0", "203.40"),
    ]
    runs = [run(words, x, 105) for words, x in (("学校", 60), ("面积", 200), ("计划投资", 300))]
    for place, (school, first, rest, amount) in enumerate(rows):
        y = 130.0 + 30 * place
        cells = ((school, 60, y), (first, 200, y), (rest, 200, y + 13), (amount, 300, y))
        runs += [run(words, x, top) for words, x, top in cells if words]
    (grid,) = grids(page(runs, [across(y, 50, 400) for y in (98.0, *(122.0 + 30 * place for place in range(5)))]))
    assert [row[1] for row in grid.texts()[1:]] == ["1560", "1420", "980", "1180"]


def test_short_rulings_below_heads_over_others_where_rows_are_ruled_off() -> None:
    """The ruling under 项目情况 reaches over three columns, that under 资金 over the last two, 100 points wide."""
    left = [60.0, 130.0, 300.0, 430.0, 490.0]
    heads = [run("序号", 60, 120), run("项目情况", 310, 100), run("名称", 190, 129), run("数量", 300, 129)]
    heads += [run("资金", 470, 120), run("预算", 430, 140), run("支出", 490, 140)]
    rows = [["1", "通村道路硬化", "12", "6.00", "5.00"], ["2", "危桥改造", "8", "8.00", "8.00"]]
    rows += [["3", "护栏", "5", "4.50", "4.00"]]
    runs = [run(words, x, 163 + 20 * r) for r, row in enumerate(rows) for words, x in zip(row, left, strict=True)]
    rules = [across(y, 50, 540) for y in (95.0, 158.0, 180.0, 200.0, 220.0)]
    rules += [across(115.0, 115, 540), across(135.0, 420, 540)]
    (grid,) = grids(page([*heads, *runs], rules))
    assert grid.texts()[:3] == [
        ["序号", "项目情况", None, None, None],
        [None, "名称", "数量", "资金", None],
        [None, None, None, "预算", "支出"],
    ]
    assert grid.texts()[3:] == rows


def test_a_remark_over_a_wide_column_below_repeated_heads_does_not_end_a_table() -> None:
    """The remark of the first row is short, that of the second fills its column, in the middle of which its head is."""
    long = "工程已完工并投入使用，因审计尚未完成未付尾款，拟于次年一并支付完"
    remarks = [["已完工"], [long, long, "毕。"], ["在建"]]
    runs = [run("序号", 60, 100), run("项目名称", 110, 100), run("备注", 360, 100)]
    y = 120.0
    for number, lines in enumerate(remarks, 7):
        runs += [run(line, 200, y + 13 * place) for place, line in enumerate(lines)]
        middle = y + 6.5 * (len(lines) - 1)
        runs += [run(str(number), 60, middle), run("护栏安装", 110, middle)]
        y += 13 * len(lines) + 6
    (grid,) = grids(page(runs, [across(at, 50, 540) for at in (96.0, 116.0)]))
    assert grid.texts()[1:] == [[str(n), "护栏安装", "".join(lines)] for n, lines in enumerate(remarks, 7)]


def test_numbered_names_of_groups_in_the_first_column_have_rows_of_their_own() -> None:
    rows = [
        ["指标", "计划", "实际"],
        ["一、资金投入（万元）", "", ""],
        ["东湖街道", "6,813.31", "6036.20"],
        ["水利站", "607.27", "8495.96"],
        ["二、户数（户）", "", ""],
        ["信息系统", "77,855", "1256"],
        ["第一中学", "87,500", "4678"],
    ]
    runs = [
        run(words, x, 100 + 15 * n)
        for n, row in enumerate(rows)
        for words, x in zip(row, (70.0, 250.0, 400.0), strict=True)
        if words
    ]
    (grid,) = grids(page(runs, [across(at, 60, 500) for at in (97.0, 113.0, 206.0)]))
    assert [row[:2] for row in grid.texts()] == [row[:2] for row in rows]


def test_a_wide_head_over_figures_set_left_and_right_is_of_one_column() -> None:
    """The figures of a column that stand at several places leave a gap, which no two of them stand beside."""
    heads = ["停车场名称", "面积（平方米）", "日均车流（辆次）", "投资（万元）"]
    runs = [run(words, x, 100) for words, x in zip(heads, [95, 248, 343, 448], strict=True)]
    rows = [("招堤停车场", "9,600", "1,256", "852.30"), ("盘江停车场", "5,580", "865", "123.65")]
    rows += [("东站停车场", "15,600", "2,310", "568.00"), ("合计", "30,780", "4,431", "543.95")]
    for index, row in enumerate(rows):
        places = [95, 305, 377 if row[2] == "865" else 409, 490]
        runs += [run(words, x, 120 + 17 * index) for words, x in zip(row, places, strict=True)]
    (grid,) = grids(page(runs, [across(y, 80, 540) for y in (95.0, 115.0, 190.0)]))
    assert grid.texts() == [heads, *map(list, rows)]


def test_entries_of_contents_with_broken_leaders_are_no_table() -> None:
    """A scan's leaders come in pieces with gaps between; rows of … in a form that was left open stay rows."""
    runs = []
    for place, name in enumerate(("一、基本情况", "（一）项目概况", "（二）资金情况", "二、评价结论")):
        y = 100 + 18 * place
        runs += [
            run(name, 80, y),
            run("…", 220, y),
            run("…...", 300, y),
            run("….......", 380, y),
            run(f"{place + 3}", 500, y),
        ]
    assert grids(page(runs)) == []
    (grid,) = grids(page(printed([HEAD, *BODY, ["4", "……", "……", "……"]], 100)))
    assert grid.texts()[-1] == ["4", "……", "……", "……"]


@pytest.mark.parametrize(("below", "rows"), [("二、评价结论", 0), ("二、未分配资金", 1)])
def test_a_heading_right_below_the_total_is_no_row(below: str, rows: int) -> None:
    """A name with figures beside it is one."""
    total = [*BODY, ["", "合计", "245.50", "240.20"]]
    figures = [run("12.00", LEFT[2], 180), run("9.60", LEFT[3], 180)] if rows else []
    text = run("项目评价得分为83.47分，绩效等级为良，各项任务均已完成。", 60, 220)
    (grid,) = grids(page([*printed([HEAD, *total], 100, 16), run(below, 60, 180), *figures, text]))
    assert len(grid.texts()) == len(total) + 1 + rows


def test_numbered_names_of_groups_over_a_gutter_do_not_close_it() -> None:
    """Of three names in the middle of the table each reaches over the gutter between the firm and the day."""
    columns = (60.0, 110.0, 210.0, 300.0, 400.0)
    runs = [
        run(words, x, 100)
        for x, words in zip(columns, ("序号", "合同名称", "承包单位", "签订日期", "合同金额"), strict=True)
    ]
    y = 100.0
    for group in ("一、工程类", "二、货物类", "三、服务类"):
        y += 24
        runs.append(run(group, 254, y))
        for number in range(4):
            y += 36
            runs += [run(str(number + 1), 65, y), run("管网工程合同", 110, y), run("鼎恒建设公司", 205, y)]
            runs += [run("2021年3月", 300, y - 9), run("15日", 310, y + 9), run(f"{number + 3},500.00", 400, y)]
    (grid,) = grids(page(runs))
    assert grid.n_columns == 5
    assert {row[3] for row in grid.texts()[1:] if row[3] is not None} == {"2021年3月15日"}
    assert sum(row[1] is None for row in grid.texts()) == 3


def test_names_of_groups_over_a_gutter_between_figures_have_rows_of_their_own() -> None:
    """共性指标 in the middle of the table stands over the gap between points and deductions, without a number."""
    columns = (60.0, 160.0, 281.0, 320.0, 363.0, 500.0)
    heads = ("类别", "内容", "分值", "扣分", "得分", "依据")
    rows = [
        ("立项", "立项规范性", "10", "-1", "9", "未集体研究"),
        ("资金", "使用合规性", "20", "", "20", ""),
        ("制度", "制度健全性", "10", "", "10", ""),
        ("数量", "新建公厕数量", "20", "-3", "17", "建成8座"),
        ("质量", "改造公厕数量", "20", "", "20", ""),
        ("效益", "群众满意度", "20", "-0.5", "19.5", "93%"),
    ]
    runs = [run(words, x, 100) for x, words in zip(columns, heads, strict=True)]
    y = 100.0
    for place, row in enumerate(rows):
        if place in (0, 3):
            y += 17
            runs.append(run("共性指标" if not place else "个性指标", 285, y))
        y += 17
        runs += [run(words, x, y) for x, words in zip(columns, row, strict=True) if words]
    (grid,) = grids(page(runs, [across(at, 50, 560) for at in (96.0, 113.0, y + 16)]))
    named = [row for row in grid.texts()[1:] if row[1] is None]
    assert [row[0] for row in named] == ["共性指标", "个性指标"]
    assert [row[2:5] for row in grid.texts()[1:] if row[1] is not None] == [list(row[2:5]) for row in rows]
