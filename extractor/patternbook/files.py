"""Finds and reads the pattern files: what another ministry, province, year or typist could change.

In a checkout they lie in ``patterns/`` beside this package, in an installed wheel inside it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any


@cache
def pattern_dir() -> Path:
    """The folder of the pattern files, in a wheel or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "patterns"
    return installed if installed.is_dir() else package.parent / "patterns"


@cache
def load_patterns(name: str) -> dict[str, Any]:
    """The content of ``patterns/<name>.toml``; shared between callers, so never changed in place.

    A pattern may be written over several lines and then ends with a line break: its lines are one.
    """
    with (pattern_dir() / f"{name}.toml").open("rb") as file:
        return {key: _whole(value) for key, value in tomllib.load(file).items()}


@cache
def pattern_of(name: str, *keys: str) -> re.Pattern[str]:
    """The pattern at ``keys`` in ``patterns/<name>.toml``, compiled when it is first asked for.

    Where a table stands there, its ``pattern`` is meant.
    """
    entry = reduce(getitem, keys, load_patterns(name))
    return re.compile(entry["pattern"] if isinstance(entry, dict) else entry)


def _whole(value: Any) -> Any:
    """A value of a pattern file with the lines of each pattern in it put together."""
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_whole(part) for part in value]
    is_pattern = isinstance(value, str) and value.endswith("\n")
    return "".join(line.strip() for line in value.splitlines()) if is_pattern else value


@cache
def patterns_version() -> str:
    """Twelve hex digits that change with any byte of any pattern file."""
    digest = hashlib.sha256()
    for path in sorted(pattern_dir().iterdir()):
        if path.suffix in {".toml", ".tsv"}:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
