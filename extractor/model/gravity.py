"""The order of checks wherever people read them."""

from __future__ import annotations

# Failures first, then what could not be decided.
STATUS_ORDER = ("fail", "unknown", "pass")
_SEVERITY_ORDER = ("serious", "ordinary", "light", None)


def gravity(status: str, severity: str | None) -> tuple[int, int]:
    """What checks are sorted by: those that fail come first, the gravest of them before others."""
    return STATUS_ORDER.index(status), _SEVERITY_ORDER.index(severity)
