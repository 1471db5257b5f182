"""Facts that reports are compared by: department and its field, kind of fund, kind of evaluation, project key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, partial

from extractor.model.layout import Paragraph
from extractor.model.reading import Reading
from extractor.model.report import EvaluationKind
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.identity.cover import Cover
from extractor.records.identity.title_words import without_year
from extractor.values import find_regions

# The keys of 主管部门 are the last of those that name the unit evaluated.
DEPARTMENT_TIER = 3
# A report tells where its money comes from within its first pages.
PARAGRAPHS_ON_FUNDS = 60
LONGEST_LABEL = 8
_fund_told = partial(pattern_of, "facts", "fund_told")


def department(cover: Cover, reading: Reading, units: list[str]) -> str | None:
    """The 主管部门 that a cover or the form of a self-evaluation names, else the first unit evaluated."""
    told = next((each.text for each in cover.all("evaluated_units") if each.tier == DEPARTMENT_TIER), None)
    return told or _department_of_form(reading) or next(iter(units), None)


def sector(names: Iterable[str | None]) -> str | None:
    """The field (系统) that the first of ``names`` to tell one works in: 某县教育局 is 教育."""
    for name in filter(None, names):
        hits = [
            (len(match.group()), match.end(), field) for field, words in _sectors() for match in words.finditer(name)
        ]
        if hits:
            return max(hits)[2]
    return None


def fund_kind(cover: Cover, reading: Reading) -> str | None:
    """资金性质 by its usual name; what the cover prints where that is unknown."""
    covered = cover.get("fund_kind")
    if covered:
        return _fund_of(covered.text) or covered.text
    paragraphs = [block.text for block in reading.blocks if isinstance(block, Paragraph)][:PARAGRAPHS_ON_FUNDS]
    for text in paragraphs:
        for told in _fund_told().finditer("".join(text.split())):
            if kind := _fund_of(told["fund"]):
                return kind
    return None


def evaluation_kind(
    cover: Cover, title: str | None, report_type: str | None, client: str | None, signer: str | None
) -> EvaluationKind | None:
    """Who evaluates: the unit itself, its department, or the finance bureau (财预〔2020〕10号 art. 4)."""
    words = load_patterns("facts")["evaluation"]
    covered = cover.get("evaluation_kind")
    if covered and (kind := _kind_in(covered.text)):
        return kind
    if report_type == "self_evaluation":
        return "self"
    if report_type is None:
        return None
    for kind in ("department", "finance"):
        if any(word in (title or "") for word in words[kind] if word != "财政支出绩效评价"):
            return "department" if kind == "department" else "finance"
    body = client or signer
    if body:
        return "finance" if re.search(words["finance_body"], body) else "department"
    return None


def project_key(name: str | None, units: Iterable[str]) -> str | None:
    """A project's name without year, place, unit and words of reports, so that it is the same over the years.

    Where nothing else is left (某局专项资金, 部门整体支出) the unit makes the name.
    """
    if not name:
        return None
    book = load_patterns("facts")["project"]
    known = sorted(units, key=len, reverse=True)
    text = re.sub(r"[（(][^（()）]*[）)]", "", without_year("".join(name.split())))
    bare = text
    for unit in known:
        bare = bare.replace(unit, "")
    bare = _placeless(bare)
    key = _shed(bare, book["endings"], book["beginnings"], book["shortest"])
    if not re.fullmatch(f"(?:{'|'.join(book['nothing'])})*", key):
        return key
    return _placeless((known[0] if known and known[0] not in text else "") + text) or None


def _placeless(text: str) -> str:
    """``text`` without names of regions, marks and years."""
    for region in find_regions(text):
        text = text.replace(region.text, "")
    return re.sub(r"[\W_]|\d+年度?", "", text)


def _shed(text: str, endings: list[str], beginnings: list[str], shortest: int) -> str:
    """``text`` without words at its ends that tell nothing, as long as something is left."""
    while True:
        end = next((word for word in endings if text.endswith(word) and len(text) - len(word) >= shortest), None)
        start = next((word for word in beginnings if text.startswith(word) and len(text) - len(word) >= shortest), None)
        if end is None and start is None:
            return text
        text = text.removesuffix(end or "").removeprefix(start or "").rstrip("与和及的")


def _department_of_form(reading: Reading) -> str | None:
    """The cell to the right of 主管部门 in the form of a self-evaluation."""
    keys = load_patterns("head")["cover"]
    labels = next(entry["tiers"][DEPARTMENT_TIER] for entry in keys if entry["field"] == "evaluated_units")
    for table in reading.tables:
        if table.kind != "self_evaluation":
            continue
        for cell in table.grid.cells:
            label = re.sub(r"\W|及代码", "", cell.passage.text)
            if label not in labels or len(label) > LONGEST_LABEL:
                continue
            right = table.cell(cell.row, cell.column + cell.colspan)
            text = "".join(right.passage.text.split()) if right else ""
            if re.search(r"[\u4e00-\u9fff]{3}", text):
                return re.sub(r"^[\d\-—]+|[\d（()）\-—]+$", "", text)
    return None


def _kind_in(text: str) -> EvaluationKind | None:
    words = load_patterns("facts")["evaluation"]
    if any(word in text for word in words["department"]):
        return "department"
    if any(word in text for word in words["finance"]):
        return "finance"
    return "self" if any(word in text for word in words["self"]) else None


def _fund_of(text: str) -> str | None:
    for entry in load_patterns("facts")["fund"]:
        if any(re.search(pattern, text) for pattern in entry["patterns"]):
            return str(entry["name"])
    return None


@cache
def _sectors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = load_patterns("facts")["sector"]
    return tuple(
        (entry["name"], re.compile("|".join(sorted(entry["words"], key=len, reverse=True)))) for entry in entries
    )
