"""Tables without rulings between rows whose rows all are of one line: blank places are no reason to join them."""

from __future__ import annotations

from extractor.model.geometry import Run

from tests.tables.drawn import across, grids, page, run

LEFT = [60.0, 130.0, 290.0, 370.0, 450.0]
HEADS = ["单位", "项目", "合同金额", "省级补助", "下达资金"]
# The unit stands in the middle of its rows; the amounts are sparse.
ROWS = [
    ["", "文化惠民演出", "65.8646", "", "5508.30"],
    ["青山镇", "饮水安全巩固提升", "", "5.90", ""],
    ["", "人居环境整治", "5001.40", "", "1339.12"],
    ["", "应急演练", "8613.54", "3.53", ""],
    ["卫生院", "路灯安装", "", "", "2960.81"],
    ["", "河道清淤", "3534.23", "", ""],
]
RULES = [across(96, 55, 520), across(115, 55, 520)]


def row(texts: list[str], y: float) -> list[Run]:
    return [run(text, x, y) for text, x in zip(texts, LEFT, strict=True) if text]


def drawn(rows: list[list[str]], pitch: float = 20.0) -> list[list[str | None]]:
    runs = [*row(HEADS, 100)]
    for place, texts in enumerate(rows):
        runs += row(texts, 121 + pitch * place)
    (grid,) = grids(page(runs, [*RULES, across(120 + pitch * len(rows), 55, 520)]))
    return grid.texts()[1:]


def test_a_row_each_whatever_is_blank() -> None:
    texts = drawn(ROWS)
    assert [each[1:] for each in texts] == [each[1:] for each in ROWS]
    assert [each[0] for each in texts] == ["青山镇", None, None, "卫生院", None, None]


def test_units_at_the_first_of_their_rows_leave_the_others_blank() -> None:
    rows = [[name, *each[1:]] for name, each in zip(["青山镇", "", "", "卫生院", "", ""], ROWS, strict=True)]
    assert drawn(rows) == rows


def test_a_note_and_a_total_set_as_close_as_the_rows() -> None:
    rows = [[str(n), *each[1:]] for n, each in enumerate(ROWS, 1)]
    rows += [["", "合计", "17215.04", "9.43", "9808.23"], ["备注", "上述资金中733万元为补助", "", "", ""]]
    texts = drawn(rows, 15.0)
    assert [each[2:] for each in texts[6:]] == [["17215.04", "9.43", "9808.23"], ["", "", ""]]


def test_a_name_that_fills_its_line_goes_on_in_the_next() -> None:
    """The second line of a name stands as far from the first as rows from each other, nothing beside it."""
    rows = [
        ["1", "农村公路路面改造提升工", "65.86", "", "508.30"],
        ["", "程（二期）", "", "", ""],
        ["2", "危桥改造", "", "5.90", "12.00"],
        ["3", "安防工程", "80.10", "3.10", ""],
        ["4", "路灯安装", "", "7.20", "96.08"],
    ]
    texts = drawn(rows, 15.0)
    assert [each[1] for each in texts] == ["农村公路路面改造提升工程（二期）", "危桥改造", "安防工程", "路灯安装"]


def problem(number: str, unit: str, finding: str, amount: str, cause: str, advice: str, top: float) -> list[Run]:
    """A row of a list of problems: the amount ends where the cause begins, and the cause has a line above it."""
    row = [run(number, 65, top + 12), run(unit, 85, top + 12), run(amount, 298.4 - 5 * len(amount), top + 12)]
    row += [run(finding[:9], 165, top + 6), run(finding[9:], 165, top + 18)]
    row += [run(cause[9 * line : 9 * line + 9], 300, top + 12 * line) for line in range(3)]
    return [*row, run(advice[:9], 410, top + 6), run(advice[9:], 410, top + 18)]


