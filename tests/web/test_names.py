"""What people read: every table, column, rule and question has its words."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from extractor.checks import RULES
from extractor.sinks.database import reading
from extractor.web.site import Question, add_functions, metadata, questions, tables, words

INDEX = "search_index"
WHAT_TO_WRITE = {
    "词": "闲",
    "类别": "合同管理",
    "问题类型": "签署",
    "文号或文件名": "红财发〔2021〕7号",
    "项目": "公路",
}


def columns_of(database: Path) -> dict[str, list[str]]:
    with reading(database) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").fetchall()
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for (name,) in names
            if not name.startswith((INDEX, "sqlite_"))
        }


def test_every_table_and_column_is_named(database: Path) -> None:
    found = columns_of(database)
    assert set(found) == set(tables())
    for name, columns in found.items():
        table = tables()[name]
        for column in columns:
            assert "：" in table.columns[column], f"{name}.{column}"
        assert {*table.facets, *table.offer, *table.hide} <= set(columns), name
        assert re.search(r"[一-鿿]", table.title + table.description)


def test_every_rule_and_code_has_words(database: Path) -> None:
    rules = {rule.name for rule in RULES}
    assert set(words()["rule"]) == rules, "extractor/model/rules.toml names each rule"
    with reading(database) as connection:
        for column in ("report_type", "evaluation_kind", "status"):
            found = {value for (value,) in connection.execute(f"SELECT {column} FROM documents")} - {None}
            assert found <= set(words()[column])


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_is_answered(database: Path, question: Question) -> None:
    with reading(database) as connection:
        add_functions(connection)
        everything = connection.execute(question.sql, dict.fromkeys(question.parameters, ""))
        rows = everything.fetchall() if question.name not in {"words", "who_cites"} else []
        columns = [column[0] for column in everything.description]
        asked = {name: WHAT_TO_WRITE.get(name, "") for name in question.parameters}
        chosen = connection.execute(question.sql, asked).fetchall()
    assert all(re.search(r"[一-鿿]", column) for column in columns)
    assert chosen or rows or question.name == "rates_below_standard"
    if "原文" in columns:
        for row in chosen:
            assert re.fullmatch(r"/review/[0-9a-f]{16}#([a-z_]+-\d+|p\d+)", row[columns.index("原文")])


def test_the_three_questions_of_the_field_have_true_answers(database: Path) -> None:
    asked = {question.name: question for question in questions()}
    with reading(database) as connection:
        every_year = connection.execute(asked["every_year"].sql, {"地区": "红枫", "至少几年": "3"}).fetchall()
        advice = connection.execute(asked["advice"].sql, {"问题类型": "签署"}).fetchall()
        regions = connection.execute(asked["regions_by_group"].sql, {"类别": "合同管理", "至少几份报告": ""}).fetchall()
    assert [row[1:4] for row in every_year] == [("签署不规范", 3, 3)]
    assert {(row[3], row[4]) for row in advice if row[0] == 2020} == {("12345000.123456", "加强合同管理")}
    assert {(row[2], row[3], row[4]) for row in regions if "红枫" in (row[0] or "")} == {(3, 3, "100%")}


def test_metadata_is_of_this_database(database: Path) -> None:
    told = metadata(database)["databases"]["findings"]
    assert told["title"] == database.name
    assert told["tables"]["findings_in_context"]["facets"][:2] == ["fiscal_year", "region_name"]
    assert {query["title"] for query in told["queries"].values()} == {question.title for question in questions()}


def test_questions_only_read(database: Path) -> None:
    with reading(database) as connection:
        before = connection.execute("SELECT count(*) FROM findings").fetchone()
        for question in questions():
            assert question.sql.lstrip().startswith("SELECT")
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("DELETE FROM findings")
        assert connection.execute("SELECT count(*) FROM findings").fetchone() == before
