"""Reads documents in processes of this machine."""

from __future__ import annotations

import os
import queue
import threading

from extractor.batch.work import Limits, Outcome, Task
from extractor.batch.worker import Worker
from extractor.errors import WorkerFault

# Documents given out ahead, for each worker: none of them waits for the next.
AHEAD = 2
# Waiting in pieces lets Ctrl-C through on every system (seconds).
PIECE = 1.0


class LocalExecutor:
    """So many worker processes, each led by a thread that hands it one document after the other."""

    def __init__(self, workers: int | None = None, limits: Limits | None = None) -> None:
        self._tasks: queue.SimpleQueue[tuple[int, Task] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Outcome] | WorkerFault] = queue.SimpleQueue()
        self.workers = [Worker(limits or Limits()) for _ in range(workers or processors())]
        self._threads = [threading.Thread(target=self._lead, args=(worker,), daemon=True) for worker in self.workers]
        for thread in self._threads:
            thread.start()

    @property
    def room(self) -> int:
        return len(self.workers) * AHEAD

    def submit(self, number: int, task: Task) -> None:
        self._tasks.put((number, task))

    @property
    def has_done(self) -> bool:
        return not self._done.empty()

    def next_done(self) -> tuple[int, Outcome]:
        while True:
            try:
                done = self._done.get(timeout=PIECE)
            except queue.Empty:
                continue
            if isinstance(done, WorkerFault):
                raise done
            return done

    def close(self) -> None:
        for _ in self.workers:
            self._tasks.put(None)
        for worker in self.workers:
            worker.close()

    def _lead(self, worker: Worker) -> None:
        while (given := self._tasks.get()) is not None:
            number, task = given
            try:
                outcome = worker.run(task)
            except WorkerFault as fault:
                self._done.put(fault)
                return
            except (OSError, RuntimeError) as error:  # there is no process, pipe or thread to be had
                problem = f"A process to read documents cannot be started ({error}). Try fewer --workers."
                self._done.put(WorkerFault(problem))
                return
            self._done.put((number, outcome))


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
