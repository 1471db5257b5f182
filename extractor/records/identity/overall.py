"""The report's own verdict (综合得分、评价等级): from its sentences, else from the scoring table's total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from extractor.model.layout import Paragraph, Passage, Place, TableCell
from extractor.model.reading import DataTable, Reading, Section
from extractor.model.report import OverallScore
from extractor.model.values import Score
from extractor.outline.markers import marker_at_start
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.evidence import evidence
from extractor.records.forms import is_own_evaluation
from extractor.records.identity.described import headed_name, names_project
from extractor.records.identity.form_scores import form_scores
from extractor.records.identity.front import front_blocks, usual
from extractor.records.identity.organisations import is_organisation, without_lead
from extractor.records.identity.title_words import SHORTEST_NAME, is_generic
from extractor.values import find_scores, grade_classes, is_review

_counted = partial(pattern_of, "head", "overall", "counted")
# More different totals than bodies that can have scored: the sentences tell the scores of parts.
MOST_BODIES = 4
FULL = Decimal(100)
_BOUND = re.compile(r"[”\"」]?[及和或]?以[上下]")
_NEXT_SCORE = re.compile(r"[，,；;](?:第三方|财政|部门|专家|评价组|现场|[省市县区州]级)?")
# The label of a verdict in a form of labels and words side by side.
_CONCLUDES = re.compile(r"(?:绩效|综合|总体|最终)?(?:评价|自评)?(?:结论|结果|得分及等级|得分与等级)")
WIDEST_FORM = 2
# A heading with points of its own is that of a part: （二）产出指标（50分）.
_OF_PART = re.compile(
    r"[（(](?:满分|权重|分值)?[：:]?\s*(?P<points>\d{1,2}(?:\.\d+)?)\s*分(?:[，,；;][^（()）]*)?[)）]\s*$"
)
_GRADE_NAME = re.compile(r"(?:评价|绩效|自评|综合|评定|^)等[级次]$")
_GRADE_ALONE = re.compile(r"\s*[“\"]?[一-龥]{1,3}[”\"]?\s*[。；;]?\s*$")
_SCORE_NAME = re.compile(r"(?:得分|评分|总分|分数)$")


@dataclass(frozen=True)
class _Told:
    """A score as a sentence tells it; ``rank`` is lower where verdicts are expected."""

    score: Score
    passage: Passage
    rank: int
    section: Section | None = None
    place: Place | None = None


def overall_scores(reading: Reading, *, by_others: bool = False) -> list[OverallScore]:
    """Every overall score or grade, each body's once, in reading order; ``by_others``: none that a body gave itself
    where those who evaluate give one."""
    told = _without_scale([*_sentences(reading), *_in_forms(reading)])
    best = min((each.rank for each in told), default=None)
    ranked = [each for each in told if each.rank == best]
    chosen = _distinct(ranked)
    chapters = _chapters([each for each in chosen if each.score.kind != "self"])
    if len({each.score.score for each in chosen}) > MOST_BODIES and not chapters:
        chosen = chosen[:1]
    chosen = _without_reviewed(
        _without_parts(chosen), reviews={each.score.score for each in ranked if is_review(each.score)}
    )
    if by_others and (checked := _checked(reading, chosen)):
        return checked
    if by_others and any(each.score.score is not None and each.score.kind != "self" for each in chosen):
        chosen = [each for each in chosen if each.score.kind != "self" or each.score.subject]
    found = [_from_sentence(reading, each, chapters.get(each.score.score), several=len(chosen) > 1) for each in chosen]
    if all(score.score is None for score in found):
        return _with_total(reading, found)
    return found


def _checked(reading: Reading, told: list[_Told]) -> list[OverallScore]:
    """The total of those who check a self-evaluation, where sentences tell none but its own (自评得分98分) and a table
    has both side by side (自评得分 | 核查得分)."""
    both = any(
        {"self_score", "score"} <= {each.role for each in part.columns}
        for table in reading.tables
        for part in table.parts
    )
    only_own = bool(told) and all(each.score.kind == "self" for each in told)
    totals = form_scores(reading) if both and only_own else []
    return totals if len(totals) == 1 and totals[0].score != told[0].score.score else []


def _chapters(told: list[_Told]) -> dict[Decimal | None, str]:
    """The project that each score is of, where each is told in a chapter of its own and most of these are headed by
    projects: the report on several projects."""
    paths = [each.section.path() if each.section else [] for each in told]
    if len(paths) <= MOST_BODIES or not all(paths):
        return {}
    shared = next((at for at, above in enumerate(zip(*paths, strict=False)) if len({each.id for each in above}) > 1), 0)
    chapters = [path[shared] for path in paths]
    named = sum(map(names_project, chapters))
    if len({chapter.id for chapter in chapters}) < len(told) or named * 2 < len(told):
        return {}
    return {each.score.score: headed_name(chapter) for each, chapter in zip(told, chapters, strict=True)}


def _without_parts(told: list[_Told]) -> list[_Told]:
    """Without scores told together (三个市得分分别为85分、82分、80分) behind the one of the whole."""
    first = told[0].score.pattern if told else ""
    if first != "score" or not told[0].score.grade:
        return told
    return [each for each in told if each.score.pattern != "several_scores"]


def _without_scale(told: list[_Told]) -> list[_Told]:
    """Without the full score that is told before the one reached (评价总分为100分，本项目最终得分84.2分)."""
    scale = [
        each
        for each in told
        if each.score.score == FULL
        and each.score.grade is None
        and "总分" in each.score.text
        and any(one.passage is each.passage and one.score.start > each.score.end for one in told)
    ]
    return [each for each in told if each not in scale]


def _without_reviewed(told: list[_Told], reviews: set[Decimal | None]) -> list[_Told]:
    """Without the body's own score where a review of it gives the one that stands (自评97.5分，再评价81.15分)."""
    told = [each for each in told if not _stands_beside_another(each, told)]
    if reviews.isdisjoint(each.score.score for each in told):
        return told
    return [each for each in told if each.score.score in reviews or each.score.kind != "self"]


