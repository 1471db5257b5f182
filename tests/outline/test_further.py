"""Files that hold several reports: each has its chapters, its problems and its score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from extractor import outline, records
from extractor.model.reading import Reading

from tests.hostile.paper import Paper
from tests.records.builder import Writer

FIRST = "柳溪县林业局2023年度部门整体支出绩效自评报告"
SECOND = "柳溪县林业局2023年度森林防火项目支出绩效自评报告"
CHAPTERS = [
    "一、项目概况",
    "安排资金180.00万元。",
    "二、评价结论",
    "自评得分{}分，等级为优。",
    "三、存在的问题",
    "1.{}",
    "四、建议",
    "1.{}",
]


def write(writer: Writer, score: str, problem: str, advice: str) -> None:
    words = iter((score, problem, advice))
    for text in CHAPTERS:
        writer.paragraph(text.format(next(words)) if "{}" in text else text)


def reading(writer: Writer) -> Reading:
    written = writer.reading()
    return replace(written, outline=outline.build(written.blocks))


def two(*title: str, new_page: bool = True, signed: bool = True) -> Reading:
    writer = Writer()
    writer.paragraph(FIRST, centred=True, size=22)
    write(writer, "92.5", "预算编制不精准", "按项目库编制预算")
    if signed:
        writer.sign("柳溪县林业局", "2024年3月15日")
    if new_page:
        writer.page_break()
    for line in title:
        writer.paragraph(line, centred=not line.startswith("附件"), size=12 if line.startswith("附件") else 22)
    write(writer, "96", "防火物资老化", "更新防火物资")
    return reading(writer)


@pytest.mark.parametrize(
    ("title", "new_page", "signed"),
    [
        ((SECOND,), True, True),
        ((SECOND,), True, False),
        ((SECOND,), False, True),
        (("柳溪县林业局2023年度森林防火项目支出", "绩效自评报告"), True, True),
        (("柳林绩评〔2024〕第007号", SECOND), True, True),
        (("附件2", "柳溪县林业局", "2023年度森林防火项目支出", "绩效自评报告"), True, True),
        (("附件2", SECOND), False, False),
    ],
)
def test_a_further_report_stands_below_its_title(title: tuple[str, ...], new_page: bool, signed: bool) -> None:
    found = two(*title, new_page=new_page, signed=signed)
    (opening,) = [section for section in found.outline.sections if section.opens_report]
    assert opening.title.text == SECOND
    assert [(child.level, child.title.text) for child in opening.children] == [
        (2, "项目概况"), (2, "评价结论"), (2, "存在的问题"), (2, "建议"),
    ]  # fmt: skip
    head = records.head(found)
    assert head.title == FIRST
    assert [(each.subject, each.score) for each in head.overall_scores] == [
        (None, Decimal("92.5")), ("森林防火项目", Decimal(96)),
    ]  # fmt: skip
    problems = records.findings(found)
    assert [(each.title, each.path) for each in problems] == [
        ("预算编制不精准", ["1.预算编制不精准"]),
        ("防火物资老化", [SECOND, "1.防火物资老化"]),
    ]
    assert [each.title for each in records.recommendations(found, problems)] == ["按项目库编制预算", "更新防火物资"]
    assert [issue.code for issue in records.issues([], found, head, records.values(found, head), False)] == [
        "several_reports"
    ]


@pytest.mark.parametrize(
    ("title", "new_page", "signed"),
    [
        (FIRST, True, True),  # said again
        ("绩效自评报告", True, True),  # in short
        ("附件2：满意度调查报告", True, True),
        ("森林防火项目绩效评价工作方案", True, True),
        (SECOND, False, False),  # in the midst of a page
    ],
)
def test_what_opens_no_report(title: str, new_page: bool, signed: bool) -> None:
    found = two(title, new_page=new_page, signed=signed)
    assert not [section for section in found.outline.sections if section.opens_report]
    assert found.reports == [found]


def test_a_title_without_chapters_of_its_own_opens_no_report() -> None:
    writer = Writer()
    writer.paragraph(FIRST, centred=True, size=22)
    write(writer, "92.5", "预算编制不精准", "按项目库编制预算")
    writer.page_break()
    writer.paragraph(SECOND, centred=True, size=22)
    writer.paragraph("详见财政局网站。")
    assert not reading(writer).outline.parts


@pytest.mark.parametrize(
    ("title", "further"),
    [
        (["柳溪县水利局", "2023年度部门整体支出绩效自评报告"], ["柳溪县水利局2023年度部门整体支出绩效自评报告"]),
        (["2023年度部门整体支出绩效自评报告"], []),  # that of the first, in short
        (["柳溪县林业局2023年度", "部门整体支出绩效自评报告"], []),
    ],
)
def test_a_last_line_that_names_nothing_tells_no_title_again(title: list[str], further: list[str]) -> None:
    """The reports of a county's bodies: 某局 / 2023年度部门整体支出绩效自评报告."""
    writer = Writer()
    for line in ("柳溪县林业局", "2023年度部门整体支出绩效自评报告"):
        writer.paragraph(line, centred=True, size=22)
    write(writer, "92.5", "预算编制不精准", "按项目库编制预算")
    writer.page_break()
    for line in title:
        writer.paragraph(line, centred=True, size=22)
    write(writer, "96", "防火物资老化", "更新防火物资")
    assert [each.title.text for each in reading(writer).outline.sections if each.opens_report] == further


