"""Sentences of reports made at random whose words say how each figure is made: growth, gaps, lists, prices, equations.

Every figure agrees but for the one slip that a draft plants. ``SLIPS`` names the slips by kind.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from synthetic_draft import CENT, Block, Draft, amount_drawn, heading_block, swapped, table_block, text_block

SLIPS = {
    "words": (
        "arrival_rate", "growth", "from_to", "points_risen", "gap", "rest_with_rate", "cut", "cut_rate", "saved",
        "times", "named_rate", "list_total", "closed_parts", "years_parts", "sources", "mean", "order", "priced",
        "share_in_order", "one_whole", "equation", "questionnaires",
    ),
    "table": ("row_product", "row_score_rate"),
}  # fmt: skip
TOWNS = ("东岭镇", "西塘镇", "南坪乡", "北桥镇")


def words(draft: Draft, year: int) -> list[Block]:
    """What a report tells of its results, with the tables of prices and of the scores by level."""
    return [
        heading_block("（四）绩效分析", 2),
        *(text_block(text) for text in (*_money(draft), *_counts(draft, year), *_lists(draft, year))),
        _prices(draft),
        _levels(draft),
    ]


def _money(draft: Draft) -> list[str]:
    rnd = draft.random
    planned, came = rnd.randint(400, 990) * 10, rnd.randint(210, 390) * 10
    rate = draft.print("arrival_rate", f"{draft.rate(came, planned)}", swapped)
    needed, there = rnd.randint(4000, 9000), rnd.randint(2000, 3900)
    gap = draft.print("gap", f"{needed - there}", swapped)
    income, spent = rnd.randint(4000, 9000), rnd.randint(2200, 3900)
    rest = draft.print("rest_with_rate", f"{income - spent}", swapped)
    sent, passed = amount_drawn(rnd, 4000, 9000), amount_drawn(rnd, 3000, 3900)
    cut = draft.print("cut", f"{sent - passed}", swapped)
    cut_rate = draft.print("cut_rate", f"{draft.rate(sent - passed, sent)}", swapped)
    limit, price = amount_drawn(rnd, 5000, 9000), amount_drawn(rnd, 3000, 4900)
    saved = draft.print("saved", f"{limit - price}", swapped)
    first, second = amount_drawn(rnd, 1000, 4000), amount_drawn(rnd, 1000, 4000)
    both = draft.print("equation", f"{first + second}", swapped)
    return [
        f"县级应配套资金{planned}万元，实际配套{came}万元，配套资金到位率{rate}%。",
        f"后续管护资金需求{needed}万元，已落实{there}万元，资金缺口{gap}万元。",
        f"工会经费全年收入{income}元，支出{spent}元，结余{rest}元。",
        f"南岭水库工程送审金额{sent}万元，审定金额{passed}万元，核减{cut}万元，核减率{cut_rate}%。",
        f"桃源泵站招标控制价{limit}万元，中标价{price}万元，节约{saved}万元。",
        f"两期工程补助为{first}万元＋{second}万元＝{both}万元。",
    ]


def _counts(draft: Draft, year: int) -> list[str]:
    rnd = draft.random
    before, after = rnd.randint(1100, 4900), rnd.randint(5100, 9900)
    grown = draft.print("growth", f"{draft.rate(after - before, before)}", swapped)
    fell, to = rnd.randint(500, 990), rnd.randint(110, 490)
    fallen = draft.print("from_to", f"{draft.rate(fell - to, fell)}", swapped)
    low, high = Decimal(rnd.randint(705, 849)) / 10, Decimal(rnd.randint(871, 989)) / 10
    risen = draft.print("points_risen", f"{high - low}", lambda text: f"{Decimal(text) + Decimal('1.5')}")
    size, factor = rnd.randint(12, 88) * 100, Decimal(rnd.randint(13, 37)) / 10
    times = draft.print("times", f"{factor}", lambda text: f"{Decimal(text) + Decimal('0.8')}")
    cases, closed = rnd.randint(500, 900), rnd.randint(310, 480)
    closed_rate = draft.print("named_rate", f"{draft.rate(closed, cases)}", swapped)
    people, each = rnd.randint(210, 480), rnd.randint(12, 48) * 50
    paid = draft.print("priced", f"{Decimal(people * each) / 10000:f}", swapped)
    sent, back = rnd.randint(400, 600), rnd.randint(300, 390)
    returned = draft.print("questionnaires", f"{draft.rate(back, sent)}", swapped)
    return [
        f"{year}年接待游客{after}人次，比{year - 1}年的{before}人次增长{grown}%。",
        f"群众投诉由{year - 1}年的{fell}件下降到{year}年的{to}件，下降{fallen}%。",
        f"设备完好率由{low}%提高到{high}%，提高{risen}个百分点。",
        f"全年产量{int(size * factor)}吨，是项目实施前{size}吨的{times}倍。",
        f"全年受理事项{cases}件，办结{closed}件，办结率{closed_rate}%。",
        f"培训学校申报补贴{people}人，每人{each}元，合计{paid}万元。",
        f"共发放问卷{sent}份，回收{back}份，回收率{returned}%。",
    ]


def _lists(draft: Draft, year: int) -> list[str]:
    rnd = draft.random
    points = (rnd.randint(12, 18), rnd.randint(21, 27), rnd.randint(31, 37))
    weights = (*points, 100 - sum(points))
    listed = "、".join(f"{name}{each}分" for name, each in zip(("立项", "管理", "完成", "成效"), weights, strict=True))
    total = draft.print("list_total", "100", "90")
    answers = [rnd.randint(110, 190), rnd.randint(61, 99), rnd.randint(21, 49), rnd.randint(3, 19)]
    said = draft.print("closed_parts", f"{sum(answers)}", lambda text: f"{int(text) + 12}")
    by_year = [rnd.randint(210, 890) for _ in range(3)]
    three = draft.print("years_parts", f"{sum(by_year)}", lambda text: f"{int(text) + 130}")
    money = [rnd.randint(1100, 4900) for _ in range(4)]
    self_paid = draft.print("sources", f"{money[3]}", lambda text: f"{int(text) + 170}")
    costs = [rnd.randint(100, 300) * 3 for _ in range(3)]
    mean = draft.print("mean", f"{sum(costs) // 3}", lambda text: f"{int(text) + 31}")
    ranked = sorted((Decimal(each) / 10 for each in rnd.sample(range(610, 980), 4)), reverse=True)
    third = f"{ranked[2]}"
    if draft.slip == "order":
        third = draft.print("order", f"{ranked[3]}", lambda text: text)
        ranked[3] = ranked[2]
    order = "、".join(
        f"{town}{score}分" for town, score in zip(TOWNS, (ranked[0], ranked[1], third, ranked[3]), strict=True)
    )
    parts = [rnd.randint(1100, 5900) for _ in range(3)]
    whole = sum(parts)
    shares = [f"{draft.rate(part, whole)}" for part in parts]
    middle = draft.print("share_in_order", shares[1], lambda text: f"{Decimal(text) + Decimal('2.5')}")
    uses = [rnd.randint(1100, 5900) for _ in range(3)]
    used = [f"{draft.rate(part, sum(uses))}" for part in uses]
    last = draft.print("one_whole", used[2], lambda text: f"{Decimal(text) + Decimal('2.5')}")
    return [
        f"评价指标为{listed}，合计{total}分。",
        f"满意度调查收回{said}份，其中非常满意{answers[0]}份、满意{answers[1]}份、一般{answers[2]}份、"
        f"不满意{answers[3]}份。",
        f"三年共完成造林{three}亩，其中{year - 2}年{by_year[0]}亩、{year - 1}年{by_year[1]}亩、"
        f"{year}年{by_year[2]}亩。",
        f"二期工程总投入{sum(money)}万元，其中：中央财政{money[0]}万元、省级财政{money[1]}万元、市级财政{money[2]}万元、"
        f"单位自筹{self_paid}万元。",
        f"三个年度分别支出办公经费{costs[0]}元、{costs[1]}元、{costs[2]}元，平均{mean}元。",
        f"各乡镇考核得分由高到低依次为：{order}。",
        f"奖补资金{whole}元，由东片区{parts[0]}元、西片区{parts[1]}元、北片区{parts[2]}元组成，"
        f"分别占{shares[0]}%、{middle}%和{shares[2]}%。",
        f"公用经费支出总额{sum(uses)}元。差旅支出{uses[0]}元，占公用经费的{used[0]}%；会议支出{uses[1]}元，"
        f"占公用经费的{used[1]}%；培训支出{uses[2]}元，占公用经费的{last}%。",
    ]


def _prices(draft: Draft) -> Block:
    """Counts, prices and amounts of works."""
    rnd = draft.random
    rows: list[list[Any]] = [["工程内容", "数量", "单价（元）", "合价（元）"]]
    for index, name in enumerate(("渠道衬砌", "机耕路", "泵房", "土壤改良", "管护用房")):
        count, price = rnd.randint(120, 890), Decimal(rnd.randint(2100, 98000)) / 100
        made = f"{(count * price).quantize(CENT, ROUND_HALF_UP)}"
        rows.append([name, f"{count}", f"{price}", draft.print("row_product", made, swapped) if index == 3 else made])
    return table_block("表2-4 主要工程量及造价表", rows)


def _levels(draft: Draft) -> Block:
    """The rates of a department's own checks by level."""
    rnd = draft.random
    rows: list[list[Any]] = [["自查内容", "分值", "得分", "得分率"]]
    for index, name in enumerate(("组织领导", "制度建设", "资金管理", "档案管理")):
        points = rnd.randint(15, 35)
        score = points - Decimal(rnd.randint(3, 40)) / 10
        rate = f"{draft.rate(score, points)}"
        rows.append(
            [name, f"{points}", f"{score}", f"{draft.print('row_score_rate', rate, swapped) if index == 2 else rate}%"]
        )
    return table_block("表2-5 自查得分情况表", rows)
