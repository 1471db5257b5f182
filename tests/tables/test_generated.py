"""Ruled tables that the generator draws by lot, typeset by a PDF library: every cell in its place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_cell_of_generated_tables() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "generate_tables.py"), "--count", "100", "--seed", "1"]
    ended = subprocess.run(
        [*command, "--styles", "plain,wps,open,rot90,side"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=250,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
