"""What ``import extractor`` offers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import extractor
import pytest


def test_every_name_can_be_seen_and_used() -> None:
    assert set(extractor.__all__) <= set(dir(extractor))
    assert all(getattr(extractor, name) is not None for name in extractor.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = extractor.nothing


def test_errors_can_be_caught_by_their_name_alone() -> None:
    """``except extractor.errors.DocumentError`` works where nothing else of the package was imported."""
    code = (
        "import extractor\ntry: extractor.extract('no.pdf')\nexcept extractor.errors.DocumentError as e: print(e.code)"
    )
    root = Path(__file__).parents[1]
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root, timeout=180
    )
    assert ended.stdout == "missing\n"
    code = "import extractor, sys\nassert 'pymupdf' not in sys.modules\nextractor.errors.DocumentError"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, timeout=180)
