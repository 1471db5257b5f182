"""What an entry says: its facts, points, causes and advice, with its passage as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise, zip_longest
from typing import NamedTuple

from extractor.model.layout import Grid, Paragraph, Passage, join_passages
from extractor.model.reading import Section
from extractor.outline import ADVICE, CAUSE, DONE, PRAISE, PROBLEM, is_group, kinds_of, says_nothing
from extractor.outline.markers import number_value
from extractor.patternbook import pattern_of
from extractor.records.problems.called import Called, called
from extractor.records.problems.entries import Entry
from extractor.records.problems.points import points_of
from extractor.records.problems.reasons import calls_reason, reasons
from extractor.records.problems.turns import Role, Segment, segments, whole_facts

_LEAD = re.compile(r"[^。；：:;\d]{4,24}[。．.]?")
_STOPS = "。！？"
_BULLET = re.compile(r"\s*[—●○◆◇■□▪•·➢✓※*-]+\s*")
_cause_tail = partial(pattern_of, "sections", "cause_tail")
_harmless = partial(pattern_of, "sections", "harmless")
_pattern = partial(pattern_of, "sections")
_ITS_CAUSE = re.compile("的(?:主要|直接|根本|产生|形成)*的?(?:原因|成因)")


class Shared(NamedTuple):
    """A cause told with one problem as that of several: of those that it calls by number (问题（一）（三）的原因是), of
    the one at the same ``place``, from 1 on, in their list (原因二：), or else of all before it (上述问题的原因)."""

    cause: Passage
    call: Called | None
    place: int


class Statement(NamedTuple):
    """``whole`` is the entry as printed; ``facts`` tell what is found, ``advice`` what is to be done about it,
    ``done`` what was put right;
    ``own_cause``: a cause has a paragraph of its own, named as such (原因分析：);
    ``shared``: causes brought in as those of several problems (上述问题的原因是);
    ``advised``: its advice is called so (建议), ``own_advice``: in a paragraph of its own; ``measured``: what is to be
    done is called a measure (整改措施);
    ``spans`` are where in ``whole`` the facts stand."""

    whole: Passage
    headings: list[Passage]
    facts: list[Passage]
    points: list[Passage]
    causes: list[Passage]
    advice: list[Passage]
    done: list[Passage]
    grids: list[Grid]
    own_cause: bool
    shared: list[Shared]
    advised: bool
    measured: bool
    own_advice: bool
    spans: list[tuple[int, int]]


class _Told(NamedTuple):
    section: Section
    segments: list[Segment]
    part: bool
    shared: list[Shared]


def statement(entry: Entry, advising: bool = False) -> Statement:
    """What the section of an entry and its parts say; ``advising`` sections are advice throughout."""
    sections = [(entry.section, False), *((part, True) for part in _parts(entry))]
    about = "" if entry.section is entry.root else entry.section.title.text
    # a chapter that stands for itself tells several problems, whose causes need not be marked alike
    told = [_told(section, part, advising, about, named=bool(about)) for section, part in sections]
    if about and not any(_explains(each.segments) for each in told):
        told = [_told(section, part, advising, about) for section, part in sections]
    kept: list[tuple[Passage, Segment | None]] = []
    headings: list[Passage] = []
    by_role: dict[Role, list[Passage]] = {"fact": [], "cause": [], "advice": [], "done": [], "shared": []}
    for section, pieces, part, _ in told:
        if part or section is not entry.root:
            kept.append((section.heading, None))
            headings.append(section.heading)
        for piece in pieces:
            kept.append((piece.passage, piece))
            by_role[piece.role].append(piece.stripped)
    said = [each for each in kept if each[0].text.strip()]
    return Statement(
        whole=join_passages([passage for passage, _ in said] or [entry.section.heading], "\n"),
        headings=headings,
        facts=[fact for fact in by_role["fact"] if fact.text],
        points=_points(entry, told, advising),
        causes=[_without_tail(cause) for cause in by_role["cause"] if cause.text],
        advice=[words for words in by_role["advice"] if words.text],
        done=[words for words in by_role["done"] if words.text],
        grids=[block for section, *_ in told for block in section.body if isinstance(block, Grid)],
        shared=[each for part in told for each in part.shared],
        own_cause=any(_has_own_cause(each.segments) for each in told),
        advised=any(_is_called_advice(piece) for each in told for piece in each.segments),
        measured=any(_is_called_measure(piece) for each in told for piece in each.segments),
        own_advice=any(_is_called_advice(piece) and piece.opens for each in told for piece in each.segments[1:]),
        spans=list(_fact_spans(said)),
    )


def _without_tail(cause: Passage) -> Passage:
    """A cause without the 所致 that ends its sentence, where something is left, and without the comma or semicolon."""
    tail = _cause_tail().search(cause.text)
    whole = cause.slice(0, tail.start()) if tail and tail.start() else cause
    return whole.slice(0, len(whole.text.rstrip("，,、；;")))


def _fact_spans(said: Sequence[tuple[Passage, Segment | None]]) -> Iterator[tuple[int, int]]:
    """Where the facts stand in the passages joined with line ends."""
    at = 0
    for passage, piece in said:
        if piece is not None and piece.role == "fact" and piece.text:
            start = at + piece.passage.text.index(piece.text, piece.words)
            yield start, start + len(piece.text)
        at += len(passage.text) + 1


def _has_own_cause(pieces: Sequence[Segment]) -> bool:
    """Whether a paragraph behind the first opens with a cause by its label, or is nothing else (究其原因，…)."""
    behind = zip_longest(pieces[1:], pieces[2:])
    return any(
        piece.role == "cause" and piece.opens and (piece.label or after is None or after.opens)
        for piece, after in behind
        if piece
    )


def _is_called_advice(piece: Segment) -> bool:
    """Whether advice is brought in by 建议 or 对策, by label or in its first words."""
    return piece.role == "advice" and _pattern("called_advice").match(piece.passage.text) is not None


def _is_called_measure(piece: Segment) -> bool:
    """Whether what is to be done is brought in as a measure against the problem (整改措施：)."""
    return piece.role == "advice" and _pattern("called_measure").match(piece.passage.text) is not None


def _explains(pieces: Sequence[Segment]) -> bool:
    """Whether a cause is called so (原因), or has a sentence of its own: clauses within facts are none beside it."""
    before = ["。", *(piece.passage.text.rstrip()[-1:] for piece in pieces)]
    return any(
        piece.role == "cause" and (piece.opens or end in _STOPS or calls_reason(piece.passage.text))
        for piece, end in zip(pieces, before, strict=False)
    )


def _parts(entry: Entry) -> list[Section]:
    """The sections below an entry's own, in reading order; advice below the root stands for itself."""
    children = entry.section.children
    if entry.section is entry.root:
        children = [child for child in children if not kinds_of(child.title.text) & {ADVICE, DONE, PRAISE}]
    return [below for child in children for below in child.walk()]


