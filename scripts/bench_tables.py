#!/usr/bin/env python3
"""Cells read right and pages a second, beside other table engines on the same pages in the same run.

scripts/bench_tables.py              the corpus
scripts/bench_tables.py A.pdf …      these files, a source.json beside each
scripts/bench_tables.py --peers ENV  camelot and img2table, too, installed into the environment ENV if it is not there

An engine that cannot be installed or run says why in its row. What an engine gives page by page is joined for it: for
each true table the parts of its pages are put below each other where their columns are as many, repeated heads dropped.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
import venv
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pymupdf

from measure_tables import compare, grids_of, truth_of

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "scripts" / "peer_tables.py"
# Seconds that a peer may take for one file.
PEER_SECONDS = 900
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


def peer(python: Path, engine: str, path: Path) -> tuple[list[Texts], float]:
    """The tables of an engine in an environment of its own, and its seconds without the start of the interpreter.

    RuntimeError with the engine's last words where it fails.
    """
    ended = subprocess.run(
        [python, PEER, engine, path], capture_output=True, text=True, check=False, timeout=PEER_SECONDS
    )
    if ended.returncode:
        raise RuntimeError((ended.stderr.strip() or "no output").splitlines()[-1])
    found = json.loads(ended.stdout)
    return joined(found["tables"]), found["seconds"]


def install(folder: Path) -> Path:
    """The interpreter of the peers' environment, which is made where it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "camelot-py", "img2table"], check=True)
    return python


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


ENGINES: dict[str, Callable[[Path], list[Texts]]] = {
    "extractor": ours,
    "pymupdf": pymupdf_tables,
    "pdfplumber": pdfplumber_tables,
}
PEERS = ("camelot-lattice", "camelot-network", "camelot-stream", "camelot-hybrid", "img2table")


def timed(read: Callable[[Path], list[Texts]], path: Path) -> tuple[list[Texts], float]:
    start = time.perf_counter()
    grids = read(path)
    return grids, time.perf_counter() - start


def style_of(path: Path) -> str:
    marks = set(path.stem.split("-"))
    return next((mark for mark in ("three", "none", "shaded", "open", "side", "rot90") if mark in marks), "ruled")


def measure(name: str, read: Callable[[Path], tuple[list[Texts], float]], paths: list[Path]) -> None:
    """Print a row for each style of table."""
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    seconds: dict[str, float] = defaultdict(float)
    for path in paths:
        tally = right[style_of(path)]
        grids, took = read(path)
        seconds[style_of(path)] += took
        with pymupdf.open(path) as document:
            tally[2] += document.page_count
        for wanted in truth_of(path.parent / "source.json"):
            cells = sum(1 for row in wanted for words in row if words)
            missed = min((len(compare(wanted, grid)) for grid in grids), default=cells)
            tally[0] += cells - missed
            tally[1] += cells
    for style, (hit, cells, pages) in sorted(right.items()):
        share = 100 * hit / cells if cells else 100.0
        print(f"{name:16}{style:8}{hit:7}/{cells:<7}{share:9.2f}{pages / seconds[style]:9.1f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Cells read right beside other table engines.")
    parser.add_argument("pdfs", nargs="*", type=Path, help="files; the corpus if none is named")
    parser.add_argument("--peers", type=Path, metavar="ENV", help="environment for camelot and img2table")
    options = parser.parse_args()
    paths = options.pdfs or sorted(ROOT.glob("corpus/*/report*.pdf"))
    paths = [path for path in paths if "scan" not in path.name and (path.parent / "source.json").exists()]
    print(f"{'engine':16}{'style':8}{'cells':>15}{'share':>9}{'pages/s':>9}")
    for name, read in ENGINES.items():
        measure(name, partial(timed, read), paths)
    for name in PEERS if options.peers else ():
        try:
            measure(name, partial(peer, install(options.peers), name), paths)
        except (RuntimeError, OSError, subprocess.SubprocessError) as fault:
            print(f"{name:16}cannot be measured: {fault}", flush=True)


if __name__ == "__main__":
    main()
