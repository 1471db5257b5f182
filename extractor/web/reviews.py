"""Makes the review page of a report that the database names, where its file still lies as it was read.

Nothing is taken from the address but the id of a document: the path comes from the database, and the file must have
the content that the database knows. Each page is made by a process of its own, which may neither hang nor bring the
server down, and is kept while the server runs.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
from pathlib import Path
from typing import NamedTuple

from extractor.sinks.database import reading
from extractor.sinks.places import path_of

PATIENCE = 300.0  # seconds; a report of 60 scanned pages takes some 120
AT_ONCE = 2  # pages made at the same time


class NoReview(NamedTuple):
    """Why there is no page: sentences for the reader."""

    title: str
    reasons: list[str]


class Reviews:
    """The pages of one database, kept in a folder."""

    def __init__(self, database: Path, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._room = asyncio.Semaphore(AT_ONCE)
        self._locks: dict[str, asyncio.Lock] = {}

    async def page(self, document: str) -> Path | NoReview:
        """The file of the page, or why there is none."""
        async with self._locks.setdefault(document, asyncio.Lock()):
            found = await asyncio.to_thread(self._source, document)
            if isinstance(found, NoReview):
                return found
            target = self._folder / f"{document}.html"
            if target.exists():
                return target
            async with self._room:
                return await _made(found, target, self._database)

    def _source(self, document: str) -> Path | NoReview:
        """Where the file of a document lies with the content that the database knows."""
        with reading(self._database) as connection:
            known = connection.execute(
                "SELECT sha256, coalesce(title, file) FROM documents WHERE id = ?", (document,)
            ).fetchone()
            paths = connection.execute("SELECT path FROM files WHERE document_id = ?", (document,)).fetchall()
        if known is None:
            return NoReview("没有这份报告", ["数据库里没有这个编号的报告。"])
        reasons = []
        for (text,) in paths:
            path = path_of(text)
            if not os.path.isfile(path):
                reasons.append(f"{text}：文件已不在此处。")
            elif _sha256(path) != known[0]:
                reasons.append(f"{text}：此处的文件内容已经改变，与读取时不同。")
            else:
                return path
        if not paths:
            reasons.append("载入时没有记下文件的位置（例如从标准输入读取）。")
        reasons.append("把文件放回原处，或对它现在所在的文件夹运行：extract batch 文件夹 --db " + self._database.name)
        return NoReview(str(known[1]), reasons)


async def _made(source: Path, target: Path, database: Path) -> Path | NoReview:
    """The page, made by the command as anyone would make it."""
    half = target.with_suffix(".part.html")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "extractor", "review", str(source), "-o", str(half), "--db", str(database),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        _, told = await asyncio.wait_for(process.communicate(), PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()
        half.unlink(missing_ok=True)
        return NoReview(source.name, [f"{PATIENCE:.0f} 秒内没有读完，已停止。"])
    if not half.exists():
        return NoReview(source.name, ["这份报告现在读不出来：", told.decode("utf-8", "replace").strip()])
    half.replace(target)
    return target


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
