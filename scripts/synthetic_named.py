"""Sentences of reports made at random that rest on names and days: prices, rests, terms, parts of scores, far wholes.

Every figure agrees but for the one slip that a draft plants. ``SLIPS`` names the slips by kind.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from synthetic_draft import (
    Block,
    Draft,
    amount_drawn,
    capital_said,
    day_said,
    has_pair,
    heading_block,
    swapped,
    text_block,
)

SLIPS = {
    "words": (
        "named_price",
        "mean_price",
        "items_total",
        "rest_beyond",
        "not_passed",
        "part_swapped",
        "kinds_overshot",
        "source_missing",
    ),
    "total": ("share_paid",),
    "date": ("days_between", "days_planned", "days_late", "period_years"),
    "text": ("far_rate", "far_rest", "far_part", "named_whole"),
    "score": ("part_lost", "parts_of_score", "rate_of_score"),
    "unit": ("capital_word",),
}


def named(draft: Draft, year: int) -> list[Block]:
    """What a report tells by name: training, welfare, a works and its days, a whole here and its parts there."""
    return [
        heading_block("（六）专项工作情况", 2),
        *(text_block(text) for text in (*_prices(draft), *_kinds(draft), *_days(draft, year), *_far(draft))),
    ]


def _prices(draft: Draft) -> list[str]:
    rnd = draft.random
    first, second = rnd.randint(8, 14) * 100, rnd.randint(16, 28) * 100
    people = rnd.randint(123, 879)
    while not has_pair(f"{Decimal(people * second) / 10000:f}"):
        people += 1
    made = draft.print("named_price", f"{Decimal(people * second) / 10000:f}", swapped)
    homes, each = rnd.randint(1123, 6987), rnd.randint(113, 378) * 5
    grown = draft.print("mean_price", f"{Decimal(homes * each) / 10000:f}", swapped)
    rice, oil = rnd.randint(121, 480) * 5, rnd.randint(61, 180) * 2
    sums = [rice * Decimal("4.6"), oil * Decimal("12.5")]
    both = draft.print("items_total", f"{int(sum(sums)):,}", swapped)
    areas, done = rnd.randint(18, 47), rnd.randint(3, 9)
    left = draft.print("rest_beyond", f"{done}", lambda text: f"{int(text) + 4}")
    price = rnd.randint(101, 989) * 1000
    capital = capital_said(price)
    if draft.slip == "capital_word":
        wrong = capital_said(price + 1000 if price // 1000 % 10 != 9 else price - 1000)
        capital = draft.print("capital_word", capital, wrong)
    return [
        f"补贴标准为初级技师每人{first:,}元、高级技师每人{second:,}元。全年发放高级技师补贴{people}人{made}万元。",
        f"受益茶农{homes:,}户；户均增收{each:,}元，共计增收{grown}万元。",
        f"慰问品采购中，大米{rice:,}公斤，单价4.6元，金额{sums[0]:,.0f}元；食用油{oil}升，单价12.5元，金额{sums[1]:,.0f}元，"
        f"两项合计{both}元。",
        f"改造涉及{areas}个小区，已完工小区{areas - done}个，完工率{draft.rate(areas - done, areas)}%，"
        f"尚有{left}个正在施工。",
        f"监测设备合同价为人民币{capital}元整（小写：{price:,}元）。",
    ]


def _kinds(draft: Draft) -> list[str]:
    """Kinds that leave nothing out: what passed and what did not, sources of money, shares of a contract."""
    rnd = draft.random
    asked, passed = rnd.randint(311, 490), rnd.randint(211, 298)
    refused = draft.print("not_passed", f"{asked - passed}", lambda text: f"{int(text) + 10}")
    schools = [rnd.randint(20_123, 39_876), rnd.randint(10_123, 19_876), rnd.randint(2_123, 9_876)]
    while not has_pair(f"{schools[2]}"):
        schools[2] += 1
    third = draft.print("part_swapped", f"{schools[2]:,}", swapped)
    grave, slight = rnd.randint(21, 89), rnd.randint(1021, 2890)
    minor = draft.print("kinds_overshot", f"{slight}", lambda text: f"{int(text) + 20}")
    sources = [rnd.randint(1100, 2900), rnd.randint(310, 890), rnd.randint(210, 690)]
    own = draft.print("source_missing", f"{sources[2]}", lambda text: f"{int(text) - 130}")
    price = rnd.randint(113, 897) * 10_000
    rest = f"{price * 3 // 10:,}"
    while not has_pair(rest):
        price += 10_000
        rest = f"{price * 3 // 10:,}"
    rest = draft.print("share_paid", rest, swapped)
    return [
        f"创业补贴共受理申请{asked}笔，审核通过{passed}笔，未通过{refused}笔。",
        f"享受营养改善计划的学生共{sum(schools):,}人，其中小学{schools[0]:,}人、初中{schools[1]:,}人、教学点{third}人。",
        f"全年排查各类隐患{grave + slight}处，其中重大安全隐患{grave}处，一般安全隐患{minor}处。",
        f"灌区改造总投资{sum(sources)}万元，资金来源为中央水利资金{sources[0]}万元，省级补助{sources[1]}万元，"
        f"县级配套{own}万元。",
        f"软件开发合同金额{price:,}元，签订后支付首付款70%即{price * 7 // 10:,}元，验收后支付剩余30%即{rest}元。",
    ]


def _days(draft: Draft, year: int) -> list[str]:
    rnd = draft.random
    start = date(year, 3, rnd.randint(1, 28))
    days, planned, late = rnd.randint(123, 247), rnd.choice((150, 180, 210)), rnd.randint(12, 78)
    said = draft.print("days_between", f"{days}", lambda text: f"{int(text) + 40}")
    term = draft.print("days_planned", f"{planned}", lambda text: f"{int(text) - 30}")
    agreed = date(year, 7, rnd.randint(1, 28))
    too_late = draft.print("days_late", f"{late}", lambda text: f"{int(text) + 10}")
    months = draft.print("period_years", "两年", "三年")
    lease = date(year, 4, 1), date(year + 2, 3, 31)
    return [
        f"北坡治理项目于{day_said(start)}开工，{day_said(start + timedelta(days=days))}完工，实际工期{said}天。",
        f"南坡治理项目于{day_said(start)}开工，计划工期{term}天，应于{day_said(start + timedelta(days=planned))}完工。",
        f"二标段实际于{day_said(agreed + timedelta(days=late))}竣工，较合同约定的{day_said(agreed)}逾期{too_late}天。",
        f"办公场所租赁期限自{day_said(lease[0])}至{day_said(lease[1])}，共{months}。",
    ]


def _far(draft: Draft) -> list[str]:
    """Wholes and parts in sentences of their own, and the scores of a department's own evaluation."""
    rnd = draft.random
    whole, paid = amount_drawn(rnd, 4000, 9000), amount_drawn(rnd, 2000, 3900)
    while not has_pair(f"{draft.rate(paid, whole)}"):
        paid += 1
    rate = draft.print("far_rate", f"{draft.rate(paid, whole)}", swapped)
    other, spent = amount_drawn(rnd, 4000, 9000), amount_drawn(rnd, 2000, 3900)
    rest = draft.print("far_rest", f"{other - spent}", swapped)
    parts = [Decimal(rnd.randint(112345, 298765)) / 100 for _ in range(3)]
    while not has_pair(f"{parts[1]}"):
        parts[1] += 1
    third = draft.print("far_part", f"{parts[1]}", swapped)
    base, checked = amount_drawn(rnd, 5000, 9000), amount_drawn(rnd, 400, 900)
    while not has_pair(f"{draft.rate(checked, base)}"):
        checked += 1
    share = draft.print("named_whole", f"{draft.rate(checked, base)}", swapped)
    lost = [Decimal(rnd.randint(1, 4)) / 2 for _ in range(4)]
    said_lost = draft.print("part_lost", f"{lost[2]}", lambda text: f"{Decimal(text) + 1}")
    names, points = ("基础工作", "资金监管", "项目建设", "群众评价"), (15, 25, 35, 25)
    scores = [point - each for point, each in zip(points, lost, strict=True)]
    by_rate = rnd.randint(81, 96)
    score = draft.print("rate_of_score", f"{Decimal(by_rate) / 10}", lambda text: f"{Decimal(text) - 1}")
    made = draft.print("parts_of_score", f"{sum(scores)}", lambda text: f"{Decimal(text) - 2}")
    return [
        f"饮水安全巩固资金下达预算{whole}万元，由县水务局统一管理。",
        f"截至年末，饮水安全巩固资金已支出{paid}万元，支出率{rate}%。",
        f"危房改造资金下达{other}万元，用于全县农户。至年末实际支出{spent}万元，其余仍在国库，结余{rest}万元。",
        f"产业发展资金总额{sum(parts)}万元，由县乡村振兴局管理。",
        f"产业发展资金用于产业基地{parts[0]}万元、加工车间{third}万元、其他{parts[2]}万元。",
        f"全年住院补偿金额{base}万元，由县医保中心结算。抽查病历涉及{checked}万元，占住院补偿金额的{share}%。",
        "自查评分中，"
        + "；".join(f"{name}{point}分，得{each}分" for name, point, each in zip(names, points, scores, strict=True))
        + f"，自查合计{made}分。其中"
        + "，".join(f"{name}扣{said_lost if at == 2 else lost[at]}分" for at, name in enumerate(names))
        + "。",
        f"自查预算执行率指标满分10分，得{score}分，得分率{by_rate}%。",
    ]
