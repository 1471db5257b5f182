"""Lists, prices and rates by name in a sentence: what holds, what fails, and what is left open."""

from __future__ import annotations

import pytest

from tests.checks.test_sentences import verdicts

HOLDS, FAILS, OPEN = ["pass"], ["fail"], list[str]()


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("rate_by_name", "处理投诉267件，办结261件，办结率97.75%。", HOLDS),
        ("rate_by_name", "处理投诉267件，办结261件，办结率98.75%。", FAILS),
        ("rate_by_name", "发放问卷150份，收回138份，有效率100%。", []),
        ("rate_by_name", "应培训村医372人，实培训358人，培训率96.42%。", FAILS),
        # 190 of 200, not of the 198 in brackets; a rate of what two amounts make together.
        ("rate_by_name", "抽查200户，贫困户198户，合格190户，合格率95.00%。", OPEN),
        ("rate_by_name", "合同金额189.42万元，追回8.58万元，追回率4.33%。", OPEN),
        ("sum_by_words", "决策15分、过程25分、产出35分、效益25分，合计100分。", HOLDS),
        ("sum_by_words", "中央补助300万元、省级50万元、区级180万元，共计人民币伍佰叁拾万元。", HOLDS),
        ("sum_by_words", "决策15分、过程25分、产出35分、效益20分，合计100分。", FAILS),
        ("sum_by_words", "分三批拨付：第一批拨付160万元，第二批126.5万元，第三批93.5万元，累计拨付380万元。", HOLDS),
        ("sum_by_words", "分三批拨付：第一批拨付160万元，第二批126.5万元，第三批95.3万元，累计拨付380万元。", FAILS),
        ("sum_by_words", "分三批拨付：第一批拨付160万元，第二批拨付126.5万元，截至目前累计拨付295.3万元。", OPEN),
        ("sum_by_words", "2022年拨付160万元，2023年拨付126.5万元，累计拨付295.3万元。", OPEN),
        ("sum_by_words", "非常满意86人、满意97人、基本满意24人、不满意5人，合计212人。", HOLDS),
        ("sum_by_words", "非常满意86人、满意97人、基本满意24人、不满意5人，合计221人。", FAILS),
        ("sum_by_words", "下达86万元、97万元，不含上年24万元，合计221万元。", OPEN),
        ("sum_by_words", "差旅费12万元、会议费8万元、劳务费20万元等，合计支出65万元。", OPEN),
        ("sum_by_words", "第一批下达300万元、第二批下达200万元，加上年结转50万元，共530万元。", OPEN),
        ("parts_by_words", "回收问卷200份，其中非常满意96份、满意78份、一般20份、不满意6份。", HOLDS),
        ("parts_by_words", "回收问卷200份，其中非常满意96份、满意78份、一般26份、不满意6份。", FAILS),
        ("parts_by_words", "全年支出650万元，其中：设备购置320万元、人员经费180万元、其他130万元。", FAILS),
        ("parts_by_words", "访谈居民320人，其中男性148人、女性182人。", FAILS),
        ("parts_of_amount", "三年共投入1,560万元，其中2021年480万元、2022年520万元、2023年650万元。", FAILS),
        ("parts_by_words", "2021—2023年三年共改造186户，其中2021年72户、2022年64户、2023年52户。", FAILS),
        ("parts_by_words", "三年共420万元，年均140万元，其中2021年110万元、2022年150万元、2023年180万元。", FAILS),
        ("parts_by_words", "12个项目中有5个完工，其中3个验收，其余7个在建。", OPEN),
        ("parts_by_words", "全年培训1,200人次，其中男性700人次、妇女480人次、残疾人60人次。", OPEN),
        ("parts_by_words", "完成4.86万人次，完成率108%。其中甲2.68万人次，占55.14%；乙2.18万人次，占44.86%。", HOLDS),
        ("mean_with_slip", "共筹集房源2.86万套，其中东区1.12万套；安排资金4.29亿元，平均每套1.8万元。", FAILS),
        ("mean_with_slip", "共筹集房源2.86万套，其中东区1.12万套；安排资金4.29亿元，平均每套1.5万元。", OPEN),
        ("mean_with_slip", "共筹集房源2.86万套、共入住1.12万套；安排资金4.29亿元，平均每套1.8万元。", OPEN),
        ("mean_with_slip", "三年支出累计1,005.00万元，年均353.00万元。", FAILS),
        ("mean_with_slip", "三年支出累计1,005.00万元，年均335.00万元。", OPEN),
        ("mean_by_words", "三所学校得分分别为86分、90分、91分，平均得分89分。", HOLDS),
        ("mean_by_words", "三个年度支出分别为480万元、520万元、560万元，年均502万元。", FAILS),
        # A mean of rates or scores may be weighted.
        ("mean_by_words", "三所学校得分分别为86分、90分、91分，平均得分88分。", OPEN),
        ("order_by_words", "由高到低依次为：甲县91.5分、乙县89分、丙县86.5分。", HOLDS),
        ("order_by_words", "由高到低依次为：甲县91.5分、乙县86.5分、丙县89分。", FAILS),
        ("order_by_words", "由高到低依次为甲县、乙县、丙县，均超过75分，在75.8分至92.4分之间。", OPEN),
        ("product_by_words", "申报补贴312人，每人1,200元，合计37.44万元。", HOLDS),
        ("product_by_words", "申报补贴312人，每人1,200元，合计34.74万元。", FAILS),
        ("product_by_words", "每人每月补助600元，全年12个月，共42人，合计32.04万元。", FAILS),
        ("product_by_words", "共安排伙食资金731.48万元，按照每生每天5元标准补助，全年按200天计算，学生7,315人。", OPEN),
        ("product_by_words", "采购电脑30台，单价不高于5,000元，实际采购金额14.4万元。", OPEN),
        ("product_by_words", "直补6,285.6万元（每人600元，10.476万人），项目资金11,100.88万元。", HOLDS),
        ("product_by_words", "布展费68.4万元拆分为4份合同，每份均低于20万元的采购限额。", OPEN),
        ("product_by_words", "每人500元，320人申报，审核通过298人，发放补助14.9万元。", OPEN),
        ("parts_by_words", "共实施86个，完工79个，完工率91.86%；其中产业41个、基础设施33个、其他12个。", HOLDS),
        ("parts_by_words", "共实施86个，完工79个，完工率91.86%；其中产业41个、基础设施35个、其他12个。", FAILS),
        ("parts_by_words", "共实施86个，完工79个；其中产业41个、基础设施26个、其他11个。", OPEN),
        ("parts_by_words", "共实施86个；其中产业41个、基础设施35个、环保12个。", OPEN),
        ("product_by_words", "发现入院42份，占7%，涉及基金26.88万元，平均每份6,400元。", HOLDS),
        ("product_by_words", "发现入院42份，占7%，涉及基金26.88万元，平均每份4,600元。", FAILS),
        ("direction_by_words", "可支付月数由3.2个月下降到2.63个月。", HOLDS),
        ("direction_by_words", "可支付月数由3.2个月下降到3.63个月。", FAILS),
        ("direction_by_words", "办理时限由2天提高到3天。", OPEN),
        ("product_by_words", "标准化花园480万元（建设4,000亩、每亩1,200元）。", HOLDS),
        ("product_by_words", "标准化花园480万元（建设4,000亩、每亩2,100元）。", FAILS),
        ("sum_by_words", "财政补助480万元，企业赞助360万元，报名费198万元，总收入1,038万元。", HOLDS),
        ("sum_by_words", "财政补助480万元，企业赞助360万元，报名费198万元，总收入1,083万元。", FAILS),
        ("sum_by_words", "人员支出480万元，公用支出120万元，项目支出360万元，总支出1,000万元。", OPEN),
        ("capital_amount", "贷款用途不符，多付叁万陆仟元整（¥63,000.00）。", FAILS),
        ("capital_amount", "大小写不符，应为叁万陆仟元整（¥63,000.00）。", ["unknown"]),
        ("product_by_words", "服务期3年，预算控制价1,926万元，每年642万元。", HOLDS),
        ("product_by_words", "服务期3年，预算控制价1,962万元，每年642万元。", FAILS),
        ("product_by_words", "服务期3年，预算控制价1,962万元，首年642万元，逐年递增。", OPEN),
        ("product_by_words", "服务期3年，已支付1,284万元，每年642万元。", OPEN),
        ("direction_by_words", "每次上门成本73.33元，较延庆区的79元低7.18%。", HOLDS),
        ("direction_by_words", "每次上门成本73.33元，较延庆区的79元高7.18%。", FAILS),
        ("direction_by_words", "成本73.33元，较密云区的68元高7.84%，较延庆区的79元高7.18%。", [*HOLDS, *FAILS]),
        ("direction_by_words", "合格率92.5%，比目标值95%低2.5个百分点。", HOLDS),
        ("direction_by_words", "合格率92.5%，比目标值95%高2.5个百分点。", FAILS),
        # Where the difference is another, a figure and not the word may be wrong.
        ("direction_by_words", "每次上门成本73.33元，较延庆区的79元高9.18%。", OPEN),
        ("share_in_order", "总投资100万元，由甲60万元、乙25万元、丙15万元组成，分别占60%、25%和15%。", HOLDS * 3),
        (
            "share_in_order", "总投资100万元，由甲60万元、乙25万元、丙15万元组成，分别占60%、35%和15%。",
            [*HOLDS, *FAILS, *HOLDS],
        ),
        ("share_in_order", "支出1,000万元，其中基本142.7万元，项目857.3万元，分别占14.27%和85.73%。", HOLDS * 2),
        (
            "share_in_order", "支出1,000万元，其中基本142.7万元，项目857.3万元，分别占14.27%和85.37%。",
            [*HOLDS, *FAILS],
        ),
        ("share_in_order", "支出1,000万元，基本142.7万元，项目657.3万元，分别占14.27%和85.37%。", OPEN),
        ("share_in_order", "甲60万元、乙25万元、丙15万元，分别完成60%、35%和15%。", OPEN),
        (
            "share_of_one_whole",
            "支出总额8,000万元。线上2,000万元，占支出总额的25%；线下5,600万元，占支出总额的70%；其他400万元，占支出总额的6%。",
            [*HOLDS, *HOLDS, *FAILS, *HOLDS],
        ),
        ("equation", "补助为1,867.46万元＋600.24万元＝2,467.70万元。", HOLDS),
        ("equation", "补助为1,867.46万元＋600.24万元＝2,476.70万元。", FAILS),
        ("equation", "应补助120人×12个月×500元=72万元。", HOLDS),
        ("equation", "应补助120人×12个月×500元=27万元。", FAILS),
        ("equation", "完成率=41.3公里/42.6公里=96.95%。", HOLDS),
        ("equation", "绩效得分=决策18分+过程20分，目标≥95%。", OPEN),
        ("parts_of_amount", "总投资21,877.43万元，其中资本金4,600万元，贷款17,727.43万元。", FAILS),
        ("parts_of_amount", "共投入3.6亿元，其中：省财政1.2亿元、市财政8,000万元、企业3,000万元、自筹1.5亿元。", FAILS),
        ("parts_of_amount", "预算7,050万元（自治区2,600万元，市1,250万元，自筹3,400万元）。", FAILS),
        ("parts_of_amount", "下达资金2,263万元。其中：河道1,435万元，水库25万元，饮水55万元，管护748万元。", HOLDS),
        ("parts_of_amount", "下达资金2,263万元。其中：河道1,435万元，水库25万元，饮水55万元，管护738万元。", FAILS),
        ("parts_of_amount", "下达资金2,263万元。其中：河道1,435万元，水库25万元，饮水55万元。", OPEN),
        ("parts_of_amount", "下达资金2,263万元。2023年其中：河道1,435万元，水库25万元，管护783万元。", OPEN),
        ("parts_of_amount", "预算634.85万元由财政安排，其中物业费186万元，展陈费248.6万元，征集费200.25万元。", HOLDS),
        ("share_of_one_whole", "住院统筹支出6,530.18万元。\n抽查418.63万元，占住院补偿的6.14%。", FAILS),
        ("share_of_one_whole", "住院统筹支出7,548.75万元。\n抽查463.47万元，占住院补偿的6.31%。", FAILS),
        ("share_of_one_whole", "门诊统筹支出6,530.18万元。\n抽查418.63万元，占住院补偿的6.14%。", OPEN),
        ("mean_nearby", "投资34,500万元，改造12,600户，户均改造成本2.74万元。", HOLDS),
        ("mean_nearby", "合同期三年，合同总金额2,178万元，每年726万元，每月60.5万元。", HOLDS * 2),
        ("mean_nearby", "服务期10个月，合同金额186万元，续签2个月，续签金额37.2万元。", HOLDS),
        ("mean_nearby", "新增灌溉面积8,600亩，改善17,200亩，改善面积是新增面积的2倍。", HOLDS),
        ("mean_nearby", "非常满意182份、满意141份、一般34份、不满意19份，满意率为85.9%。", HOLDS),
        ("mean_nearby", "2021年4,050万元、2022年4,350万元、2023年4,860万元，比2021年增长20%。", HOLDS),
        ("mean_nearby", "改造12,600户，户均改造成本3.74万元，投资34,500万元。", OPEN),
    ],
)  # fmt: skip
def test_verdicts(rule: str, text: str, expected: list[str]) -> None:
    assert verdicts(rule, *text.split("\n")) == expected


