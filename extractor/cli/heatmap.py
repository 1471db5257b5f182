"""A comparison by two dimensions as a heat map for the terminal: the darker, the more."""

from __future__ import annotations

import shutil
from collections import defaultdict
from decimal import Decimal
from typing import IO, NamedTuple

from extractor.cli.show import clip, one_line, width
from extractor.sinks.compare import Comparison

TITLES = {"share": "share of reports", "findings": "findings", "reports": "reports", "yuan": "万元 involved"}
# Shades of red of the 256 colours, from light to dark; dark ones need light letters.
SHADES = (255, 224, 217, 210, 203, 196, 160, 124)
FIRST_DARK = 5
BLOCKS = " ░▒▓█"
UNKNOWN = "—"
LABEL_WIDEST = 26
NARROWEST = 6
WIDTH_OF_FILES = 120  # columns where nobody says how wide the paper is
TEN_THOUSAND = Decimal(10_000)


class Matrix(NamedTuple):
    """Values by row and column label, labels in order; ``totals`` are the findings of each row."""

    rows: list[str]
    columns: list[str]
    values: dict[tuple[str, str], Decimal]
    totals: dict[str, int]


def matrix(comparison: Comparison, measure: str) -> Matrix:
    """A comparison by two dimensions as rows and columns.

    Years are columns, in order; otherwise the dimension with fewer values is. Rows with most findings come first.
    """
    names = comparison.dimensions
    place, count = comparison.columns.index(measure), comparison.columns.index("findings")
    values: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    totals: defaultdict[tuple[int, str], int] = defaultdict(int)
    firsts, seconds = (comparison.labels(name, UNKNOWN) for name in names)
    for row, pair in zip(comparison.rows, zip(firsts, seconds, strict=True), strict=True):
        if row[place] is not None:
            values[pair] += Decimal(str(row[place]))
        for side in (0, 1):
            totals[side, pair[side]] += int(str(row[count]))
    labels = [[label for side, label in totals if side == wanted] for wanted in (0, 1)]
    turned = names[0] == "year" or (names[1] != "year" and len(labels[0]) < len(labels[1]))
    rows, columns = (labels[1], labels[0]) if turned else (labels[0], labels[1])
    side = 1 if turned else 0
    of_rows = {label: totals[side, label] for label in rows}
    if "year" in names:
        columns.sort()
    else:
        columns.sort(key=lambda label: (-totals[1 - side, label], label))
    rows.sort(key=lambda label: (-of_rows[label], label))
    turned_values = {(pair[::-1] if turned else pair): value for pair, value in values.items()}
    return Matrix(rows, columns, turned_values, of_rows)


def write_heatmap(table: Matrix, measure: str, out: IO[str]) -> None:
    """Print a matrix; several blocks one below the other where it is wider than the terminal."""
    colours = out.isatty()
    screen = shutil.get_terminal_size().columns if colours else WIDTH_OF_FILES
    head = max((min(width(one_line(row)), LABEL_WIDEST) for row in table.rows), default=0)
    cell = max([NARROWEST, *(min(width(column), 14) + 1 for column in table.columns)])
    cell = max([cell, *(width(_shown(value, measure)) + 3 for value in table.values.values())])
    per_block = max(1, (screen - head - 12) // (cell + 1))
    largest = max(table.values.values(), default=Decimal(0))
    for start in range(0, len(table.columns), per_block):
        columns = table.columns[start : start + per_block]
        last = start + per_block >= len(table.columns)
        heads = [_padded(clip(one_line(column), cell), cell) for column in columns]
        out.write(" ".join([" " * head, *heads, *(["  findings"] if last else [])]).rstrip() + "\n")
        for row in table.rows:
            label = clip(one_line(row), head)
            cells = [_cell(table.values.get((row, column)), largest, cell, measure, colours) for column in columns]
            total = [f"{table.totals[row]:>10}"] if last else []
            out.write(" ".join([label + " " * (head - width(label)), *cells, *total]).rstrip() + "\n")
        out.write("" if last else "\n")
    if table.rows:
        out.write(f"\n{TITLES[measure]}, dark where it is most: {_shown(largest, measure)}\n")


def _cell(value: Decimal | None, largest: Decimal, columns: int, measure: str, colours: bool) -> str:
    if value is None:
        return _padded("·", columns)
    share = float(value / largest) if largest else 0.0  # only a shade
    text = _shown(value, measure)
    if not colours:
        return _padded(f"{text} {BLOCKS[min(int(share * len(BLOCKS)), len(BLOCKS) - 1)]}", columns)
    shade = min(int(share * len(SHADES)), len(SHADES) - 1)
    letters = 231 if shade >= FIRST_DARK else 16
    return f"\x1b[48;5;{SHADES[shade]};38;5;{letters}m{_padded(text + ' ', columns)}\x1b[0m"


def _shown(value: Decimal, measure: str) -> str:
    if measure == "share":
        return f"{100 * value:.0f}%"
    if measure == "yuan":
        return f"{value / TEN_THOUSAND:,.1f}"
    return f"{value:.0f}"


def _padded(text: str, columns: int) -> str:
    return " " * max(columns - width(text), 0) + text


def fits(comparison: Comparison) -> bool:
    """Whether a comparison is a matrix."""
    return len(comparison.dimensions) == 2
