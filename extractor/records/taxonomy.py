"""What type of problem a finding tells (问题分类), by the phrases of ``patterns/findings.toml``.

The title decides before the text, its first clause before later ones, a problem before its consequence. Where
nothing matches, the finding is unclassified rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from extractor.model.report import Category
from extractor.patternbook import load_patterns

UNCLASSIFIED = Category(code="00", group="未分类", name="未分类")
Severity = Literal["light", "ordinary", "serious"]

# What a phrase counts. One signal in a title outweighs all that a long text may happen to name.
TITLE_SIGNAL, TITLE_WEAK = 10.0, 3.0
TEXT_SIGNAL, TEXT_WEAK = 1.0, 0.3
# Longer phrases say more: each character of a match adds this much, up to LONGEST_PHRASE characters.
PER_CHARACTER, LONGEST_PHRASE = 0.25, 12
# Clauses behind the first count less, consequences (导致…) much less. Text beyond MOST_HITS of a type adds nothing.
LATER_CLAUSE, CONSEQUENCE = 0.8, 0.3
MOST_HITS = 3
# A secondary type scores at least this share of the primary one.
SECONDARY_SHARE = 0.35
_GAP = "(?:[^，。；,;]{0,10}?)"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One type of the taxonomy with its compiled phrases."""

    category: Category
    signals: tuple[re.Pattern[str], ...]
    weak: tuple[re.Pattern[str], ...]
    counter: tuple[re.Pattern[str], ...]
    any_phrase: re.Pattern[str]


class Phrase(NamedTuple):
    """A phrase that spoke for a type: its words and whether they stand in the title."""

    words: str
    in_title: bool


class Verdict(NamedTuple):
    """The primary type, other types from the likeliest on, how grave the wording is, the deciding phrases."""

    primary: Category
    secondary: tuple[Category, ...]
    severity: Severity
    phrases: tuple[Phrase, ...]


class _Clause(NamedTuple):
    text: str
    weight: float
    in_title: bool


def category_of(title: str, text: str) -> Category:
    """The primary type of a finding with this title and text."""
    return classify(title, text).primary


def classify(title: str, text: str = "") -> Verdict:
    """The types of a finding, told by its title and, where that is silent, by its text."""
    clauses = [*_clauses(title, True), *_clauses(text, False)]
    scored: list[tuple[float, int, ProblemType, list[Phrase]]] = []
    for order, kind in enumerate(types()):
        score, phrases = _score(kind, clauses)
        if score:
            scored.append((score, -order, kind, phrases))
    scored.sort(key=lambda entry: entry[:2], reverse=True)
    severity = severity_of(title + text)
    if not scored or scored[0][0] < TEXT_SIGNAL:
        return Verdict(UNCLASSIFIED, (), severity, ())
    best = scored[0]
    others = tuple(entry[2].category for entry in scored[1:] if entry[0] >= SECONDARY_SHARE * best[0])
    return Verdict(best[2].category, others, severity, tuple(best[3]))


def severity_of(text: str) -> Severity:
    """How grave the wording makes a problem: softeners (有待, 个别) or grave words (违规, 挪用)."""
    words = load_patterns("findings")["severity"]
    if re.search(words["serious"], text):
        return "serious"
    return "light" if re.search(words["light"], text) else "ordinary"


@cache
def types() -> tuple[ProblemType, ...]:
    """The taxonomy in the order of the pattern file."""
    book = load_patterns("findings")
    return tuple(_type(entry, book["groups"]) for entry in book["type"])


def _type(entry: dict[str, object], groups: dict[str, str]) -> ProblemType:
    code = str(entry["code"])
    category = Category(code=code, group=groups[code[:2]], name=str(entry["name"]))
    signals, weak = _compiled(entry, "signals"), _compiled(entry, "weak")
    any_phrase = re.compile("|".join(f"(?:{phrase.pattern})" for phrase in (*signals, *weak)) or "(?!)")
    return ProblemType(category, signals, weak, _compiled(entry, "counter"), any_phrase)


def _compiled(entry: dict[str, object], name: str) -> tuple[re.Pattern[str], ...]:
    phrases = entry.get(name, [])
    assert isinstance(phrases, list)
    return tuple(re.compile(str(phrase).replace("~", _GAP)) for phrase in phrases)


def _clauses(text: str, in_title: bool) -> Iterator[_Clause]:
    """The clauses of a title or text, each with its weight."""
    bare = re.sub(r"[ \u3000\t]", "", text)
    first = True
    for sentence in re.split(r"[。；;\n！？]", bare):
        consequence = False
        for clause in re.split(r"[，,]", sentence):
            cut = _consequence().search(clause)
            cause, effect = (clause[: cut.start()], clause[cut.start() :]) if cut and not consequence else (clause, "")
            if cause:
                yield _Clause(cause, CONSEQUENCE if consequence else 1.0 if first else LATER_CLAUSE, in_title)
                first = False
            if effect:
                consequence = True
                yield _Clause(effect, CONSEQUENCE, in_title)


def _score(kind: ProblemType, clauses: list[_Clause]) -> tuple[float, list[Phrase]]:
    title, hits, phrases = 0.0, [], []
    for clause in clauses:
        worth, words = _worth(kind, clause)
        if not worth or any(pattern.search(clause.text) for pattern in kind.counter):
            continue
        phrases.append(Phrase(words, clause.in_title))
        if clause.in_title:
            title = max(title, worth)
        else:
            hits.append(worth)
    text = sum(sorted(hits, reverse=True)[:MOST_HITS])
    return title + text, phrases


def _worth(kind: ProblemType, clause: _Clause) -> tuple[float, str]:
    """What a clause says for a type, with the words that say it."""
    best, words = 0.0, ""
    if not kind.any_phrase.search(clause.text):  # one search for most
        return best, words
    signal, weak = (TITLE_SIGNAL, TITLE_WEAK) if clause.in_title else (TEXT_SIGNAL, TEXT_WEAK)
    for patterns, base in ((kind.signals, signal), (kind.weak, weak)):
        for pattern in patterns:
            found = pattern.search(clause.text)
            if found:
                length = min(len(found.group()), LONGEST_PHRASE)
                worth = base * (1 + PER_CHARACTER * length / 10) * clause.weight
                if worth > best:
                    best, words = worth, found.group()
    return best, words


@cache
def _consequence() -> re.Pattern[str]:
    return re.compile(load_patterns("findings")["consequence"]["pattern"])
