#!/usr/bin/env python3
"""Measures accuracy: precision and recall of every kind of record against gold read by hand.

    scripts/measure.py                      the corpus, and ../shared/reports where it is present
    scripts/measure.py --compare            gains and losses against corpus/scores.json, record by record
    scripts/measure.py --keep               writes corpus/scores.json, the accuracy that stands
    scripts/measure.py corpus/<id> --misses what was missed and what was made up, for one report

Values count as equal when they are equal but for width, white space and bracket styles.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
STANDING = ROOT / "corpus" / "scores.json"
PLACES = (ROOT / "corpus", ROOT.parent / "shared" / "reports")
BRACKETS = str.maketrans("【[〔「『】]〕」』“”‘’", "((((()))))\"\"''")
HEAD_FIELDS = (
    "title",
    "report_type",
    "fiscal_year",
    "project_name",
    "commissioning_unit",
    "evaluator",
    "document_number",
    "report_date",
)

Json = dict[str, Any]


@dataclass
class Tally:
    """How many records were found, wanted and right; the misses and the inventions by value."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, found: list[object], wanted: list[object]) -> Tally:
        have, want = Counter(map(str, found)), Counter(map(str, wanted))
        return cls(
            len(found),
            len(wanted),
            (have & want).total(),
            sorted((want - have).elements()),
            sorted((have - want).elements()),
        )

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        both = self.found + self.wanted
        return 2 * self.right / both if both else None

    def add(self, other: Tally) -> None:
        self.found += other.found
        self.wanted += other.wanted
        self.right += other.right


def plain(text: object) -> str:
    """A text for comparison: widths and bracket styles folded, no white space, no punctuation at its ends."""
    folded = unicodedata.normalize("NFKC", "" if text is None else str(text))
    return "".join(folded.split()).translate(BRACKETS).strip("。.;:,、")


def number(value: object) -> str | None:
    if value in (None, ""):
        return None
    try:
        return str(Decimal(str(value).replace(",", "")).normalize())
    except InvalidOperation:
        return plain(value)


def head_values(head: Json, titles: list[str], gold: bool) -> list[object]:
    values: list[object] = []
    for name in HEAD_FIELDS:
        value = head.get(name)
        if name == "title" and plain(value) in map(plain, titles):
            value = titles[0]
        if value not in (None, ""):
            values.append((name, plain(value)))
    region = head.get("region_code") if gold else (head.get("region") or {}).get("code")
    if region:
        values.append(("region", region))
    values += [("unit", plain(unit)) for unit in head.get("evaluated_units") or []]
    for score in head.get("overall_scores") or []:
        values.append(("score", number(score.get("score")), plain(score.get("grade"))))
    return values


def score_row(item: Json) -> object:
    names = tuple(plain(item.get(level)) for level in ("level1", "level2", "level3"))
    deduction = number(item.get("deduction"))
    return (
        *names,
        number(item.get("points")),
        None if deduction == "0" else deduction,
        number(item.get("score")),
    )


def causes(findings: list[Json]) -> list[object]:
    return [plain(cause)[:20] for finding in findings for cause in finding.get("causes") or []]


KINDS: dict[str, Callable[[Json], list[object]]] = {
    "sections": lambda r: [(plain(s["number"]), plain(s["title"])) for s in r["sections"]],
    "money": lambda r: [number(m["yuan"]) for m in r["money"]],
    "dates": lambda r: [(d["start"], d["end"]) for d in r["dates"]],
    "numbers": lambda r: [plain(d["canonical"]) for d in r["document_numbers"]],
    "tables": lambda r: [t["kind"] for t in r["tables"]],
    "scores": lambda r: [score_row(item) for item in r["score_items"]],
    "findings": lambda r: [plain(f["title"]) for f in r["findings"]],
    "causes": lambda r: causes(r["findings"]),
    "advice": lambda r: [plain(f["title"]) for f in r["recommendations"]],
}
COLUMNS = ("head", *KINDS, "cells")


def cells(tables: list[Json], source: Json) -> Tally:
    """The share of the source's cells with the same text in the same place of the best matching table."""
    total = Tally()
    for number_, block in enumerate(b for b in source["blocks"] if b["type"] == "table"):
        wanted = {
            (r, c): plain(cell["t"] if isinstance(cell, dict) else cell)
            for r, row in enumerate(block["rows"])
            for c, cell in enumerate(row)
            if cell not in (None, "") and not (isinstance(cell, dict) and not cell["t"])
        }
        best: list[object] = []
        for table in tables:
            rows = table["rows"]
            hit: list[object] = [
                (place, text)
                for place, text in wanted.items()
                if place[0] < len(rows) and place[1] < len(rows[place[0]]) and plain(rows[place[0]][place[1]]) == text
            ]
            best = max(best, hit, key=len)
        here = Tally.of(best, list(wanted.items()))
        here.missed = [f"table {number_}: {missed}" for missed in here.missed]
        total.add(here)
        total.missed += here.missed
    return total


