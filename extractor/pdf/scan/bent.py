"""Makes a page flat that bends, into the gutter of a book (装订线) or because it curled: its rules tell by how much."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from extractor.pdf.scan.picture import Picture

# A gutter lies in shadow: the columns at an edge (this share of the sheet) are darker than the page by this share.
EDGE, SHADOW = 0.02, 0.2
# Points. Rules that tell the bend are so long and rise by so much, and most of them agree within AGREE at each column.
LONG, LEAST_RISE, MOST_RISE, AGREE = 150.0, 1.5, 25.0, 1.2
LEAST_RULES = 3
# Points. Without a gutter rules rise by so much at least: what bends less is read as it is, its boxes exact.
CURLED = 2.2
# Points. The straight run that a rule begins with, and the gap that is bridged between the steps of a bent one.
RUN, STEP = 9.0, 1.0


def unbent(flat: Picture, grey: Picture, threshold: int, scale: float) -> Picture:
    """The straight page ``flat`` with each column moved up to where its rules are level; ``grey`` has its shadows."""
    shift = _shift((flat < threshold).astype(np.uint8), scale)
    if shift is None or (float(np.ptp(shift)) < CURLED * scale and not _in_shadow(grey)):
        return flat
    height, width = flat.shape
    x: Picture = np.broadcast_to(np.arange(width, dtype=np.float32), flat.shape).copy()
    y: Picture = np.arange(height, dtype=np.float32)[:, None]
    return cv2.remap(flat, x, y + shift[None, :], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _in_shadow(grey: Picture) -> bool:
    columns = np.median(grey[::8], axis=0)
    edge = max(1, round(EDGE * len(columns)))
    paper = float(np.median(columns))
    return min(float(columns[:edge].mean()), float(columns[-edge:].mean())) < (1 - SHADOW) * paper


def _shift(ink: Picture, scale: float) -> Any:
    """By how many pixels each column has sunk; None where too few rules tell it."""
    run, step = round(RUN * scale), round(STEP * scale)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, _row(run))
    joined = cv2.dilate(opened, np.ones((3, 2 * step + 1), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    curves = []
    for index, (x, y, width, height, _) in enumerate(stats.tolist()):
        if not index or width < LONG * scale or not LEAST_RISE * scale <= height <= MOST_RISE * scale:
            continue
        inside = (labels[y : y + height, x : x + width] == index) & (opened[y : y + height, x : x + width] > 0)
        count = inside.sum(axis=0)
        middle = (inside * np.arange(height)[:, None]).sum(axis=0) / np.where(count, count, np.nan)
        curve = np.full(ink.shape[1], np.nan, np.float32)
        curve[x : x + width] = middle - np.nanmedian(middle)
        curves.append(curve)
    if len(curves) < LEAST_RULES:
        return None
    stack = np.stack(curves)
    told = np.flatnonzero((~np.isnan(stack)).sum(axis=0) >= LEAST_RULES)
    if not len(told):
        return None
    middle = np.nanmedian(stack[:, told], axis=0)
    away = np.nanmedian(np.abs(stack[:, told] - middle), axis=0)
    if float(np.percentile(away, 90)) > AGREE * scale or float(np.ptp(middle)) < LEAST_RISE * scale:
        return None
    shift = np.interp(np.arange(ink.shape[1]), told, middle).astype(np.float32)
    return cv2.blur(shift[None, :], (2 * run + 1, 1))[0]


def _row(length: int) -> Any:
    return np.ones((1, length), np.uint8)
