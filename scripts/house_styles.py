#!/usr/bin/env python3
"""Prints corpus reports in random house styles and tells what is lost that the report's own PDF gives.

    scripts/house_styles.py [--seed 1] [--count 20] [--keep FOLDER]

Each print has paper, margins, type, running heads, headings and borders of tables by chance; page ends fall where they
may, through rows and merged cells. Its records are compared with the gold of its report, as scripts/measure.py does;
what report.pdf itself misses does not count. A check that fails in a print but not in report.pdf is listed: there a
mistake in reading may have been taken for a slip of the report. Needs WeasyPrint or Chromium, takes what is there; exit
code 2 without either. One print that reads badly is looked at with: extract explain PRINT.pdf --page N --png page.png
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from goldcheck.source import load_json
from measure import COLUMNS, ROOT, Tally, read, tallies_of
from typeset_html import PRINTERS, page_html

SERIF = ('"AR PL UMing CN"', '"Noto Serif CJK SC"', '"AR PL UKai CN"')
SANS = ('"WenQuanYi Zen Hei"', '"Noto Sans CJK SC"', '"WenQuanYi Micro Hei"')
SHEETS = ("A4", "A4", "A4", "B5", "210mm 285mm", "215.9mm 279.4mm")
NUMBERS = (
    "",
    "@bottom-center { content: counter(page); }",
    '@bottom-center { content: "- " counter(page) " -"; }',
    '@bottom-right { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; }',
    '@top-right { content: counter(page) " / " counter(pages); }',
)
HEADS = (
    "",
    '@top-center { content: "绩效评价报告"; font-size: 8pt; }',
    '@top-left { content: "内部资料 注意保存"; font-size: 8pt; }',
)
_PAGES = re.compile(r"^第[\d、至]+页，")
# How a table is ruled; LINE is a width and a colour.
BORDERS = {
    "grid": "td { border: LINE }",
    "dotted": "td { border: LINE; border-style: dotted }",
    "thick frame": "td { border: LINE } table { border: 2.2pt solid #000 }",
    "open sides": "td { border: LINE } td:first-child { border-left: none } td:last-child { border-right: none }",
    "zebra": "td { border: LINE } tbody tr:nth-child(even) td:not([rowspan]) { background: #e8eef7 }",
    "frame and row rules": "table { border: 1pt solid #000 } td { border-bottom: LINE }",
    "row rules": "table { border-top: 1pt solid #000 } td { border-bottom: LINE }",
    "boxed heads": "thead td { border: LINE } tbody td { border-bottom: 0.5pt solid #bbb }",
    "three lines": "table { border-top: 1.5pt solid #000; border-bottom: 1.5pt solid #000 } "
    "thead tr:last-child td { border-bottom: LINE }",
}


@dataclass(frozen=True)
class Style:
    """A house style: how its tables are ruled, and the style sheet."""

    borders: str
    css: str


def style_of(chance: random.Random) -> Style:
    """A style by chance."""
    pick = chance.choice
    size, table_size = pick([10.5, 11, 12, 12.5, 14, 16]), pick([8, 9, 9.5, 10.5])
    body, cells, heading = pick(SERIF + SANS), pick(SERIF + SANS), pick(SANS)
    margins = " ".join(f"{chance.randint(15, 32)}mm" for _ in range(4))
    borders = pick(list(BORDERS))
    line = f"{pick([0.3, 0.5, 0.75, 1.0])}pt solid {pick(['#000', '#000', '#444', '#888'])}"
    css = f"""
@page {{ size: {pick(SHEETS)}; margin: {margins}; {pick(NUMBERS)} {pick(HEADS)} }}
@page wide {{ size: A4 landscape; margin: {chance.randint(12, 25)}mm }}
body {{ font: {size}pt/{pick([1.3, 1.5, 1.7, 1.9, 2.1])} {body}; margin: 0 }}
p {{ margin: {pick([0, 0, 2, 4])}pt 0 }}
.cover {{ text-align: center; padding-top: 50mm; break-after: page; line-height: 2.2 }}
.title {{ text-align: center; font: bold {size + 6}pt/1.5 {heading}; margin: 4mm 0 6mm }}
.docnum {{ text-align: {pick(["center", "right", "left"])} }}
.paragraph {{ text-indent: 2em; {pick(["text-align: justify", ""])} }}
.toc, .note, .caption, .unit, td {{ text-indent: 0 }}
.note {{ display: block; font-size: 9pt }}
.runin {{ font-weight: bold }}
.heading {{ {pick(["text-indent: 2em;", "", "font-weight: bold;"])} break-after: avoid }}
.h1 {{ font-family: {heading}; {pick(["", "text-align: center"])} }}
.h2 {{ {pick(["font-weight: bold", f"font-family: {heading}", ""])} }}
.signature {{ text-align: right; margin-top: {chance.randint(6, 16)}mm }}
.wide {{ page: wide }}
.caption {{ text-align: {pick(["center", "left"])}; {pick(["font-weight: bold;", ""])} break-after: avoid }}
.unit {{ text-align: right; font-size: {table_size}pt; break-after: avoid }}
table {{ border-collapse: collapse; width: 100%; margin: 2mm 0;
  font: {table_size}pt/{pick([1.2, 1.35, 1.5, 1.8])} {cells} }}
