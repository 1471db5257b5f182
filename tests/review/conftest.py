"""Review pages to look at, and a browser to look with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from extractor.model.picture import PagePicture
from extractor.model.report import Check, Evidence, Issue, Money, Report
from extractor.pipeline import Options, pictures, process
from extractor.review import review_page

from tests.browser import CHROMIUM, Tab, browser
from tests.cli.pdfs import report_pdf

# What would do harm if it became markup, ended the script that carries it, or were read as a template's gap.
HOSTILE = (
    "<script>document.title='harm'</script> <img src=x onerror=\"document.title='harm'\"> ]]> --> {{data}} '\"&amp;"
)


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report of one page with a failed check, a doubtful amount and hostile text in every place it can reach."""
    file = report_pdf(tmp_path_factory.mktemp("pdf") / "report.pdf")
    read = process(file, Options())
    place = [Evidence(page=1, start=0, end=4, bbox=(72.0, 60.0, 200.0, 90.0))]
    read.checks.append(
        Check(rule="sum", status="fail", stated="3", computed="4", message=f"合计不符{HOSTILE}", evidence=place)
    )
    read.money.append(Money(text=f"若干{HOSTILE}", yuan=None, unit="元", unit_from="text", evidence=place))
    read.issues.append(Issue(code="odd", severity="info", message=HOSTILE, page=1))
    read.findings[0].title += HOSTILE
    read.findings[0].text += HOSTILE
    read.report.title = f"{read.report.title}{HOSTILE}"
    read.pages[0].text += HOSTILE
    read.source.file = "云溪'\"<b>.pdf"
    return read


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[PagePicture]:
    return pictures(report_pdf(tmp_path_factory.mktemp("drawn") / "report.pdf"), Options())


@pytest.fixture(scope="session")
def page(report: Report, drawn: list[PagePicture], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "review.html"
    path.write_text("".join(review_page(report, drawn)), encoding="utf-8")
    return path


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    """A tab in a browser of its own; what it may not do is looked at when the test has ended."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with browser(tmp_path / "profile") as opened:
        opened.size(1400, 900)
        yield opened
        assert opened.errors == []
        assert [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))] == []
