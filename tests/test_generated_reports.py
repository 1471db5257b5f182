"""Whole reports drawn by lot: every amount, day and number, nearly every heading, finding and field of the head."""

from __future__ import annotations

from tests.tables.test_generated import generated


def test_records_of_generated_reports() -> None:
    """No amount, day or number made up; of no kind more than one record in a hundred missed."""
    ended = generated("--count", "40", "--seed", "1", script="generate_reports.py")
    assert ended.returncode == 0, ended.stdout + ended.stderr
