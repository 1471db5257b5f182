"""Numerals and capital amounts, both ways and exact."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from extractor.values import (
    find_money,
    format_capital_amount,
    format_numeral,
    parse_number,
    parse_numeral,
    parse_percent,
)
from hypothesis import given
from hypothesis import strategies as st

AMOUNTS = st.integers(min_value=1, max_value=10**15).map(lambda fen: Decimal(fen).scaleb(-2))


@given(AMOUNTS)
def test_capital_amount_reads_back(yuan: Decimal) -> None:
    words = format_capital_amount(yuan)
    assert [(each.text, each.yuan) for each in find_money(words)] == [(words, yuan)]


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_capital_numeral_reads_back(number: int) -> None:
    assert parse_numeral(format_numeral(number)) == number


@given(AMOUNTS, st.sampled_from(["元", "万元", "亿元", "千元"]))
def test_digits_are_exact_at_any_precision(figure: Decimal, unit: str) -> None:
    factor = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}[unit]
    text = f"合计{figure:,f}{unit}。"
    with localcontext() as context:
        context.prec = 3
        found = find_money(text)
    with localcontext() as context:
        context.prec = 60
        assert [each.yuan for each in found] == [figure * factor]
    assert "e" not in str(found[0].yuan).lower()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("一百零八", "108"),
        ("两千零五十", "2050"),
        ("十六", "16"),
        ("三亿零二十万", "300200000"),
        ("贰拾伍万叁仟", "253000"),
        ("5万3千", "53000"),
        ("零点七五", "0.75"),
        ("二点五万", "25000"),
        ("负四十", "-40"),
        ("一九九八", "1998"),
        ("三〇〇万", "3000000"),
        ("五零万", "500000"),
        ("一二五万", "1250000"),
        ("四六二〇亿", "462000000000"),
        ("1,200万", "12000000"),
    ],
)
def test_numerals(words: str, value: str) -> None:
    assert parse_numeral(words) == Decimal(value)


@pytest.mark.parametrize("words", ["", "百百", "三十二十", "一二十三", "元", "万", "点五点", "二三万", "七八十"])
def test_ill_formed_numerals(words: str) -> None:
    assert parse_numeral(words) is None


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0.05", "伍分"),
        ("0.3", "叁角"),
        ("20", "贰拾元整"),
        ("10010", "壹万零壹拾元整"),
        ("100200.07", "壹拾万零贰佰元零柒分"),
        ("400000005", "肆亿零伍元整"),
    ],
)
def test_capital_amounts(yuan: str, words: str) -> None:
    assert format_capital_amount(Decimal(yuan)) == words


def test_numbers_with_commas() -> None:
    assert parse_number("1,234,567.80") == Decimal("1234567.80")
    assert parse_number("12,34") is None
    assert parse_number("十") is None


def test_percent() -> None:
    assert parse_percent("96.54 %") == Decimal("96.54")
    assert parse_percent("百分之八十五") == 85
    assert parse_percent("0.95") is None


@pytest.mark.parametrize("yuan", ["0", "-1", "0.001", "100000000000000000"])
def test_amounts_that_cannot_be_written(yuan: str) -> None:
    with pytest.raises(ValueError, match="元"):
        format_capital_amount(Decimal(yuan))
