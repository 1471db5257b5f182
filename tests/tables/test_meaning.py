"""What tables mean: heads, roles, units, marks, kinds and the parts of a 自评表."""

from __future__ import annotations

import pytest
from extractor import text
from extractor.model.geometry import Page, Run
from extractor.model.reading import Column, DataTable
from extractor.patternbook import load_patterns
from extractor.tables import stitch, understand
from extractor.tables.meaning.units import is_foreign_money, row_counts_no_money
from extractor.tables.meaning.wording import is_continued, mark_of, note_on_unit, role_of, unit_line, unit_of_all

from tests.tables.drawn import across, down, filled, lattice, layout, page, run


def understood(*pages: Page) -> list[DataTable]:
    layouts = [layout(one) for one in pages]
    return understand(text.blocks(layouts, stitch(layouts)))


def evenly(n_columns: int, left: float = 50.0, right: float = 550.0) -> list[float]:
    return [left + (right - left) * index / n_columns for index in range(n_columns + 1)]


def table(rows: list[list[str]], *above: Run) -> DataTable:
    return understood(filled(rows, evenly(len(rows[0])), top=200.0, extra=above))[0]


def test_what_is_taken_from_amounts_is_money() -> None:
    paid = [["污水厂", "应付", "扣减", "实付"], ["东厂", "17,520.0", "175.2", "17,344.8"]]
    columns = table(paid, run("单位：万元", 480, 178)).parts[0].columns
    assert [(c.role, c.unit) for c in columns[1:]] == [(None, "万元"), (None, "万元"), ("paid_amount", "万元")]
    scored = [["一级指标", "分值", "扣减", "得分"], ["产出", "20", "1.5", "18.5"]]
    assert [c.role for c in table(scored).parts[0].columns[1:]] == ["points", "deduction", "score"]


def test_unit_from_the_line_above() -> None:
    found = table(
        [["资金来源", "预算数", "支出数", "执行率"], ["中央资金", "120.00", "60.00", "50.00%"]],
        run("表1 资金使用情况表", 200, 150),
        run("单位：万元", 480, 178),
    )
    assert found.grid.caption is not None
    assert found.grid.caption.text == "表1 资金使用情况表"
    assert found.unit == "万元"
    assert [(c.role, c.unit, c.unit_from) for c in found.parts[0].columns[1:]] == [
        ("budget_amount", "万元", "caption"),
        ("paid_amount", "万元", "caption"),
        ("rate", None, None),
    ]
    assert found.kind == "funds"


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("各项支出情况如下表所示（单位：万元）：", "万元"),
        ("具体见下表（金额单位：元）。", "元"),
        ("结余资金按原批准的用途继续使用（单位：万元）。", None),
    ],
)
def test_a_sentence_over_the_caption_that_announces_the_table_gives_its_unit(sentence: str, unit: str | None) -> None:
    rows = [["项目", "预算", "支出"], ["渠道衬砌", "120.00", "110.00"], ["灌溉站", "80.00", "75.00"]]
    found = table(rows, run(sentence, 80, 80), run("表2 各项支出情况表", 200, 150))
    assert (found.grid.caption is not None, found.unit) == (True, unit)


def test_unit_of_the_head_wins_and_the_contradiction_is_told() -> None:
    found = table(
        [["项目名称", "合同金额（元）", "承建单位"], ["甲", "12000.00", "乙公司"]], run("单位：万元", 480, 178)
    )
    assert found.parts[0].columns[1].unit == "元"
    assert any(note.startswith("unit_conflict") for note in found.notes)


@pytest.mark.parametrize("head", load_patterns("tables")["foreign_money"]["examples"])
def test_foreign_money_takes_no_unit_from_above(head: str) -> None:
    found = table(
        [["设备", head, "折合人民币"], ["热泵", "36.50", "266.45"], ["阀门", "8.20", "59.86"]],
        run("单位：万元", 480, 178),
    )
    assert [c.unit for c in found.parts[0].columns] == [None, None, "万元"]