def measure(pdf: Path) -> tuple[str, dict[str, Tally]]:
    """The name of one PDF and its tallies by kind of record."""
    name = f"{pdf.parent.name}/{pdf.stem.removeprefix('report').strip('-') or 'report'}"
    return name, tallies_of(pdf, read(pdf))


def read(pdf: Path) -> Json:
    """The records of one PDF as JSON has them."""
    from extractor import extract  # noqa: PLC0415

    records: Json = json.loads(extract(pdf).model_dump_json())
    return records


def tallies_of(pdf: Path, report: Json) -> dict[str, Tally]:
    """The tallies of the records of one PDF, by kind."""
    gold = json.loads((pdf.parent / "gold.json").read_text(encoding="utf-8"))
    source = json.loads((pdf.parent / "source.json").read_text(encoding="utf-8"))
    document = gold["document"]
    titles = [document.get("title") or "", *document.get("title_variants", [])]
    tallies = {"head": Tally.of(head_values(report["report"], titles, False), head_values(document, titles, True))}
    for kind, values in KINDS.items():
        tallies[kind] = Tally.of(values(report), values({**{key: [] for key in _PARTS}, **gold}))
    tallies["cells"] = cells(report["tables"], source)
    return tallies


_PARTS = (
    "sections",
    "money",
    "dates",
    "document_numbers",
    "tables",
    "score_items",
    "findings",
    "recommendations",
)


def report_pdfs(places: list[Path], scans: bool) -> Iterator[Path]:
    for place in places:
        for pdf in [place] if place.suffix == ".pdf" else sorted(place.rglob("report*.pdf")):
            if (pdf.parent / "gold.json").exists() and (scans or "scan" not in pdf.stem):
                yield pdf


def percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"


def show(results: dict[str, dict[str, Tally]], console: Console) -> None:
    table = Table(title="F1 in percent, by report", box=None, pad_edge=False)
    table.add_column("report")
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for name, tallies in results.items():
        table.add_row(name, *(percent(tallies[column].f1) for column in COLUMNS))
    console.print(table)
    sums: dict[str, Tally] = {column: Tally() for column in COLUMNS}
    for tallies in results.values():
        for column in COLUMNS:
            sums[column].add(tallies[column])
    summary = Table(title="all of them, record by record", box=None, pad_edge=False)
    for heading in ("kind", "wanted", "found", "right", "precision", "recall", "F1"):
        summary.add_column(heading, justify="left" if heading == "kind" else "right")
    for column, tally in sums.items():
        counts = (str(tally.wanted), str(tally.found), str(tally.right))
        summary.add_row(column, *counts, percent(tally.precision), percent(tally.recall), percent(tally.f1))
    console.print(summary)


def standing(results: dict[str, dict[str, Tally]]) -> Json:
    """Counts of right, found and wanted records by corpus report and kind."""
    return {
        name: {kind: [t.right, t.found, t.wanted] for kind, t in tallies.items()}
        for name, tallies in sorted(results.items())
    }


def compare(results: dict[str, dict[str, Tally]], console: Console) -> int:
    """Prints gains and losses against the standing scores; the number of losses."""
    before = json.loads(STANDING.read_text(encoding="utf-8")) if STANDING.exists() else {}
    losses = 0
    for name, kinds in standing(results).items():
        for kind, (right, found, wanted) in kinds.items():
            old = before.get(name, {}).get(kind)
            if old is None or old == [right, found, wanted]:
                continue
            better = right - old[0] - ((found - right) - (old[1] - old[0]))
            losses += better < 0
            sign = "gain" if better > 0 else "LOSS" if better < 0 else "even"
            console.print(f"{sign} {name} {kind}: right {old[0]} → {right}, wrong {old[1] - old[0]} → {found - right}")
    return losses


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path, help="PDFs or folders of reports with gold.json")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was made up")
    parser.add_argument("--compare", action="store_true", help="gains and losses; exit 1 on a loss")
    parser.add_argument("--keep", action="store_true", help="write corpus/scores.json")
    parser.add_argument("--scans", action="store_true", help="scanned reports too")
    options = parser.parse_args()
    console = Console(width=180 if not sys.stdout.isatty() else None)
    pdfs = list(report_pdfs(options.places or [place for place in PLACES if place.exists()], options.scans))
    with ProcessPoolExecutor(2) as pool:
        results = dict(pool.map(measure, pdfs))
    if options.misses:
        for name, tallies in results.items():
            for kind, tally in tallies.items():
                if tally.missed or tally.extra:
                    console.print(f"[bold]{name} {kind}[/]", highlight=False)
                    console.print(f"  missed {tally.missed}\n  extra  {tally.extra}", markup=False, highlight=False)
    show(results, console)
    own = {n: t for n, t in results.items() if (ROOT / "corpus" / n.split("/")[0]).is_dir()}
    if options.keep:
        STANDING.write_text(json.dumps(standing(own), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(bool(options.compare and compare(own, console)))


if __name__ == "__main__":
    sys.exit(main())
