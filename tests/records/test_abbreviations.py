"""What 以下简称 stands for."""

from __future__ import annotations

import pytest
from extractor.model.report import Region
from extractor.records.identity.abbreviations import abbreviations, definitions, fullest
from extractor.records.identity.regions import public
from extractor.values import region_by_code

from tests.records.builder import Writer

COUNTY = Region(code="520304", name="遵义市播州区", province="贵州省", city="遵义市", county="播州区")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("我们接受某市财政局（以下简称“市财政局”）委托", [("市财政局", "某市财政局")]),
        ("对2020年度某县人力资源和社会保障局(下称“县人社局”)管理的资金", [("县人社局", "某县人力资源和社会保障局")]),
        ("依据《某省专项资金管理办法》（以下简称《办法》）的规定", [("办法", "某省专项资金管理办法")]),
        ("城乡居民基本医疗保险（简称城乡居民医保）基金", [("城乡居民医保", "城乡居民基本医疗保险")]),
        (
            "受某县农业农村局（以下简称“县农业局”或“委托方”）委托",
            [("县农业局", "某县农业农村局"), ("委托方", "某县农业农村局")],
        ),
        ("由某某会计师事务所（普通合伙）（以下简称“事务所”）负责", [("事务所", "某某会计师事务所（普通合伙）")]),
        ("某市住房保障中心，以下简称“市保障中心”，负责实施", [("市保障中心", "某市住房保障中心")]),
        ("制定了《某市资金管理办法》（某财〔2020〕4号，以下简称《办法》），明确", [("办法", "某市资金管理办法")]),
        ("评价范围覆盖衢州市非遗保护中心（以下简称“非遗中心”）等", [("非遗中心", "衢州市非遗保护中心")]),
        ("中华人民共和国财政部（以下简称财政部）", [("财政部", "中华人民共和国财政部")]),
        (
            "甲方为某市水利局（以下简称“甲方”），乙方为某某水务有限公司（以下简称“乙方”）",
            [("甲方", "某市水利局"), ("乙方", "某某水务有限公司")],
        ),
        ("委托第三方机构某某咨询有限公司（以下简称“第三方”）于", [("第三方", "某某咨询有限公司")]),
        ("为做好残疾人补贴和护理补贴（以下简称“两补”）发放", [("两补", "残疾人补贴和护理补贴")]),
        (
            "某某技术开发区（以下简称开发区）科技局（以下统称“区科技局”）",
            [("开发区", "某某技术开发区"), ("区科技局", "某某技术开发区科技局")],
        ),
        (
            "由某县交通运输局、某县住房和城乡建设局（以下分别简称“县交通局”“县住建局”）共同实施",
            [("县交通局", "某县交通运输局"), ("县住建局", "某县住房和城乡建设局")],
        ),
        ("各单位简称不一，应予统一", []),
        (
            "本报告所称“交通局”指某市交通运输局；“水务公司”是指某市水务发展有限公司。",
            [("交通局", "某市交通运输局"), ("水务公司", "某市水务发展有限公司")],
        ),
        ("涉及某市东川县、石桥县及南岭区（以下简称两县一区）", [("两县一区", "某市东川县、石桥县及南岭区")]),
        ("东川县、石桥县农业农村局（以下简称农业局）", [("农业局", "石桥县农业农村局")]),
        ("“双随机”指随机抽取检查对象，“三公经费”指公务接待等支出", []),
    ],
)
def test_definitions(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(found.short, found.full) for found in definitions(text)] == pairs


def test_the_fullest_printed_form() -> None:
    whole = "贵州省遵义市播州区财政局文件……播州区财政局……遵义市播州区林业局"
    assert fullest("播州区财政局", whole, COUNTY) == "贵州省遵义市播州区财政局"
    assert fullest("区林业局", whole, COUNTY) == "遵义市播州区林业局"
    assert fullest("播州区教育局", whole, COUNTY) == "播州区教育局"
    assert fullest("播州区财政局", whole, None) == "播州区财政局"


def test_each_once_with_its_place() -> None:
    writer = Writer()
    writer.paragraph("某市水务局（以下简称“市水务局”）负责；某市水务局（以下简称“市水务局”）验收。")
    reading = writer.reading()
    (found,) = abbreviations(reading, None)
    (place,) = found.evidence
    assert reading.pages.layouts[0].text[place.start : place.end] == "某市水务局"


def test_a_body_of_a_place_that_is_printed_for_short() -> None:
    banner = public(region_by_code("152221"))
    assert fullest("旗林草局", "科右前旗林草局文件……旗林草局", banner) == "科右前旗林草局"
    assert fullest("旗林草局", "科尔沁右翼前旗林草局……科右前旗林草局", banner) == "科尔沁右翼前旗林草局"
    assert fullest("旗林草局", "旗林草局", banner) == "旗林草局"
