"""Runs of characters → printed lines, by geometry alone: their order in the file says little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import sub

from extractor.model.geometry import Run
from extractor.model.layout import Line, Passage, Piece, whole
from extractor.text.fold import mend_glyphs

# Runs belong to one line when their baselines differ by less than this share of the smaller type size
# (mixed fonts differ by 0.15 at most, lines set solid by 1.0).
SAME_BASELINE = 0.35
# A smaller run is a raised or lowered mark of a line when this share of its height lies within the line; browsers set
# marks in five sixths to nine tenths of the type size, right behind what they belong to (in shares of it), where some
# programs raise them by half of it, so that less of them lies within the line.
SCRIPT_OVERLAP, BEHIND_OVERLAP = 0.6, 0.4
SCRIPT_SIZE = 0.8
LARGE_MARK, BEHIND = 0.93, 0.1
# A mark is raised or lowered by more than this share of the type size (a third is usual; 0.1 and more measured).
RAISED, LOWERED = 0.2, 0.08
_RAISED = str.maketrans("0123456789[]()（）［］", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁽⁾⁽⁾⁽⁾")
_MARK = re.compile(r"[\[(（［]?\d{1,2}[\])）］]?")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# Type sizes from a line to the next of one cell at most.
NEXT_LINE = 2.0
# A glyph drawn again within this share of the type size is the same glyph, fattened (offsets of 0.02 to 0.1).
DRAWN_TWICE = 0.25
# Runs of a line that overlap by more than this are drawn over each other (points; kerning stays below 0.3).
OVERLAP = 0.5
# Marks of a full square (so wide, in shares of the type size) and the half of it that they are drawn in.
FULL_WIDTH = 0.8
_INK_AT_LEFT, _INK_AT_RIGHT = "。，、；：！？）】》」』〕”’", "（【《「『〔“‘"
# A gap wider than this share of the type size separates words or columns (justified Chinese stays below 0.6).
WORD_GAP = 0.9
# Latin words whose spaces are not in the file stand this far apart (letters within a word: 0.1 at most).
LATIN_GAP = 0.22
# A line is spread where so many Chinese characters stand so far apart, all alike (shares of the type size).
LEAST_SPREAD, SPREAD, EVEN_GAP = 4, 0.1, 0.04
_HAN_PAIR = re.compile(r"[一-鿿]{2}")
_APART = re.compile(r"[\d.,] [\d.,]")


def lines(runs: Sequence[Run], page: int) -> list[Line]:
    """The printed lines of ``runs`` from top to bottom, each from left to right."""
    if len(runs) == 1:  # as in most cells
        line = _line(list(runs), page)
        return [line] if line else []
    rows = _cluster(sorted(runs, key=lambda run: (run.baseline, run.left[0])))
    made = [line for row in rows if (line := _line(row, page))]
    made.sort(key=lambda line: (line.top + line.bottom, line.left[0]))
    return made


def joined(printed: Sequence[Line]) -> Passage:
    """Lines of one paragraph or cell as one text: without a space in Chinese, with one in Latin text."""
    if len(printed) == 1:
        return whole(printed[0])
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for line in printed:
        if texts and needs_space(texts[-1], line.text):
            texts.append(" ")
            length += 1
        pieces.append(Piece(length, line, 0, len(line.text)))
        texts.append(line.text)
        length += len(line.text)
    return Passage("".join(texts), tuple(pieces))


def needs_space(before: str, after: str) -> bool:
    """Whether two line ends belong to different Latin words; a broken number or code is one."""
    if not before or not after:
        return False
    last, first = before[-1], after[0]
    return last.isascii() and first.isascii() and last.isalpha() and first.isalpha()


def _cluster(runs: list[Run]) -> list[list[Run]]:
    """Runs that share a baseline, then raised and lowered marks put with the line they stand in."""
    rows: list[list[Run]] = []
    for run in runs:
        first = rows[-1][0] if rows else None
        if first and run.baseline - first.baseline < SAME_BASELINE * min(run.size, first.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return _attach_marks(rows)


def _attach_marks(rows: list[list[Run]]) -> list[list[Run]]:
    sizes = [row[0].size if len(row) == 1 else max([run.size for run in row]) for row in rows]
    if not rows or min(sizes) > LARGE_MARK * max(sizes):  # none is small enough, as in most cells
        return rows
    kept: list[list[Run]] = []
    for index, (row, size) in enumerate(zip(rows, sizes, strict=True)):
        hosts = [*kept[-1:], *rows[index + 1 : index + 2]]
        host = next((other for other in hosts if _is_mark_of(row, size, other)), None)
        if host is None:
            parted = bool(kept) and _is_mark_parted(row, size, kept[-1])
            kept.append([replace(run, text=run.text.translate(_RAISED)) for run in row] if parted else row)
        else:
            host.extend(_as_marks(row, max(host, key=lambda run: run.size)))
    return kept


def _is_mark_parted(row: list[Run], size: float, above: list[Run]) -> bool:
    """Whether a row is the mark of a note that a line end parts from the figure that it stands behind."""
    last = max(above, key=lambda run: run.right[-1])
    return (
        size <= SCRIPT_SIZE * last.size
        and row[0].baseline - last.baseline < NEXT_LINE * last.size
        and last.text[-1].isdigit()
        and bool(_MARK.fullmatch("".join([run.text for run in row])))
    )


def _as_marks(row: list[Run], host: Run) -> list[Run]:
    """Raised or lowered figures in the characters for them: the 2 of m² and the mark of a note are no digits.

    Read as digits, a note's mark would make 100 of 10 (``10⁰``), or 280万元 of ²80万元.
    """
    marked = []
    for run in row:
        rise = (host.baseline - run.baseline) / host.size
        table = _RAISED if rise > RAISED else _LOWERED if rise < -LOWERED else None
        marked.append(replace(run, text=run.text.translate(table)) if table else run)
    return marked


def _is_mark_of(row: list[Run], size: float, host: list[Run]) -> bool:
    largest = host[0] if len(host) == 1 else max(host, key=lambda run: run.size)
    if size > LARGE_MARK * largest.size:
        return False
    behind = all(_is_right_behind(run, host, largest) for run in row)
    if size > SCRIPT_SIZE * largest.size and not behind:
        return False
    least = BEHIND_OVERLAP if behind else SCRIPT_OVERLAP
    left, right = min(run.left[0] for run in host), max(run.right[-1] for run in host)
    for run in row:
        height = run.bottom - run.top
        overlap = min(run.bottom, largest.bottom) - max(run.top, largest.top)
        if height <= 0 or overlap < least * height:
            return False
        if run.left[0] > right + size or run.right[-1] < left - size:
            return False
    return True


def _is_right_behind(run: Run, host: list[Run], largest: Run) -> bool:
    """Whether a run that is smaller than a line is a raised digit right behind a part of it."""
    if largest.baseline - run.baseline < RAISED * largest.size:
        return False
    gap = BEHIND * largest.size
    return bool(_MARK.fullmatch(run.text)) and any(abs(run.left[0] - other.right[-1]) < gap for other in host)


def _line(row: list[Run], page: int) -> Line | None:
    if len(row) > 1:
        row.sort(key=lambda run: run.left[0])
        if any(before.right[-1] > after.left[0] + OVERLAP for before, after in pairwise(row)):
            row = _interleaved(row)
    text, left, right = _characters(row)
    if not text:
        return None
    text = mend_glyphs(text)
    main = row[0]
    confidence = _confidence(row, left, right) if main.confidence else None
    if len(row) == 1:
        return Line(
            text, left, right, main.top, main.bottom, main.size, main.bold, main.font, page, -1, 0, confidence, main.red
        )
    main = max(row, key=lambda run: len(run.text))
    full = [run for run in row if run.size > SCRIPT_SIZE * main.size]
    top, bottom = min([run.top for run in full]), max([run.bottom for run in full])
    size, font, bold = _face(row)
    red = any(run.red for run in row) and all(run.red for run in row if any(map(str.isdigit, run.text)))
    return Line(text, left, right, top, bottom, size, bold, font, page, -1, _lead(row), confidence, red)


def _confidence(row: list[Run], left: Sequence[float], right: Sequence[float]) -> list[float]:
    """How sure each character of a line is; blanks between runs are as sure as can be."""
    by_place = {
        edges: sure
        for run in row
        for edges, sure in zip(
            zip(run.left, run.right, strict=True), run.confidence or (1.0,) * len(run.text), strict=True
        )
    }
    return [by_place.get(edges, 1.0) for edges in zip(left, right, strict=True)]


def _characters(row: list[Run]) -> tuple[str, Sequence[float], Sequence[float]]:
    """The text of a line with its characters' edges: spaces where words stand apart, none doubled or at the end."""
    run = row[0]
    if len(row) == 1 and run.text[0] != " " != run.text[-1] and _is_even(run):  # as in most lines
        return run.text, run.left, run.right
    text = ""
    left: list[float] = []
    right: list[float] = []
    for run in row:
        first = run.text[0]
        if (text[-1] != first if text else first != " ") and _is_even(run):
            if text and _parted(text[-1], first, run.left[0] - right[-1], run.size):
                text += " "
                left.append(right[-1])
                right.append(run.left[0])
            text += run.text
            left += run.left
            right += run.right
        else:
            text = _append_singly(run, text, left, right)
    length = len(text.rstrip(" "))
    if _APART.search(text):
        return _unspread(text[:length], left[:length], right[:length])
    return text[:length], left[:length], right[:length]


