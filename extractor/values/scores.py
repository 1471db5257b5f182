"""Finds scores and grades (得分, 等级) of a whole evaluation in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.model.values import Score
from extractor.patternbook import load_patterns
from extractor.text.fold import Squeezed, squeeze
from extractor.values.compose import compiled

_PAIRING_REACH = 40  # between a score and its grade: 分，评价等级为 has 8, with a scale in brackets up to 35
_SUBJECT_REACH = 30
_SCALE_WORDS = 3  # so many different grades side by side define a scale
_CLAUSE_ENDS = "。；;\n"
_BODIES = (
    "局",
    "委",
    "办",
    "中心",
    "单位",
    "部门",
    "公司",
    "街道",
    "镇",
    "乡",
    "政府",
    "院",
    "校",
    "所",
    "厅",
    "组",
)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    score: Decimal | None
    grade: str | None
    label: str
    pattern: str


@cache
def grade_classes() -> dict[str, str]:
    """Every printed grade word and the one of 优 良 中 差 that it folds into."""
    tiers = load_patterns("grades")["tiers"]
    return {word: tier for tier, entry in tiers.items() for word in entry["words"]}


def usual_grade(score: Decimal, full_score: Decimal = Decimal(100)) -> str:
    """The tier that a score usually has: 优 from 90, 良 from 80, 中 from 60, 差 below."""
    percent = score * 100 / full_score
    tiers = load_patterns("grades")["tiers"]
    return next((tier for tier, entry in tiers.items() if percent >= Decimal(entry["from"])), "差")


def find_scores(text: str) -> list[Score]:
    """Scores and grades of a whole evaluation in ``text``, in reading order, each score with its grade.

    A grade alone is a record without a score. Points of single indicators, rates and the definitions of a
    scale are left out.
    """
    if "分" not in text and not any(word in text for word in ("等", "评", "为")):
        return []
    squeezed = squeeze(text)
    line = squeezed.text
    full = compiled("grades", "full_score").search(line)
    scores = list(_scores(line))
    if full and len(scores) > 1:
        scores = [
            found for found in scores if found.end != full.end()
        ]  # 总分100分 beside a score is the scale
    founds = sorted([*scores, *_grades(line)], key=lambda found: found.start)
    scale = Decimal(full["full"]) if full else None
    return [_finished(found, grade, scale, squeezed, text) for found, grade in _paired(founds, line)]


def _scores(line: str) -> Iterator[_Found]:
    done = 0
    for found in compiled("grades", "several_scores").finditer(line):
        for each in re.finditer(r"([\d.]+)分", found["scores"]):
            start = found.start("scores") + each.start()
            yield _Found(
                start,
                found.start("scores") + each.end(),
                Decimal(each[1]),
                None,
                found["label"],
                "several_scores",
            )
        done = found.end()
    taken: set[int] = set()
    for found in compiled("grades", "score").finditer(line):
        taken.add(found.end())
        if not _is_indicator(line, found.start()):
            yield _Found(found.start(), found.end(), Decimal(found["score"]), None, found["label"], "score")
    for found in compiled("grades", "bare_score").finditer(line, done):
        if found.end() not in taken and _speaks_of_whole(found, line):
            yield _Found(
                found.start(), found.end(), Decimal(found["score"]), None, found["label"], "bare_score"
            )


def _clause_start(line: str, place: int) -> int:
    return max((line.rfind(mark, 0, place) for mark in _CLAUSE_ENDS), default=-1) + 1


def _is_indicator(line: str, start: int) -> bool:
    return line[max(0, start - 4) : start].endswith(("指标", "该项", "此项", "率"))


def _speaks_of_whole(found: re.Match[str], line: str) -> bool:
    entry = load_patterns("grades")["patterns"]["bare_score"]
    before = line[_clause_start(line, found.start()) : found.start()][-2 * _PAIRING_REACH :]
    if re.search(entry["not_context"], before[-_PAIRING_REACH:]) or not re.search(entry["context"], before):
        return False
    return Decimal(found["score"]) >= Decimal(entry["lowest"])


def _grades(line: str) -> Iterator[_Found]:
    for found in compiled("grades", "grade").finditer(line):
        around = re.split(f"[{_CLAUSE_ENDS}]", line[found.start("grade") : found.end() + _PAIRING_REACH])[0]
        listed = set(re.findall(r"(?<![\u4e00-\u9fff])[优良中差](?![\u4e00-\u9fff])", around))
        if len(listed) >= _SCALE_WORDS:
            continue
        yield _Found(found.start(), found.end(), None, found["grade"], "", "grade")


def _paired(founds: list[_Found], line: str) -> Iterator[tuple[_Found, _Found | None]]:
    """Each score with the grade that follows it, else the one right before; grades left over stand alone."""
    used: set[int] = set()
    pairs: list[tuple[_Found, _Found | None]] = []
    for place, found in enumerate(founds):
        if found.score is None:
            continue
        partner = None
        following = founds[place + 1] if place + 1 < len(founds) else None
        leading = founds[place - 1] if place else None
        if following and following.grade and following.start - found.end <= _PAIRING_REACH:
            partner = following
        elif (
            leading
            and leading.grade
            and leading.start not in used
            and found.start - leading.end <= _PAIRING_REACH
        ):
            partner = leading
        if partner:
            used.add(partner.start)
        pairs.append((found, partner))
    pairs += [(found, None) for found in founds if found.grade and found.start not in used]
    yield from sorted(pairs, key=lambda pair: pair[0].start)


def _finished(
    found: _Found, partner: _Found | None, scale: Decimal | None, squeezed: Squeezed, text: str
) -> Score:
    first = min(found.start, partner.start) if partner else found.start
    last = max(found.end, partner.end) if partner else found.end
    start, end = squeezed.span(first, last)
    grade = found.grade or (partner.grade if partner else None)
    return Score(
        text=text[start:end],
        start=start,
        end=end,
        score=found.score,
        grade=grade,
        grade_class=grade_classes().get(grade or ""),
        kind="self" if "自评" in _before(squeezed.text, found) + found.label else "overall",
        subject=_subject(squeezed.text, found),
        full_score=scale,
        pattern=found.pattern,
    )


def _before(line: str, found: _Found) -> str:
    start = max(_clause_start(line, found.start), found.start - _SUBJECT_REACH)
    return re.split(r"[,，:]", line[start : found.start])[-1]


def _subject(line: str, found: _Found) -> str | None:
    """The body named right before the score, if it is one."""
    words = re.sub(r"^(?:其中|经|由|根据|对|以及|和|、)+", "", _before(line, found))
    words = re.sub(r"(?:的|在|于|绩效|评价|自评|综合|项目|支出|部门|财政|最终)+$", "", words)
    return words if len(words) > 2 and words.endswith(_BODIES) else None
