"""Dark grounds of table heads on scans, and white print on them; skipped without the extra ``ocr``."""

from __future__ import annotations

from typing import Any

import pytest
from extractor.pdf import can_read_pictures

if not can_read_pictures():
    pytest.skip("the extra 'ocr' is not installed", allow_module_level=True)

import cv2
import numpy as np
from extractor.pdf.scan import grounds

SCALE = 200 / 72  # pixels a point
TOP, FOOT, LEFT, RIGHT = 300, 370, 150, 850
COLUMNS = (320, 510, 680)
WHITE = 245


def table(ground: int, letters: int, rules: int | None = None) -> Any:
    """A page with a table of black rules: its head on a ``ground``, with its own ``rules`` or none that can be seen."""
    page: Any = np.full((1400, 1000), WHITE, np.uint8)
    for x in (LEFT, *COLUMNS, RIGHT):
        cv2.line(page, (x, TOP), (x, 700), 40, 2)
    for y in (TOP, FOOT, 480, 590, 700):
        cv2.line(page, (LEFT, y), (RIGHT, y), 40, 2)
    cv2.rectangle(page, (LEFT, TOP), (RIGHT, FOOT), ground, -1)
    if rules is not None:
        for x in COLUMNS:
            cv2.line(page, (x, TOP), (x, FOOT), rules, 2)
    for start in (LEFT, *COLUMNS):
        cv2.putText(page, "8204", (start + 20, FOOT - 20), cv2.FONT_HERSHEY_SIMPLEX, 1.2, letters, 4)
        for y in (480, 590, 700):
            cv2.putText(page, "31.60", (start + 20, y - 30), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 40, 3)
    return page


def grained(page: Any, deviation: float) -> Any:
    grain = np.random.default_rng(7).normal(0, deviation, page.shape)
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def is_dark(page: Any, x: int) -> bool:
    """Whether an upright rule stands at ``x`` all through the head."""
    return bool((page[TOP + 8 : FOOT - 8, x - 3 : x + 4].min(axis=1) < 120).mean() > 0.9)


