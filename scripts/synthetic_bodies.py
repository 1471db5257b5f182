"""Tables of reports made at random that list bodies, months and stages, and what the text tells of their rows.

Every figure agrees but for the one slip that a draft plants. ``SLIPS`` names the slips by kind.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from synthetic_draft import (
    CENT,
    Block,
    Draft,
    amount_drawn,
    day_said,
    digit_changed,
    has_pair,
    heading_block,
    swapped,
    table_block,
    text_block,
)

SLIPS = {
    "total": ("running", "other_table", "row_forgotten", "point_moved", "digit_in_total", "unit_of_total"),
    "rate": ("row_rate_digit", "share_by_row", "column_of_shares"),
    "date": ("days_column",),
    "score": ("body_total", "body_grade", "body_rank"),
    "text": ("row_told", "row_rest_told", "extreme_told", "total_told", "total_rate_told", "serial", "rows_listed"),
}
BODIES = ("城东幼儿园", "城西幼儿园", "河口小学", "青石小学", "云台中学", "职业学校")
MONTHS = ("3月", "5月", "7月", "9月", "11月", "12月")


def bodies(draft: Draft, year: int) -> list[Block]:
    """What a report tells of the bodies that spend its money."""
    return [
        heading_block("（五）分单位情况", 2),
        *_spending(draft),
        _ranking(draft),
        _months(draft),
        *_purchases(draft),
        _stages(draft, year),
        _answers_in_all(draft),
    ]


def _spending(draft: Draft) -> list[Block]:
    """Budget, payment, rest and rate of each body, and what the text tells of the rows and of the total."""
    rnd, rows, serial = draft.random, [["序号", "单位", "预算数（万元）", "支出数（万元）", "执行率"]], 0
    totals = [Decimal(0), Decimal(0)]
    while not totals[0] or not has_pair(f"{draft.rate(totals[1], totals[0])}"):
        spent = _drawn(rnd)
        totals = [sum((each[at] for each in spent), Decimal(0)) for at in (0, 1)]
    rates = [draft.rate(paid, budget) for budget, paid in spent]
    skipped = draft.slip == "serial"
    for at, (name, (budget, paid), rate) in enumerate(zip(BODIES, spent, rates, strict=True)):
        serial += 1
        if skipped and at == len(BODIES) // 2:
            serial += 1
            draft.print("serial", "", str(serial))
        said, shown = f"{budget}", f"{rate}"
        if at == 1:
            said = draft.print("point_moved", said, lambda text: f"{Decimal(text) / 10:.2f}")
        if at == 2:
            shown = draft.print("row_rate_digit", shown, lambda text: digit_changed(text, 1))
        rows.append([str(serial), name, said, f"{paid}", f"{shown}%"])
    lacking = spent[3][1]
    whole = draft.print("row_forgotten", f"{totals[1]}", lambda text: f"{Decimal(text) - lacking}")
    if draft.slip == "digit_in_total":
        whole = draft.print("digit_in_total", whole, lambda text: digit_changed(text, 1))
    rows.append(["", "合计", f"{totals[0]}", whole, f"{draft.rate(totals[1], totals[0])}%"])
    top, low = rates.index(max(rates)), rates.index(min(rates))
    lowest = draft.print("extreme_told", f"{rates[low]}", swapped)
    told = draft.print("row_told", f"{spent[4][1]}", swapped)
    rest = draft.print("row_rest_told", f"{spent[5][0] - spent[5][1]}", swapped)
    in_all = draft.print("total_told", f"{totals[1]}", swapped)
    rate_in_all = draft.print("total_rate_told", f"{draft.rate(totals[1], totals[0])}", swapped)
    people = [rnd.randint(23, 89) for _ in BODIES]
    listed = draft.print("rows_listed", f"{sum(people)}", lambda text: f"{int(text) - 12}")
    unit = draft.print("unit_of_total", "万元", "元")
    if draft.slip == "unit_of_total":
        draft.planted = f"{totals[0]}元"
    return [
        text_block(
            f"各单位支出合计{in_all}万元，平均预算执行率{rate_in_all}%。执行率最高的是{BODIES[top]}，为{rates[top]}%；最低的是"
            f"{BODIES[low]}，为{lowest}%。{BODIES[4]}支出{told}万元，{BODIES[5]}年末结余{rest}万元。"
        ),
        text_block(f"上述单位预算数合计{totals[0]}{unit}，均由财政专户拨付。"),
        text_block(f"各单位共有教职工{listed}人，其中{'、'.join(map(_people, BODIES, people))}。"),
        table_block("表2-6 各单位预算执行情况表", rows),
    ]


def _drawn(rnd: Random) -> list[tuple[Decimal, Decimal]]:
    """The budget of each body and what it spent."""
    exact = [
        (Decimal(100 * rnd.randint(90, 900) + 37 * at + 13) / 100, Decimal(rnd.randint(700, 960)) / 1000)
        for at in range(len(BODIES))
    ]
    return [(budget, (budget * share).quantize(CENT, ROUND_HALF_UP)) for budget, share in exact]


def _people(name: str, count: int) -> str:
    return f"{name}{count}人"


def _ranking(draft: Draft) -> Block:
    """Scores of each body with their total, grade and rank."""
    rnd = draft.random
    parts = [[20 - Decimal(rnd.randint(0, 8)) / 2, 30 - Decimal(rnd.randint(0, 14)) / 2] for _ in BODIES]
    totals: list[Decimal] = []
    for at, each in enumerate(parts):
        aimed = (Decimal("92.5"), Decimal("90.5"), Decimal(88), Decimal(84), Decimal(79), Decimal(75))[at]
        totals.append(aimed + Decimal(rnd.randint(0, 3)) / 2)
        each.append(totals[-1] - sum(each))
    order = list(range(len(BODIES)))
    rnd.shuffle(order)
    ranks = {at: place + 1 for place, at in enumerate(sorted(order, key=lambda each: -totals[each]))}
    if draft.slip == "body_rank":
        draft.planted = f"{totals[2]}"
        ranks[2], ranks[3] = ranks[3], ranks[2]
    rows: list[list[Any]] = [["单位", "决策（20分）", "过程（30分）", "产出及效益（50分）", "总分", "等级", "排名"]]
    for at in order:
        total, grade = f"{totals[at]}", "优" if totals[at] >= 90 else "良" if totals[at] >= 80 else "中"
        if at == 4:
            total = draft.print("body_total", total, lambda text: f"{Decimal(text) - 2}")
        if at == 3 and draft.slip == "body_grade":
            grade, draft.planted = "优", "优"
        rows.append([BODIES[at], *(f"{part}" for part in parts[at]), total, grade, str(ranks[at])])
    return table_block("表2-7 各单位考核得分情况表", rows)


def _months(draft: Draft) -> Block:
    """What was paid month by month, and up to each."""
    rnd, reached, rows = draft.random, Decimal(0), [["月份", "当月拨付（万元）", "累计拨付（万元）"]]
    for at, month in enumerate(MONTHS):
        paid = amount_drawn(rnd, 40, 900)
        reached += paid
        said = draft.print("running", f"{reached}", swapped) if at == 3 else f"{reached}"
        rows.append([month, f"{paid}", said])
    return table_block("表2-8 资金拨付进度表", rows)


def _purchases(draft: Draft) -> list[Block]:
    """Contracts, and the same ones with what is kept back of them."""
    rnd = draft.random
    names = ("录播教室设备", "食堂灶具设备", "校园监控设备", "图书及书架", "多媒体一体机")
    rows: list[list[Any]] = [["采购内容", "中标金额（元）", "供应商"]]
    again: list[list[Any]] = [["采购内容", "合同金额（元）", "验收结论"]]
    for at, name in enumerate(names):
        amount = f"{amount_drawn(rnd, 30_000, 900_000):,}"
        rows.append([name, amount, f"云州{'甲乙丙丁戊'[at]}信商贸有限公司"])
        again.append([name, draft.print("other_table", amount, swapped) if at == 2 else amount, "合格"])
    return [table_block("表2-9 设备采购中标情况表", rows), table_block("表2-10 设备验收情况表", again)]


def _stages(draft: Draft, year: int) -> Block:
    """Works with their beginning, their end, and the days between."""
    rnd, rows = draft.random, [["工程名称", "开工日期", "竣工日期", "实际工期（天）"]]
    for at, name in enumerate(("教学楼维修", "操场改造", "食堂改造", "围墙修缮", "管网改造")):
        start = date(year, rnd.randint(3, 5), rnd.randint(1, 28))
        days = rnd.randint(61, 180)
        said = draft.print("days_column", f"{days}", lambda text: f"{int(text) + 30}") if at == 3 else f"{days}"
        rows.append([name, day_said(start), day_said(start + timedelta(days=days)), said])
    return table_block("表2-11 零星工程实施情况表", rows)


def _answers_in_all(draft: Draft) -> Block:
    """Answers of all who were asked with their shares, and the total of both."""
    rnd, rows = draft.random, [["选项", "人数（人）", "占比"]]
    counts = [rnd.randint(301, 480), rnd.randint(201, 299), rnd.randint(51, 149), rnd.randint(21, 49)]
    for at, (name, count) in enumerate(zip(("非常满意", "满意", "一般", "不满意"), counts, strict=True)):
        share = f"{draft.rate(count, sum(counts))}"
        if at == 1:
            share = draft.print("share_by_row", share, lambda text: f"{Decimal(text) + 10}")
        if at == 2:
            share = draft.print("column_of_shares", share, swapped)
        rows.append([name, f"{count}", f"{share}%"])
    rows.append(["合计", f"{sum(counts)}", "100.00%"])
    return table_block("表2-12 家长满意度调查结果表", rows)
