"""A real scheduler with two worker processes, one of which is killed in mid-run."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from extractor.batch.cluster import DaskExecutor
from extractor.batch.work import Done, Limits, Task
from extractor.errors import DocumentError, WorkerFault
from extractor.pipeline import Options

from tests.batch import bombs
from tests.batch.archives import ROOT, all_rows, make_archive, start
from tests.batch.test_resuming import wait_until_loaded
from tests.cli.conftest import Extract, extract
from tests.cli.pdfs import report_pdf

__all__ = ["extract"]

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")

REPORTS = 24


class Cluster(NamedTuple):
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


def launch(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )


def scheduler_at(address: str) -> subprocess.Popen[bytes]:
    return launch("dask_scheduler", "--host", address, "--no-dashboard", "--no-jupyter")


def worker_of(address: str, folder: Path) -> subprocess.Popen[bytes]:
    options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    return launch("dask_worker", address, *options)


@pytest.fixture
def cluster(tmp_path: Path, unused_port: int) -> Iterator[Cluster]:
    address = f"tcp://127.0.0.1:{unused_port}"
    started = Cluster(address, scheduler_at(address), [worker_of(address, tmp_path / name) for name in "ab"])
    yield started
    for process in (started.scheduler, *started.workers):
        process.kill()
        process.wait()


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def test_a_worker_that_is_killed_loses_nothing(extract: Extract, cluster: Cluster, tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "reports", REPORTS)
    database = tmp_path / "cluster.db"
    batch = start("batch", archive, "--db", database, "--engine", "dask", "--scheduler", cluster.address)
    wait_until_loaded(database, 5)
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    _, told = batch.communicate(timeout=120)
    assert batch.returncode == 1
    assert f"{REPORTS} read, 1 failed (not_a_pdf)" in told
    extract("batch", archive, "--db", tmp_path / "local.db")
    assert all_rows(database) == all_rows(tmp_path / "local.db")


def test_limits_hold_on_the_cluster_and_contents_can_be_sent(cluster: Cluster, tmp_path: Path) -> None:
    executor = DaskExecutor(cluster.address, Limits(seconds=60, megabytes=300))
    bomb = bombs.crowded(tmp_path / "bomb.pdf", 3_000_000)
    content = report_pdf(tmp_path / "good.pdf").read_bytes()
    executor.submit(0, Task(bomb, Options()))
    executor.submit(1, Task(Path("/only/here.pdf"), Options(), content))
    outcomes = dict(executor.next_done() for _ in range(2))
    executor.close()
    assert isinstance(outcomes[0], DocumentError)
    assert outcomes[0].code == "memory"
    assert isinstance(outcomes[1], Done)
    assert outcomes[1].prepared.rows.document[2] == "/only/here.pdf"


def test_a_scheduler_that_comes_again(cluster: Cluster, tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "reports", REPORTS)
    database = tmp_path / "cluster.db"
    batch = start("batch", archive, "--db", database, "--engine", "dask", "--scheduler", cluster.address)
    wait_until_loaded(database, 5)
    for process in (cluster.scheduler, *cluster.workers):
        process.kill()
        process.wait()
    time.sleep(0.5)
    again = [scheduler_at(cluster.address), worker_of(cluster.address, tmp_path / "c")]
    _, told = batch.communicate(timeout=120)
    for process in again:
        process.kill()
        process.wait()
    assert batch.returncode == 1, told
    assert f"{REPORTS} read" in told
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (REPORTS + 1,)


def test_no_scheduler_is_one_sentence(
    extract: Extract, tmp_path: Path, unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.batch.cluster.CONNECT", 0.5)
    address = f"tcp://127.0.0.1:{unused_port}"
    with pytest.raises(WorkerFault, match="there is no scheduler"):
        DaskExecutor(address)
    file = report_pdf(tmp_path / "a.pdf")
    ended = extract("batch", file, "--db", tmp_path / "x.db", "--engine", "dask", "--scheduler", address)
    assert ended.code == 2
    assert "dask scheduler" in ended.err
    assert extract("batch", file, "--db", tmp_path / "x.db", "--engine", "dask").code == 2
