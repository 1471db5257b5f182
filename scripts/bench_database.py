#!/usr/bin/env python3
"""How fast a large findings database answers: compare, repeat, search and the ready views.

scripts/bench_database.py [--findings 100000] [--db bench.db] [--limit-ms 200]

Makes a database of generated reports (or takes the one that is there), asks each question five times, and prints the
least time of one core, the least time waited, and the steps of SQLite's plan that read a whole table. Ends with 1 where
an answer takes more of a core than the limit.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from extractor.model.report import (
    Category,
    Evidence,
    Finding,
    PageText,
    Recommendation,
    RecommendationLink,
    Region,
    Report,
    ReportHead,
    Signal,
    Source,
)
from extractor.patternbook import load_patterns
from extractor.sinks.compare import compare
from extractor.sinks.database import reading, writing
from extractor.sinks.repeat import repeat
from extractor.sinks.search import search
from extractor.sinks.sqlite import load
from extractor.values.region_table import city_of, divisions, province_of
from rich.console import Console
from rich.table import Table

PER_REPORT = 10
TIMES = 5
YEARS = range(2014, 2025)
# Large tables: a plan that reads one of them whole has to be known.
LARGE = {"findings", "finding_categories", "finding_money", "recommendations", "search_entries", "sections"}
SEED = 20200228


def make(path: Path, findings: int) -> None:
    """A database of generated reports: places and years by chance, problems from the pattern file."""
    chance = random.Random(SEED)
    kinds = load_patterns("findings")["type"]
    groups = load_patterns("findings")["groups"]
    counties = [row for row in divisions() if row.level == "county" and row.valid_to is None]
    places = chance.sample(counties, 300)
    with writing(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for number in range(findings // PER_REPORT):
            load(_report(number, chance, kinds, groups, places), connection)
        connection.execute("ANALYZE")


def _report(number: int, chance: random.Random, kinds: list[dict], groups: dict[str, str], places: list) -> Report:  # type: ignore[type-arg]
    place = chance.choice(places)
    city, province = city_of(place), province_of(place)
    weights = [1 / (rank + 5) for rank in range(len(kinds))]  # some types come up everywhere, many are rare
    told, lines = [], []
    for index in range(PER_REPORT):
        kind = chance.choices(kinds, weights)[0]
        title = chance.choice(kind["examples"])
        others = "。".join(example for each in chance.sample(kinds, 3) for example in each["examples"][:2])
        lines.append(f"{title}。{place.name}第{index}个子项目{others}，涉及资金{chance.randint(1, 9999)}.5万元。")
        told.append((kind, title))
    text = "\n".join(lines)
    findings = []
    for index, ((kind, title), line) in enumerate(zip(told, lines, strict=True)):
        start = text.index(line)
        place_of = Evidence(page=1, start=start, end=start + len(line), bbox=(72.0, 80.0, 500.0, 92.0))
        category = Category(code=kind["code"], group=groups[kind["code"][:2]], name=kind["name"])
        other = chance.choice(kinds)
        secondary = [Category(code=other["code"], group=groups[other["code"][:2]], name=other["name"])]
        amount = Decimal(chance.randint(100, 99_999_999)).scaleb(-2)
        findings.append(
            Finding(
                id=f"f{index}", section=None, path=[title], title=title, text=line, points=[], causes=[],
                category=category, money=[amount], document_numbers=[], evidence=[place_of],
                secondary=secondary if chance.random() < 0.4 else [],
                severity=chance.choice(["light", "ordinary", "serious"]),
                signals=[Signal(code=kind["code"], text=title, evidence=[place_of])],
                facts=[(0, len(line))], involved=amount,
            )
        )  # fmt: skip
    advice = [
        Recommendation(
            section=None, path=[], title=f"加强{f.title}整改", text=f"建议尽快整改：{f.title}。", points=[],
            addresses=[f.id], evidence=[], links=[RecommendationLink(finding=f.id, how="same words")],
        )
        for f in findings[:4]
    ]  # fmt: skip
    content = f"{number} {text}".encode()
    project = chance.choice(
        ["智慧灌区", "农村公路", "校舍维修", "卫生院能力提升", "垃圾分类", "高标准农田", "文化惠民"]
    )
    return Report(
        source=Source(
            file=f"{number:05d}.pdf", sha256=hashlib.sha256(content).hexdigest(), bytes=len(content), pages=1,
            text_layer="born_digital", extractor_version="bench", patterns_version="bench",
        ),
        report=ReportHead(
            title=f"{place.name}{project}绩效评价报告", report_type="evaluation", fiscal_year=chance.choice(YEARS),
            region=Region(
                code=place.code, name=place.name, province=province.name, city=city.name if city else None,
                county=place.name, province_code=province.code, city_code=city.code if city else None,
                county_code=place.code,
            ),
            project_name=f"{project}项目", project_key=project, evaluator=f"评价机构{number % 40}",
            sector=chance.choice(["教育", "水利", "交通运输", "卫生健康"]),
            evaluation_kind=chance.choice(["self", "department", "finance"]),
        ),
        pages=[PageText(number=1, width=595, height=842, rotation=0, text=text, text_layer="born_digital")],
        sections=[], tables=[], money=[], dates=[], document_numbers=[], score_items=[], findings=findings,
        recommendations=advice, checks=[], issues=[],
    )  # fmt: skip


def questions(path: Path) -> dict[str, Callable[[], object]]:
    """Every question by what is typed for it."""
    with reading(path) as connection:
        (code,) = connection.execute("SELECT region_code FROM documents LIMIT 1").fetchone()
    asked: dict[str, Callable[[], object]] = {}
    for dimensions in (
        ["year"], ["region"], ["category"], ["year", "region"], ["year", "category"], ["region", "category"],
        ["province", "group"], ["city", "category"], ["sector", "category"], ["evaluation", "group"],
        ["year", "severity"], ["project", "category"], ["evaluator", "group"],
    ):  # fmt: skip
        asked["compare " + " ".join(f"--by {each}" for each in dimensions)] = partial(compare, path, dimensions)
    asked["compare --by year --by category --secondary"] = partial(compare, path, ["year", "category"], secondary=True)
    for condition in (f"region={code}", "year>=2020", "category=资产闲置", "group=合同管理"):
        asked[f"compare --by year --by category --where {condition}"] = partial(
            compare, path, ["year", "category"], [condition]
        )
    asked["repeat"] = partial(repeat, path)
    asked["repeat --by project"] = partial(repeat, path, by="project")
    asked[f"repeat --where region={code}"] = partial(repeat, path, where=[f"region={code}"])
    for words in ("不", "资", "闲置", "合同", "绩效目标", "未组织专家论证", "资产 闲置", "5万元", "没有的词"):
        asked[f"search {words}"] = partial(search, path, words, 20)
    for sql in (
        f"SELECT * FROM problems_every_year WHERE region_code = '{code}'",
        "SELECT * FROM groups_by_region WHERE group_name = '合同管理'",
        "SELECT * FROM advice_by_category WHERE category_code = '0902' LIMIT 50",
        f"SELECT * FROM findings_in_context WHERE region_code = '{code}'",
        f"SELECT * FROM repeat_findings WHERE region_code = '{code}'",
        "SELECT * FROM citing_reports WHERE canonical = '财预〔2020〕10号'",
    ):
        asked[sql] = partial(_rows, path, sql)
    return asked


def _rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with reading(path) as connection:
        return connection.execute(sql).fetchall()


def plans(path: Path, question: Callable[[], object]) -> list[str]:
    """The steps of the plans that read a large table row by row, without an index."""
    seen: list[str] = []
    opened = sqlite3.connect

    def connect(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = opened(*arguments, **options)  # type: ignore[call-overload]
        connection.set_trace_callback(seen.append)
        return connection  # type: ignore[no-any-return]

    sqlite3.connect = connect  # type: ignore[assignment]
    try:
        question()
    finally:
        sqlite3.connect = opened
    steps: dict[str, None] = {}
    with opened(f"file:{path}?mode=ro", uri=True) as connection:
        for sql in seen:
            if sql.lstrip().upper().startswith(("SELECT", "WITH")):
                for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}"):
                    words = step.split()
                    aliases = _aliases(sql)
                    if words[0] == "SCAN" and aliases.get(words[1], words[1]) in LARGE and "INDEX" not in words:
                        steps[step] = None
    return list(steps)


def _aliases(sql: str) -> dict[str, str]:
    words = sql.replace(",", " ").split()
    return {after: word for word, marker, after in zip(words, words[1:], words[2:], strict=False) if marker == "AS"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=100_000)
    parser.add_argument("--db", type=Path, help="kept, and taken again where it is there")
    parser.add_argument("--limit-ms", type=float, default=200.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "bench.db"
        if not path.exists():
            make(path, options.findings)
        table = Table(
            "question", "ms of one core", "ms waited", "whole tables read", title=f"{path.stat().st_size / 1e6:.0f} MB"
        )
        slow = 0
        for name, question in questions(path).items():
            taken, waited = [], []
            for _ in range(TIMES):
                began, started = time.perf_counter(), time.process_time()
                question()
                taken.append(1000 * (time.process_time() - started))
                waited.append(1000 * (time.perf_counter() - began))
            quickest = min(taken)
            slow += quickest > options.limit_ms
            mark = " !" if quickest > options.limit_ms else ""
            table.add_row(name, f"{quickest:.1f}{mark}", f"{min(waited):.1f}", "; ".join(plans(path, question)))
        Console(width=150).print(table)
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
