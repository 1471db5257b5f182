"""Where a text gives the reason of what it tells, by the words that mark one.

A reason is marked by a noun (进度滞后的主要原因是…, …是资金沉淀的直接原因), by words that point back at a problem
(上述问题的产生，主要是…; 该情况与…有关), by words that bring nothing but a reason (是因为, 归因于), or by 主要是 and 系
between what came about and a circumstance. Those last ones bring in parts of a whole or a closer description as often
(支出62万元，主要是人员经费; 管理不规范，主要是台账缺失), so that both sides of them are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import NamedTuple

from extractor.patternbook import load_patterns, pattern_of
from extractor.records.likeness import share_within

# So far before its noun the words that tell what a reason is of begin.
LONGEST_EFFECT = 40
SHORTEST_REASON = 3
SHORTEST_LEADING = 4
# An outcome and a title tell the same where they share so much.
SAME_OUTCOME = 0.5
# So far what follows a link, or the first clause of a reason, is looked at.
LONGEST_REASON = 80
_MARKS = "。；;，,：:！？（(【[）)】]\n\u3000 "
_SENTENCE_MARKS = "。！？；;\n"
_CLAUSE_START = r"(?:^|(?<=[。；;，,：:！？（(【\[）)】\]\s]))"
_COMMA = re.compile("[，,]")
_OPENING = "【[（("
_CLOSING = "】]）)"
_defect = partial(pattern_of, "sections", "defect")


class Reason(NamedTuple):
    """What brings in a reason begins at ``start``, the reason at ``words``; ``end`` is None where it goes on to the end
    of its sentence, or, behind a ``label`` (原因分析：), of its paragraph."""

    start: int
    words: int
    end: int | None
    label: bool


def reasons(text: str, *, named: bool = True, explaining: bool = False, about: str = "") -> Iterator[Reason]:
    """The reasons that a text marks as such, in the order of the ways to mark one. ``explaining``: the heading asks for
    reasons, so that 主要是 gives one whatever stands around it. ``about`` is the title of what is told; unless only
    reasons that are ``named`` such are wanted, what leads to just that is one (选址未论证，导致设施闲置)."""
    for noun in _pattern("noun").finditer(text):
        yield from _of_noun(text, noun)
    for name in ("points_back", "links", "openers"):
        for link in _pattern(name).finditer(text):
            yield _up_to(link)
    for link in _pattern("maybe").finditer(text):
        if explaining or _gives_reason(text, link, about):
            yield _up_to(link)
    for sides in _pattern("both_sides").finditer(text):
        before = text[_sentence_start(text, sides.start() - 1) : sides.start()]
        if re.search(r"\d", before) and _defect().search(text, sides.end(), _sentence_end(text, sides.end())):
            yield Reason(sides.start(), sides.end(), None, label=False)
    if about and not named and not _pattern("leads_to").search(about):
        yield from _leading_to(text, about)


def _leading_to(text: str, about: str) -> Iterator[Reason]:
    """The clauses right before 导致, where what they lead to is what the title tells and they are not."""
    for link in _pattern("leads_to").finditer(text):
        outcome = re.split("[，,。；;]", text[link.end() :], maxsplit=1)[0]
        start = _clause_start(text, link.start())
        if link.start() - start < SHORTEST_LEADING or _pattern("anything").match(text, start):
            continue
        while start and text[start - 1] in "，,":  # several clauses that tell a defect each
            before = _clause_start(text, start - 1)
            if not _defect().search(text, before, start - 1):
                break
            start = before
        if _tells_alike(outcome, about) and share_within(text[start : link.start()], about) < SAME_OUTCOME:
            yield Reason(start, start, link.start(), label=False)


def _tells_alike(words: str, title: str) -> bool:
    """Whether words and a title share so much of either that both tell the same."""
    return max(share_within(words, title), share_within(title, words)) >= SAME_OUTCOME


def calls_reason(text: str) -> bool:
    """Whether a text holds a noun that reasons are called by (原因, 症结)."""
    return bool(_pattern("noun").search(text))


def opens_with_label(text: str) -> bool:
    """Whether a text begins with a label of reasons (原因分析：)."""
    return any(each.label and not _pattern("counted").sub("", text[: each.start]) for each in reasons(text.strip()))


def whole_reason(text: str, end: int, about: str) -> int:
    """The end of a reason whose first clause ends at ``end``: before the words that lead to its outcome (导致, 只能),
    where no clause between them tells what the title ``about`` does, else behind what is added to it (加之运距远)."""
    stop = _sentence_end(text, end)
    if outcome := _pattern("leads_to").search(text, end, stop):
        return outcome.start()
    if outcome := _pattern("leaves").match(text, end, stop):
        between = _COMMA.split(text[end : outcome.end()])[1:]
        if not any(_tells_alike(clause, about) for clause in between):
            return outcome.end()
    while added := _pattern("added").match(text, end):
        comma = _COMMA.search(text, added.end(), stop)
        if comma is None:
            break
        end = comma.start()
    return end


def _up_to(link: re.Match[str]) -> Reason:
    """A reason behind its link; where a word that closes it (所致, 有关) is asked for, up to that."""
    told = next((name for name, words in link.groupdict().items() if words), None)
    return Reason(link.start(), link.end(), link.end(told) if told else None, label=False)


def _of_noun(text: str, noun: re.Match[str]) -> Iterator[Reason]:
    """The reason that a noun brings in (原因是…, 根源：…) or that it closes (…是主要原因)."""
    start = _clause_start(text, noun.start())
    before = text[start : noun.start()]
    bracket = text[start - 1] if start and text[start - 1] in _OPENING else ""
    if (label := _pattern("label").match(text, noun.end())) and _names_effect(before):
        closes = any(sign in label.group() for sign in _CLOSING)
        if bracket or not closes:
            yield Reason(start - closes, label.end(), None, label=True)
    elif link := _pattern("copula").match(text, noun.end()):
        if _names_effect(before, factors=noun.group() == "因素"):
            yield Reason(start, link.end(), None, label=False)
    elif (pause := _pattern("pause").match(text, noun.end())) and _pattern("asked").fullmatch(_bare(before)):
        yield Reason(start, pause.end(), None, label=False)
    elif _pattern("closed").match(text, noun.end()):
        yield from _closed_by_noun(text, start, before)


def _closed_by_noun(text: str, start: int, before: str) -> Iterator[Reason]:
    """The reason before 是…的主要原因: its own clause, or all that its sentence told before the comma."""
    link = _pattern("is_what").search(before)
    if link is None or not _names_effect(link["effect"], bare=False):
        return
    own = before[: link.start()]
    if len(own) >= SHORTEST_REASON:
        lead = _pattern("lead_in").match(own)
        first = start + lead.end() if lead else _first_circumstance(text, start)
        yield Reason(first, first, start + len(own), False)
        return
    last = start - 1
    if last <= 0 or text[last] not in "，,。":
        return
    first = _sentence_start(text, last)
    if lead := _pattern("lead_in").match(text, first, last):
        first = lead.end()
    if last - first >= SHORTEST_REASON:
        yield Reason(first, first, last, label=False)


def _first_circumstance(text: str, start: int) -> int:
    """Where a reason that goes on at ``start`` begins: with its sentence, behind another one, where all clauses of that
    tell circumstances without figures and no outcome (地价低、路难走，无人愿种是主要原因)."""
    sentence = _sentence_start(text, start - 1) if start else 0
    clauses = _COMMA.split(text[sentence : start - 1]) if 0 < sentence < start else []
    plain = all(
        _pattern("circumstance").search(each)
        and not re.search(r"\d", each)
        and ("、" in each or not _pattern("outcome").search(each))
        for each in clauses
    )
    return sentence if clauses and plain else start


def _names_effect(words: str, *, bare: bool = True, factors: bool = False) -> bool:
    """Whether the words before a noun say what it is the reason of, or point back at that.

    ``bare``: they may also say nothing but which reason it is (主要, 客观), or nothing at all; ``factors`` are those of
    a defect only where they say so.
    """
    left = _bare(words)
    if not left:
        return bare or bool(words)
    if _pattern("asked").fullmatch(left) or _pattern("that").fullmatch(left):
        return True
    if _pattern("not_told").search(left) or _pattern("purpose").search(left.removesuffix("的")):
        return False
    return not factors or bool(_pattern("came").search(left) or _defect().search(left))


def _bare(words: str) -> str:
    """Words before a noun without a number before them, and without which reason it is (主要)."""
    return _pattern("which").sub("", _pattern("counted").sub("", words, count=1))


def _gives_reason(text: str, link: re.Match[str], about: str) -> bool:
    """Whether 主要是 stands between an outcome and a circumstance."""
    after = text[link.end() : _sentence_end(text, link.end())]
    told = after.split("；")[0]
    clause = re.split("[，,]", told, maxsplit=1)[0]
    if _pattern("names_things").search(clause):
        return False
    before = text[_sentence_start(text, max(link.start() - 1, 0)) : link.start()].rstrip("，,。；; ") or about
    last = re.split("[，,]", before)[-1]
    if link.group() == "系" and _pattern("beyond").search(last):
        return True
    if not (_pattern("circumstance").search(told) or _defect().search(clause)):
        return False
    if not before or _pattern("condition").search(told):
        return True
    return bool(_pattern("outcome").search(last)) and not _pattern("judgement").search(last)


def _clause_start(text: str, at: int) -> int:
    for place in range(at - 1, max(at - LONGEST_EFFECT, 0) - 1, -1):
        if text[place] in _MARKS:
            return place + 1
    return max(at - LONGEST_EFFECT, 0)


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence begins that goes on up to ``at``, or as far as it is looked at."""
    earliest = max(at - LONGEST_REASON, 0)
    return max(earliest, 1 + max(text.rfind(mark, earliest, at) for mark in _SENTENCE_MARKS))


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence ends that goes on at ``at``, or as far as it is looked at."""
    stop = min(at + LONGEST_REASON, len(text))
    return min((place for mark in "。！？\n" if (place := text.find(mark, at, stop)) >= 0), default=stop)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    where = _CLAUSE_START if name in {"points_back", "openers"} else ""
    return re.compile(f"{where}(?:{load_patterns('sections')['reasons'][name]})")
