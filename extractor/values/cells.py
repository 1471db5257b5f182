"""Money in table cells, where the unit stands in the column header, the caption or the 单位 line."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.model.values import Money, UnitFrom
from extractor.patternbook import load_patterns
from extractor.text.fold import squeeze
from extractor.values.compose import compiled, words_pattern
from extractor.values.money import find_money, modifier_around
from extractor.values.numerals import parse_number, times, unit_factor

_NOTE = r"(?:\((?:含税?|不含税?|约|估|暂估|暂定|预估|估算)\))"
# No figure begins with an idle zero: 0015 is a number, 05.20 the end of a figure.
_FIGURE = r"-?(?!0\d)(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?"
# What most cells of a money column hold: one figure and nothing else.
_BARE = re.compile(r"-?(?!0[0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_GLUED_DECIMALS = 2  # a column prints 分 with two decimals; what a line end cut off completes them


# Digits with nothing but marks: a figure in brackets, with a mark of its own, or garbled.
_MARKED_FIGURE = re.compile(r"[\W_]*\d[\d\W_]*")
_RATE_OR_DASHED = re.compile(r".*[%‰]\W*|\d+(?:[-/]\d+)+")
_FIGURE_AMONG_WORDS = re.compile(r"(?<![\d.,])(?:\d[\d,]*\.\d+(?![\d.]*[%‰])|\d{1,3}(?:,\d{3})+)")

# An amount with its rate in brackets or behind a stroke: 1,234.56（45.20%）, 1,234.56/45.20%.
_WITH_RATE = re.compile(
    rf"(?P<amount>\s*{_FIGURE})\s*(?:[(（]\s*\d+(?:\.\d+)?[%％]\s*[)）]|[/／]\s*\d+(?:\.\d+)?[%％])\s*"
)


def amount_beside_rate(text: str) -> str | None:
    """The amount that a cell begins with, where nothing but its rate in brackets or behind a stroke follows."""
    found = _WITH_RATE.fullmatch(text)
    return found["amount"] if found else None


def is_doubtful_figure(text: str) -> bool:
    """Whether a cell of a money column holds a figure whose amount nobody can be sure of: (12.5), △3, 省级10.0."""
    line = squeeze(text).text
    if _MARKED_FIGURE.fullmatch(line):
        return not _RATE_OR_DASHED.fullmatch(line)
    return _FIGURE_AMONG_WORDS.search(line) is not None


@cache
def _whole_cell() -> re.Pattern[str]:
    """One figure, or two joined by a dash, and nothing else but a blur, a note or the unit again."""
    unit = r"(?:人民币)?(?P<unit>[十百千万亿]{0,2}[元圆]|[万亿])?"
    words = load_patterns("money")["parts"]
    blur, after = words_pattern(words["blur_before"]), words_pattern(words["blur_after"])
    note = r"[*※]{1,3}|[①-⑳]|\[\d\]"
    return re.compile(
        rf"(?:{note})?(?:{blur}|合计:?|小计:?|计|{_NOTE})*:?(?:人民币)?(?P<minus>-(?=[￥¥]))?(?P<sign>[￥¥])?"
        rf"(?P<first>{_FIGURE})(?P<more>余|{after})?"
        rf"(?:(?:-|—|~|至|到)+(?P<second>{_FIGURE}))?{_NOTE}?"
        rf"(?:\({unit.replace('?P<unit>', '')}\)|{unit})(?:{after})?{_NOTE}?(?:[#。]|[⁰¹²³⁴-⁹⁽⁾]+|\[?注\d?\]?|{note})?"
    )


def unit_in(text: str) -> str | None:
    """The unit of money in a header, caption or 单位 line, normalised (万元, 元, 千元), or ``None``.

    ``合同金额(万元)``, ``单位：元``, ``金额单位：人民币万元``, ``单位:万元、%`` all have one;
    ``人数（万人）`` has none.
    """
    line = squeeze(text).text
    if "元" not in line and "圆" not in line and "万" not in line and "亿" not in line:
        return None
    for name in load_patterns("units")["patterns"]:
        found = compiled("units", name).search(line)
        if found:
            unit = found["unit"].translate(str.maketrans("圆萬億仟", "元万亿千"))
            unit = unit if unit.endswith("元") else f"{unit}元"
            return unit if unit_factor(unit) is not None else None
    return None


def money_in_cell(text: str, unit: str | None = None, unit_from: UnitFrom | None = "header") -> list[Money]:
    """The amounts in one table cell of a money column whose figures are in ``unit``.

    A cell that is one bare figure is one amount, ``12.5-13`` is two, ``-``, ``/`` and an empty cell are
    none. A cell of running text holds the amounts printed with their own unit, never a bare figure. Figures
    that a line end cut in two are joined only where the commas or the decimals prove it; figures on lines
    of their own are an amount each.
    """
    factor = unit_factor(unit) if unit is not None else None
    if unit is None or factor is None:
        return find_money(text)
    if _BARE.fullmatch(text) and (value := parse_number(text)) is not None:
        yuan = times(value, factor)
        return [Money(text, 0, len(text), yuan, yuan, unit, unit_from=unit_from or "header", pattern="cell")]
    text = amount_beside_rate(text) or text
    cell = squeeze(text)
    if not _is_one_line(cell.text):
        return money_line_by_line(text, unit, unit_from or "header")
    places = [place for place, char in enumerate(cell.text) if char not in "\n "]
    found = _whole_cell().fullmatch("".join(cell.text[place] for place in places))
    if found is None or (" " in cell.text and not _SPACED.fullmatch(cell.text)):
        return find_money(text)
    return _amounts(found, places, text, unit, unit_from or "header")


# Blanks between thousands, also behind the sign of the currency, and digits set apart, three and more: 3 0 may be two.
# A comma set apart from its thousands is no list where decimals end the figure.
_SPACED = re.compile(
    r"[￥¥]?-?\d{1,3}(?=[\d\n]* )(?:[ \n]?\d{3})+(?:\.\d+)?(?:[十百千万亿]{0,2}元)?"
    r"|\d(?:\.\d| \d){2,}|\d{1,3}(?:(?: ,|, )\d{3})+ ?\.\d{2}"
)


def _is_one_line(line: str) -> bool:
    """Whether the cell holds one figure at most, cut by line ends or not; else one a line."""
    head, *tails = line.split("\n")
    for tail in tails:
        if not _is_cut(head, tail):
            return False
        head += tail
    return True


def _is_cut(head: str, tail: str) -> bool:
    """Whether ``head`` and ``tail`` are one figure that a line end cut."""
    _, point, decimals = head.rpartition(".")
    if not re.fullmatch(r"-?[\d,]+\.?\d*", head) or not re.fullmatch(r"[\d,]*\.?\d*", tail):
        return True  # words: a line end means nothing in Chinese text
    if tail.startswith((".", ",")) or head.endswith((".", ",")):
        return parse_number(head + tail) is not None
    if point:
        return tail.isdigit() and len(decimals) + len(tail) <= _GLUED_DECIMALS and "," not in tail
    if "," in head:
        return len(head.rpartition(",")[2]) < 3 and parse_number(head + tail) is not None
    if "," in tail:
        return parse_number(head) is not None and parse_number(tail) is None and parse_number(head + tail) is not None
    return re.fullmatch(r"\d+\.\d\d", tail) is not None and len(tail) - 1 <= len(head)  # the line was full


def _amounts(found: re.Match[str], places: list[int], text: str, unit: str, source: UnitFrom) -> list[Money]:
    """``12.5`` or ``12.5-13`` in the cell's own unit, else the column's."""
    cell, own = squeeze(text), found["unit"]
    factor = unit_factor(own or unit)
    amounts = []
    names = [name for name in ("first", "second") if found[name]]
    for name in names:
        value = parse_number(found[name])
        if value is None or factor is None:
            continue
        first = found.start(name)
        if name == "first" and found["sign"]:
            first = found.start("minus") if found["minus"] else found.start("sign")
            value = -value if found["minus"] else value
        last = found.end("unit") if own and name == names[-1] else found.end(name)
        start, end = cell.span(places[first], places[last - 1] + 1)
        yuan = times(value, factor)
        amounts.append(
            Money(
                text=text[start:end],
                start=start,
                end=end,
                yuan=yuan,
                value=yuan,
                unit=unit if not own else own if own.endswith("元") else f"{own}元",
                modifier=modifier_around(cell.text, places[found.start(name)], places[found.end(name) - 1] + 1),
                unit_from="text" if own else source,
                pattern="cell",
            )
        )
    return amounts


def money_line_by_line(text: str, unit: str | None, source: UnitFrom | None) -> list[Money]:
    """The amounts of a cell each of whose lines stands by itself; as :func:`money_in_cell` otherwise."""
    amounts: list[Money] = []
    start = 0
    for piece in text.splitlines(keepends=True):
        found = money_in_cell(piece.rstrip("\r\n"), unit, source)
        amounts += [replace(each, start=each.start + start, end=each.end + start) for each in found] if start else found
        start += len(piece)
    return amounts


def short_amount_in_cell(text: str) -> list[Money]:
    """35.6万 alone in a cell of a column of amounts: the column says what a sentence would have to."""
    if not _SHORT.fullmatch(squeeze(text).text):
        return []
    shift = len(_EXPLAINED)
    return [replace(each, start=each.start - shift, end=each.end - shift) for each in find_money(_EXPLAINED + text)]


_SHORT = re.compile(r"-?\d[\d,]*(?:\.\d+)?[万亿]")
_EXPLAINED = "金额"
