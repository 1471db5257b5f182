"""Reading one report and several."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from extractor.cli import read
from extractor.cli.summary import print_summary
from extractor.export.markdown import markdown
from extractor.model.report import Check
from extractor.review.entries import entries
from extractor.sinks.sqlite import load
from extractor.sinks.status import ranges

from tests.batch.test_apart import abort
from tests.cli.conftest import ROOT, Extract
from tests.cli.pdfs import report_pdf, scanned_pdf
from tests.hostile.paper import Paper
from tests.sinks.made import made_report


def test_the_summary_says_what_the_report_is(extract: Extract, report: Path) -> None:
    ended = extract(report)
    assert ended.code == 0
    assert ended.err == ""
    for words in ("云溪县2021年度农村供水工程绩效评价报告", "2021", "86.5 分 良", "合同管理不到位", "第 1 页"):
        assert words in ended.out
    assert "\x1b" not in ended.out


def test_the_summary_tells_of_which_report_a_problem_is(extract: Extract, tmp_path: Path) -> None:
    paper = Paper()
    second = "云溪县2021年度路灯项目绩效评价报告"
    for title, problem in (("云溪县2021年度供水工程绩效评价报告", "水质不达标"), (second, "路灯未亮")):
        paper.page().text(170, 90, title, size=16)
        for place, text in enumerate(
            ("一、概况", "预算80万元。", "二、存在的问题", f"1.{problem}", "三、建议", "1.整改")
        ):
            paper.text(72, 130 + 26 * place, text)
    file = tmp_path / "two.pdf"
    paper.document.save(file)
    lines = [line.strip() for line in extract(file).out.splitlines()]
    at = next(number for number, line in enumerate(lines) if line.startswith("2  路灯未亮"))
    assert lines[at - 1] == second
    assert lines[at - 2].startswith("1  水质不达标")


def test_the_summary_tells_problems_of_one_title_apart(extract: Extract, tmp_path: Path) -> None:
    paper = Paper()
    page = paper.page().text(170, 90, "云溪县2021年度技改资金绩效评价报告", size=16)
    lines = [
        "一、各企业存在的问题",
        "（一）云溪茶业公司",
        "1.未设专账",
        "资金混用。",
        "（二）云溪纸业公司",
        "1.未设专账",
        "资金混用。",
        "2.未组织验收",
        "已投产。",
    ]
    for place, text in enumerate(lines):
        page.text(72, 130 + 26 * place, text)
    file = tmp_path / "two.pdf"
    paper.document.save(file)
    told = [line.strip() for line in extract(file).out.splitlines() if "未设专账" in line or "未组织验收" in line]
    assert [line.endswith(name) for line, name in zip(told, ("云溪茶业公司", "云溪纸业公司"), strict=False)] == [
        True,
        True,
    ]
    assert "公司" not in told[2]


def test_json_is_one_object_and_nothing_else(extract_process: Extract, report: Path) -> None:
    ended = extract_process(report, "--json")
    assert ended.code == 0
    assert ended.err == ""
    read = json.loads(ended.out)
    assert read["report"]["fiscal_year"] == 2021
    assert "320.5万元" in ended.out


def test_the_same_file_gives_the_same_bytes(extract_process: Extract, report: Path) -> None:
    assert extract_process(report, "--json") == extract_process(report, "--json")


def test_jsonl_keeps_the_order_of_the_files(extract: Extract, report: Path, tmp_path: Path) -> None:
    other = report_pdf(tmp_path / "a.pdf", ["青石区2019年度绿化绩效评价报告"])
    ended = extract(report, tmp_path / "missing.pdf", other, "--jsonl")
    assert ended.code == 1
    assert [json.loads(line)["source"]["file"] for line in ended.out.splitlines()] == [str(report), str(other)]
    assert "missing.pdf: there is no such file" in ended.err


def test_json_of_several_files_is_wrong_usage(extract: Extract, report: Path) -> None:
    ended = extract(report, report, "--json")
    assert (ended.code, ended.out) == (2, "")
    assert "--jsonl" in ended.err


def test_a_report_on_standard_input(extract_process: Extract, report: Path) -> None:
    ended = extract_process("-", "--json", stdin=report.read_bytes())
    assert ended.code == 0
    assert json.loads(ended.out)["source"]["file"] == "-"


def test_standard_input_goes_into_the_database(extract_process: Extract, report: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    assert extract_process("-", "--db", database, stdin=report.read_bytes()).code == 0
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT file, status FROM documents").fetchall() == [("-", "ok")]


def test_loading_says_so_on_stderr_alone(extract: Extract, report: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    ended = extract(report, "--db", database)
    assert (ended.code, ended.out) == (0, "")
    assert f"loaded into {database}" in ended.err
    before = database.read_bytes()
    extract(report, "--db", database)
    assert database.read_bytes() == before


def test_options_may_stand_first(extract: Extract, report: Path, tmp_path: Path) -> None:
    assert extract("--json", report).code == 0
    assert extract("--db", tmp_path / "findings.db", "--json", report).code == 0
    assert (tmp_path / "findings.db").exists()


def test_json_and_database_together(extract: Extract, report: Path, tmp_path: Path) -> None:
    ended = extract(report, "--jsonl", "--db", tmp_path / "findings.db")
    assert json.loads(ended.out)
    assert ended.code == 0


def test_the_summary_of_what_was_not_read_counts_nothing(extract: Extract, tmp_path: Path) -> None:
    """Nobody read in it that there are no problems, nor that it is no report."""
    told = extract(scanned_pdf(tmp_path / "scan.pdf"), "--ocr", "never").out
    assert "文字未能读取" in told
    assert "存在的问题" not in told
    assert "不是可识别的绩效报告" not in told


def test_the_summary_says_which_pages_may_hold_more(extract: Extract, tmp_path: Path) -> None:
    paper = Paper().page().text(170, 90, "云溪县2021年度供水工程绩效评价报告", size=16)
    for place, text in enumerate(("一、概况", "预算80万元。", "二、存在的问题", "1.水质不达标", "三、建议", "1.整改")):
        paper.text(72, 130 + 26 * place, text)
    with pymupdf.open(scanned_pdf(tmp_path / "scan.pdf")) as scan:
        paper.document.insert_pdf(scan)
    file = tmp_path / "mixed.pdf"
    paper.document.save(file)
    told = extract(file, "--ocr", "never").out
    assert "存在的问题 1（第 2 页未能读取，可能不全）" in told
    assert "建议 1（第 2 页未能读取，可能不全）" in told


def test_the_summary_parts_what_a_problem_comes_to_from_what_it_names(extract: Extract, tmp_path: Path) -> None:
    paper = Paper().page().text(170, 90, "云溪县2021年度供水工程绩效评价报告", size=16)
    problem = "合同价100万元的水泵中，有12.5万元的设备闲置。"
    for place, text in enumerate(("一、概况", "预算800万元。", "二、存在的问题", "（一）设备闲置", problem)):
        paper.text(72, 130 + 26 * place, text)
    file = tmp_path / "idle.pdf"
    paper.document.save(file)
    assert "涉及金额：125,000 元；文中金额：1,000,000 元" in extract(file).out


@pytest.mark.usefixtures("no_pictures_read")
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere reports are read in the same process")
def test_a_crash_of_the_engine_costs_one_report(
    extract: Extract, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [Path(shutil.copy(report, tmp_path / name)) for name in ("1.pdf", "2.pdf", "3.pdf")]
    reports[1].write_bytes(b"%PDF-1.4 bomb")
    real = read.attempt
    monkeypatch.setattr(
        read, "attempt", lambda source, options: abort() if source == reports[1] else real(source, options)
    )
    ended = extract(*reports, "--jsonl")
    assert ended.code == 1
    assert [json.loads(line)["source"]["file"] for line in ended.out.splitlines()] == [str(reports[0]), str(reports[2])]
    assert "2.pdf: the PDF engine crashed on it (SIGABRT)" in ended.err
    assert extract(reports[1]).code == 3
    extract(*reports, "--db", tmp_path / "findings.db")
    with sqlite3.connect(tmp_path / "findings.db") as connection:
        rows = connection.execute("SELECT status, error_code FROM documents ORDER BY file").fetchall()
    assert rows == [("ok", None), ("failed", "crash")]  # 1.pdf and 3.pdf are the same report


def test_the_gravest_failure_is_told_first_everywhere(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    report = made_report()
    report.checks = [
        Check(
            rule="table_column_sum", status="fail", stated="1", computed="2", message=f"一处{severity}不符。",
            evidence=report.findings[0].evidence, severity=severity,
        )
        for severity in ("light", "ordinary", "serious")
    ]  # fmt: skip
    print_summary(report)
    load(report, tmp_path / "findings.db")
    told = [capfd.readouterr().out, "\n".join(markdown(tmp_path / "findings.db"))]
    told.append("".join(entry.title for entry in entries(report) if entry.kind == "checks"))
    for text in told:
        assert text.index("serious不符") < text.index("ordinary不符") < text.index("light不符")


def test_what_is_said_of_many_pages_is_said_once(extract: Extract, tmp_path: Path) -> None:
    with pymupdf.open(scanned_pdf(tmp_path / "one.pdf")) as scan, pymupdf.open() as many:
        for _ in range(4):
            many.insert_pdf(scan)
        many.save(tmp_path / "four.pdf")
    told = extract(tmp_path / "four.pdf", "--ocr", "never").out
    assert "第1-4页的内容在图片里" in told
    assert told.count("的内容在图片里") == 1


def test_a_scan_is_read_in_part(extract: Extract, tmp_path: Path) -> None:
    ended = extract(scanned_pdf(tmp_path / "scan.pdf"), "--json", "--ocr", "never")
    assert ended.code == 1
    assert json.loads(ended.out)["source"]["text_layer"] == "scanned"
    assert "scan.pdf: read in part: its pages are pictures" in ended.err


def test_control_characters_do_not_reach_the_terminal(extract: Extract, report: Path, tmp_path: Path) -> None:
    place = tmp_path / "a\x1b[31mb.pdf"
    place.write_bytes(report.read_bytes())
    assert "\x1b" not in extract(place).out
    assert "\x1b" not in extract(tmp_path / "no\x1b[31m.pdf").err


@pytest.mark.parametrize(("numbers", "text"), [([1], "1"), ([1, 2, 3], "1-3"), ([1, 3, 4, 9], "1, 3-4, 9")])
def test_ranges(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


def test_a_file_that_is_named_like_an_option(
    extract: Extract, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-x.pdf").write_bytes(report.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert json.loads(extract("--json", "--", "-x.pdf").out)["source"]["file"] == "-x.pdf"
    assert extract("--", "-x.pdf").code == 0


def test_printed_tables_are_a_workbook(extract: Extract, report: Path, tmp_path: Path) -> None:
    ended = extract(report, "--tables", tmp_path / "tables.csv")
    assert ended.code == 2
    assert "tables.csv: the tables become a workbook, so let its name end in .xlsx" in ended.err


@pytest.mark.parametrize(("closed", "code"), [("<&-", 3), (">&-", 2), ("2>&-", 0), ("<&- 2>&-", 3)])
def test_streams_that_are_closed(report: Path, closed: str, code: int) -> None:
    file = "-" if "<" in closed else str(report)
    command = f'"{sys.executable}" -m extractor "{file}" --json {closed}'
    ended = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=180
    )
    assert ended.returncode == code
    assert b"fault" not in ended.stderr
    assert b"Exception" not in ended.stderr
