"""CSV and Markdown: what a spreadsheet or a reader would take for more than text is text."""

from __future__ import annotations

import csv
from pathlib import Path

import click
import pytest
from extractor.cli.export import export_database
from extractor.errors import DocumentError, EncryptedPdf
from extractor.export.csvfiles import write_csv_files
from extractor.export.markdown import escaped, markdown
from extractor.model.report import Check, Issue
from extractor.model.words import FAILURES
from extractor.sinks.sqlite import load, load_failure

from tests.sinks.made import made_execution, made_report


@pytest.fixture
def database(tmp_path: Path) -> Path:
    report = made_report()
    report.findings[0].title = "=cmd|'/c calc'!A1"
    report.findings[1].title = "<script>alert(1)</script> [x](javascript:y)"
    report.findings[0].remedied = "partly"
    load(report, tmp_path / "findings.db")
    return tmp_path / "findings.db"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_for_every_kind(database: Path, tmp_path: Path) -> None:
    rows = write_csv_files(database, tmp_path / "csv")
    files = sorted((tmp_path / "csv").glob("*.csv"))
    assert {"findings.csv", "money.csv", "documents.csv"} <= {file.name for file in files}
    assert sum(len(read(file)) for file in files) == rows
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in files)


def test_amounts_keep_their_digits(database: Path, tmp_path: Path) -> None:
    write_csv_files(database, tmp_path / "csv")
    amounts = [(row["元"], row["万元"]) for row in read(tmp_path / "csv" / "money.csv")]
    assert ("12345000", "1234.5") in amounts
    assert ("0.123456", "0.0000123456") in amounts


def test_what_was_put_right_is_told(database: Path, tmp_path: Path) -> None:
    write_csv_files(database, tmp_path / "csv")
    assert [row["整改"] for row in read(tmp_path / "csv" / "findings.csv")][:2] == ["部分整改", ""]
    assert "部分整改" in "\n".join(markdown(database))


def test_formulas_are_made_text(database: Path, tmp_path: Path) -> None:
    write_csv_files(database, tmp_path / "csv")
    assert read(tmp_path / "csv" / "findings.csv")[0]["问题"].startswith("'=cmd")


def test_markdown_holds_no_markup_of_a_report(database: Path) -> None:
    text = "\n".join(markdown(database))
    assert "存在的问题" in text
    assert "<script>" not in text
    assert "\\[x\\](javascript" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1. 合同", "1\\. 合同"), ("- a", "\\- a"), ("a*b_c", "a\\*b\\_c"), ("一\n二", "一 二"), ("# x", "\\# x")],
)
def test_escaping(text: str, expected: str) -> None:
    assert escaped(text) == expected


def test_why_a_file_is_not_whole_is_told_in_the_words_of_the_reader(tmp_path: Path) -> None:
    path, report = tmp_path / "findings.db", made_report("torn.pdf")
    report.issues = [
        Issue(severity="error", code="damaged_page", message=f"第{page}页已损坏，无法读取", page=page)
        for page in (3, 4)
    ]
    load(report, path)
    load_failure(EncryptedPdf("locked.pdf", "the PDF is encrypted", "Give its password."), path)
    write_csv_files(path, tmp_path / "csv")
    told = {row["文件"]: row["说明"] for row in read(tmp_path / "csv" / "documents.csv")}
    assert told == {
        "torn.pdf": "第3页已损坏，无法读取，等2处",
        "locked.pdf": "PDF 已加密，请以 --password 提供密码再读",
    }
    assert "- 状态：未能完整读取（第3页已损坏，无法读取，等2处），所列可能不全" in list(markdown(path))


def test_every_failure_has_words() -> None:
    codes = {kind.code for kind in DocumentError.__subclasses__()}
    assert codes - {"missing_page"} == FAILURES.keys()  # of one page that was asked for: no file ends so


def test_a_score_has_its_page_and_an_amount_the_number_of_its_table(database: Path, tmp_path: Path) -> None:
    write_csv_files(database, tmp_path / "csv")
    (score,) = read(tmp_path / "csv" / "overall_scores.csv")
    assert (score["得分"], score["等级"], score["页"]) == ("86.5", "良", "1")
    assert "- 综合得分：86.5 分 良（第 1 页）" in list(markdown(database))
    tables = {row["序号"] for row in read(tmp_path / "csv" / "tables.csv")}
    assert {row["表"] for row in read(tmp_path / "csv" / "money.csv")} <= tables | {""}


def test_markdown_tells_what_was_not_read(tmp_path: Path) -> None:
    """A file without problems below its name is not one in which nothing was found."""
    path, report = tmp_path / "findings.db", made_report("scan.pdf")
    report.pages[0].text_layer, report.pages[0].text, report.source.text_layer = "scanned", "", "none"
    load(report, path)
    load_failure(EncryptedPdf("locked.pdf", "the PDF is encrypted", "Give its password."), path)
    lines = list(markdown(path))
    assert "- 状态：未能完整读取（有页没有文字），所列可能不全" in lines
    assert lines[-2:] == ["\n## 未能读取的文件\n", "- locked.pdf：PDF 已加密，请以 --password 提供密码再读"]


def test_markdown_is_no_workbook(database: Path, tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="--markdown writes no workbook"):
        export_database(str(database), str(tmp_path / "out.xlsx"), None, as_markdown=True)
    assert not (tmp_path / "out.xlsx").exists()


def test_the_gravest_checks_come_first_and_rates_stand_beside_their_amounts(tmp_path: Path) -> None:
    report = made_report()
    report.executions = [made_execution(rate="58.5")]
    failed = Check(
        rule="column_sum", status="fail", stated="1", computed="2", message="m", evidence=[], severity="light"
    )
    grave = failed.model_copy(update={"severity": "serious", "message": "n"})
    report.checks = [failed.model_copy(update={"status": "pass", "severity": None}), failed, grave]
    load(report, tmp_path / "findings.db")
    write_csv_files(tmp_path / "findings.db", tmp_path / "csv")
    told = [(row["判断"], row["程度"]) for row in read(tmp_path / "csv" / "checks.csv")]
    assert told == [("不符", "严重"), ("不符", "较轻"), ("相符", "")]
    (row,) = read(tmp_path / "csv" / "executions.csv")
    assert (row["预算（元）"], row["执行率（%）"], row["计算执行率（%）"]) == ("2000000", "58.5", "85.5")
