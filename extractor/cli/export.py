"""Writes a findings database as a workbook, CSV files or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from extractor.cli.read import tell
from extractor.export.whole import whole
from extractor.sinks.cautions import cautions


def export_database(database: str, output: str | None, folder: str | None, as_markdown: bool) -> None:
    """Write what is asked for."""
    if output is None and folder is None and not as_markdown:
        raise click.UsageError("Say what to write: -o out.xlsx, -o out.md, --csv DIR or --markdown")
    if output is not None:
        _write_file(database, Path(output), as_markdown)
    elif as_markdown:
        from extractor.export.markdown import markdown

        sys.stdout.writelines(f"{line}\n" for line in markdown(database))
    if folder is not None:
        from extractor.export.csvfiles import write_csv_files

        tell(f"{folder}: {write_csv_files(database, folder)} rows written")


def _write_file(database: str, target: Path, as_markdown: bool) -> None:
    kind = target.suffix.lower()
    if as_markdown and kind == ".xlsx":
        raise click.UsageError(f"{target}: --markdown writes no workbook, so let its name end in .md, or leave it out")
    if as_markdown or kind == ".md":
        from extractor.export.markdown import markdown

        with whole(target) as part:
            part.write_text("".join(f"{line}\n" for line in markdown(database)), encoding="utf-8")
        tell(f"{target}: written")
    elif kind == ".xlsx":
        from extractor.export.workbook import write_workbook

        tell(f"{target}: {write_workbook(database, target)} rows written")
    else:
        raise click.UsageError(f"{target}: let its name end in .xlsx or .md")


def write_comparison(database: str, dimensions: list[str], where: Sequence[str], secondary: bool, path: str) -> None:
    """Write the comparison as a page."""
    from extractor.export.comparison_page import comparison_page

    target = Path(path)
    if target.suffix.lower() not in {".html", ".htm"}:
        raise click.UsageError(f"{path}: the page is HTML, so let its name end in .html")
    with whole(target) as part:
        part.write_text(comparison_page(database, dimensions, where, secondary=secondary), encoding="utf-8")
    tell(f"{target}: written. Open it in a browser.")
    for sentence in cautions(database, where).sentences:
        tell(sentence)
