"""Tables whose cells are shaded areas side by side, as word processors draw their banded table styles.

Each area is one cell, merged or not, so that the areas tell columns, rows and spans; rows that are left white have the
columns of those around them. Where too little is shaded to tell, other ways of finding tables are better.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise

from extractor.model.geometry import Box, Ruling
from extractor.model.layout import Line
from extractor.tables.broken_values import are_stacked, with_seconds, with_whole_values
from extractor.tables.inferred.atoms import Atom, atoms_of
from extractor.tables.inferred.forms.parts import form_parts
from extractor.tables.inferred.gutters import LEAST_CELL, MEET, MOST_SHADES, mean_places
from extractor.tables.inferred.rows.groups import names_group
from extractor.tables.inferred.rows.totals import centred_totals
from extractor.tables.inferred.side_by_side import ABOVE, below_captions
from extractor.tables.rest import Rest
from extractor.tables.rows_beside import put_together
from extractor.tables.ruled.lattice import MOST_COLUMNS, MOST_PLACES, Lattice, Span, Walls
from extractor.tables.ruled.rules import covered
from extractor.tables.shaded.white_rows import (
    CENTRED,
    LEAST_ROW,
    TALLEST_ROW,
    are_rows,
    cut_row,
    has_figure,
    is_one_row,
    names_midway,
    row_beside,
    under_group,
    valued_columns,
    white_rows,
)

# Areas that make a table at least: two rows of three cells.
LEAST_TILES = 6
# Points between two tables at least: a caption, and what stands above and below it.
BETWEEN = 30.0
# Share of a table's places that an area behind all of it covers, and that its cells cover at least.
BEHIND = 0.5
LEAST_SHADED = 0.4
# Share of their rows that rulings tell at least, to be taken instead.
LEAST_RULED = 0.9
# Shaded rows that hold figures: else the heads alone are shaded.
LEAST_VALUED = 2
# Texts over column edges by which shaded areas are no cells.
MOST_OVER = 1
# Names in one column on the edges of shaded rows by which these part no cells there; type sizes between lines of one.
LEAST_OVER = 2
CLOSE = 0.4
# Texts over several white places (合计, 小计).
MOST_MERGED = 2
# Rows that have a text each in a column that others leave blank.
LEAST_TEXTS = 3
# Points between a text and the edges of its cell, as word processors have it.
PADDING = 5.5
# Type sizes between the lines of two texts at least.
APART = 0.6


def tiled(rest: Rest, rulings: Iterable[Ruling], ruled: Sequence[Lattice] = ()) -> list[Lattice]:
    """The grids that shaded areas side by side make; ``rulings`` may end a white row above or below them.

    Only where the grids of rulings, ``ruled``, do not tell as much.
    """
    shades = rest.page.shades
    if not LEAST_TILES <= len(shades) <= MOST_SHADES:
        return []
    rules = sorted(rulings)
    found: list[Lattice] = []
    groups = [part for group in _groups(shades) for part in _beside(group, rest.lines)]
    while groups:
        group = groups.pop(0)
        columns = mean_places(x for shade in group for x in (shade.x0, shade.x1))
        rows = mean_places(y for shade in group for y in (shade.y0, shade.y1))
        tiles = _tiles(group, columns, rows)
        whole = Lattice(columns, rows, tiles, [])
        if tiles and (is_within(whole, ruled) or any(_tells_as_much(each, whole, rest.lines) for each in ruled)):
            continue
        if tiles and form_parts(rest.lines):
            return []
        if tiles and (lattice := _lattice(tiles, columns, rows, rules, rest.lines)):
            found.append(lattice)
        else:
            groups[:0] = _halves(group)
    return found


def _tells_as_much(ruled: Lattice, shaded: Lattice, printed: Iterable[Line]) -> bool:
    """Whether a grid of rulings has the columns of shaded areas and nearly their rows, and holds all that stands in
    them: what is shaded below its last rule is the rest of a row that a page end left over."""
    near = len(ruled.rows) - 1 >= LEAST_RULED * (len(shaded.rows) - 1)
    if len(ruled.columns) != len(shaded.columns) or not near:
        return False
    middles = [(line.top + line.bottom) / 2 for line in printed if shaded.box.x0 < line.x1 and line.x0 < shaded.box.x1]
    return all(ruled.rows[0] < y < ruled.rows[-1] for y in middles if shaded.rows[0] < y < shaded.rows[-1])


def _halves(group: list[Box]) -> list[list[Box]]:
    """The areas above and below the highest stretch without any; none where all stand close to each other."""
    bottoms = list(accumulate((shade.y1 for shade in group), max))
    gap, place = max((group[i].y0 - bottoms[i - 1], i) for i in range(1, len(group)))
    return [half for half in (group[:place], group[place:]) if len(half) >= LEAST_TILES] if gap > BETWEEN else []


def _groups(shades: Iterable[Box]) -> list[list[Box]]:
    """The areas of each table from top to bottom, each once."""
    groups: list[list[Box]] = []
    bottom = float("-inf")
    for shade in sorted(dict.fromkeys(shades), key=lambda box: box.y0):
        if not groups or shade.y0 - bottom > TALLEST_ROW:
            groups.append([])
            bottom = float("-inf")
        groups[-1].append(shade)
        bottom = max(bottom, shade.y1)
    return [group for group in groups if len(group) >= LEAST_TILES]


def _beside(group: list[Box], printed: Sequence[Line]) -> list[list[Box]]:
    """The areas of two tables beside each other, below a caption or a 单位 line for each, else all as they are."""
    near = [line for line in printed if group[0].y0 - ABOVE < line.top < max(shade.y1 for shade in group)]
    found = below_captions(near)
    if found is None or any(shade.x0 < found[0] < shade.x1 for shade in group):
        return [group]
    left = [shade for shade in group if shade.x1 <= found[0]]
    return [half for half in (left, [shade for shade in group if shade not in left]) if len(half) >= LEAST_TILES]


def _lattice(
    tiles: list[Span], columns: list[float], rows: list[float], rules: Sequence[Ruling], printed: Sequence[Line]
) -> Lattice | None:
    rules = sorted([*rules, *_ceilings(tiles, columns, rows[0])])
    above, below = white_rows(rows[0], columns, rules, printed, -1), white_rows(rows[-1], columns, rules, printed, 1)
    below = below or cut_row(rows[-1], columns, printed)
    tiles = [Span(span.row + len(above), span.column, span.rowspan, span.colspan) for span in tiles]
    rows = [*above, *rows, *below]
    owner = _owners(tiles, len(rows) - 1, len(columns) - 1)
    if owner is None or any(
        row_beside(end, columns, rules, printed, way) for end, way in ((rows[0], -1), (rows[-1], 1))
    ):
        return None
    inside = [line for line in printed if rows[0] < (line.top + line.bottom) / 2 < rows[-1]]
    gutters = [(edge - MEET, edge + MEET) for edge in columns[1:-1]]
    atoms = [atom for line in inside for atom in atoms_of(line, gutters=gutters)]
    if any(not columns[0] < (atom.x0 + atom.x1) / 2 < columns[-1] for atom in atoms):
        return None  # some columns of the table are not shaded
    atoms = _whole(atoms, columns)
    if _stands_over_rows(atoms, columns, rows):
        return None
    valued = valued_columns(atoms, columns)
    for row, places in enumerate(owner):
        upper, lower = rows[row : row + 2]
        white = [line for line in inside if upper < (line.top + line.bottom) / 2 < lower] if set(places) == {-1} else []
        if are_rows(white) and not is_one_row(
            [atom for atom in atoms if upper < atom.middle < lower], columns, valued if row else ()
        ):
            return None
    if names := names_midway(atoms, columns, rows, valued):
        over = {(row, name.column, 1) for name in names for row in range(name.row, name.row + name.rowspan)}
        tiles = [*names, *(tile for tile in tiles if (tile.row, tile.column, tile.colspan) not in over)]
        owner = _owners(tiles, len(rows) - 1, len(columns) - 1) or owner
    return _with_white(Lattice(columns, rows, tiles, owner, open_bottom=True), atoms, rules)


def _stands_over_rows(atoms: Iterable[Atom], columns: Sequence[float], rows: Sequence[float]) -> bool:
    """Whether names stand on edges of shaded rows, in one column alone each: their cells are merged over rows."""
    over: dict[float, list[int]] = {}
    held: list[list[Atom]] = [[] for _ in range(len(columns) + 1)]
    for atom in sorted(atoms, key=lambda atom: atom.middle):
        held[bisect_right(columns, (atom.x0 + atom.x1) / 2)].append(atom)
    for column, texts in enumerate(held):
        ends = [(atom.top, atom.bottom) for atom in texts]
        close = [(a.bottom - MEET, b.top + MEET) for a, b in pairwise(texts) if b.top - a.bottom < CLOSE * a.size]
        for top, bottom in (*ends, *close):
            for edge in rows[bisect_right(rows, min(top, bottom) + MEET) : bisect_left(rows, max(top, bottom) - MEET)]:
                over.setdefault(edge, []).append(column)
    return sum(len(set(found)) == 1 for found in over.values()) >= LEAST_OVER


def _whole(atoms: Iterable[Atom], columns: Sequence[float]) -> list[Atom]:
    """The atoms with the figures in one that a column is too narrow for."""
    held: list[list[Atom]] = [[] for _ in columns]
    for atom in atoms:
        held[bisect_right(columns, (atom.x0 + atom.x1) / 2)].append(atom)
    return [atom for column in put_together([with_seconds(texts) for texts in held]) for atom in column]


def _ceilings(tiles: Iterable[Span], columns: Sequence[float], top: float) -> list[Ruling]:
    """What the upper edges of the first row's areas show, where they leave some columns white: as rulings would."""
    filled = {place for tile in tiles if tile.row == 0 for place in range(tile.column, tile.column + tile.colspan)}
    if len(filled) == len(columns) - 1:
        return []
    starts = [place for place in sorted(filled) if place - 1 not in filled]
    ends = [place + 1 for place in sorted(filled) if place + 1 not in filled]
    return [Ruling(top, columns[a], columns[b], 0.0) for a, b in zip(starts, ends, strict=True)]


