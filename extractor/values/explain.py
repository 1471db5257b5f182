"""Says which patterns fired in a text and how each value was built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.values import DateSpan, DocumentNumber, Money, Region, Score
from extractor.values.dates import Reference, find_dates, find_impossible_dates
from extractor.values.document_numbers import find_document_numbers
from extractor.values.money import find_money
from extractor.values.regions import find_regions
from extractor.values.scores import find_scores

_YEARS = {
    "printed": "year as printed",
    "century": "century added to two digits",
    "neighbour": "year from the other end of the range or the list",
    "context": "year from an earlier date",
    "reference": "year from the reference given",
    "unknown": "nothing tells the year",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One pattern that fired: family and name, printed text with its offsets, the value and its steps."""

    family: str
    pattern: str
    text: str
    start: int
    end: int
    value: str
    steps: tuple[str, ...]


def explain(text: str, reference: Reference = None) -> list[Explanation]:
    """Every find of every family in ``text``, by place."""
    finds = [*_money(text), *_dates(text, reference), *_numbers(text), *_regions(text), *_scores(text)]
    return sorted(finds, key=lambda each: (each.start, each.end, each.family))


def _money(text: str) -> Iterator[Explanation]:
    for each in find_money(text):
        steps = [f"figure and unit: {each.value:f} in {each.currency}, unit {each.unit} from {each.unit_from}"]
        if each.pattern == "shared_unit":
            steps.append("unit shared with the amount that follows")
        if each.pattern == "bare_magnitude":
            steps.append("no 元: the words before it speak of money")
        if each.modifier:
            steps.append(f"bounded or blurred by {each.modifier}")
        yield _explained("money", each, f"{each.value:f} {each.currency}", steps)


def _dates(text: str, reference: Reference) -> Iterator[Explanation]:
    for date in find_dates(text, reference):
        steps = [f"{date.precision}: {date.start_date} to {date.end_date}", _YEARS[date.year_from]]
        yield _explained("dates", date, f"{date.start_date}..{date.end_date}", steps)
    for date in find_impossible_dates(text):
        yield _explained("dates", date, "impossible", ["no calendar has this day"])


def _numbers(text: str) -> Iterator[Explanation]:
    for each in find_document_numbers(text):
        steps = [f"letters {each.agency}, year {each.year}, serial {each.number}"]
        steps += [f"organ: {each.organ}"] if each.organ else []
        steps += [f"title: {each.title}"] if each.title else []
        steps += ["letters look mistyped: a character is doubled"] if each.suspicious else []
        yield _explained("document_numbers", each, each.canonical, steps)


def _regions(text: str) -> Iterator[Explanation]:
    for each in find_regions(text):
        places = [place for place in (each.province, each.city, each.county) if place]
        yield _explained("regions", each, f"{each.code} {each.name}", [" > ".join(places)])


def _scores(text: str) -> Iterator[Explanation]:
    for each in find_scores(text):
        steps = [f"{each.kind} score {each.score}, grade {each.grade} (tier {each.grade_class})"]
        steps += [f"subject: {each.subject}"] if each.subject else []
        yield _explained("scores", each, f"{each.score} {each.grade or ''}".strip(), steps)


def _explained(
    family: str, find: Money | DateSpan | DocumentNumber | Region | Score, value: str, steps: list[str]
) -> Explanation:
    return Explanation(family, find.pattern, find.text, find.start, find.end, value, tuple(steps))
