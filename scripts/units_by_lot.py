"""Tables of money and counts by lot, the unit of each figure told in one of the ways of the field (:data:`WAYS`)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}
MONEY = (
    "预算金额", "年初预算数", "调整后预算数", "指标下达数", "下达资金", "拨付金额", "到位资金", "中央资金",
    "省级补助", "市级配套", "县级配套", "自筹资金", "上年结转", "年末结余", "实际支出", "全年执行数", "支出合计",
    "资金使用数", "合同金额", "中标价", "控制价", "送审造价", "审定金额", "核减金额", "结算金额", "概算投资",
    "总投资", "完成投资", "已付金额", "累计付款", "应付未付", "尾款", "质保金", "预付款", "人员经费", "公用经费",
    "办公费", "差旅费", "劳务费", "租赁费", "水电费", "监理费", "贷款余额", "担保金额", "贴息金额", "保费补贴",
    "罚没收入", "税收收入", "营业收入", "净利润", "资产原值", "负债总额", "发行额度", "还本金额", "应收账款",
    "补助金额", "奖补资金", "发放金额", "救助金", "工资总额", "租金收入", "涉及金额", "追回金额", "超支金额",
    "基本支出", "财政拨款收入", "事业收入",
)  # fmt: skip
# What is counted, by its unit.
COUNTS = {
    "人": "受益人数 参训人数 在岗人数 编制人数 就诊人次", "户": "户数 受益户数 改造户数",
    "亩": "面积 造林面积 治理面积", "平方米": "建筑面积 改造面积", "公里": "里程 管网长度",
    "台": "设备数量 购置数量", "个": "项目个数 点位数", "吨": "产量 处理量 收运量", "天": "工期 天数",
    "头": "存栏数", "次": "检查次数 活动场次", "%": "执行率 完成率 占比 到位率 满意度 利率 支出进度",
    "份": "问卷份数", "套": "安置房套数", "万人": "惠及人口 常住人口", "万吨": "供水量", "万千瓦时": "用电量",
    "床": "床位数", "立方米": "土方量 蓄水量", "株": "苗木数量",
}  # fmt: skip
NAMES = (
    "城关镇", "河口镇", "石桥乡", "东湖街道", "第一中学", "中心卫生院", "文化馆", "水利站", "环卫所", "敬老院",
    "疾控中心", "福利院", "大坪村", "高岭村", "平湖水库", "道路硬化", "管网改造", "设备购置", "信息系统", "培训宣传",
    "房屋维修", "绿化提升", "垃圾清运", "河道清淤", "路灯安装", "数据治理", "应急演练",
)  # fmt: skip
PAIRS = (("计划", "实际"), ("计划数", "完成数"), ("预算", "执行"), ("应完成", "已完成"), ("2021年", "2022年"))
CAPTIONS = ("资金安排及使用情况表", "项目实施情况统计表", "支出明细表", "分地区情况表", "年度任务及资金一览表")

Cell = str | dict[str, Any] | None


@dataclass
class Figure:
    """A figure by its digits: what it is worth in 元 (None where it is no money), and how its unit was told."""

    yuan: Decimal | None
    way: str


@dataclass
class Drawn:
    """A table, and what stands around it."""

    rows: list[list[Cell]]
    heads: int = 1
    caption: str = ""
    unit: str | None = None
    before: str = "有关情况见下表。"
    after: str | None = None


@dataclass
class Lot:
    """The dice of one document, and the truth of every figure in it."""

    dice: random.Random
    figures: dict[str, Figure] = field(default_factory=dict)
    way: str = ""

    def figure(self, unit: str) -> str:
        """A new figure in a unit of money or of things, printed."""
        digits = self._digits(unit)
        while digits in self.figures or len(digits.replace(".", "")) < 3:
            digits = self._digits(unit)
        factor = FACTORS.get(unit)
        self.figures[digits] = Figure(Decimal(digits) * factor if factor else None, self.way)
        whole, point, decimals = digits.partition(".")
        return f"{int(whole):,}{point}{decimals}" if self.dice.random() < 0.5 else digits

    def _digits(self, unit: str) -> str:
        number = self.dice.randint
        if unit == "元":
            return self.dice.choice([f"{number(1000, 99999999) / 100:.2f}", str(number(100, 9999999))])
        if unit in FACTORS:
            return self.dice.choice(
                [f"{number(100, 999999) / 100:.2f}", str(number(1, 9999)), f"{number(10000, 99999999) / 10000:.4f}"]
            )
        return f"{number(100, 10000) / 100:.2f}" if unit == "%" else str(number(100, 99999))

    def money(self) -> str:
        return self.dice.choice(["万元", "万元", "元", "亿元", "千元"])

    def thing(self) -> str:
        return self.dice.choice(list(COUNTS))

    def name(self, unit: str) -> str:
        return self.dice.choice(MONEY if unit in FACTORS else COUNTS[unit].split())

    def with_unit(self, head: str, unit: str) -> str:
        """A head or a label with its unit."""
        if unit == "%":
            return self.dice.choice([f"{head}（%）", head])
        return self.dice.choice([f"{head}（{unit}）", f"{head}({unit})", f"{head}/{unit}", f"{head}（单位：{unit}）"])

    def plain(self, unit: str) -> str:
        """A head that leaves the unit to others: a scaled one of things must be told all the same."""
        name = self.name(unit)
        return self.with_unit(name, unit) if unit.startswith("万") and unit not in FACTORS else name

    def line(self, unit: str) -> str:
        return self.dice.choice([f"单位：{unit}", f"金额单位：{unit}", f"（单位：{unit}）", f"货币单位：人民币{unit}"])

    def names(self) -> list[str]:
        return self.dice.sample(NAMES, self.dice.randint(2, 8))

    def columns(self, unit: str) -> list[str]:
        """The units of some columns: of money in one unit, and of things."""
        units = [unit] * self.dice.randint(1, 4) + [self.thing() for _ in range(self.dice.randint(0, 3))]
        self.dice.shuffle(units)
        return units

    def body(self, units: list[str]) -> list[list[Cell]]:
        return [[name, *map(self.figure, units)] for name in self.names()]

    def table(self, units: list[str], heads: list[str], first: str = "项目名称") -> list[list[Cell]]:
        return [[first, *heads], *self.body(units)]


Way = Callable[[Lot], Drawn]
WAYS: dict[str, Way] = {}


def way(draw: Way) -> Way:
    WAYS[draw.__name__] = draw
    return draw


@way
def line_above(lot: Lot) -> Drawn:
    units = lot.columns(unit := lot.money())
    return Drawn(lot.table(units, [lot.plain(each) for each in units]), unit=lot.line(unit))


@way
def line_of_several_units(lot: Lot) -> Drawn:
    units = lot.columns(lot.money())
    told = list(dict.fromkeys(units))
    lot.dice.shuffle(told)
    heads = [lot.plain(each) for each in units]
    return Drawn(lot.table(units, heads), unit="单位：" + lot.dice.choice("、，").join(told))


@way
def caption(lot: Lot) -> Drawn:
    units = lot.columns(unit := lot.money())
    told = lot.dice.choice([f"（单位：{unit}）", f"（{unit}）", f" 单位：{unit}"])
    return Drawn(lot.table(units, [lot.plain(each) for each in units]), caption=lot.dice.choice(CAPTIONS) + told)


@way
def sentence_above(lot: Lot) -> Drawn:
    units = lot.columns(unit := lot.money())
    before = lot.dice.choice([f"具体情况见下表（单位：{unit}）：", f"资金使用情况如下表所示（金额单位：{unit}）。"])
    return Drawn(lot.table(units, [lot.plain(each) for each in units]), before=before)


@way
def note_below(lot: Lot) -> Drawn:
    units = lot.columns(unit := lot.money())
    after = lot.dice.choice([f"注：表中金额单位为{unit}。", f"说明：以上金额单位均为{unit}。"])
    return Drawn(lot.table(units, [lot.plain(each) for each in units]), after=after)


@way
def heads(lot: Lot) -> Drawn:
    units = [lot.money() if lot.dice.random() < 0.6 else lot.thing() for _ in range(lot.dice.randint(2, 6))]
    return Drawn(lot.table(units, [lot.with_unit(lot.name(each), each) for each in units]))


@way
def corner(lot: Lot) -> Drawn:
    units = [unit := lot.money()] * lot.dice.randint(2, 4)
    first = lot.dice.choice([f"项目（{unit}）", f"科目/{unit}", f"项目名称（单位：{unit}）"])
    return Drawn(lot.table(units, [lot.name(each) for each in units], first))


@way
def head_against_line(lot: Lot) -> Drawn:
    units = lot.columns(unit := lot.money())
    at = units.index(unit)
    units[at] = lot.dice.choice([each for each in ("元", "万元") if each != unit])
    named = [
        lot.with_unit(lot.name(each), each) if index == at else lot.plain(each) for index, each in enumerate(units)
    ]
    return Drawn(lot.table(units, named), unit=lot.line(unit))


@way
def row_of_units(lot: Lot) -> Drawn:
    units = lot.columns(lot.money())
    rows: list[list[Cell]] = [["项目名称", *map(lot.name, units)], [lot.dice.choice(["", "单位"]), *units]]
    return Drawn([*rows, *lot.body(units)], heads=2)


@way
def group_of_heads(lot: Lot) -> Drawn:
    unit, thing = lot.money(), lot.dice.choice(["亩", "公里", "户", "人", "平方米"])
    told = lot.dice.random() < 0.5
    over = [(f"资金（{unit}）" if told else "资金", unit), (f"{lot.name(thing)}（{thing}）", thing)]
    lot.dice.shuffle(over)
    pair = lot.dice.choice(PAIRS)
    first: list[Cell] = [{"t": "名称", "rs": 2}]
    for words, _ in over:
        first += [{"t": words, "cs": 2}, None]
    units = [each for _, each in over for _ in pair]
    return Drawn([first, [None, *pair, *pair], *lot.body(units)], heads=2, unit=None if told else lot.line(unit))


@way
def sources_under_one_head(lot: Lot) -> Drawn:
    unit = lot.money()
    sources = lot.dice.choice([("中央", "省级", "市级", "县级"), ("小计", "财政资金", "自筹", "其他")])
    first: list[Cell] = [
        {"t": "项目", "rs": 2},
        {"t": "到位资金", "cs": 4},
        None,
        None,
        None,
        {"t": "实际支出", "rs": 2},
    ]
    return Drawn([first, [None, *sources, None], *lot.body([unit] * 5)], heads=2, unit=lot.line(unit))


@way
def labels_of_rows(lot: Lot) -> Drawn:
    unit = lot.money()
    rows: list[list[Cell]] = [["指标", *lot.dice.choice(PAIRS)]]
    for _ in range(lot.dice.randint(3, 8)):
        own = lot.dice.choice([unit, "元", "万元", lot.thing(), "%"])
        name = lot.name(own)
        label = name if own == unit else lot.with_unit(name, own)
        rows.append([label, lot.figure(own), lot.figure(own)])
    return Drawn(rows, unit=lot.line(unit))


@way
def headings_of_rows(lot: Lot) -> Drawn:
    unit, thing = lot.money(), lot.dice.choice(["人", "亩", "户"])
    rows: list[list[Cell]] = [["指标", "计划", "实际"]]
    for words, own in ((f"一、资金投入（{unit}）", unit), (f"二、{lot.name(thing)}（{thing}）", thing)):
        rows.append([{"t": words, "cs": 3}, None, None])
        rows += [[name, lot.figure(own), lot.figure(own)] for name in lot.names()[:3]]
    return Drawn(rows)


@way
def cell_beside_rows(lot: Lot) -> Drawn:
    unit, thing = lot.money(), lot.dice.choice(["人", "亩", "户"])
    rows: list[list[Cell]] = [["类别", "内容", "计划", "完成"]]
    for words, own in ((f"资金（{unit}）", unit), (f"{lot.name(thing)}（{thing}）", thing)):
        names = lot.names()[:2]
        rows.append([{"t": words, "rs": 2}, names[0], lot.figure(own), lot.figure(own)])
        rows.append([None, names[1], lot.figure(own), lot.figure(own)])
    return Drawn(rows)


@way
def column_of_units(lot: Lot) -> Drawn:
    rows: list[list[Cell]] = [["序号", "指标", "计量单位", "2021年", "2022年", "增长（%）"]]
    for number in range(lot.dice.randint(2, 7)):
        own = lot.money() if lot.dice.random() < 0.5 else lot.dice.choice(["人", "亩", "公里", "个", "吨", "户", "次"])
        rows.append([str(number + 1), lot.name(own), own, lot.figure(own), lot.figure(own), lot.figure("%")])
    return Drawn(rows)


@way
def goods(lot: Lot) -> Drawn:
    unit = lot.dice.choice(["元", "万元"])
    told = lot.dice.random() < 0.5
    prices = ["单价", "金额"] if told else [f"单价（{unit}）", f"金额（{unit}）"]
    rows: list[list[Cell]] = [["序号", "设备名称", "单位", "数量", *prices]]
    for number, name in enumerate(lot.names(), 1):
        of = lot.dice.choice(["台", "套", "个", "批"])
        rows.append([str(number), name, of, lot.figure(of), lot.figure(unit), lot.figure(unit)])
    return Drawn(rows, unit=lot.line(unit) if told else None)


@way
def months(lot: Lot) -> Drawn:
    units = [unit := lot.money()] * lot.dice.randint(2, 4)
    told = lot.dice.choice([[f"{number}月" for number in range(1, 13)], ["一季度", "二季度", "三季度", "四季度"]])
    return Drawn(lot.table(units, told[: len(units)], "项目"), unit=lot.line(unit))


@way
def form(lot: Lot) -> Drawn:
    unit, thing = lot.money(), lot.dice.choice(["人", "亩", "户"])
    return Drawn(
        [
            [f"总投资（{unit}）", lot.figure(unit), f"财政资金（{unit}）", lot.figure(unit)],
            [f"建设规模（{thing}）", lot.figure(thing), "受益人数（人）", lot.figure("人")],
        ],
        heads=0,
    )


@way
def untold(lot: Lot) -> Drawn:
    """No unit at all: nothing may be taken for an amount of 元."""
    named = [lot.dice.choice(MONEY) for _ in range(3)]
    return Drawn(lot.table(["%"] * len(named), named))