def _unspread(text: str, left: Sequence[float], right: Sequence[float]) -> tuple[str, Sequence[float], Sequence[float]]:
    """A line whose letters are all spread evenly (分散对齐), without the blanks that gaps between digits seem to be."""
    han = [place for place in range(len(text) - 1) if _HAN_PAIR.match(text, place)]
    gaps = sorted(left[place + 1] - right[place] for place in han)
    size = max((right[place] - left[place] for place in han), default=0.0)
    if len(gaps) < LEAST_SPREAD or gaps[0] < SPREAD * size or gaps[-1] - gaps[0] > EVEN_GAP * size:
        return text, left, right
    kept = [
        place
        for place, character in enumerate(text)
        if character != " " or abs(left[place + 1] - right[place - 1] - gaps[0]) > EVEN_GAP * size
    ]
    return "".join([text[at] for at in kept]), [left[at] for at in kept], [right[at] for at in kept]


def _is_even(run: Run) -> bool:
    """Whether a run's characters follow each other without a gap, as nearly all do."""
    if len(run.text) == 1:
        return True
    return max(map(sub, run.left[1:], run.right)) <= LATIN_GAP * run.size and "  " not in run.text


def _append_singly(run: Run, text: str, left: list[float], right: list[float]) -> str:
    """Adds a run character by character: gaps looked at, doubled blanks and glyphs drawn twice left out."""
    for character, x0, x1 in zip(run.text, run.left, run.right, strict=True):
        if character == " ":
            if not text or text[-1] == " ":
                continue
        elif text:
            if character == text[-1] and abs(x0 - left[-1]) < DRAWN_TWICE * run.size:
                continue
            if _parted(text[-1], character, x0 - right[-1], run.size):
                text += " "
                left.append(right[-1])
                right.append(x0)
        text += character
        left.append(x0)
        right.append(x1)
    return text


