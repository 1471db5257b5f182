"""What is done to the picture of a page before anything is read; skipped where the extra is not installed."""

from __future__ import annotations

from typing import Any

import pytest
from extractor.pdf import can_read_pictures

if not can_read_pictures():
    pytest.skip("the extra 'ocr' is not installed", allow_module_level=True)

import cv2
import numpy as np
import pymupdf
from extractor.pdf.scan import (
    bent,
    frames,
    hurt,
    keystone,
    pen,
    picture,
    reader,
    rings,
    ruled,
    seal_shape,
    seals,
    setting,
    specks,
    stripes,
    strips,
    watermark,
)
from extractor.pdf.scan.engine import Reading
from extractor.pdf.scan.ruled import Stroke
from extractor.pdf.scan.seen import SeenLine
from extractor.pdf.scan.strips import Strip

SCALE = 200 / 72  # pixels a point
NO_RULES = np.zeros((1000, 1000), bool)


def sheet(width: int = 1000, height: int = 1400, grey: int = 245) -> Any:
    return np.full((height, width), grey, np.uint8)


def horizontal(ink: Any) -> list[tuple[int, int]]:
    return [(line.x0, line.x1) for line in ruled.strokes(ink, SCALE) if line.horizontal]


@pytest.mark.parametrize(("points", "parts"), [(4, 1), (10, 2)])
def test_a_rule_wiped_out_over_a_few_points_is_one(points: float, parts: int) -> None:
    ink = np.zeros((200, 1000), np.uint8)
    ink[100:103, 100:900] = 1
    ink[:, 500 : 500 + round(points * SCALE)] = 0
    assert len(horizontal(ink)) == parts


@pytest.mark.parametrize(("first", "second", "parts"), [(290, 305, 2), (150, 450, 1)])
def test_a_gap_from_rule_to_rule_parts_two_tables(first: int, second: int, parts: int) -> None:
    ink = np.zeros((700, 400), np.uint8)
    ink[100:290, 50:53] = ink[305:600, 50:53] = 1  # a gap of 5.4 points
    for y in (100, first - 3, second, 600):
        ink[y : y + 3, 50:350] = 1
    assert sum(not line.horizontal for line in ruled.strokes(ink, SCALE)) == parts


def test_of_a_rule_that_bends_into_a_book_the_straight_part_stays() -> None:
    ink = np.zeros((300, 1000), np.uint8)
    for x in range(50, 950):
        y = 100 + round(30 * np.exp(-(x - 50) / 80))
        ink[y : y + 3, x] = 1
    ((start, end),) = horizontal(ink)
    assert 150 < start < 450
    assert end == pytest.approx(950, abs=3)


def test_strokes_of_a_blue_pen_go_and_blue_rules_and_black_print_stay() -> None:
    colour = np.full((1400, 1000, 3), 245, np.uint8)
    blue = (170, 70, 30)
    cv2.ellipse(colour, (500, 400), (120, 45), 4, 0, 340, blue, 3, cv2.LINE_AA)
    cv2.putText(colour, "1,204.60", (420, 415), cv2.FONT_HERSHEY_SIMPLEX, 1.3, (30, 30, 30), 3, cv2.LINE_AA)
    for y in (800, 860, 920):
        cv2.line(colour, (100, y), (900, y), blue, 3)
    for x in (100, 500, 900):
        cv2.line(colour, (x, 800), (x, 920), blue, 3)
    grey = cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)
    clean = pen.without_pen(grey, colour, SCALE)
    assert clean[355, 500] > 200 > grey[355, 500]  # the top of the ring
    assert (clean[370:440, 420:600] < 100).sum() == pytest.approx((grey[370:440, 420:600] < 60).sum(), rel=0.25)
    assert (clean[795:925] == grey[795:925]).all()


def test_worn_rules_in_blue_are_no_strokes_of_a_pen_and_as_dark_as_their_red() -> None:
    page = cv2.cvtColor(sheet(), cv2.COLOR_GRAY2BGR)
    page[300:302, 100:900] = page[500:502, 100:900] = (205, 150, 120)
    for x in range(100, 900, 100):
        page[300:502, x : x + 2] = (205, 150, 120)
    for x in range(140, 900, 160):  # worn: pieces in the shape of a cross are left
        page[295:507, x : x + 6] = 245
    for y in (340, 430):
        page[y : y + 6, 95:905] = 245
    grey = picture.in_grey(page, SCALE)
    assert (grey[301, 110:130] == 120).all()
    assert (grey[360:420, 101] == 120).all()
    assert (pen.without_pen(grey, page, SCALE) == grey).all()


def test_pieces_of_blue_rules_that_touch_print_are_no_stamp() -> None:
    own = np.zeros((200, 400), np.uint8)
    own[98:102] = own[:, 60:64] = own[:, 300:304] = 1
    dark = np.zeros_like(own)
    dark[90:99, 100:200] = 1
    page = (2339, 1654)
    assert not seal_shape.is_stamped(own, dark, (300, 300, 400, 200), page, SCALE)
    own = cv2.ellipse(np.zeros_like(own), (200, 100), (195, 95), 0, 0, 360, 1, 6)
    assert seal_shape.is_stamped(own, dark, (300, 300, 400, 200), page, SCALE)


