"""Takes the stripes off a page that dirt in the path of a feeder draws from edge to edge (扫描条纹), and creases of the
paper (折痕).

Stripes run along the feed exactly, whatever the skew of the sheet, creases along the sheet; no rule of a table leaves
it at both ends. Dirt that moves breaks stripes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture
from extractor.pdf.scan.straighten import flattened

# A stripe is darker than the paper beside it over this share of the sheet's length (rules reach 0.9), by this share
# of the paper's grey at least.
LENGTH, DARKER = 0.97, 0.06
# ... or a broken one over this share of it, and of both margins (so much of the sheet each), where print is not.
BROKEN, MARGIN = 0.5, 0.04
# A margin that is dark over a larger share than this is none: what lies beside the sheet of a photograph.
BESIDE_SHEET = 0.25
# Points. Stripes are thin; the paper beside them is looked at this far away.
THICKEST, BESIDE = 4.0, 9.0
# Points. A rule beside a stripe stands so near to it, runs so far straight, and is hidden so long where it crosses it.
# Share of the paper's grey that its ink is darker than.
ALONG, RUN, CROSSING, INK = 1.5, 10.0, 150.0, 0.7
# Share of the sheet at each side where its own shadow stands.
EDGE = 0.015
# A stripe this much darker than the paper hides the print under it.
HIDES = 0.55
# A stripe is darker than what is beside it by so many times what columns usually differ by.
GRAINS = 5.0
# Creases of the paper: darker than it by so much, over this share of the sheet and of both its ends, so many points
# thick at most with what lies aslant; there are few of them. What goes on along one for more points than letters are
# high is its own grey, and black hides print.
CREASED, CREASE_LENGTH, CREASE_END, CREASE_THICK, MOST_CREASES, ALONG_CREASE, BLACK = 0.06, 0.85, 0.6, 8.0, 4, 26.0, 60
# Rows (or columns) that are looked at; each is the middle of a few, so that noise does not hide a stripe.
SAMPLES = 200
WHITE = 255


class Stripe(NamedTuple):
    """Where a stripe that hides print lies, in pixels: a column (or row) from ``start`` to ``end``, exclusive."""

    start: int
    end: int
    upright: bool


def evened(grey: Picture, scale: float) -> tuple[Picture, list[Stripe]]:
    """The page without stripes, and those of them under which print cannot be made out."""
    even, lit_evenly = grey, flattened(grey)
    hiding: list[Stripe] = []
    for upright in (True, False):
        page, flat = (grey, lit_evenly) if upright else (grey.T, lit_evenly.T)
        samples = _samples(flat)
        levels = np.percentile(samples, 100 * LENGTH, axis=0).astype(np.uint8)
        reach = round(BESIDE * scale) * 2 + 1
        paper = cv2.dilate(levels[None, :], np.ones((1, reach), np.uint8))[0]
        dark = samples < (1 - DARKER) * paper
        broken = _is_broken(dark)
        levels = np.where(broken, _where_dark(samples, dark), levels)
        share = _standing_out(levels.astype(np.float32) / np.maximum(paper, 1), reach)
        edge = EDGE * len(share)
        for start, end in _runs(share < 1 - DARKER):
            if start < edge or end > len(share) - edge or end - start > THICKEST * scale:
                continue
            even = even.copy() if even is grey else even
            part = even[:, start - 1 : end + 1] if upright else even[start - 1 : end + 1].T
            lit = part / np.maximum(share[start - 1 : end + 1], 1 - HIDES)
            if float(share[start:end].min()) < 1 - HIDES:
                hiding.append(Stripe(start - 1, end + 1, upright))
                beside = page[:, [max(0, start - 2), min(end + 1, page.shape[1] - 1)]].astype(np.float32)
                lit = np.linspace(beside[:, 0], beside[:, 1], end - start + 2, axis=1)
            here = ~_beside_rule(flat, start, end, float(paper[start]), scale)
            if broken[start:end].any():
                here &= _lengthened(dark[:, start:end].any(axis=1), len(part))
            part[:] = np.where(here, np.clip(lit, 0, 255), part).astype(np.uint8)
    return even, hiding


def ironed(flat: Picture, scale: float) -> tuple[Picture, list[Stripe]]:
    """The straight, even page without its creases, and where they were: the paper is as dark along all of one, print on
    it is darker."""
    creases, wide = [], round(scale)
    small = cv2.resize(flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    for upright in (True, False):
        page = small if upright else small.T
        dark = (_along(page, scale / 2) < (1 - CREASED) * WHITE).astype(np.uint8)
        dark = cv2.dilate(dark, np.ones((1, wide), np.uint8))
        margin = round(MARGIN * len(dark))
        ends = [part.mean(axis=0) >= CREASE_END for part in (dark[:margin], dark[-margin:])]
        edge = EDGE * page.shape[1]
        for start, end in _runs(np.logical_and.reduce([dark.mean(axis=0) >= CREASE_LENGTH, *ends])):
            if edge < start and end < page.shape[1] - edge and end - start <= CREASE_THICK * scale / 2:
                creases.append(Stripe(2 * start - wide, 2 * end + wide, upright))
    if not creases or len(creases) > MOST_CREASES:
        return flat, []
    even = flat.copy()
    for crease in creases:
        band = (even if crease.upright else even.T)[:, crease.start : crease.end]
        paper = _along(band, scale)
        band[:] = np.where(paper < BLACK, WHITE, cv2.divide(band, np.maximum(paper, 1), scale=WHITE))
    return even, creases


def _along(page: Picture, scale: float) -> Picture:
    """The page without what is shorter than a crease from top to bottom."""
    return cv2.morphologyEx(
        np.ascontiguousarray(page), cv2.MORPH_CLOSE, np.ones((round(ALONG_CREASE * scale), 1), np.uint8)
    )


def _standing_out(share: Any, reach: int) -> Any:
    """Shares of the paper's grey, those as near to their neighbours' as most are made whole: on coarse paper, or where
    little light falls, columns differ by more than a stripe is dark."""
    usual = cv2.blur(share[None, :], (reach, 1))[0]
    grain = float(np.median(np.abs(share - usual)))
    return np.where(share < usual - GRAINS * grain, share, 1.0)


def _is_broken(dark: Any) -> Any:
    """The columns in which a broken stripe runs, by the samples that are ``dark``."""
    margin = round(MARGIN * SAMPLES)
    parts = (dark, dark[:margin], dark[-margin:])
    if max(float(part.mean()) for part in parts[1:]) > BESIDE_SHEET:
        return np.zeros(dark.shape[1], bool)
    return np.logical_and.reduce([part.mean(axis=0) >= BROKEN for part in parts])


def _where_dark(samples: Any, dark: Any) -> Any:
    """The mean grey of each column's dark samples."""
    return (samples * dark).sum(axis=0) / np.maximum(dark.sum(axis=0), 1)


