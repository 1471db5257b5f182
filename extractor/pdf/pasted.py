"""Reads tables that were pasted into a page of text as pictures (贴图): their print joins that of the page.

Only tables with rulings: a picture of another document has headings of its own, a chart has labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pymupdf

from extractor.model.geometry import Box, Page, Ruling, Rulings, Run, leaning
from extractor.pdf.trust import cover_of

# A table has so many cells with print, which hold such a share of the print in the picture.
LEAST_CELLS, IN_CELLS = 6, 0.7
# Share of the page that a picture with a table covers at least. Points between the strips of one picture.
LEAST_COVER, APART = 0.02, 2.0
UNREAD, READ = "unread_picture", "read_picture"


def with_pasted_tables(page: pymupdf.Page, read: Page, threads: int | None = None, kept: Path | None = None) -> Page:
    """``read`` with the tables in the pictures of ``page``, each read by itself: they lean each in its own way."""
    from extractor.pdf.scan import read_picture  # noqa: PLC0415 - asked for where a page has such pictures alone

    size = (read.turn.width, read.turn.height)
    pictures = [box for box in _whole(read.images) if cover_of((box,), size) >= LEAST_COVER]
    if read.turn.quarters or not pictures:
        return read
    tables: list[Page] = []
    for box in pictures:
        made = read_picture(page, read, threads, kept, within=box)
        if not made.turn.quarters and not made.keystone and _is_table(made):
            tables.append(_moved(made, size))
    if not tables:
        return read
    level = sorted(rule for made in (read, *tables) for rule in made.rulings.horizontal)
    upright = sorted(rule for made in (read, *tables) for rule in made.rulings.vertical)
    others = [note for note in read.notes if note != UNREAD]
    return replace(
        read,
        runs=tuple(run for made in (read, *tables) for run in made.runs),
        rulings=Rulings(tuple(level), tuple(upright)),
        layer="mixed",
        notes=(*others, *((READ, UNREAD) if len(tables) < len(pictures) else (READ,))),
        corrections=tuple(each for made in (read, *tables) for each in made.corrections),
    )


def _whole(images: Sequence[Box]) -> list[Box]:
    """The places of pictures, the strips and tiles of one put together."""
    whole: list[Box] = []
    for box in sorted(images, key=lambda box: (box.y0, box.x0)):
        parts = [box, *(other for other in whole if _touch(box, other))]
        whole = [other for other in whole if other not in parts]
        left, top = min(part.x0 for part in parts), min(part.y0 for part in parts)
        whole.append(Box(left, top, max(part.x1 for part in parts), max(part.y1 for part in parts)))
    return whole


def _touch(one: Box, other: Box) -> bool:
    return (
        one.x0 <= other.x1 + APART
        and other.x0 <= one.x1 + APART
        and one.y0 <= other.y1 + APART
        and other.y0 <= one.y1 + APART
    )


def _moved(made: Page, size: tuple[float, float]) -> Page:
    """What was read in a crooked picture, moved as a whole to where the page shows it."""
    if not made.skew:
        return made
    left, right = min(run.left[0] for run in made.runs), max(run.right[-1] for run in made.runs)
    top, bottom = min(run.top for run in made.runs), max(run.bottom for run in made.runs)
    seen = leaning(Box(left, top, right, bottom), made.skew, *size)
    x, y = (seen.x0 + seen.x1 - left - right) / 2, (seen.y0 + seen.y1 - top - bottom) / 2
    return replace(
        made,
        runs=tuple(
            replace(
                run,
                left=tuple(edge + x for edge in run.left),
                right=tuple(edge + x for edge in run.right),
                top=run.top + y,
                bottom=run.bottom + y,
                baseline=run.baseline + y,
            )
            for run in made.runs
        ),
        rulings=Rulings(
            tuple(Ruling(r.at + y, r.start + x, r.end + x, r.width) for r in made.rulings.horizontal),
            tuple(Ruling(r.at + x, r.start + y, r.end + y, r.width) for r in made.rulings.vertical),
        ),
    )


def _is_table(made: Page) -> bool:
    """Whether most of the print stands in cells, and in many: the labels of a chart stand around its grid."""
    cells = [cell for run in made.runs if (cell := _cell_of(run, made.rulings))]
    return len(set(cells)) >= LEAST_CELLS and len(cells) >= IN_CELLS * len(made.runs)


def _cell_of(run: Run, rulings: Rulings) -> tuple[float, ...] | None:
    """The four rulings around a run; None where one is missing."""
    x, y = (run.left[0] + run.right[-1]) / 2, run.middle
    upright = [rule.at for rule in rulings.vertical if rule.start <= y <= rule.end]
    level = [rule.at for rule in rulings.horizontal if rule.start <= x <= rule.end]
    sides = [
        max((at for at in upright if at < x), default=None),
        min((at for at in upright if at > x), default=None),
        max((at for at in level if at < y), default=None),
        min((at for at in level if at > y), default=None),
    ]
    told = [side for side in sides if side is not None]
    return tuple(told) if len(told) == len(sides) else None
