#!/usr/bin/env python3
"""Typists' habits: how a report is typed, not what it says. Each must change no record.

    scripts/measure_typists.py                    every report of the corpus, typed with each habit in turn
    scripts/measure_typists.py --habits spaced,dots
    scripts/measure_typists.py ID... --show       these reports, with every record that is lost or made

Each report is set once as it is and once a habit, both by ReportLab; the table counts the records of one that the other
lacks. Texts count as equal but for width, white space and bracket styles, as in scripts/measure.py.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extractor.pipeline import Options, process
from rich.console import Console
from rich.table import Table

from goldcheck.source import load_json
from measure import KINDS, head_values, plain
from typeset.look import resolve_look
from typeset.sets import Draft, set_all

ROOT = Path(__file__).resolve().parent.parent
STYLE = "rl"
Json = dict[str, Any]
# A habit changes a text by what it is: a heading, a paragraph, a title, a cell, or a caption or unit of a table.
Habit = Callable[[str, str], str]


def _swap(old: str, new: str) -> Habit:
    table = str.maketrans(old, new)
    return lambda text, _: text.translate(table)


def _sub(pattern: str, by: str | Callable[[re.Match[str]], str], *parts: str) -> Habit:
    compiled = re.compile(pattern)
    return lambda text, part: compiled.sub(by, text) if not parts or part in parts else text


def _two_digits(match: re.Match[str]) -> str:
    return f"{int(match[0]):02}"


def _wide(match: re.Match[str]) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in match[0])


HABITS: dict[str, Habit] = {
    "narrow": _swap("，；：（）", ",;:()"),
    "half_brackets": _swap("（", "("),
    "wide_digits": _sub(r"[\d%]+", _wide, "paragraph", "heading"),
    "wide_everywhere": _sub(r"[\d.%]+", _wide),
    "wide_points": _sub(r"(?<=\d)\.(?=\d)", "．", "paragraph"),
    "wide_commas": _sub(r"(?<=\d),(?=\d{3})", "，"),
    "no_commas": _sub(r"(?<=\d),(?=\d{3})", ""),
    "spaced": _sub(r"(?<=[一-鿿])(?=\d)|(?<=[\d%])(?=[一-鿿])", " "),
    "spaced_marks": _sub(r"(?<=[，。；：])", " ", "paragraph"),
    "spaced_yuan": _sub(r"(?<=\d)万元", " 万 元"),
    "spaced_percent": _sub(r"(?<=\d)%", " %"),
    "spaced_labels": _sub(r"^[一-鿿]{2,4}$", lambda match: "　".join(match[0]), "cell"),
    "blanks_behind": _sub(r"$", " "),
    "blanks_in_numbers": _sub(r"^（?[一二三四五六七八九十\d]+[、.．）](?!\d)", r"\g<0> ", "heading"),
    "dots": _sub(r"^([一二三四五六七八九十]+)、", r"\1．", "heading"),
    "stops": _sub(r"(?<![。：:])$", "。", "heading"),
    "square": _swap("〔〕", "[]"),
    "lenses": _swap("〔〕", "【】"),
    "round": _swap("〔〕", "（）"),
    "straight_quotes": _swap("“”", '""'),
    "letter_o": _swap("〇", "O"),
    "arrows": lambda text, _: text.replace("《", "<<").replace("》", ">>"),
    "days_with_points": _sub(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?![至到—-])", r"\1.\2.\3", "cell"),
    "days_with_strokes": _sub(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?![至到—-])", r"\1/\2/\3", "cell"),
    "two_digits": _sub(r"(?<=年)\d(?=月)|(?<=月)\d(?=日)", _two_digits, "cell"),
    "waves": _sub(r"(?<=[年月日\d])[-—–~至](?=(?:19|20)\d\d)", "～"),
    "unit_in_brackets": _sub(r"^(?:金额)?单位[：:].*$", r"（\g<0>）", "caption"),
    "unit_without_colon": _sub(r"^((?:金额)?单位)[：:](?=\w{1,2}$)", r"\1 ", "caption"),
    "unit_of_yuan": _sub(r"^((?:金额)?单位[：:])(?=\w{0,1}元$)", r"\1人民币", "caption"),
    "heads_with_strokes": _sub(r"[（(](万元|元)[）)]$", r"/\1", "cell"),
    "heads_in_square": _sub(r"[（(](万元|元)[）)]$", r"[\1]", "cell"),
}


def typed(source: Json, habit: Habit) -> Json:
    """A report's source as a typist with a habit types it."""
    changed = copy.deepcopy(source)
    for block in changed["blocks"]:
        if block["type"] == "table":
            for row in block["rows"]:
                row[:] = [_cell(cell, habit) for cell in row]
            block |= {key: habit(block[key], "caption") for key in ("caption", "unit") if block.get(key)}
        elif "text" in block:
            block["text"] = habit(block["text"], "heading" if block["type"] == "heading" else "paragraph")
        elif "lines" in block:
            block["lines"] = [habit(line, "title") for line in block["lines"]]
    return changed


