"""Numbers as reports print them, to exact decimals and back: Arabic, Chinese small and capital, and mixed.

Nothing here ever passes through a float, and the decimal context's precision plays no part: values are put
together by shifting digits, never by rounded arithmetic.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache

from extractor.patternbook import load_patterns

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **{
        "○": 0,
        "两": 2,
        "兩": 2,
        "貳": 2,
        "贰": 2,
        "弍": 2,
        "參": 3,
        "叄": 3,
        "弎": 3,
        "陸": 6,
        "廿": 20,
        "卅": 30,
    },
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_EXACT = Context(prec=200)
_ENDLESS = Decimal(10) ** 20
_ARABIC = re.compile(r"[+-]?(?:[0-9]+|\d{1,3}(?:[,，]\d{3})+)(?:\.\d+)?|[+-]?\.\d+")
_NO_COMMAS = str.maketrans("", "", ",，")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)
_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
MAX_CAPITAL = Decimal(10) ** 16


def parse_number(text: str) -> Decimal | None:
    """The value of an Arabic number with optional sign, grouping commas and point; ``None`` if it is none.

    ``4,827.06`` is 4827.06; ``48,27`` is no number, because commas stand before three digits.
    """
    figure = text if text.isprintable() and " " not in text else "".join(text.split())
    return Decimal(figure.translate(_NO_COMMAS)) if _ARABIC.fullmatch(figure) else None


def parse_percent(text: str) -> Decimal | None:
    """The figure of ``96.54%`` or ``百分之九十六`` in percent (96.54), or ``None``."""
    plain = "".join(text.split())
    if plain.startswith("百分之"):
        return parse_numeral(plain[3:])
    if plain[-1:] in {"%", "％"}:
        return parse_number(plain[:-1])
    return None


def parse_numeral(text: str) -> Decimal | None:
    """The value of a numeral in Chinese, Arabic or mixed writing, or ``None`` where it is ill-formed.

    ``一千零五十万`` is 10500000, ``1亿2345万`` 123450000, ``二〇一八`` 2018, ``一点二五`` 1.25, ``负三`` -3.
    """
    plain = "".join(text.split())
    if plain[:1] in {"负", "負", "-"}:
        value = parse_numeral(plain[1:]) if plain[1:2] not in {"-", "负"} else None
        return None if value is None else value.copy_negate()
    arabic = parse_number(plain)
    if arabic is not None:
        return arabic
    whole, point, fraction = plain.partition("点")
    if point:
        scale = fraction.lstrip("".join(DIGITS))
        base, digits = _integer(whole), fraction[: len(fraction) - len(scale)]
        figures = _figures(digits)
        if base is None or figures is None:
            return None
        value = Decimal(f"{base}.{figures}")
        return value if not scale else _scaled(value, scale)
    return _mixed(plain)


def _figures(text: str) -> str | None:
    """``二〇一八`` as ``2018``; ``None`` if anything but single digits stands there."""
    figures = [DIGITS.get(char, 10) for char in text]
    return "".join(map(str, figures)) if figures and max(figures) < 10 else None


def _integer(text: str) -> Decimal | None:
    """A numeral without a point; bare digits are read one by one."""
    figures = _figures(text)
    return Decimal(figures) if figures is not None else _mixed(text)


def _scaled(value: Decimal, scale: str) -> Decimal | None:
    for char in scale:
        unit = _SMALL.get(char) or _LARGE.get(char)
        if unit is None:
            return None
        value = _EXACT.multiply(value, Decimal(unit))
    return value


def _mixed(text: str) -> Decimal | None:
    """Digits with 十百千万亿, parts falling: ``3万5千``, ``贰仟伍佰``, ``100万三千``; or one by one: ``二〇〇万``."""
    digits = text.rstrip("万萬亿億")
    figures = _figures(digits)
    if figures is not None and (digits == text or len(digits) > 2 or figures.endswith("0")):  # 二三万 is 2 or 3
        return _scaled(Decimal(figures), text[len(digits) :])
    reader = _Reader()
    for token in _TOKEN.findall(text.replace(",", "")):
        if not reader.takes(token):
            return None
    return reader.value() if reader.seen else None


class _Reader:
    """Reads a numeral token by token: the pending digit, the group under 10^4, the total of groups."""

    def __init__(self) -> None:
        self.total, self.group = Decimal(0), Decimal(0)
        self.digit: Decimal | None = None
        self.floor = self.group_floor = _ENDLESS  # the next unit, of a digit or a group, must be smaller
        self.seen = False

    def value(self) -> Decimal:
        return _EXACT.add(_EXACT.add(self.total, self.group), self.digit or Decimal(0))

    def takes(self, token: str) -> bool:
        """Whether ``token`` may stand here; it is taken if so."""
        if token in _SMALL:
            taken = self._small(token)
        elif token in _LARGE:
            taken = self._large(Decimal(_LARGE[token]))
        else:
            taken = self._digit(token)
        self.seen = True
        return taken

    def _digit(self, token: str) -> bool:
        if self.digit or not (token in DIGITS or (token[0].isdigit() and token.isascii())):
            return False
        self.digit = Decimal(DIGITS.get(token, 0)) if token in DIGITS else Decimal(token)
        return True

    def _small(self, token: str) -> bool:
        unit = Decimal(_SMALL[token])
        if unit >= self.floor:
            return False
        self.group = _EXACT.add(self.group, _EXACT.multiply(_leading(self.digit, token), unit))
        self.digit, self.floor = None, unit
        return True

    def _large(self, unit: Decimal) -> bool:
        self.group = _EXACT.add(self.group, self.digit or Decimal(0))
        if unit > self.group_floor:  # 一万零一十亿: all that came before counts in 亿
            self.total = _EXACT.multiply(_EXACT.add(self.total, self.group), unit)
        elif self.group:
            self.total = _EXACT.add(self.total, _EXACT.multiply(self.group, unit))
        elif self.total:  # 十万亿
            self.total = _EXACT.multiply(self.total, unit)
        else:
            return False
        self.group, self.digit = Decimal(0), None
        self.floor, self.group_floor = _ENDLESS, unit
        return True


def _leading(digit: Decimal | None, unit: str) -> Decimal:
    """A bare 十 is one ten (``十五``, ``一百十六``)."""
    return Decimal(1) if digit is None or (digit == 0 and unit in "十拾") else digit


def format_numeral(value: Decimal | int) -> str:
    """A whole number from 0 to 10^16 - 1 in capital numerals: 10500000 is ``壹仟零伍拾万``."""
    number = int(value)
    if number != value or not 0 <= number < MAX_CAPITAL:
        raise ValueError(f"{value} is not a whole number from 0 to 10^16 - 1")
    if number == 0:
        return "零"
    words = ""
    pending_zero = False
    high, low = divmod(number, 10**8)
    for half, name in ((high, "亿"), (low, "")):
        part = ""
        for four, group in zip(divmod(half, 10**4), ("万", ""), strict=True):
            if four == 0:
                pending_zero = bool(words or part)
                continue
            if (words or part) and (pending_zero or four < 1000):
                part += "零"
            part += _four_digits(four) + group
            pending_zero = False
        if part:
            words += part + name
    return words


def _four_digits(number: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure == 0:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _CAPITAL[figure] + _PLACES[place]
        gap = False
    return words


def format_capital_amount(yuan: Decimal) -> str:
    """An amount in capitals as cheques print it: 30050.06 is ``叁万零伍拾元零陆分``, 11 ``壹拾壹元整``.

    ``yuan`` is 元 with at most two decimals, from 0.01 to under 10^16; ValueError otherwise.
    """
    fen = _EXACT.multiply(yuan, Decimal(100))
    if fen != fen.to_integral_value() or not 0 < fen < MAX_CAPITAL * 100:
        raise ValueError(f"{yuan} 元 is not an amount from 0.01 to under 10^16 in whole 分")
    whole, rest = divmod(int(fen), 100)
    jiao, single = divmod(rest, 10)
    words = f"{format_numeral(whole)}元" if whole else ""
    if not rest:
        return words + "整"
    if jiao:
        words += f"{_CAPITAL[jiao]}角"
    elif whole:
        words += "零"
    return words + (f"{_CAPITAL[single]}分" if single else "")


@cache
def unit_factor(unit: str) -> Decimal | None:
    """元 in one ``unit`` (万元 → 10000, 亿 → 100000000, 元 → 1); ``None`` for a unit that is not of money."""
    factor = load_patterns("units")["yuan"].get(unit)
    return None if factor is None else Decimal(factor)


def times(value: Decimal, factor: Decimal) -> Decimal:
    """Exact product, free of the thread's decimal precision and of exponents in print."""
    return plain(_EXACT.multiply(value, factor))


def plain(value: Decimal) -> Decimal:
    """``value`` without trailing zeros and without an exponent: 1E+4 → 10000, 12.50 → 12.5."""
    whole = int(value)
    return Decimal(whole) if whole == value else value.normalize(_EXACT)


def plus(first: Decimal, second: Decimal) -> Decimal:
    """Exact sum."""
    return plain(_EXACT.add(first, second))
