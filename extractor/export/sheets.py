"""What a spreadsheet of a findings database holds: a sheet a kind, its columns, and the query that fills it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extractor.model.words import (
    FAILURES,
    GRAVITIES,
    PRECISIONS,
    REMEDIED,
    REPORT_TYPES,
    REVIEWS,
    SEVERITIES,
    STATUSES,
    TABLE_KINDS,
    UNIT_SOURCES,
    VERDICTS,
)

# text: as it stands, digits too. number: a figure. yuan, wan: an amount, given as exact decimal 元, shown in 元 or in
# 万元. date: ISO 8601. lines: a JSON list, a line each. link: a JSON list of a file's name and path, made a link.
# rule: the name of a rule, shown in words.
Form = Literal["text", "long", "number", "yuan", "wan", "date", "lines", "link", "rule"]


@dataclass(frozen=True, slots=True)
class Column:
    """``words`` are what codes are called."""

    header: str
    form: Form = "text"
    width: int = 14
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` is what people read, ``file`` what its CSV file is called; ``sql`` gives a value a column."""

    name: str
    file: str
    columns: tuple[Column, ...]
    sql: str


_FILE = Column("文件", "link", 30)
_YEAR = Column("年度", "number", 7)
_REGION = Column("地区", "text", 20)
_PAGE = Column("页", "number", 6)
_WHERE = (_FILE, _YEAR, _REGION)
_PATH = "SELECT path FROM files WHERE document_id = d.id ORDER BY missing, path LIMIT 1"
_WHERE_SQL = f"json_array(d.file, ({_PATH})), d.fiscal_year, d.region_name"
# Why a file could not be read, or not in full: the code of an error, else what the reading met first.
REASON = (
    "coalesce(d.error_code, (SELECT message || CASE WHEN count(*) > 1 THEN '，等' || count(*) || '处' ELSE '' END "
    "FROM issues WHERE document_id = d.id AND severity = 'error' HAVING min(number) IS NOT NULL), "
    "CASE d.status WHEN 'partial' THEN '有页没有文字' END)"
)
ORDER = "d.fiscal_year, d.region_code, d.file, d.id"


def _sheet(name: str, table: str, columns: dict[str, Column], order: str = "t.number") -> Sheet:
    """A sheet of the records of ``table`` (t), each with its report (d)."""
    fields = ", ".join(columns)
    sql = (
        f"SELECT {_WHERE_SQL}, {fields} FROM {table} AS t JOIN documents AS d ON d.id = t.document_id "
        f"ORDER BY {ORDER}, {order}"
    )
    return Sheet(name, table, (*_WHERE, *columns.values()), sql)


