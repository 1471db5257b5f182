"""What a batch makes of files that change, move, vanish or fail, and of a database that cannot take more."""

from __future__ import annotations

import os
import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from extractor.cli.progress import duration
from extractor.errors import DatabaseError
from extractor.sinks import database as databases

from tests.batch import bombs
from tests.batch.archives import ROOT, all_rows, integrity, make_archive, start
from tests.cli.conftest import Extract, extract
from tests.cli.pdfs import REPORT, encrypted_pdf, report_pdf

__all__ = ["extract"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "reports", 3)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "findings.db"


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchall()


def other_report(path: Path, year: int) -> Path:
    return report_pdf(path, [line.replace("2021", str(year)) for line in REPORT])


def test_every_file_is_accounted_for(extract: Extract, archive: Path, database: Path) -> None:
    ended = extract("batch", archive, "--db", database, "--workers", 1)
    assert (ended.code, ended.out) == (1, "")
    assert "5 files, 3 read, 1 failed (not_a_pdf)" in ended.err
    lines = [line.split() for line in ended.err.splitlines()]
    assert ["outcome", "files", "pages"] in lines
    assert ["read", "3", "3"] in lines
    assert ["failed", "(not_a_pdf)", "1"] in lines


def test_a_moved_file_is_recognised_and_renamed(extract: Extract, archive: Path, database: Path) -> None:
    extract("batch", archive, "--db", database)
    before = archive / "1" / "报告 001.pdf"
    before.rename(archive / "moved.pdf")
    told = extract("batch", archive, "--db", database).err
    assert "5 files, 5 unchanged" in told
    assert "gone (" not in told
    assert ask(database, "SELECT file FROM documents WHERE fiscal_year = 2001") == [(str(archive / "moved.pdf"),)]
    assert ask(database, "SELECT path, missing FROM files WHERE path LIKE '%001.pdf'") == [(str(before), 1)]
    content = (archive / "moved.pdf").read_bytes()
    (archive / "moved.pdf").unlink()
    assert "gone (records kept)      1" in extract("batch", archive, "--db", database).err
    before.write_bytes(content)
    (archive / "moved.pdf").write_bytes(content)
    extract("batch", archive, "--db", database)
    assert ask(database, "SELECT count(*) FROM files WHERE missing") == [(0,)]


def test_a_changed_file_is_replaced_whole(extract: Extract, archive: Path, database: Path) -> None:
    extract("batch", archive, "--db", database)
    other_report(archive / "1" / "报告 001.pdf", 2015)
    assert "1 read, 4 unchanged" in extract("batch", archive, "--db", database).err
    years = ask(database, "SELECT fiscal_year FROM documents WHERE status = 'ok' ORDER BY 1")
    assert years == [(2000,), (2002,), (2015,)]
    assert ask(database, "SELECT count(*) FROM pages") == [(3,)]


def test_a_deleted_file_is_kept_and_marked(extract: Extract, archive: Path, database: Path) -> None:
    extract("batch", archive, "--db", database)
    (archive / "2" / "报告 002.pdf").unlink()
    extract("batch", archive / "1", "--db", database)
    assert ask(database, "SELECT count(*) FROM files WHERE missing") == [(0,)]  # that folder was not looked through
    extract("batch", archive / "1" / "..", "--db", database, "--glob", "*001.pdf")
    assert ask(database, "SELECT count(*) FROM files WHERE path LIKE '%..%'") == [(0,)]
    assert ask(database, "SELECT path FROM files WHERE missing") == [(str(archive / "2" / "报告 002.pdf"),)]
    assert ask(database, "SELECT count(*) FROM documents WHERE fiscal_year = 2002") == [(1,)]


def test_files_by_list(extract: Extract, archive: Path, database: Path, tmp_path: Path) -> None:
    wanted = tmp_path / "wanted.txt"
    wanted.write_text(f"{archive}/1/报告 001.pdf\n\n{archive}/nowhere.pdf\n", encoding="utf-8")
    ended = extract("batch", "--list", wanted, "--db", database)
    assert ended.code == 1
    assert "2 files, 1 read, 1 failed (missing)" in ended.err
    assert ask(database, "SELECT fiscal_year FROM documents") == [(2001,)]
    assert extract("batch", "--list", tmp_path / "no.txt", "--db", database).code == 2
    assert extract("batch", "--db", database).code == 2


