#!/usr/bin/env python3
"""A batch over a generated archive: documents and pages a second, memory of the workers, loading by itself.

scripts/benchmark_batch.py                      400 documents, with 1 and with 2 workers
scripts/benchmark_batch.py 2000 --workers 1     as many as wanted

The archive holds the reports of the corpus again and again, each copy with a comment of its own behind its end, so that
no content comes twice.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pymupdf
from extractor.batch.archive import Archive, Wishes
from extractor.batch.fingerprint import Fingerprint
from extractor.batch.local import LocalExecutor
from extractor.batch.store import DatabaseStore
from extractor.batch.walk import pdfs_below
from extractor.batch.work import Done
from extractor.batch.worker import resident_megabytes
from extractor.cli.entry import COLLECT_SELDOM
from extractor.pipeline import Options, process
from extractor.sinks.database import writing
from extractor.sinks.sqlite import prepare
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
# Memory is compared from here on: before, a worker is still meeting patterns for the first time.
WARM = 200
LOADED = 300
# What the sum over a million reports takes for granted: pages a report, cores a machine, megabytes a second from the
# file server (a line of 1 Gbit/s).
PAGES, CORES, FILE_SERVER = 25, 16, 118.0


class Run(NamedTuple):
    """Seconds by the clock; the processor seconds of this process, which writes, and of the workers; megabytes."""

    documents: int
    pages: int
    seconds: float
    writer: float
    readers: float
    memory: list[float]
    database: int


def make_archive(folder: Path, documents: int) -> list[Path]:
    seeds = sorted((ROOT / "corpus").glob("*/report*.pdf"))
    for number in range(documents):
        place = folder / f"{number // 500:03}" / f"{number:06}.pdf"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(seeds[number % len(seeds)], place)
        with place.open("ab") as file:
            file.write(b"%% %d\n" % number)
    return pdfs_below([folder])


def run(files: list[Path], workers: int, database: Path) -> Run:
    memory, pages = [], 0
    before, began = os.times(), time.monotonic()
    with writing(database) as connection:
        with closing(LocalExecutor(workers)) as executor:
            for event in Archive(DatabaseStore(connection), executor, Wishes(Options())).run(files):
                pages += event.pages
                memory.append(max(resident_megabytes(worker.pid or 0) for worker in executor.workers))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    spent, after = time.monotonic() - began, os.times()
    writer = after.user + after.system - before.user - before.system
    readers = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(len(files), pages, spent, writer, readers, memory, database.stat().st_size)


def plain(path: Path) -> int:
    """PyMuPDF's words and drawings of a file, whose pages it counts."""
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("words")
            page.get_drawings()
        return len(document)


def allowed(files: list[Path], workers: int) -> float:
    """How many times as fast so many processes read the same files plainly as one does: what the machine allows."""
    spent = []
    for number in (1, workers):
        with ProcessPoolExecutor(number) as pool:
            list(pool.map(plain, files[: 2 * number]))  # the processes are there
            began = time.monotonic()
            list(pool.map(plain, files, chunksize=4))
            spent.append(time.monotonic() - began)
    return spent[0] / spent[1]


def loading(folder: Path) -> tuple[float, float]:
    """Documents a second into SQLite, by the clock and by processor time of the one process that writes.

    What is loaded are rows and words as the workers hand them over, made from the records before the clock starts.
    As in a batch whose readers are faster than the writer, several documents share a transaction.
    """
    ready = []
    seeds = sorted((ROOT / "corpus").glob("*/report*.pdf"))
    reports = [process(path, Options()) for path in seeds]
    for number in range(LOADED):
        report = reports[number % len(reports)]
        source = report.source.model_copy(update={"sha256": f"{number:064x}"[::-1]})
        prepared = prepare(report.model_copy(update={"source": source}))
        file = Fingerprint(folder / f"{number}.pdf", report.source.sha256, report.source.bytes)
        ready.append((file, Done(prepared, "ok", report.source.pages)))
    with writing(folder / "loading.db") as connection:
        store = DatabaseStore(connection)
        began, before = time.monotonic(), time.process_time()
        for file, done in ready:
            store.put(file, done)
        store.keep()
        return len(ready) / (time.monotonic() - began), len(ready) / (time.process_time() - before)


def million(reader: float, writer: float, kilobytes: float) -> Table:
    """Hours for a million reports, from the processor milliseconds a page of a reader and of the writer."""
    table = Table(title=f"a million reports of {PAGES} pages, {CORES} cores a machine", box=None, pad_edge=False)
    for heading in ("machines", "readers", "one writer", "file server", "hours"):
        table.add_column(heading, justify="right")
    pages = 1e6 * PAGES
    for machines in (1, 10, 100):
        reading = pages * reader / 3.6e6 / (CORES * machines)
        writing_ = pages * writer / 3.6e6
        sending = 1e6 * kilobytes / 1024 / FILE_SERVER / 3600
        hours = {"readers": reading, "writer": writing_, "file server": sending}
        most = max(hours, key=lambda name: hours[name])
        cells = [f"{value:.1f} h" for value in hours.values()]
        table.add_row(str(machines), *cells, f"{hours[most]:.1f} ({most})")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", nargs="?", type=int, default=400)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    wanted = parser.parse_args()
    gc.set_threshold(*COLLECT_SELDOM)  # as in the command
    console = Console(width=110 if not sys.stdout.isatty() else None, highlight=False)
    table = Table(title=f"{wanted.documents} documents", box=None, pad_edge=False)
    headings = ["workers", "documents/s", "pages/s", "ms/page of readers", "of the writer", "MB at first, at last"]
    for heading in headings:
        table.add_column(heading, justify="right")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = make_archive(folder / "archive", wanted.documents)
        runs = [run(files, workers, folder / f"{workers}.db") for workers in wanted.workers]
        for workers, made in zip(wanted.workers, runs, strict=True):
            warm = made.memory[min(WARM, len(made.memory) // 4) :]
            part = max(len(warm) // 10, 1)
            table.add_row(
                str(workers),
                f"{made.documents / made.seconds:.1f}",
                f"{made.pages / made.seconds:.0f}",
                f"{1000 * made.readers / made.pages:.1f}",
                f"{1000 * made.writer / made.pages:.2f}",
                f"{statistics.mean(warm[:part]):.0f}, {statistics.mean(warm[-part:]):.0f}",
            )
        console.print(table)
        if len(runs) > 1:
            times, most = runs[0].seconds / runs[-1].seconds, allowed(files, wanted.workers[-1])
            console.print(
                f"{times:.2f} times as fast with {wanted.workers[-1]} workers; as many plain readings: {most:.2f}"
            )
        console.print(f"{runs[0].database / runs[0].documents / 1024:.0f} KB of database a document")
        kilobytes = sum(file.stat().st_size for file in files) / 1024 / sum(made.pages for made in runs[:1]) * PAGES
        reader, writer = (1000 * spent / runs[0].pages for spent in (runs[0].readers, runs[0].writer))
        console.print(million(reader, writer, kilobytes))
        clock, processor = loading(folder)
        console.print(f"{clock:.0f} documents/s loaded from finished records, {processor:.0f} by processor time")
        console.print(f"load of the machine before and after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