def _tiles(shades: Iterable[Box], columns: Sequence[float], rows: Sequence[float]) -> list[Span]:
    """The places that areas cover, without one behind all of them; none where they are no cells."""
    if not 3 <= len(columns) <= MOST_COLUMNS or len(rows) < 3 or len(columns) * len(rows) > MOST_PLACES:
        return []
    if min(b - a for a, b in pairwise(columns)) < LEAST_CELL or min(b - a for a, b in pairwise(rows)) < LEAST_ROW:
        return []
    height, width = len(rows) - 1, len(columns) - 1
    spans = dict.fromkeys(_span(shade, columns, rows) for shade in shades)
    tiles = [span for span in spans if span.rowspan * span.colspan < BEHIND * height * width]
    shaded = sum(tile.rowspan * tile.colspan for tile in tiles)
    return tiles if shaded >= LEAST_SHADED * height * width and _is_even(tiles, height, width) else []


def _span(shade: Box, columns: Sequence[float], rows: Sequence[float]) -> Span:
    left, right = bisect_left(columns, shade.x0 - 2 * MEET), bisect_left(columns, shade.x1 - 2 * MEET)
    top, bottom = bisect_left(rows, shade.y0 - 2 * MEET), bisect_left(rows, shade.y1 - 2 * MEET)
    return Span(top, left, bottom - top, right - left)


