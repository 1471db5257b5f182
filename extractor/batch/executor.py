"""The one interface behind which documents are read: by processes here, or by a cluster."""

from __future__ import annotations

from typing import Protocol

from extractor.batch.work import Outcome, Task


class Executor(Protocol):
    """Takes documents and gives their outcomes as they are done, in any order."""

    @property
    def room(self) -> int:
        """How many documents may be given to it at a time so that nobody waits."""
        ...

    def submit(self, number: int, task: Task) -> None:
        """Have a document read; ``number`` names it."""
        ...

    @property
    def has_done(self) -> bool:
        """Whether a document is done already, so that nobody waits for it."""
        ...

    def next_done(self) -> tuple[int, Outcome]:
        """Wait for a document to be done: its number and outcome. Ctrl-C can end the waiting."""
        ...

    def close(self) -> None:
        """End all work at once; what is not done is lost."""
        ...
