"""The rows of findings and recommendations, of what they are about and of how they are linked."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extractor.model.report import Finding, Money, Report, plain
from extractor.sinks.columns import Row, evidence_json, fen_of, json_list, number_text, place


def finding_rows(key: str, report: Report) -> dict[str, list[Row]]:
    """The rows by table, in the order that foreign keys need."""
    return {
        "findings": list(_findings(key, report)),
        "finding_categories": [row for finding in report.findings for row in category_rows(key, finding)],
        "finding_money": list(_money(key, report)),
        "finding_rates": list(_rates(key, report)),
        "finding_dates": [
            (key, finding.id, position, date.date + 1, date.role)
            for finding in report.findings
            for position, date in enumerate(finding.dates, 1)
            if date.date < len(report.dates)
        ],
        "finding_mentions": [
            (key, finding.id, position, each.kind, each.name, each.text, *place(each.evidence))
            for finding in report.findings
            for position, each in enumerate(finding.mentions, 1)
        ],
        "recommendations": [
            (key, n, r.section, json_list(r.path), r.title, r.text, json_list(r.points), *place(r.evidence))
            for n, r in enumerate(report.recommendations, 1)
        ],
        "recommendation_findings": list(_links(key, report)),
    }


def category_rows(key: str, finding: Finding) -> Iterator[Row]:
    """The types of a finding, its primary one first, with the phrases that decided."""
    for rank, category in enumerate([*([finding.category] if finding.category else []), *finding.secondary]):
        phrases = [signal.text for signal in finding.signals if signal.code == category.code]
        yield (key, finding.id, rank, category.code, json_list(phrases), finding.severity, fen_of(finding.involved))


def _findings(key: str, report: Report) -> Iterator[Row]:
    for n, f in enumerate(report.findings, 1):
        category = (f.category.code, f.category.name) if f.category else (None, None)
        lists = (json_list(f.points), json_list(f.causes))
        text = (f.section, json_list(f.path), f.title, f.text)
        fen = [amount for amount in map(fen_of, f.money) if amount is not None]
        named = sum(fen) if fen else None
        involved = None if f.involved is None else plain(f.involved)
        links = "[" + ", ".join(link.model_dump_json(exclude_none=True) for link in f.cause_links) + "]"
        remedies = "[" + ", ".join(each.model_dump_json() for each in f.remedies) + "]"
        points = "[" + ", ".join(map(evidence_json, f.points_evidence)) + "]"
        yield (
            *(key, n, f.id, *text, *lists, *category, json_list(f.document_numbers), named, *place(f.evidence)),
            *(f.severity, involved, fen_of(f.involved), json.dumps(f.facts), points, links, remedies, f.remedied),
            json_list(f.names),
        )


def _money(key: str, report: Report) -> Iterator[Row]:
    """The amounts of each finding, with the money record of the same value that stands inside its text."""
    for finding in report.findings:
        inside = [
            (number, money)
            for number, money in enumerate(report.money, 1)
            if money.yuan in finding.money and _stands_in(money, finding)
        ]
        told = {amount.yuan: amount for amount in reversed(finding.amounts)}
        for position, yuan in enumerate(finding.money, 1):
            record = next((pair for pair in inside if pair[1].yuan == yuan), None)
            if record is not None:
                inside.remove(record)
            amount = told.get(yuan)
            number = record[0] if record else amount.money + 1 if amount and amount.money < len(report.money) else None
            role = amount.role if amount else None
            yield (key, finding.id, position, plain(yuan), fen_of(yuan), number, role)


def _rates(key: str, report: Report) -> Iterator[Row]:
    for finding in report.findings:
        for position, each in enumerate(finding.rates, 1):
            standard = (number_text(each.standard.value), each.standard.text) if each.standard else (None, None)
            value = (each.name, each.text, number_text(each.value), each.role)
            yield (key, finding.id, position, *value, *standard, each.against, *place(each.evidence))


def _stands_in(money: Money, finding: Finding) -> bool:
    return any(
        part.page == whole.page and whole.start <= part.start and part.end <= whole.end
        for part in money.evidence[:1]
        for whole in finding.evidence
    )


def _links(key: str, report: Report) -> Iterator[Row]:
    known = {finding.id for finding in report.findings}
    for number, recommendation in enumerate(report.recommendations, 1):
        how = {link.finding: link.how for link in recommendation.links}
        for finding in dict.fromkeys(recommendation.addresses):
            if finding in known:
                yield (key, number, finding, how.get(finding))
