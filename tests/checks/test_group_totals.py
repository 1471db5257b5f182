"""A total beside the columns that one head groups with it."""

from __future__ import annotations

import pytest
from extractor.checks import run
from extractor.model.report import Check, ReportHead
from extractor.records.values import Values

from tests.records.builder import Writer

# The head of a group stands over each of its columns here: a path is made of what stands above a column.
GROUP = ["乡镇", *["受理投诉（件）"] * 4]
BELOW = ["乡镇", "道路", "供水", "其他", "合计"]


def found(*rows: list[str], group: list[str] = GROUP, below: list[str] = BELOW) -> list[Check]:
    writer = Writer()
    writer.table([group, below, *rows], roles=("unit_name",), header=2)
    return [each for each in run(writer.reading(), ReportHead(), [], Values()) if each.rule == "total_of_group"]


def test_a_single_row_is_held_against_its_own_parts() -> None:
    (right,) = found(["上河镇", "3", "4", "", "7"])
    assert (right.status, len(right.evidence)) == ("pass", 3)


def test_a_total_left_at_nothing_is_accused() -> None:
    (wrong,) = found(["上河镇", "3", "4", "0", "0"])
    assert (wrong.status, wrong.stated, wrong.computed) == ("fail", "0", "7")
    assert "“上河镇”行“受理投诉（件）合计”为0，与同组各列之和7不一致" in wrong.message


def test_a_row_without_words_is_told_by_its_number() -> None:
    (wrong,) = found(["2023", "3", "4", "0", "0"])
    assert "第3行“受理投诉（件）合计”为0" in wrong.message
    assert "“第3行”" not in wrong.message


def test_a_total_below_one_of_its_parts_is_accused_where_other_rows_hold() -> None:
    rows = [["上河镇", "13", "4", "0", "17"], ["下河镇", "21", "0", "0", "12"]]
    assert [each.status for each in found(*rows)] == ["pass", "fail"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["上河镇", "3", "4", "0", "6"], id="may count cases of two kinds once"),
        pytest.param(["上河镇", "-3", "4", "0", "2"], id="negative parts"),
    ],
)
def test_what_may_have_a_reason_is_not_accused(row: list[str]) -> None:
    assert [each.status for each in found(row)] == ["unknown"]


@pytest.mark.parametrize(
    ("row", "below"),
    [
        (["上河镇", "3", "4", "另计", "7"], ["道路", "供水", "其他", "合计"]),
        (["上河镇", "3", "4", "2", "0"], ["道路", "供水", "其中：农村", "合计"]),
        (["上河镇", "3", "4", "0", "2"], ["道路", "供水", "合计", "其他"]),
        (["上河镇", "3", "4", "80%", "0"], ["道路", "供水", "办结", "合计"]),
        (["上河镇", "3", "4", "0", "0"], ["道路", "供水", "其他", "满意"]),
        (["上河镇", "0", "0", "0", "0"], ["道路", "供水", "其他", "合计"]),
    ],
)
def test_no_total_of_a_group(row: list[str], below: list[str]) -> None:
    assert found(row, below=["乡镇", *below]) == []


def test_a_head_over_the_whole_table_groups_nothing() -> None:
    assert found(["上河镇", "3", "4", "5", "0"], group=["投诉情况表"] * 5) == []
