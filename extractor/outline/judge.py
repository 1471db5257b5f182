"""Decides which numbered paragraphs are headings and which are list items or sentences.

Numbering decides together with its neighbours: 一、 and （一） are headings unless they read like a list; 1. （1） ①
are judged in runs of siblings, because one of them alone tells little.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from extractor.model.layout import Block, Paragraph
from extractor.outline.faced import faced_headings, set_apart
from extractor.outline.kinds import ADVICE, PROBLEM, is_background, is_field, is_group, kinds_of, names_section
from extractor.outline.markers import NAME_OF_LIST, SQUARE
from extractor.outline.named import leads_on, named_behind_problems, named_headings
from extractor.outline.numbering import CAPITALS, numbered
from extractor.outline.titles import (
    HEADED,
    LONGEST_ALONE,
    LONGEST_LOW_TITLE,
    LONGEST_RUN_IN,
    Candidate,
    candidate,
    field_before_points,
    first_clause,
    first_sentence,
)

# A sibling run counts as headings when at least this share of it has the form of a heading. Lists of facts lie
# near 0, runs of run-in heads near 1.
SHARE_OF_HEADINGS = 0.5
# … but a problem told by （1） right below 存在的问题 may be a sentence.
LONGEST_RECORD = 60
# A label before a colon is a heading only where so much text follows: （1）数量指标：新建厂房2栋 is an item.
SHORTEST_LABELLED, SHORTEST_LOW_LABELLED = 20, 45
# Characters of a heading with a full stop and nothing below it, among others that have text (3.未完成的绩效目标。).
LONGEST_EMPTY = 12
# A run of siblings starts with 1; a later number alone is a note (②) or an item of a list. A typist may lose one 1.
_LATEST_FIRST = {3: 2}
# Level of a heading without a number among numbered ones: it ends with the next heading of any level.
_INNERMOST = 6
# 注：1.… with 2. on the next line, or 注： alone above both.
_NOTE = re.compile(r"\s*(?:备\s*注|附?注|填[报表写]说明)\s*[：:]\s*(?:(?P<first>1[.、．])|$)")
_CAUSE = re.compile(r"[（(]?(?:主要|产生|问题|具体)?的?(?:原因|成因)(?:分析)?[：:]")
_ENDED = ("。", "：", ":", "；", ";", "！", "？", "”", "）", ")", "…", "、", "，", ".")


class Scope(NamedTuple):
    """The open headings above a candidate, outermost first, and whether the last stands right above it."""

    titles: tuple[str, ...]
    adjacent: bool = False

    @property
    def records(self) -> bool:
        """Whether problems or advice are listed here, so that every number holds a record."""
        kinds = [kinds_of(title) for title in self.titles]
        return any(PROBLEM in kind or ADVICE in kind for kind in kinds)

    @property
    def opens(self) -> bool:
        """Whether nothing but the section's own name and fields stand above; any short name is that of a field where
        the items stand right below it."""
        return all(
            kinds_of(title) & {PROBLEM, ADVICE} or is_group(title) or (self.adjacent and is_field(title))
            for title in self.titles[-1:]
        )


def headings(
    blocks: Sequence[Block], read: Sequence[Candidate], first: int, last: int, skip: set[int]
) -> list[Candidate]:
    """The headings among ``blocks[first:last]``, in order; ``read`` are the candidates from ``first`` on."""
    candidates = numbered([c for c in read if c.index < last])
    accepted = [found for c in candidates if c.marker.level <= 1 and (found := _high(c, Scope(())))]
    missing = {PROBLEM, ADVICE} - {kind for c in candidates for kind in kinds_of(c.title)}
    if not any(_is_chapter(c) for c in candidates):
        accepted = faced_headings(blocks, range(first, last), skip)
    if PROBLEM in missing:
        level = _INNERMOST if accepted or any(c.marker.level == 2 for c in candidates) else 1
        named = named_headings(blocks, range(first, last), skip | {c.index for c in accepted}, missing, level)
        named = [c for c in named if not _tells_background(c, candidates)]
        accepted = _merged(accepted, [_above_its_items(c, candidates, blocks) for c in named])
    else:
        accepted = _merged(accepted, named_behind_problems(blocks, range(first, last), skip, candidates))
    above = _Above(accepted)
    for c in candidates:
        if c.marker.level == 2 and (found := _high(c, above.scope(c))):
            insort(accepted, found, key=_place)
    accepted = _merged(accepted, _slips(candidates, accepted, last))
    ends = {*map(_place, accepted), last}
    for level in (3, 4, 5, 6):
        rest = [c for c in candidates if c.marker.level == level and c.index not in ends]
        above = _Above(accepted)
        for run in _runs(rest, accepted):
            for found in _judge_run(run, blocks, accepted, above.scope(run[0]), ends):
                insort(accepted, found, key=_place)
                ends.add(found.index)

    def gathers(c: Candidate) -> bool:
        names = kinds_of(c.title) & {PROBLEM, ADVICE}
        return bool(names) or (is_group(c.title) and _Above(accepted).scope(c).records)

    return _merged(accepted, set_apart(blocks, accepted, range(first, last), gathers))


def candidates_of(blocks: Sequence[Block], first: int, skip: set[int]) -> list[Candidate]:
    """The numbered paragraphs of ``blocks[first:]`` that may be headings, items of notes aside."""
    found = []
    noted, counted = 0, False  # the last number of a note that counts its items, and whether it still does
    for index in range(first, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.note or index in skip:
            continue
        if note := _NOTE.match(block.text):
            noted = 1 if note["first"] else 0
            counted = True
            continue
        c = candidate(index, block)
        if c and counted and _counts_on_from(noted, c):
            noted += 1
            continue
        counted = False
        if c:
            found.append(c)
    return found


def _is_chapter(c: Candidate) -> bool:
    """Whether a number counts chapters or sections: 一、 （一） 第一章, or 1. and 1.1 alone on their line."""
    return c.form in HEADED if c.marker.level <= 2 else c.marker.level == 3 and c.form == "alone"


def _tells_background(c: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a name stands where a report tells why its project was begun (项目背景): that is no finding."""
    above = next((each for each in reversed(candidates) if each.index < c.index), None)
    return above is not None and above.form != "item" and is_background(above.title)


