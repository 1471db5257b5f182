"""The only room that knows the PDF engine: a file in, pages of runs and rulings out."""

from extractor.pdf.document import PdfDocument, open_pdf

__all__ = ["PdfDocument", "open_pdf"]
