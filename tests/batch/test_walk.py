"""What belongs to an archive."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from extractor.batch.fingerprint import fingerprint
from extractor.batch.walk import listed, pdfs_below


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())


def names(folder: Path, *globs: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in pdfs_below([folder], globs)]


def test_hidden_and_other_files_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "B.PDF", "c.txt", ".d.pdf", ".e/f.pdf", "g/h.pdf", "g/.i/j.pdf")
    assert names(tmp_path) == ["B.PDF", "a.pdf", "g/h.pdf"]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    make(tmp_path, "one/a.pdf", "two/b.pdf")
    (tmp_path / "one" / "up").symlink_to(tmp_path)
    (tmp_path / "one" / "self").symlink_to(tmp_path / "one" / "self")
    (tmp_path / "two" / "other").symlink_to(tmp_path / "one")
    assert names(tmp_path) == ["one/a.pdf", "two/b.pdf"]


def test_a_link_out_of_the_folder_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "archive/a.pdf", "server/b.pdf")
    (tmp_path / "archive" / "0").symlink_to(tmp_path / "server")
    assert names(tmp_path / "archive") == ["0/b.pdf", "a.pdf"]


def test_a_file_has_one_place_however_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/x.pdf", "b/y.txt", "c/d/z.pdf")
    (tmp_path / "b" / "link").symlink_to(tmp_path / "c" / "d")
    monkeypatch.chdir(tmp_path / "b")
    assert pdfs_below([Path("../a"), tmp_path / "a", Path("../b/../a/x.pdf")]) == [tmp_path / "a" / "x.pdf"]
    assert pdfs_below([Path("link")]) == [tmp_path / "b" / "link" / "z.pdf"]
    assert pdfs_below([Path("link/../d")]) == [tmp_path / "c" / "d" / "z.pdf"]  # what is above a link's folder


def test_globs_look_at_names_or_at_paths(tmp_path: Path) -> None:
    make(tmp_path, "2022/绩效 a.pdf", "2023/绩效 b.PDF", "2023/x/c.pdf", "2023/d.dat")
    assert names(tmp_path, "绩效*.pdf") == ["2022/绩效 a.pdf", "2023/绩效 b.PDF"]
    assert names(tmp_path, "2023/*.pdf") == ["2023/x/c.pdf", "2023/绩效 b.PDF"]
    assert names(tmp_path, "*.dat", "绩效 a*") == ["2022/绩效 a.pdf", "2023/d.dat"]


def test_a_list_names_files_by_line() -> None:
    assert listed(["a b.pdf\n", "\n", " c.pdf\r\n"]) == [Path("a b.pdf"), Path(" c.pdf")]


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nothing")
    for name, words in (("pipe.pdf", "no regular file"), ("gone.pdf", "no such file"), (".", "folder cannot be read")):
        file = fingerprint(tmp_path / name)
        assert file.sha256 is None
        assert words in str(file.problem)


def test_folders_that_cannot_be_looked_into_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.pdf").touch()
    (tmp_path / "shut").mkdir()
    looked = os.scandir

    def scandir(folder: str) -> object:
        if str(folder).endswith("shut"):
            raise PermissionError(13, "Permission denied", folder)
        return looked(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert pdfs_below([tmp_path]) == [tmp_path / "open" / "a.pdf", tmp_path / "shut"]
    problem = fingerprint(tmp_path / "shut").problem
    assert problem is not None
    assert "shut: the folder cannot be read. Check its permissions." in str(problem)