def _owners(tiles: Sequence[Span], height: int, width: int) -> list[list[int]] | None:
    """Which area lies on each place, -1 for none; None where two lie on one."""
    owner = [[-1] * width for _ in range(height)]
    for number, tile in enumerate(tiles):
        for row in owner[tile.row : tile.row + tile.rowspan]:
            if any(place != -1 for place in row[tile.column : tile.column + tile.colspan]):
                return None
            row[tile.column : tile.column + tile.colspan] = [number] * tile.colspan
    return owner


def _is_even(tiles: Sequence[Span], height: int, width: int) -> bool:
    """Whether white rows lie beside shaded ones with a cell in each column: those of forms part the width anew."""
    filled = [False] * height
    whole = [True] * height
    # names of groups of rows say nothing of columns
    bands = {tile.row for tile in tiles if tile.colspan == width and tile.rowspan == 1}
    for tile in tiles:
        for row in range(tile.row, tile.row + tile.rowspan):
            filled[row] = True
            whole[row] = whole[row] and tile.colspan == 1
    told = [row for row in range(height) if filled[row] and row not in bands]
    return all(
        any(whole[row] for row in (*told[:place][-1:], *told[place:][:1]))
        for white in range(height)
        if not filled[white]
        for place in [bisect_left(told, white)]
    )