def test_a_stripe_from_edge_to_edge_goes_and_a_rule_of_a_table_stays() -> None:
    grey = sheet()
    grey[200:1200, 300:303] = 40  # a rule
    grey[:, 600:603] = 150  # dirt
    grey[500:530, 590:620] = 20  # print under it
    even, hiding = stripes.evened(grey, SCALE)
    assert hiding == []
    assert (even[:490, 600:603] > 235).all()
    assert (even[500:530, 604:620] == 20).all()
    assert (even[500:530, 600:603] < 60).all()
    assert (even[:, 300:303] == grey[:, 300:303]).all()


def test_a_black_stripe_is_told_because_it_hides_print() -> None:
    grey = sheet()
    grey[:, 600:602] = 10
    even, hiding = stripes.evened(grey, SCALE)
    assert (even > 230).all()
    assert [(stripe.start <= 600, stripe.end >= 602, stripe.upright) for stripe in hiding] == [(True, True, True)]


def test_a_broken_black_stripe_goes_and_print_goes_on_through_it() -> None:
    grey = sheet()
    height = grey.shape[0]
    for y in range(0, height, 60):
        grey[y : y + 40, 600:602] = 10
    grey[500:504, 590:620] = 20  # a stroke of print across it
    grey[height // 10 : height * 9 // 10, 800:802] = 10  # a rule
    even, hiding = stripes.evened(grey, SCALE)
    assert [(stripe.start <= 600, stripe.end >= 602) for stripe in hiding] == [(True, True)]
    assert (even[:490, 595:607] > 230).all()
    assert (even[501:503, 590:620] < 60).all()
    assert (even[:, 795:807] == grey[:, 795:807]).all()


def test_a_rule_that_crosses_a_stripe_aslant_stays_whole() -> None:
    grey = sheet()
    grey[:, 600:602] = 10
    cv2.line(grey, (595, 400), (606, 1200), 20, 2)
    even, _ = stripes.evened(grey, SCALE)
    assert (even[:380, 595:607] > 230).all()
    assert (even[420:1180, 590:612].min(axis=1) < 60).all()


def test_yellow_paper_becomes_white_and_red_stays_red() -> None:
    colour = np.empty((400, 400, 3), np.uint8)
    colour[:] = (170, 215, 238)
    colour[100:140, 100:140] = (30, 40, 200)
    white = picture.on_white(colour)
    assert int(white[0, 0].max()) - int(white[0, 0].min()) <= 3
    blue, green, red = (int(value) for value in white[120, 120])
    assert red - max(blue, green) > 100
    plain = np.full((400, 400, 3), 240, np.uint8)
    assert picture.on_white(plain) is plain


def test_the_ring_of_a_seal_is_found_and_a_table_of_the_same_size_is_none() -> None:
    ink = np.zeros((1400, 1000), np.uint8)
    cv2.circle(ink, (500, 700), round(59 * SCALE), 1, round(2.4 * SCALE))
    boxes = np.array([[500 - 170, 700 - 170, 500 + 170, 700 + 170]])
    (ring,) = rings.rings(ink, boxes, SCALE)
    assert (ring.x, ring.y) == pytest.approx((500, 700), abs=5)
    assert ring.radius == pytest.approx(59 * SCALE, abs=5)
    square = np.zeros((1400, 1000), np.uint8)
    cv2.rectangle(square, (330, 530), (670, 870), 1, 6)
    assert rings.rings(square, boxes, SCALE) == []


def line_at(x: int, y: int) -> SeenLine:
    return SeenLine(Strip(x, y, x + 100, y + 30), float(x), Reading("12", (10.0, 90.0), (1.0, 1.0), ("", "")))


def test_a_place_makes_only_what_stands_there_unsure() -> None:
    places = hurt.Hurt((400, 600), 0.0, [])
    assert places.marked(line_at(50, 50)).reading.confidence == (1.0, 1.0)
    box = (130, 45, 170, 85)
    places.seal(seals.GreySeal(box, np.ones((40, 40), bool), 90.0, box), is_lifted=False)
    first, second = places.marked(line_at(50, 50)).reading.confidence
    assert first == 1.0
    assert second <= 0.5
    places.turn(2)
    first, second = places.marked(line_at(400, 320)).reading.confidence
    assert (first, second) == (1.0, 1.0)
    assert places.marked(line_at(440, 320)).reading.confidence[0] <= 0.5
    places.page()
    assert max(places.marked(line_at(50, 50)).reading.confidence) <= 0.85


def test_what_a_pen_crosses_is_unsure() -> None:
    ink = np.zeros((400, 600), np.uint8)
    cv2.ellipse(ink, (200, 100), (110, 60), 0, 0, 360, 1, 3)
    ink[90:110, 60:70] = 1  # a letter left of it
    ink[90:110, 92:102] = 1  # one that it crosses
    places = hurt.Hurt((400, 600), 0.0, [])
    places.strokes(ink, 30.0, SCALE, [])
    line = SeenLine(Strip(60, 85, 110, 115), 0.0, Reading("12", (65.0, 97.0), (1.0, 1.0), ("", "")))
    first, second = places.marked(line).reading.confidence
    assert first == 1.0
    assert second <= 0.85


@pytest.mark.parametrize(
    ("middle", "lines", "hides"),
    [
        ((200, 200), [], True),
        ((200, 200), [line_at(150, 160), line_at(150, 185), line_at(150, 210)], False),
        ((480, 200), [], False),  # beside the table
    ],
)
def test_a_scrawl_over_a_table_where_nothing_is_read_hides_figures(
    middle: tuple[int, int], lines: list[SeenLine], hides: bool
) -> None:
    ink = np.zeros((400, 600), np.uint8)
    cv2.ellipse(ink, middle, (50, 40), 0, 0, 300, 1, 3)
    cv2.line(ink, (20, 397), (90, 397), 1, 2)  # an underline
    rules = [Stroke(20, 20, 400, 23), Stroke(20, 380, 400, 383)]
    places = hurt.Hurt(ink.shape, 0.0, [])
    assert not places.hides_figures(lines, rules)
    places.strokes(ink, 30.0, SCALE, rules)
    assert places.hides_figures(lines, rules) == hides


@pytest.mark.parametrize(("wide", "y", "told"), [(30, 200, True), (8, 200, False), (30, 390, False)])
def test_a_mark_as_large_as_digits_in_a_table_that_is_no_print_is_told(wide: int, y: int, told: bool) -> None:
    """A ring around a digit, a speck, and a ring below the table."""
    mark = SeenLine(Strip(60, y, 60 + wide, y + wide), 0.0, Reading("", (), (), ()))
    lines = [line_at(150, 200), mark]
    rules = [Stroke(20, 20, 400, 23), Stroke(20, 380, 400, 383)]
    assert setting.is_passed_over(lines, [setting.printed(line) for line in lines], rules) == told


def test_a_table_that_bends_into_the_gutter_is_made_level() -> None:
    flat, grey = sheet(grey=255), sheet()
    grey[:, :60] = 120  # the shadow of the gutter
    for y in range(200, 900, 100):
        for x in range(100, 950):
            at = y + round(20 * np.exp(-(x - 100) / 200))
            flat[at : at + 3, x] = 0
    level = bent.unbent(flat, grey, 180, SCALE)
    lines = [line for line in ruled.strokes((level < 180).astype(np.uint8), SCALE) if line.horizontal]
    assert np.diff([line.y0 for line in lines]) == pytest.approx([100] * 6, abs=2)
    assert all(line.y1 - line.y0 <= 7 for line in lines)
    assert all(line.x0 < 115 and line.x1 > 940 for line in lines)


@pytest.mark.parametrize(("rise", "curls"), [(12, True), (5, False)])
def test_a_sheet_that_curls_is_made_level_without_a_shadow(rise: int, curls: bool) -> None:
    flat = sheet(grey=255)
    for y in range(200, 900, 100):
        for x in range(100, 950):
            at = y + round(rise * np.sin((x - 100) / 850 * np.pi))
            flat[at : at + 3, x] = 0
    level = bent.unbent(flat, sheet(), 180, SCALE)
    assert (level is not flat) == curls
    if curls:
        lines = [line for line in ruled.strokes((level < 180).astype(np.uint8), SCALE) if line.horizontal]
        assert all(line.y1 - line.y0 <= 7 for line in lines)


def test_rules_that_bend_each_in_its_own_way_stay() -> None:
    flat = sheet(grey=255)
    for number, y in enumerate(range(200, 800, 100)):
        for x in range(100, 950):
            at = y + round((12 if number % 2 else -12) * np.sin((x - 100) / 850 * np.pi))
            flat[at : at + 3, x] = 0
    assert bent.unbent(flat, sheet(), 180, SCALE) is flat


def test_a_rule_that_fades_is_followed_to_its_end() -> None:
    flat = sheet(grey=255)
    for y in (200, 300, 400):
        flat[y : y + 3, 100:900] = np.linspace(60, 215, 800).astype(np.uint8)
    ink = (flat < 160).astype(np.uint8)
    assert max(end for _, end in horizontal(ink)) < 700
    lines = ruled.strokes(ink, SCALE, (flat < 220).astype(np.uint8))
    assert [line.x1 for line in lines if line.horizontal] == pytest.approx([900] * 3, abs=4)


def test_print_too_pale_to_be_ink_makes_its_line_unsure() -> None:
    clean = sheet(grey=255)
    strip = Strip(100, 100, 200, 130)
    clean[100:130, 100:200:5] = 20
    assert not hurt.fades_out(strip, None, clean, 180, 217.0)
    clean[105:125, 208:212] = 205
    assert hurt.fades_out(strip, None, clean, 180, 217.0)
    assert not hurt.fades_out(strip, ruled.Cell(90, 90, 206, 140), clean, 180, 217.0)  # that of the next cell
    clean[100:130, 215:225] = 30  # other print
    assert not hurt.fades_out(strip, None, clean, 180, 217.0)
    assert max(hurt.unsure(line_at(100, 100)).reading.confidence) <= 0.85


@pytest.mark.parametrize(("specks", "is_strewn"), [(1500, True), (100, False)])
def test_a_page_strewn_with_specks_is_told_from_one_with_a_few(specks: int, is_strewn: bool) -> None:
    chance = np.random.default_rng(1)
    ink = np.zeros((1400, 1000), np.uint8)
    for x, y in zip(chance.integers(20, 980, specks), chance.integers(20, 1380, specks), strict=True):
        ink[y : y + 3, x : x + 3] = 1
    lines = [Strip(100, y, 900, y + 30) for y in range(100, 1300, 60)]
    assert hurt.is_strewn(strips.marks(ink, [], SCALE), lines) == is_strewn


def test_specks_in_a_figure_go_and_its_point_stays() -> None:
    """The digits of 37.05 are 10 by 20 pixels, set 15 apart, 26 around the point."""
    digits = [(x, 100, x + 10, 120) for x in (50, 65, 91, 106)]
    point = (81, 117, 84, 120)
    dust = [(61, 117, 64, 120), (86, 104, 88, 106), (40, 118, 42, 120), (122, 117, 125, 120), (85, 118, 87, 120)]
    flat = sheet(grey=255)
    for x0, y0, x1, y1 in [*digits, point, *dust]:
        flat[y0:y1, x0:x1] = 0
    boxes = np.array([*digits, point, *dust])
    found = strips.Marks(boxes, np.zeros(len(boxes), np.int16), SCALE)
    line, clean = specks.without_specks(strips.Strip(40, 100, 125, 120, 7), found, flat)
    assert line == strips.Strip(50, 100, 116, 120, 7)
    inked = [box for box in boxes.tolist() if (clean[box[1] : box[3], box[0] : box[2]] == 0).any()]
    assert inked == [list(box) for box in [*digits, point]]


def test_a_dot_of_a_chinese_sign_is_no_dust() -> None:
    flat = sheet(grey=255)
    boxes = np.array([(50, 100, 60, 120), (65, 100, 75, 120), (80, 100, 100, 120), (88, 103, 91, 106)])
    found = strips.Marks(boxes, np.zeros(len(boxes), np.int16), SCALE)
    flat[103:106, 88:91] = 0
    _, clean = specks.without_specks(strips.Strip(50, 100, 100, 120), found, flat)
    assert (clean[103:106, 88:91] == 0).all()


def test_a_double_rule_is_two_rules_and_no_letters() -> None:
    """A table of two rows of 20 points in a double frame: each of its lines is too short to be sure of by itself."""
    ink = np.zeros((600, 1200), np.uint8)
    for x in (100, 105, 500, 900, 905):
        ink[100:211, x : x + 2] = 1
    for y in (100, 155, 209):
        ink[y : y + 2, 100:907] = 1
    assert [line.x0 for line in ruled.strokes(ink, SCALE) if not line.horizontal] == [100, 105, 500, 900, 905]


def test_rules_that_a_long_stroke_meets_make_a_table_unsure() -> None:
    ink = np.zeros((800, 1000), np.uint8)
    for start in (106, 306, 506):  # a stroke of a pen through three columns, cut by the rules that were wiped off
        cv2.line(ink, (start, 300), (start + 190, 309), 1, 3)
    rules = [ruled.Stroke(100, y, 700, y + 3) for y in (100, 400, 700)]
    rules += [ruled.Stroke(x, 100, x + 3, 700) for x in (100, 300, 500, 700)]
    line = SeenLine(Strip(200, 600, 300, 630), 200.0, Reading("12", (10.0, 90.0), (1.0, 1.0), ("", "")))
    apart = line._replace(strip=Strip(200, 750, 300, 780))
    for met, most in ((rules, 0.85), ([], 1.0)):
        places = hurt.Hurt(ink.shape, 0.0, [])
        places.strokes(ink, 30.0, SCALE, met)
        assert max(places.marked(line).reading.confidence) <= most
        assert places.marked(apart).reading.confidence == (1.0, 1.0)


def test_red_letters_are_print_and_a_stamp_over_black_letters_is_none() -> None:
    text = np.zeros((150, 400), np.uint8)
    for place, line in enumerate(("ABCDEFGH", "12345678", "ABCDEFGH")):
        cv2.putText(text, line, (5, 45 + 48 * place), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 1, 3)
    box, nothing = (300, 600, 400, 150), np.zeros_like(text)
    assert not seal_shape.is_stamped(text, nothing, box, (2300, 1650), SCALE)
    under = nothing.copy()
    cv2.putText(under, "345,600.00", (5, 80), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 1, 4)
    assert seal_shape.is_stamped(text, under, box, (2300, 1650), SCALE)
    framed = text.copy()
    cv2.rectangle(framed, (2, 2), (397, 147), 1, 4)
    assert seal_shape.is_stamped(framed, nothing, box, (2300, 1650), SCALE)


@pytest.mark.parametrize(("grey", "thick", "is_dark"), [(200, 9, False), (125, 9, True), (125, 4, True)])
def test_pale_letters_go_and_thin_grey_rules_stay(grey: int, thick: int, is_dark: bool) -> None:
    flat = sheet(grey=252)
    for y in range(100, 1300, 60):
        cv2.line(flat, (80, y), (920, y), 190, 1)  # as thin rules of a coarse scan are
        cv2.putText(flat, "1,204,600.50", (100, y + 40), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 30, 2)
    rules = np.zeros(flat.shape, bool)
    assert watermark.without_pale(flat, flat < 150, rules, SCALE) is None
    for x, own in ((70, grey), (930, 30)):  # rules as grey as the letters, and black ones
        flat[80:1320, x : x + 4] = own
        rules[79:1321, x - 1 : x + 5] = True
    marked = flat.copy()
    for x, y in ((150, 400), (500, 800), (200, 1200)):
        cv2.putText(marked, "DRAFT", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 4.0, grey, thick)
    marked = np.minimum(marked, flat)
    found = watermark.without_pale(marked, marked < 150, rules, SCALE)
    assert found is not None
    clean, spoilt = found
    assert spoilt.any() == is_dark
    pale = (marked < 215) & (flat > 240)
    assert float((clean[pale] > 240).mean()) > 0.95
    assert (clean[rules] == marked[rules]).all()
    assert float((clean[flat < 60] < 150).mean()) > 0.999


def sizes_of(lines: list[setting.Measured]) -> list[float]:
    return [size for size, _ in setting._levelled(lines)]


def test_figures_stand_on_the_line_of_the_words_beside_them() -> None:
    names = [setting.Measured(10.4, 9.8, 4, 200.0 + 16 * row) for row in range(3)]
    hanging = [setting.Measured(12.6, 9.1, 0, 201.4), setting.Measured(10.4, 7.5, 0, 214.3)]
    staggered = setting.Measured(10.5, 7.6, 0, 224.0)
    assert [y for _, y in setting._levelled([*names, *hanging, staggered])] == [
        200.0,
        216.0,
        232.0,
        200.0,
        216.0,
        224.0,
    ]


def test_lines_of_a_page_set_wide_have_one_size() -> None:
    wide = [setting.Measured(13.3, 12.6, 18, 80.0)] * 12
    assert len(set(sizes_of([*wide, setting.Measured(12.1, 11.2, 18, 300.0)]))) == 1
    assert len(set(sizes_of([*wide, setting.Measured(10.5, 9.8, 18, 300.0)]))) == 2


def test_short_words_of_another_size_tell_that_of_the_figures_beside_them() -> None:
    body = [setting.Measured(13.0, 12.4, 30, 80.0 + 20 * line) for line in range(4)]
    names = [setting.Measured(size, 8.4, 2, 200.0 + 18 * row) for row, size in enumerate((8.8, 9.3, 9.1))]
    figures = [setting.Measured(11.7, 8.4, 0, 200.5 + 18 * row) for row in range(3)]
    speck = setting.Measured(14.4, 10.4, 0, 218.5)
    short_end = setting.Measured(12.6, 11.9, 2, 162.0)
    sizes = sizes_of([*body, *names, *figures, speck, short_end])
    assert sizes == [13.0] * 4 + [9.0] * 7 + [13.0]


def test_figures_are_as_large_as_the_words_of_their_row() -> None:
    body = [setting.Measured(12.0, 11.4, 30, 80.0 + 20 * line) for line in range(10)]
    names = [setting.Measured(9.6, 9.4, 4, 400.0 + 18 * row) for row in range(5)]
    figures = [setting.Measured(10.5, 7.6, 0, 400.5 + 18 * row) for row in range(5)]
    page_number = setting.Measured(11.0, 8.0, 0, 290.0)
    sizes = sizes_of([*body, *names, *figures, page_number])
    assert sizes == [12.0] * 10 + [9.0] * 5 + [9.0] * 5 + [12.0]


@pytest.mark.parametrize(
    ("text", "ink"), [("280.00", 0.73), ("2,850.00", 0.62), ("2,850.00", 0.73), ("2,850.00", 0.94), ("(15.60)", 0.95)]
)
def test_signs_that_hang_below_the_digits_make_figures_no_larger(text: str, ink: float) -> None:
    """``ink`` is the height of such figures in type sizes, by fonts; the words beside them are set in 10 points."""
    size = 10 * SCALE
    left = [20 + size / 2 * place for place in range(len(text) + 1)]

    def line(words: str, high: float, type_size: float, y: int) -> setting.Printed:
        strip = Strip(20, y, round(left[-1]), y + round(high * type_size * SCALE))
        centre = tuple(20 + type_size * SCALE * (place + 0.5) for place in range(len(words)))
        reading = Reading(words, centre, (0.99,) * len(words), ("",) * len(words))
        found = setting.printed(SeenLine(strip, 0.0, reading))
        assert found is not None
        return found

    body = line("二零二二年度市级粮食储备管护", 0.93, 13.0, 20)
    lines = [body, line("储备粮利息费用", 0.93, 10.0, 100), line(text, ink, 10.0, 101)]
    assert [run.size for run in setting.runs(lines, SCALE)] == [13.0, 10.0, 10.0]


def sure_of(text: str, kept: str) -> float:
    """The least confidence of ``kept`` where all of ``text`` was read surely in one cell."""
    reading = Reading(
        text, tuple(30.0 + 12 * place for place in range(len(text))), (0.99,) * len(text), ("",) * len(text)
    )
    line = setting.printed(SeenLine(Strip(20, 20, 40 + 12 * len(text), 44, 0), 0.0, reading))
    assert line is not None
    assert line.text == kept
    return min(line.confidence)


@pytest.mark.parametrize(("white", "parts"), [(28, ["19511", "127780"]), (12, ["19511 127780"])])
def test_figures_of_neighbouring_columns_are_two_runs(white: int, parts: list[str]) -> None:
    """Digits 17 pixels wide in 12 points; a blank of ``white`` pixels between the two."""
    text = "19511 127780"
    left = [17.0 * at + (white - 17 if at > 5 else 0) for at in range(len(text))]
    right = [*left[1:], left[-1] + 17]
    strip = Strip(0, 100, round(right[-1]), 121)
    line = setting.Printed(strip, text, left, right, [1.0] * 12, [""] * 12, 33.3)
    assert [run.text for run in setting.runs([line], SCALE)] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("7,165,864.98 6,950,889.03 2021.9.16", ["7,165,864.98", "6,950,889.03", "2021.9.16"]),
        ("0.00 100.00%", ["0.00", "100.00%"]),
        ("1,074. 15", ["1,074.15"]),
    ],
)
def test_complete_figures_with_a_narrow_blank_between_are_parted(text: str, parts: list[str]) -> None:
    """Steps of 12 pixels; across a blank 19, less than parts the words of a line."""
    centre = [30.0 + 12 * at - 5 * text[:at].count(" ") for at in range(len(text))]
    reading = Reading(text, tuple(centre), (0.99,) * len(text), ("",) * len(text))
    line = setting.printed(SeenLine(Strip(20, 20, round(centre[-1]) + 10, 37), 0.0, reading))
    assert line is not None
    assert [run.text for run in setting.runs([line], SCALE)] == parts