def _told(section: Section, part: bool, advising: bool, about: str, *, named: bool = False) -> _Told:
    texts = (block.passage for block in section.body if isinstance(block, Paragraph))
    passages = [passage for passage in texts if not _pattern("closing").search("".join(passage.text.split()))]
    if advising:
        return _Told(section, [Segment("fact", passage, 0, True, False) for passage in passages], part, [])
    asked = any(_pattern("asks_for_reasons").search(each.title.text) for each in section.path())
    pieces: list[Segment] = []
    shared: list[Shared] = []
    own: list[Passage] = []  # before what is told of several problems
    for passage, at, calls in _of_several(passages):
        if at is None:
            own.append(passage)
            continue
        if at:
            own.append(passage.slice(0, at))
        pieces += [*segments(own, named=named, explaining=asked, about=about)] if own else []
        own = []
        for call, place, words in calls:
            told = segments([words], explaining=True)
            pieces += [piece._replace(role="shared") if piece.role == "cause" else piece for piece in told]
            shared += [Shared(_without_tail(each.stripped), call, place) for each in told if each.role == "cause"]
    pieces += segments(own, named=named, explaining=asked, about=about) if own or not pieces else []
    names = kinds_of(section.title.text) if part else frozenset()
    if CAUSE in names:
        pieces = [piece._replace(role="cause") if piece.role == "fact" else piece for piece in pieces]
    elif ADVICE in names and PROBLEM not in names:
        pieces = [piece._replace(role="advice") for piece in pieces]
    elif DONE in names:
        pieces = [piece._replace(role="done") for piece in pieces]
    return _Told(section, pieces, part, shared)


