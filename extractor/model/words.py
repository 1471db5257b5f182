"""The Chinese words of the field for the values that records take, as every summary, workbook and page prints them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

REPORT_TYPES = {"evaluation": "绩效评价", "self_evaluation": "绩效自评"}
# Who evaluated.
EVALUATIONS = {"self": "单位自评", "department": "部门评价", "finance": "财政评价"}
# Where the text of a file comes from.
TEXT_LAYERS = {"born_digital": "电子文本", "scanned": "扫描件", "mixed": "部分为扫描件", "none": "无文字"}
# How much of a file was read.
STATUSES = {"ok": "完整", "partial": "部分", "failed": "未能读取"}
# Why a file could not be read, by the codes of the errors.
FAILURES = {
    "missing": "文件打不开，请核对路径和权限",
    "not_a_pdf": "文件为空或不是 PDF，请重新取得或另存为 PDF",
    "damaged": "PDF 已损坏，无法修复，请重新取得或导出",
    "encrypted": "PDF 已加密，请以 --password 提供密码再读",
    "no_pages": "PDF 没有页面，请核对导出是否完整",
    "too_many_pages": "页数超过 --max-pages 的限制",
    "timeout": "读取超过 --timeout 的时限",
    "memory": "读取超过 --max-memory 的内存限制",
    "crash": "读取时 PDF 引擎崩溃，请重新打印为 PDF 再读",
    "fault": "程序自身出错，请报告给开发者",
}
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
