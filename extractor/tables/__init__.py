"""Tables (表格): found on pages, stitched over page ends, understood."""

from extractor.tables.find import find, is_overcrowded, open_at_end
from extractor.tables.joined.stitch import stitch
from extractor.tables.meaning.understand import understand

__all__ = ["find", "is_overcrowded", "open_at_end", "stitch", "understand"]
