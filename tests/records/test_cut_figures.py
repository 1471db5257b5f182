"""Cells of inferred rows that hold the halves of one amount are told as doubtful, never as amounts."""

from __future__ import annotations

import pymupdf
from extractor.pipeline import extract


def printed(amounts: list[str], rests: dict[int, str] | None = None) -> bytes:
    """A table without rulings whose third column is printed as given, a row each; 单位：万元 above it.

    ``rests`` stand alone in rows of their own below those with these numbers.
    """
    document = pymupdf.open()
    page = document.new_page()

    def put(x: float, y: float, text: str) -> None:
        page.insert_text((x, y), text, fontname="china-s", fontsize=10)

    put(60, 80, "资金支出情况表")
    put(420, 100, "单位：万元")
    for x, text in ((60, "序号"), (120, "项目名称"), (300, "预算数"), (420, "支出数")):
        put(x, 120, text)
    y = 121
    for row, amount in enumerate(amounts):
        y += 24
        for x, text in ((65, str(row + 1)), (120, f"第{row + 1}标段"), (300, amount), (420, f"{row + 2}1.50")):
            put(x, y, text)
        if row in (rests or {}):
            y += 24
            put(120, y, "续建")
            put(300, y, (rests or {})[row])
    return bytes(document.tobytes())


def test_halves_of_an_amount_in_two_rows() -> None:
    report = extract(printed(["120.25", "1,429.4", "7", "98.60"]))
    told = {money.text for money in report.money}
    assert {"120.25", "98.60"} <= told
    assert told.isdisjoint({"1,429.4", "7"})
    assert sum(issue.code == "doubtful_amount" for issue in report.issues) == 2


def test_whole_amounts_in_two_rows() -> None:
    report = extract(printed(["120.25", "1,429.40", "7.00", "98.60"]))
    assert {"120.25", "1,429.40", "7.00", "98.60"} <= {money.text for money in report.money}


def test_last_digits_alone_in_a_row() -> None:
    """1560 and 1420 in a column of three digits: 156 over 0 looks like two, and neither is printed."""
    report = extract(printed(["156", "142", "980"], {0: "0", 1: "0"}))
    told = [money.text for money in report.money]
    assert "980" in told
    assert not {"156", "142", "0"}.intersection(told)


def test_longer_figures_alone_in_a_row() -> None:
    report = extract(printed(["156", "142", "980"], {0: "310"}))
    assert {"156", "310", "142", "980"} <= {money.text for money in report.money}
