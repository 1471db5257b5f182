#!/usr/bin/env python3
"""Prints corpus reports from HTML: report-chromium.pdf (Chromium) and report-weasy.pdf (WeasyPrint).

    python scripts/typeset_html.py                     every report that has its own style sheets
    python scripts/typeset_html.py ID... --with weasy

A report that is set this way has chromium.css and weasy.css beside its source.json: all that can be seen is
theirs. Blocks become elements whose class is their type (cover, title, docnum, h1 ... h5, paragraph, signature,
table); "class" in a block adds words, of which "note" puts a footnote into the paragraph before it. The PDFs are
kept in the repository, so the tests need neither program.
Needs the dev extra, Chromium and WeasyPrint. Exit code 1 if a PDF lacks a character of its source, 2 if a
program is missing.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf

from goldcheck.source import Block, cell_span, cell_text, load_json
from typeset.verify import missing_characters

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SECONDS = 120
CHROMIUM_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--no-pdf-header-footer",
]


def page_html(source: dict[str, Any], css: str) -> str:
    """The whole report as one HTML page."""
    blocks = source["blocks"]
    name = next(("".join(block["lines"]) for block in blocks if block["type"] == "title"), source["id"])
    pairs = zip([{"type": ""}, *blocks], blocks, strict=False)
    body = "\n".join(element(block, before["type"] == "pagebreak") for before, block in pairs)
    body = body.replace("</p>\n<small", "<small").replace("</small>", "</small></p>")
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{html.escape(name)}</title>'
        f"<style>.new-page {{ break-before: page }}\n{css}</style></head><body>\n{body}\n</body></html>\n"
    )


def element(block: Block, new_page: bool) -> str:
    """One block as HTML; nothing for a page break, which is a class of the block after it."""
    kind = block["type"]
    if kind == "pagebreak":
        return ""
    classes = " ".join([kind, *block.get("class", "").split(), *(["new-page"] if new_page else [])])
    if kind == "table":
        return table(block, classes)
    if kind in ("cover", "title", "signature"):
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in block["lines"])
        return f'<div class="{classes}">{lines}</div>'
    if kind == "heading":
        classes += f" h{block['level']}"
    if block.get("runin"):
        classes += " runin"
    if "note" in classes.split():
        return f'<small class="{classes}">{html.escape(block["text"])}</small>'
    return f'<p class="{classes}">{html.escape(block["text"])}</p>'


def table(block: Block, classes: str) -> str:
    """Caption, unit line and grid, in one box that a style sheet may put on a landscape page."""
    above = "".join(f'<p class="{key}">{html.escape(block[key])}</p>' for key in ("caption", "unit") if block.get(key))
    shares = block.get("widths", [])
    columns = "".join(f'<col style="width: {100 * share / sum(shares):.2f}%">' for share in shares)
    head = int(block.get("header_rows", 1))
    rows = [row_html(row) for row in block["rows"]]
    top = f"<thead>{''.join(rows[:head])}</thead>" if head else ""
    wide = " wide" if block.get("landscape") else ""
    grid = f"<table><colgroup>{columns}</colgroup>{top}<tbody>{''.join(rows[head:])}</tbody></table>"
    return f'<div class="{classes}{wide}">{above}{grid}</div>'


def row_html(row: list[Any]) -> str:
    """One table row; places under a span have no cell. Cells of figures alone get the class "number"."""
    cells = []
    for cell in row:
        text = cell_text(cell)
        if text is None:
            continue
        rows, columns = cell_span(cell)
        span = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        number = ' class="number"' if text and not text.strip("0123456789.,，-%— ") else ""
        cells.append(f"<td{span}{number}>{html.escape(text)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def with_chromium(text: str, out: Path, work: Path) -> None:
    """Prints HTML by a headless Chromium with a profile of its own."""
    program = shutil.which("chromium")
    if program is None:
        raise FileNotFoundError("chromium is not installed; on Debian: apt-get install chromium")
    source, profile = work / f"{out.parent.name}.html", work / f"profile-{out.parent.name}"
    source.write_text(text, encoding="utf-8")
    options = [*CHROMIUM_OPTIONS, f"--user-data-dir={profile}", f"--print-to-pdf={out}"]
    subprocess.run([program, *options, source.as_uri()], check=True, capture_output=True, timeout=SECONDS)


def with_weasyprint(text: str, out: Path, _work: Path) -> None:
    """Prints HTML by WeasyPrint."""
    try:
        import weasyprint  # noqa: PLC0415
    except (ImportError, OSError) as fault:
        raise FileNotFoundError(
            f"WeasyPrint does not start ({fault}): pip install weasyprint; "
            "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from fault
    weasyprint.HTML(string=text).write_pdf(out)


PRINTERS: dict[str, Callable[[str, Path, Path], None]] = {"chromium": with_chromium, "weasy": with_weasyprint}


def main() -> int:
    parser = argparse.ArgumentParser(description="Print corpus reports from HTML.")
    parser.add_argument("ids", nargs="*", help="report folders; all that have style sheets if none is named")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder that holds the report folders")
    parser.add_argument("--with", dest="printer", choices=PRINTERS, help="one printer instead of both")
    options = parser.parse_args()
    folders = [options.corpus / name for name in options.ids]
    folders = folders or sorted(path.parent for path in options.corpus.glob("*/chromium.css"))
    whole = True
    with tempfile.TemporaryDirectory(prefix="html-") as work:
        for folder in folders:
            for name in [options.printer] if options.printer else PRINTERS:
                try:
                    source = load_json(folder / "source.json")
                    css = (folder / f"{name}.css").read_text(encoding="utf-8")
                    out = folder / f"report-{name}.pdf"
                    PRINTERS[name](page_html(source, css), out, Path(work))
                except (OSError, ValueError, subprocess.SubprocessError) as fault:
                    print(f"typeset_html: {fault}", file=sys.stderr)
                    return 2
                lacking = missing_characters(source["blocks"], out)
                named = " ".join(f"{char}×{count}" for char, count in sorted(lacking.items())[:40]) or "none"
                whole = whole and not lacking
                with pymupdf.open(out) as opened:
                    size = f"{len(opened):3} pages {out.stat().st_size / 1024:5.0f} KB"
                print(f"{folder.name:36} {name:9} {size}  missing characters: {named}")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
