"""Numbers of lines at the margin of drafts are no text; serial numbers of tables and figures in the text are."""

from __future__ import annotations

from extractor.model.geometry import Page, Ruling, Rulings, Run

from tests.text.test_furniture import page, split
from tests.text.test_lines import run


def numbered(number: int, first: int, count: int, step: int = 1, x: float = 60.0) -> Page:
    text = [run(f"正文第{chr(0x4E00 + first + n)}行的内容", 90, 200 + 20 * n) for n in range(count)]
    counts: list[Run] = [run(str(first + n), x, 200 + 20 * n, size=8) for n in range(count) if not (first + n) % step]
    return page(number, *text, *counts)


def test_numbers_of_lines_are_set_aside_also_where_a_page_has_few() -> None:
    body, furniture = split([numbered(1, 1, 20), numbered(2, 21, 2)])
    assert not any(any(sign.isdigit() for sign in line) for found in body for line in found)
    assert furniture[1] == ["21", "22"]


def test_each_fifth_line_may_be_numbered() -> None:
    body, _ = split([numbered(1, 1, 30, step=5)])
    assert not any(any(sign.isdigit() for sign in line) for line in body[0])


def test_serial_numbers_of_a_table_and_figures_that_do_not_count_stay() -> None:
    table = numbered(1, 1, 12)
    walls = Rulings((), tuple(Ruling(x, 180, 440, 1) for x in (50, 80, 300)))
    assert any(line.startswith("1") for line in split([page(1, *table.runs, rulings=walls)])[0][0])
    odd = [run(str(7 * n % 5), 60, 200 + 20 * n) for n in range(6)]
    assert any(line[0].isdigit() for line in split([page(1, *odd, *numbered(1, 1, 6, step=50).runs)])[0][0])
