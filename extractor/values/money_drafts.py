"""Reads amounts one by one: figure, magnitude, unit, sign and small change, without their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.patternbook import load_patterns
from extractor.text.fold import Squeezed, squeeze
from extractor.values.compose import compiled, compiled_part, walk_back, words_pattern
from extractor.values.money_shares import listed_behind, summed_up
from extractor.values.numerals import parse_number, parse_numeral, plain, plus, times, unit_factor

_SUFFIX_REACH = 60  # an amount after its first anchor: 元人民币, 角, 分, 整; after a sign the whole figure
_FIRST_YEAR, _LAST_YEAR = 1900, 2100  # a bare figure in between, next to 元月 or in a range, may be a year

_CURRENCY_NAMES = {"人民币", "人民幣"}
_MAGNITUDES = "十百千万亿拾佰仟萬億"
# Before the figure: digits made letters by a typist or a font; a mark for a point; a mark of a loss.
_GLUED = frozenset("'lIOo·。_^´°º`△▲▽▼〇二三四五六七八九")
# The number of a table, before the words of its caption: 附表3 万元以上设备明细表.
_LABEL = re.compile(r"\s*(?:附?[表图]|附件)\s*\d{1,2}(?:[-.—]\d{1,2})?\s+(?=[十百千万亿]*元)")
_PLAIN_MAGNITUDE = str.maketrans("拾佰仟萬億", "十百千万亿")


@dataclass(slots=True)
class Draft:
    """An amount in squeezed text, before its neighbours have been looked at."""

    start: int
    end: int
    mantissa: Decimal  # the figure before its magnitude: 12.5 of 12.5万
    magnitude: str  # 万 of 12.5万元; empty in capitals and mixed forms
    unit: str  # 万元
    value: Decimal
    currency: str
    sure: bool  # has a unit or sign of currency
    pattern: str


def drafts_in(squeezed: Squeezed, printed: str) -> Iterator[Draft]:
    """Everything that may be an amount, in reading order except small change, which comes last."""
    line = squeezed.text
    label = _LABEL.match(printed)
    amount, begins = compiled("money", "amount"), compiled_part("money", "begins")
    done = len(squeeze(label.group()).text) if label else 0
    for anchor in _anchor().finditer(line):
        place = anchor.start()
        if place < done:
            continue
        start = walk_back(line, place, done, "money")
        if start == place and anchor.group() not in _signs():
            continue
        draft = _plain_draft(line, start, place, done)
        if draft:
            yield draft
            done = draft.end
            continue
        stop = min(len(line), place + _SUFFIX_REACH)
        starts = begins.finditer(line, start, place + 1)
        found = next(filter(None, (amount.match(line, each.start(), stop) for each in starts)), None)
        if found:
            draft = _draft(found, squeezed, printed)
            if draft:
                yield draft
            done = found.end()
        else:
            done = place + 1  # no amount begins up to here, so no later anchor needs to look here again
    yield from _labelled(line)
    yield from _included(line)
    yield from _summed(line)
    yield from _small_change(line)


def may_hold_amount(line: str) -> bool:
    """Whether any word stands in a text around which amounts are looked for."""
    return _anchor().search(line) is not None or compiled_part("money", "change_anchor").search(line) is not None


@cache
def _anchor() -> re.Pattern[str]:
    """The words around which amounts are looked for: plain words alone, between whose first characters ``re`` skips.

    With a class or a group among them it tries every word at every character, which takes thirteen times as long.
    """
    return re.compile(words_pattern([*load_patterns("money")["parts"]["anchor"], *_currencies()]))


@cache
def _plain() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """The figure, the unit, and what must not follow it for an amount to be plain."""
    foreign = {name[0] for name in _currencies()}
    after = frozenset(load_patterns("money")["parts"]["after_yuan"]) | _after_yuan() | foreign | {"("}
    return compiled_part("money", "plain"), compiled_part("money", "plain_unit"), after


def _plain_draft(line: str, start: int, place: int, done: int) -> Draft | None:
    """The amount whose figure ends before ``place``, where it is of the commonest form: 1,234.5万元; a short cut."""
    figure_form, unit_form, after = _plain()
    figure = figure_form.fullmatch(line, start, place)
    before = line[start - 1 : start]
    if figure is None or (start == done and start) or before in _GLUED:
        return None
    if before and compiled_part("money", "lost_within").match(before):
        return None
    unit = unit_form.match(line, place)
    if unit is None or line[unit.end() : unit.end() + 1] in after:
        return None
    magnitude = unit["scale"]
    mantissa = Decimal(figure["figure"].replace(",", ""))
    name = f"{magnitude}元"
    value = times(mantissa, unit_factor(name) or Decimal(1))
    return Draft(figure.start("figure"), unit.end(), mantissa, magnitude, name, value, "CNY", True, "amount")


def _labelled(line: str) -> Iterator[Draft]:
    """总投资（万元）：1,860.5 and 420（万元）."""
    for found in compiled("money", "labelled").finditer(line) if "元)" in line else ():
        span, figure = found.span("figure"), found["figure"]
        items = [] if figure else listed_behind(line, found.end())
        for each in items:
            yield from _in_unit(line, each, found["unit"])
        if items:
            continue
        if figure is None:
            span = (walk_back(line, found.start(), 0, "money"), found.start())
            before = compiled_part("money", "figure").search(line, *span)
            span, figure = (before.span(), before.group()) if before and before.end() == span[1] else (span, "")
        if figure:
            yield from _in_unit(line, span, found["unit"])


def _in_unit(line: str, span: tuple[int, int], unit: str) -> Iterator[Draft]:
    """The figure at ``span`` in a unit that a label tells."""
    value, factor = parse_number(line[slice(*span)]), unit_factor(unit)
    if value is not None and factor is not None:
        magnitude = unit.removesuffix("元")
        yield Draft(*span, value, magnitude, unit, times(value, factor), "CNY", True, "labelled")


def _included(line: str) -> Iterator[Draft]:
    """50（含）万元, of which 50 is the figure."""
    for found in compiled_part("money", "included").finditer(line) if "含)" in line else ():
        mantissa, magnitude = parse_number(found["figure"]), found["scale"]
        name = f"{magnitude}元"
        factor = unit_factor(name)
        if mantissa is not None and factor is not None:
            yield Draft(*found.span(), mantissa, magnitude, name, times(mantissa, factor), "CNY", True, "amount")


def _summed(line: str) -> Iterator[Draft]:
    """The terms of (300+200)万元, each in the unit behind the bracket."""
    for figures, magnitude in summed_up(line):
        name = f"{magnitude}元"
        for start, end in figures:
            mantissa, factor = parse_number(line[start:end]), unit_factor(name)
            if mantissa is not None and factor is not None:
                yield Draft(start, end, mantissa, magnitude, name, times(mantissa, factor), "CNY", True, "shared_unit")


def _draft(found: re.Match[str], squeezed: Squeezed, printed: str) -> Draft | None:
    symbol, quantity, scale, currency, minor = found.group("symbol", "quantity", "scale", "currency", "minor")
    if currency and _is_other_word(found, squeezed.text):
        return None
    start, negative = found.start(), quantity[0] == "-"
    figures = quantity[1:] if negative else quantity
    if currency and symbol in _CURRENCY_NAMES and figures[0].isdigit():
        start = found.start("quantity")  # 人民币 before a figure with its own 元 adds nothing to it
    if negative and not (symbol and start == found.start()) and not _is_sign(start, squeezed, printed):
        start, negative = start + 1, False
    valued = _valued((figures + scale).translate(_PLAIN_MAGNITUDE) if scale else figures)
    if valued is None:
        return None
    value, mantissa, magnitude = valued
    if minor:
        value = plus(value, _minor(minor))
    tail = (figures + scale)[-1]
    return Draft(
        start=start,
        end=found.end(),
        mantissa=mantissa,
        magnitude=magnitude,
        unit=unit_of(magnitude or (tail if tail in "万亿萬億" else "")),
        value=value.copy_negate() if negative else value,
        currency=_currency(symbol or "", currency or "") if symbol or currency not in {"元", None} else "CNY",
        sure=bool(symbol or currency),
        pattern="amount" if symbol or currency else "bare_magnitude",
    )


def _valued(figures: str) -> tuple[Decimal, Decimal, str] | None:
    """Value, figure and magnitude: 125000, 12.5, 万 for 12.5万; mixed and Chinese numerals have none."""
    digits = figures.rstrip(_MAGNITUDES)
    mantissa = parse_number(digits)
    if mantissa is not None:
        magnitude = figures[len(digits) :].translate(_PLAIN_MAGNITUDE)
        factor = unit_factor(f"{magnitude}元")
        if factor is not None:
            return times(mantissa, factor), mantissa, magnitude
    value = parse_numeral(figures)
    return None if value is None else (plain(value), value, "")


@cache
def unit_of(magnitude: str) -> str:
    """The unit of a figure with this magnitude: 万元 for 万, 元 for none."""
    plain_magnitude = magnitude.translate(_PLAIN_MAGNITUDE)
    return f"{plain_magnitude}元" if magnitude and unit_factor(f"{plain_magnitude}元") else "元"


def _is_sign(start: int, squeezed: Squeezed, printed: str) -> bool:
    """A hyphen is a sign after a word; after a figure it means "to", before a space it is a bullet, but after 为."""
    origin = squeezed.origin(start)
    before = squeezed.text[start - 1 : start]
    if printed[origin] == "–" or printed[origin + 1 : origin + 2].isspace():
        return printed[origin] != "–" and before in {"为", "是"}
    return not before or not ((before.isascii() and before.isalnum()) or before in "元圆万亿)%-—~年月日号千百十")


def _is_other_word(found: re.Match[str], line: str) -> bool:
    """元 that begins 元旦, 元件, …; 一元 in 一元化; 2024元月."""
    place = found.start("currency")
    if line[place] != "元":
        return False
    if line[place + 1 : place + 2] not in _after_yuan():
        return False
    if compiled_words("not_yuan").match(line, place):
        return True
    quantity = found["quantity"]
    if len(quantity) == 1 and not quantity.isdigit() and compiled_words("not_small_yuan").match(line, place):
        return True
    return line[place + 1 : place + 2] == "月" and looks_like_year(parse_numeral(quantity))


@cache
def compiled_words(name: str) -> re.Pattern[str]:
    """One word list of the money patterns as an alternation."""
    return re.compile(words_pattern(load_patterns("money")["parts"][name]))


@cache
def _after_yuan() -> frozenset[str]:
    """The second characters of words that begin with 元."""
    parts = load_patterns("money")["parts"]
    return frozenset(["月", *(word[1] for name in ("not_yuan", "not_small_yuan") for word in parts[name])])


def _minor(text: str) -> Decimal:
    """角 and 分 (毛, 美分) after the 元, in units of the currency."""
    total = Decimal(0)
    for figure, unit in re.findall(r"(?:又|零(?=.?[^角毛分美仙]))*([^又角毛分美仙]+)(美角|美分|角|毛|分|仙)", text):
        value = parse_numeral(figure)
        if value is not None:
            total += times(value, Decimal("0.1") if unit in {"角", "毛", "美角"} else Decimal("0.01"))
    return total


def _currency(symbol: str, name: str) -> str:
    """The ISO code of what is printed before or behind a figure; 元 behind a foreign sign is its own (美元300万元)."""
    known = _currencies()
    behind = name.lstrip("元圆圓").strip("()")
    return known.get(behind) or known.get(re.sub(r"\(?大写\)?$", "", symbol), "CNY")


@cache
def _currencies() -> dict[str, str]:
    parts = load_patterns("money")["parts"]
    return {**parts["currencies"], **parts["currency_signs"]}


@cache
def _signs() -> frozenset[str]:
    """What may stand before a figure without anything before it."""
    return frozenset(["￥", "¥", "CNY", "RMB", "币", "幣", "元", *_currencies()])


def _small_change(line: str) -> Iterator[Draft]:
    change = compiled("money", "small_change")
    done = 0
    for anchor in compiled_part("money", "change_anchor").finditer(line):
        found = change.search(line, max(done, anchor.start() - 2), anchor.end() + 3)
        if found is None:
            continue
        start, end = found.span()
        done = end
        before = line[start - 1 : start]
        if compiled_words("not_jiao").match(line, end - 1) or line[end : end + 1] == "钟":
            continue
        alone = start == 0 and end == len(line)
        if not alone and (found.group()[-1] == "分" and "角" not in found.group()):
            continue
        if not alone and not found.group()[0].isdigit() and _is_han(before):
            continue
        value = _minor(found.group())
        yield Draft(start, end, value, "", "元", plain(value), "CNY", True, "small_change")


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"


def looks_like_year(value: Decimal | None) -> bool:
    """Whether a bare figure may be a year."""
    return value is not None and value == value.to_integral_value() and _FIRST_YEAR <= value <= _LAST_YEAR