def _with_white(lattice: Lattice, atoms: Sequence[Atom], rules: Sequence[Ruling]) -> Lattice | None:
    """The lattice with the cells that are not shaded; None where the text says that these are none."""
    rows, columns, owner = lattice.rows, lattice.columns, lattice.owner
    walls = [covered(columns, [rule for rule in rules if abs(rule.at - y) <= 2 * MEET]) for y in rows]
    over: list[tuple[int, int, int]] = []
    held: dict[tuple[int, int], list[Atom]] = {}
    for atom in atoms:
        row = bisect_right(rows, atom.middle) - 1
        first = min(max(bisect_right(columns, atom.x0 + MEET) - 1, 0), len(columns) - 2)
        last = min(bisect_left(columns, atom.x1 - MEET) - 1, len(columns) - 2)
        if last > first and (owner[row][first] == -1 or owner[row][first] != owner[row][last]):
            over.append((row, *under_group(atom, (first, last), rows[row + 1], columns, rules)))
        held.setdefault((row, first), []).append(atom)
    by_row = [[atom for place, texts in held.items() if place[0] == row for atom in texts] for row in range(len(owner))]
    groups = {
        row
        for row, (texts, below) in enumerate(pairwise(by_row))
        if names_group(texts, columns) and (has_figure(below) or names_group(below, columns))
    }
    over = [span for span in over if span[0] not in groups]
    valued = {row for (row, column), texts in held.items() if owner[row][column] != -1 and has_figure(texts)}
    merged = [span for span in over if all(owner[span[0]][place] == -1 for place in range(span[1], span[2] + 1))]
    if (
        len(valued) < LEAST_VALUED
        or len(over) - len(merged) > MOST_OVER
        or len(merged) > MOST_MERGED
        or _hold_rows(held, rows)
    ):
        return None
    if any(first == 0 and last == len(columns) - 2 for _, first, last in merged):
        return None  # prose between two tables
    totals = centred_totals(
        [(column, column, atom) for (_, column), texts in held.items() for atom in texts], rows, columns
    )
    names = [(row, 0, len(columns) - 2) for row in groups]
    spans = [Span(row, first, 1, last + 1 - first) for row, first, last in (*names, *merged, *totals)]
    for (row, column), texts in held.items():
        if owner[row][column] == -1 and not any(
            span.row == row and span.column <= column < span.column + span.colspan for span in spans
        ):
            middle = (min(atom.top for atom in texts) + max(atom.bottom for atom in texts)) / 2
            top, bottom = _rows_around(row, column, middle, lattice, held, walls)
            spans.append(Span(top, column, bottom - top, 1))
    spans += [Span(row, column, 1, 1) for row in range(len(rows) - 1) for column in range(len(columns) - 1)]
    for span in spans:
        places = [place for line in owner[span.row : span.row + span.rowspan] for place in _places(line, span)]
        if set(places) == {-1}:
            for line in owner[span.row : span.row + span.rowspan]:
                line[span.column : span.column + span.colspan] = [len(lattice.spans)] * span.colspan
            lattice.spans.append(span)
    return lattice


