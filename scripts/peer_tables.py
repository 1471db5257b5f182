"""The tables that camelot or img2table find in a file, as JSON: run by bench_tables.py in an environment of their own.

usage: peer_tables.py ENGINE PDF    camelot-lattice, -network, -stream, -hybrid, or img2table
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from typing import Any

Texts = list[list[str | None]]


def read(engine: str, path: str) -> list[Texts]:
    """The tables of a file page by page, each as rows of text."""
    if engine == "img2table":
        from img2table.document import PDF  # noqa: PLC0415

        pages: dict[int, Any] = PDF(path).extract_tables()
        return [table.df.values.tolist() for tables in pages.values() for table in tables]
    import camelot  # noqa: PLC0415

    return [table.df.values.tolist() for table in camelot.read_pdf(path, pages="all", flavor=engine.split("-")[1])]


def main(arguments: list[str]) -> int:
    """The tables of the file and the seconds that they took, on stdout."""
    engine, path = arguments
    start = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        tables = read(engine, path)
    print(json.dumps({"tables": tables, "seconds": time.perf_counter() - start}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
