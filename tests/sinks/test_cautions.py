"""预算执行率 by project and year; the same report twice; documents taken out."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from extractor.errors import DatabaseError
from extractor.sinks.cautions import cautions
from extractor.sinks.search import search
from extractor.sinks.sqlite import load, remove

from tests.cli.conftest import Extract, extract, report
from tests.sinks.made import made_execution, made_report

__all__ = ["extract", "report"]


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Reports of three years, that of 2022 twice, and of that year the unit's own evaluation."""
    path = tmp_path / "findings.db"
    for name, year, salt, kind in (
        ("2021.pdf", 2021, "", "finance"),
        ("2022.pdf", 2022, "", "finance"),
        ("2022 再版.pdf", 2022, "again", "finance"),
        ("2022 自评.pdf", 2022, "own", "self"),
        ("2023.pdf", 2023, "", "finance"),
    ):
        report = made_report(name, year=year, salt=salt)
        report.report.project_key, report.report.evaluation_kind = "农村公路养护", kind  # type: ignore[assignment]
        load(report, path)
    return path


def test_the_rate_of_the_whole_is_told_with_what_its_amounts_make(tmp_path: Path) -> None:
    path = tmp_path / "findings.db"
    for year, rate in ((2023, "85.5"), (2022, "58.5")):
        report = made_report(f"{year}.pdf", year=year)
        report.executions = [made_execution(rate=rate), made_execution("其中：财政拨款", is_total=False)]
        load(report, path)
    told = ask(
        path, "SELECT fiscal_year, budget_name, budget_yuan, paid_yuan, rate, computed_rate FROM budget_execution"
    )
    assert told == [
        (2022, "全年预算数", "2000000", "1710000", 58.5, 85.5),
        (2023, "全年预算数", "2000000", "1710000", 85.5, 85.5),
    ]
    assert ask(path, "SELECT count(*) FROM executions") == [(4,)]


def test_a_report_that_is_there_twice_is_told(database: Path) -> None:
    assert ask(database, "SELECT fiscal_year, file FROM same_reports") == [(2022, "2022 再版.pdf"), (2022, "2022.pdf")]
    assert cautions(database).sentences == [
        "2 of 5 reports seem to be prints or versions of one another, and each counts: see the view same_reports; "
        "extract remove takes one out"
    ]
    assert cautions(database).note == "其中 2 份看来是同一报告的不同打印件或版本，统计时各算一份。"
    assert cautions(database, ["year=2021"]) == (1, 0, 0, 0)
    assert cautions(database, ["year=2021"]).note == ""
    assert cautions(database, ["region=无此县"]).sentences[0].startswith("no report is like that")


def test_the_comparison_says_it_on_stderr_alone(extract: Extract, database: Path) -> None:
    for form in ((), ("--json",), ("--csv",)):
        ended = extract("compare", database, "--by", "year", *form)
        assert "2 of 5 reports seem to be" in ended.err
        assert "seem to be" not in ended.out
    assert "2 of 5 reports seem to be" in extract("repeat", database).err
    assert extract("compare", database, "--where", "year=2021").err == ""
    page = database.with_suffix(".html")
    assert "2 of 5 reports seem to be" in extract("compare", database, "--html", page).err
    assert "其中 2 份看来是同一报告" in page.read_text(encoding="utf-8")


