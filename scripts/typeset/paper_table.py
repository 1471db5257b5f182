"""Tables on a ReportLab canvas: rows and merged cells that go on over page ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from .grid import SHADE, THIN, Cell, Edges, Grid, cell_edges
from .lines import Line, break_lines
from .paper import ASCENT, Paper

LEADING = 1.22  # of the type size
PAD = 2.5  # points above and below the text; PADDING of the grid is left and right together
SIDE = 2.0
LEAST_LINES = 2  # lines of a row that must fit before it is broken over a page end


@dataclass(frozen=True, slots=True)
class Strip:
    """A row, or a part of one, on one page: lines `first` to `first + count` of its cells."""

    row: int
    top: float
    height: float
    first: int
    count: int
    whole: bool


@dataclass(slots=True)
class Part:
    """What stands of the table on one page."""

    strips: list[Strip] = field(default_factory=list)
    bottom: float = 0.0

    def add(self, row: int, height: float, first: int, count: int, whole: bool) -> None:
        self.strips.append(Strip(row, self.bottom, height, first, count, whole))
        self.bottom += height

    def extent(self, cell: Cell) -> tuple[float, float] | None:
        """Top and bottom of a cell on this page, from the table's top there."""
        own = [s for s in self.strips if cell.row <= s.row < cell.row + cell.rows]
        return (own[0].top, own[-1].top + own[-1].height) if own else None


@dataclass(slots=True)
class Measured:
    """A grid whose texts are broken into lines and whose rows have heights."""

    grid: Grid
    lines: dict[tuple[int, int], list[Line]]
    heights: list[float]
    leading: float

    def capacity(self, height: float) -> int:
        """Lines that a cell of this height holds."""
        return max(0, int((height - 2 * PAD + 0.01) / self.leading))


def draw_table(paper: Paper, grid: Grid) -> None:
    """Draws a table from the paper's place on, over as many pages as it needs."""
    look = paper.look
    table = measure(grid, look.table_font, look.table_head_font)
    full = paper.sheet[1] - paper.margins[0] - paper.margins[2]
    parts = paginate(table, paper.room, full, repeat=look.repeat_header, rows_break=look.rows_break)
    if not parts[0].strips:
        parts.pop(0)
        paper.turn()
    homes = {(c.row, c.column): home_part(c, parts, table) for c in grid.cells if c.rows > 1}
    for number, part in enumerate(parts):
        if number:
            paper.turn()
        for cell in grid.cells:
            draw_cell(paper, table, cell, parts, number=number, home=homes.get((cell.row, cell.column)))
        paper.y += part.bottom
        paper.fresh = False


def measure(grid: Grid, role: str, head_role: str) -> Measured:
    """Lines of every cell, heights of every row; a merged cell that needs more stretches its last row."""
    leading = grid.size * LEADING
    lines = {}
    heights = [leading + 2 * PAD] * grid.n_rows
    for cell in sorted(grid.cells, key=lambda cell: cell.rows):
        width = sum(grid.widths[cell.column : cell.column + cell.columns]) - 2 * SIDE
        found = break_lines(cell.text, head_role if cell.header else role, grid.size, width)
        lines[cell.row, cell.column] = found
        need = len(found) * leading + 2 * PAD
        have = sum(heights[cell.row : cell.row + cell.rows])
        if need > have:
            heights[cell.row + cell.rows - 1] += need - have
    return Measured(grid, lines, heights, leading)


