"""The heat map: what stands in rows and columns, and how dark."""

from __future__ import annotations

import io

import pytest
from extractor.cli.heatmap import matrix, write_heatmap
from extractor.sinks.compare import COUNTS, Comparison

ROWS = [
    (2021, "0902", "资产闲置", 1, 1, 4, 0.25, "15000"),
    (2022, "0902", "资产闲置", 5, 4, 4, 1.0, "1200000.5"),
    (2022, "0701", "进度滞后", 2, 2, 4, 0.5, "0"),
    (None, "0701", "进度滞后", 9, 1, 1, 1.0, "0"),
]
COMPARISON = Comparison(["year", "category_code", "category", *COUNTS], ROWS)


def printed(measure: str) -> list[str]:
    out = io.StringIO()
    write_heatmap(matrix(COMPARISON, measure), measure, out)
    return out.getvalue().splitlines()


def test_years_are_columns_and_frequent_types_come_first() -> None:
    assert printed("share") == [
        "            2021    2022       —   findings",
        "进度滞后       ·   50% ▒  100% █         11",
        "资产闲置   25% ░  100% █       ·          6",
        "",
        "share of reports, dark where it is most: 100%",
    ]


@pytest.mark.parametrize(
    ("measure", "line"),
    [
        ("findings", "资产闲置     1      5 ▒      ·          6"),
        ("yuan", "资产闲置    1.5    120.0 █         ·          6"),
    ],
)
def test_other_measures(measure: str, line: str) -> None:
    assert " ".join(line.split()) in [" ".join(each.split()) for each in printed(measure)]


def test_the_dimension_with_fewer_values_is_columns() -> None:
    rows = [(region, region, group, 1, 1, 1, 1.0, "0") for region in "甲乙丙" for group in ("资产管理", "合同管理")]
    table = matrix(Comparison(["region_code", "region", "category_group", *COUNTS], rows), "share")
    assert table.columns == ["合同管理", "资产管理"]
    assert sorted(table.rows) == sorted("甲乙丙")


def test_a_terminal_gets_colours() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    write_heatmap(matrix(COMPARISON, "share"), "share", out)
    assert "\x1b[48;5;124;38;5;231m" in out.getvalue()
    assert out.getvalue().count("\x1b[0m") == 4


def test_nothing_to_show_is_no_error() -> None:
    out = io.StringIO()
    write_heatmap(matrix(Comparison(COMPARISON.columns, []), "share"), "share", out)
    assert out.getvalue() == ""


def test_counties_of_one_name_are_told_apart() -> None:
    places = [("320106", "鼓楼区"), ("350102", "鼓楼区"), ("520103", "云岩区"), (None, "鼓楼区")]
    rows = [(*place, "合同管理", 1, 1, 1, 1.0, "0") for place in places]
    table = matrix(Comparison(["county_code", "county", "category_group", *COUNTS], rows), "share")
    assert sorted(table.rows) == ["云岩区", "鼓楼区", "鼓楼区 320106", "鼓楼区 350102"]
    assert set(table.values.values()) == {1}