def _stands_beside_another(own: _Told, told: list[_Told]) -> bool:
    """Whether a score is told right before the one that takes its place: a self-given one before the evaluator's
    (自评得分96分，评价得分82.5分), a first review's before the last, graded one (市级复评91分，省级复核87.3分，为良).
    """
    if own.score.subject or (own.score.kind != "self" and (own.score.grade or not is_review(own.score))):
        return False
    return any(
        each.passage is own.passage
        and each.score.kind != "self"
        and (own.score.kind == "self" or (each.score.grade and is_review(each.score)))
        and _NEXT_SCORE.fullmatch(each.passage.text[own.score.end : each.score.start])
        for each in told
    )


def _sentences(reading: Reading) -> Iterator[_Told]:
    words = load_patterns("head")["overall"]
    for section, printed in _texts(reading):
        passage = usual(printed)
        if not re.search(r"分|[优良中差]|合格|一般", passage.text):
            continue
        rank = _rank(section, words)
        if rank is None:
            continue
        part = _OF_PART.search(section.title.text) if section else None
        for score in [*find_scores(passage.text), *_bare_figure(section, passage.text)]:
            of_part = part and score.score is not None and score.score <= Decimal(part["points"])
            if not (of_part or _is_of_something_else(passage.text, score, words)):
                yield _Told(_completed(passage.text, score), passage, rank, section)


def _in_forms(reading: Reading) -> Iterator[_Told]:
    """What a form of words tells beside a label that concludes (综合评价结论 | 自评得分96分，等级为优)."""
    words = load_patterns("head")["overall"]
    for table in reading.tables:
        own = is_own_evaluation(table)
        if not own and (table.kind not in {"other", "self_evaluation"} or not _is_on_one(table)):
            continue
        for cell in table.grid.cells:
            label = table.cell(cell.row, 0)
            concludes = label is not None and any(word in label.passage.text for word in words["verdict_sections"])
            for score in find_scores(cell.passage.text) if cell.column and concludes else ():
                if not _is_of_something_else(cell.passage.text, score, words):
                    place = Place(table.grid.id, cell.row, cell.column)
                    yield _Told(_completed(cell.passage.text, score), cell.passage, 0 if own else 1, place=place)


