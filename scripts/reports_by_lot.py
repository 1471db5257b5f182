"""Reports by lot with exact truth: cover, chapters in one of the numberings of the field, problems and advice."""

from __future__ import annotations

import random
import re
from calendar import monthrange
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from goldcheck.source import Block
from synthetic_draft import capital_said
from units_by_lot import FACTORS

HAN, CIRCLED = "一二三四五六七八九十", "①②③④⑤⑥⑦⑧⑨⑩"
DIGITS = "〇一二三四五六七八九"
COUNTIES = {
    "泾县": "341823", "阳春市": "441781", "湘阴县": "430624", "双柏县": "532322", "交城县": "141122",
    "桓台县": "370321", "宣汉县": "511722", "大悟县": "420922", "六枝特区": "520203", "墨竹工卡县": "540127",
    "鄯善县": "650421", "尚志市": "230183",
}  # fmt: skip
# How chapters, sections and points are numbered.
SCHEMES = (
    ("一、", "（一）", "1."), ("一、", "（一）", "1、"), ("一、", "(一)", "1．"), ("一、", "（一）", "（1）"),
    ("一、", "（一）", "①"), ("一、", "1.", "（1）"), ("第一部分 ", "一、", "（一）"), ("第一部分 ", "（一）", "1."),
    ("第一章 ", "第一节 ", "一、"), ("1 ", "1.1 ", "1.1.1 "), ("1. ", "1.1 ", "1.1.1 "), ("1、", "（1）", "①"),
)  # fmt: skip
PROBLEMS = (
    "存在的问题", "存在的主要问题", "绩效评价发现的问题", "主要问题", "问题与不足", "项目存在的不足",
    "发现的问题及原因", "存在的问题及原因分析",
)  # fmt: skip
ADVICE = ("相关建议", "有关建议", "改进建议", "意见建议", "对策建议", "下一步改进措施", "改进措施和建议")
BOTH = ("存在的问题及建议", "主要问题及对策建议", "发现的问题与建议")
CAUSES = ("主要原因是", "究其原因，主要是", "产生上述问题的原因主要是", "原因：", "原因分析：")
SENTENCES = (
    "项目预算安排{M}，实际到位{M}，支出{M}", "根据《关于下达补助资金的通知》（{N}），下达资金{M}", "{D}收到补助{M}",
    "{D}，单位与施工方签订合同，合同金额{M}，于{D}完工", "截至{D}，已支付{M}，其中工程款{M}、监理费{M}",
    "依据{N}、{N}文件，补助标准为每户{M}", "审减金额{M}，审定金额{M}（送审金额{M}）", "该笔款项{M}于{D}退回",
    "检查发现{D}支付的{M}未取得发票", "县财政局于{D}以{N}下达预算{M}", "资产原值{M}、净值{M}", "经{N}批复，概算{M}",
    "由{N}下达", "据{N}执行", "自{N}印发起", "（以下简称{N}文）", "第一批{N}", "对照{N}及{N}", "而{N}另有规定",
    "惠及群众{C}人，满意度为{C}%", "新建管网{C}公里，涉及{C}户", "抽查{C}个点位，平均得分{C}分",
)  # fmt: skip
KEYS = {
    "evaluated_units": ("项目单位", "被评价单位", "项目实施单位", "实施单位", "预算单位"),
    "commissioning_unit": ("委托单位", "委托方", "委托部门", "评价委托方"),
    "evaluator": ("评价机构", "第三方机构", "评价单位", "受托单位", "第三方评价机构"),
}
GRADES = ((90, "优"), (80, "良"), (60, "中"))


