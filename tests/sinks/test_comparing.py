"""Conditions, repeats, and types told anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from extractor.errors import DatabaseError
from extractor.model.report import Category
from extractor.model.verdict import Phrase, Verdict
from extractor.pipeline import classify_problem
from extractor.sinks.compare import compare
from extractor.sinks.recategorise import facts_of, recategorise
from extractor.sinks.repeat import repeat, repeated_findings
from extractor.sinks.sqlite import load
from extractor.sinks.tallies import yuan_of

from tests.sinks.made import made_report


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One district in 2019, 2020 and 2022, another in 2022 alone; one district has a 2021 without findings."""
    path = tmp_path_factory.mktemp("comparing") / "findings.db"
    for year in (2019, 2020, 2022):
        load(made_report(f"{year}.pdf", year=year), path)
    empty = made_report("empty.pdf", year=2021)
    empty.findings, empty.recommendations = [], []
    load(empty, path)
    load(made_report("south.pdf", year=2022, code="520299", region="黔西市南岭区"), path)
    return path


def of_contracts(database: Path, *where: str) -> list[tuple[object, ...]]:
    return [row[1:] for row in compare(database, ["group"], where).rows if row[0] == "合同管理"]


@pytest.mark.parametrize(
    ("where", "findings", "of_reports"),
    [
        ("year>=2020", 3, 4),
        ("year=2019,2020", 2, 2),
        ("year=2019-2021", 2, 3),
        ("year!=2022", 2, 3),
        ("region=520199", 3, 4),
        ("region=5202", 1, 1),
        ("province=520000", 4, 5),
        ("region=红枫", 4, 5),  # also the county's name of the made region
        ("region=南岭", 1, 1),
        ("region!=南岭", 3, 4),
        ("sector=交通", 4, 5),
        ("evaluation=finance", 4, 5),
        ("evaluation=self", 0, 0),
        ("category=签署", 4, 5),
        ("category=6.4", 4, 5),
        ("severity=较轻", 4, 5),
        ("severity!=light", 0, 0),
        ("type=绩效评价", 4, 5),
        ("evaluation=财政评价,self", 4, 5),
        ("evaluator=青岩", 4, 5),
        ("project=农村公路", 4, 5),
    ],
)
def test_conditions_choose(database: Path, where: str, findings: int, of_reports: int) -> None:
    rows = of_contracts(database, where)
    assert [(row[0], row[2]) for row in rows] == ([(findings, of_reports)] if findings else [])


def test_a_year_that_is_not_known_is_not_the_one_left_out(tmp_path: Path) -> None:
    path = tmp_path / "findings.db"
    unknown = made_report("unknown.pdf", salt="unknown")
    unknown.report.fiscal_year = None
    load(unknown, path)
    load(made_report("known.pdf", year=2022, salt="known"), path)
    assert [row[0] for row in of_contracts(path, "year!=2022")] == [1]
    assert [row[0] for row in of_contracts(path, "year!=2021")] == [2]


def test_conditions_add_up(database: Path) -> None:
    assert of_contracts(database, "region=520199", "year>=2020")[0][:3] == (2, 2, 3)


@pytest.mark.parametrize(
    "where",
    [
        "",
        "year",
        "colour=red",
        "region>5",
        "year=last",
        "year>=2020,2021",
        "year=²",
        "year>=,",
        "region=，",
        "year<=99999999999",
        "type=自评",
        "severity=x",
    ],
)
def test_conditions_that_mean_nothing_are_refused(database: Path, where: str) -> None:
    with pytest.raises(DatabaseError):
        compare(database, ["year"], [where])


def test_quotes_in_a_condition_are_words(database: Path) -> None:
    assert compare(database, ["year"], ["region=' OR 1=1 --"]).rows == []


def test_secondary_types_count_where_asked(database: Path) -> None:
    names = [row[1] for row in compare(database, ["category"]).rows]
    assert "未签合同" not in names
    rows = {row[1]: row for row in compare(database, ["category"], secondary=True).rows}
    assert rows["未签合同"][2:6] == (4, 4, 5, 0.8)


