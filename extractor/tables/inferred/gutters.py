"""Columns of a table without upright rulings: they lie between the gutters that no text crosses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from extractor.model.geometry import Box, Ruling
from extractor.model.layout import Line
from extractor.tables.inferred.atoms import Atom, atoms_of
from extractor.tables.meaning.wording import is_figure

# Points. Columns stand apart by twice the padding of a cell (0.5 mm at least).
LEAST_GUTTER = 2.0
# Points between the longest text of one column and the head of the next, within a gutter that both reach into.
LEAST_BETWEEN = 1.0
# Atoms that may cross a gutter, in small and in large tables: heads over several columns, 合计 set over merged cells.
CROSSING_FEW, CROSSING_MANY = 1, 2
SMALL, LARGE = 10, 40
# Atoms that begin right after a gutter that others cross.
LEAST_OPENING = 2
# Points within which two rulings lie on one level, and within which one goes on where the other ends (dashes leave 1).
SAME_LEVEL = 0.6
MEET = 1.6
# Points that rulings of neighbouring cells overlap (the width of the cells' own borders).
MOST_OVERLAP = 3.0
# Points of the shortest ruling drawn for one cell; levels on which an edge shows; share of the text over an edge.
LEAST_CELL = 10.0
LEAST_MEETS = 2
MOST_OVER = 0.12
# Shaded areas beside each other that are looked at; beyond these they are a picture (a page of shaded cells has 150).
MOST_SHADES = 800
# Share of a table's width that a shaded row covers; such rows that a table has at least; points that a text may reach
# over their edges (fonts claim more height than they use).
BANDED = 0.9
LEAST_BAND = 200.0
# Heights of shaded rows from one to the next at most: a white one stands between them.
WHITE_ROWS = 2.0
LEAST_BANDS = 2
INSET = 1.5
# Type sizes and points between the texts of two columns that all but touch (sheets set to a page's width are small);
# heads side by side above them, and rows that hold a figure at one side.
NARROW = 0.14
LEAST_NARROW = 0.8
LEAST_HEADS, LEAST_ROWS = 3, 3
# Points within which figures of a column end at one place.
FLUSH = 0.6
# Points added beyond the outermost text where no ruling tells the table's edge.
MARGIN = 3.0


def gutters(atoms: Sequence[Atom], exact: bool = False, least: float = LEAST_GUTTER) -> list[tuple[float, float]]:
    """The gaps of ``least`` points between columns, from left to right; a few atoms may cross one unless ``exact``."""
    few = CROSSING_MANY if len(atoms) >= LARGE else CROSSING_FEW
    allowed = 0 if exact or len(atoms) < SMALL else few
    changes: dict[float, int] = {}
    for atom in atoms:
        changes[atom.x0] = changes.get(atom.x0, 0) + 1
        changes[atom.ink] = changes.get(atom.ink, 0) - 1
    found: list[tuple[float, float]] = []
    depth = 0
    gap_from: float | None = None
    for x in sorted(changes):
        before, depth = depth, depth + changes[x]
        if depth > allowed and gap_from is not None:
            if x - gap_from >= least and (not allowed or _opens_column(atoms, gap_from, x)):
                found.append((gap_from, x))
            gap_from = None
        elif depth <= allowed < before:
            gap_from = x
    return found


def _opens_column(atoms: Sequence[Atom], start: float, end: float) -> bool:
    """Whether more atoms begin right after a gap than cross it; else it only lies beyond most texts' ends."""
    crossing = sum(1 for atom in atoms if atom.x0 < start and atom.ink > end)
    if not crossing:
        return True
    beyond = [atom for atom in atoms if atom.x0 >= end - 0.5]
    limit = min((atom.x1 for atom in beyond), default=end)
    opening = sum(1 for atom in beyond if atom.x0 <= limit)
    return opening >= LEAST_OPENING and opening > crossing


def crosses(atom: Atom, found: Sequence[tuple[float, float]]) -> bool:
    """Whether an atom reaches over a whole gutter, from one column into another."""
    return any(atom.x0 < start + 1.0 and atom.ink > end - 1.0 for start, end in found)


