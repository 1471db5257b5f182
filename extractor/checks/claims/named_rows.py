"""Rows that a sentence compares by their names: 甲校比丁校高16.6分; its change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Printed, check, compared, tight
from extractor.checks.material import Material
from extractor.checks.sheets import Sheet
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.records.values import Spot
from extractor.values.figures import decimals

_words = WORDINGS["named_columns"]

FEWEST_ROWS, SHORTEST, LONGEST_SEGMENT = 3, 3, 40
_MARKS, _STOP = re.compile("[，。；、：:（(]"), re.compile("[。；\n]")


def gaps_of_rows(material: Material) -> Iterator[Check]:
    """甲校比丁校高16.6分: what the scores of the two rows differ by."""
    for spot in material.texts.telling("比") if material.lists else ():
        text = spot.passage.text
        for match in _words["gap"].finditer(text) if "分" in text else ():
            yield from _gap(material, spot, match)


def changes_of_rows(material: Material) -> Iterator[Check]:
    """资本性支出较上年增加49.70万元, and -49.70 in its row: the change of a row goes the way that the text says."""
    for spot in material.texts.telling("较") if material.lists else ():
        for match in _words["change"].finditer(spot.passage.text):
            named = _named(material, tight(match["name"]))
            if named is None or not tight(match["name"]).endswith(named[2]):
                continue
            sheet, row, _ = named
            said = Decimal(match["value"].replace(",", ""))
            columns = [each for each in sheet.part.columns if _words["changes"].search(tight("".join(each.path)))]
            figures = [each for column in columns if (each := sheet.figure(row, column.index)) and each.value]
            same = [each for each in figures if abs(each.value) == said and "%" not in match["unit"]]
            if len(same) != 1:
                continue
            good = (same[0].value > 0) == (match["up"] is not None)
            place = Printed(spot.passage, material.reading.pages, match.start(), match.end())
            yield check(
                "change_of_row", "pass" if good else "fail",
                f"所述“{tight(match[0])}”，与{sheet.name}该行的{same[0].text}{'一致' if good else '方向不符'}。",
                [Figure(said, decimals(match["value"]), place), same[0]], said, same[0].value,
            )  # fmt: skip


def _gap(material: Material, spot: Spot, match: re.Match[str]) -> Iterator[Check]:
    one, other = (_named(material, tight(match[name])) for name in ("one", "other"))
    if one is None or other is None or one[0] is not other[0] or one[1] == other[1]:
        return
    sheet = one[0]
    totals = WORDINGS["rankings"]["total"]
    columns = [each for each in sheet.part.columns if each.path and totals.fullmatch(tight(each.path[-1]))]
    pair = [sheet.figure(row, columns[0].index) for row in (one[1], other[1])] if len(columns) == 1 else []
    figures = [each for each in pair if each is not None]
    if len(figures) < len(("one", "other")):
        return
    said, made = Decimal(match["gap"]), figures[0].value - figures[1].value
    computed = made if match["more"] else -made
    place = Printed(spot.passage, material.reading.pages, match.start("gap"), match.end())
    good = said == computed
    yield compared(
        "gap_of_rows", good,
        f"所述“{tight(match[0])}”，与{sheet.name}所列{figures[0].text}分、{figures[1].text}分之差{plain(abs(made))}分",
        [Figure(said, decimals(match["gap"]), place), *figures], said, computed,
    )  # fmt: skip


def _named(material: Material, said: str) -> tuple[Sheet, int, str] | None:
    """The one row of the report's lists that words name, by its longest name; none where two tables have it."""
    found = [
        (sheet, row, label)
        for sheet in material.lists
        for label, row in sheet.rows_by_name.items()
        if len(label) >= SHORTEST and label in said
    ]
    longest = max((len(label) for _, _, label in found), default=0)
    best = [each for each in found if len(each[2]) == longest]
    return best[0] if len(best) == 1 else None
