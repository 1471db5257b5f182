"""One document never takes another with it: limits, crashes, bombs."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from extractor.batch import worker as module
from extractor.batch.local import LocalExecutor
from extractor.batch.work import Done, Limits, Outcome, Task
from extractor.batch.worker import Worker
from extractor.errors import DocumentError, WorkerFault
from extractor.pipeline import Options

from tests.batch import bombs
from tests.cli.pdfs import REPORT, document, report_pdf

ROOMY = Limits(seconds=60.0, megabytes=1500)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report_pdf(tmp_path_factory.mktemp("good") / "good.pdf")


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Takes seconds and gigabytes."""
    return bombs.crowded(tmp_path_factory.mktemp("slow") / "crowded.pdf", 10_000_000)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(ROOMY) as made:
        yield made


def read(worker: Worker, path: Path, pages: int | None = None) -> Outcome:
    return worker.run(Task(path, Options(max_pages=pages)))


def code(outcome: Outcome) -> str:
    return outcome.code if isinstance(outcome, DocumentError) else outcome.status


def test_too_much_time(slow: Path) -> None:
    with Worker(Limits(seconds=2.0, megabytes=8000)) as worker:
        outcome = read(worker, slow)
        assert code(outcome) == "timeout"
        assert "longer than the limit of 2 seconds" in str(outcome)
        assert str(slow) in str(outcome)


def test_too_much_memory(good: Path, slow: Path) -> None:
    with Worker(Limits(seconds=60.0, megabytes=300)) as worker:
        outcome = read(worker, slow)
        assert code(outcome) == "memory"
        assert "more memory than the limit of 300 MB" in str(outcome)
        assert code(read(worker, good)) == "ok"


def test_too_many_pages(worker: Worker, tmp_path: Path) -> None:
    made = document(REPORT)
    made.insert_pdf(document(REPORT))
    made.save(tmp_path / "two.pdf")
    outcome = read(worker, tmp_path / "two.pdf", pages=1)
    assert code(outcome) == "too_many_pages"
    assert "2 pages, more than the limit of 1" in str(outcome)
    assert code(read(worker, tmp_path / "two.pdf", pages=2)) == "ok"


@pytest.mark.parametrize(
    ("sent", "said"), [(signal.SIGSEGV, "crashed on it (SIGSEGV)"), (signal.SIGKILL, "killed from outside")]
)
def test_a_crash_takes_one_document(good: Path, slow: Path, sent: signal.Signals, said: str) -> None:
    with Worker(Limits(seconds=60.0, megabytes=8000)) as worker:
        assert code(read(worker, good)) == "ok"
        pid = worker.pid
        assert pid is not None
        threading.Timer(0.3, os.kill, (pid, sent)).start()
        outcome = read(worker, slow)
        assert code(outcome) == "crash"
        assert said in str(outcome)
        assert code(read(worker, good)) == "ok"
        assert worker.pid != pid


def test_processes_are_replaced_in_time(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DOCUMENTS_PER_PROCESS", 2)
    with Worker(ROOMY) as worker:
        pids = [worker.pid for _ in range(4) if read(worker, good)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_an_executor_gives_every_outcome(good: Path, slow: Path, tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"no")
    executor = LocalExecutor(2, Limits(seconds=60.0, megabytes=300))
    paths = [good, slow, tmp_path / "no.pdf", good, good, good]
    for number, path in enumerate(paths):
        executor.submit(number, Task(path, Options()))
    codes = {number: code(outcome) for number, outcome in (executor.next_done() for _ in paths)}
    executor.close()
    assert codes.pop(1) in {"memory", "timeout"}
    assert codes == {0: "ok", 2: "not_a_pdf", 3: "ok", 4: "ok", 5: "ok"}


def test_bombs_are_survived(worker: Worker, good: Path, tmp_path: Path) -> None:
    made = [
        bombs.unpacking(tmp_path / "unpacking.pdf", 1),
        bombs.huge_picture(tmp_path / "picture.pdf", 20_000),
        bombs.looping_table(tmp_path / "table.pdf"),
        bombs.looping_pages(tmp_path / "pages.pdf"),
        bombs.counting_on(tmp_path / "counting.pdf", 100_000),
    ]
    for path in made:
        assert code(read(worker, path, pages=2000)) in {"partial", "damaged", "no_pages", "too_many_pages", "memory"}
    assert code(read(worker, good)) == "ok"


def test_nothing_in_a_pdf_is_run_or_fetched(worker: Worker, tmp_path: Path) -> None:
    outcome = read(worker, bombs.scripted(tmp_path / "scripted.pdf", tmp_path / "touched"))
    assert isinstance(outcome, Done)
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize("error", [BlockingIOError(11, "Resource temporarily unavailable"), RuntimeError("no thread")])
def test_where_no_process_can_be_started_nobody_waits(
    good: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refused(limits: Limits) -> None:
        raise error

    monkeypatch.setattr(module, "_start", refused)
    executor = LocalExecutor(1, ROOMY)
    executor.submit(0, Task(good, Options()))
    with pytest.raises(WorkerFault, match=r"cannot be started .*(temporarily|thread).*fewer --workers"):
        executor.next_done()
    executor.close()


def test_a_process_that_ends_itself_says_how(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "_START", "import os, time; os.write(1, b'x'); os.close(1); time.sleep(0.3); os._exit(7)"
    )
    with Worker(ROOMY) as worker, pytest.raises(WorkerFault, match=r"ended with 7"):
        read(worker, good)
