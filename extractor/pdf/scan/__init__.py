"""Reads pages from their pictures; the only place that imports OpenCV, onnxruntime and RapidOCR's models.

Import it only where a page must be read this way: the core works without these packages.
"""

from extractor.pdf.scan.reader import read_picture

__all__ = ["read_picture"]
