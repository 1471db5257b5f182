#!/usr/bin/env python3
"""Compares reading scanned pages with plain RapidOCR on the same page pictures: two workers each, in one run.

    scripts/benchmark_scans.py SCAN.pdf --pages 1-6

Ours does more on each page (skew, seals, rules, cells, repairs). Needs the extra ``ocr``.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import pymupdf

from make_scans import page_numbers

WORKERS = 2
DPI = 200


class Done(NamedTuple):
    """One page: how many characters were read, processor seconds, and the worker's peak memory in MB."""

    characters: int
    seconds: float
    peak: int


def plain(path: Path, number: int) -> Done:
    """One page by RapidOCR as it comes."""
    from rapidocr import RapidOCR  # noqa: PLC0415

    engine = _kept("plain", lambda: RapidOCR(params={"Global.log_level": "error"}))
    start = time.process_time()
    with pymupdf.open(path) as document:
        pixmap = document[number - 1].get_pixmap(dpi=DPI)
    rgb = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
    found = engine(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    return Done(sum(map(len, found.txts or ())), time.process_time() - start, _peak())


def ours(path: Path, number: int) -> Done:
    """The same page read by this program."""
    from extractor.pdf.page import read_page  # noqa: PLC0415
    from extractor.pdf.resources import Resources  # noqa: PLC0415
    from extractor.pdf.scan import read_picture  # noqa: PLC0415

    start = time.process_time()
    with pymupdf.open(path) as document:
        page = document[number - 1]
        read = read_picture(page, read_page(page, number, Resources(document)), 1)
    return Done(sum(len(run.text) for run in read.runs), time.process_time() - start, _peak())


_MADE: dict[str, Any] = {}


def _kept(name: str, make: Callable[[], Any]) -> Any:
    if name not in _MADE:
        _MADE[name] = make()
    return _MADE[name]


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def timed(read: Callable[[Path, int], Done], path: Path, numbers: list[int]) -> float:
    """Seconds for all pages on two workers that have read one page before."""
    with ProcessPoolExecutor(WORKERS) as pool:
        list(pool.map(read, [path] * WORKERS, numbers[:1] * WORKERS))
        start = time.perf_counter()
        results = list(pool.map(read, [path] * len(numbers), numbers))
        seconds = time.perf_counter() - start
    letters, peak = sum(done.characters for done in results), max(done.peak for done in results)
    busy = sum(done.seconds for done in results) / len(numbers)
    print(
        f"{read.__name__:6} {seconds / len(numbers):6.2f} s/page ({busy:.2f} of processor time)  {letters} characters  "
        f"{peak} MB a worker at most"
    )
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scan", type=Path)
    parser.add_argument("--pages", default="1-4")
    chosen = parser.parse_args()
    numbers = page_numbers(chosen.pages)
    theirs = timed(plain, chosen.scan, numbers)
    print(f"ours / plain: {timed(ours, chosen.scan, numbers) / theirs:.2f}")


if __name__ == "__main__":
    main()