def test_a_figure_that_its_words_accuse_is_not_proven_by_others() -> None:
    text = "2022年投诉量为480件，2023年降至360件，同比下降33.3%。"
    assert verdicts("change_by_words", text) == FAILS
    assert verdicts("rate_nearby", text) == OPEN


FAR = "2017年安排预算资金276万元。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("至年底支付263.7万元，执行率95.54%；结余12.3万元。", OPEN),
        ("至年底支付263.7万元，执行率95.45%。", FAILS),
        ("至年底支付263.7万元；结余13.2万元。", FAILS),
        # 95.5797, its further digits left out rather than rounded.
        ("至年底支付263.8万元，执行率95.57%。", OPEN),
        ("至年底支付263.8万元，执行率95.75%。", FAILS),
        # Of another whole, told or not.
        ("至年底支付263.7万元，执行率97.45%。", OPEN),
        ("另有项目资金276.26万元，至年底支付263.7万元，执行率95.45%。", OPEN),
    ],
)
def test_two_digits_changed_far_from_the_whole(text: str, expected: list[str]) -> None:
    assert verdicts("figure_with_slip", FAR, text) == expected


@pytest.mark.parametrize(("last", "expected"), [("11,416.53", OPEN), ("11,461.53", FAILS), ("11,500.00", OPEN)])
def test_a_complete_list_of_a_total_told_before(last: str, expected: list[str]) -> None:
    listed = (
        f"其中：弥勒市2,106.5万元、建水县1,987.34万元、泸西县2,418.9万元、石屏县1,005万元、其余县市合计{last}万元。"
    )
    assert verdicts("figure_with_slip", "三次下达基金共18,934.27万元。", f"分解下达到13个县市，{listed}") == expected


@pytest.mark.parametrize(("second", "expected"), [("2,961.35", OPEN), ("2,691.35", FAILS), ("2,661.35", OPEN)])
def test_two_digits_changed_that_miss_a_total_by_far(second: str, expected: list[str]) -> None:
    listed = f"产业资金用于育苗基地1,198.4万元、烘干车间{second}万元、其他1,052.2万元。"
    assert verdicts("figure_with_slip", "产业资金总额5,211.95万元。", listed) == expected


def test_a_rate_without_decimals_that_is_one_too_low_is_not_cut_off() -> None:
    assert "pass" not in verdicts("share_by_words", "预算1,250万元，实际支出1,012.5万元，预算执行率80%。")
    assert verdicts("share_by_words", "预算1,250万元，实际支出1,010.5万元，预算执行率80%。") == ["pass"]
