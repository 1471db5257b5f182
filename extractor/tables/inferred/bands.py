"""Which lines of a page stand between the rulings of a table, and which stand in the columns of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model.geometry import Ruling
from extractor.model.layout import Line
from extractor.tables.inferred.announced import announces, announces_heads, is_numbered_caption
from extractor.tables.inferred.atoms import Atom, atoms_of, cut_at, type_size
from extractor.tables.inferred.gutters import MEET, crosses, gutters
from extractor.tables.meaning.wording import (
    is_caption,
    is_form_line,
    is_number,
    is_numbered_group,
    is_sum,
    role_of,
    unit_line,
)

# Parts of a line from which it is a row of a table with rulings above and below.
RULED_PARTS = 2
# Share of the text's width from which a line in one part is body text.
BODY_SHARE = 0.62
# Points within which rulings are equally wide.
SAME_END = 5.0
# Share of the lines between two rulings that must have several parts.
PARTED_SHARE = 0.25
# Share of the text's width up to which the lines of a long cell are narrow.
NARROW_SHARE = 0.4
# Bands of a table whose rows have rulings between them: its heads and two rows; lines of a row that a page end cuts,
# and type sizes from the row above to it, the ruling between them.
RULED_ROWS, CUT_LINES, LARGEST_STEP = 3, 8, 3.0
# Type sizes from a table's upper ruling to the top of its first line at most, and from that to the next; points that
# fonts reach over a ruling, and that the ruling may end within the table.
FAR_BELOW_TOP, FAR_ABOVE, HALF_GAP = 1.5, 2.6, 0.7
ON_RULE, ON_EDGE = 3.0, 20.0
# Parts of a line of heads, and figures of a row, from which a unit between them is of the heads.
TABLE_PARTS, LEAST_FIGURES = 3, 2
# Texts of a column that begin, or have their middle, at one place within these points.
LEAST_ALIKE, ALIKE = 2, 0.6
# Texts side by side in the first line of a row that a page end cuts.
LEAST_CUT = 3
# Points that type of one size differs by, and that a text may reach beyond what stands in the outermost columns.
SAME_SIZE = 0.6
BEYOND = 80.0
# Characters of the name of a group of rows.
LONGEST_GROUP = 24

_SENTENCE_ENDS = ("。", "：", ":")
# Where somebody signs and dates a form.
_SIGNED = re.compile(r"(?:签字|签章|盖章|签名)\s*[）)]?\s*[：:][^\d]*年\s+月\s+日\s*$")
# Leaders and a page number at the end of an entry of contents.
_ENTRY = re.compile(r"(?:…|[.·]{3,})[\s….·]*\d{1,3}\s*$")
_NOTE = re.compile(
    r"\s*(?:注\s*\d?\s*[：:、.]|备注[：:]|说明[：:]|[数资][据料]来源|填表说明|[填审复][报表核]人|填[报表]日期|制表)"
)


@dataclass(slots=True)
class Band:
    """Lines between the first and the last of equally wide rulings with table rows between them.

    ``open_below``: only the rulings around the heads are there; the rows go on to the end of the page.
    """

    lines: list[int]
    open_below: bool


def bands_of(
    lines: Sequence[Line], atoms: Sequence[list[Atom]], parts: Sequence[int], rules: Sequence[Ruling], width: float
) -> list[Band]:
    """The bands of the page from top to bottom; the rest of a cut row stands above or below others.

    ``atoms`` are those of each line, ``parts`` in how many it stands beside others.
    """
    bands: list[Band] = []
    for ends, chain in _chains(lines, rules):
        meets = [
            _holds_text(lines, atoms, parts, between)
            or announces_heads([lines[i] for i in between], [atoms[i] for i in below])
            for between, below in zip(chain, [*chain[1:], []], strict=True)
        ]
        tabular = [
            not meet and _is_tabular(lines, parts, between, width) for between, meet in zip(chain, meets, strict=True)
        ]
        if True not in tabular:
            continue
        rows = [i for between, is_row in zip(chain, tabular, strict=True) if is_row for i in between]
        told = [atom for i in rows for atom in atoms[i]]
        fits = [
            is_row or (not meet and _goes_on([(lines[i], atoms[i]) for i in between], told, ends))
            for between, is_row, meet in zip(chain, tabular, meets, strict=True)
        ]
        start = 0
        for end, fit in enumerate([*fits, False]):
            if not fit:
                if True in tabular[start:end]:
                    inside = [i for between in chain[start:end] for i in between]
                    if end == len(chain) and end - start >= RULED_ROWS:
                        inside += _cut_row(lines, atoms, parts, rules, inside, ends)
                    if start == 0 and end - start >= RULED_ROWS:
                        inside = [*_first_row(lines, atoms, parts, inside, ends), *inside]
                    bands.append(Band(inside, start == len(chain) - 1))
                start = end + 1
    return sorted(bands, key=lambda band: band.lines[0])


def _cut_row(
    lines: Sequence[Line],
    atoms: Sequence[list[Atom]],
    parts: Sequence[int],
    rules: Sequence[Ruling],
    inside: Sequence[int],
    ends: tuple[float, float],
) -> range:
    """The lines below the last of the rulings between rows, where they are all that follows on the page and stand in
    the columns: the start of a row that the page end cuts, whose ruling is on the next page. Who signed is told with
    colons."""
    below = range(max(inside) + 1, len(lines))
    if not 0 < len(below) <= CUT_LINES or any(rule.at > lines[below[0]].bottom for rule in rules):
        return range(0)
    told = [atom for i in inside for atom in atoms[i]]
    near = lines[below[0]].top - lines[below[0] - 1].bottom <= LARGEST_STEP * lines[below[0]].size
    parted = parts[below[0]] >= RULED_PARTS and not any("：" in atom.text for atom in atoms[below[0]])
    return below if near and parted and _goes_on([(lines[i], atoms[i]) for i in below], told, ends) else range(0)


def _first_row(
    lines: Sequence[Line],
    atoms: Sequence[list[Atom]],
    parts: Sequence[int],
    inside: Sequence[int],
    ends: tuple[float, float],
) -> list[int]:
    """The line above the first of the rulings between rows, where rows are ruled below alone and it is set as they are:
    a name and a value of a form. Heads in more parts are known as such."""
    first = min(inside)
    above = first - 1
    if above < 0 or parts[above] != RULED_PARTS or lines[first].top - lines[above].bottom > lines[above].size:
        return []
    told = [atom for i in inside for atom in atoms[i]]
    alike = all(sum(_is_set_alike(atom, other) for other in told) >= LEAST_ALIKE for atom in atoms[above])
    closed = any("：" in atom.text for atom in atoms[above])
    fits = alike and not closed and _goes_on([(lines[above], atoms[above])], told, ends)
    return [above] if fits else []


Chain = tuple[tuple[float, float], list[list[int]]]


def _chains(lines: Sequence[Line], rules: Sequence[Ruling]) -> list[Chain]:
    """The lines between each ruling and the next that is as wide, rulings of one width together with their ends."""
    middles = [(line.top + line.bottom) / 2 for line in lines]
    chains: list[Chain] = []
    chain_of: dict[float, int] = {}
    for upper in rules:
        lower = next((rule for rule in rules if rule.at > upper.at + 4 and _equally_wide(upper, rule)), None)
        if lower is None:
            continue
        between = [i for i, middle in enumerate(middles) if upper.at - 2 < middle < lower.at + 2]
        if upper.at not in chain_of:
            chains.append(((upper.start, upper.end), []))
            chain_of[upper.at] = len(chains) - 1
        chains[chain_of[upper.at]][1].append(between)
        chain_of[lower.at] = chain_of[upper.at]
    return chains


def _is_tabular(lines: Sequence[Line], parts: Sequence[int], between: Sequence[int], width: float) -> bool:
    parted = sum(1 for i in between if parts[i] >= RULED_PARTS)
    body = sum(1 for i in between if parts[i] == 1 and lines[i].x1 - lines[i].x0 > BODY_SHARE * width)
    told = parted >= PARTED_SHARE * len(between) or _is_beside_long_cell(lines, parts, between, width)
    return bool(between) and told and body <= PARTED_SHARE * len(between)


def _is_beside_long_cell(lines: Sequence[Line], parts: Sequence[int], between: Sequence[int], width: float) -> bool:
    """Whether one line in many parts is a row of which a narrow cell alone holds many lines, one below the other."""
    alone = [lines[i] for i in between if parts[i] == 1]
    if not alone or not any(parts[i] > RULED_PARTS for i in between):
        return False
    narrow = all(line.x1 - line.x0 <= NARROW_SHARE * width and not is_remark(line) for line in alone)
    return narrow and max(line.x0 for line in alone) < min(line.x1 for line in alone)


def _holds_text(
    lines: Sequence[Line], atoms: Sequence[list[Atom]], parts: Sequence[int], between: Sequence[int]
) -> bool:
    """Whether two tables meet between two rulings: a sentence or a caption runs over the columns of the rows there, or
    both stand there."""
    alone = [i for i in _above_notes(lines, parts, between) if parts[i] == 1]
    captions = [i for i in alone if is_remark(lines[i]) or is_caption(lines[i].text)]
    sentences = [i for i in alone if lines[i].text.rstrip().endswith(_SENTENCE_ENDS)]
    if captions and sentences:
        return True
    told = captions or sentences
    rows = [atom for i in between if parts[i] >= RULED_PARTS for atom in atoms[i]] if told else []
    between_columns = gutters(rows) if rows else []
    return any(crosses(atom, between_columns) for i in told for atom in atoms[i])


def _above_notes(lines: Sequence[Line], parts: Sequence[int], between: Sequence[int]) -> Sequence[int]:
    """The lines between two rulings without the notes that stand above the lower one, below the last row."""
    first = next((place for place, i in enumerate(between) if is_note(lines[i].text)), len(between))
    notes = between[first:]
    ends = all(parts[i] == 1 and not announces(lines[i]) for i in notes)
    return between[:first] if ends and any(parts[i] > 1 for i in between[:first]) else between


def _goes_on(band: Sequence[tuple[Line, list[Atom]]], atoms: Sequence[Atom], ends: tuple[float, float]) -> bool:
    """Whether the lines of a band stand in the columns of the rows above or below: the rest of a row that was cut."""
    return bool(band) and all(
        not is_remark(line) and stands_in_columns(line, parts, atoms, ends) for line, parts in band
    )


def _equally_wide(a: Ruling, b: Ruling) -> bool:
    return abs(a.start - b.start) <= SAME_END and abs(a.end - b.end) <= SAME_END


def stands_in_columns(
    line: Line, parts: list[Atom], atoms: Sequence[Atom], ends: tuple[float, float] | None = None
) -> bool:
    """Whether a line of some ``parts`` is of a table's size and crosses none of the gutters between its ``atoms``.

    ``ends`` are the table's edges where rulings tell them: those of the text say little of a column with a head alone.
    """
    between = gutters(atoms)
    left, right = ends or (min(atom.x0 for atom in atoms), max(atom.x1 for atom in atoms))
    return (
        bool(between)
        and abs(line.size - type_size(atoms)) <= SAME_SIZE
        and all(
            atom.x0 > left - BEYOND and atom.x1 < right + BEYOND and (not crosses(atom, between) or is_sum(atom.text))
            for atom in cut_at(between, line, parts)
        )
    )


def is_no_row(line: Line) -> bool:
    """Whether a line in as many parts as a row is none: it tells who has filled a form in, and its unit, it is where
    somebody signs (负责人签字：    年  月  日), or it is an entry of contents, its leaders parted by gaps as in a scan
    (一、概况… ….. 3)."""
    is_of_form = is_form_line(line.text) and unit_line(line.text) is not None
    return is_of_form or _SIGNED.search(line.text) is not None or _ENTRY.search(line.text) is not None


def is_remark(line: Line) -> bool:
    return bool(unit_line(line.text) or is_note(line.text) or is_numbered_caption(line.text))


def is_unit_of_heads(lines: Sequence[Line], atoms: Sequence[Sequence[Atom]], parts: Sequence[int], index: int) -> bool:
    """Whether a line is the unit right below one of several heads, （元） below 合同金额, or below them all, with the
    first figures right below it."""
    line, before = lines[index], lines[index - 1]
    if parts[index - 1] < TABLE_PARTS or line.top - before.bottom > FAR_ABOVE * line.size:
        return False
    if line.top - before.bottom <= line.size and any(
        atom.x0 - line.size <= line.x0 and line.x1 <= atom.x1 + line.size for atom in atoms[index - 1]
    ):
        return True
    if any(is_number(atom.text) for atom in atoms[index - 1]) or index + 1 >= len(lines):
        return False
    is_near = lines[index + 1].top - line.bottom <= FAR_ABOVE * line.size
    return is_near and sum(is_number(atom.text) for atom in atoms[index + 1]) >= LEAST_FIGURES


def is_note(text: str) -> bool:
    """Whether a text below the rows of a table is a note, or tells who filled it in."""
    return _NOTE.match(text) is not None


def is_over_group(atoms: Sequence[Atom], rule: Ruling, edges: Sequence[float]) -> bool:
    """Whether texts stand over a ruling that leaves out the first column: heads of groups, no caption."""
    return rule.start > edges[1] and all(rule.start < atom.x0 and atom.x1 < rule.end for atom in atoms)


def outward(printed: Sequence[Line], end: float, way: int) -> Iterator[tuple[Line, float, float]]:
    """The lines above (``way`` -1) or below (1) a height, nearest first, each with its nearer and its farther edge."""
    for line in printed if way > 0 else reversed(printed):
        if way * ((line.top + line.bottom) / 2 - end) > 0:
            yield (line, line.top, line.bottom) if way > 0 else (line, line.bottom, line.top)


def are_of_cut_row(beyond: Sequence[Line], told: Sequence[Atom], edges: Sequence[float]) -> bool:
    """Whether the last or first lines of a page, ``beyond`` the outermost ruling of a table, are of a row that the page
    end cuts: each part stands between two ``edges`` as several of those ``told`` do, at its left or in its middle."""
    inner = [(edge - MEET, edge + MEET) for edge in edges]
    parts = [part for line in beyond for part in atoms_of(line, gutters=inner)]
    if not 0 < len(beyond) <= CUT_LINES or any(is_remark(line) for line in beyond):
        return False
    return all(
        any(
            left <= part.x0 and part.x1 <= right and sum(_is_set_alike(part, other) for other in told) >= LEAST_ALIKE
            for left, right in pairwise(edges)
        )
        for part in parts
    )


def begin_heads(lines: Sequence[Line], atoms: Sequence[Sequence[Atom]], below: int) -> bool:
    """Whether the parts of the line above ``below`` begin heads that end there (合同金, 自筹 over 额, 资金).

    It stands as far from them as lines of a cell do on the page, each part in the middle of a head, or at its left or
    right. One alone makes a known head with the words below it (自筹资 over 金).
    """
    above = atoms[below - 1]
    step = lines[below].top - lines[below - 1].top
    alike = sum(abs(b.top - a.top - step) <= ALIKE for a, b in pairwise(lines[below : below + CUT_LINES]))
    heads = [next((head for head in atoms[below] if _is_over(part, head)), None) for part in above]
    is_told = len(above) >= RULED_PARTS or (heads[0] is not None and role_of(above[0].text + heads[0].text) is not None)
    return (
        is_told
        and alike >= LEAST_ALIKE
        and step <= LARGEST_STEP * lines[below].size
        and not any(is_number(atom.text) for atom in (*above, *atoms[below]))
        and None not in heads
    )


def is_below_top(
    line: Line, gap: float, atoms: Sequence[Atom], rules: Sequence[Ruling], edges: Sequence[float]
) -> bool:
    """Whether a line, ``gap`` points above heads, stands right below a ruling as wide as the table, or half as far as
    from them: the first line of the heads."""
    room = max(FAR_BELOW_TOP * line.size, HALF_GAP * gap)
    if any(is_number(atom.text) for atom in atoms):
        return False
    return any(
        -ON_RULE <= line.top - rule.at <= room and rule.start <= edges[0] + ON_EDGE and rule.end >= edges[-1] - ON_EDGE
        for rule in rules
    )


def _is_over(part: Atom, head: Atom) -> bool:
    near = SAME_SIZE * part.size
    ends = (part.x0 - head.x0, part.x1 - head.x1, (part.x0 + part.x1 - head.x0 - head.x1) / 2)
    return part.x0 < head.x1 and head.x0 < part.x1 and any(abs(off) <= near for off in ends)


def end_of_rows(lines: Sequence[Line], atoms: Sequence[Sequence[Atom]], start: int, end: int) -> int:
    """Where the rows of a table end: before a note, or who filled it in, within its last ruling."""
    for index in range(end - 1, start, -1):
        if is_note(lines[index].text):
            return index
        if len(atoms[index]) > RULED_PARTS:
            break
    return end


def end_of_cut_row(lines: Sequence[Line], end: int, told: Sequence[Atom], edges: Sequence[float]) -> int:
    """Where a table ends of whose last row more lines follow down to the page end, none in the first column.

    Names of groups whose rows stand on the next page follow where others stand in the table.
    """
    rest = lines[end:]
    steps = [lower.top - upper.bottom for upper, lower in pairwise([lines[end - 1], *rest])]
    is_rest = all(0 <= step + line.size <= LARGEST_STEP * line.size for step, line in zip(steps, rest, strict=True))
    if is_rest and any(is_numbered_group(atom.text) for atom in told) and all(map(_names_group, rest)):
        return len(lines)
    is_rest = is_rest and all(line.x0 > edges[1] for line in rest)
    return len(lines) if is_rest and are_of_cut_row(rest, told, edges) else end


def _names_group(line: Line) -> bool:
    return is_numbered_group(line.text) and len(line.text) <= LONGEST_GROUP


def _is_set_alike(part: Atom, other: Atom) -> bool:
    return abs(part.x0 - other.x0) <= ALIKE or abs(part.x0 + part.x1 - other.x0 - other.x1) <= 2 * ALIKE


def are_apart(parts: Sequence[Atom], edges: Sequence[float]) -> bool:
    """Whether texts begin a row that a page end cuts: some in columns of their own; who signed is told with colons."""
    told = any("：" in part.text for part in parts)
    over = any(part.x0 < edge - MEET and edge + MEET < part.x1 for part in parts for edge in edges[1:-1])
    return len(parts) >= LEAST_CUT and not told and not over
