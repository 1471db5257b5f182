"""Search, comparison, and SQL from outside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from extractor.errors import DatabaseError
from extractor.sinks.compare import compare
from extractor.sinks.query import query
from extractor.sinks.search import excerpt, search
from extractor.sinks.sqlite import load

from tests.sinks.made import made_report


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asking") / "findings.db"
    for year in (2020, 2021, 2022):
        load(made_report(f"{year}.pdf", year=year), path)
    load(made_report("south.pdf", year=2022, code="520299", region="黔西市南岭区"), path)
    empty = made_report("empty.pdf", year=2022, salt="empty")
    empty.findings, empty.recommendations = [], []
    load(empty, path)
    return path


def rows(database: Path, sql: str, seconds: float = 10) -> list[tuple[object, ...]]:
    with query(database, sql, seconds) as answer:
        return list(answer.rows)


@pytest.mark.parametrize("words", ["拆", "闲置", "压路机", "购置的压路机尚未拆封", "资产 压路机"])
def test_chinese_of_any_length_is_found(database: Path, words: str) -> None:
    hits, count = search(database, words, 50)
    assert count >= 4
    assert "finding" in {hit.kind for hit in hits}
    assert {hit.year for hit in hits} == {2020, 2021, 2022}
    assert all(hit.page == 1 for hit in hits)


def test_causes_and_cells_are_found_too(database: Path) -> None:
    (hit, *_), count = search(database, "人手不足", 50)
    assert (hit.kind, hit.title, hit.excerpt) == ("finding", "合同管理不到位", "原因是«人手不足»。")
    (hit, *_), count = search(database, "签订率", 50)
    assert (hit.kind, hit.excerpt, count) == ("table", "合同«签订率»", 5)


def test_a_section_that_repeats_a_finding_is_not_found_twice(database: Path) -> None:
    hits, count = search(database, "拆封", 50)
    assert [hit.kind for hit in hits if hit.file != "empty.pdf"] == ["finding"] * 4
    assert [hit.kind for hit in hits if hit.file == "empty.pdf"] == ["section"]
    assert count == 5


def test_search_is_the_same_every_time(database: Path) -> None:
    assert search(database, "合同", 50) == search(database, "合同", 50)
    hits, count = search(database, "合同", 3)
    assert len(hits) == 3
    assert count > 3


@pytest.mark.parametrize("words", ["", "，", "  ", "没有的词语", '"', "NEAR(", "*"])
def test_nothing_to_find(database: Path, words: str) -> None:
    assert search(database, words, 5) == ([], 0)


def test_the_excerpt_marks_the_hit() -> None:
    text = "前" * 40 + "资产闲\n置" + "后" * 40
    assert excerpt(text, "资产闲置") == "…" + "前" * 24 + "«资产闲 置»" + "后" * 24 + "…"


def test_compare_counts_by_category_with_shares(database: Path) -> None:
    comparison = compare(database, ["year", "region"])
    assert comparison.columns == [
        *("year", "region_code", "region", "category_code", "category"),
        *("findings", "reports", "of_reports", "share", "yuan"),
    ]
    of_2022 = [row for row in comparison.rows if row[0] == 2022]
    assert of_2022 == [
        (2022, "520199", "黔南市红枫区", "6.4", "签署不规范", 1, 1, 2, 0.5, "12345000.123456"),
        (2022, "520199", "黔南市红枫区", None, "未分类", 1, 1, 2, 0.5, None),
        (2022, "520299", "黔西市南岭区", "6.4", "签署不规范", 1, 1, 1, 1.0, "12345000.123456"),
        (2022, "520299", "黔西市南岭区", None, "未分类", 1, 1, 1, 1.0, None),
    ]


@pytest.mark.parametrize(
    ("dimensions", "expected"),
    [
        (["category"], [("6.4", "签署不规范", 4, 4, 5, 0.8, "49380000.493824")]),
        (["group"], [("合同管理", 4, 4, 5, 0.8, "49380000.493824")]),
        (["province", "group"], [("520000", "贵州省", "合同管理", 4, 4, 5, 0.8, "49380000.493824")]),
        (["type", "group"], [("evaluation", "合同管理", 4, 4, 5, 0.8, "49380000.493824")]),
    ],
)
def test_compare_by(database: Path, dimensions: list[str], expected: list[tuple[object, ...]]) -> None:
    assert [row for row in compare(database, dimensions).rows if "未分类" not in row] == expected


def test_sql_answers(database: Path) -> None:
    assert rows(database, "SELECT count(*) FROM documents") == [(5,)]
    assert rows(database, "PRAGMA table_info(runs)")[0][1] == "id"
    assert rows(database, "SELECT count(*) FROM search_index WHERE search_index MATCH '压*'") == [(5,)]


@pytest.fixture
def untouched(database: Path) -> Iterator[None]:
    before = database.read_bytes()
    yield
    assert database.read_bytes() == before


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM documents",
        "UPDATE documents SET title = ''",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "ATTACH DATABASE ':memory:' AS other",
        "VACUUM INTO 'copy.db'",
        "PRAGMA query_only = 0",
        "PRAGMA user_version = 9",
        "PRAGMA journal_mode = DELETE",
        "SELECT load_extension('x')",
        "INSERT INTO search_index (search_index) VALUES ('optimize')",
        "BEGIN",
        "WITH x AS (SELECT 1) DELETE FROM documents",
        "SELECT 1; DELETE FROM documents",
        "",
        "SELECT nothing FROM nowhere",
        "SELECT zeroblob(900000000)",
    ],
)
def test_sql_can_only_read(database: Path, sql: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        rows(database, sql)
    assert str(caught.value).endswith((".", "--sql"))


def test_sql_is_stopped_in_time(database: Path) -> None:
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(DatabaseError, match=r"stopped after 0\.2 seconds"):
        rows(database, endless, 0.2)


def test_a_read_only_folder_can_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "findings.db"
    load(made_report(), path)
    tmp_path.chmod(0o555)
    try:
        assert rows(path, "SELECT count(*) FROM documents") == [(1,)]
    finally:
        tmp_path.chmod(0o755)


def test_a_reader_sees_what_a_writer_has_loaded(tmp_path: Path) -> None:
    path = tmp_path / "findings.db"
    load(made_report(), path)
    writer = sqlite3.connect(path)
    writer.execute("UPDATE documents SET title = 'new'")
    writer.commit()
    assert rows(path, "SELECT title FROM documents") == [("new",)]
    writer.close()