@pytest.mark.parametrize(
    ("text", "white", "parts", "least"),
    [
        ("42.3892.66%", (80, 104), ["42.38", "92.66%"], 0.99),
        ("62,410.442016.2.15", (128, 152), ["62,410.44", "2016.2.15"], 0.99),
        ("80,710.44", (80, 84), ["80,710.44"], 0.99),
        ("80,710.44", (68, 83), ["80,710.44"], 0.85),
        ("13 ,689.78", (50, 64), ["13,689.78"], 0.85),
    ],
)
def test_white_in_a_figure_parts_complete_ones_and_leaves_others_unsure(
    text: str, white: tuple[int, int], parts: list[str], least: float
) -> None:
    """Steps of 12 pixels, and one more where there is ``white``."""
    centre = [30.0 + 12 * at for at in range(len(text))]
    centre = [each + 12 * (each > white[0]) * (white[1] - white[0] > 20) for each in centre]
    reading = Reading(text, tuple(centre), (0.99,) * len(text), ("",) * len(text))
    line = setting.printed(SeenLine(Strip(20, 20, round(centre[-1]) + 10, 37), 0.0, reading, (white,)))
    assert line is not None
    runs = setting.runs([line], SCALE)
    assert [run.text for run in runs] == parts
    assert min(min(run.confidence or ()) for run in runs) == least


