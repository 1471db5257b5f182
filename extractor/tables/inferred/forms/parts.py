"""The parts of a form (自评表) without a grid: rows of labels and values, and blocks with heads of their own.

A form parts its width anew from block to block (资金, 目标, 指标), so that no gutter runs through all of it. Its blocks
are told by the words of their heads; no cell reaches from one into another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.model.geometry import Ruling
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom, type_size
from extractor.tables.inferred.bands import SAME_SIZE, is_remark
from extractor.tables.inferred.forms.labelled import labelled_rows
from extractor.tables.inferred.forms.slabs import (
    NEXT_LINE,
    Slab,
    between,
    is_ruled,
    slabs_of,
    with_label_ends,
)
from extractor.tables.inferred.gutters import LEAST_CELL, MEET, crosses, gutters
from extractor.tables.inferred.head_groups import groups_of, head_tree
from extractor.tables.inferred.row_gaps import RowGaps
from extractor.tables.meaning.wording import (
    LEVELS,
    fold,
    is_caption,
    is_form_label,
    is_form_line,
    is_number,
    is_word,
    mark_of,
    role_of,
)

# Heads that tell a block of indicators or of funds.
LEAST_HEADS = 3
# Texts of a slab of heads at most (three rows of twelve columns have 36); rows that overlap make larger ones.
MOST_TEXTS = 80
# Type sizes that a spine may be off the middle of its rows.
OFF_MIDDLE = 0.9

HEADS = frozenset({"funds", "goals", "indicators"})
MEASURES = frozenset({"target", "actual", "points", "score", "comment"})
AMOUNTS = frozenset({"budget_amount", "paid_amount"})
FUND_HEADS = AMOUNTS | {"rate", "points", "score", "balance", "amount"}


@dataclass(slots=True)
class FormPart:
    """Slabs of one block: ``funds``, ``goals``, ``indicators``, or ``labels`` for a row of labels and values."""

    name: str
    slabs: list[Slab] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for slab in self.slabs for line in slab.lines]


def form_parts(printed: Sequence[Line], rules: Sequence[Ruling] = ()) -> list[list[FormPart]]:
    """The blocks of each form on a page from top to bottom, none where there is no form.

    ``rules`` between rows tell these where they are drawn.
    """
    slabs = with_label_ends(slabs_of(printed))
    gaps = RowGaps((b.top - a.bottom) / type_size(a.atoms) for a, b in pairwise(slabs))
    if ruled := is_ruled(slabs, rules):
        slabs = between(printed, rules)
    kinds = [_kind(slab) for slab in slabs]
    for index, (upper, lower) in enumerate(pairwise(slabs)):
        if ruled and kinds[index : index + 2] == [None, "indicators"] and _is_group_row(upper, lower, rules):
            kinds[index] = "indicators"
    starts = [0]
    for index, (slab, kind) in enumerate(zip(slabs, kinds, strict=True)):
        if kind == "labels" and "indicators" in kinds[starts[-1] : index] and _names_form(slab):
            starts.append(index)
    found = []
    for start, end in pairwise([*starts, len(slabs)]):
        told = set(kinds[start:end])
        if "indicators" in told or (ruled and {"labels", "funds", "goals"} <= told):
            found.append(_form(slabs[start:end], kinds[start:end], gaps))
    found = [parts for parts in found if parts]
    rows = [] if found or rules else labelled_rows(slabs)
    return [[FormPart("labels", [row]) for row in rows]] if rows else found


def _is_group_row(upper: Slab, lower: Slab, rules: Sequence[Ruling]) -> bool:
    """Whether a row of words is of heads over those below it: the ruling between them ends where heads merged over
    both rows begin."""
    within = [rule.end for rule in rules if upper.top < rule.at < lower.bottom]
    is_short = bool(within) and max(within) < max(rule.end for rule in rules) - LEAST_CELL
    return is_short and not any(is_number(atom.text) for atom in upper.atoms)


def _names_form(slab: Slab) -> bool:
    """Whether a row begins with the label of what a form is filled in for (项目名称, 单位名称)."""
    label = min(slab.atoms, key=lambda atom: atom.x0).text
    return is_word("form_value", "projects", label) or is_word("form_value", "bodies", label)


def _form(slabs: Sequence[Slab], kinds: Sequence[str | None], gaps: RowGaps) -> list[FormPart]:
    heads = [index for index, kind in enumerate(kinds) if kind in HEADS]
    if not heads:
        return []
    for before, after in pairwise(heads):
        blocks = slabs[before], slabs[after]
        inside = slabs[before + 1 : after]
        is_captioned = bool(inside) and len(inside[-1].atoms) == 1 and is_caption(inside[-1].lines[0].text)
        if is_captioned or any(_is_title(slab, blocks[1]) or _is_body(slab, blocks) for slab in inside):
            heads = [index for index in heads if index >= after]
    first = heads[0]
    for index in range(heads[0] - 1, -1, -1):
        if not _hangs_together(slabs[index], slabs[index + 1], gaps):
            break
        if kinds[index] == "labels" and len(gutters(slabs[index].atoms, exact=True)):
            first = index
    if first == heads[0] and len(heads) == 1:
        return []
    last = end = heads[-1]
    columns = gutters(slabs[last].atoms, exact=True)
    while end + 1 < len(slabs) and _hangs_together(slabs[end], slabs[end + 1], gaps):
        end += 1
        if is_form_line(slabs[end].lines[0].text):
            break  # who has filled it in
        if gutters(slabs[end].atoms, exact=True) or _ends_cell(slabs[end - 1], slabs[end], columns):
            last = end
        elif any(crosses(atom, columns) for atom in slabs[end].atoms):
            break
    return _parts(slabs[first : last + 1], kinds[first : last + 1])


def _ends_cell(upper: Slab, lower: Slab, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line by itself is the last of a text right above it, in no first column."""
    end = lower.atoms[0]
    if len(lower.atoms) > 1 or not columns or end.x0 < columns[0][1]:
        return False
    above = (atom for atom in upper.atoms if atom.x0 < end.x1 and end.x0 < atom.x1)
    return any(end.middle - atom.middle <= NEXT_LINE * atom.size for atom in above)


