"""Forms (自评表) without a grid, tables with upright rulings alone, lines set solid, heads over figures."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from extractor.model.geometry import Run
from extractor.tables import understand
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.forms import parts
from extractor.tables.inferred.head_groups import Head

from tests.tables.drawn import across, down, grids, page, run

# The middles of a form's seven columns; the third and fourth are parted in its indicators alone.
MIDDLES = [75.0, 130.0, 200.0, 280.0, 360.0, 430.0, 500.0]


def centred(words: str, middle: float, y: float, size: float = 9.0) -> Run:
    width = sum(size * (0.5 if character.isascii() else 1.0) for character in words)
    return run(words, middle - width / 2, y, size)


def form() -> list[Run]:
    """Seven columns: a spine in the first beside funds, goals and indicators, each block with cells of its own."""
    runs = [
        centred("项目名称", 102, 100),
        centred("灌区渠道防渗", 340, 100),
        centred("主管部门", 102, 118),
        centred("临川县水务局", 240, 118),
        centred("实施单位", 395, 118),
        centred("灌区管理所", 500, 118),
    ]
    funds = [
        ["", "年初预算数", "全年预算数", "全年执行数", "分值", "得分"],
        ["年度资金总额", "120.00", "118.00", "112.10", "10", "9.5"],
        ["其他资金", "20.00", "18.00", "12.10", "—", "—"],
    ]
    for y, row in zip((136, 154, 172), funds, strict=True):
        runs += [centred(words, middle, y) for words, middle in zip(row, MIDDLES[1:], strict=True) if words]
    runs += [centred("项目资金", 75, 154)]
    runs += [centred("预期目标", 210, 190), centred("实际完成情况", 430, 190)]
    runs += [run("防渗渠道十二公里，灌溉", 112, 208, 9), run("防渗渠道十一公里，灌溉", 330, 208, 9)]
    runs += [run("及时。", 112, 220, 9), run("及时。", 330, 220, 9), centred("年度目标", 75, 205)]
    indicators = [
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
        ["", "数量指标", "防渗长度", "12公里", "11公里", "27.5"],
        ["产出指标", "质量指标", "验收合格率", "100%", "100%", "30"],
        ["", "时效指标", "完工及时率", "100%", "95%", "19"],
        ["效益指标", "社会效益", "受益农户", "≥800户", "812户", "10"],
    ]
    for y, row in zip((240, 258, 276, 294, 312), indicators, strict=True):
        runs += [centred(words, middle, y) for words, middle in zip(row, MIDDLES[1:], strict=True) if words]
    runs += [centred(word, 75, 262 + 10 * place) for place, word in enumerate("绩效")]
    runs += [centred(word, 75, 282 + 10 * place) for place, word in enumerate("指标")]
    return [*runs, centred("总分", 240, 330), centred("96", 500, 330)]


def test_form_without_any_ruling() -> None:
    (grid,) = grids(page(form()))
    texts = grid.texts()
    assert (grid.n_rows, grid.n_columns) == (13, 7)
    assert texts[2][0] == "项目资金"
    assert texts[3][1:] == ["年度资金总额", "120.00", "118.00", "112.10", "10", "9.5"]
    assert [text for text in texts[6] if text] == ["防渗渠道十二公里，灌溉及时。", "防渗渠道十一公里，灌溉及时。"]
    assert texts[8] == [None, "产出指标", "数量指标", "防渗长度", "12公里", "11公里", "27.5"]
    spans = {cell.passage.text: (cell.rowspan, cell.colspan) for cell in grid.cells if cell.passage.text}
    assert spans["项目资金"] == (3, 1)
    assert spans["年度目标"] == (2, 1)
    assert spans["绩效指标"] == (5, 1)
    assert spans["产出指标"] == (3, 1)
    assert spans["总分"][1] > 1
    assert texts[12][-1] == "96"


def test_a_fund_table_above_the_title_of_a_form_is_not_of_it() -> None:
    rows = [["全年预算数", "全年执行数", "执行率"], ["120.00", "112.10", "93.42%"], ["20.00", "18.00", "90.00%"]]
    names = ["资金来源", "县级", "乡镇"]
    above = [centred(name, 75, 30 + 14 * number) for number, name in enumerate(names)]
    for number, row in enumerate(rows):
        above += [centred(words, x, 30 + 14 * number) for words, x in zip(row, (240, 360, 480), strict=True)]
    funds, grid = grids(page([*above, centred("项目支出绩效自评表", 290, 80, 14), *form()]))
    assert funds.texts() == [[name, *row] for name, row in zip(names, rows, strict=True)]
    assert (grid.n_rows, grid.n_columns) == (13, 7)


@pytest.mark.parametrize(("body", "n_tables"), [("二〇二二年粮食储备管护总得分为八十七分半。", 2), ("粮食储备管护", 1)])
def test_a_sentence_parts_a_table_of_funds_from_one_of_scores(body: str, n_tables: int) -> None:
    funds = [["支出项目", "预算数", "执行数", "执行率"], ["保管费用", "120.50", "118.25", "98.13%"]]
    scores = [
        ["一级指标", "二级指标", "权重", "得分"],
        ["投入", "资金落实", "15", "14.00"],
        ["产出", "轮换", "35", "31.50"],
    ]
    runs = [
        centred(words, x, 100 + 18 * number)
        for number, row in [*enumerate(funds), *enumerate(scores, 3)]
        for words, x in zip(row, (110, 240, 360, 480), strict=True)
    ]
    rules = [across(97 + 18 * number, 60, 540) for number in range(7)]
    found = grids(page([*runs, run(body, 80, 136, 9)], rules))
    assert len(found) == n_tables
    assert n_tables == 1 or found[1].texts() == scores


def test_paragraphs_below_a_form_are_not_of_it() -> None:
    after = [run("以上目标完成情况由绩效评价组依据监理月报和验收资料核定，其余说明见附件。", 60, 360, 9)]
    (grid,) = grids(page([*form(), *after]))
    assert grid.n_rows == 13
    assert not any("附件" in cell.passage.text for cell in grid.cells)


def test_who_filled_a_form_in_stands_below_it() -> None:
    below = [centred("填报人：裴少卿", 150, 346), centred("填报日期：2023年2月", 400, 346)]
    (grid,) = grids(page([*form(), *below]))
    assert (grid.n_rows, [text for text in grid.texts()[-1] if text]) == (13, ["总分", "96"])


def test_upright_rulings_alone() -> None:
    rows = [
        ["镇名", "到位数", "支出数"],
        ["石桥", "120.00", "118.50"],
        ["柳溪", "80.00", "76.20"],
        ["高岗", "45.50", "45.50"],
    ]
    runs = [
        centred(words, x, 100 + 16 * r)
        for r, row in enumerate(rows)
        for words, x in zip(row, (90, 170, 250), strict=True)
    ]
    (grid,) = grids(page(runs, [], [down(x, 95, 165) for x in (50, 130, 210, 290)]))
    assert grid.texts() == rows


def test_frame_with_upright_rulings_is_parted_into_rows() -> None:
    rows = [
        ["镇名", "到位数", "支出数"],
        ["石桥", "120.00", "118.50"],
        ["柳溪", "80.00", "76.20"],
        ["高岗", "45.50", "45.50"],
    ]
    runs = [
        centred(words, x, 100 + 16 * r)
        for r, row in enumerate(rows)
        for words, x in zip(row, (90, 170, 250), strict=True)
    ]
    frame = [across(y, 50, 290) for y in (95.0, 165.0)]
    (grid,) = grids(page(runs, frame, [down(x, 95, 165) for x in (50, 130, 210, 290)]))
    assert grid.texts() == rows


def test_two_amounts_of_one_ruled_row_stay_in_their_cells() -> None:
    """A contract paid twice: the grid parts every row, the two payments are one cell's."""
    edges = [95.0, 115.0, 151.0, 171.0, 191.0]
    runs = [centred(words, x, 100) for words, x in zip(("合同", "金额", "支付"), (90, 170, 250), strict=True)]
    runs += [
        centred("渠道", 90, 128),
        centred("80.00", 170, 128),
        centred("50.00", 250, 120),
        centred("30.00", 250, 134),
    ]
    runs += [centred(w, x, 156) for w, x in zip(("泵站", "20.00", "20.00"), (90, 170, 250), strict=True)]
    runs += [centred(w, x, 176) for w, x in zip(("合计", "100.00", "100.00"), (90, 170, 250), strict=True)]
    (grid,) = grids(page(runs, [across(y, 50, 290) for y in edges], [down(x, 95, 191) for x in (50, 130, 210, 290)]))
    assert grid.style == "ruled"
    assert grid.n_rows == 4


