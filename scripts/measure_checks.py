#!/usr/bin/env python3
"""Measures the checks: which of those that a reader made by hand does the program make, with the same verdict?

    scripts/measure_checks.py                 the corpus, and ../shared/reports where it is present
    scripts/measure_checks.py --misses        with what was not made
    scripts/measure_checks.py --pairs         with what was taken for what, to look the matching over
    scripts/measure_checks.py PDF…            these reports, each beside its gold.json

A check of the gold counts as made where a result of the program has its verdict, stands in its table (where it names
one), is of a kind that fits its words, and rests on its figures, up to the unit: the printed value and every operand
that its words spell out. A check that spells out several equations may be made by several results, each of which
shares two of its figures. Dates likewise. ``judgement`` marks what figures and dates do not decide; so does a
gold check without any figure or date. Failures that no gold check confirms are listed for a reader to look at.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.model.report import Evidence, Report

ROOT = Path(__file__).resolve().parent.parent
PLACES = (ROOT / "corpus", ROOT.parent / "shared" / "reports")
TARGET = 85
# Whatever the words call it: a result that relates just these figures by arithmetic is the check.
ARITHMETIC = "schedule|sum|remain|balance|parts|rate|share|percent|product|price|mean|group|told_in_row|units"
MOST_FIGURES = 12
# Figures of a check that each of several results must rest on that make it together.
SHARED = 2
YEARS = range(1990, 2036)
SCALES = tuple(Decimal(10) ** power for power in (0, 3, 4, 8, -3, -4, -8))
_NUMERALS = "一二三四五六七八九十"
_REFERENCES = re.compile(
    rf"[{_NUMERALS}]*部分[{_NUMERALS}]?|[{_NUMERALS}]*[（(][{_NUMERALS}]+[)）]\d*(?:[（(]\d+[)）])?"
    rf"|(?:tables?|rows?|columns?|附件|表)\s*\d+(?:\s*(?:,|and|-|to)\s*\d+)*|(?<![\d.])[{_NUMERALS}]+\d+(?=:)"
    r"|〔\d{4}〕\d+号|\((?:A|B)\)|(?<=the )\d+(?![\d.,])|(?:19|20)\d\d\s*年"
    r"|(?<![\d.,])\d+(?= (?:rows?|units?|sub-projects|items?|towns?|other|percentages|indicators?|level|late|for)\b)"
)
_NUMBER = re.compile(r"(?<![\d.A-Za-z])-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.A-Za-z])\d+(?:\.\d+)?")
# 2017.5 is a date only with its day, or in a range of such months.
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_DATE = re.compile(
    rf"(?<![\d.,])(?:19|20)\d\d(?:\s*[-年]\s*{_MONTH}(?:\s*[-月]\s*\d{{1,2}}(?!\d))?|\.{_MONTH}\.\d{{1,2}}|/{_MONTH}/\d{{1,2}}"
    rf"|\.{_MONTH}(?=-(?:19|20)\d\d\.))|(?<=-)20\d\d\.{_MONTH}"
)
# The report itself tells of the fault: the program's verdict is then that its figures or dates show it.
_OWN_FINDING = re.compile(r"finding|says so itself|named in|as stated")
CONFIRMS = "与报告所指问题一致"
OF_DATES = "date|order|day|start|period|term"
OF_THE_REPORT = re.compile(r"signature|the report|evaluation|报告")
KINDS: tuple[tuple[str, str], ...] = (
    (r"is within|not above|not more than|do not exceed|within the", "within|rate|percent"),
    (r"分值 = |deduction \+ score|扣分 \+ 得分 = |分值 = 扣分", "item_sum"),
    (r"deduction named|faults x|examples x|late sections x| x 0\.\d+ =|: deduction", "remark|deduction|case|product"),
    (
        r"\d[%万亿元]* [-+] [\d.,]+[%万亿元]* = |= [\d.,]+ [-+] [\d.,]+",
        "sum|remain|balance|parts|total|row|group|section_scores",
    ),
    (r"paid \d+%|\d+% of 核定", "constant_share|product|rate|schedule"),
    (r" x |×", "product|price|percent|share|rate|remark|case|sum"),
    (r"points of|weights?\b|: 分值$|points? .* printed", "level|points|score"),
    (r"grade|fits (?:the|良|中|优|差|\d)|fit 良", "grade"),
    (r"points add up|scores? (?:add|of)|overall|总分|total of table|(?:得分|分值|扣分) adds?", "score|level|sum|told"),
    (r"执行率|占比|到位率|得分率|rate\b|比例|变动|%|付款比例|paid \d+", "rate|share|percent|change|product|schedule"),
    (r"合计|小计|总计|adds? up|add up|sum of|parts|= sum|\+", "sum|total|parts|same|sources|subtotal|agree|score"),
    (
        r"万元? = [\d,.]+ ?元|[整元] = |(?:is|are) the same|same amount|stated again",
        "capital|total|units|amount|again|twice",
    ),
    (r"结余|预算 - |到位 - |balance|left|-", "balance|remain|sum|same|parts|total|twice|deadline|order|late|days"),
)  # fmt: skip


# A result that covers many rows at once: its rule and, where the words name one, its table are what tells it.
WHOLE: tuple[tuple[str, str], ...] = (
    (r"paid more .*than its contract", "paid_within_contract"),
    (r"numbered .*without gaps", "rows_numbered"),
    (r"counts add up to|shares = counts", "share_of_row"),
    (r"(?:分值 = |deduction \+ score).*(?:rows?)\b", "item_sum"),
    (r"占比 of each|percentages add up|share of each", "share_of_total"),
    (r"率 = .* in each row|rates of every row", "rate_in_row"),
    (
        r"报告|report .*(?:after|lies after)|before the (?:signature|report)",
        "report_after_evaluation|fact_after_report",
    ),
    (r"= 年度资金总额", "parts_below|sources_of_funds"),
    (r"扣分 [\d.]+, 得分", "score_total"),
    (r"no (?:event|acceptance) .*later than", "fact_after_report"),
    (r"points of the .* level-1|level-1 points|points of the level-2|points of level 1", "level_points"),
    (r"level-1 scores", "level_score_told"),
    (r"= scores / points", "score_rate_told"),
    (r"carries one date|has the same date", "number_with_dates"),
    (r"sub-projects = .*rows|contracts? = .*rows|approvals, as table", "rows_counted"),
)


@dataclass(frozen=True)
class Made:
    """A result of the program with the figures, dates and tables it rests on."""

    rule: str
    status: str
    message: str
    stated: Decimal | None
    numbers: frozenset[Decimal]
    dates: frozenset[str]
    tables: frozenset[int]


@dataclass
class Score:
    """How many checks of a report's gold were made; what was not, and failures that the gold does not know."""

    name: str
    wanted: int = 0
    made: int = 0
    faults: int = 0
    faults_made: int = 0
    missed: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    unknown_to_gold: list[str] = field(default_factory=list)


