#!/usr/bin/env python3
"""The taxonomy of problems: how well it tells sentences, and what it leaves unclassified.

scripts/problem_types.py                     accuracy on the sentences, seen and unseen, and what is confused
scripts/problem_types.py --db findings.db    the findings of a database that no type fits, most frequent first
"""

from __future__ import annotations

import argparse
import sqlite3
from collections import Counter
from pathlib import Path

from extractor.records.problems.taxonomy import UNCLASSIFIED, classify, types
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tests" / "records" / "data" / "finding_sentences.tsv"
OTHER_HAND = SENTENCES.with_name("finding_sentences_unseen.tsv")
FRESH = SENTENCES.with_name("finding_sentences_fresh.tsv")
FREE = SENTENCES.with_name("finding_sentences_free.tsv")
LAST = SENTENCES.with_name("finding_sentences_last.tsv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, help="a findings database")
    options = parser.parse_args()
    console = Console()
    if options.db:
        console.print(unclassified(options.db))
        return
    sentences, other, fresh, free, last = (
        [tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (SENTENCES, OTHER_HAND, FRESH, FREE, LAST)
    )
    halves = (
        ("written beside the phrases", sentences[0::2]),
        ("unseen", sentences[1::2]),
        ("another hand", other),
        ("fresh", fresh),
        ("as people say it", free),
        ("as people say it, written last", last),
    )
    for name, half in halves:
        confused = confusions(half)
        right = len(half) - sum(confused.values())
        console.print(f"{name}: {right} of {len(half)}, {100 * right / len(half):.1f}%")
        console.print(confusion_table(confused))


def confusions(sentences: list[tuple[str, ...]]) -> Counter[tuple[str, str]]:
    """How often a type was taken for another: (true code, told code)."""
    told = ((code, classify(text).primary.code) for code, text in sentences)
    return Counter((true, primary) for true, primary in told if true != primary)


def confusion_table(confused: Counter[tuple[str, str]]) -> Table:
    names = {kind.category.code: kind.category.name for kind in types()} | {UNCLASSIFIED.code: UNCLASSIFIED.name}
    table = Table("type", "taken for", "times")
    for (true, told), times in sorted(confused.items()):
        table.add_row(f"{true} {names[true]}", f"{told} {names[told]}", str(times))
    return table


def unclassified(database: Path) -> Table:
    """The titles of findings without a type."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "select title, count(*) from findings where category_code = ? or category_code is null"
            " group by title order by 2 desc, 1",
            (UNCLASSIFIED.code,),
        ).fetchall()
    table = Table("unclassified finding", "times")
    for title, times in rows:
        table.add_row(title, str(times))
    return table


if __name__ == "__main__":
    main()
