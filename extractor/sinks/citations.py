"""What a report cites: documents by their numbers, and titles in 《》 that have no number beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.report import Report
from extractor.sinks.columns import Row

# Shorter titles are words in quotation marks of another kind; longer ones are two marks that do not belong together.
_TITLE = re.compile(r"《([^《》]{4,80})》")


@dataclass(slots=True)
class _Citation:
    canonical: str | None
    title: str | None
    times: int
    page: int | None


def citations(key: str, report: Report) -> Iterator[Row]:
    """One row for each document cited, in the order of the first citation of each; numbers first."""
    numbered: dict[str, _Citation] = {}
    for number in report.document_numbers:
        page = number.evidence[0].page if number.evidence else None
        known = numbered.setdefault(number.canonical, _Citation(number.canonical, None, 0, page))
        known.times += 1
        known.title = known.title or _bare(number.title)
    titled: dict[str, _Citation] = {}
    with_number = {each.title for each in numbered.values()}
    for sheet in report.pages:
        for match in _TITLE.finditer(sheet.text):
            title = _bare(match[1])
            if title and title not in with_number:
                titled.setdefault(title, _Citation(None, title, 0, sheet.number)).times += 1
    for position, each in enumerate([*numbered.values(), *titled.values()], 1):
        yield (key, position, each.canonical, each.title, each.times, each.page)


def _bare(title: str | None) -> str | None:
    """A title without its marks and white space."""
    return "".join(title.split()).strip("《》") if title else None
