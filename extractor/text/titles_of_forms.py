"""Tells the titles of forms that begin anew on page after page (自评表) from running heads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from extractor.model.geometry import Page
from extractor.model.layout import Line
from extractor.text.lines import lines

# The first lines below the titles of a form stand within this share of the page's height.
BELOW_TITLES = 0.35
# Two labels with their values stand in one line of a form; more parts are heads of a table.
FORM_PARTS = 4
# Share of the pages with such titles that begin a form; two rows that page ends cut may begin alike by chance.
FORMS_SHARE = 0.25
# Points by which a line may stand higher than the end of the one above it.
OVERLAP = 4.0

_DIGITS = re.compile(r"\d+")
_LABEL_END = re.compile(r"[\s：:]+")
HAS_WORDS = re.compile(r"[^\W\d_]")


def says(text: str) -> str:
    """What a text says, its numbers aside."""
    return _DIGITS.sub("#", text)


def titles_of_forms(
    pages: Sequence[Page], margins: Sequence[Sequence[Line]], tops: Mapping[int, Sequence[int]]
) -> set[tuple[int, int]]:
    """Of the repeated lines at the tops of pages those over a form that begins anew: one label stands below them, each
    time with another value (项目名称 | 甲, 项目名称 | 乙). ``tops`` are their places among the ``margins``, by page."""
    alike: defaultdict[tuple[str, ...], dict[int, list[str]]] = defaultdict(dict)
    for index, places in tops.items():
        above = [margins[index][place] for place in places]
        alike[tuple(says(line.text) for line in above)][index] = _below(pages[index], above)
    begun = {index for below in alike.values() for index in _begin_forms(below)}
    return {(index, place) for index in begun for place in tops[index]}


def _begin_forms(below: dict[int, list[str]]) -> set[int]:
    """The pages whose first lines, but for those that all pages share, are one label with different values."""
    for texts in zip_longest(*below.values(), fillvalue=""):
        if len(set(texts)) == 1:
            continue
        values: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for index, text in zip(below, texts, strict=True):
            label, *value = _LABEL_END.split(text, maxsplit=1)
            if value and HAS_WORDS.search(label) and len(value[0].split()) < FORM_PARTS:
                values[label][index] = value[0]
        # what the next page says again are heads of a table
        return {
            index
            for found in values.values()
            if len(set(found.values())) > 1 and len(found) >= FORMS_SHARE * len(below)
            for index, value in found.items()
            if value not in (found.get(index - 1), found.get(index + 1))
        }
    return set()


def _below(page: Page, above: Sequence[Line]) -> list[str]:
    """The texts of the lines below others near a page's top."""
    bottom, end = max(line.bottom for line in above), BELOW_TITLES * page.upright_height
    runs = [run for run in page.runs if run.top > bottom - OVERLAP and run.bottom < end]
    return [line.text.strip() for line in lines(runs, page.number)]
