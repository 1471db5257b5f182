"""Reports made by hand, so that the sinks are tested without reading a PDF."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from extractor.model.execution import Execution
from extractor.model.finding import Severity
from extractor.model.report import (
    Abbreviation,
    Category,
    CauseLink,
    Cell,
    Check,
    Date,
    DocumentNumber,
    Evidence,
    Finding,
    FindingAmount,
    FindingDate,
    FindingRate,
    Issue,
    Mention,
    Money,
    OverallScore,
    PageText,
    Recommendation,
    RecommendationLink,
    Region,
    Report,
    ReportHead,
    ScoreItem,
    Section,
    Signal,
    Source,
    Standard,
    Table,
)

LINES = [
    "红枫区二〇二二年度农村公路养护资金绩效评价报告",
    "综合得分86.5分，评价等级为良。",
    "四、存在的问题",
    "（一）合同管理不到位",
    "红枫区公路站支付1,234.5万元时未签合同，涉及0.123456元。",
    "原因是人手不足。",
    "（二）资产闲置",
    "购置的压路机尚未拆封。",
    "五、建议",
    "（一）加强合同管理",
    "按红财发〔2021〕7号规定先签合同再付款。",
]


def text_of(year: int) -> str:
    return "\n".join(LINES).replace("二〇二二", str(year))


def quote(text: str, words: str, **place: Any) -> list[Evidence]:
    start = text.index(words)
    row = text.count("\n", 0, start)
    box = (72.0, 80.0 + 20 * row, 72.0 + 12 * len(words), 92.0 + 20 * row)
    return [Evidence(page=1, start=start, end=start + len(words), bbox=box, **place)]


def made_report(
    name: str = "made.pdf",
    *,
    year: int = 2022,
    code: str = "520199",
    region: str = "黔南市红枫区",
    salt: str = "",
) -> Report:
    text = text_of(year)
    content = f"{text}{code}{salt}".encode()
    return Report(
        source=Source(
            file=name,
            sha256=hashlib.sha256(content).hexdigest(),
            bytes=len(content),
            pages=1,
            text_layer="born_digital",
            extractor_version="0.1.0",
            patterns_version="0123456789ab",
        ),
        report=_head(text, year, _region(code, region)),
        pages=[PageText(number=1, width=595.0, height=842.0, rotation=0, text=text, text_layer="born_digital")],
        sections=_sections(text),
        tables=[_table(text)],
        money=_money(text),
        dates=[
            Date(
                text=f"{year}年度",
                start=f"{year}-01-01",
                end=f"{year}-12-31",
                precision="year",
                evidence=quote(text, f"{year}年度"),
            )
        ],
        document_numbers=[
            DocumentNumber(
                text="红财发〔2021〕7号",
                canonical="红财发〔2021〕7号",
                agency="红财发",
                year=2021,
                number="7",
                title=None,
                evidence=quote(text, "红财发〔2021〕7号"),
            )
        ],
        score_items=[_score_item(text)],
        findings=_findings(text),
        recommendations=[
            Recommendation(
                section="s4",
                path=["五、建议", "（一）加强合同管理"],
                title="加强合同管理",
                text="按红财发〔2021〕7号规定先签合同再付款。",
                points=[],
                addresses=["f1", "unknown"],
                evidence=quote(text, "加强合同管理"),
                links=[RecommendationLink(finding="f1", how="same words")],
            )
        ],
        checks=[
            _check("score_sum", "fail", "合计应为86.5，表中为86"),
            _check("grade_fits_score", "pass", "86.5 分与等级良相符"),
            _check("amount_twice", "unknown", "只出现一次"),
        ],
        issues=[Issue(code="unit_guessed", severity="warning", message="单位由上文推断", page=1)],
    )


def _region(code: str, name: str) -> Region:
    return Region(
        code=code,
        name=name,
        province="贵州省",
        city="黔南市",
        county="红枫区",
        province_code=f"{code[:2]}0000",
        city_code=f"{code[:4]}00",
        county_code=code,
    )


def _head(text: str, year: int, region: Region) -> ReportHead:
    return ReportHead(
        title=LINES[0].replace("二〇二二", str(year)),
        report_type="evaluation",
        fiscal_year=year,
        region=region,
        project_name="农村公路养护资金",
        evaluated_units=["红枫区公路站"],
        commissioning_unit="红枫区财政局",
        evaluator="青岩会计师事务所",
        document_number=None,
        report_date=f"{year + 1}-06-30",
        overall_scores=[
            OverallScore(
                subject=None,
                score=Decimal("86.50"),
                grade="良",
                grade_text="评价等级为良",
                evidence=quote(text, "86.5"),
            )
        ],
        abbreviations=[Abbreviation(short="公路站", full="红枫区公路站", evidence=quote(text, "公路站"))],
        evidence={"project_name": quote(text, "农村公路养护资金")},
        department="红枫区交通局",
        sector="交通运输",
        fund_kind="一般公共预算",
        evaluation_kind="finance",
        project_key="农村公路养护",
    )


def _sections(text: str) -> list[Section]:
    heads = [
        ("s1", None, 1, "四", "存在的问题", ""),
        ("s2", "s1", 2, "一", "合同管理不到位", "\n".join(LINES[4:6])),
        ("s3", "s1", 2, "二", "资产闲置", LINES[7]),
        ("s5", None, 1, "五", "建议", ""),
        ("s4", "s5", 2, "一", "加强合同管理", LINES[10]),
    ]
    return [
        Section(
            id=key,
            parent=parent,
            level=level,
            number=number,
            title=title,
            run_in=False,
            text=body,
            evidence=quote(text, title),
        )
        for key, parent, level, number, title, body in heads
    ]


def _table(text: str) -> Table:
    box = (72.0, 400.0, 500.0, 460.0)
    cells = [
        Cell(row=row, column=column, rowspan=1, colspan=1, text=words, page=1, bbox=box, evidence=[])
        for row, column, words in [(0, 0, "指标"), (0, 1, "得分"), (1, 0, "合同签订率"), (1, 1, "4.5")]
    ]
    return Table(
        id="t1",
        kind="score",
        caption="评分表",
        unit=None,
        pages=[1],
        header_rows=1,
        rows=[["指标", "得分"], ["合同签订率", "4.5"]],
        cells=cells,
        evidence=quote(text, "综合得分"),
    )


def _money(text: str) -> list[Money]:
    return [
        Money(
            text="1,234.5万元",
            yuan=Decimal("12345000"),
            unit="万元",
            unit_from="text",
            value=Decimal("1234.5"),
            evidence=quote(text, "1,234.5万元"),
        ),
        Money(
            text="0.123456元",
            yuan=Decimal("0.123456"),
            unit="元",
            unit_from="text",
            value=Decimal("0.123456"),
            evidence=quote(text, "0.123456元"),
        ),
    ]


def _score_item(text: str) -> ScoreItem:
    return ScoreItem(
        table="t1",
        level1="产出",
        level1_points=Decimal(30),
        level2="产出数量",
        level2_points=Decimal(10),
        level3="合同签订率",
        points=Decimal(5),
        deduction=Decimal("0.5"),
        score=Decimal("4.5"),
        explanation=None,
        criteria=None,
        standard=None,
        comment="一份合同缺失",
        target=None,
        actual=None,
        evidence=quote(text, "合同管理"),
    )


def _findings(text: str) -> list[Finding]:
    contracts = quote(text, LINES[3][3:])
    body = quote(text, LINES[4])
    return [
        Finding(
            id="f1",
            section="s2",
            path=["四、存在的问题", "（一）合同管理不到位"],
            title="合同管理不到位",
            text=LINES[4],
            points=[],
            causes=[LINES[5]],
            category=Category(code="6.4", group="合同管理", name="签署不规范"),
            money=[Decimal("12345000"), Decimal("0.123456")],
            document_numbers=[],
            evidence=contracts + body,
            secondary=[Category(code="6.1", group="合同管理", name="未签合同")],
            severity="light",
            signals=[
                Signal(code="6.4", text="合同管理不到位", evidence=contracts),
                Signal(code="6.1", text="未签合同", evidence=quote(text, "未签合同")),
            ],
            cause_links=[CauseLink(how="own text", evidence=quote(text, LINES[5]))],
            facts=[(0, len(LINES[4]))],
            amounts=[
                FindingAmount(
                    text="1,234.5万元",
                    yuan=Decimal("12345000"),
                    role="actual",
                    money=0,
                    evidence=quote(text, "1,234.5万元"),
                ),
                FindingAmount(
                    text="0.123456元",
                    yuan=Decimal("0.123456"),
                    role="involved",
                    money=1,
                    evidence=quote(text, "0.123456元"),
                ),
            ],
            involved=Decimal("12345000.123456"),
            rates=[
                FindingRate(
                    name="签约率",
                    text="86.5",
                    value=Decimal("86.5"),
                    role="actual",
                    standard=Standard(text="95%", value=Decimal(95), evidence=[]),
                    against="below",
                    evidence=quote(text, "86.5"),
                )
            ],
            dates=[
                FindingDate(
                    text=f"{text[7:11]}年度",
                    start="2022-01-01",
                    end="2022-12-31",
                    role="paid",
                    date=0,
                    evidence=quote(text, "年度"),
                )
            ],
            mentions=[Mention(name="红枫区公路站", kind="unit", text="公路站", evidence=quote(text, "公路站支付"))],
        ),
        Finding(
            id="f2",
            section="s3",
            path=["四、存在的问题", "（二）资产闲置"],
            title="资产闲置",
            text=LINES[7],
            points=[],
            causes=[],
            category=None,
            money=[],
            document_numbers=[],
            evidence=quote(text, LINES[7]),
        ),
    ]


def _check(rule: str, status: Any, message: str) -> Check:
    severity: Severity | None = "serious" if status == "fail" else None
    return Check(
        rule=rule, status=status, stated="86", computed="86.5", message=message, evidence=[], severity=severity
    )


def made_execution(name: str = "年度资金总额", rate: str = "85.5", *, is_total: bool = True) -> Execution:
    """预算执行率 of a row of the table of :func:`made_report`."""
    return Execution(
        table="t1",
        project=None,
        name=name,
        is_total=is_total,
        budget=Decimal(2_000_000),
        budget_name="全年预算数",
        paid=Decimal(1_710_000),
        rate=Decimal(rate),
        text=f"{rate}%",
        evidence=quote(text_of(2022), "86.5"),
        budget_evidence=[],
        paid_evidence=[],
    )
