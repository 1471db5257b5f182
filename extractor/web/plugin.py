"""What Datasette asks us for: our pages, SQL functions, how cells are shown, and what no answer may do."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response
from markupsafe import Markup

from extractor.web import pages
from extractor.web.site import NAME, add_functions, is_exact, label, questions, sorted_by, tables, words

# Nothing is asked for from outside, no script runs but that of a review page, and no other page may frame ours.
POLICY = (
    "default-src 'none'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# A review page says itself which script is its own.
REVIEW_POLICY = POLICY + "; script-src 'unsafe-inline'"
METHODS = {"GET", "HEAD"}
_LOCAL = re.compile(rb"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")
_REVIEW = re.compile(r"/review/[0-9a-f]{16}#(?:[a-z_]+-\d+|p\d+)")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?")
_DOCUMENT = re.compile(r"[0-9a-f]{16}")
_PAGES = {"page", "first_page", "last_page", "largest_page"}

App = Callable[[Any, Any, Any], Awaitable[None]]


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    return [
        (r"^/$", pages.home),
        (r"^/search$", pages.search),
        (r"^/dashboard$", pages.dashboard),
        (r"^/review/(?P<document>[0-9a-f]{16})$", pages.review),
    ]


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    add_functions(conn)


@hookimpl
def extra_template_vars() -> dict[str, Any]:
    return {
        "label": label,
        "table_names": tables(),
        "questions": questions(),
        "question_named": {question.name: question for question in questions()},
        "said": said,
        "hidden_columns": hidden_columns,
        "in_order": in_order,
        "is_exact": is_exact,
        "sorted_by": sorted_by,
        "facet_value": facet_value,
    }


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """Pages and documents become links, codes words; all else stays as Datasette shows it, as text."""
    if value is None or value == "":
        return Markup('<span class="empty">—</span>')
    if column.endswith(("yuan", "元")) and _AMOUNT.fullmatch(str(value)):
        return Markup('<span class="amount">{}</span>').format(_grouped(str(value)))
    if isinstance(value, str) and value.startswith("["):
        return _listed(value)
    return _link(row, value, column, table) or _in_words(table, column, str(value))


def _listed(value: str) -> Markup | None:
    """The texts of a JSON list; None for any other."""
    try:
        parts = json.loads(value)
    except ValueError:
        return None
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return None
    return Markup("<br>").join(parts) if parts else Markup('<span class="empty">—</span>')


def _grouped(digits: str) -> str:
    """Exact digits with commas between the thousands; no binary float comes near them."""
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}" + point + rest


def _link(row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """A link to where a record stands, or to its report."""
    document = _document(row, table)
    if column == "原文" and _REVIEW.fullmatch(str(value)):
        return Markup('<a class="place" href="{}">看原文</a>').format(value)
    if document is None:
        return None
    if column in _PAGES and isinstance(value, int):
        return Markup('<a class="place" href="/review/{}#{}">第 {} 页</a>').format(
            document, _record(row, value, column, table), value
        )
    if column == "file":
        short = "/".join(str(value).replace("\\", "/").split("/")[-2:])
        return Markup('<a class="file" href="/review/{}#p1" title="{}">{}</a>').format(document, value, short)
    if column == "document_id" and not isinstance(value, dict):
        return Markup('<a href="/{}/documents/{}">{}</a>').format(NAME, document, document)
    return None


def _record(row: Any, page: int, column: str, table: str | None) -> str:
    """What the review page calls the record of a row, else its page."""
    names = tables().get(table or "")
    if names and names.review and column in {"page", "first_page"} and "number" in row.keys():  # noqa: SIM118
        return f"{names.review}-{row['number']}"
    return f"p{page}"


def _document(row: Any, table: str | None) -> str | None:
    """The document that a row is of."""
    name = "id" if table == "documents" else "document_id"
    found = row[name] if name in row.keys() else None  # noqa: SIM118
    if isinstance(found, dict):  # what Datasette makes of a foreign key
        found = found.get("value")
    return found if isinstance(found, str) and _DOCUMENT.fullmatch(found) else None


def _in_words(table: str | None, column: str, value: str) -> Markup | None:
    shown = said(table, column, value)
    return None if shown == value else Markup('<span title="{}">{}</span>').format(value, shown)


def said(table: str | None, column: str, value: Any) -> str:
    """What a value is called, for people."""
    known = words()
    kinds = known.get(f"{table}.{column}") or known.get(column) or {}
    return kinds.get(str(value), str(value))


def in_order(table: str, facets: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facets of a table as we list them, those that were asked for last."""
    names = tables().get(table)
    wanted = [*names.facets, *names.offer] if names else []
    return sorted(facets, key=lambda facet: wanted.index(facet["name"]) if facet["name"] in wanted else len(wanted))


def facet_value(table: str, column: str, facet: dict[str, Any]) -> str:
    """What a value of a facet is called."""
    found = facet["label"]
    return "—" if found is None or found == "" else said(table, column, found)


def hidden_columns(table: str, arguments: Iterable[str]) -> set[str]:
    """The columns that the page of a table leaves out, unless all are asked for."""
    names = tables().get(table)
    return set(names.hide) if names and "_all" not in arguments else set()


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]]:
    """In place of Datasette's, which prints tracebacks: a page with one sentence, or JSON where that was asked for."""
    status = getattr(exception, "status", 500)
    message = getattr(exception, "message", None) or str(exception) or type(exception).__name__

    async def answer() -> Any:
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": message, "status": status}, status=status)
        values = {"status": status, "error": re.sub(r"<[^>]*>", " ", message)}
        return Response.html(await datasette.render_template("error.html", values, request=request), status=status)

    return answer


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    return Guarded


class Guarded:
    """Answers only what this machine's browser asks under a local name, and only what reads."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"")
        if not _LOCAL.fullmatch(host):  # a page from elsewhere whose name was pointed at this machine
            await _refuse(send, 421, "This server answers only to 127.0.0.1 and localhost.")
            return
        if scope["method"] not in METHODS:
            await _refuse(send, 405, "This database can only be read.")
            return
        if scope["path"].startswith("/-/"):  # Datasette's own workshop: nobody needs it here
            await _refuse(send, 404, "There is nothing here.")
            return
        policy = REVIEW_POLICY if scope["path"].startswith("/review/") else POLICY

        async def with_policy(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), *_headers(policy)]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, with_policy)


def _headers(policy: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]


async def _refuse(send: Any, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_headers(POLICY)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})
