"""Running heads, page numbers and watermarks are no part of a report's text; everything else is."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.geometry import Page, Ruling, Rulings, Run, Turn
from extractor.text import lines, set_aside_furniture

from tests.text.test_lines import run


def page(number: int, *runs: Run, stray: tuple[Run, ...] = (), rulings: Rulings | None = None) -> Page:
    return Page(
        number,
        595,
        842,
        0,
        Turn(0, 595, 842),
        runs,
        stray,
        rulings or Rulings((), ()),
        (),
        (),
        "born_digital",
    )


def split(pages: list[Page]) -> tuple[list[list[str]], list[list[str]]]:
    parted = set_aside_furniture(pages)
    body = [[line.text for line in lines(kept.runs, kept.number)] for kept, _ in parted]
    return body, [[line.text for line in furniture] for _, furniture in parted]


def test_page_numbers_that_count_are_set_aside() -> None:
    for style in ("— {} —", "{}", "第{}页", "{}/4", "第 {} 页 共 4 页", "- {} -"):
        pages = [page(n, run(f"正文第{n}段", 90, 400), run(style.format(n), 280, 800)) for n in range(1, 5)]
        body, furniture = split(pages)
        assert body == [[f"正文第{n}段"] for n in range(1, 5)], style
        assert furniture == [[style.format(n)] for n in range(1, 5)], style


def test_a_page_number_whose_tall_face_reaches_into_the_margin_is_set_aside() -> None:
    """All print ends well above the foot of the sheet, but the box of the number's face ends just within it."""
    pages = [page(n, run(f"正文{'一二三四五'[n]}", 90, 400), run(str(n), 460, 738, size=26)) for n in range(1, 5)]
    body, furniture = split(pages)
    assert (body[0], furniture[0]) == (["正文二"], ["1"])


def test_numbers_that_do_not_count_stay() -> None:
    pages = [page(n, run("正文", 90, 400), run(text, 280, 800)) for n, text in enumerate(("120", "45", "7"), 1)]
    assert [found[-1] for found in split(pages)[0]] == ["120", "45", "7"]


def test_running_heads_are_set_aside_and_titles_stay() -> None:
    head = "某县财政局绩效评价报告"
    pages = [page(n, run(head, 200, 50), run(f"第{n}页的正文", 90, 300)) for n in range(1, 6)]
    pages[0] = page(1, run("二〇二三年度乡村道路项目", 150, 90, size=22), run("正文", 90, 300))
    body, furniture = split(pages)
    assert body[0] == ["二〇二三年度乡村道路项目", "正文"]
    assert furniture[1:] == [[head]] * 4


def test_a_running_head_goes_with_the_blanks_at_its_ends() -> None:
    """Word keeps blanks behind a head; they reach further than its words."""
    head = "某县财政局绩效评价报告"
    pages = [page(n, run(f"{head}  ", 200, 50), run(f"第{n}页的正文", 90, 300)) for n in range(1, 6)]
    body, furniture = split(pages)
    assert body == [[f"第{n}页的正文"] for n in range(1, 6)]
    assert furniture == [[head]] * 5


def test_a_repeated_table_head_is_no_running_head() -> None:
    sides = Rulings((), (Ruling(80, 60, 700, 0.5), Ruling(500, 60, 700, 0.5)))
    pages = [page(n, run("序号 单位", 100, 80), run(f"{n} 甲局", 100, 300), rulings=sides) for n in range(1, 6)]
    assert all(found[0] == "序号 单位" for found in split(pages)[0])


def test_slanted_watermarks_are_furniture() -> None:
    body, furniture = split([page(1, run("正文", 90, 300), stray=(run("内部资料", 200, 400, size=40),))])
    assert body == [["正文"]]
    assert furniture == [["内部资料"]]


def test_a_running_head_is_set_aside_on_the_one_page_across_too() -> None:
    pages = [page(n, run("正大评字〔2023〕8号", 80, 40, size=9), run("正文", 90, 300)) for n in range(1, 5)]
    across = Page(
        5, 842, 595, 0, Turn(0, 842, 595), (run("正大评字〔2023〕8号", 60, 28, size=9), run("合同", 90, 200)),
        (), Rulings((), ()), (), (), "born_digital",
    )  # fmt: skip
    body, furniture = split([*pages, across])
    assert (body[4], furniture[4]) == (["合同"], ["正大评字〔2023〕8号"])


