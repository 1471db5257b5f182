"""Lines come from where characters stand, whatever the order in which a file draws them."""

from __future__ import annotations

from extractor.model.geometry import Run
from extractor.text import joined, lines


def run(
    text: str,
    x: float,
    baseline: float = 100.0,
    *,
    size: float = 10.0,
    font: str = "宋体",
    bold: bool = False,
    advance: float | None = None,
) -> Run:
    widths = [advance or (size if char > "\u2e80" else size / 2) for char in text]
    left = [x + sum(widths[:place]) for place in range(len(text))]
    right = [start + width for start, width in zip(left, widths, strict=True)]
    return Run(
        text,
        tuple(left),
        tuple(right),
        baseline - 0.8 * size,
        baseline + 0.2 * size,
        baseline,
        size,
        font,
        bold,
    )


def texts(*runs: Run) -> list[str]:
    return [line.text for line in lines(runs, 1)]


def test_lines_go_from_top_to_bottom_and_left_to_right() -> None:
    assert texts(run("第二行", 70, 120), run("后半", 90), run("前半", 70)) == ["前半后半", "第二行"]


def test_a_glyph_from_a_fallback_font_takes_its_place() -> None:
    """〇 drawn after the rest of a date, into the gap that was left for it."""
    rest = run("二二四年", 70)
    gapped = Run(rest.text, (70, 90, 100, 110), (80, 100, 110, 120), rest.top, rest.bottom, 100, 10, rest.font, False)
    assert texts(gapped, run("〇", 80, font="Fallback")) == ["二〇二四年"]


def test_text_drawn_twice_for_bold_is_read_once() -> None:
    assert texts(run("预算执行率96.54%", 70), run("预算执行率96.54%", 70.3)) == ["预算执行率96.54%"]


def test_text_drawn_twice_is_bold() -> None:
    twice = [run("预算编制不细", 70), run("预算编制不细", 70.3)]
    assert [line.bold for line in lines(twice, 1)] == [True]
    (line,) = lines([*twice, run("。年初仅列总额", 130), run("，未分解", 200)], 1)
    assert (line.text, line.lead) == ("预算编制不细。年初仅列总额，未分解", 6)
    assert [line.bold for line in lines([run("人人有责", 70), run("事事尽责", 110)], 1)] == [False]


def test_doubled_characters_that_are_meant_stay() -> None:
    assert texts(run("11100人人", 70)) == ["11100人人"]


def test_justified_chinese_gets_no_spaces_but_separate_numbers_do() -> None:
    assert texts(run("财政资金", 70, advance=14)) == ["财政资金"]
    assert texts(run("100", 70), run("200", 88)) == ["100 200"]


def test_words_far_apart_stay_apart() -> None:
    assert texts(run("主评人：", 70), run("李明", 180)) == ["主评人： 李明"]


def test_a_raised_mark_belongs_to_its_line() -> None:
    assert texts(run("面积120平方米", 70), run("2", 135, 96, size=5)) == ["面积120平方米²"]


def test_a_raised_mark_little_smaller_than_its_figure() -> None:
    assert texts(run("3,957.97", 70), run("2", 110, 96, size=8.5)) == ["3,957.97²"]
    assert texts(run("3,957.97", 70), run("2", 130, 96, size=8.5)) != ["3,957.97²"]  # a cell of its own
    assert texts(run("3,957.97", 70), run("26", 110, 99, size=8.5)) != ["3,957.97²⁶"]  # as low as the figure


def test_a_digit_raised_by_half_the_type_size_stands_right_behind_its_figure() -> None:
    ten = run("共10", 70)
    four = run("4", ten.right[-1], 95, size=8)
    assert texts(ten, four, run("元", four.right[-1])) == ["共10⁴元"]
    assert texts(ten, run("4", ten.right[-1] + 12, 95, size=8)) == ["4", "共10"]  # apart: another line
    assert texts(ten, run("四", ten.right[-1], 95, size=8)) == ["四", "共10"]  # no digit


def test_a_run_in_head_is_told_by_its_face() -> None:
    head, body = run("1、管理薄弱。", 70, font="黑体"), run("一是台账缺失", 125)
    assert lines([head, body], 1)[0].lead == len(head.text)
    assert lines([run("台账缺失", 70)], 1)[0].lead == 0


def test_lines_of_a_cell_are_joined_as_they_are_meant() -> None:
    def cell(*parts: str) -> str:
        runs = [run(part, 70, 100 + 14 * place) for place, part in enumerate(parts)]
        return joined(lines(runs, 1)).text

    assert cell("330,", "435.30") == "330,435.30"
    assert cell("水利", "工程") == "水利工程"
    assert cell("cloud", "platform") == "cloud platform"
    assert cell("绩", "效", "指", "标") == "绩效指标"


def test_radicals_that_a_font_gives_for_characters_are_mended() -> None:
    assert texts(run("项⽬⽀出⻅附表", 70)) == ["项目支出见附表"]


def test_wide_digits_and_letters_that_a_font_gives_are_plain() -> None:
    assert texts(run("２０２３年支付１２．５万元，占６０％。Ａ包", 70)) == ["2023年支付12.5万元，占60%。A包"]
    assert texts(run("占比57．14%，支付1．94万元", 70)) == ["占比57.14%，支付1.94万元"]
    assert texts(run("执行率96．", 70)) == ["执行率96."]  # which goes on in the next line
    assert texts(run("．77%", 70)) == [".77%"]
    assert texts(run("３．监管不到位", 70)) == ["3.监管不到位"]
    assert texts(run("3．监管不到位", 70)) == ["3．监管不到位"]
    assert texts(run("占60％。一．概况", 70)) == ["占60％。一．概况"]


def test_marks_drawn_over_each_other_stand_in_the_order_of_their_ink() -> None:
    """A font that sets 。《 closely draws both in one square, the one in its left half, the other in its right."""
    first, second = run("作为依据。", 70), run("《实施方案》", 110 - 0.2)
    assert texts(first, second) == ["作为依据。《实施方案》"]


def spread(text: str, gap: float, blank: float | None = None) -> Run:
    """Letters set apart evenly, with the blanks that an engine sees between digits; ``blank`` is a wider one."""
    left, right, told, x = [], [], "", 50.0
    for before, character in zip(" " + text, text, strict=False):
        width = 10.0 if character > "\u2e80" else 5.0
        if before.isdigit() and character.isdigit():
            told += " "
            left.append(x - gap)
            right.append(x)
        told += character
        left.append(x)
        x += width if blank is None or character != "〕" else width + blank
        right.append(x)
        x += gap
    return Run(told, tuple(left), tuple(right), 90.0, 100.0, 98.0, 10.0, "宋体", False)


def test_digits_of_a_line_that_is_spread_evenly_stand_together() -> None:
    (line,) = lines([spread("而退役军人部发〔2020〕195号另有规定，支付1234万元", 2.3)], 1)
    assert line.text == "而退役军人部发〔2020〕195号另有规定，支付1234万元"
    assert len(line.left) == len(line.right) == len(line.text)


def test_figures_apart_in_a_line_that_is_not_spread_stay_apart() -> None:
    told = spread("各单位支出合计数", 0.0)
    row = [told, run("12", told.right[-1] + 12, told.baseline), run("34", told.right[-1] + 30, told.baseline)]
    assert lines(row, 1)[0].text == "各单位支出合计数 12 34"
    wide = spread("各单位支出合计数", 2.3)
    row = [wide, run("12", wide.right[-1] + 12, wide.baseline), run("34", wide.right[-1] + 30, wide.baseline)]
    assert lines(row, 1)[0].text == "各单位支出合计数 12 34"
