"""Finds the PDFs below paths."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def pdfs_below(paths: Iterable[Path]) -> list[Path]:
    """Every PDF below the folders, and the files named, once each, in the order of their names.

    Hidden files and folders are passed over, links to folders are not followed.
    """
    found = {path.absolute() for start in paths for path in _below(start)}
    return sorted(found, key=os.fsencode)


def _below(start: Path) -> Iterator[Path]:
    if not start.is_dir():
        yield start
        return
    for folder, inner, files in os.walk(start):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(".pdf") and not name.startswith("."):
                yield Path(folder, name)
