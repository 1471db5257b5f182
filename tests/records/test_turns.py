"""Where a problem's text turns to its cause; every expectation is read from the sentence by hand."""

from __future__ import annotations

import pytest
from extractor.model.layout import Passage
from extractor.records.problems.turns import segments


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("完工推迟3个月，系汛期停工所致。", "汛期停工"),
        ("绩效目标不明确，主要由于编制人员经验不足。", "编制人员经验不足。"),
        ("进度滞后，主要是征地难度大。", "征地难度大。"),
        ("其次，2项实事跨年，主要是施工许可办理时间长；再次，人手少。", "施工许可办理时间长；"),
        ("维修项目因“6·1”地震后重新设计，延至2023年实施。", "“6·1”地震后重新设计"),
        ("校舍因选址有争议，至今未开工。", "选址有争议"),
        ("有3座因没有电费来源，每月只在检查时开机。", "没有电费来源"),
        ("执行率低的原因：项目启动晚。", "项目启动晚。"),
        ("发放率未达100%的原因为账户信息有误。", "账户信息有误。"),
        ("（原因：质保期未满）尚有12万元未付。", "质保期未满"),
        ("支付率低，其原因一方面是验收滞后，另一方面是库款紧张。", "一方面是验收滞后，另一方面是库款紧张。"),
        ("满意度较低，这与宣传不到位有关。", "宣传不到位"),
        ("1.到位率低。原因：土地出让收入下滑。2.部分小区开工晚。", "土地出让收入下滑。"),
        ("死亡率高，系干旱少雨造成。", "干旱少雨"),
        ("人数未达标。分析认为，宣传发动不够是主要原因。", "宣传发动不够"),
        ("部分资金滞留，是因为乡镇未及时申请。", "乡镇未及时申请。"),
        ("资产未入账。经询问，系财务人员疏忽。", "财务人员疏忽。"),
        ("推进慢。受制于用地指标，2个项目未落地。", "用地指标"),
        ("有3台仅用过1次。归因于购置前未测算需求。", "购置前未测算需求。"),
        ("列支86.5万元。该问题系财务人员不熟悉制度所致。", "财务人员不熟悉制度"),
        ("实际培训418人。经了解，主要是农忙时参训积极性不高。", "农忙时参训积极性不高。"),
        (
            "9个村未配套。这既有集体经济薄弱的客观因素，也有督促不力的主观因素。",
            "集体经济薄弱的客观因素，也有督促不力的主观因素。",
        ),
        ("记录未归档。分析其中缘由，主要是人员更换频繁。", "人员更换频繁。"),
        ("均未办理决算。个中原因，一是送审资料不全，二是力量不足。", "一是送审资料不全，二是力量不足。"),
        ("漏发9户。造成漏发的原因：信息更新不及时。", "信息更新不及时。"),
        ("追加3次，共计415万元，系缺乏项目库支撑。", "缺乏项目库支撑。"),
        ("路面开裂，与雨季抢工不无关系。", "雨季抢工"),
        ("结余较大。测算未参考上年数据，是造成结余的主要原因。", "测算未参考上年数据"),
        ("3笔白条入账。之所以出现这些问题，主要是财会人员多为兼职。", "财会人员多为兼职。"),
        ("仅排课86学时，主要是教师缺编。", "教师缺编。"),
        ("合计多付2340元，主要是驾驶员与修理厂直接对接、缺少复核。", "驾驶员与修理厂直接对接、缺少复核。"),
        ("有专职管水员的仅89处，由于水费收缴率不足三成，管护经费有缺口。", "水费收缴率不足三成"),
        ("申报面积不一致。造成这一问题，主要是镇级抽查比例低。", "镇级抽查比例低。"),
        ("在线率87.5%，低于目标值5个百分点，主要因高山区域通信信号差。", "高山区域通信信号差。"),
        ("尚有28万元没有拨到农户手里。主要是一卡通账号有误。", "一卡通账号有误。"),
        ("进度滞后。原因：两次流标。下一步，提前做好储备。", "两次流标。"),
        ("监管人员仅5人，因人少面广，抽查比例只有3%。", "人少面广"),
        ("1.受疫情影响，康复机构暂停服务。", "疫情影响"),
        ("（2）由于人手不足，台账未建。", "人手不足"),
        ("不是因为资金不到位，而是因为前期工作不扎实。", "前期工作不扎实。"),
        ("部分项目因为人员不足，未完成。", "人员不足"),
        ("平均用时213天，超出规定93天，系各环节串联办理。", "各环节串联办理。"),
        ("支出占比22%，因案件办结后集中发放补贴。", "案件办结后集中发放补贴。"),
        ("未达标主要是灵活就业人员流动性大。", "灵活就业人员流动性大。"),
        ("实际扣减12万元。一方面，规定不明；另一方面，考核偏松。", "一方面，规定不明；另一方面，考核偏松。"),
        ("台账不规范。一方面，未建账；另一方面，未盘点。", ""),
        ("受益群众2.1万人。一方面，改善了出行条件；另一方面，带动了产业发展。", ""),
        ("按规定，因工程变更增加费用的，应履行审批手续。", ""),
        ("发放86户，因公伤残人员优先。", ""),
        ("受灾农户210户，因灾倒房重建，补助84万元。", ""),
        ("执行率72%，由于部分合同跨年支付，未到付款节点。原因分析：启动晚。", "部分合同跨年支付|启动晚。"),
    ],
)
def test_the_cause_of_a_problem(text: str, cause: str) -> None:
    pieces = segments([Passage(text, ())])
    assert "|".join(piece.text for piece in pieces if piece.role == "cause") == cause


