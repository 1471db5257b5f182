"""An installed wheel works: the patterns, the schema and the type marker travel inside the package."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.pdfs import report_pdf

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of the wheel, away from the checkout."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: pip install -e .[dev]")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder, ROOT], check=True, timeout=120)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, *arguments: object) -> str:
    ended = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_wheel_holds_what_it_needs_and_nothing_general(installed: Path) -> None:
    top = {path.name for path in installed.iterdir()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"extractor"}
    shipped = {path.name for path in (installed / "extractor" / "patterns").iterdir()}
    assert {path.name for path in (ROOT / "patterns").iterdir() if path.suffix in {".toml", ".tsv"}} <= shipped
    for name in ("sinks/schema.sql", "py.typed"):
        assert (installed / "extractor" / name).is_file()
    (information,) = installed.glob("*.dist-info")
    assert "extract = extractor.cli:main" in (information / "entry_points.txt").read_text(encoding="utf-8")
    assert list(information.rglob("LICENSE"))


def test_patterns_are_found_in_the_wheel(installed: Path) -> None:
    code = "from extractor import patternbook as p; print(p.pattern_dir(), p.patterns_version())"
    place, version = run(installed, "-c", code).split()
    assert Path(place) == installed / "extractor" / "patterns"
    assert version == run(ROOT, "-c", code).split()[1]


def test_a_report_is_read_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    file = report_pdf(tmp_path / "report.pdf")
    assert json.loads(run(installed, "-m", "extractor", file, "--json"))["report"]["fiscal_year"] == 2021
    assert "CREATE TABLE" in run(installed, "-m", "extractor", "schema", "--sql")
