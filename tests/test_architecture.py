"""The arrows between the rooms point one way, and no module outgrows a reader."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE, SCRIPTS = ROOT / "extractor", sorted((ROOT / "scripts").rglob("*.py"))
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
# Modules side by side in one folder; more are told apart by folders of their own.
FULLEST = 25

# room → what it may import of ours, besides itself
ARROWS = {
    "model": set(),
    "errors": set(),
    "patternbook": set(),
    "pdf": {"model", "errors", "patternbook"},
    "text": {"model"},
    "values": {"model", "errors", "patternbook", "text.fold"},
    "figures": {"model", "text"},
    "tables": {"model", "errors", "patternbook", "text", "values"},
    "outline": {"model", "errors", "patternbook", "text", "values"},
    "records": {"model", "errors", "patternbook", "text", "values", "tables", "outline"},
    "checks": {"model", "errors", "patternbook", "values", "outline", "records"},
    "sinks": {"model", "errors", "patternbook"},
    "review": {"model", "errors"},
    "export": {"model", "errors", "sinks"},
    "web": {"model", "errors", "sinks", "export"},
    "pipeline": {"model", "errors", "patternbook", "pdf", "text", "figures", "tables", "outline", "records", "checks"},
    "explain": {"model", "pdf", "pipeline"},
    "batch": {"model", "errors", "patternbook", "pipeline", "sinks"},
    "cli": {
        "model", "errors", "patternbook", "pipeline", "sinks", "batch", "explain", "review", "export", "values", "web",
    },
}  # fmt: skip
# The public face and the module runner show what others made.
DOORS = {"__init__", "__main__"}
SERVERS = {"datasette", "uvicorn"}
ENGINES = {"pymupdf", "fitz", "pdfplumber", "rapidocr", "pypdfium2", "cv2", "onnxruntime", "numpy"}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            if module == "extractor":
                yield from (f"extractor.{alias.name}" for alias in node.names)
            else:
                yield module


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_arrows_point_one_way(path: Path) -> None:
    room = room_of(path)
    if room in DOORS:
        return
    for module in imports(path):
        if not module.startswith("extractor.") or module == "extractor.__version__":
            continue
        target = module.removeprefix("extractor.")
        allowed = ARROWS[room] | {room}
        assert any(target == arrow or target.startswith(f"{arrow}.") for arrow in allowed), (
            f"{name(path)} may not import {module}"
        )


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_pdf_room_knows_the_engines(path: Path) -> None:
    used = {module.split(".")[0] for module in imports(path)} & ENGINES
    assert not used or room_of(path) == "pdf", f"{name(path)} imports {used}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_web_room_knows_the_server(path: Path) -> None:
    used = {module.split(".")[0] for module in imports(path)} & SERVERS
    assert not used or room_of(path) == "web", f"{name(path)} imports {used}"


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_readable(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST, f"{path} has {length} lines"


def test_scripts_answer_to_help() -> None:
    """None that is run by hand goes to work, and writes, on ``--help``; peer_tables is run by another."""
    run = {path: path.read_text(encoding="utf-8") for path in SCRIPTS if path.stem != "peer_tables"}
    assert [path.name for path, text in run.items() if "__main__" in text and "ArgumentParser" not in text] == []


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=name)
def test_folders_stay_surveyable(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= FULLEST, f"{name(folder)} holds too many modules"


def test_every_room_is_on_the_map() -> None:
    assert {room_of(path) for path in MODULES} - DOORS <= set(ARROWS)
