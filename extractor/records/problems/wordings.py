"""How a problem's wording resembles known wordings of each type, by the characters and pairs that they share.

The sentences of ``patterns/finding_sentences.tsv`` and the examples of ``patterns/findings.toml`` are the known ones.
The measure is that of naive Bayes, every type as likely as any other beforehand: how much likelier the text is among
the wordings of a type than among those of the average type.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from extractor.patternbook import load_patterns, pattern_dir

_MARKS = re.compile(r"[\W\d_]")
# What an unseen character or pair counts in every type; 0.05 to 0.3 do equally well in cross validation.
_UNSEEN = 0.2


class _Known(NamedTuple):
    """By character or pair the mean over all types; by type what it tells beyond ``absent``, its share if unseen."""

    mean: dict[str, float]
    beyond: dict[str, list[tuple[str, float]]]
    absent: dict[str, float]


def resemblance(text: str) -> dict[str, float]:
    """By type the logarithm of how much likelier ``text`` is among its known wordings than among the average type's."""
    known = _known()
    parts = [part for part in _parts(_MARKS.sub("", text)) if part in known.mean]
    common = sum(known.mean[part] for part in parts)
    found = {code: len(parts) * absent - common for code, absent in known.absent.items()}
    for part in parts:
        for code, more in known.beyond[part]:
            found[code] += more
    return found


def shared_runs(text: str, code: str) -> list[tuple[int, int]]:
    """The spans of ``text`` whose pairs of characters stand in known wordings of a type, the longest first."""
    known = _known()
    spans: list[tuple[int, int]] = []
    for place in range(len(text) - 1):
        if any(of == code for of, _ in known.beyond.get(text[place : place + 2], ())):
            if spans and spans[-1][1] >= place + 1:
                spans[-1] = (spans[-1][0], place + 2)
            else:
                spans.append((place, place + 2))
    return sorted(spans, key=lambda span: (span[0] - span[1], span[0]))


def sentences() -> list[tuple[str, str]]:
    """The known wordings: (code, sentence)."""
    lines = (pattern_dir() / "finding_sentences.tsv").read_text(encoding="utf-8").splitlines()
    told = [tuple(line.split("\t", 1)) for line in lines if line and not line.startswith("#")]
    kinds = load_patterns("findings")["type"]
    examples = [(str(kind["code"]), str(text)) for kind in kinds for text in [kind["name"], *kind["examples"]]]
    return [*((code, text) for code, text in told), *examples]


@cache
def _known() -> _Known:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, text in sentences():
        counts[code].update(_parts(_MARKS.sub("", text)))
    words = {part for of_type in counts.values() for part in of_type}
    whole = {code: of_type.total() + _UNSEEN * len(words) for code, of_type in sorted(counts.items())}
    absent = {code: math.log(_UNSEEN / size) for code, size in whole.items()}
    beyond: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for code in whole:
        for part, times in counts[code].items():
            beyond[part].append((code, math.log((times + _UNSEEN) / _UNSEEN)))
    floor = sum(absent.values())
    mean = {part: (floor + sum(more for _, more in told)) / len(whole) for part, told in beyond.items()}
    return _Known(mean, dict(beyond), absent)


def _parts(text: str) -> list[str]:
    """The characters and pairs of ``text``, each once."""
    return list(dict.fromkeys([*text, *(text[place : place + 2] for place in range(len(text) - 1))]))