def test_titles_repeated_over_forms_that_begin_anew_stay() -> None:
    titles = (run("项目支出绩效自评表", 200, 50, size=16), run("单位：万元", 450, 80))
    names = ("堤防岁修", "泵站改造", "闸门更换", "堤防岁修二期")
    pages = [page(n, *titles, run("项目名称", 90, 110), run(name, 300, 110)) for n, name in enumerate(names, 1)]
    body, furniture = split(pages)
    assert [found[:2] for found in body] == [["项目支出绩效自评表", "单位：万元"]] * 4
    assert furniture == [[]] * 4


def test_a_running_head_over_two_cut_rows_that_begin_alike_is_set_aside() -> None:
    """The rest of a row says the same on two of nine pages by chance, beside different firms: no label of a form."""
    firms = {2: "甲公司", 7: "乙公司"}
    pages = [
        page(
            n,
            run("内部资料", 60, 40),
            run("原有设备能耗高" if n in firms else f"第{n}村", 90, 110),
            run(firms.get(n, "5"), 300, 110),
        )
        for n in range(1, 10)
    ]
    assert split(pages)[1] == [["内部资料"]] * 9


def test_a_running_head_over_two_tables_whose_heads_begin_alike_is_set_aside() -> None:
    head, heads = run("内部资料", 60, 40), ["序号 村民组 户数", "序号 问题类别 金额"]
    pages = [page(n, head, run(heads[n > 3], 90, 110), run(f"{n} 一组 5", 90, 130)) for n in range(1, 7)]
    assert split(pages)[1] == [["内部资料"]] * 6


def test_a_running_head_over_tables_of_which_each_page_has_another_is_set_aside() -> None:
    """项目名称 is the first head of each table and no label of a form: more heads follow than a form has values."""
    heads = ["项目名称 文号 指标 支出 执行率", "项目名称 单位 合同价 已付 备注", "项目名称 乡镇 户数 人数 补助"]
    pages = [page(n, run("绩效评价报告", 250, 40), run(heads[n - 1], 90, 110)) for n in range(1, 4)]
    assert split(pages)[1] == [["绩效评价报告"]] * 3


def test_a_running_head_over_a_table_that_goes_on_is_set_aside() -> None:
    head = run("附表 项目明细表", 200, 50)
    rows = [(run("序号 项目", 90, 110), run(f"{n}", 90, 130), run("路面", 200, 130)) for n in range(1, 6)]
    pages = [page(n, head, *row) for n, row in enumerate(rows, 1)]
    assert [found[0] for found in split(pages)[0]] == ["序号 项目"] * 5


def test_heads_of_a_table_without_upright_rulings_are_no_running_heads() -> None:
    """实际支出 over two columns of a table that goes on over four pages: between rulings, or right above more heads."""
    runs = [run("实际支出", 200, 64), run("人员经费", 160, 80), run("公用经费", 250, 80)]
    ruled = Rulings(tuple(Ruling(at, 60, 530, 0.5) for at in (48.0, 84.0)), ())
    body, _ = split([page(n, *runs, run(f"第{n}行", 90, 110), rulings=ruled) for n in range(1, 5)])
    assert [texts[0] for texts in body] == ["实际支出"] * 4
    more = [run(words, x, 76) for words, x in zip(("上年", "本年", "人员", "公用"), (90, 160, 250, 330), strict=True)]
    body, _ = split([page(n, run("实际支出", 290, 62), *more, run(f"第{n}行", 90, 110)) for n in range(1, 5)])
    assert [texts[0] for texts in body] == ["实际支出"] * 4


def test_lines_of_heads_beside_and_below_others_are_no_running_heads() -> None:
    """序 over 号 and 自筹资 over 金 stand half a line above and below the heads of one line."""
    middle = [
        run(words, x, 60) for words, x in zip(("项目名称", "预算", "支出", "备注"), (90, 200, 250, 400), strict=True)
    ]
    around = [run("序", 60, 54), run("自筹资", 300, 54), run("号", 60, 66), run("金", 310, 66)]
    pages = [page(n, *middle, *around, run(words, 90, 110)) for n, words in enumerate("甲乙丙丁", 1)]
    assert split(pages)[1] == [[]] * 4


