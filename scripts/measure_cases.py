"""Measures the finders on the shared cases and on the shared reports, where these are at hand.

``python scripts/measure_cases.py [SHARED]`` prints, for each case file, how many cases pass and every case
that fails; then precision, recall and F1 on the gold of each report. SHARED defaults to ../shared beside
the checkout.
"""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extractor.values import find_dates, find_impossible_dates, find_money, parse_numeral

from measure_report_values import measure

Case = dict[str, Any]


def money_of(text: str) -> list[tuple[str, ...]]:
    return [
        (each.text, f"{each.value:f}", "" if each.currency == "CNY" else each.currency) for each in find_money(text)
    ]


def dates_of(text: str) -> list[tuple[str, ...]]:
    return [(each.text, each.start_date, each.end_date, each.precision) for each in find_dates(text)]


def expected_money(case: Case) -> list[tuple[str, ...]]:
    return [
        (each["text"], f"{Decimal(each.get('yuan') or each['value']):f}", each.get("currency", ""))
        for each in case["expect"]
    ]


def failure(kind: str, case: Case) -> str | None:
    """What went wrong with one case, or ``None``."""
    text = case["text"]
    if kind == "number":
        value, right = parse_numeral(text), case["expect"][0]["value"]
        return None if value == Decimal(right) else f"{text!r}: {[str(value)]} instead of {[right]}"
    if kind == "money":
        found, wanted = money_of(text), expected_money(case)
    else:
        found = dates_of(text)
        wanted = [
            (each["text"], each["start"], each["end"], each["precision"])
            for each in case["expect"]
            if each["precision"] != "invalid"
        ]
        impossible = [each["text"] for each in case["expect"] if each["precision"] == "invalid"]
        if impossible and [each.text for each in find_impossible_dates(text)] != impossible:
            return f"{text!r}: impossible date not told"
    return None if found == wanted else f"{text!r}: {found} instead of {wanted}"


def failures_in(path: Path) -> tuple[int, list[str]]:
    """How many cases a file has, and what went wrong with those that fail."""
    kind = path.stem.rpartition("_")[2]
    cases = json.loads(path.read_text(encoding="utf-8"))
    return len(cases), [line for line in (failure(kind, case) for case in cases) if line]


def measure_cases(folder: Path) -> None:
    total = passed = 0
    for path in sorted(folder.glob("*.json")):
        count, failures = failures_in(path)
        print(f"{path.stem:20} {count - len(failures):4} of {count:4}")
        for line in failures:
            print(f"    {line}")
        total += count
        passed += count - len(failures)
    print(f"{'all':20} {passed:4} of {total:4}  {100 * passed / max(total, 1):.1f} %")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    if not shared.is_dir():
        sys.exit(f"{shared}: no such folder. Give the folder that holds cases/ and reports/.")
    measure_cases(shared / "cases")
    for folder in sorted((shared / "reports").glob("*/gold.json")):
        measure(folder.parent)


if __name__ == "__main__":
    main()
