"""Reports made at random whose every figure agrees, in which one slip of a known kind may be planted.

``make(seed)`` gives a clean report, ``make(seed, slip)`` the same one with a slip; ``SLIPS`` names the slips. What is
printed is decided by the seed alone: the wording, the tables, the typesetting. ``Made.planted`` is the figure or date
that is wrong, as printed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from itertools import chain
from typing import Any

from synthetic_bodies import SLIPS as SLIPS_OF_BODIES
from synthetic_bodies import bodies
from synthetic_details import SLIPS as SLIPS_OF_DETAILS
from synthetic_details import details
from synthetic_draft import CENT, Block, Draft, capital_said, day_said, heading_block, text_block
from synthetic_named import SLIPS as SLIPS_OF_NAMES
from synthetic_named import named
from synthetic_turns import turns
from synthetic_words import SLIPS as SLIPS_OF_WORDS
from synthetic_words import words
from typeset.flow import flow
from typeset.look import resolve_look
from typeset.press import draw

STYLES = ("rl", "rl-open", "rl-shaded", "rl")
# Reports without a slip are set in more ways: tables whose rulings tell less accuse less, but may be misread.
STYLES_OF_CLEAN = (*STYLES, "rl-three", "rl-none", "rl-kangxi", "rl-rot90", "rl-watermark")
UNITS = ("财政", "教育", "水利", "交通运输", "农业农村", "民政", "卫生健康", "林业")


@dataclass
class Made:
    """A report as blocks of source.json, and what was planted in it."""

    blocks: list[Block]
    style: str
    planted: str | None = None

    def pdf(self) -> bytes:
        """The report typeset."""
        look = resolve_look({"typesetter": "reportlab"}, self.style)
        file = BytesIO()
        draw(flow(self.blocks, look), look, "绩效评价报告", file, None)
        return file.getvalue()


def make(seed: int, slip: str | None = None) -> Made:
    """The report of a seed; ``slip`` is one of ``SLIPS``."""
    draft = Draft(seed, slip)
    year = draft.random.randint(2020, 2024)
    place = draft.random.choice("云河清平安泰丰")
    county = f"{place}{draft.random.choice('山江水阳')}县"
    field_ = draft.random.choice(UNITS)
    ended = date(year + 1, draft.random.randint(4, 8), draft.random.randint(2, 27))
    signed = ended + timedelta(days=draft.random.randint(5, 40))
    blocks: list[Block] = [{"type": "title", "lines": [f"{county}{year}年度{field_}专项资金绩效评价报告"]}]
    blocks += _opening(draft, year, county, field_, ended)
    blocks += _funds(draft, year)
    blocks += _contracts(draft, year)
    blocks += details(draft, year)
    blocks += words(draft, year)
    blocks += bodies(draft, year)
    blocks += named(draft, year)
    if slip is None:
        blocks += turns(draft, year)
    blocks += _scores(draft, year)
    if draft.slip == "report_date":
        signed = date(year + 1, 1, draft.random.randint(1, 28))
        draft.planted = day_said(signed)
    blocks.append({"type": "signature", "lines": [f"{county}正衡咨询有限公司", day_said(signed)]})
    styles = STYLES_OF_CLEAN if slip is None else STYLES
    style = styles[seed % len(styles)]
    if draft.slip is not None and draft.planted is None:
        raise ValueError(f"{slip} was not planted")
    return Made(blocks, style, draft.planted)


def _opening(draft: Draft, year: int, county: str, field_: str, ended: date) -> list[Block]:
    began = ended - timedelta(days=draft.random.randint(30, 60))
    cited = draft.print("cited_year", str(year), str(year + 4))
    approved = day_said(date(year - 1, draft.random.randint(3, 11), draft.random.randint(1, 28)))
    approved = draft.print("year_typo", approved, lambda text: f"21{text[2:]}")
    checked = draft.print("impossible_day", f"{year}年6月21日", f"{year}年6月31日")
    return [
        text_block(
            f"根据《预算绩效管理办法》（{county[0]}财绩〔{cited}〕{draft.random.randint(2, 90)}号）要求，"
            f"评价组于{day_said(began)}至{day_said(ended)}对{county}{field_}局{year}年度专项资金开展了绩效评价。"
        ),
        heading_block("一、基本情况"),
        text_block(f"项目于{approved}经县政府批准立项，{checked}完成中期检查，由{county}{field_}局组织实施。"),
    ]


def _funds(draft: Draft, year: int) -> list[Block]:
    rnd = draft.random
    names = ("中央补助", "省级资金", "市级配套", "县级预算")[: rnd.randint(3, 4)]
    budgets = [rnd.randint(80_0000, 3000_0000) // 100 * 100 + rnd.randint(1, 99) for _ in names]
    paid = [int(amount * rnd.uniform(0.55, 0.98)) for amount in budgets]
    whole, spent = sum(budgets), sum(paid)
    parts = "、".join(f"{name}{_wan(amount)}万元" for name, amount in zip(names, budgets, strict=True))
    said = draft.print("parts_total", f"{sum(map(_wan, budgets))}", _swapped)
    rate = draft.print("rate_in_text", f"{draft.rate(spent, whole)}", _swapped)
    left = draft.print("balance_in_text", f"{_wan(whole) - _wan(spent)}", _swapped)
    yuan = draft.print("unit_in_brackets", f"{spent:,}.00", lambda text: f"{spent * 10:,}.00")
    ratio = draft.print("rate_in_brackets", f"{draft.rate(paid[0], budgets[0])}", _swapped)
    capital = rnd.randint(21, 98) * 1000 + rnd.randint(1, 9) * 100
    digits = draft.print("capital_digits", f"{capital:,}", f"{capital + 9000:,}")
    rows: list[list[Any]] = [["资金来源", "预算安排（万元）", "实际支出（万元）", "结余（万元）", "执行率"]]
    for index, name in enumerate(names):
        amounts = _wan(budgets[index]), _wan(paid[index])
        spoilt = index == 1
        printed = f"{amounts[1]}"
        row_rate = f"{draft.rate(paid[index], budgets[index])}%"
        if spoilt:
            printed = draft.print("cell_in_column", printed, _swapped)
            row_rate = draft.print("rate_in_row", row_rate, lambda text: f"{_swapped(text[:-1])}%")
        rows.append([name, f"{amounts[0]}", printed, f"{amounts[0] - amounts[1]}", row_rate])
    sums = sum(map(_wan, budgets)), sum(map(_wan, paid))
    total = draft.print("column_total", f"{sums[1]}", _swapped)
    rows.append(["合计", f"{sums[0]}", total, f"{sums[0] - sums[1]}", f"{draft.rate(spent, whole)}%"])
    return [
        heading_block("（一）资金安排及使用情况", 2),
        text_block(f"{year}年度共安排资金{said}万元，其中：{parts}。"),
        text_block(
            f"截至{year}年12月31日，全年安排资金{_wan(whole)}万元，实际支出{_wan(spent)}万元，预算执行率为{rate}%，"
            f"年末结余{left}万元。"
        ),
        text_block(
            f"其中{names[0]}执行率为{ratio}%（{_wan(paid[0])}万元/{_wan(budgets[0])}万元）。"
            f"经核对账簿，实际支出{_wan(spent)}万元（{yuan}元）。"
        ),
        text_block(f"验收抽查费人民币{capital_said(capital)}元整（￥{digits}元）已支付。"),
        {
            "type": "table", "caption": "表1 资金安排及使用情况表", "unit": None, "landscape": False,
            "header_rows": 1, "rows": rows,
        },
    ]  # fmt: skip


def _contracts(draft: Draft, year: int) -> list[Block]:
    rnd = draft.random
    rows: list[list[Any]] = [
        ["序号", "片区", "子项目", "合同金额（元）", "占比", "合同签订日期", "开工日期", "验收日期"]
    ]
    groups = [
        [rnd.randint(60_000, 900_000) * 100 + rnd.randint(0, 99) for _ in range(rnd.randint(2, 4))] for _ in "东西"
    ]
    whole = sum(map(sum, groups))
    serial = 0
    for group, name in zip(groups, ("东片区", "西片区"), strict=True):
        for index, cents in enumerate(group):
            serial += 1
            begun = date(year, 2, 1) + timedelta(days=rnd.randint(0, 60))
            started = begun + timedelta(days=rnd.randint(3, 40))
            accepted = started + timedelta(days=rnd.randint(60, 150))
            if serial == 2:
                started_text = draft.print("started_early", day_said(started), day_said(begun - timedelta(days=20)))
            else:
                started_text = day_said(started)
            share = f"{draft.rate(cents, whole)}%"
            if serial == 1:
                share = draft.print("share", share, lambda text: f"{_swapped(text[:-1])}%")
            first: Any = {"t": name, "rs": len(group) + 1, "cs": 1} if index == 0 else None
            amount = f"{Decimal(cents) / 100:,.2f}"
            rows.append(
                [
                    str(serial),
                    first,
                    f"{name}{index + 1}标段",
                    amount,
                    share,
                    day_said(begun),
                    started_text,
                    day_said(accepted),
                ]
            )
        subtotal = draft.print("subtotal", f"{Decimal(sum(group)) / 100:,.2f}", _swapped)
        rows.append(["", None, "小计", subtotal, f"{draft.rate(sum(group), whole)}%", "", "", ""])
    total = draft.print("grand_total", f"{Decimal(whole) / 100:,.2f}", _swapped)
    rows.append([{"t": "合计", "rs": 1, "cs": 3}, None, None, total, "100.00%", "", "", ""])
    late = rnd.randint(11, 90)
    agreed = date(year, 9, rnd.randint(1, 28))
    return [
        heading_block("（二）项目实施情况", 2),
        text_block(
            f"项目共签订{serial}份合同。西片区配套工程合同约定{day_said(agreed)}完工，"
            f"实际于{day_said(agreed + timedelta(days=late))}完工，逾期{late}天。"
        ),
        {
            "type": "table", "caption": "表2 合同签订情况表", "unit": None, "landscape": True,
            "header_rows": 1, "rows": rows,
        },
    ]  # fmt: skip


def _scores(draft: Draft, year: int) -> list[Block]:
    rnd = draft.random
    rows: list[list[Any]] = [["一级指标", "二级指标", "三级指标", "分值", "评分标准", "扣分", "评价情况", "得分"]]
    told, all_lost, spoilt = [], Decimal(0), rnd.randint(0, 3)
    points = _points(rnd)
    names = ("决策", "过程", "产出", "效益")
    for place, (level, group) in enumerate(zip(names, points, strict=True)):
        losses = [Decimal(rnd.choice(["0", "0", "0.5", "1", "1.5"])) if each > 2 else Decimal(0) for each in group]
        standards = ["符合要求得满分，存在不足酌情扣分。"] * len(group)
        remarks: dict[int, str] = {}
        if level != "决策":
            standards[1], losses[1], remarks[1] = _standard(draft, level)
        if place == spoilt:
            losses[0] = Decimal("1.5")
        for index, (each, lost) in enumerate(zip(group, losses, strict=True)):
            score, deduction = f"{each - lost}", f"{lost}" if lost else ""
            remark = remarks.get(index) or (f"{level}管理有不足，扣{lost}分。" if lost else "符合要求。")
            if place == spoilt and index == 0:
                score = draft.print("item_score", score, lambda text: f"{Decimal(text) + 1}")
                remark = f"存在2处不足，扣{draft.print('deduction_named', f'{lost}', '2.5')}分。"
            stated = sum(group)
            if place == spoilt and index == 0:
                stated = int(draft.print("level_points", f"{stated}", lambda text: f"{int(text) + 2}"))
            name: Any = {"t": f"{level}（{stated}分）", "rs": len(group), "cs": 1} if index == 0 else None
            title = f"{level}完成率" if index in remarks else f"{level}规范性{index + 1}"
            rows.append([name, f"{level}管理", title, str(each), standards[index], deduction, remark, score])
        level_lost = sum(losses, Decimal(0))
        all_lost += level_lost
        gained, rate = f"{sum(group) - level_lost}", f"{draft.rate(sum(group) - level_lost, sum(group))}"
        if place == spoilt:
            gained = draft.print("level_told", gained, lambda text: f"{Decimal(text) - Decimal('0.5')}")
            rate = draft.print("score_rate", rate, lambda text: f"{Decimal(text) - Decimal('1.11')}")
        told.append(f"{level}类得分{gained}分，得分率{rate}%")
    whole = 100 - all_lost
    grade = "优" if whole >= 90 else "良" if whole >= 80 else "中" if whole >= 60 else "差"
    said = draft.print("overall_score", f"{whole}", lambda text: f"{Decimal(text) - 3}")
    said_grade = draft.print("grade", grade, lambda text: "中" if text in "优良" else "优")
    total = draft.print("score_total", f"{whole}", lambda text: f"{Decimal(text) + 1}")
    rows.append([{"t": "合计", "rs": 1, "cs": 3}, None, None, "100", "", f"{all_lost}", "", total])
    return [
        heading_block("二、评价结论"),
        text_block(f"经综合评价，{year}年度专项资金绩效评价综合得分为{said}分，评价等级为“{said_grade}”。其中：{'；'.join(told)}。"),
        {
            "type": "table", "caption": "表3 绩效评价指标评分表", "unit": None, "landscape": True,
            "header_rows": 1, "rows": rows,
        },
    ]  # fmt: skip


SLIPS = {
    "total": ("parts_total", "column_total", "cell_in_column", "subtotal", "grand_total", "balance_in_text"),
    "rate": ("rate_in_text", "rate_in_brackets", "rate_in_row", "share", "score_rate"),
    "date": ("year_typo", "impossible_day", "report_date", "started_early", "cited_year"),
    "unit": ("unit_in_brackets", "capital_digits"),
    "score": (
        "item_score", "deduction_named", "level_points", "level_told", "overall_score", "score_total", "grade",
        "goal_missed", "cases_counted", "points_missed",
    ),
}  # fmt: skip
for group, slips in chain.from_iterable(
    each.items() for each in (SLIPS_OF_DETAILS, SLIPS_OF_WORDS, SLIPS_OF_BODIES, SLIPS_OF_NAMES)
):
    SLIPS[group] = (*SLIPS.get(group, ()), *slips)


def _standard(draft: Draft, level: str) -> tuple[str, Decimal, str]:
    """A standard of points that can be worked out, the deduction by it, and the remark that tells why."""
    rnd = draft.random
    if level == "过程":
        cases = rnd.randint(2, 3)
        said = draft.print("cases_counted", str(cases), lambda text: str(int(text) + 3))
        return "每发现1处不符合要求扣0.5分。", Decimal("0.5") * cases, f"{said}处未按规定公示。"
    if level == "产出":
        missed = rnd.randint(2, 4)
        said = draft.print("points_missed", f"{95 - missed}", lambda text: f"{int(text) - 6}")
        return "目标值95%，每低1个百分点扣0.5分。", Decimal("0.5") * missed, f"产出完成率{said}%。"
    reached = draft.print("goal_missed", f"{rnd.randint(95, 99)}", lambda _: f"{rnd.randint(80, 92)}")
    return "完成率达到95%得满分，否则不得分。", Decimal(0), f"效益完成率{reached}%。"


def _points(rnd: random.Random) -> list[list[int]]:
    """Points of four levels, 100 in all."""
    shares = [rnd.randint(12, 18), rnd.randint(22, 28)]
    shares.append(rnd.randint(28, 34))
    shares.append(100 - sum(shares))
    found = []
    for share in shares:
        cuts = sorted(rnd.sample(range(3, share - 2), 2))
        parts = [cuts[0], cuts[1] - cuts[0], share - cuts[1]]
        found.append(parts if min(parts) > 3 else [share - 8, 4, 4])
    return found


def _swapped(text: str) -> str:
    """The figure with two neighbouring digits changed, else its first digit; never the same."""
    digits = list(text)
    for index in range(len(digits) - 1):
        if digits[index].isdigit() and digits[index + 1].isdigit() and digits[index] != digits[index + 1]:
            if index == 0 and digits[1] == "0":
                continue
            digits[index], digits[index + 1] = digits[index + 1], digits[index]
            return "".join(digits)
    return ("9" if text[0] != "9" else "8") + text[1:]


def _wan(yuan: int) -> Decimal:
    return (Decimal(yuan) / 10000).quantize(CENT, ROUND_HALF_UP)
