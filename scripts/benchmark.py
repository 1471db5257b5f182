#!/usr/bin/env python3
"""Speed and memory, printed beside the engine's own plain reading of the same pages in the same run.

scripts/benchmark.py            every born-digital report of the corpus
scripts/benchmark.py A.pdf …    these files
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import pymupdf
from extractor import checks, outline, pdf, records, tables, text
from extractor.cli.entry import COLLECT_SELDOM
from extractor.model.layout import PageIndex
from extractor.model.reading import Reading
from extractor.pipeline import Options, lay_out, process
from extractor.sinks.database import writing
from extractor.sinks.sqlite import load_prepared, prepare
from rich.console import Console
from rich.table import Table

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3


def plain_reading(path: Path) -> int:
    """The engine's bare words and drawings: the floor that everything is compared with."""
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("words")
            page.get_drawings()
        return int(document.page_count)


def reading(path: Path) -> None:
    """Pages, furniture, tables, lines and page texts."""
    with pdf.open_pdf(path) as document:
        lay_out(list(document.pages()))


def whole(path: Path) -> None:
    """Everything, printed as JSON."""
    process(path, Options()).model_dump_json()


def best(work: Callable[[Path], object], paths: list[Path]) -> float:
    """Seconds of the processor for all files, the best of some rounds: the others were disturbed."""
    seconds = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        for path in paths:
            work(path)
        seconds.append(time.process_time() - start)
    return min(seconds)


def loading(paths: list[Path]) -> float:
    """Seconds of the processor for everything, JSON and a new database included."""
    seconds = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, writing(Path(folder, "findings.db")) as connection:
            start = time.process_time()
            for path in paths:
                report = process(path, Options())
                report.model_dump_json()
                load_prepared(prepare(report), connection, None)
            seconds.append(time.process_time() - start)
    return min(seconds)


def stages(paths: list[Path]) -> dict[str, float]:
    """Seconds of each step of the pipeline over all files."""
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made:
        start = time.process_time()
        result = work(*given, **named)
        spent[name] = spent.get(name, 0.0) + time.process_time() - start
        return result

    for path in paths:
        with pdf.open_pdf(path) as document:
            pages = timed("read pages", list, document.pages())
        layouts = timed("lay out", lay_out, pages)
        grids = timed("stitch tables", tables.stitch, layouts)
        blocks = timed("paragraphs", text.blocks, layouts, grids)
        understood = timed("understand tables", tables.understand, blocks)
        made = timed("outline", outline.build, blocks)
        read = Reading(str(path), PageIndex(tuple(layouts)), blocks, understood, made)
        head = timed("head", records.head, read)
        found = timed("values", records.values, read, head)
        items = timed("score items", records.score_items, read)
        findings = timed("findings", records.findings, read)
        timed("recommendations", records.recommendations, read, findings)
        timed("sections and tables", records.sections, read)
        timed("sections and tables", records.tables, read)
        timed("checks", checks.run, read, head, items, found)
    return spent


def start_up() -> float:
    """Seconds until ``extract --version`` has printed, the best of some rounds."""
    command = [sys.executable, "-m", "extractor", "--version"]
    seconds = []
    for _ in range(ROUNDS + 2):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    gc.set_threshold(*COLLECT_SELDOM)  # as in the command
    paths = parser.parse_args().files or sorted((ROOT / "corpus").glob("*/report*.pdf"))
    pages = sum(plain_reading(path) for path in paths)
    floor = best(plain_reading, paths)
    table = Table(title=f"{len(paths)} files, {pages} pages, one core", box=None, pad_edge=False)
    for heading in ("", "seconds", "pages/s", "times the plain reading"):
        table.add_column(heading, justify="left" if not heading else "right")
    rows = {
        "PyMuPDF words + drawings": floor,
        "text and tables": best(reading, paths),
        "whole extraction, JSON": best(whole, paths),
        "whole extraction, JSON and database": loading(paths),
    }
    for name, seconds in rows.items():
        table.add_row(name, f"{seconds:.2f}", f"{pages / seconds:.0f}", f"{seconds / floor:.2f}")
    console = Console(width=100 if not sys.stdout.isatty() else None)
    console.print(table)
    spent = stages(paths)
    total = sum(spent.values())
    steps = Table(title="where the time goes", box=None, pad_edge=False)
    for heading in ("step", "ms/page", "share"):
        steps.add_column(heading, justify="left" if heading == "step" else "right")
    for name, seconds in spent.items():
        steps.add_row(name, f"{1000 * seconds / pages:.2f}", f"{100 * seconds / total:.0f}%")
    console.print(steps)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"start-up {start_up():.2f} s, peak memory {peak:.0f} MB", highlight=False)


if __name__ == "__main__":
    main()