def _hold_rows(held: Mapping[tuple[int, int], Sequence[Atom]], rows: Sequence[float]) -> bool:
    """Whether complete values stand below each other in an area, none of them the end of one that is too wide."""
    columns: dict[int, list[Atom]] = {}
    for (_, column), texts in held.items():
        columns.setdefault(column, []).extend(texts)
    for column, texts in columns.items():
        others = [each for place, each in columns.items() if place != column]
        placed: dict[int, list[Atom]] = {}
        for atom in with_whole_values(texts, others):
            placed.setdefault(bisect_right(rows, atom.middle), []).append(atom)
        if any(map(are_stacked, placed.values())):
            return True
    return False


def _places(line: list[int], span: Span) -> list[int]:
    return line[span.column : span.column + span.colspan]


def _rows_around(
    row: int, column: int, middle: float, lattice: Lattice, held: Mapping[tuple[int, int], Sequence[Atom]], walls: Walls
) -> tuple[int, int]:
    """The first white row and the end of those of one cell: none ruled off where others are, or its text midway."""
    rows, columns, owner = lattice.rows, lattice.columns, lattice.owner

    def reach(may_pass: Callable[[int], bool], filled: Container[tuple[int, int]]) -> tuple[int, int]:
        top, bottom = row, row + 1
        while top > 0 and owner[top - 1][column] == -1 and (top - 1, column) not in filled and may_pass(top):
            top -= 1
        while bottom < len(owner) and owner[bottom][column] == -1 and (bottom, column) not in filled:
            if not may_pass(bottom):
                break
            bottom += 1
        return top, bottom

    white = next((place for place, line in enumerate(owner) if set(line) != {-1}), 0)

    def goes_on(edge: int) -> bool:
        is_open = any(walls[edge]) and not walls[edge][column]
        return is_open and not (edge <= white and _are_apart(rows[edge], column, held))

    # the lines of one text stand in several rows; heads end above the first row, though it is white, too
    told = reach(goes_on, ())
    if told != (row, row + 1):
        texts = [held.get((place, column), ()) for place in range(*told)]
        return (row, row + 1) if _are_texts_each(texts, columns[column + 1] - columns[column]) else told
    top, bottom = reach(lambda edge: not any(walls[edge]), held)
    off, _, first, end = min(
        (max(abs((rows[first] + rows[end]) / 2 - middle) - CENTRED, 0.0), end - first, first, end)
        for first in range(top, row + 1)
        for end in range(row + 1, bottom + 1)
    )
    return (first, end) if not off else (row, row + 1)


def _are_apart(edge: float, column: int, held: Mapping[tuple[int, int], Sequence[Atom]]) -> bool:
    """Whether the texts of a column above and below a row edge stand further apart than lines of one text."""
    texts = [atom for (_, place), atoms in held.items() if place == column for atom in atoms]
    above = max((atom for atom in texts if atom.middle < edge), key=lambda atom: atom.bottom, default=None)
    below = min((atom.top for atom in texts if atom.middle > edge), default=None)
    return above is not None and below is not None and below - above.bottom > APART * above.size


def _are_texts_each(rows: Sequence[Sequence[Atom]], width: float) -> bool:
    """Whether each of some rows, or most of many, has a text of its own in a column.

    None goes on in the next, for which it has room.
    """
    texts = [atoms[-1] for atoms in rows if atoms]
    return (len(texts) == len(rows) or len(texts) >= max(LEAST_TEXTS, len(rows) / 2)) and not any(
        text.text.count("（") > text.text.count("）") or width - 2 * PADDING - (text.x1 - text.x0) < text.size
        for text in texts[:-1]
    )


def is_within(lattice: Lattice, others: Iterable[Lattice]) -> bool:
    """Whether a grid lies in one of some others with as many places or more."""
    box = lattice.box
    return any(
        other.x0 - LEAST_CELL <= box.x0
        and box.x1 <= other.x1 + LEAST_CELL
        and other.y0 - LEAST_CELL <= box.y0
        and box.y1 <= other.y1 + LEAST_CELL
        and _size(lattice) <= size
        for other, size in ((one.box, _size(one)) for one in others)
    )


def _size(lattice: Lattice) -> int:
    return (len(lattice.rows) - 1) * (len(lattice.columns) - 1)
