"""Lists that leave nothing out because they name just the rows that a table adds up: 松林县、石坪县、大湾县."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractor.checks.engine import tight
from extractor.checks.material import Material

FEWEST, MOST, SHORTEST_NAME = 3, 20, 2


@dataclass(frozen=True)
class Partitions:
    """The rows of each table with a total, by their names; most reports hold no list that asks for them."""

    material: Material

    @cached_property
    def _of_tables(self) -> list[list[str]]:
        found = []
        for sheet in self.material.sheets:
            names = [tight(sheet.label(row)) for row in sheet.part.plain_rows]
            flat = len(sheet.marked("total")) == 1 and not sheet.marked("subtotal", "of_which")
            told = all(len(name) >= SHORTEST_NAME for name in names) and len(set(names)) == len(names)
            if flat and told and FEWEST <= len(names) <= MOST:
                found.append(names)
        return found

    def closes(self, labels: list[str]) -> bool:
        """Whether the words before the figures of a list name each row of some table once, and nothing else."""
        if len(labels) < FEWEST:
            return False
        return any(
            len(names) == len(labels) and {_named(label, names) for label in labels} == set(names)
            for names in self._of_tables
        )


def _named(label: str, names: list[str]) -> str | None:
    return next((name for name in names if name in label), None)