def test_severity_is_a_dimension(database: Path) -> None:
    assert [row[:2] for row in compare(database, ["severity"]).rows] == [("light", 4), ("ordinary", 4)]


def test_what_comes_back_in_a_region(database: Path) -> None:
    answer = repeat(database)
    assert answer.columns[-8:] == [
        *("category", "years", "in_years", "of_years", "in_a_row", "findings", "reports", "yuan")
    ]
    assert answer.rows == [
        (
            *("520199", "黔南市红枫区", "6.4", "合同管理", "签署不规范", "2019、2020、2022", 3, 4, 2, 3, 3),
            "37035000.370368",
        )
    ]
    assert repeat(database, least=4).rows == []
    assert repeat(database, where=["year<=2019"]).rows == []


def test_what_comes_back_in_a_project(database: Path) -> None:
    (row,) = repeat(database, by="project").rows
    assert row[:4] == ("520199", "黔南市红枫区", "农村公路养护", "6.4")


def test_every_finding_that_came_back_is_listed(database: Path) -> None:
    found = repeated_findings(database)
    assert [(each.year, each.title, each.page, each.file) for each in found] == [
        (2019, "合同管理不到位", 1, "2019.pdf"),
        (2020, "合同管理不到位", 1, "2020.pdf"),
        (2022, "合同管理不到位", 1, "2022.pdf"),
    ]


