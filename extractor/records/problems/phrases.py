"""One search for many phrases: where none of them can begin, none of them is tried.

A phrase is a regular expression of groups, signs and gaps (``(?:资金)?~?分配~(?:不|缺)``). What stands before its first
sign and may be missing plays no part in whether it is found at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

GAP = "[^，。；,;]{0,10}?"
_MAY_LACK = re.compile(r"(?:\(\?:[^()]*\)\?|~\??)+")
_FIRST = re.compile(r"\[(?P<signs>\w+)\]|(?P<sign>\w)")


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
        # By a plain first sign ``re`` skips what begins nothing; the phrases are tried from before it.
        others.append(f"[{signs}](?<=(?={'|'.join(map(expression, begun))})[{signs}])")
    return re.compile("|".join(others) or "(?!)")


def _parts(phrases: Sequence[str]) -> list[str]:
    """The phrases, of those with a choice of several each of them."""
    return [choice for phrase in phrases for choice in _choices(phrase)]


def _choices(phrase: str) -> list[str]:
    """What the bars of a phrase part, those within its groups aside."""
    found, depth = [""], 0
    for sign in phrase:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return found


def _group_end(phrase: str) -> int:
    """Behind the group that a phrase begins with."""
    depth = 0
    for place, sign in enumerate(phrase):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return place + 1
    return len(phrase)


def _beginnings(phrase: str) -> str:
    """The signs that a phrase can begin with, none where they cannot be told."""
    if phrase.startswith("(?<"):  # what may not stand before it
        phrase = phrase[_group_end(phrase) :]
    if phrase.startswith("(?:"):
        end = _group_end(phrase)
        signs = [_beginnings(choice) for choice in _choices(phrase[len("(?:") : end - 1])]
    else:
        first = _FIRST.match(phrase)
        end, signs = (first.end(), [first["signs"] or first["sign"]]) if first else (0, [""])
    rest = phrase[end:]
    if rest.startswith(("?", "*")):  # it may lack
        signs.append(_beginnings(rest[1:]))
    return "" if rest.startswith("{") or not all(signs) else "".join(signs)
