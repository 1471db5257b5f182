"""Workbooks as Excel reads them: numbers, dates, text that stays text, links to the page."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from extractor.export.printed import write_tables
from extractor.export.workbook import write_workbook
from extractor.model.report import Cell, Report, Table
from extractor.sinks.sqlite import load

from tests.sinks.made import made_report

pytest.importorskip("xlsxwriter", reason="pip install extractor[excel]")
openpyxl = pytest.importorskip("openpyxl", reason="reads the workbooks back")

FORMULA = '=HYPERLINK("http://x.example","合同")'


@pytest.fixture
def report() -> Report:
    made = made_report("=1+1.pdf")
    made.findings[0].title = FORMULA
    made.findings[1].title = "http://x.example/资产"
    made.findings[1].text = "闲" * 40_000
    return made


@pytest.fixture
def book(report: Report, tmp_path: Path) -> Any:
    load(report, tmp_path / "findings.db")
    write_workbook(tmp_path / "findings.db", tmp_path / "out.xlsx")
    return openpyxl.load_workbook(tmp_path / "out.xlsx")


def column(sheet: Any, header: str) -> list[Any]:
    (found,) = (cell.column for cell in sheet[1] if cell.value == header)
    return [row[0] for row in sheet.iter_rows(min_row=2, min_col=found, max_col=found)]


def test_amounts_are_numbers_in_yuan_and_in_wan(book: Any, report: Report) -> None:
    cells, in_wan = column(book["金额"], "元"), column(book["金额"], "万元")
    assert [Decimal(str(cell.value)) for cell in cells] == [money.yuan for money in report.money]
    assert [Decimal(str(cell.value)) * 10_000 for cell in in_wan] == [money.yuan for money in report.money]
    assert all("#,##0" in cell.number_format for cell in cells + in_wan)


def test_dates_are_dates_and_codes_are_text(book: Any) -> None:
    (start,) = column(book["日期"], "起")
    assert start.value == datetime(2022, 1, 1)
    (code,) = column(book["报告"], "地区代码")
    assert (code.value, code.data_type) == ("520199", "s")
    number, *_ = column(book["文号"], "序号")
    assert (number.value, number.data_type) == ("7", "s")


def test_formulas_and_addresses_stay_text(book: Any) -> None:
    titles = column(book["问题"], "问题")
    assert titles[0].value == FORMULA
    assert [cell.data_type for cell in titles] == ["s", "s"]
    assert [cell.hyperlink for cell in titles] == [None, None]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_long_texts_are_cut_to_what_a_cell_holds(book: Any) -> None:
    text = column(book["问题"], "全文")[1].value
    assert len(text) == 32_767
    assert text.endswith("闲…")


def test_headers_stay_in_sight_and_filter(book: Any) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_sheets_print_as_wide_as_the_paper_with_their_heads(book: Any) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$1:$1")
        for cell in sheet[1]:
            wide = [d.width for d in sheet.column_dimensions.values() if d.min <= cell.column <= d.max]
            assert wide[0] >= 2 * len(cell.value), cell.value  # a Han character is two digits wide


def test_rules_are_told_in_words(tmp_path: Path) -> None:
    made = made_report("a.pdf")
    made.checks[0].rule = "column_sum"
    load(made, tmp_path / "findings.db")
    write_workbook(tmp_path / "findings.db", tmp_path / "out.xlsx")
    assert column(openpyxl.load_workbook(tmp_path / "out.xlsx")["校验"], "规则")[0].value == "表：列合计"


def test_rows_lead_back_to_file_and_page(tmp_path: Path) -> None:
    report = made_report("报告 1.pdf")
    file = tmp_path / "报告 1.pdf"
    file.write_bytes(b"%PDF-1.7")
    load(report, tmp_path / "findings.db", path=file)
    write_workbook(tmp_path / "findings.db", tmp_path / "out.xlsx")
    link = column(openpyxl.load_workbook(tmp_path / "out.xlsx")["金额"], "文件")[0].hyperlink
    assert link.target.lower() == file.as_uri().lower()
    assert link.location == "page=1"
    with sqlite3.connect(tmp_path / "findings.db") as connection:  # it lay elsewhere once
        gone = "INSERT INTO files SELECT '/a/gone.pdf', document_id, 1 FROM files"
        connection.execute(gone)
    write_workbook(tmp_path / "findings.db", tmp_path / "out.xlsx")
    link = column(openpyxl.load_workbook(tmp_path / "out.xlsx")["金额"], "文件")[0].hyperlink
    assert link.target.lower() == file.as_uri().lower()


def test_the_same_database_gives_the_same_workbook(report: Report, tmp_path: Path) -> None:
    load(report, tmp_path / "findings.db")
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / "findings.db", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_an_amount_too_long_for_excel_is_text(tmp_path: Path) -> None:
    report = made_report()
    report.money[0].yuan = Decimal("12345678901234.5678")
    load(report, tmp_path / "findings.db")
    write_workbook(tmp_path / "findings.db", tmp_path / "out.xlsx")
    cell = column(openpyxl.load_workbook(tmp_path / "out.xlsx")["金额"], "元")[0]
    assert (cell.value, cell.data_type) == ("12345678901234.5678", "s")


def table(rows: list[list[str | None]], spans: dict[tuple[int, int], tuple[int, int]]) -> Table:
    cells = [
        Cell(
            row=r,
            column=c,
            rowspan=spans.get((r, c), (1, 1))[0],
            colspan=spans.get((r, c), (1, 1))[1],
            text=text,
            page=3,
            bbox=(0, 0, 1, 1),
            evidence=[],
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text is not None
    ]
    return Table(
        id="t1",
        kind="funds",
        caption="表1 资金/使用*情况",
        unit="万元",
        pages=[3],
        header_rows=2,
        rows=rows,
        cells=cells,
        evidence=[],
    )


def test_rows_are_as_tall_as_their_text(tmp_path: Path) -> None:
    """Not every program fits rows to their text, and none does for merged cells."""
    long = "评价组抽查了各乡镇的支出凭证和验收资料，" * 6
    rows: list[list[str | None]] = [["指标", "说明"], ["决策", "短"], ["决策", long], [long, "短"], [None, "短"]]
    report = made_report()
    report.tables = [table(rows, {(3, 0): (2, 1)})]
    write_tables(report, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    head, short, tall, *merged = (sheet.row_dimensions[row].height for row in range(3, 8))
    assert head == short < 20
    assert tall > 5 * 13
    assert sum(merged) == pytest.approx(tall, abs=1.5)


def test_tables_as_printed(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["项目", "资金", None],
        [None, "预算", "执行率"],
        ["=1+1", "1,250.50", "97.60%"],
        ["0012", "-", "2860"],
    ]
    report = made_report()
    report.tables = [table(rows, {(0, 0): (2, 1), (0, 1): (1, 2)})]
    assert write_tables(report, tmp_path / "t.xlsx") == 1
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:C1", "A3:A4", "B3:C3"}
    assert sheet["A1"].value == "表1 资金/使用*情况"
    assert [(cell.value, cell.data_type) for cell in sheet[5]] == [("=1+1", "s"), (1250.5, "n"), (0.976, "n")]
    assert [cell.number_format for cell in sheet[5]][1:] == ["#,##0.00", "0.00%"]
    assert [(cell.value, cell.data_type) for cell in sheet[6]] == [("0012", "s"), ("-", "s"), (2860, "n")]
