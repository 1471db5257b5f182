"""Tables that the generator draws by lot, typeset by a PDF library: every cell in its place, or most of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.typesetting import needs_fonts, needs_writer

ROOT = Path(__file__).resolve().parent.parent.parent


def generated(*arguments: str, script: str = "generate_tables.py") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=250,
    )


@needs_fonts
@needs_writer
def test_every_cell_of_generated_tables() -> None:
    ended = generated("--count", "100", "--seed", "1", "--styles", "plain,wps,open,rot90,side")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_most_cells_of_generated_tables_without_a_grid() -> None:
    """95 in 100 cells of three-line and shaded tables, 90 of tables without any ruling."""
    ended = generated("--count", "60", "--seed", "500", "--styles", "none,three,shaded")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_every_figure_of_generated_tables_in_its_unit() -> None:
    """None wrong, none made of what is no money, 99 in 100 amounts found."""
    ended = generated("--count", "60", "--seed", "1", script="generate_units.py")
    assert ended.returncode == 0, ended.stdout + ended.stderr
