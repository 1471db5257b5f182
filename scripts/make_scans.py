#!/usr/bin/env python3
"""Makes scans out of born-digital reports: pictures of their pages as copiers and feeders give them.

    scripts/make_scans.py REPORT.pdf... --out DIR                     200 dpi, colour, a little crooked, sealed
    scripts/make_scans.py REPORT.pdf --out DIR --dpi 300 --look grey  another resolution and look
    scripts/make_scans.py REPORT.pdf --out DIR --pages 1-3 --look poor --seed 5

Looks: office (colour, red seal), grey (a grey copy, grey seal), poor (low contrast, specks, blur, strong JPEG), bits
(one bit, specks), turned (sheets on their side or head), smeared (JPEG 20), and one for each of copier_faults.py:
striped, margin, gutter, pen, through, faded, fax, tinted, photo, dark. The same arguments give the same pictures.
Needs the extra ``ocr``.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pymupdf

import copier_faults as faults

RED = (0.86, 0.12, 0.12)
SEAL_POINTS = 119.0  # 42 mm, the size of an office's round seal
# Words of the signature that a seal is stamped on.
SIGNED = ("年", "月", "日")


@dataclass(frozen=True)
class Look:
    """How a copier gives a page; greys run from 0 to 255, lengths are pixels at 200 dpi."""

    colour: bool = True
    skew: float = 0.5
    noise: float = 4.0
    blur: float = 0.35
    contrast: float = 0.92
    paper: float = 246.0
    specks: float = 2e-6
    quality: int = 80
    one_bit: bool = False
    turns: bool = False
    fault: faults.Fault | None = None


LOOKS = {
    "office": Look(),
    "grey": Look(colour=False, noise=5.0, quality=75),
    "poor": Look(colour=False, skew=1.2, noise=9.0, blur=0.8, contrast=0.6, paper=225.0, specks=4e-5, quality=45),
    "bits": Look(colour=False, skew=0.8, noise=6.0, blur=0.5, specks=2e-5, one_bit=True),
    "turned": Look(turns=True),
    "smeared": Look(quality=20),
    "striped": Look(colour=False, fault=faults.striped),
    "margin": Look(fault=faults.margined),
    "gutter": Look(colour=False, skew=0.3, fault=faults.guttered),
    "pen": Look(fault=faults.annotated),
    "through": Look(fault=faults.showing_through),
    "faded": Look(colour=False, fault=faults.faded),
    "fax": Look(colour=False, skew=0.4, noise=2.0, specks=1e-6, one_bit=True, fault=faults.faxed),
    "tinted": Look(fault=faults.tinted),
    "photo": Look(skew=0.8, quality=70, fault=faults.photographed),
    "dark": Look(colour=False, one_bit=True, specks=1e-5, fault=faults.overinked),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--look", choices=LOOKS, default="office")
    parser.add_argument("--pages", default="", help="for example 1-3,7; all by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-seal", action="store_true")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for report in chosen.reports:
        content = scanned(
            report.read_bytes(),
            LOOKS[chosen.look],
            dpi=chosen.dpi,
            seed=chosen.seed,
            pages=page_numbers(chosen.pages),
            seal=not chosen.no_seal,
        )
        name = report.parent.name if report.stem == "report" else report.stem
        target = chosen.out / f"{name}-{chosen.look}-{chosen.dpi}.pdf"
        target.write_bytes(content)
        print(target, file=sys.stderr)


def scanned(
    content: bytes, look: Look, *, dpi: int = 200, seed: int = 1, pages: Sequence[int] = (), seal: bool = True
) -> bytes:
    """The PDF of a scan of the PDF ``content``; ``pages`` counts from 1, none means all."""
    source = pymupdf.open(stream=content, filetype="pdf")
    numbers = list(pages) or list(range(1, source.page_count + 1))
    stamped, overlay = stamp(source, seed) if seal else (0, None)
    scan = pymupdf.open()
    for number in numbers:
        generator = np.random.default_rng([seed, number])
        page = source[number - 1]
        picture = copied(page, look, dpi, generator, overlay if number == stamped else None)
        sideways = (picture.shape[0] > picture.shape[1]) != (page.rect.height > page.rect.width)
        size = (page.rect.height, page.rect.width) if sideways else (page.rect.width, page.rect.height)
        sheet = scan.new_page(width=size[0], height=size[1])
        sheet.insert_image(sheet.rect, stream=encoded(picture, look))
    scan.set_metadata({})
    return bytes(scan.tobytes(garbage=3, deflate=True, no_new_id=True))


def copied(
    page: pymupdf.Page, look: Look, dpi: int, generator: np.random.Generator, seal: pymupdf.Page | None = None
) -> Any:
    """The picture of one page, with what paper, lamp and feeder did to it; a ``seal`` lets print show through."""
    picture = drawn(page, dpi)
    if seal is not None:
        picture = cv2.multiply(picture, drawn(seal, dpi), scale=1 / 255)
    if not look.colour:
        picture = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    height, width = picture.shape[:2]
    angle = float(generator.normal(0, look.skew))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[:, 2] += generator.normal(0, 3 * dpi / 200, 2)
    white = (255, 255, 255) if look.colour else 255
    picture = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=white)
    picture = cv2.GaussianBlur(picture, (0, 0), max(look.blur * dpi / 200, 0.1))
    lit = picture.astype(np.float32) * look.contrast + look.paper - 255 * look.contrast
    shadow = np.linspace(0, float(generator.uniform(0, 10)), width, dtype=np.float32)
    lit -= shadow[None, :, None] if look.colour else shadow[None, :]
    lit += generator.normal(0, look.noise, picture.shape).astype(np.float32)
    picture = np.clip(lit, 0, 255).astype(np.uint8)
    for _ in range(int(look.specks * width * height)):
        x, y = int(generator.integers(width)), int(generator.integers(height))
        cv2.circle(picture, (x, y), int(generator.integers(0, max(2, dpi // 100))), (60,) * 3, -1)
    if look.fault is not None:
        picture = look.fault(picture, dpi, generator)
    if look.one_bit:
        picture = np.where(picture < look.paper - 70, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(picture, int(generator.integers(1, 4)))) if look.turns else picture


def drawn(page: pymupdf.Page, dpi: int) -> Any:
    """A page as an array, blue before green before red."""
    pixmap = page.get_pixmap(dpi=dpi, alpha=False)
    rgb = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, 3)
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)


def encoded(picture: Any, look: Look) -> bytes:
    """The picture as JPEG, or as PNG where it has one bit."""
    if look.one_bit:
        return bytes(cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_BILEVEL, 1])[1].tobytes())
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, look.quality])[1].tobytes())


def stamp(document: pymupdf.Document, seed: int) -> tuple[int, pymupdf.Page | None]:
    """The number of the page with the last signed date of a document, and a page of its size with a seal there."""
    for page in reversed(list(document.pages())):
        short = [
            line
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", [])
            for text in ["".join(span["text"] for span in line["spans"])]
            if all(sign in text for sign in SIGNED) and len(text) < 14 and line["bbox"][0] > 0.4 * page.rect.width
        ]
        if short:
            x0, y0, x1, y1 = short[-1]["bbox"]
            shift = np.random.default_rng([seed, 0]).uniform(-12, 12, 2)
            overlay = pymupdf.open().new_page(width=page.rect.width, height=page.rect.height)
            draw_seal(overlay, pymupdf.Point((x0 + x1) / 2 + shift[0], (y0 + y1) / 2 - 12 + shift[1]))
            return page.number + 1, overlay
    return 0, None


def draw_seal(page: pymupdf.Page, centre: pymupdf.Point, words: str = "某某市某某区评价专用局") -> None:
    """A ring, a star and an office's name along the ring."""
    radius = SEAL_POINTS / 2
    shape = page.new_shape()
    shape.draw_circle(centre, radius)
    shape.finish(color=RED, width=2.4, stroke_opacity=0.8)
    star = [
        centre + pymupdf.Point(math.sin(turn), -math.cos(turn)) * (radius * (0.32 if place % 2 == 0 else 0.125))
        for place in range(10)
        for turn in [place * math.pi / 5]
    ]
    shape.draw_polyline([*star, star[0]])
    shape.finish(color=RED, fill=RED, fill_opacity=0.8)
    shape.commit()
    for place, sign in enumerate(words):
        turn = math.radians(-125 + 250 * place / (len(words) - 1))
        foot = centre + pymupdf.Point(math.sin(turn), -math.cos(turn)) * (radius * 0.66)
        page.insert_text(
            foot - pymupdf.Point(6.5, 0),
            sign,
            fontname="china-s",
            fontsize=13,
            color=RED,
            fill_opacity=0.8,
            morph=(foot, pymupdf.Matrix(-math.degrees(turn))),
        )


def page_numbers(text: str) -> list[int]:
    """``1-3,7`` as numbers."""
    numbers: list[int] = []
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


if __name__ == "__main__":
    main()