def narrow_gutters(
    lines: Sequence[Line], parts: Sequence[Sequence[Atom]], found: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The gutters, narrower than a gap within other tables' rows, between heads side by side that have none of those
    ``found`` between them: every line below is parted there, and figures stand at one side."""
    heads, end = _head_columns(parts)
    close = [
        (a, b) for a, b in pairwise(heads) if not any(min(y, b[0]) - max(x, a[1]) > LEAST_GUTTER for x, y in found)
    ]
    if not close:
        return []
    fine = [atoms_of(line, NARROW) for line in lines[end:]]
    clear = gutters([*chain.from_iterable(parts[:end]), *chain.from_iterable(fine)], True, LEAST_NARROW)
    told = [next((gap for gap in clear if a[0] < gap[0] and gap[1] < b[1]), None) for a, b in close]
    return [
        gap for gap in told if gap and not any(x < gap[1] and gap[0] < y for x, y in found) and _parts_rows(fine, gap)
    ]


def _head_columns(parts: Sequence[Sequence[Atom]]) -> tuple[list[tuple[float, float]], int]:
    """From where to where each head reaches, and the first line below them: the heads are in the first line of several
    parts and in those that overlap with it or hold heads right below; none where a figure stands among them."""
    end = 0
    bottom = float("-inf")
    for line in parts:
        if bottom > float("-inf") and line[0].top + INSET > bottom and not _are_lower_heads(line, bottom):
            break
        bottom = max(bottom, line[0].bottom) if bottom > float("-inf") or len(line) >= LEAST_HEADS else bottom
        end += 1
    heads = [atom for line in parts[:end] for atom in line]
    if any(is_figure(atom.text) for atom in heads):
        return [], end
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((atom.x0, atom.x1) for atom in heads):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns, end


def _are_lower_heads(line: Sequence[Atom], bottom: float) -> bool:
    """Whether a line right below heads, which end at ``bottom``, holds several words and no figure."""
    near = line[0].top - bottom < line[0].size
    return near and len(line) >= LEAST_HEADS and not any(is_figure(atom.text) for atom in line)


def _parts_rows(lines: Sequence[Sequence[Atom]], gap: tuple[float, float]) -> bool:
    """Whether the texts at both sides of a gap stand beside each other in several rows, one of them a figure; or in one
    at least, where figures of several rows end right at the gap."""
    beside = [(a, b) for line in lines for a, b in pairwise(line) if a.ink < gap[1] and gap[0] < b.x0]
    ending = sum(abs(a.x1 - gap[0]) < FLUSH and is_figure(a.text) for line in lines for a in line) if beside else 0
    return max(ending, sum(is_figure(a.text) or is_figure(b.text) for a, b in beside)) >= LEAST_ROWS


def edges_in_order(parts: Sequence[Sequence[Atom]]) -> tuple[list[float], float] | None:
    """The edges of columns whose figures stand at one side of them, their heads in the middle, so that some are beside
    their head and not below it; and where the heads end. As many heads as columns go one with one, in their order.

    None where all but one or two heads stand over their columns, or where no edges leave room for each with its own.
    """
    first = next((i for i, line in enumerate(parts) if sum(is_figure(atom.text) for atom in line) > 1), 0)
    above = [atom for line in parts[:first] for atom in line]
    if len(above) < LEAST_HEADS or any(is_figure(atom.text) for atom in above):
        return None
    body = [atom for line in parts[first:] for atom in line]
    between = gutters(body, exact=True)
    heads = _lowest(above, len(between) + 1)
    if not heads:
        return None
    bounds = [float("-inf"), *((a + b) / 2 for a, b in between), float("inf")]
    columns = [[atom for atom in body if low < atom.x0 < high] for low, high in pairwise(bounds)]
    extents = [(min(atom.x0 for atom in column), max(atom.x1 for atom in column)) for column in columns]
    pairs = list(zip(heads, extents, strict=True))
    if sum(head.x0 >= x1 or x0 >= head.x1 for head, (x0, x1) in pairs) < LEAST_HEADS:
        return None
    rooms = [(max(a.x1, x1), min(b.x0, x0)) for (a, (_, x1)), (b, (x0, _)) in pairwise(pairs)]
    if any(end - start < LEAST_GUTTER for start, end in rooms):
        return None
    left, right = min(heads[0].x0, extents[0][0]) - MARGIN, max(heads[-1].x1, extents[-1][1]) + MARGIN
    end = (max(atom.bottom for atom in above) + min(atom.top for atom in body)) / 2
    return [left, *((start + end) / 2 for start, end in rooms), right], end


def _lowest(heads: Sequence[Atom], count: int) -> list[Atom]:
    """The heads that stand over no others, from left to right, those of groups in the first line left out; none where
    they are not as many as ``count``."""
    top = min(atom.middle for atom in heads)
    lowest = [a for a in heads if not any(b.top > a.middle and a.x0 < b.x1 and b.x0 < a.x1 for b in heads)]
    below = [atom for atom in lowest if atom.middle > top + SAME_LEVEL]
    found = next((some for some in (lowest, below) if len(some) == count), [])
    return sorted(found, key=lambda atom: atom.x0)


def column_edges(
    atoms: Sequence[Atom], left: float | None = None, right: float | None = None, exact: bool = False
) -> list[float]:
    """The edges of the columns under ``atoms``; ``left`` and ``right`` are the table's edges where known."""
    edges = [(start + end) / 2 for start, end in gutters(atoms, exact)]
    first, last = min(atom.x0 for atom in atoms), max(atom.x1 for atom in atoms)
    outer_left = first - MARGIN if left is None else min(left, first)
    outer_right = last + MARGIN if right is None else max(right, last)
    return [outer_left, *edges, outer_right]


def drawn_edges(rules: Sequence[Ruling], atoms: Sequence[Atom]) -> list[float] | None:
    """The column edges that rulings drawn cell by cell show: where one ends the next begins, row after row.

    None where they show none, or where too much text runs over them.
    """
    meets: list[float] = []
    levels: dict[int, set[float]] = {}
    for before, after in pairwise(sorted(rules, key=lambda rule: (round(rule.at), rule.start))):
        together = abs(before.at - after.at) <= SAME_LEVEL and -MOST_OVERLAP <= after.start - before.end <= MEET
        if together and min(before.end - before.start, after.end - after.start) >= LEAST_CELL:
            meets.append((before.end + after.start) / 2)
            levels.setdefault(round(before.at), set()).add(meets[-1])
    inner = grouped(meets, 2 * MEET + 1)
    # under heads of several rows one ruling alone has all the edges
    fullest = max(levels.values(), key=len, default=set())
    if not any(len(group) >= LEAST_MEETS for group in inner):
        return None
    edges = [sum(group) / len(group) for group in inner if len(group) >= LEAST_MEETS or fullest.intersection(group)]
    over = sum(1 for atom in atoms if any(atom.x0 < edge - MEET and edge + MEET < atom.x1 for edge in edges))
    if over > MOST_OVER * len(atoms):
        return None
    return [min(rule.start for rule in rules), *edges, max(rule.end for rule in rules)]


def shaded_edges(shades: Sequence[Box], atoms: Sequence[Atom]) -> list[float] | None:
    """The column edges that shaded cells side by side show, most often those of the heads.

    None where they do not reach over all the text, or where too much text runs over their edges.
    """
    if len(shades) > MOST_SHADES:
        return None
    ends = sorted((box.x0, box.x1, box.y0, box.y1) for box in shades)
    meets: list[float] = []
    beside: set[tuple[float, float, float, float]] = set()
    for a in ends:
        for b in ends:
            if abs(b[0] - a[1]) <= MEET and min(a[3], b[3]) - max(a[2], b[2]) > 0.5 * min(a[3] - a[2], b[3] - b[2]):
                meets.append((a[1] + b[0]) / 2)
                beside |= {a, b}
    edges = mean_places(meets)
    if len(edges) < LEAST_MEETS or any(b - a < LEAST_CELL for a, b in pairwise(edges)):
        return None
    left, right = min(a[0] for a in beside), max(a[1] for a in beside)
    outside = any(atom.x0 < left - MEET or atom.x1 > right + MEET for atom in atoms)
    over = sum(1 for atom in atoms if any(atom.x0 < edge - MEET and edge + MEET < atom.x1 for edge in edges))
    return None if outside or over > MOST_OVER * len(atoms) else [left, *edges, right]


def shaded_tops(shades: Sequence[Box], rules: Sequence[Ruling]) -> list[Ruling]:
    """The upper edges of shaded rows right above the first ruling of a table, where no ruling is drawn.

    Together the cells of such a row, most often the heads, are as wide as the ruling below them.
    """
    if len(shades) > MOST_SHADES:
        return []
    rows: dict[int, list[Box]] = {}
    for box in shades:
        rows.setdefault(round(box.y0), []).append(box)
    found = []
    for boxes in rows.values():
        boxes.sort(key=lambda box: box.x0)
        top, bottom = boxes[0].y0, max(box.y1 for box in boxes)
        joined = all(b.x0 - a.x1 <= MEET for a, b in pairwise(boxes))
        below = next((rule for rule in rules if abs(rule.at - bottom) <= 2 * MEET), None)
        drawn = any(abs(rule.at - top) <= 2 * MEET for rule in rules)
        if joined and below and not drawn and bottom - top >= LEAST_CELL:
            start, end = boxes[0].x0, max(box.x1 for box in boxes)
            above = [box for box in shades if box.x0 <= start + MEET and box.x1 >= end - MEET and box.y1 <= top + MEET]
            if any(top - box.y1 < WHITE_ROWS * max(box.height, bottom - top) for box in above):
                continue  # the last of shaded rows
            if abs(start - below.start) <= 2 * MEET and abs(end - below.end) <= 2 * MEET:
                found.append(Ruling(top, below.start, below.end, 0.0))
    return found


def banded_rules(shades: Sequence[Box], rules: Sequence[Ruling]) -> list[Ruling]:
    """The upper and lower edges of shaded rows as wide as each other, where no ruling is drawn."""
    wide = [box for box in shades if box.x1 - box.x0 >= LEAST_BAND]
    if not LEAST_BANDS <= len(wide) <= MOST_SHADES:
        return []
    found: list[Ruling] = []
    for box in wide:
        alike = sum(abs(box.x0 - other.x0) <= MEET and abs(box.x1 - other.x1) <= MEET for other in wide)
        for y in (box.y0, box.y1):
            if alike >= LEAST_BANDS and not any(abs(rule.at - y) <= 2 * MEET for rule in (*rules, *found)):
                found.append(Ruling(y, box.x0, box.x1, 0.0))
    return found


def banded_edges(shades: Sequence[Box], atoms: Sequence[Atom], left: float, right: float) -> list[float]:
    """The edges of rows shaded over the table's width, as every other row of a list may be; none through a text."""
    if len(shades) > MOST_SHADES:
        return []
    covered: dict[tuple[int, int], float] = {}
    for box in shades:
        place = (round(box.y0), round(box.y1))
        covered[place] = covered.get(place, 0.0) + max(min(box.x1, right) - max(box.x0, left), 0.0)
    bands = [place for place, width in covered.items() if width >= BANDED * (right - left)]
    edges: list[float] = []
    for y in sorted(y for band in bands for y in band):
        # the white line between two shaded rows is no row
        if not edges or any(edges[-1] < atom.middle < y for atom in atoms):
            edges.append(y)
    through = any(atom.top + INSET < y < atom.bottom - INSET for atom in atoms for y in edges)
    return [] if through or len(bands) < LEAST_BANDS else edges


def settled_edges(
    atoms: Sequence[Atom], found: Sequence[tuple[float, float]], left: float | None, right: float | None
) -> list[float]:
    """The column edges that no atom crosses, and those gutters of ``found`` that single atoms reach into."""
    edges = column_edges(atoms, left, right, exact=True)
    clear = gutters(atoms, exact=True)
    for start, end in found:
        if not any(a <= end and start <= b for a, b in clear):
            low = max((a.ink for a in atoms if start < a.ink <= end - LEAST_GUTTER and a.x0 < start), default=start)
            high = min((a.x0 for a in atoms if low + LEAST_BETWEEN <= a.x0 < end and a.x1 > end), default=end)
            edges.append((low + high) / 2)
    return sorted(edges)


def column_of(edges: Sequence[float], atom: Atom) -> tuple[int, int]:
    """The first and the last column that an atom stands in (both included)."""
    inset = min(1.5, (atom.x1 - atom.x0) / 3)
    first = max(sum(1 for edge in edges[1:-1] if edge <= atom.x0 + inset), 0)
    last = max(sum(1 for edge in edges[1:-1] if edge < atom.ink - inset), first)
    return first, last


def mean_places(places: Iterable[float]) -> list[float]:
    """Places that lie close to each other as one, from left to right or from top to bottom."""
    return [sum(group) / len(group) for group in grouped(places)]


def grouped(places: Iterable[float], reach: float = 2 * MEET) -> list[list[float]]:
    """Places in order, those within ``reach`` points of the first of a group together."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= reach:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
