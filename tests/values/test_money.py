"""Amounts in sentences and cells; every expectation is read from the text by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from extractor.values import (
    find_doubtful_amounts,
    find_figures_without_unit,
    find_money,
    money_drafts,
    money_in_cell,
    short_amount_in_cell,
    unit_in,
)
from hypothesis import given
from hypothesis import strategies as st

PIECES = st.lists(
    st.sampled_from(
        [
            "12.5",
            "万元",
            "，",
            "3,000",
            "元",
            "至",
            "\n",
            " ",
            "2020年",
            "、",
            "壹拾",
            "亿",
            "（",
            "）",
            "人",
            "-",
            "合同",
        ]
    ),
    max_size=25,
).map("".join)


def amounts(text: str) -> list[tuple[str, str]]:
    return [(each.text, f"{each.value:f}") for each in find_money(text)]


@given(PIECES)
def test_offsets_quote_the_text(text: str) -> None:
    done = 0
    for each in find_money(text):
        assert text[each.start : each.end] == each.text
        assert done <= each.start < each.end
        assert isinstance(each.value, Decimal)
        done = each.end


@given(PIECES, st.sampled_from(["元", "万元"]))
def test_offsets_in_cells_quote_the_cell(text: str, unit: str) -> None:
    for each in money_in_cell(text, unit):
        assert text[each.start : each.end] == each.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工程款由80提高到95万元", [("80", "800000"), ("95万元", "950000")]),
        ("两年分别投入30万、45万元", [("30万", "300000"), ("45万元", "450000")]),
        ("单价6000到2万元", [("6000", "6000"), ("2万元", "20000")]),
        ("结转2,300余万元", [("2,300余万元", "23000000")]),
        ("2019年35万元，2020年40万元", [("35万元", "350000"), ("40万元", "400000")]),
        ("审减额-7.35万元", [("-7.35万元", "-73500")]),
        ("罚款\n1,2\n50.00元", [("1,2\n50.00元", "1250")]),
    ],
)
def test_neighbours_share_and_do_not_share(text: str, expected: list[tuple[str, str]]) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "yuan", "unit"),
    [
        ("十万元", "100000", "万元"),
        ("三百元", "300", "元"),
        ("叁佰万元整", "3000000", "万元"),
        ("五角", "0.5", "元"),
        ("- 12.35万元", "123500", "万元"),  # a bullet
        ("审减为- 12.35万元", "-123500", "万元"),
        ("结余 -12.35万元", "-123500", "万元"),
        ("结余为负12.5万元", "-125000", "万元"),
        ("税负12万元", "120000", "万元"),
        ("正负5万元", "50000", "万元"),
    ],
)
def test_signs_and_units(text: str, yuan: str, unit: str) -> None:
    assert [(str(each.yuan), each.unit) for each in find_money(text)] == [(yuan, unit)]


@pytest.mark.parametrize("text", ["扣3分", "三角形花坛", "1l5万元", "共计5O0万元", "二三十万元"])
def test_what_looks_like_an_amount(text: str) -> None:
    assert find_money(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "3、60万元以下的由股室审批",
        "2021、60万元",
        "第4、60万元",
    ],
)
def test_an_item_number_takes_no_unit(text: str) -> None:
    assert amounts(text) == [("60万元", "600000")]


@pytest.mark.parametrize(
    "text",
    ["支付15:05万元", "支付05万元", "编码12,34.5元", "金额3.5.7万元", "服务人次达21万", "百余万元", "好几十万元"],
)
def test_what_is_doubtful_is_left_out(text: str) -> None:
    assert amounts(text) == []


def test_two_figures_on_two_lines_stay_two() -> None:
    assert [each.yuan for each in money_in_cell("2,600\n410", "元")] == [2600, 410]
    assert [each.yuan for each in money_in_cell("88.10\n91.20", "万元")] == [881000, 912000]
    assert [each.yuan for each in money_in_cell("1500\n300.00", "元")] == [1500, 300]


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        ("7,204,3\n18.50", "7204318.5"),
        ("36018\n250.75", "36018250.75"),
        ("512.\n40", "512.4"),
        ("2,015,\n300", "2015300"),
    ],
)
def test_a_figure_cut_by_a_line_end_is_joined_where_it_is_proved(cell: str, yuan: str) -> None:
    assert [each.yuan for each in money_in_cell(cell, "元")] == [Decimal(yuan)]


@pytest.mark.parametrize("cell", ["", "-", "/", "—", "无", "18.5%", "共4台，70.20", "2021年", "详见附件3"])
def test_cells_without_an_amount(cell: str) -> None:
    assert money_in_cell(cell, "万元") == []


def test_where_the_unit_comes_from() -> None:
    (bare,) = money_in_cell("27.3", "万元", "caption")
    assert (bare.yuan, bare.unit, bare.unit_from) == (Decimal(273000), "万元", "caption")
    (own,) = money_in_cell("27.3元", "万元", "caption")
    assert (own.yuan, own.unit, own.unit_from) == (Decimal("27.3"), "元", "text")
    assert [each.yuan for each in money_in_cell("6.5~7", "万元")] == [65000, 70000]
    assert [each.text for each in money_in_cell("2019年付4.2万元，余1.8万元", "元")] == ["4.2万元", "1.8万元"]


def test_unit_in_header() -> None:
    assert unit_in("2022年决算数\n（万元）") == "万元"
    assert unit_in("绩效指标") is None


def test_currency_and_modifier() -> None:
    (loan,) = find_money("世行贷款约2,500万美元")
    assert (loan.yuan, loan.value, loan.currency, loan.modifier) == (None, 25_000_000, "USD", "约")
    assert [each.modifier for each in find_money("节约18.4万元，签约金额约90万元，签约6万元")] == [None, "约", None]
    assert [each.modifier for each in find_money("控制在100±5万元")] == [None, "±"]
    (limit,) = find_money("不超过40万元")
    assert limit.modifier == "不超过"


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("支付监理费1，23万元", ["1，23万元"]),
        ("差额为（5.6）万元", ["（5.6）万元"]),
        ("投入资金1.234.567,89元", ["1.234.567,89元"]),
        ("投资2.5×10⁴元、3 × 10⁵万元，每户10⁴元；注释10元¹", ["2.5×10⁴元", "3 × 10⁵万元", "10⁴元"]),
        ("K12+300 200万元、A3-200 300.5万元", ["300 200万元", "200 300.5万元"]),
        ("分别安排5，6，7万元", []),
        ("（3）万元以上的采购", []),
        ("拨付1，234万元、23.5万元，余5元", []),
        ("2024元月支付12.5万元", []),
        ("总投资12. 6亿元，其中债券2 0万元", ["12. 6亿元", "2 0万元"]),
        ("实付12 . 6万元、6 .5万元", ["12 . 6万元", "6 .5万元"]),
        ("1. 300万元以上的；2. 500万元以上的，拨付1 200.5万元", []),
        ("支出9215·00万元，结余3・5万元", ["9215·00万元", "3・5万元"]),
        ("支付12。5万元、12..5万元和12,,345元", ["12。5万元", "12..5万元", "12,,345元"]),
        ("拨付l2.5万元、5O.5万元和12.5O万元", ["l2.5万元", "5O.5万元", "12.5O万元"]),
        ("共3项。5万元以上的报批；·8万元以下的不报；3个·20万元", []),
    ],
)
def test_ill_formed_figures_are_told_and_not_read(text: str, doubtful: list[str]) -> None:
    assert [text[start:end] for start, end in find_doubtful_amounts(text)] == doubtful
    assert not any(each.text in part for each in find_money(text) for part in doubtful)


PLAIN_AND_NOT = st.lists(
    st.sampled_from(
        [
            "约",
            "1",
            "23",
            ",456",
            "，",
            ",",
            ".5",
            "万",
            "亿",
            "元",
            "整",
            "2024",
            "月",
            "、",
            "至",
            "-",
            "余",
            "人",
            "￥",
            "l",
        ]
    ),
    max_size=14,
).map("".join)


@given(PLAIN_AND_NOT)
def test_the_short_cut_reads_what_the_full_pattern_reads(text: str) -> None:
    quick = find_money(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(money_drafts, "_plain_draft", lambda *_: None)
        assert find_money(text) == quick


def test_bare_magnitude_behind_an_amount_of_its_list_counts_what_its_words_count() -> None:
    assert [found.text for found in find_money("补助12万元；惠及群众30万。")] == ["12万元"]
    assert [found.modifier for found in find_money("投入3000来万元，来自2户")] == ["来"]


def test_figures_called_amounts_without_a_unit_are_told() -> None:
    text = (
        "全区执行数1,032,849.44（含中央资金689,139.31万元），结余：15.80；评价得分为95.25分，资金3项，支出120.50万元。"
    )
    assert [text[start:end] for start, end in find_figures_without_unit(text)] == ["1,032,849.44", "15.80"]


def test_short_amounts_alone_in_a_cell() -> None:
    (found,) = short_amount_in_cell(" 35.60万")
    assert (found.text, found.start, found.end, found.yuan) == ("35.60万", 1, 7, Decimal(356000))
    assert short_amount_in_cell("惠及35.60万") == []


@pytest.mark.parametrize("text", ["￥163'989.06", "合同价￥1'234万元"])
def test_thousands_behind_an_apostrophe_leave_no_part_of_an_amount(text: str) -> None:
    assert not find_money(text)


def test_a_figure_beyond_all_money_does_not_stop_the_reading() -> None:
    assert [str(each.value) for each in find_money("壹拾至12.5亿亿亿亿万元，另付3万元")][-1] == "30000"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("年末结余-￥12.5万元", ["-125000"]),
        ("结余：-￥3.00", ["-3"]),
        ("￥5-￥6", ["5", "6"]),
        ("￥500元-￥600元", ["500", "600"]),
    ],
)
def test_a_minus_before_the_sign_of_the_currency(text: str, read: list[str]) -> None:
    assert [f"{each.yuan.normalize():f}" for each in find_money(text) if each.yuan is not None] == read


def test_amounts_of_a_text_read_again_are_a_list_of_their_own() -> None:
    text = "到位资金1,200.5万元，支付860万元。"
    first = find_money(text)
    assert [each.yuan for each in first] == [Decimal(12_005_000), Decimal(8_600_000)]
    first.clear()
    assert [each.text for each in find_money(text)] == ["1,200.5万元", "860万元"]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("中央300、省级200、县级100万元", [3_000_000, 2_000_000, 1_000_000]),
        ("其中中央300；省级200万元", [3_000_000, 2_000_000]),
        ("中央资金300以及省级资金200万元", [3_000_000, 2_000_000]),
    ],
)
def test_shares_are_told_by_what_joins_their_figures(text: str, yuan: list[int]) -> None:
    assert [each.yuan for each in find_money(text)] == list(map(Decimal, yuan))


def test_parts_in_brackets_that_add_up_are_amounts_whatever_they_are_of() -> None:
    told = "下达135万元，用于昂拉千户院壁画修复（{}万）和能科德千寺消防改造（50万）。"
    assert [str(each.yuan) for each in find_money(told.format("85"))] == ["1350000", "850000", "500000"]
    assert [str(each.yuan) for each in find_money(told.format("84"))] == ["1350000"]
    (whole,) = find_money("投入120万元，服务两镇居民（70万）和学生（30万）。")
    assert whole.text == "120万元"


def test_a_part_without_its_unit_behind_the_amount_that_it_is_of() -> None:
    told = "涉及补贴5.85万元；其中2.1万{}已流转到大户名下。"
    assert [str(each.yuan) for each in find_money(told.format("系"))] == ["58500", "21000"]
    assert [str(each.yuan) for each in find_money(told.format("亩"))] == ["58500"]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        # A letter or a Chinese digit inside a figure: what stands behind it is no amount of its own.
        ("资金l,200万元", []),
        ("资金lO0万元", []),
        ("资金2〇0万元", []),
        ("资金3二5万元", []),
        ("第二500万元", ["500万元=5000000"]),
        # A blank between thousands, or between a number and an amount.
        ("资金1 500万元", ["1 500万元=15000000"]),
        ("标段1 500万元", []),
        ("治理CO2 200万元", []),
        ("3 000-5 200万元", ["3 000=30000000", "5 200万元=52000000"]),
        ("第2标段 500万元", ["500万元=5000000"]),
        # A typist's 一 for a dash.
        ("每户0.5一1.2万元", ["0.5=5000", "1.2万元=12000"]),
        ("第一1.2万元", ["1.2万元=12000"]),
        # The number of a table before the words of its caption.
        ("附表3 万元以上设备明细表", []),
        ("软件3 万元", ["3 万元=30000"]),
        # Millions as English prints them.
        ("贷款US$1.2 million", []),
        ("贷款US$1.2，用于", ["US$1.2=1.2"]),
    ],
)
def test_no_part_of_a_figure_and_no_number_beside_it(text: str, amounts: list[str]) -> None:
    assert [f"{each.text}={each.value:f}" for each in find_money(text)] == amounts