def _above_its_items(c: Candidate, candidates: Sequence[Candidate], blocks: Sequence[Block]) -> Candidate:
    """A name without a number at the level of what is counted right below it, or behind a line that leads there."""
    below = c.index + 1
    if below < len(blocks) and leads_on(blocks[below]):
        below += 1
    first = next((each.marker for each in candidates if each.index == below and each.marker.value == 1), None)
    if first is None or c.marker.level != _INNERMOST or c.form != "alone":
        return c
    return replace(c, marker=replace(c.marker, style=NAME_OF_LIST, level=first.level))


def _counts_on_from(number: int, c: Candidate) -> bool:
    """Whether a paragraph is the next item of a note, not a title that happens to have that number."""
    next_one = c.marker.style == "digit" and c.marker.value == number + 1
    return next_one and (c.form != "alone" or c.stopped)


def _high(c: Candidate, scope: Scope) -> Candidate | None:
    """一、 and （一）: headings by their numbering, unless they read like list items or long statements."""
    if c.form in HEADED:
        return c
    return _record_head(c) if scope.records else None


def _record_head(c: Candidate) -> Candidate | None:
    """The head of a problem or advice told in a sentence: the whole item, its first clause, its first sentence."""
    if c.counts_on:
        return None
    if field := field_before_points(c):
        return field
    if c.form == "item" and c.length <= LONGEST_ALONE:
        return c
    return first_clause(c) or first_sentence(c)


class _Above:
    """The headings that are open at one place after another; what is ``accepted`` meanwhile stands behind the last."""

    def __init__(self, accepted: Sequence[Candidate]) -> None:
        self._accepted = accepted
        self._open: list[Candidate] = []
        self._seen = 0

    def scope(self, c: Candidate) -> Scope:
        """The titles of the headings that are open where ``c`` stands, above its level."""
        here = bisect_left(self._accepted, c.index, key=_place)
        for heading in self._accepted[self._seen : here]:
            while self._open and self._open[-1].marker.rank >= heading.marker.rank:
                self._open.pop()
            self._open.append(heading)
        self._seen = here
        over = [heading for heading in self._open if heading.marker.rank < c.marker.rank]
        return Scope(tuple(heading.title for heading in over), bool(over) and over[-1].index == c.index - 1)


