"""The inside of a worker process: takes documents from its input, gives outcomes to its output.

Started by :mod:`extractor.batch.worker`; ends when its input ends, so never outlives the program that started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
from itertools import count
from typing import BinaryIO

from extractor.batch.work import Limits, Task, work

# A message is its length in eight bytes and then a pickle.
LENGTH = struct.Struct("<Q")
READY = "ready"
# Should the parent be gone or asleep, a worker ends itself this long after the limit (share of it, and seconds).
GRACE_SHARE, GRACE_SECONDS = 0.2, 10.0
# The system's own limit on memory lies this far beyond ours: the parent looks only now and then.
BEYOND_SHARE, BEYOND_MEGABYTES = 2, 2048
MEGABYTE = 1 << 20
# Documents between two runs of the collector.
COLLECT_EVERY = 8


def serve() -> None:
    """Read documents until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    inbox, outbox = sys.stdin.buffer, _private_output()
    limits = receive(inbox)
    if not isinstance(limits, Limits):
        return
    _limit_memory(limits.megabytes)
    send(outbox, READY)
    # Reading makes a million objects that hardly ever form cycles: the collector runs now and then between documents.
    gc.disable()
    for number in count(1):
        task = receive(inbox)
        if not isinstance(task, Task):
            return
        _set_alarm(limits.seconds * (1 + GRACE_SHARE) + GRACE_SECONDS)
        send(outbox, work(task))
        _set_alarm(0.0)
        if number == 1:
            gc.collect()
            gc.freeze()  # what is there now stays: modules, patterns
        elif number % COLLECT_EVERY == 0:
            gc.collect()


def receive(stream: BinaryIO) -> object:
    """The next message; None where the stream has ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return pickle.loads(body) if len(body) == length else None


def send(stream: BinaryIO, message: object) -> None:
    """Write one message."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def _private_output() -> BinaryIO:
    """Our output for ourselves: what a library prints goes to the error output instead."""
    private = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return private


def _set_alarm(seconds: float) -> None:
    """Let the system end this process in so many seconds, whatever it is doing; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int) -> None:
    """A backstop: allocations far beyond the limit fail at once. A crash leaves no image of the memory behind."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    most = min((megabytes * BEYOND_SHARE + BEYOND_MEGABYTES) * MEGABYTE, sys.maxsize)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
