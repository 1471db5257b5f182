"""Databases to be shown, with text that would do harm if it became markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from extractor.pipeline import Options, process
from extractor.sinks.sqlite import load

from tests.cli.conftest import extract
from tests.cli.pdfs import report_pdf
from tests.sinks.made import made_execution, made_report

__all__ = ["extract"]

HOSTILE = "<script>document.title='harm'</script><img src=x onerror=alert(1)> ]]> --> {{ 7*7 }} \"'&"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports made by hand, hostile ones, and one that was read from a file that lies where it lay."""
    folder = tmp_path_factory.mktemp("web")
    path = folder / "some #1 %41.db"
    for year in (2020, 2021, 2022):
        report = made_report(f"{year}{HOSTILE}.pdf", year=year)
        report.executions = [made_execution()]
        report.report.title = f"{report.report.title}{HOSTILE}"
        report.report.department = HOSTILE
        report.findings[0].title += HOSTILE
        report.findings[0].text += HOSTILE
        report.checks[0].message += HOSTILE
        load(report, path)
    load(made_report("other.pdf", year=2022, code="430112", region=f"望城区{HOSTILE}", salt="1"), path)
    load(process(report_pdf(folder / "云溪.pdf"), Options()), path)
    return path
