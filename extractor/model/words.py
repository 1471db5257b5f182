"""The Chinese words of the field for the values that records take, as every summary, workbook and page prints them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

REPORT_TYPES = {"evaluation": "绩效评价", "self_evaluation": "绩效自评"}
# Who evaluated.
EVALUATIONS = {"self": "单位自评", "department": "部门评价", "finance": "财政评价"}
# How much of a file was read.
STATUSES = {"ok": "完整", "partial": "部分", "failed": "未能读取"}
# What a search finds.
SEARCHED = {"finding": "问题", "recommendation": "建议", "section": "章节", "table": "表格"}
TABLE_KINDS = {
    "score": "评分表",
    "self_evaluation": "自评表",
    "funds": "资金表",
    "projects": "项目表",
    "contracts": "合同表",
    "problems": "问题清单",
    "other": "其他表",
}
UNIT_SOURCES = {"text": "原文", "header": "表头", "caption": "单位行"}
PRECISIONS = {"day": "日", "month": "月", "year": "年", "range": "期间", "invalid": "无效"}
VERDICTS = {"pass": "相符", "fail": "不符", "unknown": "无法判断"}
# How grave a problem or a failed check is.
SEVERITIES = {"light": "较轻", "ordinary": "一般", "serious": "严重"}
# Whether what a problem is about was put right since.
REMEDIED = {"done": "已整改", "partly": "部分整改", "no": "未整改"}
# How grave an issue of reading is.
GRAVITIES = {"error": "错误", "warning": "注意", "info": "提示"}
# What a reviewer said of a record.
REVIEWS = {"confirmed": "正确", "corrected": "更正", "rejected": "误读", "added": "补记"}


@cache
def rule_names() -> dict[str, str]:
    """What the rules of the checks are called."""
    text = resources.files("extractor.model").joinpath("rules.toml").read_text(encoding="utf-8")
    names: dict[str, str] = tomllib.loads(text)["rule"]
    return names
