"""Turns of real reports that no check may take amiss: rounded figures, partial ones, adjusted ones, those of others.

``turns(draft, year)`` picks some of them for a clean report; every one of them is true as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from synthetic_draft import CENT, Block, Draft, amount_drawn, heading_block, table_block, text_block

TEN = Decimal(10)
Rate = Callable[[Decimal | int, Decimal | int], Decimal]
Turn = Callable[[Random, int, Rate], str]
PICKED = 14


def turns(draft: Draft, year: int) -> list[Block]:
    """Some paragraphs and one or two tables, each on something of its own."""
    rnd = Random(f"turns {draft.seed}")
    texts = [turn(rnd, year, draft.rate) for turn in rnd.sample(TURNS, PICKED)]
    tables = [table(rnd, draft) for table in rnd.sample((_cut_shares, _own_rounding, _of_which, _blanks), 2)]
    return [heading_block("（七）其他情况", 2), *map(text_block, texts), *tables]


def _about(rnd: Random, year: int, rate: Rate) -> str:
    before, now = rnd.randint(310, 480), rnd.randint(490, 690)
    return (
        f"{year}年接待参观群众近{now // 10 * 10 + 10}万人次，较上年的{before}余万人次增长约"
        f"{round((now - before) / before * 100) + 1}%，带动消费超过{now // 4}万元。"
    )


def _some_parts(rnd: Random, year: int, rate: Rate) -> str:
    whole = rnd.randint(600, 990)
    return f"文化惠民资金共安排{whole}万元，其中用于送戏下乡{whole // 3}万元、农家书屋更新{whole // 4}万元。"


def _overlapping(rnd: Random, year: int, rate: Rate) -> str:
    people = rnd.randint(200, 400)
    return f"技能培训结业{people}人，其中女性{people * 6 // 10}人、党员{people // 5}人、脱贫劳动力{people // 2}人。"


def _several_years(rnd: Random, year: int, rate: Rate) -> str:
    each = [rnd.randint(300, 900) for _ in range(3)]
    return (
        f"{year - 2}年至{year}年累计投入管护资金{sum(each)}万元，其中{year}年{each[2]}万元，"
        f"{year - 1}年以前投入{each[0] + each[1]}万元。"
    )


def _adjusted(rnd: Random, year: int, rate: Rate) -> str:
    first, more, less = rnd.randint(800, 1900), rnd.randint(110, 290), rnd.randint(20, 90)
    now = first + more - less
    paid = Decimal(now * rnd.randint(80, 97)) / 100
    return (
        f"监测站点建设年初预算{first}万元，年中追加{more}万元，调减{less}万元，调整后预算{now}万元，全年支出{paid}万元，"
        f"占调整后预算的{rate(paid, now)}%，占年初预算的{rate(paid, first)}%。"
    )


def _carried_over(rnd: Random, year: int, rate: Rate) -> str:
    kept, came = amount_drawn(rnd, 30, 90), amount_drawn(rnd, 400, 900)
    paid = ((kept + came) * rnd.randint(70, 95) / 100).quantize(CENT, ROUND_HALF_UP)
    return (
        f"林业专户上年结转{kept}万元，本年收入{came}万元，本年支出{paid}万元，年末结转{kept + came - paid}万元，"
        f"结转资金按规定用于次年。"
    )


def _taxed(rnd: Random, year: int, rate: Rate) -> str:
    net = Decimal(rnd.randint(20_000, 90_000) * 100)
    return (
        f"检测服务合同不含税价款{net:,.2f}元，增值税税率6%，税额{net * 6 / 100:,.2f}元，"
        f"价税合计{net * 106 / 100:,.2f}元。"
    )


def _two_bases(rnd: Random, year: int, rate: Rate) -> str:
    budget, came = rnd.randint(700, 990), rnd.randint(500, 690)
    paid = rnd.randint(300, 490)
    return (
        f"奖励资金预算{budget}万元，实际到位{came}万元，实际支出{paid}万元，按预算口径计算执行率{rate(paid, budget)}%，"
        f"按到位口径计算执行率{rate(paid, came)}%。"
    )


def _each_of_three(rnd: Random, year: int, rate: Rate) -> str:
    done, due = [rnd.randint(110, 490) for _ in range(3)], [rnd.randint(500, 690) for _ in range(3)]
    shares = "、".join(f"{rate(a, b)}%" for a, b in zip(done, due, strict=True))
    return (
        f"上河、中河、下河三个村分别完成改厕{done[0]}户、{done[1]}户、{done[2]}户，完成率分别为{shares}，"
        f"任务数分别为{due[0]}户、{due[1]}户、{due[2]}户。"
    )


def _limits(rnd: Random, year: int, rate: Rate) -> str:
    return (
        f"补助标准为每人每月不低于{rnd.randint(3, 6)}50元，单个合作社最高不超过{rnd.randint(20, 60)}万元，"
        f"群众满意度应达到90%以上，实际为{rnd.randint(910, 985) / 10}%。"
    )


def _income(rnd: Random, year: int, rate: Rate) -> str:
    before, now = rnd.randint(11200, 13900), rnd.randint(14100, 16900)
    grown = (Decimal(now - before) / before * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"项目区农民人均可支配收入由{before:,}元增加到{now:,}元，增长{grown}%，高于全县平均增速1.2个百分点。"


def _range_of_prices(rnd: Random, year: int, rate: Rate) -> str:
    low, high, mu = rnd.randint(3, 4), rnd.randint(6, 9), rnd.randint(1100, 2900)
    return f"按品种每亩补助{low}00—{high}00元，全年补助{mu}亩，发放{mu * (low + high) // 200}.5万元。"


def _more_than_due(rnd: Random, year: int, rate: Rate) -> str:
    due, done = rnd.randint(400, 600), rnd.randint(610, 790)
    return f"年度计划巡查{due}次，实际巡查{done}次，完成率{rate(done, due)}%，按规则完成率以100%计分。"


def _and_others(rnd: Random, year: int, rate: Rate) -> str:
    parts = [rnd.randint(41, 99) for _ in range(3)]
    return (
        f"资金分配涉及县医院{parts[0]}万元、县中医院{parts[1]}万元、县妇幼保健院{parts[2]}万元等单位，"
        f"合计{sum(parts) + rnd.randint(30, 90)}万元。"
    )


def _phases(rnd: Random, year: int, rate: Rate) -> str:
    return (
        f"一期工程于{year - 2}年3月立项，{year - 1}年10月竣工并投入使用；二期工程于{year}年2月签订合同，"
        f"{year}年3月开工，原定{year}年9月完工，经批准延期至{year}年11月，{year}年10月28日完工。"
    )


def _late_paper(rnd: Random, year: int, rate: Rate) -> str:
    return f"抢险工程因汛情紧急于{year}年7月3日先行开工，{year}年7月20日按应急程序补签合同，{year}年9月8日完成验收。"


def _last_year(rnd: Random, year: int, rate: Rate) -> str:
    return f"该资金{year - 1}年度绩效评价得分{rnd.randint(70, 79)}.5分，等级为“中”，本年度问题整改后有所改善。"


def _words_of_amount(rnd: Random, year: int, rate: Rate) -> str:
    wan = rnd.randint(2, 9)
    said = "零壹贰叁肆伍陆柒捌玖"[wan]
    return f"县财政以云财预〔{year}〕{rnd.randint(100, 190)}号文件下达人民币{said}佰万元（{wan}00万元）。"


def _rounded_unit(rnd: Random, year: int, rate: Rate) -> str:
    exact = amount_drawn(rnd, 11000, 29000)
    how = rnd.choice((ROUND_DOWN, ROUND_HALF_UP))
    return f"流域治理总投资{(exact / 10000).quantize(CENT, how)}亿元（{exact:,}万元），建设期三年。"


def _several_faults(rnd: Random, year: int, rate: Rate) -> str:
    seen = rnd.randint(20, 40)
    return (
        f"现场抽查{seen}个点位，{seen // 2}个标识不清，{seen // 3}个台账不全，{seen // 4}个设施破损，"
        f"部分点位同时存在多个问题。"
    )


def _batches(rnd: Random, year: int, rate: Rate) -> str:
    first, second = amount_drawn(rnd, 100, 400), amount_drawn(rnd, 100, 400)
    return (
        f"救灾资金分两批下达，第一批{first}万元，第二批{second}万元，共计{first + second}万元，"
        f"另产生利息{rnd.randint(3, 9)}.26万元。"
    )


def _of_county(rnd: Random, year: int, rate: Rate) -> str:
    due, came = rnd.randint(500, 900), rnd.randint(200, 490)
    return (
        f"水毁修复中央和省级资金全部到位，到位率100%；县级应配套{due}万元，实际配套{came}万元，"
        f"县级配套资金到位率{rate(came, due)}%。"
    )


def _till_now(rnd: Random, year: int, rate: Rate) -> str:
    budget = rnd.randint(600, 900)
    end, now = budget * 7 // 10, budget * 9 // 10
    return (
        f"数据平台预算{budget}万元，截至{year}年底支出{end}万元，执行率{rate(end, budget)}%；"
        f"截至{year + 1}年3月底累计支出{now}万元，执行率{rate(now, budget)}%。"
    )


def _steps_paid(rnd: Random, year: int, rate: Rate) -> str:
    price = rnd.randint(20, 90) * 10
    return (
        f"设计合同总价{price}万元，签约后按30%支付预付款{price * 3 // 10}万元，其后按进度支付{price * 37 // 100}万元，"
        f"余款待决算后支付。"
    )


def _mean_rounded(rnd: Random, year: int, rate: Rate) -> str:
    homes = rnd.randint(310, 870)
    whole = amount_drawn(rnd, 400, 900)
    return f"危房改造{homes}户，补助资金{whole}万元，户均补助约{(whole / homes).quantize(CENT, ROUND_HALF_UP)}万元。"


def _staff(rnd: Random, year: int, rate: Rate) -> str:
    kinds = [rnd.randint(8, 19), rnd.randint(20, 39), rnd.randint(2, 7)]
    return (
        f"评价对象核定编制{sum(kinds) + 5}人，实有{sum(kinds)}人，"
        f"其中行政{kinds[0]}人，事业{kinds[1]}人，工勤{kinds[2]}人；"
        f"另有临聘人员{rnd.randint(3, 9)}人。"
    )


def _content(rnd: Random, year: int, rate: Rate) -> str:
    return (
        f"受访群众中，非常满意占{rnd.randint(50, 60)}.3%，满意占{rnd.randint(20, 29)}.1%，"
        f"基本满意占{rnd.randint(5, 9)}.2%，其余未作答。"
    )


def _one_place(rnd: Random, year: int, rate: Rate) -> str:
    part, whole = rnd.randint(110, 290), rnd.randint(300, 490)
    exact = Decimal(part) / whole * 100
    how = rnd.choice((ROUND_DOWN, ROUND_HALF_UP))
    return f"全县{whole}个行政村中，有{part}个建立了管护制度，占比{exact.quantize(Decimal('0.1'), how)}%。"


def _meetings(rnd: Random, year: int, rate: Rate) -> str:
    held = rnd.randint(12, 19)
    return f"全年召开调度会议{held}次，其中专题会议5次、现场会议{held - 9}次。"


def _mixed_rates(rnd: Random, year: int, rate: Rate) -> str:
    one, two, paid, spent = rnd.randint(500, 900), rnd.randint(300, 490), rnd.randint(400, 499), rnd.randint(200, 299)
    return (
        f"农机补贴中央资金{one}万元，支出{paid}万元，执行率{rate(paid, one)}%；省级资金{two}万元，支出{spent}万元，"
        f"执行率{rate(spent, two)}%；综合执行率{rate(paid + spent, one + two)}%。"
    )


def _tail(rnd: Random, year: int, rate: Rate) -> str:
    exact = [rnd.randint(100_0000, 900_0000) for _ in range(3)]
    shown = [(Decimal(each) / 10000).quantize(CENT, ROUND_HALF_UP) for each in exact]
    whole = (Decimal(sum(exact)) / 10000).quantize(CENT, ROUND_HALF_UP)
    return (
        f"奖补资金{whole}万元，其中：甲镇{shown[0]}万元、乙镇{shown[1]}万元、丙镇{shown[2]}万元（因四舍五入存在尾差）。"
    )


def _price_moved(rnd: Random, year: int, rate: Rate) -> str:
    old = rnd.randint(110, 180)
    tons = rnd.randint(2100, 4800)
    return f"处置单价由每吨{old}元调整为每吨{old + 18}元，全年处置{tons}吨，结算{tons * (old + 9) // 10000}.36万元。"


def _saved(rnd: Random, year: int, rate: Rate) -> str:
    limit = amount_drawn(rnd, 500, 900)
    price = (limit * rnd.randint(88, 97) / 100).quantize(CENT, ROUND_HALF_UP)
    return (
        f"监控系统采购预算{limit}万元，中标价{price}万元，节约资金{limit - price}万元，"
        f"节约率{rate(limit - price, limit)}%；后因增加点位签订补充协议{rnd.randint(5, 20)}.8万元。"
    )


def _fined(rnd: Random, year: int, rate: Rate) -> str:
    due, back = amount_drawn(rnd, 60, 90), amount_drawn(rnd, 20, 50)
    return f"审计指出违规资金{due}万元，截至目前已追回{back}万元，尚有{due - back}万元正在追缴。"


def _area(rnd: Random, year: int, rate: Rate) -> str:
    mu = rnd.randint(1500, 9000)
    return f"新增灌溉面积{mu:,}亩（约合{round(Decimal(mu) / 15)}公顷），其中旱改水{mu // 3}亩。"


def _cumulative(rnd: Random, year: int, rate: Rate) -> str:
    whole, before, now = rnd.randint(3000, 5000), rnd.randint(1100, 1900), rnd.randint(500, 900)
    return (
        f"管网工程概算{whole}万元，上年末累计完成{before}万元，本年完成{now}万元，累计完成{before + now}万元，"
        f"占概算的{rate(before + now, whole)}%。"
    )


def _graded(rnd: Random, year: int, rate: Rate) -> str:
    marks = [rnd.randint(900, 985), rnd.randint(800, 895), rnd.randint(700, 795)]
    return (
        f"对三家服务商季度考核得分分别为{marks[0] / 10}分、{marks[1] / 10}分、{marks[2] / 10}分，"
        f"考核等级分别为优秀、良好、合格。"
    )


def _asked(rnd: Random, year: int, rate: Rate) -> str:
    sent, back = rnd.randint(400, 500), rnd.randint(330, 390)
    good = back - rnd.randint(11, 30)
    return (
        f"评价组发放问卷{sent}份，收回{back}份，其中有效问卷{good}份，回收率{rate(back, sent)}%，"
        f"有效回收率{rate(good, sent)}%。"
    )


def _before_and_after(rnd: Random, year: int, rate: Rate) -> str:
    return (
        f"水质达标断面由{year - 1}年的{rnd.randint(5, 8)}个增至{year}年的{rnd.randint(9, 12)}个，"
        f"优良水体比例提高{rnd.randint(3, 9)}.5个百分点，较“十三五”末提高{rnd.randint(10, 19)}.2个百分点。"
    )


def _shared(rnd: Random, year: int, rate: Rate) -> str:
    whole = rnd.randint(30, 90) * 10
    return f"运维费{whole}万元由市、县按6:4比例分担，其中市级{whole * 6 // 10}万元、县级{whole * 4 // 10}万元。"


def _two_units(rnd: Random, year: int, rate: Rate) -> str:
    cents = rnd.randint(11_000_000, 99_000_000)
    yuan = Decimal(cents) / 100
    return f"公务用车运行费支出{yuan:,.2f}元，折合{(yuan / 10000).quantize(CENT, ROUND_HALF_UP)}万元。"


def _not_all(rnd: Random, year: int, rate: Rate) -> str:
    due, done = rnd.randint(40, 60), rnd.randint(20, 30)
    begun = due - done - rnd.randint(3, 8)
    return f"{due}个村级项目中，已完工{done}个，完工率{rate(done, due)}%，{begun}个正在施工，其他尚在办理手续。"


TURNS: tuple[Turn, ...] = (
    _about, _some_parts, _overlapping, _several_years, _adjusted, _carried_over, _taxed, _two_bases, _each_of_three,
    _limits, _income, _range_of_prices, _more_than_due, _and_others, _phases, _late_paper, _last_year,
    _words_of_amount, _rounded_unit, _several_faults, _batches, _of_county, _till_now, _steps_paid, _mean_rounded,
    _staff, _content, _one_place, _meetings, _mixed_rates, _tail, _price_moved, _saved, _fined, _area, _cumulative,
    _graded, _asked, _before_and_after, _shared, _two_units, _not_all,
)  # fmt: skip


def _cut_shares(rnd: Random, draft: Draft) -> Block:
    """Shares with one decimal, as the office rounds; they may add up to 99.9."""
    parts = [amount_drawn(rnd, 50, 900) for _ in range(5)]
    whole = sum(parts, Decimal(0))
    rows = [["支出方向", "金额（万元）", "占比（%）"]]
    rows += [
        [name, f"{part}", f"{(part / whole * 100).quantize(CENT * TEN, draft.rounding)}"]
        for name, part in zip(("人员补助", "设施建设", "设备购置", "宣传培训", "监测评估"), parts, strict=True)
    ]
    return table_block("表2-13 资金投向情况表", [*rows, ["合计", f"{whole}", "100"]])


def _own_rounding(rnd: Random, draft: Draft) -> Block:
    """Amounts in 万元 each rounded from its own 元, the total from that of all."""
    exact = [(rnd.randint(1_000_000, 90_000_000), rnd.randint(600, 990)) for _ in range(7)]
    paid = [cents * share // 1000 for cents, share in exact]
    rows = [["项目单位", "下达金额（万元）", "支付金额（万元）"]]
    rows += [
        [f"第{number}中心卫生院", _wan(cents, draft), _wan(spent, draft)]
        for number, (cents, _), spent in zip("一二三四五六七", exact, paid, strict=True)
    ]
    rows.append(["合计", _wan(sum(cents for cents, _ in exact), draft), _wan(sum(paid), draft)])
    return table_block("表2-14 卫生院资金支付情况表", rows)


def _of_which(rnd: Random, draft: Draft) -> Block:
    """Rows below 其中 that are some of their whole, and a column of last year."""
    rows = [["支出科目", "本年支出（万元）", "上年支出（万元）"]]
    totals = [Decimal(0), Decimal(0)]
    for name, below in (
        ("商品和服务支出", "其中：劳务费"),
        ("对个人和家庭的补助", "其中：奖励金"),
        ("资本性支出", "其中：设备购置"),
    ):
        now, before = amount_drawn(rnd, 100, 900), amount_drawn(rnd, 100, 900)
        rows += [
            [name, f"{now}", f"{before}"],
            [below, f"{(now / 3).quantize(CENT)}", f"{(before / 4).quantize(CENT)}"],
        ]
        totals = [totals[0] + now, totals[1] + before]
    return table_block("表2-15 支出科目对比表", [*rows, ["合计", f"{totals[0]}", f"{totals[1]}"]])


def _blanks(rnd: Random, draft: Draft) -> Block:
    """Cells that hold nothing, a dash or a slash, and a remark that tells another amount."""
    rows = [["标段", "合同价（元）", "结算价（元）", "备注"]]
    sums = [Decimal(0), Decimal(0)]
    for at, name in enumerate(("一标段", "二标段", "三标段", "四标段")):
        price = amount_drawn(rnd, 100_000, 900_000)
        cleared = (price * rnd.randint(90, 99) / 100).quantize(CENT, ROUND_HALF_UP)
        open_ = at == 1
        rows.append([name, f"{price:,}", rnd.choice(("—", "/", "")) if open_ else f"{cleared:,}",
                     "尚未结算，已付进度款30万元" if open_ else ""])  # fmt: skip
        sums = [sums[0] + price, sums[1] + (Decimal(0) if open_ else cleared)]
    return table_block("表2-16 标段结算情况表", [*rows, ["合计", f"{sums[0]:,}", f"{sums[1]:,}", ""]])


def _wan(cents: int, draft: Draft) -> str:
    return f"{(Decimal(cents) / 1_000_000).quantize(CENT, draft.rounding):,}"