def test_a_figure_whose_signs_were_guessed_is_unsure() -> None:
    assert sure_of("12,731,723.36", "12,731,723.36") == 0.99
    assert sure_of(".3,731,723.36", "3,731,723.36") == 0.85
    assert sure_of("15.05.万元", "15.05万元") == 0.85
    assert sure_of("I97.02%", "197.02%") == 0.85
    assert sure_of("2O15", "2015") == 0.85
    assert sure_of("6.850,000.00", "6,850,000.00") == 0.85
    assert sure_of("815.10.", "815.10") == 0.99
    assert sure_of("1,815.10√", "1,815.10") == 0.85
    assert sure_of("支付15:35万元", "支付15:35万元") == 0.85


def ruled_sheet() -> Any:
    flat = sheet(grey=255)
    for y in range(200, 1300, 100):
        cv2.line(flat, (100, y), (900, y), 20, 2)
    for x in range(100, 1000, 200):
        cv2.line(flat, (x, 200), (x, 1200), 20, 2)
    return flat


def test_a_table_photographed_at_an_angle_is_square_and_its_places_lead_back() -> None:
    flat = ruled_sheet()
    corners = np.array([[0, 0], [1000, 0], [1000, 1400], [0, 1400]], np.float32)
    seen = np.array([[12, 10], [985, 20], [1000, 1390], [4, 1380]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    photo = cv2.warpPerspective(flat, matrix, (1000, 1400), borderValue=255)
    made, back = keystone.squared(photo, 150, SCALE)
    lines = ruled.strokes((made < 150).astype(np.uint8), SCALE)
    assert sum(line.horizontal for line in lines) == 11
    assert sum(not line.horizontal for line in lines) == 5
    assert all(min(line.y1 - line.y0, line.x1 - line.x0) <= 5 for line in lines)
    # Corners of the table on the page that was made square, led back to the photograph.
    ends = np.array([[[100, 200]], [[900, 1200]]], np.float32)
    wanted = cv2.perspectiveTransform(ends, matrix)
    across = [line for line in lines if line.horizontal]
    made_ends = np.array([[[across[0].x0, across[0].y0 + 1]], [[across[-1].x1, across[-1].y0 + 1]]], np.float32)
    led = cv2.perspectiveTransform(made_ends / SCALE, np.array(back, np.float64).reshape(3, 3)) * SCALE
    assert led == pytest.approx(wanted, abs=4)


def test_a_crooked_sheet_is_not_made_square() -> None:
    turned = cv2.warpAffine(ruled_sheet(), cv2.getRotationMatrix2D((500, 700), 0.4, 1.0), (1000, 1400), borderValue=255)
    assert keystone.squared(turned, 150, SCALE)[1] == ()


def test_heads_that_stand_half_a_letter_apart_are_parted_at_their_white() -> None:
    # 24 pixels a letter: 预算数 from 20, 执行数 from 103; the measured middles waver by a fifth of a letter
    centre = (32.0, 57.0, 79.0, 115.0, 139.0, 163.0)
    reading = Reading("预算数执行数", centre, (1.0,) * 6, ("",) * 6)
    whole = setting.printed(SeenLine(Strip(20, 20, 175, 43), 0.0, reading))
    parted = setting.printed(SeenLine(Strip(20, 20, 175, 43), 0.0, reading, ((91, 105),)))
    assert whole is not None
    assert parted is not None
    assert whole.left[3] == whole.right[2]
    assert parted.left[3] - parted.right[2] > 0.3 * parted.size
    assert parted.right[2] == pytest.approx(92, abs=2)


def test_the_resolution_is_that_of_the_mask_that_carries_the_print() -> None:
    def page(*sizes: tuple[int, int, tuple[float, float, float, float]]) -> pymupdf.Page:
        sheet = pymupdf.open().new_page(width=600, height=800)
        for width, height, place in sizes:
            pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, width, height))
            pixmap.clear_with(200)
            sheet.insert_image(pymupdf.Rect(place), pixmap=pixmap, keep_proportion=False)
        return sheet

    whole = (0.0, 0.0, 600.0, 800.0)
    assert picture.resolution(page((1500, 2000, whole))) == pytest.approx(2.5)
    # a coarse picture of the paper, and the print of some lines at 300 dpi over it
    assert picture.resolution(page((600, 800, whole), (2000, 250, (60, 100, 540, 160)))) == pytest.approx(300 / 72)
    # an emblem tells nothing, strips are one picture, a fax is finer across
    assert picture.resolution(page((1500, 2000, whole), (400, 400, (30, 30, 90, 90)))) == pytest.approx(2.5)
    strips = [(1500, 200, (0.0, 80.0 * at, 600.0, 80.0 * at + 80)) for at in range(10)]
    assert picture.resolution(page(*strips)) == pytest.approx(2.5)
    assert picture.resolution(page((1700, 1090, whole))) == pytest.approx(1700 / 600)