td {{ padding: {pick([1, 2, 3, 5, 8])}pt {pick([2, 4, 6, 9])}pt; vertical-align: {pick(["top", "middle"])};
  text-align: {pick(["left", "left", "center"])} }}
td.number {{ text-align: {pick(["right", "right", "center"])} }}
thead td {{ text-align: center; {pick(["font-weight: bold", ""])} }}
thead {{ display: {pick(["table-header-group", "table-row-group"])} }}
tr {{ break-inside: {pick(["auto", "auto", "avoid"])} }}
{BORDERS[borders].replace("LINE", line)}
"""
    return Style(borders, css)


class Measured(NamedTuple):
    """What one PDF gives: tallies by kind of record, and what fails, without the pages."""

    tallies: dict[str, Tally]
    failures: Counter[str]


def measured(pdf: Path) -> Measured:
    """Read and compared with the gold beside it."""
    report = read(pdf)
    failed = (check for check in report["checks"] if check["status"] == "fail")
    return Measured(
        tallies_of(pdf, report), Counter(f"{each['rule']}: {_PAGES.sub('', each['message'])}" for each in failed)
    )


def lost(printed: Measured, own: Measured) -> dict[str, tuple[int, int, int]]:
    """Of each kind of record how many are wanted, missed and made up beyond what the report's own PDF does."""
    return {
        kind: (
            printed.tallies[kind].wanted,
            (Counter(printed.tallies[kind].missed) - Counter(own.tallies[kind].missed)).total(),
            (Counter(printed.tallies[kind].extra) - Counter(own.tallies[kind].extra)).total(),
        )
        for kind in COLUMNS
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="folder for the prints; without it they are deleted")
    options = parser.parse_args()
    sources = sorted(path.parent for path in (ROOT / "corpus").glob("*/source.json"))
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="styles-") as work:
        prints: list[tuple[str, Path, Path]] = []
        printers = list(PRINTERS)
        for number in range(options.count):
            source, style = chance.choice(sources), style_of(chance)
            printer = chance.choice(printers)
            folder = (options.keep or Path(work)) / f"{options.seed}-{number:03}-{source.name}"
            folder.mkdir(parents=True, exist_ok=True)
            for name in ("gold.json", "source.json"):
                shutil.copy(source / name, folder / name)
            try:
                text = page_html(load_json(source / "source.json"), style.css)
                PRINTERS[printer](text, folder / "report.pdf", Path(work))
            except FileNotFoundError as fault:
                print(f"house_styles: {fault}", file=sys.stderr)
                printers.remove(printer)
                if not printers:
                    return 2
                continue
            except subprocess.SubprocessError as fault:
                print(f"house_styles: {folder.name}: {fault}", file=sys.stderr)
                continue
            prints.append((style.borders, folder / "report.pdf", source / "report.pdf"))
        if not prints:
            return 2
        with ProcessPoolExecutor() as pool:
            originals = sorted({original for _, _, original in prints})
            own = dict(zip(originals, pool.map(measured, originals), strict=True))
            results = list(pool.map(measured, [path for _, path, _ in prints]))
    beside = [own[original] for _, _, original in prints]
    show([(borders, path, lost(r, o)) for (borders, path, _), r, o in zip(prints, results, beside, strict=True)])
    for (_, path, _), result, original in zip(prints, results, beside, strict=True):
        for failure in result.failures - original.failures:
            print(f"{path.parent.name} fails alone: {failure}")
    return 0


def show(results: list[tuple[str, Path, dict[str, tuple[int, int, int]]]]) -> None:
    """The tables: each print that lost something, and all prints by their borders."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    told = Table(title="missed + made up, prints that differ from the report's own PDF", box=None, pad_edge=False)
    sums = Table(title="by borders: missed of wanted + made up", box=None, pad_edge=False)
    for table, first in ((told, "print"), (sums, "borders")):
        table.add_column(first)
        for kind in COLUMNS:
            table.add_column(kind, justify="right")
    groups: dict[str, dict[str, Counter[str]]] = {}
    for borders, path, result in results:
        if any(missed or extra for _, missed, extra in result.values()):
            told.add_row(
                f"{path.parent.name}, {borders}",
                *(f"{missed} + {extra}" if missed or extra else "" for _, missed, extra in result.values()),
            )
        for name in (borders, "all"):
            sums_of = groups.setdefault(name, {kind: Counter() for kind in COLUMNS})
            for kind, (wanted, missed, extra) in result.items():
                sums_of[kind].update(wanted=wanted, missed=missed, extra=extra)
    for name in sorted(groups, key=lambda each: (each == "all", each)):
        sums.add_row(name, *(f"{c['missed']}/{c['wanted']} + {c['extra']}" for c in groups[name].values()))
    console.print(told)
    console.print(sums)


if __name__ == "__main__":
    sys.exit(main())
