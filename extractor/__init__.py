"""Reads Chinese budget-performance reports (财政绩效评价报告, 绩效自评报告) from PDF into records.

Every name here is loaded when it is first used, so that ``import extractor`` and the command start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from extractor import errors
    from extractor.model.report import Report
    from extractor.pipeline import Options, extract
    from extractor.sinks.sqlite import load
    from extractor.values import find_dates, find_document_numbers, find_money, find_regions

__all__ = [
    "Options",
    "Report",
    "__version__",
    "errors",
    "extract",
    "find_dates",
    "find_document_numbers",
    "find_money",
    "find_regions",
    "load",
]

_HOMES = {
    "Options": "extractor.pipeline",
    "Report": "extractor.model.report",
    "extract": "extractor.pipeline",
    "load": "extractor.sinks.sqlite",
    "find_dates": "extractor.values",
    "find_document_numbers": "extractor.values",
    "find_money": "extractor.values",
    "find_regions": "extractor.values",
}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name == "errors":
        return import_module("extractor.errors")
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    return getattr(import_module(home), name)
