"""Paragraphs are whole: over lines and pages, indented or not, and headings stand alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from extractor.model.geometry import Run
from extractor.model.layout import Paragraph
from extractor.text import blocks, compose, lines

from tests.text.test_furniture import page
from tests.text.test_lines import run

LEFT, SIZE, WIDTH = 80, 10, 30  # the column holds 30 characters of 10 points


def typeset(text: str, indent: int, top: float, **face: object) -> list[Run]:
    """The lines of one paragraph, first line indented by ``indent`` characters, broken where it is full."""
    first = WIDTH - indent
    parts = [text[:first], *(text[at : at + WIDTH] for at in range(first, len(text), WIDTH))]
    return [
        run(part, LEFT + (indent * SIZE if n == 0 else 0), top + 18 * n, size=SIZE, **face)  # type: ignore[arg-type]
        for n, part in enumerate(parts)
        if part
    ]


def paragraphs(*pages: list[Run]) -> list[Paragraph]:
    layouts = []
    for number, runs in enumerate(pages, 1):
        made = page(number, *runs)
        layouts.append(compose(made, lines(made.runs, number), []))
    return [block for block in blocks(layouts, []) if isinstance(block, Paragraph)]


LONG = "项目资金由县财政局按进度拨付到乡镇财政所再由乡镇财政所支付给施工单位年末结余资金按规定收回统筹使用" * 2
OTHER = "经现场核查部分村组道路未设置安全标志排水沟堵塞养护责任没有落实到人台账记录不连续且缺少验收影像资料" * 2


@pytest.mark.parametrize("indent", [2, 0])
def test_paragraphs_are_told_apart_with_and_without_indents(indent: int) -> None:
    first = typeset(LONG + "。", indent, 100)
    second = typeset(OTHER + "。", indent, 100 + 18 * len(first))
    found = paragraphs([*first, *second])
    assert [part.text for part in found] == [LONG + "。", OTHER + "。"]


def test_a_paragraph_goes_on_over_a_page_end() -> None:
    whole = typeset(LONG + "。", 2, 100)
    third = typeset(OTHER + "。", 2, 400)
    cut = [run(part.text, part.left[0], 80 + 18 * n) for n, part in enumerate(whole[2:])]
    found = paragraphs([*typeset(OTHER + "。", 2, 200), *(_moved(part, 500) for part in whole[:2])], [*cut, *third])
    assert [part.text for part in found] == [OTHER + "。", LONG + "。", OTHER + "。"]
    assert [piece.line.page for piece in found[1].passage.pieces] == [1, 1, 2, 2]


def test_the_lines_of_a_signature_in_two_columns_stand_alone() -> None:
    signed = ["某某会计师事务所（普通合伙）　　中国注册会计师：李某某", "中国·成都　　　　　　　　二〇二二年七月八日"]
    lines_below = [run(text, LEFT, 300 + 18 * n, size=SIZE) for n, text in enumerate(signed)]
    whole = typeset(LONG + "。", 0, 100)
    found = paragraphs([*whole, *lines_below])
    assert len(found) == 3
    keyed = [
        "评价单位：某某会计师事务所　　　　项目负责人：李某某某",
        "报告日期：2022年7月8日　　　　　报告地点：成都市某区",
    ]
    found = paragraphs([*whole, *(run(text, LEFT, 300 + 18 * n, size=SIZE) for n, text in enumerate(keyed))])
    assert len(found) == 3
    went_on = "由县财政局　负责人：李某某牵头，会同乡镇财政所核对，" + OTHER
    assert len(paragraphs(typeset(went_on + "。", 0, 100))) == 1


def _moved(part: Run, by: float) -> Run:
    return run(part.text, part.left[0], part.baseline + by)


@pytest.mark.parametrize(("rest", "scanned", "parts"), [("12月。", True, 1), ("说明", True, 2), ("12月。", False, 2)])
def test_the_rest_of_a_day_in_a_scan_goes_on_though_its_size_is_measured_larger(
    rest: str, scanned: bool, parts: int
) -> None:
    text = [*typeset(OTHER[:60], 0, 100), *typeset("项目总投资为一千六百余万元计划工期2014年3月至2014年", 0, 136)]
    both = [*text, run(rest, LEFT, 154, size=SIZE + 3)]
    if scanned:
        both = [replace(each, confidence=(1.0,) * len(each.text)) for each in both]
    assert len(paragraphs(both)) == parts


def test_a_heading_that_fills_its_line_does_not_swallow_the_text() -> None:
    heading = "一、" + LONG[: WIDTH - 4]
    found = paragraphs([*typeset(heading, 2, 100, font="黑体"), *typeset(OTHER + "。", 2, 118)])
    assert [part.text for part in found] == [heading, OTHER + "。"]


def test_a_heading_over_two_lines_is_one() -> None:
    heading = "（一）" + LONG[:40]
    found = paragraphs([*typeset(heading, 2, 100, bold=True), *typeset(OTHER + "。", 2, 136)])
    assert found[0].text == heading
    assert found[0].bold


def test_title_lines_stay_apart_and_are_centred() -> None:
    title = [run("某县二〇二二年度", 150, 60, size=20), run("农村饮水项目绩效评价报告", 110, 90, size=20)]
    found = paragraphs([*title, *typeset(LONG + "。", 2, 130)])
    assert [part.text for part in found[:2]] == ["某县二〇二二年度", "农村饮水项目绩效评价报告"]
    assert all(part.centred for part in found[:2])


def test_the_number_of_a_document_below_its_title_is_no_part_of_it() -> None:
    """On a page without running text nothing else tells where a title set to the left ends."""
    title, number = "财政支出绩效评价意见书", "溪财绩意〔2021〕9号"
    assert [part.text for part in paragraphs([run(title, 80, 60), run(number, 80, 78)])] == [title, number]
    cited = typeset(f"{'各单位应当按照县财政局所印发的绩效评价管理办法（以下简称办法，' * 2}{number}）执行。", 2, 100)
    assert len(paragraphs(cited)) == 1


def test_a_signature_is_flush_right() -> None:
    signature = [run("某县水利局", LEFT + 230, 300), run("2023年3月1日", LEFT + 230, 330)]
    found = paragraphs([*typeset(LONG + "。", 2, 100), *signature])
    assert [(part.text, part.right) for part in found[1:]] == [("某县水利局", True), ("2023年3月1日", True)]


def test_a_line_broken_early_for_an_unbreakable_amount_is_full() -> None:
    """An amount moves to the next line whole; the line before it is not the paragraph's last."""
    first, rest = LONG[: WIDTH - 6], "44,460.00万元，其余资金由县级统筹安排。"
    runs = [*typeset(OTHER + "。", 2, 60), run(first, LEFT + 20, 200), run(rest, LEFT, 218)]
    assert paragraphs(runs)[-1].text == first + rest


