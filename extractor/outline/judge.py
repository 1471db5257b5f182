"""Decides which numbered paragraphs are headings and which are list items or sentences.

Numbering decides together with its neighbours: 一、 and （一） are headings unless they read like a list; 1. （1） ①
are judged in runs of siblings, because one of them alone tells little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from extractor.model.layout import Block, Paragraph
from extractor.outline.kinds import ADVICE, PROBLEM, is_group, kinds_of, names_section
from extractor.outline.named import named_headings
from extractor.outline.titles import LONGEST_ALONE, LONGEST_RUN_IN, Candidate, candidate, first_clause, first_sentence

# A sibling run counts as headings when at least this share of it has the form of a heading. Lists of facts lie
# near 0, runs of run-in heads near 1.
SHARE_OF_HEADINGS = 0.5
# Titles of （1） and ① are short; longer first sentences there are statements of fact.
LONGEST_LOW_TITLE = 30
# … but a problem told by （1） right below 存在的问题 may be a sentence.
LONGEST_RECORD = 60
# A label before a colon is a heading only where so much text follows: （1）数量指标：新建厂房2栋 is an item.
SHORTEST_LABELLED, SHORTEST_LOW_LABELLED = 20, 45
# Characters of a heading with a full stop and nothing below it, among others that have text (3.未完成的绩效目标。).
LONGEST_EMPTY = 12
# A run of siblings starts with 1; a later number alone is a note (②) or an item of a list. A typist may lose one 1.
_LATEST_FIRST = {3: 2}
# So many numerals without any mark must count on before they number sections.
FEWEST_BARE = 3
# … and so many of them head sections of known names where digits alone do so.
FEWEST_KNOWN = 2
# The level of 1. and 1 alone.
HIGHEST_DIGIT = 3
# Level of a heading without a number among numbered ones: it ends with the next heading of any level.
_INNERMOST = 6
_CAPITALS = frozenset("ABCDEFGH")
_ENDED = ("。", "：", ":", "；", ";", "！", "？", "”", "）", ")", "…", "、", "，", ".")


class Scope(NamedTuple):
    """The open headings above a candidate, outermost first."""

    titles: tuple[str, ...]

    @property
    def records(self) -> bool:
        """Whether problems or advice are listed here, so that every number holds a record."""
        kinds = [kinds_of(title) for title in self.titles]
        return any(PROBLEM in kind or ADVICE in kind for kind in kinds)

    @property
    def opens(self) -> bool:
        """Whether nothing but the section's own name and fields stand above."""
        return all(kinds_of(title) & {PROBLEM, ADVICE} or is_group(title) for title in self.titles[-1:])


def headings(blocks: Sequence[Block], first: int, last: int, skip: set[int]) -> list[Candidate]:
    """The headings among ``blocks[first:last]``, in order."""
    candidates = _candidates(blocks, first, last, skip)
    accepted = [found for c in candidates if c.marker.level <= 1 and (found := _high(c, Scope(())))]
    for c in candidates:
        if c.marker.level == 2 and (found := _high(c, _scope(accepted, c))):
            accepted = _merged(accepted, [found])
    accepted = _merged(accepted, _slips(candidates, accepted, last))
    missing = {PROBLEM, ADVICE} - {kind for c in candidates for kind in kinds_of(c.title)}
    if PROBLEM in missing:
        level = _INNERMOST if any(c.marker.level <= 2 for c in accepted) else 1
        accepted = _merged(accepted, named_headings(blocks, range(first, last), skip, missing, level))
    for level in (3, 4, 5, 6):
        taken = {c.index for c in accepted}
        rest = [c for c in candidates if c.marker.level == level and c.index not in taken]
        for run in _runs(rest, accepted):
            accepted = _merged(accepted, _judge_run(run, blocks, accepted, last))
    return accepted


def _candidates(blocks: Sequence[Block], first: int, last: int, skip: set[int]) -> list[Candidate]:
    found = []
    for index in range(first, last):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.note or index in skip:
            continue
        if c := candidate(index, block):
            found.append(c)
    return _with_depths(_without_lone_digits(found))


def _without_lone_digits(candidates: list[Candidate]) -> list[Candidate]:
    """1 项目概况 is numbered only where 1.1 is, beside such a one or next to it; else the digit belongs to the words.

    一 项目概况 is where such numerals alone count the sections.
    """
    bare = [c.marker.value for c in candidates if c.marker.style == "chinese_bare" and c.form == "alone"]
    counted = bare == list(range(1, len(bare) + 1)) and len(bare) >= FEWEST_BARE
    if not counted or any(c.marker.style == "chinese" for c in candidates):
        candidates = [c for c in candidates if c.marker.style != "chinese_bare"]
    return _with_counted_digits(candidates)