def test_a_report_read_in_part_is_told(extract: Extract, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    report = made_report()
    report.pages[0].text_layer, report.pages[0].text = "scanned", ""
    report.source.text_layer = "none"
    load(report, database)
    assert "1 of 1 reports were read in part or not at all" in extract("compare", database).err


def test_what_is_no_performance_report_is_told(extract: Extract, database: Path) -> None:
    other = made_report("合同.pdf", year=2021, salt="contract")
    other.report.report_type = None
    load(other, database)
    asked = ("compare", database, "--by", "year")
    assert "1 of 6 were not recognised as performance reports, and each counts" in extract(*asked).err
    assert "1 份未识别为绩效评价报告或自评报告" in cautions(database).note
    assert cautions(database, ["type=evaluation,self_evaluation"]) == (5, 2, 0, 0)


def test_a_report_taken_out_leaves_nothing_behind(extract: Extract, database: Path) -> None:
    (key,) = ask(database, "SELECT id FROM documents WHERE file = '2022 再版.pdf'")[0]
    before = search(database, "闲置", 50)[1]
    ended = extract("remove", database, "2022 再版.pdf")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.endswith("1 taken out\n")
    assert ask(database, "SELECT count(*) FROM documents") == [(4,)]
    assert ask(database, f"SELECT count(*) FROM findings WHERE document_id = '{key}'") == [(0,)]
    assert search(database, "闲置", 50)[1] < before
    assert ask(database, "PRAGMA foreign_key_check") == []
    assert cautions(database) == (4, 0, 0, 0)


def test_a_report_is_taken_out_by_its_id_and_all_or_none(extract: Extract, database: Path) -> None:
    ids = [str(key) for (key,) in ask(database, "SELECT id FROM documents ORDER BY file")]
    with pytest.raises(DatabaseError, match="no document of the database lies there"):
        remove(database, [ids[0], "没有.pdf"])
    assert ask(database, "SELECT count(*) FROM documents") == [(5,)]
    assert len(remove(database, ids[:2])) == 2
    assert ask(database, "SELECT count(*) FROM documents") == [(3,)]
    assert extract("remove", database).code == 2
    assert extract("remove", database.parent / "none.db", "x").code == 2


def test_what_is_gone_is_taken_out_when_asked(extract: Extract, report: Path, tmp_path: Path) -> None:
    database, folder = tmp_path / "findings.db", tmp_path / "reports"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(report.read_bytes() + name.encode())
    extract("batch", folder, "--db", database)
    extract("batch", folder, "--db", database)
    assert "0 taken out" in extract("remove", database, "--missing").err
    (folder / "a.pdf").unlink()
    extract("batch", folder, "--db", database)
    assert "1 taken out" in extract("remove", database, "--missing").err
    assert [Path(str(file)).name for (file,) in ask(database, "SELECT file FROM documents")] == ["b.pdf"]


def test_what_was_taken_out_stays_out_of_batches_until_it_is_named(
    extract: Extract, report: Path, tmp_path: Path
) -> None:
    database, folder = tmp_path / "findings.db", tmp_path / "reports"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(report.read_bytes() + name.encode())
    extract("batch", folder, "--db", database)
    whole = ask(database, "SELECT id, digest FROM documents ORDER BY id")
    assert "a batch leaves" in extract("remove", database, folder / "a.pdf").err
    (folder / "copy.pdf").write_bytes((folder / "a.pdf").read_bytes())
    again = extract("batch", folder, "--db", database)
    assert (again.code, "2 taken out before" in again.err) == (0, True)
    assert ask(database, "SELECT count(*) FROM documents") == [(1,)]
    assert [Path(str(file)).name for (file,) in ask(database, "SELECT file FROM removed")] == ["a.pdf"]
    (folder / "a.pdf").write_bytes(report.read_bytes() + b"another")  # other content is another report
    extract("batch", folder, "--db", database)
    assert ask(database, "SELECT count(*) FROM documents") == [(2,)]
    extract(folder / "copy.pdf", "--db", database)
    assert set(whole) < set(ask(database, "SELECT id, digest FROM documents"))
    assert ask(database, "SELECT count(*) FROM removed") == [(0,)]


def test_what_was_gone_is_read_where_it_comes_back(extract: Extract, report: Path, tmp_path: Path) -> None:
    database, folder = tmp_path / "findings.db", tmp_path / "reports"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(report.read_bytes() + name.encode())
    extract("batch", folder, "--db", database)
    (folder / "a.pdf").rename(tmp_path / "a.pdf")
    extract("batch", folder, "--db", database)
    assert "1 taken out" in extract("remove", database, "--missing").err
    (tmp_path / "a.pdf").rename(folder / "a.pdf")
    extract("batch", folder, "--db", database)
    assert ask(database, "SELECT count(*) FROM documents") == [(2,)]