def _is_on_one(table: DataTable) -> bool:
    """Whether a table is a form of labels and words that concludes on one thing (评价结论 | 综合得分80.4分…)."""
    labels = [cell for cell in table.grid.cells if not cell.column]
    concluding = [cell for cell in table.grid.cells if not cell.column and _concludes(cell)]
    told = [table.cell(cell.row, 1) for cell in concluding]
    whole = all(cell is not None and cell.column + cell.colspan == table.grid.n_columns for cell in told)
    return len(concluding) == 1 and whole and len(labels) > WIDEST_FORM


def _concludes(cell: TableCell) -> bool:
    return _CONCLUDES.fullmatch("".join(cell.passage.text.split())) is not None


def _bare_figure(section: Section | None, text: str) -> list[Score]:
    """The score that a paragraph begins with as a bare figure, under a heading that names it (一、自评得分 / 96分), or
    one that concludes (二、评价结论 / 得80.55分，为“良”。)."""
    if section is not None and _GRADE_NAME.search(section.title.text.strip()) and _GRADE_ALONE.match(text):
        found = find_scores(f"评价等级：{text}")
        shift = len("评价等级：")
        return [
            replace(each, text=text[: each.end - shift].strip(), start=0, end=each.end - shift) for each in found[:1]
        ]
    begun = re.match(r"\s*(?P<got>得分?(?:为|是|：)?)?\d{2,3}(?:\.\d+)?\s*分(?:\s*$|[，。；（(])", text)
    if section is None or begun is None:
        return []
    title = section.title.text.strip()
    label = "综合得分" if begun["got"] and "结论" in title else title if _SCORE_NAME.search(title) else ""
    told = begun.end("got") if begun["got"] else 0
    shift = len(label) + 1 - told
    found = [each for each in find_scores(f"{label}：{text[told:]}") if each.score is not None] if label else []
    return [replace(each, text=text[: each.end - shift].strip(), start=0, end=each.end - shift) for each in found[:1]]


def _texts(reading: Reading) -> Iterator[tuple[Section | None, Passage]]:
    """What may tell the verdict: the paragraphs, and headings that hold it themselves (（一）自评得分96分)."""
    for block in front_blocks(reading):
        if isinstance(block, Paragraph):
            yield None, block.passage
    for section in reading.outline.sections:
        if re.search(r"\d\s*分", section.title.text) and _rank(section, load_patterns("head")["overall"]) == 0:
            yield section, section.title
        yield from ((section, block.passage) for block in section.body if isinstance(block, Paragraph))


def _rank(section: Section | None, words: dict[str, list[str]]) -> int | None:
    """0 in the sections that conclude, 1 elsewhere; None among problems and recommendations."""
    titles = [each.title.text for each in section.path()] if section else []
    if any(word in title for title in titles for word in words["problem_sections"]):
        return 0 if any(word in titles[-1] for word in words["verdict_sections"]) else None
    return 0 if any(word in title for title in titles for word in words["verdict_sections"]) else 1


def _is_of_something_else(text: str, score: Score, words: dict[str, list[str]]) -> bool:
    """A score of a test, a survey, a part: the clause that it stands in says so; a bound (等级为“中”及以下); one of
    things that are counted and not named (对其中2项资金实施评价，得分分别为86.4分和78.9分)."""
    if _BOUND.match(text, score.end):
        return True
    if score.pattern == "several_scores" and _counted().search(text[: score.start]):
        return True
    start = max(text.rfind(mark, 0, score.start) for mark in "，。；：\n") + 1
    clause = text[start : score.end]
    return any(re.search(pattern, clause) for pattern in words["not"])


