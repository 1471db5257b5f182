"""What the review page knows of one record: what it shows, where it stands, what can be corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from extractor.model.correction import CorrectedKind
from extractor.model.report import Evidence

# What can be corrected, and what the program itself says of its reading.
Kind = Literal[CorrectedKind, "issues"]
# How a value is shown: as it is, as a long text, as an amount in 元, or as a word that the page translates.
Style = Literal["", "long", "yuan", "word"]
# What wants a reviewer's eyes, the most urgent first.
Doubt = Literal["fail", "error", "warning", "unknown", "doubt"]
DOUBTS: tuple[Doubt, ...] = ("fail", "error", "warning", "unknown", "doubt")
Box = tuple[int, float, float, float, float]


@dataclass(slots=True)
class Entry:
    """A record on the page. ``number`` counts from 1 within its list, as in the database.

    ``fields`` are label, value and style; ``editable`` the fields that can be corrected, named as in the database;
    ``parts`` boxes with a label that show when the record is open; ``why`` tells the doubt; ``printed`` is the text
    on the page of a single value.
    """

    kind: Kind
    number: int
    title: str
    value: str = ""
    value_style: Style = ""
    place: str = ""
    fields: list[tuple[str, str, Style]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    parts: list[tuple[str, Box]] = field(default_factory=list)
    editable: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    doubt: Doubt | None = None
    why: str = ""
    quiet: bool = False
    more: dict[str, Any] = field(default_factory=dict)
    printed: str = ""

    @property
    def id(self) -> str:
        return f"{self.kind}-{self.number}"

    def add(self, label: str, value: object, style: Style = "") -> None:
        """Add a field, unless there is nothing in it."""
        if value not in (None, "", []):
            self.fields.append((label, str(value), style))

    def as_json(self) -> dict[str, Any]:
        """The record for the page, without what is empty."""
        content = {
            "id": self.id,
            "kind": self.kind,
            "number": self.number,
            "title": self.title,
            "value": self.value,
            "style": self.value_style,
            "place": self.place,
            "fields": self.fields,
            "boxes": self.boxes,
            "parts": self.parts,
            "editable": self.editable,
            "links": self.links,
            "doubt": self.doubt,
            "why": self.why,
            "quiet": self.quiet,
            **self.more,
        }
        return {key: value for key, value in content.items() if value not in (None, "", [], {}, False)}


def boxes_of(evidence: Iterable[Evidence]) -> list[Box]:
    """Page and box of each fragment, without those that repeat."""
    return list(dict.fromkeys((part.page, *(round(edge, 1) for edge in part.bbox)) for part in evidence))  # type: ignore[misc]


def place_of(evidence: list[Evidence]) -> str:
    """Where a record begins, ``page:start-end`` in the page's text: the same as long as the reading is the same."""
    if not evidence:
        return ""
    first = evidence[0]
    return f"{first.page}:{first.start}-{first.end}"
