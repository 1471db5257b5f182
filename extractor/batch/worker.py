"""The outside of a worker process: gives it one document at a time, and ends it where it goes beyond the limits.

Processes, never threads: the PDF engine shares state, and only a process can be ended whatever it is doing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

from extractor.batch.attempt import crashed
from extractor.batch.child import MEGABYTE, READY, receive, send
from extractor.batch.work import Done, Limits, Outcome, Task
from extractor.errors import DocumentError, TooMuchMemory, TooSlow, WorkerFault

# A process is replaced after so many documents, so that its memory cannot grow for ever.
DOCUMENTS_PER_PROCESS = 500
# Seconds for a process that gives no more answers to end by itself: then it tells why.
ENDING = 5.0
# Seconds between two looks at a process that is working.
LOOK_EVERY = 0.05
# The child gets this program's own module path; -P keeps the folder it is started in out of it.
_START = "import sys; sys.path[:] = sys.argv[1:]; from extractor.batch.child import serve; serve()"


class Worker:
    """One process that reads documents; a new one takes its place when it dies or has read enough."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._guard = threading.Lock()
        self._closed = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process that runs at the moment."""
        return self._process.pid if self._process else None

    def run(self, task: Task) -> Outcome:
        """Read a document; whatever happens to it, there is an outcome."""
        process = self._ready_process()
        watch = _Watch(process, self._limits)
        try:
            send(_pipe(process.stdin), task)
            answer = receive(_pipe(process.stdout))
        except (OSError, ValueError):  # the process went down, or was closed under our hands
            answer = None
        exceeded = watch.end()
        if isinstance(answer, (Done, DocumentError)) and exceeded is None:
            self._read += 1
            return answer
        code = self._discard(ENDING)
        return _exceeded(task, exceeded, self._limits) if exceeded else crashed(task.name, code)

    def close(self) -> None:
        """End the process, and with it the document that it is reading."""
        with self._guard:
            self._closed = True
        self._discard()

    def _ready_process(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._read >= DOCUMENTS_PER_PROCESS:
            self._discard()
        with self._guard:
            if self._process is None and not self._closed:
                self._process = _start(self._limits)
                self._read = 0
            if self._process is None:
                raise WorkerFault("this worker process was ended")
            return self._process

    def _discard(self, patience: float = 0.0) -> int:
        """End the process, unless it ends by itself in so many seconds; the code that it ended with."""
        with self._guard:
            process, self._process = self._process, None
        if process is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError, ValueError):
                _pipe(pipe).close()
        return code


class _Watch:
    """Looks at a process while it reads one document, and kills it when it takes too long or too much."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._deadline = time.monotonic() + limits.seconds
        self._over = threading.Event()
        self._exceeded: Literal["time", "memory"] | None = None
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> Literal["time", "memory"] | None:
        """Stop looking; which limit the process went beyond."""
        self._over.set()
        self._thread.join()
        return self._exceeded

    def _look(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            if time.monotonic() > self._deadline:
                self._exceeded = "time"
            elif resident_megabytes(self._process.pid) > self._limits.megabytes:
                self._exceeded = "memory"
            if self._exceeded:
                self._process.kill()
                return


def resident_megabytes(pid: int) -> float:
    """The memory that a process holds at the moment; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    path = [os.path.abspath(entry) for entry in sys.path]
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _START, *path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with suppress(OSError):
        send(_pipe(process.stdin), limits)
    if receive(_pipe(process.stdout)) != READY:
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDING)
        process.kill()
        raise WorkerFault(
            f"A process to read documents cannot be started (it ended with {process.wait()}). "
            "Try it with fewer --workers, or a higher --max-memory."
        )
    return process


def _pipe(pipe: object) -> BinaryIO:
    if pipe is None:
        raise OSError("no pipe")
    return pipe  # type: ignore[return-value]


def _exceeded(task: Task, what: Literal["time", "memory"], limits: Limits) -> DocumentError:
    if what == "time":
        problem = f"reading it took longer than the limit of {limits.seconds:g} seconds"
        return TooSlow(task.name, problem, "Read it with a higher --timeout and --retry-failed.")
    problem = f"reading it took more memory than the limit of {limits.megabytes} MB"
    return TooMuchMemory(task.name, problem, "Read it with a higher --max-memory and --retry-failed.")
