"""The tables that another engine finds in a file, a line of JSON for each page: run by bench_tables.py.

usage: peer_tables.py ENGINE SECONDS PDF

Engines: pymupdf, pdfplumber, camelot-lattice (-vector, -stream, -network, -hybrid), img2table.

A page on which the engine takes more than SECONDS, or fails, has no tables, and "fault" says why. Reading a page at a
time gives the same tables as reading the file, and an account of each page.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

Texts = list[list[str | None]]
ReadPage = Callable[[int], list[Texts]]


def with_pymupdf(path: str) -> tuple[int, ReadPage]:
    import pymupdf  # noqa: PLC0415

    document = pymupdf.open(path)
    return document.page_count, lambda page: [table.extract() for table in document[page].find_tables().tables]


def with_pdfplumber(path: str) -> tuple[int, ReadPage]:
    import pdfplumber  # noqa: PLC0415

    document = pdfplumber.open(path)
    return len(document.pages), lambda page: document.pages[page].extract_tables()


def texts(frame: Any) -> Texts:
    """The rows of a data frame; what is no text in it stands for a blank cell."""
    return [[cell if isinstance(cell, str) else None for cell in row] for row in frame.values.tolist()]


def with_camelot(path: str, flavor: str) -> tuple[int, ReadPage]:
    import camelot  # noqa: PLC0415
    import pypdfium2  # noqa: PLC0415

    how = {"flavor": "lattice", "engine": "vector"} if flavor == "vector" else {"flavor": flavor}

    def read(page: int) -> list[Texts]:
        return [texts(table.df) for table in camelot.read_pdf(path, pages=str(page + 1), **how)]

    return len(pypdfium2.PdfDocument(path)), read


def with_img2table(path: str) -> tuple[int, ReadPage]:
    import pypdfium2  # noqa: PLC0415
    from img2table.document import PDF  # noqa: PLC0415

    def read(page: int) -> list[Texts]:
        found = PDF(path, pages=[page]).extract_tables()
        return [texts(table.df) for tables in found.values() for table in tables]

    return len(pypdfium2.PdfDocument(path)), read


def opened(engine: str, path: str) -> tuple[int, ReadPage]:
    """How many pages the file has, and what reads one of them, from 0."""
    if engine == "pymupdf":
        return with_pymupdf(path)
    if engine == "pdfplumber":
        return with_pdfplumber(path)
    if engine == "img2table":
        return with_img2table(path)
    return with_camelot(path, engine.split("-")[1])


def too_late(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError("out of time")


def main(arguments: list[str]) -> int:
    """A line for each page on stdout: its tables, the processor's seconds that they took, and why there are none."""
    engine, seconds, path = arguments
    signal.signal(signal.SIGALRM, too_late)
    with contextlib.redirect_stdout(sys.stderr):
        count, read = opened(engine, path)
    for page in range(count):
        tables, fault = [], None
        start = time.process_time()
        signal.setitimer(signal.ITIMER_REAL, float(seconds))
        try:
            with contextlib.redirect_stdout(sys.stderr):
                tables = read(page)
        except Exception as error:  # noqa: BLE001 - whatever a peer dies of is a line of the comparison
            fault = f"{type(error).__name__}: {error}"
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        found = {"tables": tables, "seconds": time.process_time() - start, "fault": fault}
        print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
