"""How a problem's wording resembles known wordings of each type, by the pairs of characters that they share.

The sentences of ``patterns/finding_sentences.tsv`` and the examples of ``patterns/findings.toml`` are the known ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

from extractor.patternbook import load_patterns, pattern_dir

# Rarer pairs say more, and a type with many sentences says less with each.
_MARKS = re.compile(r"[\W\d_]")


class _Known(NamedTuple):
    """For each pair of characters its weight with each type that has it, and how telling it is at all."""

    weights: dict[str, list[tuple[str, float]]]
    telling: dict[str, float]
    unknown: float


def resemblance(text: str) -> dict[str, float]:
    """By type, 0 to about 1: how much of what ``text`` says its known wordings say too; types with none left out."""
    known = _known()
    pairs = set(_pairs(_MARKS.sub("", text)))
    whole = math.sqrt(sum(known.telling.get(pair, known.unknown) ** 2 for pair in pairs))
    found: dict[str, float] = defaultdict(float)
    for pair in sorted(pairs):
        for code, weight in known.weights.get(pair, ()):
            found[code] += weight / whole
    return found


def shared_runs(text: str, code: str) -> list[tuple[int, int]]:
    """The spans of ``text`` whose pairs of characters stand in known wordings of a type, the longest first."""
    known = _known()
    spans: list[tuple[int, int]] = []
    for place, pair in enumerate(_pairs(text)):
        if any(of == code for of, _ in known.weights.get(pair, ())):
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
        counts[code].update(set(_pairs(_MARKS.sub("", text))))
    types_with = Counter(pair for of_type in counts.values() for pair in of_type)
    telling = {pair: math.log(1 + len(counts) / times) for pair, times in types_with.items()}
    weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for code, of_type in sorted(counts.items()):
        size = math.sqrt(of_type.total())
        for pair, times in of_type.items():
            weights[pair].append((code, telling[pair] * (1 + math.log(times)) / size))
    return _Known(dict(weights), telling, math.log(1 + 2 * len(counts)))


def _pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]
