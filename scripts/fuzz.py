#!/usr/bin/env python3
"""Feeds a batch mutated PDFs: no crash of the batch, no hang beyond the limit, every file accounted for.

scripts/fuzz.py                  300 mutations of the corpus, seed 1
scripts/fuzz.py 10000 --seed 7   as many as wanted; the same seed makes the same files
scripts/fuzz.py 10000 --ocr never   pages whose text is spoilt are not read from their pictures: ten times as fast

Mutations: flipped bits, other bytes, cut ends, pieces left out, doubled or moved, pieces of another PDF, numbers
made huge or negative, objects swapped, streams packed anew after a change of what they unpack to.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import get_args

from extractor.batch.archive import Archive, Wishes
from extractor.batch.local import LocalExecutor
from extractor.batch.store import DatabaseStore
from extractor.batch.walk import pdfs_below
from extractor.batch.work import Limits
from extractor.pdf import OcrMode
from extractor.pipeline import Options
from extractor.sinks.database import writing

ROOT = Path(__file__).resolve().parent.parent
LIMITS = Limits(seconds=30.0, megabytes=1024, pages=500)
# Beyond a document's limit: the time that the batch itself may take for it.
SLACK = 10.0
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.S)
_NUMBER = re.compile(rb"(?<![\w.])\d{1,7}(?![\w.])")
_STREAM = re.compile(rb"(/FlateDecode.{0,300}?stream\r?\n)(.*?)(\r?\nendstream)", re.S)
NUMBERS = [b"0", b"-1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"0.0000001"]

Mutation = Callable[[bytearray, bytes, random.Random], bytes]


def flip_bits(content: bytearray, _other: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.choice([1, 3, 10, 100, 1000])):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return bytes(content)


def set_bytes(content: bytearray, _other: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    for place in range(start, min(start + dice.choice([1, 8, 64, 512]), len(content))):
        content[place] = dice.randrange(256)
    return bytes(content)


def cut(content: bytearray, _other: bytes, dice: random.Random) -> bytes:
    return bytes(content[: dice.randrange(len(content))])


def leave_out(content: bytearray, _other: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    del content[start : start + dice.choice([1, 10, 1000, 50_000])]
    return bytes(content)


def double(content: bytearray, _other: bytes, dice: random.Random) -> bytes:
    start, place = dice.randrange(len(content)), dice.randrange(len(content))
    content[place:place] = content[start : start + dice.choice([10, 1000, 50_000])]
    return bytes(content)


def splice(content: bytearray, other: bytes, dice: random.Random) -> bytes:
    return bytes(content[: dice.randrange(len(content))]) + other[dice.randrange(len(other)) :]


def swap_objects(content: bytearray, other: bytes, dice: random.Random) -> bytes:
    """Two objects change places, or one comes from the other PDF; the cross-references stay as they were."""
    mine = [match.span() for match in _OBJECT.finditer(content)]
    theirs = [match.group() for match in _OBJECT.finditer(other)]
    if not mine or not theirs:
        return cut(content, other, dice)
    for _ in range(dice.choice([1, 2, 5])):
        start, end = dice.choice(mine)
        content[start:end] = dice.choice(theirs)[: end - start].ljust(end - start)
    return bytes(content)


def odd_numbers(content: bytearray, _other: bytes, dice: random.Random) -> bytes:
    places = [match.span() for match in _NUMBER.finditer(content)]
    for start, end in sorted(dice.sample(places, min(len(places), dice.choice([1, 5, 50]))), reverse=True):
        content[start:end] = dice.choice(NUMBERS)
    return bytes(content)


def change_streams(content: bytearray, other: bytes, dice: random.Random) -> bytes:
    """What a stream unpacks to is changed and packed again: faults that lie deeper than the file."""
    found = list(_STREAM.finditer(content))
    for match in dice.sample(found, min(len(found), 3)):
        try:
            inner = bytearray(zlib.decompress(match[2]))
        except zlib.error:
            continue
        if inner:
            changed = dice.choice([flip_bits, set_bytes, leave_out, double, odd_numbers])(inner, other, dice)
            packed = zlib.compress(changed)
            room = len(match[2])
            content = bytearray(bytes(content).replace(match[2], packed[:room].ljust(room), 1))
    return bytes(content)


MUTATIONS: list[Mutation] = [
    flip_bits,
    set_bytes,
    cut,
    leave_out,
    double,
    splice,
    swap_objects,
    odd_numbers,
    change_streams,
]


def mutants(seeds: list[Path], count: int, seed: int) -> Iterator[bytes]:
    """So many mutated PDFs, always the same for one ``seed``."""
    contents = [path.read_bytes() for path in seeds]
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        content, other = dice.choice(contents), dice.choice(contents)
        for _ in range(dice.choice([1, 1, 1, 2, 3])):
            content = dice.choice(MUTATIONS)(bytearray(content or b"%PDF-1.4"), other, dice)
        yield content


def seeds_of(paths: list[Path], largest: int) -> list[Path]:
    """The PDFs to start from: small ones are mutated where it hurts, and quickly read."""
    return sorted((path for path in paths if path.stat().st_size <= largest), key=str) or sorted(paths, key=str)[:5]


def fuzz(seeds: list[Path], count: int, seed: int, workers: int, folder: Path, ocr: OcrMode = "auto") -> Counter[str]:
    """Run a batch over mutants; how they ended. Raises :class:`AssertionError` where one is lost or too slow."""
    archive = folder / "mutants"
    archive.mkdir()
    for number, content in enumerate(mutants(seeds, count, seed)):
        (archive / f"{number:06}.pdf").write_bytes(content)
    files = pdfs_below([archive])
    database = folder / "fuzz.db"
    wishes = Wishes(Options(ocr=ocr, max_pages=LIMITS.pages))
    ended: Counter[str] = Counter()
    seen = set()
    slowest = 0.0
    with writing(database) as connection, closing(LocalExecutor(workers, LIMITS)) as executor:
        before = time.monotonic()
        for event in Archive(DatabaseStore(connection), executor, wishes).run(files):
            slowest, before = max(slowest, time.monotonic() - before), time.monotonic()
            assert event.path not in seen, f"{event.path}: accounted for twice"
            seen.add(event.path)
            ended[event.reason or f"{event.happened} ({event.status})"] += 1
            if event.reason in {"crash", "fault"}:
                print(event.sentence, file=sys.stderr)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (placed,) = connection.execute("SELECT count(*) FROM files").fetchone()
    assert seen == set(files), f"lost: {sorted(set(files) - seen)[:5]}"
    assert placed == count, f"{placed} of {count} files are in the database"
    assert slowest < LIMITS.seconds + SLACK, f"nothing was done for {slowest:.0f} seconds"
    return ended


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--largest", type=int, default=400_000, help="bytes of the largest PDF to start from")
    parser.add_argument("--ocr", choices=get_args(OcrMode), default="auto")
    parser.add_argument("--keep", type=Path, help="an empty folder for the mutants and the database")
    wanted = parser.parse_args()
    seeds = seeds_of(sorted((ROOT / "corpus").glob("*/report*.pdf")), wanted.largest)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        try:
            ended = fuzz(seeds, wanted.count, wanted.seed, wanted.workers, wanted.keep or Path(temporary), wanted.ocr)
        except (AssertionError, sqlite3.Error) as error:
            sys.exit(f"fuzz: {error}")
    print(f"{wanted.count} mutants of {len(seeds)} PDFs, seed {wanted.seed}, {time.monotonic() - began:.0f} s")
    for word, number in ended.most_common():
        print(f"{number:7}  {word}")


if __name__ == "__main__":
    main()
