"""Keeps two batches from writing to one target at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extractor.errors import DatabaseError

try:
    import fcntl
except ImportError:  # Windows: SQLite's own locks still keep the file sound
    fcntl = None  # type: ignore[assignment]


@contextmanager
def only_batch(target: Path, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold ``target`` for this batch; where another holds it, say so to ``waiting`` and wait for its end.

    The lock is a file beside the target that the system itself lets go of when a process dies, however it does.
    """
    if fcntl is None:
        yield
        return
    place = target.with_name(target.name + ".lock")
    handle = _take(place, waiting)
    try:
        with suppress(OSError):  # a full disk
            os.truncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        with suppress(OSError):
            place.unlink()
        os.close(handle)


def _take(place: Path, waiting: Callable[[str], None]) -> int:
    told = False
    while True:
        try:
            handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            reason = error.strerror or "it cannot be opened"
            raise DatabaseError(f"{place}: {reason}. A batch must be able to write there.") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not told:
                told = True
                waiting(_sentence(place, handle))
            fcntl.flock(handle, fcntl.LOCK_EX)
        if _is_there(place, handle):
            return handle
        os.close(handle)  # the batch before took the file away as it ended


def _sentence(place: Path, handle: int) -> str:
    process = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
    whose = f" (process {process})" if process.isdigit() else ""
    target = place.with_name(place.name.removesuffix(".lock"))
    return f"{target}: another batch{whose} is writing to it. Waiting for its end; Ctrl-C stops the waiting."


def _is_there(place: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(place), os.fstat(handle))
    except FileNotFoundError:
        return False
