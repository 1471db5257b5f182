"""Puts the review page together: one file with the pictures, the records and the program that shows them.

Nothing of a report ever becomes markup: the records travel as JSON in which ``<`` is written ``\\u003c``, the page
puts them on the screen as text, and its security policy runs no script but the page's own.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from extractor.model.picture import PagePicture
from extractor.model.report import Report
from extractor.model.words import (
    GRAVITIES,
    PRECISIONS,
    REMEDIED,
    REPORT_TYPES,
    SEVERITIES,
    TABLE_KINDS,
    VERDICTS,
    rule_names,
)
from extractor.review.entries import entries
from extractor.review.entry import DOUBTS

SCRIPTS = ("base.js", "pages.js", "cards.js", "panel.js", "corrections.js", "app.js")
# What the codes of records are called, by the first part of the page's own key.
CODES = {
    "status": VERDICTS,
    "severity": GRAVITIES | SEVERITIES,
    "remedied": REMEDIED,
    "report_type": REPORT_TYPES,
    "table": TABLE_KINDS,
    "precision": PRECISIONS,
}
_GAP = re.compile(r"\{\{(\w+)\}\}")


def review_page(report: Report, pictures: Iterable[PagePicture]) -> Iterator[str]:
    """The HTML of the page, piece by piece."""
    style, script = _style(), _script()
    policy = (
        "default-src 'none'; img-src data: blob:; "
        f"style-src '{_fingerprint(style)}'; script-src '{_fingerprint(script)}'; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": policy,
        "style": style,
        "title": html.escape(_title(report)),
        "data": json_in_html(_data(report)),
        "words": json_in_html(page_words()),
        "script": script,
    }
    yield _GAP.sub(lambda gap: parts[gap[1]], _part("page.html"))
    for picture in pictures:
        if picture.content:
            content = base64.b64encode(picture.content).decode("ascii")
            yield f'<script type="text/plain" id="picture-{picture.number}">{content}</script>\n'
    yield "</body>\n</html>\n"


def json_in_html(value: Any) -> str:
    """JSON that can stand in a ``script`` element: no character of it ends the element or opens a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _data(report: Report) -> dict[str, Any]:
    source, head = report.source, report.report
    return {
        "source": {
            "file": _file_name(report),
            "sha256": source.sha256,
            "extractor_version": source.extractor_version,
            "patterns_version": source.patterns_version,
        },
        "title": _title(report),
        "about": [str(part) for part in (head.project_name, head.fiscal_year, head.evaluator) if part],
        "pages": [[page.number, page.width, page.height, page.text] for page in report.pages],
        "doubts": DOUBTS,
        "entries": [entry.as_json() for entry in entries(report)],
    }


def page_words() -> dict[str, dict[str, str]]:
    """The words of the page by language: those of the page itself, and what records' codes are called in Chinese."""
    words: dict[str, dict[str, str]] = json.loads(_part("words.json"))
    for kind, called in {**CODES, "rule": rule_names()}.items():
        words["zh"] |= {f"{kind}.{code}": name for code, name in called.items()}
    return words


def _title(report: Report) -> str:
    return report.report.title or _file_name(report)


def _file_name(report: Report) -> str:
    """Without the folders: where a report lies is nobody's business who gets the page."""
    return report.source.file.replace("\\", "/").rsplit("/", 1)[-1]


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _style() -> str:
    return "\n" + _part("page.css")


@cache
def _script() -> str:
    parts = "\n".join(_part(name) for name in SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}\n}})();\n'


@cache
def _part(name: str) -> str:
    return resources.files("extractor.review").joinpath(name).read_text(encoding="utf-8")