@pytest.mark.parametrize(
    ("numbers", "further"),
    [
        (("1.", "1.1 ", "2.", "3."), 1),
        (("（一）", "1.", "（二）", "（三）"), 1),
        (("3.", "4.", "5.", "6."), 0),
        (("1.", "①", "②", "③"), 0),
    ],
)
def test_a_further_report_may_count_its_chapters_in_a_way_of_its_own(numbers: tuple[str, ...], further: int) -> None:
    writer = Writer()
    writer.paragraph(FIRST, centred=True, size=22)
    write(writer, "92.5", "预算编制不精准", "按项目库编制预算")
    writer.page_break()
    writer.paragraph(SECOND, centred=True, size=22)
    for number, name in zip(numbers, ["项目概况", "项目背景", "存在的问题", "建议"], strict=True):
        writer.paragraph(number + name)
        writer.paragraph("详见附表。")
    assert len(reading(writer).outline.parts) == (2 if further else 0)


def test_advice_answers_the_problems_of_its_own_report() -> None:
    """By the number in its list, which another report's problems do not lengthen; a list of problems in a table counts
    although the report before tells its own in chapters."""
    writer = Writer()
    writer.paragraph(FIRST, centred=True, size=22)
    for line in (
        "一、概况",
        "二、存在的问题",
        "（一）合同签订晚于服务开始",
        "详见附表。",
        "（二）产出目标偏低",
        "详见附表。",
    ):
        writer.paragraph(line)
    for line in ("三、建议", "（一）规范合同管理", "及时签订。", "（二）科学设置目标", "参照往年。"):
        writer.paragraph(line)
    writer.page_break()
    writer.paragraph(SECOND, centred=True, size=22)
    for line in (
        "一、概况",
        "详见附表。",
        "二、存在的问题",
        "（一）合同要素不全",
        "缺日期。",
        "三、建议",
        "（一）补全合同",
        "逐份核对。",
    ):
        writer.paragraph(line)
    found = reading(writer)
    problems = records.findings(found)
    told = {each.id: each.title for each in problems}
    assert [
        (each.title, [told[one] for one in each.addresses]) for each in records.recommendations(found, problems)
    ] == [
        ("规范合同管理", ["合同签订晚于服务开始"]),
        ("科学设置目标", ["产出目标偏低"]),
        ("补全合同", ["合同要素不全"]),
    ]


