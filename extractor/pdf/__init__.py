"""The only room that knows the PDF engine: a file in, pages of runs and rulings out."""

from extractor.pdf.document import OcrMode, PdfDocument, can_read_pictures, open_pdf
from extractor.pdf.overlay import Mark, draw_marks
from extractor.pdf.trust import overall_layer

__all__ = ["Mark", "OcrMode", "PdfDocument", "can_read_pictures", "draw_marks", "open_pdf", "overall_layer"]
