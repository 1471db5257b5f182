"""Files that cannot be read: one sentence with the next step, the right exit code, nothing half-written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Extract
from tests.cli.pdfs import encrypted_pdf, pageless_pdf, report_pdf, scanned_pdf, truncated_pdf


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def text(path: Path) -> Path:
    path.write_text("绩效评价报告", encoding="utf-8")
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def missing(path: Path) -> Path:
    return path


def locked(path: Path) -> Path:
    return encrypted_pdf(path, "secret")


def unreadable(path: Path) -> Path:
    path.symlink_to(path)
    return path


CASES: list[tuple[Callable[[Path], Path], str, str, bool]] = [
    (missing, "there is no such file", "Check", False),
    (folder, "this is a folder", "extract batch", False),
    (empty, "the file is empty", "again", True),
    (text, "this is not a PDF file", "Give a PDF", True),
    (truncated_pdf, "damaged", "again", True),
    (locked, "encrypted", "--password", True),
    (pageless_pdf, "no pages", "Check", True),
    (unreadable, "cannot be read", "Check", False),
]


@pytest.mark.parametrize(("make", "problem", "next_step", "recorded"), CASES, ids=[case[0].__name__ for case in CASES])
def test_a_file_that_cannot_be_read(
    extract: Extract, tmp_path: Path, make: Callable[[Path], Path], problem: str, next_step: str, recorded: bool
) -> None:
    file = make(tmp_path / "坏.pdf")
    for form in ([], ["--json"], ["--jsonl"]):
        ended = extract(file, *form)
        assert (ended.code, ended.out) == (3, "")
        assert len(ended.err.splitlines()) == 1
        for words in ("坏.pdf", problem, next_step):
            assert words in ended.err
    database = tmp_path / "findings.db"
    assert extract(file, "--db", database).code == 3
    assert database.exists() is recorded
    if recorded:
        with sqlite3.connect(database) as connection:
            rows = connection.execute("SELECT file, status, error FROM documents").fetchall()
            assert [row[:2] for row in rows] == [(str(file), "failed")]
            assert problem in rows[0][2]
            assert connection.execute("SELECT count(*) FROM pages").fetchone() == (0,)


def test_the_password_opens_it(extract: Extract, tmp_path: Path) -> None:
    file = encrypted_pdf(tmp_path / "locked.pdf", "secret")
    ended = extract(file, "--json", "--password", "secret")
    assert ended.code == 0
    assert json.loads(ended.out)["report"]["fiscal_year"] == 2021
    wrong = extract(file, "--password", "wrong")
    assert wrong.code == 3
    assert "the password does not open" in wrong.err
    assert "wrong" not in wrong.err


def test_one_bad_file_among_good_ones(extract: Extract, report: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    ended = extract(empty(tmp_path / "empty.pdf"), report, "--db", database)
    assert ended.code == 1
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT status FROM documents ORDER BY status").fetchall() == [("failed",), ("ok",)]


def test_a_scan_is_recorded_as_partial(extract: Extract, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    ended = extract(scanned_pdf(tmp_path / "scan.pdf"), "--db", database, "--ocr", "never")
    assert ended.code == 1
    assert "With --ocr auto" in ended.err
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT status, text_layer FROM documents").fetchall() == [("partial", "scanned")]


def test_something_else_than_a_report_is_read_with_an_issue(extract: Extract, tmp_path: Path) -> None:
    file = report_pdf(tmp_path / "letter.pdf", ["关于召开春季运动会的通知", "各班级：", "运动会定于2023年4月8日举行。"])
    ended = extract(file, "--json")
    read = json.loads(ended.out)
    assert read["report"]["report_type"] is None
    assert read["issues"]
    assert read["dates"][0]["start"] == "2023-04-08"
    assert ended.code in {0, 1}


def test_an_unusable_database_ends_before_anything_is_read(extract: Extract, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    for database, words in [(other, "not a findings database"), (tmp_path / "no" / "x.db", "there is no folder")]:
        ended = extract(report, "--json", "--db", database)
        assert (ended.code, ended.out) == (2, "")
        assert words in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--nonsense"],
        ["batch"],
        ["batch", "."],
        ["batch", "/no/such/place", "--db", "x.db"],
        ["batch", "", "--db", "x.db"],
        ["sql"],
        ["sql", "no.db", "SELECT 1"],
        ["search", "no.db", "词"],
        ["compare", "no.db"],
        ["compare", "no.db", "--by", "weather"],
        ["schema", "extra"],
        ["-", "-"],
    ],
    ids=" ".join,
)
def test_wrong_usage(extract: Extract, arguments: list[str]) -> None:
    ended = extract(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_without_end_is_no_pdf(extract: Extract) -> None:
    ended = extract("/dev/zero", "--json")
    assert (ended.code, ended.out) == (3, "")
    assert "/dev/zero: this is not a PDF file" in ended.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["serach", "x.db", "词"],
            "there is no such file or command. Did you mean: extract search? See: extract --help",
        ),
        (["aply-review", "x.json"], "Did you mean: extract apply-review?"),
        (["--tabels"], "Did you mean '--tables'? See:"),
        (["review", "{report}", "-o", "{tmp}/no/x.html"], "{tmp}/no/x.html: there is no folder {tmp}/no. Create it"),
        (["check", "{report}", "--pictures", "{report}"], "{report}: a file stands where a folder is needed."),
        (["explain", "{report}", "--png", "{tmp}/x.jpg"], "{tmp}/x.jpg: the picture is a PNG"),
    ],
)
def test_what_is_wrong_is_told_with_the_next_step(
    extract: Extract, tmp_path: Path, arguments: list[str], words: str
) -> None:
    lines = ["云溪县2021年度供水工程绩效评价报告", "预算安排100万元，实际支出80万元，预算执行率为98%。"]
    report = report_pdf(tmp_path / "report.pdf", lines)  # a check fails
    ended = extract(*(each.format(report=report, tmp=tmp_path) for each in arguments))
    assert ended.code == 2
    assert words.format(report=report, tmp=tmp_path) in ended.err


def test_a_missing_file_is_no_command(extract: Extract) -> None:
    ended = extract("annual")
    assert (ended.code, ended.err) == (3, "extract: annual: there is no such file. Check the path.\n")