def test_a_running_head_close_above_a_table_on_some_pages_is_set_aside_there_too() -> None:
    head = run("某县专项资金绩效评价报告", 200, 50)
    heads = [run(words, x, 64) for words, x in zip(("序号", "单位", "预算", "支出"), (90, 160, 250, 330), strict=True)]
    pages = [page(n, head, run(f"正文第{n}页。", 90, 110)) for n in range(1, 5)]
    pages += [page(n, head, *heads, run(f"{n}", 90, 80)) for n in range(5, 8)]
    assert split(pages)[1] == [["某县专项资金绩效评价报告"]] * 7


def test_furniture_of_a_report_printed_on_a_larger_sheet_is_set_aside() -> None:
    """All print stands far from the edges: the first and the last line of each page are its head and its number."""
    pages = [
        page(
            n,
            run("某县专项资金绩效评价报告", 200, 150),
            run(f"正文{'一二三四五'[n]}", 120, 190),
            run(f"— {n} —", 290, 700),
        )
        for n in range(1, 5)
    ]
    body, aside = split(pages)
    assert body == [["正文二"], ["正文三"], ["正文四"], ["正文五"]]
    assert aside == [["某县专项资金绩效评价报告", f"— {n} —"] for n in range(1, 5)]


def test_a_page_number_above_the_lower_margin_is_set_aside_though_tables_begin_in_the_upper_one() -> None:
    """Pages across, with the margins of those upright, are less high. What else ends them alike is text."""
    rows = [
        (run("序号 项目 金额", 90, 66), run(f"小计 {n}.00", 90, 480), run(f"— {n} —", 400, 520)) for n in range(1, 5)
    ]
    pages = [replace(page(n, *row), width=842, height=595, turn=Turn(0, 842, 595)) for n, row in enumerate(rows, 1)]
    body, furniture = split(pages)
    assert [texts[-1] for texts in body] == [f"小计 {n}.00" for n in range(1, 5)]
    assert [texts[-1] for texts in furniture] == [f"— {n} —" for n in range(1, 5)]


def test_a_running_head_beside_the_page_number_is_set_aside_on_pages_across_too() -> None:
    """内部资料 注意保存 and 3 / 5 on one line: many parts, but only two with words."""

    def head(number: int, right: float) -> list[Run]:
        return [run("内部资料 注意保存", 60, 40), run(f"{number} / 5", right, 40)]

    pages = [page(n, *head(n, 500), run(f"正文第{n}段", 90, 400)) for n in range(1, 4)]
    across = [page(n, *head(n, 720), run(f"附表第{n}行", 90, 300)) for n in (4, 5)]
    turned = [replace(each, width=842, height=595, turn=Turn(0, 842, 595)) for each in across]
    body, furniture = split([*pages, *turned])
    assert body == [*([f"正文第{n}段"] for n in range(1, 4)), ["附表第4行"], ["附表第5行"]]
    assert all("内部资料" in lines_[0] for lines_ in furniture)


def test_a_running_head_with_letters_set_wide() -> None:
    for head in ("民乐县 2017 年日光温室补助资金绩 效 评 价 报 告", "2017 年度日光温室补助资金自评报告"):
        pages = [page(n, run(head, 150, 50, size=9), run("正文" * n, 90, 300)) for n in range(1, 6)]
        assert split(pages)[1] == [[head]] * 5


def test_the_running_head_of_two_pages_is_smaller_than_the_text() -> None:
    head = "某县2020年度部门整体支出绩效评价报告"
    for size, aside in ((8, [[head]] * 2), (12, [[], []])):
        pages = [page(n, run(head, 150, 50, size=size), *(run("正文" * 9, 90, 200 + 20 * k) for k in range(n, 9)))
                 for n in (1, 2)]  # fmt: skip
        assert split(pages)[1] == aside


def test_the_running_head_of_two_pages_in_small_five_beside_five() -> None:
    head = "某县2020年度部门整体支出绩效评价报告"
    for size, aside in ((9, [[head]] * 2), (10.5, [[], []])):
        lines = [[run("正文" * 9, 90, 200 + 20 * k, size=10.5) for k in range(n, 9)] for n in (1, 2)]
        pages = [page(n, run(head, 150, 50, size=size), *text) for n, text in enumerate(lines, start=1)]
        assert split(pages)[1] == aside


def test_page_numbers_above_what_another_program_stamped_on_each_page() -> None:
    pages = [
        page(n, run("正文" * n, 90, 300), run(f"— {n} —", 280, 780), run(f"第{n}页/共5页 流转件", 30, 826, size=8))
        for n in range(1, 6)
    ]
    assert [len(found) for found in split(pages)[1]] == [2] * 5


