"""The comparison page: its figures, its harmlessness, and that it opens and prints."""

from __future__ import annotations

import base64
import hashlib
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from extractor.export.charts import Value, bars, heat_map, lines
from extractor.export.comparison import overview, pivot
from extractor.export.comparison_page import comparison_page
from extractor.sinks.sqlite import load

from tests.browser import CHROMIUM, browser
from tests.sinks.made import made_report

HOSTILE = "<script>x</script>\"'&"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "findings.db"
    for year in (2020, 2021, 2022):
        report = made_report(f"{year}.pdf", year=year)
        report.findings[0].title += HOSTILE
        load(report, path)
    load(made_report("other.pdf", year=2022, code="520103", region=f"云岩区{HOSTILE}"), path)
    return path


def test_figures_are_those_of_the_reports(database: Path) -> None:
    counted = overview(database, ["year"], [])
    assert (counted.reports, counted.years, counted.regions) == (4, [2020, 2021, 2022], 2)
    assert counted.per_year == {2020: 1, 2021: 1, 2022: 2}
    assert sum(count.findings for _, count in counted.categories) == 8
    assert all(count.reports == 4 and count.share == 1 for _, count in counted.categories)
    assert counted.bands == [("60分以下", 0), ("60—70分", 0), ("70—80分", 0), ("80—90分", 4), ("90分以上", 0)]


def test_conditions_choose_for_every_part(database: Path) -> None:
    counted = overview(database, ["year"], ["year=2022", "region=520199"])
    assert (counted.reports, counted.years) == (1, [2022])
    assert counted.by_year.columns == ["2022"]
    assert {large.year for large in counted.largest} <= {2022}
    assert "year=2022" in comparison_page(database, ["year"], ["year=2022"])


def test_nothing_of_a_report_is_markup_and_nothing_comes_from_outside(database: Path) -> None:
    page = comparison_page(database, ["year", "region"], [])
    assert "<script" not in page
    assert not re.search(r"https?://|\bstyle=|\son\w+=", page)
    style = page.split("<style>")[1].split("</style>")[0]
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in page


def test_an_empty_choice_says_so(database: Path) -> None:
    assert "没有符合条件的问题" in comparison_page(database, ["year"], ["year=1999"])


def test_the_most_is_the_darkest_and_the_longest() -> None:
    text = heat_map(["甲"], ["2021", "2022"], {("甲", "2021"): Value(1.0, "100%"), ("甲", "2022"): Value(0.1, "10%")})
    opacities = [Decimal(value) for value in re.findall(r'fill-opacity="([\d.]+)"', text)]
    assert opacities[0] == 1
    assert opacities[1] < Decimal("0.2")
    lengths = [
        float(x)
        for x in re.findall(
            r'class="bar"[^>]* width="([\d.]+)"', bars([("甲", Value(1, "2")), ("乙", Value(0.5, "1"))])
        )
    ]
    assert lengths[0] == pytest.approx(2 * lengths[1])


@pytest.mark.parametrize("share", [1.0, 0.5, 0.1, 0.0])
def test_names_at_the_ends_of_lines_cover_neither_each_other_nor_the_years(share: float) -> None:
    text = lines(["2021", "2022"], [(f"类型{n}", [Value(share, ""), Value(share, "")]) for n in range(5)])
    heights = sorted(float(y) for y in re.findall(r'class="name s\d" x="[\d.]+" y="([\d.]+)"', text))
    years = [float(y) for y in re.findall(r'class="axis middle" x="[\d.]+" y="([\d.]+)"', text)]
    assert min(b - a for a, b in pairwise([*heights, *years[:1]])) > 12


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
def test_it_opens_offline_and_prints_on_a4(database: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(comparison_page(database, ["year", "region"], []), encoding="utf-8")
    with browser(tmp_path / "profile") as tab:
        tab.open(page)
        assert tab.run("[...document.querySelectorAll('svg')].every(s => s.getBoundingClientRect().height > 40)")
        assert tab.run("getComputedStyle(document.querySelector('.heat')).fill") != "rgb(0, 0, 0)"
        printed = tab.print()
        assert tab.errors == []
        assert [url for url in tab.requests if not url.startswith(("file:", "data:"))] == []
    with pymupdf.open(stream=printed) as paper:
        assert (round(paper[0].rect.width), round(paper[0].rect.height)) == (595, 842)
        assert "绩效评价问题比较" in paper[0].get_text()


def test_counties_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for code in ("320106", "350102"):
        report = made_report(f"{code}.pdf", code=code, region=f"{code[:2]}鼓楼区")
        assert report.report.region is not None
        report.report.region.county, report.report.region.county_code = "鼓楼区", code
        load(report, tmp_path / "findings.db")
    counted = overview(tmp_path / "findings.db", ["county"], [])
    assert pivot(counted.asked, "category", "county").columns == ["鼓楼区 320106", "鼓楼区 350102"]
    page = comparison_page(tmp_path / "findings.db", ["county"], [])
    assert page.count("<td>鼓楼区 320106</td>") == page.count("<td>鼓楼区 350102</td>") > 0


def test_of_many_years_the_latest_are_drawn(tmp_path: Path) -> None:
    for year in range(2010, 2022):
        load(made_report(f"{year}.pdf", year=year), tmp_path / "findings.db")
    report = made_report("none.pdf", year=2009)
    report.report.fiscal_year = None
    load(report, tmp_path / "findings.db")
    page = comparison_page(tmp_path / "findings.db", ["category"], [])
    years = re.findall(r'class="axis middle"[^>]*>([^<]+)<', page.split("<h2>各年度</h2>")[1].split("</svg>")[0])
    assert years == [*map(str, range(2013, 2022)), "未知"]
