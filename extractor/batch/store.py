"""Where a batch puts what it reads, and what it remembers of the runs before."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol

from extractor.batch.fingerprint import Fingerprint
from extractor.batch.work import Done
from extractor.errors import DocumentError
from extractor.sinks.places import settle
from extractor.sinks.sqlite import Known, Prepared, known_content, load_failed, load_prepared, note_place

# Documents in one transaction: 64 load a quarter faster than one by one.
TOGETHER = 64


def is_recorded(path: Path) -> bool:
    """Whether a failure at ``path`` is one of a document: not where there is none, or a folder."""
    return os.path.exists(path) and not os.path.isdir(path)


class Store(Protocol):
    """Takes documents one at a time, each whole or not at all."""

    def known(self, sha256: str) -> Known | None:
        """What earlier runs made of this content."""
        ...

    def put_known(self, file: Fingerprint) -> None:
        """Note that a known content lies in this file too."""
        ...

    def put(self, file: Fingerprint, done: Done) -> None:
        """Keep what was read. Raises a :class:`DocumentError` where the fault lies in these records alone."""
        ...

    def put_failure(self, file: Fingerprint, error: DocumentError) -> None:
        """Keep why it could not be read."""
        ...

    def keep(self) -> None:
        """Let nothing of what was put be lost any more, as far as the store can; called when nobody waits for it."""
        ...

    def settle(self, roots: Sequence[Path], seen: Collection[Path]) -> int:
        """At the end: mark what was known below ``roots`` and is there no more; how many files that is."""
        ...


class DatabaseStore:
    """A findings database; its one connection is used by one thread only.

    Documents that are done faster than they are loaded go into one transaction, several at a time.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._together: list[tuple[Prepared, Path]] = []
        # Workers look for broken links in a whole document; row by row it takes a seventh of loading.
        connection.execute("PRAGMA foreign_keys = OFF")

    def known(self, sha256: str) -> Known | None:
        return known_content(self._connection, sha256)

    def put_known(self, file: Fingerprint) -> None:
        self.keep()
        if file.sha256 is not None:
            note_place(self._connection, file.path, file.sha256)

    def put(self, file: Fingerprint, done: Done) -> None:
        connection = self._connection
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
            self._together.clear()
        place = file.path.absolute()
        try:
            load_prepared(done.prepared, connection, place)
        except BaseException:  # those before it are loaded again, each by itself
            connection.rollback()
            for earlier in self._together:
                load_prepared(earlier[0], connection, earlier[1])
            raise
        self._together.append((done.prepared, place))
        if len(self._together) == TOGETHER:
            self.keep()

    def put_failure(self, file: Fingerprint, error: DocumentError) -> None:
        self.keep()
        if is_recorded(file.path):
            load_failed(error, self._connection, file.path.absolute(), file.sha256, file.size)

    def keep(self) -> None:
        if self._connection.in_transaction:
            self._connection.commit()

    def settle(self, roots: Sequence[Path], seen: Collection[Path]) -> int:
        return settle(self._connection, roots, seen)
