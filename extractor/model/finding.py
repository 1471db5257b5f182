"""The public records of problems found (存在的问题) and of advice (建议), and what they are about."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extractor.model.record import Evidence, Number, Record, Yuan

Severity = Literal["light", "ordinary", "serious"]
AmountRole = Literal["involved", "standard", "actual"]
DateRole = Literal["due", "approved", "signed", "started", "finished", "accepted", "paid"]
Shortfall = Literal["below", "above"]
Remedied = Literal["done", "partly", "no"]


class Category(Record):
    code: str
    group: str
    name: str


class Signal(Record):
    """A phrase that decided for a type (``code``)."""

    code: str
    text: str
    evidence: list[Evidence]


class FindingAmount(Record):
    """An amount that a problem names. ``role``: ``involved`` (what is wrong comes to so much), ``standard`` (planned,
    allowed, agreed) or ``actual``, null where the sentence does not tell; ``money`` is its place in the report's
    list of money, counted from 0."""

    text: str
    yuan: Yuan | None
    role: AmountRole | None
    money: int
    evidence: list[Evidence]


class Standard(Record):
    """What a rate is measured against (评价标准、目标值), in percent."""

    text: str
    value: Number
    evidence: list[Evidence]


class FindingRate(Record):
    """A rate that a problem names: ``value`` in percent, ``standard`` where the sentence tells one."""

    name: str | None
    text: str
    value: Number
    role: AmountRole | None
    standard: Standard | None
    against: Shortfall | None
    evidence: list[Evidence]


class FindingDate(Record):
    """A date that a problem names; ``date`` is its place in the report's list of dates, counted from 0."""

    text: str
    start: str
    end: str
    role: DateRole | None
    date: int
    evidence: list[Evidence]


class Mention(Record):
    """A unit or a project that a problem names: ``name`` in full, ``text`` as printed."""

    name: str
    kind: Literal["unit", "project"]
    text: str
    evidence: list[Evidence]


class CauseLink(Record):
    """How a cause was linked to its problem: ``own text``, ``list end`` (told once behind the last of several),
    ``cause section``, ``analysis`` (told of an indicator that shares its figures) or ``row`` of a problem list; with
    the cause's place."""

    how: Literal["own text", "list end", "cause section", "analysis", "row"]
    evidence: list[Evidence]


class Remedy(Record):
    """What was put right by the time of the report (整改情况), as printed."""

    text: str
    evidence: list[Evidence]


class Finding(Record):
    """A problem found. ``path`` holds the headings down to it, behind the title of a further report in the file;
    ``cause_links`` and ``points_evidence`` are in step with ``causes`` and ``points``; ``facts`` are the spans of
    ``text`` that tell what is found, the rest being headings, causes and next steps; ``tables`` the tables that stand
    in it; ``involved`` is what the problem comes to in 元, null where no amount is told to be that; ``remedied`` says
    whether the problem was put right since: null where the report does not tell; ``names`` are what its type is told
    by beside the facts: its title or, where that says no more than that there are problems, the openings of its points.
    """

    id: str
    section: str | None
    path: list[str]
    title: str
    text: str
    points: list[str]
    causes: list[str]
    category: Category | None
    money: list[Yuan]
    document_numbers: list[str]
    evidence: list[Evidence]
    secondary: list[Category] = Field(default_factory=list)
    severity: Severity = "ordinary"
    signals: list[Signal] = Field(default_factory=list)
    points_evidence: list[list[Evidence]] = Field(default_factory=list)
    cause_links: list[CauseLink] = Field(default_factory=list)
    facts: list[tuple[int, int]] = Field(default_factory=list)
    tables: list[str] = Field(default_factory=list)
    amounts: list[FindingAmount] = Field(default_factory=list)
    involved: Yuan | None = None
    rates: list[FindingRate] = Field(default_factory=list)
    dates: list[FindingDate] = Field(default_factory=list)
    mentions: list[Mention] = Field(default_factory=list)
    remedies: list[Remedy] = Field(default_factory=list)
    remedied: Remedied | None = None
    names: list[str] = Field(default_factory=list)


class RecommendationLink(Record):
    """A finding that a recommendation addresses, and how that was told: ``named`` by its number, ``same section``,
    ``same words``, ``same type``, ``same number`` or the same ``row`` of a problem list."""

    finding: str
    how: Literal["named", "same section", "same words", "same type", "same number", "row"]


class Recommendation(Record):
    section: str | None
    path: list[str]
    title: str
    text: str
    points: list[str]
    addresses: list[str]
    evidence: list[Evidence]
    links: list[RecommendationLink] = Field(default_factory=list)
