"""Reads documents on an existing Dask cluster, each in a process of its own beside the worker that was given it.

A worker that dies gives its documents back to the scheduler, which hands them to others; when the scheduler itself
goes down and comes again, everything that was not done is handed in anew.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from asyncio import CancelledError
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from extractor.batch.work import Limits, Outcome, Task
from extractor.batch.worker import Worker
from extractor.errors import EngineCrash, WorkerFault

if TYPE_CHECKING:
    from distributed import Client

# Documents given out ahead, for each thread of the cluster: results travel while the next are read.
AHEAD = 3
# Seconds to wait for the scheduler: at the start, and when it has gone down; between two looks whether it has.
CONNECT, RECONNECT, LOOK = 10.0, 300.0, 2.0

# What the client raises when the scheduler does not answer.
GONE = (OSError, TimeoutError, CancelledError)

_own = threading.local()


def read_isolated(task: Task, limits: Limits) -> Outcome:
    """Runs on a worker of the cluster: limits and crashes are those of a process beside it."""
    made: tuple[Limits, Worker] | None = getattr(_own, "made", None)
    if made is None or made[0] != limits:
        if made is not None:
            made[1].close()
        made = _own.made = (limits, Worker(limits))
    return made[1].run(task)


class DaskExecutor:
    """Hands documents to the scheduler at ``address`` (``tcp://host:8786``)."""

    def __init__(self, address: str, limits: Limits | None = None) -> None:
        self._address = address
        self._limits = limits or Limits()
        self._tasks: dict[int, Task] = {}
        self._done: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
        self._client = _connected(address, CONNECT)
        self._futures: dict[int, Any] = {}
        self._threads = 0
        self._counted = float("-inf")

    @property
    def room(self) -> int:
        """At least one, so that a cluster whose workers are yet to come is not given up."""
        if time.monotonic() - self._counted > LOOK:
            self._counted = time.monotonic()
            with suppress(*GONE):
                self._threads = sum(int(each) for each in self._client.nthreads().values())
        return max(self._threads, 1) * AHEAD

    def submit(self, number: int, task: Task) -> None:
        self._tasks[number] = task
        with suppress(*GONE):  # noticed by next_done
            self._hand_in(number, task)

    def _hand_in(self, number: int, task: Task) -> None:
        future = self._client.submit(read_isolated, task, self._limits, pure=False, key=f"extract-{id(self)}-{number}")
        self._futures[number] = future
        future.add_done_callback(lambda done: self._done.put((number, done)))

    @property
    def has_done(self) -> bool:
        return not self._done.empty()

    def next_done(self) -> tuple[int, Outcome]:
        while True:
            try:
                number, future = self._done.get(timeout=LOOK)
            except queue.Empty:
                if self._client.status != "running" or self._futures.keys() != self._tasks.keys():
                    self._hand_in_anew()
                continue
            if number not in self._futures or self._futures[number] is not future:
                continue
            if future.status in {"cancelled", "lost"}:
                self._hand_in_anew()
                continue
            try:
                outcome = self._outcome(number, future)
            except GONE:
                self._hand_in_anew()
                continue
            del self._futures[number], self._tasks[number]
            return number, outcome

    def close(self) -> None:
        with suppress(*GONE):
            self._client.cancel(list(self._futures.values()), force=True)
        with suppress(*GONE):
            self._client.close(timeout=LOOK)

    def _outcome(self, number: int, future: Any) -> Outcome:
        error = future.exception() if future.status == "error" else None
        if error is None:
            outcome: Outcome = future.result()
            return outcome
        if type(error).__name__ == "KilledWorker":
            problem = "several workers of the cluster went down while they read it"
            return EngineCrash(self._tasks[number].name, problem, "Read it by itself: extract batch FILE --db PATH.")
        raise WorkerFault(f"{self._address}: a worker cannot read documents ({error}). Is extractor installed there?")

    def _hand_in_anew(self) -> None:
        """Find the scheduler again and give it everything that is not done."""
        self._futures.clear()
        with suppress(*GONE):
            self._client.close(timeout=LOOK)
        self._client = _connected(self._address, RECONNECT)
        for number, task in list(self._tasks.items()):
            self.submit(number, task)


def _connected(address: str, seconds: float) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise WorkerFault("--engine dask needs Dask. Install it with: pip install 'extractor[cluster]'") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it tells, we tell in a sentence
    ends = time.monotonic() + seconds
    while True:
        try:
            return Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            if time.monotonic() > ends or isinstance(error, ValueError):
                raise WorkerFault(f"{address}: there is no scheduler. Start one with: dask scheduler") from None
        time.sleep(LOOK)