def test_a_line_broken_early_before_quotation_marks_is_full() -> None:
    """Where a line may not end before or behind a quotation mark, 为“良”。 moves to the next line whole."""
    first, rest = LONG[: WIDTH - 3], "为“良”。其中决策得分较高，产出得分较低。"
    above = typeset(OTHER + "。", 0, 60)
    below = 60 + 18 * len(above)
    assert paragraphs([*above, run(first, LEFT, below), run(rest, LEFT, below + 18)])[-1].text == first + rest


def test_a_ragged_margin_lies_where_lines_reach_furthest() -> None:
    """Two short lines that happen to end alike are no margin."""
    heads = ["一、" + LONG[:23], "二、" + OTHER[:23]]
    texts = [
        LONG[:30],
        LONG[30:40] + "。",
        heads[0],
        OTHER[:29],
        OTHER[29:57],
        OTHER[57:60] + "。",
        heads[1],
        LONG[:27],
    ]
    found = paragraphs([run(text, LEFT, 100 + 18 * n, size=SIZE) for n, text in enumerate(texts)])
    assert [part.text for part in found] == [LONG[:40] + "。", heads[0], OTHER[:60] + "。", heads[1], LONG[:27]]


def test_where_hardly_a_line_is_full_no_short_line_goes_on() -> None:
    """Headings and bodies of one line each: the longest ends far from the margin that the page's left one suggests."""
    printed = ["（一）" + LONG[:26], "现场没有记录", "（二）" + OTHER[:26], "台账缺三个月"]
    printed += [f"（{number}）管护责任书未签订" for number in "三四五六七八九十"]
    found = paragraphs([part for n, text in enumerate(printed) for part in typeset(text, 0, 100 + 18 * n)])
    assert [part.text for part in found] == printed


