"""Gives the memory of a page that was read back to the system: the heap is left in pieces that it would keep."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import pymupdf


def give_back_memory() -> None:
    """Without it a worker grows to 900 MB over 37 pages; one page needs less than half of that."""
    # The engine keeps up to 256 MB of unpacked pictures, of which none is asked for again.
    pymupdf.TOOLS.store_shrink(100)
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """The C library's own way, where it has one (glibc)."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
