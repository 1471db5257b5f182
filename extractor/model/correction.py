"""What a reviewer says about the records of a report: the file that the review page saves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

# The lists of the public JSON object; ``documents`` is the head, a record a field.
CorrectedKind = Literal[
    "documents",
    "overall_scores",
    "score_items",
    "findings",
    "recommendations",
    "tables",
    "money",
    "dates",
    "document_numbers",
    "checks",
    "sections",
    "abbreviations",
]
CorrectionVerdict = Literal["confirmed", "corrected", "rejected", "added"]
ShortText = Annotated[str, Field(max_length=200)]
LongText = Annotated[str, Field(max_length=20_000)]


class Correction(BaseModel):
    """One field of one record. ``number`` counts from 1 in the record's list and is null for a record that the
    program did not see (``added``); ``place`` is ``page:start-end`` of where the record begins; ``machine`` what the
    program read and ``value`` what the reviewer reads; ``field`` is empty where the whole record is meant."""

    model_config = ConfigDict(extra="forbid")

    kind: CorrectedKind
    number: Annotated[int, Field(ge=1)] | None
    place: Annotated[str, Field(pattern=r"^(\d+:(\d+-\d+)?)?$")]
    verdict: CorrectionVerdict
    field: Annotated[str, Field(pattern=r"^[a-z0-9_]*$", max_length=40)]
    machine: LongText
    value: LongText
    note: LongText
    by: Annotated[str, Field(min_length=1, max_length=200)]
    at: datetime


class CorrectedDocument(BaseModel):
    """Which report, by its content, and what had read it."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    file: ShortText
    extractor_version: ShortText
    patterns_version: ShortText


class Corrections(BaseModel):
    """The whole file."""

    format: Literal["extractor-review"]
    version: Literal[1]
    document: CorrectedDocument
    saved_at: datetime
    corrections: list[Correction]
