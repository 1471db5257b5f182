"""The kind of a table, by what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.layout import Grid
from extractor.model.reading import TableKind, TablePart
from extractor.tables.wording import is_self_evaluation_title

LEVELS = frozenset({"level1", "level2", "level3"})


def kind_of(grid: Grid, parts: Sequence[TablePart]) -> TableKind:
    """One of the kinds of the contract.

    ``score`` tells points and scores by indicator; ``self_evaluation`` sets targets against what was reached;
    ``problems`` lists findings; ``contracts`` has a row for each contract (with whom, for how much);
    ``projects`` a row for each project (whose, what, how far); ``funds`` says where money came from or went.
    """
    roles = {column.role for part in parts for column in part.columns if column.role}
    names = {part.name for part in parts}
    if "target" in roles and "actual" in roles and LEVELS & roles:
        titled = grid.caption is not None and is_self_evaluation_title(grid.caption.text)
        if titled or names & {"form", "funds", "goals"} or "score" not in roles or "criteria" not in roles:
            return "self_evaluation"
    if LEVELS & roles and {"score", "points", "deduction"} & roles:
        return "score"
    if "finding" in roles:
        return "problems"
    heads = {column.role for part in parts for column in part.columns if column.role != "amount" or column.unit}
    return _money_kind({role for role in heads if role})


def _money_kind(roles: set[str]) -> TableKind:
    money = roles & {"budget_amount", "paid_amount", "amount", "balance", "contract_amount"}
    described = roles & {"content", "progress", "date"}
    if "contract_amount" in roles:
        by_project = {"unit_name", "project", "contractor"} <= roles and not roles & {"content", "date"}
        return "projects" if "progress" in roles or by_project else "contracts"
    if "contractor" in roles and money:
        return "projects" if "progress" in roles else "contracts"
    if roles & {"budget_amount", "balance", "rate", "share"} and money:
        return "projects" if "project" in roles and {"content", "progress"} <= roles else "funds"
    if "project" in roles and (described or "unit_name" in roles) and (money or "progress" in roles):
        return "projects"
    if money:
        return "funds"
    return "other"
