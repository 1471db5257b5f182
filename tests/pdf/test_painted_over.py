"""Areas painted over text are found among the ten thousands of a drawing."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from extractor.pdf import unseen

Edges = tuple[float, float, float, float]


def text(*boxes: Edges) -> dict[str, Any]:
    """A block of spans of one letter each."""
    spans = [{"bbox": box, "chars": [{"c": "元", "bbox": box}]} for box in boxes]
    return {"type": 0, "lines": [{"spans": spans}]}


def area(box: Edges, **looks: object) -> dict[str, Any]:
    return {"type": 3, "stroked": False, "alpha": 255, "bbox": box, **looks}


def covered(*blocks: dict[str, Any], stickers: tuple[Edges, ...] = ()) -> list[Edges]:
    return [span["bbox"] for span, _, _ in unseen._painted_over(list(blocks), stickers)]


def test_a_text_is_covered_where_an_area_over_its_middle_comes_behind_it() -> None:
    dice = Random(20)
    for _ in range(200):
        tops = [dice.uniform(-30, 860) for _ in range(60)]
        boxes = [(x := dice.uniform(0, 60), y, x + dice.uniform(1, 60), y + dice.uniform(1, 500)) for y in tops]
        spans, areas = boxes[:20], boxes[20:]
        found = covered(*map(area, areas[:5]), text(*spans), *map(area, areas[5:]))
        later = [box for box in areas[5:] if box[2] - box[0] > unseen.THIN and box[3] - box[1] > unseen.THIN]
        assert found == [box for box in spans if any(unseen._covers(cover, box) for cover in later)]


def test_what_shows_through_or_has_no_place_covers_nothing() -> None:
    line = (10.0, 10.0, 90.0, 22.0)
    odd = float("nan"), float("inf")
    for other in (
        area(line, alpha=120),
        area(line, stroked=True),
        area((0, odd[0], 99, 99)),
        area((0, 40, 99, odd[1])),
    ):
        assert covered(text(line), other) == []
    assert covered(text(line), area((0, -odd[1], 99, odd[1]))) == [line]
    assert covered(text((odd[0], odd[0], 9, 9)), area(line)) == []
    assert covered(text(line), stickers=(line,)) == [line]


def test_the_stretch_of_a_text_that_lies_under_an_area() -> None:
    letters = [{"c": char, "bbox": (10.0 * at, 0.0, 10.0 * at + 10, 12.0)} for at, char in enumerate("金额12万元")]
    block = {"type": 0, "lines": [{"spans": [{"bbox": (0.0, 0.0, 60.0, 12.0), "chars": letters}]}]}
    found = unseen._painted_over([block, area((22.0, -5.0, 41.0, 20.0)), area((54.0, -5.0, 70.0, 20.0))], ())
    assert [(places, box[0], box[2]) for _, places, box in found] == [
        (range(2, 4), 23.0, 40.0),
        (range(5, 6), 55.0, 60.0),
    ]


def test_each_text_is_held_against_areas_at_its_height_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    def noted(cover: Edges, box: Edges) -> bool:
        looked.append(cover)
        return False

    monkeypatch.setattr(unseen, "_meets", noted)
    texts = text(*((10.0, 8.0 * line, 90.0, 8.0 * line + 8) for line in range(100)))
    drawing = [area((5.0 * x, 5.0 * y, 5.0 * x + 4, 5.0 * y + 4)) for x in range(20) for y in range(160)]
    assert covered(texts, *drawing) == []
    assert 0 < len(looked) < 100 * len(drawing) / 20
