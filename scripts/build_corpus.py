#!/usr/bin/env python3
"""Typesets the corpus: corpus/<id>/source.json -> report.pdf and report-<style>.pdf.

    python scripts/build_corpus.py                        every report, its own list of styles
    python scripts/build_corpus.py ID... --styles rl,three
    python scripts/build_corpus.py --list                 the styles that exist

In source.json, beside "blocks" (all optional):

    "typesetter"   sets report.pdf: "writer" (the default) or "reportlab"
    "styles"       the other PDFs; a style is a word, or several joined by "-": rl-three, wps-watermark
    "look"         sizes, margins and habits of this report: fields of typeset.look.Look
    a table's      "size" (type, points), "widths" (shares of the line, one a column)
    a cell's       "v": true sets its letters one a line, as in the spine of a self-evaluation form

Needs the dev extra, LibreOffice Writer and the Debian fonts that are named when they are missing. Exit code 1
if a PDF lacks a character of its source.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

from goldcheck.source import Verdict, check_source, load_json
from typeset.finish import finish
from typeset.fonts import missing_packages
from typeset.look import STYLES, Look, resolve_look
from typeset.office import OfficeError
from typeset.sets import Draft, set_all
from typeset.verify import missing_characters

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to make."""

    folder: Path
    source: dict[str, Any]
    style: str | None
    look: Look

    @property
    def name(self) -> str:
        return f"{self.folder.name}@{self.style or 'report'}"

    @property
    def out(self) -> Path:
        return self.folder / (f"report-{self.style}.pdf" if self.style else "report.pdf")

    @property
    def title(self) -> str:
        return next(("".join(b["lines"]) for b in self.source["blocks"] if b["type"] == "title"), "")


def plan(folders: list[Path], styles: list[str] | None) -> list[Job]:
    """The PDFs to make: those asked for, or report.pdf and the styles that each source names."""
    jobs = []
    for folder in folders:
        source = load_json(folder / "source.json")
        verdict = Verdict()
        check_source(source, folder.name, verdict)
        if verdict.errors:
            raise ValueError(f"{folder.name}: " + "; ".join(verdict.errors[:5]))
        wanted: list[str | None] = list(styles) if styles is not None else [None, *source.get("styles", [])]
        wanted = [None if style == "report" else style for style in wanted]
        jobs += [Job(folder, source, style, resolve_look(source, style)) for style in wanted]
    return jobs


def build(jobs: list[Job], work: Path) -> None:
    """Sets all jobs; Writer is started once for all of its own."""
    set_all((Draft(job.name, job.source["blocks"], job.look, job.title) for job in jobs), work)
    for job in jobs:
        finish(work / f"{job.name}.pdf", job.out, job.look, job.name)


def show(jobs: list[Job]) -> bool:
    """Prints a line per PDF; True if all of them hold every character."""
    whole = True
    print(f"{'report':36} {'style':16} {'pages':>5} {'KB':>6}  missing characters")
    for job in jobs:
        lacking = missing_characters(job.source["blocks"], job.out)
        named = " ".join(f"{char}×{count}" for char, count in sorted(lacking.items())[:40]) or "none"
        whole = whole and not lacking
        size = job.out.stat().st_size / 1024
        print(f"{job.folder.name:36} {job.style or 'report':16} {page_count(job.out):5} {size:6.0f}  {named}")
    return whole


def page_count(path: Path) -> int:
    with pymupdf.open(path) as opened:
        return len(opened)


def main() -> int:
    parser = argparse.ArgumentParser(description="Typeset the corpus.")
    parser.add_argument("ids", nargs="*", help="report folders; all of them if none is named")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder that holds the report folders")
    parser.add_argument("--styles", help="comma-separated styles instead of those in source.json; report = the default")
    parser.add_argument("--list", action="store_true", help="list the styles")
    parser.add_argument("--keep", type=Path, help="keep the typesetter's own files in this folder")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{name:10} {changes}" for name, changes in STYLES.items()))
        return 0
    if packages := missing_packages():
        print(f"fonts are missing; on Debian: apt-get install {' '.join(packages)}", file=sys.stderr)
    folders = [options.corpus / name for name in options.ids]
    folders = folders or sorted(path.parent for path in options.corpus.glob("*/source.json"))
    try:
        jobs = plan(folders, options.styles.split(",") if options.styles else None)
        with tempfile.TemporaryDirectory(prefix="corpus-") as name:
            build(jobs, Path(name))
            if options.keep:
                shutil.copytree(name, options.keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns("profile"))
    except (OSError, ValueError, OfficeError) as fault:
        print(f"build_corpus: {fault}", file=sys.stderr)
        return 2
    return 0 if show(jobs) else 1


if __name__ == "__main__":
    sys.exit(main())
