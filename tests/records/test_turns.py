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
        ("执行率低的原因：项目启动晚。", "项目启动晚。"),
        ("发放率未达100%的原因为账户信息有误。", "账户信息有误。"),
        ("（原因：质保期未满）尚有12万元未付。", "质保期未满"),
        ("支付率低，其原因一方面是验收滞后，另一方面是库款紧张。", "一方面是验收滞后，另一方面是库款紧张。"),
        ("满意度较低，这与宣传不到位有关。", "宣传不到位"),
        ("1.到位率低。原因：土地出让收入下滑。2.部分小区开工晚。", "土地出让收入下滑。"),
        ("进度滞后。原因：两次流标。下一步，提前做好储备。", "两次流标。"),
    ],
)
def test_the_cause_of_a_problem(text: str, cause: str) -> None:
    pieces = segments([Passage(text, ())])
    assert [piece.text for piece in pieces if piece.role == "cause"] == [cause]


@pytest.mark.parametrize("text", ["与项目有关的资料缺失。", "台账登记不全，验收单缺签字。"])
def test_no_cause(text: str) -> None:
    assert not [piece for piece in segments([Passage(text, ())]) if piece.role == "cause"]
