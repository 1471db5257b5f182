"""One search for many phrases: where none of them can begin, none of them is tried.

A phrase is a regular expression of groups without others in them, signs and gaps (``(?:资金)?~?分配~(?:不|缺)``). What
stands before its first sign and may be missing plays no part in whether it is found at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

GAP = "[^，。；,;]{0,10}?"
_MAY_LACK = re.compile(r"(?:\(\?:[^()]*\)\?|~\??)+")
_OUTER_BAR = re.compile(r"\|(?![^()]*\))")
_FIRST = re.compile(r"(?:\(\?:(?P<group>[^()]*)\)|\[(?P<signs>\w+)\]|(?P<sign>\w))(?![?*{])")
_SIGN = re.compile(r"\w(?![?*{])")


def expression(phrase: str) -> str:
    """The regular expression of a phrase; ``~`` is a gap within a clause."""
    # A gap may be empty as it is; made optional as well, it would be looked for twice.
    return phrase.replace("~?", "~").replace("~", GAP)


def any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """One search that finds something where any of ``phrases`` does, though not the same stretch."""
    parts = [part[found.end() :] if (found := _MAY_LACK.match(part)) else part for part in _parts(phrases)]
    begun = {part: signs for part in parts if (signs := _beginnings(part))}
    others = [expression(part) for part in parts if part not in begun]
    if begun:
        signs = "".join(sorted(set("".join(begun.values()))))
        others.append(f"(?=[{signs}])(?:{'|'.join(map(expression, begun))})")
    return re.compile("|".join(others) or "(?!)")


def _parts(phrases: Sequence[str]) -> list[str]:
    """The phrases, of those with a choice of several each of them."""
    found: list[str] = []
    for phrase in phrases:
        parts = _OUTER_BAR.split(phrase)
        whole = all(part.count("(") == part.count(")") for part in parts)
        found += parts if whole else [f"(?:{phrase})"]
    return found


def _beginnings(phrase: str) -> str:
    """The signs that a phrase can begin with, none where they cannot be told."""
    first = _FIRST.match(phrase)
    if first is None:
        return ""
    if first["group"] is None:
        return first["signs"] or first["sign"]
    signs = [_SIGN.match(choice) for choice in first["group"].split("|")]
    return "".join(sign[0] for sign in signs if sign) if all(signs) else ""
