"""Captions belong to their figures; sentences and headings that name a figure do not."""

from __future__ import annotations

import pytest
from extractor.text.figured import is_caption


@pytest.mark.parametrize(
    "text", ["图1 资金流向图", "图2-1：施工现场", "附图3 项目位置", "图一 组织架构", "图1-1 公示牌 图1-2 现场"]
)
def test_captions(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text", ["图1显示，支出偏慢。", "图2所示为资金流向", "图1 资金流向图……3", "图片3张", "图书馆建设项目", "如图1"]
)
def test_other_lines(text: str) -> None:
    assert not is_caption(text)
