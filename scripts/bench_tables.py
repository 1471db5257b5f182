#!/usr/bin/env python3
"""Cells read right and pages a second, beside other table engines on the same pages in the same run.

scripts/bench_tables.py              the corpus
scripts/bench_tables.py A.pdf …      these files, a source.json beside each

An engine that is not installed is left out (camelot and img2table are no part of the dev extra). What an engine gives
page by page is joined for it: for each true table the parts of its pages are put below each other where their columns
are as many, repeated heads dropped.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pymupdf

from measure_tables import compare, grids_of, truth_of

ROOT = Path(__file__).resolve().parent.parent
Texts = list[list[str | None]]


def ours(path: Path) -> list[Texts]:
    return [grid.texts() for grid in grids_of(path)[0]]


def pymupdf_tables(path: Path) -> list[Texts]:
    found: list[Texts] = []
    with pymupdf.open(path) as document:
        for page in document:
            found += [table.extract() for table in page.find_tables().tables]
    return joined(found)


def pdfplumber_tables(path: Path) -> list[Texts]:
    import pdfplumber  # noqa: PLC0415

    found: list[Texts] = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found += page.extract_tables()
    return joined(found)


def camelot_tables(path: Path) -> list[Texts]:
    import camelot  # noqa: PLC0415

    return joined([table.df.values.tolist() for table in camelot.read_pdf(str(path), pages="all")])


def joined(parts: list[Texts]) -> list[Texts]:
    """Parts of as many columns below each other; every part is kept by itself, too."""
    whole: list[Texts] = []
    for part in parts:
        if whole and part and whole[-1] and len(whole[-1][0]) == len(part[0]):
            head = whole[-1][0]
            whole[-1] = [*whole[-1], *(part[1:] if part[0] == head else part)]
        elif part:
            whole.append(list(part))
    return [*whole, *parts]


ENGINES: dict[str, tuple[str, Callable[[Path], list[Texts]]]] = {
    "extractor": ("extractor", ours),
    "pymupdf": ("pymupdf", pymupdf_tables),
    "pdfplumber": ("pdfplumber", pdfplumber_tables),
    "camelot": ("camelot", camelot_tables),
}


def style_of(path: Path) -> str:
    marks = set(path.stem.split("-"))
    return next((mark for mark in ("three", "none", "shaded", "open", "side", "rot90") if mark in marks), "ruled")


def main(arguments: list[str]) -> None:
    paths = [Path(a) for a in arguments] or sorted(ROOT.glob("corpus/*/report*.pdf"))
    paths = [path for path in paths if "scan" not in path.name and (path.parent / "source.json").exists()]
    print(f"{'engine':12}{'style':8}{'cells':>15}{'share':>9}{'pages/s':>9}")
    for name, (module, read) in ENGINES.items():
        if importlib.util.find_spec(module) is None:
            continue
        right: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        seconds: dict[str, float] = defaultdict(float)
        for path in paths:
            tally = right[style_of(path)]
            start = time.perf_counter()
            grids = read(path)
            seconds[style_of(path)] += time.perf_counter() - start
            with pymupdf.open(path) as document:
                tally[2] += document.page_count
            for wanted in truth_of(path.parent / "source.json"):
                cells = sum(1 for row in wanted for words in row if words)
                missed = min((len(compare(wanted, grid)) for grid in grids), default=cells)
                tally[0] += cells - missed
                tally[1] += cells
        for style, (hit, cells, pages) in sorted(right.items()):
            share = 100 * hit / cells if cells else 100.0
            print(f"{name:12}{style:8}{hit:7}/{cells:<7}{share:9.2f}{pages / seconds[style]:9.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
