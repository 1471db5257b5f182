"""Corrections of reviewers: kept beside the reading, with who and when."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from extractor.errors import DatabaseError, ReviewFileError
from extractor.sinks.corrections import apply_corrections, read_corrections
from extractor.sinks.sqlite import load

from tests.sinks.made import made_report


def item(**changes: Any) -> dict[str, Any]:
    plain = {
        "kind": "money",
        "number": 1,
        "place": "1:10-18",
        "verdict": "corrected",
        "field": "yuan",
        "machine": "12345000",
        "value": "12340000",
        "note": "",
        "by": "李核对",
        "at": "2026-03-01T08:00:00.000Z",
    }
    return {**plain, **changes}


def corrections_file(path: Path, *items: dict[str, Any], **changes: Any) -> Path:
    content = {
        "format": "extractor-review",
        "version": 1,
        "document": {
            "sha256": made_report().source.sha256,
            "file": "made.pdf",
            "extractor_version": "0.1.0",
            "patterns_version": "0123456789ab",
        },
        "saved_at": "2026-03-01T09:00:00Z",
        "corrections": items,
        **changes,
    }
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    load(made_report(), tmp_path / "findings.db")
    return tmp_path / "findings.db"


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchall()


def test_the_same_file_twice_changes_nothing(database: Path, tmp_path: Path) -> None:
    file = corrections_file(tmp_path / "a.json", item(), item(number=None, place="1:", verdict="added", field="text"))
    machine = rows(database, "SELECT * FROM money")
    assert apply_corrections(read_corrections(file), database) == (2, 2)
    assert apply_corrections(read_corrections(file), database) == (2, 0)
    assert rows(database, "SELECT * FROM money") == machine
    assert rows(database, "SELECT kind, number, page, machine, value, reviewer, made_at FROM corrections LIMIT 1") == [
        ("money", 1, 1, "12345000", "12340000", "李核对", "2026-03-01T08:00:00.000Z")
    ]


def test_corrections_stay_when_the_report_is_read_anew(database: Path, tmp_path: Path) -> None:
    apply_corrections(read_corrections(corrections_file(tmp_path / "a.json", item())), database)
    again = made_report()
    again.findings[0].title = "另一种读法"
    load(again, database)
    assert rows(database, "SELECT count(*) FROM corrections") == [(1,)]


def test_the_last_word_counts(database: Path, tmp_path: Path) -> None:
    first, later = item(), item(value="1", by="王复核", at="2026-03-02T08:00:00+08:00")
    apply_corrections(read_corrections(corrections_file(tmp_path / "a.json", later, first)), database)
    assert rows(database, "SELECT value, reviewer, made_at FROM latest_corrections") == [
        ("1", "王复核", "2026-03-02T00:00:00.000Z")
    ]
    assert rows(database, "SELECT count(*) FROM corrections") == [(2,)]


@pytest.mark.parametrize(
    "wrong",
    [
        item(kind="sqlite_master"),
        item(verdict="perhaps"),
        item(field="x; DROP TABLE money"),
        item(by=""),
        item(at="yesterday"),
        item(place="p.3"),
        item(number=0),
        item(extra=1),
    ],
)
def test_what_no_review_page_saves_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(ReviewFileError, match="no file of corrections"):
        read_corrections(corrections_file(tmp_path / "a.json", wrong))


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b'{"format": "other"}'])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(ReviewFileError):
        read_corrections(tmp_path / "a.json")


def test_what_cannot_be_read_keeps_no_other_file_out(tmp_path: Path) -> None:
    with pytest.raises(ReviewFileError, match="cannot be read"):
        read_corrections(tmp_path)


def test_the_report_must_be_in_the_database(database: Path, tmp_path: Path) -> None:
    other = {"sha256": "0" * 64, "file": "other.pdf", "extractor_version": "", "patterns_version": ""}
    file = corrections_file(tmp_path / "a.json", item(), document=other)
    with pytest.raises(DatabaseError, match=r"other\.pdf.*not in it"):
        apply_corrections(read_corrections(file), database)
