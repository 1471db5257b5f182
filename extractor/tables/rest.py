"""What of a page stands in none of its tables, while these are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from extractor.model.geometry import Page, Run
from extractor.model.layout import Line
from extractor.text import lines


class Rest:
    """The runs of a page that are in no table so far; their ``lines`` are made when asked for, and once."""

    def __init__(self, page: Page, runs: Sequence[Run]) -> None:
        self.page, self.runs = page, runs

    @cached_property
    def lines(self) -> list[Line]:
        return lines(self.runs, self.page.number)
