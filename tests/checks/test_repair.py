"""Sums feed back into reading: a doubtful digit of a picture is read as another it may be, and never silently."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pymupdf
import pytest
from extractor.model.geometry import Page
from extractor.model.report import Check
from extractor.pdf import open_pdf
from extractor.pipeline import Options, Understood, extract, understand, with_repairs
from extractor.records import repaired

from tests.pdf.test_scans import needs_ocr, scan

ROWS = [
    ["序号", "单位名称", "支付金额（元）"],
    ["1", "甲镇人民政府", "1,250.50"],
    ["2", "乙镇人民政府", "3,149.50"],
    ["3", "丙乡人民政府", "2,300.00"],
    ["", "合计", "6,700.00"],
]
# What the network shows next to a digit that it read.
MAY_BE = {"7": "12", "1": "74", "4": "69"}
COLUMNS, TOP, HEIGHT = (80.0, 140.0, 320.0, 460.0), 200.0, 26.0


def printed(rows: list[list[str]]) -> bytes:
    """A page with a ruled table."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((80, 150), "二、资金支付情况如下表所示。", fontname="china-s", fontsize=12)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            at = (COLUMNS[column] + 6, TOP + HEIGHT * row + 18)
            page.insert_text(at, text, fontname="china-s", fontsize=11)
    for row in range(len(rows) + 1):
        page.draw_line((COLUMNS[0], TOP + HEIGHT * row), (COLUMNS[-1], TOP + HEIGHT * row))
    for x in COLUMNS:
        page.draw_line((x, TOP), (x, TOP + HEIGHT * len(rows)))
    return bytes(document.tobytes())


def read(rows: list[list[str]], doubtful: dict[str, float] | None) -> Understood:
    """``rows`` as read from a picture, the figures in ``doubtful`` with that confidence; None: as the file tells it."""
    with open_pdf(printed(rows), name="report.pdf") as document:
        pages: list[Page] = list(document.pages())
    if doubtful is not None:
        pages = [
            replace(
                page,
                runs=tuple(
                    replace(
                        run,
                        confidence=(doubtful.get(run.text.strip(), 0.995),) * len(run.text),
                        others=tuple(MAY_BE.get(sign, "") for sign in run.text),
                    )
                    for run in page.runs
                ),
            )
            for page in pages
        ]
    return understand("report.pdf", pages)


def sums(understood: Understood) -> list[Check]:
    return [check for check in understood.checks if check.rule == "column_sum"]


def misread(figure: str, row: int) -> list[list[str]]:
    return [[*cells[:2], figure] if index == row else cells for index, cells in enumerate(ROWS)]


def test_a_doubtful_digit_that_breaks_the_sum_is_read_otherwise() -> None:
    first = read(misread("7,250.50", 1), {"7,250.50": 0.8})
    assert [check.status for check in sums(first)] == ["unknown"]
    second, (repair,) = with_repairs(first)
    assert (repair.was, repair.becomes, repair.page) == ("7,250.50", "1,250.50", 1)
    assert [check.status for check in sums(second)] == ["pass"]
    text = second.reading.pages.layouts[0].text
    assert "1,250.50" in text
    assert "7,250.50" not in text
    assert [each.yuan for each in second.values.money if each.text == "1,250.50"]
    issue = repaired(repair.was, repair.becomes, repair.page)
    assert (issue.code, issue.severity, issue.page) == ("reading_repaired", "warning", 1)
    assert "7,250.50" in issue.message
    assert "1,250.50" in issue.message


@pytest.mark.parametrize(
    ("rows", "doubtful"),
    [
        (misread("7,250.50", 1), {}),  # the reader was sure
        (misread("7,250.50", 1), None),  # the file tells it: what the page says stands
        (misread("4,250.50", 1), {"4,250.50": 0.8}),  # 4 may be 6 or 9
        (ROWS, {"1,250.50": 0.8}),  # nothing is wrong
    ],
)
def test_nothing_else_is_repaired(rows: list[list[str]], doubtful: dict[str, float] | None) -> None:
    first = read(rows, doubtful)
    second, repairs = with_repairs(first)
    assert repairs == []
    assert second is first


def test_of_two_digits_that_would_do_none_is_taken() -> None:
    rows = [["序号", "单位名称", "支付金额（元）"], ["1", "甲镇", "7,100.00"], ["2", "乙镇", "7,500.00"],
            ["3", "丙乡", "2,300.00"], ["", "合计", "10,900.00"]]  # fmt: skip
    assert with_repairs(read(rows, {"7,100.00": 0.8, "7,500.00": 0.8}))[1] == []


@needs_ocr
def test_a_digit_that_the_network_misreads_is_put_right_by_the_sum() -> None:
    def worn(picture: Any) -> Any:
        """The upper part of the 3 of 3,149.50 is gone: it is read as a 5."""
        unit = 200 / 72
        x, foot = COLUMNS[2] + 6, TOP + HEIGHT * 2 + 18
        picture[round((foot - 8) * unit) : round((foot - 4.7) * unit), round(x * unit) : round((x + 11) * unit)] = 255
        return picture

    report = extract(scan(pymupdf.open(stream=printed(ROWS)), worn), Options(ocr_threads=1))
    assert [money.text for money in report.money] == [cells[2] for cells in ROWS[1:]]
    (issue,) = [issue for issue in report.issues if issue.code == "reading_repaired"]
    assert "“5,149.50”" in issue.message
    assert "“3,149.50”" in issue.message
    assert [check.status for check in report.checks if check.rule == "column_sum"] == ["pass"]
