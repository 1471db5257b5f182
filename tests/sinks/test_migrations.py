"""Databases of older versions, and what this version's columns hold."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from extractor.errors import DatabaseError
from extractor.sinks.database import APPLICATION_ID, SCHEMA_VERSION, reading, writing
from extractor.sinks.sqlite import load

from tests.sinks.made import made_report


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "findings.db"


def test_an_older_database_is_led_to_the_shape_of_a_new_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    made = sqlite3.connect(old, isolation_level=None)
    made.executescript((Path(__file__).parent / "data" / "schema_1.sql").read_text(encoding="utf-8"))
    made.executescript(
        f"""PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1;
        INSERT INTO runs VALUES ('r', '0.1', 'p', '1');
        INSERT INTO regions VALUES ('430112', '长沙市望城区', '湖南省', '长沙市', '望城区'),
          ('310110', '上海市杨浦区', '上海市', NULL, '杨浦区');
        INSERT INTO categories VALUES ('0902', '资产管理', '资产闲置');
        INSERT INTO documents (id, file, status, run_id, digest, region_code, region_name)
          VALUES ('d1', 'one.pdf', 'ok', 'r', 'x', '430112', '长沙市望城区'),
                 ('d2', 'two.pdf', 'ok', 'r', 'x', '310110', '上海市杨浦区');
        INSERT INTO findings (document_id, number, id, path, title, text, points, causes, category_code,
          category_name, document_numbers, money_fen, evidence)
          VALUES ('d1', 1, 'f1', '[]', '设备闲置', '设备闲置。', '[]', '[]', '0902', '资产闲置', '[]', 500, '[]');
        INSERT INTO document_numbers (document_id, number, text, canonical, agency, year, serial, title, page, evidence)
          VALUES ('d1', 1, '财预[2020]10号', '财预〔2020〕10号', '财预', 2020, '10', NULL, 3, '[]'),
                 ('d1', 2, '财预〔2020〕10号', '财预〔2020〕10号', '财预', 2020, '10', '办法', 5, '[]');
        INSERT INTO checks (document_id, number, rule, status, message, evidence)
          VALUES ('d1', 1, 'column_sum', 'fail', 'm', '[]'), ('d1', 2, 'column_sum', 'pass', 'm', '[]'),
                 ('d1', 3, 'impossible_date', 'fail', 'm', '[]'), ('d1', 4, 'rate_told', 'fail', 'm', '[]');"""
    )
    made.close()
    with pytest.raises(DatabaseError, match=r"older version.*extract recategorise"), reading(old):
        pass
    load(made_report(), old)
    load(made_report(), new)
    assert ask(old, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    listed = "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
    assert ask(old, listed) == ask(new, listed)
    for (table,) in ask(new, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        for pragma in ("table_xinfo", "index_list", "foreign_key_list"):
            order = sorted if pragma != "table_xinfo" else list
            found = [order(ask(path, f"PRAGMA {pragma}({table})")) for path in (old, new)]
            assert {row[1:] for row in found[0]} == {row[1:] for row in found[1]}, (table, pragma)
    tokenizer = "SELECT sql LIKE '%tokenize = ''ascii''%' FROM sqlite_schema WHERE name = 'search_index'"
    assert ask(old, tokenizer) == ask(new, tokenizer) == [(1,)]
    found = "SELECT count(*) FROM search_index WHERE search_index MATCH '\"合同 同管\"'"
    assert ask(old, found) == ask(new, found) != [(0,)]
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]
    assert ask(old, "PRAGMA foreign_key_check") == []
    assert ask(old, "SELECT province_code, city_code, county_code FROM documents WHERE id IN ('d1', 'd2')") == [
        ("430000", "430100", "430112"),
        ("310000", None, "310110"),
    ]
    assert ask(old, "SELECT category_code FROM finding_categories WHERE document_id = 'd1'") == [("0902",)]
    severities = [("serious",), (None,), ("light",), ("ordinary",)]
    assert ask(old, "SELECT severity FROM checks WHERE document_id = 'd1' ORDER BY number") == severities
    assert ask(old, "SELECT canonical, title, times, page FROM citations WHERE document_id = 'd1'") == [
        ("财预〔2020〕10号", "办法", 2, 3)
    ]


def test_words_of_the_tokenizer_before_are_found_by_the_one_of_now(database: Path) -> None:
    load(made_report(), database)
    question = "SELECT rowid FROM search_index WHERE search_index MATCH '\"合同 同管\"' ORDER BY rowid"
    found = ask(database, question)
    with sqlite3.connect(database, isolation_level=None) as connection:
        connection.executescript(
            """PRAGMA user_version = 9; DROP TABLE search_index; ALTER TABLE findings DROP COLUMN names;
            DROP VIEW budget_execution; DROP TABLE executions; DROP TABLE removed;
            CREATE VIRTUAL TABLE search_index
            USING fts5 (title, body, content = '', tokenize = "unicode61 remove_diacritics 0");"""
        )
        for (id_,) in found:
            connection.execute("INSERT INTO search_index (rowid, title, body) VALUES (?, '', '合同 同管 管')", (id_,))
    with writing(database):
        pass
    assert ask(database, question) == found != []


def test_what_findings_are_about_is_stored(database: Path) -> None:
    load(made_report(), database)
    assert ask(database, "SELECT rank, category_code, phrases FROM finding_categories") == [
        (0, "6.4", '["合同管理不到位"]'),
        (1, "6.1", '["未签合同"]'),
    ]
    assert ask(database, "SELECT position, yuan, role, money_number FROM finding_money") == [
        (1, "12345000", "actual", 1),
        (2, "0.123456", "involved", 2),
    ]
    assert ask(database, "SELECT name, value, standard, against FROM finding_rates") == [
        ("签约率", 86.5, 95.0, "below")
    ]
    assert ask(database, "SELECT date_number, role FROM finding_dates") == [(1, "paid")]
    assert ask(database, "SELECT kind, name, text FROM finding_mentions") == [("unit", "红枫区公路站", "公路站")]
    assert ask(database, "SELECT finding_id, how FROM recommendation_findings") == [("f1", "same words")]
    assert ask(database, "SELECT canonical, title, times FROM citations") == [("红财发〔2021〕7号", None, 1)]
    assert ask(database, "SELECT sector, fund_kind, evaluation_kind, project_key, county_code FROM documents") == [
        ("交通运输", "一般公共预算", "finance", "农村公路养护", "520199")
    ]
