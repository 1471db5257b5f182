"""How a problem's wording resembles known wordings of each type, by the characters and pairs that they share.

The sentences of ``patterns/finding_sentences.tsv`` and the examples of ``patterns/findings.toml`` are the known ones.
The measure is that of naive Bayes, every type as likely as any other beforehand: how much likelier the text is among
the wordings of a type than among those of the average type. Which types hold a character or pair is indexed once; what
each tells is reckoned when it is first asked for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from operator import add
from typing import NamedTuple

from extractor.patternbook import load_patterns, pattern_dir

_MARKS = re.compile(r"[\W\d_]")
_MARKS_BUT_LINES = re.compile(r"[^\w\n]|[\d_]")
# What an unseen character or pair counts in every type; less tells more rightly and more wrongly.
_UNSEEN = 0.1
# What a text that is itself a known wording gains, more than any but a long one has beyond the next type.
_SAME = 30.0


class _Known(NamedTuple):
    """``codes`` are the types, each told by its place. By character or pair the types of the wordings with it, one sign
    each (chr of the place: strings are made and read fastest); by type what an unseen one tells; the type of each
    wording; and, filled as parts are asked for, the mean over all types with what those that know a part tell beyond
    ``absent``."""

    codes: list[str]
    holders: dict[str, str]
    absent: list[float]
    same: dict[str, int]
    told: dict[str, tuple[float, list[tuple[int, float]]]]


def resemblance(text: str) -> dict[str, float]:
    """By type the logarithm of how much likelier ``text`` is among its known wordings than among the average type's."""
    known = _known()
    bare = _MARKS.sub("", text)
    told = [_told(known, part) for part in _parts(bare) if part in known.holders]
    common = sum(mean for mean, _ in told)
    found = [len(told) * absent - common for absent in known.absent]
    for _, beyond in told:
        for place, more in beyond:
            found[place] += more
    if bare in known.same:
        found[known.same[bare]] += _SAME
    return dict(zip(known.codes, found, strict=True))


def rarity(pair: str) -> float:
    """How rare a pair of characters is in the known wordings: the logarithm of how many of them one has it in."""
    known = _known()
    return math.log(len(known.same) / (1 + len(known.holders.get(pair, ""))))


def shared_runs(text: str, code: str) -> list[tuple[int, int]]:
    """The spans of ``text`` whose pairs of characters stand in known wordings of a type, the longest first."""
    known = _known()
    kind = chr(known.codes.index(code))
    spans: list[tuple[int, int]] = []
    for place in range(len(text) - 1):
        if kind in known.holders.get(text[place : place + 2], ""):
            if spans and spans[-1][1] >= place + 1:
                spans[-1] = (spans[-1][0], place + 2)
            else:
                spans.append((place, place + 2))
    return sorted(spans, key=lambda span: (span[0] - span[1], span[0]))


def sentences() -> list[tuple[str, str]]:
    """The known wordings: (code, sentence)."""
    lines = (pattern_dir() / "finding_sentences.tsv").read_text(encoding="utf-8").splitlines()
    told = [(code, text) for code, _, text in (line.partition("\t") for line in lines if line) if code[0] != "#"]
    kinds = load_patterns("findings")["type"]
    examples = [(str(kind["code"]), str(text)) for kind in kinds for text in [kind["name"], *kind["examples"]]]
    return [*told, *examples]


@cache
def _known() -> _Known:
    wordings = sentences()
    codes = sorted({code for code, _ in wordings})
    place_of = {code: place for place, code in enumerate(codes)}
    texts = _MARKS_BUT_LINES.sub("", "\n".join(text for _, text in wordings)).split("\n")
    holders: dict[str, str] = {}
    sizes = [0] * len(codes)
    for (code, _), text in zip(wordings, texts, strict=True):
        place = place_of[code]
        parts = _parts(text)
        sizes[place] += len(parts)
        sign = chr(place)
        for part in parts:
            holders[part] = holders.get(part, "") + sign
    absent = [math.log(_UNSEEN / (size + _UNSEEN * len(holders))) for size in sizes]
    same = {text: place_of[code] for (code, _), text in zip(wordings, texts, strict=True)}
    return _Known(codes, holders, absent, same, {})


def _told(known: _Known, part: str) -> tuple[float, list[tuple[int, float]]]:
    """What a known character or pair tells: its mean over all types, and by type what it tells beyond ``absent``."""
    if (found := known.told.get(part)) is None:
        times = Counter(known.holders[part]).items()
        beyond = [(ord(sign), math.log((count + _UNSEEN) / _UNSEEN)) for sign, count in times]
        found = (sum(known.absent) + sum(more for _, more in beyond)) / len(known.codes), beyond
        known.told[part] = found
    return found


def _parts(text: str) -> dict[str, None]:
    """The characters and pairs of ``text``, each once."""
    return dict.fromkeys([*text, *map(add, text, text[1:])])
