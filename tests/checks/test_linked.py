"""Figures linked by what they are called: named wholes, flows of funds, lists that close, means, answers, points."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.checks import run
from extractor.model.report import Check, OverallScore, ReportHead
from extractor.records.values import values

from tests.records.builder import Writer


def failed(text: str, score: Decimal | None = None) -> list[Check]:
    """The failures of a report of a few paragraphs, told apart by |."""
    writer = Writer()
    for paragraph in text.split("|"):
        writer.paragraph(paragraph)
    scores = [OverallScore(subject=None, score=score, grade=None, grade_text=None, evidence=[])] if score else []
    reading, head = writer.reading(), ReportHead(fiscal_year=2023, overall_scores=scores)
    return [check for check in run(reading, head, [], values(reading, head)) if check.status == "fail"]


SLIPS = [
    ("实际到位资金1,720万元。实际支付1,702.6万元，占到位资金的98.89%。", "share_of_one_whole"),
    ("安装智能水表9,860块。|涉及水表412块，占全部水表的4.28%。", "share_of_called"),
    # Figures of an earlier draft, where the words say what they are made of.
    ("实际到位资金1,720万元。工程款支付1,102.6万元，占到位资金的72.31%。", "share_of_called"),
    ("安排1,386万元。核定4,236人，实际发放补助资金1,334.34万元，结余71.66万元，预算执行率96.27%。", "flow_of_funds"),
    ("清理重复享受29户，追回资金1.69万元，其中城关镇1.24万元、白石镇0.62万元。", "part_beyond_whole"),
    ("年初计划补助4,400人，经三榜公示，核定补助对象4,236人，较计划减少146人。", "difference_from_called"),
    ("家长满意度92.6%，较上年有所上升；教师满意度86.4%，比家长低2.6个百分点。", "difference_from_called"),
    (
        "下达1,428.63万元，其中2021年512.48万元、2022年476.35万元、2023年439.8万元。2023年较2021年减少75.68万元。",
        "difference_from_called",
    ),
    (
        "下达1,428.63万元，其中2021年512.48万元、2022年476.35万元、2023年439.8万元。2023年较2021年减少72.68万元，降幅15.18%。",
        "difference_from_called",
    ),
    ("安排1,386万元。核定4,236人，实际发放补助资金1,343.34万元，结余51.66万元，预算执行率96.27%。", "flow_of_funds"),
    ("安排1,386万元。核定4,236人，实际发放补助资金1,334.34万元，结余56.16万元，预算执行率96.27%。", "flow_of_funds"),
    ("兑付补助资金437.1万元，占该子项目预算360万元的96.42%，结余12.9万元。", "flow_of_funds"),
    ("到位资金3,136万元。实际支出2,979.2万元，占到位资金的91%，结余156.8万元。", "share_of_called"),
    ("实际支出2,979.2万元。按学段分：小学2,105.6万元，初中873.6万元。", None),
    ("实际支出2,979.2万元。按学段分：小学2,105.6万元，初中837.6万元。", "closed_list"),
    ("共计1,600万元。项目分解为4个子项目：繁育480万元、扩繁560万元、基地630万元、检测200万元。", "closed_list"),
    (
        "下达资金，其中2021年512.48万元、2022年476.35万元、2023年439.8万元，三年分别占35.9%、36.3%、30.8%。",
        "closed_list",
    ),
    ("访问360人，其中非常满意198人、满意117人、一般36人、不满意9人，非常满意和满意合计345人。", "closed_list"),
    ("资本金9,200万元，其中政府方出资1,480万元，占资本金的20%，社会资本方出资7,360万元，占80%。", "closed_list"),
    ("全年管护面积48.6万公顷，按17个管护站计，站均管护8.26万公顷。", "mean_with_slip"),
    ("全年降雪17场，出动人员8,432人次、机械1,904台次，场均出动人员496人次、机械122台次。", "mean_with_slip"),
    ("查处违规放牧案件219起，罚款32.85万元，案均罚款1,800元。", "mean_with_slip"),
    ("全年门急诊261,788人次，日均门急诊757人次。", "mean_with_slip"),
    ("2021年至2023年，下达1,428.63万元，年均467.21万元。", "mean_with_slip"),
    ("收回228份，有效回收率95%，其中满意201份、基本满意19份、不满意8份，综合满意度94.69%。", "rate_of_answers"),
    ("发放500份，收回480份，回收率96%，满意及以上438份，满意度92.15%。", "rate_of_answers"),
    ("涉及17人53,550元，至评价日已追回12人37,800元，未追回5人17,550元。", "done_and_not"),
    ("年末在职人员386人，其中专业技术人员143人、管理人员58人、工勤人员815人。", "part_beyond_whole"),
    (
        "共访问360人，其中非常满意198人、满意117人、一般36人、不满意9人，非常满意和满意合计315人，占85.7%。",
        "rate_of_figure",
    ),
    ("15个乡镇中，及时率达到100%的6个，占45%；低于70%的4个，占26.67%。", "share_of_called"),
    ("312座终端中正常运行281座，占90.06%；停运31座，停运率9.49%。", "share_of_called"),
    ("经检测，完好率94.63%，抽查器材168件，完好162件。", "share_of_called"),
    ("核定编制386名，在编352人，空编37人。", "difference_by_words"),
    ("行车时间由75分钟缩短至48分钟，节约37分钟。", "difference_from_called"),
    ("应付总额4,065.59万元。截至评价日已付3,252.47万元，占应付总额的80%，欠付183.12万元。", "difference_from_called"),
    ("日常管养得分率最高，为91%；设施运行得分率最低，为84%，二者相差5个百分点。", "difference_from_called"),
    ("年末结余资金1,568.4万元未上缴。|建议收回结余资金1,586.4万元。", "amount_told_again"),
    (
        "约定2022年11月1日签订，2022年11月15日开工，应于2023年7月12日前完工，实际于2023年8月31日完工，逾期40天。",
        "days_of_term",
    ),
    ("作业面积312.5万平方米，其中机械化作业面积256.25万平方米，机械化率85%。", "rate_by_name"),
    ("预算安排560万元，其中省级补助224万元、县级配套363万元。", "parts_of_amount"),
    ("其中宣传培训48万元。|宣传培训执行43.5万元，执行率90.36%。", "rate_with_changed_digits"),
    ("其中居民出资528.64万元。|居民出资只到位185.02万元，到位率35%，少到位343.26万元。", "difference_from_called"),
    ("由省级补助1,374.6万元（65%）、州级补助458.2万元（20%）和县级配套458.2万元（20%）组成。", "closed_list"),
    ("债券本息合计7.9778亿元（本金6.5亿元、利息3.2778亿元）。", "closed_list"),
    ("批复资金2.14亿元。|自筹资金到位0.856亿元，到位率45%，缺口1.284亿元。", "flow_of_funds"),
]


@pytest.mark.parametrize(("text", "rule"), SLIPS, ids=[text[:30] for text, _ in SLIPS])
def test_a_slip_is_told_by_what_the_figures_are_called(text: str, rule: str | None) -> None:
    assert {check.rule for check in failed(text)} == ({rule} if rule else set())


LEFT_ALONE = [
    # The very figures, without a slip.
    "实际到位资金1,720万元。实际支付1,702.6万元，占到位资金的98.99%。",
    "年初计划补助4,400人，经三榜公示，核定补助对象4,236人，较计划减少164人。",
    "安排1,386万元。核定4,236人，实际发放补助资金1,334.34万元，结余51.66万元，预算执行率96.27%。",
    "15个乡镇中，及时率达到100%的6个，占40%；低于70%的4个，占26.67%。",
    "收入2,638.47万元。与上年相比，各增加186.31万元，增长7.60%。",
    # Of another whole, of which the report tells nothing.
    "实际到位资金1,720万元。工程款支付502.6万元，占到位资金的72.31%。",
    # What was carried over is left as well.
    "上年结转10万元，安排1,386万元，发放1,334.34万元，结余61.66万元。",
    # Three amounts make the gap.
    "先行拨付600.00万元；下达1,400.00万元；批复投资2,160.00万元，缺口160.00万元由县级统筹解决。",
    # A list that leaves something out, and one whose shares do not make all of it.
    "实际支出2,979.2万元。按学段分：小学2,105.6万元，初中837.6万元等。",
    "资本金9,200万元，其中政府方出资1,480万元，占资本金的16.09%，某公司出资7,360万元，占80%。",
    # What people earn is no mean of an amount told.
    "覆盖310人，补助3.72万元，人均可支配收入160元。",
    # The sentence itself says that the figure is wrong.
    "核定编制386名，在编352人，空编37人与花名册不一致。",
    # The part of the share is named behind the list.
    "在校1,058人，其中大型326人、小型732人，大型班占全部在校人数的30.81%。",
    "80—89周岁7,392人、90—99周岁806人、100周岁以上16人，合计8,214人。",
    "已追回12人37,800元，未追回5人17,550元。",
    # A rate worked out of amounts in 元, cut off.
    "下达4,853.01万元，支出3,851.35万元，预算执行率为79.35%，结余1,001.66万元。",
    # Two counts that a mean may be of.
    "共筹集房源2.86万套、共入住1.12万套；安排资金4.29亿元，平均每套1.8万元。",
    # A share of something else than its list.
    "由省级补助1,374.6万元（50%）、州级补助458.2万元（15%）和县级配套458.2万元（20%）组成。",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_may_be_meant_otherwise_is_left_alone(text: str) -> None:
    assert not failed(text)


@pytest.mark.parametrize(("last", "fails"), [("1,842", False), ("1,852", True)])
def test_two_figures_that_sums_prove_tell_different_things(last: str, fails: bool) -> None:
    writer = Writer()
    writer.paragraph(
        f"二期总投入9166万元，其中：中央财政3832万元、省级财政1554万元、市级财政1938万元、自筹{last}万元。"
    )
    rows = [["资金来源", "预算安排（万元）"], ["中央补助", "512.43"], ["省级资金", "1545"], ["市级配套", "2895.31"]]
    rows.append(["合计", "4952.74"])
    writer.table(rows, kind="funds", roles=("name", "budget_amount"), units=(None, "万元"), marks={4: "total"})
    reading, report = writer.reading(), ReportHead(fiscal_year=2023)
    rules = {check.rule for check in run(reading, report, [], values(reading, report)) if check.status == "fail"}
    assert ("figure_of_table" in rules) is fails


def test_a_figure_of_a_row_with_two_digits_changed() -> None:
    def told(text: str, head: str = "数量", unit: str | None = None, cell: str = "15,631") -> list[str]:
        writer = Writer()
        writer.paragraph(text)
        rows = [["指标", head], ["门急诊人次", "261,788"], ["出院人次", cell], ["手术台次", "3,418"]]
        writer.table(rows, kind="other", roles=("name", None), units=(None, unit))
        reading, report = writer.reading(), ReportHead(fiscal_year=2023)
        return [check.rule for check in run(reading, report, [], values(reading, report)) if check.status == "fail"]

    assert told("全年出院15,361人次。") == ["figure_of_table"]
    assert told("全年出院15,631人次。") == []
    # Of another row, in another size, of another year, a rate beside a score.
    assert told("全年体检15,361人次。") == []
    assert told("全年出院1,536.1万人次。") == []
    assert told("上年出院15,361人次。") == []
    assert told("出院满意占95.0%。", "得分", None, "9.05") == []


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("各单位支出合计2172.52万元。", True),
        ("截至年末，全年实际支出2172.52万元。", True),
        # Alike by chance: another fund, and another head than the one that says what is told.
        ("截至年末，饮水安全巩固资金已支出2172.52万元，支出率27.59%。", False),
        ("危房改造项目2023年共支出2172.52万元。", False),
        ("全年预算安排合计2172.52万元。", False),
    ],
)
def test_a_figure_of_a_total_row_is_told_of_all_that_its_table_tells(text: str, fails: bool) -> None:
    writer = Writer()
    writer.paragraph(text)
    rows = [["资金来源", "预算安排（万元）", "实际支出（万元）"], ["中央补助", "677.02", "593.37"]]
    rows += [["市级配套", "2061.82", "1578.88"], ["合计", "2738.84", "2172.25"]]
    roles, units = ("name", "budget_amount", "paid_amount"), (None, "万元", "万元")
    writer.table(rows, kind="funds", roles=roles, units=units, marks={3: "total"})
    reading, report = writer.reading(), ReportHead(fiscal_year=2023)
    rules = {check.rule for check in run(reading, report, [], values(reading, report)) if check.status == "fail"}
    assert bool(rules) is fails


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("核定128人，年末在职127人，其中公务员31人、事业人员86人，控制率91.41%。", "figure_proven_twice"),
        ("核定128人，年末在职117人，其中公务员31人、事业人员86人，控制率91.41%。", None),
        # The rate is of what is told; no rate; parts that leave something out.
        ("核定128人，年末在职127人，其中公务员31人、事业人员86人，控制率99.22%。", None),
        ("核定128人，年末在职127人，其中公务员31人、事业人员86人。", None),
        ("核定128人，年末在职127人，其中公务员31人、工勤人员6人，控制率91.41%。", None),
        # The rate of what was spent stands behind its parts.
        (
            "到位2,960万元，实际支出2,735.64万元，其中甲类1,284.6万元、乙类1,451.04万元。执行率92.42%，结余224.36万元。",
            None,
        ),
        (
            "到位2,960万元，实际支出2,735.64万元，其中甲类1,284.6万元、乙类1,451.04万元。执行率94.22%，结余224.36万元。",
            "flow_of_funds",
        ),
        (
            "到位2,960万元，实际支出2,735.64万元，其中甲类1,284.6万元、乙类1,451.04万元。乙类执行率94.22%，结余224.36万元。",
            None,
        ),
    ],
)
def test_a_whole_with_its_parts_and_a_rate(text: str, rule: str | None) -> None:
    assert [check.rule for check in failed(text)] == ([rule] if rule else [])


def test_points_and_deductions_make_a_hundred() -> None:
    text = "综合得分87.5分，扣12.5分。其中：决策扣1分，过程扣5.4分，产出扣3分，效益扣4分。"
    assert [check.rule for check in failed(text, Decimal("87.5"))] == ["points_and_deductions"]
    text = "综合得分85.7分，扣12.5分。其中：决策扣1分，过程扣4.5分，产出扣3分，效益扣4分。"
    assert [check.rule for check in failed(text, Decimal("85.7"))] == ["points_and_deductions"]
    text = "综合得分87.5分，扣12.5分。其中：决策扣1分，过程扣4.5分，产出扣3分，效益扣4分。"
    assert not failed(text, Decimal("87.5"))


def test_scores_of_parts_are_held_against_the_score_told_before_them() -> None:
    parts = "投入指标（20分）得19分，过程指标（30分）得{}分，产出指标（30分）得29分，效果指标（20分）得18.5分。"
    assert [check.rule for check in failed("自评得分94.6分。其中" + parts.format("27.1"))] == ["parts_in_text"]
    assert not failed("自评得分94.6分。其中" + parts.format("28.1"))


def test_a_share_behind_what_is_missing_is_of_that() -> None:
    told = "区级配套资金应到位2,820.00万元，截至评价基准日到位2,256.00万元，缺口564.00万元，占应到位数的{}%。"
    (check,) = failed(told.format("25.00"))
    assert "的20%" in check.message
    assert failed(told.format("20.00")) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("户籍人口61.25万人，其中60岁及以上老年人22.54万人，占36.80%。", None),
        ("户籍总人口65.20万人，60岁及以上老年人22.54万人，占36.80%。", "rate_of_figure"),
        ("核定床位405张，补贴486万元；年末入住314人，入住率85.93%。", "rate_of_figure"),
        ("实收水费131.27万元，应收145.85万元，收缴率94.86%。", "rate_of_figure"),
        ("实际验收面积19.60万亩。系统采集16.23万亩，占验收面积的96.02%，其余0.78万亩人工核验。", "rate_of_figure"),
        ("家长满意338人，满意率84.52%（收回386份）。", "rate_of_figure"),
        # The name of the rate is no name of the figure before it, or it counts the others.
        ("计划培训500人，实际培训480人，合格率95.20%。", None),
        ("合同金额500万元，支付480万元，预算执行率98.15%。", None),
        ("收回376份，不满意19份，满意率94.85%。", None),
        # Of what is told elsewhere in another unit, of a sum or a difference beside it, of the rates of a list.
        ("收回有效问卷1,146份。表示满意的1,062人，占92.67%；一般的63人，占5.50%；不满意21人，占1.83%。", None),
        ("男性120人，占59.41%；女性82人。", None),
        ("登记学生16,702人，比实际多112人，差错率0.68%。", None),
        ("甲类456万元、乙类388万元、丙类156万元，分别占45.60%、38.80%和15.60%。", None),
        ("总投资986万元，其中一期418万元，占全市同类投资的45.60%。", None),
    ],
)
def test_a_rate_is_bound_to_the_figure_before_it(text: str, rule: str | None) -> None:
    assert [check.rule for check in failed(text)] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("全年采样228份，合格251份，合格率95.08%，不合格的13份复检。", "228份"),
        ("计划完成660户，实际完成459户，完成率76.50%，未完成141户。", "660户"),
        ("户籍人口61.25万人，老年人24.91万人，占36.80%；其中80岁及以上4.06万人，占老年人的18.01%。", "24.91万人"),
        # Two rates of what is told elsewhere; a whole told again.
        ("收回有效问卷1,146份。表示满意的1,062人，占92.67%；一般的63人，占5.50%；不满意21人，占1.83%。", None),
        ("计划完成600户，实际完成459户，完成率76.50%，未完成141户。", None),
    ],
)
def test_two_witnesses_tell_which_figure_is_wrong(text: str, figure: str | None) -> None:
    told = [check for check in failed(text) if check.rule == "figure_proven_twice"]
    assert [figure in check.message for check in told] == ([True] if figure else [])
