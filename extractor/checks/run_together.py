"""Sums feed back into reading: amounts set so close that no gutter parts them (7,111,780.022,442,725.09).

Only where amounts with two decimals stand together without anything between, so that there is one way to part them. The
other column split is taken where each parted amount then takes part in a sum that agrees, no sum of its tables is left
open, and nothing else is worse; both readings are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.checks.doubts import tables_of
from extractor.model.geometry import Page, Run
from extractor.model.reading import Reading
from extractor.model.report import Check

_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}"
_TOGETHER = re.compile(rf"(?<![\d,.]){_AMOUNT}(?:{_AMOUNT})+(?![\d,.%％])")
# A third digit behind a point: what all that runs together holds, and few pages print.
_MAY_RUN_TOGETHER = re.compile(r"\.\d{3}")
_ONE = re.compile(_AMOUNT)
# Type sizes that parted amounts are set apart by to be taken for two cells; what a character gives of its width for it.
APART, MOST_GIVEN = 0.4, 0.45
# Type sizes from which a gap parts two words of a line by itself; points within which characters are on one line.
GAP, ONE_LINE = 0.3, 1.0
SUMS = frozenset({"column_sum", "subtotal", "balance", "row_sum"})


@dataclass(frozen=True)
class Parted:
    """Amounts that were read as one text on a page, and the single ones."""

    page: int
    was: str
    amounts: tuple[str, ...]

    @property
    def becomes(self) -> str:
        """The second reading, with a mark where the text was parted."""
        return "｜".join(self.amounts)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of a line: its run and its place in it."""

    run: int
    at: int
    text: str
    left: float
    right: float


def has_run_together(reading: Reading) -> bool:
    """Whether any page prints amounts that run together."""
    texts = (layout.text for layout in reading.pages.layouts)
    return any(_MAY_RUN_TOGETHER.search(text) and _TOGETHER.search(text) for text in texts)


def parted(pages: Sequence[Page]) -> tuple[list[Page], list[Parted]]:
    """The pages with the amounts set apart that run together, and what was parted."""
    found: list[Parted] = []
    return [_parted_page(page, found) for page in pages], found


def proves_parted(places: Sequence[Parted], before: Sequence[Check], after: Sequence[Check], reading: Reading) -> bool:
    """Whether each parted amount is in a sum that agrees, and all sums of its tables do; ``reading`` is the second."""
    agreeing: set[tuple[int, str]] = set()
    mine: set[str] = set()
    wanted = {(place.page, amount) for place in places for amount in place.amounts}
    for result in after:
        if result.rule in SUMS and result.status == "pass":
            told = {
                (part.page, reading.pages.layouts[part.page - 1].text[part.start : part.end].strip())
                for part in result.evidence
            }
            agreeing |= told
            if told & wanted:
                mine |= tables_of(result)
    broken = any(r.rule in SUMS and r.status != "pass" and tables_of(r) & mine for r in after)
    fails = [sum(result.status == "fail" for result in results) for results in (before, after)]
    return bool(wanted) and wanted <= agreeing and not broken and fails[1] <= fails[0]


def _parted_page(page: Page, found: list[Parted]) -> Page:
    moved: dict[tuple[int, int], tuple[float, float]] = {}
    for line in _lines(page.runs):
        text = "".join(sign.text for sign in line)
        for match in _TOGETHER.finditer(text):
            amounts = list(_ONE.finditer(text, match.start(), match.end()))
            found.append(Parted(page.number, match[0], tuple(amount[0] for amount in amounts)))
            for amount in amounts[1:]:
                _set_apart(line[amount.start() - 1], line[amount.start()], page.runs, moved)
    if not moved:
        return page
    return replace(page, runs=tuple(_moved(run, index, moved) for index, run in enumerate(page.runs)))


def _lines(runs: Sequence[Run]) -> Iterator[list[_Sign]]:
    """The characters of a page, line by line, a gap between words as a blank."""
    groups: list[list[int]] = []
    for index in sorted(range(len(runs)), key=lambda i: runs[i].baseline):
        if groups and runs[index].baseline - runs[groups[-1][0]].baseline <= ONE_LINE:
            groups[-1].append(index)
        else:
            groups.append([index])
    for group in groups:
        line: list[_Sign] = []
        for index in sorted(group, key=lambda i: runs[i].left[0]):
            run = runs[index]
            for at, text in enumerate(run.text):
                if line and run.left[at] - line[-1].right > GAP * run.size:
                    line.append(_Sign(index, at, " ", line[-1].right, run.left[at]))
                line.append(_Sign(index, at, text, run.left[at], run.right[at]))
        yield line


def _set_apart(
    last: _Sign, first: _Sign, runs: Sequence[Run], moved: dict[tuple[int, int], tuple[float, float]]
) -> None:
    """Take of the width of two neighbouring characters so much that a gap lies between them."""
    size = runs[first.run].size
    needed = max(0.0, APART * size - (first.left - last.right)) / 2
    moved[last.run, last.at] = (last.left, last.right - min(needed, MOST_GIVEN * (last.right - last.left)))
    moved[first.run, first.at] = (first.left + min(needed, MOST_GIVEN * (first.right - first.left)), first.right)


def _moved(run: Run, index: int, moved: dict[tuple[int, int], tuple[float, float]]) -> Run:
    edges = [moved.get((index, at), (run.left[at], run.right[at])) for at in range(len(run.text))]
    if all((index, at) not in moved for at in range(len(run.text))):
        return run
    return replace(run, left=tuple(edge[0] for edge in edges), right=tuple(edge[1] for edge in edges))
