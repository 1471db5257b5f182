"""Gold entries that quote the report (money, dates, document numbers): do the quotes stand in the source?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from .source import Segment, Verdict

Entry = dict[str, Any]
UNIT_YUAN = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
PLAIN_MONEY = re.compile(r"^[-+－]?([\d,，]+(?:\.\d+)?)\s*(亿|千万|百万|万|千)?\s*(元?)(?:人民币)?(?:/.*)?$")
YUAN = re.compile(r"^-?(0|[1-9]\d*)(\.\d+)?$")
ISO_DAY = re.compile(r"^(\d{4}|XXXX)-\d{2}-\d{2}$")
CANONICAL = re.compile(r"^.+〔\d{4}〕\S+号$")
PRECISIONS = {"day", "month", "year", "range"}
HINTS = {
    "money": re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元|亿(?![条次人吨])|万(?![人户亩吨次条立平]))"),
    "dates": re.compile(
        r"(?:19|20)\d\d\s*年|[〇○零一二三四五六七八九]{4}年|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}\.\d{1,2}\.\d{1,2}"
    ),
    "document_numbers": re.compile(r"[〔﹝\[【(（]\s*(?:19|20)\d\d\s*[〕﹞\]】)）]\s*(?:第\s*)?[A-Z]{0,3}-?\d+"),
}


@dataclass(slots=True)
class Quotes:
    """The report's segments, and which stretches of each an entry has already claimed."""

    segments: list[Segment]
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def claim(self, text: str, where: str | None, begin: tuple[int, int]) -> tuple[int, int] | None:
        """The first unclaimed place of `text` at or after `begin` (segment, offset); claims it."""
        for index in range(begin[0], len(self.segments)):
            segment = self.segments[index]
            if not stands_in(where, segment.where):
                continue
            at = begin[1] if index == begin[0] else 0
            while (at := segment.text.find(text, at)) >= 0:
                if self.is_free(index, at, at + len(text)) and whole_number(segment.text, at, at + len(text)):
                    self.taken.setdefault(index, []).append((at, at + len(text)))
                    return index, at + len(text)
                at += 1
        return None

    def is_free(self, index: int, start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in self.taken.get(index, ()))


def stands_in(where: str | None, segment: str) -> bool:
    """Whether an entry's `where` allows this kind of segment; "body" allows all that is no table."""
    if where is None or where == segment:
        return True
    if where == "body":
        return not segment.startswith("table:")
    return where.startswith("table:") and segment in (
        where.replace("table", "caption"),
        where.replace("table", "unit"),
    )


def whole_number(text: str, start: int, end: int) -> bool:
    """False where the quote begins or ends inside a longer number (600 in 2600)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start].isdigit() and (before.isdigit() or before == "."):
        return False
    return not (text[end - 1].isdigit() and after.isdigit())


def claim_all(entries: list[Entry], name: str, quotes: Quotes, verdict: Verdict) -> None:
    """Finds every entry's quote in reading order; too few occurrences are errors, a wrong order a warning."""
    place = (0, 0)
    for number, entry in enumerate(entries):
        text, where = entry.get("text"), entry.get("where")
        if not isinstance(text, str) or not text:
            verdict.error(f"{name}[{number}]: no text")
            continue
        found = quotes.claim(text, where, place)
        if found is not None:
            place = found
        elif quotes.claim(text, where, (0, 0)) is not None:
            verdict.warn(f"{name}[{number}] {text!r} ({where}): out of reading order, found earlier")
        else:
            verdict.error(f"{name}[{number}] {text!r} ({where}): not in the source so often")


def hint_unclaimed(name: str, quotes: Quotes, verdict: Verdict) -> None:
    """Names text that looks like an entry and is claimed by none: forgotten, or a false friend."""
    for index, segment in enumerate(quotes.segments):
        for match in HINTS[name].finditer(segment.text):
            if quotes.is_free(index, match.start(), match.end()):
                context = segment.text[max(0, match.start() - 12) : match.end() + 12]
                verdict.warn(f"{name}: perhaps forgotten: {match.group()!r} in …{context}… ({segment.where})")


