#!/usr/bin/env python3
"""Checks gold.json against source.json: do quotes, values and structure agree?

    python scripts/check_gold.py corpus/REPORT...

Errors must be mended (exit code 1). Warnings are for the eye: quotes out of reading order, and text that
looks like an amount, a date or a document number and is claimed by no entry (forgotten, or rightly left out).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from goldcheck.entries import Quotes, check_dates, check_document_numbers, check_money, squeeze
from goldcheck.source import Verdict, check_source, load_json, segments
from goldcheck.structure import (
    check_document,
    check_problems,
    check_score_items,
    check_sections,
    check_tables,
)

LISTS = [
    "sections",
    "money",
    "dates",
    "document_numbers",
    "score_items",
    "tables",
    "findings",
    "recommendations",
    "checks",
]


def check_folder(folder: Path) -> Verdict:
    """All checks of one report's folder."""
    verdict = Verdict()
    try:
        source, gold = load_json(folder / "source.json"), load_json(folder / "gold.json")
    except (OSError, ValueError) as fault:
        verdict.error(f"cannot be read: {fault}")
        return verdict
    check_source(source, folder.name, verdict)
    if verdict.errors:
        return verdict
    for name in LISTS:
        if not isinstance(gold.get(name), list):
            verdict.error(f"gold: list {name} is missing")
    if verdict.errors:
        return verdict
    blocks = source["blocks"]
    pieces = segments(blocks)
    whole = squeeze("".join(piece.text for piece in pieces))
    units = {f"table:{entry['index']}": entry.get("unit") for entry in gold["tables"]}
    check_document(gold, whole, verdict)
    check_sections(gold, blocks, verdict)
    check_money(gold["money"], Quotes(pieces), units, verdict)
    check_dates(gold["dates"], Quotes(pieces), verdict)
    check_document_numbers(gold["document_numbers"], Quotes(pieces), verdict)
    check_tables(gold, blocks, verdict)
    check_score_items(gold, blocks, verdict)
    check_problems(gold, whole, verdict)
    return verdict


def main() -> int:
    parser = argparse.ArgumentParser(description="Check gold.json against source.json.")
    parser.add_argument("folders", nargs="+", type=Path, help="report folders that hold source.json and gold.json")
    parser.add_argument("--quiet", action="store_true", help="errors only")
    options = parser.parse_args()
    failed = False
    for folder in options.folders:
        try:
            verdict = check_folder(folder.resolve())
        except (KeyError, TypeError, AttributeError) as fault:
            verdict = Verdict(errors=[f"not of the described form: {type(fault).__name__} {fault}"])
        failed = failed or bool(verdict.errors)
        print(f"{folder.resolve().name}: {len(verdict.errors)} errors, {len(verdict.warnings)} warnings")
        for line in verdict.errors:
            print(f"  ERROR   {line}")
        for line in [] if options.quiet else verdict.warnings:
            print(f"  warning {line}")
        if not verdict.errors:
            gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
            print("  " + ", ".join(f"{name} {len(gold[name])}" for name in LISTS))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
