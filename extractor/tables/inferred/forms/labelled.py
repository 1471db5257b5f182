"""Forms without rulings and heads: labels on the left, what is filled in on the right, paragraphs among it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.tables.inferred.atoms import Atom, type_size
from extractor.tables.inferred.bands import SAME_SIZE, is_remark
from extractor.tables.inferred.forms.slabs import Slab
from extractor.tables.inferred.gutters import MEET
from extractor.tables.meaning.wording import is_form_label, is_word

# Labels that tell such a form, and rows, at least. Type sizes between its rows at most.
LEAST_LABELS, LEAST_ROWS = 3, 5
LARGEST_GAP = 2.6
# What a form tells behind its names: scores, grades, problems and advice.
TOLD = ("scores", "grades", "tails")


def labelled_rows(slabs: Sequence[Slab]) -> list[Slab]:
    """The rows of such a form among the lines between white bands; none where there is no form.

    Lines of a cell stand closer than rows do, and each row has one label: so rows are cut at the white bands from a
    height on that leaves each with one, most of all higher than those within rows.
    """
    first = next((at for at, slab in enumerate(slabs) if _begins(slab)), None)
    if first is None:
        return []
    labels = [slab for slab in slabs[first:] if _begins(slab)]
    side = min(atom.x0 for slab in labels for atom in slab.atoms if atom not in _label(slab))
    if len(labels) < LEAST_LABELS or max(atom.x1 for slab in labels for atom in _label(slab)) > side - MEET:
        return []
    end = first + 1
    while end < len(slabs) and _goes_on(slabs[end - 1], slabs[end], side):
        end += 1
    bands = list(slabs[first:end])
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(bands)]
    heights = sorted({round(gap) for gap in gaps})
    jumps = {height: height - before for before, height in pairwise([heights[0], *heights])} if heights else {}
    cuts = [(jump, _cut(bands, gaps, height - 0.5)) for height, jump in jumps.items()]
    kept = [(jump, rows) for jump, rows in cuts if _are_rows(rows, side)]
    found = [_together(row) for row in max(kept, key=lambda one: one[0])[1]] if kept else []
    is_form = len(found) >= LEAST_ROWS and any(len(row.lines) > 1 for row in found)
    return found if is_form and any(_tells(row, side) for row in found) else []


def _begins(slab: Slab) -> bool:
    """Whether a line begins with the label of a form and goes on with what is filled in; covers have colons."""
    label = _label(slab)
    return len(slab.atoms) > len(label) and _is_label("".join(atom.text for atom in label))


def _label(slab: Slab) -> list[Atom]:
    """What stands at the left of a line, in several lines where it is broken."""
    first = min(slab.atoms, key=lambda atom: atom.x0)
    beside = [atom for atom in slab.atoms if atom.x0 < first.x1 and first.x0 < atom.x1]
    return sorted(beside, key=lambda atom: atom.middle)


def _goes_on(upper: Slab, lower: Slab, side: float) -> bool:
    """Whether a line is of the form: near, in its type, over no edge between labels and what is filled in, no note."""
    if is_remark(lower.lines[0]):
        return False
    size = type_size(upper.atoms)
    if lower.top - upper.bottom > LARGEST_GAP * size or abs(type_size(lower.atoms) - size) > SAME_SIZE:
        return False
    return not any(atom.x0 < side - MEET and atom.x1 > side for atom in lower.atoms)


def _cut(bands: Sequence[Slab], gaps: Sequence[float], least: float) -> list[list[Slab]]:
    rows = [[bands[0]]]
    for gap, band in zip(gaps, bands[1:], strict=True):
        if gap >= least:
            rows.append([])
        rows[-1].append(band)
    return rows


def _are_rows(rows: Sequence[Sequence[Slab]], side: float) -> bool:
    """Whether each row has a label, and none two that begin rows."""
    labelled = all(any(atom.x0 < side - MEET for band in row for atom in band.atoms) for row in rows)
    return labelled and all(sum(map(_begins, row)) < 2 for row in rows)


def _together(row: Sequence[Slab]) -> Slab:
    return Slab([line for band in row for line in band.lines], [atom for band in row for atom in band.atoms])


def _is_label(text: str) -> bool:
    return is_form_label(text) or any(is_word("form_value", words, text) for words in TOLD)


def _tells(row: Slab, side: float) -> bool:
    """Whether the label of a row is of a score, a grade, problems or advice."""
    left = sorted((atom for atom in row.atoms if atom.x0 < side - MEET), key=lambda atom: atom.middle)
    label = "".join(atom.text for atom in left)
    return any(is_word("form_value", words, label) for words in TOLD)
