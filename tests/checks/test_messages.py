"""What a letter says of a check."""

from __future__ import annotations

import pytest
from extractor.checks.engine import check


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("表“基础数据表”““雷锋哨”平台”行验收早于开工。", "表“基础数据表”“‘雷锋哨’平台”行验收早于开工。"),
        ("“智慧法院”与“智慧矫正”不一致。", "“智慧法院”与“智慧矫正”不一致。"),
        ("““雷锋哨”行不一致。", "““雷锋哨”行不一致。"),
    ],
)
def test_quotations_within_quotations(written: str, printed: str) -> None:
    assert check("row_sum", "fail", written, []).message == printed
