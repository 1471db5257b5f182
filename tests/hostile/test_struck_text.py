"""Words that a line strikes out are told: deleted, they look like any others."""

from __future__ import annotations

import pymupdf
import pytest

from tests.hostile.paper import Paper

TEXT = "项目预算资金1,234.50万元，实际支出1,200.00万元。"
SIZE = 12.0


def told(line: tuple[float, float, float], width: float = 0.6) -> list[str]:
    """What is said of a page whose one line of text is crossed from x to x at a height above its baseline."""
    start, end, above = line
    written = Paper().page().text(100, 200, TEXT, SIZE)
    written.sheet.draw_line((start, 200 - above), (end, 200 - above), width=width)
    return [issue.message for issue in written.read().issues if issue.code == "struck_text"]


def reach(first: str, last: str) -> tuple[float, float]:
    """From where to where some characters of the line stand."""
    font = pymupdf.Font("cjk")
    start, end = TEXT.index(first), TEXT.index(last) + len(last)
    return 100 + font.text_length(TEXT[:start], SIZE), 100 + font.text_length(TEXT[:end], SIZE)


@pytest.mark.parametrize("above", [2.4, 3.5, 5.0])
@pytest.mark.parametrize("width", [0.5, 1.2])
def test_a_struck_amount_is_told(above: float, width: float) -> None:
    (message,) = told((*reach("1,234.50", "万元，"), above), width)
    assert "“1,234.50万元，”" in message


def test_a_struck_line_is_told() -> None:
    (message,) = told((*reach("项目", "1,200.00万元。"), 3.6))
    assert "项目预算资金1,234.50万元" in message


@pytest.mark.parametrize(
    "line",
    [
        (*reach("1,234.50", "万元，"), -1.5),  # an underline
        (*reach("1,234.50", "万元，"), 11.0),  # a rule above it
        (60.0, 535.0, 3.6),  # a rule of a table that lies across the text
        (
            reach("00万元。", "万元。")[0],
            reach("00万元。", "万元。")[1] + 60,
            3.6,
        ),  # one beside it that begins below its end
    ],
)
def test_other_lines_are_not(line: tuple[float, float, float]) -> None:
    assert told(line) == []


def test_a_full_cell_is_not() -> None:
    """Text as wide as its cell between rules that touch it."""
    written = (
        Paper().page().table(60, 100, (40, 80), [["序号", "项目名称及合同"], ["1", "道路维修"]], height=13, size=10)
    )
    assert "struck_text" not in [issue.code for issue in written.read().issues]
