"""Records that no database can hold cost their document alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from extractor.batch.archive import Archive, Wishes
from extractor.batch.fingerprint import Fingerprint
from extractor.batch.store import DatabaseStore
from extractor.batch.work import Done, Outcome, Task, work
from extractor.errors import ReadingFault
from extractor.model.report import Report
from extractor.pipeline import Options
from extractor.sinks import sqlite
from extractor.sinks.database import writing
from extractor.sinks.rows import Rows
from extractor.sinks.sqlite import Prepared, prepare

from tests.cli.pdfs import report_pdf
from tests.sinks.made import made_report


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

    @property
    def has_done(self) -> bool:
        return bool(self._done)

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


def test_documents_that_are_done_at_once_are_loaded_together_and_kept_before_waiting(tmp_path: Path) -> None:
    files = [report_pdf(tmp_path / f"{n}.pdf", [f"青石区20{n}年度绿化绩效评价报告"]) for n in (15, 16, 17)]
    seen = []
    with writing(tmp_path / "findings.db") as connection, sqlite3.connect(tmp_path / "findings.db") as other:
        for _ in Archive(DatabaseStore(connection), HereExecutor(""), Wishes(Options())).run(files):
            seen.append(other.execute("SELECT count(*) FROM documents").fetchone()[0])
        assert other.execute("SELECT count(*) FROM documents").fetchone() == (3,)
    # Two are read at a time; none waits behind the first of them alone.
    assert seen[0] == 0


def test_a_row_that_refers_to_nothing_is_a_failure_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = sqlite.rows_of

    def dangling(report: Report) -> Rows:
        rows = made(report)
        rows.children["finding_categories"].append((rows.document[0], "f9", 0, "6.1", "[]", "light", None))
        return rows

    monkeypatch.setattr(sqlite, "rows_of", dangling)
    outcome = work(Task(report_pdf(tmp_path / "a.pdf"), Options()))
    assert isinstance(outcome, ReadingFault)
    assert "contradict each other (FOREIGN KEY constraint failed: finding_categories" in str(outcome)


def test_what_a_changed_file_held_before_goes_without_a_trace(tmp_path: Path) -> None:
    file = Fingerprint(report_pdf(tmp_path / "a.pdf"), "", 1)
    with writing(tmp_path / "findings.db") as connection:
        store = DatabaseStore(connection)
        for year in (2021, 2022):
            store.put(file, Done(prepare(made_report(year=year)), "ok", 1))
        store.keep()
        assert connection.execute("SELECT fiscal_year FROM documents").fetchall() == [(2022,)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
