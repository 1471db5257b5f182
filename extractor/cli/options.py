"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Literal

import click

OcrMode = Literal["auto", "always", "never"]
EPILOG = "Exit codes: 0 all well; 1 some document failed or is partial; 2 wrong usage; 3 no document could be read."
DATABASE = click.argument("database", metavar="DATABASE")
DB_OPTION = click.option("--db", "database", metavar="PATH", help="Load into this SQLite database.")
PASSWORD = click.option("--password", metavar="TEXT", help="Opens an encrypted PDF.")
OCR = click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Pages to read from their pictures: those without text, all or none.",
)
