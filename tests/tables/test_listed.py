"""Tables of two columns, indented names and heads beside their figures, without any ruling."""

from __future__ import annotations

from extractor.model.geometry import Run

from tests.tables.drawn import grids, page, run

NAMES = ["一、人员经费", "　工资福利支出", "　其中：聘用人员", "二、公用经费"]
FIGURES = ["1,434.53", "913.35", "130.67", "1,213.12"]


def right(words: str, x1: float, y: float) -> Run:
    """Text that ends at ``x1``."""
    return run(words, x1 - sum(5.0 if c.isascii() else 10.0 for c in words), y)


def listed(top: float) -> list[Run]:
    names = [run(name.strip(), 72 + 20 * name.count("　"), top + 16 * i) for i, name in enumerate(NAMES)]
    return [*names, *(right(figure, 480, top + 16 * i) for i, figure in enumerate(FIGURES))]


def test_names_and_amounts_below_a_caption() -> None:
    above = [run("现将情况说明如下。", 60, 60), run("表1 资金明细表（单位：万元）", 200, 80)]
    heads = [run("项目", 130, 100), run("预算数", 450, 100)]
    (grid,) = grids(page([*above, *heads, *listed(116)]))
    assert grid.texts() == [["项目", "预算数"], *([n.strip(), f] for n, f in zip(NAMES, FIGURES, strict=True))]
    assert grid.header_rows == 1


def test_names_and_amounts_without_a_caption_are_text() -> None:
    assert grids(page([run("现将情况说明如下。", 60, 60), *listed(116)])) == []


def test_contents_of_a_report_are_no_amounts() -> None:
    lines = [run("目录", 200, 60), run("单位：元", 300, 80)]
    for index, title in enumerate(["一、基本情况", "二、评价结论", "三、存在的问题", "四、有关建议"]):
        lines += [run(title, 72, 100 + 16 * index), right(str(index + 1), 480, 100 + 16 * index)]
    assert grids(page(lines)) == []


def test_head_in_the_middle_of_a_column_whose_figures_stand_at_its_end() -> None:
    """预算数 stands left of all its figures; 人员经费 sticks out to the left of the names below it."""
    heads = [run("支出", 100, 100), run("金额", 300, 100), run("其他", 490, 100)]
    figures = [right("90.00", 520, 116 + 16 * i) for i in range(4)]
    body = [r if r.left[0] < 300 else right(r.text, 400, r.top) for r in listed(116)]
    (grid,) = grids(page([run("各项支出如下：", 60, 60), *heads, *body, *figures]))
    assert grid.texts()[:2] == [["支出", "金额", "其他"], ["一、人员经费", "1,434.53", "90.00"]]


def test_caption_right_above_the_heads_is_none_of_them() -> None:
    caption = run("附件1 资金支出明细表", 250, 88)
    heads = [run("科目", 130, 104), run("预算数", 300, 104), right("决算数", 520, 104)]
    figures = [right("90.00", 520, 120 + 16 * i) for i in range(4)]
    body = [r if r.left[0] < 300 else right(r.text, 330, r.top) for r in listed(120)]
    (grid,) = grids(page([run("各项支出如下：", 60, 60), caption, *heads, *body, *figures]))
    assert grid.texts()[0] == ["科目", "预算数", "决算数"]
