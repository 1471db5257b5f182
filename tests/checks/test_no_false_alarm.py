"""Clean reports made at random fail nothing; the same reports with one planted slip do."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest
from extractor.checks import RULES, run
from extractor.model.report import Check, ReportHead
from extractor.records.score_items import score_items
from extractor.records.values import values

from tests.records.builder import Writer
from tests.tables.sketched import report_of

CENT = Decimal("0.01")
SEEDS = range(60)


def wan(yuan: int) -> Decimal:
    """An amount in 万元 as reports round it."""
    return (Decimal(yuan) / 10000).quantize(CENT, ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole * 100).quantize(CENT, ROUND_HALF_UP)


class Clean:
    """A report whose every figure is rounded from the same exact amounts."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.writer = Writer()
        rows = self.random.randint(3, 9)
        self.budgets = [self.random.randint(100_000, 90_000_000) for _ in range(rows)]
        self.paid = [int(budget * self.random.uniform(0.3, 1)) for budget in self.budgets]

    def texts(self) -> list[str]:
        budget, paid = sum(self.budgets), sum(self.paid)
        parts = "、".join(f"项目{index}支出{wan(amount)}万元" for index, amount in enumerate(self.paid))
        return [
            f"全年下达资金{wan(budget)}万元，实际支出{wan(paid)}万元，预算执行率{percent(paid, budget)}%。",
            f"年末结余{wan(budget - paid)}万元。",
            f"实际支出{wan(paid):,}万元，其中：{parts}。",
            f"预算执行率为{percent(paid, budget)}%（{wan(paid)}万元/{wan(budget)}万元）。",
            f"实际支出{wan(paid)}万元（{paid:,}.00元），其中：甲项目{wan(self.paid[0])}万元，乙项目"
            f"{wan(self.paid[1])}万元。",
        ]

    def funds(self, *, slip: int | None = None) -> None:
        rows: list[list[object]] = [["单位", "预算数", "支出数", "结余数", "执行率"]]
        for index, (budget, paid) in enumerate(zip(self.budgets, self.paid, strict=True)):
            said = wan(paid) if index != slip else wan(paid) + Decimal(self.random.randint(5, 90))
            rows.append(
                [f"单位{index}", f"{wan(budget)}", f"{said}", f"{wan(budget - paid)}", f"{percent(paid, budget)}%"]
            )
        budget, paid = sum(self.budgets), sum(self.paid)
        rows.append(["合计", f"{wan(budget)}", f"{wan(paid)}", f"{wan(budget - paid)}", f"{percent(paid, budget)}%"])
        self.writer.table(
            rows,  # type: ignore[arg-type]
            kind="funds",
            roles=("unit_name", "budget_amount", "paid_amount", "balance", "rate"),
            units=(None, "万元", "万元", "万元", None),
            marks={len(rows) - 1: "total"},
            unit_line="单位：万元",
        )

    def scoring(self, *, slip: int | None = None) -> None:
        rows: list[list[object]] = [["一级指标", "二级指标", "三级指标", "分值", "扣分", "得分"]]
        total_lost = Decimal(0)
        whole = 0
        for level in ("决策", "过程", "产出", "效益"):
            points = [self.random.randint(2, 9) for _ in range(self.random.randint(2, 5))]
            whole += sum(points)
            for index, each in enumerate(points):
                lost = Decimal(self.random.choice(["0", "0", "0.5", "1", "1.25"]))
                total_lost += lost
                score = each - lost + (1 if slip == len(rows) else 0)
                name = (f"{level}（{sum(points)}分）", len(points), 1) if index == 0 else None
                rows.append([name, f"{level}管理", f"{level}{index}", str(each), f"{lost or ''}", str(score)])
        rows.append(["合计", "", "", str(whole), str(total_lost), str(whole - total_lost)])
        self.writer.table(
            rows,  # type: ignore[arg-type]
            kind="score",
            roles=("level1", "level2", "level3", "points", "deduction", "score"),
            marks={len(rows) - 1: "total"},
        )

    def results(self) -> list[Check]:
        reading = self.writer.reading()
        head = ReportHead(fiscal_year=2021, report_date="2022-06-30")
        return run(reading, head, score_items(reading), values(reading, head))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_report_fails_nothing(seed: int) -> None:
    clean = Clean(seed)
    for text in clean.texts():
        clean.writer.paragraph(text)
    clean.funds()
    clean.scoring()
    found = clean.results()
    assert [check.message for check in found if check.status == "fail"] == []
    assert {check.rule for check in found} <= {rule.name for rule in RULES}
    passed = {check.rule for check in found if check.status == "pass"}
    assert {"item_sum", "score_total", "level_points", "rate_in_row", "rate_told", "rate_of_two_figures"} <= passed


@pytest.mark.parametrize("seed", SEEDS)
def test_a_planted_amount_is_found(seed: int) -> None:
    clean = Clean(seed)
    clean.funds(slip=1)
    rules = {check.rule for check in clean.results() if check.status == "fail"}
    assert "column_sum" in rules


@pytest.mark.parametrize("seed", SEEDS)
def test_a_planted_score_is_found(seed: int) -> None:
    clean = Clean(seed)
    clean.scoring(slip=3)
    rules = {check.rule for check in clean.results() if check.status == "fail"}
    assert {"item_sum", "score_total"} <= rules


@pytest.mark.parametrize(("first", "status"), [(1, "fail"), (3, "unknown")])
def test_a_total_of_rows_that_begin_on_the_page_before(first: int, status: str) -> None:
    """A table without a caption whose serial numbers begin with 3 lacks its first rows."""
    rows = "".join(f"{first + n} | 第{n}标段 | {amount}\n" for n, amount in enumerate(("120.00", "80.00", "60.00")))
    report = report_of(f"序号 | 项目名称 | 预算数（万元）\n{rows} | 合计 | 290.00")
    assert [result.status for result in report.checks if result.rule == "column_sum"] == [status]
