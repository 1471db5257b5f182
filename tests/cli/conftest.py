"""The command as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from extractor.cli.entry import run

from tests.cli.pdfs import report_pdf

ROOT = Path(__file__).parents[2]


class Ended(NamedTuple):
    code: int
    out: str
    err: str


Extract = Callable[..., Ended]


@pytest.fixture
def extract(capfd: pytest.CaptureFixture[str]) -> Extract:
    """Runs the command in this process; what it prints is caught at the file descriptors, as a pipe would."""

    def call(*arguments: object) -> Ended:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Ended(code, out, err)

    return call


@pytest.fixture
def extract_process() -> Extract:
    """Runs the command in a process of its own, in a locale without Chinese."""

    def call(*arguments: object, stdin: bytes = b"") -> Ended:
        environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(
            [sys.executable, "-m", "extractor", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
            timeout=180,
        )
        out, err = ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")
        assert "Traceback" not in out + err
        return Ended(ended.returncode, out, err)

    return call


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report_pdf(tmp_path_factory.mktemp("report") / "供水.pdf")
