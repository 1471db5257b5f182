"""Work begun before it was approved, where the two days stand in two sentences: 3月开工。…6月20日取得可研批复。

A report on one project tells one day on which work began. Where an approval that work waits for (立项、可研、初步设计)
is told once, of a later day, and neither a problem nor a word (补办, 调整) says so, the order is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.engine import check
from extractor.checks.material import Material
from extractor.checks.time.events import APPROVED, STARTED, Event, events_by_sentence, is_before, may_be_a_year_on
from extractor.checks.wording import WORDINGS, start_of
from extractor.model.report import Check
from extractor.records.values import Told

_words = WORDINGS["late_approvals"]


def approved_before_started(material: Material) -> Iterator[Check]:
    """The one start that the text tells, and each approval of the work that it tells elsewhere."""
    texts = [told for told in material.with_dates if told.spot.place is None]
    begun = [told for told in texts if _words["started"].search(told.spot.passage.text)]
    told_of = [each for each in _events(begun, STARTED, "started") if not _words["again"].search(each[0])]
    starts = {event.when: event for _, event in reversed(told_of)}
    if len(starts) != 1:
        return
    granted = [told for told in texts if _words["granted"].search(told.spot.passage.text)]
    approvals = list(_events(granted, APPROVED, "approval"))
    started = next(iter(starts.values()))
    own = _sentence_of(started)
    days = [approval for sentence, approval in approvals if not _words["again"].search(sentence)]
    for approved in days:
        if approved.spot is started.spot and _sentence_of(approved) == own:
            continue
        figures = [event.figure(material.reading.pages) for event in (started, approved)]
        if not is_before(started, approved):
            yield check(
                "approved_before_start", "pass", f"批复（{approved.said}）不晚于开工（{started.said}）。",
                figures, approved.when, started.when,
            )  # fmt: skip
        elif _is_plain(material, started, approved) and len(days) == 1:
            yield check(
                "approved_before_start", "fail",
                f"开工（{started.said}）早于批复（{approved.said}），先后顺序不合常理。",
                figures, started.when, approved.when,
            )  # fmt: skip


def _events(texts: list[Told], kind: str, words: str) -> Iterator[tuple[str, Event]]:
    """The events of a kind with their sentences, where those say what began or was approved."""
    for told in texts:
        for sentence, found in events_by_sentence(told):
            if _words[words].search(sentence):
                yield from ((sentence, event) for event in found if event.kind == kind)


def _is_plain(material: Material, started: Event, approved: Event) -> bool:
    """Whether nothing says why work began first: both stand in one section's course, and no problem names the days."""
    if any(material.is_problem(event.spot) for event in (started, approved)):
        return False
    if may_be_a_year_on(started.date, approved.date):
        return False
    if {started.when, approved.when} & material.problem_dates:
        return False
    problems = "".join(spot.passage.text for spot in material.texts if material.is_problem(spot))
    return _words["told"].search(problems) is None


def _sentence_of(event: Event) -> tuple[int, int]:
    text = event.spot.passage.text
    begin = start_of(text, event.start, "。；\n")
    return begin, event.spot.passage.text.find("。", event.start)
