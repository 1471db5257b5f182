"""Tables beside each other without upright rulings, each with its own caption and unit."""

from __future__ import annotations

from extractor import text
from extractor.model.geometry import Run
from extractor.tables import stitch, understand

from tests.tables.drawn import across, layout, page, run

LEFT = [["序号", "单位", "预算数"], ["1", "甲镇", "12.00"], ["2", "乙镇", "13.50"], ["3", "丙镇", "8.20"]]
RIGHT = [
    ["项目", "支出数"],
    ["道路", "120,000.00"],
    ["桥梁", "80,000.00"],
    ["护栏", "35,000.00"],
    ["合计", "235,000.00"],
]
PLACES = [60.0, 100.0, 200.0], [320.0, 440.0]


def drawn(top: float) -> list[Run]:
    rows = [(LEFT, PLACES[0]), (RIGHT, PLACES[1])]
    return [run(t, xs[c], top + 16 * r) for part, xs in rows for r, row in enumerate(part) for c, t in enumerate(row)]


def read(runs: list[Run], rules: list[float]) -> list[tuple[str | None, list[list[str | None]]]]:
    lines = [across(at, *ends) for at in rules for ends in ((55.0, 250.0), (315.0, 520.0))]
    one = layout(page([run("各项资金如下：", 60, 40), *runs], lines))
    grids = stitch([one])
    return [(table.unit, table.grid.texts()) for table in understand(text.blocks([one], grids))]


def test_parted_by_their_captions() -> None:
    captions = [run("表1 预算安排表", 100, 70), run("表2 支出明细表", 380, 70)]
    units = [run("单位：万元", 190, 84), run("单位：元", 470, 84)]
    assert read([*captions, *units, *drawn(100)], []) == [("万元", LEFT), ("元", RIGHT)]


def test_parted_by_their_rulings() -> None:
    units = [run("单位：万元", 190, 84), run("单位：元", 470, 84)]
    assert read([*units, *drawn(100)], [97.0, 113.0, 180.0]) == [("万元", LEFT), ("元", RIGHT)]


def test_one_table_below_a_caption_and_a_unit() -> None:
    runs = [run("表1 预算安排表", 200, 70), run("单位：元", 470, 70)]
    rows = [a + b for a, b in zip(LEFT, RIGHT, strict=False)]
    places = [*PLACES[0], *PLACES[1]]
    runs += [run(t, places[c], 100 + 16 * r) for r, row in enumerate(rows) for c, t in enumerate(row)]
    ((unit, texts),) = read(runs, [])
    assert (unit, texts) == ("元", rows)
