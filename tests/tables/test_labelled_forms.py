"""Forms of labels and paragraphs without any ruling (自评情况表): each label with what is filled in beside it."""

from __future__ import annotations

from extractor.model.geometry import Run

from tests.tables.drawn import grids, page, run
from tests.tables.test_forms_without_grid import centred

TEXT = ["根据年度工作安排，实施灌区渠道防渗项目，用于改善", "灌溉条件，提升公共服务水平，保障粮食生产。"]
PROBLEMS = ["1.资金支付偏慢。年末结余二十万元未支付。", "2.档案资料不完整。部分验收记录缺少签字。"]


def form(colon: str = "") -> list[Run]:
    """Rows 26 points apart, lines of one cell 14; labels of two lines in the middle of what stands beside them."""
    pairs = [("主管部门", "临川县水务局", "实施单位", "灌区管理所"), ("自评得分", "92.5", "自评等级", "优")]
    runs = [centred("项目绩效自评情况表", 300, 60, 14)]
    runs += [run(f"项目名称{colon}", 80, 100, 9), run("灌区渠道防渗", 150, 100, 9)]
    for y, row in zip((126, 152), pairs, strict=True):
        runs += [run(f"{label}{colon}", x, y, 9) for label, x in zip(row[::2], (80, 300), strict=True)]
        runs += [run(value, x, y, 9) for value, x in zip(row[1::2], (150, 380), strict=True)]
    for y, label, lines in ((178, "项目概况", TEXT), (218, "存在的问题", PROBLEMS)):
        runs += [run(label, 80, y + 7, 9), *(run(line, 150, y + 14 * at, 9) for at, line in enumerate(lines))]
    runs += [run("下一步改进", 78, 258, 9), run("措施", 90, 272, 9), run("加快支付资金。", 150, 265, 9)]
    return [*runs, run("填表人：周岚　　填报日期：2023年3月15日", 70, 298, 9)]


def test_labels_with_paragraphs_beside_them_are_a_form() -> None:
    (grid,) = grids(page(form()))
    texts = [[text for text in row if text] for row in grid.texts()]
    assert texts[:3] == [
        ["项目名称", "灌区渠道防渗"],
        ["主管部门", "临川县水务局", "实施单位", "灌区管理所"],
        ["自评得分", "92.5", "自评等级", "优"],
    ]
    assert texts[3:] == [
        ["项目概况", "".join(TEXT)],
        ["存在的问题", "".join(PROBLEMS)],
        ["下一步改进措施", "加快支付资金。"],
    ]


def test_lines_with_colons_are_those_of_a_cover() -> None:
    assert grids(page(form("："))) == []


def test_labels_without_scores_and_problems_are_no_form() -> None:
    kept = [one for one in form() if one.top < 150 or one.top > 280]
    more = [run(label, 80, 152 + 26 * at, 9) for at, label in enumerate(("评价机构", "报告日期", "评价方式"))]
    values = [run(text, 150, 152 + 26 * at, 9) for at, text in enumerate(("某事务所", "三月五日", "现场评价"))]
    assert grids(page([*kept, *more, *values, run("与座谈相结合。", 150, 218, 9)])) == []
