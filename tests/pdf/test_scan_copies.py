"""What poor copies do to a page, and how it is undone before anything is read; skipped without the extra ``ocr``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from extractor.pdf import can_read_pictures

if not can_read_pictures():
    pytest.skip("the extra 'ocr' is not installed", allow_module_level=True)

import cv2
import numpy as np
from extractor.pdf.scan import (
    hurt,
    keystone,
    pen,
    reader,
    reread,
    ruled,
    specks,
    straighten,
    stripes,
    strips,
    watermark,
)
from extractor.pdf.scan.engine import Engine, Reading, Spotted
from extractor.pdf.scan.seen import SeenLine
from extractor.pdf.scan.strips import Strip

SCALE = 200 / 72  # pixels a point
DIGITS = ((50, 100, 60, 120), (80, 100, 90, 120), (95, 100, 105, 120), (110, 100, 120, 120))


def figure(text: str, sign: tuple[int, int, int, int] | None) -> tuple[SeenLine, strips.Marks]:
    """``text``, of four digits and a sign after the first, as read, and the ink that it was read from."""
    boxes = np.array([*DIGITS, *([sign] if sign else [])])
    centre = (55.0, 70.0, 85.0, 100.0, 115.0)
    line = SeenLine(Strip(50, 100, 120, 124), 0.0, Reading(text, centre, (1.0,) * 5, ("",) * 5))
    return line, strips.Marks(boxes, np.zeros(len(boxes), np.int16), SCALE)


@pytest.mark.parametrize(
    ("text", "sign", "told", "is_sure"),
    [
        ("6.664", (68, 116, 72, 123), "6,664", False),  # it hangs: a comma
        ("6.664", (68, 116, 72, 120), "6.664", True),
        ("6.664", (68, 116, 72, 121), "6.664", False),  # either
        ("6.664", None, "6.664", False),  # run into a digit
        ("6,664", (68, 116, 72, 123), "6,664", True),
        ("6,664", None, "6,664", True),
        ("6,664", (68, 116, 72, 120), "6,664", False),
        ("66.64", (68, 116, 72, 123), "66.64", True),  # no group of thousands
    ],
)
def test_the_ink_of_a_sign_before_three_digits_tells_a_comma_from_a_point(
    text: str, sign: tuple[int, int, int, int] | None, told: str, is_sure: bool
) -> None:
    line, found = figure(text, sign)
    reading = specks.with_told_commas(line, found).reading
    assert reading.text == told
    assert (reading.least == 1.0) == is_sure


def test_in_coarse_print_a_point_before_three_digits_is_never_sure() -> None:
    line, found = figure("6.664", (68, 116, 72, 120))
    coarse = strips.Marks(found.boxes // 2, found.cell, SCALE)
    half = replace(line.reading, centre=tuple(each / 2 for each in line.reading.centre))
    small = line._replace(strip=Strip(25, 50, 60, 62), reading=half)
    assert specks.with_told_commas(small, coarse).reading.least <= 0.85


def printed(grey: int, paper: int = 250) -> Any:
    """A page of rows of letters in one grey."""
    page = np.full((1400, 1000), paper, np.uint8)
    for y in range(150, 1250, 60):
        for x in range(120, 880, 30):
            cv2.rectangle(page, (x, y), (x + 16, y + 20), grey, 3)
    return page


def test_print_that_is_pale_all_over_becomes_dark_and_other_pages_stay() -> None:
    chance = np.random.default_rng(2)
    grain = chance.normal(0, 3, (1400, 1000))
    pale = np.clip(printed(195) + grain, 0, 255).astype(np.uint8)
    deep = straighten.deepened(pale)
    assert int(np.percentile(deep[pale < 205], 50)) < 90
    assert int(np.percentile(deep[pale > 235], 10)) > 215
    fresh, blank = printed(40), np.clip(250 + grain, 0, 255).astype(np.uint8)
    assert straighten.deepened(fresh) is fresh
    assert straighten.deepened(blank) is blank


def test_a_negative_is_turned_round_and_a_page_with_a_dark_picture_is_not() -> None:
    page = cv2.cvtColor(printed(40), cv2.COLOR_GRAY2BGR)
    assert (straighten.positive(255 - page) == page).all()
    page[200:800] = 30
    assert straighten.positive(page) is page


@pytest.mark.parametrize("degrees", [-0.8, 0.0, 1.4])
def test_grain_does_not_make_a_crooked_page_look_straight(degrees: float) -> None:
    """Few short lines on coarse paper: smoothed at every angle but none, they looked sharpest unturned."""
    page = np.full((1400, 1000), 255, np.uint8)
    for y in range(300, 700, 40):
        for x in range(150, 850, 130):
            cv2.putText(page, "8,204.60", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.55, 20, 1, cv2.LINE_AA)
    matrix = cv2.getRotationMatrix2D((500, 700), degrees, 1)
    page = cv2.warpAffine(page, matrix, (1000, 1400), borderValue=255)
    grain = np.random.default_rng(3).random((1400, 1000)) < 0.02
    assert straighten.skew(np.where(grain, 90, page).astype(np.uint8)) == pytest.approx(degrees, abs=0.11)


class Mirror(Engine):
    """An engine that finds one line, and reads it where its upper left (``mirrored``: right) has the most ink."""

    def __init__(self, mirrored: bool) -> None:
        self.mirrored = mirrored

    def spot(self, picture: Any, side: int = 0) -> list[Spotted]:
        assert side == 0
        return [Spotted(0, 0, picture.shape[1], picture.shape[0], 1.0)]

    def read(self, line: Any) -> Reading:
        upper = (line[: len(line) // 2] < 255).sum(axis=0)
        half = len(upper) // 2
        ink = (int(upper[:half].sum()), int(upper[half:].sum()))
        sure = 0.9 if ink[self.mirrored] > 2 * ink[not self.mirrored] else 0.5
        return Reading("1234567890", (0.0,) * 10, (sure,) * 10, ("",) * 10)


@pytest.mark.parametrize("mirrored", [True, False])
def test_the_print_of_the_back_goes_where_it_is_mirrored_and_pale_print_stays(mirrored: bool) -> None:
    page = printed(30, 255)
    ghost = np.full_like(page, 255)
    for y in range(180, 690, 60):
        cv2.rectangle(ghost, (100, y), (300, y + 15), 150, 3)
    clean = watermark.without_back(np.minimum(page, ghost), Mirror(mirrored), SCALE)
    assert (clean[page < 60] < 60).all()
    gone = (clean[(ghost < 255) & (page == 255)] == 255).mean()
    assert gone > 0.9 if mirrored else gone == 0


def test_a_page_of_one_grey_has_no_print_of_its_back() -> None:
    page = printed(30, 255)
    assert watermark.without_back(page, Mirror(True), SCALE) is page


def test_strokes_of_a_red_pen_go_and_letters_of_a_letterhead_stay() -> None:
    colour = np.full((1400, 1000, 3), 245, np.uint8)
    cv2.putText(colour, "1,204.60", (420, 415), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (30, 30, 30), 3, cv2.LINE_AA)
    ring = np.full_like(colour, 255)
    cv2.ellipse(ring, (500, 400), (120, 45), 4, 0, 340, (40, 40, 205), 3, cv2.LINE_AA)
    colour = cv2.multiply(colour, ring, scale=1 / 255)
    for x in range(150, 850, 100):  # letters in line, and one that is thick
        cv2.rectangle(colour, (x, 700), (x + 60, 770), (40, 40, 205), 4)
    cv2.rectangle(colour, (300, 1000), (400, 1100), (40, 40, 205), 14)
    grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
    clean = pen.without_pen(grey, colour, SCALE)
    assert clean[355, 500] > 200 > grey[355, 500]  # the top of the ring
    assert (clean[370:440, 420:600] < 100).sum() == pytest.approx((grey[370:440, 420:600] < 60).sum(), rel=0.25)
    assert (clean[690:] == grey[690:]).all()


def test_damage_beside_the_end_of_a_figure_may_have_taken_a_digit() -> None:
    ink = np.zeros((400, 600), np.uint8)
    cv2.ellipse(ink, (100, 100), (90, 40), 0, 0, 360, 1, 3)  # it ends at 190
    places = hurt.Hurt((400, 600), 0.0, [])
    places.strokes(ink, 30.0, SCALE, [])

    def sure(x: int) -> tuple[float, ...]:
        strip = Strip(x, 90, x + 60, 110)
        reading = Reading("268", (x + 8.0, x + 24.0, x + 40.0), (1.0,) * 3, ("",) * 3)
        return places.marked(SeenLine(strip, 0.0, reading)).reading.confidence

    assert sure(205) == (pytest.approx(0.85, abs=0.01), 1.0, 1.0)
    assert sure(240) == (1.0, 1.0, 1.0)


def test_a_blot_alone_on_the_page_is_no_line_and_a_small_digit_is() -> None:
    ink = np.zeros((1400, 1000), np.uint8)
    cv2.circle(ink, (300, 300), 5, 1, -1)
    ink[500:514, 300:307] = 1
    found = strips.marks(ink, [], SCALE)
    spotted = [Spotted(290, 290, 312, 312, 1.0), Spotted(295, 494, 312, 520, 1.0)]
    assert [strip.y0 for strip in strips.elsewhere(found, spotted, [])] == [500]


class Reader(Engine):
    """An engine that reads the lines of a page one after the other as told, however often it is asked for one."""

    def __init__(self, told: dict[int, tuple[str, float]]) -> None:
        self.told = told

    def read(self, line: Any) -> Reading:
        text, sure = self.told[int(line.min())]
        places = tuple(float(10 + 12 * place) for place in range(len(text)))
        return Reading(text, places, (sure,) * len(text), ("",) * len(text))


@pytest.mark.parametrize(
    ("doubtful", "worn"),
    [(0, 0.97), (1, 0.97), (4, 0.85), (8, 0.85)],
)
def test_figures_of_a_page_with_doubtful_ones_must_be_as_sure_as_those_of_clean_copies(
    doubtful: int, worn: float
) -> None:
    """Thirty figures, of which some are doubtful and one is nearly sure, among a hundred lines of words."""
    clean = np.full((4000, 400), 255, np.uint8)
    cut = [Strip(50, 20 + 30 * row, 150, 40 + 30 * row) for row in range(130)]
    readings = {0: ("1,204.60", 1.0), 1: ("1,204.60", 0.7), 2: ("1,204.60", 0.97), 3: ("项目资金使用合规", 1.0)}
    kinds = [*[1] * doubtful, 2, *[0] * (29 - doubtful), *[3] * 100]
    for strip, kind in zip(cut, kinds, strict=True):
        clean[strip.y0 : strip.y1, strip.x0 : strip.x1] = kind
    ink = (clean < 100).astype(np.uint8)
    sheet = reader.Sheet(clean, clean, ink, [], [], strips.marks(ink, [], SCALE), SCALE, 100, 180.0)
    lines = list(reader._lines(cut, {}, sheet, Reader(readings), hurt.Hurt(clean.shape, 0.0, [])))
    sure = [line.reading.least for line in lines]
    assert sure[doubtful] == pytest.approx(worn, abs=0.01)
    assert sure[doubtful + 1] == pytest.approx(0.85 if doubtful == 8 else 1.0, abs=0.01)


@pytest.mark.parametrize(("pale", "start"), [(12, 88), (0, 100), (40, 100)])
def test_a_line_takes_in_the_pale_strokes_that_go_on_from_its_end(pale: int, start: int) -> None:
    """The bar of a 4 left of its stem; what is much longer is a rule, what stands apart is other print."""
    clean = np.full((200, 400), 255, np.uint8)
    clean[50:70, 100:106] = 40
    clean[62:64, 100 - pale : 100] = 190
    clean[50:70, 80:82] = 190
    assert strips.with_pale_ends(Strip(100, 50, 106, 70), clean, 217.0) == Strip(start, 50, 106, 70)


def shaded() -> Any:
    """A table on coarse paper, and light that falls off towards a corner."""
    page = np.full((1400, 1000), 250, np.float32)
    for y in range(300, 901, 100):
        page[y : y + 4, 60:960] = 40
    for x in range(60, 961, 180):
        page[300:904, x : x + 4] = 40
    x, y = np.meshgrid(np.linspace(0, 1, 1000), np.linspace(0, 1, 1400))
    grain = np.random.default_rng(4).normal(0, 14, page.shape)
    return np.clip(page * (1 - 0.4 * (0.8 * x + 0.2 * y) ** 2) + grain, 0, 255).astype(np.uint8)


def test_on_coarse_paper_in_a_shadow_rules_are_no_stripes() -> None:
    page = shaded()
    even, hiding = stripes.evened(page, SCALE)
    assert even is page
    assert hiding == []


def test_a_stripe_in_a_shadow_is_found_all_the_same() -> None:
    page = shaded()
    page[:, 700:703] = (page[:, 700:703] * 0.4).astype(np.uint8)
    even, hiding = stripes.evened(page, SCALE)
    assert [(stripe.start <= 700, stripe.end >= 703, stripe.upright) for stripe in hiding] == [(True, True, True)]
    assert int(even[1000:1300, 701].mean()) > 0.8 * int(page[1000:1300, 690].mean())


def test_rules_of_a_photographed_sheet_on_a_dark_table_are_no_stripes() -> None:
    page = np.full((1400, 1000), 245, np.uint8)
    page[:, :60] = page[:, 945:] = 60
    for y in range(300, 901, 100):
        page[y : y + 4, 150:860] = 40
    even, hiding = stripes.evened(page, SCALE)
    assert even is page
    assert hiding == []


class Lines(Mirror):
    """An engine that finds a long line among black print, in which it reads nothing, and a shorter one that is free."""

    def spot(self, picture: Any, side: int = 0) -> list[Spotted]:
        assert side == 0
        return [*(Spotted(100, y, 700, y + 20, 1.0) for y in range(150, 510, 60)), Spotted(100, 180, 390, 196, 1.0)]

    def read(self, line: Any) -> Reading:
        found = super().read(line)
        return found if line.shape[1] < 300 else Reading("1", (0.0,), (0.2,), ("",))


def test_of_the_print_of_the_back_the_lines_tell_over_which_no_print_stands() -> None:
    page = printed(30, 255)
    ghost = np.full_like(page, 255)
    cv2.rectangle(ghost, (100, 181), (180, 184), 150, 2)
    for y in range(243, 800, 60):
        cv2.rectangle(ghost, (100, y), (880, y + 10), 150, 3)
    both = np.minimum(page, ghost)
    assert (watermark.without_back(both, Lines(True), SCALE) != both).any()


class Scrap(Mirror):
    """An engine that finds one patch of two strokes, clearer in a mirror by chance."""

    def read(self, line: Any) -> Reading:
        return Reading("1", (0.0,), (super().read(line).least * 0.4,), ("",))


def test_worn_strokes_and_hairlines_are_no_print_of_the_back() -> None:
    page = printed(30, 255)
    hairlines = np.full_like(page, 255)
    for y in range(180, 690, 60):
        cv2.rectangle(hairlines, (100, y), (300, y + 15), 150, 3)
    page = np.minimum(page, hairlines)
    assert watermark.without_back(page, Scrap(True), SCALE) is page


@pytest.mark.parametrize(
    ("stroke", "top"), [((140, 96, 170, 100), 96), ((140, 60, 170, 64), 102), ((90, 96, 400, 100), 102)]
)
def test_a_line_takes_in_the_stroke_of_a_letter_that_its_box_leaves_out(
    stroke: tuple[int, int, int, int], top: int
) -> None:
    """The upper stroke of 元 is a line of its own otherwise; the line above and a long rule are none of it."""
    letters = [(x, 102, x + 25, 140) for x in range(100, 400, 40)]
    boxes = np.array([*letters, stroke], np.int32)
    found = strips.Marks(boxes, np.full(len(boxes), -1, np.int16), SCALE)
    found.usual = 38.0
    lines = strips.elsewhere(found, [Spotted(98, 101, 410, 142, 0.9)], [])
    assert [line.y0 for line in lines if line.height > 20] == [top]


def test_short_rules_of_a_photograph_tell_how_the_sheet_leans() -> None:
    flat = np.full((1400, 1000), 255, np.uint8)
    for x in range(100, 1000, 100):
        cv2.line(flat, (x, 300), (x, 460), 20, 2)
    for y in (300, 380, 460):
        cv2.line(flat, (100, y), (900, y), 20, 2)
    corners = np.array([[0, 0], [1000, 0], [1000, 1400], [0, 1400]], np.float32)
    seen = np.array([[40, 0], [960, 0], [1000, 1400], [0, 1400]], np.float32)
    photo = cv2.warpPerspective(
        flat, cv2.getPerspectiveTransform(corners, seen), (1000, 1400), flags=cv2.INTER_CUBIC, borderValue=255
    )
    made, back = keystone.squared(photo, 150, SCALE)
    assert back
    upright = [line for line in ruled.strokes((made < 150).astype(np.uint8), SCALE) if not line.horizontal]
    assert len(upright) == 9
    assert all(line.x1 - line.x0 <= 5 for line in upright)
    assert keystone.squared(flat, 150, SCALE)[1] == ()


def table(gaps: list[tuple[int, int]]) -> Any:
    """A table of five rows; its second upright rule is worn away in ``gaps``."""
    ink = np.zeros((700, 1000), np.uint8)
    for y in range(100, 700, 100):
        ink[y : y + 3, 100:903] = 1
    for x in (100, 500, 900):
        ink[100:603, x : x + 3] = 1
    for start, end in gaps:
        ink[start:end, 500:503] = 0
    return ink


@pytest.mark.parametrize(
    ("gaps", "spans"),
    [
        ([(230, 265), (330, 340), (345, 360)], [(100, 603)]),
        ([(y, y + 10) for y in range(105, 300, 30)], [(100, 603)]),
        ([(205, 299)], [(100, 205), (299, 603)]),
        ([(103, 300)], [(300, 603)]),
    ],
)
def test_a_rule_that_is_worn_is_whole_and_a_merged_cell_has_none(
    gaps: list[tuple[int, int]], spans: list[tuple[int, int]]
) -> None:
    lines = ruled.strokes(table(gaps), SCALE)
    found = [(line.y0, line.y1) for line in lines if not line.horizontal and 490 < line.x0 < 510]
    assert found == [pytest.approx(span, abs=5) for span in spans]


def test_holes_of_a_binder_are_no_print_and_bullets_are() -> None:
    page = np.full((1400, 1000), 255, np.uint8)
    cv2.circle(page, (80, 500), 22, 10, -1)
    cv2.circle(page, (80, 900), 22, 10, -1)
    cv2.circle(page, (230, 700), 12, 10, -1)  # ● before a line of print
    cv2.putText(page, "8,204.60", (90, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2, cv2.LINE_AA)
    made = reader._sheet(page, SCALE)
    assert (made.clean[470:930, 50:110] == 255).all()
    assert made.clean[700, 230] == 10
    assert (made.clean[270:310] == page[270:310]).all()


@pytest.mark.parametrize("grey", [30, 120, 215])
def test_a_crease_goes_and_print_on_it_and_rules_stay(grey: int) -> None:
    page = printed(20, 255)
    for x in (100, 505, 900):
        cv2.line(page, (x, 100), (x, 1300), 60, 2)  # a table leaves margins
    creased = page.copy()
    cv2.line(creased, (700, 0), (703, 1399), grey, 4)
    creased = np.minimum(page, creased)
    even, places = stripes.ironed(creased, SCALE)
    assert [crease.upright for crease in places] == [True]
    assert places[0].start <= 698
    assert places[0].end >= 706
    assert (even[:100, 690:715] > 240).all()
    assert (even[:, :690] == page[:, :690]).all()
    if grey == 215:  # print is darker than the crease
        assert (even[page < 60] < 90).all()
    assert stripes.ironed(page, SCALE)[1] == []


@pytest.mark.parametrize(
    ("between", "left_out"),
    [(None, False), ((150, 10, 190, 40), True), ((168, 30, 172, 34), False)],
)
def test_print_between_two_signs_that_no_sign_accounts_for_is_left_out(
    between: tuple[int, int, int, int] | None, left_out: bool
) -> None:
    """（万 under a seal: 金额（万元） was read as 金额元, surely. A wide blank holds no ink, a speck is none."""
    line = np.full((50, 330), 255, np.uint8)
    for x in (20, 65, 230, 275):
        cv2.rectangle(line, (x, 10), (x + 38, 40), 20, 3)
    if between:
        cv2.rectangle(line, between[:2], between[2:], 20, 3)
    reading = Reading("金额元）", (39.0, 84.0, 249.0, 294.0), (1.0,) * 4, ("",) * 4)
    assert reread.leaves_out(reading, (20.0, 313.0), line) is left_out
