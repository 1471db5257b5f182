#!/usr/bin/env python3
"""Plants known slips in clean reports made at random, and counts which the checks find.

    scripts/plant_errors.py                     1,000 clean reports, 40 with each slip
    scripts/plant_errors.py --clean 50 --each 5
    scripts/plant_errors.py --misses            with the slips that were not found and the false failures

Every report is typeset to a PDF and read as any other. A slip is found where a result that fails stands on the very
figure that is wrong. Exit code 1 where a clean report fails anything, or less than 99% of the slips are found.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from extractor import extract

from synthetic import SLIPS, make

TARGET = 99.0
GROUP_OF = {slip: group for group, slips in SLIPS.items() for slip in slips}


class Outcome(NamedTuple):
    """What became of one report: the slip and whether it was found, or the false failures of a clean one."""

    slip: str | None
    seed: int
    found: bool
    failures: list[str]


def try_one(job: tuple[int, str | None]) -> Outcome:
    """Make, typeset, read and check one report."""
    seed, slip = job
    made = make(seed, slip)
    report = extract(made.pdf())
    failed = [check for check in report.checks if check.status == "fail"]
    texts = [
        "".join("".join(report.pages[e.page - 1].text[e.start : e.end] for e in check.evidence).split())
        for check in failed
    ]
    planted = made.planted
    found = planted is not None and any(planted in text for text in texts)
    return Outcome(slip, seed, found, [f"{check.rule}: {check.message}" for check in failed])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--clean", type=int, default=1000, help="how many clean reports")
    parser.add_argument("--each", type=int, default=40, help="how many reports with each slip")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--misses", action="store_true", help="print what was not found and what failed for nothing")
    options = parser.parse_args()
    seeds = range(options.first, options.first + max(options.clean, options.each))
    jobs: list[tuple[int, str | None]] = [(seed, None) for seed in seeds[: options.clean]]
    jobs += [(seed, slip) for slip in GROUP_OF for seed in seeds[: options.each]]
    with ProcessPoolExecutor(2) as pool:
        outcomes = list(pool.map(try_one, jobs, chunksize=8))
    return show(outcomes, options.misses)


def show(outcomes: list[Outcome], misses: bool) -> int:
    """Prints the table; 1 where a target is missed."""
    planted: Counter[str] = Counter(outcome.slip for outcome in outcomes if outcome.slip)
    found: Counter[str] = Counter(outcome.slip for outcome in outcomes if outcome.slip and outcome.found)
    print(f"{'kind':8} {'slip':20} {'planted':>8} {'found':>8} {'%':>7}")
    for slip, group in GROUP_OF.items():
        if planted[slip]:
            share = 100 * found[slip] / planted[slip]
            print(f"{group:8} {slip:20} {planted[slip]:8} {found[slip]:8} {share:7.1f}")
    clean = [outcome for outcome in outcomes if outcome.slip is None]
    failing = [outcome for outcome in clean if outcome.failures]
    share = 100 * found.total() / planted.total() if planted else 100.0
    print(f"{'all':29} {planted.total():8} {found.total():8} {share:7.1f}")
    print(f"{len(clean)} clean reports, {len(failing)} of them with a failure")
    for outcome in outcomes if misses else []:
        if outcome.slip is None and outcome.failures:
            print(f"  clean {outcome.seed}: {outcome.failures}")
        elif outcome.slip is not None and not outcome.found:
            print(f"  {outcome.slip} {outcome.seed} not found; failing: {outcome.failures}")
    return int(bool(failing) or share < TARGET)


if __name__ == "__main__":
    sys.exit(main())
