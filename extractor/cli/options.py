"""Arguments and options that several commands share."""

from __future__ import annotations

from math import isnan
from typing import Any, Literal

import click

from extractor.cli.show import clean

OcrMode = Literal["auto", "always", "never"]
EPILOG = "Exit codes: 0 all well; 1 some document failed or is partial; 2 wrong usage; 3 no document could be read."
LONGEST = 1e9  # seconds; no clock of the system takes infinity


def utf8(text: str) -> str:
    """What is looked for or asked; names of files may be any bytes."""
    if text.encode(errors="replace").decode() != text:
        raise click.BadParameter(f"{clean(text)!r} is not UTF-8")
    return text


class _Seconds(click.FloatRange):
    """A time to wait; ``inf`` is for ever."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> float:
        seconds = float(super().convert(value, parameter, context))
        if isnan(seconds):
            self.fail(f"{value} is no number of seconds", parameter, context)
        return min(seconds, LONGEST)


SECONDS = _Seconds(0.1)
DATABASE = click.argument("database", metavar="DATABASE")
DB_OPTION = click.option("--db", "database", metavar="PATH", help="Load into this SQLite database.")
PASSWORD = click.option("--password", type=utf8, metavar="TEXT", help="Opens an encrypted PDF.")
OCR = click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Pages to read from their pictures: those without text, all or none.",
)
