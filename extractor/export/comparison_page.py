"""The comparison as a page: charts and tables in one file that opens without a network and prints on A4."""

from __future__ import annotations

import base64
import hashlib
import html
import os
from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib import resources

from extractor.export.charts import LINES, Value, bars, columns, heat_map, lines, share_of
from extractor.export.comparison import UNKNOWN, Count, Overview, Pivot, overview
from extractor.model.words import EVALUATIONS, REPORT_TYPES, SEVERITIES
from extractor.sinks.compare import COUNTS
from extractor.sinks.dimensions import UNCLASSIFIED

TEN_THOUSAND = Decimal(10_000)
MOST_COLUMNS = 10  # of a heat map on A4
MOST_TYPES = 15
MOST_ROWS = 60  # of the table that was asked for
HEADERS = {
    "year": "年度",
    "region": "地区",
    "county": "区县",
    "city": "市",
    "province": "省",
    "report_type": "类型",
    "evaluation": "评价方式",
    "sector": "领域",
    "department": "部门",
    "fund": "资金性质",
    "evaluator": "评价机构",
    "project": "项目",
    "category_group": "类别",
    "category": "类型",
    "severity": "程度",
    "findings": "问题数",
    "reports": "涉及报告",
    "of_reports": "报告总数",
    "share": "占比",
    "yuan": "涉及金额（万元）",
}
WORDS = {**SEVERITIES, **REPORT_TYPES, **EVALUATIONS}


def comparison_page(
    database: str | os.PathLike[str], dimensions: Sequence[str], where: Sequence[str], *, secondary: bool = False
) -> str:
    """The HTML of the page."""
    counted = overview(database, dimensions, where, secondary=secondary)
    style = "\n" + resources.files("extractor.export").joinpath("comparison.css").read_text(encoding="utf-8")
    print_of_style = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{print_of_style}'; img-src data:; base-uri 'none'"
    body = "\n".join(_body(counted, where))
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>绩效评价问题比较</title>\n'
        f'<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(counted: Overview, where: Sequence[str]) -> Iterator[str]:
    yield from _head(counted, where)
    if not counted.categories:
        yield "<p>没有符合条件的问题。</p>"
        return
    yield _section("最常见的问题", "按问题数排列；括号内为有此类问题的报告占全部报告的比例。", bars(_most(counted)))
    if len(counted.years) > 1:
        yield _section("历年变化", "有此类问题的报告占当年报告的比例；年度后为当年报告数。", _trend(counted))
    yield _section(
        "各年度",
        "各年度有此类问题的报告所占比例，颜色越深占比越高。",
        _heat(counted.by_year, counted.by_year.columns[-MOST_COLUMNS:]),
    )
    left_out = len(counted.by_region.columns) - MOST_COLUMNS
    more = f"另有 {left_out} 个地区未列出。" if left_out > 0 else ""
    yield _section(
        "各地区",
        f"各地区有此类问题的报告所占比例，颜色越深占比越高。{more}",
        _heat(counted.by_region, counted.by_region.columns[:MOST_COLUMNS]),
    )
    if any(number for _, number in counted.bands):
        grades = "、".join(f"{grade} {number} 份" for grade, number in counted.grades)
        yield _section(
            "得分分布", f"按报告载明的综合得分。等级：{grades or '未载明'}。", columns(_counted(counted.bands))
        )
    if counted.largest:
        yield _section("涉及金额最大的问题", "", _largest(counted))
    yield _section("明细", "", _asked(counted))


def _head(counted: Overview, where: Sequence[str]) -> Iterator[str]:
    years = f"{counted.years[0]}—{counted.years[-1]}" if len(counted.years) > 1 else "".join(map(str, counted.years))
    total = sum(count.findings for _, count in counted.categories)
    money = sum((count.yuan for _, count in counted.categories), Decimal(0))
    facts = {
        "报告": f"{counted.reports} 份",
        "年度": years or "—",
        "地区": f"{counted.regions} 个",
        "问题": f"{total} 个",
        "涉及金额": ten_thousands(money) + " 万元",
    }
    yield "<header><h1>绩效评价问题比较</h1>"
    yield "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{html.escape(fact)}</dd></div>" for name, fact in facts.items())
    yield "</dl>"
    if where:
        yield f'<p class="where">条件：{html.escape("；".join(where))}</p>'
    if counted.note:
        yield f'<p class="where">{html.escape(counted.note)}</p>'
    yield "</header>"