def test_a_number_at_a_page_end_belongs_to_the_words_behind_it() -> None:
    found = paragraphs([*typeset(LONG + "。", 2, 100), *typeset("（二）", 2, 700)], typeset("台账不实", 2, 100))
    assert [part.text for part in found] == [LONG + "。", "（二）台账不实"]


def test_a_line_astray_left_of_the_margin_moves_it_not() -> None:
    """A scan: one line in sixty begins left of the others, and one of a paragraph's, 目, a little right of them."""
    pages = []
    for number in range(8):
        runs: list[Run] = []
        for _ in range(2):
            runs += typeset(LONG + "。", 2, 100 + 18 * len(runs))
        if number == 3:
            runs[1] = run(runs[1].text, LEFT - 7, 118, size=SIZE)
        if number == 5:
            runs[2] = run("目" + runs[2].text[1:], LEFT + 3, 136, size=SIZE)
        pages.append(runs)
    assert len(paragraphs(*pages)) == 16


def test_an_indented_number_opens_a_paragraph_after_one_without_indent() -> None:
    first = [*typeset(LONG + "。", 2, 100), *typeset(OTHER[: WIDTH - 1] + "。", 0, 172)]
    found = paragraphs([*first, run("（二）资金管理", LEFT + 2 * SIZE, 190), *typeset(LONG + "。", 2, 208)])
    assert [part.text for part in found][1:] == [OTHER[: WIDTH - 1] + "。", "（二）资金管理", LONG + "。"]


def test_a_paragraph_goes_on_around_a_footnote() -> None:
    whole = typeset(LONG + "。", 2, 700)
    note = [run("1. 补助标准为每人每年600元。", LEFT, 790, size=7), run("不含医疗救助。", LEFT, 800, size=7)]
    first = [*typeset(OTHER + "。", 2, 100), *whole[:2], *note]
    found = paragraphs(first, [run(part.text, part.left[0], 80 + 18 * n) for n, part in enumerate(whole[2:])])
    assert [part.text for part in found] == [OTHER + "。", LONG + "。", "1. 补助标准为每人每年600元。不含医疗救助。"]
    assert [part.note for part in found] == [False, False, True]


def test_a_heading_at_the_margin_after_a_full_line_is_told_by_its_face() -> None:
    """Texts are indented, headings are not; one of the text's own face may be the next point of a paragraph."""
    before = [*typeset(LONG + "。", 2, 100), *typeset(OTHER[: WIDTH - 3] + "。", 2, 190)]
    heading, after = "(三)资金闲置与超范围使用并存", typeset(LONG + "。", 2, 226)
    found = paragraphs([*before, run(heading, LEFT, 208, size=SIZE, font="Hei"), *after])
    assert [part.text for part in found][1:3] == [OTHER[: WIDTH - 3] + "。", heading]
    found = paragraphs([*before, run(heading, LEFT, 208, size=SIZE), *after])
    assert found[1].text == OTHER[: WIDTH - 3] + "。" + heading


