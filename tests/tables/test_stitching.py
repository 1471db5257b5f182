"""Tables over page ends: heads once, cut rows and merged cells whole again, other tables left apart."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.geometry import Page, Run
from extractor.model.layout import Paragraph
from extractor.tables import stitch
from extractor.text import blocks

from tests.tables.drawn import across, down, filled, grids, lattice, layout, page, run

COLUMNS = [50.0, 100.0, 220.0, 320.0]
HEAD = ["序号", "项目名称", "金额"]


def test_repeated_head_is_dropped() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([HEAD, ["2", "乙", "3.00"]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [HEAD, ["1", "甲", "2.00"], ["2", "乙", "3.00"]]
    assert grid.pages == [1, 2]


def test_rows_go_on_without_a_head() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["2", "乙", "3.00"], ["合计", "", "5.00"]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["序号", "1", "2", "合计"]


def test_totals_row_alone_with_fewer_edges() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["合计", "2.00"]], [50.0, 220.0, 320.0], top=60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts()[-1] == ["合计", None, "2.00"]


def test_columns_may_differ_by_a_few_points() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["2", "乙", "3.00"]], [x + d for x, d in zip(COLUMNS, (0, 2, -3, 1), strict=True)], number=2)
    assert len(grids(first, second)) == 1


def test_other_columns_are_another_table() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["1", "乙", "3.00"]], [50.0, 160.0, 260.0, 320.0], top=60, number=2)
    assert len(grids(first, second)) == 2


def test_text_between_parts_them() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["2", "乙", "3.00"]], COLUMNS, top=160, number=2, extra=[run("二、合同执行情况", 60, 80)])
    assert len(grids(first, second)) == 2


def test_continued_caption_does_not_part_them() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([HEAD, ["2", "乙", "3.00"]], COLUMNS, top=160, number=2, extra=[run("续表", 60, 80)])
    assert len(grids(first, second)) == 1


def test_a_head_of_its_own_begins_another_table() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["序号", "存在问题", "整改建议"], ["1", "乙", "丙"]], COLUMNS, top=60, number=2)
    assert [len(grid.texts()) for grid in grids(first, second)] == [2, 2]


def test_the_same_form_anew_is_another_table() -> None:
    columns = [50.0, 150.0, 350.0]
    one = filled([["项目名称", "路灯改造"], ["主管部门", "住建局"]], columns, top=700)
    other = filled([["项目名称", "垃圾分类"], ["主管部门", "城管局"]], columns, top=60, number=2)
    assert len(grids(one, other)) == 2


def test_a_form_whose_first_row_stands_again_above_finer_columns_is_one_table() -> None:
    def part(name: str, rows: list[list[str]], columns: list[float], number: int) -> Page:
        edges = [60.0 + 20 * row for row in range(len(rows) + 2)]
        level = [across(y, columns[0], columns[-1]) for y in edges]
        upright = [down(x, edges[x not in (columns[0], columns[1], columns[-1])], edges[-1]) for x in columns]
        words = [
            run(words, x + 3, y + 5)
            for row, y in zip(rows, edges[1:], strict=False)
            for words, x in zip(row, columns, strict=False)
        ]
        return page([run("项目名称", 53, 65), run(name, columns[1] + 3, 65), *words], level, upright, number)

    above = part("水渠维修", [["主管部门", "甲局"], ["实施单位", "乙站"]], [50.0, 100.0, 320.0], 1)
    indicators = [["一级指标", "二级指标", "指标值"], ["产出", "数量", "8处"]]
    columns = [50.0, 100.0, 220.0, 320.0]
    (grid,) = grids(above, part("水渠维修", indicators, columns, 2))
    assert [row[0] for row in grid.texts()] == ["项目名称", "主管部门", "实施单位", "一级指标", "产出"]
    assert len(grids(above, part("道路养护", indicators, columns, 2))) == 2


def test_a_repeated_head_that_forms_know_as_a_label_begins_no_form() -> None:
    head = ["项目类别", "资金权重", "得分"]
    first = filled([head, ["基础设施类", "53.25%", "33.20"], ["宣传营销类", "46.75%", "34.60"]], COLUMNS, top=700)
    second = filled([head, ["合计", "100.00%", "33.30"]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["项目类别", "基础设施类", "宣传营销类", "合计"]


def test_row_cut_by_the_page_end_is_whole_again() -> None:
    """The text of the second column runs full lines down to the page end and goes on above; the key is silent."""
    columns = [50.0, 80.0, 136.0, 240.0]
    horizontal, vertical = lattice(columns, [700.0, 720.0, 750.0])
    words = [
        run("序号", 53, 705),
        run("内容", 83, 705),
        run("金额", 140, 705),
        run("1", 53, 725),
        run("建设一二三", 83, 723),
        run("四五六七八", 83, 737),
        run("12.50", 140, 725),
    ]
    first = page(words, horizontal, vertical)
    horizontal, vertical = lattice(columns, [60.0, 80.0, 100.0])
    second = page(
        [run("九号楼", 83, 65), run("2", 53, 85), run("维护", 83, 85), run("3.00", 140, 85)], horizontal, vertical, 2
    )
    (grid,) = grids(first, second)
    assert grid.texts()[1] == ["1", "建设一二三四五六七八九号楼", "12.50"]
    assert grid.texts()[2] == ["2", "维护", "3.00"]
    cell = grid.at(1, 1)
    assert cell is not None
    assert cell.joined
    assert [number for number, _ in cell.boxes] == [1, 2]


def test_complete_values_meeting_are_two_rows() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["", "甲的二期", "3.00"]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert len(grid.texts()) == 3


def test_head_alone_at_the_page_end() -> None:
    first = filled([HEAD], COLUMNS, top=700)
    second = filled([["1", "甲", "2.00"], ["2", "乙", "3.00"]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts()[:2] == [HEAD, ["1", "甲", "2.00"]]


def merged_level(top: float, names: list[str], rows: list[str], number: int) -> Page:
    """A table whose first column is one cell over all its rows but the head."""
    edges = [top + 20 * index for index in range(len(rows) + 1)]
    inner = [across(y, 150, 350) for y in edges[1:-1]]
    outer = [across(y, 50, 350) for y in (edges[0], edges[-1])]
    vertical = [down(x, edges[0], edges[-1]) for x in (50.0, 150.0, 350.0)]
    words = [run(words, 160, edges[r] + 5) for r, words in enumerate(rows)]
    return page([*words, *(run(name, 60, top + 10) for name in names)], [*outer, *inner], vertical, number)


def test_merged_level_goes_on_repeated_or_blank() -> None:
    head = filled([["一级指标", "二级指标"]], [50.0, 150.0, 350.0], top=660)
    for again in (["项目过程"], []):
        first = merged_level(680, ["项目过程"], ["资金管理", "组织实施"], 1)
        whole = replace(
            first,
            runs=(*head.runs, *first.runs),
            rulings=type(head.rulings)(
                tuple(sorted((*head.rulings.horizontal, *first.rulings.horizontal))),
                tuple(sorted((*head.rulings.vertical, *first.rulings.vertical))),
            ),
        )
        second = merged_level(60, again, ["财务管理", "制度建设"], 2)
        (grid,) = grids(whole, second)
        cell = grid.at(1, 0)
        assert cell is not None
        assert (cell.rowspan, cell.passage.text) == (4, "项目过程")


def test_empty_overflow_row_adds_nothing() -> None:
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700)
    second = filled([["", "", ""]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [HEAD, ["1", "甲", "2.00"]]


def test_tables_side_by_side_each_go_on() -> None:
    other = [x + 280 for x in COLUMNS]

    def both(left: list[list[str]], right: list[list[str]], top: float, number: int) -> Page:
        a, b = filled(left, COLUMNS, top, number=number), filled(right, other, top, number=number)
        return page(
            [*a.runs, *b.runs],
            [*a.rulings.horizontal, *b.rulings.horizontal],
            [*a.rulings.vertical, *b.rulings.vertical],
            number,
        )

    first = both([HEAD, ["1", "甲", "2.00"]], [HEAD, ["1", "丙", "4.00"]], 700, 1)
    second = both([["2", "乙", "3.00"]], [["2", "丁", "5.00"]], 60, 2)
    left, right = grids(first, second)
    assert left.texts()[-1] == ["2", "乙", "3.00"]
    assert right.texts()[-1] == ["2", "丁", "5.00"]


def test_what_is_left_of_a_row_holds_only_the_name_in_the_middle_of_its_cell() -> None:
    """The row of 丙 is cut between its lines; its name, which needs two, stands below."""
    rows = [[*HEAD], ["甲", "修渠", "2.00"], ["乙", "打井", "3.00"], ["", "补贴", "4.00"]]
    first = filled(rows, COLUMNS, top=700)
    second = filled([["丙", "", ""], ["丁", "培训", "5.00"]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts()[-2:] == [["丙", "补贴", "4.00"], ["丁", "培训", "5.00"]]


def test_a_cut_row_whose_values_stand_in_the_middle_of_its_height() -> None:
    """The row of 打井 has its long text on both pages, its values on the one where its middle is: above, then below."""
    whole = ["1", "修建引水渠道五处", "2.00"]
    columns = [50.0, 100.0, 188.0, 320.0]
    for above, below in (
        (["2", "打井及其配套设施", "3.00"], ["", "的安装", ""]),
        (["", "打井及其配套设施", ""], ["2", "的安装", "3.00"]),
    ):
        first = filled([HEAD, whole, above], columns, top=700)
        second = filled([below, ["3", "培训", "5.00"]], columns, top=60, number=2)
        (grid,) = grids(first, second)
        assert grid.texts()[2:] == [["2", "打井及其配套设施的安装", "3.00"], ["3", "培训", "5.00"]]


def test_a_row_without_its_values_whose_text_ends_above_is_a_row() -> None:
    whole = ["1", "修建引水渠道五处", "2.00"]
    columns = [50.0, 100.0, 188.0, 320.0]
    first = filled([HEAD, whole, ["2", "打井配套三十六眼。", "3.00"]], columns, top=700, height=40)
    second = filled([["", "以下由村里自筹", ""], ["3", "培训", "5.00"]], columns, top=60, number=2)
    (grid,) = grids(first, second)
    assert len(grid.texts()) == 5


def test_units_of_heads_cut_from_them_by_the_page_end() -> None:
    heads = ["序号", "存在问题", "问题金额"]
    rows = [["1", "超范围支出", "2.00"], ["2", "未及时入账", "3.50"]]
    first, second = filled([heads], COLUMNS, top=760), filled([["", "", "（万元）"], *rows], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [["序号", "存在问题", "问题金额（万元）"], *rows]
    # a column of units has one in each row
    first = filled([["费用", "数量", "计量单位"]], COLUMNS, top=760)
    second = filled([["", "", "万元"], ["检测费", "2", "万元"]], COLUMNS, top=60, number=2)
    assert next(iter(grids(first, second))).texts()[0][2] == "计量单位"


def test_heads_of_two_rows_alone_at_the_page_end_take_no_value_up() -> None:
    columns, rows = [50.0, 90.0, 150.0, 190.0], [700.0, 720.0, 740.0]
    across_, down_ = lattice(columns, rows)
    across_ = [rule for rule in across_ if rule.at != 720.0] + [across(720, 90, 190)]
    down_ = [rule for rule in down_ if rule.at != 150.0] + [down(150, 720, 740)]
    heads = [("序号", 60, 714), ("实施情况", 95, 705), ("完成时间", 93, 725), ("执行率", 155, 725)]
    first = page([run(words, x, y) for words, x, y in heads], across_, down_)
    second = filled([["1", "2023年3月", "60%"], ["2", "2023年5月", "70%"]], columns, top=60, number=2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["序号", None, "1", "2"]


def levels(rows: list[list[str]], spans: list[list[tuple[str, int]]], number: int, top: float = 60) -> Page:
    """A part of a table whose first columns hold merged cells (words, rows), centred; ``rows`` fill the others."""
    columns = [50.0 + 110 * at for at in range(len(spans) + len(rows[0]) + 1)]
    edges = [top + 20.0 * index for index in range(len(rows) + 1)]
    runs, horizontal = [], [across(y, columns[len(spans)], columns[-1]) for y in edges]
    for column, cells in enumerate(spans):
        row = 0
        horizontal.append(across(edges[0], columns[column], columns[column + 1]))
        for words, count in cells:
            middle = (edges[row] + edges[row + count]) / 2
            runs += [run(words, columns[column] + 3, middle - 5)] if words else []
            row += count
            horizontal.append(across(edges[row], columns[column], columns[column + 1]))
    for r, texts in enumerate(rows):
        places = enumerate(texts, len(spans))
        runs += [run(words, columns[c] + 3, edges[r] + 5) for c, words in places if words]
    return page(runs, horizontal, [down(x, edges[0], edges[-1]) for x in columns], number)


HEADS = [["一级指标", "二级指标", "三级指标", "得分"]]


def whole_table(*parts: Page) -> list[list[str | None]]:
    heads = filled(HEADS, [50.0, 160.0, 270.0, 380.0, 490.0], top=parts[0].rulings.horizontal[0].at - 20)
    first = page(
        [*heads.runs, *parts[0].runs],
        [*heads.rulings.horizontal, *parts[0].rulings.horizontal],
        [*heads.rulings.vertical, *parts[0].rulings.vertical],
    )
    (grid,) = grids(first, *parts[1:])
    return grid.texts()


def test_a_level_may_be_blank_over_two_page_ends() -> None:
    texts = whole_table(
        levels([["甲", "1.00"], ["乙", "2.00"]], [[("决策", 1), ("", 1)], [("立项", 1), ("", 1)]], 1, 700),
        levels([["丙", "3.00"], ["丁", "4.00"]], [[("", 2)], [("", 2)]], 2),
        levels([["戊", "5.00"], ["己", "6.00"], ["庚", "7.00"]], [[("过程", 3)], [("管理", 3)]], 3),
    )
    assert [row[:2] for row in texts[1:]] == [["决策", "立项"], ["过程", "管理"], *[[None, None]] * 5]


def test_a_page_without_a_name_may_be_the_start_of_the_next_level() -> None:
    texts = whole_table(
        levels([["甲", "1.00"], ["乙", "2.00"]], [[("决策", 2)], [("立项", 2)]], 1, 700),
        levels([["丙", "3.00"], ["丁", "4.00"]], [[("", 2)], [("管理", 2)]], 2),
        levels([["戊", "5.00"], ["己", "6.00"], ["庚", "7.00"]], [[("过程", 3)], [("", 2), ("实施", 1)]], 3),
    )
    assert [row[:2] for row in texts[1:]] == [
        ["决策", "立项"], [None, None], ["过程", "管理"], *[[None, None]] * 3, [None, "实施"],
    ]  # fmt: skip


def test_a_subtotal_that_repeats_the_amount_above_has_its_own() -> None:
    columns = [50.0, 160.0, 270.0, 380.0, 490.0]
    heads = filled([["项目", "内容", "合同金额", "支付金额"]], columns, top=680)
    above = levels([["管线", "12.00"], ["机房", "8.16"]], [[("运维", 2)]], 1, 700)
    first = page(
        [*heads.runs, *above.runs, run("20.16", 383, 715)],
        [*heads.rulings.horizontal, *above.rulings.horizontal, across(700, 380, 490), across(740, 380, 490)],
        [*heads.rulings.vertical, *above.rulings.vertical, down(490, 700, 740)],
    )
    second = levels([["小计", "20.16", "20.16"], ["外包", "6.10", "65.10"]], [[("", 1), ("设施", 1)]], 2)
    (grid,) = grids(first, second)
    assert grid.texts()[1:] == [
        ["运维", "管线", "12.00", "20.16"], [None, "机房", "8.16", None], [None, "小计", "20.16", "20.16"],
        ["设施", "外包", "6.10", "65.10"],
    ]  # fmt: skip


def test_two_groups_of_one_firm_stay_two() -> None:
    columns = [50.0, 160.0, 270.0, 380.0, 490.0]
    heads = filled([["单位", "备注", "内容", "合同金额"]], columns, top=680)
    above = levels([["平台", "6.10"], ["机房", "20.70"]], [[("某某公司", 2)], [("2017年签订，已付清。", 2)]], 1, 700)
    first = page(
        [*heads.runs, *above.runs],
        [*heads.rulings.horizontal, *above.rulings.horizontal],
        [*heads.rulings.vertical, *above.rulings.vertical],
    )
    second = levels([["平台", "3.56"], ["网络", "12.08"]], [[("某某公司", 2)], [("2018年续签，未付清。", 2)]], 2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()[1:]] == ["某某公司", None, "某某公司", None]


def test_rest_of_a_remark_without_its_row_goes_on() -> None:
    """Name and score stand above the page end, the whole remark beside them below it: a row says its name but once."""
    head = ["指标", "分值", "得分", "评价情况"]
    rows = [["到位率", "4", "4", ""], ["执行率", "6", "5", "按期支付，未见截留挪用。"], ["覆盖面", "5", "5", ""]]
    rest = [["", "", "", "资料不齐全，扣一分。"], ["满意度", "10", "9", "达到目标。"]]
    left = [60.0, 200.0, 260.0, 320.0]

    def drawn(some: list[list[str]], top: float) -> list[Run]:
        return [run(t, left[c], top + 20 * r) for r, row in enumerate(some) for c, t in enumerate(row) if t]

    first = page(drawn([head, *rows], 740), [across(at, 50, 540) for at in (735.0, 757.0)])
    second = page(drawn([head, *rest], 80), [across(at, 50, 540) for at in (75.0, 97.0, 137.0)], number=2)
    (grid,) = grids(first, second)
    assert grid.texts() == [head, *rows[:2], ["覆盖面", "5", "5", rest[0][3]], rest[1]]


def test_a_label_of_goals_cut_by_the_page_end_is_whole_again() -> None:
    columns = [50.0, 94.0, 320.0, 545.0]
    rows = [680.0, 700.0, 720.0, 740.0, 760.0]
    horizontal, vertical = lattice(columns, rows)
    horizontal[2] = across(720.0, 94.0, 545.0)
    words = [(53, 685, "项目名称"), (97, 685, "路灯改造"), (323, 685, "某市住建局"), (53, 705, "项目资金")]
    words += [(97, 705, "60.00"), (323, 705, "58.00"), (97, 725, "12.00"), (323, 725, "9.00")]
    words += [(53, 745, "年度总体"), (97, 745, "预期目标"), (323, 745, "实际完成情况")]
    first = page([run(text, x, y) for x, y, text in words], horizontal, vertical)
    second = filled([["目标", "新建标准地12处", "建成标准地9处"]], columns, top=60, number=2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["项目名称", "项目资金", None, "年度总体目标", None]


def test_heads_in_other_words_are_those_of_the_table_where_its_rows_count_on() -> None:
    columns = [50.0, 90.0, 250.0, 400.0, 540.0]
    first = filled([["序号", "单位名称", "预算数", "支出数"], ["1", "东湖镇", "12.50", "12.00"]], columns, 740)
    second = filled([["序号", "单位", "预算数", "支出数"], ["2", "西岭镇", "9.80", "9.00"]], columns, 60, number=2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["序号", "1", "2"]


def test_heads_in_other_words_over_rows_that_count_anew_are_another_table() -> None:
    columns = [50.0, 90.0, 250.0, 400.0, 540.0]
    first = filled([["序号", "单位名称", "预算数", "支出数"], ["1", "东湖镇", "12.50", "12.00"]], columns, 740)
    second = filled([["序号", "单位", "预算数", "支出数"], ["1", "西岭镇", "9.80", "9.00"]], columns, 60, number=2)
    assert len(grids(first, second)) == 2


def test_words_over_columns_of_figures_begin_another_table() -> None:
    """Not every head is known: 管网长度 and 惠及人口 over figures are heads for all that."""
    columns = [50.0, 150.0, 260.0, 370.0, 480.0]
    first = filled([["项目名称", "预算数", "支出数", "结余"], ["甲", "8.00", "2.00", "6.00"]], columns, top=700)
    others = [
        ["镇名", "惠及人口", "管网长度", "用电量"],
        ["城关镇", "3898", "3341", "821"],
        ["河口镇", "861", "307", "939"],
    ]
    assert len(grids(first, filled(others, columns, top=60, number=2))) == 2
    more = [["乙", "待定", "3.00", "2.00"], ["丙", "5.00", "4.00", "1.00"]]
    assert len(grids(first, filled(more, columns, top=60, number=2))) == 1


def test_heads_alone_at_a_page_end_are_heads_by_the_figures_below_them() -> None:
    columns = [50.0, 130.0, 210.0, 290.0, 370.0, 450.0, 530.0]
    heads = ["项目名称", "天数", "送审造价", "床位数", "事业收入", "项目个数"]
    rows = [
        ["房屋维修", "57319", "7092", "83999", "770", "65,146"],
        ["第一中学", "36367", "9826", "86556", "4,410", "28977"],
    ]
    (grid,) = grids(filled([heads], columns, top=780), filled(rows, columns, top=60, number=2))
    assert (grid.header_rows, grid.texts()) == (1, [heads, *rows])


def test_a_form_whose_first_row_stands_alone_at_a_page_end_has_no_heads() -> None:
    columns = [50.0, 130.0, 290.0, 370.0, 530.0]
    first = filled([["项目名称", "河道清淤", "主管部门", "县水利局"]], columns, top=780)
    second = filled(
        [["实施单位", "水利站", "联系人", "王平"], ["预算数", "120.00", "执行数", "98.50"]], columns, number=2
    )
    (grid,) = grids(first, second)
    assert grid.header_rows == 0


def test_a_blank_row_that_a_page_end_left_over_is_the_first_of_the_next_page() -> None:
    """A program draws the row that did not fit in, without its text; the name at its left goes on."""
    columns = [50.0, 150.0, 250.0, 350.0]
    flat = [across(y, 50, 350) for y in (700.0, 720.0, 780.0)] + [across(y, 150, 350) for y in (740.0, 760.0)]
    texts = [("乡镇", 54, 705), ("项目名称", 154, 705), ("支出数", 254, 705), ("城关镇", 54, 735)]
    texts += [("道路", 154, 725), ("1.20", 254, 725), ("桥梁", 154, 745), ("3.40", 254, 745)]
    first = page([run(w, x, y) for w, x, y in texts], flat, [down(x, 700, 780) for x in columns])
    below = [["", "水渠", "5.60"], ["河口镇", "路灯", "7.80"]]
    (grid,) = grids(first, filled(below, columns, top=60, number=2))
    assert [row[1] for row in grid.texts()] == ["项目名称", "道路", "桥梁", "水渠", "路灯"]
    # where another name begins below, the row was left blank by those who filled the table in
    (grid,) = grids(first, filled([["石桥乡", "水渠", "5.60"], below[1]], columns, top=60, number=2))
    assert [row[1] for row in grid.texts()] == ["项目名称", "道路", "桥梁", "", "水渠", "路灯"]


def test_heads_over_one_row_at_a_page_end_are_told_by_the_figures_below_it() -> None:
    """By themselves they could be a form: 项目名称 and its value, a name and its figure."""
    columns = [50.0, 250.0, 450.0]
    first = filled([["项目名称", "预算金额"], ["数据治理", "7,899.56"]], columns, top=700)
    (grid,) = grids(first, filled([["平湖水库", "8934"], ["河道清淤", "1,050.81"]], columns, top=60, number=2))
    assert grid.header_rows == 1


def test_a_footnote_below_a_table_does_not_part_it() -> None:
    text = run("资金由县财政局按进度拨付到乡镇，支出明细见表1。", 50, 600, size=12)
    note = run("1. 数据来源：县统计局年鉴。", 50, 800, size=8)
    first = filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700, extra=[text, note])
    second = filled([HEAD, ["2", "乙", "3.00"]], COLUMNS, top=60, number=2)
    (grid,) = grids(first, second)
    assert [row[0] for row in grid.texts()] == ["序号", "1", "2"]
    found = [block for block in blocks([layout(first)], stitch([layout(first)])) if isinstance(block, Paragraph)]
    assert [(part.text, part.note) for part in found] == [(text.text, False), (note.text, True)]
    large = run("1. 数据来源：县统计局年鉴。", 50, 800, size=12)
    assert len(grids(filled([HEAD, ["1", "甲", "2.00"]], COLUMNS, top=700, extra=[text, large]), second)) == 2