@pytest.mark.parametrize("head", load_patterns("tables")["foreign_money"]["not"])
def test_heads_that_are_not_foreign(head: str) -> None:
    assert not is_foreign_money((head,))


@pytest.mark.parametrize("label", load_patterns("tables")["measured_rows"]["examples"])
def test_labels_of_rows_that_are_no_money(label: str) -> None:
    assert row_counts_no_money(label, Column(1, ("2023年",)))


@pytest.mark.parametrize("label", load_patterns("tables")["measured_rows"]["not"])
def test_labels_of_rows_that_may_be_money(label: str) -> None:
    assert not row_counts_no_money(label, Column(1, ("2023年",)))


def test_money_without_a_unit_is_told() -> None:
    found = table([["项目名称", "合同金额", "承建单位"], ["甲", "12000.00", "乙公司"]])
    assert found.parts[0].columns[1].unit is None
    assert any(note.startswith("unit_unknown") for note in found.notes)


def test_head_tree_of_two_rows() -> None:
    columns, rows = evenly(4), [200.0, 220.0, 240.0, 260.0]
    horizontal, vertical = lattice(columns, rows)
    horizontal[1] = across(220.0, columns[1], columns[3])  # 单位 and 备注 reach over both rows
    vertical[2] = down(columns[2], 220.0, 260.0)  # 合同 stands over two columns
    words = [run("单位", 60, 215), run("合同", 190, 205), run("备注", 430, 215)]
    words += [run("金额（万元）", 180, 225), run("签订日期", 305, 225)]
    words += [run("甲公司", 60, 245), run("9.60", 190, 245), run("2021年3月", 305, 245)]
    (found,) = understood(page(words, horizontal, vertical))
    assert found.grid.header_rows == 2
    (part,) = found.parts
    assert [column.path for column in part.columns] == [
        ("单位",),
        ("合同", "金额（万元）"),
        ("合同", "签订日期"),
        ("备注",),
    ]
    assert part.columns[1].role == "contract_amount"
    assert part.columns[1].unit == "万元"


def test_rows_that_sum_up_are_marked() -> None:
    found = table(
        [
            ["序号", "项目名称", "支付金额（元）"],
            ["1", "甲", "1.00"],
            ["", "其中：乙", "1.00"],
            ["", "小 计", "1.00"],
            ["", "合 计", "1.00"],
        ]
    )
    assert found.parts[0].marks == {2: "of_which", 3: "subtotal", 4: "total"}


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (["一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分"], "score"),
        (["序号", "单位", "项目名称", "存在问题", "原因分析", "整改建议"], "problems"),
        (["问题", "满意", "基本满意", "不满意", "满意率"], "other"),
        (["资金来源", "年初预算数", "全年执行数", "执行率"], "funds"),
        (["合同名称", "供应商", "合同金额（元）", "已付金额（元）"], "contracts"),
        (["序号", "实施单位", "项目名称", "建设内容", "投资（万元）", "项目进度"], "projects"),
        (["姓名", "职务", "联系电话"], "other"),
    ],
)
def test_kinds(head: list[str], kind: str) -> None:
    figures = ("号", "数", "率", "分", "元", "额")
    row = ["2.00" if word.rstrip("）").endswith(figures) else "某" for word in head]
    assert table([head, row], run("单位：万元", 480, 178)).kind == kind


