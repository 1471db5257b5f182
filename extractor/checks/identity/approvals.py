"""One approval (批复) for two different projects: 乙's row cites the number of the paper that approved 甲.

An approval may cover several parts of a project, so two names beside one number prove nothing. It is surely wrong
only where the paper's title names another project, and that one has a row of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.engine import Figure, check, tight
from extractor.checks.figures_told import place_told
from extractor.checks.material import Material
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check
from extractor.records.values import Told

_words = WORDINGS["approvals"]

# Two names are of one project where they share this part of the pairs of characters of the shorter one.
SHARED = Decimal("0.5")
# So far behind a number the word may stand that makes it an approval.
REACH = 8


@dataclass(frozen=True)
class Cited:
    """An approval in the row of a project."""

    project: str
    number: str
    figure: Figure


def approvals_of_projects(material: Material) -> Iterator[Check]:
    """Each approval that rows of projects cite is of that project, as far as its title tells."""
    rows: dict[str, list[Cited]] = defaultdict(list)
    for each in _in_rows(material):
        rows[each.number].append(each)
    titles = _titles(material) if rows else {}
    everyone = [each for group in rows.values() for each in group]
    good: list[Figure] = []
    for number, cited in rows.items():
        name, place = titles.get(number, ("", None))
        stranger = next((each for each in cited if name and not _is_same(name, each.project)), None)
        owner = next((each for each in everyone if name and _is_same(name, each.project)), None)
        other = next((each for each in cited if not _is_same(cited[0].project, each.project)), None)
        if place is not None and stranger is not None and owner is not None:
            yield check(
                "approval_of_project", "fail",
                f"“{stranger.project}”所列批复文号“{number}”，据其名称系对另一项目“{name}”的批复。",
                [stranger.figure, place, owner.figure], stranger.project, name,
            )  # fmt: skip
        elif other is not None:
            yield check(
                "approval_of_project", "unknown",
                f"“{cited[0].project}”与“{other.project}”列有同一批复文号“{number}”，是否一并批复请核对。",
                [cited[0].figure, other.figure], cited[0].project, other.project,
            )  # fmt: skip
        elif place is not None and stranger is None:
            good += [cited[0].figure, place]
    if good:
        yield check("approval_of_project", "pass", f"{len(good) // 2}个批复文号与其所批复的项目一致。", good)


def _in_rows(material: Material) -> Iterator[Cited]:
    by_table: dict[str, list[Told]] = defaultdict(list)
    for told in material.values.told:
        if told.numbers and told.spot.place and not told.spot.header:
            by_table[told.spot.place.table].append(told)
    for table in material.reading.tables if by_table else ():
        for told in by_table.get(table.grid.id, ()):
            place = told.spot.place
            part = table.part_of(place.row) if place else None
            column = part.column("project") if part else None
            cell = table.cell(place.row, column.index) if place and column else None
            project = tight(cell.passage.text) if cell else ""
            listed = told.spot.column is not None and told.spot.column.role == "document_number"
            for number in told.numbers if project else ():
                if listed or _words["approval"].search(told.spot.passage.text[number.end : number.end + REACH]):
                    yield Cited(
                        project,
                        number.canonical,
                        place_told(material.reading.pages, told.spot, number.start, number.end),
                    )


def _titles(material: Material) -> dict[str, tuple[str, Figure]]:
    """The project that the title of an approval names, by its number, and where it is cited so."""
    found: dict[str, tuple[str, Figure]] = {}
    for told in material.values.told:
        for number in told.numbers:
            match = _words["title"].search(number.title or "")
            if match:
                figure = place_told(material.reading.pages, told.spot, number.start, number.end)
                found.setdefault(number.canonical, (match["project"], figure))
    return found


def _is_same(one: str, other: str) -> bool:
    """Whether two names may be of one project; names of common words alone tell none apart."""
    first, second = (_words["common"].sub("", name) for name in (one, other))
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} or {name} for name in (first, second)]
    return not first or not second or len(pairs[0] & pairs[1]) >= SHARED * min(map(len, pairs))
