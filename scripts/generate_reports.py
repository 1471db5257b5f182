#!/usr/bin/env python3
"""Generates whole reports by lot with exact truth, and counts what is read of them.

    scripts/generate_reports.py                       30 reports by ReportLab
    scripts/generate_reports.py --count 200 --seed 7
    scripts/generate_reports.py --writer --count 20   through LibreOffice Writer
    scripts/generate_reports.py --keep FOLDER         keeps the PDFs

Drawn by lot: cover and opening, how chapters are numbered, how problems, causes and advice are told, amounts, days and
numbers of documents in every form, words before them, type and margins. Prints for every kind of record how many are
missed or made up, and lists these. Exit code 1 where an amount, a day or a number is made up, or more than one in a
hundred records of a kind is missed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import tomllib
import unicodedata
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import extractor
from rich.console import Console
from rich.table import Table

from goldcheck.source import Block
from reports_by_lot import draw
from typeset.look import Look, resolve_look
from typeset.sets import Draft, set_all

MOST_MISSED = 0.01


def look_of(seed: int, blocks: list[Block], writer: bool) -> Look:
    """Type and margins by chance."""
    dice = random.Random(f"look {seed}")
    styles = ["word", "wps"] if writer else ["rl", "rl", "rl-watermark", "rl-kangxi"]
    look = resolve_look({"id": str(seed), "blocks": blocks}, dice.choice(styles))
    size = dice.choice([12, 14, 16])
    return replace(
        look, body_size=size, leading=size * dice.choice([1.5, 1.75, 2]), indent=dice.choice([2, 2, 2, 0]),
        justified=dice.random() < 0.7, page_number=dice.choice(["dash", "plain", "of"]),
        heading_fonts=dice.choice([look.heading_fonts, ("song",) * 5]),
    )  # fmt: skip


def _plain(text: str | None) -> str:
    return re.sub(r"[。.;；:：]+$", "", "".join(unicodedata.normalize("NFKC", text or "").split()))


def read(pdf: Path, truth: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What the report says by the reader, in the form of the truth."""
    report = extractor.extract(pdf)
    told, depths = report.report, dict[str, int]()
    for section in report.sections:
        depths[section.id] = 1 + (depths[section.parent] if section.parent else 0)
    found: dict[str, list[Any]] = {
        "sections": [(depths[each.id], _plain(each.title)) for each in report.sections],
        "findings": [_plain(each.title) for each in report.findings],
        "advice": [_plain(each.title) for each in report.recommendations],
        "money": [Decimal(each.yuan) for each in report.money if each.yuan is not None],
        "dates": [(each.start, each.end) for each in report.dates],
        "numbers": [each.canonical for each in report.document_numbers],
        "causes": [
            (_plain(each.title), next((words for _, words in truth.get("causes", []) if words in cause), cause))
            for each in report.findings
            for cause in each.causes
        ],
        "head": [
            ("title", _plain(told.title)), ("fiscal_year", told.fiscal_year), ("project_name", told.project_name),
            ("region", told.region and told.region.code), ("report_date", told.report_date),
            ("evaluated_units", "、".join(told.evaluated_units)), ("commissioning_unit", told.commissioning_unit),
            ("evaluator", told.evaluator), *(("score", (each.score, each.grade)) for each in told.overall_scores),
        ],
    }  # fmt: skip
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writer", action="store_true", help="through LibreOffice Writer")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    options = parser.parse_args()
    words = tomllib.loads(Path(__file__).with_name("report_words.toml").read_text(encoding="utf-8"))
    tallies: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory(prefix="reports-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        lots = {seed: draw(seed, words) for seed in range(options.seed, options.seed + options.count)}
        looks = {seed: look_of(seed, lot.blocks, options.writer) for seed, lot in lots.items()}
        set_all((Draft(str(seed), lot.blocks, looks[seed], "绩效评价报告") for seed, lot in lots.items()), folder)
        for seed, lot in lots.items():
            found = read(folder / f"{seed}.pdf", lot.truth)
            for kind, records in lot.truth.items():
                have, want = Counter(map(_same, found[kind])), Counter(map(_same, records))
                tally = tallies.setdefault(kind, Counter())
                tally["told"] += want.total()
                for verdict, left in (("missed", want - have), ("made up", have - want)):
                    tally[verdict] += left.total()
                    for record in left.elements():
                        print(f"seed {seed}, {kind}: {record} is {verdict}")
    return show(tallies)


def _same(record: Any) -> Any:
    """A record as it is compared: amounts without regard to their zeros."""
    return record.normalize() if isinstance(record, Decimal) else record


def show(tallies: dict[str, Counter[str]]) -> int:
    """The table, a row for each kind of record; 1 where the limits are not kept."""
    columns = ("told", "missed", "made up")
    table = Table("records", *columns, box=None, pad_edge=False)
    for name, tally in tallies.items():
        table.add_row(name, *(str(tally[column]) for column in columns))
    Console(width=None if sys.stdout.isatty() else 100).print(table)
    invented = any(tallies[kind]["made up"] for kind in ("money", "dates", "numbers"))
    return int(invented or any(tally["missed"] > MOST_MISSED * tally["told"] for tally in tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
