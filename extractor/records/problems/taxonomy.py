"""What type of problem a finding tells (问题分类), by the phrases of ``patterns/findings.toml``.

The title decides before the text, its first clause before later ones, a problem before its consequence. Beside the
phrases counts how much the title resembles known wordings; where neither tells, the finding is unclassified rather than
guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from extractor.model.finding import Category, Severity
from extractor.model.verdict import Phrase, Verdict
from extractor.patternbook import Cues, load_patterns, pattern_of
from extractor.records.likeness import EMPTY
from extractor.records.problems.phrases import cues, expression
from extractor.records.problems.statements import is_harmless, is_negated
from extractor.records.problems.wordings import resemblance, shared_runs

UNCLASSIFIED = Category(code="00", group="未分类", name="未分类")

# What a phrase counts. One signal in a title outweighs all that a long text may happen to name.
TITLE_SIGNAL, TITLE_WEAK = 10.0, 3.0
TEXT_SIGNAL, TEXT_WEAK = 1.0, 0.3
# Longer phrases say more: each character of a match adds this much, up to LONGEST_PHRASE characters.
PER_CHARACTER, LONGEST_PHRASE = 0.25, 12
# Clauses behind the first count less, consequences (导致…) much less. Text beyond MOST_HITS of a type adds nothing.
LATER_CLAUSE, CONSEQUENCE = 0.8, 0.3
MOST_HITS = 3
# So many phrases are told of a type, in the order of the title and text.
MOST_PHRASES = 3
# A secondary type scores at least this share of the primary one.
SECONDARY_SHARE = 0.35
# How much likelier the wording is among those of a type counts beside phrases, as a logarithm. From 1 on wordings held
# back come out a little better, and titles as reports print them worse.
ALIKE = 0.75
# Where no phrase tells a type, its wordings do if they lead the next type's by so much, by PLAINLY without a word of a
# defect (工程款压了两年): of those that lead by less one of three is right, and a wrong type is worse than none.
CLEARLY, PLAINLY = 1.2, 2.4
LATER_ALIKE = 0.3  # for clauses behind a first one that phrases tell
AGAINST_PHRASES = 2.0  # its lead over a type that phrases of the title tell
LONGEST_LABEL = 8  # characters of the matter of a title that is a label, no sentence
LEAST_TOLD = 5  # characters; a shorter title without a word of a defect tells no more than a field
_defect = partial(pattern_of, "sections", "defect")
_extent = partial(pattern_of, "findings", "extent")
_thing = partial(pattern_of, "findings", "thing")
_field = partial(pattern_of, "findings", "field")
_contrast = partial(pattern_of, "sections", "contrast")
_denied = partial(pattern_of, "sections", "negated")
_circumstance = partial(pattern_of, "findings", "circumstance")
_consequence = partial(pattern_of, "findings", "consequence")


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One type of the taxonomy with its phrases; ``counters`` say that a clause is of another type."""

    category: Category
    signals: tuple[str, ...]
    weak: tuple[str, ...]
    counters: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Told:
    """A phrase of a type, compiled when a clause first tells one of its cues; what it adds to the score of one."""

    kind: ProblemType
    phrase: str
    in_title: float = 0.0
    in_text: float = 0.0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(expression(self.phrase))


# What a type comes to in all and by phrases alone, its place in the file (the later the less), and the phrases.
_Scored = tuple[float, float, int, ProblemType, list[Phrase]]


class _Clause(NamedTuple):
    """A clause without spaces; ``places`` are the offsets of its characters in the title or text."""

    text: str
    places: Sequence[int]
    weight: float
    in_title: bool


def classify(title: str, text: str = "") -> Verdict:
    """The types of a finding, told by its title and, where that is silent, by its text."""
    in_title = [] if is_harmless(title) or is_negated(title) else list(_clauses(title, True))
    clauses = [*in_title, *_clauses(text, False)]
    by_phrases = _scores(clauses)
    alike = _alike(in_title, [phrase for _, phrases in by_phrases.values() for phrase in phrases])
    scored: list[_Scored] = []
    for order, kind in enumerate(types()):
        score, phrases = by_phrases.get(kind.category.code, (0.0, []))
        scored.append((score + ALIKE * alike.get(kind.category.code, 0.0), score, -order, kind, phrases))
    scored.sort(reverse=True)  # the place in the file is unlike any other
    severity = severity_of(title + text)
    if not _is_told(title, scored, alike, bool(_defect().search("".join(clause.text for clause in in_title)))):
        scored = [entry for entry in scored if entry[1] >= TEXT_SIGNAL]
    if not scored:
        return Verdict(UNCLASSIFIED, (), severity, ())
    _, score, _, primary, phrases = scored[0]
    others = [entry for entry in scored[1:] if entry[1] >= max(SECONDARY_SHARE * score, TEXT_SIGNAL)]
    deciding = [*(phrases[:MOST_PHRASES] or _shared(title, primary))]
    deciding += [phrase for entry in others for phrase in entry[4][:MOST_PHRASES]]
    return Verdict(primary.category, tuple(entry[3].category for entry in others), severity, tuple(deciding))