def test_views_answer(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        (row,) = connection.execute("SELECT * FROM problems_every_year").fetchall()
        assert row[:8] == ("520199", "黔南市红枫区", "6.4", "签署不规范", 3, 4, 2019, 2022)
        share = connection.execute("SELECT share_of_reports FROM groups_by_region WHERE region_code = '520199'")
        assert share.fetchall() == [(0.75,)]
        advice = connection.execute("SELECT recommendation, how FROM advice_by_category").fetchall()
        assert advice == [("加强合同管理", "same words")] * 4
        assert connection.execute("SELECT count(*) FROM findings_without_recommendation").fetchall() == [(4,)]
        assert connection.execute("SELECT count(*) FROM recommendations_without_finding").fetchall() == [(0,)]
        again = connection.execute("SELECT earlier_year, year, same_project FROM repeat_findings ORDER BY 1, 2")
        assert again.fetchall() == [(2019, 2020, 1), (2019, 2022, 1), (2020, 2022, 1)]
        cited = connection.execute("SELECT DISTINCT canonical FROM citing_reports").fetchall()
        assert cited == [("红财发〔2021〕7号",)]


@pytest.mark.parametrize(("fen", "yuan"), [(0, "0"), (100, "1"), (150, "1.5"), (-5, "-0.05"), (123456, "1234.56")])
def test_yuan_of_fen(fen: int, yuan: str) -> None:
    assert yuan_of(fen) == yuan


def told_anew(names: Sequence[str], text: str) -> Verdict:
    """All is idle assets, but what speaks of contracts."""
    other = Category(code="0604", group="合同管理", name="合同签署或管理不规范")
    idle = Category(code="0902", group="资产管理", name="资产闲置")
    if "合同" in names[0]:
        return Verdict(other, (idle,), "serious", (Phrase("0604", "合同", True, 0, 2),))
    return Verdict(idle, (), "light", (Phrase("0902", text[:3], False, 0, 3),))


def test_types_are_told_anew_without_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "findings.db"
    load(made_report(), path)
    changes = recategorise(path, told_anew)
    assert changes.findings == changes.changed == 2
    assert sorted(changes.moved) == [("6.4 签署不规范", "0604 合同签署或管理不规范", 1), ("—", "0902 资产闲置", 1)]
    assert recategorise(path, told_anew).moved == []
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT category_code, category_name, severity FROM findings ORDER BY number")
        assert rows.fetchall() == [("0604", "合同签署或管理不规范", "serious"), ("0902", "资产闲置", "light")]
        rows = connection.execute("SELECT rank, category_code, phrases FROM finding_categories ORDER BY 1, 2")
        assert rows.fetchall() == [(0, "0604", '["合同"]'), (0, "0902", '["购置的"]'), (1, "0902", "[]")]
        assert connection.execute("SELECT code FROM categories ORDER BY 1").fetchall() == [("0604",), ("0902",)]
    load(made_report(), path)  # a new reading tells the types of its own patterns again


def test_only_the_facts_of_a_text_tell_its_type() -> None:
    assert facts_of("一、闲置。原因分析：人手不足。", "[[2, 5]]", told=True) == "闲置。"
    assert facts_of("闲置。", "[]", told=False) == "闲置。"
    assert facts_of("闲置。", "[]", told=True) == ""


def test_counts_follow_what_is_loaded_taken_out_and_told_anew(tmp_path: Path) -> None:
    path = tmp_path / "findings.db"
    load(made_report("a.pdf", year=2021), path)
    load(made_report("b.pdf", year=2022), path)
    recategorise(path, told_anew)
    assert [row[:3] for row in compare(path, ["category"]).rows] == [
        ("0604", "合同签署或管理不规范", 2),
        ("0902", "资产闲置", 2),
    ]
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM documents WHERE fiscal_year = 2021")
    assert [row[2:5] for row in compare(path, ["category"]).rows] == [(1, 1, 1), (1, 1, 1)]


def test_amounts_of_several_findings_are_added_up_exactly(tmp_path: Path) -> None:
    """Two of whole 分 and one that is none, in one type of one year: 1.20 + 0.05 + 2.123 元."""
    path = tmp_path / "findings.db"
    for number, yuan in enumerate(("1.20", "0.05", "2.123")):
        report = made_report(f"{number}.pdf", year=2021, salt=str(number))
        for finding in report.findings:
            finding.category, finding.involved = Category(code="0902", group="资产管理", name="资产闲置"), Decimal(yuan)
        load(report, path)
    assert compare(path, ["category"]).rows == [("0902", "资产闲置", 6, 3, 3, 1.0, "6.746")]
    assert compare(path, ["category"], ["evaluation=finance"], secondary=True).rows[0][-1] == "6.746"
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM tallies WHERE instr(findings, '2.123')")
    assert compare(path, ["category"]).rows[0][-1] == "2.5"


def test_the_same_patterns_change_nothing(tmp_path: Path) -> None:
    """A problem whose points alone name it, and one without facts, as they were told when they were read."""
    points = ["预算执行前松后紧", "三公经费控制不严", "采购未按规定公开招标"]
    report = made_report()
    for finding, names, facts in zip(report.findings, (points, ["资产闲置"]), (points, []), strict=True):
        verdict = classify_problem(names, "。".join(facts))
        finding.title, finding.text = "存在的问题", "。".join(points)
        finding.names, finding.facts = names, [(0, len(finding.text))] if facts else []
        finding.category, finding.secondary = verdict.primary, list(verdict.secondary)
        finding.severity = verdict.severity
    path = tmp_path / "findings.db"
    load(report, path)

    def types() -> list[tuple[object, ...]]:
        with sqlite3.connect(path) as connection:
            return connection.execute(
                "SELECT finding_id, rank, category_code, severity FROM finding_categories ORDER BY 1, 2"
            ).fetchall()

    before = types()
    assert len(before) > len(report.findings)
    assert recategorise(path, classify_problem).changed == 0
    assert types() == before


def test_what_tells_no_amount_comes_to_no_figure(tmp_path: Path) -> None:
    """0 元 would be a figure that nobody printed."""
    path, idle = tmp_path / "findings.db", Category(code="0902", group="资产管理", name="资产闲置")
    for year, amount in ((2022, Decimal("12.5")), (2023, None)):
        report = made_report(f"{year}.pdf", year=year)
        report.findings[0].involved = None
        report.findings[1].involved, report.findings[1].category = amount, idle
        load(report, path)
    told = {(row[0], row[2]): row[-1] for row in compare(path, ["year"]).rows}
    signed = "签署不规范"
    assert told == {(2022, "资产闲置"): "12.5", (2022, signed): None, (2023, "资产闲置"): None, (2023, signed): None}
    assert {row[-1] for row in repeat(path).rows} == {"12.5", None}
    with sqlite3.connect(path) as connection:
        every = connection.execute("SELECT category_name, involved_yuan FROM problems_every_year").fetchall()
    assert dict(every) == {"资产闲置": "12.50", signed: None}
