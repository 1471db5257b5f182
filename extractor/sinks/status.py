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


def partial_sentence(report: Report) -> str:
    """Why a report counts as read in part, and what to do."""
    scanned = [page.number for page in report.pages if page.text_layer == "scanned" and not page.text.strip()]
    if scanned:
        which = "its pages are" if len(scanned) == len(report.pages) else f"pages {ranges(scanned)} are"
        is_missing = any(issue.code == "ocr_missing" for issue in report.issues)
        step = (
            "To read them: pip install 'extractor[ocr]'"
            if is_missing
            else "With --ocr auto they are read, if they can be"
        )
        return f"{report.source.file}: read in part: {which} pictures without text. {step}"
    reasons = [issue.message for issue in report.issues if issue.severity == "error"]
    reason = "; ".join(dict.fromkeys(reasons)) or "it has no text"
    return f"{report.source.file}: read in part: {reason}"


def ranges(numbers: list[int]) -> str:
    """``1-3, 7`` for 1, 2, 3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)