def _is_title(slab: Slab, below: Slab) -> bool:
    """Whether a line by itself, in larger type than a block below it, begins another table."""
    return len(slab.atoms) == 1 and type_size(slab.atoms) > type_size(below.atoms) + SAME_SIZE


def _is_body(slab: Slab, blocks: Sequence[Slab]) -> bool:
    """Whether lines with nothing beside them end as a sentence and run over the first gutter of each block: body text
    between two tables. In a form a label stands beside them, or they begin right of it."""
    if len(slab.atoms) > len(slab.lines) or not slab.atoms[-1].text.endswith("。"):
        return False
    return all(crosses(slab.atoms[-1], gutters(block.atoms, exact=True)[:1]) for block in blocks)


def _kind(slab: Slab) -> str | None:
    """What a slab begins by the words in it; None for one that goes on with what is above."""
    if len(slab.atoms) < 2:
        return None
    tree = head_tree(slab.atoms) if len(slab.atoms) <= MOST_TEXTS else []
    texts = [leaf.text for head in tree for leaf in head.leaves()] + [head.text for head in groups_of(tree)]
    texts += [atom.text for atom in slab.atoms]
    roles = [role for text in texts if (role := role_of(text))]
    told = set(roles)
    levels = told.intersection(LEVELS)
    if len(levels) > 1 or (levels and len(told & MEASURES) > 1):
        return "indicators"
    if told & AMOUNTS and len(told & FUND_HEADS) >= LEAST_HEADS:
        return "funds"
    if len(goal_heads(slab)) > 1:
        return "goals"
    leftmost = min(slab.atoms, key=lambda atom: atom.x0)
    whole = next((head.text for head in tree if leftmost in head.atoms), leftmost.text)
    if is_form_label(leftmost.text) or is_form_label(whole) or fold(leftmost.text).endswith(":"):
        return "labels"
    return "tail" if _is_tail(slab) else None


def _is_tail(slab: Slab) -> bool:
    """Whether a row behind the indicators is of a label and what it tells (改进措施, 自评总分 | 97 | 自评等级 | 优)."""
    leftmost = min(slab.atoms, key=lambda atom: atom.x0)
    stacked = [atom for atom in slab.atoms if atom.x0 < leftmost.x1 and atom.x1 > leftmost.x0]
    label = "".join(atom.text for atom in sorted(stacked, key=lambda atom: atom.middle))
    graded = any(is_word("form_value", "grades", atom.text) for atom in slab.atoms)
    return graded or is_word("form_value", "tails", label)


def _hangs_together(upper: Slab, lower: Slab, gaps: RowGaps) -> bool:
    """Whether two neighbouring slabs may be of one form: near, of one size, no caption or remark."""
    size = type_size(upper.atoms)
    if gaps.are_parted((lower.top - upper.bottom) / size) or abs(type_size(lower.atoms) - size) > SAME_SIZE:
        return False
    alone = [slab for slab in (upper, lower) if len(slab.atoms) == 1]
    return not any(is_remark(slab.lines[0]) or is_caption(slab.lines[0].text) for slab in alone)


def _parts(slabs: Sequence[Slab], kinds: Sequence[str | None]) -> list[FormPart]:
    parts: list[FormPart] = []
    for slab, kind in zip(slabs, kinds, strict=True):
        open_ = parts[-1] if parts else None
        if kind == "indicators" and open_ and open_.name == kind and _is_of_heads(open_):
            open_.slabs.append(slab)  # the second row of heads, ruled off from those over several columns
        elif kind in HEADS:
            parts.append(FormPart(kind, [slab]))
        elif open_ is None or open_.name == "labels" or (open_.name == "indicators" and kind == "tail"):
            parts.append(FormPart("labels", [slab]))
        else:
            open_.slabs.append(slab)
    return parts


