"""Whatever is found in a passage is traced back to the characters it was printed with."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.geometry import Box, Page, Rulings, Turn
from extractor.model.layout import Line, PageIndex, Passage, Piece, join_passages, whole
from extractor.text import compose, joined
from hypothesis import given
from hypothesis import strategies as st


def line(text: str, page: int = 1, top: float = 100.0) -> Line:
    left = [72.0 + 10 * place for place in range(len(text))]
    return Line(text, left, [x + 10 for x in left], top, top + 10, 10.0, False, "宋体", page)


def page(number: int) -> Page:
    return Page(number, 595, 842, 0, Turn(0, 595, 842), (), (), Rulings((), ()), (), (), "born_digital")


def composed(*printed: Line) -> PageIndex:
    numbers = range(1, max(part.page for part in printed) + 1)
    return PageIndex(tuple(compose(page(n), [part for part in printed if part.page == n], []) for n in numbers))


def quoted(pages: PageIndex, passage: Passage, start: int, end: int) -> str:
    return "".join(pages.layouts[f.page - 1].text[f.start : f.end] for f in passage.fragments(pages, start, end))


def test_a_value_cut_by_a_line_end_has_a_tight_box_on_each_line() -> None:
    first, second = line("合同金额330,"), line("435.30元。", top=120)
    pages = composed(first, second)
    passage = joined([first, second])
    start = passage.text.index("330,435.30元")
    fragments = passage.fragments(pages, start, start + 11)
    assert quoted(pages, passage, start, start + 11) == "330,435.30元"
    assert [fragment.bbox for fragment in fragments] == [Box(112, 100, 152, 110), Box(72, 120, 142, 130)]


def test_a_paragraph_is_one_fragment_a_page() -> None:
    printed = [line(f"第{n}行文字", page=1 + n // 4, top=100.0 + 20 * (n % 4)) for n in range(7)]
    pages = composed(*printed)
    fragments = joined(printed).fragments(pages)
    assert [(f.page, f.bbox) for f in fragments] == [(1, Box(72, 100, 122, 170)), (2, Box(72, 100, 122, 150))]


def test_a_value_cut_by_a_page_end_is_two_fragments() -> None:
    first, second = line("拨付资金2,420.95"), line("万元。", page=2)
    pages = composed(first, second)
    passage = joined([first, second])
    start = passage.text.index("2,420.95万元")
    fragments = passage.fragments(pages, start, start + 10)
    assert [(f.page, f.end - f.start) for f in fragments] == [(1, 8), (2, 2)]
    assert quoted(pages, passage, start, start + 10) == "2,420.95万元"


def test_a_joint_belongs_to_no_fragment() -> None:
    first, second = line("project"), line("alpha", top=120)
    pages = composed(first, second)
    passage = joined([first, second])
    assert passage.text == "project alpha"
    assert quoted(pages, passage, 5, 10) == "ctal"


@given(st.lists(st.text("财政资金0123456789.,万元", min_size=1, max_size=12), min_size=1, max_size=8), st.data())
def test_slices_of_slices_quote_the_same_text(texts: list[str], data: st.DataObject) -> None:
    printed = [line(text, page=1 + n // 3, top=100.0 + 20 * (n % 3)) for n, text in enumerate(texts)]
    pages = composed(*printed)
    passage = join_passages([whole(part) for part in printed])
    length = len(passage.text)
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    part = passage.slice(start, end)
    assert part.text == passage.text[start:end]
    inner = data.draw(st.integers(0, len(part.text) - 1))
    whole_text = quoted(pages, part, inner, len(part.text)).replace("\n", "")
    assert whole_text == passage.text[start + inner : end]
    assert quoted(pages, passage, start, end) == quoted(pages, part, 0, len(part.text))


def test_a_slice_starts_at_the_beginning_of_its_first_piece() -> None:
    first = line("一二三四")
    assert whole(first).slice(2, 4) == Passage("三四", (Piece(0, first, 2, 4),))


@given(
    st.sampled_from([0, 1, 2, 3]),
    st.floats(0, 400),
    st.floats(0, 400),
    st.floats(1, 100),
    st.floats(1, 100),
)
def test_four_quarter_turns_come_back(quarters: int, x: float, y: float, width: float, height: float) -> None:
    box = Box(x, y, x + width, y + height)
    turned = Turn(quarters, 595, 842).apply(box)
    size = (842, 595) if quarters % 2 else (595, 842)
    back = Turn((4 - quarters) % 4, *size).apply(turned)
    assert all(abs(a - b) < 1e-6 for a, b in zip(box, back, strict=True))


def test_boxes_of_a_photographed_page_lead_back_to_the_photograph() -> None:
    moved = replace(page(1), keystone=(1.0, 0.0, 5.0, 0.0, 1.0, -3.0, 0.0, 0.0, 1.0))
    assert moved.seen(Box(10, 20, 30, 40)) == (15, 17, 35, 37)
