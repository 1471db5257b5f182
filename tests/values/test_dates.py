"""Dates, ranges, and the year of dates without one."""

from __future__ import annotations

import datetime

import pytest
from extractor.values import DateContext, date_ranges, find_dates, find_impossible_dates
from extractor.values.dates import find_all_dates
from hypothesis import given
from hypothesis import strategies as st

PIECES = st.lists(
    st.sampled_from(
        [
            "2020年",
            "3月",
            "15日",
            "至",
            "、",
            "次年",
            " ",
            "\n",
            "二〇一九年",
            "12",
            "底",
            "第一季度",
            "2018.6",
            "-",
            "，",
        ]
    ),
    max_size=20,
).map("".join)


def spans(text: str, reference: DateContext | int | datetime.date | None = None) -> list[tuple[str, str, str]]:
    return [(each.text, each.start_date, each.end_date) for each in find_dates(text, reference)]


@given(PIECES)
def test_offsets_quote_the_text(text: str) -> None:
    done = 0
    for each in find_dates(text):
        assert text[each.start : each.end] == each.text
        assert done <= each.start < each.end
        done = each.end


@given(st.dates(min_value=datetime.date(1950, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_every_day_is_read_in_every_writing(day: datetime.date) -> None:
    iso = day.isoformat()
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}-{day.month:02d}-{day.day:02d}",
    ):
        assert spans(text) == [(text, iso, iso)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年7月至9月", [("2016年7月至9月", "2016-07-01", "2016-09-30")]),
        ("2016年12月至次年1月", [("2016年12月至次年1月", "2016-12-01", "2017-01-31")]),
        ("2016年11月20日-1月5日", [("2016年11月20日-1月5日", "2016-11-20", "2017-01-05")]),
        ("8月至2016年2月", [("8月至2016年2月", "2015-08-01", "2016-02-29")]),
        ("2015—2017年", [("2015—2017年", "2015-01-01", "2017-12-31")]),
        (
            "自2014年3月1日起至2014年9月30日止",
            [("2014年3月1日起至2014年9月30日止", "2014-03-01", "2014-09-30")],
        ),
        ("2017年至2014年", [("2017年", "2017-01-01", "2017-12-31"), ("2014年", "2014-01-01", "2014-12-31")]),
        (
            "2016年4月6日、9日",
            [("2016年4月6日", "2016-04-06", "2016-04-06"), ("9日", "2016-04-09", "2016-04-09")],
        ),
        ("2013、2014年", [("2013", "2013-01-01", "2013-12-31"), ("2014年", "2014-01-01", "2014-12-31")]),
    ],
)
def test_ranges_and_lists(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert spans(text) == expected


def test_year_from_the_text_before() -> None:
    found = find_dates("2017年6月开标，8月9日签约，次年1月验收")
    assert [(each.start_date, each.year_from) for each in found] == [
        ("2017-06-01", "printed"),
        ("2017-08-09", "context"),
        ("2018-01-01", "context"),
    ]


def test_a_fiscal_year_in_passing_is_no_anchor() -> None:
    assert spans("2015年度绩效目标于4月8日下达") == [
        ("2015年度", "2015-01-01", "2015-12-31"),
        ("4月8日", "XXXX-04-08", "XXXX-04-08"),
    ]


def test_a_year_before_the_report_s_own_puts_no_day_behind_what_was_told_then() -> None:
    context = DateContext(report_year=2024)
    find_dates("2023年12月20日，公开招标确定承接主体。", context)
    assert spans("截止7月31日，实付89万元。", context) == [("7月31日", "2024-07-31", "2024-07-31")]
    assert spans("3月抽查12户。", context) == [("3月", "2024-03-01", "2024-03-31")]
    find_dates("2022年3月5日开工。", context)
    assert spans("6月完工。", context) == [("6月", "2022-06-01", "2022-06-30")]


def test_the_year_behind_a_budget_year_of_the_same_sentence() -> None:
    context = DateContext(report_year=2017)
    line = "2017年8月断流。2016年度补助1500万元于次年3月22日才下达。"
    assert spans(line, context)[-1] == ("次年3月22日", "2017-03-22", "2017-03-22")
    line = "2016年度补助于2017年5月下达，次年3月支付。"
    assert spans(line, DateContext())[-1] == ("次年3月", "2018-03-01", "2018-03-31")


def test_context_is_carried_from_text_to_text_and_fades() -> None:
    context = DateContext(report_year=2020)
    assert spans("5月6日启动", context) == [("5月6日", "2020-05-06", "2020-05-06")]
    find_dates("2021年3月2日进场", context)
    assert spans("4月9日离场", context) == [("4月9日", "2021-04-09", "2021-04-09")]
    for _ in range(DateContext.REACH):
        find_dates("资料齐全。", context)
    assert spans("10月完成", context) == [("10月", "2020-10-01", "2020-10-31")]


@pytest.mark.parametrize("year", [2203, 8023, 1203])
def test_a_mistyped_year_is_read_as_printed_and_dates_nothing_else(year: int) -> None:
    read = find_dates(f"{year}年2月20日开工，5月完工。")
    assert [(each.start_date, each.year_from) for each in read] == [
        (f"{year}-02-20", "printed"),
        ("XXXX-05-01", "unknown"),
    ]


@pytest.mark.parametrize("text", ["编号12023年5月", "账面3.8023年5月"])
def test_digits_of_a_longer_figure_are_no_year(text: str) -> None:
    assert all(each.year_from != "printed" for each in find_dates(text))


def test_reference_of_each_kind() -> None:
    assert spans("6月30日", 2019) == [("6月30日", "2019-06-30", "2019-06-30")]
    assert spans("去年8月", datetime.date(2022, 3, 1)) == [("去年8月", "2021-08-01", "2021-08-31")]
    assert find_dates("6月30日")[0].year_from == "unknown"


@pytest.mark.parametrize("text", ["2021年2月29日", "6月31日", "2018年4月1日至4月31日"])
def test_impossible_days_are_told_apart(text: str) -> None:
    assert spans(text) == []
    assert [(each.text, each.precision) for each in find_impossible_dates(text)] == [(text, "invalid")]


@pytest.mark.parametrize(
    "text", ["工期90日", "质保2年", "每月10日前", "第3季", "6个月", "12月份工资" * 0, "2020年第5期简报"]
)
def test_durations_and_serials_are_no_dates(text: str) -> None:
    assert [each for each in spans(text) if each[0] != "10日"] == []


PLAIN_AND_NOT = st.lists(
    st.sampled_from(
        [
            "截至",
            "2019",
            "年",
            "度",
            "3",
            "12",
            "月",
            "日",
            "35",
            "底",
            "-",
            "、",
            "，",
            "份",
            "第",
            "半",
            "到",
            "（",
            "上",
            "次年",
        ]
    ),
    max_size=14,
).map("".join)


@given(PLAIN_AND_NOT)
def test_the_short_cut_reads_what_the_full_pattern_reads(text: str) -> None:
    quick = find_dates(text, 2020), find_impossible_dates(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_ranges, "plain_point", lambda *_: None)
        assert (find_dates(text, 2020), find_impossible_dates(text)) == quick


def test_a_quarter_is_of_the_year_last_spoken_of() -> None:
    context = DateContext(report_year=2023)
    assert spans("2022年预算500万元。一季度未支出。", context)[1] == ("一季度", "2022-01-01", "2022-03-31")
    assert spans("较2021年增长5%，四季度支付200万元。", context)[1] == ("四季度", "2023-10-01", "2023-12-31")
    assert spans("四季度支付200万元。", context) == [("四季度", "2023-10-01", "2023-12-31")]
    context = DateContext()
    spans("2022年3月支付。", context)
    assert spans("四季度支付200万元。", context) == [("四季度", "2022-10-01", "2022-12-31")]
    assert spans("四季度支付200万元。") == [("四季度", "XXXX-10-01", "XXXX-12-31")]
    assert spans("每年上半年报送") == []


def test_days_of_the_evaluation_follow_the_day_that_it_looks_at() -> None:
    context = DateContext(report_year=2024, written=datetime.date(2024, 8, 19), at_work=True)
    text = "评价基准日为2023年12月31日。评价组于5月6日进场。"
    assert spans(text, context)[1] == ("5月6日", "2024-05-06", "2024-05-06")


def test_the_work_was_done_before_the_report_was_signed() -> None:
    context = DateContext(report_year=2023, written=datetime.date(2023, 3, 6), at_work=True)
    assert spans("评价组于11月20日进场。", context) == [("11月20日", "2022-11-20", "2022-11-20")]


def test_a_quarter_goes_on_where_its_sentence_has_told_others() -> None:
    text = "2021年一季度支出6%，上半年为22%，第四季度支出480万元。第三季度付款。"
    assert spans(text)[2:] == [("第四季度", "2021-10-01", "2021-12-31")]


def test_what_will_be_done_lies_behind_the_day_of_writing() -> None:
    context = DateContext(report_year=2022, written=datetime.date(2023, 2, 24))
    assert spans("结果将于3月底公开，拟于1月复核。9月底前完工。", context) == [
        ("3月底", "2023-03-01", "2023-03-31"),
        ("1月", "2024-01-01", "2024-01-31"),
        ("9月底", "2022-09-01", "2022-09-30"),
    ]


def test_a_month_told_as_done_lies_before_the_day_of_writing() -> None:
    context = DateContext(report_year=2023, written=datetime.date(2024, 2, 5))
    text = "质保金按合同于2024年11月支付，12月结清。产品10月上市。"
    assert [each[1] for each in spans(text, context)] == ["2024-11-01", "2024-12-01", "2023-10-01"]
    assert spans("结果将作为安排2024年预算的依据，并于4月公开。", context)[1] == ("4月", "2024-04-01", "2024-04-30")
    assert spans("收购价4月最高。", context) == [("4月", "2023-04-01", "2023-04-30")]
    assert spans("质保金于2024年11月支付。结果将作为安排资金的依据，并于4月公开。", context)[1][1] == "2024-04-01"


def test_a_lone_quarter_is_of_the_report_s_year_where_it_is_a_label_or_beside_others() -> None:
    context = DateContext(report_year=2020)
    assert spans("第三季度", context) == [("第三季度", "2020-07-01", "2020-09-30")]
    told = "第一季度考核92分、第二季度考核78分。"
    assert [each[1] for each in spans(told, context)] == ["2020-01-01", "2020-04-01"]
    assert spans("第三季度") == spans(told) == []
    for text in (
        "第一季度支付30%，第二季度支付70%",
        "第三季度考核",
        "每第一季度、第二季度",
        "签订后第一季度、第二季度进场",
    ):
        assert spans(text, context) == [], text


def test_a_bare_month_behind_the_end_of_a_contract_is_of_the_year_evaluated() -> None:
    context = DateContext(report_year=2021, written=datetime.date(2022, 10, 8))
    told = "租赁期2019年7月1日至2024年6月30日。在线率不达标，8月仅为84.6%。"
    assert spans(told, context)[-1] == ("8月", "2021-08-01", "2021-08-31")


@pytest.mark.parametrize("text", ["二〇·年十月三十日", "二〇·二年十月三十日", "第二年10月", "竣工后第2年10月30日"])
def test_a_day_behind_a_year_that_cannot_be_read_is_of_no_other(text: str) -> None:
    (found,) = find_dates(text, 2011)
    assert found.start_date[:8] == "XXXX-10-"
    assert found.year_from == "unknown"


def test_a_day_of_a_year_that_is_told_takes_it() -> None:
    assert [each.start_date for each in find_dates("2021年、2022年10月和11月", 2011)][-1] == "2022-11-01"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # A letter for a digit of the month: what is left of it is another month.
        ("2023年l2月5日签订", ["2023-01-01..2023-12-31"]),
        ("2022年12月开工，l2月5日完工", ["2022-12-01..2022-12-31"]),
        ("2023年12月5日", ["2023-12-05..2023-12-05"]),
        # Months of the moon are no months.
        ("农历2023年五月初五", []),
        ("农历八月十五前", []),
        ("改历3月5日", ["XXXX-03-05..XXXX-03-05"]),
        ("二○二四年十月廿八日", ["2024-10-28..2024-10-28"]),
        ("二○二四年十月二十日", ["2024-10-20..2024-10-20"]),
    ],
)
def test_no_part_of_a_month_and_none_of_the_moon(text: str, days: list[str]) -> None:
    assert [f"{each.start_date}..{each.end_date}" for each in find_dates(text)] == days


def test_the_day_of_writing_dates_no_tale() -> None:
    context = DateContext(report_year=2020, written=datetime.date(2021, 8, 16))
    find_dates("2021年8月16日", context)
    found = find_dates("2020年下达扶持资金360万元。资金于当年6月拨付", context)
    assert [(each.text, each.start_date) for each in found] == [("2020年", "2020-01-01"), ("当年6月", "2020-06-01")]
    context = DateContext(report_year=2020, written=datetime.date(2021, 8, 16))
    find_dates("2021年8月16日", context)
    (first,) = find_dates("首批资金于3月15日拨付。", context)
    assert (first.start_date, first.year_from) == ("2020-03-15", "reference")


@pytest.mark.parametrize("printed", ["2024年13月", "2024年28月", "2024年2 8月", "2024年13月5日", "2024年0月"])
def test_a_month_that_no_calendar_has_ends_no_reading(printed: str) -> None:
    context = DateContext(report_year=2024, written=datetime.date(2025, 3, 6))
    dates = find_all_dates(f"{printed}完工，2024年12月验收", context)
    assert {(date.text, date.precision) for date in dates} == {(printed, "invalid"), ("2024年12月", "month")}