@pytest.mark.parametrize("numerals", ["1.2.3.4.", "（一）（二）（三）（四）"])
def test_chapters_by_other_numbers_open_a_report_where_no_others_stand(numerals: str) -> None:
    own = [numerals[at : at + len(numerals) // 4] for at in range(0, len(numerals), len(numerals) // 4)]
    writer = Writer()
    for title, score, problem in [(FIRST, "92.5", "预算编制不精准"), (SECOND, "96", "防火物资老化")]:
        writer.paragraph(title, centred=True, size=22)
        for number, name in zip(own, ["项目概况", "评价结论", "存在的问题", "建议"], strict=True):
            writer.paragraph(number + name)
            writer.paragraph({"评价结论": f"得分{score}分。", "存在的问题": f"①{problem}"}.get(name, "详见附表。"))
        writer.page_break()
    found = reading(writer)
    assert len(found.reports) == 2
    assert [each.score for each in records.head(found).overall_scores] == [Decimal("92.5"), Decimal(96)]
    assert [each.title for each in records.findings(found)] == ["预算编制不精准", "防火物资老化"]


@pytest.mark.parametrize("numbers", [("3.", "4."), ("1.", "3.")])
def test_numbers_that_do_not_begin_anew_open_no_report(numbers: tuple[str, str]) -> None:
    """Annexed titles within a report that counts its chapters by 1. or lists of other kinds below them."""
    writer = Writer()
    writer.paragraph(FIRST, centred=True, size=22)
    for line in ("1.项目概况", "详见附表。", "2.评价结论", "得分92.5分。"):
        writer.paragraph(line)
    writer.page_break()
    writer.paragraph(SECOND, centred=True, size=22)
    for number, name in zip(numbers, ["存在的问题", "建议"], strict=True):
        writer.paragraph(number + name)
        writer.paragraph("①加强管理")
    assert not reading(writer).outline.parts


def test_the_report_behind_its_abstract_is_no_further_one() -> None:
    writer = Writer()
    writer.paragraph("2023年度柳溪县森林防火项目绩效评价报告", centred=True, size=22)
    writer.page_break()
    writer.paragraph("摘 要", centred=True, size=18)
    write(writer, "96", "防火物资老化", "更新防火物资")
    writer.page_break()
    writer.paragraph("柳溪县2023年森林防火项目支出绩效评价报告", centred=True, size=22)
    write(writer, "96", "防火物资老化", "更新防火物资")
    found = reading(writer)
    assert not found.outline.parts
    assert [each.title for each in records.findings(found)] == ["防火物资老化"]


def test_a_volume_of_reports_names_no_project() -> None:
    writer = Writer()
    writer.paragraph("柳溪县2023年度财政支出项目绩效自评报告汇编", centred=True, size=22)
    write(writer, "92.5", "预算编制不精准", "按项目库编制预算")
    assert records.head(reading(writer)).project_name is None


def test_each_report_is_checked_by_its_own_year_and_day() -> None:
    """What the second tells happened after the day of the first, in its own year."""
    reports = [
        (FIRST, ["2023年支出1,520.40万元，其中基本支出820.40万元、项目支出700.00万元。"], "2024年3月15日"),
        (
            "柳溪县水利局2022年度饮水项目支出绩效评价报告",
            ["综合得分88分，等级为良。5月开工。", "项目于2024年4月10日完成验收。"],
            "2024年5月18日",
        ),
    ]
    paper = Paper()
    for title, told, day in reports:
        for _ in range(5):  # annexes between them
            paper.page()
        paper.text(298 - 8 * len(title), 90, title, size=16)
        texts = ["一、项目概况", *told, "二、存在的问题", "1.手续不全。", "三、建议", "1.补办手续。"]
        for number, text in enumerate(texts):
            paper.text(72, 130 + 24 * number, text)
        paper.text(420, 400, day)
    report = paper.read()
    assert [(each.subject, each.score) for each in report.report.overall_scores] == [("饮水项目", Decimal(88))]
    assert [each.start for each in report.dates if each.text == "5月"] == ["2022-05-01"]
    assert not [each.message for each in report.checks if each.status == "fail"]
    assert [each.stated for each in report.checks if each.rule == "parts_of_amount"]


def test_the_score_of_a_whole_department_is_that_of_the_body() -> None:
    writer = Writer()
    for body, score in (("柳溪县林业局", "92.5"), ("柳溪县水利局", "85"), ("柳溪县气象局", "91")):
        writer.paragraph(body, centred=True, size=22)
        writer.paragraph("2023年度部门整体支出绩效自评报告", centred=True, size=22)
        write(writer, score, "预算编制不精准", "按项目库编制预算")
        writer.page_break()
    assert [(each.subject, each.score) for each in records.head(reading(writer)).overall_scores] == [
        (None, Decimal("92.5")), ("柳溪县水利局", Decimal(85)), ("柳溪县气象局", Decimal(91)),
    ]  # fmt: skip


def volume(name: str, *between: str) -> Reading:
    """A volume with its cover, a foreword and two reports, each behind a cover and the lines ``between``."""
    writer = Writer()
    for line in ("柳溪县2023年度", name, "柳溪县财政绩效评价中心"):
        writer.paragraph(line, centred=True, size=26)
    writer.page_break()
    writer.paragraph("2024年我中心委托第三方机构对3个项目开展了重点绩效评价，现将报告汇编成册。")
    for _ in range(4):
        writer.page_break()
        writer.paragraph("概况见各篇报告。")
    for number, (project, score) in enumerate((("古树保护", "92.5"), ("电商培训", "76"))):
        writer.page_break()
        for line in (f"报告{'一二'[number]}", f"柳溪县2023年度{project}项目", "绩效评价报告"):
            writer.paragraph(line, centred=True, size=26)
        writer.paragraph(f"被评价单位：柳溪县{project}站")
        writer.page_break()
        for line in between:
            writer.paragraph(line)
        writer.paragraph(f"柳溪县2023年度{project}项目绩效评价报告", centred=True, size=22)
        write(writer, score, f"{project}档案不全", "补齐档案")
        writer.sign("青树咨询有限公司", "2024年9月20日")
    return reading(writer)


@pytest.mark.parametrize(
    "between", [(), ("摘要", "项目得分见正文，主要问题是档案不全。"), ("目录", "一、项目概况……1", "二、评价结论……2")]
)
def test_the_reports_of_a_volume_begin_with_their_own_covers(between: tuple[str, ...]) -> None:
    found = volume("重点绩效评价报告汇编", *between)
    told = records.head(found)
    assert told.title == "柳溪县2023年度古树保护项目绩效评价报告"
    assert (told.project_name, told.evaluated_units) == ("柳溪县古树保护项目", ["柳溪县古树保护站"])
    assert told.evaluator == "青树咨询有限公司"  # not who had the volume printed
    assert told.fiscal_year == 2023
    assert [each.score for each in told.overall_scores] == [Decimal("92.5"), Decimal(76)]
    (opening,) = [section for section in found.outline.sections if section.opens_report]
    assert opening.title.text == "柳溪县2023年度电商培训项目绩效评价报告"
    _, other = found.reports
    assert records.head(other).evaluated_units == ["柳溪县电商培训站"]
    assert [each.title for each in records.findings(found)] == ["古树保护档案不全", "电商培训档案不全"]


def test_lines_that_count_the_reports_of_a_volume_are_no_chapters() -> None:
    """第一篇 某局, right above each title."""
    writer = Writer()
    for number, (body, score) in enumerate((("柳溪县林业局", "92.5"), ("柳溪县水利局", "85"))):
        for line in (f"第{'一二'[number]}篇 {body}", f"{body}2023年度", "部门整体支出绩效自评报告"):
            writer.paragraph(line, centred=True, size=22)
        write(writer, score, f"{body}预算编制不精准", "按项目库编制预算")
        writer.page_break()
    found = reading(writer)
    assert [section.title.text for section in found.outline.top] == [
        "项目概况", "评价结论", "存在的问题", "建议", "柳溪县水利局2023年度部门整体支出绩效自评报告",
    ]  # fmt: skip
    assert [each.title for each in records.findings(found)] == [
        "柳溪县林业局预算编制不精准",
        "柳溪县水利局预算编制不精准",
    ]


def test_chapters_called_parts_stay_chapters() -> None:
    writer = Writer()
    writer.paragraph(FIRST, centred=True, size=22)
    for number, name in zip("一二三", ["项目概况", "存在的问题", "有关建议"], strict=True):
        writer.paragraph(f"第{number}部分 {name}", centred=True, size=18)
        writer.paragraph("详见附表。")
    assert [section.title.text for section in reading(writer).outline.top] == ["项目概况", "存在的问题", "有关建议"]


@pytest.mark.parametrize(
    ("title", "reports"),
    [
        ("柳溪县林业局2023年度森林防火项目绩效评价结果", 2),
        ("柳溪县林业局2023年度绩效评价结果", 0),  # of what the first is of
        ("柳溪县林业局2023年度绩效自评结果", 0),
    ],
)
def test_results_of_another_project_are_a_report(title: str, reports: int) -> None:
    assert len(two(title).outline.parts) == reports


@pytest.mark.parametrize("note", ["（摘要）", "（公开稿）"])
def test_titles_with_the_same_note_are_not_the_same(note: str) -> None:
    writer = Writer()
    for project, score in (("森林防火", "92.5"), ("湿地保护", "85")):
        writer.paragraph(f"柳溪县2023年度{project}项目", centred=True, size=22)
        writer.paragraph(f"绩效评价报告{note}", centred=True, size=22)
        write(writer, score, f"{project}档案不全", "补齐档案")
        writer.page_break()
    assert [each.title for each in records.findings(reading(writer))] == ["森林防火档案不全", "湿地保护档案不全"]


def test_the_cover_of_a_volume_tells_the_year_that_its_reports_do_not() -> None:
    writer = Writer()
    writer.paragraph("2023年度绩效评价报告汇编", centred=True, size=26)
    writer.paragraph("柳溪县财政绩效评价中心", centred=True, size=22)
    for project, score in (("森林防火", "92.5"), ("湿地保护", "85")):
        writer.page_break()
        writer.paragraph(f"{project}项目绩效评价报告", centred=True, size=22)
        write(writer, score, f"{project}档案不全", "补齐档案")
    told = records.head(reading(writer))
    assert (told.title, told.fiscal_year, told.evaluator) == ("森林防火项目绩效评价报告", 2023, None)


def test_points_without_headings_of_a_further_report() -> None:
    writer = Writer()
    for title in (FIRST, SECOND):
        writer.paragraph(title, centred=True, size=22)
        for line in (
            "一、概况",
            "详见附表。",
            "二、存在的问题",
            "一是防火物资老化。二是档案不全。",
            "三、建议",
            "（一）更新防火物资",
            "按年更新。",
        ):
            writer.paragraph(line)
        writer.page_break()
    found = reading(writer)
    problems = records.findings(found)
    assert [(each.path, len(each.points)) for each in problems] == [
        (["二、存在的问题"], 2), ([SECOND, "二、存在的问题"], 2),
    ]  # fmt: skip
    advice = records.recommendations(found, problems)
    assert [each.addresses for each in advice] == [[problem.id] for problem in problems]


@pytest.mark.parametrize("page", [" 3", "", "………3"])
@pytest.mark.parametrize("published", [True, False])
def test_annexes_that_the_contents_of_accounts_name_are_reports(page: str, published: bool) -> None:
    writer = Writer()
    writer.paragraph("柳溪县林业局2023年度部门决算", centred=True, size=22)
    writer.paragraph("目 录", centred=True, size=22)
    if published:
        writer.paragraph("公开时间：2024年9月20日")
    for entry in ("第一部分 部门概况", "第二部分 附件", f"附件1 {FIRST}", f"附件2 {SECOND}"):
        writer.paragraph(entry + page)
    writer.page_break()
    for line in ("第一部分 部门概况", "编制30人。", "第二部分 附件", "附件1"):
        writer.paragraph(line)
    writer.paragraph(FIRST, centred=True, size=18)
    write(writer, "92.5", "预算编制不精准", "按项目库编制预算")
    writer.paragraph("附件2")
    writer.paragraph(SECOND, centred=True, size=18)
    write(writer, "96", "防火物资老化", "更新防火物资")
    found = reading(writer)
    problems = records.findings(found)
    assert [each.path for each in problems] == [[FIRST, "1.预算编制不精准"], [SECOND, "1.防火物资老化"]]
    advice = records.recommendations(found, problems)
    assert [each.text for each in advice] == ["1.按项目库编制预算", "1.更新防火物资"]
    numbered = [section.title.text for section in found.outline.sections if section.level == 1]
    assert numbered == ["部门概况", "附件", FIRST, SECOND]


def test_the_first_line_of_a_title_as_wide_as_the_page_in_the_type_of_the_text() -> None:
    writer = Writer()
    writer.paragraph("柳溪县2023年度重点绩效评价报告汇编", centred=True, size=22)
    writer.page_break()
    writer.paragraph("柳溪县2023年度城乡公交一体化运营补贴专项项目资金", size=16)
    writer.paragraph("绩效评价报告", centred=True, size=16)
    write(writer, "92.5", "预算编制不精准", "按项目库编制预算")
    writer.page_break()
    writer.paragraph(SECOND, centred=True, size=22)
    write(writer, "96", "防火物资老化", "更新防火物资")
    first = reading(writer).reports[0].outline.front[0]
    assert first.text == "柳溪县2023年度城乡公交一体化运营补贴专项项目资金"
