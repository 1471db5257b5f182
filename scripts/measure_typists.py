#!/usr/bin/env python3
"""Typists' habits: how a report is typed, not what it says. Each must change no record.

    scripts/measure_typists.py                    every report of the corpus, typed with each habit in turn
    scripts/measure_typists.py --habits spaced,dots
    scripts/measure_typists.py ID... --show       these reports, with every record that is lost or made

Each report is set once as it is and once a habit, both by ReportLab; the table counts the records of one that the other
lacks. Texts count as equal but for width, white space and bracket styles, as in scripts/measure.py.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.pipeline import Options, process
from rich.console import Console
from rich.table import Table

from goldcheck.source import load_json
from habits_of_typists import HABITS, Habit
from measure import KINDS, head_values, plain
from typeset.look import apply, resolve_look
from typeset.sets import Draft, set_all

ROOT = Path(__file__).resolve().parent.parent
STYLE = "rl"
Json = dict[str, Any]


def read(source: Json, name: str, work: Path, look: Json) -> dict[str, Counter[str]]:
    """The records of a report that is set from its source, by kind, as they are compared; failed checks by rule.

    ``headings`` are its sections without their numbers.
    """
    title = next(("".join(block["lines"]) for block in source["blocks"] if block["type"] == "title"), "")
    set_all([Draft(name, source["blocks"], apply(resolve_look(source, STYLE), look), title)], work)
    found: Json = json.loads(process(work / f"{name}.pdf", Options()).model_dump_json())
    records = {kind: Counter(map(str, values(found))) for kind, values in KINDS.items()}
    records["head"] = Counter(map(str, head_values(found["report"], [plain(found["report"]["title"])], gold=False)))
    failed = [check["rule"] for check in found["checks"] if check["status"] == "fail"]
    headings = Counter(plain(each["title"]) for each in found["sections"])
    return records | {"failures": Counter(failed), "headings": headings}


def changes(
    folder: Path, habits: dict[str, Habit], work: Path
) -> Iterator[tuple[str, str, Counter[str], Counter[str]]]:
    """Of one report the records that each habit loses and makes: habit, kind, lost, made."""
    source = load_json(folder / "source.json")
    plainly = read(source, folder.name, work, {})
    for name, habit in habits.items():
        changed = habit.typed(source)
        if changed is None or (changed == source and not habit.look):
            continue
        found = read(changed, f"{folder.name}-{name}", work, habit.look)
        for kind in ("head", *KINDS, "failures"):
            of = "headings" if kind == "sections" and habit.renumbers else kind
            yield name, kind, plainly[of] - found[of], found[of] - plainly[of]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", help="report folders; all of them if none is named")
    parser.add_argument("--habits", help="comma-separated habits instead of all")
    parser.add_argument("--show", action="store_true", help="print each record that is lost (-) or made (+)")
    options = parser.parse_args()
    names = options.habits.split(",") if options.habits else list(HABITS)
    if unknown := set(names) - HABITS.keys():
        parser.error(f"no such habit: {', '.join(sorted(unknown))}; there are {', '.join(HABITS)}")
    folders = [ROOT / "corpus" / name for name in options.ids]
    folders = folders or sorted(path.parent for path in (ROOT / "corpus").glob("*/source.json"))
    console = Console(width=None if sys.stdout.isatty() else 120)
    counted: dict[str, Counter[str]] = {name: Counter() for name in names}
    with tempfile.TemporaryDirectory(prefix="typists-") as work:
        for folder in folders:
            for habit, kind, lost, made in changes(folder, {name: HABITS[name] for name in names}, Path(work)):
                counted[habit][kind] += lost.total() + made.total()
                if options.show:
                    for sign, records in (("-", lost), ("+", made)):
                        for record in records.elements():
                            console.print(
                                f"{folder.name} {habit} {kind} {sign} {record}", highlight=False, markup=False
                            )
    kinds = ["head", *KINDS, "failures"]
    table = Table(title=f"records lost and made, {len(folders)} reports", box=None, padding=(0, 1, 0, 0))
    for number, name in enumerate(["habit", *kinds]):
        table.add_column(name[:8] if number else name, justify="right" if number else "left", no_wrap=True)
    for name in names:
        table.add_row(name, *(str(counted[name][kind] or "·") for kind in kinds))
    console.print(table)
    return 1 if any(each.total() for each in counted.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
