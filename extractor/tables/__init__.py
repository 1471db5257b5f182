"""Tables (表格): found on pages, stitched over page ends, understood."""

from extractor.tables.find import find

__all__ = ["find"]
