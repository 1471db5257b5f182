"""sql, search, compare, check and schema, over a database made by the command."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from extractor.cli.show import clean, clip, write_csv, write_table
from extractor.sinks.sqlite import load

from tests.cli.conftest import ROOT, Extract
from tests.cli.pdfs import report_pdf
from tests.hostile.paper import Paper
from tests.sinks.made import made_report


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ask") / "findings.db"
    for year in (2021, 2022):
        report = made_report(f"{year}.pdf", year=year)
        report.findings[1].title = "=HYPERLINK(1)\x1b[31m" if year == 2022 else report.findings[1].title
        load(report, path)
    return path


def test_sql_as_a_table(extract: Extract, database: Path) -> None:
    ended = extract(
        "sql", database, "SELECT fiscal_year AS year, overall_score AS score, grade FROM documents ORDER BY 1"
    )
    assert ended.out.splitlines() == ["year  score  grade", "────  ─────  ─────", "2021   86.5  良", "2022   86.5  良"]
    assert ended.err == ""


def test_sql_as_json(extract: Extract, database: Path) -> None:
    ended = extract(
        "sql", database, "SELECT fiscal_year, grade, NULL AS x, x'ff00' AS b FROM documents ORDER BY 1", "--json"
    )
    assert json.loads(ended.out) == [
        {"fiscal_year": 2021, "grade": "良", "x": None, "b": "ff00"},
        {"fiscal_year": 2022, "grade": "良", "x": None, "b": "ff00"},
    ]
    assert "良" in ended.out
    assert json.loads(extract("sql", database, "SELECT 1 WHERE 0", "--json").out) == []
    assert json.loads(extract("sql", database, "SELECT 1 AS a, 2 AS a", "--json").out) == [{"a": 1, "a_2": 2}]


def test_sql_as_csv_cannot_run_in_a_spreadsheet(extract: Extract, database: Path) -> None:
    ended = extract(
        "sql",
        database,
        "SELECT f.title, -1.5 AS n, '-2' AS m, '+1x' AS p FROM findings AS f JOIN documents AS d"
        " ON d.id = f.document_id WHERE d.fiscal_year = 2022 AND f.number = 2",
        "--csv",
    )
    assert list(csv.reader(io.StringIO(ended.out))) == [
        ["title", "n", "m", "p"],
        ["'=HYPERLINK(1)\x1b[31m", "-1.5", "-2", "'+1x"],
    ]


def test_tables_are_safe_for_the_terminal(extract: Extract, database: Path) -> None:
    for ended in (
        extract("sql", database, "SELECT title, char(27) || '[2J' FROM findings"),
        extract("search", database, "HYPERLINK"),
    ):
        assert ended.code == 0
        assert "HYPERLINK" in ended.out
        assert "\x1b" not in ended.out


def test_sql_that_is_wrong(extract: Extract, database: Path) -> None:
    for sql in ("SELECT", "DELETE FROM documents", "SELECT nope FROM documents"):
        ended = extract("sql", database, sql)
        assert (ended.code, ended.out) == (2, "")
        assert len(ended.err.splitlines()) == 1


def test_search_of_one_character_and_of_a_phrase(extract: Extract, database: Path) -> None:
    for word in ("拆", "压路机尚未拆封"):
        ended = extract("search", database, word)
        assert ended.code == 0
        assert f"«{word}»" in ended.out
        assert "第 1 页" in ended.out
        assert ended.err == f"2 hits for {word}\n"
    found = json.loads(extract("search", database, "拆封", "--json", "--limit", "1").out)
    assert [(hit["kind"], hit["page"], hit["excerpt"]) for hit in found] == [("finding", 1, "购置的压路机尚未«拆封»。")]


def test_compare(extract: Extract, database: Path) -> None:
    ended = extract("compare", database, "--by", "year", "--by", "region", "--json")
    assert ended.code == 0
    assert json.loads(ended.out)[0] == {
        "year": 2021,
        "region_code": "520199",
        "region": "黔南市红枫区",
        "category_code": "6.4",
        "category": "签署不规范",
        "findings": 1,
        "reports": 1,
        "of_reports": 1,
        "share": 1.0,
        "yuan": "12345000.123456",
    }
    assert extract("compare", database).out.startswith("year  region_code")
    assert extract("compare", database, "--csv").out.startswith("year,region_code,")


def test_check_of_a_database(extract: Extract, database: Path) -> None:
    ended = extract("check", database)
    assert ended.code == 1  # some fail
    assert ended.out.splitlines() == [
        "2021.pdf",
        "  严重不符  合计应为86.5，表中为86",
        "  无法判断  只出现一次",
        "2022.pdf",
        "  严重不符  合计应为86.5，表中为86",
        "  无法判断  只出现一次",
    ]
    assert "6 checks: 2 hold, 2 do not, 2 undecided" in ended.err
    everything = json.loads(extract("check", database, "--all", "--json").out)
    assert len(everything) == 6
    assert everything[0] == {
        "file": "2021.pdf",
        "status": "fail",
        "rule": "score_sum",
        "page": None,
        "stated": "86",
        "computed": "86.5",
        "message": "合计应为86.5，表中为86",
        "severity": "serious",
    }


def test_pages_on_which_a_check_fails_are_drawn(extract: Extract, database: Path, tmp_path: Path) -> None:
    paper = (
        Paper().page().text(170, 90, "云溪县2021年度供水工程绩效评价报告", size=16).text(60, 130, "一、资金使用情况")
    )
    paper.text(60, 160, "预算安排100万元，实际支出80万元，预算执行率为98%。")
    file, folder = tmp_path / "report.pdf", tmp_path / "out" / "pictures"
    paper.document.save(file)
    ended = extract("check", file, "--pictures", folder)
    assert ended.code == 1
    assert [line.split("  ")[1] for line in ended.out.splitlines() if "不符" in line]
    (picture,) = folder.iterdir()
    assert picture.name == "01-p1.png"
    assert f"{picture}: 第1页" in ended.err
    drawn = pymupdf.Pixmap(picture.read_bytes())
    seen = {drawn.pixel(x, y) for x in range(drawn.width) for y in range(drawn.height)}
    assert any(red > 200 and green < 40 and blue < 40 for red, green, blue in seen)
    assert extract("check", database, "--pictures", folder).code == 2


def test_check_of_a_report(extract: Extract, report: Path, tmp_path: Path) -> None:
    ended = extract("check", report, "--all", "--json")
    assert ended.code == 0
    assert {"rule", "status", "message"} <= set(json.loads(ended.out)[0])
    assert extract("check", tmp_path / "no.pdf").code == 3


@pytest.mark.parametrize(
    ("sql", "column"),
    [
        ("SELECT title FROM findings ORDER BY involved_yuan DESC", "involved_yuan"),
        ("SELECT title FROM findings f order by f.document_id, f.involved_yuan", "involved_yuan"),
        ("SELECT max(yuan) FROM money", "yuan"),
        ("SELECT text FROM money WHERE yuan > 1000000", "yuan"),
        ("SELECT text FROM money WHERE 1000000 <= yuan", "yuan"),
        ("SELECT text FROM money WHERE yuan BETWEEN 1 AND 2", "yuan"),
        ("SELECT yuan FROM money ORDER BY fen", None),
        ("SELECT text FROM money WHERE yuan = '100'", None),
        ("SELECT text FROM money WHERE yuan + 0 > 1000000 ORDER BY yuan + 0", None),
        ("SELECT text FROM money ORDER BY CAST(yuan AS REAL)", None),
        ("SELECT 'ORDER BY yuan' FROM money", None),
    ],
)
def test_amounts_compared_letter_by_letter_are_told(
    extract: Extract, database: Path, sql: str, column: str | None
) -> None:
    ended = extract("sql", database, sql)
    assert ended.code == 0
    assert (f"{column} is exact text" in ended.err) if column else (ended.err == "")


def test_a_comparison_of_nothing_has_no_legend(extract: Extract, database: Path) -> None:
    ended = extract("compare", database, "--by", "year", "--by", "group", "--where", "year>=2090")
    assert "dark where" not in ended.out
    assert "no report is like that" in ended.err


def test_schemas(extract: Extract) -> None:
    schema = json.loads(extract("schema").out)
    assert schema["properties"]["money"]["items"] == {"$ref": "#/$defs/Money"}
    assert schema["$defs"]["OverallScore"]["properties"]["score"]["anyOf"][0] == {"type": "number"}
    script = extract("schema", "--sql").out
    sqlite3.connect(":memory:").executescript(script)


def test_help_and_version_are_quick_and_import_nothing_heavy() -> None:
    code = (
        "import sys\nfrom extractor.cli.entry import run\nrun(['--help'])\nrun(['--version'])\nrun(['sql', '--help'])\n"
        "heavy = {'pymupdf', 'pdfplumber', 'pydantic', 'rich', 'sqlite_utils', 'sqlite3', 'regex'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT, timeout=180
    )
    assert ended.returncode == 0, ended.stderr


def test_records_are_printed_without_what_draws_summaries(tmp_path: Path) -> None:
    report_pdf(tmp_path / "report.pdf")
    code = (
        "import sys\nfrom extractor.cli.entry import run\n"
        "run(['report.pdf', '--jsonl'])\nassert 'pymupdf' in sys.modules\nassert 'rich' not in sys.modules"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, cwd=tmp_path, timeout=180,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr


def test_every_command_has_help(extract: Extract) -> None:
    ended = extract("--help")
    for words in ("REPORT.pdf", "--json", "--db", "batch", "sql", "search", "compare", "check", "schema", "Exit codes"):
        assert words in ended.out


def test_a_reader_that_leaves_is_no_error(database: Path) -> None:
    endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    with subprocess.Popen(
        [sys.executable, "-m", "extractor", "sql", str(database), endless, "--csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_wide_characters_are_measured() -> None:
    out = io.StringIO()
    write_table(["名称", "n"], [("资产", 1), ("a", 12)], out)
    assert out.getvalue().splitlines() == ["名称   n", "────  ──", "资产   1", "a     12"]
    assert clip("资产闲置", 5) == "资产…"


def test_cleaning_and_csv() -> None:
    assert clean("a\x00\x1b[1m\x9b\u202eb\n\tc") == "a[1mb\n\tc"
    out = io.StringIO()
    write_csv(["=a"], [("\tx",), ("@y",), ("-",), (None,), ("a,b",)], out)
    assert out.getvalue() == "'=a\n'\tx\n'@y\n'-\n\"\"\n\"a,b\"\n"


def test_two_dimensions_are_a_heat_map(extract: Extract, database: Path) -> None:
    ended = extract("compare", database, "--by", "year", "--by", "group")
    assert ended.out.splitlines()[0].split() == ["2021", "2022", "findings"]
    assert "100% █" in ended.out
    table = extract("compare", database, "--by", "year", "--by", "group", "--table")
    assert table.out.splitlines()[0].split()[:2] == ["year", "category_group"]
    rows = json.loads(extract("compare", database, "--by", "year", "--by", "group", "--json").out)
    assert {row["year"] for row in rows} == {2021, 2022}


def test_conditions_of_a_comparison(extract: Extract, database: Path) -> None:
    rows = json.loads(extract("compare", database, "--by", "group", "--where", "year>=2022", "--json").out)
    assert {row["of_reports"] for row in rows} == {1}
    ended = extract("compare", database, "--where", "colour=red")
    assert (ended.code, ended.out) == (2, "")
    assert "colour=red" in ended.err
    assert "year>=2020" in ended.err


def test_what_comes_back(extract: Extract, database: Path) -> None:
    (row,) = json.loads(extract("repeat", database, "--json").out)
    assert (row["region"], row["category"], row["years"]) == ("黔南市红枫区", "签署不规范", "2021、2022")
    listed = list(csv.DictReader(io.StringIO(extract("repeat", database, "--list", "--csv").out)))
    assert [(row["year"], row["title"], row["page"]) for row in listed] == [
        ("2021", "合同管理不到位", "1"),
        ("2022", "合同管理不到位", "1"),
    ]


def test_nothing_that_comes_back_is_said(extract: Extract, database: Path) -> None:
    assert "--by province looks wider" in extract("repeat", database, "--years", 3).err
    assert not extract("repeat", database).err


def test_types_are_told_anew(extract: Extract, tmp_path: Path) -> None:
    path = tmp_path / "findings.db"
    load(made_report(), path)
    ended = extract("recategorise", path)
    assert ended.code == 0
    assert "资产闲置" in ended.out
    assert "2 findings told anew" in ended.err
    assert extract("recategorise", path).out == ""
    assert extract("recategorise", tmp_path / "none.db").code == 2


def test_columns_of_one_name_are_all_kept(extract: Extract, database: Path) -> None:
    ended = extract("sql", database, "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a", "--json")
    assert json.loads(ended.out) == [{"a": 1, "a_2": 2, "a_2_2": 3, "a_3": 4}]


def test_wide_signs_cannot_run_in_a_spreadsheet() -> None:
    out = io.StringIO()
    write_csv(["a"], [("＝1+1",), ("－",), ("-5.2",), ("中＝",)], out)
    assert out.getvalue() == "a\n'＝1+1\n'－\n-5.2\n中＝\n"


def test_nothing_to_look_for_is_said(extract: Extract, database: Path) -> None:
    for words in ("", "。", "“ ”"):
        ended = extract("search", database, words)
        assert (ended.code, ended.out) == (2, "")
        assert "nothing to look for" in ended.err
    assert extract("search", database, "拆", "--limit", 10**30).code == 0


@pytest.mark.parametrize("arguments", [["sql", "x.db", "SELECT '\udcff'"], ["search", "x.db", "\udcff"]])
def test_what_is_asked_is_utf8(extract: Extract, arguments: list[str]) -> None:
    ended = extract(*arguments)
    assert ended.code == 2
    assert "is not UTF-8" in ended.err


def test_a_time_to_wait_is_a_number(extract: Extract, database: Path) -> None:
    assert extract("sql", database, "SELECT 1", "--timeout", "nan").code == 2
    assert extract("sql", database, "SELECT 1", "--timeout", "inf").code == 0


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (
            100,
            [
                "name                            n",
                "──────────────────────────  ─────",
                "资产闲置问题突出且无人管护  12345",
            ],
        ),
        (24, ["name                   n", "─────────────────  ─────", "资产闲置问题突出…  12345"]),
        (
            14,
            [
                "name                            n",
                "──────────────────────────  ─────",
                "资产闲置问题突出且无人管护  12345",
            ],
        ),
    ],
)
def test_a_table_fits_the_screen_or_stays_whole(
    monkeypatch: pytest.MonkeyPatch, columns: int, lines: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = Screen()
    write_table(["name", "n"], [("资产闲置问题突出且无人管护", 12345)], out)
    assert out.getvalue().splitlines() == lines
