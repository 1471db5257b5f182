"""Pages drawn by hand for the tests of the tables room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractor import text
from extractor.model.geometry import Box, Page, Ruling, Rulings, Run, Turn
from extractor.model.layout import Grid, PageLayout
from extractor.tables import find, open_at_end, stitch

SIZE = 10.0
WIDTH, HEIGHT = 595.0, 842.0
# A small table and where its columns begin.
HEAD = ["序号", "项目名称", "预算数", "支出数"]
LEFT = [60.0, 130.0, 330.0, 450.0]
BODY = [
    ["1", "通村道路硬化", "120.00", "118.50"],
    ["2", "危桥改造", "80.00", "76.20"],
    ["3", "安防工程", "45.50", "45.50"],
]


def run(words: str, x: float, y: float, size: float = SIZE) -> Run:
    """Characters from the point (x, y), their top left, in full widths; digits and points in half widths."""
    left: list[float] = []
    right: list[float] = []
    for character in words:
        left.append(x)
        x += size * (0.5 if character.isascii() else 1.0)
        right.append(x)
    return Run(words, tuple(left), tuple(right), y, y + size, y + 0.86 * size, size, "宋体", False)


def page(
    runs: Iterable[Run],
    horizontal: Iterable[Ruling] = (),
    vertical: Iterable[Ruling] = (),
    number: int = 1,
    shades: Iterable[Box] = (),
) -> Page:
    return Page(
        number,
        WIDTH,
        HEIGHT,
        0,
        Turn(0, WIDTH, HEIGHT),
        tuple(runs),
        (),
        Rulings(tuple(sorted(horizontal)), tuple(sorted(vertical))),
        tuple(shades),
        (),
        "born_digital",
    )


def across(at: float, start: float, end: float) -> Ruling:
    return Ruling(at, start, end, 0.5)


down = across


def lattice(columns: Sequence[float], rows: Sequence[float]) -> tuple[list[Ruling], list[Ruling]]:
    """The rulings of a plain grid."""
    return (
        [across(y, columns[0], columns[-1]) for y in rows],
        [down(x, rows[0], rows[-1]) for x in columns],
    )


def filled(
    rows: Sequence[Sequence[str]],
    columns: Sequence[float],
    top: float = 100.0,
    height: float = 20.0,
    number: int = 1,
    *,
    extra: Iterable[Run] = (),
) -> Page:
    """A page with a plain ruled table; an empty string leaves its cell empty."""
    edges = [top + height * index for index in range(len(rows) + 1)]
    horizontal, vertical = lattice(columns, edges)
    runs = [
        run(words, columns[c] + 3, edges[r] + 5) for r, row in enumerate(rows) for c, words in enumerate(row) if words
    ]
    return page([*runs, *extra], horizontal, vertical, number)


def layout(of: Page, before: PageLayout | None = None) -> PageLayout:
    pieces, rest = find(of, open_at_end(before) if before else None)
    return text.compose(of, rest, pieces)


def grids(*pages: Page) -> list[Grid]:
    layouts: list[PageLayout] = []
    for one in pages:
        layouts.append(layout(one, layouts[-1] if layouts else None))
    return stitch(layouts)


def moved(of: Page, shift: float = 0.0, scale: float = 1.0) -> Page:
    """The page with every coordinate scaled, then shifted."""

    def to(value: float) -> float:
        return value * scale + shift

    def rules(some: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
        return tuple(Ruling(to(r.at), to(r.start), to(r.end), r.width) for r in some)

    runs = tuple(
        Run(
            r.text,
            tuple(map(to, r.left)),
            tuple(map(to, r.right)),
            to(r.top),
            to(r.bottom),
            to(r.baseline),
            r.size * scale,
            r.font,
            r.bold,
        )
        for r in of.runs
    )
    return page(runs, rules(of.rulings.horizontal), rules(of.rulings.vertical), of.number)


def printed(rows: list[list[str]], top: float, step: float = 20.0) -> list[Run]:
    """Rows of a table in the columns that begin at LEFT, without rulings."""
    return [
        run(words, x, top + step * r) for r, row in enumerate(rows) for words, x in zip(row, LEFT, strict=True) if words
    ]
