"""What a finding is about: the amounts, rates, dates, units and projects that it names, each with its role.

Amounts and dates are those of the report's own lists: a finding refers to them and adds what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Any, Literal, NamedTuple

from extractor.model.finding import AmountRole
from extractor.model.layout import Grid, Passage, Place
from extractor.model.reading import DataTable, Reading
from extractor.model.report import (
    Date,
    FindingAmount,
    FindingDate,
    FindingRate,
    Mention,
    Money,
    ReportHead,
    Standard,
)
from extractor.model.values import Money as MoneySpan
from extractor.patternbook import load_patterns
from extractor.records.evidence import beginning, evidence
from extractor.records.problems.mentions import role_beside
from extractor.records.problems.roles import Rate, amount_roles, date_role, rates
from extractor.records.values import Values
from extractor.values import find_dates, find_money

# Names shorter than this are words, not names; longer cells are descriptions.
SHORTEST_NAME, LONGEST_NAME = 4, 40
_NAME_COLUMNS: dict[str, Literal["unit", "project"]] = {"unit_name": "unit", "project": "project"}
# Tables whose rows are units or projects; those of funds name sources of money in the same columns.
_NAMING = {"projects", "contracts", "problems"}
_Where = tuple[int, int]


class Name(NamedTuple):
    """A name to look for: as printed, in full, of a unit or a project."""

    printed: str
    full: str
    kind: Literal["unit", "project"]


class Known(NamedTuple):
    """What findings may refer to: the report's amounts and dates by the place that they begin at, with their numbers
    in its lists, the amounts of each table by their rows, and the names of its units and projects, longest first."""

    money: dict[_Where, tuple[int, Money]]
    dates: dict[_Where, tuple[int, Date]]
    in_tables: dict[str, dict[int, list[tuple[int, Money]]]]
    names: list[Name]


# 有33.80万元未兑付，至8月底仍有4.60万元滞留: what is left of the amount before is a part of it.
_REST = re.compile(r"仍(?:有|余|剩|欠)(?:余额|剩余)?$")
REST_BEFORE = 8
# 38万元闲置；加上其他项目未支付尾款，年末结余168.34万元: what comes behind holds what stood before.
_ADDED = re.compile(r"加上|连同|算上|再加|加之")
NOTHING_KNOWN = Known({}, {}, {}, [])


def known(reading: Reading, found: Values, head: ReportHead) -> Known:
    """What the findings of a report may refer to."""
    in_tables: dict[str, dict[int, list[tuple[int, Money]]]] = {}
    for index, money in enumerate(found.money):
        for place in money.evidence[:1]:
            if place.table and place.row is not None:
                in_tables.setdefault(place.table, {}).setdefault(place.row, []).append((index, money))
    return Known(
        {beginning(m.evidence): (index, m) for index, m in enumerate(found.money) if m.evidence},
        {beginning(d.evidence): (index, d) for index, d in enumerate(found.dates) if d.evidence},
        in_tables,
        _names(reading, head),
    )


def about(
    passage: Passage,
    spans: Sequence[tuple[int, int]],
    grids: Sequence[Grid],
    amounts: Iterable[Decimal],
    reading: Reading,
    things: Known,
    place: Place | None = None,
    row: tuple[DataTable, int] | None = None,
) -> dict[str, Any]:
    """The fields of a finding that say what it is about; ``spans`` of the passage tell the problem, ``amounts`` are
    those that belong to it, ``grids`` the tables that stand in it; ``row`` is that of a list which tells it."""
    own = set(amounts)
    named = [*_amounts(passage, own, reading, things, place), *_table_amounts(grids, reading, things)]
    if row is not None:
        named += _row_amounts(*row, things)
    return {
        "amounts": named,
        "involved": involved(named),
        "rates": list(_rates(passage, spans, reading, place)),
        "dates": list(_dates(passage, spans, reading, things, place)),
        "mentions": list(_mentions(passage, spans, reading, things, place)),
    }


def involved(named: Sequence[FindingAmount]) -> Decimal | None:
    """What a problem comes to: the different amounts told to be involved, or of unknown role where none is.

    A total among its own parts counts once, equal parts among them. None where all amounts are standards or what was
    really done.
    """
    for role in ("involved", None):
        told = [each.yuan for each in named if each.role == role and each.yuan is not None and each.yuan > 0]
        if told:
            largest = max(told)
            parts = [yuan for yuan in told if yuan != largest]
            different = sum(set(parts), Decimal(0))
            return largest if largest in {different, sum(parts)} else largest + different
    return None


def _amounts(
    passage: Passage, own: set[Decimal], reading: Reading, things: Known, place: Place | None
) -> Iterator[FindingAmount]:
    found = find_money(passage.text)
    roles = amount_roles(passage.text, [(each.start, each.end) for each in found])
    most = Decimal(0)
    held = _held(passage.text, found, roles)
    for number, (each, role) in enumerate(zip(found, roles, strict=True)):
        places = evidence(passage, reading.pages, each.start, each.end, place)
        record = things.money.get(beginning(places))
        rest = each.yuan is not None and each.yuan < most
        rest = rest and _REST.search(passage.text, max(0, each.start - REST_BEFORE), each.start) is not None
        if role == "involved" and each.yuan is not None:
            most = max(most, each.yuan)
        if record and each.yuan in own:
            yield _named(*record, None if rest or number in held else role)


def _held(text: str, found: Sequence[MoneySpan], roles: Sequence[AmountRole | None]) -> set[int]:
    """The amounts that the next one involved in their sentence holds: those before 加上."""
    told = [number for number, role in enumerate(roles) if role == "involved"]
    return {
        one
        for one, next_ in pairwise(told)
        if (less := found[one].yuan) is not None
        and (more := found[next_].yuan) is not None
        and less < more
        and "。" not in (between := text[found[one].end : found[next_].start])
        and _ADDED.search(between)
    }


def _named(index: int, money: Money, role: AmountRole | None) -> FindingAmount:
    """An amount of the report's list, by its number there, as one that a finding names."""
    return FindingAmount(text=money.text, yuan=money.yuan, role=role, money=index, evidence=money.evidence)


