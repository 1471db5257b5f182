"""The findings database as users meet it: exact values, loading twice, changed files, other programs' files."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from extractor.errors import DatabaseError, EncryptedPdf, MissingDocument, ReadingFault
from extractor.model.report import Report, Seal
from extractor.sinks.columns import fen_of
from extractor.sinks.database import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    check_target,
    migrate,
    reading,
    schema_sql,
    statements,
    writing,
)
from extractor.sinks.rows import COLUMNS, DOCUMENT_COLUMNS
from extractor.sinks.sqlite import load, load_failure

from tests.sinks.made import LINES, made_report, text_of


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "findings.db"


def ask(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(sql, values).fetchall()


def everything(database: Path) -> list[str]:
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


def test_documents_hold_what_the_head_says(database: Path) -> None:
    report = made_report()
    load(report, database)
    row = ask(
        database,
        "SELECT sha256, file, title, report_type, fiscal_year, region_code, region_name, project_name, evaluator,"
        " report_date, overall_score, grade, status, error FROM documents",
    )
    assert row == [
        (
            report.source.sha256,
            "made.pdf",
            "红枫区2022年度农村公路养护资金绩效评价报告",
            "evaluation",
            2022,
            "520199",
            "黔南市红枫区",
            "农村公路养护资金",
            "青岩会计师事务所",
            "2023-06-30",
            86.5,
            "良",
            "ok",
            None,
        )
    ]


def test_money_is_exact_and_fen_is_whole_or_missing_with_an_issue(database: Path) -> None:
    load(made_report(), database)
    assert ask(database, "SELECT text, yuan, fen, unit FROM money ORDER BY number") == [
        ("1,234.5万元", "12345000", 1234500000, "万元"),
        ("0.123456元", "0.123456", None, "元"),
    ]
    assert ask(database, "SELECT code, page FROM issues WHERE code = 'no_whole_fen'") == [("no_whole_fen", 1)]


def test_seals_stand_with_their_page_and_box(database: Path) -> None:
    report = made_report()
    seals = [
        Seal(seal_text="红枫区财政局", confidence=0.98, bbox=(380.0, 600.0, 500.0, 720.0)),
        Seal(seal_text=None, confidence=None, bbox=(60.0, 80.0, 240.0, 120.0)),
    ]
    sealed = report.pages[0].model_copy(update={"seals": seals})
    load(report.model_copy(update={"pages": [sealed, *report.pages[1:]]}), database)
    assert ask(database, "SELECT number, page, x0, y1, seal_text, confidence FROM seals ORDER BY number") == [
        (1, 1, 380.0, 720.0, "红枫区财政局", 0.98),
        (2, 1, 60.0, 120.0, None, None),
    ]


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [
        ("0.01", 1),
        ("-3.5", -350),
        ("0.005", None),
        ("92233720368547758.07", 2**63 - 1),
        ("92233720368547758.08", None),
    ],
)
def test_fen(yuan: str, fen: int | None) -> None:
    assert fen_of(Decimal(yuan)) == fen


def test_evidence_quotes_the_stored_page(database: Path) -> None:
    load(made_report(), database)
    for table in ("money", "dates", "document_numbers", "findings", "recommendations", "overall_scores"):
        quoted = ask(
            database,
            f"SELECT substr(p.text, e.value ->> 'start' + 1, (e.value ->> 'end') - (e.value ->> 'start')), t.page,"
            f" e.value ->> 'page' FROM {table} AS t, json_each(t.evidence) AS e"
            " JOIN pages AS p ON p.document_id = t.document_id AND p.page = e.value ->> 'page'",
        )
        assert quoted
        assert all(words and words in text_of(2022) and page == at for words, page, at in quoted)
    assert ask(database, "SELECT page, x0, y0 FROM money WHERE number = 1") == [(1, 72.0, 160.0)]


def test_money_of_a_finding_is_linked_to_the_amount_inside_it(database: Path) -> None:
    load(made_report(), database)
    assert ask(
        database,
        "SELECT f.title, m.text FROM finding_money AS l JOIN findings AS f ON (f.document_id, f.id) ="
        " (l.document_id, l.finding_id) JOIN money AS m ON (m.document_id, m.number) = (l.document_id, l.money_number)",
    ) == [("合同管理不到位", "1,234.5万元"), ("合同管理不到位", "0.123456元")]


def test_a_recommendation_is_linked_to_known_findings_only(database: Path) -> None:
    load(made_report(), database)
    assert ask(database, "SELECT recommendation, finding_id FROM recommendation_findings") == [(1, "f1")]


def test_the_same_report_twice_changes_not_a_byte(database: Path) -> None:
    load(made_report(), database)
    before, content = everything(database), database.read_bytes()
    load(made_report(), database)
    assert everything(database) == before
    assert database.read_bytes() == content


def test_rows_do_not_depend_on_the_order_of_loading(tmp_path: Path) -> None:
    reports = [made_report(f"{year}.pdf", year=year) for year in (2020, 2021, 2022)]
    dumps = []
    for name, order in (("a.db", reports), ("b.db", reversed(reports))):
        for report in order:
            load(report, tmp_path / name)
        tables = [*COLUMNS, "documents", "regions", "categories", "runs", "search_entries"]
        dumps.append([sorted(ask(tmp_path / name, f"SELECT * FROM {table}"), key=repr) for table in tables])
    assert dumps[0] == dumps[1]


def test_a_changed_file_replaces_its_old_records(database: Path, tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(b"%PDF-")
    load(made_report(year=2021), database, path=place)
    load(made_report(year=2022), database, path=place)
    assert ask(database, "SELECT fiscal_year FROM documents") == [(2022,)]
    assert ask(database, "SELECT count(*) FROM findings") == [(2,)]
    assert ask(database, "PRAGMA foreign_key_check") == []


def vocabulary(database: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    connection.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab (main, search_index, instance)")
    return connection.execute("SELECT * FROM temp.v ORDER BY 1, 2, 3, 4").fetchall()


def test_the_search_index_forgets_what_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(b"%PDF-")
    for year in (2021, 2022):
        load(made_report(year=year), tmp_path / "changed.db", path=place)
    load(made_report(year=2022), tmp_path / "fresh.db")
    assert vocabulary(tmp_path / "changed.db") == vocabulary(tmp_path / "fresh.db") != []


def test_a_changed_file_keeps_what_lies_in_another_file_too(database: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for place in (first, second):
        place.write_bytes(b"%PDF-")
        load(made_report(year=2021), database, path=place)
    load(made_report(year=2022), database, path=first)
    assert ask(database, "SELECT fiscal_year FROM documents ORDER BY 1") == [(2021,), (2022,)]
    assert ask(database, "SELECT count(*) FROM files") == [(2,)]


def test_a_report_knows_its_file_by_the_content(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.pdf").write_bytes(f"{text_of(2022)}520199".encode())  # the content that made_report hashes
    load(made_report("report.pdf", year=2022), database)
    load(made_report("report.pdf", year=2021), database)  # another report of that name, from elsewhere
    assert ask(database, "SELECT count(*) FROM documents") == [(2,)]
    assert ask(database, "SELECT path FROM files") == [(str(tmp_path / "report.pdf"),)]


def test_reports_of_one_name_from_nowhere_are_both_kept(database: Path) -> None:
    load(made_report("-", year=2021), database)
    load(made_report("-", year=2022), database)
    assert ask(database, "SELECT count(*) FROM documents") == [(2,)]


def test_a_newer_reading_replaces_the_older_whole(database: Path) -> None:
    load(made_report(), database)
    newer = made_report()
    newer.source.patterns_version = "newer"
    newer.findings.pop()
    load(newer, database)
    assert ask(database, "SELECT count(*) FROM findings") == [(1,)]
    assert ask(database, "SELECT patterns_version FROM runs") == [("newer",)]
    assert ask(database, "SELECT code FROM categories") == [("6.1",), ("6.4",)]
    newer.findings[0].secondary = []
    load(newer, database)
    assert ask(database, "SELECT code FROM categories") == [("6.4",)]


def test_a_region_that_was_renamed_has_both_names(database: Path) -> None:
    load(made_report(year=2019, region="黔南市红枫县"), database)
    load(made_report(year=2022), database)
    assert ask(database, "SELECT name FROM regions ORDER BY name") == [("黔南市红枫区",), ("黔南市红枫县",)]


def test_nothing_is_half_written(database: Path) -> None:
    broken = made_report()
    broken.sections.append(broken.sections[0])  # two sections of one id
    load(made_report(year=2020), database)
    before = everything(database)
    with pytest.raises(ReadingFault, match=r"made\.pdf: its records contradict each other"):
        load(broken, database)
    assert everything(database) == before


def test_a_failure_is_recorded_and_then_replaced_by_the_reading(database: Path, tmp_path: Path) -> None:
    place = tmp_path / "locked.pdf"
    report = made_report(str(place))
    place.write_bytes(f"{text_of(2022)}520199".encode())  # the content that made_report hashes
    error = EncryptedPdf(str(place), "the PDF is encrypted", "Give its password with --password.")
    load_failure(error, database)
    assert ask(database, "SELECT sha256, status, error_code, error FROM documents") == [
        (report.source.sha256, "failed", "encrypted", "the PDF is encrypted. Give its password with --password.")
    ]
    before = everything(database)
    load_failure(error, database)
    assert everything(database) == before
    load(report, database)
    assert ask(database, "SELECT status, error FROM documents") == [("ok", None)]


def test_a_failure_does_not_destroy_an_earlier_reading(database: Path, tmp_path: Path) -> None:
    place = tmp_path / "locked.pdf"
    place.write_bytes(f"{text_of(2022)}520199".encode())
    load(made_report(str(place)), database)
    load_failure(EncryptedPdf(str(place), "the PDF is encrypted", "Give its password."), database)
    assert ask(database, "SELECT status FROM documents") == [("ok",)]
    assert ask(database, "SELECT count(*) FROM findings") == [(2,)]


def test_a_file_without_content_fails_under_its_name(database: Path) -> None:
    load_failure(MissingDocument("gone.pdf", "there is no such file", "Check the path."), database)
    assert ask(database, "SELECT sha256, file, status FROM documents") == [(None, "gone.pdf", "failed")]


@pytest.mark.parametrize(
    ("layer", "text", "status"),
    [("scanned", "", "partial"), ("scanned", "一、基本情况", "ok"), ("born_digital", "一、基本情况", "ok")],
)
def test_a_scanned_page_without_text_makes_a_document_partial(
    database: Path, layer: str, text: str, status: str
) -> None:
    """A scanned page that was read from its picture has text; one that was not leaves a gap."""
    report = Report.model_validate_json(made_report().model_dump_json())
    report.pages[0].text_layer = layer  # type: ignore[assignment]
    report.pages[0].text = text
    load(report, database)
    assert ask(database, "SELECT status FROM documents") == [(status,)]


def test_views_count_across_years_and_regions(database: Path) -> None:
    for year in (2020, 2021):
        load(made_report(year=year), database)
    load(made_report(year=2021, salt="another"), database)
    assert ask(
        database,
        "SELECT fiscal_year, category_name, findings, reports_with_it, reports, share_of_reports"
        " FROM findings_by_year_region WHERE region_code = '520199' ORDER BY 1, 2",
    ) == [
        (2020, "未分类", 1, 1, 1, 1.0),
        (2020, "签署不规范", 1, 1, 1, 1.0),
        (2021, "未分类", 2, 2, 2, 1.0),
        (2021, "签署不规范", 2, 2, 2, 1.0),
    ]
    assert ask(
        database, "SELECT level3, fiscal_year, items, points, score, score_rate FROM scores_by_indicator ORDER BY 2"
    ) == [("合同签订率", 2020, 1, 5.0, 4.5, 0.9), ("合同签订率", 2021, 2, 10.0, 9.0, 0.9)]
    assert ask(database, "SELECT amounts, different_amounts, largest_yuan FROM money_by_document LIMIT 1") == [
        (2, 2, "12345000")
    ]
    assert set(ask(database, "SELECT rule, severity FROM failed_checks")) == {("score_sum", "严重")}
    assert set(ask(database, "SELECT severity FROM checks WHERE status <> 'fail'")) == {(None,)}


def test_views_survive_documents_without_year_region_or_records(database: Path) -> None:
    bare = made_report()
    bare.report = type(bare.report)()
    bare.money, bare.score_items, bare.checks = [], [], []
    load(bare, database)
    assert ask(database, "SELECT fiscal_year, region_name, findings FROM findings_by_year_region") == [
        (None, None, 1),
        (None, None, 1),
    ]
    assert ask(database, "SELECT amounts, largest_yuan FROM money_by_document") == [(0, None)]


def test_hostile_text_is_data(database: Path) -> None:
    report = made_report("'; DROP TABLE documents; --.pdf")
    report.findings[0].title = "'); DELETE FROM findings; --\x1b[31m"
    load(report, database)
    assert ask(database, "SELECT title FROM findings WHERE id = 'f1'") == [("'); DELETE FROM findings; --\x1b[31m",)]


def test_columns_of_the_loader_are_those_of_the_schema(database: Path) -> None:
    load(made_report(), database)
    for table, columns in {**COLUMNS, "documents": DOCUMENT_COLUMNS}.items():
        assert [row[1] for row in ask(database, f"PRAGMA table_info({table})")] == columns.split(), table


def test_the_file_is_marked_strict_and_sound(database: Path) -> None:
    load(made_report(), database)
    assert ask(database, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert ask(database, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(database, "PRAGMA journal_mode") == [("wal",)]
    assert ask(database, "PRAGMA integrity_check") == [("ok",)]
    loose = [
        row[1]
        for row in ask(database, "PRAGMA table_list")
        if row[2] == "table" and not row[5] and not str(row[1]).startswith("sqlite_")
    ]
    assert [name for name in loose if not str(name).startswith("search_index")] == []


def test_a_database_of_another_program_is_refused_and_left_alone(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = database.read_bytes()
    with pytest.raises(DatabaseError, match=r"findings\.db: this file is not a findings database\. Give another"):
        load(made_report(), database)
    with pytest.raises(DatabaseError, match="not a findings database"), reading(database):
        pass
    assert database.read_bytes() == before


def test_a_newer_database_is_refused(database: Path) -> None:
    load(made_report(), database)
    with sqlite3.connect(database) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(DatabaseError, match="newer version of extractor"):
        load(made_report(), database)


def test_a_file_that_is_no_database_is_refused(database: Path) -> None:
    database.write_text("这不是数据库，这只是一份文本。" * 20, encoding="utf-8")
    with pytest.raises(DatabaseError, match="not a findings database"):
        load(made_report(), database)


def test_a_damaged_database_is_one_sentence(database: Path) -> None:
    load(made_report(), database)
    content = bytearray(database.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(DatabaseError, match=r"findings\.db: "):
        load(made_report(year=2020), database)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError):
        load(made_report(), tmp_path)


def test_looking_at_a_target_makes_nothing(tmp_path: Path) -> None:
    check_target(tmp_path / "new.db")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DatabaseError, match="there is no folder"):
        check_target(tmp_path / "no" / "new.db")


def test_a_second_writer_waits_or_is_told(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.sinks.database.WAIT_SECONDS", 0.1)
    load(made_report(), database)
    with writing(database) as first:
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="another program is writing"):
            load(made_report(year=2020), database)
        first.rollback()
    load(made_report(year=2020), database)


def test_reading_cannot_write(database: Path) -> None:
    load(made_report(), database)
    with pytest.raises(DatabaseError, match="cannot be written"), reading(database) as connection:
        connection.execute("DELETE FROM documents")


def test_migrations_lead_step_by_step_and_fail_whole() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, 1, {1: ["no"], 2: ["CREATE TABLE two (x)"], 3: ["CREATE TABLE three (x)"]})
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, 3, {4: ["CREATE TABLE four (x)", "CREATE TABLE two (x)"]})
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert connection.execute("SELECT name FROM sqlite_schema WHERE name = 'four'").fetchone() is None


def test_statements_are_the_whole_script() -> None:
    script = schema_sql()
    assert "".join("".join(s.split()) for s in statements(script)) == "".join(script.split())


def test_json_in_columns_is_chinese_as_it_stands(database: Path) -> None:
    load(made_report(), database)
    (causes, path), *_ = ask(database, "SELECT causes, path FROM findings ORDER BY number")
    assert LINES[5] in str(causes)
    assert json.loads(str(path)) == ["四、存在的问题", "（一）合同管理不到位"]
