"""Whole reports drawn by lot: every amount, day and number, nearly every heading, finding and field of the head."""

from __future__ import annotations

from tests.tables.test_generated import generated
from tests.typesetting import needs_fonts


@needs_fonts
def test_records_of_generated_reports() -> None:
    """No amount, day or number made up; of no kind more than one record in a hundred missed."""
    ended = generated("--count", "40", "--seed", "1", script="generate_reports.py")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_habits_of_typists_change_no_record() -> None:
    """Widths, spaces, brackets, points and units as typists set them: nothing lost, nothing made up, no check fails."""
    reports = ("gansu-2017-no-table", "liaoning-2020-runin-problems", "guangdong-2024-industry-fund")
    ended = generated(*reports, script="measure_typists.py")
    assert ended.returncode == 0, ended.stdout + ended.stderr
