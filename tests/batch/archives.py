"""Small archives of different reports, and what a database made of them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.cli.pdfs import REPORT, report_pdf

ROOT = Path(__file__).parents[2]


def make_archive(folder: Path, reports: int) -> Path:
    """Reports of different years and amounts, every fifth of them twice, and one file that is no PDF."""
    for number in range(reports):
        lines = [line.replace("2021", str(2000 + number)).replace("12.8", f"{number}.8") for line in REPORT]
        place = folder / f"{number % 3}" / f"报告 {number:03}.pdf"
        place.parent.mkdir(parents=True, exist_ok=True)
        report_pdf(place, lines)
        if number % 5 == 0:
            (folder / f"copy {number}.pdf").write_bytes(place.read_bytes())
    (folder / "x.pdf").write_text("no PDF", encoding="utf-8")
    return folder


def all_rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in an order of its own, and what the search index answers."""
    with sqlite3.connect(database) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_index%'"
        )
        tables = [name for (name,) in names.fetchall()]
        rows = {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in tables}
        hits = "SELECT rowid FROM search_index WHERE search_index MATCH '合同' ORDER BY rowid"
        return rows | {"hits": connection.execute(hits).fetchall()}


def integrity(database: Path) -> str:
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def start(*arguments: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    """The command in a process of its own, started as the installed one is."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "extractor", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=cwd,
    )


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for place in listed for child in place.read_text(encoding="ascii").split()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