def _with_counted_digits(candidates: list[Candidate]) -> list[Candidate]:
    parents = {int(c.marker.number.split(".")[0]) for c in candidates if c.marker.style == "decimal"}
    digits = [
        c for c in candidates if c.marker.style == "digit_bare" and (c.form == "alone" or c.marker.value in parents)
    ]
    kept: set[int] = set()
    last = 0
    for c in digits:
        value = c.marker.value
        if value in parents or value == last + 1 > 1 or {value - 1, value + 1} & parents:
            kept.add(id(c))
            last = value
    first = next((index for index, c in enumerate(digits) if id(c) in kept), 0)
    if [c.marker.value for c in digits[: first + 1]] == list(range(1, first + 2)):
        kept |= {id(c) for c in digits[:first]}  # chapters without sections before the first one with 3.1
    if not parents and not any(c.marker.level < HIGHEST_DIGIT for c in candidates):
        kept = {id(c) for c in _counted_chapters(digits)}
    return [c for c in candidates if c.marker.style != "digit_bare" or id(c) in kept]


def _counted_chapters(digits: Sequence[Candidate]) -> list[Candidate]:
    """1 项目概况 … 4 有关建议: digits that count on from 1 where no other numbering parts the report, before titles of
    which two or more are those of sections."""
    run: list[Candidate] = []
    for c in digits:
        if c.marker.value == len(run) + 1 and not c.facts and not c.stopped and c.length <= LONGEST_LOW_TITLE:
            run.append(c)
    known = sum(bool(kinds_of(c.title)) or names_section(c.title) for c in run)
    return run if len(run) >= FEWEST_BARE and known >= FEWEST_KNOWN else []


def _with_depths(candidates: list[Candidate]) -> list[Candidate]:
    """第一章 stands above 第一节, 1） below （1） where both occur; 1.1 stands above （1） where 1. is missing."""
    styles = {c.marker.style for c in candidates}
    if "part" in styles:
        candidates = [
            replace(c, marker=replace(c.marker, level=-1)) if c.marker.style == "chapter" else c for c in candidates
        ]
    if {"decimal", "digit_bracket"} <= styles and not styles & {"digit", "digit_bare", "chinese_bracket"}:
        candidates = _with_decimals_at(3, candidates)
    elif "decimal" in styles:
        candidates = _brackets_below_decimals(candidates)
    if "labelled" in styles:
        candidates = _above_labels(candidates)
    if "roman" in styles and candidates[0].marker.style == "roman" and not any(c.marker.level <= 1 for c in candidates):
        candidates = [  # Ⅰ. above （一） and 1., where no 一、 stands above both
            replace(c, marker=replace(c.marker, level=1)) if c.marker.style == "roman" else c for c in candidates
        ]
    if _capitals_hold_digits(candidates):
        candidates = [
            replace(c, marker=replace(c.marker, level=2)) if c.marker.number in _CAPITALS else c for c in candidates
        ]
    if any(c.marker.style == "digit_bracket" for c in candidates):
        return candidates
    return [replace(c, marker=replace(c.marker, level=4)) if c.marker.style == "digit_close" else c for c in candidates]


def _capitals_hold_digits(candidates: Sequence[Candidate]) -> bool:
    """Whether A. and B. head what is numbered 1. 2. below one of them and anew below the next."""
    capitals = [index for index, c in enumerate(candidates) if c.marker.number in _CAPITALS]
    behind = [candidates[index + 1].marker for index in capitals if index + 1 < len(candidates)]
    return any(marker.style == "digit" and marker.value == 1 for marker in behind)


def _brackets_below_decimals(candidates: list[Candidate]) -> list[Candidate]:
    """（1） moves below 4.1 where it first counts what stands under such a heading (1. 4.1 （1） 4.2)."""
    first = next((index for index, c in enumerate(candidates) if c.marker.style == "digit_bracket"), 0)
    above = candidates[first - 1].marker if first else None
    if above is None or above.style != "decimal" or candidates[first].marker.value != 1:
        return candidates
    return [
        replace(c, marker=replace(c.marker, level=above.level + 1)) if c.marker.style == "digit_bracket" else c
        for c in candidates
    ]


def _above_labels(candidates: list[Candidate]) -> list[Candidate]:
    """3.1 and 3 stand above 问题1： where the first of these stands below one."""
    labelled = next(index for index, c in enumerate(candidates) if c.marker.style == "labelled")
    above = candidates[labelled - 1].marker if labelled else None
    if above is not None and above.style == "decimal":
        return _with_decimals_at(2, candidates)
    if above is not None and above.level == candidates[labelled].marker.level:
        return [
            replace(c, marker=replace(c.marker, level=above.level + 1)) if c.marker.style == "labelled" else c
            for c in candidates
        ]
    return candidates


