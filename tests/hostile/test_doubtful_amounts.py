"""A figure in a money column that is no sure amount is no record, and is told."""

from __future__ import annotations

import pytest
from extractor.values import find_dates, find_document_numbers, find_doubtful_amounts, find_money

from tests.hostile.paper import Paper


def column(amount: str) -> Paper:
    rows = [["序号", "项目名称", "合同金额"], ["1", "道路维修", "880.00"], ["2", "绿化", amount]]
    return Paper().page().text(360, 92, "单位：元").table(60, 100, (40, 150, 110), rows)


@pytest.mark.parametrize("amount", ["（12.50）", "(12.5)", "△12.5", "—12.50", "12.5.3", "1.234.567,89", "12,34"])
def test_it_is_told(amount: str) -> None:
    report = column(amount).read()
    assert [money.text for money in report.money] == ["880.00"]
    issue = next(each for each in report.issues if each.code == "doubtful_amount")
    assert amount in issue.message
    assert issue.page == 1


@pytest.mark.parametrize("blank", ["", "/", "—", "0.00", "12.5%", "见附件2", "2023-1-5", "－12.50"])
def test_other_cells_are_not(blank: str) -> None:
    assert not [each for each in column(blank).read().issues if each.code == "doubtful_amount"]


@pytest.mark.parametrize(
    ("printed", "modifier"), [("核减12.50", "核减"), ("减少12.5", "减少"), ("不超过12.5", "不超过"), ("约12.5", "约")]
)
def test_words_that_blur_or_turn_an_amount_are_kept_beside_it(printed: str, modifier: str) -> None:
    amount = column(printed).read().money[-1]
    assert (str(amount.yuan), amount.modifier) == ("12.5", modifier)


LOST = ["1,\ue00034.50万元", "1,\ufffd34.50万元", "\ue12334.50万元", "1,2?4.50万元", "1■4.50万元", "1\u03322\u03324元"]


@pytest.mark.parametrize("amount", LOST)
def test_an_amount_a_character_of_which_was_lost_is_told(amount: str) -> None:
    text = f"项目资金88.00万元，其中{amount}用于维修。"
    assert [money.text for money in find_money(text)] == ["88.00万元"]
    assert [text[start:end] for start, end in find_doubtful_amounts(text)] == [amount]


@pytest.mark.parametrize("bullet", ["\uf06c", "●", "□", "■", "?"])
def test_a_bullet_before_an_amount_is_no_lost_digit(bullet: str) -> None:
    assert [money.text for money in find_money(f"{bullet}88.00万元以上")] == ["88.00万元"]


def test_a_date_or_a_number_a_digit_of_which_was_lost_is_none() -> None:
    assert [found.text for found in find_dates("2023年\ue0002月5日")] == ["2023年"]
    assert [found.text for found in find_dates("\uf0b72023年2月5日")] == ["2023年2月5日"]
    assert not find_document_numbers("依据望财绩〔2024〕1\ufffd4号")


@pytest.mark.parametrize("amount", ["△3.2万元", "▲5,000.00元"])
def test_a_mark_of_a_loss_before_an_amount_of_the_text_is_told(amount: str) -> None:
    report = Paper().page().text(72, 100, f"项目收入88.00万元，结余{amount}。").read()
    assert [money.text for money in report.money] == ["88.00万元"]
    assert any(each.code == "doubtful_amount" and amount in each.message for each in report.issues)


@pytest.mark.parametrize("figure", ["其中：省级财政资金 1,800.00", "600.00"])
def test_an_amount_below_no_head_of_a_form_is_told(figure: str) -> None:
    rows = [["项目名称", "水渠维修", ""], ["主管部门", "甲局", ""], ["实施单位", "", figure]]
    report = Paper().page().table(60, 100, (60, 150, 160), rows).read()
    assert [each.message for each in report.issues if each.code == "doubtful_amount"] == [
        f"第1页表格中的“{figure}”不能确定是多少金额，未予采用"
    ]


def test_rows_of_figures_torn_from_their_heads_are_told() -> None:
    rows = [["2", "琴川市", "60", "60.5", "76.4"], ["3", "石湾市", "100", "70", "54.2"]]
    codes = [each.code for each in Paper().page().table(60, 100, (30, 80, 60, 60, 60), rows).read().issues]
    assert "heads_unknown" in codes
