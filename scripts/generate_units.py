#!/usr/bin/env python3
"""Generates tables of money and counts, each unit told in one of the ways of the field, and counts the amounts read.

    scripts/generate_units.py                        60 documents by ReportLab
    scripts/generate_units.py --count 600 --seed 7
    scripts/generate_units.py --writer --count 40    through LibreOffice Writer
    scripts/generate_units.py --styles none,three --keep FOLDER   what is missed is listed, too

Heads, units, what is counted and how the unit is told (单位 line, caption, head, group of heads, row of units, label of
a row, column of units, sentence above, note below …) are drawn by lot; no figure comes twice in a document, so that
each is known by itself. Prints for every way how many amounts are right, missed, wrong, and made of what is no money.
Exit code 1 where one is wrong or made up, or more than one in a hundred missed, in tables with all their rulings.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import extractor
from rich.console import Console
from rich.table import Table

from typeset.look import REPORTLAB, WRITER, resolve_look
from typeset.sets import Draft, set_all
from units_by_lot import CAPTIONS, WAYS, Figure, Lot

STYLES = ("", "wps", "open", "side")
TABLES = 6
MOST_MISSED = 0.01


def draw(seed: int) -> tuple[list[dict[str, Any]], dict[str, Figure]]:
    """The blocks of a document and its figures by their digits."""
    lot = Lot(random.Random(seed))
    blocks: list[dict[str, Any]] = [
        {"type": "title", "lines": ["柳溪县2022年度农村人居环境整治专项资金", "绩效评价报告"]},
        {"type": "heading", "level": 1, "text": "一、基本情况"},
    ]
    for _ in range(TABLES):
        lot.way = lot.dice.choice(list(WAYS))
        drawn = WAYS[lot.way](lot)
        name = drawn.caption or lot.dice.choice(CAPTIONS)
        blocks.append({"type": "paragraph", "text": drawn.before})
        blocks.append(
            {"type": "table", "caption": name, "unit": drawn.unit, "header_rows": drawn.heads, "rows": drawn.rows}
        )
        blocks += [{"type": "paragraph", "text": drawn.after}] if drawn.after else []
        blocks.append({"type": "paragraph", "text": "以上数据由各单位填报，评价组进行了抽查核对。"})
    return blocks, lot.figures


def verdicts(pdf: Path, figures: dict[str, Figure]) -> dict[str, list[str]]:
    """The digits of all figures by what became of them: right, missed, wrong, made up, or left (no money)."""
    read: dict[str, list[Decimal | None]] = defaultdict(list)
    for money in extractor.extract(pdf).money:
        digits = unicodedata.normalize("NFKC", money.text).replace(",", "").strip("-")
        read["".join(letter for letter in digits if letter in "0123456789.")].append(money.yuan)
    found: dict[str, list[str]] = defaultdict(list)
    for digits, figure in figures.items():
        amounts = [yuan for yuan in read.get(digits, []) if yuan is not None]
        if figure.yuan is None:
            found["made up" if amounts else "left"].append(digits)
        elif not amounts:
            found["missed"].append(digits)
        else:
            found["right" if set(amounts) == {figure.yuan} else "wrong"].append(digits)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--styles", default=",".join(STYLES), help="of tables, comma-separated; the first is plain")
    parser.add_argument("--writer", action="store_true", help="through LibreOffice Writer")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    options = parser.parse_args()
    styles = options.styles.split(",")
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory(prefix="units-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        truths, drafts = {}, []
        for seed in range(options.seed, options.seed + options.count):
            blocks, truths[seed] = draw(seed)
            look = resolve_look({"id": str(seed), "blocks": blocks}, styles[seed % len(styles)] or None)
            look = replace(look, typesetter=WRITER if options.writer else REPORTLAB)
            drafts.append(Draft(str(seed), blocks, look, "绩效评价报告"))
        set_all(drafts, folder)
        for seed, figures in truths.items():
            for verdict, all_digits in verdicts(folder / f"{seed}.pdf", figures).items():
                for digits in all_digits:
                    tallies[figures[digits].way][verdict] += 1
                    if verdict in {"wrong", "made up"} or (options.keep and verdict == "missed"):
                        print(f"seed {seed}, {figures[digits].way}: {digits} is {verdict}")
    return show(tallies, strict=set(styles) <= set(STYLES))


def show(tallies: dict[str, Counter[str]], *, strict: bool) -> int:
    """The table, a row for each way; 1 where the limits are not kept."""
    total: Counter[str] = sum(tallies.values(), Counter())
    table = Table(
        "unit told by", *(columns := ("right", "missed", "wrong", "made up", "left")), box=None, pad_edge=False
    )
    for name, tally in [*sorted(tallies.items()), ("all", total)]:
        table.add_row(name.replace("_", " "), *(str(tally[column]) for column in columns))
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    missed = total["missed"] > MOST_MISSED * (total["right"] + total["missed"])
    return int(strict and bool(missed or total["wrong"] or total["made up"]))


if __name__ == "__main__":
    sys.exit(main())
