"""The public record of how much of a budget was spent (预算执行率), as a row of a table prints it."""

from __future__ import annotations

from extractor.model.record import Evidence, Number, Record, Yuan


class Execution(Record):
    """The 执行率 of a row, in percent. ``budget`` and ``paid`` are the two amounts of the row that make it, in 元,
    null where the table does not tell which they are, and ``budget_name`` the head of the former; ``is_total`` is the
    row of the whole (年度资金总额, 合计); ``project`` is what the form is filled in for, null where it names none."""

    table: str
    project: str | None
    name: str
    is_total: bool
    budget: Yuan | None
    budget_name: str | None
    paid: Yuan | None
    rate: Number
    text: str
    evidence: list[Evidence]
    budget_evidence: list[Evidence]
    paid_evidence: list[Evidence]