def phrased(title: str) -> list[Phrase]:
    """The phrases of the type that phrases tell best of a title; what it resembles tells none."""
    scores = _scores(list(_clauses(title, True)))
    return max(scores.values(), key=lambda told: told[0], default=(0.0, list[Phrase]()))[1]


def classify_named(names: Sequence[str], facts: str) -> list[Verdict]:
    """The verdicts on a finding by each of its ``names``: the first with its facts, the others by themselves."""
    return [classify(names[0], facts), *map(classify, names[1:])]


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict of several: the types of the first, and those that others are sure of; as grave as the first."""
    first, *others = verdicts
    told = [first.primary, *first.secondary, *(other.primary for other in others if other.phrases)]
    types_ = {each.code: each for each in told if each != UNCLASSIFIED} or {UNCLASSIFIED.code: UNCLASSIFIED}
    primary, *secondary = types_.values()
    phrases = tuple(phrase for verdict in verdicts for phrase in verdict.phrases)
    return Verdict(primary, tuple(secondary), first.severity, phrases)


def _alike(clauses: list[_Clause], phrases: Sequence[Phrase]) -> dict[str, float]:
    """How much likelier the clauses of a title are among the known wordings of each type; nothing for one that names a
    field and no defect (项目实施方面) or is advice. Where phrases tell the first clause, later ones tell little: such a
    title of two problems is of its first."""
    found: dict[str, float] = {}
    whole = "".join(clause.text for clause in clauses)
    if not _defect().search(whole) and (
        len(whole) < LEAST_TOLD or _field().search(whole) or _thing().search(whole) or _measure().match(whole)
    ):
        return found
    told = any(phrase.in_title and phrase.start <= clauses[0].places[-1] for phrase in phrases)
    for clause in clauses:
        weight = (
            CONSEQUENCE if clause.weight == CONSEQUENCE else LATER_ALIKE if told and clause is not clauses[0] else 1.0
        )
        countered = _countered(clause.text)
        for code, more in resemblance(clause.text).items():
            if more <= 0 or code not in countered:
                found[code] = found.get(code, 0.0) + weight * more
    return found


def _is_told(title: str, scored: Sequence[_Scored], alike: dict[str, float], defect: bool) -> bool:
    """Whether the first type is told: by phrases, or by wordings clearly, and more so where phrases tell another. What
    is more like wordings of no problem (合同要素齐全) is told neither way, nor what shares nothing with those of its
    type but that something is low, high or beyond its bound (总氮超标, 病死率偏高)."""
    whole, by_phrases, _, kind, _ = scored[0]
    if by_phrases >= TEXT_SIGNAL:
        return True
    if not _shares_its_matter(title, kind.category.code):
        return False
    plain = ALIKE * alike.get(UNCLASSIFIED.code, 0.0)
    rival = next((entry[0] for entry in scored if entry[1] >= TITLE_WEAK), None)
    clearly = whole - max(scored[1][0], plain) >= (CLEARLY if defect else PLAINLY)
    return bool(alike) and clearly and (rival is None or whole - rival >= AGAINST_PHRASES)


def _shares_its_matter(title: str, code: str) -> bool:
    """Whether a title shares more with known wordings of a type than how much there is of something; a short one most
    of what it is about (种苗繁育基地滞后 only 种苗)."""
    shared = [len(_matter(title[start:end])) for start, end in shared_runs(title, code)]
    whole = len(_matter(title))
    return max(shared, default=0) > 1 and (whole > LONGEST_LABEL or 2 * sum(shared) >= whole)


def _matter(words: str) -> str:
    return EMPTY.sub("", _extent().sub("", re.sub(r"\W", "", words)))


def _shared(title: str, kind: ProblemType) -> list[Phrase]:
    """The parts of a title that known wordings of a type have, where none of its phrases stands in it."""
    code = kind.category.code
    spans = shared_runs(title, code)[:MOST_PHRASES]
    return [Phrase(code, title[start:end], True, start, end) for start, end in sorted(spans)]


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
    return ProblemType(category, *(_phrases(entry, name) for name in ("signals", "weak", "counter")))


@cache
def _told() -> Cues[_Told]:
    """The phrases of all types by their cues, those of a type together."""
    return Cues(
        (_Told(kind, phrase, *worth), cues(phrase))
        for kind in types()
        for phrases, *worth in ((kind.signals, TITLE_SIGNAL, TEXT_SIGNAL), (kind.weak, TITLE_WEAK, TEXT_WEAK))
        for phrase in phrases
    )


@cache
def _counters() -> Cues[_Told]:
    return Cues((_Told(kind, phrase), cues(phrase)) for kind in types() for phrase in kind.counters)


def _countered(text: str) -> set[str]:
    """The codes of the types that a clause is not of, whatever else tells them."""
    return {each.kind.category.code for each in _counters().of(text) if each.pattern.search(text)}


def _phrases(entry: dict[str, object], name: str) -> tuple[str, ...]:
    phrases = entry.get(name, [])
    assert isinstance(phrases, list)
    return tuple(map(str, phrases))


def _clauses(text: str, in_title: bool) -> Iterator[_Clause]:
    """The clauses of a title or text, each with its weight."""
    places = [place for place, character in enumerate(text) if character not in " \u3000\t"]
    bare = "".join(text[place] for place in places)
    first = True
    for sentence in re.finditer(r"[^。；;\n！？]+", bare):
        consequence = False
        for clause in _telling(list(re.finditer(r"[^，,]+", sentence.group()))):
            start = sentence.start() + clause.start()
            end = start + len(clause.group())
            cut = None if consequence else _consequence().search(clause.group())
            middle = start + cut.start() if cut else end
            if middle > start:
                weight = CONSEQUENCE if consequence else 1.0 if first else LATER_CLAUSE
                yield _Clause(bare[start:middle], places[start:middle], weight, in_title)
                first = False
            if cut:
                consequence = True
                yield _Clause(bare[middle:end], places[middle:end], CONSEQUENCE, in_title)


def _telling(clauses: list[re.Match[str]]) -> list[re.Match[str]]:
    """The clauses of a sentence that may tell a problem: not when it was seen, nor what is well (…规范，但…)."""
    turn = next((place for place, clause in enumerate(clauses) if _contrast().match(clause.group())), 0)
    return [
        clause
        for place, clause in enumerate(clauses)
        if not _circumstance().fullmatch(clause.group())
        and (place >= turn or _defect().search(_denied().sub("", clause.group())))
    ]


def _scores(clauses: list[_Clause]) -> dict[str, tuple[float, list[Phrase]]]:
    """What phrases say for each type that any tells, with the phrases."""
    title: dict[str, float] = {}
    hits: dict[str, list[float]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for clause in clauses:
        for code, asked in groupby(_told().of(clause.text), attrgetter("kind.category.code")):
            worth, found = _worth(asked, clause)
            if found is None or code in _countered(clause.text):
                continue
            start, end = clause.places[found.start()], clause.places[found.end() - 1] + 1
            phrases.setdefault(code, []).append(Phrase(code, found.group(), clause.in_title, start, end))
            if clause.in_title:
                title[code] = max(title.get(code, 0.0), worth)
            else:
                hits.setdefault(code, []).append(worth)
    return {
        code: (title.get(code, 0.0) + sum(sorted(hits.get(code, ()), reverse=True)[:MOST_HITS]), told)
        for code, told in phrases.items()
    }


def _worth(phrases: Iterable[_Told], clause: _Clause) -> tuple[float, re.Match[str] | None]:
    """What a clause says for the type of some phrases, with the words that say it."""
    best: tuple[float, re.Match[str] | None] = (0.0, None)
    for each in phrases:
        found = each.pattern.search(clause.text)
        if found and found.group():
            length = min(len(found.group()), LONGEST_PHRASE)
            base = each.in_title if clause.in_title else each.in_text
            worth = base * (1 + PER_CHARACTER * length / 10) * clause.weight
            if worth > best[0]:
                best = worth, found
    return best


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(rf"(?:建议|今后要?|下一步|应当?|需要?)?(?:{load_patterns('sections')['measure']['pattern']})")
