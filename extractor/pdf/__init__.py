"""The only room that knows the PDF engine: a file in, pages of runs and rulings out."""

from extractor.pdf.document import OcrMode, PdfDocument, can_read_pictures, open_pdf
from extractor.pdf.trust import overall_layer

__all__ = ["OcrMode", "PdfDocument", "can_read_pictures", "open_pdf", "overall_layer"]
