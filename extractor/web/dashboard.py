"""The figures and charts of the dashboard, counted over the reports that were chosen."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from extractor.export.charts import Value, bars, columns, heat_map, lines, share_of
from extractor.export.comparison import BANDS, UNKNOWN, Count, Pivot, band, count_of, pivot
from extractor.export.comparison_page import note, series_of, ten_thousands
from extractor.sinks.cautions import cautions
from extractor.sinks.compare import comparisons
from extractor.sinks.database import reading
from extractor.sinks.dimensions import UNCLASSIFIED, Chosen, Key, chosen
from extractor.sinks.tallies import documents_by
from extractor.web.site import NAME, words

WIDE, HALF = 1120, 560  # of a chart over the whole page, and over half of it
MOST_REGIONS = 24
MOST_BARS = 12
NOT_TOLD = "未载明"
# From best to worst, in the words that reports use.
GRADES = ("优", "优秀", "良", "良好", "中", "中等", "一般", "合格", "差", "较差", "不合格", NOT_TOLD)
_FAILED = """
    SELECT c.rule, count(*), count(DISTINCT c.document_id) FROM checks AS c
    JOIN documents AS d ON d.id = c.document_id
    LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name
    WHERE c.status = 'fail' AND {conditions} GROUP BY c.rule ORDER BY count(*) DESC, c.rule
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the form of the page says; what is empty chooses nothing."""

    since: str = ""
    until: str = ""
    region: str = ""
    group: str = ""
    evaluation: str = ""

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> Choice:
        """From the address of the page; what no form of ours says is left out."""
        given = {name: str(arguments.get(name) or "").strip() for name in cls.__slots__}
        for name in ("since", "until", "region"):
            if not (given[name].isascii() and given[name].isdigit()):
                given[name] = ""
        if given["evaluation"] not in words()["evaluation_kind"]:
            given["evaluation"] = ""
        return cls(**given)

    def conditions(self) -> list[str]:
        """As ``extract compare --where`` takes them."""
        named = (("year>=", self.since), ("year<=", self.until), ("region=", self.region), ("group=", self.group),
                 ("evaluation=", self.evaluation))  # fmt: skip
        return [f"{name}{value}" for name, value in named if value]


class Chart(NamedTuple):
    """A part of the page; ``picture`` is SVG."""

    title: str
    about: str
    picture: str
    wide: bool = False


class Dashboard(NamedTuple):
    """All that the page shows."""

    facts: dict[str, str]
    charts: list[Chart]
    note: str


class Options(NamedTuple):
    """What the form offers."""

    years: list[int]
    regions: list[tuple[str, str]]
    groups: list[str]


def options(database: str | os.PathLike[str]) -> Options:
    """The years, provinces and cities of the reports, and the groups of their problems."""
    with reading(database) as connection:
        years = connection.execute(
            "SELECT DISTINCT fiscal_year FROM documents WHERE fiscal_year IS NOT NULL ORDER BY 1"
        ).fetchall()
        regions = connection.execute(
            "SELECT DISTINCT d.province_code, r.province, d.city_code, r.city FROM documents AS d "
            "JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name "
            "WHERE d.province_code IS NOT NULL ORDER BY d.province_code, d.city_code"
        ).fetchall()
        groups = connection.execute("SELECT group_name FROM categories GROUP BY group_name ORDER BY min(code)")
        named: dict[str, str] = {}
        for province_code, province, city_code, city in regions:
            named.setdefault(province_code, province or province_code)
            if city_code and city and city != province:
                named.setdefault(city_code, f"　{city}")
        return Options([year for (year,) in years], list(named.items()), [group for (group,) in groups])


def dashboard(database: Path, choice: Choice) -> Dashboard:
    """Count and draw everything."""
    where = choice.conditions()
    with reading(database) as connection:
        chosen_ = chosen(connection, where)
        parts = ["d.fiscal_year", "d.province_code", "d.city_code", "d.region_code", "d.grade", "d.overall_score"]
        documents = documents_by(connection, parts, chosen_)
        failed = _failed(connection, chosen_)
    kind, label = ("category", "category") if choice.group else ("group", "category_group")
    level = _level(documents)
    asked = [["category"], ["year", "category"], [level, kind], ["year", kind]]
    types, trends, regions, *years = comparisons(database, asked if kind == "group" else asked[:3], where)
    counts = {str(row[1]): count_of(row) for row in types.rows}
    trend = pivot(trends, "category", "year")
    by_region = pivot(regions, level, label)
    by_year = pivot(years[0], label, "year") if years else trend
    drawn = [*_problems(counts, trend, by_year, documents, kind), *_regions(by_region)]
    drawn += [*_scores(documents), *_money(by_year, counts), *_checks(failed)]
    return Dashboard(_facts(documents, counts, failed), drawn, cautions(database, where).note)


def _failed(connection: sqlite3.Connection, choice: Chosen) -> list[tuple[str, int, int]]:
    return connection.execute(_FAILED.format(conditions=choice.sql), choice.values).fetchall()


def _level(documents: list[Key]) -> str:
    """The highest level that tells the reports apart."""
    for place, name in ((1, "province"), (2, "city")):
        if len({document[place] for document in documents} - {None}) > 1:
            return name
    return "region"


def _facts(documents: list[Key], counts: Mapping[str, Count], failed: list[tuple[str, int, int]]) -> dict[str, str]:
    scores = [Decimal(str(document[5])) for document in documents if document[5] is not None]
    money = sum((count.yuan for count in counts.values()), Decimal(0))
    return {
        "报告": f"{len(documents):,}",
        "地区": f"{len({document[3] for document in documents} - {None}):,}",
        "问题": f"{sum(count.findings for count in counts.values()):,}",
        "涉及金额（万元）": ten_thousands(money),
        "平均得分": f"{sum(scores) / len(scores):.1f}" if scores else "—",
        "不符的校验": f"{sum(count for _, count, _ in failed):,}",
    }


def _problems(
    counts: Mapping[str, Count], trend: Pivot, by_year: Pivot, documents: list[Key], kind: str
) -> Iterator[Chart]:
    if not counts:
        return
    ordered = sorted(counts.items(), key=lambda item: (item[0] == UNCLASSIFIED, -item[1].findings, item[0]))
    most = Decimal(max(count.findings for count in counts.values()))
    shown = [
        (
            name,
            Value(
                share_of(Decimal(count.findings), most),
                f"{count.findings:,}（{count.share:.0%}）",
                note(name, count),
                _list(category_name=name),
            ),
        )
        for name, count in ordered[:MOST_BARS]
    ]
    yield Chart("最常见的问题", "问题数；括号内为有此类问题的报告所占比例。点击看清单。", bars(shown, HALF))
    years = [year for year in by_year.columns if year.isdigit()]
    if len(years) > 1:
        per_year = Counter(str(document[0]) for document in documents)
        steps = years if len(years) > 8 else [f"{year} ({per_year[year]})" for year in years]
        yield Chart("历年变化", "有此类问题的报告占当年报告的比例。", lines(steps, series_of(trend, years), HALF))
    values = {
        place: _heat(count, place, fiscal_year=place[1], **{_column(kind): place[0]})
        for place, count in by_year.counts.items()
    }
    about = "各年度有此类问题的报告所占比例，颜色越深占比越高。点击看清单。"
    yield Chart("各年度的问题", about, heat_map(by_year.rows[:MOST_REGIONS], by_year.columns, values, WIDE), wide=True)


def _regions(by_region: Pivot) -> Iterator[Chart]:
    rows = by_region.rows[:MOST_REGIONS]
    if not rows:
        return
    values = {place: _heat(count, place) for place, count in by_region.counts.items() if place[0] in rows}
    most = 12
    left_out = len(by_region.rows) - len(rows)
    about = "各地区有此类问题的报告所占比例，问题多的在前。" + (
        f"另有 {left_out} 个地区未列出。" if left_out > 0 else ""
    )
    picture = heat_map(rows, sorted(by_region.columns[:most], key=lambda c: c == UNCLASSIFIED), values, WIDE)
    yield Chart("各地区比较", about, picture, True)


def _scores(documents: list[Key]) -> Iterator[Chart]:
    scored = [(str(document[4] or NOT_TOLD), band(document[5])) for document in documents if document[5] is not None]
    if not scored:
        return
    bands = [label for _, label in BANDS]
    per_band = Counter(label for _, label in scored)
    most = Decimal(max(per_band.values()))
    shown = [
        (
            label,
            Value(share_of(Decimal(per_band[label]), most), f"{per_band[label]:,}", f"{label}：{per_band[label]} 份"),
        )
        for label in bands
    ]
    yield Chart("得分分布", "按报告载明的综合得分计的报告数。", columns(shown, HALF))
    both = Counter(scored)
    grades = sorted(
        {grade for grade, _ in scored},
        key=lambda grade: (GRADES.index(grade) if grade in GRADES else len(GRADES), grade),
    )
    largest = Decimal(max(both.values()))
    values = {
        place: Value(share_of(Decimal(count), largest), f"{count:,}", f"等级 {place[0]}，{place[1]}：{count} 份",
                     _documents(place[0]))
        for place, count in both.items()
    }  # fmt: skip
    yield Chart("等级与得分", "各等级的报告落在哪个分数段。", heat_map(grades[:MOST_BARS], bands, values, HALF))


def _money(by_year: Pivot, counts: Mapping[str, Count]) -> Iterator[Chart]:
    largest = sorted(((count.yuan, name, count) for name, count in counts.items() if count.yuan), reverse=True)
    if not largest:
        return
    most = largest[0][0]
    shown = [
        (
            name,
            Value(
                share_of(yuan, most),
                ten_thousands(yuan),
                note(name, count),
                _list(category_name=name, _sort_desc="involved_yuan"),
            ),
        )
        for yuan, name, count in largest[:MOST_BARS]
    ]
    yield Chart("涉及金额（万元）", "各类问题本身涉及的金额；预算和支付总额不算在内。", bars(shown, HALF))
    years = {
        year: sum((count.yuan for (_, of), count in by_year.counts.items() if of == year), Decimal(0))
        for year in by_year.columns
    }
    top = max(years.values())
    by = [
        (year, Value(share_of(yuan, top), f"{yuan / 10_000:,.0f}", f"{year}：{ten_thousands(yuan)} 万元"))
        for year, yuan in years.items()
    ]
    yield Chart("各年度涉及金额（万元）", "各年度问题涉及的金额合计。", columns(by, HALF))


def _checks(failed: list[tuple[str, int, int]]) -> Iterator[Chart]:
    if not failed:
        return
    most = Decimal(failed[0][1])
    named = words()["rule"]
    shown = [
        (
            named.get(rule, rule),
            Value(
                share_of(Decimal(count), most),
                f"{count:,}（{reports:,} 份）",
                f"{named.get(rule, rule)}：{reports} 份报告共 {count} 处",
                f"/{NAME}/failed_checks?{urlencode({'rule': rule})}",
            ),
        )
        for rule, count, reports in failed[:MOST_BARS]
    ]
    yield Chart("不符的校验", "报告自身数字或逻辑对不上的处数，括号内为报告数。点击看清单。", bars(shown, HALF))


def _heat(count: Count, place: tuple[str, str], **link: str) -> Value:
    address = _list(**link) if link and UNKNOWN not in place else ""
    return Value(float(count.share), f"{count.share:.0%}", note(" · ".join(place), count), address)


def _column(kind: str) -> str:
    return "group_name" if kind == "group" else "category_name"


def _list(**chosen_: str) -> str:
    """The address of the list of findings that have these values."""
    if UNCLASSIFIED in chosen_.values() and "group_name" in chosen_:
        chosen_["category_name"] = chosen_.pop("group_name")
    return f"/{NAME}/findings_in_context?{urlencode(chosen_)}"


def _documents(grade: str) -> str:
    return f"/{NAME}/documents?{urlencode({'grade': grade} if grade != NOT_TOLD else {'grade__isnull': '1'})}"
