"""The rows of a form without a grid: lines between two white bands over its whole width, or between two rulings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.model.geometry import Ruling
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom, atoms_of
from extractor.tables.inferred.gutters import LEAST_CELL, MEET, grouped
from extractor.tables.inferred.region import Printed
from extractor.tables.meaning.wording import is_form_label, is_number, is_word
from extractor.tables.ruled.rules import levels

# Type sizes that a line may overlap with another row's; staggered lines of one row overlap by 0.2 and more.
INSET = 0.06
# Rulings that begin where a merged cell on their left ends.
LEAST_STARTS = 2
# Type sizes between lines of one cell, or of a spine.
NEXT_LINE = 1.8


@dataclass(slots=True)
class Slab(Printed):
    """Lines between two white bands over the whole width."""

    atoms: list[Atom]


def slabs_of(printed: Sequence[Line]) -> list[Slab]:
    slabs: list[Slab] = []
    end = float("-inf")
    for line in sorted(printed, key=lambda line: line.top):
        inset = INSET * line.size
        if slabs and line.top + inset < end:
            slabs[-1].lines.append(line)
        else:
            slabs.append(Slab([line], []))
            end = float("-inf")
        end = max(end, line.bottom - inset)
    for slab in slabs:
        slab.lines.sort(key=lambda line: line.top + line.bottom)
        slab.atoms = [atom for line in slab.lines for atom in atoms_of(line)]
    return slabs


def with_label_ends(slabs: Sequence[Slab]) -> list[Slab]:
    """Slabs of nothing but the last lines of labels put to those above: 称 below 项目名, 助 below 中央补."""
    found: list[Slab] = []
    for slab in slabs:
        above = found[-1] if found else None
        if above and (_ends_labels(above.atoms, slab.atoms) or _ends_name(above, slab)):
            found[-1] = Slab([*above.lines, *slab.lines], [*above.atoms, *slab.atoms])
        else:
            found.append(slab)
    return found


def _ends_labels(upper: Sequence[Atom], lower: Sequence[Atom]) -> bool:
    """Whether each text of a line is the end of one right above it, and one of a label of a form at least."""
    pairs = [(above, below) for below in lower for above in upper if below.x0 < above.x1 and above.x0 < below.x1]
    if len(pairs) != len(lower) or len(lower) == len(upper):
        return False
    if any(below.middle - above.middle > NEXT_LINE * above.size for above, below in pairs):
        return False
    return any(is_form_label(a.text + b.text) and not is_form_label(a.text) for a, b in pairs)


def _ends_name(upper: Slab, lower: Slab) -> bool:
    """Whether a line by itself ends the name of a row of funds right above it."""
    name = next((atom for atom in sorted(upper.atoms, key=lambda a: a.x0) if not is_number(atom.text)), None)
    if name is None or len(lower.atoms) > 1 or is_fund_row(lower) or not any(is_number(a.text) for a in upper.atoms):
        return False
    end = lower.atoms[0]
    beside = end.x0 < name.x1 and name.x0 < end.x1 and len(end.text) <= len(name.text)
    return beside and end.middle - name.middle <= NEXT_LINE * name.size


def is_ruled(slabs: Sequence[Slab], rules: Sequence[Ruling]) -> bool:
    """Whether rulings part the rows, and not only the heads from them."""
    if len(rules) < LEAST_STARTS:
        return False
    inside = [slab for slab in slabs if rules[0].at < slab.bottom and slab.top < rules[-1].at]
    return 2 * (len(levels(rules)) - 2) > len(inside)


def between(printed: Sequence[Line], rules: Sequence[Ruling]) -> list[Slab]:
    """The lines between each ruling and the next, cut where merged cells on the left end, as the rulings beside them
    tell; those above and below all rulings as white bands part them."""
    middles = [(line.top + line.bottom) / 2 for line in printed]
    left = min(rule.start for rule in rules) + LEAST_CELL
    starts = [
        group for group in grouped(rule.start for rule in rules if rule.start > left) if len(group) >= LEAST_STARTS
    ]
    sides = [(min(group) - 2 * MEET, max(group) + 2 * MEET) for group in starts]
    slabs = []
    heights = levels(rules)
    for index, (upper, lower) in enumerate(pairwise([float("-inf"), *heights, float("inf")])):
        inside = [line for line, middle in zip(printed, middles, strict=True) if upper < middle < lower]
        if index in (0, len(heights)):
            slabs += slabs_of(inside)
        elif inside:
            inside.sort(key=lambda line: line.top + line.bottom)
            slabs.append(Slab(inside, [atom for line in inside for atom in atoms_of(line, gutters=sides)]))
    return slabs


def is_fund_row(slab: Slab) -> bool:
    """Whether a slab holds nothing but the name of a row of funds (其他资金), whose cells may all be blank."""
    return all(is_word("self_evaluation", "fund_rows", atom.text) for atom in slab.atoms)


def without(slab: Slab, atoms: Sequence[Atom]) -> Slab | None:
    """A slab without some of its atoms; None where nothing else is in it."""
    rest = [atom for atom in slab.atoms if atom not in atoms]
    edge = max((atom.x1 for atom in atoms), default=float("-inf"))
    kept = [one for line in slab.lines if (one := right_of(line, edge))]
    return Slab(kept, rest) if rest else None


def right_of(line: Line, edge: float) -> Line | None:
    """What of a line stands right of ``edge``."""
    start = next((index for index, x in enumerate(line.left) if x >= edge - 1 and line.text[index] != " "), None)
    if start is None:
        return None
    return replace(line, text=line.text[start:], left=line.left[start:], right=line.right[start:]) if start else line
