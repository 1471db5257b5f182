"""Builds a :class:`Reading` from plain texts, its headings found by the outline as in a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor import outline
from extractor.model.reading import Reading

from tests.records.builder import BODY, HEIGHT, Writer

INDENT = 32.0
BOTTOM = HEIGHT - 200


@dataclass(frozen=True)
class Para:
    """A paragraph with its looks; a plain string stands for one without any."""

    text: str
    right: bool = False
    centred: bool = False
    bold: bool = False
    lead: int = 0
    note: bool = False
    size: float = BODY


@dataclass(frozen=True)
class Table:
    """A table: its first row is the header; ``roles`` and ``units`` are those of its columns."""

    rows: Sequence[Sequence[str]]
    kind: str = "other"
    unit: str | None = None
    roles: Sequence[str | None] = ()
    units: Sequence[str | None] = ()


Source = str | Para | Table


def reading(sources: Sequence[Source]) -> Reading:
    """The reading of a document with these paragraphs and tables."""
    writer = Writer()
    for source in sources:
        if writer.top > BOTTOM:
            writer.page_break()
        if isinstance(source, Table):
            writer.table(source.rows, kind=source.kind, roles=source.roles, units=source.units, unit=source.unit)
        else:
            _write(writer, source if isinstance(source, Para) else Para(source))
    written = writer.reading()
    return replace(written, outline=outline.build(written.blocks))


def _write(writer: Writer, source: Para) -> None:
    writer.paragraph(
        source.text,
        centred=source.centred,
        right=source.right,
        bold=source.bold,
        lead=source.lead,
        note=source.note,
        indent=INDENT,
        size=source.size,
    )