def test_limits_are_recorded_with_their_reason(extract: Extract, archive: Path, database: Path) -> None:
    bombs.crowded(archive / "bomb.pdf", 2_000_000)
    limits = ("--max-memory", 250, "--timeout", 120)
    ended = extract("batch", archive, "--db", database, *limits)
    assert "6 files, 3 read, 1 failed (memory), 1 failed (not_a_pdf)" in ended.err
    rows = ask(database, "SELECT error_code, error FROM documents WHERE file LIKE '%bomb.pdf'")
    assert rows[0][0] == "memory"
    assert "more memory than the limit of 250 MB" in str(rows[0][1])
    assert "6 unchanged" in extract("batch", archive, "--db", database, *limits).err
    again = extract("batch", archive, "--db", database, "--retry-failed", "--timeout", 0.3)
    assert "1 failed (not_a_pdf), 1 failed (timeout), 4 unchanged" in again.err


def test_a_failed_one_in_two_places_is_tried_once(extract: Extract, database: Path, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"the same")
    for arguments in ([], ["--retry-failed"]):
        told = extract("batch", tmp_path / "a.pdf", tmp_path / "b.pdf", "--db", database, *arguments).err
        assert "2 files, 1 failed (not_a_pdf), 1 duplicate" in told


def test_hostile_names_are_names(extract: Extract, database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "..%2f'; DROP TABLE files; --"
    folder.mkdir()
    names = ["a'b\"c.pdf", "line\nend.pdf", "\x1b[31mred\x07.pdf", "=1+1.pdf", "-rf.pdf", os.fsdecode(b"\xff\xfe.pdf")]
    for number, name in enumerate(names):
        other_report(tmp_path / "made.pdf", 2010 + number).rename(folder / name)
    (folder / "bad\x1b[2J\n.pdf").write_bytes(b"no")
    ended = extract("batch", folder, "--db", database)
    assert f"{len(names) + 1} files, {len(names)} read, 1 failed (not_a_pdf)" in ended.err
    assert "\x1b" not in ended.err
    assert "bad[2J .pdf" in ended.err
    assert integrity(database) == "ok"
    assert ask(database, "SELECT count(*) FROM files") == [(len(names) + 1,)]
    assert extract("batch", folder, "--db", database).err.count("unchanged") == 2
    extract("batch", folder, "--db", database)
    assert ask(database, "SELECT count(*) FROM files WHERE missing") == [(0,)]


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Databases that have no room for more than some hundred kilobytes."""
    open_for_writing = databases._open_for_writing

    def small(path: Path) -> sqlite3.Connection:
        connection = open_for_writing(path)
        connection.execute("PRAGMA max_page_count = 85")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(databases, "PAGE_BYTES", 4096)
        patched.setattr(databases, "_open_for_writing", small)
        yield


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_ends_it_clearly(extract: Extract, database: Path, tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "many", 25)
    ended = extract("batch", archive, "--db", database, "--workers", 1)
    assert ended.code == 2
    assert "the disk is full. Make room and try again" in ended.err
    assert integrity(database) == "ok"
    kept = ask(database, "SELECT count(*) FROM documents")[0][0]
    assert isinstance(kept, int)
    assert 0 < kept < 26


def test_a_file_that_cannot_grow_goes_on_when_it_can(extract: Extract, archive: Path, tmp_path: Path) -> None:
    small, whole = tmp_path / "small.db", tmp_path / "whole.db"
    extract("batch", archive, "--db", whole)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (whole.stat().st_size * 4 // 5, hard))
    try:
        ended = extract("batch", archive, "--db", small)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ended.code == 2
    assert len([line for line in ended.err.splitlines() if "small.db: the disk" in line]) == 1
    assert integrity(small) == "ok"
    assert extract("batch", archive, "--db", small).code == 1
    assert all_rows(small) == all_rows(whole)


def test_a_locked_database(extract: Extract, archive: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "WAIT_SECONDS", 0.2)
    extract("batch", archive / "1", "--db", database)
    with sqlite3.connect(database, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = extract("batch", archive, "--db", database)
        other.execute("ROLLBACK")
    assert ended.code == 2
    assert "another program is writing to this database" in ended.err
    assert extract("batch", archive, "--db", database).code == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_database(extract: Extract, archive: Path, database: Path) -> None:
    extract("batch", archive, "--db", database)
    database.chmod(0o400)
    ended = extract("batch", archive, "--db", database)
    assert ended.code == 2
    assert "cannot be written" in ended.err


def test_a_folder_that_takes_no_lock(extract: Extract, archive: Path, database: Path) -> None:
    Path(f"{database}.lock").mkdir()
    ended = extract("batch", archive, "--db", database)
    assert ended.code == 2
    assert "findings.db.lock" in ended.err


def test_a_module_beside_the_reports_is_never_imported(archive: Path, database: Path) -> None:
    for name in ("pymupdf", "pickle", "regex", "sitecustomize"):
        (archive / f"{name}.py").write_text(f"open({str(archive / 'ran')!r}, 'w')", encoding="utf-8")
    batch = start("batch", archive, "--db", database, cwd=archive)
    batch.communicate(timeout=180)
    assert batch.returncode == 1
    assert not (archive / "ran").exists()
    assert ROOT.exists()


def test_an_older_database_is_brought_up_to_date(extract: Extract, archive: Path, database: Path) -> None:
    extract("batch", archive, "--db", database)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE findings SET names = '[]'")  # which no report tells that was read before schema 11
        connection.execute("DELETE FROM executions")  # nor this before schema 12
    rows = all_rows(database)
    with sqlite3.connect(database) as connection:
        for (view,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
            connection.execute(f"DROP VIEW {view}")
        for column in ("remedies", "remedied", "names"):
            connection.execute(f"ALTER TABLE findings DROP COLUMN {column}")
        connection.execute("ALTER TABLE score_items DROP COLUMN project")
        connection.execute("DROP TABLE executions")
        connection.execute("DROP TABLE removed")
        connection.execute("DROP INDEX checks_failed")
        connection.execute("CREATE INDEX checks_by_status ON checks (status, rule)")
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(DatabaseError, match="older version"), databases.reading(database):
        pass
    assert "5 unchanged" in extract("batch", archive, "--db", database).err
    assert all_rows(database) == rows


def test_a_password_for_the_whole_archive(extract: Extract, database: Path, tmp_path: Path) -> None:
    encrypted_pdf(tmp_path / "locked.pdf", "secret")
    assert extract("batch", tmp_path, "--db", database, "--password", "secret").code == 0


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "0 s"), (59, "59 s"), (90, "2 min"), (12_000, "3 h 20 min")])
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_what_this_run_has_read_is_a_duplicate_also_when_it_is_met_late(
    extract: Extract, database: Path, tmp_path: Path
) -> None:
    content = report_pdf(tmp_path / "1.pdf").read_bytes()
    for number in range(2, 6):
        (tmp_path / f"{number}.pdf").write_bytes(content)
        (tmp_path / f"{number}-other.pdf").write_bytes(b"no PDF %d" % number)
    told = extract("batch", tmp_path, "--db", database, "--workers", 1).err
    assert "9 files, 1 read, 4 failed (not_a_pdf), 4 duplicate" in told


def test_a_name_that_no_file_has(extract: Extract, database: Path, tmp_path: Path) -> None:
    wanted = tmp_path / "wanted.txt"
    wanted.write_bytes(b"a\0b.pdf\n")
    ended = extract("batch", "--list", wanted, "--db", database)
    assert (ended.code, "there is no such file" in ended.err) == (3, True)


def test_names_that_are_no_utf8_stay_known(extract: Extract, database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "other").mkdir(parents=True)
    named = folder / os.fsdecode("报告.pdf".encode("gbk"))
    report_pdf(tmp_path / "made.pdf").rename(named)
    other_report(folder / "other" / "b.pdf", 2011)
    extract("batch", folder, "--db", database)
    extract("batch", folder, "--db", database, "--glob", "other/*")
    assert ask(database, "SELECT count(*) FROM files WHERE missing") == [(0,)]
    named.unlink()
    extract("batch", folder, "--db", database, "--glob", "other/*")
    assert ask(database, "SELECT count(*) FROM files WHERE missing") == [(1,)]


def test_limits_beyond_all_measure(extract: Extract, database: Path, tmp_path: Path) -> None:
    report_pdf(tmp_path / "a.pdf")
    limits = ("--timeout", "inf", "--max-memory", 10**30)
    assert "1 files, 1 read" in extract("batch", tmp_path, "--db", database, *limits).err
