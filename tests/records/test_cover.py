"""Covers and form pages in other typists' hands."""

from __future__ import annotations

import pytest
from extractor.records.identity.cover import keys_in, read_cover

from tests.records.builder import Writer, quoted


def test_spaced_keys_and_wrapped_values() -> None:
    writer = Writer()
    writer.paragraph("某省财政支出绩效评价报告", centred=True, size=26)
    writer.paragraph("项 目 名 称：遵义市播州区2021年度高标准农田", gap=3)
    writer.paragraph("建设及管护项目", gap=0.4)
    writer.paragraph("项 目 单 位：遵义市播州区农田建设服务中心", gap=2)
    writer.paragraph("主 管 部 门：遵义市播州区农业农村局", gap=2)
    writer.paragraph("评价机构（盖章）：贵州某某会计师事务所（特殊普通合伙）（公章）", gap=2)
    cover = read_cover(writer.reading())

    assert {name: found[0].text for name, found in cover.fields.items()} == {
        "project_name": "遵义市播州区2021年度高标准农田建设及管护项目",
        "evaluated_units": "遵义市播州区农田建设服务中心",
        "evaluator": "贵州某某会计师事务所（特殊普通合伙）",
    }


def test_a_value_under_an_indented_key_goes_on_at_the_margin() -> None:
    writer = Writer()
    first = writer.paragraph("项目名称：遵义市播州区2021年度高标准农田建设及管", gap=3).passage.pieces[0].line
    first.left, first.right = [x + 32 for x in first.left], [x + 32 for x in first.right]
    writer.paragraph("护项目", gap=0.3)
    writer.paragraph("播州区财政局（制）", gap=2)
    assert read_cover(writer.reading()).fields["project_name"][0].text == "遵义市播州区2021年度高标准农田建设及管护项目"


def test_an_issuer_below_the_last_key_is_not_its_value() -> None:
    writer = Writer()
    writer.paragraph("委托方：大理市财政局", gap=2)
    writer.paragraph("云南某某咨询有限公司", centred=True, gap=6)
    cover = read_cover(writer.reading())

    assert cover.fields["commissioning_unit"][0].text == "大理市财政局"


def test_the_unit_before_its_department() -> None:
    writer = Writer()
    writer.paragraph("主管部门：某市水利局")
    writer.paragraph("实施单位：某市河道管理处")

    assert read_cover(writer.reading()).fields["evaluated_units"][0].text == "某市河道管理处"


def test_two_keys_on_a_line() -> None:
    writer = Writer()
    writer.paragraph("部门名称：某县林业局  预算编码：215001")
    cover = read_cover(writer.reading())

    assert cover.fields["evaluated_units"][0].text == "某县林业局"


def test_a_choice_counts_only_where_it_is_ticked() -> None:
    writer = Writer()
    writer.paragraph("评价机构：中介机构□ 专家组□ 评价组□")
    writer.paragraph("项目单位：某镇人民政府")
    cover = read_cover(writer.reading())

    assert "evaluator" not in cover.fields


def test_a_form_as_a_table() -> None:
    writer = Writer()
    writer.table(
        [
            ["项目名称", ("乡村公路安防工程", 1, 3), None, None],
            ["实施单位", "某县公路局", "报告日期", "2020年6月12日"],
        ]
    )
    reading = writer.reading()
    cover = read_cover(reading)

    assert {name: found[0].text for name, found in cover.fields.items()} == {
        "project_name": "乡村公路安防工程",
        "evaluated_units": "某县公路局",
        "report_date": "2020年6月12日",
    }
    (place,) = cover.fields["report_date"][0].evidence
    assert (place.row, place.column) == (1, 3)
    assert reading.pages.layouts[0].text[place.start : place.end] == "2020年6月12日"


def test_words_of_prose_are_no_keys() -> None:
    assert keys_in("子项目名称：一标段") == []
    assert keys_in("经查，项目单位：未提供") == []


def test_the_builder_points_to_what_it_printed() -> None:
    writer = Writer()
    block = writer.paragraph("为了核对位置，这一段有一行以上，所以它的字会分在两行里，每一行都在页面文字中。")
    assert quoted(writer.reading(), block.passage) == block.text


def test_a_tick_may_stand_behind_its_option() -> None:
    writer = Writer()
    writer.paragraph("评价方式：部门（单位）绩效自评☑ 财政部门组织评价□", gap=2)
    cover = read_cover(writer.reading())
    assert cover.fields["evaluation_kind"][0].text == "部门（单位）绩效自评"


def test_a_key_that_heads_a_column_has_no_value_beside_it() -> None:
    writer = Writer()
    writer.table(
        [
            ["项目名称", "债券性质", "自评分数"],
            ["康复医院工程", "其他项目收益专项债券", "96.5"],
            ["中医院迁建工程", "其他项目收益专项债券", "92"],
        ]
    )
    assert "project_name" not in read_cover(writer.reading()).fields


def test_keys_and_values_that_take_turns_above_a_label() -> None:
    writer = Writer()
    writer.table(
        [
            ["地方主管部门", "医疗保障局", "资金使用单位", "医保中心"],
            ["资金投入（万元）", "全年预算数", "全年执行数", "执行率"],
        ]
    )
    assert [field.text for field in read_cover(writer.reading()).fields["evaluated_units"]] == [
        "医保中心",
        "医疗保障局",
    ]


def test_values_on_lines_of_their_own_below_their_keys() -> None:
    writer = Writer()
    for text in (
        "被评价单位：",
        "泾县疾病预防控制中心",
        "委托部门：",
        "泾县财政绩效评价中心",
        "评价机构：",
        "安徽衡砚咨询有限公司",
    ):
        writer.paragraph(text, centred=True, gap=1.6)
    cover = read_cover(writer.reading())

    assert {name: found[0].text for name, found in cover.fields.items()} == {
        "evaluated_units": "泾县疾病预防控制中心",
        "commissioning_unit": "泾县财政绩效评价中心",
        "evaluator": "安徽衡砚咨询有限公司",
    }


def test_a_day_by_points_below_the_last_key_is_not_its_value() -> None:
    writer = Writer()
    writer.paragraph("评价单位：安徽衡砚咨询有限公司", centred=True)
    writer.paragraph("2023.3.11", centred=True, gap=0.5)

    assert read_cover(writer.reading()).fields["evaluator"][0].text == "安徽衡砚咨询有限公司"


def test_a_key_of_any_kind_behind_a_gap_ends_the_value_before_it() -> None:
    writer = Writer()
    writer.paragraph("项目实施单位：某县农业农村局      组织单位： 某县财政局", gap=2)
    writer.paragraph("主管部门：某县林业局    牵头股室：某股", gap=2)
    cover = read_cover(writer.reading())
    assert [each.text for each in cover.all("evaluated_units")] == ["某县农业农村局", "某县林业局"]
    assert [each.text for each in cover.all("commissioning_unit")] == ["某县财政局"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("项目单位 乐平市文化馆", "乐平市文化馆"),
        ("预算部门单位（公章）：乐平市水务局", "乐平市水务局"),
        ("项目单位 和项目主管部门", None),
        ("项目单位 成立了工作专班，制定了方案", None),
    ],
)
def test_a_key_with_one_space_behind_it(line: str, value: str | None) -> None:
    keys = keys_in(line)
    assert [line[key.value :] for key in keys] == ([value] if value else [])
