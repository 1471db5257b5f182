"""Records in a notebook: data frames, and HTML in which nothing of a report is markup."""

from __future__ import annotations

import doctest
import importlib.util
import os
from decimal import Decimal
from pathlib import Path

import pytest
from extractor.model.frames import filled, headers, number
from extractor.model.report import Cell, Table

from tests.sinks.made import made_report

ROOT = Path(__file__).parents[2]
needs_pandas = pytest.mark.skipif(
    importlib.util.find_spec("pandas") is None, reason="needs pandas: pip install 'extractor[notebook]'"
)


@pytest.fixture
def table() -> Table:
    rows: list[list[str | None]] = [
        ["来源", "资金", None],
        [None, "金额", "率"],
        ["市级", "1,250.50", "<b>97%"],
        [None, "", "5"],
    ]
    spans = {(0, 0): (2, 1), (0, 1): (1, 2), (2, 0): (2, 1)}
    cells = [
        Cell(
            row=y,
            column=x,
            rowspan=spans.get((y, x), (1, 1))[0],
            colspan=spans.get((y, x), (1, 1))[1],
            text=text,
            page=1,
            bbox=(0, 0, 1, 1),
            evidence=[],
        )
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
        if text is not None
    ]
    return Table(
        id="t1", kind="funds", caption="表<1>", unit="元", pages=[1], header_rows=2, rows=rows, cells=cells, evidence=[]
    )


def test_merged_cells_fill_what_they_cover() -> None:
    rows = [["a", None], [None, None], ["b", "c"]]
    assert filled(rows, [(0, 0, 2, 2)]) == [["a", "a"], ["a", "a"], ["b", "c"]]
    assert rows[0][1] is None


def test_header_rows_become_names() -> None:
    rows = [["来源", "资金", "资金", ""], ["来源", "金额", "金额", ""]]
    assert headers(rows, 4) == ["来源", "资金 / 金额", "资金 / 金额 (2)", "列4"]
    assert headers([], 2) == ["列1", "列2"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,250.50", Decimal("1250.50")),
        ("-3", Decimal(-3)),
        ("12,34", "12,34"),
        ("97%", "97%"),
        ("", None),
        (None, None),
        ("—", "—"),
    ],
)
def test_figures(text: str | None, value: object) -> None:
    assert number(text) == value


@needs_pandas
def test_a_table_as_a_frame(table: Table) -> None:
    frame = table.to_frame()
    assert list(frame.columns) == ["来源", "资金 / 金额", "资金 / 率"]
    assert frame.values.tolist() == [["市级", "1,250.50", "<b>97%"], ["市级", "", "5"]]
    numbers = table.to_frame(numbers=True, fill=False)
    assert numbers.iloc[0, 1] == Decimal("1250.50")
    assert numbers.isna().iloc[1].tolist() == [True, True, False]


@needs_pandas
def test_amounts_stay_exact() -> None:
    report = made_report()
    frame = report.money_frame()
    assert frame["yuan"].tolist() == [money.yuan for money in report.money]
    assert frame["page"].tolist() == [money.evidence[0].page for money in report.money]
    assert len(report.findings_frame()) == len(report.findings)
    assert len(report.score_frame()) == len(report.score_items)


@needs_pandas
def test_the_tutorial() -> None:
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        ended = doctest.testfile(str(ROOT / "docs" / "notebook.md"), module_relative=False, encoding="utf-8")
    finally:
        os.chdir(here)
    assert ended.attempted > 10
    assert ended.failed == 0


def test_without_pandas_the_next_step_is_told(monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match=r"extractor\[notebook\]"):
        table.to_frame()


def test_html_shows_spans_and_escapes(table: Table) -> None:
    html = table._repr_html_()
    assert 'rowspan="2"' in html
    assert 'colspan="2"' in html
    assert "&lt;b&gt;97%" in html
    assert "表&lt;1&gt;" in html
    assert "<b>" not in html


def test_a_report_shows_itself() -> None:
    report = made_report()
    report.findings[0].title = "<script>"
    html = report._repr_html_()
    assert "86.5" in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
