"""Numbers of documents: letters without what is glued in front, titles in order, organs behind."""

from __future__ import annotations

import pytest
from extractor.values import find_document_numbers


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("经黔发改投资〔2019〕234号批准", "黔发改投资"),
        ("8月6日取得滇环审（2020）7号", "滇环审"),
        ("县财政局以会财农〔2021〕9号下达", "会财农"),
        ("国务院国发〔2014〕45号", "国发"),
        ("按照《办法》及苏财规〔2018〕3号", "苏财规"),
        ("文号：鄂财绩发【2020】11号", "鄂财绩发"),
        ("中泰华专审字[2022]第0311007号", "中泰华专审字"),
    ],
)
def test_letters_begin_where_they_begin(text: str, agency: str) -> None:
    assert [each.agency for each in find_document_numbers(text)] == [agency]


def test_titles_are_paired_in_order() -> None:
    found = find_document_numbers("依据《预算管理办法》《资产管理办法》（滇财预〔2016〕5号、滇财资〔2017〕8号）")
    assert [(each.canonical, each.title) for each in found] == [
        ("滇财预〔2016〕5号", "《预算管理办法》"),
        ("滇财资〔2017〕8号", "《资产管理办法》"),
    ]


def test_joint_numbers_share_a_title() -> None:
    found = find_document_numbers("《关于下达补助的通知》（赣财社指〔2019〕3号、赣财社指〔2019〕4号）")
    assert {each.title for each in found} == {"《关于下达补助的通知》"}


def test_title_behind_the_number_and_no_title() -> None:
    (behind,) = find_document_numbers("市财政局以洛财购〔2018〕2号印发《采购目录》")
    assert behind.title == "《采购目录》"
    (alone,) = find_document_numbers("《项目书》约定，后经洛发改审〔2018〕6号核准")
    assert alone.title is None


def test_one_document_in_different_brackets_is_one() -> None:
    text = "黔教财〔2015〕12号、黔教财(2015)12号、黔教财【2015】12 号"
    assert {each.canonical for each in find_document_numbers(text)} == {"黔教财〔2015〕12号"}


def test_organ_of_letters() -> None:
    (national,) = find_document_numbers("财预〔2020〕10号")
    assert national.organ == "财政部"
    (local,) = find_document_numbers("晋发改审〔2019〕4号", "350582", "晋江市")
    assert (local.organ, local.region_code) == ("晋江市发展和改革委员会", "350582")


def test_doubled_character_is_flagged() -> None:
    (odd,) = find_document_numbers("滇发改改审〔2021〕4号")
    assert odd.suspicious
    (right,) = find_document_numbers("滇发改审〔2021〕4号")
    assert not right.suspicious


def test_offsets_with_line_ends_inside() -> None:
    text = "见滇财\n绩〔2020〕\n15 号。"
    (found,) = find_document_numbers(text)
    assert text[found.start : found.end] == found.text == "滇财\n绩〔2020〕\n15 号"


def test_latin_letters_make_a_number_with_their_bracketed_year_and_mark_only() -> None:
    text = "BIM（2019）3号楼，编号HT-PJ〔2024〕7号，PPP〔2020〕项目"
    assert [each.canonical for each in find_document_numbers(text)] == ["HT-PJ〔2024〕7号"]


def test_and_is_no_letter_of_an_organ() -> None:
    found = find_document_numbers("依据冀政发〔2015〕53号及邯民〔2022〕14号")
    assert [each.canonical for each in found] == ["冀政发〔2015〕53号", "邯民〔2022〕14号"]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("根据沈于民发〔2019〕52号", "沈于民发〔2019〕52号"),
        ("沈于民发[2020]6号规定", "沈于民发〔2020〕6号"),
        ("见于民发〔2019〕3号", "民发〔2019〕3号"),
        ("在财预〔2020〕10号中", "财预〔2020〕10号"),
    ],
)
def test_letters_of_a_district_that_begin_like_a_preposition(text: str, canonical: str) -> None:
    assert [number.canonical for number in find_document_numbers(text)] == [canonical]


@pytest.mark.parametrize("lead", ["政策依据为", "文号是", "文件系", "依据"])
def test_words_that_say_which_number_it_is(lead: str) -> None:
    (found,) = find_document_numbers(f"{lead}普府办〔2020〕58号文，执行期三年")
    assert found.canonical == "普府办〔2020〕58号"
