"""Tables over page ends as typists leave them: other widths, a figure cut in two."""

from __future__ import annotations

from tests.hostile.paper import Paper, yuan

HEADS = ["序号", "项目名称", "合同金额（万元）", "支付金额（元）"]
WIDTHS = (40, 150, 110, 110)
OTHER_WIDTHS = (40, 120, 130, 120)


def first_page(rows: int = 27) -> Paper:
    body = [[str(number), f"项目{number}", f"{number}0.00", f"{number},000.00"] for number in range(1, rows + 1)]
    return Paper().page().table(60, 100, WIDTHS, [HEADS, *body])


REST = [["28", "道路", "20.00", "30,000.00"], ["29", "桥梁", "25.00", "36,000.00"]]


def test_the_rest_of_a_table_in_other_widths_without_its_heads() -> None:
    report = first_page().page().table(60, 60, OTHER_WIDTHS, REST).read()
    assert [table.pages for table in report.tables] == [[1, 2]]
    assert yuan(report)[-4:] == ["200000", "30000", "250000", "36000"]


def test_the_rest_of_a_table_in_other_widths_with_its_heads() -> None:
    report = first_page().page().table(60, 60, OTHER_WIDTHS, [HEADS, *REST]).read()
    assert [len(table.rows) for table in report.tables] == [30]


def test_the_same_heads_in_other_widths_that_count_anew_are_another_table() -> None:
    anew = [["1", "学校", "20.00", "30,000.00"], ["2", "医院", "25.00", "36,000.00"]]
    report = first_page().page().table(60, 60, OTHER_WIDTHS, [HEADS, *anew]).read()
    assert [len(table.rows) for table in report.tables] == [28, 3]


def test_an_amount_cut_by_the_page_end_cuts_the_row() -> None:
    heads = ["项目名称", "主要内容", "合同额\n（元）", "备注"]
    widths = (80, 150, 48, 100)
    above = ["道路维修", "县城主干道路面改造\n排水管网改造", "1,234,5", "已完工"]
    below = [["", "", "67.89", ""], ["绿化", "植树", "88.00", "无"]]
    paper = Paper().page().table(60, 720, widths, [heads, above], height=40)
    report = paper.page().table(60, 60, widths, below).read()
    assert yuan(report) == ["1234567.89", "88"]
