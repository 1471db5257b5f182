#!/usr/bin/env python3
"""Writes what the documentation shows: the help of every command, the database, the records, the transcripts.

scripts/build_docs.py           writes the pages cli, database, records and checks of docs/, and the transcripts
scripts/build_docs.py --check   writes nothing; ends with 1 where something is out of step

A transcript is a ``console`` block after ``<!-- run: extract … -->``; ``*``, ``| grep WORD`` and ``| head -N`` do what
they do in a shell.
"""

from __future__ import annotations

import argparse
import difflib
import inspect
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from extractor.checks import RULES
from extractor.cli.group import extract_command
from extractor.model import report as records
from extractor.sinks.database import schema_sql

ROOT = Path(__file__).parents[1]
# Those of one line are run in one folder, a command that comes again is run once.
WITH_TRANSCRIPTS = [("README.md", "README.zh.md"), ("docs/questions.md",), ("docs/tutorial.md",), ("docs/extend.md",)]
# What the folder of PDFs of the tutorial holds.
IN_FOLDER = [
    "gansu-2017-no-table",
    "guizhou-2014-weak-schools",
    "guizhou-2022-village-water",
    "heilongjiang-2018-school-heating",
    "henan-2023-elderly-care",
    "shandong-2021-dept-overall",
]
MADE = "<!-- Made by scripts/build_docs.py; edit the program instead. -->"
RULES_MARK = "<!-- The rules below are made by scripts/build_docs.py from extractor/checks/rules.py. -->"
WIDTH = 100
# How far a batch is, told every half minute: a matter of the machine.
_PROGRESS = re.compile(r"extract: \d+/\d+ files, ")
_TRANSCRIPT = re.compile(r"<!-- run: (.*?) -->\n```console\n.*?```\n", re.S)


def cli_page() -> str:
    """The help of every command, as it is printed."""
    parts = ["# The command", MADE, "```text\n" + help_of([]) + "```"]
    for name in extract_command.commands:
        title = "extract REPORT.pdf" if name == extract_command.default_cmd_name else f"extract {name}"
        parts += [f"## {title}", "```text\n" + help_of([name]) + "```"]
    return "\n\n".join(parts) + "\n"


def help_of(arguments: list[str]) -> str:
    context = click.Context(extract_command, info_name="extract", terminal_width=WIDTH, max_content_width=WIDTH)
    if not arguments:
        return extract_command.get_help(context).rstrip() + "\n"
    command = extract_command.commands[arguments[0]]
    inner = click.Context(command, info_name=arguments[0], parent=context, terminal_width=WIDTH)
    return command.get_help(inner).rstrip() + "\n"


def database_page() -> str:
    """Every table and view of the database, with the comments of its SQL."""
    blocks = re.split(r"\n\n+", schema_sql().strip())
    about = _comment(blocks[0])
    parts = ["# The database", MADE, about, "`extract schema --sql` prints the SQL itself.", "## Tables"]
    views: list[str] = []
    for block in blocks[1:]:
        if match := re.search(r"CREATE (?:VIRTUAL )?TABLE (\w+)", block):
            parts += [f"### {match[1]}", *filter(None, [_comment(block)]), _columns(block)]
        elif match := re.search(r"CREATE VIEW (\w+)", block):
            sql = block[block.index("CREATE") :]
            views += [f"### {match[1]}", _comment(block), f"```sql\n{sql}\n```"]
    return "\n\n".join([*filter(None, parts), "## Views", *views]) + "\n"


def _comment(block: str) -> str:
    lines = [line[2:].strip() for line in block.splitlines() if line.startswith("--")]
    return " ".join(lines)


def _columns(block: str) -> str:
    rows = ["| column | type | |", "|---|---|---|"]
    for line in block.splitlines():
        if line.startswith("  page INTEGER, x0"):
            rows.append("| page, x0, y0, x1, y1, evidence | | where the record stands |")
        elif match := re.match(r"  (\w+) +(TEXT|INTEGER|REAL)\b([^-]*)(?:-- (.*))?$", line):
            target = re.search(r"REFERENCES (\w+)", match[3])
            note = match[4] or (f"→ {target[1]}" if target else "")
            rows.append(f"| {match[1]} | {match[2]} | {note} |")
    return "\n".join(rows) if len(rows) > 2 else ""