def _parted(before: str, after: str, gap: float, size: float) -> bool:
    if before == " ":
        return False
    if gap > WORD_GAP * size:
        return True
    return (
        gap > LATIN_GAP * size
        and before.isascii()
        and after.isascii()
        and (before.isalpha() or before.isdigit())
        and (after.isalpha() or after.isdigit())
    )


def _interleaved(row: list[Run]) -> list[Run]:
    """Runs that overlap (a glyph from another font set into a gap) as single characters; those drawn twice are bold."""
    singles = [run.cut(at, at + 1) for run in row for at in range(len(run.text))]
    singles.sort(key=_ink)
    kept: list[Run] = []
    for each in singles:
        if kept and each.text == kept[-1].text and abs(each.left[0] - kept[-1].left[0]) < DRAWN_TWICE * each.size:
            kept[-1] = replace(kept[-1], bold=True)
        else:
            kept.append(each)
    return kept


def _ink(run: Run) -> float:
    """Where the ink of a character stands: fonts draw 。and《 over each other, each in its half of one square."""
    left, right = run.left[0], run.right[0]
    if right - left < FULL_WIDTH * run.size:
        return (left + right) / 2
    if run.text in _INK_AT_LEFT:
        return left + (right - left) / 4
    return right - (right - left) / 4 if run.text in _INK_AT_RIGHT else (left + right) / 2


def _face(row: list[Run]) -> tuple[float, str, bool]:
    """Type size, font and boldness of most of the line, Chinese characters before Latin ones."""
    votes: Counter[tuple[float, str, bool]] = Counter()
    for run in row:
        votes[(run.size, run.font, run.bold)] += len(run.text) + 2 * _chinese(run.text)
    return max(votes, key=lambda face: (votes[face], face))


def _chinese(text: str) -> int:
    """How many characters of a text are Chinese."""
    return 0 if text.isascii() else sum(map("\u2e80".__lt__, text))


def _lead(row: list[Run]) -> int:
    """How many characters at the start are set in another face than the Chinese text after them."""
    first: tuple[str, bool] | None = None
    count = 0
    for run in row:
        has_chinese = _chinese(run.text) > 0
        face = (run.font, run.bold)
        if has_chinese and first is None:
            first = face
        elif has_chinese and face != first:
            return count
        count += len(run.text)
    return 0
