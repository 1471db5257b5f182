"""The same records as Parquet: exact amounts, whole parts, resumable, the same comparison by DuckDB."""

from __future__ import annotations

import os
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from extractor.batch import parquet_store
from extractor.sinks.compare import compare
from extractor.sinks.parquet import KINDS, Parts, table_of
from extractor.sinks.rows import COLUMNS

from tests.batch.archives import ROOT, all_rows, make_archive
from tests.cli.conftest import Extract, extract
from tests.cli.pdfs import REPORT, report_pdf
from tests.export.test_whole import no_room

__all__ = ["extract"]

pq = pytest.importorskip("pyarrow.parquet", reason="the extra [parquet] is not installed")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "reports", 6)


def read(folder: Path, kind: str) -> list[dict[str, Any]]:
    paths = sorted((folder / kind).glob("*.parquet"))
    return [row for path in paths for row in pq.read_table(path).to_pylist()]


def test_the_records_are_those_of_the_database(extract: Extract, archive: Path, tmp_path: Path) -> None:
    folder, database = tmp_path / "lake", tmp_path / "findings.db"
    assert extract("batch", archive, "--to", "parquet", folder).code == 1
    extract("batch", archive, "--db", database)
    loaded = all_rows(database)
    for kind in [*COLUMNS, "runs", "regions", "categories", "files", "documents"]:
        rows = [
            tuple(float(v) if isinstance(v, Decimal) and k != "yuan" else v for k, v in row.items() if k != "yuan")
            for row in read(folder, kind)
        ]
        yuan = [kind in {"money", "finding_money"}]
        expected = [tuple(row) for row in loaded[kind]]
        if yuan[0]:
            assert sorted(str(row["yuan_text"]) for row in read(folder, kind)) == sorted(
                str(row[KINDS[kind].split().index("yuan")]) for row in expected
            )
        else:
            assert sorted(rows, key=repr) == sorted(expected, key=repr), kind


def test_amounts_are_exact() -> None:
    names = KINDS["money"].split()
    for digits, exact in [("12345678901234567890.12", True), ("0.00000001", True), ("0.000000001", False)]:
        row = tuple(digits if name == "yuan" else None for name in names)
        table = table_of("money", [row])
        assert table.column("yuan").to_pylist() == [Decimal(digits) if exact else None]
        assert table.column("yuan_text").to_pylist() == [digits]


def test_it_goes_on_and_replaces(
    extract: Extract, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_store, "PART_DOCUMENTS", 2)
    folder = tmp_path / "lake"
    extract("batch", archive, "--to", "parquet", folder)
    assert len(list((folder / "documents").iterdir())) > 2
    assert "9 unchanged" in extract("batch", archive, "--to", "parquet", folder).err
    report_pdf(archive / "1" / "报告 001.pdf", [line.replace("2021", "2017") for line in REPORT])
    (archive / "2" / "报告 002.pdf").unlink()
    assert "1 read, 7 unchanged" in extract("batch", archive, "--to", "parquet", folder).err
    years = sorted(row["fiscal_year"] for row in read(folder, "documents") if row["status"] == "ok")
    assert years == [2000, 2002, 2003, 2004, 2005, 2017]
    assert {row["document_id"] for row in read(folder, "findings")} == {
        row["id"] for row in read(folder, "documents") if row["status"] == "ok"
    }
    gone = [Path(row["path"]).name for row in read(folder, "files") if row["missing"]]
    assert gone == ["报告 002.pdf"]


def test_half_a_part_is_none(extract: Extract, archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lake"
    extract("batch", archive, "--to", "parquet", folder)
    whole = {kind: read(folder, kind) for kind in KINDS}
    (folder / "money" / "part-00000009.parquet").write_bytes((folder / "money" / "part-00000001.parquet").read_bytes())
    (folder / "documents" / "part-00000009.parquet.new").write_bytes(b"half")
    Parts(folder)
    assert {kind: read(folder, kind) for kind in KINDS} == whole
    (folder / "documents" / "part-00000001.parquet").unlink()
    assert "6 read" in extract("batch", archive, "--to", "parquet", folder).err
    assert len(read(folder, "findings")) == len(whole["findings"])


def test_the_query_of_the_docs_is_the_comparison(extract: Extract, archive: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    folder, database = tmp_path / "lake", tmp_path / "findings.db"
    # Its problems name contract sums and standards that they do not come to.
    shutil.copy(ROOT / "corpus" / "henan-2023-elderly-care" / "report.pdf", archive / "养老.pdf")
    extract("batch", archive, "--to", "parquet", folder)
    extract("batch", archive, "--db", database)
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    match = re.search(r"```sql\n(.*?)```", page, re.S)
    assert match is not None
    rows = duckdb.sql(match[1].replace("lake/", f"{folder}/")).fetchall()
    expected = compare(database, ["year", "region"]).rows
    assert [row[:-1] for row in rows] == [row[:-1] for row in expected]
    assert [row[-1] for row in rows] == [None if row[-1] is None else Decimal(str(row[-1])) for row in expected]
    assert {row[-1] is None for row in rows} == {True, False}
    assert rows


def test_files_that_cannot_be_opened_are_told_apart(extract: Extract, tmp_path: Path) -> None:
    folder = tmp_path / "reports of a long name"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        os.mkfifo(folder / name)
    assert extract("batch", folder, "--to", "parquet", tmp_path / "lake").code == 3
    assert len({row["id"] for row in read(tmp_path / "lake", "documents")}) == 2


def test_only_what_is_gone_below_the_folders_is_told(extract: Extract, archive: Path, tmp_path: Path) -> None:
    extract("batch", archive, "--to", "parquet", tmp_path / "lake")
    (archive / "2" / "报告 002.pdf").unlink()
    assert "gone (" in extract("batch", archive, "--to", "parquet", tmp_path / "lake").err
    assert "gone (" not in extract("batch", archive / "1", "--to", "parquet", tmp_path / "lake").err


def test_a_disk_that_is_full_is_told_with_the_file(extract: Extract, archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "lake"
    with no_room(2000):
        ended = extract("batch", archive, "--to", "parquet", folder)
    assert ended.code == 2
    assert ended.err.splitlines()[-1].startswith(f"extract: {folder}/")
    assert "Detail" not in ended.err
