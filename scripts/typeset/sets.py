"""Sets many documents, each by the typesetter of its look."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from goldcheck.source import Block

from .flow import flow
from .fodt import document
from .look import WRITER, Look
from .office import convert
from .press import typeset


class Draft(NamedTuple):
    """A document to set, by its blocks, into the PDF ``name`` of a folder."""

    name: str
    blocks: list[Block]
    look: Look
    title: str


def set_all(drafts: Iterable[Draft], folder: Path) -> None:
    """Sets all drafts into PDFs in ``folder``; Writer is started once for all of its own."""
    written = []
    for draft in drafts:
        items, out = flow(draft.blocks, draft.look), folder / f"{draft.name}.pdf"
        if draft.look.typesetter == WRITER:
            written.append(out.with_suffix(".fodt"))
            written[-1].write_text(document(items, draft.look, draft.title), encoding="utf-8")
        else:
            typeset(items, draft.look, draft.title, out)
    convert(written, folder, folder / "profile")
