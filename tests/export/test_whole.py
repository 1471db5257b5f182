"""What is written is whole, or what was there before stays."""

from __future__ import annotations

import errno
import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from extractor.export.csvfiles import write_csv_files
from extractor.export.whole import whole
from extractor.export.workbook import write_workbook
from extractor.sinks.sqlite import load

from tests.sinks.made import made_report


@contextmanager
def no_room(size: int) -> Iterator[None]:
    """Files beyond so many bytes find no room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _workbook(database: Path, folder: Path) -> Path:
    pytest.importorskip("xlsxwriter", reason="pip install 'extractor[excel]'")
    write_workbook(database, folder / "out.xlsx")
    return folder / "out.xlsx"


def _csv(database: Path, folder: Path) -> Path:
    write_csv_files(database, folder)
    return folder / "documents.csv"


@pytest.mark.parametrize("write", [_workbook, _csv])
def test_a_full_disk_takes_nothing_away(write: Callable[[Path, Path], Path], tmp_path: Path) -> None:
    database, folder = tmp_path / "findings.db", tmp_path / "out"
    folder.mkdir()
    load(made_report("a.pdf"), database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # reading it needs no room then
    written = write(database, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with no_room(written.stat().st_size // 2), pytest.raises(OSError, match=r"out") as failed:
        write(database, folder)
    assert failed.value.errno == errno.EFBIG
    assert Path(failed.value.filename).parent == written.parent
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_nothing_is_left_of_what_could_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError), whole(tmp_path / "page.html") as part:
        part.write_text("half, then \ud800", encoding="utf-8")
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_the_file_wanted_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    wanted = tmp_path / "file" / "page.html"
    with pytest.raises(NotADirectoryError) as failed, whole(wanted) as part:
        part.write_text("new")
    assert failed.value.filename == str(wanted)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "link.html").symlink_to("real.html")
    with whole(tmp_path / "link.html") as part:
        part.write_text("new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "new"


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with whole(tmp_path / "pipe") as part:
        part.write_text("seen")
    assert os.read(reader, 10) == b"seen"
    os.close(reader)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing, whole(tmp_path / "no" / "out.md") as part:
        part.write_text("x")
    assert missing.value.filename == str(tmp_path / "no" / "out.md")
