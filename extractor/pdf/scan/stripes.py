"""Takes the stripes off a page that dirt in the path of a feeder draws from edge to edge (扫描条纹).

They run along the feed exactly, whatever the skew of the sheet; no rule of a table leaves the sheet at both ends.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# A stripe is darker than the paper beside it over this share of the sheet's length (rules reach 0.9), by this share
# of the paper's grey at least.
LENGTH, DARKER = 0.97, 0.06
# Points. Stripes are thin; the paper beside them is looked at this far away.
THICKEST, BESIDE = 4.0, 9.0
# Share of the sheet at each side where its own shadow stands.
EDGE = 0.015
# A stripe this much darker than the paper hides the print under it.
HIDES = 0.55
# Rows (or columns) that are looked at; each is the middle of a few, so that noise does not hide a stripe.
SAMPLES = 200


class Stripe(NamedTuple):
    """Where a stripe that hides print lies, in pixels: a column (or row) from ``start`` to ``end``, exclusive."""

    start: int
    end: int
    upright: bool


def evened(grey: Picture, scale: float) -> tuple[Picture, list[Stripe]]:
    """The page without stripes, and those of them under which print cannot be made out."""
    even = grey
    hiding: list[Stripe] = []
    for upright in (True, False):
        levels = _levels(grey if upright else grey.T)
        reach = round(BESIDE * scale) * 2 + 1
        paper = cv2.dilate(levels[None, :], np.ones((1, reach), np.uint8))[0]
        share = levels.astype(np.float32) / np.maximum(paper, 1)
        edge = EDGE * len(share)
        for start, end in _runs(share < 1 - DARKER):
            if start < edge or end > len(share) - edge or end - start > THICKEST * scale:
                continue
            even = even.copy() if even is grey else even
            part = even[:, start - 1 : end + 1] if upright else even[start - 1 : end + 1].T
            if float(share[start:end].min()) < 1 - HIDES:
                hiding.append(Stripe(start - 1, end + 1, upright))
                part[:] = paper[start - 1 : end + 1]
            else:
                lit = part / np.maximum(share[start - 1 : end + 1], 1 - HIDES)
                part[:] = np.clip(lit, 0, 255).astype(np.uint8)
    return even, hiding


def _levels(grey: Picture) -> Any:
    """The grey of each column where it is lightest but for a few rows: paper, or a stripe from end to end."""
    small = cv2.resize(grey, (grey.shape[1], SAMPLES), interpolation=cv2.INTER_AREA)
    return np.percentile(small, 100 * LENGTH, axis=0).astype(np.uint8)


def _runs(flags: Any) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