@pytest.mark.parametrize("shift", [0.0, 0.05])
def test_the_margin_is_found_where_most_long_lines_are_indented(shift: float) -> None:
    """Paragraphs of a line and a half, set in by two characters and a hair more; a heading that fills its line."""
    heading = "（一）" + OTHER[: WIDTH - 5]
    runs = [run(heading, LEFT + 2 * SIZE, 100, size=SIZE)]
    for n in range(6):
        first, rest = typeset(LONG[:40] + "。", 2, 118 + 36 * n)
        runs += [first, run(rest.text, LEFT - shift, rest.baseline, size=SIZE)]
    assert [part.text for part in paragraphs(runs)] == [heading, *[LONG[:40] + "。"] * 6]


FLUSH = ["（一）主要做法", LONG[:40] + "。", "（二）资金管理", OTHER[:40] + "。", "（三）主要成效"]


def flush_headings(third: str, last: str = "（四）存在问题") -> list[str]:
    """The paragraphs of an indented text with its headings at the margin, ``third`` the last but one of its texts."""
    runs, top = [], 100.0
    for part in [*FLUSH, third, last, OTHER + "。"]:
        made = typeset(part, 0 if part.startswith("（") else 2, top)
        runs += made
        top += 18 * len(made)
    return [part.text for part in paragraphs(runs)]


def test_headings_at_the_margin_of_an_indented_text_stand_alone_after_full_lines() -> None:
    """Where the report sets its headings so: after short lines that shows, after a line that fills the column not."""
    full = LONG[:57] + "。"  # 28 characters in the first line, 30 in the second
    assert flush_headings(full) == [*FLUSH, full, "（四）存在问题", OTHER + "。"]


def test_a_number_at_the_margin_within_a_sentence_opens_nothing() -> None:
    cited = LONG[:54] + "见本报告（二）主要成效" + OTHER[:8] + "。"  # the third line begins with the number
    assert flush_headings(cited) == [*FLUSH, cited, "（四）存在问题", OTHER + "。"]


def test_a_heading_at_the_margin_that_fills_its_line_takes_in_no_indented_text() -> None:
    long = "（四）网站群、网络平台、政务应用及相关系统的运行维护项目情况"  # 30 characters, a whole line
    third = LONG[:40] + "。"
    assert flush_headings(third, long) == [*FLUSH, third, long, OTHER + "。"]


def spaced(*texts: str, gap: float = 32) -> list[Run]:
    """Paragraphs without indents, each set off by a gap."""
    found: list[Run] = []
    for text in texts:
        found += typeset(text, 0, found[-1].baseline + gap if found else 60)
    return found


def test_where_gaps_set_paragraphs_off_a_full_line_at_the_end_of_a_sentence_ends_none() -> None:
    """Its first line is full and ends with a full stop; a heading that fills its line stands apart all the same."""
    sentence = OTHER[: WIDTH - 1] + "。"
    heading = "1、" + LONG[: WIDTH - 2]
    texts = [LONG + "。", "一、概况", OTHER + "。", "二、问题", sentence + LONG + "。", heading, OTHER + "。"]
    assert [part.text for part in paragraphs(spaced(*texts))] == texts


def test_where_no_gaps_set_paragraphs_off_a_full_line_at_the_end_of_a_sentence_ends_one() -> None:
    sentence = OTHER[: WIDTH - 1] + "。"
    texts = [LONG + "。", "一、概况", OTHER + "。", "二、问题", sentence, LONG + "。", OTHER + "。"]
    assert [part.text for part in paragraphs(spaced(*texts, gap=18))] == texts


def test_a_line_broken_early_for_a_bracketed_year_is_full() -> None:
    first, rest = LONG[: WIDTH - 5] + "财预", "〔2021〕26号）安排预算。"
    runs = [*typeset(OTHER + "。", 0, 60), run(first, LEFT, 200), run(rest, LEFT, 218)]
    assert paragraphs(runs)[-1].text == first + rest


def test_no_paragraph_begins_within_the_number_of_a_document() -> None:
    """The program that set it moved 〔2021〕9号 to the next line whole, though much of it had room."""
    first, rest = LONG[: WIDTH - 7], "〔2021〕9号）安排预算。"
    runs = [*typeset(OTHER + "。", 0, 60), run(first, LEFT, 200), run(rest, LEFT, 218)]
    assert paragraphs(runs)[-1].text == first + rest


