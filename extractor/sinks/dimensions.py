"""What findings are compared by, and the conditions (--where) that choose among them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from extractor.errors import DatabaseError
from extractor.model.words import EVALUATIONS, REPORT_TYPES, SEVERITIES

Value = str | int | float | None
Key = tuple[Value, ...]
Part = tuple[str, str]

# dimension → columns of the answer, and what they are in documents (d) and regions (r)
OF_DOCUMENTS: dict[str, list[Part]] = {
    "year": [("year", "d.fiscal_year")],
    "region": [("region_code", "d.region_code"), ("region", "d.region_name")],
    "county": [("county_code", "d.county_code"), ("county", "r.county")],
    "city": [("city_code", "d.city_code"), ("city", "r.city")],
    "province": [("province_code", "d.province_code"), ("province", "r.province")],
    "type": [("report_type", "d.report_type")],
    "evaluation": [("evaluation", "d.evaluation_kind")],
    "sector": [("sector", "d.sector")],
    "department": [("department", "d.department")],
    "fund": [("fund", "d.fund_kind")],
    "evaluator": [("evaluator", "d.evaluator")],
    "project": [("project", "coalesce(d.project_key, d.project_name)")],
}
# dimension → columns of the answer, and their places in (code, group, name, severity) of a finding
OF_FINDINGS = {
    "group": [("category_group", 1)],
    "category": [("category_code", 0), ("category", 2)],
    "severity": [("severity", 3)],
}
# dimension → its codes and what they are called: a condition may say either
_WORDS = {"type": REPORT_TYPES, "evaluation": EVALUATIONS, "severity": SEVERITIES}
DIMENSIONS = [*OF_DOCUMENTS, *OF_FINDINGS]
UNCLASSIFIED = "未分类"

_CONDITION = re.compile(r"\s*(?P<key>[a-z]+)\s*(?P<sign>>=|<=|!=|=|>|<)\s*(?P<value>.+?)\s*")
_YEARS = re.compile(r"([0-9]{4})\s*(?:-|–|~|至|到|\.\.)\s*([0-9]{4})")
_YEAR = re.compile(r"[0-9]{1,9}")


class Chosen(NamedTuple):
    """Conditions ready to ask: SQL over documents (d) and regions (r) with its values; the codes and the severities of
    findings that count, None where all do."""

    sql: str
    values: list[Value]
    codes: list[str] | None
    severities: list[str] | None


class _Condition(NamedTuple):
    key: str
    sign: str
    value: str


def chosen(connection: sqlite3.Connection, conditions: Sequence[str]) -> Chosen:
    """What conditions such as ``year>=2020``, ``region=430112`` and ``category=资产闲置`` choose.

    Raises :class:`DatabaseError` for one that means nothing.
    """
    parts, values = ["d.status <> 'failed'"], list[Value]()
    codes: set[str] | None = None
    severities: set[str] | None = None
    for condition in map(_parsed, conditions):
        if condition.key in {"category", "group"}:
            found = _codes(connection, condition)
            codes = found if codes is None else codes & found
        elif condition.key == "severity":
            named = set(_values(condition))
            wanted = set(SEVERITIES) - named if condition.sign == "!=" else named
            severities = wanted if severities is None else severities & wanted
        else:
            sql, given = _of_document(condition)
            parts.append(sql)
            values += given
    return Chosen(
        " AND ".join(parts),
        values,
        None if codes is None else sorted(codes),
        None if severities is None else sorted(severities),
    )


def _parsed(text: str) -> _Condition:
    match = _CONDITION.fullmatch(text)
    if match is None or match["key"] not in DIMENSIONS or not _listed(match["value"]):
        raise DatabaseError(
            f"The condition {text!r} is not understood. Write it like year>=2020, region=430112, category=资产闲置; "
            f"the names: {', '.join(DIMENSIONS)}"
        )
    if match["key"] != "year" and match["sign"] not in {"=", "!="}:
        raise DatabaseError(f"The condition {text!r} compares words by size. Use = or != here.")
    return _Condition(match["key"], match["sign"], match["value"])


def _listed(value: str) -> list[str]:
    return [each.strip() for each in re.split(r"[,，、]", value) if each.strip()]


def _values(condition: _Condition) -> list[str]:
    """What a condition names, by codes where there are any. Raises :class:`DatabaseError` for a code unknown."""
    listed = _listed(condition.value)
    known = _WORDS.get(condition.key)
    if known is None:
        return listed
    codes = {word: code for code, word in known.items()} | {code: code for code in known}
    if not codes.keys() >= set(listed):
        written = ", ".join(f"{code} ({word})" for code, word in known.items())
        raise DatabaseError(f"{condition.key} is never {condition.value}. Write one of: {written}")
    return [codes[each] for each in listed]


def _of_document(condition: _Condition) -> tuple[str, list[Value]]:
    if condition.key == "year":
        return _of_year(condition)
    parts: list[str] = []
    values: list[Value] = []
    for value in _values(condition):
        sql, given = _of_value(condition.key, value)
        parts.append(sql)
        values += given
    sql = "(" + " OR ".join(parts or ["0"]) + ")"
    return (f"NOT coalesce({sql}, 0)" if condition.sign == "!=" else sql), values


def _of_year(condition: _Condition) -> tuple[str, list[Value]]:
    span = _YEARS.fullmatch(condition.value)
    if span and condition.sign == "=":
        return "d.fiscal_year BETWEEN ? AND ?", [int(span[1]), int(span[2])]
    years = _listed(condition.value)
    together = condition.sign in {"=", "!="}
    if not all(map(_YEAR.fullmatch, years)) or (len(years) > 1 and not together):
        raise DatabaseError(f"The year {condition.value!r} is not understood. Write 2022, 2020-2022 or 2020,2022.")
    if together:
        sql = f"d.fiscal_year IN ({', '.join('?' * len(years))})"
        return f"NOT coalesce({sql}, 0)" if condition.sign == "!=" else sql, [int(year) for year in years]
    return f"d.fiscal_year {condition.sign} ?", [int(years[0])]


def _of_value(key: str, value: str) -> tuple[str, list[Value]]:
    """One value of a condition: a region's code stands for all within it, words for all that hold them."""
    if key in {"region", "county", "city", "province"} and value.isdigit():
        stem = re.sub(r"(?:00)+$", "", value) if len(value) == 6 else value
        return "d.region_code >= ? AND d.region_code < ?", [stem, f"{stem}:"]  # ':' stands behind '9'
    if key == "region":
        names = [f"coalesce({name}, '')" for name in ("d.region_name", "r.province", "r.city", "r.county")]
        return f"instr({' || '.join(names)}, ?) > 0", [value]
    if key in {"type", "evaluation"}:
        return f"{OF_DOCUMENTS[key][-1][1]} = ?", [value]
    return f"instr({OF_DOCUMENTS[key][-1][1]}, ?) > 0", [value]


def _codes(connection: sqlite3.Connection, condition: _Condition) -> set[str]:
    """The codes of the types that a condition names: by code, by name, or by words of it."""
    wanted = _listed(condition.value)
    found: set[str] = set()
    others: set[str] = set()
    for code, group, name in connection.execute("SELECT code, group_name, name FROM categories"):
        own = group if condition.key == "group" else name
        start = code[:2] if condition.key == "group" else code
        hit = any(value in own or value == start for value in wanted)
        (found if hit else others).add(code)
    return others if condition.sign == "!=" else found
