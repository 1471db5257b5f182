"""Whether a report was read whole: what the exit code and ``documents.status`` say."""

from __future__ import annotations

from typing import Literal

from extractor.model.report import Report

Status = Literal["ok", "partial", "failed"]


def status_of(report: Report) -> Status:
    """``partial`` where pages could not be read (a scan without OCR) or reading met an error, else ``ok``."""
    unread = (
        any(page.text_layer == "scanned" and not page.text.strip() for page in report.pages)
        or report.source.text_layer == "none"
    )
    errors = any(issue.severity == "error" for issue in report.issues)
    return "partial" if unread or errors else "ok"
