"""Documents that take a worker down with them."""

from __future__ import annotations

import os
from pathlib import Path

from extractor.batch.pool import read_all
from extractor.errors import DocumentError, NotAPdf, ReadingFault
from extractor.model.report import Report
from extractor.pipeline import Options


def read_or_die(source: Path, options: Options) -> Report | DocumentError:
    """Stands for reading: dies as native code does where the name says so."""
    if "crash" in source.name:
        os.abort()
    return NotAPdf(source.name, f"password {options.password}", "Give a PDF.")


def test_a_crash_takes_one_document(tmp_path: Path) -> None:
    names = ["a", "crash-1", "b", "c", "crash-2", "d", "e", "f", "g", "h", "i", "j"]
    paths = [tmp_path / name for name in names]
    outcomes = list(read_all(paths, Options(password="x"), workers=2, read=read_or_die))
    assert [outcome.path.name for outcome in outcomes] == names
    for path, result in outcomes:
        if "crash" in path.name:
            assert isinstance(result, ReadingFault)
            assert "crashed" in str(result)
        else:
            assert isinstance(result, NotAPdf)
            assert result.problem == "password x"


def test_nothing_to_read() -> None:
    assert list(read_all([], Options())) == []
