"""The review page in a browser: what a reviewer does with it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from extractor.model.correction import Corrections
from extractor.model.report import Report
from extractor.model.words import rule_names
from extractor.pipeline import Options, pictures, process
from extractor.review import review_page
from extractor.review.page import page_words

from tests.browser import Tab

CORPUS = Path(__file__).parents[2] / "corpus"
# Where a box of the page stands in the window, as fractions of the page; null where it is out of sight.
IN_SIGHT = """(() => { const b = document.querySelector('.box.on').getBoundingClientRect();
 const v = document.getElementById('sheets').getBoundingClientRect();
 return b.width > 0 && b.top >= v.top && b.bottom <= v.bottom; })()"""


def card(group: str, place: int = 1) -> str:
    return f"[data-group={group}] .card:nth-of-type({place}) .line"


def test_a_click_on_an_amount_shows_it_on_the_page_and_back(tab: Tab, page: Path, report: Report) -> None:
    tab.open(page)
    amount = next(n for n, money in enumerate(report.money, 1) if money.text.startswith("12.8"))
    tab.click(f".card[data-id=money-{amount}] .line")
    assert tab.run(IN_SIGHT)
    box = report.money[amount - 1].evidence[0].bbox
    left, top = tab.run(
        "(() => { const b = document.querySelector('.box.on').getBoundingClientRect();"
        "const s = document.querySelector('.sheet').getBoundingClientRect();"
        "return [(b.left - s.left) / s.width * 595, (b.top - s.top) / s.height * 842]; })()"
    )
    assert abs(left - box[0]) < 3
    assert abs(top - box[1]) < 3
    tab.key("Escape")
    assert tab.run("document.querySelectorAll('.on').length") == 1  # the filter "all"
    tab.click(f".box[data-id=money-{amount}]")
    assert tab.run("document.querySelector('.card.on').dataset.id") == f"money-{amount}"


def test_a_second_click_opens_what_lies_around(tab: Tab, page: Path, report: Report) -> None:
    tab.open(page)
    amount = next(n for n, money in enumerate(report.money, 1) if money.text.startswith("12.8"))
    seen = []
    for _ in range(2):
        tab.click(f".box[data-id=money-{amount}]")
        seen.append(tab.run("document.querySelector('.card.on').dataset.id"))
    assert seen == [f"money-{amount}", "findings-1"]


def test_attention_comes_first(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert tab.run("document.querySelector('.group').dataset.group") == "attention"
    assert "合计不符" in tab.run("document.querySelector('.card').innerText")
    tab.key("f")
    assert tab.run("document.querySelector('.card.on').dataset.doubt") == "fail"
    tab.key("f")
    assert tab.run("document.querySelector('.card.on').dataset.doubt") == "doubt"


@pytest.mark.parametrize(
    ("words", "found"),
    [("水泵", "findings-2"), ("闲", "findings-2"), ("１２.８ 万元", "money-3"), ("128000", "money-3")],
)
def test_search_finds_words_of_any_length(tab: Tab, page: Path, words: str, found: str) -> None:
    tab.open(page)
    cards = "[...document.querySelectorAll('.card')].map(c => c.dataset.id).join()"
    everything = tab.run(cards)
    tab.key("/")
    tab.type(words)
    tab.wait_for(f"{cards} !== {json.dumps(everything)}")
    assert found in tab.run(cards).split(",")
    assert "checks-1" not in tab.run(cards).split(",")
    tab.key("Escape")
    tab.wait_for(f"{cards} === {json.dumps(everything)}")


def test_a_filter_leaves_one_kind(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.key("1")
    assert tab.run(
        "[...new Set([...document.querySelectorAll('.group .card')].map(c => c.dataset.id.split('-')[0]))]"
    ) == ["findings"]
    assert tab.run("[...document.querySelectorAll('.box:not(.off)')].every(b => b.dataset.id.startsWith('findings'))")
    tab.key("0")
    assert tab.run("document.querySelectorAll('.box.off').length") == 0


def test_keys_walk_through_the_records(tab: Tab, page: Path) -> None:
    tab.open(page)
    seen = []
    for key in ("j", "j", "ArrowDown", "k"):
        tab.key(key)
        seen.append(tab.run("document.querySelector('.card.on').dataset.id"))
    assert len(set(seen[:3])) == 3
    assert seen[3] == seen[1]


def test_hostile_text_is_shown_as_text(tab: Tab, page: Path, report: Report) -> None:
    tab.open(page)
    tab.click(card("attention"))
    assert tab.run("document.title") == report.report.title
    assert "<script>" in tab.run("document.querySelector('.card.on').innerText")
    assert tab.run("document.querySelectorAll('#list script, #list img, #top img, #sheets script').length") == 0


def test_corrections_are_saved_with_who_and_when(tab: Tab, page: Path, tmp_path: Path, report: Report) -> None:
    tab.keep_downloads(tmp_path)
    tab.open(page)
    tab.click(card("findings", 2))
    tab.key("e")
    assert tab.run("document.activeElement.className") == "by"
    tab.type("李核对")
    tab.run("document.querySelector('.form input').select()")
    tab.run("document.querySelector('.form input').focus()")
    tab.type("水泵<b>闲置")
    tab.click(".form [type=submit]")
    tab.click(card("recommendations"))
    tab.key("c")
    tab.click("#save")
    saved = wait_for_file(tmp_path, "*.review.json")
    given = Corrections.model_validate_json(saved.read_bytes())
    assert given.document.sha256 == report.source.sha256
    corrected, confirmed = given.corrections
    assert (corrected.kind, corrected.number, corrected.field, corrected.machine, corrected.value, corrected.by) == (
        ("findings", 2, "title", "资产闲置", "水泵<b>闲置", "李核对")
    )
    assert (confirmed.kind, confirmed.verdict, confirmed.value) == ("recommendations", "confirmed", "")


def test_corrections_stay_when_the_page_is_opened_again(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.run("localStorage.setItem('review.reviewer', '李核对')")
    tab.click(card("findings"))
    tab.key("x")
    tab.wait_for("document.querySelectorAll('[data-group=findings] .card.rejected').length === 1")
    tab.open(page, "?again")
    tab.wait_for("document.querySelectorAll('[data-group=findings] .card.rejected').length === 1")


def test_words_change_with_the_language(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.click("#language")
    assert "Findings" in tab.run("document.getElementById('filters').innerText")
    assert tab.run("document.documentElement.lang") == "en"


def test_light_and_dark(tab: Tab, page: Path) -> None:
    tab.prefer("dark")
    tab.open(page)
    assert tab.run("document.documentElement.dataset.theme") == "dark"
    tab.click("#theme")
    assert tab.run("document.documentElement.dataset.theme") == "light"


def test_both_languages_have_the_same_words() -> None:
    words = page_words()
    rules = {f"rule.{name}" for name in rule_names()}  # in English a rule is shown by its code
    assert set(words["zh"]) - rules == set(words["en"])


def test_a_long_report_opens_at_once(tab: Tab, tmp_path: Path) -> None:
    file = CORPUS / "guizhou-2022-village-water" / "report.pdf"
    page = tmp_path / "long.html"
    page.write_text("".join(review_page(process(file, Options()), pictures(file, Options()))), encoding="utf-8")
    assert page.stat().st_size < 15_000_000
    assert tab.open(page) < 2
    assert tab.run("document.querySelectorAll('.picture img').length") < 10
    tab.run("location.hash = 'p61'")
    tab.wait_for("[...document.querySelectorAll('[data-page=\"61\"] img')].some(i => i.naturalWidth > 500)")


def wait_for_file(folder: Path, pattern: str) -> Path:
    end = time.monotonic() + 10
    while not (found := [path for path in folder.glob(pattern) if path.stat().st_size]):
        assert time.monotonic() < end, f"no {pattern}"
        time.sleep(0.05)
    return found[0]