@pytest.mark.parametrize(("width", "unit"), [(595, 1.0), (420, 1.0), (842, 1.0), (1654, 2339 / 842), (198, 280 / 842)])
def test_a_sheet_of_impossible_size_is_taken_for_a4(width: int, unit: float) -> None:
    page = pymupdf.open().new_page(width=width, height=round(width * 2**0.5))
    assert picture.sheet_unit(page) == pytest.approx(unit, rel=0.001)
    drawn, scale = picture.draw(page)
    assert drawn.shape[1] == pytest.approx(width / unit * scale, abs=1)


@pytest.mark.parametrize("grey", [150, 90])
def test_print_under_the_line_of_a_grey_seal_comes_out(grey: int) -> None:
    flat = sheet(600, 600, 250)
    cv2.line(flat, (100, 300), (500, 300), 90, 2)  # thin print, grey as its edges are
    clean_print = flat.copy()
    seal = sheet(600, 600, 255)
    cv2.circle(seal, (300, 300), round(59 * SCALE), grey, round(3 * SCALE))
    sealed = cv2.multiply(flat, seal, scale=1 / 255)
    found = seals.round_seal(sealed, rings.Ring(300.0, 300.0, 59 * SCALE), SCALE)
    assert found
    clean, _ = seals.lifted(sealed, found, NO_RULES, 60.0, 170, SCALE)
    crossing = (slice(290, 310), slice(130, 145))
    assert ((clean[crossing] < 160) == (clean_print[crossing] < 160)).mean() > 0.9
    assert (clean[:280] > 200).mean() > 0.99