def test_a_full_line_that_ends_with_a_semicolon_ends_no_paragraph_without_indent() -> None:
    first = OTHER[: WIDTH - 1] + "；"
    found = paragraphs([*typeset(LONG + "。", 0, 60), *typeset(first + LONG + "。", 0, 200)])
    assert found[-1].text == first + LONG + "。"


def test_a_heading_in_a_face_of_its_own_that_fills_its_line_stands_alone_without_indents() -> None:
    heading = "（一）" + LONG[: WIDTH - 3]
    runs = [*typeset(OTHER + "。", 0, 60), *typeset(heading, 0, 150, font="黑体"), *typeset(LONG + "。", 0, 168)]
    assert [part.text for part in paragraphs(runs)[-2:]] == [heading, LONG + "。"]


def test_a_caption_below_a_full_last_line_stands_alone() -> None:
    """Its line is centred, and the sentence above it ends at the right margin: it is no rest of a title."""
    first = run(LONG[: WIDTH - 4], LEFT + 40, 100, size=SIZE)
    second = run("13717.30万元，" + LONG[: WIDTH - 7], LEFT, 118, size=SIZE)
    third = run(OTHER[: WIDTH - 1] + "。", LEFT, 136, size=SIZE)
    words = "表1-2 资金到位及支出情况"
    width = run(words, 0, 0, size=SIZE).right[-1]
    caption = run(words, LEFT + (WIDTH * SIZE - width) / 2, 154, size=SIZE)
    found = paragraphs([*typeset(OTHER + "。", 2, 20), first, second, third, caption])
    assert [part.text for part in found[-2:]] == [first.text + second.text + third.text, caption.text]


def test_a_caption_alone_on_a_page_across_goes_on_from_nothing() -> None:
    """The few lines of such a page may happen to end where those of the others do."""
    whole = typeset(LONG[: 2 * WIDTH - 3] + "。", 2, 700)
    caption = run("表1 民生实事资金支出情况", 260, 80, size=SIZE)
    first, second = page(1, *whole), page(2, caption)
    second = replace(second, width=842.0, height=595.0, turn=second.turn._replace(width=842.0, height=595.0))
    layouts = [compose(made, lines(made.runs, made.number), []) for made in (first, second)]
    found = [block for block in blocks(layouts, []) if isinstance(block, Paragraph)]
    assert [part.text for part in found] == [LONG[: 2 * WIDTH - 3] + "。", caption.text]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("下达预算2766千", "元，2022年6月21日调减近70万元。"),
        ("下达预算8759.80", "元，其余年末收回。"),
        ("支出进度达到98", "%，高于上年。"),
        ("项目于2023年", "5月启动，年底完工。"),
    ],
)
def test_no_paragraph_begins_within_an_amount_a_rate_or_a_day(before: str, after: str) -> None:
    """A program that keeps 元，2022 together ends the line before early, in a text without indents."""
    short = run(OTHER[: WIDTH - 4 - len(before)] + before, LEFT, 60 + 18, size=SIZE)
    rest = run(after, LEFT, 60 + 36, size=SIZE)
    found = paragraphs([*typeset(LONG[:WIDTH], 0, 60), short, rest])
    assert found[-1].text.endswith(before + after)


def test_a_paragraph_that_begins_with_a_word_of_money_stands_alone() -> None:
    short = run("预算单位：万", LEFT, 60 + 18, size=SIZE)
    rest = run("元旦期间开展巡查，" + OTHER[:10], LEFT, 60 + 36, size=SIZE)
    assert paragraphs([*typeset(LONG[:WIDTH], 0, 60), short, rest])[-1].text == rest.text


def test_an_amount_behind_a_sign_in_brackets_is_not_parted() -> None:
    short = run(OTHER[: WIDTH - 6], LEFT, 60 + 18, size=SIZE)
    rest = run("（¥3,109,219.00），建设期为两年。", LEFT, 60 + 36, size=SIZE)
    assert paragraphs([*typeset(LONG[:WIDTH], 0, 60), short, rest])[-1].text.endswith(short.text + rest.text)


