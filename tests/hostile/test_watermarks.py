"""A watermark set level with the text neither mixes with it nor becomes a record."""

from __future__ import annotations

from tests.hostile.paper import Paper, yuan

PALE = (0.85, 0.85, 0.85)
BODY = ["望财绩〔2024〕4号文件下达本项目资金300.5万元，", "已于2023年5月6日全部拨付到位，没有结余资金。"]


def page(paper: Paper, top: float) -> Paper:
    paper.page()
    for place, line in enumerate(BODY):
        paper.text(84, top + 20 * place, line)
    return paper.text(120, 225, "内部资料 2019年 100万元", 40, color=PALE)


def test_a_watermark_over_the_text_is_left_out() -> None:
    report = page(Paper(), 200).read()
    assert yuan(report) == ["3005000"]
    assert [number.canonical for number in report.document_numbers] == ["望财绩〔2024〕4号"]
    assert [date.start for date in report.dates] == ["2023-05-06"]


def test_so_it_is_on_pages_where_it_covers_nothing() -> None:
    assert yuan(page(page(Paper(), 200), 400).read()) == ["3005000", "3005000"]


def test_a_large_title_right_above_the_text_is_no_watermark() -> None:
    paper = Paper().page().text(100, 100, "某县2023年度项目绩效评价报告", 26)
    for place, line in enumerate(BODY):
        paper.text(84, 118 + 20 * place, line)
    assert paper.read().pages[0].text.startswith("某县2023年度项目绩效评价报告")


def test_a_figure_alone_in_the_last_row_of_a_page_is_no_page_number() -> None:
    rows = [["项目", "数量"], ["", "1"]]
    assert Paper().page().table(60, 780, (100, 100), rows).read().tables[0].rows[-1] == ["", "1"]


def test_large_text_over_which_a_stroke_lies_is_no_watermark() -> None:
    """As on a scan where a stroke of a letter was read as a sign; most of the page is a table in small type."""
    paper = Paper().page().text(84, 100, "本年支出300.5万元，结余12万元。", 16).text(120, 96, "一一一", 2)
    for place in range(6):
        paper.text(84, 140 + 14 * place, "某县某镇某村安全饮水工程管网延伸及水表改造", 8)
    assert yuan(paper.read()) == ["3005000", "120000"]