def test_letters_of_a_grey_seal_turn_pale_and_hairlines_of_print_stay() -> None:
    flat = sheet(600, 600, 255)
    cv2.line(flat, (200, 300), (400, 300), 60, 1)  # a hairline, as grey as its blurred edges
    cv2.circle(flat, (300, 300), round(59 * SCALE), 90, round(3 * SCALE))
    cv2.line(flat, (300, 160), (330, 205), 90, 3)  # a stroke of the seal's name
    cv2.line(flat, (250, 240), (270, 240), 90, 2)  # print as pale, between the name and the star
    cv2.line(flat, (240, 175), (290, 175), 60, 1)  # print over the name, its edges paler
    flat[176, 240:291] = 120
    rules: Any = np.zeros(flat.shape, bool)
    cv2.line(flat, (380, 150), (380, 450), 100, 2)
    rules[150:451, 379:382] = True
    found = seals.round_seal(flat, rings.Ring(300.0, 300.0, 59 * SCALE), SCALE)
    assert found
    clean, _ = seals.lifted(flat, found, rules, 55.0, 170, SCALE)
    assert (clean[300, 210:378] < 130).all()
    assert clean[158:210, 298:334].min() > 168  # the threshold of ink on such a page
    assert (clean[240, 250:270] < 100).all()
    assert (clean[175:177, 240:290] < 130).all()
    assert (clean[200:290, 380] == 100).all()


