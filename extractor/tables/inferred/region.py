"""A table without a grid as it is found on a page: its lines, and what is drawn among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.model.geometry import Box, Ruling
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.going_on import Above

# Points around a table in which its outer rulings lie.
NEAR = 12.0


@dataclass(slots=True)
class Printed:
    """Lines that belong together, one at least."""

    lines: list[Line]

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


@dataclass(slots=True)
class Region(Printed):
    """Lines that make up a table, and the rulings over its whole width; ``drawn`` are those as drawn, cell by cell.

    ``parts`` are the atoms of each line, ``shades`` are the filled areas around the lines, ``above`` is the table that
    may go on in them; ``at_page_end`` tells that nothing stands below, so that its last row may be cut, ``heads_end``
    where the heads end, once that is known, ``heads_again`` where those do that the page before has, too, ``columns``
    the edges that upright rulings tell.
    """

    parts: list[list[Atom]]
    rules: list[Ruling] = field(default_factory=list)
    left: float | None = None
    right: float | None = None
    drawn: list[Ruling] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)
    above: Above | None = None
    at_page_end: bool = False
    heads_end: float | None = None
    heads_again: float | None = None
    columns: list[float] | None = None

    def between(self, rules: Sequence[Ruling]) -> Region:
        """This region with those of the ``rules`` that lie in or close around it, and the edges that they tell."""
        self.rules = [rule for rule in rules if self.top - NEAR < rule.at < self.bottom + NEAR]
        if self.rules:
            self.left = min(rule.start for rule in self.rules)
            self.right = max(rule.end for rule in self.rules)
        return self
