"""Our own pages beside Datasette's: the first one, search, the dashboard, and the way to a report's review page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from extractor.errors import DatabaseError
from extractor.sinks.database import reading
from extractor.sinks.search import MANY, MARKS, Hit
from extractor.sinks.search import search as find
from extractor.web.dashboard import Choice, options
from extractor.web.dashboard import dashboard as draw
from extractor.web.reviews import NoReview
from extractor.web.site import site_of, tables, words

SHOWN = 50  # hits of a search
_RECORDS = {"finding": "findings", "recommendation": "recommendations", "section": "sections", "table": "tables"}
_FACTS = """
    SELECT count(*), count(DISTINCT region_code), min(fiscal_year), max(fiscal_year)
    FROM documents WHERE status <> 'failed'
"""


async def home(request: Any, datasette: Any) -> Any:
    """What there is, and where to begin."""
    site = site_of(datasette)
    facts = await asyncio.to_thread(_facts, site.database)
    views = sorted((n for n, t in tables().items() if t.first), key=lambda name: tables()[name].first or 0)
    rest = [name for name in tables() if name not in views]
    return await _html(datasette, request, "home.html", facts=facts, views=views, tables=rest, file=site.database.name)


def _facts(database: Path) -> dict[str, str]:
    with reading(database) as connection:
        reports, regions, first, last = connection.execute(_FACTS).fetchone()
        (findings,) = connection.execute("SELECT count(*) FROM findings").fetchone()
        (failed,) = connection.execute("SELECT count(*) FROM checks WHERE status = 'fail'").fetchone()
    years = "—" if first is None else str(first) if first == last else f"{first}—{last}"
    return {
        "报告": f"{reports:,}",
        "年度": years,
        "地区": f"{regions:,}",
        "问题": f"{findings:,}",
        "不符的校验": f"{failed:,}",
    }


async def search(request: Any, datasette: Any) -> Any:
    """Where words stand, from one character on."""
    asked = str(request.args.get("q") or "").strip()
    hits, count = await asyncio.to_thread(find, site_of(datasette).database, asked, SHOWN) if asked else ([], 0)
    shown = [_shown(hit) for hit in hits]
    return await _html(datasette, request, "search.html", asked=asked, hits=shown, count=count, many=count >= MANY)


def _shown(hit: Hit) -> dict[str, Any]:
    kind = words()["search_entries.kind"][hit.kind]
    where = [kind, f"第 {hit.page} 页" if hit.page else "", str(hit.year or ""), hit.region or ""]
    return {
        "title": hit.title or kind,
        "where": " · ".join(filter(None, where)),
        "excerpt": Markup("").join(_marked(hit.excerpt)),
        "report": hit.report or hit.file,
        "link": f"/review/{hit.document_id}#{_RECORDS[hit.kind]}-{hit.number}",
    }


def _marked(excerpt: str) -> Iterator[Markup]:
    """The excerpt with its hit marked; all of it text."""
    before, opened, rest = excerpt.partition(MARKS[0])
    hit, closed, after = rest.partition(MARKS[1])
    yield Markup("{}").format(before)
    if opened and closed:
        yield Markup("<mark>{}</mark>{}").format(hit, after)
    else:
        yield Markup("{}").format(opened + rest)


async def dashboard(request: Any, datasette: Any) -> Any:
    """Charts over the reports chosen."""
    database = site_of(datasette).database
    choice = Choice.of({name: request.args.get(name) for name in Choice.__slots__})
    offered = await asyncio.to_thread(options, database)
    problem, drawn = "", None
    try:
        drawn = await asyncio.to_thread(draw, database, choice)
    except DatabaseError as error:
        problem = str(error)
    return await _html(
        datasette,
        request,
        "dashboard.html",
        choice=choice,
        options=offered,
        drawn=drawn,
        problem=problem,
        evaluations=words()["evaluation_kind"],
    )


async def review(request: Any, datasette: Any) -> Any:
    """The review page of a report, or a page that says why there is none."""
    found = await site_of(datasette).reviews.page(request.url_vars["document"])
    if isinstance(found, NoReview):
        return await _html(datasette, request, "no_review.html", status=404, found=found)
    content = await asyncio.to_thread(found.read_bytes)
    return Response(content, content_type="text/html; charset=utf-8")


async def _html(datasette: Any, request: Any, template: str, status: int = 200, **values: Any) -> Any:
    return Response.html(await datasette.render_template(template, values, request=request), status=status)
