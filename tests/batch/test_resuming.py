"""Ended at any moment, a batch goes on where it was, and ends with the same rows."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from extractor.batch.lock import only_batch
from extractor.cli.entry import run

from tests.batch.archives import all_rows, children, integrity, is_running, make_archive, start

REPORTS = 24
# More than can be read before a signal arrives.
MANY = 120


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("archive") / "reports", REPORTS)


@pytest.fixture(scope="module")
def uninterrupted(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("whole") / "findings.db"
    assert run(["batch", str(archive), "--db", str(database), "--workers", "2"]) == 1
    return database


def loaded(database: Path) -> int:
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.Error:
        return 0


def wait_until_loaded(database: Path, documents: int) -> None:
    ends = time.monotonic() + 180
    while loaded(database) < documents:
        assert time.monotonic() < ends
        time.sleep(0.002)


def test_killed_again_and_again(archive: Path, uninterrupted: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    for documents in (1, 12):
        batch = start("batch", archive, "--db", database, "--workers", 2)
        wait_until_loaded(database, documents)
        workers = children(batch.pid)
        batch.kill()
        batch.communicate()
        assert integrity(database) == "ok"
        ends = time.monotonic() + 180
        while any(is_running(pid) for pid in workers):  # they end with the document that they are reading
            assert time.monotonic() < ends
            time.sleep(0.05)
    assert loaded(database) < REPORTS + 1
    ended = start("batch", archive, "--db", database, "--workers", 2)
    ended.communicate()
    assert ended.returncode == 1
    assert integrity(database) == "ok"
    assert all_rows(database) == all_rows(uninterrupted)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_polite_end_keeps_what_was_read(tmp_path: Path, number: signal.Signals) -> None:
    archive, database = make_archive(tmp_path / "reports", MANY), tmp_path / "findings.db"
    batch = start("batch", archive, "--db", database, "--workers", 2)
    wait_until_loaded(database, 3)
    workers = children(batch.pid)
    batch.send_signal(number)
    out, told = batch.communicate(timeout=180)
    assert batch.returncode == 130
    assert out == ""
    assert "Traceback" not in told
    assert "Stopped. What was read is kept" in told
    assert 3 <= loaded(database) < MANY
    assert not any(is_running(pid) for pid in workers)
    assert not Path(f"{database}.lock").exists()


def test_a_second_batch_says_that_it_waits(archive: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    with only_batch(database, lambda _: None):
        batch = start("batch", archive, "--db", database, "--glob", "copy 0.pdf")
        assert batch.stderr is not None
        told = batch.stderr.readline()
        assert f"another batch (process {os.getpid()}) is writing to it. Waiting for its end" in told
        assert loaded(database) == 0
    batch.communicate(timeout=180)
    assert batch.returncode == 0
    assert loaded(database) == 1


def test_two_at_once_end_as_one(archive: Path, uninterrupted: Path, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    batches = [start("batch", archive, "--db", database, "--workers", 1) for _ in range(2)]
    assert [batch.communicate(timeout=180) and batch.returncode for batch in batches] == [1, 1]
    assert all_rows(database) == all_rows(uninterrupted)
