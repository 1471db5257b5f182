"""Mutated PDFs: the batch ends, every file is accounted for, none is a fault of ours."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pymupdf
import pytest

from tests.batch.archives import ROOT
from tests.cli.pdfs import REPORT, document

MUTANTS = 300


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "scripts" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Small PDFs of different make: plain, packed, with a ruled table and a picture."""
    folder = tmp_path_factory.mktemp("seeds")
    document(REPORT).save(folder / "plain.pdf")
    document(REPORT * 2).save(folder / "packed.pdf", garbage=4, deflate=True, use_objstms=1)
    made = document(REPORT[:6])
    page = made[0]
    for step in range(5):
        page.draw_line((72, 300 + 30 * step), (400, 300 + 30 * step))
        page.draw_line((72 + 82 * step, 300), (72 + 82 * step, 420))
        for row in range(4):
            page.insert_text((76 + 82 * step, 320 + 30 * row), f"{row}{step}.5", fontsize=10)
    page.insert_image(pymupdf.Rect(300, 500, 400, 600), pixmap=page.get_pixmap(dpi=20))
    made.save(folder / "table.pdf", deflate=True)
    return sorted(folder.iterdir())


def test_mutants_end_as_rows(script: ModuleType, seeds: list[Path], tmp_path: Path) -> None:
    ended = script.fuzz(seeds, MUTANTS, 1, 2, tmp_path)
    assert sum(ended.values()) == MUTANTS
    assert ended["read (ok)"] > 0
    assert ended["damaged"] > 0
    assert not {"fault", "crash"} & set(ended), ended


def test_the_same_seed_makes_the_same_files(script: ModuleType, seeds: list[Path]) -> None:
    first = list(script.mutants(seeds, 20, 3))
    assert first == list(script.mutants(seeds, 20, 3))
    assert first != list(script.mutants(seeds, 20, 4))
