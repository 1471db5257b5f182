"""Where lines of Chinese text end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extractor.cli.lines import breaks
from extractor.cli.show import width


def cut(text: str, columns: int) -> list[str]:
    places = [0, *breaks(text, columns), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(places)]


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("按计划推进", 10, ["按计划推进"]),
        ("未按计划推进。", 12, ["未按计划推", "进。"]),  # 。 begins no line
        ("所列（合计）行", 7, ["所列", "（合", "计）行"]),  # （ ends none
        ("所述474.58万元，不一致", 12, ["所述", "474.58万元，", "不一致"]),
        ("于2023年度支付", 6, ["于", "2023年", "度支付"]),
        ("金额：2,833,000 元、800,000 元", 17, ["金额：", "2,833,000 元、", "800,000 元"]),
        ("a" * 25, 10, ["a" * 10, "a" * 10, "a" * 5]),  # what fits nowhere is cut
        ("。" * 6, 4, ["。。", "。。", "。。"]),
        ("元", 1, ["元"]),
        ("", 10, [""]),
    ],
)
def test_no_figure_is_halved_and_no_mark_stands_alone(text: str, columns: int, lines: list[str]) -> None:
    assert cut(text, columns) == lines


def test_nothing_is_lost_and_no_line_is_too_long() -> None:
    text = "第5页，表“资金使用情况表（2022年度）”行“执行率”为81.33%，与“全年执行数”÷“全年预算数”计算的83.12%不一致。"
    for columns in range(8, 120):
        lines = cut(text, columns)
        assert "".join(lines) == text
        assert max(map(width, lines)) <= columns
