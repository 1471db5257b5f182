"""``extract review`` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from extractor.batch.attempt import attempt
from extractor.cli import review
from extractor.errors import DocumentError
from extractor.model.report import Report
from extractor.pipeline import Options
from extractor.sinks.sqlite import load

from tests.cli.conftest import Extract
from tests.cli.pdfs import encrypted_pdf, report_pdf, scanned_pdf
from tests.sinks.made import made_report
from tests.sinks.test_corrections import corrections_file, item


def test_the_page_lies_beside_the_report(extract: Extract, tmp_path: Path) -> None:
    ended = extract("review", report_pdf(tmp_path / "报告.pdf"))
    assert ended.code == 0
    assert ended.out == ""
    assert "1 pages" in ended.err
    assert (tmp_path / "报告.review.html").read_text(encoding="utf-8").endswith("</html>\n")


def test_the_same_report_gives_the_same_page(extract: Extract, tmp_path: Path) -> None:
    file = report_pdf(tmp_path / "report.pdf")
    for name in ("a.html", "b.html"):
        assert extract("review", file, "-o", tmp_path / name).code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_encrypted_report_opens_with_its_password(extract: Extract, tmp_path: Path) -> None:
    file = encrypted_pdf(tmp_path / "closed.pdf", "秘密")
    assert extract("review", file).code == 3
    assert extract("review", file, "--password", "秘密").code == 0


def test_what_a_database_keeps_of_pictures_is_not_read_again(
    extract: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, database, kept = report_pdf(tmp_path / "report.pdf"), tmp_path / "findings.db", tmp_path / "findings.db.ocr"
    given = tmp_path / "given.txt"

    def noted(source: Path | bytes, options: Options) -> Report | DocumentError:
        with given.open("a", encoding="utf-8") as out:
            out.write(f"{options.ocr_cache}\n")
        return attempt(source, options)

    monkeypatch.setattr(review, "attempt", noted)
    assert extract("review", file, "--db", database).code == 0
    assert not kept.exists()  # a reader makes no folder
    kept.mkdir()
    assert extract("review", file, "--db", database).code == 0
    assert given.read_text(encoding="utf-8").splitlines() == ["None", str(kept)]


def test_a_page_that_is_no_html_is_refused(extract: Extract, tmp_path: Path) -> None:
    file = report_pdf(tmp_path / "report.pdf")
    ended = extract("review", file, "-o", file)
    assert ended.code == 2
    assert file.read_bytes().startswith(b"%PDF")


def test_a_missing_report_leaves_no_page(extract: Extract, tmp_path: Path) -> None:
    ended = extract("review", tmp_path / "none.pdf", "-o", tmp_path / "a.html")
    assert ended.code == 3
    assert not (tmp_path / "a.html").exists()


def test_a_scan_is_drawn_though_it_is_read_in_part(extract: Extract, tmp_path: Path) -> None:
    ended = extract("review", scanned_pdf(tmp_path / "scan.pdf"))
    assert ended.code in {0, 1}  # with the extra for OCR it is read
    assert 'id="picture-1"' in (tmp_path / "scan.review.html").read_text(encoding="utf-8")


def test_one_bad_file_does_not_keep_the_others_out(extract: Extract, tmp_path: Path) -> None:
    database = tmp_path / "findings.db"
    load(made_report(), database)
    good, bad = corrections_file(tmp_path / "a.json", item()), tmp_path / "missing.json"
    ended = extract("apply-review", bad, good, "--db", database)
    assert ended.code == 1
    assert "no such file" in ended.err
    assert "1 corrections, 1 new" in ended.err
    assert extract("apply-review", bad, "--db", database).code == 2
