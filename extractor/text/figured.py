"""Figures (图) among the blocks of a text: their captions belong to them, not to the text around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.model.geometry import Box
from extractor.model.layout import Block, Figure, FigurePiece, Grid, Paragraph, whole
from extractor.text.lines import joined

# Type sizes by which lines of labels overlap whose letters do.
OVERLAP = 0.5
# 图1 资金流向图, 图2-1：施工现场, 照片3 公示牌, several beside each other; no sentence, no entry of a list of figures.
_CAPTION = re.compile(
    r"\s*(?:附?图|照片|图片)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?![\d张幅个份])(?:[-—－–.．]\d{1,3})*[^。；，！？…]{0,80}"
)
_SAYING = re.compile(r"所示|可见|可知|显示|[.．·]{3}")


def figure_of(piece: FigurePiece) -> Figure:
    """A figure with its labels as printed, but for those drawn over each other, which nobody can read."""
    if piece.is_text:
        return Figure(piece.page, (joined(piece.lines),))
    boxes = [line.box for line in piece.lines]
    clear = (
        line
        for line in piece.lines
        if not any(line.box != other and _overlap(line.box, other, line.size) for other in boxes)
    )
    return Figure(piece.page, tuple(map(whole, clear)))


def _overlap(box: Box, other: Box, size: float) -> bool:
    """Whether letters of two lines lie on each other."""
    wide, high = min(box.x1, other.x1) - max(box.x0, other.x0), min(box.y1, other.y1) - max(box.y0, other.y0)
    return wide > OVERLAP * size and high > OVERLAP * size


def with_captions(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with captions as parts of their figures; one beside no drawing names a picture. Tables that hold
    nothing but captions lay pictures out."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Paragraph) and is_caption(block.text):
            if isinstance(before, Figure) and before.caption is None:
                found[-1] = replace(before, caption=block.passage)
            else:
                found.append(Figure(block.page, (), block.passage))
        elif isinstance(block, Figure) and isinstance(before, Figure) and not before.labels:
            found[-1] = replace(block, caption=before.caption)
        elif isinstance(block, Grid) and (named := list(_named_in(block))):
            found += named
        else:
            found.append(block)
    return found


def is_caption(text: str) -> bool:
    """Whether a line names a figure, or several beside each other."""
    return _CAPTION.fullmatch(text) is not None and not _SAYING.search(text)


def _named_in(grid: Grid) -> Iterator[Figure]:
    """The pictures that a table of captions and blank cells lays out; none where it says anything else."""
    told = [cell.passage for cell in grid.cells if cell.passage.text.strip()]
    if all(is_caption(passage.text) for passage in told):
        yield from (Figure(grid.pages[0], (), passage) for passage in told)