def _cell(cell: str | Json | None, habit: Habit) -> str | Json | None:
    if isinstance(cell, dict):
        return cell | {"t": habit(cell["t"], "cell")}
    return habit(cell, "cell") if cell else cell


def read(source: Json, name: str, work: Path) -> dict[str, Counter[str]]:
    """The records of a report that is set from its source, by kind, as they are compared; failed checks by rule."""
    title = next(("".join(block["lines"]) for block in source["blocks"] if block["type"] == "title"), "")
    set_all([Draft(name, source["blocks"], resolve_look(source, STYLE), title)], work)
    found: Json = json.loads(process(work / f"{name}.pdf", Options()).model_dump_json())
    records = {kind: Counter(map(str, values(found))) for kind, values in KINDS.items()}
    records["head"] = Counter(map(str, head_values(found["report"], [plain(found["report"]["title"])], gold=False)))
    failed = [check["rule"] for check in found["checks"] if check["status"] == "fail"]
    return records | {"failures": Counter(failed)}


def changes(
    folder: Path, habits: dict[str, Habit], work: Path
) -> Iterator[tuple[str, str, Counter[str], Counter[str]]]:
    """Of one report the records that each habit loses and makes: habit, kind, lost, made."""
    source = load_json(folder / "source.json")
    plainly = read(source, folder.name, work)
    for name, habit in habits.items():
        changed = typed(source, habit)
        if changed != source:
            found = read(changed, f"{folder.name}-{name}", work)
            for kind, records in plainly.items():
                yield name, kind, records - found[kind], found[kind] - records


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", help="report folders; all of them if none is named")
    parser.add_argument("--habits", help="comma-separated habits instead of all")
    parser.add_argument("--show", action="store_true", help="print each record that is lost (-) or made (+)")
    options = parser.parse_args()
    names = options.habits.split(",") if options.habits else list(HABITS)
    if unknown := set(names) - HABITS.keys():
        parser.error(f"no such habit: {', '.join(sorted(unknown))}; there are {', '.join(HABITS)}")
    folders = [ROOT / "corpus" / name for name in options.ids]
    folders = folders or sorted(path.parent for path in (ROOT / "corpus").glob("*/source.json"))
    console = Console(width=None if sys.stdout.isatty() else 120)
    counted: dict[str, Counter[str]] = {name: Counter() for name in names}
    with tempfile.TemporaryDirectory(prefix="typists-") as work:
        for folder in folders:
            for habit, kind, lost, made in changes(folder, {name: HABITS[name] for name in names}, Path(work)):
                counted[habit][kind] += lost.total() + made.total()
                if options.show:
                    for sign, records in (("-", lost), ("+", made)):
                        for record in records.elements():
                            console.print(
                                f"{folder.name} {habit} {kind} {sign} {record}", highlight=False, markup=False
                            )
    kinds = ["head", *KINDS, "failures"]
    table = Table(title=f"records lost and made, {len(folders)} reports", box=None, padding=(0, 1, 0, 0))
    for number, name in enumerate(["habit", *kinds]):
        table.add_column(name[:8] if number else name, justify="right" if number else "left", no_wrap=True)
    for name in names:
        table.add_row(name, *(str(counted[name][kind] or "·") for kind in kinds))
    console.print(table)
    return 1 if any(each.total() for each in counted.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
