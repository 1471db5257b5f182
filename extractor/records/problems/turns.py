"""Parts a problem's text into what is found, why it is so (原因分析), what is to be done, what was put right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice, takewhile
from typing import Literal, NamedTuple

from extractor.model.layout import Passage, join_passages
from extractor.outline.markers import marker_at_start
from extractor.patternbook import load_patterns
from extractor.records.problems.points import next_point
from extractor.records.problems.reasons import reasons, whole_reason

# ``shared``: a cause of several problems (:mod:`extractor.records.problems.statements`).
Role = Literal["fact", "cause", "advice", "done", "shared"]

_CLAUSE_START = r"(?:^|(?<=[。；;，,：:！？\s\u3000]))"
_LABEL_START = r"(?:^|(?<=[。；;，,：:！？\s\u3000])|(?=[【\[（(]))"
_SENTENCE_START = r"(?:^|(?<=[。；;！？\s\u3000]))"

_IN_POINTS = re.compile(r"\s*(?:一是|[（(]1|[（(]一|①)")
_NUMBER = re.compile(r"[^\u4e00-\u9fff]*第?[一二三四五六七八九十]*[^\u4e00-\u9fff]*")
_SENTENCE_END = re.compile(r"[。！？]")
_COUNTS = re.compile(r"[一二三][是、]|[（(]?[1一][)）.、．]|①|第一|首先|一方面|从?[主客]观")
_CLOSING = {"（": "）", "(": ")", "【": "】", "[": "]"}


class Segment(NamedTuple):
    """A piece of a paragraph with one role: ``passage`` as printed; its words start at ``words`` (behind a
    label such as 原因分析：); ``opens`` at the start of a paragraph; ``label``: brought in by a label."""

    role: Role
    passage: Passage
    words: int
    opens: bool
    label: bool

    @property
    def text(self) -> str:
        return self.passage.text[self.words :].strip()

    @property
    def stripped(self) -> Passage:
        """The passage of ``text``."""
        return self.passage.slice(self.words, len(self.passage.text)).stripped()


class _Turn(NamedTuple):
    start: int
    words: int
    end: int
    role: Role
    label: bool


def segments(
    passages: Sequence[Passage], *, named: bool = False, explaining: bool = False, about: str = ""
) -> list[Segment]:
    """The pieces of neighbouring paragraphs (or of a table cell) in order; a cause or advice that opens a paragraph
    goes on in the next ones, up to a numbered one. ``named``: only causes that are called so (原因), no 由于 or 受;
    ``explaining``: the heading asks for reasons (偏离绩效目标的原因), so that 主要是 gives them; ``about``: the title
    of what is told, which a clause may lead to (…，导致设备闲置).
    """
    found: list[Segment] = []
    carried: Role = "fact"
    for passage in passages:
        bare_label = bool(found) and found[-1].label and not found[-1].text
        if carried != "fact" and marker_at_start(passage.text) and not (bare_label or _in_list(found)):
            carried = "fact"
        pieces = _split(passage, carried, named, explaining, about)
        found.extend(pieces)
        last = pieces[-1]
        opened_here = len(pieces) == 1 and last.opens
        goes_on = _rules_on(last) or opened_here if last.role != "done" else last.label and not last.text
        carried = last.role if last.role != "fact" and goes_on else "fact"
    return found


def _rules_on(last: Segment) -> bool:
    """Whether a label rules the next paragraphs too: one that opens its own, that nothing follows, or that counts."""
    return last.label and (last.opens or not last.text or bool(_COUNTS.match(last.text)))


def whole_facts(pieces: Sequence[Segment]) -> list[Passage]:
    """What pieces tell as facts, those of one paragraph together: a cause may be told in their midst."""
    found: list[Passage] = []
    in_paragraph = False
    for piece in pieces:
        in_paragraph = in_paragraph and not piece.opens
        if piece.role != "fact":
            continue
        if in_paragraph:
            found[-1] = join_passages([found[-1], piece.passage])
        else:
            found.append(piece.passage)
        in_paragraph = True
    return found


def _in_list(found: Sequence[Segment]) -> bool:
    """Whether the last segment is an item of a list under a bare label (原因分析： and then 1. 2. 3.)."""
    for segment in reversed(found):
        if segment.label:
            return not segment.text
        if not marker_at_start(segment.passage.text):
            return False
    return False


def _split(passage: Passage, carried: Role, named: bool, explaining: bool, about: str) -> list[Segment]:
    text = passage.text
    turns = _turns(text, named, explaining, about)
    pieces: list[Segment] = []
    position = 0
    for turn in turns:
        if turn.start > position:
            pieces.append(_segment(passage, position, turn.start, carried, position == 0))
        pieces.append(
            Segment(
                turn.role,
                passage.slice(turn.start, turn.end),
                turn.words - turn.start,
                not text[: turn.start].strip(),
                turn.label,
            )
        )
        position = turn.end
        carried = "fact"
    if position < len(text) or not pieces:
        pieces.append(_segment(passage, position, len(text), carried, position == 0))
    return pieces


def _segment(passage: Passage, start: int, end: int, role: Role, opens: bool) -> Segment:
    behind = len(passage.text[start:end]) - len(passage.text[start:end].lstrip("，,、 ")) if start else 0
    return Segment(role, passage.slice(start, end), behind, opens, False)


@lru_cache(maxsize=1024)
def _turns(text: str, named: bool, explaining: bool, about: str) -> tuple[_Turn, ...]:
    """Where a text turns to a cause or to advice, in order; a label rules up to the next turn."""
    return tuple(_in_order(text, _starts(text, named, explaining, about)))


def _starts(text: str, named: bool, explaining: bool, about: str) -> list[_Turn]:
    starts: list[_Turn] = []
    marker = marker_at_start(text)
    # 2.原因：… begins where its words do; 建议1： is a label itself
    number = marker.end if marker and _NUMBER.fullmatch(text, 0, marker.end) else 0
    words_alone = " " * number + text[number:]
    for name, role in _ROLES.items():
        if named and name in _UNNAMED:
            continue
        label = name.endswith("label")
        for found in _pattern(name).finditer(words_alone):
            words = found.end() if label or name in _UNNAMED else found.start()
            if told := next((name for name, words in found.groupdict().items() if words), None):
                end = whole_reason(text, found.end(told), about)
            else:
                end = len(text) if role == "advice" or label else _sentence_end(text, found.end())
                end = _at_most(text, found.start(), found.end(), end)
            starts.append(_Turn(found.start(), words, end, role, label))
    for start, words, told_end, label in reasons(words_alone, named=named, explaining=explaining, about=about):
        goes_on = len(text) if label else _sentence_end(text, words)
        end = _at_most(text, start, words, goes_on) if told_end is None else told_end
        starts.append(_Turn(start, words, end, "cause", label))
    starts = [turn._replace(start=0) if turn.label and turn.start <= number else turn for turn in starts]
    return sorted(starts, key=lambda turn: (turn.start, not turn.label))


def _at_most(text: str, start: int, words: int, end: int) -> int:
    """The end of what words bring in, or before it where their bracket closes or the next point begins."""
    return min(end, _bracket_end(text, start, words) or end, next_point(text, words) or end)


def _in_order(text: str, starts: list[_Turn]) -> Iterator[_Turn]:
    """Those of the places where a text may turn that it does turn at, each up to its end."""
    position = 0
    last: _Turn | None = None
    for index, turn in enumerate(starts):
        if last is not None and turn.start < position and not _cuts(text, turn, last):
            continue
        inside = takewhile(lambda t: t.start < turn.end, islice(starts, index + 1, None))  # noqa: B023
        following = next((t for t in inside if t.start >= turn.words and _cuts(text, t, turn)), None)
        end = turn.end
        if following is not None:
            parallel = not following.label and following.role == turn.role
            end = min(end, text.index("；", turn.words) if parallel else following.start)
        position, last = end, turn
        yield turn._replace(end=end)


def _cuts(text: str, turn: _Turn, last: _Turn) -> bool:
    """Whether a turn ends the one before it: a label does, advice ends a cause and what was put right, and the cause of
    one of several things told between semicolons ends that of another."""
    if turn.label or (turn.role == "advice" and last.role in {"cause", "done"}):
        return True
    both = turn.role == last.role == "cause" and not last.label and not _COUNTS.match(text, last.words)
    return both and text.find("；", last.words, turn.start) >= 0


def _bracket_end(text: str, start: int, words: int) -> int | None:
    """Where the bracket closes that stands before ``words`` or that they open with (（原因：合同未到期）); None where
    there is none, or where it closes before the words (（原因分析）…)."""
    closing = _CLOSING.get(text[start : start + 1]) or _CLOSING.get(text[start - 1 : start])
    if closing is None or closing in text[start:words]:
        return None
    end = text.find(closing, words)
    return end if end >= 0 else None


def _sentence_end(text: str, start: int) -> int:
    """Behind the sentence's end; a cause told in points (一是…二是…) goes on to the paragraph's end."""
    if _IN_POINTS.match(text, start):
        return len(text)
    found = _SENTENCE_END.search(text, start)
    return found.end() if found else len(text)


_ROLES: dict[str, Role] = {
    "cause_opening": "cause",
    "cause_inside": "cause",
    "advice_label": "advice",
    "fact_label": "fact",
    "advice_sentence": "advice",
    "advice_clause": "advice",
    "done_label": "done",
    "done_sentence": "done",
}


# Causes that nothing calls so (由于, 受…影响).
_UNNAMED = frozenset({"cause_opening", "cause_inside"})
_STARTS = {
    "cause_inside": "",
    "done_label": _LABEL_START,
    "advice_clause": _CLAUSE_START,
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    where = _STARTS.get(name, _SENTENCE_START)
    return re.compile(where + "(?:" + load_patterns("sections")["turn"][name]["pattern"] + ")")
