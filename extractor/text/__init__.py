"""Characters → lines → pages' texts → paragraphs; furniture set aside."""

from extractor.text.compose import compose
from extractor.text.fractions import with_fractions
from extractor.text.frames import unframed
from extractor.text.furniture import set_aside_furniture
from extractor.text.lines import joined, lines
from extractor.text.paragraphs import blocks
from extractor.text.sideways import with_sideways
from extractor.text.sliced import unsliced
from extractor.text.spread import unfolded
from extractor.text.struck import without_deleted

__all__ = [
    "blocks",
    "compose",
    "joined",
    "lines",
    "set_aside_furniture",
    "unfolded",
    "unframed",
    "unsliced",
    "with_fractions",
    "with_sideways",
    "without_deleted",
]
