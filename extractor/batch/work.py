"""What is done with one document of a batch, wherever it is done: in a process here or on another machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from extractor.batch.attempt import attempt
from extractor.errors import DocumentError
from extractor.pipeline import Options
from extractor.sinks.places import path_text
from extractor.sinks.sqlite import Prepared, prepare
from extractor.sinks.status import Status, partial_sentence, status_of


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: ``seconds``, ``megabytes`` of memory, ``pages``."""

    seconds: float = 300.0
    megabytes: int = 2048
    pages: int = 2000


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read: a file on storage that every worker sees, or its ``content``."""

    path: Path
    options: Options
    content: bytes | None = None

    @property
    def name(self) -> str:
        """What records and errors call the document."""
        return path_text(self.path)


@dataclass(frozen=True, slots=True)
class Done:
    """A document that was read: its rows, and a sentence where it was read in part only."""

    prepared: Prepared
    status: Status
    pages: int
    sentence: str | None = None


Outcome = Done | DocumentError


def work(task: Task) -> Outcome:
    """Read a document; pure but for reading the file, and raises nothing but an interrupt."""
    report = attempt(task.path if task.content is None else task.content, replace(task.options, name=task.name))
    if isinstance(report, DocumentError):
        return report
    status = status_of(report)
    sentence = partial_sentence(report) if status == "partial" else None
    try:
        return Done(prepare(report), status, report.source.pages, sentence)
    except DocumentError as fault:
        return fault