def tall(words: str, x: float, y: float) -> Run:
    """A run whose font claims half as much height again as its lines are apart."""
    one = run(words, x, y)
    return Run(one.text, one.left, one.right, y - 3, y + 13, one.baseline, one.size, one.font, one.bold)


def test_lines_set_solid_are_rows_of_their_own() -> None:
    rows = [
        ["镇名", "到位数", "支出数"],
        ["石桥", "120.00", "118.50"],
        ["柳溪", "80.00", "76.20"],
        ["高岗", "45.50", "45.50"],
    ]
    runs = [
        tall(words, x, 100 + 10.5 * r)
        for r, row in enumerate(rows)
        for words, x in zip(row, (60, 150, 240), strict=True)
    ]
    (grid,) = grids(page(runs))
    assert grid.texts() == rows


def test_amounts_without_room_between_their_columns() -> None:
    """Two amounts stand as near as the words of one cell do; no amount is made of both."""
    head = [run(words, x, 100) for words, x in zip(("镇名", "到位数", "支出数"), (60, 130, 190), strict=True)]
    rows = [("石桥", "120.00", "18.50"), ("柳溪", "98,760.25", "91,234.56"), ("高岗", "45.50", "45.50")]
    runs = list(head)
    for r, (name, first, second) in enumerate(rows, 1):
        runs += [run(name, 60, 100 + 18 * r), run(first, 175 - 5 * len(first), 100 + 18 * r)]
        runs.append(run(second, 222.5 - 5 * len(second), 100 + 18 * r))
    (grid,) = grids(page(runs))
    assert grid.texts()[2] == ["柳溪", "98,760.25", "91,234.56"]


