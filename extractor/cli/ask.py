"""Answers questions to a database, and prints the schemas."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import cast

import click

from extractor.cli.heatmap import fits, matrix, write_heatmap
from extractor.cli.show import Value, one_line, to_terminal, write_csv, write_json, write_table
from extractor.model.report import Report
from extractor.model.words import SEARCHED
from extractor.sinks.cautions import cautions
from extractor.sinks.compare import compare
from extractor.sinks.database import schema_sql
from extractor.sinks.query import compared_as_text, query
from extractor.sinks.repeat import By, Found, repeat, repeated_findings
from extractor.sinks.search import MANY, Hit, search
from extractor.sinks.words import match_expression

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def ask_sql(database: str, sql: str, form: str | None, seconds: float) -> None:
    """Print the answer to a query."""
    with query(database, sql, seconds) as answer:
        give_out(answer.columns, answer.rows, form)
    if column := compared_as_text(sql):
        told = f"{column} is exact text, which SQL compares letter by letter; order and compare {column} + 0"
        click.echo(f"extract: {told}", err=True)


def ask_words(database: str, words: str, limit: int, form: str | None) -> None:
    """Print where words occur."""
    if not match_expression(words):
        raise click.UsageError("There is nothing to look for; give a character, a letter or a digit")
    hits, count = search(database, words, limit)
    if form is not None:
        give_out(Hit._fields, hits, form)
        return
    for hit in hits:
        year = str(hit.year or "")
        page = f"第 {hit.page} 页" if hit.page else ""
        head = " · ".join(filter(None, [SEARCHED[hit.kind], hit.title, page, year, hit.region]))
        shown = one_line(hit.excerpt)
        if to_terminal():
            shown = shown.replace("«", BOLD).replace("»", PLAIN)
        sys.stdout.write(f"{one_line(head)}\n    {shown}\n    {one_line(hit.file)}\n")
    sys.stdout.flush()  # what is said on stderr comes after
    told = f"{count} or more" if count >= MANY else str(count)
    shown_of = f"{len(hits)} of {told} hits" if count > len(hits) else f"{count} hits"
    click.echo(f"{shown_of} for {one_line(words)}", err=True)


def ask_comparison(
    database: str, dimensions: list[str], where: Sequence[str], secondary: bool, measure: str, form: str | None
) -> None:
    """Print findings counted by dimensions; two of them, for people, as a heat map."""
    comparison = compare(database, dimensions, where, secondary=secondary)
    if form is None and fits(comparison):
        write_heatmap(matrix(comparison, measure), measure, sys.stdout)
    else:
        give_out(comparison.columns, comparison.rows, form)
    tell_cautions(database, where)


def ask_repeats(database: str, place: str, where: Sequence[str], least: int, listed: bool, form: str | None) -> None:
    """Print the types that come back, or every finding behind them."""
    by = cast("By", place)
    if listed:
        give_out(Found._fields, repeated_findings(database, by, where, least), form)
        tell_cautions(database, where)
        return
    answer = repeat(database, by, where, least)
    give_out(answer.columns, answer.rows, form)
    if not answer.rows:
        wider = "" if place == "province" else "; --by province looks wider"
        click.echo(f"nothing comes back in {least} years or more of the same {place}{wider}", err=True)
    tell_cautions(database, where)


def tell_cautions(database: str, where: Sequence[str]) -> None:
    """Say on stderr what the counts hide."""
    sys.stdout.flush()
    for sentence in cautions(database, where).sentences:
        click.echo(sentence, err=True)


def give_out(columns: Sequence[str], rows: Iterable[Sequence[Value]], form: str | None) -> None:
    """Print rows as JSON, CSV or, for people, as a table."""
    if form == "json":
        write_json(columns, rows, sys.stdout)
    elif form == "csv":
        write_csv(columns, rows, sys.stdout)
    else:
        write_table(columns, rows, sys.stdout)


def print_schema(as_sql: bool) -> None:
    """Print the SQL schema, or the JSON Schema of a report's object."""
    if as_sql:
        sys.stdout.write(schema_sql())
        return
    schema = Report.model_json_schema(mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
