"""Finds amounts of money in running text: figures with units, capitals, ranges, series that share a unit.

A number is money only with a unit of money, a sign of currency, or 万/亿 in a sentence that speaks of
money. What is doubtful is left out: a wrong amount that looks right does more harm than a missing one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from extractor.model.values import Money
from extractor.patternbook import load_patterns
from extractor.text.fold import Squeezed, squeeze
from extractor.values.compose import compiled_part, words_pattern
from extractor.values.money_drafts import Draft, drafts_in, may_hold_amount
from extractor.values.money_series import confirmed, with_shared_units
from extractor.values.taken import Taken

_MODIFIER_REACH = 8
# What a dash joins with the amount behind it: ￥5-￥6, 5万元-￥6.
_BETWEEN = re.compile(r"[\da-zA-Z)）元圆万亿千-]")
_BLUR_WITHIN = ("余", "多", "来")
_POWER = re.compile(r"(?<!\d)10[⁰¹²³⁴-⁹]+")
_POWER_OF_MONEY = re.compile(rf"(?:\d[\d.]*\s?[×xX*·]\s?)?{_POWER.pattern}\s?[万亿]?元")


def find_money(text: str) -> list[Money]:
    """Every amount printed in ``text``, in reading order.

    ``yuan`` is exact 元; figures of a range or series that share a unit are one record each. Raises nothing.
    """
    squeezed = squeeze(text)
    return list(_amounts_in(text, squeezed)) if may_hold_amount(squeezed.text) else []


@lru_cache(maxsize=64)
def _amounts_in(text: str, squeezed: Squeezed) -> tuple[Money, ...]:
    """The amounts of a text; who looks for doubtful figures asks for those just read."""
    drafts = [each for each in drafts_in(squeezed, text) if not _is_power(each, squeezed, text)]
    kept = confirmed(drafts, squeezed.text) if drafts else []
    return tuple(_finished(draft, squeezed, text) for draft in with_shared_units(kept, squeezed.text))


def _is_power(draft: Draft, squeezed: Squeezed, text: str) -> bool:
    """2.5×10⁴元: the raised figure is no mark of a note, and the amount none of 10元."""
    return _POWER.search(text, *squeezed.span(draft.start, draft.end)) is not None


def find_doubtful_amounts(text: str) -> list[tuple[int, int]]:
    """Where figures with a unit of money stand whose amount nobody can be sure of: 1，23万元, (5.6)万元, 10⁴元.

    Half-open offsets into ``text``, in reading order; :func:`find_money` reads none of them.
    """
    squeezed = squeeze(text)
    if "元" not in squeezed.text and "圆" not in squeezed.text:
        return []
    spans = [squeezed.span(*found.span()) for found in compiled_part("money", "doubtful").finditer(squeezed.text)]
    spans += [found.span() for found in _POWER_OF_MONEY.finditer(text)]
    return _unread(spans, text)


def find_figures_without_unit(text: str) -> list[tuple[int, int]]:
    """Where a sentence calls a figure an amount and tells no unit (执行数1,032,849.44（含); offsets into ``text``.

    :func:`find_money` reads none of them.
    """
    squeezed = squeeze(text)
    found = compiled_part("money", "without_unit").finditer(squeezed.text)
    spans = [squeezed.span(*each.span("figure")) for each in found]
    return _unread(spans, text)


def _unread(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    if not spans:
        return []
    read = Taken((each.start, each.end) for each in find_money(text))
    return [span for span in spans if not read.touches(*span)]


def _finished(draft: Draft, squeezed: Squeezed, printed: str) -> Money:
    if _is_below_zero(draft, squeezed.text):
        draft = replace(draft, start=draft.start - 1, value=draft.value.copy_negate())
    start, end = squeezed.span(draft.start, draft.end)
    return Money(
        text=printed[start:end],
        start=start,
        end=end,
        yuan=draft.value if draft.currency == "CNY" else None,
        value=draft.value,
        unit=draft.unit,
        currency=draft.currency,
        modifier=modifier_around(squeezed.text, draft.start, draft.end),
        unit_from="header" if draft.pattern == "labelled" else "text",
        pattern=draft.pattern,
    )


def _is_below_zero(draft: Draft, line: str) -> bool:
    """-￥12.5; 负12.5万元, in words, where a word of a balance or a verb stands before it (none in 税负, 正负5万元)."""
    if line[draft.start] in "￥¥" and line[draft.start - 1 : draft.start] == "-":
        return _BETWEEN.match(line[: draft.start - 1][-1:]) is None
    if line[draft.start - 1 : draft.start] != "负" or not line[draft.start].isdigit():
        return False
    return (
        compiled_part("money", "below_zero").search(line, max(0, draft.start - _MODIFIER_REACH), draft.start)
        is not None
    )


@cache
def _modifiers() -> tuple[re.Pattern[str], frozenset[str], re.Pattern[str], frozenset[str]]:
    """Words before and after an amount, and the characters in which the first end and the second begin."""
    parts = load_patterns("money")["parts"]
    before, after = parts["blur_before"], parts["blur_after"]
    return (
        re.compile(f"(?:{words_pattern(before)})$"),
        frozenset(word[-1] for word in before),
        re.compile(f"{parts['blur_included']}({words_pattern(after)})"),
        frozenset(["(", *(word[0] for word in after)]),
    )


def modifier_around(line: str, start: int, end: int) -> str | None:
    """The words that blur or bound the amount at ``line[start:end]``: 约, 近, 不超过, 余, 以上."""
    before, last_chars, after, first_chars = _modifiers()
    words = []
    if line[start - 1 : start] in last_chars:
        lead = line[max(0, start - _MODIFIER_REACH) : start]
        head = None if compiled_part("money", "no_blur").search(lead) else before.search(lead)
        words += [head.group()] if head else []
    words += [word for word in _BLUR_WITHIN if line.find(word, start, end) >= 0]
    if line[end : end + 1] in first_chars:
        tail = after.match(line, end)
        words += [tail.group(1)] if tail else []
    return "、".join(words) or None
