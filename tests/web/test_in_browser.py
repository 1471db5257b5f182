"""The served database in a browser, as a reviewer uses it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser import CHROMIUM, Tab, browser
from tests.cli.conftest import ROOT, Extract

pytestmark = pytest.mark.skipif(
    find_spec("datasette") is None, reason="the extra web is not installed: pip install 'extractor[web]'"
)


@pytest.fixture(scope="module")
def address(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the command serves the database; what it puts aside is gone when it has ended."""
    aside = tmp_path_factory.mktemp("aside")
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", "serve", str(database), "--port", "0"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "TMPDIR": str(aside)},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    try:
        yield re.search(r"http://127\.0\.0\.1:\d+", said)[0]  # type: ignore[index]
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0
        process.stderr.close()
        assert list(aside.iterdir()) == []


@pytest.fixture
def tab(tmp_path: Path, address: str) -> Iterator[Tab]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with browser(tmp_path / "profile") as opened:
        opened.size(1280, 900)
        yield opened
        assert opened.errors == []
        outside = [url for url in opened.requests if not url.startswith((address, "data:", "blob:", "about:"))]
        assert outside == []


def test_pages_and_charts_are_drawn(tab: Tab, address: str) -> None:
    for path in ("/", "/findings", "/findings/findings_in_context", "/findings/documents", "/findings/every_year"):
        tab.visit(address + path)
        assert tab.run("document.title") != "harm"
        assert tab.run("getComputedStyle(document.querySelector('.top')).position") == "sticky"
    for scheme in ("light", "dark"):
        tab.prefer(scheme)
        tab.visit(f"{address}/dashboard")
        assert tab.run("document.querySelectorAll('.chart svg').length") >= 9
        assert tab.run("[...document.querySelectorAll('.chart svg')].every(s => s.getBoundingClientRect().height > 15)")
        assert tab.run("getComputedStyle(document.querySelector('.heat')).fill") != "rgb(0, 0, 0)"
        assert tab.run("document.querySelectorAll('script, img').length") == 0


def test_a_filter_and_a_click_lead_to_the_list(tab: Tab, address: str) -> None:
    tab.visit(f"{address}/dashboard")
    tab.run("document.querySelector('[name=since]').value = '2022'; document.querySelector('.choose button').click()")
    tab.wait_for("location.search.includes('since=2022') && document.readyState === 'complete'")
    assert tab.run("document.querySelector('.facts dd').textContent") == "2"
    tab.run("location.href = document.querySelector('.chart.wide svg a').getAttribute('href')")
    tab.wait_for("location.pathname === '/findings/findings_in_context' && document.readyState === 'complete'")
    assert tab.run("document.querySelectorAll('table.rows tbody tr').length") > 0


def test_from_a_word_to_its_place_on_the_page(tab: Tab, address: str) -> None:
    tab.visit(address + "/")
    tab.run("document.querySelector('.find input').value = '拆封'; document.querySelector('.find button').click()")
    tab.wait_for("location.pathname === '/search' && document.querySelectorAll('.hits li').length > 0")
    place = "[...document.querySelectorAll('.hits li')].find(l => l.innerText.includes('水泵')).querySelector('a')"
    tab.run(f"{place}.click()")
    tab.wait_for("location.pathname.startsWith('/review/') && document.querySelector('.card.on') !== null")
    assert tab.run("document.querySelector('.card.on').dataset.id") == "findings-2"
    assert tab.run("document.querySelector('.box.on') !== null")


def test_the_port_that_is_taken_is_named(address: str, database: Path, extract: Extract) -> None:
    port = address.rsplit(":", 1)[1]
    ended = extract("serve", database, "--port", port)
    assert ended.code == 2
    assert f"Port {port} cannot be used" in ended.err