def test_last_row_on_a_page_of_its_own() -> None:
    """No figure stands in its first line; a heading follows close below it."""
    heads = [("序号", 60), ("单位", 100), ("存在问题", 190), ("涉及金额", 258), ("原因分析", 325), ("整改建议", 435)]
    late = (
        "工程验收不及时，档案不齐全。",
        "前期征地协调难度较大，部分点位没有按时开工。",
        "加快工程进度，及时组织验收。",
    )
    idle = ("设备到货以后一直闲置未用。", "采购之前没有调研需求，操作人员也没有培训。", "统筹调配闲置设备，加强培训。")
    rows = [("1", "乐水县水利局", *idle, "315.20"), ("2", "青山镇人民政府", *idle, "80.45")]
    rows += [("3", "乐水县教育局", *idle, "126.30"), ("4", "石桥镇卫生院", *idle, "77.18")]
    runs = [run(text, x, 122) for text, x in heads]
    for place, (number, unit, finding, cause, advice, amount) in enumerate(rows):
        runs += problem(number, unit, finding, amount, cause, advice, 140 + 50 * place)
    below = problem("5", "临江镇水利站", late[0], "830.99", late[1], late[2], 70)
    (grid,) = grids(page(runs), page([*below, run("三、有关建议", 55, 111)], number=2))
    assert grid.texts()[-1] == ["5", "临江镇水利站", late[0], "830.99", *late[1:]]


def test_a_text_in_every_place_tells_rows_of_one_line() -> None:
    """Three rows without a figure, set as close as lines: cells that wrap would have to do so in all columns."""
    left = [60.0, 190.0, 420.0]
    rows = [
        ["预算编制科学性", "预算编制依据不充分，测算过程缺失", "细化预算测算"],
        ["资金使用合规性", "专项资金用于发放补贴", "追回资金"],
        ["政府采购规范性", "无", "无"],
    ]
    runs = [run(text, x, 100) for text, x in zip(["评价指标", "存在问题", "改进意见"], left, strict=True)]
    runs += [run(text, x, 121 + 15 * n) for n, row in enumerate(rows) for text, x in zip(row, left, strict=True)]
    (grid,) = grids(page(runs, [*RULES, across(170, 55, 520)]))
    assert grid.texts()[1:] == rows


def test_heading_close_below_the_last_row() -> None:
    """It would fit into the first column, and is no second line of the last name."""
    rows = [["单位名称", "年初预算", "调整预算", "支出数"]]
    rows += [[f"{name}水务服务中心", "32.50", "38.00", "37.20"] for name in ("石桥", "青山", "临江", "乐水", "平川")]
    places = [60.0, 230.0, 330.0, 430.0]
    runs = [run(t, x, 100 + 16 * r) for r, row in enumerate(rows) for x, t in zip(places, row, strict=True)]
    below = [run("三、存在的问题", 60, 100 + 16 * len(rows)), run("（一）管护责任没有落实。", 80, 240)]
    (grid,) = grids(page([run("单位：万元", 440, 80), *runs, *below]))
    assert grid.texts() == rows


def test_amount_that_all_but_touches_the_date_behind_it() -> None:
    """Heads stand below a head of several columns; 25,600.00 and 2022年2月 are two cells, not 25,600.002022."""
    heads = [run("采购情况", 290, 96), *(run(t, x, 106) for t, x in (("编号", 60), ("名称", 130), ("使用单位", 430)))]
    heads += [run(t, x, 115) for t, x in (("数量", 250), ("金额（元）", 300), ("时间", 375))]
    rows = [("1", "水质检测仪", "8", "25,600.00", "2022年2月", "石桥卫生院")]
    rows += [("2", "便携彩超", "11", "1,738,000.00", "2022年12月", "青山卫生院")]
    rows += [("3", "热水器", "37", "47,378.50", "2022年4月", "临江卫生院")]
    runs = []
    for place, texts in enumerate(rows):
        number, name, count, amount, month, user = texts
        right = [run(count, 265 - 5 * len(count), 0), run(amount, 358 - 5 * len(amount), 0)]
        left = [run(number, 65, 0), run(name, 115, 0), run(month, 359.6, 0), run(user, 430, 0)]
        y = 140 + 20 * place
        runs += [run(one.text, one.left[0], y) for one in (*left, *right)]
    (grid,) = grids(page([*heads, *runs], [across(92, 55, 520), across(130, 55, 520), across(200, 55, 520)]))
    assert grid.texts()[2:] == [list(row) for row in rows]
