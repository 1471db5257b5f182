"""What the documentation says about new wordings, rules and types works as it stands there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from extractor import patternbook
from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.model.report import Check, ReportHead
from extractor.outline import kinds_of
from extractor.records.problems.taxonomy import classify
from extractor.records.values import Values

from tests.records.builder import Writer

DOCS = Path(__file__).parents[1] / "docs"


def snippets(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.S)


WORDING, TYPE = (tomllib.loads(text) for text in snippets("extend.md", "toml"))


@pytest.fixture
def patterns(tmp_path: Path) -> Path:
    """A copy of the pattern files, to be changed."""
    return Path(shutil.copytree(patternbook.pattern_dir(), tmp_path / "patterns"))


def told(patterns: Path, module: str, expression: str, texts: list[str]) -> list[Any]:
    """What an expression over each ``text`` gives with these pattern files."""
    script = (
        "import json, sys; from pathlib import Path; from extractor import patternbook\n"
        "from extractor.patternbook import files\n"
        f"patternbook.pattern_dir = files.pattern_dir = lambda: Path({str(patterns)!r})\n"
        f"from {module} import *\n"
        f"print(json.dumps([{expression} for text in json.loads(sys.argv[1])]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, json.dumps(texts)],
        env={**os.environ, "PYTHONPATH": str(DOCS.parent)}, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return list(json.loads(ended.stdout))


def test_the_wording_is_read_once_it_is_there(patterns: Path) -> None:
    (new,) = WORDING["kind"].values()
    known = patternbook.load_patterns("sections")["kind"]["problem"]
    assert "problem" not in kinds_of(new["examples"][0])
    file = patterns / "sections.toml"
    text = file.read_text(encoding="utf-8")
    (wording,) = new["any"]
    file.write_text(text.replace("[kind.problem]\nany = [", f"[kind.problem]\nany = [{json.dumps(wording)},"), "utf-8")
    titles = [*new["examples"], *known["examples"], *new["not_examples"], *known["not_examples"]]
    right = [True] * (len(new["examples"]) + len(known["examples"]))
    right += [False] * (len(new["not_examples"]) + len(known["not_examples"]))
    assert told(patterns, "extractor.outline.kinds", "'problem' in kinds_of(text)", titles) == right


def test_the_type_is_told_once_it_is_there(patterns: Path) -> None:
    (new,) = TYPE["type"]
    assert all(classify(text).primary.code != new["code"] for text in new["examples"])
    with (patterns / "findings.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + snippets("extend.md", "toml")[1])
    others = [
        (kind["code"], text) for kind in patternbook.load_patterns("findings")["type"] for text in kind["examples"]
    ]
    texts = [*new["examples"], *new["not"], *(text for _, text in others)]
    codes = told(patterns, "extractor.records.problems.taxonomy", "classify(text).primary.code", texts)
    first, then = len(new["examples"]), len(new["examples"]) + len(new["not"])
    assert codes[:first] == [new["code"]] * first
    assert new["code"] not in codes[first:then]
    assert codes[then:] == [code for code, _ in others]


def test_the_rule_finds_what_it_says() -> None:
    function = snippets("checks.md", "python")[0]
    names: dict[str, Any] = {"Material": Material, "Iterator": Iterator, "Check": Check, "check": check}
    exec(function, names)
    writer = Writer()
    rows: list[list[object]] = [["单位", "预算数", "支出数"], ["甲镇", "100.00", "90.00"], ["乙镇", "80.00", "88.00"]]
    writer.table(
        rows, kind="funds", roles=("unit_name", "budget_amount", "paid_amount"), units=(None, "万元", "万元"), marks={}
    )
    material = Material(writer.reading(), ReportHead(), [], Values())
    (found,) = names["paid_within_budget"](material)
    assert (found.status, found.stated, found.computed) == ("fail", "88", "80")
    assert "乙镇" in found.message
    assert len(found.evidence) == 2
