"""The pages as they are answered, without a browser."""

from __future__ import annotations

import asyncio
import hashlib
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from extractor.errors import DatabaseError
from extractor.sinks.database import reading
from extractor.web.reviews import NoReview, Reviews
from extractor.web.site import questions, tables

from tests.web.conftest import HOSTILE

pytest.importorskip("datasette", reason="the extra web is not installed: pip install extractor[web]")

from extractor.web.server import application

LISTS = [f"/findings/{name}" for name in tables()]
ASKED = [f"/findings/{question.name}" for question in questions()]
SQL = "/findings?sql=select+title+from+findings"
OWN = [
    "/",
    "/dashboard",
    "/search",
    "/search?q=闲",
    "/search?q=<b>",
    "/findings",
    "/findings?sql=select+title+from+findings",
]


class Tags(HTMLParser):
    """What a browser would make of a page: its elements with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    @classmethod
    def of(cls, page: str) -> list[tuple[str, dict[str, str | None]]]:
        parser = cls()
        parser.feed(page)
        return parser.found


@pytest.fixture(scope="module")
def served(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return application(database, Reviews(database, tmp_path_factory.mktemp("reviews")))


def ask(served: Any, path: str, method: str = "get", **options: Any) -> Any:
    return asyncio.run(getattr(served.client, method)(path, **options))


@pytest.mark.parametrize("path", [*OWN, SQL, *LISTS, *ASKED, "/findings/words?词=闲", "/findings/findings?_all=1"])
def test_every_page_is_text_and_asks_for_nothing_outside(served: Any, path: str) -> None:
    answer = ask(served, path)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    for tag, attributes in Tags.of(answer.text):
        assert tag not in {"script", "img", "iframe", "object", "base"}
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in {"href", "src", "action"} or re.match(r"/(?!/)|#|\?|http://localhost/", value or ""), (
                tag,
                value,
            )
    assert "message-error" not in answer.text


def test_hostile_text_stands_there_as_text(served: Any) -> None:
    for path in ("/findings/findings", "/search?q=合同管理", "/findings/failed_checks", "/findings/documents"):
        page = ask(served, path).text
        assert "&lt;script&gt;" in page, path
        assert "{{ 7*7 }}" in page, path
    rows = ask(served, "/findings/findings.json?_shape=array").json()
    assert any(row["title"].endswith(HOSTILE) for row in rows)
    assert ask(served, "/findings/findings.csv").text.count("<script>") > 0  # the CSV has it as it is


def test_titles_and_columns_are_chinese(served: Any) -> None:
    page = ask(served, "/findings/findings_in_context").text
    for words in ("问题一览", "年度", "地区", "类别", "涉及金额（元）", "财政评价"):
        assert words in page
    assert '<details open class="facet"><summary>年度</summary>' in page
    assert "2022" in page.split('class="facet"')[1]


def test_amounts_keep_every_digit(served: Any) -> None:
    assert '<span class="amount">12,345,000.123456</span>' in ask(served, "/findings/findings").text


def test_amounts_are_sorted_and_filtered_by_size_not_letter_by_letter(served: Any) -> None:
    for name, in_fen in (("findings", "involved_fen"), ("money", "fen"), ("findings_in_context", None)):
        page = ask(served, f"/findings/{name}").text
        assert set(re.findall(r"_sort(?:_desc)?=(\w*(?:yuan|fen))\b", page)) == ({in_fen} if in_fen else set())
        assert not re.search(r'<option value="\w*yuan"', page)
        assert in_fen is None or f'<option value="{in_fen}"' in page
    assert "涉及金额（元） ▼" in ask(served, "/findings/findings?_sort_desc=involved_fen").text


@pytest.mark.parametrize(("words", "found"), [("闲", True), ("闲置", True), ("车", False), ("压路机尚未", True)])
def test_search_is_right_for_words_of_any_length(served: Any, words: str, found: bool) -> None:
    assert ("<mark>" in ask(served, f"/search?q={words}").text) == found
    assert ("看原文" in ask(served, f"/findings/words?词={words}").text) == found


def test_nothing_can_be_written(served: Any, database: Path) -> None:
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    for path in ("/findings", "/findings/findings", "/findings/every_year", "/-/messages"):
        for method in ("post", "put", "delete", "patch"):
            assert ask(served, path, method).status_code == 405
    for sql in ("delete from findings", "pragma user_version = 9", "attach 'x.db' as x", "create table x (y)"):
        assert ask(served, f"/findings.json?sql={sql}").status_code == 400
    with pytest.raises(sqlite3.OperationalError):
        served.get_database("findings").connect(write=True)
    assert ask(served, "/findings.db").status_code == 403
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


def test_a_page_from_elsewhere_gets_no_answer(served: Any) -> None:
    answer = ask(served, "/", headers={"host": "evil.example:8001"})
    assert answer.status_code == 421
    assert ask(served, "/", headers={"host": "127.0.0.1:8001"}).status_code == 200


@pytest.mark.parametrize(
    "name", ["databases.json", "metadata", "auth-token", "permissions", "patterns", "static/app.css"]
)
def test_the_workshop_of_datasette_is_closed(served: Any, name: str) -> None:
    assert ask(served, f"/-/{name}").status_code == 404


def test_what_is_not_there_is_said_in_a_sentence(served: Any, capfd: pytest.CaptureFixture[str]) -> None:
    answer = ask(served, "/findings/nothing")
    assert answer.status_code == 404
    assert "没有这一页" in answer.text
    assert ask(served, "/findings?sql=select+1+from+nowhere").text.count("no such table") == 1
    assert "Traceback" not in "".join(capfd.readouterr())


def test_another_database_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE x (y)")
    with pytest.raises(DatabaseError):
        application(other, Reviews(other, tmp_path))


def document_of(database: Path, name: str) -> str:
    with reading(database) as connection:
        (found,) = connection.execute("SELECT id FROM documents WHERE file LIKE ?", (f"%{name}",)).fetchone()
    return str(found)


def test_a_finding_leads_to_its_page(served: Any, database: Path) -> None:
    document = document_of(database, "云溪.pdf")
    listed = ask(served, f"/findings/findings?document_id={document}").text
    assert f'href="/review/{document}#findings-1">第 1 页</a>' in listed
    answer = ask(served, f"/review/{document}")
    assert answer.status_code == 200
    assert "script-src 'unsafe-inline'" in answer.headers["content-security-policy"]
    assert 'id="picture-1"' in answer.text
    assert str(database.parent) not in answer.text


def test_a_report_whose_file_is_not_known_says_so(served: Any, database: Path) -> None:
    answer = ask(served, f"/review/{document_of(database, 'other.pdf')}")
    assert answer.status_code == 404
    assert "没有记下文件的位置" in answer.text
    assert "extract batch" in answer.text
    assert "没有这个编号" in ask(served, "/review/0123456789abcdef").text


@pytest.mark.parametrize("path", ["/review/..%2F..%2Fetc%2Fpasswd", "/review//etc/passwd", "/review/0123"])
def test_no_path_comes_from_the_address(served: Any, path: str) -> None:
    answer = ask(served, path, follow_redirects=True)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


def test_a_file_that_changed_or_went_is_not_shown(tmp_path: Path, database: Path) -> None:
    copy = tmp_path / "copy.db"
    source = sqlite3.connect(database)
    source.execute("VACUUM INTO ?", (str(copy),))
    document = document_of(database, "云溪.pdf")
    file = tmp_path / "moved.pdf"
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE files SET path = ? WHERE document_id = ?", (str(file), document))
    gone = asyncio.run(Reviews(copy, tmp_path).page(document))
    assert isinstance(gone, NoReview)
    assert "已不在此处" in gone.reasons[0]
    file.write_bytes((database.parent / "云溪.pdf").read_bytes() + b"\n")
    changed = asyncio.run(Reviews(copy, tmp_path).page(document))
    assert isinstance(changed, NoReview)
    assert "内容已经改变" in changed.reasons[0]