def _section(title: str, about: str, content: str) -> str:
    told = f"<p>{html.escape(about)}</p>" if about else ""
    return f"<section><h2>{title}</h2>{told}{content}</section>"


def note(label: str, count: Count) -> str:
    """What shows under the pointer."""
    money = f"，涉及 {ten_thousands(count.yuan)} 万元" if count.yuan else ""
    return f"{label}：{count.findings} 个问题，{count.of_reports} 份报告中的 {count.reports} 份{money}"


def _most(counted: Overview) -> list[tuple[str, Value]]:
    largest = Decimal(max(count.findings for _, count in counted.categories))
    return [
        (
            label,
            Value(
                share_of(Decimal(count.findings), largest),
                f"{count.findings}（{count.share:.0%}）",
                note(label, count),
            ),
        )
        for label, count in counted.categories[:MOST_TYPES]
    ]


def _heat(pivot: Pivot, shown: Sequence[str]) -> str:
    values = {
        place: Value(float(count.share), f"{count.share:.0%}", note(" · ".join(place), count))
        for place, count in pivot.counts.items()
    }
    return heat_map(pivot.rows, shown, values)


def _trend(counted: Overview) -> str:
    years = [str(year) for year in counted.years]
    return lines([f"{year} ({counted.per_year[year]})" for year in counted.years], series_of(counted.trend, years))


def series_of(trend: Pivot, years: Sequence[str]) -> list[tuple[str, list[Value]]]:
    """The shares of the most frequent types over the years."""
    return [(row, [_point(trend, row, year) for year in years]) for row in trend.rows if row != UNCLASSIFIED][:LINES]


def _point(trend: Pivot, row: str, year: str) -> Value:
    count = trend.counts.get((row, year))
    if count is None:
        return Value(0.0, "0%", f"{row} · {year}：无")
    return Value(float(count.share), f"{count.share:.0%}", note(f"{row} · {year}", count))


def _counted(items: Sequence[tuple[str, int]]) -> list[tuple[str, Value]]:
    most = Decimal(max(number for _, number in items))
    return [
        (label, Value(share_of(Decimal(number), most), str(number), f"{label}：{number} 份")) for label, number in items
    ]


def _largest(counted: Overview) -> str:
    rows = [
        [
            large.title,
            large.category or "",
            ten_thousands(large.yuan),
            large.year or "",
            large.region or "",
            _where(large),
        ]
        for large in counted.largest
    ]
    return _table(["问题", "类型", "万元", "年度", "地区", "出处"], rows, figures={2})


def _where(large: object) -> str:
    file, page = getattr(large, "file", ""), getattr(large, "page", None)
    return f"{file} 第 {page} 页" if page else str(file)


def _asked(counted: Overview) -> str:
    told, asked = counted.asked.dimensions, counted.asked.rows
    labels = zip(*(counted.asked.labels(name, UNKNOWN) for name in told), strict=True)
    rows = [
        [*(WORDS.get(label, label) for label in places), *map(_shown, COUNTS, row[-len(COUNTS) :])]
        for places, row in zip(labels, asked, strict=True)
    ]
    left_out = len(rows) - MOST_ROWS
    more = f"<p>另有 {left_out} 行未列出。</p>" if left_out > 0 else ""
    names = [*told, *COUNTS]
    figures = set(range(len(told), len(names)))
    return _table([HEADERS[name] for name in names], rows[:MOST_ROWS], figures) + more


def _shown(name: str, value: object) -> str:
    if name == "share":
        return f"{Decimal(str(value)):.0%}"
    if name == "yuan":
        return "—" if value is None else ten_thousands(Decimal(str(value)))
    return str(value)


def _table(headers: Sequence[str], rows: Sequence[Sequence[object]], figures: set[int]) -> str:
    kinds = [' class="figure"' if n in figures else "" for n in range(len(headers))]
    head = "".join(f"<th{kind}>{html.escape(header)}</th>" for header, kind in zip(headers, kinds, strict=True))
    lines_ = (
        "<tr>" + "".join(f"<td{kind}>{html.escape(str(v))}</td>" for v, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(lines_)}</tbody></table></div>'


def ten_thousands(yuan: Decimal) -> str:
    """元 in 万元 with two decimals."""
    return f"{yuan / TEN_THOUSAND:,.2f}"
