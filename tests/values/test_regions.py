"""The table of regions is consistent, and names are found as reports write them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from extractor.values import find_regions, full_name, region_by_code
from extractor.values.region_table import by_code, city_of, divisions, province_of

FIRST_YEAR, LAST_YEAR = 2010, 2025


def test_codes_fit_their_levels() -> None:
    for row in divisions():
        assert len(row.code) == 6
        assert row.code.isdigit()
        endings = {"province": row.code.endswith("0000"), "city": row.code.endswith("00")}
        assert endings.get(row.level, not row.code.endswith("00")), row


def test_every_row_has_its_parent_at_the_same_time() -> None:
    for row in divisions():
        if row.level == "province":
            assert row.parent == ""
            continue
        parents = by_code()[row.parent]
        assert any(
            (parent.valid_from or 0) <= (row.valid_from or 0) or parent.valid_from == row.valid_from
            for parent in parents
        ), row
        assert province_of(row).level == "province"
        if row.level == "county" and row.parent[2:4] != "00":
            assert city_of(row) is not None, row


def test_validity_of_a_code_never_overlaps() -> None:
    for rows in by_code().values():
        for earlier, later in pairwise(rows):
            assert (earlier.valid_to or 9999) <= (later.valid_from or 0), (earlier, later)


@pytest.mark.parametrize("year", [FIRST_YEAR, 2015, 2020, LAST_YEAR])
def test_each_year_has_a_full_table(year: int) -> None:
    valid = [row for row in divisions() if row.valid_in(year)]
    assert sum(row.level == "province" for row in valid) == 35  # 34 and the Corps
    assert 325 <= sum(row.level == "city" for row in valid) <= 340
    assert 2800 <= sum(row.level == "county" for row in valid) <= 2900


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("大理州祥云县水务局", ["532923"]),
        ("红河州", ["532500"]),
        ("红河县", ["532529"]),
        ("横县机构编制委员会办公室", ["450127"]),
        ("易县农村饮水安全巩固提升工程", ["130633"]),
        ("内蒙古", ["150000"]),
        ("内蒙古自治区通辽市", ["150500"]),
        ("新疆生产建设兵团", ["660000"]),
        ("河南洛阳涧西区", ["410305"]),
        ("恩施土家族苗族自治州", ["422800"]),
        ("湟中区财政局", ["630106"]),
        ("苏州市姑苏区", ["320508"]),
        ("重庆市涪陵区", ["500102"]),
        ("贵阳市、遵义市", ["520100", "520300"]),
        ("南昌市及东湖区", ["360100", "360102"]),
        ("科右中旗农牧局，准旗财政局和达茂旗", ["152222", "150622", "150223"]),
        ("巴州财政局、和丰县、杜蒙县，锡盟行政公署", ["652800", "654226", "230624", "152500"]),
        ("临夏州东乡县", ["622926"]),
    ],
)
def test_names(text: str, codes: list[str]) -> None:
    assert [each.code for each in find_regions(text)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "沿海城市",
        "老城区改造",
        "贫困山区",
        "建成县级平台",
        "新县城建设",
        "相应县经济",
        "中山路",
        "市财政局",
        "鼓楼区",
        "上市场",
        "全市区域",
        "云南路",
        "到达旗县",
        "校准旗杆",
        "每克州级补助",
    ],
)
def test_plain_words_and_open_names(text: str) -> None:
    assert find_regions(text) == []


def test_the_town_of_a_county_is_not_the_district_so_named_elsewhere() -> None:
    assert [found.code for found in find_regions("湘桥区城区排水管网改造")] == ["445102"]
    assert [found.code for found in find_regions("广东省阳春市实施，城区道路已修复")] == ["441781"]
    assert [found.code for found in find_regions("汕尾市城区教育局")] == ["441502"]


def test_names_of_their_time() -> None:
    assert find_regions("望城县")[0].code == "430122"
    assert find_regions("襄樊市")[0].code == "420600"
    old, new = region_by_code("420600", 2009), region_by_code("420600", 2020)
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == ("襄樊市", "襄阳市")
    assert region_by_code("999999") is None


def test_a_short_name_that_was_a_full_one_elsewhere() -> None:
    assert [each.code for each in find_regions("东乡县教育局", 2022)] == ["622926"]
    assert [each.code for each in find_regions("东乡县教育局", 2012, within="361000")] == ["361029"]


def test_within_settles_shared_names() -> None:
    assert [each.code for each in find_regions("鼓楼区教育局", within="410200")] == ["410204"]


def test_full_name_of_a_county() -> None:
    (region,) = find_regions("洱源县交通运输局")
    assert (region.code, full_name(region)) == ("532930", "大理白族自治州洱源县")


def test_offsets() -> None:
    text = "由湖南省\n长沙市 望城区实施"
    (found,) = find_regions(text)
    assert text[found.start : found.end] == found.text == "湖南省\n长沙市 望城区"


def test_a_new_area_of_the_city_named_before_it_is_no_county_elsewhere() -> None:
    assert [found.code for found in find_regions("茂名滨海新区城市环卫项目")] == []
    assert [found.code for found in find_regions("天津滨海新区城市环卫项目")] == ["120116"]