def _table_amounts(grids: Sequence[Grid], reading: Reading, things: Known) -> Iterator[FindingAmount]:
    """The amounts of the tables in a finding; their columns tell what they stand for."""
    told = load_patterns("figures")["columns"]
    for grid in grids:
        table = reading.table_of(grid)
        for row, amounts in things.in_tables.get(grid.id, {}).items():
            part = table.part_of(row)
            if part is None or row not in part.rows:
                continue
            for index, money in amounts:
                column = money.evidence[0].column
                role = next((each.role for each in part.columns if each.index == column), None)
                yield _named(index, money, told.get(role))


def _row_amounts(table: DataTable, row: int, things: Known) -> Iterator[FindingAmount]:
    """The amounts in the columns of money beside a problem (涉及金额)."""
    told = load_patterns("figures")["columns"]
    for index, money in things.in_tables.get(table.grid.id, {}).get(row, []):
        column = money.evidence[0].column
        role = role_beside(table, row, column) if column is not None else None
        if role is not None:
            yield _named(index, money, told.get(role))


def _rates(
    passage: Passage, spans: Sequence[tuple[int, int]], reading: Reading, place: Place | None
) -> Iterator[FindingRate]:
    for each in rates(passage.text):
        if _inside(each.span, spans):
            yield FindingRate(
                name=each.name,
                text=passage.text[slice(*each.span)],
                value=each.value,
                role=each.role,
                standard=_standard(each, passage, reading, place),
                against=each.against,
                evidence=evidence(passage, reading.pages, *each.span, place),
            )


def _standard(rate: Rate, passage: Passage, reading: Reading, place: Place | None) -> Standard | None:
    if rate.standard is None:
        return None
    span, value = rate.standard
    places = evidence(passage, reading.pages, *span, place)
    return Standard(text=passage.text[slice(*span)], value=value, evidence=places)


def _dates(
    passage: Passage, spans: Sequence[tuple[int, int]], reading: Reading, things: Known, place: Place | None
) -> Iterator[FindingDate]:
    found = find_dates(passage.text)
    starts = [each.start for each in found]
    previous = 0
    for each, following in zip_longest(found, starts[1:]):
        record = things.dates.get(beginning(evidence(passage, reading.pages, each.start, each.end, place)))
        if record and _inside((each.start, each.end), spans):
            role = date_role(passage.text, (each.start, each.end), previous, following)
            date = record[1]
            yield FindingDate(
                text=date.text, start=date.start, end=date.end, role=role, date=record[0], evidence=date.evidence
            )
        previous = each.end


def _mentions(
    passage: Passage, spans: Sequence[tuple[int, int]], reading: Reading, things: Known, place: Place | None
) -> Iterator[Mention]:
    """The units and projects that a problem names, each once; a name inside a longer one counts as the longer."""
    taken: list[tuple[int, int]] = []
    hits: list[tuple[int, int, Name]] = []
    seen: set[tuple[str, str]] = set()
    for name in things.names:
        if name.printed not in passage.text:  # as most are not: no pattern is made for them
            continue
        for match in re.finditer(re.escape(name.printed), passage.text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                if (name.full, name.kind) not in seen and _inside(match.span(), spans):
                    seen.add((name.full, name.kind))
                    hits.append((*match.span(), name))
    for start, end, name in sorted(hits):
        places = evidence(passage, reading.pages, start, end, place)
        yield Mention(name=name.full, kind=name.kind, text=name.printed, evidence=places)


def _names(reading: Reading, head: ReportHead) -> list[Name]:
    """The names of the head, its abbreviations of them, and the names in columns of units and projects."""
    bodies = [*head.evaluated_units, *filter(None, [head.commissioning_unit, head.department])]
    found = [Name(body, body, "unit") for body in bodies]
    found += [Name(each.short, each.full, "unit") for each in head.abbreviations if each.full in bodies]
    for table in reading.tables:
        for part in table.parts if table.kind in _NAMING else ():
            kinds = {
                column.index: _NAME_COLUMNS[column.role] for column in part.columns if column.role in _NAME_COLUMNS
            }
            for row in part.rows if kinds else ():
                for column, kind in kinds.items():
                    cell = table.cell(row, column)
                    text = "".join(cell.passage.text.split()) if cell and row not in part.marks else ""
                    found.append(Name(text, text, kind))
    names = {name.printed: name for name in reversed(found) if SHORTEST_NAME <= len(name.printed) <= LONGEST_NAME}
    return sorted(names.values(), key=lambda name: (-len(name.printed), name.printed))


def _inside(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