def test_a_line_between_the_marks_at_the_corners_of_a_page_is_in_no_table() -> None:
    marks = Rulings((), tuple(Ruling(x, 10, 60, 0.3) for x in (60.0, 535.0)))
    pages = [
        page(n, run(f"报告 {n} 2024/11/08", 90, 40, size=7), run("正文" * n, 90, 300), rulings=marks)
        for n in range(1, 5)
    ]
    assert [len(found) for found in split(pages)[1]] == [1] * 4


def test_cells_in_small_type_do_not_hide_the_small_running_head_of_two_pages() -> None:
    text = "项目资金由县财政局按进度拨付到乡镇财政所再由财政所支付"
    cells = [run(f"{n}1.50", 60 + 90 * (n % 5), 500 + 15 * (n // 5), size=8) for n in range(30)]
    pages = [
        page(
            1,
            run("内部资料 注意保存", 45, 40, size=8),
            *(run(text, 45, 120 + 20 * n, size=12) for n in range(9)),
            *cells,
        ),
        page(2, run("内部资料 注意保存", 45, 40, size=8), *(run(text, 45, 120 + 20 * n, size=12) for n in range(9))),
    ]
    _, furniture = split(pages)
    assert furniture == [["内部资料 注意保存"]] * 2


def test_a_small_running_head_over_tables_that_begin_alike_is_no_title_of_theirs() -> None:
    text = "项目资金由县财政局按进度拨付到乡镇财政所"
    heads = ["拨付金额 中标价 占比", "基本支出 工资总额", "送审造价 审定金额", "贷款余额 担保金额"]
    pages = [
        page(
            n,
            run("内部资料 注意保存", 45, 40, size=8),
            run(f"项目名称 {words}", 45, 90, size=10),
            *(run(text, 45, 130 + 20 * k, size=12) for k in range(9)),
        )
        for n, words in enumerate(heads, 1)
    ]
    assert split(pages)[1] == [["内部资料 注意保存"]] * 4


def test_the_number_of_a_page_across_on_an_upright_sheet_is_set_aside() -> None:
    """A page across made to fit ends in the middle of the sheet, its number below it; other numbers there stay."""
    pages = [page(n, run(f"正文第{n}段", 90, 400), run(str(n), 280, 800)) for n in range(1, 5)]
    pages += [page(n, run(f"附表第{n}行", 90, 500), run(str(n), 280, 540)) for n in range(5, 7)]
    pages += [page(7, run("附表末行", 90, 500), run("35", 280, 540))]
    body, furniture = split(pages)
    assert furniture == [*([str(n)] for n in range(1, 7)), []]
    assert body[-1] == ["附表末行", "35"]


CHAPTERS = ("一、项目概况", "一、项目概况", "二、评价结论", "二、评价结论", "三、存在的问题", "三、存在的问题")


def test_running_heads_that_change_with_the_chapter_are_set_aside() -> None:
    title = "某县公路养护项目绩效评价报告"
    pages = [
        page(n, run(title, 90, 40, size=9), run(chapter, 480, 40, size=9), run(f"正文{'一二三四五六七'[n]}", 90, 300))
        for n, chapter in enumerate(CHAPTERS, 1)
    ]
    pages.append(page(7, run(title, 90, 40, size=9), run("附件", 90, 300)))
    body, _ = split(pages)
    assert body[:2] == [["正文二"], ["正文三"]]
    assert body[-1] == ["附件"]


def test_heads_of_chapters_alone_are_running_heads_where_they_are_small() -> None:
    def typeset(size: float) -> list[list[str]]:
        pages = [
            page(n, run(chapter, 250, 40, size=size), run(f"正文{'一二三四五六七'[n]}写了许多字", 90, 300))
            for n, chapter in enumerate(CHAPTERS, 1)
        ]
        return split(pages)[0]

    assert typeset(8)[0] == ["正文二写了许多字"]
    assert typeset(12)[0] == ["一、项目概况", "正文二写了许多字"]


def test_a_running_head_that_a_feeder_shifted_is_set_aside() -> None:
    head = "某县公路养护项目绩效评价报告"
    tops = (40, 41, 40.5, 49, 40, 42)
    pages = [page(n, run(head, 90, top), run(f"正文{'一二三四五六七'[n]}", 90, 300)) for n, top in enumerate(tops, 1)]
    assert split(pages)[0][3] == ["正文五"]
    pages[3] = page(4, run(head, 90, 90), run("正文", 90, 300))
    assert split(pages)[0][3] == [head, "正文"]
