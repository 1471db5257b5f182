"""Watermarks (水印) and stamps set level with the text: large type printed over smaller."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.geometry import Page, Run

# Type of this many times the size of the text is a title or a mark (titles measure 1.3 to 2.2, watermarks 2.5 to 8).
LARGE = 1.6
# Type smaller than this share of the usual is no text that a mark lies on: a stroke of its own letters, read by itself.
TINY = 0.5
# Share of the large type above its baseline, in its size, in which the middle of a smaller line lies.
HEIGHT = 0.8
# Middle of a line of text above its baseline, in its size.
MIDDLE = 0.36


def overprinted(pages: Sequence[Page]) -> list[list[Run]]:
    """For each page the large runs that are printed over its text, here or with the same words on another page."""
    usual = [_usual_size(page) for page in pages]
    large = [[run for run in page.runs if run.size >= LARGE * size] for page, size in zip(pages, usual, strict=True)]
    words = {
        run.text.strip()
        for page, runs, size in zip(pages, large, usual, strict=True)
        for run in runs
        if _lies_on_text(run, page, TINY * size)
    }
    return [[run for run in runs if run.text.strip() in words] for runs in large]


def _usual_size(page: Page) -> float:
    sizes: dict[float, int] = {}
    for run in page.runs:
        sizes[run.size] = sizes.get(run.size, 0) + len(run.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _lies_on_text(mark: Run, page: Page, least: float) -> bool:
    """Whether a character of smaller type, of the size ``least`` and more, stands right inside those of ``mark``."""
    for run in page.runs:
        if run.size * LARGE > mark.size or run.size < least:
            continue
        middle = run.baseline - MIDDLE * run.size
        if not mark.baseline - HEIGHT * mark.size <= middle <= mark.baseline:
            continue
        if min(run.right[-1], mark.right[-1]) - max(run.left[0], mark.left[0]) > run.size:
            return True
    return False
