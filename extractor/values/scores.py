"""Finds scores and grades (得分, 等级) of a whole evaluation in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial

from extractor.model.values import Score
from extractor.patternbook import load_patterns, pattern_of
from extractor.text.fold import Squeezed, squeeze
from extractor.values.compose import compiled, compiled_part
from extractor.values.numerals import parse_numeral

_PAIRING_REACH = 40  # between a score and its grade: 分，评价等级为 has 8, with a scale in brackets up to 35
_FAR_PAIRING_REACH = 160  # with the definition of the whole scale between
_SUBJECT_REACH = 30
_LABEL_REACH = 3  # before a label: 复评 of 复评等级
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
_reviewing = partial(pattern_of, "grades", "parts", "reviewing")


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


def usual_grade(score: Decimal) -> str:
    """The tier that a score of 100 usually has: 优 from 90, 良 from 80, 中 from 60, 差 below."""
    tiers = load_patterns("grades")["tiers"]
    return next((tier for tier, entry in tiers.items() if score >= Decimal(entry["from"])), "差")


def find_scores(text: str) -> list[Score]:
    """Scores and grades of a whole evaluation in ``text``, in reading order, each score with its grade.

    A grade alone is a record without a score. Points of single indicators, rates and the definitions of a
    scale are left out.
    """
    if "分" not in text and "评" not in text and "等" not in text:
        return []
    squeezed = squeeze(text)
    line = squeezed.text
    grades = list(_grades(line))
    full = compiled("grades", "full_score").search(line)
    scale_end = full.end() if full else -1
    scores = [found for found in _scores(line, grades) if found.end != scale_end or found.label != "总分"]
    scale = Decimal(full["full"]) if full else None
    return [_finished(found, grade, scale, squeezed, text) for found, grade in _paired(scores, grades, line)]


def is_review(score: Score) -> bool:
    """Whether a score is that of a review of another evaluation (复核、再评价), which stands in the place of that."""
    label = re.split(r"\d", score.text, maxsplit=1)[
        0
    ]  # the grade behind it may be that of another (自评98分，复评等级为良)
    return score.score is not None and _reviewing().search(label) is not None


def _scores(line: str, grades: list[_Found]) -> Iterator[_Found]:
    yield from _several(line)
    taken: set[int] = set()
    for found in compiled("grades", "score").finditer(line):
        taken.add(found.end())
        if not _is_indicator(found, line) and not _is_compared_with(found, line):
            yield _scored(found, "score")
    for grade in grades:
        behind = compiled_part("grades", "in_brackets").match(line, grade.end)
        if behind and taken.isdisjoint(range(*behind.span())):
            taken.add(behind.end() - 1)
            yield _Found(*behind.span("score"), _value(behind), None, grade.label, "score")
    for found in compiled("grades", "bare_score").finditer(line):
        if found.end() not in taken and not _is_compared_with(found, line) and _speaks_of_whole(found, line, grades):
            yield _scored(found, "bare_score")


def _scored(found: re.Match[str], pattern: str) -> _Found:
    return _Found(*found.span(), _value(found), None, found["label"], pattern)


def _value(found: re.Match[str]) -> Decimal:
    """The figure of a score; one in words (九十五分) is a numeral that can be read."""
    words = found.groupdict().get("han")
    return (parse_numeral(words) or Decimal(0)) if words else _figure(found["score"])


def _figure(text: str) -> Decimal:
    return Decimal("".join(text.split()))


def _several(line: str) -> Iterator[_Found]:
    """评价得分分别为85分、90.5分."""
    for found in compiled("grades", "several_scores").finditer(line) if "分别" in line else ():
        for each in re.finditer(r"(\d[\d. ]*)分", found["scores"]):
            start = found.start("scores")
            value = _figure(each[1])
            yield _Found(start + each.start(), start + each.end(), value, None, found["label"], "several_scores")


def _clause_start(line: str, place: int) -> int:
    return max((line.rfind(mark, 0, place) for mark in _CLAUSE_ENDS), default=-1) + 1


def _is_indicator(found: re.Match[str], line: str) -> bool:
    """Whether these are points of a part: too few for a whole, unless the label says whole."""
    entry = load_patterns("grades")["patterns"]["score"]
    if line[max(0, found.start() - 4) : found.start()].endswith(("指标", "该项", "此项", "率")):
        return True
    return _value(found) < Decimal(entry["lowest"]) and not re.search(entry["whole"], found["label"])


def _is_compared_with(found: re.Match[str], line: str) -> bool:
    """Whether it is another evaluation's, with which this one's is compared: 较自评得分93.5分低4分."""
    parts = load_patterns("grades")["parts"]
    before = line[max(0, found.start() - _SUBJECT_REACH) : found.start()]
    return bool(re.search(parts["other_label"], found["label"]) and re.search(parts["compared"], before))


def _speaks_of_whole(found: re.Match[str], line: str, grades: list[_Found]) -> bool:
    entry = load_patterns("grades")["patterns"]["bare_score"]
    if _value(found) < Decimal(entry["lowest"]):
        return False
    before = line[_clause_start(line, found.start()) : found.start()][-2 * _PAIRING_REACH :]
    if re.search(entry["not_context"], before[-_PAIRING_REACH:]):
        return False
    graded = any(
        min(abs(grade.start - found.end()), abs(found.start() - grade.end)) <= _PAIRING_REACH // 4 for grade in grades
    )
    scaled = re.match(entry["scale_behind"], line[found.end() :])
    return graded or scaled is not None or re.search(entry["context"], before) is not None


def _grades(line: str) -> Iterator[_Found]:
    book = load_patterns("grades")["parts"]
    for found in compiled("grades", "grade").finditer(line):
        around = re.split(f"[{_CLAUSE_ENDS}]", line[found.start("grade") : found.end() + _PAIRING_REACH])[0]
        listed = set(re.findall(r"(?<![\u4e00-\u9fff])[优良中差](?![\u4e00-\u9fff])", around))
        if len(listed) >= _SCALE_WORDS:
            continue
        if re.search(book["not_before_grade"], line[max(0, found.start() - _PAIRING_REACH // 4) : found.start()]):
            continue
        if re.match(book["not_before_grade"], found["label"][:3]) or re.match(book["counted"], line[found.end() :]):
            continue
        yield _Found(*found.span(), None, found["grade"], found["label"], "grade")


def _paired(scores: list[_Found], grades: list[_Found], line: str) -> Iterator[tuple[_Found, _Found | None]]:
    """Each score with the grade after it, else the one before; a grade of the whole may stand alone."""
    founds = sorted([*scores, *grades], key=lambda found: found.start)
    lone = len(scores) == len(grades) == 1
    used: set[int] = set()
    pairs: list[tuple[_Found, _Found | None]] = []
    for place, found in enumerate(founds):
        if found.score is None:
            continue
        behind = founds[place + 1 : place + 3]
        if behind and "自评" in behind[0].label and _is_of_review(found, line):
            behind = behind[1:]  # 复评得分84分，自评得分98分，复评等级为良
        neighbours = [*behind[:1], *founds[max(0, place - 1) : place]]
        partner = next(
            (each for each in neighbours if each.start not in used and _belongs(found, each, line, lone)),
            None,
        )
        used |= {partner.start} if partner else set()
        pairs.append((found, partner))
    whole = load_patterns("grades")["parts"]["whole_label"]
    quoted = load_patterns("grades")["parts"]["quote"]
    for grade in grades:
        by_itself = re.search(whole, grade.label) or re.match(quoted, line[grade.start + len(grade.label) :])
        if grade.start not in used and by_itself:
            pairs.append((grade, None))
    yield from sorted(pairs, key=lambda pair: pair[0].start)


def _is_of_review(found: _Found, line: str) -> bool:
    return _reviewing().search(line[max(0, found.start - _LABEL_REACH) : found.start] + found.label) is not None


def _belongs(score: _Found, grade: _Found, line: str, lone: bool) -> bool:
    """Whether a grade is near enough to be the score's: the only two of a sentence may stand far apart."""
    if not grade.grade:
        return False
    first, last = sorted((score, grade), key=lambda found: found.start)
    distance = last.start - first.end
    same_sentence = not any(mark in line[first.end : last.start] for mark in "。\n")
    return distance <= _PAIRING_REACH or (lone and same_sentence and distance <= _FAR_PAIRING_REACH)


def _finished(found: _Found, partner: _Found | None, scale: Decimal | None, squeezed: Squeezed, text: str) -> Score:
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
