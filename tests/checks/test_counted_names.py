"""What is named against its number, rates and shares beyond all, periods and names with a slip."""

from __future__ import annotations

import pytest
from extractor.model.report import Check, ReportHead

from tests.checks.test_sentences import results, verdicts
from tests.checks.test_unusual_reports import failures
from tests.hostile.paper import Paper


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("服务范围为福禄苑、金海苑、云峰家园3个小区。", ["pass"]),
        ("服务范围为福禄苑、金海苑、云峰家园、程郭小区3个小区。", ["fail"]),
        ("抽查了猫场镇、后寨乡和化起镇2个乡镇。", ["fail"]),
        ("抽查了猫场镇、后寨乡等5个乡镇。", []),
        ("抽查了猫场镇、后寨乡3个乡镇。", ["fail"]),
        ("“安居补贴”“就业补贴”“创业补贴”两个项目执行较慢。", ["fail"]),
        ("出台《资金管理办法》《验收办法》两项制度。", ["pass"]),
        ("出台《资金管理办法》《验收办法》等4项制度。", []),
        ("服务内容包括助餐、助洁、助浴、康复护理，共3项。", ["fail"]),
        ("服务内容包括助餐、助洁、助浴，共3项内容。", ["pass"]),
        ("工程包括道路、桥梁、绿化、亮化，共3个标段。", []),
        # What the number counts is told otherwise.
        ("猫场镇、后寨乡、化起镇各2个村。", []),
        ("猫场镇、后寨乡、化起镇共2个村。", []),
        ("新建公厕、路灯、文化广场2个。", []),
        ("涉及县农业农村局、猫场镇、后寨乡2个乡镇。", []),
        ("猫场镇的龙井村、后寨乡的坪上村、石板村2个村。", []),
        ("猫场镇、后寨乡以及化起镇、白泥镇2个乡镇。", []),
        ("除猫场镇、后寨乡外，其他3个乡镇已完成。", []),
        # Behind the number.
        ("执行率偏低的3个项目，分别为公厕建设、污水管网、园区孵化。", ["pass"]),
        ("执行率偏低的项目4个，分别为公厕建设、污水管网、园区孵化。", ["fail"]),
        ("执行率偏低的项目3个，分别为公厕建设、污水管网和园区孵化。", ["pass"]),
        ("执行率偏低的项目3个，分别为公厕建设、污水管网、安全生产和消防。", ["pass"]),
        ("执行率偏低的项目5个，分别为公厕建设、污水管网、安全生产和消防。", []),
        ("执行率偏低的项目4个，分别为公厕建设、污水管网、园区孵化等。", []),
        ("执行率偏低的项目4个，分别为80%、75%、60%和55%。", []),
    ],
)
def test_names_and_their_number(text: str, expected: list[str]) -> None:
    assert verdicts("names_counted", text) == expected


def headed(said: str, headings: int) -> list[Check]:
    paper = (
        Paper()
        .page()
        .text(150, 80, "某县公租房项目绩效评价报告", 16)
        .text(72, 120, "一、存在的问题")
        .text(96, 145, said)
    )
    for at in range(headings):
        paper.text(96, 170 + 50 * at, f"（{'一二三四五'[at]}）第{at + 1}类管理不到位").text(
            96, 195 + 50 * at, "现场检查发现台账不全。"
        )
    return [each for each in paper.text(72, 460, "二、建议").read().checks if each.rule == "headings_counted"]