def numbers_in(text: str) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in _NUMBER.findall(text)]


def operands(what: str) -> set[Decimal]:
    """The figures that a gold check's words spell out; single digits and places in the report are none."""
    text = _REFERENCES.sub(" ", _DATE.sub(" ", what))
    found = {n for n in numbers_in(text) if n >= 10 or n != n.to_integral_value()}
    return found - {Decimal(100), *map(Decimal, YEARS)}


def dates_in(text: str) -> set[str]:
    """Days and months as digits alone (2021-08-26, 2021年8月)."""
    found = set()
    for match in _DATE.findall(text):
        parts = [int(part) for part in re.findall(r"\d+", match)]
        if 1900 < parts[0] < 2200 and all(part <= 31 for part in parts[1:]):
            found.add("-".join(f"{part:02d}" for part in parts))
    return found


def has_number(wanted: Decimal, found: frozenset[Decimal]) -> bool:
    """Whether a figure is among others: as it is, rounded, or in another unit."""
    return any(wanted * scale in found for scale in SCALES) or any(
        abs(n - wanted * scale) <= Decimal("0.5") * scale * _step(wanted) for n in found for scale in SCALES[:4]
    )


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def fits(gold: dict[str, Any], made: Made, *, shared: bool = False) -> bool:
    """Whether a result is the gold's check, made with its verdict; ``shared``: whether it is a part of it."""
    what, detail = gold["what"], gold["detail"]
    if not _is_its_verdict(gold, made) or not _stands_there(what, made):
        return False
    whole = next((rules for words, rules in WHOLE if re.search(words, what)), None)
    if whole:
        return bool(re.fullmatch(whole, made.rule))
    dates = dates_in(what + " " + detail)
    if dates and not operands(what):
        is_of_dates = re.search(OF_DATES, made.rule) or ("after" in made.rule and OF_THE_REPORT.search(what))
        return len(dates & made.dates) >= min(2, len(dates)) and bool(is_of_dates)
    kind = next((rules for words, rules in KINDS if re.search(words, what)), "")
    if kind and not re.search(kind, made.rule) and not _is_its_arithmetic(operands(what), made):
        return False
    if kind == "grade":
        return bool({n for n in numbers_in(what) if n < 100} & made.numbers)
    if kind == "item_sum" and re.search(r"(?:every|each of the|other) .*rows?|in every row", what):
        return made.rule == "item_sum"
    wanted = figures_of(gold)
    if shared:
        return sum(has_number(each, made.numbers) for each in wanted) >= SHARED
    if not wanted:
        return False
    told = {*wanted, *numbers_in(_REFERENCES.sub(" ", _DATE.sub(" ", what)))}
    if made.stated is not None and not any(has_number(each, frozenset({made.stated})) for each in told):
        return False
    single = all(each < 10 and each == each.to_integral_value() for each in wanted)
    if single and not _tables_of(what) & made.tables and not _names_the_same(what, made):
        return False
    return all(has_number(each, made.numbers) for each in wanted)


