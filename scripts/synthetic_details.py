"""Further paragraphs and tables of reports made at random: contracts and their days, approvals, comparisons, shares.

Every figure agrees but for the one slip that a draft plants. ``SLIPS`` names the slips by kind.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from synthetic_draft import CENT, Block, Draft, day_said, heading_block, table_block, text_block

SLIPS = {
    "date": (
        "award_late", "service_early", "term_length", "timely_told", "paper_too_early", "earlier_told", "two_starts",
        "approval_day",
    ),
    "text": ("compared", "rest_of_count", "named_count", "share_of_amount", "approval_of_other"),
    "total": ("carried_subtotal", "sum_in_row", "change_in_row", "overpaid", "answers"),
    "score": ("goal_in_row",),
}  # fmt: skip
GOALS = (
    ("产出", "新建渠系长度", "公里"),
    ("产出", "设施完好率", "%"),
    ("产出", "培训合格率", "%"),
    ("产出", "报修办结时限", "天"),
    ("效益", "受益群众满意度", "%"),
)
RIVERS = ("清溪河", "安平渠", "南岭水库", "云台灌区", "桃源泵站")


def details(draft: Draft, year: int) -> list[Block]:
    """What a report tells of the management of its projects, with the tables to it."""
    return [
        heading_block("（三）项目管理情况", 2),
        *(text_block(text) for text in (*_contract(draft, year), *_figures(draft, year))),
        _approvals(draft, year),
        _regions(draft),
        _answers(draft),
        _goals(draft),
    ]


def _contract(draft: Draft, year: int) -> list[str]:
    rnd = draft.random
    award = date(year, rnd.randint(2, 4), rnd.randint(1, 28))
    signed = award + timedelta(days=rnd.randint(5, 25))
    start = date(year, signed.month + 1, 1)
    end = date(year + 1, start.month, 1) - timedelta(days=1)
    awarded = draft.print("award_late", day_said(award), day_said(signed + timedelta(days=20)))
    years = draft.print("term_length", "一年", "三年")
    whole_year = f"{year}年1月1日至{year}年12月31日"
    period = draft.print("service_early", f"{day_said(start)}至{day_said(end)}", whole_year)
    agreed = date(year, 10, rnd.randint(5, 28))
    done = draft.print(
        "timely_told", day_said(agreed - timedelta(days=rnd.randint(1, 30))),
        lambda _: day_said(agreed + timedelta(days=rnd.randint(5, 60))),
    )  # fmt: skip
    paper = date(year, 11, rnd.randint(1, 28))
    fact = draft.print(
        "paper_too_early", day_said(paper - timedelta(days=rnd.randint(5, 90))),
        lambda _: day_said(paper + timedelta(days=rnd.randint(40, 200))),
    )  # fmt: skip
    finished = date(year, 8, rnd.randint(1, 28))
    checked = draft.print(
        "earlier_told", day_said(finished + timedelta(days=rnd.randint(5, 40))),
        lambda _: day_said(finished - timedelta(days=rnd.randint(5, 40))),
    )  # fmt: skip
    number = f"云发〔{year}〕{rnd.randint(3, 60)}号"
    issued = date(year, 1, rnd.randint(2, 28))
    again = draft.print("approval_day", day_said(issued), day_said(issued + timedelta(days=31)))
    return [
        f"监理服务于{awarded}发出中标通知书，{day_said(signed)}与云州市正衡监理有限公司签订合同，"
        f"服务期限自{period}，共{years}。",
        f"东片区配套工程合同约定{day_said(agreed)}完工，实际于{done}完工，按期完成建设任务。",
        f"{day_said(paper)}云州市评审中心出具的评审报告反映，该项目已于{fact}完成施工。",
        f"该项目整改复查日期（{checked}）晚于自查日期（{day_said(finished)}）。",
        f"项目依据《关于下达{year}年投资计划的通知》（{number}，{day_said(issued)}）实施，"
        f"资金按《关于下达{year}年投资计划的通知》（{number}，{again}）下达。",
    ]


def _figures(draft: Draft, year: int) -> list[str]:
    rnd = draft.random
    rate = f"{Decimal(rnd.randint(7500, 8950)) / 100}"
    rate = draft.print("compared", rate, lambda _: f"{Decimal(rnd.randint(9050, 9900)) / 100}")
    units, done = rnd.randint(14, 48), rnd.randint(3, 10)
    rest = draft.print("rest_of_count", str(units - done), lambda text: str(int(text) + 2))
    villages = rnd.randint(140, 400)
    joined = rnd.randint(100, villages - 20)
    share = f"{draft.rate(joined, villages)}"
    share = draft.print("named_count", share, lambda _: f"{draft.rate(joined, villages - 1)}")
    whole = rnd.randint(12, 96) * 100
    part = draft.print("share_of_amount", f"{whole * 5 // 100}", lambda text: f"{text}0")
    return [
        f"经抽样检查，苗木补植成活率为{rate}%，低于90%的目标值。",
        f"截至{year}年底，{units}家单位中有{done}家完成整改，其余{rest}家正在整改。",
        f"全县共有行政村{villages}个。截至{year}年底，已有{joined}个行政村实现平台接入，占比{share}%。",
        f"按{whole}万元的5%安排工作经费{part}万元。",
    ]


def _approvals(draft: Draft, year: int) -> Block:
    """Projects with their approvals, starts and payments; the 小计 of two groups and the total."""
    rnd = draft.random
    rows: list[list[Any]] = [["片区", "项目名称", "批复文号", "合同金额（万元）", "已付金额（万元）", "建设情况"]]
    serial = rnd.randint(3, 30)
    totals = [Decimal(0), Decimal(0)]
    spoilt = rnd.randint(0, 1)
    carried = Decimal(0)
    for group, names in enumerate((RIVERS[:3], RIVERS[3:])):
        sums = [Decimal(0), Decimal(0)]
        for index, name in enumerate(names):
            serial += 1
            contract = Decimal(rnd.randint(5000, 90000)) / 100
            paid = (contract * rnd.randint(50, 95) / 100).quantize(CENT, ROUND_HALF_UP)
            sums = [sums[0] + contract, sums[1] + paid]
            said = f"{paid}"
            first = group == 0 and index == 0
            if first:
                said = draft.print("overpaid", said, f"{contract + 3}")
                sums[1] += Decimal(said) - paid
            title = name
            begun = date(year, 3, rnd.randint(1, 28))
            state = f"{day_said(begun)}开工"
            if first:
                title = draft.print("approval_of_other", name, RIVERS[1])
                other = draft.print("two_starts", "", day_said(begun - timedelta(days=40)))
                state += f"，监理日志反映于{other}开工" if other else "，目前在建"
            number = f"云发改审〔{year}〕{serial}号"
            if title != name:
                draft.planted = number
            approval = f"《关于{title}整治工程可行性研究报告的批复》（{number}）"
            rows.append(["东片" if group == 0 else "西片", f"{name}整治", approval, f"{contract}", said, state])
        printed = f"{sums[1]}"
        if group == spoilt and draft.slip == "carried_subtotal":
            carried = Decimal(rnd.randint(3, 9))
            printed = f"{sums[1] - carried}"
        rows.append(["小计", "", "", f"{sums[0]}", printed, ""])
        totals = [totals[0] + sums[0], totals[1] + sums[1]]
    paid_in_all = draft.print("carried_subtotal", f"{totals[1]}", lambda text: f"{Decimal(text) - carried}")
    rows.append(["合计", "", "", f"{totals[0]}", paid_in_all, ""])
    return table_block("表2-1 子项目批复及付款情况表", rows, landscape=True)


def _regions(draft: Draft) -> Block:
    """Amounts of three sources by town, their sum, and the change on the year before."""
    rnd = draft.random
    rows: list[list[Any]] = [
        ["乡镇", "中央（万元）", "省级（万元）", "市级（万元）", "小计（万元）", "上年（万元）", "较上年增长"]
    ]
    for index, name in enumerate(("东岭镇", "西塘镇", "南坪乡", "北桥镇", "中和镇", "长泉乡")):
        parts = [Decimal(rnd.randint(2000, 60000)) / 100 for _ in range(3)]
        whole, before = sum(parts, Decimal(0)), Decimal(rnd.randint(9000, 90000)) / 100
        change = f"{((whole - before) / before * 100).quantize(CENT, ROUND_HALF_UP)}"
        printed = f"{whole}"
        if index == 2:
            printed = draft.print("sum_in_row", printed, _swapped)
            change = draft.print("change_in_row", change, lambda text: f"{Decimal(text) + Decimal('1.5')}")
        rows.append([name, *(f"{part}" for part in parts), printed, f"{before}", f"{change}%"])
    return table_block("表2-2 分乡镇资金情况表", rows)


def _answers(draft: Draft) -> Block:
    """Answers of a questionnaire with their shares."""
    rnd = draft.random
    heads = ["调查事项"]
    for answer in ("满意", "一般", "不满意"):
        heads += [f"{answer}人数", f"{answer}占比"]
    rows: list[list[Any]] = [heads]
    for index, name in enumerate(("工程质量", "服务态度", "公示情况")):
        counts = [rnd.randint(120, 260), rnd.randint(20, 90), rnd.randint(3, 20)]
        shares = [f"{draft.rate(count, sum(counts))}" for count in counts]
        if index == 1:
            shares[0] = draft.print("answers", shares[0], _swapped)
        rows.append(
            [name, *(each for pair in zip(map(str, counts), (f"{s}%" for s in shares), strict=True) for each in pair)]
        )
    return table_block("表2-3 满意度调查情况表", rows)


def _goals(draft: Draft) -> Block:
    """Goals with a bound and what was reached; one that is missed costs points."""
    rnd = draft.random
    rows: list[list[Any]] = [["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]]
    for index, (level, name, unit) in enumerate(GOALS):
        points, goal = rnd.choice((4, 6, 8)), rnd.randint(82, 96)
        if unit == "天":
            goal = rnd.randint(10, 30)
            rows.append([level, name, f"≤{goal}天", f"{goal - rnd.randint(1, 9)}天", str(points), str(points)])
            continue
        reached = f"{goal + rnd.randint(0, 3)}{unit}"
        if index == 1:
            reached = draft.print("goal_in_row", reached, f"{goal - 7}%")
        lost = rnd.choice((0, 1)) if index == 2 else 0
        if lost:
            reached = f"{goal - rnd.randint(5, 9)}{unit}"
        rows.append([level, name, f"≥{goal}{unit}", reached, str(points), str(points - lost)])
    return table_block("表2-4 子项绩效目标完成情况表", rows)


def _swapped(text: str) -> str:
    """The figure with two neighbouring digits changed that differ, the last such pair."""
    digits = list(text)
    for index in range(len(digits) - 2, -1, -1):
        one, other = digits[index], digits[index + 1]
        if one.isdigit() and other.isdigit() and one != other and not (index == 0 and other == "0"):
            digits[index], digits[index + 1] = other, one
            return "".join(digits)
    return f"9{text[1:]}" if text[0] != "9" else f"8{text[1:]}"