@dataclass
class Lot:
    """The dice of one report, its blocks, and the truth of each kind of record."""

    dice: random.Random
    words: dict[str, Any]
    blocks: list[Block] = field(default_factory=list)
    truth: dict[str, list[Any]] = field(default_factory=dict)
    scheme: tuple[str, ...] = SCHEMES[0]
    counted: list[int] = field(default_factory=list)

    def tell(self, kind: str, *records: Any) -> None:
        self.truth.setdefault(kind, []).extend(records)

    def head(self, name: str, value: Any) -> None:
        self.tell("head", (name, value))

    def heading(self, level: int, title: str, run_in: str | None = None) -> None:
        """A heading with its number, or a paragraph that begins with one."""
        self.counted = [*self.counted[: level - 1], (self.counted[level - 1 :] or [0])[0] + 1]
        text = _number(self.scheme[level - 1], self.counted) + title
        self.tell("sections", (level, title))
        if run_in is None:
            self.blocks.append({"type": "heading", "level": level, "text": text})
        else:
            self.blocks.append({"type": "paragraph", "text": f"{text}。{run_in}", "runin": True})

    def text(self, text: str) -> None:
        self.blocks.append({"type": "paragraph", "text": text})

    def values(self) -> None:
        """A paragraph of sentences with values."""
        chosen = self.dice.sample(SENTENCES, self.dice.randint(2, 5))
        made = {"M": self.money, "D": self.day, "N": self.number, "C": self.count}
        self.text("。".join(re.sub(r"\{(\w)\}", lambda found: made[found[1]](), each) for each in chosen) + "。")

    def money(self) -> str:
        """An amount in one of its forms."""
        dice, unit = self.dice, self.dice.choice(["万元", "万元", "万元", "元", "亿元", "千元"])
        figure = f"{dice.randint(100, 9999999) / 100:.2f}" if dice.random() < 0.6 else str(dice.randint(2, 99999))
        whole, point, decimals = figure.partition(".")
        grouped = f"{int(whole):,}{point}{decimals}"
        amount = dice.randint(1000, 9999999)
        low, high = sorted(dice.sample(range(10, 900), 2))
        forms: list[tuple[str, list[Decimal]]] = [
            *[(figure + unit, [Decimal(figure) * FACTORS[unit]])] * 4,
            *[(grouped + unit, [Decimal(figure) * FACTORS[unit]])] * 2,
            (f"{figure} {unit}", [Decimal(figure) * FACTORS[unit]]),
            (f"人民币{grouped}{unit}", [Decimal(figure) * FACTORS[unit]]),
            (f"{capital_said(amount)}元整（￥{amount:,}.00）", [Decimal(amount)] * 2),
            (f"{low}{dice.choice('-—～至')}{high}万元", [Decimal(each) * 10_000 for each in (low, high)]),
            (f"{low}亿{high}万元", [Decimal(low * 100_000_000 + high * 10_000)]),
            (f"{low}万余元", [Decimal(low) * 10_000]),
        ]
        text, yuan = dice.choice(forms)
        self.tell("money", *yuan)
        return text

    def day(self) -> str:
        """A day, a month, a year or a range in one of their forms."""
        dice = self.dice
        year, month, day = dice.randint(2016, 2024), dice.randint(1, 12), dice.randint(1, 28)
        iso = f"{year}-{month:02d}-{day:02d}"
        end = f"{year}-{month:02d}-{monthrange(year, month)[1]}"
        quarter = (month + 2) // 3
        forms: list[tuple[str, str, str]] = [
            *[(f"{year}年{month}月{day}日", iso, iso)] * 4,
            *[(f"{year}年{month}月", f"{iso[:8]}01", end)] * 2,
            (
                dice.choice([f"{year}.{month}.{day}", f"{year}-{month:02d}-{day:02d}", f"{year}/{month}/{day}"]),
                iso,
                iso,
            ),
            (_han_day(year, month, day), iso, iso),
            (f"{year}年度", f"{year}-01-01", f"{year}-12-31"),
            (f"{year}-{year + 2}年", f"{year}-01-01", f"{year + 2}-12-31"),
            (f"{year}年{month}月至{year + 1}年3月", f"{iso[:8]}01", f"{year + 1}-03-31"),
            (f"{iso[:4]}年{month}月{day}日至{year + 1}年{month}月{day}日", iso, f"{year + 1}{iso[4:]}"),
            (
                f"{year}年第{HAN[quarter - 1]}季度",
                f"{year}-{3 * quarter - 2:02d}-01",
                f"{year}-{3 * quarter:02d}-{monthrange(year, 3 * quarter)[1]}",
            ),
        ]
        text, start, last = dice.choice(forms)
        self.tell("dates", (start, last))
        return text

    def number(self) -> str:
        """The number of a document in one of its brackets."""
        letters, year, serial = (
            self.dice.choice(self.words["letters"]),
            self.dice.randint(2015, 2024),
            self.dice.randint(1, 400),
        )
        brackets = self.dice.choice(["〔〕", "〔〕", "〔〕", "[]", "（）", "【】", "()"])
        self.tell("numbers", f"{letters}〔{year}〕{serial}号")
        return f"{letters}{brackets[0]}{year}{brackets[1]}{self.dice.choice(['', '', '', ' '])}{serial}号"

    def count(self) -> str:
        return str(self.dice.randint(2, 9999))


