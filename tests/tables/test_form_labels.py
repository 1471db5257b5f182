"""Forms without rulings whose texts stand at the top of their cells: labels and names of two lines, levels."""

from __future__ import annotations

import pytest
from extractor.model.geometry import Run
from extractor.tables import understand

from tests.tables.drawn import grids, page, run
from tests.tables.test_forms_without_grid import MIDDLES, centred


def form(spine: str = "项目资|金（万|元）") -> list[Run]:
    """A form of three blocks, set at the top: 项目名 over 称, the spine beside the first rows of its block."""
    runs = [centred("项目名", 75, 100), centred("称", 75, 111), centred("灌区渠道防渗", 340, 100)]
    runs += [centred("主管部", 75, 128), centred("门", 75, 139), centred("临川县水务局", 200, 128)]
    runs += [centred("实施单位", 360, 128), centred("灌区管理所", 470, 128)]
    runs += [centred(words, 75, 156 + 11 * line) for line, words in enumerate(spine.split("|"))]
    funds = {
        156: ["", "年初预算数", "全年预算数", "全年执行数", "分值", "得分"],
        173: ["年度资金总额", "120.00", "118.00", "112.10", "10", "9.5"],
        190: ["其中：中央补", "20.00", "18.00", "12.10", "—", "—"],
        218: ["其他资金", "30.00", "28.00", "22.10", "—", "—"],
    }
    for y, row in funds.items():
        runs += [centred(words, middle, y) for words, middle in zip(row, MIDDLES[1:], strict=True) if words]
    return [*runs, centred("助", 130, 201), *indicators(240)]


INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
    ["产出指标", "数量指标", "防渗长度", "12公里", "11公里", "27.5"],
    ["", "", "渡槽数量", "3座", "3座", "10"],
    ["", "质量指标", "验收合格率", "100%", "100%", "30"],
    ["", "", "材料合格率", "100%", "100%", "5"],
    ["效益指标", "社会效益", "受益农户", "≥800户", "812户", "10"],
    ["", "", "增收农户", "≥700户", "712户", "8"],
]


def indicators(top: float) -> list[Run]:
    runs = [centred("绩效指标", 75, top)]
    for place, row in enumerate(INDICATORS):
        y = top + 18 * place
        runs += [centred(words, middle, y) for words, middle in zip(row, MIDDLES[1:], strict=True) if words]
    return [*runs, centred("总分", 240, top + 126), centred("96", 500, top + 126)]


def test_labels_and_names_of_two_lines_at_the_top_of_their_cells() -> None:
    (grid,) = grids(page(form()))
    texts = [[text for text in row if text] for row in grid.texts()]
    assert texts[0] == ["项目名称", "灌区渠道防渗"]
    assert texts[1] == ["主管部门", "临川县水务局", "实施单位", "灌区管理所"]
    assert texts[2][0] == "项目资金（万元）"
    assert texts[4] == ["其中：中央补助", "20.00", "18.00", "12.10", "—", "—"]
    assert texts[5] == ["其他资金", "30.00", "28.00", "22.10", "—", "—"]
    (table,) = understand([grid])
    assert table.unit == "万元"


@pytest.mark.parametrize("words", ["甲乙丙|丁戊己|庚"])
def test_words_at_the_top_of_a_block_that_name_none_are_no_spine(words: str) -> None:
    (grid,) = grids(page(form(words)))
    assert not any(cell.passage.text == words.replace("|", "") and cell.rowspan > 2 for cell in grid.cells)


def test_levels_at_the_top_of_rows_of_one_line() -> None:
    """产出指标 in the first of four rows cannot be in the middle of its rows, so 质量指标 stands for two."""
    (grid,) = grids(page(form()))
    spans = {cell.passage.text: cell.rowspan for cell in grid.cells}
    assert [spans[name] for name in ("产出指标", "效益指标")] == [4, 2]
    assert [spans[name] for name in ("数量指标", "质量指标", "社会效益")] == [2, 2, 2]


def test_the_last_line_of_a_remark_ends_the_form() -> None:
    """The last of three lines of a cell at the end of a form is of its row, who filled it in is not."""
    runs = [one for one in form() if one.text not in {"总分", "96"}]
    runs += [centred("偏差原因", 560, 240), run("因征地滞后，", 535, 338, 9), run("部分工程延", 535, 349, 9)]
    runs += [run("期完工。", 535, 360, 9), run("填表人：周岚", 60, 385, 9)]
    (grid,) = grids(page(runs))
    assert [row[-1] for row in grid.texts()][-2:] == ["", "因征地滞后，部分工程延期完工。"]
    assert not any("周岚" in (text or "") for row in grid.texts() for text in row)
