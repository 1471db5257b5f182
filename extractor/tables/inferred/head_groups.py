"""Heads over several columns (预算数 over 年初 and 调整后) in tables without upright rulings.

Heads stand in the middle of their cells: one as high as the head band in its middle, a head over others above it,
those under it below. The same holds again within the band below such a head.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extractor.tables.inferred.atoms import Atom, type_size
from extractor.tables.inferred.gutters import column_of
from extractor.tables.joined.ends import opens_bracket
from extractor.tables.meaning.units import is_quantity, says_money
from extractor.tables.meaning.wording import is_date, role_of
from extractor.tables.ruled.lattice import Span

# Type sizes from the middle of the head band within which a head is in neither half.
MIDDLE = 0.3
# Type sizes between the lines of one head, and that their middles differ by; two heads stand 0.5 and more apart,
# lines set wide as far where their words hang together: 28 points from line to line for type of 14.
SAME_HEAD = 0.42
WIDE_HEAD = 1.1
# Letters of a line of a head set in a column as narrow.
NARROW = 2
ALIGNED = 0.6
# Type sizes that the line below a head may overlap with it.
INSET = 0.25
# Type sizes that it costs to leave a head without others above or below it, and one of labels beside groups of money.
UNPLACED, UNPLACED_LABEL = 6.0, 0.3
LABELS = frozenset({"serial", "project", "unit_name", "remark"})
# Type sizes of the widest room between a head and its table's edge; the cost of uneven widths below it.
MOST_MARGIN = 6.0
UNEVEN = 0.15
# Points by which what is set to the left begins apart; share of a table's body that begins where heads do.
FLUSH, MOST_FLUSH = 0.5, 0.8
# Heads at the bottom of their cells that tell that all stand there.
LEAST_LOW = 3
# Heads beside those of two rows that tell that these are not equally high.
LEAST_BESIDE = 2


@dataclass(slots=True)
class Head:
    """One head with its lines, and the heads below it if it stands over several columns."""

    atoms: list[Atom]
    below: list[Head] = field(default_factory=list)
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0, self.x1 = min(atom.x0 for atom in self.atoms), max(atom.x1 for atom in self.atoms)

    def add(self, atom: Atom) -> None:
        """Take in a further line."""
        self.atoms.append(atom)
        self.x0, self.x1 = min(self.x0, atom.x0), max(self.x1, atom.x1)

    def put_above(self, atom: Atom) -> None:
        """Take in a line above its own."""
        self.atoms.insert(0, atom)
        self.x0, self.x1 = min(self.x0, atom.x0), max(self.x1, atom.x1)

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        return self.atoms[0].top

    @property
    def bottom(self) -> float:
        return self.atoms[-1].bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms)

    def leaves(self) -> list[Head]:
        """The heads of single columns below it, or itself."""
        return [leaf for head in self.below for leaf in head.leaves()] if self.below else [self]


def head_tree(atoms: Sequence[Atom], rows: Sequence[Atom] = ()) -> list[Head]:
    """The heads of a head band above some ``rows``, those over several columns with the heads below them."""
    if not atoms:
        return []
    size = type_size(atoms)
    heads = _heads(atoms, size)
    top, bottom = min(head.top for head in heads), max(head.bottom for head in heads)
    begun = [atom for atom in rows if any(abs(atom.x0 - head.x0) < FLUSH for head in heads)]
    flush = bool(rows) and len(begun) >= MOST_FLUSH * len(rows)
    return _all_low(atoms, rows, size) or _tree(heads, top, bottom, size, flush=flush)


def groups_of(tree: Sequence[Head]) -> list[Head]:
    """The heads that stand over several columns."""
    return [group for head in tree if head.below for group in (head, *groups_of(head.below))]


def depth_of(tree: Sequence[Head]) -> int:
    """How many heads stand one above the other."""
    return max((1 + depth_of(head.below) for head in tree), default=0)


def head_grid(
    tree: Sequence[Head], edges: Sequence[float], top: float, bottom: float
) -> tuple[list[float], list[Span]]:
    """The row edges of a head band from ``top`` to ``bottom``, and the spans of its cells."""
    levels: list[list[Head]] = [[] for _ in range(depth_of(tree))]
    _sort_in(tree, levels, 0)
    cuts = [top]
    for upper, lower in pairwise(levels):
        begin = min(head.top for head in lower)
        end = max(h.bottom for h in upper if h.below and min(b.top for b in h.below) < begin + h.atoms[0].size)
        cuts.append((end + max(begin, end)) / 2)
    cuts.append(bottom)
    spans = []
    for head, level, end in _placed(tree, [median(head.top for head in heads) for heads in levels], 0):
        places = [column_of(edges, atom) for leaf in head.leaves() for atom in leaf.atoms]
        first, last = min(a for a, _ in places), max(b for _, b in places)
        spans.append(Span(level, first, end - level, last - first + 1))
    return cuts, spans


def _placed(tree: Sequence[Head], tops: Sequence[float], level: int) -> Iterator[tuple[Head, int, int]]:
    """Heads with the first row of each and that behind its last; those below one begin in the row that all of them
    stand in: ``tops`` are where the heads of each row mostly begin, in points."""
    for head in tree:
        end = len(tops)
        if head.below:
            deepest = end - depth_of(head.below)
            end = level + 1
            while end < deepest and min(other.top for other in head.below) > tops[end + 1] - INSET * head.atoms[0].size:
                end += 1
            yield from _placed(head.below, tops, end)
        yield head, level, end


def _sort_in(tree: Sequence[Head], levels: list[list[Head]], level: int) -> None:
    levels[level] += tree
    for head in tree:
        if head.below:
            _sort_in(head.below, levels, level + 1)


def _heads(atoms: Sequence[Atom], size: float) -> list[Head]:
    """The heads with their lines put together."""
    heads = [Head(lines) for lines in _letter_by_letter(atoms, size)]
    told = {atom for head in heads for atom in head.atoms}
    for atom in sorted((atom for atom in atoms if atom not in told), key=lambda atom: atom.middle):
        above = next(
            (
                head
                for head in reversed(heads)
                if told.isdisjoint(head.atoms)
                and atom.middle > head.atoms[-1].middle + size / 2
                and (abs(head.centre - (atom.x0 + atom.x1) / 2) < ALIGNED * size or abs(head.x0 - atom.x0) < size / 2)
                and atom.top - head.bottom < (WIDE_HEAD if _goes_on(head, atom) else SAME_HEAD) * size
            ),
            None,
        )
        if above:
            above.add(atom)
        else:
            heads.append(Head([atom]))
    return heads


def _letter_by_letter(atoms: Sequence[Atom], size: float) -> list[list[Atom]]:
    """The known heads set in one or two letters a line, one below the other: 已付 over 金 over 额."""
    found: list[list[Atom]] = []
    chains: list[list[Atom]] = []
    for atom in sorted((atom for atom in atoms if len(atom.text) <= NARROW), key=lambda atom: atom.middle):
        above = next((chain for chain in chains if _is_below(chain[-1], atom, size)), None)
        if above is None:
            chains.append([atom])
        else:
            above.append(atom)
    for chain in chains:
        if len(chain) > 1 and any(len(atom.text) == 1 for atom in chain):
            text = "".join(atom.text for atom in chain)
            if role_of(text) is not None and not any(role_of(atom.text) for atom in chain[1:]):
                found.append(chain)
    return found


def _is_below(above: Atom, below: Atom, size: float) -> bool:
    off = abs(above.x0 + above.x1 - below.x0 - below.x1) / 2
    return off < size / 2 and -INSET * size < below.top - above.bottom < WIDE_HEAD * size


def _all_low(atoms: Sequence[Atom], rows: Sequence[Atom], size: float) -> list[Head]:
    """The heads where all stand at the bottom of their cells: each line above the lowest stands above one alone, and is
    too wide for a letter more in the column of the ``rows`` below. Else none."""
    lowest = max(atom.bottom for atom in atoms)
    heads = [Head([atom]) for atom in atoms if atom.bottom > lowest - INSET * size]
    if not LEAST_LOW <= len(heads) < len(atoms):
        return []
    for atom in sorted((atom for atom in atoms if atom.bottom <= lowest - INSET * size), key=lambda a: -a.bottom):
        under = [head for head in heads if head.x0 < atom.x1 and atom.x0 < head.x1]
        if len(under) != 1 or not _is_above(atom, under[0], rows, size):
            return []
        under[0].put_above(atom)
    return sorted(heads, key=lambda head: head.x0)


def _is_above(atom: Atom, head: Head, rows: Sequence[Atom], size: float) -> bool:
    """Whether a line is of the head right below it."""
    offs = (head.centre - (atom.x0 + atom.x1) / 2, head.x0 - atom.x0, head.x1 - atom.x1)
    if head.top - atom.bottom >= WIDE_HEAD * size or min(map(abs, offs)) > ALIGNED * size:
        return False
    if _goes_on(Head([atom]), head.atoms[0]):
        return True
    widths = [other.x1 - other.x0 for other in rows if other.x0 < head.x1 and head.x0 < other.x1]
    return bool(widths) and atom.x1 - atom.x0 + atom.size > max(widths)


def _goes_on(head: Head, atom: Atom) -> bool:
    """Whether the words of a line go on with those above: a bracket, 其中：, a known head."""
    above = head.text
    if (
        atom.top - head.bottom >= WIDE_HEAD * atom.size
        or opens_bracket(above, atom.text)
        or above.endswith(("：", ":"))
        or atom.text.startswith(("（", "("))
    ):
        return True
    return role_of(above + atom.text) is not None and not role_of(above) and not role_of(atom.text)


def _tree(heads: Sequence[Head], top: float, bottom: float, size: float, *, flush: bool) -> list[Head]:
    """The heads that stand over others, with these below them, and those of full height, from left to right.

    ``top`` and ``bottom`` are the heights in points that all of them lie between, ``size`` that of their type;
    ``flush``: all of the table is set to the left.
    """
    cut, slack = (top + bottom) / 2, MIDDLE * size
    ways = [(upper, lower, whole) for upper, lower, whole in _halved(heads, cut, slack) if lower]
    if not ways:
        return sorted(heads, key=lambda head: head.x0)
    dealt = [_dealt_out(*way, size, flush=flush) for way in ways]
    best = min(range(len(ways)), key=lambda number: (dealt[number][0], -number))
    (upper, lower, whole), (_, runs) = ways[best], dealt[best]
    found = list(whole)
    taken: set[int] = set()
    several = {head.text for _, run in runs if len(run) > 1 for head in run}
    for parent, run in runs:
        taken |= {id(parent), *map(id, run)}
        if len(run) == 1 and any(parent.atoms[0] in head.atoms and run[0].atoms[0] in head.atoms for head in whole):
            continue
        own = {atom for child in run for atom in child.atoms}
        found = [head for head in found if head.atoms[0] not in (parent.atoms[0], *(child.atoms[0] for child in run))]
        found = [head for head in found if own.isdisjoint(head.atoms)]
        left, right = min(head.x0 for head in run), max(head.x1 for head in run)
        between = [h for h in found if left < h.centre < right and h.top > parent.bottom - slack]
        found = [head for head in found if head not in between]
        _put_below(parent, [*run, *between], size, flush=flush, is_own=run[0].text in several)
        found.append(parent)
    held = {atom for head in found for each in (head, *groups_of([head])) for atom in each.atoms}
    held |= {atom for head in found for leaf in head.leaves() for atom in leaf.atoms}
    found += [head for head in (*upper, *lower) if id(head) not in taken and held.isdisjoint(head.atoms)]
    return sorted(found, key=lambda head: head.x0)


def _halved(heads: Sequence[Head], cut: float, slack: float) -> Iterator[tuple[list[Head], list[Head], list[Head]]]:
    """The heads above and below a cut, the two parts of those among them that may be two, and those of full height;
    ``cut`` and ``slack`` in points.

    Heads below others, though in the upper half, stand over further ones themselves, or are as high as two rows and
    stand beside them: both ways are told.
    """
    half = [head for head in heads if head.middle < cut - slack]
    first = [head for head in half if not any(other.bottom < head.top + slack for other in half)]
    steps = sorted({head.middle for head in half if head not in first}) if len(first) < len(half) else []
    for step in (0.0, *steps):
        upper = [head for head in half if head in first or head.middle <= step]
        lower = [head for head in heads if head not in upper and abs(head.middle - cut) > slack]
        whole = [head for head in heads if head not in upper and head not in lower] if lower else []
        for head in whole:
            if parts := _halves(head, cut - slack):
                upper.append(parts[0])
                lower.append(parts[1])
        yield upper, lower, whole
    if beside := _beside_both(heads, slack):
        yield beside


def _beside_both(heads: Sequence[Head], slack: float) -> tuple[list[Head], list[Head], list[Head]] | None:
    """The heads of the highest and of the lowest row, and all others, which have nothing above or below them: where one
    row is higher than the other, cells merged over both have their middle off that of the band."""
    ends = min(head.middle for head in heads) + slack, max(head.middle for head in heads) - slack
    upper, lower = [head for head in heads if head.middle < ends[0]], [head for head in heads if head.middle > ends[1]]
    rest = [head for head in heads if ends[0] <= head.middle <= ends[1]]
    alone = all(head.x1 <= other.x0 or other.x1 <= head.x0 for head in rest for other in (*upper, *lower))
    return (upper, lower, rest) if alone and len(rest) >= LEAST_BESIDE else None


def _put_below(parent: Head, heads: Sequence[Head], size: float, *, flush: bool, is_own: bool) -> None:
    """Puts heads below another; a single one without others below itself is the rest of its words, if it is not told to
    be a head of its own (``is_own``): its words are one of several heads elsewhere."""
    children = sorted(heads, key=lambda head: head.x0)
    tree = _tree(children, min(h.top for h in children), max(h.bottom for h in children), size, flush=flush)
    if len(tree) > 1 or tree[0].below or is_own:
        parent.below = tree
    else:
        parent.atoms += tree[0].atoms


def _halves(head: Head, cut: float) -> tuple[Head, Head] | None:
    """The lines of a head of full height above and below a cut: it may be a head over others and one of those.

    Not where its words are known together, or one bracket spans both.
    """
    above = [atom for atom in head.atoms if atom.middle < cut]
    below = [atom for atom in head.atoms if atom.middle >= cut]
    if not above or (len(head.atoms) > 2 and all(len(atom.text) <= NARROW for atom in head.atoms)):
        return None
    parts = Head(above), Head(below)
    is_known = role_of(head.text) and not role_of(parts[1].text)
    together = opens_bracket(parts[0].text, parts[1].text) or parts[1].text.startswith(("（", "(")) or is_known
    return None if together else parts


def _dealt_out(
    upper: Sequence[Head], lower: Sequence[Head], whole: Sequence[Head], size: float, *, flush: bool
) -> tuple[float, list[tuple[Head, list[Head]]]]:
    """What it costs, and the heads below each head of the upper half: runs from left to right in whose middles those
    stand, all in all; where everything is set to the left (``flush``), those that begin where it begins."""
    begins = {head.x0 for head in lower}
    flush = flush and all(any(abs(head.x0 - x0) < FLUSH for x0 in begins) for head in upper)
    over, under = sorted(upper, key=lambda head: head.centre), sorted(lower, key=lambda head: head.centre)
    of_money = all(says_money(head.text) or is_date(head.text) for head in over)
    aside = [UNPLACED_LABEL if of_money and _stands_aside(head.text) else UNPLACED for head in under]
    ends = sorted(x for head in (*lower, *whole) for x in (head.x0, head.x1))
    # best[i][j]: the first i heads have some of the first j below them
    best = [[float("inf")] * (len(under) + 1) for _ in range(len(over) + 1)]
    back: dict[tuple[int, int], tuple[int, int, int]] = {}
    best[0][0] = 0.0
    for i in range(len(over) + 1):
        for j in range(len(under) + 1):
            cost = best[i][j]
            if j < len(under) and cost + aside[j] < best[i][j + 1]:
                best[i][j + 1], back[i, j + 1] = cost + aside[j], (i, j, j + 1)
            if i < len(over) and cost + UNPLACED < best[i + 1][j]:
                best[i + 1][j], back[i + 1, j] = cost + UNPLACED, (i, j, j)
            for end in range(j + 1, len(under) + 1 if i < len(over) else 0):
                if cost >= best[i + 1][end]:
                    continue
                run = under[j:end]
                total = cost + (_off_left(over[i], run, whole) if flush else _off(over[i], run, ends, size))
                if total < best[i + 1][end]:
                    best[i + 1][end], back[i + 1, end] = total, (i, j, end)
    found, i, j = [], len(over), len(under)
    while (i, j) != (0, 0):
        before, start, end = back[i, j]
        if before < i and end > start:
            found.append((over[before], under[start:end]))
        i, j = before, start
    return best[-1][-1], found[::-1]


def _stands_aside(head: str) -> bool:
    """Whether a head is of labels or counts things, which seldom stand below a group of money."""
    return role_of(head) in LABELS or is_quantity((head,))


def _off_left(parent: Head, run: Sequence[Head], whole: Sequence[Head]) -> float:
    """Nothing for heads that begin with the one above them and have none of full height between them."""
    left, right = parent.x0, run[-1].x0
    parted = any(left < head.x0 < right and head not in (parent, *run) for head in whole)
    return 2 * UNPLACED if parted or abs(run[0].x0 - left) > FLUSH else 0.0


def _off(parent: Head, run: Sequence[Head], ends: Sequence[float], size: float) -> float:
    """How far a head is off where the middle of those below it may be, or off their ends, in type sizes.

    Their cells reach to the next heads at most, whose ``ends`` are known.
    """
    left, right = min(head.x0 for head in run), max(head.x1 for head in run)
    is_aside = parent.centre < left - size or parent.centre > right + size
    if is_aside or any(head.top < parent.bottom - INSET * size for head in run):
        return 2 * UNPLACED
    first, last = bisect_left(ends, left) - 1, bisect_right(ends, right)
    least = ((ends[first] if first >= 0 else left - MOST_MARGIN * size) + right) / 2
    most = (left + (ends[last] if last < len(ends) else right + MOST_MARGIN * size)) / 2
    off = max(least - parent.centre, parent.centre - most, 0.0)
    off += UNEVEN * abs(parent.centre - (left + right) / 2)
    aligned = min(abs(parent.x0 - left), abs(parent.x1 - right)) + size / 2
    return min(off, aligned, 2 * UNPLACED * size) / size
