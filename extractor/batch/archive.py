"""Brings a store in step with an archive: reads what is new or changed, leaves alone what is known.

Every file ends in exactly one event. A content that lies in several files is read once, and documents may be done
in any order: what ends up in the store does not depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from extractor.batch.executor import Executor
from extractor.batch.fingerprint import Fingerprint, fingerprints
from extractor.batch.store import Store
from extractor.batch.work import Outcome, Task
from extractor.errors import DocumentError
from extractor.pipeline import Options
from extractor.sinks.sqlite import Known

Happened = Literal["read", "failed", "unchanged", "duplicate", "removed"]


class Event(NamedTuple):
    """What became of one file: ``status`` is that of its document, ``reason`` the code of its error.

    A ``duplicate`` has the content of a file that this run has read; what is ``removed`` a user took out before.
    """

    path: Path
    happened: Happened
    status: str
    pages: int = 0
    reason: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a batch goes about: whether failed documents are tried again, whether workers get contents or paths."""

    options: Options
    retry_failed: bool = False
    send_content: bool = False


class Archive:
    """One run over the files of an archive."""

    def __init__(self, store: Store, executor: Executor, wishes: Wishes) -> None:
        self._store = store
        self._executor = executor
        self._wishes = wishes
        self._in_flight: dict[int, Fingerprint] = {}
        self._same: dict[str, list[Fingerprint]] = {}
        self._tried: set[str] = set()
        self._number = 0

    def run(self, files: Sequence[Path]) -> Iterator[Event]:
        """Go through the files; each gives an event, soon after it is done."""
        coming = fingerprints(files)
        more = True
        try:
            while more or self._in_flight:
                while more and len(self._in_flight) < self._executor.room:
                    file = next(coming, None)
                    if file is None:
                        more = False
                    elif event := self._begin(file):
                        yield event
                if not self._executor.has_done:
                    self._store.keep()
                if self._in_flight:
                    yield from self._end(*self._executor.next_done())
        finally:
            self._store.keep()

    def _begin(self, file: Fingerprint) -> Event | None:
        """Have a file read; the event where that is not needed or not possible."""
        if file.sha256 is None:
            return None if file.problem is None else self._failed(file, file.problem)
        if file.sha256 in self._same:
            self._same[file.sha256].append(file)
            return None
        known = self._store.known(file.sha256)
        if known is not None and known.status == "removed":
            return Event(file.path, "removed", "ok")
        if known is not None and self._stands(file.sha256, known):
            return self._unchanged(file, known)
        self._same[file.sha256] = []
        self._in_flight[self._number] = file
        self._executor.submit(self._number, self._task(file))
        self._number += 1
        return None

    def _stands(self, sha256: str, known: Known) -> bool:
        """Whether what is known of a content needs no reading."""
        again = self._wishes.retry_failed and known.status == "failed" and sha256 not in self._tried
        return known.current and not again

    def _task(self, file: Fingerprint) -> Task:
        path, content = file.path.absolute(), None
        if self._wishes.send_content:
            with suppress(OSError):  # then the worker says what is wrong with it
                content = path.read_bytes()
        return Task(path, self._wishes.options, content)

    def _end(self, number: int, outcome: Outcome) -> Iterator[Event]:
        """Store an outcome, and then what waited for it: the other files with this content."""
        file = self._in_flight.pop(number)
        yield self._store_outcome(file, outcome)
        sha256 = file.sha256 or ""
        self._tried.add(sha256)
        for other in self._same.pop(sha256):
            if event := self._begin(other):
                yield event

    def _store_outcome(self, file: Fingerprint, outcome: Outcome) -> Event:
        if isinstance(outcome, DocumentError):
            return self._failed(file, outcome)
        try:
            self._store.put(file, outcome)
        except DocumentError as fault:
            return self._failed(file, fault)
        return Event(file.path, "read", outcome.status, outcome.pages, None, outcome.sentence)

    def _failed(self, file: Fingerprint, error: DocumentError) -> Event:
        self._store.put_failure(file, error)
        return Event(file.path, "failed", "failed", 0, error.code, str(error))

    def _unchanged(self, file: Fingerprint, known: Known) -> Event:
        self._store.put_known(file)
        return Event(file.path, "duplicate" if file.sha256 in self._tried else "unchanged", known.status)