def paginate(table: Measured, room: float, full: float, *, repeat: bool, rows_break: bool) -> list[Part]:
    """Deals the rows out to pages, breaking a row where it may and must be broken."""
    header = table.grid.header_rows if repeat else 0
    if sum(table.heights[:header]) > full / 2:
        header = 0  # a header that leaves no room is printed once
    parts = [Part()]
    least = sum(table.heights[: table.grid.header_rows + 1][:-1]) + LEAST_LINES * table.leading + 2 * PAD
    left = room if least <= room else 0.0
    for row in range(table.grid.n_rows):
        first, height = 0, table.heights[row]
        while height > left + 0.01:
            lines = table.capacity(left)
            begun = len(parts[-1].strips) > (header if len(parts) > 1 else 0)
            may = row >= header and (rows_break or (not begun and len(parts) > 1))
            if may and lines >= LEAST_LINES and lines < table.capacity(height):
                used = lines * table.leading + 2 * PAD
                parts[-1].add(row, used, first, lines, False)
                first, height = first + lines, height - lines * table.leading
            elif not begun and len(parts) > 1:
                break  # higher than a page and not to be broken: runs over the bottom margin
            parts.append(Part())
            if row >= header:
                for above in range(header):
                    parts[-1].add(above, table.heights[above], 0, table.capacity(table.heights[above]), True)
            left = full - parts[-1].bottom
        parts[-1].add(row, height, first, table.capacity(height), first == 0)
        left -= height
    return parts


def home_part(cell: Cell, parts: list[Part], table: Measured) -> int | None:
    """The page for a merged cell's text: the one that shows most of the cell; None if none holds it."""
    extents = [(part.extent(cell), number) for number, part in enumerate(parts)]
    room = [(found[1] - found[0], -number) for found, number in extents if found]
    height, number = max(room)
    needed = len(table.lines[cell.row, cell.column])
    return -number if table.capacity(height) >= needed or cell.header else None


def draw_cell(paper: Paper, table: Measured, cell: Cell, parts: list[Part], *, number: int, home: int | None) -> None:
    """One cell as far as it stands on this page."""
    extent = parts[number].extent(cell)
    if extent is None:
        return
    grid, look = table.grid, paper.look
    left = paper.margins[3] + sum(grid.widths[: cell.column])
    width = sum(grid.widths[cell.column : cell.column + cell.columns])
    top, bottom = paper.y + extent[0], paper.y + extent[1]
    if cell.header and look.ruling == "shaded":
        paper.fill(left, top, width, bottom - top, SHADE)
    draw_edges(paper, (left, top, left + width, bottom), cell_edges(cell, grid, look))
    lines = shown_lines(table, cell, parts, number, home)
    role = look.table_head_font if cell.header else look.table_font
    y = top + (bottom - top - len(lines) * table.leading) / 2
    for line in lines:
        text = line.text.strip()
        spare = width - 2 * SIDE - line.width
        x = left + SIDE + {"left": 0.0, "center": spare / 2, "right": spare}[cell.align]
        base = y + (table.leading - grid.size) / 2 + ASCENT * grid.size
        if text:
            paper.text_at(text, x, base, (role, grid.size))
        y += table.leading


def shown_lines(table: Measured, cell: Cell, parts: list[Part], number: int, home: int | None) -> list[Line]:
    """The lines of a cell that this page shows."""
    lines = table.lines[cell.row, cell.column]
    if cell.rows == 1:
        strip = next(s for s in parts[number].strips if s.row == cell.row)
        return lines if strip.whole else lines[strip.first : strip.first + strip.count]
    if home is not None:
        return lines if number == home or cell.header else []
    begin = 0
    for part in parts[: number + 1]:
        extent = part.extent(cell)
        count = table.capacity(extent[1] - extent[0]) if extent else 0
        if part is parts[number]:
            last = not any(later.extent(cell) for later in parts[number + 1 :])
            return lines[begin:] if last else lines[begin : begin + count]
        begin += count
    return []


def draw_edges(paper: Paper, box: tuple[float, float, float, float], edges: Edges) -> None:
    """The rulings of one cell: a rectangle if all are thin, else single strokes."""
    left, top, right, bottom = box
    if edges == Edges(THIN, THIN, THIN, THIN):
        paper.canvas.setLineWidth(THIN)
        paper.canvas.rect(left, paper.sheet[1] - bottom, right - left, bottom - top, stroke=1, fill=0)
        return
    for weight, line in (
        (edges.left, (left, top, left, bottom)),
        (edges.top, (left, top, right, top)),
        (edges.right, (right, top, right, bottom)),
        (edges.bottom, (left, bottom, right, bottom)),
    ):
        if weight:
            paper.rule(*line, weight)