def test_unknown_heads_over_figures_are_heads_though_the_first_may_label_a_form() -> None:
    rows = [
        ["单位名称", "核减造价（元）", "复垦投入（元）"],
        ["石桥", "1,120.00", "118.50"],
        ["柳溪", "880.00", "76.20"],
        ["高岗", "45.50", "45.50"],
    ]
    runs = [
        centred(words, x, 100 + 18 * r)
        for r, row in enumerate(rows)
        for words, x in zip(row, (90, 200, 320), strict=True)
    ]
    found = grids(page(runs))
    assert found[0].header_rows == 1
    (table,) = understand(found)
    assert [column.unit for column in table.parts[0].columns] == [None, "元", "元"]


def test_remarks_stay_in_their_rows() -> None:
    """A remark in the middle of its row, blank above and below, is not merged over three."""
    rows = [["序号", "项目名称", "预算数", "备注"]]
    rows += [[str(n), f"{name}工程", f"{n}0.00", ""] for n, name in enumerate("甲乙丙丁戊", 1)]
    rows[3][3] = "年末结算"
    runs = [
        run(w, x, 100 + 20 * r)
        for r, row in enumerate(rows)
        for w, x in zip(row, (60, 120, 260, 380), strict=True)
        if w
    ]
    (grid,) = grids(page(runs))
    assert grid.texts() == rows


def test_a_label_with_its_unit_beside_the_funds_of_a_form() -> None:
    """Its closing bracket, half of it blank, is all that reaches to the edge of its column."""
    runs = [run("资金（元）", 52.5, one.top, 9) if one.text == "项目资金" else one for one in form()]
    (grid,) = grids(page(runs))
    spans = {cell.passage.text: (cell.rowspan, cell.colspan) for cell in grid.cells if cell.passage.text}
    assert (grid.n_rows, grid.n_columns) == (13, 7)
    assert spans["资金（元）"] == (3, 1)


def test_a_line_below_the_last_rule_of_a_form_leaves_the_spine_its_rows() -> None:
    edges = [100.0 + 20 * row for row in range(8)]
    rows = [
        ["项目名称", "", "水渠维修", "", "", ""],
        ["", "一级指标", "二级指标", "三级指标", "指标值", "得分"],
        ["", "产出指标", "数量指标", "维修水渠", "8公里", "20"],
        ["", "", "质量指标", "验收合格率", "100%", "20"],
        ["", "", "时效指标", "按期完工率", "100%", "20"],
        ["", "效益指标", "社会效益", "受益人口", "2万人", "30"],
        ["", "总分", "", "", "", "90"],
    ]
    middles = [85.0, 155.0, 225.0, 305.0, 385.0, 455.0]
    runs = [
        centred(words, x, edges[row] + 5)
        for row, cells in enumerate(rows)
        for words, x in zip(cells, middles, strict=True)
        if words
    ]
    runs += [centred("绩效指标", 85, 155), centred("填表人：周晓岚 填报日期：2022年3月18日", 200, 244)]
    level = [
        across(y, 55 if y in (100.0, 120.0, 220.0, 240.0) else 190 if y in (160.0, 180.0) else 115, 490) for y in edges
    ]
    (grid,) = grids(page(runs, level))
    assert [row[:2] for row in grid.texts()][1:6] == [
        ["绩效指标", "一级指标"],
        [None, "产出指标"],
        [None, None],
        [None, None],
        [None, "效益指标"],
    ]


def test_rows_that_overlap_are_no_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet whose rows are too low for their text: what hundreds of heads would be over takes minutes to find."""
    looked_at: list[int] = []

    def head_tree(atoms: Sequence[Atom]) -> list[Head]:
        looked_at.append(len(atoms))
        return []

    monkeypatch.setattr(parts, "head_tree", head_tree)
    places = [(60.0, 0.0), (160.0, 6.0), (260.0, 0.0), (360.0, 6.0)]
    runs = [run(f"第{row}行", x, 100 + 12 * row + low) for row in range(50) for x, low in places]
    grids(page(runs))
    assert max(looked_at, default=0) <= 80
