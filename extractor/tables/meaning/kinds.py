"""The kind of a table, by what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.layout import Grid
from extractor.model.reading import Column, TableKind, TablePart
from extractor.tables.meaning.units import MONEY_ROLES, is_quantity
from extractor.tables.meaning.wording import LEVELS, is_evaluation_title, is_self_evaluation_title, is_word
from extractor.values import find_money, unit_in

# Figures that tell what a column prints.
FEWEST_FIGURES = 2


def kind_of(grid: Grid, parts: Sequence[TablePart]) -> TableKind:
    """One of the kinds of the contract.

    ``score`` tells points and scores by indicator; ``self_evaluation`` sets targets against what was reached;
    ``problems`` lists findings; ``contracts`` has a row for each contract (with whom, for how much);
    ``projects`` a row for each project (whose, what, how far); ``funds`` says where money came from or went.
    """
    roles = {column.role for part in parts for column in part.columns if column.role}
    names = {part.name for part in parts}
    has_levels = not roles.isdisjoint(LEVELS)
    aimed = "target" in roles and "actual" in roles and has_levels
    if aimed and (names & {"form", "funds", "goals"} or "score" not in roles or _is_own_evaluation(grid, roles)):
        return "self_evaluation"
    if "form" in names and grid.caption and is_self_evaluation_title(grid.caption.text):
        return "self_evaluation"  # a form with heads of its own (全年实际值, 全年完成值), or of words alone
    if "form" in names and any(is_word("self_evaluation", "own_total", cell.passage.text) for cell in grid.cells):
        return "self_evaluation"
    if (has_levels and {"score", "points", "deduction"} & roles) or any(part.row_roles for part in parts):
        return "score"
    if "finding" in roles:
        return "problems"
    columns = [column for part in parts for column in part.columns]
    heads = {column.role for column in columns if column.role and _says_role(column)}
    works = _tells_works(columns)
    yearly = bool(columns) and bool(columns[0].path) and is_word("works", "year_heads", columns[0].path[-1])
    measured = not (yearly or _pays_by_head(columns)) and any(
        column.role is None and column.path and is_quantity(column.path) for column in columns
    )
    dated = any(column.role == "date" and not _is_of_money(column.path[-1]) for column in columns)
    unit = any(column.unit for column in columns) or any(
        _measures_money(grid, part) or _prints_units(grid, part) for part in parts
    )
    kind = _money_kind(heads, works, measured or dated, unit)
    return "projects" if kind == "contracts" and _lists_projects(grid) else kind


def _lists_projects(grid: Grid) -> bool:
    """Whether a caption says that the rows are projects (项目基础数据表), whatever they tell of contracts."""
    return grid.caption is not None and is_word("works", "project_captions", grid.caption.text)


def _says_role(column: Column) -> bool:
    """Whether a column tells what its role says: amounts have a unit, and a payee (收款单位) need have no contract."""
    if column.role == "amount":
        return column.unit is not None
    return column.role != "contractor" or not _is_of_money(column.path[-1])


def _pays_by_head(columns: Sequence[Column]) -> bool:
    """Whether money was paid out at so much a head (补助标准, 标准（元/人）): what is counted then is no work."""
    return any(column.path and is_word("works", "standard_heads", column.path[-1]) for column in columns)


def _is_of_money(head: str) -> bool:
    """Whether a head of days tells of budget years or payments rather than of what was done."""
    return is_word("works", "year_heads", head) or is_word("works", "payment_heads", head)


def _measures_money(grid: Grid, part: TablePart) -> bool:
    """Whether a column of units names one of money."""
    column = part.column("measure")
    cells = (grid.at(row, column.index) for row in part.rows) if column else ()
    return any(cell is not None and unit_in(cell.passage.text) is not None for cell in cells)


def _prints_units(grid: Grid, part: TablePart) -> bool:
    """Whether each figure of a column of amounts stands with its unit in its cell (1520万元)."""
    for column in part.columns:
        if column.role not in MONEY_ROLES:
            continue
        texts = [cell.passage.text for row in part.rows if (cell := grid.at(row, column.index))]
        figures = [text for text in texts if any(sign.isdigit() for sign in text)]
        if len(figures) >= FEWEST_FIGURES and all(find_money(text) for text in figures):
            return True
    return False


def _is_own_evaluation(grid: Grid, roles: set[str]) -> bool:
    """Whether a table of targets and scores is the unit's own: by its caption, else for want of rules for scoring."""
    caption = grid.caption.text if grid.caption else ""
    if is_self_evaluation_title(caption):
        return True
    return not is_evaluation_title(caption) and "criteria" not in roles


def _tells_works(columns: Sequence[Column]) -> bool:
    """Whether columns tell of works: what is built or done, how far it is, when it began and ended."""
    return any(
        column.role == "progress"
        or (column.role == "content" and not _is_of_work(column.path[-1]))
        or (column.role == "date" and is_word("works", "date_heads", column.path[-1]))
        for column in columns
        if column.path
    )


def _is_of_work(head: str) -> bool:
    """Whether a head of contents tells what was bought, or what somebody has to do."""
    return is_word("works", "contract_heads", head) or is_word("works", "task_heads", head)


def _money_kind(roles: set[str], works: bool, described: bool, unit: bool) -> TableKind:
    """Of tables about money: ``works`` tells of works, ``described`` of dates, of things counted or measured."""
    if "contract_amount" in roles:
        return _contract_kind(roles, works)
    if "contractor" in roles and unit:
        return "projects" if "progress" in roles else "contracts"
    if works and roles & {"project", "unit_name"}:
        return "projects"
    if not unit:
        return "other"
    whose = {"project", "unit_name"} <= roles
    if roles & {"balance", "rate", "share"} or ("budget_amount" in roles and not whose):
        return "funds"
    return "projects" if described or whose else "funds"


def _contract_kind(roles: set[str], works: bool) -> TableKind:
    by_project = {"unit_name", "project", "contractor"} <= roles and not roles & {"content", "date"}
    if by_project or (works and "project" in roles):
        return "projects"
    return "contracts" if roles & {"contractor", "project", "content"} else "funds"