def _of_several(
    passages: Sequence[Passage],
) -> Iterator[tuple[Passage, int | None, list[tuple[Called | None, int, Passage]]]]:
    """Each paragraph with the place from which on it tells causes of several problems (None where it does not), and
    its words from there on, one by one for those that it calls by number."""
    numbered = _numbered_causes(passages)
    for passage in passages:
        text = passage.text
        if id(passage) in numbered:
            yield passage, 0, [(None, numbered[id(passage)], passage)]
            continue
        calls = _calls(text)
        if calls and any(each.start >= calls[0].start for each in reasons(text)):
            starts = [*(call.start for call in calls), len(text)]
            parts: list[tuple[Called | None, int, Passage]] = [
                (call, 0, passage.slice(*bounds)) for call, bounds in zip(calls, pairwise(starts), strict=True)
            ]
            yield passage, calls[0].start, parts
            continue
        at = next((start for start, end in _sentences(text) if _tells_of_several(text, start, end)), None)
        yield passage, at, [] if at is None else [(None, 0, passage.slice(at, len(text)))]


def causes_by_number(passages: Sequence[Passage]) -> Iterator[tuple[int, Called | None, Passage]]:
    """The causes of a section of nothing else, each with its own number (原因一：; 0 where it has none) and the
    problems that it calls by theirs (None where it calls none)."""
    numbered = _numbered_causes(passages)
    for passage in passages:
        if place := numbered.get(id(passage), 0):
            own = _pattern("numbered_cause").match(passage.text)
            yield place, None, passage.slice(own.end() if own else 0, len(passage.text)).stripped()
            continue
        calls = _calls(passage.text)
        if not calls:
            yield 0, None, passage
            continue
        for call, end in zip(calls, [*(each.start for each in calls[1:]), len(passage.text)], strict=True):
            words = passage.slice(call.start, end).stripped()
            marked = next((each.stripped for each in segments([words], explaining=True) if each.role == "cause"), None)
            behind = _pattern("behind_number").match(passage.text, call.end, end)
            plain = passage.slice(behind.end() if behind else call.end, end).stripped()
            yield 0, call, marked or plain


def _calls(text: str) -> list[Called]:
    """The problems called by number where a part of a text begins (问题一的原因是…；针对问题二，…), by nothing else
    only behind words that point back at them (上述问题中，（一）是因为…；（二）（三）则是…), or where their cause is
    named so (（一）的成因是…)."""
    found = []
    pointing = _pattern("several_problems").search(text)
    for call in called(text):
        lead = re.search("(?:针对|对于?|关于|就|造成|导致|引起|产生|形成)?$", text[: call.start])
        start = lead.start() if lead else call.start
        bare = "问题" not in text[call.start : call.end] and not _ITS_CAUSE.match(text, call.end)
        if bare and (pointing is None or pointing.end() > start):
            continue
        if start == 0 or text[start - 1] in "。；;，,":
            found.append(call._replace(start=start))
    return found


def _numbered_causes(passages: Sequence[Passage]) -> dict[int, int]:
    """The paragraphs that number causes from 1 on (原因一：…), by their identity, with their numbers."""
    found = [(passage, match) for passage in passages if (match := _pattern("numbered_cause").match(passage.text))]
    numbers = [number_value(match["number"]) for _, match in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)):
        return {}
    return {id(passage): number for (passage, _), number in zip(found, numbers, strict=True)}


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    ends = [found.end() for found in re.finditer("[。！？]", text)]
    return pairwise(dict.fromkeys([0, *ends, len(text)]))


def _tells_of_several(text: str, start: int, end: int) -> bool:
    """Whether a sentence tells the cause of problems told before its paragraph (上述问题产生的主要原因是…), or, behind
    what tells one of them, says that it is of several (这些问题)."""
    sentence = text[start:end]
    found = _pattern("several_problems").search(sentence)
    if found is None or (start and not found["several"]):
        return False
    return any(found.start() <= each.words for each in reasons(sentence))


