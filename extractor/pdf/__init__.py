"""The only room that knows the PDF engine: a file in, pages of runs and rulings out."""

from extractor.pdf.document import PdfDocument, open_pdf
from extractor.pdf.overlay import Mark, draw_marks
from extractor.pdf.trust import overall_layer

__all__ = ["Mark", "PdfDocument", "draw_marks", "open_pdf", "overall_layer"]