SHEETS = (
    Sheet(
        "报告",
        "documents",
        (
            *_WHERE,
            Column("地区代码", "text", 10),
            Column("标题", "text", 40),
            Column("类型", words=REPORT_TYPES),
            Column("项目", "text", 34),
            Column("被评价单位", "lines", 24),
            Column("主管部门", "text", 18),
            Column("领域", "text", 10),
            Column("委托单位", "text", 18),
            Column("评价机构", "text", 26),
            Column("文号", "text", 22),
            Column("报告日期", "date", 12),
            Column("综合得分", "number", 10),
            Column("等级", "text", 7),
            Column("页数", "number", 7),
            Column("状态", words=STATUSES),
            Column("说明", "long", 30, FAILURES),
        ),
        f"SELECT {_WHERE_SQL}, d.region_code, d.title, d.report_type, d.project_name, d.evaluated_units, "
        "d.department, d.sector, d.commissioning_unit, d.evaluator, d.document_number, d.report_date, "
        f"d.overall_score, d.grade, d.page_count, d.status, {REASON} FROM documents AS d ORDER BY {ORDER}",
    ),
    _sheet(
        "综合得分",
        "overall_scores",
        {
            "t.subject": Column("对象", "text", 34),
            "t.score": Column("得分", "number", 10),
            "t.grade": Column("等级", "text", 7),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "问题",
        "findings",
        {
            "d.project_name": Column("项目", "text", 28),
            "t.number": Column("序号", "number", 6),
            "t.title": Column("问题", "text", 36),
            "(SELECT group_name FROM categories WHERE code = t.category_code)": Column("类别", "text", 14),
            "t.category_name": Column("类型", "text", 20),
            "t.severity": Column("程度", "text", 7, SEVERITIES),
            "t.remedied": Column("整改", "text", 8, REMEDIED),
            "t.involved_yuan": Column("涉及金额（元）", "yuan", 17),
            "t.involved_yuan AS wan": Column("涉及金额（万元）", "wan", 16),
            "t.causes": Column("原因", "lines", 44),
            "t.text": Column("全文", "long", 60),
            "t.document_numbers": Column("引用文号", "lines", 22),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "建议",
        "recommendations",
        {
            "t.number": Column("序号", "number", 6),
            "t.title": Column("建议", "text", 36),
            "t.text": Column("全文", "long", 60),
            "(SELECT json_group_array(f.title) FROM recommendation_findings AS l JOIN findings AS f "
            "ON f.document_id = l.document_id AND f.id = l.finding_id "
            "WHERE l.document_id = t.document_id AND l.recommendation = t.number)": Column("针对问题", "lines", 40),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "评分指标",
        "score_items",
        {
            "t.project": Column("项目名称", "text", 24),
            "t.level1": Column("一级指标", "text", 14),
            "t.level2": Column("二级指标", "text", 14),
            "t.level3": Column("三级指标", "text", 20),
            "t.level4": Column("四级指标", "text", 16),
            "t.points": Column("分值", "number", 7),
            "t.deduction": Column("扣分", "number", 7),
            "t.score": Column("得分", "number", 7),
            "t.target": Column("目标值", "text", 18),
            "t.actual": Column("完成值", "text", 18),
            "t.explanation": Column("指标解释", "long", 30),
            "t.criteria": Column("评价要点", "long", 30),
            "t.standard": Column("评分标准", "long", 30),
            "t.comment": Column("评分说明", "long", 40),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "预算执行率",
        "executions",
        {
            "coalesce(t.project, d.project_name)": Column("项目", "text", 34),
            "t.name": Column("资金", "text", 22),
            "CASE t.is_total WHEN 1 THEN '是' ELSE '' END": Column("是否合计", "text", 9),
            "t.budget_name": Column("预算口径", "text", 18),
            "t.budget_yuan": Column("预算（元）", "yuan", 19),
            "t.paid_yuan": Column("支出（元）", "yuan", 19),
            "t.rate": Column("执行率（%）", "number", 11),
            "round(100.0 * t.paid_fen / nullif(t.budget_fen, 0), 2)": Column("计算执行率（%）", "number", 14),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "金额",
        "money",
        {
            "t.text": Column("原文", "text", 20),
            "t.yuan": Column("元", "yuan", 19),
            "t.yuan AS wan": Column("万元", "wan", 17),
            "t.unit": Column("单位", "text", 7),
            "t.unit_from": Column("单位来源", "text", 9, UNIT_SOURCES),
            "t.currency": Column("币种", "text", 7),
            "t.modifier": Column("修饰", "text", 9),
            "(SELECT number FROM tables WHERE document_id = t.document_id AND id = t.table_id)": Column(
                "表", "number", 6
            ),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "日期",
        "dates",
        {
            "t.text": Column("原文", "text", 24),
            "t.start_date": Column("起", "date", 12),
            "t.end_date": Column("止", "date", 12),
            "t.precision": Column("精度", "text", 7, PRECISIONS),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "文号",
        "document_numbers",
        {
            "t.canonical": Column("文号", "text", 26),
            "t.agency": Column("机关代字", "text", 14),
            "t.year": Column("年份", "number", 7),
            "t.serial": Column("序号", "text", 9),
            "t.title": Column("文件名", "text", 40),
            "t.text": Column("原文", "text", 26),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "校验",
        "checks",
        {
            "t.status": Column("判断", "text", 9, VERDICTS),
            "t.severity": Column("程度", "text", 7, SEVERITIES),
            "t.message": Column("说明", "long", 70),
            "t.stated": Column("报告所写", "text", 16),
            "t.computed": Column("计算结果", "text", 16),
            "t.rule": Column("规则", "rule", 24),
            "t.page": _PAGE,
        },
        order="CASE t.status WHEN 'fail' THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END, "
        "CASE t.severity WHEN 'serious' THEN 0 WHEN 'light' THEN 2 ELSE 1 END, t.number",
    ),
    _sheet(
        "表格",
        "tables",
        {
            "t.number": Column("序号", "number", 6),
            "t.kind": Column("表类", "text", 9, TABLE_KINDS),
            "t.caption": Column("表名", "text", 44),
            "t.unit": Column("单位", "text", 7),
            "t.row_count": Column("行", "number", 6),
            "t.column_count": Column("列", "number", 6),
            "t.first_page": _PAGE,
            "t.last_page": Column("末页", "number", 6),
        },
    ),
    _sheet(
        "读取提示",
        "issues",
        {
            "t.severity": Column("级别", "text", 7, GRAVITIES),
            "t.message": Column("说明", "long", 70),
            "t.code": Column("代码", "text", 18),
            "t.page": _PAGE,
        },
    ),
    _sheet(
        "更正",
        "corrections",
        {
            "t.kind": Column("类别", "text", 16),
            "t.number": Column("序号", "number", 6),
            "t.verdict": Column("判断", "text", 7, REVIEWS),
            "t.field": Column("字段", "text", 14),
            "t.machine": Column("程序读数", "long", 30),
            "t.value": Column("更正为", "long", 30),
            "t.note": Column("备注", "long", 30),
            "t.reviewer": Column("核对人", "text", 10),
            "t.made_at": Column("时间", "text", 22),
            "t.page": _PAGE,
        },
        order="t.made_at, t.kind, t.number, t.field",
    ),
)
