"""Writes a findings database as CSV files, one a kind."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from extractor.export.rows import FIGURES, as_text, rows_of
from extractor.export.sheets import SHEETS
from extractor.export.whole import whole
from extractor.sinks.database import reading
from extractor.sinks.formulas import harmless

# With the mark at their beginning Excel and WPS take the files for UTF-8.
ENCODING = "utf-8-sig"


def write_csv_files(database: str | os.PathLike[str], folder: str | os.PathLike[str]) -> int:
    """Write ``findings.csv``, ``money.csv`` … into ``folder``, which is made where there is none; how many rows."""
    target = Path(folder)
    written = 0
    with reading(database) as connection:
        target.mkdir(parents=True, exist_ok=True)
        for sheet in SHEETS:
            with (
                whole(target / f"{sheet.file}.csv") as part,
                part.open("w", encoding=ENCODING, newline="") as out,
            ):
                writer = csv.writer(out, lineterminator="\r\n")
                writer.writerow(column.header for column in sheet.columns)
                for row in rows_of(connection, sheet):
                    texts = (
                        as_text(value) if column.form in FIGURES else harmless(as_text(value))
                        for value, column in zip(row, sheet.columns, strict=True)
                    )
                    writer.writerow(texts)
                    written += 1
    return written
