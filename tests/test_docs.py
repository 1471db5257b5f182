"""The documentation is in step with the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from extractor.cli.group import extract_command
from extractor.sinks.database import schema_sql

ROOT = Path(__file__).parents[1]


def test_pages_and_transcripts_are_what_the_program_prints() -> None:
    ended = subprocess.run(
        [sys.executable, ROOT / "scripts" / "build_docs.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        timeout=400,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("name", list(extract_command.commands))
def test_every_command_and_option_is_documented(name: str) -> None:
    command = extract_command.commands[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"Usage: extract {name} " in page
    if name != extract_command.default_cmd_name:
        assert f"extract {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_table_says_what_it_holds() -> None:
    for block in re.split(r"\n\n+", schema_sql()):
        if "CREATE TABLE" in block or "CREATE VIEW" in block or "CREATE VIRTUAL" in block:
            assert block.startswith("-- "), block.splitlines()[0]


def test_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "README.zh.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_both_readmes_show_the_same() -> None:
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    for part in (r"<!-- run: .*? -->", r"\]\((docs/[^)]+)\)"):
        assert sorted(set(re.findall(part, english))) == sorted(set(re.findall(part, chinese))), part
    assert "(README.zh.md)" in english
    assert "(README.md)" in chinese


def test_the_licence_is_there_in_full() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert "AGPL-3.0" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_version_is_said_once() -> None:
    from extractor import __version__  # noqa: PLC0415

    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
