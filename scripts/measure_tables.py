"""Measures the tables room alone: the share of true cells with the right text in the right row and column."""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from pathlib import Path
from typing import Any

from extractor import tables
from extractor.model.layout import Grid
from extractor.pdf import open_pdf
from extractor.pipeline import lay_out

SHARED = Path(__file__).resolve().parents[2] / "shared"
# Row, column, rows and columns of a merged cell.
Span = tuple[int, int, int, int]
FOLD = str.maketrans(
    {**dict.fromkeys("【[〔「『", "("), **dict.fromkeys("】]〕」』", ")"), **dict.fromkeys("“”″", '"')}
)


def norm(value: str | None) -> str:
    folded = "".join(unicodedata.normalize("NFKC", value or "").split()).translate(FOLD)
    return folded.strip("。.;:,、")


def grids_of(path: Path) -> tuple[list[Grid], int, float]:
    with open_pdf(path) as document:
        pages = list(document.pages())
    began = time.perf_counter()
    grids = tables.stitch(lay_out(pages))
    return grids, len(pages), time.perf_counter() - began


def truth_of(source: Path) -> list[list[list[str | None]]]:
    return truth(json.loads(source.read_text(encoding="utf-8"))["blocks"])


def truth(blocks: list[dict[str, Any]]) -> list[list[list[str | None]]]:
    """The tables among source blocks as rows of text; None for a place covered by a span."""
    found = [block["rows"] for block in blocks if block["type"] == "table"]
    return [[[c["t"] if isinstance(c, dict) else c for c in row] for row in rows] for rows in found]


def spans_of(blocks: list[dict[str, Any]]) -> list[set[Span]]:
    """The merged cells of each table among source blocks."""
    found = [block["rows"] for block in blocks if block["type"] == "table"]
    return [
        {
            (r, c, cell["rs"], cell["cs"])
            for r, row in enumerate(rows)
            for c, cell in enumerate(row)
            if isinstance(cell, dict) and cell["rs"] * cell["cs"] > 1
        }
        for rows in found
    ]


def read_spans(grid: Grid) -> set[Span]:
    """The merged cells of a grid as it was read."""
    return {(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells if c.rowspan * c.colspan > 1}


def compare(truth: list[list[str | None]], grid: list[list[str | None]]) -> list[tuple[int, int, str, str]]:
    missed = []
    for r, row in enumerate(truth):
        for c, cell in enumerate(row):
            if cell in (None, ""):
                continue
            got = grid[r][c] if r < len(grid) and c < len(grid[r]) else "<none>"
            if norm(got) != norm(cell):
                missed.append((r, c, norm(cell), norm(got)))
    return missed


def measure(path: Path, show: int) -> tuple[int, int]:
    grids, pages, seconds = grids_of(path)
    texts = [grid.texts() for grid in grids]
    found = total = 0
    notes = []
    for number, truth in enumerate(truth_of(path.parent / "source.json")):
        wanted = sum(1 for row in truth for cell in row if cell not in (None, ""))
        options = [(compare(truth, grid), grid) for grid in texts] or [([(0, 0, "", "")] * wanted, [])]
        missed, best = min(options, key=lambda option: len(option[0]))
        found += wanted - len(missed)
        total += wanted
        if missed:
            notes.append(f"   table {number}: {wanted - len(missed)}/{wanted}, {len(truth)} rows against {len(best)}")
            notes += [f"      r{r} c{c} wanted {want[:60]!r} got {got[:60]!r}" for r, c, want, got in missed[:show]]
    share = 100 * found / total if total else 100.0
    name = f"{path.parent.name}/{path.name}"
    print(f"{name:42} {found:5}/{total:<5} {share:6.2f}  {len(grids)} tables, {pages / seconds:.0f} pages/s")
    print("\n".join(notes), end="\n" if notes else "")
    return found, total


def measure_real(folder: Path) -> None:
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    cache: dict[str, list[Grid]] = {}
    hit = total = 0
    for fact in facts:
        if fact["kind"] != "cell" or not fact["text_layer_ok"]:
            continue
        grids = cache.get(fact["file"]) or cache.setdefault(fact["file"], grids_of(folder / fact["file"])[0])
        on_page = [grid for grid in grids if fact["page"] in grid.pages]
        cells = [(g, cell) for g in on_page for cell in g.cells if norm(cell.passage.text) == norm(fact["expect"])]
        total += 1
        where = fact["where"]
        if not cells:
            print("MISSED", fact["file"], fact["page"], fact["expect"], where)
            continue
        hit += 1
        for grid, cell in cells[:3]:
            head = [other.passage.text for row in range(grid.header_rows) if (other := grid.at(row, cell.column))]
            row_name = [other.passage.text for c in range(cell.column) if (other := grid.at(cell.row, c))]
            print("found", fact["expect"], "| want", where["row"], "/", where["col"], "| got", row_name[-4:], head)
    print(f"real cells {hit}/{total}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PDF", help="reports with a source.json beside them")
    parser.add_argument("--real", action="store_true", help="real reports, by the facts told of them")
    parser.add_argument("--show", type=int, default=4, metavar="N", help="cells missed that are shown of each report")
    options = parser.parse_args()
    if options.real:
        measure_real(SHARED / "real")
        return
    shared = (path for path in sorted(SHARED.glob("reports/*/report*.pdf")) if "scan" not in path.name)
    for path in options.paths or shared:
        measure(path, options.show)


if __name__ == "__main__":
    main()
