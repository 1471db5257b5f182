"""Phrases of problems: regular expressions of words, groups, signs and gaps (``(?:资金)?~?分配~(?:不|缺)``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

GAP = "[^，。；,;]{0,10}?"
_ATOM = re.compile(r"\[\^?[^]]*]|\\.|.")
_COUNT = re.compile(r"(?:[?*+]|\{[^}]*})?\??")


def expression(phrase: str) -> str:
    """The regular expression of a phrase; ``~`` is a gap within a clause."""
    # A gap may be empty as it is; made optional as well, it would be looked for twice.
    return phrase.replace("~?", "~").replace("~", GAP)


def cues(phrase: str) -> frozenset[str]:
    """Words one of which stands in whatever a phrase finds: the longest, then the fewest; none where none is sure."""
    found = [_needed(choice) for choice in _choices(phrase)]
    return frozenset[str]().union(*found) if all(found) else frozenset()


def _needed(phrase: str) -> frozenset[str]:
    """The cues of a phrase that is no choice of several."""
    found, word = [frozenset[str]()], ""
    for atom, count in _atoms(phrase):
        is_sign = len(atom) == 1 and atom not in "~.^$"
        if is_sign and not count:
            word += atom
            continue
        found.append(frozenset({word} - {""}))
        word = ""
        if not count:
            found.append(_of_atom(atom))
    found.append(frozenset({word} - {""}))
    return max(found, key=lambda words: (min(map(len, words), default=0), -len(words)))


def _of_atom(atom: str) -> frozenset[str]:
    """The cues of a group, or the signs that may stand in a place."""
    if atom.startswith("(?:"):
        return cues(atom[len("(?:") : -1])
    signs = atom[1:-1] if atom.startswith("[") else ""
    return frozenset() if signs.startswith("^") or {"-", "\\"} & set(signs) else frozenset(signs)


def _atoms(phrase: str) -> Iterator[tuple[str, str]]:
    """The groups, places and signs of a phrase one by one, each with how often it stands (``?``), if not once."""
    place = 0
    while place < len(phrase):
        found = _ATOM.match(phrase, place)
        end = _group_end(phrase, place) if phrase[place] == "(" else found.end() if found else place + 1
        count = _COUNT.match(phrase, end)
        yield phrase[place:end], count[0] if count else ""
        place = count.end() if count else end


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


def _group_end(phrase: str, start: int) -> int:
    """Behind the group that begins at ``start``."""
    depth = 0
    for place in range(start, len(phrase)):
        depth += (phrase[place] == "(") - (phrase[place] == ")")
        if not depth:
            return place + 1
    return len(phrase)
