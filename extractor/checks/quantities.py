"""Quantities told in words: amounts, rates and counts with their units, and the scopes that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache, partial
from operator import itemgetter

from extractor.checks.engine import Figure, Printed, grouped, tight
from extractor.checks.units import ZERO, factor, half, half_unit, in_whole
from extractor.model.layout import Block, PageIndex, Paragraph
from extractor.model.reading import Reading
from extractor.model.report import plain
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.tenses import line_of
from extractor.records.values import Spot, Told, Values
from extractor.values.figures import LONGEST_FIGURE, decimals, figure

YUAN, RATE, POINTS, SCORE = "元", "%", "个百分点", "分"
# Units of what counts no things.
NO_COUNTS = frozenset({"", RATE, POINTS, YUAN})
# Sections with more figures than this are lists; what belongs together there stands closer.
MOST_IN_A_SCOPE = 60
# A cell with no more characters holds a figure, not words about figures.
LONGEST_FIGURE_CELL = 16
# So many characters before a figure are quoted with it; no rule asks for the words of more than these.
QUOTED, LONGEST_LEAD = 12, 64
_SEVERAL = re.compile(r"\d\d*\D+\d")
_DIGIT = re.compile("[0-9]")
_CLOSING = ("）", ")")
_STOP, _UNMARKED = re.compile("[。；;\n]"), re.compile(r"[^，。；、\d]*")
# Without one of these characters a passage tells no price.
_PRICES = re.compile("[每/／单均标]")
_EACH = re.compile("[每单均标]")
_MAY_BLUR = re.compile("[约近超多余]")
_ONE_FIGURE = re.compile(r"(?P<before>[^\d]*?)-?(?P<figure>\d[\d,，]*(?:\.\d+)?)(?P<unit>[^\d]*)")
_BLURS, _BLUR = frozenset("约近超多余"), re.compile(r"(?:[约近超多]|(?<![其剩结盈])余)\s*$")
# A figure in its passage: start, end, value, half a unit of its last place, unit, whether it is told as rough, how many
# of its digits say something.
_Raw = tuple[int, int, Decimal, Decimal, str, bool, int]
_rough = partial(pattern_of, "check_frames", "unsure", "blurred")


@dataclass(eq=False, slots=True)
class Quantity:
    """A printed figure with its unit, one for each place; never changed, though not frozen: there are many.

    ``value`` is in the base unit (元, %, or the unit of the count), ``half`` half a unit of its last printed place,
    0 where it has no decimals. ``per`` is what a price or standard is for (亩 of 70元/亩, 人 of 每人3元; empty where
    no unit tells it), else None; ``blurred`` marks what is told as 约, 近 or more (30余); ``clause`` tells its sentence
    from others of the scope. ``digits`` is how many digits say something: 4 of 9,268.00, 2 of 3,500, all of a rate with
    decimals.
    """

    value: Decimal
    half: Decimal
    unit: str
    text: str
    spot: Spot
    start: int
    end: int
    digits: int
    per: str | None = None
    blurred: bool = False
    clause: tuple[int, int] = (0, 0)
    _figure: Figure | None = field(default=None, init=False, repr=False)
    _lead: str | None = field(default=None, init=False, repr=False)
    _whole: int | None = field(default=None, init=False, repr=False)
    _scale: tuple[Decimal, str] | None = field(default=None, init=False, repr=False)
    _is_rough: bool | None = field(default=None, init=False, repr=False)

    @property
    def said(self) -> str:
        return tight(self.text)

    @property
    def quoted(self) -> str:
        """The figure with the words right before it, as a letter quotes it: “未完成94亩”."""
        words = self.words_before(QUOTED).lstrip("%％")
        cut = "…" if len(words) == QUOTED else ""
        return f"“{cut}{words}{self.said}”" if words else self.said

    @property
    def is_rough(self) -> bool:
        """Whether words around it tell it as 约, 近 or 余; 节约 and 调增 before it blur nothing."""
        if self._is_rough is None:
            self._is_rough = _rough().search(self.before(6) + self.text) is not None
        return self._is_rough

    @property
    def scale(self) -> tuple[Decimal, str]:
        """What one of the unit printed is worth, and that unit: 10000 and 万元; 1 and 元 for 伍佰叁拾万元."""
        if self._scale is None:
            printed = _ONE_FIGURE.fullmatch(self.said)
            if printed is None or not self.value:
                self._scale = Decimal(1), self.unit
            else:
                one = self.value / Decimal(printed["figure"].replace(",", "").replace("，", ""))
                self._scale = one, printed["before"] + printed["unit"]
        return self._scale

    def in_its_unit(self, value: Decimal, places: int | None = None) -> str:
        """A value as this figure would print it, in its unit: 813.12万元; rounded to so many ``places``."""
        scale, unit = self.scale
        shown = value / scale
        return f"{grouped(shown if places is None else round(shown, places))}{unit}"

    def rounded(self, value: Decimal) -> Decimal:
        """A value rounded to the last place that this figure prints."""
        scale = self.scale[0]
        return round(value / scale, decimals(self.text)) * scale

    @property
    def unit_said(self) -> str:
        """The unit as printed behind the figure: 万元."""
        return self.said.lstrip("0123456789.,，")

    def before(self, reach: int) -> str:
        """So many characters right before it."""
        return self.spot.passage.text[max(0, self.start - reach) : self.start]

    def words_before(self, reach: int) -> str:
        """Of so many characters right before it those behind the last mark or figure, white space left out."""
        if self._lead is None:
            unmarked = _UNMARKED.match(self.before(LONGEST_LEAD)[::-1])
            self._lead = unmarked[0][::-1] if unmarked else ""
        return tight(self._lead[-reach:])

    @property
    def whole(self) -> int:
        """Its value as a whole number, for adding up and comparing many."""
        if self._whole is None:
            self._whole = in_whole(self.value)
        return self._whole

    def figure(self, pages: PageIndex) -> Figure:
        """The quantity as a figure with its place, one for all rules that quote it."""
        if self._figure is None:
            place = Printed(self.spot.passage, pages, self.start, self.end, self.spot.place)
            self._figure = Figure(self.value, decimals(self.text), place)
        return self._figure


@lru_cache(maxsize=4096)
def telling_digits(text: str) -> int:
    """How many digits of a printed figure say something: 4 of 9,268.00, 2 of 3,500."""
    return len(re.sub(r"\D", "", text).strip("0")) or 1


class Scope:
    """Quantities that stand together: those of a paragraph, of a table row or of a section, in reading order.

    ``text`` is the passage of a paragraph, that of the first figure of any other scope; ``rates`` are those among the
    quantities with their places, ``prices`` the amounts that one of something costs.
    """

    def __init__(self, kind: str, quantities: list[Quantity]) -> None:
        self.kind, self.quantities = kind, quantities
        self.text = quantities[0].spot.passage.text
        self.by_unit: dict[str, list[Quantity]] = {}
        for each in quantities:
            self.by_unit.setdefault(each.unit, []).append(each)
        self.rates = [(at, q) for at, q in enumerate(quantities) if q.unit == RATE] if RATE in self.by_unit else []
        self.prices = [each for each in self.by_unit.get(YUAN, ()) if each.per is not None]

    @property
    def texts(self) -> str:
        """The passages of all its figures."""
        return "|".join(dict.fromkeys([each.spot.passage.text for each in self.quantities]))

    @cached_property
    def measured(self) -> list[list[tuple[int, Quantity, float]]]:
        """Of each unit what a rate may be of, two or more: its places among the quantities and about how much it is."""
        found: dict[str, list[tuple[int, Quantity, float]]] = {}
        for at, each in enumerate(self.quantities):
            if each.unit != RATE and each.per is None and each.value:
                found.setdefault(each.unit, []).append((at, each, float(each.value)))
        return [group for group in found.values() if len(group) > 1]


def share_said(part: Quantity, whole: Quantity, share: Decimal) -> str:
    """63.7万元占98万元的65%, as messages put it."""
    return f"{part.said}占{whole.said}的{plain(share)}%"


def any_rough(quantities: Iterable[Quantity]) -> bool:
    """Whether one of several figures is told as 约, 近 or 余."""
    return any(each.is_rough for each in quantities)


def scopes(reading: Reading, values: Values, spots: list[Spot]) -> list[Scope]:
    """Each paragraph and each table row with words in it, then each section of several paragraphs."""
    told = {id(each.spot): each for each in values.told}
    has_digits = _DIGIT.search
    with_digits = [spot for spot in spots if has_digits(spot.passage.text)]
    by_line: dict[int, list[Quantity]] = {}
    paragraphs: list[Scope] = []
    for spot in with_digits:
        if spot.place is None:
            found = quantities(spot, told.get(id(spot)))
            # What follows a run-in heading is a passage of its own, of the same lines.
            for piece in spot.passage.pieces:
                by_line[id(piece.line)] = found
            if found:
                paragraphs.append(Scope("paragraph", found))
    return [*paragraphs, *_rows(with_digits, told), *_sections(reading, by_line)]


def _rows(spots: list[Spot], told: dict[int, Told]) -> Iterator[Scope]:
    """Rows of tables in which some cell tells more than one bare figure."""
    rows: dict[tuple[str, int], list[Spot]] = {}
    wordy: set[tuple[str, int]] = set()
    for spot in spots:
        if spot.place is not None:
            place = spot.place[:2]
            rows.setdefault(place, []).append(spot)
            if len(spot.passage.text) > LONGEST_FIGURE_CELL:
                wordy.add(place)
    for place, row in rows.items():
        if place not in wordy:
            continue
        # Only a cell of words may tell more than one figure; in most rows none does.
        several = {
            id(spot): quantities(spot, its)
            for spot in row
            if _may_tell_several(spot.passage.text, its := told.get(id(spot)))
        }
        if any(len(part) > 1 for part in several.values()):
            parts = (several.get(id(spot)) or quantities(spot, told.get(id(spot))) for spot in row)
            yield Scope("row", [each for part in parts for each in part][:MOST_IN_A_SCOPE])


def _may_tell_several(text: str, told: Told | None) -> bool:
    if told is not None and len(told.money) > 1:
        return True
    return _SEVERAL.search(text) is not None and figure(text) is None


def _sections(reading: Reading, found: dict[int, list[Quantity]]) -> Iterator[Scope]:
    """The largest sections with no more figures than belong together; of larger ones each part."""
    yield from _together([reading.outline.front], found)
    pending = list(reversed(reading.outline.top))
    while pending:
        section = pending.pop()
        below = section.walk()
        if not section.children or sum(len(_told_in(each.body, found)) for each in below) <= MOST_IN_A_SCOPE:
            yield from _together([each.body for each in below], found)
        else:
            yield from _together([section.body], found)
            pending += reversed(section.children)


def _together(bodies: list[list[Block]], found: dict[int, list[Quantity]]) -> Iterator[Scope]:
    figures = [each for body in bodies for each in _told_in(body, found)]
    if len({id(each.spot) for each in figures}) > 1:
        yield Scope("section", figures)


def _told_in(body: list[Block], found: dict[int, list[Quantity]]) -> list[Quantity]:
    paragraphs = [found.get(line_of(block.passage), []) for block in body if isinstance(block, Paragraph)]
    return [each for paragraph in paragraphs for each in paragraph]


def quantities(spot: Spot, told: Told | None) -> list[Quantity]:
    """The quantities of one passage in reading order; dates and document numbers are none."""
    text = spot.passage.text
    if told is None:
        return _quantities(spot, text, _plain(text, []))
    amounts, taken = told.money, [(m.start, m.end) for m in told.money]
    taken += [(each.start, each.end) for each in told.dates]
    taken += [(each.start, each.end) for each in told.numbers]
    taken.sort()
    found = [
        (m.start, m.end, m.yuan, half_unit(m), YUAN, bool(m.modifier), telling_digits(text[m.start : m.end]))
        for m in amounts
        if m.yuan is not None
    ]
    found += _plain(text, taken)
    found.sort(key=itemgetter(0))
    return _quantities(spot, text, found)


def _plain(text: str, taken: list[tuple[int, int]]) -> list[_Raw]:
    """The figures outside of what is taken."""
    search, same = _number(with_ages="岁" in text).search, _same_units()
    found: list[_Raw] = []
    reached, known = 0, len(taken)
    match = search(text)
    while match is not None:
        start, end = match.span()
        while reached < known and taken[reached][1] <= start:
            reached += 1
        if reached < known and taken[reached][0] <= start:
            match = search(text, taken[reached][1])
            continue
        digits, blur, scale, unit = match.groups()
        # A figure that stands alone in brackets counts a list: （2）.
        listed = start > 0 and text[start - 1] in "（(" and text.startswith(_CLOSING, start + len(digits))
        if not listed and len(digits) <= LONGEST_FIGURE and (reached == known or taken[reached][0] >= end):
            if "," in digits or "，" in digits:
                digits = digits.replace(",", "").replace("，", "")
            value, moved, unit = Decimal(digits), ZERO, same.get(unit, unit) or ""
            whole, point, part = digits.partition(".")
            telling = len(digits) - 1 if point and unit == RATE else len(f"{whole}{part}".strip("0")) or 1
            if point:
                moved = half(len(part))
            if scale:
                one = factor(scale)
                value, moved = value * one, moved * one
            found.append((start, end, value, moved, unit, blur is not None, telling))
        match = search(text, end)
    return found


def _quantities(spot: Spot, text: str, found: list[_Raw]) -> list[Quantity]:
    if not found:
        return []
    quantities: list[Quantity] = []
    # Most passages tell no price and nothing as rough.
    may_be_priced = _PRICES.search(text) is not None
    may_be_rough = _MAY_BLUR.search(text) is not None
    place = found[0][0]
    has_stops = len(found) > 1 and _STOP.search(text, place) is not None
    sentence = 0
    clause = (id(spot), sentence)
    for start, end, value, moved, unit, rough, digits in found:
        if has_stops and start > place:
            if stops := len(_STOP.findall(text, place, start)):
                sentence += stops
                clause = (clause[0], sentence)
            place = start
        said = text[start:end]
        # Figures without decimals are taken as exact: 163个 is no 163.4.
        shown = moved if "." in said else ZERO
        # What it is the price of: 70元/亩, 每人3元.
        per, blurred = None, rough
        if may_be_priced and unit != RATE:
            price = _priced().match(text, end, end + 4)
            if price is None and _EACH.search(text, max(0, start - 10), start):
                price = _each().search(text[max(0, start - 10) : start])
            per = None if price is None else price["unit"] or ""
        if may_be_rough and not rough:
            before = text[max(0, start - 10) : start]
            blurred = before.rstrip()[-1:] in _BLURS and _BLUR.search(before) is not None
        quantities.append(Quantity(value, shown, unit, said, spot, start, end, digits, per, blurred, clause))
    return quantities


@cache
def _same_units() -> dict[str, str]:
    return {unit: str(same) for unit, same in load_patterns("checks")["counts"]["same"].items()}


def _any_unit() -> str:
    """One unit, the longest that stands there; most are of one character."""
    units = sorted(load_patterns("checks")["counts"]["units"], key=len, reverse=True)
    return "|".join([*(unit for unit in units if len(unit) > 1), f"[{''.join(u for u in units if len(u) == 1)}]"])


@cache
def _number(*, with_ages: bool) -> re.Pattern[str]:
    # Ages count nothing: 80—89周岁; most passages tell none. 96。5% and 96·5% are no 5%.
    ages = r"(?!\s*(?:[—\-－~～至到]+\s*\d+\s*)?周?岁)" if with_ages else ""
    units = _any_unit()
    return re.compile(
        r"(?P<digits>\d(?<![\d.A-Za-z〔\[第]\d)(?<!\d[·・•。]\d)"
        r"(?:\d{0,2}(?:[,，]\d{3})+(?:\.\d+)?|\d*(?:\.\d+)?))(?![\d.]|[·・•。]\d)"
        rf"{ages}\s*"
        rf"(?P<blur>[余多])?(?P<scale>万亿|亿|千万|百万|万)?\s*(?P<unit>[%％‰]|{units})?"
    )


@cache
def _priced() -> re.Pattern[str]:
    units = _any_unit()
    return re.compile(rf"\s*[/／每]\s*(?P<unit>{units})?")


@cache
def _each() -> re.Pattern[str]:
    units = _any_unit()
    return re.compile(load_patterns("checks")["counts"]["each"].replace("UNIT", f"(?P<unit>{units})?"))
