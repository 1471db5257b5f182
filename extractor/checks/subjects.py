"""Whether what a sentence tells is of a table at all: 饮水安全巩固资金已支出… is not what its sources make."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.engine import tight
from extractor.checks.material import pairs_of_han
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.reading import DataTable

_words = WORDINGS["in_tables"]
# So many characters of a sentence that neither the table nor any other report tells name something else.
FOREIGN = 3
_HAN = re.compile("[\u4e00-\u9fff]+")


def names_another(text: str, at: int, table: DataTable, title: str, marks: str = "。；\n") -> bool:
    """Whether a sentence has before ``at`` a name that is no word of a table's heads or caption, nor of the report's
    ``title``: it may tell of something else than all that the table adds up. It is looked for behind the last of the
    ``marks``."""
    sentence = tight(text[start_of(text, at, marks) : at])
    caption = table.grid.caption.text if table.grid.caption else ""
    known = pairs_of_han("|".join([caption, title, *heads_of(table).values()]))
    left = _words["of_any"].sub("|", _without(sentence, known))
    return any(len(run) >= FOREIGN for run in _HAN.findall(left))


def heads_of(table: DataTable) -> dict[int, str]:
    """What heads each column of a table, by column."""
    first = min((part.rows[0] for part in table.parts if part.rows), default=0)
    heads: dict[int, list[str]] = {}
    for each in table.grid.cells:
        for column in each.columns if each.row < first else ():
            heads.setdefault(column, []).append(each.passage.text)
    return {column: "|".join(texts) for column, texts in heads.items()}


def behind_name(words: str, names: Iterable[str]) -> tuple[str, str] | None:
    """The name that stands last in some words, the longest of those that begin there, and what stands behind it."""
    name = max((each for each in names if each in words), key=lambda each: (words.rfind(each), len(each)), default=None)
    return None if name is None else (name, words[words.rfind(name) + len(name) :])


def _without(text: str, pairs: frozenset[str]) -> str:
    """A text with a bar for each character that stands in one of some pairs."""
    kept = list(text)
    for at in range(len(text) - 1):
        if text[at : at + 2] in pairs:
            kept[at] = kept[at + 1] = "|"
    return "".join(kept)
