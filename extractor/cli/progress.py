"""How a batch goes on: a bar on a terminal, plain lines elsewhere, a table at the end; all on stderr."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from extractor.batch.archive import Event
from extractor.cli.read import tell
from extractor.cli.show import one_line, write_table

# Seconds between two plain lines.
LINE_EVERY = 30.0
WORDS = {"ok": "read", "partial": "partial", "removed": "taken out before"}
UNREAD = ["unchanged", "duplicate", "taken out before"]


class Tally:
    """What became of the files so far."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.files: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()
        self.statuses: set[str] = set()
        self.gone = 0
        self.began = time.monotonic()
        self._last = self.began
        self._first_read: float | None = None

    def add(self, event: Event) -> None:
        word = _word(event)
        self.files[word] += 1
        self.pages[word] += event.pages
        self.statuses.add(event.status)
        if event.happened in {"read", "failed"} and self._first_read is None:
            self._first_read = self._last  # its reading began when the last that needed none was done
        self._last = time.monotonic()

    @property
    def done(self) -> int:
        return sum(self.files.values())

    @property
    def failed(self) -> int:
        return sum(count for word, count in self.files.items() if word.startswith("failed"))

    @property
    def pages_a_second(self) -> float:
        spent = time.monotonic() - (self._first_read or self.began)
        return sum(self.pages.values()) / spent if spent > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """By the files read until now; those that needed no reading say nothing about the rest."""
        read = self.done - sum(self.files[word] for word in UNREAD)
        if not read or self._first_read is None:
            return None
        return (time.monotonic() - self._first_read) / read * (self.total - self.done)

    def line(self) -> str:
        """One line that says how far it is."""
        left = self.seconds_left
        told = f"{self.done}/{self.total} files, {self.pages_a_second:.1f} pages/s, {self.failed} failed"
        return told if left is None else f"{told}, {duration(left)} left"


class Shown(Protocol):
    def show(self, event: Event) -> None:
        """Show what became of a file."""
        ...


@contextmanager
def shown_progress(tally: Tally) -> Iterator[Shown]:
    """Shows progress in the way that suits where stderr goes."""
    if not sys.stderr.isatty():
        yield _Lines(tally)
        return
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[told]}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        yield _Bar(tally, progress)


class _Lines:
    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._last = time.monotonic()

    def show(self, event: Event) -> None:
        if event.sentence:
            tell(event.sentence)
        if time.monotonic() - self._last >= LINE_EVERY:
            self._last = time.monotonic()
            tell(self._tally.line())


class _Bar:
    def __init__(self, tally: Tally, progress: Progress) -> None:
        self._tally = tally
        self._progress = progress
        self._task = progress.add_task("", total=tally.total, told="")

    def show(self, event: Event) -> None:
        if event.sentence:
            self._progress.console.print(Text(f"extract: {one_line(event.sentence)}"))
        told = self._tally.line().partition(" files, ")[2]
        self._progress.update(self._task, completed=self._tally.done, told=told)


def print_tally(tally: Tally, target: str) -> None:
    """Print what became of all files: a table, and in one line."""
    order = ["read", "partial", *sorted(word for word in tally.files if word.startswith("failed"))]
    order += UNREAD
    present = [word for word in order if tally.files[word]]
    rows = [(word, tally.files[word], tally.pages[word] or None) for word in present]
    if tally.gone:
        rows.append(("gone (records kept)", tally.gone, None))
    if tally.done < tally.total:
        rows.append(("not looked at", tally.total - tally.done, None))
    if rows:
        write_table(["outcome", "files", "pages"], rows, sys.stderr)
    told = [f"{tally.total} files", *(f"{tally.files[word]} {word}" for word in present)]
    spent = duration(time.monotonic() - tally.began)
    tell(f"{target}: {', '.join(told)}; {tally.pages_a_second:.1f} pages/s, {spent}")


def duration(seconds: float) -> str:
    """``45 s``, ``12 min`` or ``3 h 20 min``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


def _word(event: Event) -> str:
    if event.happened == "read":
        return WORDS[event.status]
    return f"failed ({event.reason})" if event.happened == "failed" else WORDS.get(event.happened, event.happened)