def test_the_line_of_a_black_seal_goes_and_what_crosses_it_stays() -> None:
    """The ring that was found lies two pixels beside the one that is printed."""
    flat = sheet(600, 600, 255)
    cv2.circle(flat, (302, 299), round(59 * SCALE), 0, round(3 * SCALE))
    crossing: Any = np.zeros((600, 600), np.uint8)
    cv2.line(crossing, (200, 300), (400, 300), 1, 3)  # within
    cv2.line(crossing, (90, 250), (190, 250), 1, 4)  # a stroke through the line, and one aslant
    cv2.line(crossing, (420, 340), (490, 300), 1, 4)
    rules: Any = np.zeros((600, 600), bool)
    rules[400:403, 150:450] = True
    flat[(crossing > 0) | rules] = 0
    found = seals.round_seal(flat, rings.Ring(300.0, 300.0, 59 * SCALE), SCALE)
    assert found
    clean, _ = seals.lifted(flat, found, rules, 0.0, 170, SCALE)
    assert (clean[crossing > 0] == 0).mean() > 0.95
    assert (clean[rules] == 0).all()
    near = cv2.dilate(crossing, np.ones((9, 9), np.uint8)) > 0
    assert (clean[(flat == 0) & ~near & ~rules] == 255).mean() > 0.95