@pytest.mark.parametrize("deviation", [0.0, 8.0])
@pytest.mark.parametrize(("ground", "letters"), [(110, 250), (30, 250), (140, 25), (165, 250)])
def test_print_on_a_dark_ground_becomes_dark_on_white(ground: int, letters: int, deviation: float) -> None:
    page = table(ground, letters)
    light = grounds.uncovered(grained(page, deviation), SCALE)
    head = (slice(TOP + 8, FOOT - 8), slice(LEFT + 8, COLUMNS[0] - 8))
    core = cv2.erode((page[head] == letters).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    away = cv2.dilate((page[head] == letters).astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    assert np.percentile(light[head][core], 90) < 90
    assert np.percentile(light[head][away], 10) > 200


@pytest.mark.parametrize("dots", [(1, 3), (2, 2)])
def test_dots_of_a_screened_head_are_no_print(dots: tuple[int, int]) -> None:
    letters = table(30, 250) == 250
    page = np.where(table(30, 250) < 128, 0, 255).astype(np.uint8)
    down, across = np.mgrid[0 : page.shape[0], 0 : page.shape[1]]
    ground = (slice(TOP, FOOT), slice(LEFT, RIGHT))
    page[ground] = np.where((down % 5 < dots[0]) & (across % 5 < dots[1]), 255, 0)[ground]
    page[letters] = 255
    light = grounds.uncovered(page, SCALE)
    head = (slice(TOP + 8, FOOT - 8), slice(LEFT + 8, COLUMNS[0] - 8))
    away = cv2.dilate(letters[head].astype(np.uint8), np.ones((9, 9), np.uint8)) == 0
    core = cv2.erode(letters[head].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert np.percentile(light[head][core], 75) < 128
    assert np.percentile(light[head][away], 5) > 200


@pytest.mark.parametrize("rules", [None, 20, 245])
def test_the_rules_of_a_head_stand_in_its_ground_or_go_on_from_those_below(rules: int | None) -> None:
    light = grounds.uncovered(grained(table(110, 250, rules), 4.0), SCALE)
    assert [is_dark(light, x) for x in COLUMNS] == [True, True, True]
    assert not any(is_dark(light, x + 60) for x in COLUMNS)
    level = light[:, LEFT + 10 : RIGHT - 10]
    assert all((level[y - 5 : y + 6].min(axis=0) < 120).mean() > 0.95 for y in (TOP, FOOT))


def test_no_rule_goes_through_the_name_of_two_columns() -> None:
    page = table(110, 110)
    cv2.putText(page, "82048204", (COLUMNS[0] + 70, FOOT - 20), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 250, 4)
    light = grounds.uncovered(page, SCALE)
    assert [is_dark(light, x) for x in COLUMNS] == [True, False, True]


def test_a_head_on_grey_paper_is_no_whiter_than_the_paper() -> None:
    page = (table(90, 245) * 0.75).astype(np.uint8)
    light = grounds.uncovered(page, SCALE)
    assert 180 <= int(light.max()) <= 185
    assert (light[TOP + 8 : FOOT - 8] > 175).mean() > 0.5


def test_a_ground_of_dots_is_smoothed() -> None:
    page = table(0, 255)
    head = (slice(TOP + 4, FOOT - 4), slice(LEFT + 4, RIGHT - 4))
    dots = (np.random.default_rng(5).random(page.shape) < 0.3) & (page == 0)
    dotted = np.where(dots, 255, page).astype(np.uint8)
    light = grounds.uncovered(dotted, SCALE)
    core = cv2.erode((page[head] == 255).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    away = cv2.dilate((page[head] == 255).astype(np.uint8), np.ones((9, 9), np.uint8)) == 0
    away[:, [x - LEFT + d for x in COLUMNS for d in range(-12, 5)]] = False
    assert (light[head][core] < 128).mean() > 0.85
    assert (light[head][away] > 128).mean() > 0.85


def test_pages_without_dark_grounds_stay_as_they_are() -> None:
    plain = grained(table(WHITE, 40), 5.0)
    tinted = grained(table(205, 40), 5.0)
    bold: Any = np.full((1400, 1000), WHITE, np.uint8)
    for y in range(200, 1200, 45):
        cv2.putText(bold, "88888 88888 88888", (100, y), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 30, 7)
    for page in (plain, tinted, bold):
        assert grounds.uncovered(page, SCALE) is page


def test_shadows_at_an_edge_and_pictures_of_many_greys_are_no_grounds() -> None:
    page = table(WHITE, 40)
    page[:, :70] = 60
    page[900:1200, 300:800] = np.linspace(20, 200, 500, dtype=np.uint8)[None, :]
    assert grounds.uncovered(page, SCALE) is page


def dotted(grey: int, area: tuple[slice, slice]) -> tuple[Any, Any]:
    """A copy of one bit whose ``area`` was ``grey``, its error carried on from pixel to pixel, and its print alone."""
    drawn: Any = np.full((600, 1000), 255, np.uint8)
    for y in (260, 330, 400):
        cv2.putText(drawn, "31.60 1,204.58", (200, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 3)
    page = drawn.astype(float)
    page[area] = np.minimum(page[area], grey)
    for y in range(page.shape[0]):
        for x in range(page.shape[1]):
            value, page[y, x] = page[y, x], 255.0 if page[y, x] >= 128 else 0.0
            for down, right, share in ((0, 1, 7), (1, -1, 3), (1, 0, 5), (1, 1, 1)):
                if y + down < page.shape[0] and 0 <= x + right < page.shape[1]:
                    page[y + down, x + right] += (value - page[y, x]) * share / 16
    return page.astype(np.uint8), drawn


@pytest.mark.parametrize("grey", [230, 215])
def test_dots_of_a_pale_ground_go_and_points_stay(grey: int) -> None:
    """A row of a table in grey, by a copier that gives greys as dots: the rows above and below it have none."""
    area = (slice(295, 345), slice(60, 940))
    page, drawn = dotted(grey, area)
    light = grounds.unscreened(page, SCALE)
    inner = (slice(300, 340), slice(70, 930))
    print_there = cv2.dilate((drawn[inner] == 0).astype(np.uint8), np.ones((11, 11), np.uint8)) > 0
    assert (page[inner] == 0)[~print_there].mean() > 0.03
    assert (light[inner] < 128)[~print_there].mean() < 0.001
    number, signs = cv2.connectedComponents((drawn[inner] < 128).astype(np.uint8))
    assert number == 14  # ten digits, two points and a comma, and the paper
    assert max(np.median(light[inner][signs == sign]) for sign in range(1, number)) < 60
    for y in (260, 400):
        row = (slice(y - 30, y + 10), slice(None))
        assert (light[row] == page[row]).all()


def test_paper_that_is_all_dots_becomes_white() -> None:
    page, drawn = dotted(238, (slice(None), slice(None)))
    light = grounds.unscreened(page, SCALE)
    away = cv2.dilate((drawn == 0).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    assert (light < 128)[away].mean() < 0.001
    assert np.median(light[drawn == 0]) < 30


def test_specks_and_grey_pages_are_no_dots_of_a_ground() -> None:
    _, drawn = dotted(255, (slice(0), slice(0)))
    strewn, chance = drawn.copy(), np.random.default_rng(3)
    strewn[chance.integers(0, 600, 700), chance.integers(0, 1000, 700)] = 0
    grey = grained(np.where(drawn == 0, 40, 225).astype(np.uint8), 6.0)
    assert grounds.unscreened(strewn, SCALE) is strewn
    assert grounds.unscreened(grey, SCALE) is grey


def test_small_print_of_a_clean_scan_is_no_dots() -> None:
    """Strokes of small print come apart into fragments as large as dots; paper and ink of such a scan are grey."""
    drawn: Any = np.full((600, 1000), 253, np.uint8)
    chance = np.random.default_rng(5)
    for y in range(40, 560, 12):
        for x in range(40, 960, 4):
            drawn[y : y + 2, x : x + 2] = 30 if chance.random() < 0.6 else 253
    scan = grained(drawn, 4.0)
    assert ((scan < 25) | (scan > 230)).mean() > 0.9
    assert grounds.unscreened(scan, SCALE) is scan
