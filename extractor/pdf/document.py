"""Opens a PDF and reads its pages, each once.

Every way in which a file can refuse to be read ends in one of the errors of :mod:`extractor.errors`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Literal

import pymupdf

from extractor.errors import DamagedPdf, EmptyPdf, EncryptedPdf, MissingDocument, MissingPage, NotAPdf, TooManyPages
from extractor.model.geometry import Page, Rulings, Turn
from extractor.model.picture import PagePicture
from extractor.pdf.false_digits import FalseDigits
from extractor.pdf.page import read_page
from extractor.pdf.pasted import with_pasted_tables
from extractor.pdf.resources import Resources
from extractor.pdf.trust import without_cut_codes, without_text

OcrMode = Literal["auto", "always", "never"]

# What reading from pictures needs beyond the core; the extra ``ocr`` installs all of it.
OCR_PACKAGES = ("numpy", "cv2", "onnxruntime", "rapidocr")
# Readers accept the header within the first kilobyte.
HEADER_WINDOW = 1024
MAGIC = b"%PDF-"
# How the engine says that the pages of a file are not those that it counts.
TREE_FAULT = "page tree"
# PyMuPDF raises these for structures that it cannot mend.
ENGINE_ERRORS = (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, IndexError, KeyError, TypeError)


class PdfDocument:
    """An open PDF; a context manager.

    ``file`` is the name it goes by, ``sha256`` and ``size`` (bytes) are those of its content,
    ``repaired`` says that its structure was damaged and had to be rebuilt, which may show while it is read.
    ``ocr`` says which pages are read from their pictures, ``ocr_threads`` how many cores one page may use (all by
    default), ``ocr_cache`` the folder where readings of pictures are kept.
    """

    def __init__(
        self,
        file: str,
        content: bytes,
        document: pymupdf.Document,
        repaired: bool,
        ocr: OcrMode = "auto",
        ocr_threads: int | None = None,
        ocr_cache: Path | None = None,
    ) -> None:
        self.file = file
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.size = len(content)
        self.repaired = repaired
        self._document = document
        self._ocr = ocr
        self._ocr_threads = ocr_threads
        self._ocr_cache = ocr_cache
        self._resources = Resources(document)
        self._false_digits = FalseDigits(document)

    def __enter__(self) -> PdfDocument:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def __len__(self) -> int:
        return int(self._document.page_count)

    @property
    def attachments(self) -> list[str]:
        """The names of the files that are embedded in it, which nothing reads."""
        try:
            return [_as_meant(str(name)) for name in self._document.embfile_names()]
        except ENGINE_ERRORS:
            return []

    def refuse_beyond(self, pages: int | None) -> None:
        """Raise :class:`TooManyPages` where the document has more than so many pages."""
        if pages is not None and len(self) > pages:
            problem = f"the PDF has {len(self)} pages, more than the limit of {pages}"
            raise TooManyPages(self.file, problem, "Read it with a higher --max-pages.")

    def pages(self) -> Iterator[Page]:
        """The pages from first to last; one that cannot be read is blank with a note ``unreadable_page``.

        A page that ought to be read from its picture and cannot, for want of the extra, is noted ``ocr_missing``.
        """
        read = [self._with_layer(number) for number in range(1, len(self) + 1)]
        self.repaired = self.repaired or bool(self._document.is_repaired) or _has_lost_count()
        cut_fonts = frozenset().union(*(page.cut_fonts for page in read))
        for page in read:
            yield self._from_picture(without_cut_codes(page, cut_fonts))

    def check_page(self, number: int) -> None:
        """Raises :class:`MissingPage` where there is no page ``number`` (from 1)."""
        if not 1 <= number <= len(self):
            raise MissingPage(self.file, f"there is no page {number}", f"It has pages 1 to {len(self)}.")

    def pictures(self) -> Iterator[PagePicture]:
        """Small pictures of the pages from first to last; one that cannot be drawn is empty."""
        from extractor.pdf.render import draw  # noqa: PLC0415 - reading needs no pictures

        for number in range(1, len(self) + 1):
            try:
                yield PagePicture(number, draw(self._document[number - 1]))
            except ENGINE_ERRORS:
                yield PagePicture(number, b"")

    def render(self, number: int, dots_per_inch: int) -> pymupdf.Pixmap:
        """Page ``number`` (from 1) as a picture, as a person sees it. Raises :class:`MissingPage`."""
        self.check_page(number)
        return self._document[number - 1].get_pixmap(dpi=dots_per_inch)

    def _with_layer(self, number: int) -> Page:
        try:
            page = self._document.load_page(number - 1)
            if not page.get_contents() and self._document.xref_get_key(page.xref, "Type") != ("name", "/Page"):
                return blank_page(number)  # no page, or nothing: the engine takes what is missing for a blank sheet
            read = read_page(page, number, self._resources)
        except ENGINE_ERRORS:
            return blank_page(number)
        return without_text(read) if read.runs and self._has_false_digits(page) else read

    def _has_false_digits(self, page: pymupdf.Page) -> bool:
        try:
            return self._false_digits.are_among(self._resources.fonts(page))
        except ENGINE_ERRORS:
            return False  # what the engine cannot follow tells nothing

    def _from_picture(self, read: Page) -> Page:
        """The page as read, or read again from its picture, or its pictures, where that is wanted and needed."""
        wanted = read.layer == "scanned" or (self._ocr == "always" and read.layer != "none")
        has_pasted = "unread_picture" in read.notes and can_read_pictures()
        if not (wanted or has_pasted) or self._ocr == "never":
            return read
        if not can_read_pictures():
            return replace(read, notes=(*read.notes, "ocr_missing"))
        from extractor.pdf.scan import read_picture  # noqa: PLC0415

        try:
            if not wanted:
                page = self._document.load_page(read.number - 1)
                return with_pasted_tables(page, read, self._ocr_threads, self._ocr_cache)
            return read_picture(self._document.load_page(read.number - 1), read, self._ocr_threads, self._ocr_cache)
        except ENGINE_ERRORS:
            return blank_page(read.number)


@cache
def can_read_pictures() -> bool:
    """Whether the packages of the extra ``ocr`` are installed; none of them is imported for the answer."""
    return all(find_spec(package) for package in OCR_PACKAGES)


def open_pdf(
    source: Path | bytes,
    *,
    name: str | None = None,
    password: str | None = None,
    ocr: OcrMode = "auto",
    ocr_threads: int | None = None,
    ocr_cache: Path | None = None,
) -> PdfDocument:
    """Open a PDF from a path or from its bytes.

    ``name`` is what errors and records call it; the path by default. ``ocr``: ``auto`` reads pages without a usable
    text layer from their pictures, ``always`` every page, ``never`` none. Raises a :class:`DocumentError`.
    """
    content = source if isinstance(source, bytes) else _content(source)
    file = name or ("-" if isinstance(source, bytes) else str(source))
    if not content:
        raise NotAPdf(file, "the file is empty", "Fetch or export it again.")
    if MAGIC not in content[:HEADER_WINDOW]:
        raise NotAPdf(file, "this is not a PDF file", "Give a PDF, or print the document to PDF first.")
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    pymupdf.TOOLS.reset_mupdf_warnings()
    try:
        document = pymupdf.open(stream=content, filetype="pdf")
        if document.needs_pass and not document.authenticate(password or ""):
            document.close()
            raise _encrypted(file, password)
        pages, repaired = document.page_count, bool(document.is_repaired)
    except ENGINE_ERRORS as error:
        raise DamagedPdf(file, "the PDF is damaged beyond repair", "Fetch or export it again.") from error
    if not pages:
        document.close()
        if repaired:
            raise DamagedPdf(file, "the PDF is damaged: no page can be found", "Fetch or export it again.")
        raise EmptyPdf(file, "the PDF has no pages", "Check that the export was complete.")
    return PdfDocument(file, content, document, repaired, ocr, ocr_threads, ocr_cache)


def _as_meant(name: str) -> str:
    """A name that the engine gives as the bytes of its UTF-8, a character each."""
    try:
        return name.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return name


def _has_lost_count() -> bool:
    """Whether the engine has found another number of pages than the file counts; it reads no more than are counted."""
    return TREE_FAULT in pymupdf.TOOLS.mupdf_warnings(reset=False)


def blank_page(number: int) -> Page:
    """The stand-in for a page that the engine cannot read."""
    return Page(number, 0.0, 0.0, 0, Turn(0, 0.0, 0.0), (), (), Rulings((), ()), (), (), "none", ("unreadable_page",))


def _content(path: Path) -> bytes:
    """What a file holds; its beginning alone where it is no PDF, for devices never end."""
    if os.path.isdir(path):
        raise MissingDocument(str(path), "this is a folder, not a PDF", f"Use: extract batch {path} --db findings.db")
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_WINDOW)
            return head + file.read() if MAGIC in head else head
    except (FileNotFoundError, ValueError):  # a NUL is in no name
        raise MissingDocument(str(path), "there is no such file", "Check the path.") from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise MissingDocument(str(path), f"the file cannot be read ({reason})", "Check its permissions.") from None


def _encrypted(file: str, password: str | None) -> EncryptedPdf:
    if password:
        return EncryptedPdf(file, "the password does not open this PDF", "Give the right one with --password.")
    return EncryptedPdf(file, "the PDF is encrypted", "Give its password with --password.")
