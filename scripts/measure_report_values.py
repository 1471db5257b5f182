"""Measures the finders on the gold of one shared report, body and cells."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from extractor.model.values import UnitFrom
from extractor.values import (
    DateContext,
    find_dates,
    find_document_numbers,
    find_money,
    money_in_cell,
    unit_in,
)

# A text, its unit and where that is told, and whether it is that of a cell of a table.
Piece = tuple[str, str, UnitFrom | None, bool]
_MONEY_WORDS = ("金额", "支付", "批复数", "涉及资金", "指标金额", "结余金额")


def cell_text(cell: Any) -> str | None:
    text: str | None = cell["t"] if isinstance(cell, dict) else cell
    return text


def texts(blocks: list[dict[str, Any]]) -> list[Piece]:
    """(text, unit, unit from, is a table cell) of every piece in reading order, headers included."""
    pieces: list[Piece] = []
    for block in blocks:
        if block["type"] != "table":
            pieces += [(line, "", None, False) for line in block.get("lines") or [block.get("text", "")]]
            continue
        pieces += [(block["caption"], "", None, False)] if block.get("caption") else []
        general = unit_in(block.get("unit") or "") or unit_in(block.get("caption") or "")
        rows = [[cell_text(cell) for cell in row] for row in block["rows"]]
        heads = rows[0]
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text is None:
                    continue
                head = heads[column] or ""
                unit = unit_in(head) or ""
                source: UnitFrom = "header" if unit else "caption"
                if not unit and general and any(word in head for word in _MONEY_WORDS):
                    unit = general
                pieces.append((text, unit if number else "", source, True))
    return pieces


def scores(found: Counter[Any], wanted: Counter[Any]) -> str:
    if not found and not wanted:
        return "nothing to find, nothing found"
    hits = sum((found & wanted).values())
    precision, recall = hits / max(1, found.total()), hits / max(1, wanted.total())
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}  ({hits} of {wanted.total()})"


def bare(text: str) -> str:
    return "".join(text.split())


def measure(folder: Path) -> None:
    """Prints scores and differences for one report folder."""
    blocks = json.loads((folder / "source.json").read_text(encoding="utf-8"))["blocks"]
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    context = DateContext(report_year=gold["document"]["fiscal_year"])
    money: list[Any] = []
    dates: list[Any] = []
    numbers: list[Any] = []
    for text, unit, source, in_cell in texts(blocks):
        found = money_in_cell(text, unit, source) if in_cell and unit else find_money(text)
        money += [(bare(each.text), f"{each.yuan:f}") for each in found if each.yuan is not None]
        numbers += [(bare(each.text), each.canonical, each.title) for each in find_document_numbers(text)]
        if not (in_cell and unit and found and bare(found[0].text) == bare(text)):
            dates += [
                (bare(each.text), each.start_date, each.end_date, each.precision) for each in find_dates(text, context)
            ]
    unclear = {bare(each["text"]) for each in gold.get("dates_unclear", [])}
    wanted_dates = [(bare(d["text"]), d["start"], d["end"], d["precision"]) for d in gold["dates"]]
    dates = [each for each in dates if each[0] not in unclear or each in wanted_dates]
    compare(f"{folder.name} money", money, [(bare(m["text"]), m["yuan"]) for m in gold["money"]])
    compare(f"{folder.name} dates", dates, wanted_dates)
    compare(
        f"{folder.name} document numbers",
        [each[:2] for each in numbers],
        [(bare(n["text"]), n["canonical"]) for n in gold["document_numbers"]],
    )
    titles = [(each[1], bare(each[2] or "")) for each in numbers]
    compare(
        f"{folder.name} titles",
        titles,
        [(n["canonical"], bare(n["title"] or "")) for n in gold["document_numbers"]],
    )


def compare(name: str, found: list[Any], wanted: list[Any]) -> None:
    have, want = Counter(found), Counter(wanted)
    print(f"{name:35} {scores(have, want)}")
    for each, count in (have - want).items():
        print(f"    extra   {count} {each}")
    for each, count in (want - have).items():
        print(f"    missing {count} {each}")