def check_money(entries: list[Entry], quotes: Quotes, units: dict[str, str | None], verdict: Verdict) -> None:
    """Quotes, exact 元 strings, and the value where the text is a plain number with or without a unit."""
    claim_all(entries, "money", quotes, verdict)
    for number, entry in enumerate(entries):
        text, yuan = str(entry.get("text")), entry.get("yuan")
        if not isinstance(yuan, str) or not YUAN.match(yuan):
            verdict.error(f"money[{number}] {text!r}: yuan {yuan!r} is no exact decimal string")
            continue
        plain = PLAIN_MONEY.match(text)
        if plain is None:
            continue
        value = Decimal(re.sub("[,，]", "", plain[1]))
        allowed = allowed_values(value, plain[2], bool(plain[3]))
        if abs(Decimal(yuan)) not in allowed:
            verdict.error(f"money[{number}] {text!r}: yuan {yuan} does not fit the printed figure")
        elif not plain[2] and not plain[3]:
            unit = units.get(str(entry.get("where")))
            if unit in ("元", "万元", "亿元") and abs(Decimal(yuan)) != value * UNIT_YUAN[unit[:-1]]:
                verdict.warn(f"money[{number}] {text!r} ({entry['where']}): not in the table's unit {unit}")
    hint_unclaimed("money", quotes, verdict)


def allowed_values(value: Decimal, multiple: str | None, has_yuan: bool) -> list[Decimal]:
    """What a printed figure may mean in 元: fixed if a unit stands beside it, else one of the table units."""
    if multiple:
        return [value * UNIT_YUAN[multiple]]
    return [value] if has_yuan else [value * UNIT_YUAN[unit] for unit in ("", "千", "万", "百万", "亿")]


def check_dates(entries: list[Entry], quotes: Quotes, verdict: Verdict) -> None:
    """Quotes, ISO days in order, and a precision that fits the days."""
    claim_all(entries, "dates", quotes, verdict)
    for number, entry in enumerate(entries):
        problem = date_problem(entry)
        if problem:
            verdict.error(f"dates[{number}] {entry.get('text')!r}: {problem}")
    hint_unclaimed("dates", quotes, verdict)


def date_problem(entry: Entry) -> str | None:
    """What is wrong with one date entry, or None."""
    start, end, precision = entry.get("start"), entry.get("end"), entry.get("precision")
    if precision not in PRECISIONS:
        return f"precision {precision!r}"
    if not all(isinstance(day, str) and ISO_DAY.match(day) for day in (start, end)):
        return f"start {start!r} or end {end!r} is no ISO day"
    if str(start).startswith("XXXX"):
        return None
    first, last = date.fromisoformat(str(start)), date.fromisoformat(str(end))
    days = (last - first).days + 1
    fits = {
        "day": days == 1,
        "month": first.day == 1 and 28 <= days <= 31,
        "year": (first.month, first.day) == (1, 1) and days in (365, 366),
        "range": days >= 1,
    }[precision]
    digits = {str(int(d)) for d in re.findall(r"\d+", str(entry["text"]))}
    if digits and precision == "day" and str(first.day) not in digits:
        return f"day {first.day} is not printed in it"
    return None if fits else f"{start}..{end} is no {precision}"


def check_document_numbers(entries: list[Entry], quotes: Quotes, verdict: Verdict) -> None:
    """Quotes, canonical forms, and titles that stand in the report."""
    claim_all(entries, "document_numbers", quotes, verdict)
    whole = squeeze("".join(segment.text for segment in quotes.segments))
    for number, entry in enumerate(entries):
        for problem in document_number_problems(entry, whole):
            verdict.error(f"document_numbers[{number}] {entry.get('text')!r}: {problem}")
    hint_unclaimed("document_numbers", quotes, verdict)


def document_number_problems(entry: Entry, whole: str) -> Iterator[str]:
    """Faults of one document number; `whole` is the report's text without white space."""
    canonical = str(entry.get("canonical"))
    if not CANONICAL.match(canonical):
        yield f"canonical {canonical!r} is not 机关代字〔年〕序号号"
        return
    built = f"{entry.get('agency')}〔{entry.get('year')}〕{entry.get('number')}号"
    if built != canonical:
        yield f"agency, year and number make {built!r}, canonical is {canonical!r}"
    printed = squeeze(str(entry.get("text")))
    if str(entry.get("agency")) not in printed or str(entry.get("number")) not in printed:
        yield "agency or number is not printed in it"
    title = entry.get("title")
    if title is not None and squeeze(title) not in whole:
        yield f"title {title!r} is not in the source"


def squeeze(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s+", "", text)


def check_quoted(
    values: Iterable[tuple[str, str]], whole: str, verdict: Verdict, fold: Callable[[str], str] = squeeze
) -> None:
    """(label, text) pairs whose text must stand in the report, white space aside; a closing … is dropped."""
    for label, text in values:
        if fold(text.rstrip("…. ")) not in whole:
            verdict.error(f"{label} {text[:40]!r} is not in the source")
