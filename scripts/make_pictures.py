#!/usr/bin/env python3
"""Takes the pictures of the documentation with a headless Chromium: docs/review.webp and docs/dashboard.webp.

scripts/make_pictures.py    (or: make pictures)

The review page of a report of the corpus with its first failed check open, and the dashboard over the whole corpus. The
second needs the extra web. Look at both before they are committed.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import CHROMIUM, Tab, browser  # noqa: E402

REPORT = "corpus/henan-2023-elderly-care/report.pdf"
QUALITY = 80  # of WebP: letters stay sharp
EXTRACT = [sys.executable, "-m", "extractor"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if CHROMIUM is None:
        print("There is no Chromium here. Install it: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with browser(folder / "profile") as tab:
            tab.prefer("light")
            keep(review(tab, folder), "review")
            keep(dashboard(tab, folder), "dashboard")
    return 0


def review(tab: Tab, folder: Path) -> bytes:
    page = folder / "review.html"
    extract("review", REPORT, "-o", str(page))
    tab.size(1360, 800)
    tab.open(page)
    tab.key("f")
    tab.wait_for("document.querySelector('.card.on') !== null")
    tab.wait_for("[...document.querySelectorAll('.sheet img')].some(i => i.complete && i.naturalWidth > 0)")
    return settled(tab, folder)


def dashboard(tab: Tab, folder: Path) -> bytes:
    database = folder / "findings.db"
    extract(*sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("corpus/*/report.pdf")), "--db", str(database))
    served = subprocess.Popen(
        [*EXTRACT, "serve", str(database), "--port", "0"],
        cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    try:
        assert served.stderr is not None
        said = served.stderr.readline()
        address = re.search(r"http://\S+/", said)
        assert address, said
        tab.size(1280, 980)
        tab.visit(f"{address[0]}dashboard")
        return settled(tab, folder)
    finally:
        served.terminate()
        served.wait()


def extract(*arguments: str) -> None:
    subprocess.run([*EXTRACT, *arguments], cwd=ROOT, env=ENVIRONMENT, check=True, stderr=subprocess.DEVNULL)


def settled(tab: Tab, folder: Path) -> bytes:
    """What the window shows once nothing moves any more."""
    path = folder / "picture.png"
    seen = b""
    while True:
        tab.picture(path)
        now = path.read_bytes()
        if now == seen:
            return now
        seen = now
        tab.run("new Promise(done => setTimeout(done, 400))")


def keep(picture: bytes, name: str) -> None:
    target = ROOT / "docs" / f"{name}.webp"
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").save(target, quality=QUALITY, method=6)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main())
