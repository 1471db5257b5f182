"""The Chinese words of the field for the values that records take, as summaries and workbooks print them."""

from __future__ import annotations

TABLE_KINDS = {
    "score": "评分表",
    "self_evaluation": "自评表",
    "funds": "资金表",
    "projects": "项目表",
    "contracts": "合同表",
    "problems": "问题清单",
    "other": "其他表",
}
VERDICTS = {"pass": "相符", "fail": "不符", "unknown": "无法判断"}
# How grave a problem or a failed check is.
SEVERITIES = {"light": "较轻", "ordinary": "一般", "serious": "严重"}
# How grave an issue of reading is.
GRAVITIES = {"error": "错误", "warning": "注意", "info": "提示"}
