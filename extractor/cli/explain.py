"""``extract explain``: which patterns fired in a text, or what was found on a page and where."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.cli.exits import OK
from extractor.cli.read import read_apart, source_of
from extractor.cli.show import clean
from extractor.export.whole import whole
from extractor.pipeline import Options


def explain_text(text: str, year: int | None) -> int:
    """Every pattern that fires in ``text``, with the value and how it was built."""
    from extractor.values.explain import explain

    found = explain(text, year)
    for each in found:
        click.echo(f"{each.start}–{each.end}  {clean(each.text)}  →  {each.value}")
        click.echo(f"    {each.family} / {each.pattern}")
        for step in each.steps:
            click.echo(f"    {clean(step)}")
    if not found:
        click.echo("no pattern fires")
    return OK


def explain_page(file: str, number: int, png: str | None, password: str | None) -> int:
    """What was found on a page, in words; with ``png``, drawn over it."""
    if png and not png.lower().endswith(".png"):
        raise click.UsageError(f"{png}: the picture is a PNG, so let its name end in .png")
    options, source = Options(password=password), source_of(file)
    return read_apart(source, lambda: _explain(source, number, png, options))


def _explain(source: Path | bytes, number: int, png: str | None, options: Options) -> int:
    from extractor import explain

    layout = explain.page_layout(source, number, options)
    for sentence in explain.describe(layout):
        click.echo(clean(sentence))
    if png:
        with whole(png) as part:
            part.write_bytes(explain.draw(source, layout, options))
        click.echo(f"drawn to {png}", err=True)
    return OK