def test_headings_and_their_number() -> None:
    assert [each.status for each in headed("评价发现主要存在以下三个方面的问题：", 3)] == ["pass"]
    assert [each.status for each in headed("评价发现主要存在以下三个方面的问题：", 4)] == ["fail"]
    assert not headed("评价发现三个方面12个问题：", 4)
    assert not headed("评价发现主要存在以下三个方面的问题：", 2)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("rate_above_all", "抽查灭火器460具，合格率103.5%。", ["fail"]),
        ("rate_above_all", "合格率100%，满意度指标完成率103.5%，高中毛入学率102.3%。", []),
        ("shares_of_all", "从投向看，产业发展占35%，基础设施占45%，人居环境占20%。", ["pass"]),
        ("shares_of_all", "从投向看，产业发展占35%，基础设施占45%，人居环境占25%。", ["fail"]),
        ("shares_of_all", "从反映的困难看，缺资金占75%，缺技术占65%，缺劳力占40%。", []),
        ("days_of_period", "工期为2020年3月1日至2020年12月30日（共305日历天）。", ["pass"]),
        ("days_of_period", "工期为2020年3月1日至2020年12月30日（共315日历天）。", ["fail"]),
        ("days_of_period", "工期为2020年3月至2020年12月（共240天）。", []),
        ("count_of_period", "近五年（2021—2024年）清运量逐年增长。", ["fail"]),
        ("count_of_period", "近三年（2021—2023年）清运量逐年增长。", ["pass"]),
        ("count_of_period", "2023年8—10月共4个月增加夜间班次。", ["fail"]),
        ("count_of_period", "2020年至2023年共3年。", ["pass"]),
        ("count_of_period", "近三年（2021年1月1日至2023年3月31日）清运量逐年增长。", []),
        ("count_of_period", "厂区工期16个月（2020年6月至2021年8月），较合同延期。", ["fail"]),
        ("count_of_period", "厂区工期14个月（2020年6月至2021年8月），较合同延期。", ["pass"]),
        ("count_of_period", "服务期三年（2021年1月1日至2023年12月31日），分三个标段。", ["pass"]),
        ("count_of_period", "服务期两年（2021年1月1日至2023年12月31日），分三个标段。", ["fail"]),
        ("count_of_period", "服务期为12个月（2021年3月1日至2022年3月1日）。", ["pass"]),
        ("count_of_period", "服务期为12个月（2021年3月9日至2022年3月31日）。", []),
        ("amounts_compared", "全年提供助餐服务9.6万人次，超额完成10万人次的目标。", ["fail"]),
        ("amounts_compared", "全年提供助餐服务10.6万人次，超额完成10万人次的目标。", ["pass"]),
        ("rate_told_twice", "评价得分良好，老人满意度91.3%。服务规范，老人满意度为93.1%。", ["fail"]),
        ("rate_told_twice", "2021年老人满意度91.3%，2022年老人满意度为93.1%。", []),
        ("rate_told_twice", "老人满意度91.3%。服务规范，老人满意度为94.6%。", []),
        ("reversed_period", "现场评价时间为2022年3月21日至2022年3月9日。", ["fail"]),
        ("reversed_period", "现场评价时间为2022年3月9日至2022年3月21日。", []),
        ("number_after_day", "2021年3月10日，市政府印发《住房管理办法》（莱政办字〔2022〕18号）。", ["fail"]),
        ("number_after_day", "2022年1月5日，市政府印发《住房管理办法》（莱政办字〔2021〕18号）。", []),
        ("number_after_day", "2021年3月起，按市政府印发的《住房管理办法》（莱政办字〔2022〕18号）执行。", []),
    ],
)
def test_sentences_that_cannot_be(rule: str, text: str, expected: list[str]) -> None:
    assert verdicts(rule, text, head=ReportHead(fiscal_year=2022)) == expected


def test_a_company_under_two_names() -> None:
    told = ["由烟台安鲁物业服务有限公司中标。", "烟台鲁安物业服务有限公司未配备专职人员。"]
    assert [each.status for each in results(*told) if each.rule == "name_with_slip"] == ["fail"]
    assert not [each for each in results("".join(told)) if each.rule == "name_with_slip"]


def test_a_mean_that_its_sentence_does_not_make() -> None:
    told = "实际支付1,421.55万元，受益4,582户，户均财政投入{}元。"
    assert verdicts("mean_with_slip", told.format("3,012.47"), "本项目已完成。") == ["fail"]
    assert verdicts("mean_with_slip", told.format("3,102.47"), "本项目已完成。") == []
    assert verdicts("mean_with_slip", told.format("2,512.40"), "本项目已完成。") == ["fail"]
    assert verdicts("mean_with_slip", told.format("1,512.40"), "本项目已完成。") == []
    assert verdicts("mean_with_slip", "户均财政投入3,012.47元。", told.format("3,102.47")) == []


