"""Does work on documents in a process beside this one, which alone goes down with the PDF engine.

For calls that read a few documents and print what is in them; a batch has its workers, which are also ended at limits.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from ctypes import CDLL
from typing import BinaryIO, TypeVar, cast

from extractor.batch.attempt import crashed
from extractor.batch.child import receive, send
from extractor.errors import EngineCrash, ExtractorError

Item = TypeVar("Item")
Value = TypeVar("Value")
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG
# Libraries whose threads a forked process lacks and waits for: a process that has read pictures forks no more.
THREADED = frozenset(("cv2", "onnxruntime"))
# What the caller has words for; any other exception is a fault, told where it happens.
_PASSED_ON = (ExtractorError, OSError, KeyboardInterrupt)


def apart(
    items: Sequence[Item], work: Callable[[Item], Value], name: Callable[[Item], str]
) -> Iterator[Value | EngineCrash]:
    """What ``work`` gives for each item, in their order, or the crash for one (called ``name``) on which it went down.

    One process does one item after the other, so what it has loaded serves all; after a crash a new one goes on with
    the next. ``work`` never gives None; what it raises is raised. Where a process cannot be bound to end with the one
    that began it (not on Linux), or this one has read pictures, the work is done in this one.
    """
    if sys.platform != "linux" or not THREADED.isdisjoint(sys.modules):
        yield from map(work, items)
        return
    rest = list(items)
    while rest:
        child, pipe = _begin(rest, work)
        try:
            with pipe:
                while (answer := receive(pipe)) is not None:
                    if isinstance(answer, BaseException):
                        raise answer
                    rest.pop(0)
                    yield cast("Value", answer)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code > 0:  # a fault, which has been told
            raise SystemExit(code)
        if rest:
            yield crashed(name(rest.pop(0)), code)


def _begin(items: Sequence[Item], work: Callable[[Item], Value]) -> tuple[int, BinaryIO]:
    """A process that does the work, and where its answers are read."""
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, "rb")
    code = 1
    try:
        CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        os.close(reading)
        _keep_errors_private()
        with os.fdopen(writing, "wb") as pipe:
            if os.getppid() == parent:
                _do(items, work, pipe)
        code = 0
    except BaseException:  # noqa: BLE001 - as it would be told at the end of a program
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _keep_errors_private() -> None:
    """The error output for this program alone: what a system's library prints as it aborts (free(): …) tells nobody
    anything, and our sentence follows."""
    if sys.stderr is sys.__stderr__ and sys.stderr is not None:
        sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors=sys.stderr.errors)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _do(items: Sequence[Item], work: Callable[[Item], Value], pipe: BinaryIO) -> None:
    """Do the work and send each answer, with what was printed before it."""
    for item in items:
        answer: Value | BaseException
        try:
            answer = work(item)
            sys.stdout.flush()
        except _PASSED_ON as error:
            answer = error
        send(pipe, answer)
        if isinstance(answer, BaseException):
            return
