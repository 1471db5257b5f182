"""Turns the records of a report into the entries of the review page."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.model.gravity import gravity
from extractor.model.report import Check, Finding, Issue, Report, Section, Table, plain
from extractor.review.entry import Doubt, Entry, boxes_of, place_of
from extractor.review.head import abbreviations, head, overall_scores

# Beyond this a table is shown without its last rows: a page that opens at once matters more.
MOST_ROWS = 400
QUOTED = {"money", "dates", "document_numbers"}
ISSUE_DOUBTS: dict[str, Doubt | None] = {"error": "error", "warning": "warning", "info": None}


def entries(report: Report) -> list[Entry]:
    """All records, list by list."""
    made = list(_all(report))
    _mark_unsure(made, report)
    return made


def _mark_unsure(made: list[Entry], report: Report) -> None:
    """Mark the records that an issue of low confidence quotes: they have a box to look at, the issue has none."""
    for entry in (entry for entry in made if entry.kind == "issues"):
        issue = report.issues[entry.number - 1]
        if issue.code != "low_confidence":
            continue
        for other in made:
            quoted = other.kind in QUOTED and f"“{other.printed}”" in issue.message
            if quoted and other.boxes and other.boxes[0][0] == issue.page:
                other.doubt, other.why, entry.doubt = other.doubt or "doubt", other.why or "unsure", None


def _all(report: Report) -> Iterator[Entry]:
    yield from head(report)
    yield from overall_scores(report)
    yield from _score_items(report)
    yield from _findings(report)
    yield from _recommendations(report)
    for number, table in enumerate(report.tables, 1):
        yield _table(number, table)
    yield from _money(report)
    yield from _dates(report)
    yield from _document_numbers(report)
    checks = enumerate(report.checks, 1)
    for number, check in sorted(checks, key=lambda each: gravity(each[1].status, each[1].severity)):
        yield _check(number, check)
    for number, issue in enumerate(report.issues, 1):
        yield _issue(number, issue)
    for number, section in enumerate(report.sections, 1):
        yield _section(number, section)
    yield from abbreviations(report)


def _score_items(report: Report) -> Iterator[Entry]:
    for number, item in enumerate(report.score_items, 1):
        entry = Entry("score_items", number, item.name, place=place_of(item.evidence), boxes=boxes_of(item.evidence))
        for label in ("explanation", "criteria", "standard", "target", "actual", "comment"):
            entry.add(label, getattr(item, label), "long")
        marks = {"points": item.points, "deduction": item.deduction, "score": item.score}
        entry.editable = {"level1": item.level1 or "", "level2": item.level2 or "", "level3": item.level3 or ""}
        entry.editable |= {name: _number(mark) for name, mark in marks.items()}
        entry.more = {
            "levels": [
                [item.level1 or "", _number(item.level1_points)],
                [item.level2 or "", _number(item.level2_points)],
            ],
            "table": item.table,
            "marks": {name: _number(mark) for name, mark in marks.items() if mark is not None},
        }
        if item.points is None or item.score is None:
            entry.doubt, entry.why = "doubt", "no_marks"
        elif item.deduction is not None and item.points != item.deduction + item.score:
            entry.doubt, entry.why = "doubt", "marks_differ"
        yield entry


def _findings(report: Report) -> Iterator[Entry]:
    advice: dict[str, list[tuple[str, str]]] = {}
    for number, recommendation in enumerate(report.recommendations, 1):
        for addressed in recommendation.addresses:
            advice.setdefault(addressed, []).append(("advice", f"recommendations-{number}"))
    for number, finding in enumerate(report.findings, 1):
        entry = _finding(number, finding)
        entry.links = advice.get(finding.id, [])
        entry.links += [("amount", f"money-{amount.money + 1}") for amount in finding.amounts]
        entry.links += [("date", f"dates-{date.date + 1}") for date in finding.dates]
        yield entry


def _finding(number: int, finding: Finding) -> Entry:
    entry = Entry("findings", number, finding.title, place=place_of(finding.evidence), boxes=boxes_of(finding.evidence))
    category = finding.category
    if category:
        entry.value = category.name
        entry.add("category", f"{category.group} / {category.name}（{category.code}）")
    entry.add("secondary", "、".join(f"{other.name}（{other.code}）" for other in finding.secondary))
    entry.add("severity", f"severity.{finding.severity}", "word")
    entry.add("path", " › ".join(finding.path))
    entry.add("text", finding.text, "long")
    for point in finding.points:
        entry.add("point", point, "long")
    for cause in finding.causes:
        entry.add("cause", cause, "long")
    if finding.remedied:
        entry.add("remedied", f"remedied.{finding.remedied}", "word")
    for remedy in finding.remedies:
        entry.add("remedy", remedy.text, "long")
    for rate in finding.rates:
        entry.add("rate", f"{rate.name or ''} {rate.text}".strip())
    entry.add("mentions", "、".join(dict.fromkeys(mention.name for mention in finding.mentions)))
    entry.add("signals", "、".join(dict.fromkeys(signal.text for signal in finding.signals)))
    entry.parts = [("cause", box) for link in finding.cause_links for box in boxes_of(link.evidence)]
    entry.parts += [("remedy", box) for remedy in finding.remedies for box in boxes_of(remedy.evidence)]
    entry.parts += [("signal", box) for signal in finding.signals for box in boxes_of(signal.evidence)]
    entry.editable = {
        "title": finding.title,
        "category_code": category.code if category else "",
        "category_name": category.name if category else "",
        "causes": "\n".join(finding.causes),
    }
    return entry


def _recommendations(report: Report) -> Iterator[Entry]:
    places = {finding.id: f"findings-{number}" for number, finding in enumerate(report.findings, 1)}
    for number, advice in enumerate(report.recommendations, 1):
        entry = Entry(
            "recommendations", number, advice.title, place=place_of(advice.evidence), boxes=boxes_of(advice.evidence)
        )
        entry.add("path", " › ".join(advice.path))
        entry.add("text", advice.text, "long")
        for point in advice.points:
            entry.add("point", point, "long")
        entry.links = [("addresses", places[finding]) for finding in advice.addresses if finding in places]
        entry.editable = {"title": advice.title}
        yield entry


def _table(number: int, table: Table) -> Entry:
    entry = Entry("tables", number, table.caption or "", place=place_of(table.evidence))
    entry.value, entry.value_style = f"table.{table.kind}", "word"
    edges = {
        page: [cell.bbox for cell in table.cells if cell.page == page] for page in {cell.page for cell in table.cells}
    }
    entry.boxes = [
        (page, min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        for page, boxes in sorted(edges.items())
    ] or boxes_of(table.evidence)
    entry.add("unit", table.unit)
    entry.add("size", f"{len(table.rows)} × {max((len(row) for row in table.rows), default=0)}")
    entry.editable = {"caption": table.caption or "", "unit": table.unit or "", "kind": table.kind}
    spans = [
        [cell.row, cell.column, cell.rowspan, cell.colspan]
        for cell in table.cells
        if (cell.rowspan > 1 or cell.colspan > 1) and cell.row < MOST_ROWS
    ]
    entry.more = {"rows": table.rows[:MOST_ROWS], "spans": spans, "header": table.header_rows, "id_in_report": table.id}
    if len(table.rows) > MOST_ROWS:
        entry.more["cut"] = len(table.rows)
    return entry


def _money(report: Report) -> Iterator[Entry]:
    for number, money in enumerate(report.money, 1):
        entry = Entry("money", number, money.text, place=place_of(money.evidence), boxes=boxes_of(money.evidence))
        entry.printed = money.text
        if money.yuan is not None:
            entry.value, entry.value_style = plain(money.yuan), "yuan"
            entry.add("yuan", plain(money.yuan), "yuan")
        elif money.value is not None:
            entry.value = f"{plain(money.value)} {money.currency}"
        else:
            entry.doubt, entry.why = "doubt", "no_value"
        entry.add("unit", money.unit)
        entry.add("unit_from", f"unit_from.{money.unit_from}", "word")
        entry.add("modifier", money.modifier)
        entry.editable = {"yuan": "" if money.yuan is None else plain(money.yuan), "unit": money.unit}
        yield entry


def _dates(report: Report) -> Iterator[Entry]:
    for number, date in enumerate(report.dates, 1):
        entry = Entry("dates", number, date.text, place=place_of(date.evidence), boxes=boxes_of(date.evidence))
        entry.printed = date.text
        entry.value = date.start if date.start == date.end else f"{date.start} – {date.end}"
        entry.add("precision", f"precision.{date.precision}", "word")
        entry.editable = {"start_date": date.start, "end_date": date.end}
        if date.precision == "invalid":
            entry.doubt, entry.why = "doubt", "no_such_day"
        elif date.start.startswith("XXXX"):
            entry.doubt, entry.why = "doubt", "no_year"
        yield entry


def _document_numbers(report: Report) -> Iterator[Entry]:
    for number, found in enumerate(report.document_numbers, 1):
        entry = Entry(
            "document_numbers", number, found.canonical, place=place_of(found.evidence), boxes=boxes_of(found.evidence)
        )
        entry.printed = found.text
        entry.add("as_printed", found.text)
        entry.add("agency", found.agency)
        entry.add("document_title", found.title)
        entry.editable = {"canonical": found.canonical, "title": found.title or ""}
        yield entry


def _check(number: int, check: Check) -> Entry:
    entry = Entry("checks", number, check.message, place=place_of(check.evidence), boxes=boxes_of(check.evidence))
    entry.value, entry.value_style = f"status.{check.status}", "word"
    entry.add("stated", check.stated)
    entry.add("computed", check.computed)
    entry.add("rule", f"rule.{check.rule}", "word")
    entry.quiet = check.status == "pass"
    entry.doubt = None if check.status == "pass" else check.status
    entry.editable = {"status": check.status}
    return entry


def _issue(number: int, issue: Issue) -> Entry:
    entry = Entry("issues", number, issue.message, value=f"severity.{issue.severity}", value_style="word")
    entry.add("code", issue.code)
    entry.doubt = ISSUE_DOUBTS[issue.severity]
    if issue.page is not None:
        entry.place = f"{issue.page}:"
        entry.more = {"page": issue.page}
    return entry


def _section(number: int, section: Section) -> Entry:
    entry = Entry(
        "sections",
        number,
        f"{section.number} {section.title}".strip(),
        place=place_of(section.evidence),
        boxes=boxes_of(section.evidence),
        quiet=True,
    )
    entry.more = {"level": section.level}
    entry.editable = {"number": section.number, "title": section.title, "level": str(section.level)}
    return entry


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)
