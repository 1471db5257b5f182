"""Letters that send an evaluation report (关于反馈…评价结果的函), with the list of annexes and the date below them."""

from __future__ import annotations

from extractor.model.reading import Reading
from extractor.records.identity.head import head

from tests.reading_builder import Para, reading

LETTER = (
    Para("柳溪县财政局", centred=True, size=26),
    Para("柳财绩函〔2024〕12号", centred=True),
    Para("关于反馈2023年度食用菌产业发展资金绩效评价结果的函", centred=True, size=22),
    "县农业农村局：",
    "我局委托贵州衡量绩效咨询有限公司对2023年度食用菌产业发展资金进行了绩效评价，现将评价报告反馈给你们。",
    "附件：1.柳溪县2023年度食用菌产业发展资金绩效评价报告",
    "2.问题整改台账",
    Para("柳溪县财政局", right=True),
    Para("2024年7月15日", right=True),
    Para("附件1", bold=True),
    Para("柳溪县2023年度食用菌产业发展资金绩效评价报告", centred=True, size=22),
    "一、项目概况",
    "2023年安排资金120万元。",
    "二、存在的问题",
    "1.大棚闲置。有36个大棚未投用。",
)


def titles(found: Reading) -> list[str]:
    return [section.title.text for section in found.outline.sections]


def test_what_a_letter_lists_as_annexes_are_no_headings() -> None:
    assert titles(reading(LETTER)) == ["项目概况", "存在的问题", "大棚闲置"]


def test_numbers_behind_a_sentence_on_an_annex_are_headings() -> None:
    own = ("一、基本情况", "佐证见附件。", "1.立项情况", "项目于2023年立项。", "2.实施情况", "项目已完工。")
    assert titles(reading(own)) == ["基本情况", "立项情况", "实施情况"]


def test_the_letter_tells_who_had_the_report_made_and_when_it_was_sent() -> None:
    found = head(reading(LETTER))
    assert found.title == "柳溪县2023年度食用菌产业发展资金绩效评价报告"
    assert found.document_number == "柳财绩函〔2024〕12号"
    assert found.commissioning_unit == "柳溪县财政局"
    assert found.evaluator == "贵州衡量绩效咨询有限公司"
    assert found.report_date == "2024-07-15"


def test_how_results_were_used_is_reported_by_who_evaluated_nothing() -> None:
    found = head(
        reading(
            (
                Para("柳溪县财政局关于2022年度县级重点项目绩效评价结果应用情况的报告", centred=True, size=22),
                "一、评价结果应用情况",
                "对评价等级为“中”及以下的2个项目，压减2024年预算26万元。",
                Para("柳溪县财政局", right=True),
                Para("2023年12月8日", right=True),
            )
        )
    )
    assert (found.project_name, found.evaluator, found.overall_scores) == (None, None, [])
