"""Hashes files ahead of the reading, so that a slow file server is waited for only once."""

from __future__ import annotations

import hashlib
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from extractor.errors import DocumentError, MissingDocument
from extractor.sinks.places import path_text

# Files hashed at a time, and ahead of the one that is wanted. Hashing leaves the processor to other threads.
THREADS = 4
AHEAD = 32


class Fingerprint(NamedTuple):
    """What a file holds (``size`` in bytes), or why that cannot be told."""

    path: Path
    sha256: str | None
    size: int | None
    problem: DocumentError | None = None


def fingerprints(paths: Iterable[Path]) -> Iterator[Fingerprint]:
    """The fingerprints of files, in their order."""
    ahead: deque[Future[Fingerprint]] = deque()
    pool = ThreadPoolExecutor(THREADS)
    try:
        for path in paths:
            ahead.append(pool.submit(fingerprint, path))
            if len(ahead) > AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def fingerprint(path: Path) -> Fingerprint:
    """Hash one file; pipes, sockets and devices are never opened: they may never end.

    A folder among the files is one that cannot be looked into.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return _problem(path, "the folder cannot be read", "Check its permissions.")
        if not stat.S_ISREG(mode):
            return _problem(path, "this is no regular file", "Give a PDF file.")
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return Fingerprint(path, sha256, file.tell())
    except (FileNotFoundError, ValueError):  # a NUL is in no name
        return _problem(path, "there is no such file", "Check the path.")
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        return _problem(path, f"the file cannot be read ({reason})", "Check its permissions.")


def _problem(path: Path, problem: str, next_step: str) -> Fingerprint:
    return Fingerprint(path, None, None, MissingDocument(path_text(path), problem, next_step))
