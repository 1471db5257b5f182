"""Records that no database can hold cost their document alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from extractor.batch.archive import Archive, Wishes
from extractor.batch.store import DatabaseStore
from extractor.batch.work import Done, Outcome, Task, work
from extractor.pipeline import Options
from extractor.sinks.database import writing
from extractor.sinks.sqlite import Prepared

from tests.cli.pdfs import report_pdf


class HereExecutor:
    """Reads in this process, and changes what was read."""

    room = 2

    def __init__(self, text: str) -> None:
        self._text = text
        self._done: list[tuple[int, Outcome]] = []

    def submit(self, number: int, task: Task) -> None:
        outcome = work(task)
        if isinstance(outcome, Done) and "bad" in task.path.name:
            rows = outcome.prepared.rows
            head = rows.document
            rows = rows._replace(document=(*head[:6], self._text, *head[7:]))
            outcome = Done(Prepared(rows, outcome.prepared.search), outcome.status, outcome.pages)
        self._done.append((number, outcome))

    def next_done(self) -> tuple[int, Outcome]:
        return self._done.pop()

    def close(self) -> None:
        pass


@pytest.mark.parametrize("text", ["half of a pair: \udef0"])
def test_what_cannot_be_stored_is_a_failure_of_one(tmp_path: Path, text: str) -> None:
    files = [report_pdf(tmp_path / "bad.pdf"), report_pdf(tmp_path / "good.pdf", ["青石区2019年度绿化绩效评价报告"])]
    with writing(tmp_path / "findings.db") as connection:
        events = list(Archive(DatabaseStore(connection), HereExecutor(text), Wishes(Options())).run(files))
        rows = connection.execute("SELECT status, error_code FROM documents ORDER BY file").fetchall()
    assert sorted((event.path.name, event.reason) for event in events) == [("bad.pdf", "fault"), ("good.pdf", None)]
    assert rows == [("failed", "fault"), ("ok", None)]
