"""Judges what the text layer of a page is worth, before anything is read from it.

A wrong invisible layer over a scan reads as good Chinese with false amounts, and a font without a Unicode
table gives noise: neither may become a record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.geometry import Box, Page, Run, TextLayer

# Share of the page that a picture must cover to count as a scan of it (full-page scans cover 0.9 and more,
# photographs in a text 0.6 at most).
SCAN_COVER = 0.7
# Share of characters without meaning (U+FFFD, private use) above which a text layer is noise.
NOISE_SHARE = 0.3
# Fewer visible characters than this on a full-page picture are a stamp or a page number.
STAMP_LENGTH = 40

_NOISE = re.compile("[\ue000-\uf8ff\ufffd]")


def judge_layer(
    runs: list[Run], hidden: int, images: tuple[Box, ...], size: tuple[float, float]
) -> tuple[TextLayer, tuple[str, ...]]:
    """The page's ``layer`` and notes: ``hidden_text``, ``garbled_text``, ``picture_page``."""
    visible = sum(len(run.text) for run in runs)
    noise = sum(len(_NOISE.findall(run.text)) for run in runs)
    covered = _cover(images, size) >= SCAN_COVER
    if visible and noise > NOISE_SHARE * visible:
        return "scanned", ("garbled_text",)
    if covered and visible >= max(STAMP_LENGTH, hidden):
        return "mixed", ()
    if not covered and visible:
        return "born_digital", ()
    if hidden:
        return "scanned", ("hidden_text",)
    return ("scanned", ("picture_page",)) if images else ("none", ())


def _cover(images: tuple[Box, ...], size: tuple[float, float]) -> float:
    """The share of the page that its largest picture, or a row of strips of equal width, covers."""
    width, height = size
    if not images or width <= 0 or height <= 0:
        return 0.0
    areas = [max(min(b.x1, width) - max(b.x0, 0), 0) * max(min(b.y1, height) - max(b.y0, 0), 0) for b in images]
    return min(sum(areas), width * height) / (width * height)


def overall_layer(pages: Sequence[Page]) -> TextLayer:
    """What the text layer of a whole document is worth; blank pages do not count."""
    layers = {page.layer for page in pages} - {"none"}
    if not layers:
        return "none"
    return layers.pop() if len(layers) == 1 else "mixed"
