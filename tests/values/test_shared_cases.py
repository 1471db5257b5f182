"""The public test cases of other tools, where they lie beside the checkout."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT.parent / "shared" / "cases"
PASSING = 0.97

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not at hand")


def test_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "scripts")])
    from measure_cases import failures_in  # noqa: PLC0415

    total = failed = 0
    for path in sorted(CASES.glob("*.json")):
        count, failures = failures_in(path)
        total += count
        failed += len(failures)
        if path.name.startswith("reports_"):
            assert failures == []
    assert failed <= (1 - PASSING) * total
