"""Tables (表格): found on pages, stitched over page ends, understood."""

from extractor.tables.find import find
from extractor.tables.stitch import stitch
from extractor.tables.understand import understand

__all__ = ["find", "stitch", "understand"]