@pytest.mark.parametrize(
    "text",
    [
        "与项目有关的资料缺失。",
        "台账登记不全，验收单缺签字。",
        "经核实，系重复申报。",
        "资金来源于县级财政。",
        "支出主要是人员经费。",
        "新增3项，主要是行政审批服务费、手续费。",
        "该起因工负伤事件已办结。",
    ],
)
def test_no_cause(text: str) -> None:
    assert not [piece for piece in segments([Passage(text, ())]) if piece.role == "cause"]


def test_a_cause_inside_a_sentence() -> None:
    text = "3台设备因场地改造未完成，到货后存放5个月。"
    assert [(piece.role, piece.text) for piece in segments([Passage(text, ())])] == [
        ("fact", "3台设备"),
        ("cause", "场地改造未完成"),
        ("fact", "到货后存放5个月。"),
    ]


@pytest.mark.parametrize("asked", [True, False])
def test_a_cause_that_the_heading_asks_for(asked: bool) -> None:
    for text in ("资料管理不规范，主要是合同未装订。", "制度执行情况一般。主要是合同未装订。"):
        causes = [each.text for each in segments([Passage(text, ())], explaining=asked) if each.role == "cause"]
        assert causes == (["合同未装订。"] if asked else [])


@pytest.mark.parametrize(
    "words",
    [
        "分析其原因，主要为{}",
        "原因剖析：{}",
        "出现上述情况，主要是{}",
        "此问题的根源在于{}",
        "究其原因，主要是由于{}",
        "问题的产生，主要系{}",
    ],
)
def test_words_that_bring_in_a_cause_are_no_part_of_it(words: str) -> None:
    text = "年末支付率62%。" + words.format("对任务量估计不足。")
    causes = [piece.stripped.text for piece in segments([Passage(text, ())]) if piece.role == "cause"]
    assert causes == ["对任务量估计不足。"]


def test_a_cause_told_in_the_midst_of_a_paragraph_ends_with_it() -> None:
    texts = ("2家食堂亏损。究其原因，主要是选址偏远。", "补贴发放不及时。")
    pieces = segments([Passage(text, ()) for text in texts])
    assert [(piece.role, piece.text) for piece in pieces][-1] == ("fact", "补贴发放不及时。")
    listed = segments([Passage(text, ()) for text in ("2家食堂亏损。原因分析：一是选址偏远；", "二是宣传不足。")])
    assert [piece.role for piece in listed] == ["fact", "cause", "cause"]


def test_a_cause_within_a_point_ends_with_it() -> None:
    told = "一是43人未认证，主要原因是操作不便；二是人员流动频繁。"
    pieces = [(piece.role, piece.text) for piece in segments([Passage(told, ())])]
    assert pieces[1:] == [("cause", "操作不便；"), ("fact", "二是人员流动频繁。")]
    listed = segments([Passage("执行率低，主要原因是一是审批慢；二是人手少。", ())])
    assert [(piece.role, piece.text) for piece in listed][1:] == [("cause", "一是审批慢；二是人手少。")]
