"""Gold entries on the report's build: document, sections, tables, score items, findings, checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from .entries import check_quoted, squeeze
from .source import Block, Verdict, segments, tables

Gold = dict[str, Any]
CHINESE = "一二三四五六七八九十百〇零"
NUMBERING = re.compile(
    rf"^(?:第([{CHINESE}]+|\d+)[章节部分]+[、\s]*|([{CHINESE}]+)\s*[、.．]|[（(]\s*([{CHINESE}]+|\d+)\s*[）)][、.．]?"
    rf"|(\d+(?:\.\d+)+)\s|(\d+)\s*[、.．)）](?!\d)|([①-⑳])|(?:问题|建议)([{CHINESE}]+)：)\s*"
)
CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(20)}
TABLE_KINDS = {"score", "self_evaluation", "funds", "projects", "contracts", "problems", "other"}
DOCUMENT_KEYS = [
    "title",
    "report_type",
    "fiscal_year",
    "region_name",
    "region_code",
    "project_name",
    "evaluated_units",
    "commissioning_unit",
    "evaluator",
    "document_number",
    "report_date",
    "overall_scores",
]
TRAILING = "。：:；;，, "


def split_heading(text: str) -> tuple[str | None, str]:
    """(bare numeral or None, words) of a heading line."""
    match = NUMBERING.match(text.strip())
    if match is None:
        return None, squeeze(text).rstrip(TRAILING)
    number = next(group for group in match.groups() if group)
    return CIRCLED.get(number, number), squeeze(text.strip()[match.end() :]).rstrip(TRAILING)


def check_document(gold: Gold, whole: str, verdict: Verdict) -> None:
    """The report's own data: keys, codes, days, and names that stand in the text."""
    document = gold.get("document", {})
    for key in DOCUMENT_KEYS:
        if key not in document:
            verdict.error(f"document: {key} is missing")
            return
    if document["report_type"] not in ("evaluation", "self_evaluation"):
        verdict.error(f"document: report_type {document['report_type']!r}")
    if not re.fullmatch(r"[1-9]\d{5}", str(document["region_code"])):
        verdict.error(f"document: region_code {document['region_code']!r} is not 6 digits")
    if not isinstance(document["fiscal_year"], int):
        verdict.error("document: fiscal_year is no integer")
    try:
        date.fromisoformat(str(document["report_date"]))
    except ValueError:
        verdict.error(f"document: report_date {document['report_date']!r} is no ISO day")
    check_quoted([("document: title", document["title"])], whole, verdict)
    names = [("project_name", document["project_name"]), ("evaluator", document["evaluator"])]
    names += [("commissioning_unit", document["commissioning_unit"])]
    names += [("evaluated_units", unit) for unit in document["evaluated_units"]]
    for key, name in names:
        if name and squeeze(name) not in whole:
            verdict.warn(f"document: {key} {name!r} is not in the source word for word")
    number = document["document_number"]
    if number and number not in {entry.get("canonical") for entry in gold.get("document_numbers", [])}:
        verdict.error(f"document: document_number {number!r} is not among document_numbers")
    for score in document["overall_scores"]:
        if set(score) < {"subject", "score", "grade"}:
            verdict.error(f"document: overall_scores {score!r} lacks a key")


def check_sections(gold: Gold, blocks: list[Block], verdict: Verdict) -> None:
    """Sections are the source's headings in order (run-in ones among them) with parents of a higher level."""
    sections = gold.get("sections", [])
    heads = list(printed_heads(blocks))
    runs = [block["text"] for block in blocks if block["type"] == "paragraph"]
    solid = [section for section in sections if not section.get("runin")]
    for section, (number, title, level) in zip(solid, heads, strict=False):
        if squeeze(section["title"]).rstrip(TRAILING) != title:
            verdict.error(f"sections: {section['title']!r} stands where the source has {title!r}")
            return
        if (section["number"] or None, section["level"]) != (number, level):
            verdict.error(f"sections: {section['title']!r}: number or level differ from the source's {number}, {level}")
    if len(solid) != len(heads):
        verdict.error(f"sections: {len(solid)} headings in the gold, {len(heads)} in the source")
    for section in sections:
        if section.get("runin") and not any(squeeze(section["title"]) in squeeze(text) for text in runs):
            verdict.error(f"sections: run-in {section['title']!r} stands in no paragraph")
    check_parents(sections, verdict)


def printed_heads(blocks: list[Block]) -> Iterator[tuple[str | None, str, int]]:
    """(bare numeral, words, level) of the source's headings; the title of a further report stands above its own."""
    titles = 0
    for block in blocks:
        if block["type"] == "title":
            titles += 1
            if titles > 1:
                yield None, squeeze("".join(block["lines"])), 1
        elif block["type"] == "heading":
            yield *split_heading(block["text"]), block["level"] + (titles > 1)


