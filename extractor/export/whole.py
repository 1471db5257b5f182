"""Files that are written whole or not at all: what was there before stays until everything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Where to write what shall be at ``path``: a file beside it, which takes its place at the end of ``with``.

    Devices and pipes are written directly. OSErrors name ``path``.
    """
    target = Path(path)
    place = target.resolve() if target.is_symlink() else target
    direct = place.exists() and not place.is_file()
    part = place if direct else place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield part
        if not direct:
            part.replace(place)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), os.fspath(path)) from error
    finally:
        if not direct:
            with suppress(OSError):  # where nothing can be written, nothing was
                part.unlink(missing_ok=True)
