"""The walls of the cell that something stands in, and whether a table goes on beyond them."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.geometry import Box, Page, Ruling

# Points by which walls of a cell go on beyond it, and by which their ends may miss each other.
BEYOND, CORNER = 8.0, 2.5
# Rounds in which walls are looked for that reach from each other.
ROUNDS = 8


def walls_of(page: Page, core: Box) -> Box | None:
    """The cell of a table that something stands in; None where it stands in none, or in a frame of its own."""
    need = core
    for _ in range(ROUNDS):
        level = [rule.at for rule in page.rulings.horizontal if _covers(rule, need.x0, need.x1)]
        upright = [rule.at for rule in page.rulings.vertical if _covers(rule, need.y0, need.y1)]
        above = [at for at in level if at <= core.y0 + 1]
        below = [at for at in level if at >= core.y1 - 1]
        before = [at for at in upright if at <= core.x0 + 1]
        behind = [at for at in upright if at >= core.x1 - 1]
        if not (above and below and before and behind):
            return None
        cell = Box(max(before), max(above), min(behind), min(below))
        if cell == need:
            break
        need = cell
    if any(core.y0 + 1 < at < core.y1 - 1 for at in level) or any(core.x0 + 1 < at < core.x1 - 1 for at in upright):
        return None  # lines behind a chart
    sides = [(page.rulings.horizontal, (cell.y0, cell.y1), (cell.x0, cell.x1))]
    sides.append((page.rulings.vertical, (cell.x0, cell.x1), (cell.y0, cell.y1)))
    return cell if any(goes_on(rules, at, ends) for rules, at, ends in sides) else None


def _covers(rule: Ruling, start: float, end: float) -> bool:
    return rule.start <= start + CORNER and rule.end >= end - CORNER


def goes_on(rules: Sequence[Ruling], at: tuple[float, float], ends: tuple[float, float]) -> bool:
    """Whether a line in which two sides of a cell lie goes on beyond the cell."""
    return any(
        min(abs(rule.at - at[0]), abs(rule.at - at[1])) <= CORNER
        and (
            (rule.start < ends[0] - BEYOND and rule.end >= ends[0] - CORNER)
            or (rule.end > ends[1] + BEYOND and rule.start <= ends[1] + CORNER)
        )
        for rule in rules
    )
