"""Tables of which only the heads are boxed: a grid of rulings that holds no figure, rows without rulings below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from extractor.model.geometry import Ruling, Run
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom, apart, atoms_of
from extractor.tables.inferred.bands import BODY_SHARE, is_remark
from extractor.tables.inferred.infer import lattice_of
from extractor.tables.inferred.region import Region
from extractor.tables.inferred.row_gaps import LARGEST
from extractor.tables.meaning.wording import is_caption, is_complete, is_figure, is_sum
from extractor.tables.rest import Rest
from extractor.tables.ruled.lattice import Lattice, Span
from extractor.text.measure import ENDS, NUMBERED

# Rows of heads at most; columns of such a table and rows with a value below its heads, at least.
MOST_HEAD_ROWS = 3
LEAST_COLUMNS = 3
LEAST_VALUED = 2
# Type sizes from the heads to the first row, and to its baseline; points that a text may reach beyond its column.
NEXT, NEXT_ROW = 1.6, 4.0
OVER = 2.0
# Share of the width of a table that the rulings between its rows have at least: they leave out merged levels.
HALF = 0.5


def boxed_heads(
    rest: Rest, lattices: Sequence[Lattice], horizontal: Sequence[Ruling]
) -> tuple[list[Lattice], list[Lattice]]:
    """The grids of ``lattices`` that are whole tables, and those with heads alone, together with the rows below.

    Between these may be rulings of their own, ``horizontal`` as joined.
    """
    small = [
        one
        for one in lattices
        if len(one.rows) - 1 <= MOST_HEAD_ROWS and len(one.columns) > LEAST_COLUMNS and _may_go_on(one, rest.runs)
    ]
    if not small:
        return list(lattices), []
    printed = apart(rest.lines)
    kept = [one for one in lattices if one not in small]
    found = []
    for lattice in small:
        lines, parts = _below(lattice, printed, lattices)
        body = lattice_of(_region(lines, parts, lattice, rest, horizontal)) if lines else None
        if body:
            found.append(_together(lattice, body))
            found[-1].open_bottom = lines[-1] is printed[-1]
        else:
            kept.append(lattice)
    return kept, found


def _region(
    lines: list[Line], parts: list[list[Atom]], heads: Lattice, rest: Rest, horizontal: Sequence[Ruling]
) -> Region:
    """The rows below boxed heads, with their columns and the rulings between them."""
    left, right = heads.columns[0], heads.columns[-1]
    top, end = min(line.top for line in lines), max(line.bottom for line in lines) + NEXT * lines[-1].size
    rules = [
        rule
        for rule in horizontal
        if top < rule.at < end
        and left - OVER < rule.start
        and rule.end < right + OVER
        and rule.end - rule.start >= HALF * (right - left)
    ]
    drawn = [rule for rule in rest.page.rulings.horizontal if top < rule.at < end]
    outer = list(chain.from_iterable(parts))
    first, last = min(left, *(a.x0 - 1 for a in outer)), max(right, *(a.x1 + 1 for a in outer))
    return Region(lines, parts, rules, left, right, drawn, columns=[first, *heads.columns[1:-1], last])


def _may_go_on(lattice: Lattice, runs: Sequence[Run]) -> bool:
    """A quick look: text right below the grid, and a figure further down."""
    x0, y0, x1, y1 = lattice.box
    beside = [run for run in runs if x0 < run.right[-1] and run.left[0] < x1 and run.baseline > y0]
    if not any(y1 < run.baseline < y1 + NEXT_ROW * run.size for run in beside):
        return False
    return any(run.baseline > y1 and is_figure(run.text.strip()) for run in beside)


def _below(
    lattice: Lattice, printed: Sequence[Line], lattices: Sequence[Lattice]
) -> tuple[list[Line], list[list[Atom]]]:
    """The lines that stand in the columns of a grid of heads, right below it, and the parts of each; none where the
    grid holds a figure itself or too few of the lines do."""
    columns = lattice.columns
    near = [(edge - OVER, edge + OVER) for edge in columns[1:-1]]
    left, right = columns[0], columns[-1]
    floor = min((one.rows[0] for one in lattices if one.rows[0] > lattice.rows[-1]), default=float("inf"))
    lines: list[Line] = []
    parts: list[list[Atom]] = []
    end = lattice.rows[-1]
    for line in printed:
        middle = (line.top + line.bottom) / 2
        if not lattice.rows[0] < middle < floor:
            continue
        atoms = atoms_of(line, gutters=near)
        if middle < lattice.rows[-1]:
            if any(is_figure(atom.text) for atom in atoms if left < atom.x0 < right):
                return [], []
            continue
        if line.top - end > (LARGEST if lines else NEXT) * line.size or not _stands_below(line, atoms, lattice):
            break
        lines.append(line)
        parts.append(atoms)
        end = line.bottom
    kept = _without_text(lines, parts, lattice)
    del lines[kept:], parts[kept:]
    # at the end of a page one row may stand alone
    if not lines or sum(map(_is_valued, parts)) < (1 if lines[-1] is printed[-1] else LEAST_VALUED):
        return [], []
    return lines, parts


def _is_valued(atoms: Sequence[Atom]) -> bool:
    """Whether a value stands behind the first text of a line, or texts behind its serial number."""
    is_numbered = len(atoms) >= LEAST_COLUMNS and atoms[0].text.isdecimal()
    return is_numbered or any(is_complete(atom.text) for atom in atoms[1:])


def _without_text(lines: Sequence[Line], parts: Sequence[Sequence[Atom]], lattice: Lattice) -> int:
    """How many lines are of the table: behind its last row no sentence, no numbered heading and no wide text is."""
    rows = max((at for at, atoms in enumerate(parts) if _is_valued(atoms)), default=-1) + 1
    first = lattice.columns[1]
    return next(
        (at for at in range(rows, len(lines)) if _is_over(parts[at], lattice) or _is_text(lines[at], first)), len(lines)
    )


def _is_text(line: Line, first: float) -> bool:
    """Whether a line begins before the ``first`` edge between columns as text does: a sentence, a numbered heading."""
    return line.x0 < first and bool(ENDS.search(line.text) or NUMBERED.match(line.text))


def _stands_below(line: Line, atoms: Sequence[Atom], lattice: Lattice) -> bool:
    """Whether a line is of a row: within the width of the heads, over their column edges alone, if at all."""
    left, right = lattice.columns[0], lattice.columns[-1]
    if is_remark(line) or (len(atoms) == 1 and is_caption(line.text)):
        return False
    if atoms[0].x0 < left - line.size or atoms[-1].x1 > right + line.size:
        return False
    return not _is_over(atoms, lattice) or (len(atoms) == 1 and line.x1 - line.x0 < BODY_SHARE * (right - left))


def _is_over(atoms: Sequence[Atom], lattice: Lattice) -> bool:
    """Whether a text reaches over an edge between columns, as the names of groups of rows do."""
    inner = lattice.columns[1:-1]
    return any(a.x0 < edge - OVER and edge + OVER < a.x1 and not is_sum(a.text) for a in atoms for edge in inner)


def _together(heads: Lattice, body: Lattice) -> Lattice:
    """One grid of the heads and the rows below them."""
    rows = [*heads.rows, *body.rows[1:]]
    base, number = len(heads.rows) - 1, len(heads.spans)
    spans = [*heads.spans, *(Span(s.row + base, s.column, s.rowspan, s.colspan) for s in body.spans)]
    owner = [*heads.owner, *([place + number for place in row] for row in body.owner)]
    return Lattice(body.columns, rows, spans, owner)