@pytest.mark.parametrize("lean", [0.0, 4.0, -5.0])
def test_a_frame_of_thick_lines_is_a_stamp_and_boxes_of_tables_are_none(lean: float) -> None:
    flat = sheet(1000, 1000, 255)
    for y in range(100, 500, 60):
        cv2.line(flat, (100, y), (900, y), 30, 2)
    for x in range(100, 901, 200):
        cv2.line(flat, (x, 100), (x, 460), 30, 2)
    assert frames.frames(flat, SCALE) == []
    corners = cv2.boxPoints(((400.0, 300.0), (150 * SCALE, 40 * SCALE), lean))
    cv2.polylines(flat, [np.rint(corners).astype(np.int32)], True, 90, round(2 * SCALE), cv2.LINE_AA)
    (frame,) = frames.frames(flat, SCALE)
    middle, size, _ = cv2.minAreaRect(frame.corners.astype(np.float32))
    assert middle == pytest.approx((400, 300), abs=3)
    assert sorted(size) == pytest.approx([42 * SCALE, 152 * SCALE], abs=10)
    assert frame.grey == pytest.approx(90, abs=5)
    stamped: Any = np.zeros(flat.shape, np.uint8)
    cv2.polylines(stamped, [np.rint(corners).astype(np.int32)], True, 1, 3)
    # A level frame is taken for rules too.
    clean, _ = seals.lifted(flat, seals.framed_stamp(flat, frame, SCALE), stamped > 0, 30.0, 170, SCALE)
    assert (clean[stamped > 0] > 168).mean() > 0.8  # a leaning line has a sharp edge at every step
    assert (clean[100, 120:280] < 130).all()


def test_a_rule_that_runs_into_a_shadow_ends_where_the_others_do() -> None:
    ink = np.zeros((900, 1200), np.uint8)
    for y, end in ((100, 1000), (160, 1001), (400, 1033), (500, 1000), (700, 700)):
        ink[y : y + 3, 150:end] = 1
    assert horizontal(ink) == [(150, 1000), (150, 1001), (150, 1000), (150, 1000), (150, 700)]


def test_what_lies_beside_the_sheet_is_no_print() -> None:
    flat = sheet(1000, 1000, 255)
    flat[300:340, :6] = 0  # the table that a sheet was photographed on
    flat[600:650, 990:994] = 0  # a strip of it inside the white rim of a picture that was made square
    flat[700:716, 990:994] = 0  # print at the very edge
    flat[500:520, 30:42] = 0
    made = reader._sheet(flat, SCALE)
    assert made.marks.boxes.tolist() == [[30, 500, 42, 520], [990, 700, 994, 716]]
    assert (made.clean[300:340, :6] == 255).all()


def test_the_black_edge_of_an_open_lid_is_no_stroke_of_a_pen() -> None:
    ink = np.zeros((400, 600), np.uint8)
    ink[:8] = 1
    ink[:, :9] = 1
    cv2.line(ink, (20, 397), (90, 397), 1, 2)
    rules = [Stroke(20, 20, 400, 23), Stroke(20, 380, 400, 383)]
    places = hurt.Hurt(ink.shape, 0.0, [])
    places.strokes(ink, 30.0, SCALE, rules)
    assert not places.hides_figures([], rules)
    cv2.line(ink, (100, 60), (300, 340), 1, 2)  # a scratch through the table
    places.strokes(ink, 30.0, SCALE, rules)
    assert places.hides_figures([], rules)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("7,381,181.23 588,448.29 2020.8.23", ["7,381,181.23", "588,448.29", "2020.8.23"]),
        ("36.20 2020.8.23", ["36.20", "2020.8.23"]),
        ("36.2 41.50", ["36.2 41.50"]),  # a digit may be lost
        ("1,206 33.10", ["1,206 33.10"]),
        ("36.20 41.501", ["36.20 41.501"]),
    ],
)
def test_two_complete_figures_with_a_blank_between_stand_in_two_columns(text: str, parts: list[str]) -> None:
    centre = tuple(100.0 + 10 * place for place in range(len(text)))
    reading = Reading(text, centre, (1.0,) * len(text), ("",) * len(text))
    line = setting.printed(SeenLine(Strip(95, 100, 105 + 10 * (len(text) - 1), 118), 0.0, reading))
    assert line is not None
    assert [run.text for run in setting.runs([line], SCALE)] == parts


def test_the_shadow_of_a_spine_is_no_watermark() -> None:
    page = sheet()
    for y in range(200, 1200, 60):
        cv2.putText(page, "16,320.50", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 30, 3)
    page[300:900, 0:28] = 150
    ink = (page < 140).astype(np.uint8)
    assert watermark.without_pale(page, ink, np.zeros(page.shape, bool), SCALE) is None
    page[300:900, 400:428] = 150
    assert watermark.without_pale(page, ink, np.zeros(page.shape, bool), SCALE) is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("表12023年度资金情况", "表1 2023年度资金情况"),
        ("表122021-2023年支出", "表12 2021-2023年支出"),
        ("表1资金情况", "表1资金情况"),
        ("表2023年度", "表2023年度"),
        ("见表12023年", "见表12023年"),
    ],
)
def test_the_blank_behind_the_label_of_a_caption_is_given_back(text: str, said: str) -> None:
    centre = tuple(100.0 + 26 * place for place in range(len(text)))
    reading = Reading(text, centre, (1.0,) * len(text), ("",) * len(text))
    line = setting.printed(SeenLine(Strip(88, 100, 112 + 26 * len(text), 124), 0.0, reading))
    assert line is not None
    assert line.text == said
    assert len(line.left) == len(line.right) == len(line.confidence) == len(line.others) == len(said)
