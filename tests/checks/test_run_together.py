"""Amounts of neighbouring columns set without a gap are parted where all sums then agree, and never silently."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pymupdf
import pytest
from extractor.model.report import Report
from extractor.pdf import open_pdf
from extractor.pipeline import extract, understand, with_other_columns

SIZE = 10.0
NAMES = ("东岭镇", "西塘镇", "南坪乡", "北桥镇", "中和镇", "长泉乡", "石门镇", "白沙镇")
BUDGETS = (7_111_780_02, 352_347_85, 643_836_83, 519_510_92, 664_790_12, 825_289_47, 607_788_57, 803_432_70)
PAID = (2_442_725_09, 168_267_80, 613_296_69, 291_796_57, 48_047_33, 590_850_12, 367_462_82, 147_206_96)


def money(cents: int) -> str:
    return f"{Decimal(cents) / 100:,.2f}"


def drawn(gap: float, *, slip: int = 0, ruled: bool = True) -> bytes:
    """A table whose widest amounts stand ``gap`` points apart; its first row is off by ``slip`` 分."""
    rows = [["单位", "预算数", "支出数", "结余数"]]
    for name, budget, paid in zip(NAMES, BUDGETS, PAID, strict=True):
        off = slip if name == NAMES[0] else 0
        rows.append([name, money(budget + off), money(paid), money(budget - paid)])
    budget, paid = sum(BUDGETS), sum(PAID)
    rows.append(["合计", money(budget), money(paid), money(budget - paid)])
    document = pymupdf.open()
    page = document.new_page()
    font, writer = pymupdf.Font("china-s"), pymupdf.TextWriter(page.rect)
    widths = [max(font.text_length(row[column], SIZE) for row in rows) for column in range(4)]
    right = [100 + widths[0] + 12]
    for column in range(1, 4):
        right.append(right[-1] + gap + widths[column])
    writer.append((220, 90), "表1 资金使用情况表（单位：元）", font=font, fontsize=SIZE)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            x = right[column] - font.text_length(text, SIZE) if column else 100
            writer.append((x, 120 + 18 * index), text, font=font, fontsize=SIZE)
    writer.write_text(page)
    for y in (107, 126, 107 + 18 * len(rows)) if ruled else ():
        page.draw_line((95, y), (right[-1] + 3, y))
    return bytes(document.tobytes())


def printed(gap: float, *, slip: int = 0, ruled: bool = True) -> Report:
    return extract(drawn(gap, slip=slip, ruled=ruled))


def repairs(report: Report) -> list[str]:
    return [issue.message for issue in report.issues if issue.code == "reading_repaired"]


@pytest.mark.parametrize("gap", [0, 0.9])
@pytest.mark.parametrize("ruled", [True, False])
def test_amounts_run_together_are_parted_and_told(gap: float, ruled: bool) -> None:
    report = printed(gap, ruled=ruled)
    assert report.tables[0].rows[1] == ["东岭镇", "7,111,780.02", "2,442,725.09", "4,669,054.93"]
    assert report.tables[0].rows[-1] == ["合计", "11,528,776.48", "4,669,653.38", "6,859,123.10"]
    told = repairs(report)
    assert len(told) == 2
    assert "“7,111,780.022,442,725.094,669,054.93”" in told[0]
    assert "“7,111,780.02｜2,442,725.09｜4,669,054.93”" in told[0]
    assert {money.text for money in report.money} >= {"7,111,780.02", "2,442,725.09", "4,669,054.93"}


@pytest.mark.parametrize(("slip", "parted"), [(0, 2), (5, 0)])
def test_amounts_read_as_one_from_a_picture_are_parted_where_sums_agree(slip: int, parted: int) -> None:
    with open_pdf(drawn(0.9, slip=slip), name="report.pdf") as document:
        pages = [
            replace(page, runs=tuple(replace(run, confidence=(0.99,) * len(run.text)) for run in page.runs))
            for page in document.pages()
        ]
    second, places = with_other_columns(understand("report.pdf", pages))
    assert len(places) == parted
    amounts = {money.text for money in second.values.money}
    assert ("7,111,780.02" in amounts) == ("2,442,725.09" in amounts) == bool(parted)


def test_without_sums_that_agree_nothing_is_parted() -> None:
    assert repairs(printed(0.9, slip=5)) == []


@pytest.mark.parametrize("gap", [1.5, 8])
def test_columns_apart_need_no_second_reading(gap: float) -> None:
    report = printed(gap)
    assert report.tables[0].rows[1] == ["东岭镇", "7,111,780.02", "2,442,725.09", "4,669,054.93"]
    assert repairs(report) == []