def records_page() -> str:
    """The JSON object, record by record."""
    schema = records.Report.model_json_schema(mode="serialization")
    parts = ["# The records", MADE, "`extract schema` prints the JSON Schema itself."]
    for name, definition in {"Report": schema, **schema["$defs"]}.items():
        text = " ".join(definition.get("description", "").replace("``", "`").split("\n\n")[0].split())
        rows = ["| field | type |", "|---|---|"]
        rows += [f"| {field} | {_type(value)} |" for field, value in definition["properties"].items()]
        parts += [f"## {name}", *filter(None, [text]), "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def checks_page() -> str:
    """The rules that a report is held against, after what is written by hand about them."""
    path = ROOT / "docs" / "checks.md"
    about = path.read_text(encoding="utf-8").split(RULES_MARK)[0].rstrip()
    rows = [RULES_MARK, "", "| rule | what it says | needs | what may differ | a failure is |", "|---|---|---|---|---|"]
    for rule in RULES:
        says = " ".join((inspect.getdoc(rule.run) or "").split("\n\n")[0].split())
        grave = "" if rule.tolerance == "never fails" else rule.severity
        rows.append(f"| `{rule.name}` | {says} | {rule.needs} | {rule.tolerance} | {grave} |")
    return "\n".join([about, "", *rows]) + "\n"


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_type(option) for option in value["anyOf"])
    if "enum" in value:
        return ", ".join(f"`{option}`" for option in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if value.get("type") == "array":
        if "prefixItems" in value:
            return f"list of {len(value['prefixItems'])} numbers"
        return f"list of {_type(value['items'])}"
    if value.get("type") == "object":
        extra = value.get("additionalProperties")
        return f"object of {_type(extra)}" if isinstance(extra, dict) else "object"
    if "pattern" in value:
        return "exact decimal in a string"
    return str(value.get("type", "any"))


def with_transcripts(texts: Sequence[str]) -> list[str]:
    """``texts`` with every transcript run anew, all in one folder, from top to bottom."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "corpus").symlink_to(ROOT / "corpus")
        reports = Path(folder) / "reports"
        reports.mkdir()
        for name in IN_FOLDER:
            (reports / f"{name}.pdf").symlink_to(ROOT / "corpus" / name / "report.pdf")
        printed: dict[str, str] = {}

        def again(match: re.Match[str]) -> str:
            command = match[1]
            if command not in printed:
                printed[command] = output_of(command, folder)
            return f"<!-- run: {command} -->\n```console\n$ {command}\n{printed[command]}```\n"

        return [_TRANSCRIPT.sub(again, text) for text in texts]


def output_of(command: str, folder: str) -> str:
    """What a command prints in ``folder``, on stdout and stderr alike."""
    call, *filters = re.split(r" \| (?=grep |head )", command)
    arguments = [argument for word in shlex.split(call)[1:] for argument in _expand(word)]
    ended = subprocess.run(
        [sys.executable, "-m", "extractor", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    lines = [line for line in ended.stdout.rstrip().splitlines() if not _PROGRESS.match(line)]
    for part in filters:
        name, argument = shlex.split(part)
        lines = lines[: int(argument[1:])] if name == "head" else [line for line in lines if argument in line]
    return "".join(f"{line}\n" for line in lines)


def _expand(word: str) -> list[str]:
    """The files that a word with ``*`` stands for, as a shell finds them."""
    if not word.startswith("corpus/") or "*" not in word:
        return [word]
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(word))


def pages() -> Iterator[tuple[Path, str]]:
    """Every page with what it should be."""
    yield ROOT / "docs" / "cli.md", cli_page()
    yield ROOT / "docs" / "database.md", database_page()
    yield ROOT / "docs" / "records.md", records_page()
    yield ROOT / "docs" / "checks.md", checks_page()
    for names in WITH_TRANSCRIPTS:
        paths = [ROOT / name for name in names]
        yield from zip(paths, with_transcripts([path.read_text(encoding="utf-8") for path in paths]), strict=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    stale = []
    for path, text in pages():
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if old == text:
            continue
        stale.append(path.relative_to(ROOT))
        if check:
            lines = difflib.unified_diff(old.splitlines(), text.splitlines(), "as it is", "as it should be", n=0)
            print("\n".join(lines))
        else:
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path}: {'out of step; run: make docs' if check else 'written'}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