def _completed(text: str, score: Score) -> Score:
    """A grade with the one score told before it in its sentence, a score with the grade right after it."""
    words = load_patterns("head")["overall"]
    if score.score is None:
        start = max(text.rfind(mark, 0, score.start) for mark in "。；\n") + 1
        told = list(re.finditer(words["loose_score"], text[start : score.start]))
        sums = [each for each in told if each[0].startswith("合计")]  # 产出得分46分，效益得分28分，合计92.7分
        told = sums if len(sums) == 1 else told
        if len(told) == 1:
            at = start + told[0].start()
            return replace(score, score=Decimal(told[0]["score"]), text=text[at : score.end], start=at)
        later = None if told else re.match(words["later_score"], text[score.end :])
        if later:
            end = score.end + later.end()
            return replace(score, score=Decimal(later["score"]), text=text[score.start : end], end=end)
    elif score.grade is None:
        after = re.match(words["loose_grade"], text[score.end :])
        if after:
            end = score.end + after.end("grade")
            grade = after["grade"]
            tier = grade_classes().get(grade)
            return replace(score, grade=grade, grade_class=tier, text=text[score.start : end], end=end)
    return score


def _distinct(told: list[_Told]) -> list[_Told]:
    """Each verdict once: a repeated score, or a grade told again apart from its score, is the same one."""
    kept: list[_Told] = []
    for each in told:
        score = each.score
        twin = next((old for old in kept if _same(old.score, score)), None)
        if twin is None:
            kept.append(each)
        elif twin.score.score is None and score.score is not None and score.grade is not None:
            kept[kept.index(twin)] = each
        elif twin.score.grade is None and score.grade is not None:
            graded = replace(twin.score, grade=score.grade, grade_class=score.grade_class)
            whole = each if score.score is not None else replace(twin, score=graded)
            kept[kept.index(twin)] = whole
    return kept


def _same(old: Score, new: Score) -> bool:
    if old.score is not None and new.score is not None:
        return old.score == new.score
    return old.grade is None or new.grade is None or old.grade_class == new.grade_class


def _from_sentence(reading: Reading, told: _Told, chapter: str | None, *, several: bool) -> OverallScore:
    score = told.score
    own = score.subject is not None and re.match("[我本该]", score.subject)  # 我中心: the report's own body
    named = (None if own else score.subject) or (_subject(told.passage.text, score) if several else None)
    if several and (named is None or is_generic(named)):
        named = _summed_up(told) or _headed(told) or chapter or named
    return OverallScore(
        subject=named,
        score=score.score,
        grade=score.grade,
        grade_text="".join(score.text.split()) if score.grade else None,
        evidence=evidence(told.passage, reading.pages, score.start, score.end, told.place),
    )


def _subject(text: str, score: Score) -> str | None:
    """What a score among several is of: the name right before 得分 (某某项目自评得分为97.2分)."""
    figure_at = next(re.finditer(r"\d+(?:\.\d+)?\s*分", text[score.start :]), None)
    if figure_at is None:
        return None
    end = score.start + figure_at.start()
    start = max(text.rfind(mark, 0, end) for mark in "，。；：、\n") + 1
    name = re.sub(load_patterns("head")["overall"]["label"], "", "".join(text[start:end].split()))
    name = name[without_lead(name) :]
    is_name = is_organisation(name) or re.search(r"(?:项目|资金|经费|工程|补助)$", name)
    return name if is_name and not re.match(r"[我本该各]", name) else None


def _summed_up(told: _Told) -> str | None:
    """The project whose self-evaluation a heading or the label of a paragraph sums up (某项目绩效自评综述)."""
    text = told.passage.text[: told.score.start]
    marker = marker_at_start(text)
    label = text[marker.end if marker else 0 :].partition("：")[0]
    for words in (label, told.section.title.text if told.section else ""):
        title = "".join(words.split())
        name = re.sub(load_patterns("head")["overall"]["summary"], "", title)
        if name != title and len(name) >= SHORTEST_NAME and not is_generic(name):
            return name
    return None


def _headed(told: _Told) -> str | None:
    """The project that heads the chapter of a score (二、养老服务设施补助项目)."""
    above = reversed(told.section.path()) if told.section else ()
    return next((headed_name(section) for section in above if names_project(section)), None)


def _with_total(reading: Reading, found: list[OverallScore]) -> list[OverallScore]:
    """The grade, where the sentences tell one, with the figure of the scoring table's total row; else the totals."""
    totals = form_scores(reading)
    if not found or len(totals) != 1:
        return [*found, *totals]
    total = totals[0]
    first = found[0].model_copy(update={"score": total.score, "evidence": [*found[0].evidence, *total.evidence]})
    return [first, *found[1:]]
