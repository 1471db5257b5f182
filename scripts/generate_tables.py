#!/usr/bin/env python3
"""Generates tables with their exact truth, typesets them and counts the cells and merged cells that are read right.

    scripts/generate_tables.py                       100 documents by ReportLab
    scripts/generate_tables.py --count 3000 --seed 7
    scripts/generate_tables.py --writer --count 40   through LibreOffice Writer
    scripts/generate_tables.py --styles none,three --keep FOLDER

Columns, heads of one to three rows, merged levels, long cells, blank cells, totals, page breaks, margins, type sizes,
border styles and rotations are drawn by lot; the same seed gives the same documents. A miss prints its seed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from measure_tables import compare, grids_of, read_spans, spans_of, truth
from typeset.finish import finish
from typeset.look import resolve_look
from typeset.sets import Draft, set_all

STYLES = ("", "wps", "open", "rot90", "side", "shaded", "three", "none")
RULED = ("", "wps", "open", "rot90", "side")
# Percent of the cells that must be right in tables without a grid.
LEAST = {"three": 95.0, "shaded": 95.0, "none": 90.0}
SYLLABLES = "项目资金管理建设改造提升农村道路水利学校医院社区养老环境整治服务中心工程设备采购绩效评价指标监督检查"
LEVELS = ("项目决策", "项目过程", "项目产出", "项目效益", "组织实施", "资金管理", "数量指标", "质量指标")
HEADS = ("实施单位", "项目名称", "主要内容", "合同金额（万元）", "支付金额（万元）", "完成时间", "执行率", "备注")
GROUPS = ("基本情况", "资金情况", "实施情况")
OVER = ("项目总体情况", "绩效情况")

Json = dict[str, Any]


def words(dice: random.Random, least: int, most: int) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(least, most)))


def amount(dice: random.Random) -> str:
    return f"{dice.uniform(0.01, 99999):,.2f}"


def cell(dice: random.Random, head: str) -> str:
    """A cell that fits its head; some are blank."""
    if "金额" in head:
        return amount(dice)
    if head == "执行率":
        return f"{dice.uniform(0, 100):.2f}%"
    if head == "完成时间":
        return f"20{dice.randint(14, 24)}年{dice.randint(1, 12)}月"
    if head == "备注":
        return dice.choice(["", "", words(dice, 2, 14), words(dice, 30, 90) + "。"])
    if head == "主要内容":
        return "；".join(words(dice, 6, 30) for _ in range(dice.randint(1, 5))) + "。"
    return words(dice, 3, 12)


def table(dice: random.Random) -> Json:
    """One table: a serial or a merged level first, then columns by lot."""
    heads = sorted(dice.sample(range(len(HEADS)), dice.randint(2, 7)))
    names = [HEADS[index] for index in heads]
    level = dice.random() < 0.5
    rows: list[list[Any]] = [["一级指标" if level else "序号", *names]]
    n_rows = dice.randint(3, 40)
    body: list[list[Any]] = [[str(r + 1), *(cell(dice, name) for name in names)] for r in range(n_rows)]
    if level:
        start, name = 0, ""
        while start < n_rows:
            height = min(dice.randint(1, 6), n_rows - start)
            name = dice.choice([other for other in LEVELS if other != name])
            body[start][0] = {"t": name, "rs": height, "cs": 1} if height > 1 else name
            for row in body[start + 1 : start + height]:
                row[0] = None
            start += height
    rows += body
    if dice.random() < 0.6 and any("金额" in name for name in names):
        total: list[Any] = [amount(dice) if "金额" in name else "" for name in names]
        blank = next((index for index, words_ in enumerate(total) if words_), len(total))
        label = {"t": "合计", "rs": 1, "cs": blank + 1} if blank else "合计"
        rows.append([label, *[None] * blank, *total[blank:]])
    return {
        "type": "table",
        "caption": f"表{dice.randint(1, 9)} {words(dice, 4, 12)}情况表",
        "unit": dice.choice([None, "单位：万元"]),
        "landscape": dice.random() < 0.3,
        "header_rows": 1,
        "rows": rows,
    }


def deepened(dice: random.Random, made: Json) -> Json:
    """The table with heads of two or three rows in two of five: names of groups over neighbouring columns."""
    names = made["rows"][0]
    depth = dice.choice([1, 1, 1, 2, 3])
    if depth == 1 or len(names) < 4:
        return made
    width = dice.randint(2, len(names) - 2)
    first = dice.randint(1, len(names) - width)
    inner = range(first, first + width)
    group = {"t": dice.choice(GROUPS), "rs": 1, "cs": width}
    rows: list[list[Any]] = [[{"t": name, "rs": 2, "cs": 1} for name in names], [None] * len(names)]
    rows[0][first : first + width] = [group, *[None] * (width - 1)]
    rows[1] = [name if column in inner else None for column, name in enumerate(names)]
    if depth == 3:
        over = range(max(first - 1, 1), first + width)
        top: list[Any] = [{"t": name, "rs": 3, "cs": 1} for name in names]
        top[over[0] : over[-1] + 1] = [{"t": dice.choice(OVER), "rs": 1, "cs": len(over)}, *[None] * (len(over) - 1)]
        rows[0] = [cell if column in over else None for column, cell in enumerate(rows[0])]
        rows.insert(0, top)
    return {**made, "header_rows": depth, "rows": [*rows, *made["rows"][1:]]}


def source(seed: int) -> Json:
    """A document of one or two tables between paragraphs."""
    dice, other = random.Random(seed), random.Random(f"heads of {seed}")
    blocks: list[Json] = [{"type": "title", "lines": [words(dice, 8, 16) + "报告"]}]
    for _ in range(dice.randint(1, 2)):
        blocks += [{"type": "paragraph", "text": words(dice, 60, 300) + "。"} for _ in range(dice.randint(1, 4))]
        blocks.append(deepened(other, table(dice)))
    blocks.append({"type": "paragraph", "text": words(dice, 60, 200) + "。"})
    look = {
        "table_size": dice.choice([8, 9, 10.5, 12]),
        "table_numbers": dice.choice(["center", "right"]),
        "repeat_header": dice.random() < 0.7,
        "rows_break": dice.random() < 0.7,
    }
    return {"id": f"seed-{seed}", "blocks": blocks, "look": look}


def build(jobs: list[tuple[int, str, bool]], folder: Path) -> dict[tuple[int, str], Path]:
    """The PDFs of the (seed, style, through Writer) asked for."""
    made, drafts = {}, []
    for seed, style, writer in jobs:
        made_from = source(seed)
        full = "-".join(part for part in ("" if writer else "rl", style) if part) or None
        drafts.append(Draft(f"{seed}@{style or 'plain'}", made_from["blocks"], resolve_look(made_from, full), "报告"))
        made[seed, style] = folder / f"{drafts[-1].name}.pdf"
    set_all(drafts, folder)
    for (seed, style), raw in made.items():
        full = "-".join(part for part in ("rl", style) if part)
        out = raw.with_name(f"{seed}-{style or 'plain'}.pdf")
        finish(raw, out, resolve_look(source(seed), full), raw.stem)
        made[seed, style] = out
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description="Read generated tables.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--styles", default=",".join(style or "plain" for style in STYLES))
    parser.add_argument("--writer", action="store_true", help="typeset by LibreOffice Writer")
    parser.add_argument("--keep", type=Path, help="keep the PDFs in this folder")
    options = parser.parse_args()
    styles = ["" if style == "plain" else style for style in options.styles.split(",")]
    jobs = [
        (seed, styles[seed % len(styles)], options.writer) for seed in range(options.seed, options.seed + options.count)
    ]
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    merged: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    with tempfile.TemporaryDirectory(prefix="tables-") as name:
        folder = options.keep or Path(name)
        folder.mkdir(exist_ok=True, parents=True)
        for (seed, style), path in build(jobs, folder).items():
            grids = [(grid, grid.texts()) for grid in grids_of(path)[0]]
            blocks = source(seed)["blocks"]
            for wanted, spans in zip(truth(blocks), spans_of(blocks), strict=True):
                cells = sum(1 for row in wanted for words_ in row if words_)
                read = [(compare(wanted, texts), read_spans(grid)) for grid, texts in grids]
                missed, told = min(read, key=lambda one: len(one[0]), default=(None, set()))
                lost = cells if missed is None else len(missed)
                for place, number in enumerate((len(spans & told), len(spans), len(told - spans))):
                    merged[style][place] += number
                found[style][0] += cells - lost
                found[style][1] += cells
                if lost and style in RULED:
                    print(f"seed {seed} {style or 'plain'}: {cells - lost}/{cells}", (missed or [])[:2])
    for style, (right, total) in sorted(found.items()):
        spans_right, spans_all, false = merged[style]
        print(
            f"{style or 'plain':8} {right:7}/{total:<7} {100 * right / max(total, 1):6.2f}"
            f"   merged {spans_right}/{spans_all}, {false} of what is read as merged is not"
        )
    return 0 if all(right >= LEAST.get(style, 100.0) * total / 100 for style, (right, total) in found.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
