"""Reports of one ruled table, sketched as text and read from a PDF."""

from __future__ import annotations

from extractor.model.report import Report

from tests.hostile.paper import Paper

WIDTH = 520.0


def report_of(drawing: str, *above: str) -> Report:
    """A page with lines above a ruled table; in the drawing ``<`` goes on from the left and ``^`` from above."""
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.strip().splitlines()]
    width = WIDTH / len(rows[0])
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in "<^" and text:
                continue
            right = next((n for n in range(c + 1, len(row)) if row[n] != "<"), len(row))
            down = next((n for n in range(r + 1, len(rows)) if rows[n][c] != "^"), len(rows))
            if right > c + 1 or down > r + 1:
                spans[r, c] = (down - r, right - c)
    paper = Paper().page()
    for number, line in enumerate(above):
        paper.text((595 - 12 * len(line)) / 2, 70 + 22 * number, line)
    plain = [["" if text in ("<", "^") else text for text in row] for row in rows]
    paper.table(38, 80 + 22 * len(above), [width] * len(rows[0]), plain, spans=spans, size=8)
    return paper.read()