def _number(form: str, counted: list[int]) -> str:
    """A heading's number in a form: （二） for （一）, 3.2 for 1.1."""
    value = counted[-1]
    if form.strip(" .").replace(".", "").isdigit() and "1" in form and not form.startswith("（"):
        dotted = ".".join(map(str, counted[: form.count("1")])) if "1.1" in form else str(value)
        return dotted + (form[form.rindex("1") + 1 :])
    return form.replace("一", HAN[value - 1]).replace("1", str(value)).replace("①", CIRCLED[value - 1])


def _han_day(year: int, month: int, day: int) -> str:
    """二〇二三年十月十五日."""

    def below_hundred(value: int) -> str:
        tens, ones = divmod(value, 10)
        return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")

    return "".join(DIGITS[int(digit)] for digit in str(year)) + f"年{below_hundred(month)}月{below_hundred(day)}日"


def draw(seed: int, words: dict[str, Any]) -> Lot:
    """A report with its truth."""
    lot = Lot(random.Random(seed), words)
    lot.scheme = lot.dice.choice(SCHEMES)
    for part in (_opening, _body, _problems, _end):
        part(lot)
    return lot


def _opening(lot: Lot) -> None:
    """Cover, title and opening."""
    dice = lot.dice
    county, year = dice.choice(list(COUNTIES)), dice.randint(2017, 2023)
    bureau, project = county + dice.choice(lot.words["bureaus"]), dice.choice(lot.words["projects"])
    finance, firm = f"{county}财政局", dice.choice(lot.words["firms"])
    title = dice.choice([f"{county}{year}年度{project}绩效评价报告", f"{year}年{county}{project}绩效评价报告"])
    signed = (year + 1, dice.randint(2, 11), dice.randint(1, 28))
    day = dice.choice(["{}年{}月{}日".format(*signed), "{} 年 {} 月 {} 日".format(*signed), _han_day(*signed)])
    told = {"evaluated_units": bureau, "commissioning_unit": finance, "evaluator": firm}
    lines = [title]
    if dice.random() < 0.6:
        pairs = [(dice.choice(KEYS[name]), value) for name, value in told.items()]
        lines += (
            [f"{key}：{value}" for key, value in pairs]
            if dice.random() < 0.7
            else [part for key, value in pairs for part in (f"{key}：", value)]
        )
        lot.blocks.append({"type": "cover", "lines": lines})
    lot.blocks.append({"type": "title", "lines": [title]})
    opening = dice.choice(
        [
            "受{2}委托，{3}（以下简称“我公司”）对{1}实施的{0}开展了绩效评价。",
            "根据预算绩效管理要求，{2}委托{3}对{1}实施的{0}进行绩效评价，形成本报告。",
            "我们接受{2}的委托，对{1}承担的{0}实施绩效评价。{3}评价组通过查阅资料、实地走访等方式开展工作。",
            "受{2}的委托，{3}遵循独立、客观、公正的原则，对{1}承担的{0}实施了绩效评价，现报告如下：",
        ]
    )
    lot.text(opening.format(project, bureau, finance, firm))
    lot.tell(
        "dates", *[(f"{year}-01-01", f"{year}-12-31")] * len([b for b in lot.blocks if title in b.get("lines", ())])
    )
    lot.head("title", title)
    for name, value in told.items():
        lot.head(name, value)
    for name, value in (("fiscal_year", year), ("region", COUNTIES[county]), ("project_name", project)):
        lot.head(name, value)
    iso = "{}-{:02d}-{:02d}".format(*signed)
    lot.head("report_date", iso)
    lot.tell("dates", (iso, iso))
    lot.truth["signature"] = [firm, day]


