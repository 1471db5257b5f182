"""Loads what became of a document into a database: its records, or why there are none."""

from __future__ import annotations

import os
from pathlib import Path

from extractor.errors import DocumentError, ReadingFault
from extractor.model.report import Report
from extractor.sinks.database import Target
from extractor.sinks.sqlite import load, load_failure


def keep(outcome: Report | DocumentError, database: Target, source: Path | bytes) -> Report | DocumentError:
    """Load an outcome; the outcome, or the fault that kept its records out.

    A file that has no content to speak of (it is missing, a folder, empty input) is not recorded.
    """
    path = source if isinstance(source, Path) else None
    if isinstance(outcome, Report):
        try:
            load(outcome, database, path=path)
        except ReadingFault as fault:
            outcome = fault
    if isinstance(outcome, DocumentError) and (os.path.isfile(path) if path else source):
        load_failure(outcome, database, path=path, content=source if isinstance(source, bytes) else None)
    return outcome