def test_a_little_space_above_paragraphs_tells_where_lines_stand_evenly() -> None:
    runs, top = [], 60.0
    for number in range(8):
        text = f"{'甲乙丙丁戊己庚辛'[number]}{LONG[: WIDTH + 9]}。"
        runs += typeset(text, 0, top)
        top += 2 * 18 + 2.5
    whole = OTHER[: WIDTH - 1] + "。" + LONG[:9] + "。"
    assert paragraphs([*runs, *typeset(whole, 0, top)])[-1].text == whole


def test_headings_by_decimals_at_the_margin_of_an_indented_text() -> None:
    runs = [
        *typeset("1.1 项目背景", 0, 60),
        *typeset(OTHER[: WIDTH + 9] + "。", 2, 78),
        *typeset("1.2 资金情况", 0, 114),
        *typeset(LONG[: 2 * WIDTH - 3] + "。", 2, 132),
        *typeset("2 有关建议", 0, 168),
        *typeset(OTHER[: WIDTH + 9] + "。", 2, 186),
        *typeset("2.1 加强管理", 0, 222),
    ]
    found = [part.text for part in paragraphs(runs)]
    assert "2 有关建议" in found
    assert LONG[: 2 * WIDTH - 3] + "。" in found


def test_few_full_lines_that_end_alike_in_mid_sentence_tell_the_right_margin() -> None:
    """A page with short paragraphs whose right margin is wider than its left one."""
    runs, top = [], 60.0
    for number in range(5):
        runs += typeset(f"（{number + 1}）{LONG[: WIDTH + 3]}。", 2, top)
        top += 36
    for number in range(40):
        runs += typeset(f"{number + 1}、" + OTHER[: 8 + number % 5], 0, top)
        top += 18
    found = [part.text for part in paragraphs(runs)]
    assert found[0] == f"（1）{LONG[: WIDTH + 3]}。"


def test_a_centred_heading_that_keeps_the_indent_of_its_style_stands_alone() -> None:
    title = "其他需要说明的问题"
    start = LEFT + (WIDTH - len(title) + 2) * SIZE / 2
    line = LONG[: WIDTH - 3] + "。"
    runs = [*typeset(OTHER + "。", 2, 20), *typeset(line, 2, 92), run(title, start, 110, size=SIZE)]
    found = paragraphs([*runs, *typeset(OTHER + "。", 2, 128)])
    assert [part.text for part in found] == [OTHER + "。", line, title, OTHER + "。"]


def set_in(text: str, first: int, others: int, top: float) -> list[Run]:
    """A paragraph whose lines are all set in, the first by ``first`` characters, later ones by ``others``."""
    parts = [text[: WIDTH - first]]
    rest = text[WIDTH - first :]
    parts += [rest[at : at + WIDTH - others] for at in range(0, len(rest), WIDTH - others)]
    return [
        run(part, LEFT + SIZE * (others if number else first), top + 18 * number, size=SIZE)
        for number, part in enumerate(parts)
    ]


@pytest.mark.parametrize(("first", "others"), [(2, 2), (1, 1), (4, 2), (3, 1)])
@pytest.mark.parametrize("indent", [0, 2])
def test_a_paragraph_may_be_set_in_as_a_whole(indent: int, first: int, others: int) -> None:
    texts = [
        "1、合同管理不严。主要系经办人员" + LONG + "。",
        OTHER[:50] + "，" + LONG[:50] + "。",
        "2、" + OTHER[:9] + "。",
    ]
    plain = typeset(OTHER[: WIDTH + 9] + "。", indent, 60)
    runs, top = [*plain, *typeset(LONG[: WIDTH + 12] + "。", indent, 96)], 132.0
    for text in texts:
        made = set_in(text, first, others, top)
        runs += made
        top += 18 * len(made)
    assert [part.text for part in paragraphs(runs)[2:]] == texts


