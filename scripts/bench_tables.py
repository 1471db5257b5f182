#!/usr/bin/env python3
"""Cells read right and processor time, beside other table engines on the same pages in the same run.

scripts/bench_tables.py                  the corpus
scripts/bench_tables.py A.pdf …          these files, a source.json beside each
scripts/bench_tables.py --generated 40   so many generated documents of each style through both typesetters, too
scripts/bench_tables.py --peers ENV      camelot and img2table, too, installed into the environment ENV if not there

Each file runs through all engines before the next; a table of all that was read so far is printed after each. What an
engine gives page by page is joined for it: a true table is compared with every run of parts of as many columns below
each other, repeated heads dropped. Rows cut by a page end stay as the engine gives them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf

import generate_tables
from measure_tables import compare, grids_of, truth, truth_of

ROOT = Path(__file__).resolve().parent.parent
PEER = ROOT / "scripts" / "peer_tables.py"
# Rows of a head that a part may repeat, and parts that one table may have.
HEAD_ROWS = 3
MOST_PARTS = 12
STYLES = ("three", "none", "shaded", "open", "side", "rot90", "wps")
ENGINES = ("pymupdf", "pdfplumber")
PEERS = ("camelot-lattice", "camelot-vector", "camelot-stream", "camelot-network", "camelot-hybrid", "img2table")
Texts = list[list[str | None]]


@dataclass
class Sample:
    """A file, the name of its style of tables, and the tables as they are printed."""

    path: Path
    style: str
    truths: list[Texts]


@dataclass
class Tally:
    """Cells right and in all, seconds of the processor, pages, pages without an answer."""

    right: int = 0
    cells: int = 0
    seconds: float = 0.0
    pages: int = 0
    faults: int = 0


def ours(path: Path) -> tuple[list[Texts], float]:
    start = time.process_time()
    grids = [grid.texts() for grid in grids_of(path)[0]]
    return grids, time.process_time() - start


def peer(python: str, engine: str, path: Path, limit: int, pages: int) -> tuple[list[Texts], float, int]:
    """The parts that an engine finds, its seconds without the start of the interpreter, and the pages it failed on."""
    try:
        ended = subprocess.run(
            [python, PEER, engine, str(limit), path],
            capture_output=True,
            text=True,
            check=False,
            timeout=limit * (pages + 2),
        )
        lines = ended.stdout.splitlines()
    except subprocess.TimeoutExpired as late:
        lines = late.stdout.decode().splitlines() if isinstance(late.stdout, bytes) else []
    answers = [json.loads(line) for line in lines if line.endswith("}")]
    parts = [table for answer in answers for table in answer["tables"] if table]
    faults = sum(1 for answer in answers if answer["fault"]) + pages - len(answers)
    return parts, sum(answer["seconds"] for answer in answers), faults


def install(folder: Path) -> Path:
    """The interpreter of the peers' environment, which is made where it is not there."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "camelot-py", "img2table"], check=True)
    return python


def joined(parts: list[Texts]) -> Iterator[Texts]:
    """Every part, and every run of neighbouring parts of as many columns as one table."""
    for first, part in enumerate(parts):
        whole = list(part)
        yield whole
        for other in parts[first + 1 : first + MOST_PARTS]:
            if len(other[0]) != len(part[0]):
                break
            repeated = 0
            while repeated < min(HEAD_ROWS, len(other), len(part)) and other[repeated] == part[repeated]:
                repeated += 1
            whole = [*whole, *other[repeated:]]
            yield whole


def count(tally: Tally, truths: list[Texts], found: list[Texts]) -> None:
    for wanted in truths:
        cells = sum(1 for row in wanted for words in row if words)
        missed = min((len(compare(wanted, grid)) for grid in found), default=cells)
        tally.right += cells - missed
        tally.cells += cells


def style_of(path: Path) -> str:
    marks = set(path.stem.split("-"))
    return next((mark for mark in STYLES if mark in marks), "ruled")


def corpus(paths: list[Path]) -> list[Sample]:
    paths = [path for path in paths if "scan" not in path.name and (path.parent / "source.json").exists()]
    found = [Sample(path, style_of(path), truth_of(path.parent / "source.json")) for path in paths]
    return [sample for sample in found if sample.truths]


def generated(per_style: int, seed: int, folder: Path) -> list[Sample]:
    """Documents by lot, half of them through each typesetter, in turns."""
    found = []
    for writer in (False, True):
        jobs = [
            (seed + index, style, writer)
            for index, style in enumerate(generate_tables.STYLES * ((per_style + writer) // 2))
        ]
        place = folder / ("writer" if writer else "reportlab")
        place.mkdir()
        for (number, style), path in generate_tables.build(jobs, place).items():
            truths = truth(generate_tables.source(number)["blocks"])
            found.append(Sample(path, f"generated {style or 'ruled'}", truths))
    return found


def report(tallies: dict[str, dict[str, Tally]], files: str) -> None:
    print(f"\n{files}\n{'style':18}{'cells':>7}" + "".join(f"{name:>17}" for name in tallies))
    ours_ = tallies["extractor"]
    for style in sorted(ours_):
        shares = [100 * row[style].right / row[style].cells for row in tallies.values()]
        print(f"{style:18}{ours_[style].cells:7}" + "".join(f"{share:17.2f}" for share in shares))
    whole = {name: sum(tally.seconds for tally in row.values()) for name, row in tallies.items()}
    pages = sum(tally.pages for tally in ours_.values())
    print(f"{'pages a second':25}" + "".join(f"{pages / seconds:17.1f}" for seconds in whole.values()))
    print(f"{'times our time':25}" + "".join(f"{seconds / whole['extractor']:17.1f}" for seconds in whole.values()))
    faults = [sum(tally.faults for tally in row.values()) for row in tallies.values()]
    print(f"{'pages without answer':25}" + "".join(f"{number:17}" for number in faults), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Cells read right beside other table engines.")
    parser.add_argument("pdfs", nargs="*", type=Path, help="files; the corpus if none is named")
    parser.add_argument("--generated", type=int, default=0, metavar="N", help="generated documents of each style")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", type=Path, metavar="ENV", help="environment for camelot and img2table")
    parser.add_argument("--limit", type=int, default=60, metavar="SECONDS", help="a peer's time for one page")
    options = parser.parse_args()
    pythons = dict.fromkeys(ENGINES, sys.executable)
    if options.peers:
        pythons |= dict.fromkeys(PEERS, str(install(options.peers)))
    tallies: dict[str, dict[str, Tally]] = {name: defaultdict(Tally) for name in ("extractor", *pythons)}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        samples = corpus(options.pdfs or sorted(ROOT.glob("corpus/*/report*.pdf")))
        samples += generated(options.generated, options.seed, Path(folder)) if options.generated else []
        for number, sample in enumerate(samples, 1):
            with pymupdf.open(sample.path) as document:
                pages = document.page_count
            for name, row in tallies.items():
                tally = row[sample.style]
                if name == "extractor":
                    found, seconds = ours(sample.path)
                    faults = 0
                else:
                    parts, seconds, faults = peer(pythons[name], name, sample.path, options.limit, pages)
                    found = list(joined(parts))
                count(tally, sample.truths, found)
                tally.seconds += seconds
                tally.pages += pages
                tally.faults += faults
            report(tallies, f"{number} of {len(samples)} files")


if __name__ == "__main__":
    main()
