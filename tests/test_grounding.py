"""Every record of every corpus report points to the characters that it was made from, and to their place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from extractor import extract
from extractor.model.report import Report

CORPUS = Path(__file__).parent.parent / "corpus"
PDFS = sorted(CORPUS.glob("*/report*.pdf"))


def bare(text: str) -> str:
    return "".join(text.split())


def records(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with evidence anywhere in the JSON, with its path."""
    if isinstance(node, dict):
        if isinstance(node.get("evidence"), list):
            yield path, node
        for key, value in node.items():
            yield from records(value, f"{path}.{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from records(value, f"{path}[{place}]")


@pytest.fixture(scope="module", params=PDFS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def report(request: pytest.FixtureRequest) -> Report:
    return extract(request.param)


def test_every_fragment_quotes_its_page(report: Report) -> None:
    found = json.loads(report.model_dump_json())
    pages = found["pages"]
    assert found["sections"], "a corpus report without sections"
    for path, record in records(found):
        for fragment in record["evidence"]:
            page = pages[fragment["page"] - 1]
            quoted = page["text"][fragment["start"] : fragment["end"]]
            assert quoted.strip(), f"{path}: an empty quotation"
            x0, y0, x1, y1 = fragment["bbox"]
            assert -1 <= x0 < x1 <= page["width"] + 15, f"{path}: box off the page"
            assert -1 <= y0 < y1 <= page["height"] + 1, f"{path}: box off the page"


def test_the_fragments_of_a_record_make_up_its_text(report: Report) -> None:
    found = json.loads(report.model_dump_json())
    pages = found["pages"]
    checked = 0
    for path, record in records(found):
        if not record.get("text"):
            continue
        quoted = "".join(pages[f["page"] - 1]["text"][f["start"] : f["end"]] for f in record["evidence"])
        assert bare(quoted) == bare(record["text"]), path
        checked += 1
    assert checked > 10


def test_every_record_has_evidence(report: Report) -> None:
    for kind in (
        "sections",
        "money",
        "dates",
        "document_numbers",
        "score_items",
        "findings",
        "recommendations",
    ):
        for record in getattr(report, kind):
            assert record.evidence, f"{kind}: {record}"


def test_same_file_same_bytes(report: Report) -> None:
    path = next(path for path in PDFS if str(path) == report.source.file)
    assert extract(path).model_dump_json() == report.model_dump_json()
