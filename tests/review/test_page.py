"""The review page as a file: whole, small, and nothing of a report in it is markup."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from extractor.model.finding import Remedy
from extractor.model.picture import PagePicture
from extractor.model.report import Issue, Report
from extractor.pipeline import Options, pictures
from extractor.review import review_page
from extractor.review.entries import entries
from extractor.review.page import page_words
from PIL import Image

from tests.cli.pdfs import document
from tests.review.conftest import HOSTILE


class Elements(HTMLParser):
    """The elements of a page, and the text of its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data

    def text_of(self, tag: str, **attributes: str) -> str:
        (text,) = (
            text
            for (name, given), text in zip(self.found, self.texts, strict=True)
            if name == tag and all(given.get(key) == value for key, value in attributes.items())
        )
        return text


def test_hostile_text_stays_text(page: Path, report: Report) -> None:
    elements = Elements(page.read_text(encoding="utf-8"))
    tags = [tag for tag, _ in elements.found]
    assert tags.count("script") == 3 + len(report.pages)
    assert "img" not in tags
    assert not [name for _, attributes in elements.found for name in attributes if name.startswith("on")]
    data = json.loads(elements.text_of("script", id="data"))
    assert data["title"] == report.report.title
    assert HOSTILE in data["title"]
    assert elements.text_of("title").strip() == report.report.title


def test_the_policy_lets_nothing_in_but_the_page_itself(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    elements = Elements(text)
    (policy,) = (a["content"] for tag, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    program = text[text.rindex("<script>") + len("<script>") :].split("</script>")[0]
    style = text.split("<style>")[1].split("</style>")[0]
    for part in (program, style):
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in policy
    assert not re.search(r"https?://", re.sub(r"[A-Za-z0-9+/=]{200,}", "", text))


def test_pictures_are_small_and_have_the_shape_of_the_page(drawn: list[PagePicture]) -> None:
    (picture,) = drawn
    assert len(picture.content) < 100_000
    with Image.open(io.BytesIO(picture.content)) as image:
        assert image.format == "WEBP"
        assert abs(image.width / image.height - 595 / 842) < 0.01


def test_a_turned_page_is_drawn_as_it_is_seen(tmp_path: Path) -> None:
    made = document(["横排"])
    made[0].set_rotation(90)
    made.save(tmp_path / "turned.pdf")
    (picture,) = pictures(tmp_path / "turned.pdf", Options())
    with Image.open(io.BytesIO(picture.content)) as image:
        assert image.width > image.height


def test_every_record_is_there_and_can_be_told_from_the_others(report: Report) -> None:
    made = list(entries(report))
    assert len({entry.id for entry in made}) == len(made)
    for kind in ("money", "dates", "findings", "recommendations", "checks", "issues", "sections", "tables"):
        assert sum(entry.kind == kind for entry in made) == len(getattr(report, kind)), kind
    for entry in made:
        if entry.kind in {"money", "dates", "findings", "score_items"}:
            assert entry.boxes, entry.id


def test_what_needs_attention_is_marked(report: Report) -> None:
    doubts = {(entry.kind, entry.doubt) for entry in entries(report)}
    assert ("checks", "fail") in doubts
    assert ("money", "doubt") in doubts
    assert ("issues", None) in doubts


def test_a_value_read_without_confidence_is_shown_where_it_stands(report: Report) -> None:
    unsure = report.model_copy(deep=True)
    amount = unsure.money[0]
    message = f"“{amount.text}”由图片识别，把握为0.62，请对照原件核实"
    unsure.issues = [
        Issue(code="low_confidence", severity="warning", message=message, page=amount.evidence[0].page),
        Issue(code="low_confidence", severity="warning", message="“别的”由图片识别", page=1),
    ]
    marked = {entry.id: entry for entry in entries(unsure)}
    assert (marked["money-1"].doubt, marked["money-1"].why) == ("doubt", "unsure")
    assert [marked[f"issues-{n}"].doubt for n in (1, 2)] == [None, "warning"]


def test_the_page_does_not_tell_where_a_report_lies(report: Report, drawn: list[PagePicture]) -> None:
    moved = report.model_copy(deep=True)
    moved.source.file, moved.report.title = "/home/somebody/报告.pdf", None
    assert "somebody" not in "".join(review_page(moved, drawn))


def test_an_unreadable_page_leaves_its_place_empty(report: Report) -> None:
    text = "".join(review_page(report, [PagePicture(1, b"")]))
    assert "picture-1" not in text


def test_what_was_put_right_stands_with_its_problem(report: Report) -> None:
    found = report.model_copy(deep=True)
    place = found.findings[0].evidence
    found.findings[0].remedied = "done"
    found.findings[0].remedies = [Remedy(text="已全部追回", evidence=place)]
    entry = next(each for each in entries(found) if each.kind == "findings")
    fields = [list(field[:2]) for field in entry.as_json()["fields"]]
    assert ["remedied", "remedied.done"] in fields
    assert ["remedy", "已全部追回"] in fields
    words = page_words()
    assert {language["remedied.done"] for language in words.values()} == {"已整改", "put right"}