def test_weights_beside_the_levels_belong_to_them() -> None:
    found = table([["一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "得分"], list("甲1乙2丙34")])
    roles = [column.role for column in found.parts[0].columns]
    assert roles == ["level1", "level1_points", "level2", "level2_points", "level3", "points", "score"]


def test_scores_out_of_a_hundred_are_not_those_of_the_points() -> None:
    found = table([["一级指标", "百分制得分", "权重", "折算分"], ["决策", "92.00", "15%", "13.80"]])
    assert [column.role for column in found.parts[0].columns] == ["level1", None, "points", "score"]
    alone = table([["被评价单位", "百分制得分"], ["甲局", "92.00"], ["乙局", "88.50"]])
    assert [column.role for column in alone.parts[0].columns] == ["unit_name", "score"]


def self_evaluation() -> Page:
    """A small 自评表: a form, its funds, its goals and its indicators in one grid."""
    columns = evenly(6)
    rows = [
        [("项目名称", 1), ("乡村道路改造", 2), ("主管部门", 1), ("交通局", 2)],
        [("项目资金（万元）", 1), ("", 1), ("年初预算数", 1), ("全年预算数", 1), ("全年执行数", 1), ("得分", 1)],
        [("", 1), ("年度资金总额", 1), ("80.00", 1), ("80.00", 1), ("72.00", 1), ("9", 1)],
        [("年度总体目标", 1), ("预期目标", 3), ("实际完成情况", 2)],
        [("", 1), ("改造道路三十公里", 3), ("已完成", 2)],
        [("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("年度指标值", 1), ("实际完成值", 1), ("得分", 1)],
        [("产出指标", 1), ("数量指标", 1), ("改造里程", 1), ("30公里", 1), ("30公里", 1), ("20", 1)],
        [("总分", 5), ("95", 1)],
    ]
    runs, vertical = [], []
    top = 200.0
    for number, row in enumerate(rows):
        column, y = 0, top + 20 * number
        for words, width in row:
            vertical.append(down(columns[column], y, y + 20))
            if words:
                runs.append(run(words, columns[column] + 2, y + 5, 8))
            column += width
        vertical.append(down(columns[-1], y, y + 20))
    horizontal = [across(top + 20 * number, columns[0], columns[-1]) for number in range(len(rows) + 1)]
    return page(runs, horizontal, vertical)


def test_scores_beside_the_levels_are_not_those_of_the_indicators() -> None:
    head = ["一级指标", "分值", "得分", "二级指标", "分值", "扣分", "得分", "三级指标", "分值", "得分"]
    found = table([head, ["决策", "20", "18", "项目立项", "8", "1", "7", "立项依据", "4", "3.5"]])
    assert [column.role for column in found.parts[0].columns] == [
        *("level1", "level1_points", "level_score"),
        *("level2", "level2_points", "level_score", "level_score"),
        *("level3", "points", "score"),
    ]


def test_parts_of_a_self_evaluation_form() -> None:
    (found,) = understood(self_evaluation())
    assert found.kind == "self_evaluation"
    assert [part.name for part in found.parts] == ["form", "funds", "goals", "indicators"]
    funds, indicators = found.parts[1], found.parts[3]
    assert [c.role for c in funds.columns if c.unit] == ["budget_amount", "budget_amount", "paid_amount"]
    assert {c.unit for c in funds.columns if c.unit} == {"万元"}
    assert indicators.column("target") is not None
    assert indicators.column("actual") is not None
    assert indicators.rows == range(6, 8)
    assert indicators.marks == {7: "total"}


def test_words_of_heads_and_lines() -> None:
    assert role_of("2023年实际支付数（元）") == "paid_amount"
    assert role_of("评分标准") == "standard"
    assert role_of("施工单位") == "contractor"
    assert mark_of("合 计") == "total"
    assert mark_of("统计") is None
    assert is_continued("（续表）")
    assert not is_continued("续签合同情况如下")
    match = unit_line("编制单位：某局 金额单位：万元")
    assert match is not None
    assert match["unit"] == "万元"
    assert unit_line("2018年6月与单位续签合同,") is None


def test_contents_with_points_and_scores_are_indicators() -> None:
    found = table(
        [["序号", "评估内容", "分值", "得分"], ["1", "立项必要性", "20", "18"], ["2", "筹资合规性", "20", "19"]]
    )
    assert found.kind == "score"
    assert [column.role for column in found.parts[0].columns] == ["serial", "level3", "points", "score"]


def test_money_by_year_is_of_funds() -> None:
    rows = [["年度", "省级补助", "县级资金"], ["2023年", "1.0", "0.7"], ["2024年", "1.2", "0.6"]]
    assert table(rows, run("单位：亿元", 480, 178)).kind == "funds"


def test_budgets_of_named_projects_and_their_units_are_projects() -> None:
    head = ["项目名称", "实施单位", "预算金额", "支出金额"]
    found = table(
        [head, ["特色村寨", "某镇", "12.00", "11.50"], ["产业路", "某乡", "8.00", "8.00"]], run("单位：万元", 480, 178)
    )
    assert found.kind == "projects"


def test_heads_within_a_table_give_the_unit_of_the_rows_below() -> None:
    """The base data of a department: people above, money below, each under heads of its own."""
    people = [["财政供养人员情况（人）", "编制数", "实际在职人数", "控制率"], ["", "48", "46", "95.83%"]]
    money = [
        ["经费控制情况（万元）", "2023年决算数", "2024年预算数", "2024年决算数"],
        ["公务接待", "2.55", "4.00", "2.28"],
    ]
    found = table([*people, *money])
    assert [column.unit for column in found.parts[1].columns] == [None, "万元", "万元", "万元"]
    assert not any(column.unit for column in found.parts[0].columns)


def test_words_about_the_scores_are_no_scores() -> None:
    found = table(
        [
            ["一级指标", "二级指标", "分值", "评分情况", "得分"],
            ["产出", "泊位可用率", "15", "停用312个", "12.6"],
            ["产出", "公众满意度", "10", "85.8%", "8.58"],
            ["产出", "故障响应", "15", "超时17次", "11.2"],
        ]
    )
    assert [column.role for column in found.parts[0].columns][3:] == ["comment", "score"]


def test_a_first_column_that_counts_its_rows_holds_no_money() -> None:
    found = table(
        [["笔", "到位额", "已支出"], ["1", "2.0", "2.0"], ["2", "1.5", "1.2806"], ["3", "1.0", "0.3175"]],
        run("单位：亿元", 480, 178),
    )
    assert (found.parts[0].columns[0].role, found.parts[0].columns[0].unit) == ("serial", None)


def test_heads_of_two_rows_whose_groups_show_no_span() -> None:
    found = table(
        [
            ["收入", "", "支出", ""],
            ["项目", "金额", "项目", "金额"],
            ["财政拨款", "21384600.00", "基本支出", "10447200.00"],
            ["事业收入", "0.00", "项目支出", "12313600.00"],
        ],
        run("单位：元", 480, 178),
    )
    assert found.grid.header_rows == 2
    assert [column.unit for column in found.parts[0].columns] == [None, "元", None, "元"]


def test_a_head_that_forms_know_as_a_label_stands_over_rows_of_funds() -> None:
    found = table(
        [
            ["资金类别", "2022年安排", "2023年安排", "增减额"],
            ["中央资金", "1,200.00", "1,350.00", "150.00"],
            ["省级资金", "800.00", "760.00", "-40.00"],
            ["合计", "2,000.00", "2,110.00", "110.00"],
        ],
        run("单位：万元", 480, 178),
    )
    assert found.grid.header_rows == 1
    assert found.parts[0].marks == {3: "total"}
    assert [column.unit for column in found.parts[0].columns] == [None, "万元", "万元", "万元"]


def test_a_form_of_its_own_heads_is_a_self_evaluation_by_its_title() -> None:
    found = table(
        [
            ["转移支付名称", "水利发展资金", "", ""],
            ["主管部门", "水利厅", "实施单位", "水利局"],
            ["一级指标", "二级指标", "三级指标", "全年完成值"],
            ["产出指标", "数量指标", "治理河长（公里）", "1187"],
            ["效益指标", "社会效益指标", "受益人口（万人）", "1846"],
        ],
        run("水利发展资金区域绩效目标自评表", 200, 178),
    )
    assert found.kind == "self_evaluation"


def test_a_column_of_areas_wants_no_unit_of_money() -> None:
    found = table(
        [["镇", "发放情况（亩）", "发放金额（元）"], ["甲镇", "120.5", "9640.00"], ["乙镇", "80.0", "6400.00"]]
    )
    assert not [note for note in found.notes if note.startswith("unit_unknown")]


def units_of(unit_line_words: str, head: str, figures: list[str]) -> tuple[str | None, list[str]]:
    """The unit of the column between names and amounts with two decimals, and the notes of the table."""
    rows = [["县（市）", head, "中央补助", "州级补助"]]
    rows += [[name, figure, "402.00", "71.20"] for name, figure in zip("甲乙丙", figures, strict=True)]
    found = table(rows, run("表2 资金分配情况表", 200, 150), run(unit_line_words, 450, 178))
    return found.parts[0].columns[1].unit, found.notes


def test_whole_numbers_beside_amounts_with_decimals_are_counts_where_the_unit_line_names_others() -> None:
    assert units_of("单位：万元、人、次", "培训", ["36", "24", "18"]) == (None, ["unit_doubtful: 培训"])
    assert units_of("单位：万元、人、次", "县级", ["36.50", "24.00", "18.00"]) == ("万元", [])
    assert units_of("单位：万元", "县级", ["36", "24", "18"]) == ("万元", [])


def test_whole_numbers_below_what_is_counted_are_counts() -> None:
    assert units_of("单位：万元", "乡村医生", ["412", "265", "287"]) == (None, ["unit_doubtful: 乡村医生"])
    assert units_of("单位：万元", "乡村医生", ["41.20", "26.50", "28.70"]) == ("万元", [])


def test_of_two_units_the_smaller_is_that_of_prices() -> None:
    note = ["unit_smaller: 人均缴费"]
    assert units_of("单位：人、万元、元", "人均缴费", ["474.07", "432.35", "456.07"]) == ("元", note)
    assert units_of("单位：人、万元、元", "个人缴费", ["474.07", "432.35", "456.07"]) == ("万元", [])
    assert units_of("单位：万元", "人均缴费", ["474.07", "432.35", "456.07"]) == ("万元", [])


def test_of_two_units_for_sums_none_is_taken() -> None:
    for line in ("单位：亿元、万元", "单位：万元、亿元", "单位：元/万元", "单位：万元或亿元"):
        unit, notes = units_of(line, "省级补助", ["474.07", "432.35", "456.07"])
        assert unit is None
        assert "unit_unknown: 省级补助" in notes
    assert units_of("单位：万元、亿千瓦时", "省级补助", ["474.07", "432.35", "456.07"]) == ("万元", [])


def test_the_unit_of_a_thing_each_is_none_for_sums() -> None:
    line = "单位：万亩、元/亩、万元"
    assert units_of(line, "单位保费", ["90", "36", "48"])[0] == "元"
    assert units_of(line, "财政补贴", ["4,489.20", "529.92", "463.87"])[0] == "万元"


def test_a_standard_told_in_money_is_no_standard_of_scoring() -> None:
    assert units_of("单位：万元", "标准（元/人·月）", ["100", "1,020", "80"])[0] == "元"


def test_whole_numbers_below_no_word_of_money_count_where_the_unit_line_names_others() -> None:
    rows = [["镇", "下达资金", "监测点", "县级"], *([name, "620", "12", "80"] for name in "甲乙丙")]
    found = table(rows, run("表1 资金及任务", 200, 150), run("单位：万元、个", 450, 178))
    assert [column.unit for column in found.parts[0].columns[1:]] == ["万元", None, "万元"]


def test_figures_printed_as_amounts_without_a_unit_are_told() -> None:
    found = table([["资产", "原值"], ["分选线", "1,260,000.00"], ["冷藏车", "385,600.00"]])
    assert found.notes == ["unit_unknown: 原值"]


@pytest.mark.parametrize(
    ("heads", "cells", "kind"),
    [
        (["序号", "拨付时间", "指标文号", "金额（元）"], ["1", "2022年5月", "财预〔2022〕18号", "12000"], "funds"),
        (["资金拨付单位", "拨付日期", "拨付金额（元）"], ["水利局", "2022年5月", "12000"], "funds"),
        (["项目名称", "开工时间", "投资（元）"], ["管网改造", "2022年5月", "12000"], "projects"),
        (["时间", "工作内容", "责任人"], ["2022年5月", "收集资料", "张华"], "other"),
        (["项目名称", "建设性质", "主要建设内容", "实施期限"], ["管网改造", "新建", "管网2公里", "2022年"], "projects"),
        (["项目", "实施地点", "建设任务", "项目进度"], ["管网改造", "河口村", "管网2公里", "88.60%"], "projects"),
        (["镇", "经营主体", "补助事项", "金额（元）"], ["河口镇", "禾苗合作社", "大棚改造", "12000"], "projects"),
        (["拨付日期", "拨付金额（元）", "收款单位"], ["2022年5月", "12000", "河口镇"], "funds"),
        (["供应商", "已付金额（元）"], ["某公司", "12000"], "contracts"),
        (["学校名称", "学生人数", "补助标准（元/人）", "补助金额（元）"], ["一中", "20", "600", "12000"], "funds"),
        (["乡镇", "受灾面积（亩）", "发放金额（元）"], ["五林镇", "8412.5", "12000"], "funds"),
        (["项目名称", "受益人数", "投资（元）"], ["管网改造", "20", "12000"], "projects"),
        (["年度", "新建里程（公里）", "补助（元）"], ["2025年", "38", "12000"], "funds"),
    ],
)
def test_kinds_told_by_heads(heads: list[str], cells: list[str], kind: str) -> None:
    assert table([heads, cells, cells]).kind == kind


@pytest.mark.parametrize("text", load_patterns("tables")["unit_note"]["examples"])
def test_a_note_tells_the_unit_of_a_table(text: str) -> None:
    assert note_on_unit(text) is not None


@pytest.mark.parametrize("text", load_patterns("tables")["unit_note"]["not"])
def test_no_note_on_the_unit_of_a_whole_table(text: str) -> None:
    assert note_on_unit(text) is None


def test_the_unit_that_a_note_below_a_table_tells() -> None:
    rows = [["资金来源", "预算数", "支出数"], ["中央资金", "120.00", "60.00"]]
    for note in ("注：表中金额单位为万元。", "备注：1.数据来源于账簿；2.单位：万元"):
        found = table(rows, run(note, 50, 300))
        assert found.unit == "万元"
        assert [column.unit for column in found.parts[0].columns[1:]] == ["万元", "万元"]
    told = understood(filled([*rows, [""] * 3], evenly(3), top=200.0, extra=[run("注：甲县资金含上年结转。", 50, 330)]))
    assert told[0].unit is None


@pytest.mark.parametrize("text", load_patterns("tables")["unit_of_all"]["examples"])
def test_a_sentence_tells_the_unit_of_all_tables(text: str) -> None:
    assert unit_of_all(text) is not None


@pytest.mark.parametrize("text", load_patterns("tables")["unit_of_all"]["not"])
def test_no_unit_of_all_tables(text: str) -> None:
    assert unit_of_all(text) is None


@pytest.mark.parametrize(
    ("said", "budget", "unit"),
    [
        ("除特别注明外，本报告中金额单位均为万元。", "120.00", "万元"),
        ("除特别注明外，本报告中金额单位均为万元。", "123456789.00", None),
        ("该表金额单位为万元。", "120.00", None),
    ],
)
def test_a_table_without_unit_takes_that_of_the_whole_report(said: str, budget: str, unit: str | None) -> None:
    rows = [["部门", "预算数", "支出数"], ["水利局", budget, "60.00"]]
    found = table(rows, run(said, 50, 80), run("表1 预算执行情况表", 200, 150))
    assert found.unit == unit
    head = table([["部门", "预算数（元）"], ["水利局", "120.00"]], run(said, 50, 80))
    assert head.unit == "元"


@pytest.mark.parametrize("head", ["指标类别", "评价内容", "模块"])
def test_what_stands_left_of_the_second_level_is_the_first(head: str) -> None:
    rows = [[head, "二级指标", "三级指标", "分值", "得分"], ["决策", "立项", "依据充分性", "4", "4"]]
    assert [column.role for column in table(rows).parts[0].columns] == ["level1", "level2", "level3", "points", "score"]
    (serial, *_) = table([["序号", *rows[0][1:]], ["1", *rows[1][1:]]]).parts[0].columns
    assert serial.role == "serial"


@pytest.mark.parametrize(
    ("names", "role"), [(("投入", "过程", "产出"), "level1"), (("资金到位率", "过程", "产出"), "level3")]
)
def test_the_only_level_of_a_table_is_the_first_where_it_names_nothing_else(names: tuple[str, ...], role: str) -> None:
    rows = [["评价内容", "权重", "得分"], *([name, "30", "28"] for name in names), ["合计", "90", "84"]]
    assert table(rows).parts[0].columns[0].role == role


@pytest.mark.parametrize(
    ("head", "figures", "unit"),
    [
        ("家次", ["612", "583", "341"], None),
        ("惠及对象", ["612", "583", "341"], None),
        ("惠及对象", ["612.00", "583.50", "341.00"], "万元"),
        ("县级配套", ["612", "583", "341"], "万元"),
        ("完成", ["612", "583", "341"], "万元"),
    ],
)
def test_whole_numbers_below_no_word_of_money_beside_decimals_count(
    head: str, figures: list[str], unit: str | None
) -> None:
    assert units_of("单位：万元", head, figures)[0] == unit


@pytest.mark.parametrize(
    ("caption", "kind"), [("附件2 项目基础数据表", "projects"), ("附件2 项目合同情况表", "contracts")]
)
def test_captions_tell_projects_from_contracts(caption: str, kind: str) -> None:
    rows = [["序号", "项目名称", "施工单位", "合同金额（万元）", "合同签订日期"]]
    rows += [
        ["1", "甲镇道路", "甲建设有限公司", "120.50", "2022年4月10日"],
        ["2", "乙镇道路", "乙建设有限公司", "86.20", "2022年4月12日"],
    ]
    assert table(rows, run(caption, 200, 150)).kind == kind


@pytest.mark.parametrize(("name", "unit"), [("子基金名称", "亿元"), ("基地名称", None)])
def test_the_size_of_a_fund_is_money_that_of_other_things_is_none(name: str, unit: str | None) -> None:
    rows = [[name, "总规模", "实缴金额"], ["甲", "5.00", "2.00"], ["乙", "10.00", "3.00"], ["丙", "8.00", "2.16"]]
    assert table(rows, run("金额单位：亿元", 450, 178)).parts[0].columns[1].unit == unit


@pytest.mark.parametrize(("figures", "kind"), [(("1520万元", "1498.6万元"), "funds"), (("1520", "1498.6"), "other")])
def test_units_printed_beside_every_figure_make_a_table_one_of_money(figures: tuple[str, str], kind: str) -> None:
    heads = ["资金来源", "计划数", "到位数", "支付数", "备注"]
    rows = [[source, figures[0], figures[0], figures[1], ""] for source in ("中央资金", "省级资金", "县级资金")]
    assert table([heads, *rows]).kind == kind
