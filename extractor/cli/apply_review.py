"""Loads the corrections of reviewers into a database."""

from __future__ import annotations

from extractor.cli.exits import OK, SOME_FAILED, WRONG_USAGE
from extractor.cli.read import tell
from extractor.errors import ExtractorError
from extractor.sinks.corrections import apply_corrections, read_corrections


def apply_files(files: list[str], database: str) -> int:
    """Load each file; the exit code. One that cannot be used does not keep the others out."""
    failed = 0
    for file in files:
        try:
            applied = apply_corrections(read_corrections(file), database)
        except ExtractorError as error:
            tell(str(error))
            failed += 1
            continue
        tell(f"{file}: {applied.given} corrections, {applied.new} new in {database}")
    if not failed:
        return OK
    return WRONG_USAGE if failed == len(files) else SOME_FAILED
