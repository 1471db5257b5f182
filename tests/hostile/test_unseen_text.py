"""What nobody can see on the page is no record; what anybody can see is one."""

from __future__ import annotations

import pymupdf
import pytest

from tests.hostile.paper import Paper, yuan

WHITE = (1, 1, 1)


def paper() -> Paper:
    return Paper().page().text(100, 200, "合同金额100万元。")


@pytest.mark.parametrize("rotation", [0, 90])
def test_white_text_on_white_paper(rotation: int) -> None:
    written = paper().text(100, 300, "合同金额888万元。", color=WHITE)
    written.sheet.set_rotation(rotation)
    report = written.read()
    assert yuan(report) == ["1000000"]
    assert [issue.page for issue in report.issues if issue.code == "unseen_text"] == [1]


def test_text_under_a_white_bar() -> None:
    written = paper().text(100, 300, "合同金额888万元。")
    written.sheet.draw_rect(pymupdf.Rect(90, 280, 300, 310), fill=WHITE, color=WHITE)
    assert yuan(written.read()) == ["1000000"]


@pytest.mark.parametrize("round_corners", [None, 0.3])
def test_white_text_on_a_dark_bar_is_seen(round_corners: float | None) -> None:
    written = paper()
    written.sheet.draw_rect(pymupdf.Rect(90, 280, 300, 310), fill=(0.1, 0.2, 0.5), radius=round_corners)
    assert yuan(written.text(100, 300, "合同金额888万元。", color=WHITE).read()) == ["1000000", "8880000"]


def test_text_under_a_marker_is_seen() -> None:
    written = paper().text(100, 300, "合同金额888万元。")
    written.sheet.add_highlight_annot(pymupdf.Rect(90, 280, 300, 310))
    written.sheet.draw_rect(pymupdf.Rect(90, 190, 300, 210), fill=(1, 1, 0), fill_opacity=0.4)
    assert yuan(written.read()) == ["1000000", "8880000"]


def test_text_far_out_on_a_large_sheet_is_read() -> None:
    assert yuan(Paper().page(9000, 9000).text(7000, 7000, "合同金额100万元。").read()) == ["1000000"]