def _slips(candidates: Sequence[Candidate], accepted: Sequence[Candidate], last: int) -> list[Candidate]:
    """A typist's （2） for （二） or 2、 for 二、: alone on its line where just that number is missing."""
    found = []
    taken = {c.index for c in accepted}
    high = {target: [h for h in accepted if h.marker.level <= target] for target in (1, 2)}
    for c in candidates:
        target = {"digit_bracket": 2, "digit": 1}.get(c.marker.style)
        if target is None or c.form != "alone" or c.facts or c.stopped or c.index in taken:
            continue
        place = bisect_left(high[target], c.index, key=_place)
        before, after = high[target][max(0, place - 1) : place], high[target][place : place + 1]
        if not before or before[0].marker.level != target or before[0].marker.value + 1 != c.marker.value:
            continue
        following = after[0] if after and after[0].marker.level == target else None
        if (following is None and target == 1) or (following and following.marker.value != c.marker.value + 1):
            continue
        end = after[0].index if after else last
        if not _has_sibling(c, candidates, before[0].index, end):
            found.append(replace(c, marker=replace(c.marker, level=target)))
    return found


def _has_sibling(c: Candidate, candidates: Sequence[Candidate], start: int, end: int) -> bool:
    """Whether other numbers of the same style stand between two headings: then it belongs to them."""
    return any(
        other.marker.style == c.marker.style and other.index != c.index
        for other in candidates
        if start < other.index < end and abs(other.marker.value - c.marker.value) == 1
    )


def _runs(candidates: Sequence[Candidate], accepted: Sequence[Candidate]) -> list[list[Candidate]]:
    """Siblings: candidates of one style with no heading of a higher level between and numbers that go on."""
    runs: list[list[Candidate]] = []
    for c in candidates:
        if runs and _goes_on(runs[-1][-1], c, accepted):
            runs[-1].append(c)
        else:
            runs.append([c])
    return runs


def _goes_on(old: Candidate, new: Candidate, accepted: Sequence[Candidate]) -> bool:
    first, behind = (bisect_left(accepted, at, key=_place) for at in (old.index + 1, new.index))
    between = any(h.marker.rank < new.marker.rank for h in accepted[first:behind])
    return not between and old.marker.style == new.marker.style and new.marker.value > old.marker.value


def _judge_run(
    run: list[Candidate], blocks: Sequence[Block], accepted: Sequence[Candidate], scope: Scope, ends: Set[int]
) -> list[Candidate]:
    """The headings of a run of siblings; ``ends`` are the places of the ``accepted`` and the end of all."""
    listed_only = run[0].marker.number in CAPITALS or run[0].marker.style == SQUARE
    if listed_only and not scope.records:
        return []
    late = run[0].marker.value > _LATEST_FIRST.get(run[0].marker.level, 1)
    if late and not scope.records and not any(kinds_of(c.title) for c in run):
        return []
    if scope.records and scope.opens and len(run) > 1 and all(map(_explained, run)):
        return run
    bodies = [_has_body(c, run, blocks, ends) or (scope.records and _heads_list(c, blocks, ends)) for c in run]
    good = [_looks_like_heading(c, body, any(bodies), scope) for c, body in zip(run, bodies, strict=True)]
    if not any(good) or sum(good) < SHARE_OF_HEADINGS * len(run) or _ends_sentences(run, good):
        return _clauses(run, scope, accepted)
    if len(run) >= 3 and good.count(False) == 1:
        left = run[good.index(False)]
        good = [ok or _names_nothing_below(left) for ok in good]
    fallback = {c.index: c for c in _clauses(run, scope, accepted)}
    chosen = []
    for c, ok, body in zip(run, good, bodies, strict=True):
        if (ok and not _breaks_a_sentence(c, blocks)) or (c.form in HEADED and body and c.marker.level == 3):
            chosen.append(c)
        elif c.index in fallback:
            chosen.append(fallback[c.index])
    return chosen


def _names_nothing_below(c: Candidate) -> bool:
    """Whether the one of several headings that has no text is a title all the same (3.未完成的绩效目标。)."""
    short = c.form == "alone" and c.length <= LONGEST_EMPTY and c.marker.level == 3
    return short and not c.facts and not c.counts