def _is_its_verdict(gold: dict[str, Any], made: Made) -> bool:
    if not gold["holds"] and CONFIRMS in made.message and _OWN_FINDING.search(gold["what"] + gold["detail"]):
        return True
    return made.status != "unknown" and (made.status == "pass") == gold["holds"]


def _tables_of(what: str) -> set[int]:
    """The tables that a check stands in; those in brackets are further places."""
    return {int(n) for n in re.findall(r"table (\d+)", re.sub(r"\([^()]*\)", " ", what))}


def _stands_there(what: str, made: Made) -> bool:
    """Whether a result stands in the table that a check names, where it names just one and no text."""
    tables = _tables_of(what)
    return len(tables) != 1 or "text" in what or made.rule == "grade_fits_score" or bool(tables & made.tables)


def _names_the_same(what: str, made: Made) -> bool:
    """Whether a result says a name of the check: a single digit alone is met everywhere."""
    return any(name in made.message for name in re.findall(r"[\u4e00-\u9fff]{3,}", what))


def figures_of(gold: dict[str, Any]) -> set[Decimal]:
    """What a result must rest on: the operands, and the printed value; else the first figure of the detail."""
    wanted = operands(gold["what"])
    printed = re.search(r"printed (?:\S+ )?\"?(-?[\d,]+(?:\.\d+)?)", gold["detail"])
    if printed and (value := Decimal(printed[1].replace(",", ""))):
        wanted |= {value}
    if wanted:
        return wanted
    if " against " in gold["detail"]:
        return set(numbers_in(_REFERENCES.sub(" ", gold["detail"])))
    return set(numbers_in(_REFERENCES.sub(" ", gold["detail"]))[:1])


def _is_its_arithmetic(wanted: set[Decimal], made: Made) -> bool:
    few = len(made.numbers) <= MOST_FIGURES and len(wanted) > SHARED
    return few and bool(re.search(ARITHMETIC, made.rule)) and all(has_number(each, made.numbers) for each in wanted)


def made_by(gold: dict[str, Any], made: list[Made]) -> int | None:
    """The result that makes a check of the gold; the first of several that make it together."""
    one = next((index for index, result in enumerate(made) if fits(gold, result)), None)
    if one is not None:
        return one
    equations = [each for each in re.split(r"[;；]\s", gold["what"]) if operands(each)]
    if len(equations) > 1:
        parts = [made_by({**gold, "what": each, "detail": ""}, made) for each in equations]
        return None if None in parts else parts[0]
    wanted = figures_of(gold)
    several = [index for index, result in enumerate(made) if _is_part(gold, wanted, result)]
    told = frozenset(number for index in several for number in made[index].numbers)
    return several[0] if several and all(has_number(each, told) for each in wanted) else None


def _is_part(gold: dict[str, Any], wanted: set[Decimal], made: Made) -> bool:
    """Whether a result makes one of the equations of a check: it shares two figures, or tells one of several totals."""
    if len(wanted) > SHARED and fits(gold, made, shared=True):
        return True
    if (
        made.stated is None
        or len(wanted) < SHARED
        or not re.search(r"合计 of .* and |are the same|= sums of", gold["what"])
    ):
        return False
    stated = next((each for each in wanted if has_number(each, frozenset({made.stated}))), None)
    return (
        stated is not None
        and _is_its_verdict(gold, made)
        and bool(re.search("sum|total|again|twice|in_table|two_units", made.rule))
    )


