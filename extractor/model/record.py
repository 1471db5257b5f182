"""What every public record is made of: exact numbers, JSON as the contract prints it, and evidence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

# Turns a JSON string into a JSON number: the one way to print a Decimal's own digits. A noncharacter, which
# the reader never lets into a text.
_NUMBER_MARK = "\ufdd0"
_MARKED = re.compile(f'"{_NUMBER_MARK}([^"]*)"')


def plain(value: Decimal) -> str:
    """The digits of ``value`` without exponent and without zeros that say nothing: ``3915234.1``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Yuan = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="always"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
]
Number = Annotated[
    Decimal,
    PlainSerializer(lambda value: _NUMBER_MARK + plain(value), return_type=str, when_used="json"),
    WithJsonSchema({"type": "number"}),
]


def _is_none(value: object) -> bool:
    return value is None


class Record(BaseModel):
    model_config = ConfigDict(extra="forbid")

    def model_dump_json(self, **options: Any) -> str:
        """The public JSON, UTF-8 text with scores as numbers."""
        return _MARKED.sub(r"\1", super().model_dump_json(**options))


class Evidence(Record):
    """A place in the document: ``pages[page-1].text[start:end]``, and where that is on the page as seen.

    Only text that was read from a picture has ``confidence``, that of its least certain character (0 to 1), and
    ``source`` ``"ocr"``; elsewhere both are left out of the JSON.
    """

    page: int
    start: int
    end: int
    bbox: tuple[float, float, float, float]
    table: str | None = None
    row: int | None = None
    column: int | None = None
    confidence: float | None = Field(default=None, exclude_if=_is_none)
    source: Literal["ocr"] | None = Field(default=None, exclude_if=_is_none)
