"""The command and its sub-commands: names, options and help. What they do lies behind, and loads when it is used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from extractor import __version__
from extractor.cli.options import DATABASE, DB_OPTION, EPILOG, OCR, PASSWORD, SECONDS, OcrMode, utf8
from extractor.cli.passing_on import PASSING_ON

WHOLE = 1000  # letters of a help text: none is cut
LIKE_A_COMMAND = 0.75
_WORD = re.compile("[a-z]+(?:-[a-z]+)*")


def formats(command: Any) -> Any:
    """Adds --json and --csv."""
    told = "Print CSV; files that Excel opens: extract export --csv."
    as_csv = click.option("--csv", "form", flag_value="csv", help=told)
    as_json = click.option("--json", "form", flag_value="json", help="Print a JSON list, one object a line.")
    return as_json(as_csv(command))


class ExtractGroup(click.Group):
    """Files without a command are read; the help shows both the ways to call it and the options of reading."""

    default_cmd_name = "read"

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        is_file = bool(args) and args[0] not in {*self.commands, "--help", "--version"}
        if is_file and _WORD.fullmatch(args[0]) and not Path(args[0]).exists():
            self._may_be_meant(context, args[0])
        return super().parse_args(context, [self.default_cmd_name, *args] if is_file else args)

    def _may_be_meant(self, context: click.Context, word: str) -> None:
        """Refuses a word that is no file but all but a command."""
        from difflib import get_close_matches

        for name in get_close_matches(word, self.commands, 1, LIKE_A_COMMAND):
            raise click.UsageError(f"{word}: there is no such file or command. Did you mean: extract {name}?", context)

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(context.command_path, "REPORT.pdf... [OPTIONS]")
        formatter.write_usage(context.command_path, "COMMAND [ARGS]...")

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        reading = self.commands[self.default_cmd_name]
        records = [
            record
            for parameter in reading.get_params(context)
            if isinstance(parameter, click.Option)
            and (record := parameter.get_help_record(context))
            and "--help" not in parameter.opts
        ]
        with formatter.section("Options of reading"):
            formatter.write_dl(records)
        click.Command.format_options(self, context, formatter)
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, command.get_short_help_str(WHOLE))
                    for name, command in self.commands.items()
                    if name != self.default_cmd_name
                ]
            )


@click.command("read", epilog=EPILOG, no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, metavar="REPORT.pdf...")
@click.option("--json", "form", flag_value="json", help="Print one JSON object (of one report).")
@click.option("--jsonl", "form", flag_value="jsonl", help="Print a JSON object a line, in the order of the files.")
@DB_OPTION
@click.option("--tables", "workbook", metavar="PATH", help="Write the tables of one report as printed (.xlsx).")
@OCR
@PASSWORD
def read(
    files: tuple[str, ...],
    form: str | None,
    database: str | None,
    workbook: str | None,
    ocr: OcrMode,
    password: str | None,
) -> int:
    """Read reports: a summary, or with --json, --jsonl or --db, the records.

    "extract read REPORT.pdf" is the same as "extract REPORT.pdf". "-" reads a PDF from standard input.
    """
    from extractor.cli.read import read_files
    from extractor.pipeline import Options

    return read_files(list(files), form, database, Options(password=password, ocr=ocr), workbook)


@click.command("batch", epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="PATH...")
@DB_OPTION
@click.option("--to", "to", type=(click.Choice(["parquet"]), str), metavar="parquet DIR", help="Write Parquet instead.")
@click.option("--glob", "globs", multiple=True, metavar="PATTERN", help="Only files whose name, or path, is like this.")
@click.option("--list", "list_file", metavar="FILE", help='Also the files named in FILE, one a line ("-": stdin).')
@click.option("--workers", type=click.IntRange(1, 256), help="Processes that read; the processors by default.")
@click.option("--timeout", type=SECONDS, default=300.0, show_default=True, help="Seconds a document.")
@click.option("--max-memory", type=click.IntRange(64), default=2048, show_default=True, help="Megabytes a document.")
@click.option("--max-pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages a document.")
@click.option("--retry-failed", is_flag=True, help="Read those again that could not be read before.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help="Where it is read.")
@click.option("--scheduler", metavar="ADDRESS", help="That of the Dask cluster: tcp://host:8786.")
@click.option("--send-content", is_flag=True, help="Send contents to the cluster, which does not see the files.")
@PASSWORD
def batch(
    paths: tuple[str, ...],
    database: str | None,
    to: tuple[str, str] | None,
    globs: tuple[str, ...],
    list_file: str | None,
    workers: int | None,
    timeout: float,
    max_memory: int,
    max_pages: int,
    retry_failed: bool,
    engine: str,
    scheduler: str | None,
    send_content: bool,
    password: str | None,
) -> int:
    """Read every PDF below the paths into a database, or into Parquet files.

    Goes on where it was ended: a file is read again only when its content, this program or its patterns have
    changed since. Each document is read in a process of its own; one that crashes, hangs or goes beyond a limit
    is recorded as failed with the reason, and the others go on. Records of files that are gone are kept.
    """
    from extractor.batch.work import Limits
    from extractor.cli.many import Order, read_many

    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("A cluster is named by --engine dask and --scheduler ADDRESS together")
    order = Order(
        list(paths),
        database,
        to[1] if to else None,
        list(globs),
        list_file,
        workers,
        Limits(timeout, max_memory, max_pages),
        retry_failed,
        password,
        scheduler,
        send_content,
    )
    return read_many(order)


@click.command("sql")
@DATABASE
@click.argument("query", type=utf8)
@formats
@click.option("--timeout", type=SECONDS, default=60.0, show_default=True, help="Seconds to wait.")
def sql(database: str, query: str, form: str | None, timeout: float) -> None:
    """Ask a database in SQL; it can only be read."""
    from extractor.cli.ask import ask_sql

    ask_sql(database, query, form, timeout)


@click.command("search")
@DATABASE
@click.argument("words", nargs=-1, required=True, type=utf8, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits to print.")
@formats
def search(database: str, words: tuple[str, ...], limit: int, form: str | None) -> None:
    """Find words in findings, recommendations, sections and tables.

    Each of the WORDS is looked for as it stands, from one character on; several must all occur.
    """
    from extractor.cli.ask import ask_words

    ask_words(database, " ".join(words), limit, form)


WHERE = click.option(
    "--where",
    multiple=True,
    type=utf8,
    metavar="CONDITION",
    help="Only such reports or findings: year>=2020, region=430112 (and all within), category=资产闲置.",
)


@click.command("compare")
@DATABASE
@click.option(
    "--by",
    "dimensions",
    multiple=True,
    type=click.Choice([
        "year", "region", "county", "city", "province", "type", "evaluation", "sector", "department", "fund",
        "evaluator", "project", "group", "category", "severity",
    ]),
    help="What to count by; may be given several times. Default: year and region.",
)  # fmt: skip
@WHERE
@click.option("--secondary", is_flag=True, help="Count a finding for each of its types, not for its main one alone.")
@click.option(
    "--measure",
    type=click.Choice(["share", "findings", "reports", "yuan"]),
    default="share",
    show_default=True,
    help="What a heat map shows.",
)
@click.option("--html", "page", metavar="PATH", help="Write a page with charts that opens offline and prints on A4.")
@click.option("--table", "form", flag_value="table", help="Print a plain table where a heat map would be printed.")
@formats
def compare(
    database: str,
    dimensions: tuple[str, ...],
    where: tuple[str, ...],
    secondary: bool,
    measure: str,
    page: str | None,
    form: str | None,
) -> None:
    """Count findings by category across years, regions and more.

    For every category: its findings, the reports that have it, the share of all reports of that year and
    region, and what its findings come to in 元. Two dimensions are printed as a heat map.
    """
    if page is not None:
        from extractor.cli.export import write_comparison

        return write_comparison(database, list(dimensions) or ["year", "region"], where, secondary, page)
    from extractor.cli.ask import ask_comparison

    ask_comparison(database, list(dimensions) or ["year", "region"], where, secondary, measure, form)


@click.command("repeat")
@DATABASE
@click.option(
    "--by",
    type=click.Choice(["region", "project", "department", "city", "province"]),
    default="region",
    show_default=True,
    help="Where the problem comes back.",
)
@WHERE
@click.option("--years", type=click.IntRange(2), default=2, show_default=True, help="In at least so many years.")
@click.option("--list", "listed", is_flag=True, help="Every finding behind the answer, with its page.")
@formats
def repeat(database: str, by: str, where: tuple[str, ...], years: int, listed: bool, form: str | None) -> None:
    """Find problems that come back: the same type in a later year of the same region, project or department."""
    from extractor.cli.ask import ask_repeats

    ask_repeats(database, by, where, years, listed, form)


@click.command("recategorise")
@DATABASE
def recategorise(database: str) -> None:
    """Tell the types of all findings anew with the patterns of this version, without reading a PDF.

    Also brings a database of an older version up to date.
    """
    from extractor.cli.renew import renew_categories

    renew_categories(database)


@click.command("remove")
@DATABASE
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--missing", is_flag=True, help="Take out all whose files the last batch did not find any more.")
def remove(database: str, files: tuple[str, ...], missing: bool) -> None:
    """Take reports out of a database: an older version, another print of the same report, files that are gone.

    FILE is where a report lies or was loaded from, or its document_id. No batch reads what was named so again, wherever
    it lies; "extract FILE --db DATABASE" does. Corrections of reviewers are kept.
    """
    from extractor.cli.renew import take_out

    take_out(database, files, missing)


@click.command("check", epilog=f"{EPILOG} 1 also where a check fails.")
@click.argument("file", metavar="REPORT.pdf|DATABASE")
@click.option("--all", "everything", is_flag=True, help="Also the checks that hold.")
@click.option("--pictures", "folder", metavar="DIR", help="Draw the pages on which a check fails, its places framed.")
@formats
@PASSWORD
def check(file: str, everything: bool, folder: str | None, form: str | None, password: str | None) -> int:
    """Verify a report's own arithmetic and logic, or print the checks of a database.

    Prints the checks that do not hold, the gravest first, then those that could not be decided. On the pictures
    what is stated is framed in red, what it was held against in orange; their numbers follow what is printed.
    """
    from extractor.sinks.database import is_database

    if is_database(Path(file)):
        if folder is not None:
            raise click.UsageError("--pictures draws the pages of one report, so give REPORT.pdf")
        from extractor.cli.verdicts import check_database

        return check_database(file, everything, form)
    from extractor.cli.check import check_report

    return check_report(file, everything, form, password, folder)


@click.command("explain")
@click.argument("file", required=False, metavar="REPORT.pdf")
@click.option("--page", "number", type=click.IntRange(1), default=1, show_default=True, help="The page to explain.")
@click.option("--png", metavar="PATH", help="Draw the page with lines, cells and spans over it.")
@click.option("--text", type=utf8, metavar="TEXT", help="Explain the values in a text instead.")
@click.option("--year", type=click.IntRange(1900, 2100), help="With --text: the year of dates that name none.")
@PASSWORD
def explain(
    file: str | None, number: int, png: str | None, text: str | None, year: int | None, password: str | None
) -> int:
    """Show why: every pattern that fires in a text, or what was found on a page and where.

    On the picture lines are red, cells blue, merged cells orange, text lines green, what was set aside grey.
    """
    from extractor.cli.explain import explain_page, explain_text

    if (file is None) == (text is None):
        raise click.UsageError("Give either REPORT.pdf or --text")
    return explain_text(text, year) if text is not None else explain_page(str(file), number, png, password)


@click.command("schema")
@click.option("--sql", "as_sql", is_flag=True, help="The SQL schema of the database instead.")
def schema(as_sql: bool) -> None:
    """Print the JSON Schema of a report's object."""
    from extractor.cli.ask import print_schema

    print_schema(as_sql)


extract_command = ExtractGroup(
    "extract",
    commands=[read, batch, sql, search, compare, repeat, recategorise, remove, check, explain, *PASSING_ON, schema],
    no_args_is_help=True,
    epilog=EPILOG,
    help="""Read Chinese budget-performance reports (绩效评价报告) from PDF into records.

    Prints what REPORT.pdf is and what was found in it; with --json, --jsonl or --db, the records. "-" reads a
    PDF from standard input.
    """,
)
click.version_option(__version__, prog_name="extractor", message="%(prog)s %(version)s")(extract_command)