def _with_decimals_at(level: int, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, 1.1 and its like at a level."""
    return [
        replace(c, marker=replace(c.marker, level=level))
        if c.marker.style == "decimal" and c.marker.number.count(".") == 1
        else c
        for c in candidates
    ]


def _high(c: Candidate, scope: Scope) -> Candidate | None:
    """一、 and （一）: headings by their numbering, unless they read like list items or long statements."""
    if c.form in {"alone", "title", "label"}:
        return c
    return _record_head(c) if scope.records else None


def _record_head(c: Candidate) -> Candidate | None:
    """The head of a problem or advice told in a sentence: the whole item, its first clause, its first sentence."""
    if c.counts_on:
        return None
    if c.form == "item" and c.length <= LONGEST_ALONE:
        return c
    return first_clause(c) or first_sentence(c)


def _scope(accepted: Sequence[Candidate], c: Candidate) -> Scope:
    """The titles of the headings that are open where ``c`` stands, above its level."""
    return Scope(tuple(h.title for h in open_above(accepted, c.index, c.marker.level)))


def open_above(accepted: Sequence[Candidate], index: int, level: int) -> list[Candidate]:
    """The headings above ``level`` that are open at block ``index``, outermost first."""
    path: list[Candidate] = []
    for heading in accepted:
        if heading.index >= index:
            break
        while path and path[-1].marker.level >= heading.marker.level:
            path.pop()
        path.append(heading)
    return [heading for heading in path if heading.marker.level < level]


def _slips(candidates: Sequence[Candidate], accepted: Sequence[Candidate], last: int) -> list[Candidate]:
    """A typist's （2） for （二） or 2、 for 二、: alone on its line where just that number is missing."""
    found = []
    for c in candidates:
        target = {"digit_bracket": 2, "digit": 1}.get(c.marker.style)
        if target is None or c.form != "alone" or c.facts or c.stopped:
            continue
        before = [h for h in accepted if h.index < c.index and h.marker.level <= target]
        after = [h for h in accepted if h.index > c.index and h.marker.level <= target]
        if not before or before[-1].marker.level != target or before[-1].marker.value + 1 != c.marker.value:
            continue
        following = after[0] if after and after[0].marker.level == target else None
        if (following is None and target == 1) or (following and following.marker.value != c.marker.value + 1):
            continue
        end = after[0].index if after else last
        if not _has_sibling(c, candidates, before[-1].index, end):
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
    between = any(old.index < h.index < new.index and h.marker.level < new.marker.level for h in accepted)
    return not between and old.marker.style == new.marker.style and new.marker.value > old.marker.value


def _judge_run(
    run: list[Candidate], blocks: Sequence[Block], accepted: Sequence[Candidate], last: int
) -> list[Candidate]:
    scope = _scope(accepted, run[0])
    if run[0].marker.number in _CAPITALS and not scope.records:
        return []
    late = run[0].marker.value > _LATEST_FIRST.get(run[0].marker.level, 1)
    if late and not scope.records and not any(kinds_of(c.title) for c in run):
        return []
    bodies = [_has_body(c, run, blocks, accepted, last) for c in run]
    good = [_looks_like_heading(c, body, any(bodies), scope) for c, body in zip(run, bodies, strict=True)]
    if not any(good) or sum(good) < SHARE_OF_HEADINGS * len(run):
        return _clauses(run, scope, accepted)
    if len(run) >= 3 and good.count(False) == 1:
        left = run[good.index(False)]
        good = [ok or _names_nothing_below(left) for ok in good]
    fallback = {c.index: c for c in _clauses(run, scope, accepted)}
    chosen = []
    for c, ok, body in zip(run, good, bodies, strict=True):
        if (ok and not _breaks_a_sentence(c, blocks)) or (
            c.form in {"alone", "title", "label"} and body and c.marker.level == 3
        ):
            chosen.append(c)
        elif c.index in fallback:
            chosen.append(fallback[c.index])
    return chosen


def _names_nothing_below(c: Candidate) -> bool:
    """Whether the one of several headings that has no text is a title all the same (3.未完成的绩效目标。)."""
    short = c.form == "alone" and c.length <= LONGEST_EMPTY and c.marker.level == 3
    return short and not c.facts and not c.counts


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
    heads = [c if c.form in {"alone", "title", "label"} else _record_head(c) for c in run]
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


def _has_body(
    c: Candidate, run: Sequence[Candidate], blocks: Sequence[Block], accepted: Sequence[Candidate], last: int
) -> bool:
    """Whether text of its own stands under a candidate before its next sibling or the next heading."""
    if c.rest < len(c.paragraph.text):
        return True
    following = c.index + 1
    if following >= last or any(h.index == following for h in accepted):
        return False
    block = blocks[following]
    if not isinstance(block, Paragraph):
        return True
    below = candidate(following, block)
    return all(other.index != following for other in run) and (below is None or below.form != "item")


def _breaks_a_sentence(c: Candidate, blocks: Sequence[Block]) -> bool:
    """Whether the paragraph before ends in mid-sentence, so that the number belongs to that sentence."""
    if c.index == 0 or c.marker.level < 4:
        return False
    before = blocks[c.index - 1]
    if not isinstance(before, Paragraph) or before.text.rstrip().endswith(_ENDED):
        return False
    return candidate(c.index - 1, before) is None and len(before.text) > LONGEST_RUN_IN


def _merged(accepted: Sequence[Candidate], more: Sequence[Candidate]) -> list[Candidate]:
    return sorted([*accepted, *more], key=lambda c: c.index)
