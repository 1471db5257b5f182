"""The whole way from a PDF to its records; each step is one call.

``process`` is pure but for reading the file: one process, a pool and a cluster run the same code.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from extractor import __version__, checks, figures, outline, pdf, records, tables, text
from extractor.model.geometry import Page
from extractor.model.layout import PageIndex, PageLayout
from extractor.model.picture import PagePicture
from extractor.model.reading import Reading
from extractor.model.report import Check, PageText, Report, ReportHead, ScoreItem, Seal, Source
from extractor.model.verdict import Verdict
from extractor.patternbook import patterns_version
from extractor.records.values import Values


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a document: ``password`` opens an encrypted one, ``name`` is what the records call it.

    ``ocr`` says which pages are read from their pictures: those without a usable text layer (``auto``), ``always``
    or ``never``; ``ocr_threads`` how many cores one page may use (all by default; 1 beside other workers);
    ``ocr_cache`` is a folder that keeps what was read from pictures. A document with more than ``max_pages`` is
    refused.
    """

    password: str | None = None
    name: str | None = None
    ocr: pdf.OcrMode = "auto"
    ocr_threads: int | None = None
    ocr_cache: Path | None = None
    max_pages: int | None = None


def extract(path: str | os.PathLike[str] | bytes, options: Options | None = None) -> Report:
    """Read a report from a file, or from the bytes of one.

    Raises :class:`extractor.errors.DocumentError` with a sentence for the user where it cannot be read.
    """
    return process(path if isinstance(path, bytes) else Path(path), options or Options())


def process(source: Path | bytes, options: Options) -> Report:
    """One document, from its file to its records."""
    with _opened(source, options) as document:
        document.refuse_beyond(options.max_pages)
        pages, attachments = read_pages(document), document.attachments
    understood, repairs = with_repairs(understand(document.file, pages))
    understood, columns = with_other_columns(understood)
    pages, reading, head, found = understood.pages, understood.reading, understood.head, understood.values
    findings = records.findings(reading, records.known(reading, found, head))
    read = records.tables(reading)
    return Report(
        source=_source(document, pages),
        report=head,
        pages=[_page_text(layout) for layout in reading.pages.layouts],
        sections=records.sections(reading),
        tables=read,
        money=found.money,
        dates=found.dates,
        document_numbers=found.document_numbers,
        score_items=understood.score_items,
        findings=findings,
        recommendations=records.recommendations(reading, findings),
        checks=understood.checks,
        issues=[
            *records.issues(pages, reading, head, found, document.repaired),
            *records.of_attachments(attachments, pages),
            *records.doubts(pages, found, read, understood.checks),
            *(records.repaired(each.was, each.becomes, each.page) for each in repairs),
            *(records.parted(each.was, each.becomes, each.page) for each in columns),
        ],
        executions=records.executions(reading, found.money),
    )


def read_pages(document: pdf.PdfDocument) -> list[Page]:
    """The pages of an open document without borders around them; of sheets with two or four each below the one before
    it, lines that page ends cut in their height on one of the two; of drafts that show their changes what was deleted
    left out."""
    pages = text.without_deleted(text.with_sideways(list(document.pages())))
    return text.unfolded(text.unframed(text.unsliced(pages)))


@dataclass(frozen=True, slots=True)
class Understood:
    """A document up to its checks: what a second reading of its pages is weighed by."""

    pages: list[Page]
    reading: Reading
    head: ReportHead
    values: Values
    score_items: list[ScoreItem]
    checks: list[Check]


def understand(file: str, pages: list[Page]) -> Understood:
    """Pages → lines + tables → sections → records → checks."""
    layouts = lay_out(pages)
    grids = tables.stitch(layouts)
    blocks = text.blocks(layouts, grids)
    reading = Reading(file, PageIndex(tuple(layouts)), blocks, tables.understand(blocks), outline.build(blocks))
    reports = reading.reports
    head = records.head(reading)
    heads = [head] if len(reports) == 1 else [records.head(each) for each in reports]
    struck = records.struck_print(layouts)
    found = [records.values(each, its, struck) for each, its in zip(reports, heads, strict=True)]
    items = [records.score_items(each) for each in reports]
    checked = [checks.run(*each) for each in zip(reports, heads, items, found, strict=True)]
    return Understood(pages, reading, head, records.joined(found), list(chain(*items)), list(chain(*checked)))


def with_repairs(first: Understood) -> tuple[Understood, list[checks.Proposal]]:
    """Where one doubtful digit of a picture, read otherwise, makes all sums of its table agree, that reading."""
    taken: list[checks.Proposal] = []
    best = first
    for table, proposed in checks.proposals(first.checks, first.reading, first.pages).items():
        good: list[tuple[checks.Proposal, Understood]] = []
        for each in proposed:
            pages = checks.read_otherwise(best.pages, first.reading, each)
            second = understand(first.reading.file, pages) if pages else None
            if second is not None and checks.makes_all_agree(table, best.checks, second.checks):
                good.append((each, second))
        if len(good) == 1:
            taken.append(good[0][0])
            best = good[0][1]
    return best, taken


def with_other_columns(first: Understood) -> tuple[Understood, list[checks.Parted]]:
    """Where amounts run together, and set apart make all sums of their tables agree, that column split."""
    if not checks.has_run_together(first.reading):
        return first, []
    pages, places = checks.parted(first.pages)
    second = understand(first.reading.file, pages) if places else None
    if second is None or not checks.proves_parted(places, first.checks, second.checks, second.reading):
        return first, []
    return second, places


def _opened(source: Path | bytes, options: Options) -> pdf.PdfDocument:
    return pdf.open_pdf(
        source,
        name=options.name,
        password=options.password,
        ocr=options.ocr,
        ocr_threads=options.ocr_threads,
        ocr_cache=options.ocr_cache,
    )


def classify_problem(names: Sequence[str], facts: str) -> Verdict:
    """The types that the patterns of today tell of a problem, from what names it and the facts of its text."""
    return records.together(records.classify_named(names, facts))


def pictures(source: Path | bytes, options: Options) -> list[PagePicture]:
    """What the pages of a document look like."""
    with pdf.open_pdf(source, name=options.name, password=options.password) as document:
        return list(document.pictures())


def lay_out(pages: list[Page]) -> list[PageLayout]:
    """Each page's furniture and figures set aside, its tables found, its lines and text in reading order."""
    layouts: list[PageLayout] = []
    for whole, furniture in text.set_aside_furniture(pages):
        page, drawn = figures.set_aside(text.with_fractions(whole))
        pieces, body = tables.find(page, tables.open_at_end(layouts[-1]) if layouts else None)
        layouts.append(text.compose(page, body, [*pieces, *drawn], furniture))
    return layouts


def _source(document: pdf.PdfDocument, pages: list[Page]) -> Source:
    return Source(
        file=document.file,
        sha256=document.sha256,
        bytes=document.size,
        pages=len(pages),
        text_layer=pdf.overall_layer(pages),
        extractor_version=__version__,
        patterns_version=patterns_version(),
    )


def _page_text(layout: PageLayout) -> PageText:
    page = layout.page
    return PageText(
        number=page.number,
        width=round(page.width, 2),
        height=round(page.height, 2),
        rotation=page.rotation,
        text=layout.text,
        text_layer=page.layer,
        seals=[Seal(seal_text=seal.text, confidence=seal.confidence, bbox=seal.box) for seal in page.stamps],
    )
