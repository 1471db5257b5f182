"""Reads documents in worker processes and gives their outcomes in the order of the documents.

Processes, never threads: the PDF engine shares state. A worker that dies in native code takes one document.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from extractor.batch.attempt import attempt
from extractor.errors import DocumentError, ReadingFault
from extractor.model.report import Report
from extractor.pipeline import Options

# A worker is replaced after so many documents, so that its memory cannot grow for ever.
DOCUMENTS_PER_WORKER = 200
# Documents handed out ahead of the one waited for, for each worker.
AHEAD = 4


class Reader(Protocol):
    """Reads one document; a function of a module, so that it can be sent to a worker."""

    def __call__(self, source: Path, options: Options) -> Report | DocumentError: ...


class Outcome(NamedTuple):
    """A document and its report, or why there is none."""

    path: Path
    result: Report | DocumentError


def read_all(
    paths: Iterable[Path], options: Options, workers: int | None = None, read: Reader = attempt
) -> Iterator[Outcome]:
    """The outcomes of documents, in their order; ``read`` reads one of them."""
    rest = deque(paths)
    while rest:
        yield from _read_until_crash(rest, partial(read, options=options), workers or processors())


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _read_until_crash(
    rest: deque[Path], read: Callable[[Path], Report | DocumentError], workers: int
) -> Iterator[Outcome]:
    """Read from the front of ``rest``; after a crash those in flight are read one by one, to find whose it was."""
    waiting: deque[tuple[Path, Future[Report | DocumentError]]] = deque()
    with _pool(workers) as pool:
        try:
            while rest or waiting:
                while rest and len(waiting) < workers * AHEAD:
                    waiting.append((rest[0], pool.submit(read, rest[0])))
                    rest.popleft()
                path, future = waiting[0]
                result = future.result()
                waiting.popleft()
                yield Outcome(path, result)
        except BrokenProcessPool:
            pass
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    for path, _ in waiting:
        yield Outcome(path, _read_alone(path, read))


def _read_alone(path: Path, read: Callable[[Path], Report | DocumentError]) -> Report | DocumentError:
    with _pool(1) as pool:
        try:
            return pool.submit(read, path).result()
        except BrokenProcessPool:
            return ReadingFault(str(path), "the PDF engine crashed on it", "Print it to PDF anew and read that.")


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        max_tasks_per_child=DOCUMENTS_PER_WORKER,
    )


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
