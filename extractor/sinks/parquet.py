"""Records as Parquet, a folder for each kind, for archives that outgrow one file.

Every write makes one part: files of one number, first those of all other kinds, ``documents`` last; a part counts
from the moment that its ``documents`` is there, and what an interrupted write left behind is taken away. A document
or a path may stand in several parts; the latest counts, and :meth:`Parts.tidy` takes the earlier ones out.
Amounts and points are exact decimals; ``yuan_text`` has the digits of amounts that no column of decimals could hold.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import DatabaseError
from extractor.sinks.columns import Row
from extractor.sinks.database import schema_sql, statements
from extractor.sinks.rows import COLUMNS, DOCUMENT_COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

# Digits in all, and behind the point: amounts to 10^29 元.
PRECISION, SCALE = 38, 8
KINDS = {
    "runs": "id extractor_version patterns_version schema_version",
    "regions": "code name province city county",
    "categories": "code group_name name",
    **COLUMNS,
    "files": "path document_id missing",
    "documents": DOCUMENT_COLUMNS,
}
_LENGTHS = frozenset({"x0", "y0", "x1", "y1", "width", "height"})
_PART = re.compile(r"part-(\d{8})\.parquet")


def engine() -> Any:
    """The ``pyarrow.parquet`` module. Raises :class:`DatabaseError` where the extra is not installed."""
    try:
        from pyarrow import parquet  # noqa: PLC0415 - an extra
    except ImportError:
        raise DatabaseError("--to parquet needs pyarrow. Install it with: pip install 'extractor[parquet]'") from None
    return parquet


class Parts:
    """The parts of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parquet = engine()
        for kind in KINDS:
            (folder / kind).mkdir(parents=True, exist_ok=True)
        self._clear_away()

    def numbers(self) -> list[int]:
        """The parts that count, from the earliest to the latest."""
        return sorted(_number(path) for path in (self._folder / "documents").glob("part-*.parquet"))

    def rows(self, kind: str, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
        """The rows of a kind with the numbers of their parts, part by part."""
        for number in self.numbers():
            path = self._path(kind, number)
            if path.exists():
                table = self._parquet.read_table(path, columns=list(columns))
                read = (table.column(name).to_pylist() for name in columns)
                yield from ((number, row) for row in zip(*read, strict=True))

    def add(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Write one part: all of it or nothing."""
        number = max(self.numbers(), default=0) + 1
        for kind in KINDS:  # documents is the last
            if rows.get(kind) or kind == "documents":
                self._write(self._path(kind, number), table_of(kind, rows.get(kind, [])))

    def tidy(self) -> None:
        """Take out of every part what a later part tells anew, and documents that lie nowhere any more."""
        latest: dict[str, int] = {}
        for number, (key,) in self.rows("documents", ["id"]):
            latest[str(key)] = number
        placed: dict[str, tuple[int, str]] = {}
        for number, (path, key) in self.rows("files", ["path", "document_id"]):
            placed[str(path)] = (number, str(key))
        alive = {key for _, key in placed.values()}
        for number in self.numbers():
            keep = {key for key, part in latest.items() if part == number and key in alive}
            paths = {path for path, (part, _) in placed.items() if part == number}
            self._keep(number, keep, paths)

    def _keep(self, number: int, documents: set[str], paths: set[str]) -> None:
        """Reduce a part to some documents and paths. ``documents`` is the last: ended half-way, it is done again."""
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.compute as pc  # noqa: PLC0415

        for kind in KINDS:
            path = self._path(kind, number)
            if kind in {"runs", "regions", "categories"} or not path.exists():
                continue
            table = self._parquet.read_table(path)
            column, wanted = ("path", paths) if kind == "files" else (_key_of(kind), documents)
            kept = table.filter(pc.field(column).isin(pa.array(sorted(wanted), pa.string())))
            if kept.num_rows < table.num_rows:
                self._write(path, kept)

    def _clear_away(self) -> None:
        counted = set(self.numbers())
        for kind in KINDS:
            for path in (self._folder / kind).iterdir():
                if path.suffix == ".new" or (_PART.fullmatch(path.name) and _number(path) not in counted):
                    path.unlink()

    def _write(self, path: Path, table: pa.Table) -> None:
        new = path.with_name(path.name + ".new")
        try:
            self._parquet.write_table(table, new, compression="zstd")
            with new.open("rb") as file:
                os.fsync(file.fileno())
            os.replace(new, path)
        except OSError as error:  # which names no file, and says more of its own inside than of the disk
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise OSError(error.errno, reason, os.fspath(path)) from error

    def _path(self, kind: str, number: int) -> Path:
        return self._folder / kind / f"part-{number:08}.parquet"


def table_of(kind: str, rows: Sequence[Row]) -> pa.Table:
    """Rows as a table, each column of its type."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    names = KINDS[kind].split()
    columns: dict[str, list[Any]] = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    schema = []
    for name in names:
        type_ = _types(kind)[name]
        if name == "yuan":
            columns["yuan_text"] = columns[name]
        if type_ == "decimal":
            columns[name] = [_decimal(value) for value in columns[name]]
        schema.append(
            (
                name,
                {"decimal": pa.decimal128(PRECISION, SCALE), "REAL": pa.float64(), "INTEGER": pa.int64()}.get(
                    type_, pa.string()
                ),
            )
        )
    if "yuan" in names:
        schema.append(("yuan_text", pa.string()))
    return pa.table(columns, schema=pa.schema(schema))


@cache
def _types(kind: str) -> dict[str, str]:
    """The types that the database gives the columns; points, scores and amounts are decimals here."""
    with sqlite3.connect(":memory:") as connection:
        for statement in statements(schema_sql()):
            if f"CREATE TABLE {kind} " in statement:
                connection.execute(statement)
        declared = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({kind})")}
    exact = {name for name, type_ in declared.items() if type_ == "REAL" and name not in _LENGTHS} | {"yuan"}
    return {name: "decimal" if name in exact else type_ for name, type_ in declared.items()}


def _decimal(value: object) -> Decimal | None:
    """An exact decimal; None where it has more digits than the column."""
    if value is None:
        return None
    try:
        exact = Decimal(str(value))
        fitted = exact.quantize(Decimal(1).scaleb(-SCALE))
    except InvalidOperation:
        return None
    return fitted if fitted == exact else None


def _key_of(kind: str) -> str:
    return "id" if kind == "documents" else "document_id"


def _number(path: Path) -> int:
    match = _PART.fullmatch(path.name)
    return int(match[1]) if match else -1
