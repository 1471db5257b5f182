"""A folder of reports into a database, again and again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from extractor.batch.archive import Event
from extractor.batch.walk import pdfs_below
from extractor.cli.progress import Tally

from tests.cli.conftest import ROOT, Extract
from tests.cli.pdfs import encrypted_pdf, report_pdf


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "2021").mkdir(parents=True)
    report_pdf(folder / "2021" / "a.pdf")
    report_pdf(folder / "b.PDF", ["青石区2019年度绿化绩效评价报告"])
    (folder / "c.pdf").write_text("no PDF", encoding="utf-8")
    (folder / "notes.txt").write_text("no PDF", encoding="utf-8")
    (folder / ".hidden.pdf").write_text("no PDF", encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    return folder


def rows(database: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT file, status FROM documents ORDER BY file").fetchall()


def test_the_speed_is_that_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that of passing over what is known, nor that of the moment between the first report's end and the table."""
    now = 100.0
    monkeypatch.setattr("extractor.cli.progress.time.monotonic", lambda: now)
    tally = Tally(4)
    for seconds, event in (
        (10, Event(Path("a.pdf"), "unchanged", "ok")),
        (10, Event(Path("b.pdf"), "unchanged", "ok")),
        (6, Event(Path("c.pdf"), "read", "ok", pages=18)),
    ):
        now += seconds
        tally.add(event)
    assert (tally.pages_a_second, tally.seconds_left) == (3.0, 6.0)


def test_an_archive_is_read_and_then_left_alone(extract: Extract, archive: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    first = extract("batch", archive, "--db", database, "--workers", 2)
    assert (first.code, first.out) == (1, "")
    assert "3 files, 2 read, 1 failed (not_a_pdf)" in first.err
    assert rows(database) == [
        (str(archive / "2021" / "a.pdf"), "ok"),
        (str(archive / "b.PDF"), "ok"),
        (str(archive / "c.pdf"), "failed"),
    ]
    before = database.read_bytes()
    second = extract("batch", archive, "--db", database)
    assert "3 files, 3 unchanged" in second.err
    assert second.code == 1
    assert database.read_bytes() == before


def test_changed_moved_and_new_files(extract: Extract, archive: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    extract("batch", archive, "--db", database)
    (archive / "2021" / "a.pdf").rename(archive / "moved.pdf")
    report_pdf(archive / "b.PDF", ["青石区2020年度绿化绩效评价报告"])
    ended = extract("batch", archive, "--db", database)
    assert "3 files, 1 read, 2 unchanged" in ended.err
    with sqlite3.connect(database) as connection:
        years = connection.execute("SELECT fiscal_year FROM documents WHERE status = 'ok' ORDER BY 1").fetchall()
        assert years == [(2020,), (2021,)]
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (4,)


def test_failed_ones_are_tried_again_when_asked(extract: Extract, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    file = encrypted_pdf(tmp_path / "locked.pdf", "secret")
    assert extract("batch", file, "--db", database).code == 3
    assert "1 unchanged" in extract("batch", file, "--db", database, "--password", "secret").err
    ended = extract("batch", file, "--db", database, "--retry-failed", "--password", "secret")
    assert ended.code == 0
    assert rows(database) == [(str(file), "ok")]


def test_a_folder_without_pdfs(extract: Extract, tmp_path: Path) -> None:
    ended = extract("batch", tmp_path, "--db", tmp_path / "findings.db")
    assert ended.code == 3
    assert "there is no PDF below it" in ended.err
    assert not (tmp_path / "findings.db").exists()


def test_files_are_found_once_and_in_order(archive: Path) -> None:
    found = pdfs_below([archive, archive / "2021", archive / "c.pdf"])
    assert found == [archive / "2021" / "a.pdf", archive / "b.PDF", archive / "c.pdf"]


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_an_ended_batch_goes_on_and_leaves_no_worker(
    extract: Extract, tmp_path: Path, how: signal.Signals, code: int
) -> None:
    archive, database = tmp_path / "archive", tmp_path / "findings.db"
    archive.mkdir()
    for number in range(160):
        report_pdf(archive / f"{number:03}.pdf", [f"青石区{1900 + number}年度绿化绩效评价报告"])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "extractor", "batch", str(archive), "--db", str(database), "--workers", "2"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True) as process:
        patience = time.monotonic() + 180
        while time.monotonic() < patience and not (database.exists() and _count(database)):
            time.sleep(0.02)
        os.kill(process.pid, how)
        process.communicate(timeout=180)  # ends when the last worker has let go of stderr
        assert process.returncode == code
    kept = _count(database)
    assert 0 < kept < 160
    assert extract("batch", archive, "--db", database).code == 0
    assert _count(database) == 160
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _count(database: Path) -> int:
    with sqlite3.connect(database, timeout=5) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.OperationalError:  # no table yet
            return 0