def _points(entry: Entry, told: list[_Told], advising: bool) -> list[Passage]:
    """Run-in heads below the entry with their text, else what its own paragraphs count."""
    heads = [_point_of(t) for t in told if t.part and t.section in entry.parts and not kinds_of(t.section.title.text)]
    if heads:
        return heads
    facts = [fact for t in told for fact in whole_facts(t.segments)]
    counted = [point for point in points_of(facts) if not is_negated(point.text)]
    gathers = entry.section is entry.root or is_group(entry.section.title.text)
    return counted or (_plain_points(told[0], advising) if gathers else [])


def _plain_points(told: _Told, advising: bool) -> list[Passage]:
    """The paragraphs of a section that counts nothing, where each of them tells a problem or advice (自然段)."""
    opening = [piece.stripped for piece in told.segments if piece.role == "fact" and piece.opens]
    told_ones = [words for words in opening if not words.text.endswith(("：", ":"))]
    bare = [words.slice(found.end(), len(words.text)) for words in told_ones if (found := _BULLET.match(words.text))]
    if len(bare) == len(told_ones) > 1:
        return bare
    if len(bare) > 1 and _BULLET.match(told_ones[0].text):
        return list(_bulleted(told_ones))
    if len(led := list(_led(told_ones))) > 1 and (advising or all(not tells_only_good(each.text) for each in led)):
        return led
    each_one = advising or all(not tells_only_good(words.text) and not is_negated(words.text) for words in told_ones)
    return told_ones if len(told_ones) > 1 and each_one else []


def _bulleted(told: Sequence[Passage]) -> Iterator[Passage]:
    """Each paragraph that a bullet opens with those behind it that none does (——岗位设置缺乏统筹。 and its text)."""
    heads = [place for place, words in enumerate(told) if _BULLET.match(words.text)]
    for start, end in pairwise([*heads, len(told)]):
        bullet = _BULLET.match(told[start].text)
        first = told[start].slice(bullet.end() if bullet else 0, len(told[start].text))
        yield join_passages([first, *told[start + 1 : end]], "\n")


def _led(told: Sequence[Passage]) -> Iterator[Passage]:
    """Each short paragraph in the type of the first that leads others, with those; nothing where the first leads none
    (岗位设置缺乏统筹。)."""
    stopped = bool(told) and told[0].text.endswith("。")
    heads = [p for p, words in enumerate(told) if _LEAD.fullmatch(words.text) and words.text.endswith("。") is stopped]
    types = [(words.pieces[0].line.bold, words.pieces[0].line.font) for words in told]
    heads = [place for place in heads if types[place] == types[0]]
    if heads[:1] == [0] and len(heads) < len(told):
        for start, end in pairwise([*heads, len(told)]):
            yield join_passages(told[start:end], "\n")


def _point_of(told: _Told) -> Passage:
    section = told.section
    words = section.heading.slice(section.heading.text.index(section.title.text), len(section.heading.text))
    facts = [piece.passage for piece in told.segments if piece.role == "fact"]
    if section.run_in and facts:
        words = join_passages([words, facts.pop(0)])
    return join_passages([words, *facts], "\n").stripped()


def is_negated(text: str) -> bool:
    """Whether a text only says that a problem does not exist (资金使用无截留、挪用), or that there is none."""
    if says_nothing(text):
        return True
    sentences = [sentence for sentence in re.split(r"[。；;\n]", text) if sentence.strip()]
    if not sentences or _pattern("contrast").search(text):
        return False
    return all(_pattern("negated").search(sentence) or says_nothing(sentence) for sentence in sentences)


def refers_to_list(text: str) -> bool:
    """Whether a text does no more than point to a list of problems (具体问题见附件2)."""
    return bool(_pattern("elsewhere").fullmatch("".join(text.split())))


def is_harmless(text: str) -> bool:
    """Whether every sentence of a text tells what is as it should be (手续齐全) or beside the point (该指标不适用)."""
    sentences = [sentence for sentence in re.split(r"[。；;\n]", text) if sentence.strip()]
    return bool(sentences) and all(map(_is_harmless, sentences))


def _is_harmless(sentence: str) -> bool:
    rest, times = _harmless("absent").subn("", sentence)
    rest, more = _harmless("plain").subn("", rest)
    if _harmless("doubt").search(rest) or not tells_only_good(rest):
        return False
    return bool(times or more or _harmless("good").search(f"{sentence}。"))


def tells_only_good(text: str) -> bool:
    """Whether no word of a defect is in a text."""
    return not (_pattern("defect").search(text) or _pattern("misuse").search(text))