def is_of_figures(gold: dict[str, Any]) -> bool:
    """Whether figures or dates decide a check."""
    return not gold.get("judgement") and bool(re.search(r"\d", _REFERENCES.sub(" ", gold["what"] + gold["detail"])))


def results(pdf: Path) -> tuple[list[Made], int]:
    """What the program says of a report, and how many tables it saw."""
    from extractor import extract  # noqa: PLC0415

    report = extract(pdf)
    order = {table.id: index for index, table in enumerate(report.tables)}
    found = []
    for check in report.checks:
        text = joined(report, check.evidence)
        values = [Decimal(v) for v in (check.stated, check.computed) if v and re.fullmatch(r"-?\d+(\.\d+)?", v)]
        tight = re.sub(r"(?<=[\d年月])\s+(?=[\d年月日])", "", text)
        found.append(
            Made(
                check.rule,
                check.status,
                check.message,
                values[0] if values else None,
                frozenset({*numbers_in(tight), *values, *numbers_in(re.sub(r"^第[^页]*页，", "", check.message))}),
                frozenset(dates_in(" ; ".join([tight, check.stated or "", check.computed or "", check.message]))),
                frozenset(order[e.table] for e in check.evidence if e.table in order),
            )
        )
    return found, len(order)


def joined(report: Report, evidence: list[Evidence]) -> str:
    """What the fragments of a result quote; those of one figure that a line end cut are one."""
    text = ""
    last: Evidence | None = None
    for each in evidence:
        page = report.pages[each.page - 1].text
        follows = (
            last is not None
            and (last.page, last.table, last.row, last.column) == (each.page, each.table, each.row, each.column)
            and last.end <= each.start
            and not page[last.end : each.start].strip()
        )
        text += ("" if follows else " ; ") + page[each.start : each.end]
        last = each
    return text


def measure(pdf: Path) -> Score:
    gold = json.loads((pdf.parent / "gold.json").read_text(encoding="utf-8"))
    made, _ = results(pdf)
    score = Score(f"{pdf.parent.name}/{pdf.stem}")
    confirmed: set[int] = set()
    for each in gold.get("checks", []):
        match = made_by(each, made)
        if not each["holds"]:
            confirmed |= {index for index, result in enumerate(made) if fits(each, result)}
        if not is_of_figures(each):
            continue
        score.wanted += 1
        score.faults += not each["holds"]
        line = f"{'holds' if each['holds'] else 'FAILS'}  {each['what']} | {each['detail'][:90]}"
        if match is None:
            score.missed.append(line)
            continue
        score.made += 1
        score.faults_made += not each["holds"]
        score.pairs.append(f"{line}\n      → {made[match].rule}: {made[match].message[:150]}")
    score.unknown_to_gold = [
        f"{result.rule}: {result.message}"
        for index, result in enumerate(made)
        if result.status == "fail" and index not in confirmed
    ]
    return score


def show(scores: list[Score], misses: bool, pairs: bool) -> int:
    """Prints the table; 1 where less than the target is made."""
    wanted = made = 0
    print(f"{'report':52} gold  made      %   faults  made   failures unknown to the gold")
    for score in scores:
        wanted, made = wanted + score.wanted, made + score.made
        share = f"{100 * score.made / score.wanted:6.1f}" if score.wanted else "     -"
        print(
            f"{score.name:52} {score.wanted:4}  {score.made:4} {share}   {score.faults:6}  {score.faults_made:4}"
            f"   {len(score.unknown_to_gold):4}"
        )
        for line in score.unknown_to_gold:
            print(f"    unknown to the gold: {line}")
        for line in score.missed if misses else []:
            print(f"    not made: {line}")
        for line in score.pairs if pairs else []:
            print(f"    {line}")
    reached = 100 * made / wanted if wanted else 0.0
    print(f"{'all':52} {wanted:4}  {made:4} {reached:6.1f}")
    return int(reached < TARGET)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path, help="PDFs, each beside a gold.json")
    parser.add_argument("--misses", action="store_true", help="print the checks that were not made")
    parser.add_argument("--pairs", action="store_true", help="print what was taken for what")
    options = parser.parse_args()
    pdfs = options.places or [pdf for place in PLACES if place.exists() for pdf in sorted(place.rglob("report.pdf"))]
    with ProcessPoolExecutor(2) as pool:
        scores = list(pool.map(measure, [pdf for pdf in pdfs if (pdf.parent / "gold.json").exists()]))
    return show(scores, options.misses, options.pairs)


if __name__ == "__main__":
    sys.exit(main())