def test_headings_and_titles_in_a_list_that_fill_their_lines_take_in_no_text_at_the_same_place() -> None:
    """A numbered line without a clause may be a heading; titles of documents stand one below the other."""
    for number in ("（一）", "7.1.1 ", "7.1.1、"):
        heading = number + LONG[: WIDTH - 3 - len(number)]
        runs = [*typeset(OTHER + "。", 2, 60), *typeset(heading, 2, 132), *typeset(LONG + "。", 2, 150)]
        assert [part.text for part in paragraphs(runs)] == [OTHER + "。", heading, LONG + "。"]
    heading = "（一）" + LONG[: WIDTH - 5]
    titles = [f"《{OTHER[at : at + WIDTH - 8]}办法》" for at in (0, 9)]
    runs = [*typeset(OTHER + "。", 2, 60), *typeset(heading, 2, 132), *typeset(LONG + "。", 2, 150)]
    runs += [run(title, LEFT + 2 * SIZE, 222 + 18 * at, size=SIZE) for at, title in enumerate(titles)]
    assert [part.text for part in paragraphs(runs)] == [OTHER + "。", heading, LONG + "。", *titles]


def test_the_space_above_paragraphs_tells_where_a_set_in_sentence_ends_at_a_full_line() -> None:
    texts = [
        LONG[:40] + "。",
        OTHER[:41] + "。",
        LONG[:42] + "。",
        OTHER[:43] + "。",
        LONG[:44] + "。",
        OTHER[:45] + "。",
    ]
    whole = LONG[: 2 * (WIDTH - 2) - 1] + "。" + OTHER[:20] + "。"
    runs, top = [], 60.0
    for text in (*texts, whole):
        runs += set_in(text, 2, 2, top)
        top += 18 * (2 if text is not whole else 3) + 10
    runs += typeset("三、" + OTHER[:WIDTH] + "。", 0, top)
    assert [part.text for part in paragraphs(runs)][:7] == [*texts, whole]


def test_a_long_line_of_a_sentence_is_not_centred_by_chance() -> None:
    """Set in by three characters at the left and two at the right, its first line in the middle of the column."""
    first = run(LONG[:12] + "，" + LONG[12:23], LEFT + 30, 132, size=SIZE)
    second = run(LONG[23:40] + "。", LEFT + 10, 150, size=SIZE)
    runs = [*typeset(OTHER + "。", 0, 60), first, second, *typeset(OTHER[:WIDTH] + "。", 0, 168)]
    assert first.text + second.text in [part.text for part in paragraphs(runs)]


def test_no_paragraph_begins_behind_the_year_of_a_documents_number() -> None:
    first, rest = OTHER[: WIDTH - 12] + "农建〔2015〕", "260号下达。"
    runs = [*typeset(LONG[:WIDTH], 0, 60), run(first, LEFT, 78, size=SIZE), run(rest, LEFT, 96, size=SIZE)]
    assert paragraphs(runs)[-1].text.endswith(first + rest)


def test_a_large_heading_with_an_indent_that_fills_its_line_goes_on() -> None:
    title = "三、偏离绩效目标的原因和下一步改进措施"
    first, rest = title[:16], title[16:]
    heading = [run(first, LEFT + 2 * 16, 60, size=16), run(rest, LEFT, 82, size=16)]
    runs = [*typeset(OTHER[: WIDTH + 9] + "。", 2, 20), *heading, *typeset(LONG + "。", 2, 104)]
    assert title in [part.text for part in paragraphs(runs)]


def test_headings_by_decimals_one_below_the_other_in_an_indented_text() -> None:
    first, second = "4.1 建立跨层级比对机制避免重复享受补贴政策资金", "4.2 健全动态审核，追回违规补贴"
    runs = [*typeset(OTHER + "。", 2, 20), *typeset(first, 2, 92), *typeset(second, 2, 110)]
    found = [part.text for part in paragraphs([*runs, *typeset(LONG + "。", 2, 128)])]
    assert found[1:3] == [first, second]
