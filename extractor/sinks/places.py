"""Where documents lie: their files, kept in the database, also those that are no longer there."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from extractor.sinks.database import transaction

# A byte that is no UTF-8, as ``backslashreplace`` shows it: names that were unpacked from archives in GBK hold some.
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")


def spelled_out(path: str | os.PathLike[str]) -> Path:
    """The absolute path without ``..``, so that a file has one place however it was called; links stay as they are."""
    place = Path(path).absolute()
    if ".." not in place.parts:
        return place
    behind = len(place.parts) - place.parts[::-1].index("..")  # what is above a link, only the system knows
    return Path(os.path.realpath(Path(*place.parts[:behind])), *place.parts[behind:])


def absolute(path: str | os.PathLike[str]) -> Path | None:
    """Where a file lies; None where there is no such file, as for standard input."""
    place = spelled_out(path)
    return place if os.path.isfile(place) else None


def path_text(place: Path) -> str:
    """A path as text that can be stored and printed: bytes that are no UTF-8 are shown as such."""
    return os.fsencode(place).decode("utf-8", "backslashreplace")


def path_of(text: str) -> Path:
    """The file that :func:`path_text` names."""
    shown = os.fsdecode(_BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), text.encode()))
    return Path(shown if shown != text and not os.path.lexists(text) else text)


def is_placed(connection: sqlite3.Connection, place: Path | None, key: str) -> bool:
    """Whether the database knows that the document lies at ``place``; None is nowhere, and known."""
    if place is None:
        return True
    known = "SELECT document_id FROM files WHERE path = ? AND NOT missing"
    found = connection.execute(known, (path_text(place),)).fetchone()
    return bool(found == (key,))


def put_file(connection: sqlite3.Connection, place: Path | None, key: str) -> str | None:
    """Note that the document lies at ``place``; the id of another that now lies nowhere."""
    if place is None:
        return None
    text = path_text(place)
    before = connection.execute("SELECT document_id FROM files WHERE path = ?", (text,)).fetchone()
    if before is None:
        connection.execute("INSERT INTO files VALUES (?, ?, 0)", (text, key))
    else:
        connection.execute("UPDATE files SET document_id = ?, missing = 0 WHERE path = ?", (key, text))
    if before is None or before == (key,):
        return None
    left = connection.execute("SELECT 1 FROM files WHERE document_id = ? LIMIT 1", before).fetchone()
    return str(before[0]) if left is None else None


def settle(connection: sqlite3.Connection, roots: Sequence[Path], seen: Collection[Path]) -> int:
    """Mark the files below ``roots`` that are gone, and those ``seen`` as there; how many documents
    lie nowhere any more.

    A document goes on by the name of a file that is there, where its own is gone and it has another.
    """
    known = dict(connection.execute("SELECT path, missing FROM files").fetchall())
    marks = [(missing, path) for path, missing in gone_below(known, roots, seen).items()]
    with transaction(connection):
        connection.executemany("UPDATE files SET missing = ? WHERE path = ?", marks)
        renamed = [(path, key) for key, file, path in connection.execute(_NAMES_GONE) if os.path.isabs(file)]
        connection.executemany("UPDATE documents SET file = ? WHERE id = ?", renamed)
    return lost_below(connection.execute("SELECT path, document_id, missing FROM files").fetchall(), roots)


_NAMES_GONE = """
    SELECT d.id, d.file, min(f.path) FROM documents AS d JOIN files AS f ON f.document_id = d.id AND NOT f.missing
    WHERE NOT EXISTS (SELECT 1 FROM files AS g WHERE g.path = d.file AND g.document_id = d.id AND NOT g.missing)
    GROUP BY d.id, d.file
"""


def gone_below(known: Mapping[str, int], roots: Sequence[Path], seen: Collection[Path]) -> dict[str, int]:
    """What changes in ``known`` (path → 1 where it is missing) by a look below ``roots`` that met ``seen``."""
    present = {path_text(path) for path in seen}
    below = tuple(map(_inside, roots))
    changes = {}
    for path, before in known.items():
        if path in present:
            missing = 0
        elif path.startswith(below):
            missing = int(_is_gone(path_of(path)))
        else:
            continue
        if missing != before:
            changes[path] = missing
    return changes


def _is_gone(path: Path) -> bool:
    """Whether there is no such file; what lies in a folder that cannot be looked into may be there."""
    try:
        path.stat()
    except OSError as error:
        return isinstance(error, (FileNotFoundError, NotADirectoryError))
    return False


def lost_below(places: Collection[tuple[str, str, int]], roots: Sequence[Path]) -> int:
    """How many documents that lay below ``roots`` lie nowhere any more, by path, document and 1 where it is missing.

    One that was moved is not among them.
    """
    below = tuple(map(_inside, roots))
    there = {key for _, key, missing in places if not missing}
    return len({key for path, key, missing in places if missing and path.startswith(below)} - there)


def _inside(root: Path) -> str:
    text = path_text(spelled_out(root))
    return text if text.endswith(os.sep) else text + os.sep
