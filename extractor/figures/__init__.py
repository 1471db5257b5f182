"""Figures (图): charts, flow charts and organisation charts drawn on a page, told from its text and its tables."""

from extractor.figures.aside import set_aside

__all__ = ["set_aside"]