def _is_of_heads(part: FormPart) -> bool:
    """Whether a part holds nothing but heads yet: known ones, and no figure."""
    atoms = [atom for slab in part.slabs for atom in slab.atoms]
    return len(part.slabs) == 1 and not any(is_number(atom.text) for atom in atoms)


def side_of(slabs: Sequence[Slab], rules: Sequence[Ruling]) -> float | None:
    """Where the rulings within a block begin: right of a cell over all its rows; None without any, or without it."""
    top, bottom = ((slab.top + slab.bottom) / 2 for slab in (slabs[0], slabs[-1]))
    inside = [rule.start for rule in rules if top < rule.at < bottom]
    side = min(inside, default=0.0)
    return side if inside and side > min(rule.start for rule in rules) + LEAST_CELL else None


def spine_of(atoms: Sequence[Atom], side: float | None = None) -> list[Atom]:
    """The text left of a block in a cell over all its rows (绩效指标, set upright or not), if there is one.

    ``side`` is where that cell ends, if rulings tell it.
    """
    if side is not None:
        return sorted((atom for atom in atoms if atom.x1 <= side + MEET), key=lambda atom: atom.middle)
    found = gutters(atoms, exact=True)
    if not found:
        return []
    left = sorted((atom for atom in atoms if atom.ink <= found[0][0]), key=lambda atom: atom.middle)
    size = type_size(left)
    if any(lower.middle - upper.middle > NEXT_LINE * size for upper, lower in pairwise(left)):
        return [] if not all(len(atom.text) == 1 for atom in left) else left
    if any(lower.middle - upper.middle < size / 2 for upper, lower in pairwise(left)):
        return []
    rest = [atom for atom in atoms if atom.ink > found[0][0]]
    top, bottom = min(atom.top for atom in rest), max(atom.bottom for atom in rest)
    off = abs(left[0].top + left[-1].bottom - top - bottom) / 2
    if _names_block("".join(atom.text for atom in left)):
        off = min(off, abs(left[0].top - top))
    return left if off <= OFF_MIDDLE * size else []


def _names_block(text: str) -> bool:
    """Whether a text is the label beside a block of a 自评表: 项目资金（万元）, 年度总体目标, 绩效指标."""
    return any(is_word("self_evaluation", words, text) for words in ("fund_labels", "goal_labels", "spine"))


def is_total(slab: Slab) -> bool:
    """Whether a slab is the row that adds up the scores."""
    first = min(slab.atoms, key=lambda atom: atom.x0)
    return mark_of(first.text) == "total"


def goal_heads(slab: Slab) -> list[Atom]:
    """The heads over the goals and what was reached, from left to right, a label left of them left out."""
    named = [atom for atom in slab.atoms if is_word("self_evaluation", "goal_labels", atom.text)]
    level = [atom for atom in named if sum(1 for b in named if abs(b.middle - atom.middle) < atom.size / 2) > 1]
    return sorted(level, key=lambda atom: atom.x0)


def parted_rows(slabs: Sequence[Slab]) -> list[tuple[list[Atom], list[list[Atom]]]]:
    """Rows of labels and values, those beside one text on their left together with it: (that text, rows)."""
    rows = [slab.atoms for slab in slabs]
    firsts = [min(atom.x0 for atom in row) for row in rows]
    found: list[tuple[list[Atom], list[list[Atom]]]] = []
    row = 0
    while row < len(rows):
        end, spine = _beside(rows, firsts, row)
        inner = [[atom for atom in one if atom not in spine] for one in rows[row:end]]
        found.append((spine, [one for one in inner if one]))
        row = end
    return found


def _beside(rows: Sequence[list[Atom]], firsts: Sequence[float], row: int) -> tuple[int, list[Atom]]:
    """Where the rows from ``row`` on end that are left blank but for one, in the middle of which a text on their left
    stands, and that text; none where a row stands by itself."""
    for holder in range(row, len(rows)):
        left = min(rows[holder], key=lambda atom: atom.x0)
        spine = [atom for atom in rows[holder] if atom.x0 < left.x1 and atom.x1 > left.x0]
        edge = max(atom.x1 for atom in spine)
        blank = [index for index in range(row, len(rows)) if firsts[index] > edge and index != holder]
        if any(index not in blank for index in range(row, holder)):
            break
        end = holder + 1
        while end in blank:
            end += 1
        middle = (min(atom.top for atom in spine) + max(atom.bottom for atom in spine)) / 2
        ranges = [
            (abs((min(a.top for a in rows[row]) + max(a.bottom for a in rows[last - 1])) / 2 - middle), last)
            for last in range(holder + 1, end + 1)
        ]
        off, last = min(ranges)
        if last - row > 1 and off <= OFF_MIDDLE * left.size:
            return last, spine
    return row + 1, []
