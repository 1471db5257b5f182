"""Scoring tables without upright rulings: long criteria beside narrow columns of scores, heads of two rows."""

from __future__ import annotations

from extractor.model.geometry import Run
from extractor.tables.inferred.atoms import Atom
from extractor.tables.inferred.rows.strips import line_step

from tests.tables.drawn import across, grids, page, run

SIZE = 9.0
# The middles of 三级指标, 分值, 自评得分 and 评价得分; the left side of the criteria between them.
MIDDLES = (75.0, 125.0, 322.0, 362.5)
CRITERIA = 153.0


def centred(words: str, middle: float, y: float) -> Run:
    return run(words, middle - sum(SIZE * (0.5 if c.isascii() else 1.0) for c in words) / 2, y, SIZE)


def ladder(rows: list[tuple[str, str, list[str], str, str]]) -> tuple[list[Run], float]:
    """Rows of 17 points and one line, 29 points and two lines, and where they end."""
    runs: list[Run] = []
    y = 124.0
    for name, points, criteria, own, score in rows:
        height = 5.0 + 12.0 * len(criteria)
        for words, middle in zip((name, points, own, score), MIDDLES, strict=True):
            runs.append(centred(words, middle, y + (height - SIZE) / 2))
        runs += [run(words, CRITERIA, y + 4 + 12 * place, SIZE) for place, words in enumerate(criteria)]
        y += height
    return runs, y


ROWS = [
    ("目标内容", "4", ["设有目标（一分）目标很明确（一分）", "目标已细化（一分）目标量化（一分）"], "4", "3"),
    ("决策依据", "3", ["符合法律法规、发展规划和部门年度", "计划"], "3", "2"),
    ("决策程序", "5", ["符合申报条件和批复合规的（三分）"], "5", "4"),
    ("分配办法", "2", ["有明确的分配办法"], "2", "2"),
    ("分配结果", "6", ["符合分配办法二分、分配公平合理", "（四分）"], "6", "5"),
    *[(f"产出{each}", "8", [f"对照{each}目标"], "8", "7.5") for each in ("数量", "质量", "时效", "成本")],
    *[(f"{each}效益", "9", [f"对照{each}效益目标"], "9", "8.5") for each in ("经济", "社会", "生态")],
]


def test_scores_beside_criteria_that_end_with_a_bracket_at_the_edge_of_their_column() -> None:
    """The blank half of the bracket reaches under the head of the next column, wider than the figures below it."""
    heads = [("三级指标", 75.0), ("分值", 125.0), ("评价标准", 222.0), ("自评得分", 322.0), ("评价得分", 362.5)]
    runs, end = ladder(ROWS)
    runs += [centred(words, middle, 106) for words, middle in heads]
    rules = [across(at, 50, 385) for at in (100, 122, end + 2)]
    (grid,) = grids(page(runs, rules))
    assert grid.texts() == [
        [words for words, _ in heads],
        *[[name, points, "".join(criteria), own, score] for name, points, criteria, own, score in ROWS],
    ]


def test_lines_that_wrap_tell_the_step_of_lines_where_most_rows_are_of_one() -> None:
    def atom(words: str, y: float) -> Atom:
        return Atom(words, 100.0, 100.0 + SIZE * len(words), y, y + SIZE, SIZE)

    wrapped = [atom("符合申报条件、手续齐全", y) for y in (100, 130, 160)] + [
        atom("的", y + 12.0) for y in (100, 130, 160)
    ]
    single = [atom("对照产出目标", 190.0 + 17 * place) for place in range(12)]
    assert line_step([[*wrapped, *single]], SIZE) == 12.0
    assert line_step([single], SIZE) == 17.0


# A form whose rows are ruled off: heights, texts at their middles, and from where to where a ruling stands below.
FORM = [
    (["项目名称@80", "消防站装备更新@300"], (50, 530)),
    (["主管部门@80", "应急管理局@190", "实施单位@350", "消防救援大队@460"], (50, 530)),
    (["年初预算数@230", "全年预算数@290", "全年执行数@350", "分值@400", "执行率@445", "得分@500"], (110, 530)),
    (["年度资金总额@165", "86.40@230", "92.15@290", "88.03@350", "10@400", "95.53%@445", "9.55@500"], (110, 530)),
    (["其他资金@165", "0.00@230", "0.00@290", "0.00@350"], (50, 530)),
    (["预期目标@200", "实际完成情况@430"], (110, 530)),
    (["更新十二个站@200", "完成十一个站@430"], (50, 530)),
    (["绩效指标@140", "年度指标值@290"], (50, 350)),
    (["一级指标@80", "二级指标@140", "三级指标@200", "指标性质@250", "指标值@290", "单位@330"], (50, 530)),
    (["数量指标@140", "更新站数@200", "＝@250", "12@290", "个@330", "11@375", "10.00@420", "9.00@465", "一站改建@505"],
     (110, 530)),
    (["质量指标@140", "装备合格率@200", "＝@250", "100@290", "%@330", "100@375", "20.00@420", "20.00@465"], (50, 530)),
    (["效益指标@80", "社会效益@140", "处置提速@200", "≥@250", "10@290", "%@330", "12@375", "30.00@420", "28.00@465"],
     (50, 530)),
]  # fmt: skip


def test_a_form_with_rulings_between_its_rows_and_indicators_below_heads_of_two_rows() -> None:
    runs: list[Run] = []
    rules = [across(98, 50, 530)]
    for place, (texts, (start, end)) in enumerate(FORM):
        top = 104.0 + 20 * place
        rules.append(across(top + 14, start, end))
        for text in texts:
            words, middle = text.split("@")
            runs.append(centred(words, float(middle), top))
    runs += [
        centred(words, 80, 104.0 + 20 * row) for words, row in (("项目资金", 3), ("年度目标", 5.5), ("产出指标", 9.5))
    ]
    runs += [centred(words, x, 254) for words, x in (("完成值", 375), ("分值", 420), ("得分", 465), ("偏差原因", 505))]
    (grid,) = grids(page(runs, rules))
    texts = grid.texts()
    assert [text for text in texts[7] if text] == ["绩效指标", "年度指标值", "完成值", "分值", "得分", "偏差原因"]
    assert [text for text in texts[9] if text] == [
        "产出指标", "数量指标", "更新站数", "＝", "12", "个", "11", "10.00", "9.00", "一站改建",
    ]  # fmt: skip
    spans = {cell.passage.text: (cell.rowspan, cell.colspan) for cell in grid.cells if cell.passage.text}
    assert spans["完成值"] == spans["偏差原因"] == spans["产出指标"] == (2, 1)
    assert spans["年度指标值"][1] >= 3
