"""The scripts that make and check the corpus: slips are named, every character of a source is typeset."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from tests.typesetting import needs_fonts

ROOT = Path(__file__).resolve().parent.parent
REPORTS = sorted(path.parent for path in (ROOT / "corpus").glob("*/gold.json"))


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def write_report(folder: Path, rows: list[list[Any]], header_rows: int) -> None:
    table = {"type": "table", "caption": None, "unit": "单位：万元", "landscape": True}
    blocks = [
        {"type": "title", "lines": ["某县项目绩效自评报告"]},
        {"type": "heading", "level": 1, "text": "一、资金情况"},
        {"type": "paragraph", "text": "2021年共支出600万元，其中2600万元为另一项目。"},
        {**table, "header_rows": header_rows, "rows": rows},
        {"type": "signature", "lines": ["某县", "2022年3月1日"]},
    ]
    folder.mkdir()
    (folder / "source.json").write_text(json.dumps({"id": folder.name, "blocks": blocks}, ensure_ascii=False))


def gold(**changes: Any) -> dict[str, Any]:
    document = {
        "title": "某县项目绩效自评报告", "report_type": "self_evaluation", "fiscal_year": 2021,
        "region_name": "某县", "region_code": "522731", "project_name": "某县项目", "evaluated_units": [],
        "commissioning_unit": None, "evaluator": None, "document_number": None, "report_date": "2022-03-01",
        "overall_scores": [],
    }  # fmt: skip
    entries: dict[str, Any] = {
        "document": document,
        "sections": [{"number": "一", "level": 1, "title": "资金情况", "parent": None}],
        "money": [
            {"text": "600万元", "yuan": "6000000", "where": "body"},
            {"text": "2600万元", "yuan": "26000000", "where": "body"},
        ],
        "dates": [],
        "tables": [{"index": 0, "kind": "funds", "unit": "万元", "n_rows": 1, "n_cols": 2, "total_row": False}],
    }
    names = ("document_numbers", "score_items", "findings", "recommendations", "checks")
    return {**entries, **{name: [] for name in names}, **changes}


def check(folder: Path, entries: dict[str, Any]) -> str:
    (folder / "gold.json").write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return run("check_gold.py", str(folder)).stdout


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_gold_of_the_corpus_agrees_with_its_source(report: Path) -> None:
    done = run("check_gold.py", "--quiet", str(report))
    assert done.returncode == 0, done.stdout


def test_gold_slips_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    write_report(folder, [["项目", "金额"], ["甲", "3.50"]], 1)
    assert "sample: 0 errors" in check(folder, gold())
    # 600万元 stands once as an amount of its own: inside 2600万元 it is no second occurrence.
    twice = [{"text": "600万元", "yuan": "6000000", "where": "body"}] * 2
    assert "not in the source so often" in check(folder, gold(money=twice))
    wrong = [{"text": "600万元", "yuan": "600000", "where": "body"}]
    assert "does not fit the printed figure" in check(folder, gold(money=wrong))
    day = [{"text": "2022年3月1日", "start": "2022-03-02", "end": "2022-03-02", "precision": "day"}]
    assert "day 2 is not printed" in check(folder, gold(dates=day))
    assert "perhaps forgotten: '2600万元'" in check(folder, gold(money=gold()["money"][:1]))


@needs_fonts
def test_every_character_is_typeset_across_page_ends(tmp_path: Path) -> None:
    """A spine with one letter a line, merged cells higher than a page, and a cell longer than a page."""
    rows: list[list[Any]] = [["指标", "名称", "得分"]]
    rows += [[{"t": "绩效指标", "rs": 60, "cs": 1, "v": True}, "产出指标", "1.5"]]
    rows += [[None, f"第{n}项", "100.00%"] for n in range(59)]
    rows += [[{"t": "合计", "rs": 1, "cs": 2}, None, "字" * 3000 + "末"]]
    write_report(tmp_path / "sample", rows, 1)
    for style in ("rl", "rl-three-rot90", "rl-shaded-side-watermark", "rl-none-kangxi"):
        done = run("build_corpus.py", "--corpus", str(tmp_path), "--styles", style)
        assert done.returncode == 0, done.stdout + done.stderr
    with pymupdf.open(tmp_path / "sample" / "report-rl-three-rot90.pdf") as turned:
        wide = turned[1]
        assert (wide.rotation, wide.rect.width > wide.rect.height) == (90, True)
    with pymupdf.open(tmp_path / "sample" / "report-rl.pdf") as plain:
        assert sum(page.get_text().count("名称") for page in plain) == len(plain) - 2  # first and last: no table


def test_unknown_style_is_named(tmp_path: Path) -> None:
    write_report(tmp_path / "sample", [["项目"]], 1)
    done = run("build_corpus.py", "--corpus", str(tmp_path), "--styles", "rl-fancy")
    assert done.returncode == 2
    assert "fancy" in done.stderr