def check_parents(sections: list[Gold], verdict: Verdict) -> None:
    """Each parent is the nearest earlier section of a higher level."""
    for index, section in enumerate(sections):
        above = [i for i in range(index) if sections[i]["level"] < section["level"]]
        expected = above[-1] if above else None
        if section["parent"] != expected:
            verdict.error(
                f"sections[{index}] {section['title']!r}: parent {section['parent']!r}, expected {expected!r}"
            )


def check_tables(gold: Gold, blocks: list[Block], verdict: Verdict) -> None:
    """Table indexes, sizes, units and kinds agree with the source."""
    found = tables(blocks)
    listed = gold.get("tables", [])
    if [entry["index"] for entry in listed] != list(range(len(found))):
        verdict.error(f"tables: indexes {[e['index'] for e in listed]}, the source has {len(found)} tables")
        return
    for entry, block in zip(listed, found, strict=True):
        label = f"tables[{entry['index']}]"
        n_rows, n_cols = len(block["rows"]) - int(block.get("header_rows", 1)), len(block["rows"][0])
        if (entry["n_rows"], entry["n_cols"]) != (n_rows, n_cols):
            verdict.error(f"{label}: {entry['n_rows']}x{entry['n_cols']}, the source has {n_rows}x{n_cols}")
        if entry["kind"] not in TABLE_KINDS:
            verdict.error(f"{label}: kind {entry['kind']!r} is none of {sorted(TABLE_KINDS)}")
        if not isinstance(entry.get("total_row"), bool):
            verdict.error(f"{label}: total_row is no boolean")
        texts = "".join(segment.text for segment in segments([block]))
        if entry["unit"] and entry["unit"] not in texts:
            verdict.warn(f"{label}: unit {entry['unit']!r} is printed neither in the unit line nor in a cell")


def check_score_items(gold: Gold, blocks: list[Block], verdict: Verdict) -> None:
    """Names and comments stand in the table; deduction + score = points unless a check says otherwise."""
    found = tables(blocks)
    for number, item in enumerate(gold.get("score_items", [])):
        label = f"score_items[{number}] {item.get('level3')!r}"
        index = item.get("table")
        if not isinstance(index, int) or not 0 <= index < len(found):
            verdict.error(f"{label}: table {index!r}")
            continue
        text = squeeze("".join(segment.text for segment in segments([found[index]])))
        for key in ("level1", "level2", "level3", "comment"):
            if item.get(key) and squeeze(str(item[key])) not in text:
                verdict.error(f"{label}: {key} {str(item[key])[:30]!r} is not in table {index}")
        points, score, off = item.get("points"), item.get("score"), item.get("deduction")
        for key in ("level1_points", "level2_points", "points", "deduction", "score"):
            if key not in item or not isinstance(item[key], int | float | None):
                verdict.error(f"{label}: {key} is missing or no number")
                break
        else:
            if points is not None and score is not None and abs(points - (off or 0) - score) > 1e-9 and off is not None:
                verdict.warn(f"{label}: {points} - {off} is not {score}")


def check_problems(gold: Gold, whole: str, verdict: Verdict) -> None:
    """Paths, titles, causes and points stand in the text; references to amounts and numbers resolve."""
    check_quoted(quoted_parts(gold, "findings"), whole, verdict)
    check_quoted(quoted_parts(gold, "recommendations"), whole, verdict)
    amounts = {entry.get("yuan") for entry in gold.get("money", [])}
    numbers = {entry.get("canonical") for entry in gold.get("document_numbers", [])}
    for index, finding in enumerate(gold.get("findings", [])):
        label = f"findings[{index}] {finding.get('title')!r}"
        missing = [key for key in ("path", "causes", "category", "money", "document_numbers") if key not in finding]
        if missing:
            verdict.error(f"{label}: {missing} missing")
            continue
        for value in set(finding["money"]) - amounts:
            verdict.error(f"{label}: money {value!r} is not among the gold's amounts")
        for value in set(finding["document_numbers"]) - numbers:
            verdict.error(f"{label}: document number {value!r} is not among the gold's")
    for number, check in enumerate(gold.get("checks", [])):
        if not isinstance(check.get("holds"), bool) or not check.get("what"):
            verdict.error(f"checks[{number}]: what or holds (true/false) is missing")


def quoted_parts(gold: Gold, name: str) -> Iterator[tuple[str, str]]:
    """The (label, text) pairs of a list's entries that must stand in the report."""
    for number, entry in enumerate(gold.get(name, [])):
        label = f"{name}[{number}]"
        for part in entry.get("path", []):
            yield f"{label} path", part
        yield f"{label} title", str(entry.get("title"))
        for key in ("causes", "points"):
            for text in entry.get(key, []):
                yield f"{label} {key}", text
        path = entry.get("path") or [""]
        if squeeze(str(entry.get("title"))) not in squeeze(path[-1]):
            yield f"{label} title is not the end of its path:", f"{entry.get('title')}≠{path[-1]}"
