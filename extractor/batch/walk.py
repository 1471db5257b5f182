"""Finds the PDFs below paths."""

from __future__ import annotations

import fnmatch
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractor.sinks.places import spelled_out

PDFS = ("*.pdf",)


def pdfs_below(paths: Iterable[Path], globs: Sequence[str] = ()) -> list[Path]:
    """Every PDF below the folders, and the files named, once each, in the order of their names; also the folders that
    cannot be looked into, so that somebody says so.

    ``globs`` say which files of the folders are wanted, in any letter case: ``2023*.pdf`` by the name,
    ``*/绩效/*.pdf`` by the path below the folder. Hidden files and folders are passed over. Links are followed,
    and every folder is entered once, so links that lead in a circle end.
    """
    found: set[Path] = set()
    entered: set[tuple[int, int]] = set()
    for start in sorted(map(spelled_out, set(paths)), key=os.fsencode):
        if os.path.isdir(start):
            found.update(_below(start, [glob.lower() for glob in globs or PDFS], entered))
        else:
            found.add(start)
    return sorted(found, key=os.fsencode)


def listed(lines: Iterable[str]) -> list[Path]:
    """The files that a list names, one on each line."""
    return [Path(line.rstrip("\r\n")) for line in lines if line.strip()]


def _below(start: Path, globs: list[str], entered: set[tuple[int, int]]) -> Iterator[Path]:
    """The files wanted; links to folders are followed last, so that what they lead to goes by its own path."""
    tops = deque([str(start)])
    refused: list[OSError] = []
    while tops:
        for folder, inner, files in os.walk(tops.popleft(), onerror=refused.append):
            if not _enter(folder, entered):
                inner.clear()
                continue
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            tops.extend(path for name in inner if os.path.islink(path := os.path.join(folder, name)))
            for name in files:
                if not name.startswith(".") and _wanted(Path(folder, name), start, globs):
                    yield Path(folder, name)
    yield from (Path(error.filename) for error in refused)


def _enter(folder: str, entered: set[tuple[int, int]]) -> bool:
    """Whether a folder was not entered before, by this path or by another."""
    try:
        status = os.stat(folder)
    except OSError:
        return False
    identity = (status.st_dev, status.st_ino)
    if identity in entered:
        return False
    entered.add(identity)
    return True


def _wanted(path: Path, start: Path, globs: list[str]) -> bool:
    inside = path.relative_to(start).as_posix().lower()
    name = path.name.lower()
    return any(fnmatch.fnmatchcase(inside if "/" in glob else name, glob) for glob in globs)
