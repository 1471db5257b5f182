#!/usr/bin/env python3
"""Counts what scans cost: the amounts, dates and figures of copies of a report against those of its text layer.

    scripts/measure_scans.py REPORT.pdf --pages 2,5-6 --looks office,poor,fax --dpi 200

For each look: how many amounts of the text layer are found on the same page, how many are missing, and of those that
only the scan has, how many are marked (an issue quotes them, or a check that does not
hold points to them) and how many are **wrong and
not marked**, which must be none. The same for dates, document numbers and numeric cells. Needs the extra ``ocr``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pymupdf
from extractor import extract
from extractor.model.report import Date, DocumentNumber, Evidence, Money, Report
from extractor.pipeline import Options

from make_scans import LOOKS, page_numbers, scanned


class Value(NamedTuple):
    """One value of a report: its page, what it is worth, how it is written and whether anything marks it."""

    page: int
    worth: str
    text: str
    marked: bool


class Count(NamedTuple):
    """Values of one kind: all of the text layer, found, and those that only the scan has."""

    wanted: int
    found: int
    extra: list[Value]
    lost: list[tuple[int, str]]

    @property
    def unmarked(self) -> list[Value]:
        return [value for value in self.extra if not value.marked]


def values(report: Report) -> dict[str, list[Value]]:
    """The values of a report by kind; figures in cells are those of tables, without white space."""
    marks = Marks(report)
    kinds: dict[str, list[Value]] = {"money": [], "dates": [], "docnums": [], "figures": []}
    for money in report.money:
        kinds["money"].append(marks.value(f"{money.yuan}", money.text, money.evidence))
    for date in report.dates:
        kinds["dates"].append(marks.value(f"{date.start} {date.end}", date.text, date.evidence))
    for number in report.document_numbers:
        kinds["docnums"].append(marks.value(number.canonical, number.text, number.evidence))
    for table in report.tables:
        for cell in table.cells:
            text = "".join(cell.text.split())
            if sum(sign.isdigit() for sign in text) * 2 >= len(text) > 0 and cell.evidence:
                kinds["figures"].append(marks.value(text, cell.text, cell.evidence))
    return kinds


class Marks:
    """What a report says of its own doubts: texts quoted by issues of a page, places of checks that do not hold."""

    def __init__(self, report: Report) -> None:
        self._said: dict[int, str] = {}
        for issue in report.issues:
            if issue.severity != "info" and issue.page:
                self._said[issue.page] = self._said.get(issue.page, "") + issue.message
        self._places = {(e.page, e.start) for check in report.checks if check.status != "pass" for e in check.evidence}
        # An amount that is quoted marks the cell that it begins.
        records: list[Money | Date | DocumentNumber] = [*report.money, *report.dates, *report.document_numbers]
        self._places |= {
            (part.page, part.start) for each in records for part in each.evidence if self._quoted(each.text, part)
        }

    def _quoted(self, text: str, part: Evidence) -> bool:
        return f"“{text}”" in self._said.get(part.page, "")

    def value(self, worth: str, text: str, evidence: list[Evidence]) -> Value:
        marked = any(self._quoted(text, part) or (part.page, part.start) in self._places for part in evidence)
        return Value(evidence[0].page if evidence else 0, worth, text, marked)


def compared(wanted: list[Value], found: list[Value]) -> Count:
    """What two readings of the same pages have in common."""
    left = Counter((value.page, value.worth) for value in wanted)
    extra = []
    for value in found:
        if left[value.page, value.worth] > 0:
            left[value.page, value.worth] -= 1
        else:
            extra.append(value)
    lost = list(left.elements())
    return Count(len(wanted), len(wanted) - len(lost), extra, lost)


def part_of(path: Path, numbers: list[int]) -> bytes:
    """The chosen pages of a PDF as a PDF; all where none are chosen."""
    with pymupdf.open(path) as document:
        if numbers:
            document.select([number - 1 for number in numbers])
        return bytes(document.tobytes(garbage=3))


def measured(task: tuple[Path, list[int], str, int, int, bool]) -> tuple[str, dict[str, Count], float]:
    """One look of one report."""
    path, numbers, look, dpi, seed, seal = task
    content = part_of(path, numbers)
    wanted = values(extract(content))
    scan = scanned(content, LOOKS[look], dpi=dpi, seed=seed, seal=seal)
    start = time.process_time()
    found = values(extract(scan, Options(ocr_threads=1)))
    spent = time.process_time() - start
    return look, {kind: compared(wanted[kind], found[kind]) for kind in wanted}, spent


def rows(results: list[tuple[str, dict[str, Count], float]], looks: list[str]) -> Iterator[str]:
    """A table of Markdown."""
    kinds = ["money", "dates", "docnums", "figures"]
    yield "| look | " + " | ".join(f"{kind} found | marked | unmarked" for kind in kinds) + " | s |"
    yield "|---" * (2 + 3 * len(kinds)) + "|"
    for look in looks:
        cells = []
        mine = [(counts, spent) for name, counts, spent in results if name == look]
        for kind in kinds:
            counts = [each[kind] for each, _ in mine]
            unmarked = sum(len(count.unmarked) for count in counts)
            extra = sum(len(count.extra) for count in counts)
            cells += [f"{sum(c.found for c in counts)}/{sum(c.wanted for c in counts)}", extra - unmarked, unmarked]
        yield f"| {look} | " + " | ".join(map(str, cells)) + f" | {sum(spent for _, spent in mine):.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", help="REPORT.pdf, or REPORT.pdf:2,5-6 for some of its pages")
    parser.add_argument("--looks", default=",".join(LOOKS))
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-seal", action="store_true")
    chosen = parser.parse_args()
    looks = chosen.looks.split(",")
    tasks: list[tuple[Any, ...]] = []
    for look in looks:
        for name in chosen.reports:
            file, _, pages = name.partition(":")
            tasks.append((Path(file), page_numbers(pages), look, chosen.dpi, chosen.seed, not chosen.no_seal))
    results = []
    with ProcessPoolExecutor(chosen.workers) as pool:
        for task, result in zip(tasks, pool.map(measured, tasks), strict=True):
            results.append(result)
            for kind, count in result[1].items():
                for value in count.extra:
                    mark = "marked" if value.marked else "NOT MARKED"
                    print(
                        task[2], task[0].parent.name, kind, mark, value.page, value.text, value.worth, file=sys.stderr
                    )
                for page, worth in count.lost:
                    print(task[2], task[0].parent.name, kind, "lost", page, worth, file=sys.stderr)
    print("\n".join(rows(results, looks)))


if __name__ == "__main__":
    main()