def test_a_mean_of_years_with_two_digits_changed() -> None:
    told = "三年共支出1,612.9万元，年均支出{}万元。"
    assert verdicts("mean_with_slip", told.format("573.63")) == ["fail"]
    assert verdicts("mean_with_slip", told.format("537.63")) == []
    assert verdicts("mean_with_slip", "2023年支出2,868.15万元。" + told.format("573.63")) == []


PARTS = "决策13.2分（满分15分）、过程15.65分（满分20分）、产出29.5分（满分35分）、效益21.5分（满分30分）。"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("效益类得分率最低，为71.67%。", ["pass"]),
        ("过程类得分率最低，为78.25%。", ["fail"]),
        ("得分率最高的是决策指标。", ["pass"]),
        ("得分率最高的是产出指标。", ["fail"]),
        ("管理类得分率最低。", []),
        ("二级指标中，过程类得分率最低。", []),
    ],
)
def test_the_part_with_the_lowest_rate(said: str, expected: list[str]) -> None:
    assert verdicts("level_extreme", PARTS + said) == expected


MAINTENANCE = [
    ["序号", "服务内容", "合同编号", "合同金额（万元）"],
    ["1", "物业管理", "LZ-01", "512.00"],
    ["2", "电梯维保", "LZ-03", "84.50"],
    ["3", "电梯维保", "LZ-03", "84.50"],
    ["合计", "", "", "681.00"],
]


@pytest.mark.parametrize(
    ("said", "expected"), [("596.50万元", ["row_doubled"]), ("681.00万元", []), ("700.00万元", [])]
)
def test_a_row_that_stands_twice(said: str, expected: list[str]) -> None:
    paper = Paper().page().text(150, 80, "某县公租房项目绩效评价报告", 16).text(90, 120, f"服务合同金额为{said}。")
    found = failures(paper.table(60, 140, (50, 140, 100, 140), MAINTENANCE))
    assert [each.rule for each in found if each.rule == "row_doubled"] == expected


@pytest.mark.parametrize(("said", "expected"), [("83.00", "pass"), ("38.00", "fail"), ("84.36", None)])
def test_the_mean_of_as_many_scores_as_a_table_has(said: str, expected: str | None) -> None:
    rows = [["排名", "镇", "得分"], *([str(at + 1), name, str(90 - 5 * at)] for at, name in enumerate("甲乙丙丁"))]
    rows[-1][2] = "77"
    paper = Paper().page().text(150, 80, "某县乡村振兴资金绩效评价报告", 16).text(90, 120, f"4个镇平均得分{said}分。")
    statuses = [
        each.status for each in paper.table(60, 140, (80, 140, 100), rows).read().checks if each.rule == "mean_of_rows"
    ]
    assert statuses == ([expected] if expected else [])


SCORED = [
    ["企业", "服务费（万元）", "考核得分"],
    ["京西环卫有限公司", "1,725.36", "91.2"],
    ["永定绿源有限公司", "1,356.11", "86.4"],
    ["斋堂洁能有限公司", "940.13", "88.7"],
    ["合计", "4,021.60", ""],
]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("考核得分由高到低依次为京西环卫、斋堂洁能、永定绿源。", [("order_of_rows", "pass")]),
        ("考核得分由高到低依次为京西环卫、永定绿源、斋堂洁能。", [("order_of_rows", "fail")]),
        ("考核得分由高到低依次为京西环卫、永定绿源、门城保洁。", []),
        ("永定绿源和斋堂洁能两项合计2,269.24万元。", [("row_sum_with_slip", "fail")]),
        ("永定绿源和斋堂洁能两项合计2,296.24万元。", []),
        ("永定绿源和斋堂洁能两项合计1,200.50万元。", []),
    ],
)
def test_rows_named_one_behind_the_other(said: str, expected: list[tuple[str, str]]) -> None:
    paper = Paper().page().text(150, 80, "某区垃圾运输绩效评价报告", 16).text(72, 120, said)
    checks = paper.table(60, 140, (160, 120, 100), SCORED).read().checks
    rules = {"order_of_rows", "row_sum_with_slip"}
    assert [(each.rule, each.status) for each in checks if each.rule in rules] == expected