def _body(lot: Lot) -> None:
    """The chapters before the problems."""
    dice = lot.dice
    lot.heading(1, dice.choice(["项目基本情况", "基本情况", "项目概况"]))
    for title in ("项目背景", "资金安排情况"):
        lot.heading(2, title)
        lot.values()
    if dice.random() < 0.5:
        lot.heading(2, "项目绩效目标")
        for title in ("总体目标", "年度目标"):
            lot.heading(3, title)
            lot.text("完成全部建设内容并通过验收。")
    if dice.random() < 0.8:
        lot.heading(1, dice.choice(["绩效评价工作开展情况", "评价工作情况"]))
        lot.text("评价组按照前期准备、现场评价、分析评价三个阶段开展工作，对发现的问题与单位交换了意见。")
    score = Decimal(dice.randint(6000, 9800)) / 100
    grade = next((word for least, word in GRADES if score >= least), "差")
    lot.heading(1, dice.choice(["评价结论", "综合评价结论", "综合评价情况及评价结论"]))
    told = dice.choice(
        [
            "经综合评价，项目得分为{}分，评价等级为“{}”。",
            "综合得分{}分，评定等级为{}。",
            "评价总得分为{}分，等次为“{}”。",
        ]
    )
    lot.text(told.format(score, grade))
    lot.head("score", (score, grade))
    for _ in range(dice.randint(0, 3)):
        lot.values()


def _problems(lot: Lot) -> None:
    """Problems, causes and advice, in chapters of their own or in one."""
    dice, problems = lot.dice, lot.dice.sample(lot.words["problems"], lot.dice.randint(3, 6))
    together, grouped, run_in = dice.random() < 0.3, dice.random() < 0.3, dice.random() < 0.5
    lot.heading(1, dice.choice(BOTH if together else PROBLEMS))
    level = 2
    if together:
        lot.heading(2, "存在的问题")
        level = 3
    elif grouped:
        level = 3
    causes = dice.choice(["none", "apart", "inside"])
    for index, problem in enumerate(problems):
        if grouped and not together and index in {0, 2}:
            lot.heading(2, ("管理方面", "实施方面")[index // 2])
        cause = f"{dice.choice(CAUSES[:3] if causes == 'inside' else CAUSES)}{problem['cause']}。"
        facts = f"{problem['facts']}。" + (cause if causes == "inside" else "")
        lot.heading(level, problem["found"], facts if run_in else None)
        if not run_in:
            lot.text(facts)
        if causes == "apart":
            lot.text(cause)
        if causes != "none":
            lot.tell("causes", (problem["found"], problem["cause"]))
        lot.tell("findings", problem["found"])
    if together:
        lot.heading(2, dice.choice(ADVICE))
    else:
        lot.heading(1, dice.choice(ADVICE))
    for problem in problems:
        lot.heading(3 if together else 2, problem["advice"], f"{problem['steps']}。")
        lot.tell("advice", problem["advice"])


def _end(lot: Lot) -> None:
    if lot.dice.random() < 0.5:
        lot.heading(1, "其他需要说明的问题")
        lot.text(lot.dice.choice(["无。", "本报告仅供委托方了解项目绩效情况使用。"]))
    lot.blocks.append({"type": "signature", "lines": lot.truth.pop("signature")})