def _explained(c: Candidate) -> bool:
    """Whether a cause of its own follows a problem told in one sentence (（1）50万元未兑付。原因：户名不符。)."""
    return c.form == "title" and c.length <= LONGEST_RECORD and _CAUSE.match(c.paragraph.text, c.rest) is not None


def _ends_sentences(run: Sequence[Candidate], good: Sequence[bool]) -> bool:
    """Whether only the last of several （1） reads as a heading, for what stands below the list, such as the cause of
    all (（1）林地未报批，面积3.2亩。（2）租期仅3年。原因：…)."""
    return len(run) > 1 and run[-1].marker.level > 3 and run[-1].stopped and good[-1] and not any(good[:-1])


def _clauses(run: list[Candidate], scope: Scope, accepted: Sequence[Candidate]) -> list[Candidate]:
    """Under 存在的问题 or 建议 itself every 1. holds a record: named by its first clause where it has no title.

    （1） and ① do so only where each is a title, right below the section's name, or below the name of a field where
    they have done so before.
    """
    if not (scope.records and scope.opens):
        return []
    if run[0].marker.level > 3:
        as_before = any(h.marker.style == run[0].marker.style for h in accepted) and is_group(scope.titles[-1])
        named = bool(kinds_of(scope.titles[-1]) & {PROBLEM, ADVICE}) or as_before
        # ① 建立台账； ② 加强管理。 — one a line, each a record of its own.
        listed = {"alone", "title", "label", "item"} if all(not c.counts_on for c in run) else set()
        short = all(c.form in listed and c.length <= LONGEST_RECORD for c in run)
        return run if named and short else []
    heads = [c if c.form in HEADED else _record_head(c) for c in run]
    return [head for head in heads if head is not None]


def _looks_like_heading(c: Candidate, body: bool, any_body: bool, scope: Scope) -> bool:
    told = c.facts or (c.counts and not scope.records)
    if c.form == "title":
        return c.led or (not told and c.length <= (LONGEST_RUN_IN if c.marker.level == 3 else LONGEST_LOW_TITLE))
    if c.form == "label":
        rest = len(c.paragraph.text) - c.rest
        enough = SHORTEST_LABELLED if c.marker.level == 3 else SHORTEST_LOW_LABELLED
        return c.led or (not told and (rest >= enough or (c.marker.level == 3 and names_section(c.title))))
    if c.form != "alone":
        return False
    if c.marker.level > 3 and (told or c.length > LONGEST_LOW_TITLE + 10):
        return False
    if c.stopped:
        return body and (not told or scope.records)
    # nobody numbers the items of a list 2.1
    own = (c.marker.style == "decimal" and not told) or (scope.records and scope.opens and c.marker.level == 3)
    return body or any_body or own


def _has_body(c: Candidate, run: Sequence[Candidate], blocks: Sequence[Block], ends: Set[int]) -> bool:
    """Whether text of its own stands under a candidate before its next sibling or the next heading (``ends``)."""
    if c.rest < len(c.paragraph.text):
        return True
    following = c.index + 1
    if following in ends:
        return False
    block = blocks[following]
    if not isinstance(block, Paragraph):
        return True
    below = candidate(following, block)
    return all(other.index != following for other in run) and (below is None or below.form != "item")


def _heads_list(c: Candidate, blocks: Sequence[Block], ends: Set[int]) -> bool:
    """Whether the items of a deeper list stand under a candidate (（2）合同要素不完整。 above ①…；②…)."""
    block = blocks[c.index + 1] if c.index + 1 not in ends else None
    below = candidate(c.index + 1, block) if isinstance(block, Paragraph) else None
    return below is not None and below.marker.value == 1 and below.marker.level > c.marker.level


def _breaks_a_sentence(c: Candidate, blocks: Sequence[Block]) -> bool:
    """Whether the paragraph before ends in mid-sentence, so that the number belongs to that sentence."""
    if c.index == 0 or c.marker.level < 4:
        return False
    before = blocks[c.index - 1]
    if not isinstance(before, Paragraph) or before.text.rstrip().endswith(_ENDED):
        return False
    return candidate(c.index - 1, before) is None and len(before.text) > LONGEST_RUN_IN


def _merged(accepted: Sequence[Candidate], more: Sequence[Candidate]) -> list[Candidate]:
    return sorted([*accepted, *more], key=_place)


def _place(c: Candidate) -> int:
    return c.index
