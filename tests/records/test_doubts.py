"""Values of scans that a reader should look at again, and which checks make that needless."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from extractor.model.geometry import Box, Page, Rulings, Run, Stamp, Turn
from extractor.model.layout import Line
from extractor.model.report import Cell, Check, Evidence, Money, Table
from extractor.records.doubts import doubts
from extractor.records.issues import issues
from extractor.records.values import Values


def scanned(*stamps: Stamp) -> Page:
    run = Run("12.50万元", (0.0,) * 7, (1.0,) * 7, 0.0, 12.0, 10.0, 12.0, "scan", False, (0.7,) * 7)
    nothing = Rulings((), ())
    return Page(1, 595, 842, 0, Turn(0, 595, 842), (run,), (), nothing, (), (), "scanned", stamps=stamps)


def codes(check: Check | None, *stamps: Stamp) -> list[str]:
    evidence = [Evidence(page=1, start=0, end=7, bbox=(0, 0, 1, 1), confidence=0.7, source="ocr")]
    amount = Money(text="12.50万元", yuan=Decimal(125000), unit="万元", unit_from="text", evidence=evidence)
    found: Any = SimpleNamespace(money=[amount], dates=[], document_numbers=[])
    return [issue.code for issue in doubts([scanned(*stamps)], found, [], [check] if check else [])]


def passed(rule: str, stated: str = "125000", computed: str = "125000") -> Check:
    evidence = [Evidence(page=1, start=0, end=7, bbox=(0, 0, 1, 1))]
    return Check(rule=rule, status="pass", stated=stated, computed=computed, message="", evidence=evidence)


def test_an_unsure_amount_is_listed_unless_a_sum_confirms_it() -> None:
    assert "low_confidence" in codes(None)
    assert "low_confidence" not in codes(passed("column_sum"))


@pytest.mark.parametrize(
    "check",
    [
        passed("rate_in_row"),  # 98.3% holds with another last digit of the amount
        passed("dates_in_order"),
        passed("score_above_points"),
        passed("amount_in_table", computed="125008.75"),  # agrees when rounded: the last digits are not confirmed
    ],
)
def test_what_a_wrong_digit_does_not_break_confirms_nothing(check: Check) -> None:
    assert "low_confidence" in codes(check)


def test_a_seal_that_hides_print_is_told() -> None:
    box = Box(100, 100, 220, 220)
    assert "seal_over_print" in codes(None, Stamp(box, None, None, lifted=False))
    assert "seal_over_print" not in codes(None, Stamp(box, "某某县财政局", 0.99, lifted=True))


def test_many_unsure_values_are_told_together_the_least_sure_first() -> None:
    sure = (0.8, 0.5, 0.7, 0.6, 0.85, 0.4)
    amounts = [
        Money(
            text=f"{place + 1}2.50万元",
            yuan=Decimal(25000),
            unit="万元",
            unit_from="text",
            evidence=[Evidence(page=1, start=9 * place, end=9 * place + 7, bbox=(0, 0, 1, 1), confidence=each)],
        )
        for place, each in enumerate(sure)
    ]
    few: Any = SimpleNamespace(money=amounts[:5], dates=[], document_numbers=[])
    many: Any = SimpleNamespace(money=amounts, dates=[], document_numbers=[])
    assert [issue.code for issue in doubts([scanned()], few, [], [])].count("low_confidence") == 5
    (issue,) = [each for each in doubts([scanned()], many, [], []) if each.code == "low_confidence"]
    assert issue.message.index("“62.50万元”（0.40）") < issue.message.index("“22.50万元”（0.50）")
    assert all(f"“{amount.text}”" in issue.message for amount in amounts)


def column(*texts: str, confidence: float | None = 0.99) -> Table:
    places = [
        Evidence(page=1, start=9 * row, end=9 * row + len(text), bbox=(0, 0, 1, 1), confidence=confidence)
        for row, text in enumerate(texts)
    ]
    cells = [
        Cell(row=row, column=0, rowspan=1, colspan=1, text=text, page=1, bbox=(0, 0, 1, 1), evidence=[place])
        for row, (text, place) in enumerate(zip(texts, places, strict=True))
    ]
    return Table(
        id="t1",
        kind="other",
        caption=None,
        unit=None,
        pages=[1],
        header_rows=1,
        rows=[[text] for text in texts],
        cells=cells,
        evidence=places,
    )


def told_of(table: Table) -> list[str]:
    nothing: Any = SimpleNamespace(money=[], dates=[], document_numbers=[])
    return [issue.message for issue in doubts([scanned()], nothing, [table], []) if issue.code != "unsure_lines"]


@pytest.mark.parametrize(
    ("unsure", "told"), [("1$7B6币政", ["在职人员经费合计1,1$7B6币政局用经"]), ("B6", []), ("1", [])]
)
def test_the_place_of_a_line_that_is_hardly_readable_is_told(unsure: str, told: list[str]) -> None:
    text = "其中在在职人员经费合计1,1$7B6币政局用经10.66万元"
    start = text.index(unsure)
    sure = tuple(0.65 if start <= place < start + len(unsure) else 0.99 for place in range(len(text)))
    page = scanned()
    line = replace(page.runs[0], text=text, left=(0.0,) * len(text), right=(1.0,) * len(text), confidence=sure)
    nothing: Any = SimpleNamespace(money=[], dates=[], document_numbers=[])
    messages = [each.message for each in doubts([replace(page, runs=(line,))], nothing, [], [])]
    assert [message.partition("：“")[2].rstrip("”") for message in messages] == told


@pytest.mark.parametrize("misread", ["7.", "1", "77", "一"])
def test_a_running_number_that_is_none_is_told(misread: str) -> None:
    (message,) = told_of(column("序号", "5", "6", misread, "8", "9", "10"))
    assert f"“{misread}”" in message


def test_other_figures_of_a_column_are_no_running_numbers() -> None:
    assert told_of(column("序号", "5", "6", "7", "8", "9")) == []
    assert told_of(column("分值", "5", "6", "4", "8", "10")) == []
    assert told_of(column("序号", "5", "6", "1", "2", "3")) == []


@pytest.mark.parametrize(
    ("cut", "is_told"), [("110,858.", True), ("304,885.6", True), ("82", True), ("0", False), ("100%", False)]
)
def test_a_figure_with_fewer_decimals_than_its_column_is_told(cut: str, is_told: bool) -> None:
    told = told_of(column("未付款", "35,539.60", "0.00", cut, "350,459.25", "1,434,068.40"))
    assert [f"“{cut}”" in message for message in told] == [True] * is_told
    assert told_of(column("未付款", "35,539.60", "35,539", "35.5", "0.00", "18.25")) == []
    assert told_of(column("未付款", "35,539.60", "0.00", "7.1", "0.25", "9.40", confidence=None)) == []


def test_a_figure_that_ran_into_the_cell_beside_it_is_listed() -> None:
    assert "“年度指标值-505”" in told_of(column("年度指标值-505", confidence=0.8))[0]
    assert told_of(column("2022年度农村公路养护工程竣工验收结论及备案", confidence=0.8)) == []


@pytest.mark.parametrize(
    ("text", "sure", "is_told"),
    [
        ("某某镇卫生牛院", 0.85, True),
        ("某某镇卫生院", 0.97, False),
        ("该项目按计划完成，资料齐全，但有两个单位进度滞后", 0.85, False),
        ("该项目按计划完成，资料齐全，但有两个单位进度滞后", 0.5, True),
    ],
)
def test_words_of_a_cell_with_a_doubtful_sign_are_told(text: str, sure: float, is_told: bool) -> None:
    found: Any = SimpleNamespace(money=[], dates=[], document_numbers=[])
    issues = doubts([scanned()], found, [column("单位", text, confidence=sure)], [])
    assert any(f"“{text}”" in issue.message for issue in issues) == is_told


@pytest.mark.parametrize(("text", "is_told"), [("5", False), ("U", True)])
def test_a_sum_confirms_no_cell_without_a_digit(text: str, is_told: bool) -> None:
    found: Any = SimpleNamespace(money=[], dates=[], document_numbers=[])
    issues = doubts([scanned()], found, [column(text, confidence=0.2)], [passed("level_points")])
    assert any(f"“{text}”" in issue.message for issue in issues) == is_told


def loose(*texts: str, sure: float | None = 0.99) -> list[str]:
    items = [Line(text, [0.0] * len(text), [1.0] * len(text), 0.0, 10.0, 10.0, False, "scan", 1) for text in texts]
    for item in items:
        item.confidence = None if sure is None else [sure] * len(item.text)
    outline = SimpleNamespace(sections=[])
    layouts = [SimpleNamespace(items=items)]
    reading: Any = SimpleNamespace(tables=[], blocks=[], outline=outline, pages=SimpleNamespace(layouts=layouts))
    head: Any = SimpleNamespace(report_type="evaluation", region="某县")
    return [issue.code for issue in issues([], reading, head, Values(), False)]


def test_figures_of_a_scan_that_no_table_took_in_are_told() -> None:
    rows = ["83,341\t9097", "2,185.4221", "95597 53183", "-6,726.37"]
    assert loose(*rows) == ["loose_figures"]
    assert loose(*rows[:3]) == []
    assert loose("12", "— 12 —", "7", "2.5", *rows[:2]) == []  # numbers of pages and of a list
    assert loose("高岭村 5540.25", "2023年", "96.5%。", *rows[:3]) == []
    assert loose(*rows, sure=None) == []  # told by the file itself


@pytest.mark.parametrize(("sure", "told"), [(0.8, ["“700.00”"]), (0.99, [])])
def test_amounts_are_told_whose_unit_an_unsure_head_gives(sure: float, told: list[str]) -> None:
    """A seal hid 万 in 合同金额（万元）: the figures below were sure, and wrong."""

    def at(row: int, least: float) -> list[Evidence]:
        return [
            Evidence(
                page=1,
                start=9 * row,
                end=9 * row + 6,
                bbox=(0, 0, 1, 1),
                table="t1",
                row=row,
                column=1,
                confidence=least,
            )
        ]

    cells = [
        Cell(row=0, column=1, rowspan=1, colspan=1, text="合同金额元", page=1, bbox=(0, 0, 1, 1), evidence=at(0, sure)),
        Cell(row=1, column=1, rowspan=1, colspan=1, text="700.00", page=1, bbox=(0, 0, 1, 1), evidence=at(1, 1.0)),
    ]
    table = Table(
        id="t1", kind="contracts", caption=None, unit=None, pages=[1], header_rows=1, rows=[], cells=cells, evidence=[]
    )
    amount = Money(text="700.00", yuan=Decimal(700), unit="元", unit_from="header", evidence=at(1, 1.0))
    found: Any = SimpleNamespace(money=[amount], dates=[], document_numbers=[])
    issues = doubts([scanned()], found, [table], [])
    quoted = [issue.message.rpartition("：")[2] for issue in issues if "单位由此而来" in issue.message]
    assert quoted == told