def _beside_rule(page: Picture, start: int, end: int, paper: float, scale: float) -> Any:
    """The rows, as a column, in which a rule of a table runs along a stripe or crosses it aslant: it would go too."""
    near = max(2, round(ALONG * scale))
    left = max(0, start - 1 - near)
    rule = (page[:, left : end + 1 + near] < INK * paper).astype(np.uint8)
    rule[:, start - 1 - left : end + 1 - left] = 0
    for kind, points in ((cv2.MORPH_OPEN, RUN), (cv2.MORPH_CLOSE, CROSSING)):
        rule = cv2.morphologyEx(rule, kind, np.ones((round(points * scale), 1), np.uint8)).max(axis=1, keepdims=True)
    return rule > 0


def _lengthened(flags: Any, rows: int) -> Any:
    """Flags of samples as those of as many rows, a column of them."""
    wide = cv2.dilate(flags.astype(np.uint8)[:, None], np.ones((3, 1), np.uint8))
    return cv2.resize(wide, (1, rows), interpolation=cv2.INTER_NEAREST) > 0


def _samples(grey: Picture) -> Picture:
    """The page in few rows, each the mean of some."""
    return cv2.resize(grey, (grey.shape[1], SAMPLES), interpolation=cv2.INTER_AREA)


def _runs(flags: Any) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
