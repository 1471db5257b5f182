"""Exit codes."""

from __future__ import annotations

from collections.abc import Collection

OK = 0
SOME_FAILED = 1  # some document failed or is partial
WRONG_USAGE = 2  # also a database that cannot be used
NONE_READ = 3  # no document could be read
INTERRUPTED = 130  # as shells say of Ctrl-C


def exit_code(statuses: Collection[str]) -> int:
    """The exit code for documents that ended as ``ok``, ``partial`` or ``failed``."""
    if all(status == "failed" for status in statuses):
        return NONE_READ
    return OK if all(status == "ok" for status in statuses) else SOME_FAILED
