"""Without the extra the command says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from extractor.cli import serve

from tests.cli.conftest import Extract


def test_the_missing_extra_is_named(extract: Extract, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    ended = extract("serve", database)
    assert ended.code == 2
    assert "pip install 'extractor[web]'" in ended.err
    assert ended.err.count("\n") == 1


def test_a_missing_database_is_told_before_the_missing_extra(
    extract: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    ended = extract("serve", tmp_path / "no.db")
    assert ended.code == 2
    assert "there is no such database" in ended.err
    assert "pip" not in ended.err
