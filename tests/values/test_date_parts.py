"""Parts of years, second ends of ranges, days that are none, and where a missing year comes from."""

from __future__ import annotations

import datetime

import pytest
from extractor.values import find_dates
from extractor.values.dates import DateContext, find_impossible_dates

WRITTEN = datetime.date(2024, 6, 15)


def spans(text: str, reference: object = 2023) -> list[tuple[str, str, str]]:
    return [(each.text, each.start_date, each.end_date) for each in find_dates(text, reference)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年最后两个月", "2023-11-01", "2023-12-31"),
        ("2023年第十二个月", "2023-12-01", "2023-12-31"),
        ("2023年第一个月", "2023-01-01", "2023-01-31"),
        ("2023年前12个月", "2023-01-01", "2023-12-31"),
        ("2023年伊始", "2023-01-01", "2023-01-31"),
        ("2023年第一季度末", "2023-03-01", "2023-03-31"),
        ("2023年四季度初", "2023-10-01", "2023-10-31"),
        ("2023年2月下旬", "2023-02-21", "2023-02-28"),
        ("一至三季度", "2023-01-01", "2023-09-30"),
        ("十月31", "2023-10-31", "2023-10-31"),
        ("08年", "2008-01-01", "2008-12-31"),
        ("2018.05", "2018-05-01", "2018-05-31"),
        ("2023·5·6", "2023-05-06", "2023-05-06"),
        ("1994.01-19", "1994-01-19", "1994-01-19"),
    ],
)
def test_parts_of_a_year(text: str, start: str, end: str) -> None:
    assert spans(text) == [(text, start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1998—99年", "1998-01-01", "1999-12-31"),
        ("2019-22年", "2019-01-01", "2022-12-31"),
        ("一九八七至八九年", "1987-01-01", "1989-12-31"),
        ("2021-1-6至1-8", "2021-01-06", "2021-01-08"),
        ("2021-5-6至12-8", "2021-05-06", "2021-12-08"),
        ("2021.5.6-8", "2021-05-06", "2021-05-08"),
        ("2008.03-2009", "2008-03-01", "2009-12-31"),
        ("2022年11月至次年3月", "2022-11-01", "2023-03-31"),
    ],
)
def test_the_second_end_of_a_range(text: str, start: str, end: str) -> None:
    assert spans(text) == [(text, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "89年",
        "2020年第3号公告",
        "每年3月、9月",
        "逾期三月。",
        "第2023.05",
        "№2023.05.06",
        "2023·05",
        "2018.05万元",
        "前年",
        "表2-1 季度考核得分",
        "领取补贴后半年内离职",
        "每年3月底前完成设计，5月底前完成招标",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert spans(text) == []


def test_a_short_year_beside_a_whole_one() -> None:
    assert [start for _, start, _ in spans("1987年和89年")] == ["1987-01-01", "1989-01-01"]


def test_months_in_a_row() -> None:
    assert [start for _, start, _ in spans("2018年3、4、5月")] == ["2018-03-01", "2018-04-01", "2018-05-01"]


@pytest.mark.parametrize("text", ["2023年13月", "2023年13月5日", "2023年0月5日", "2023年2月29日"])
def test_days_that_no_calendar_has(text: str) -> None:
    assert spans(text) == []
    assert [each.text for each in find_impossible_dates(text)] == [text]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("将于3月底前完成", ["2025-03-01"]),
        ("将于9月底前完成", ["2024-09-01"]),
        ("2023年底通过验收，将于3月公开", ["2023-01-01", "2025-03-01"]),
        ("将在2021年第三季度完成", ["2021-07-01"]),  # a slip, but its year is told
        ("质保金于2024年11月支付。10月采收", ["2024-11-01", "2023-10-01"]),  # what is told has happened
        ("2024年5月10日进场。10月20日前提交报告", ["2024-05-10", "2024-10-20"]),  # a term may lie ahead
        ("质保金于2024年7月支付。6月15日采收", ["2024-07-01", "2024-06-15"]),
        ("今年3月", ["2024-03-01"]),
        ("去年3月", ["2023-03-01"]),
    ],
)
def test_years_by_the_day_of_writing(text: str, starts: list[str]) -> None:
    assert [start for _, start, _ in spans(text, WRITTEN)] == starts


@pytest.mark.parametrize(
    ("at_work", "starts"),
    [
        (True, ["2023-12-31", "2024-05-06", "2024-06-15", "2023-06-16"]),
        (False, ["2023-12-31", "2023-05-06", "2023-06-15", "2023-06-16"]),
    ],
)
def test_the_work_goes_on_after_the_day_that_it_looks_at(at_work: bool, starts: list[str]) -> None:
    context = DateContext(report_year=2023, written=WRITTEN, at_work=at_work)
    told = spans("评价基准日为2023年12月31日，5月6日进场，6月15日访谈，6月16日抽查", context)
    assert [start for _, start, _ in told] == starts


def test_the_work_is_over_when_it_is_written() -> None:
    context = DateContext(report_year=2024, written=WRITTEN, at_work=True)
    assert [start for _, start, _ in spans("6月15日访谈，6月16日抽查", context)] == ["2024-06-15", "2023-06-16"]


@pytest.mark.parametrize(("texts", "year"), [(0, "2021"), (2, "2021"), (3, "2023")])
def test_how_far_a_year_is_carried(texts: int, year: str) -> None:
    context = DateContext(report_year=2023)
    find_dates("2021年5月6日开工", context)
    for _ in range(texts):
        find_dates("各项工作有序推进", context)
    assert spans("6月8日验收", context)[0][1] == f"{year}-06-08"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("请县水利局于9月30日前报送", "2024-09-30"),
        ("合同要求施工单位于9月30日前完工", "2023-09-30"),  # what a contract asked for has passed
    ],
)
def test_what_somebody_is_asked_to_do_lies_ahead(text: str, start: str) -> None:
    assert spans(text, DateContext(report_year=2023, written=WRITTEN))[0][1] == start


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("二一二年六月底", "2012-06-01", "2012-06-30"),
        ("二 一三年预算", "2013-01-01", "2013-12-31"),
        ("二二四年十月十八日", "2024-10-18", "2024-10-18"),
    ],
)
def test_a_year_in_chinese_numerals_that_lost_its_ring(text: str, start: str, end: str) -> None:
    assert [each[1:] for each in spans(text)] == [(start, end)]


@pytest.mark.parametrize("text", ["需二三年完成", "二一五年级学生", "第二一二年", "二一级学员"])
def test_numerals_that_lost_no_ring(text: str) -> None:
    assert spans(text) == []
