"""Commands that hand reports on: to the eyes of a reviewer, back from them, to spreadsheets."""

from __future__ import annotations

import click

from extractor.cli.options import EPILOG, OCR, PASSWORD, OcrMode


@click.command("review", epilog=EPILOG)
@click.argument("file", metavar="REPORT.pdf")
@click.option("-o", "--output", metavar="PATH", help="The page to write; REPORT.review.html by default.")
@click.option("--db", "database", metavar="PATH", help="What this database keeps of its pictures is not read again.")
@OCR
@PASSWORD
def review(file: str, output: str | None, database: str | None, ocr: OcrMode, password: str | None) -> int:
    """Write a page that shows a report and its records side by side.

    One HTML file that opens in any browser without a network: every record is marked on the page that it stands
    on, what needs attention comes first, and corrections are saved as a file for "extract apply-review".
    """
    from extractor.cli.review import write_review
    from extractor.pipeline import Options

    return write_review(file, output, database, Options(password=password, ocr=ocr))


@click.command("apply-review")
@click.argument("files", nargs=-1, required=True, metavar="FILE.json...")
@click.option("--db", "database", metavar="PATH", required=True, help="The database that holds the reports.")
def apply_review(files: tuple[str, ...], database: str) -> int:
    """Load corrections that were saved in review pages into a database.

    They are kept in the table "corrections" with who and when, beside the reading of the program, which stays as it
    is; the same file twice changes nothing.
    """
    from extractor.cli.apply_review import apply_files

    return apply_files(list(files), database)


@click.command("export")
@click.argument("database", metavar="DATABASE")
@click.option("-o", "--output", metavar="PATH", help="Write a workbook (.xlsx) or a digest to read (.md).")
@click.option("--csv", "folder", metavar="DIR", help="Write CSV files into this folder, one a kind.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a digest in Markdown.")
def export(database: str, output: str | None, folder: str | None, as_markdown: bool) -> None:
    """Write a database as a workbook, CSV files or Markdown.

    A workbook has a sheet a kind: amounts are numbers in 元 and in 万元, dates are dates, document numbers and region
    codes stay text, files are linked to the page. It needs: pip install 'extractor[excel]'
    """
    from extractor.cli.export import export_database

    export_database(database, output, folder, as_markdown)


@click.command("serve")
@click.argument("database", metavar="DATABASE")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes any free one.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def serve(database: str, port: int, show: bool) -> None:
    """Show a database in the browser: dashboards, ready questions, search, tables, each record's page.

    Only this machine can see it, nothing can be changed through it, and no page loads anything from outside. It needs:
    pip install 'extractor[web]'
    """
    from extractor.cli.serve import serve_database

    serve_database(database, port, show)


PASSING_ON = [review, apply_review, export, serve]
