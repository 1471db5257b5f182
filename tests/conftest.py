"""Property tests: no deadline, for a busy machine is no error; the same cases every time where CI asks. A process
that may fork, whatever other tests have read in it."""

from __future__ import annotations

import os
import sys

import pytest
from extractor.batch.apart import THREADED
from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady" if os.environ.get("CI") else "patient")


@pytest.fixture
def no_pictures_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process as it is before it reads a picture, which other tests may have done: it may fork."""
    for name in THREADED:
        monkeypatch.delitem(sys.modules, name, raising=False)
