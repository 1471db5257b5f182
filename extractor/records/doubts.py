"""What a reader should look at again in records that were read from pictures (扫描件)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.model.geometry import Page, Run
from extractor.model.report import Cell, Check, Evidence, Issue, Table
from extractor.records.values import Values
from extractor.tables.meaning.wording import unit_line

# A value whose least certain character is below this is doubtful (right ones have 0.97 and more).
DOUBTFUL = 0.9

# A line with this mean confidence over two letters or more is hardly readable (clean ones have 0.99).
# So is the place where so many signs side by side all have less.
UNSURE, LEAST_WORDS, LEAST_SIGNS = 0.8, 2, 3
QUOTED, MOST_QUOTED = 20, 3
# More unsure values of one table, or of the text of one page, are told together.
MOST_SINGLE = 5
# Names and words of a cell so short are looked at like figures; of a longer one a sign must be this unsure (on clean
# copies two cells in five hundred have one).
NAME, HARDLY = 20, 0.8
# Rows whose running numbers tell which number stands between them.
AROUND = (-2, -1, 1, 2)

# Checks that a single wrong sign breaks. A rate holds with another last digit of its amounts, a bound or an order
# with nearly any, and a sum of figures that merely stand near with another one of them, or another sign.
EXACT = frozenset({
    "balance", "capital_amount", "column_sum", "item_sum", "level_points", "level_score_told", "parts_below",
    "parts_of_amount", "parts_of_count", "remainder", "row_sum", "score_total", "section_scores",
    "sources_of_funds", "stated_score", "subtotal", "amount_in_table", "total_in_text",
    "told_in_two_units", "amount_in_two_units", "days_told",
})  # fmt: skip

# Figures have two decimals where so many of their column for each that has fewer do.
CENTS, LEAST_EVEN = 2, 4
_DECIMALS = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.?(\d*)")
_WHOLE_UNIT = re.compile(r"[（(\[【]\s*(?:[^（()）]{1,8}[：:])?[百千万亿]{0,2}元\s*[）)\]】]|单位\s*[：:]")

Place = tuple[int, int]


def doubts(pages: Sequence[Page], found: Values, tables: Sequence[Table], checks: Sequence[Check]) -> list[Issue]:
    """Values of low confidence that no passed check confirms, and readings that were put right; by page."""
    if not any(run.confidence for page in pages for run in page.runs):
        return []
    issues = [
        *_unsure(found, tables, _confirmed(checks)),
        *_unsure_units(pages, found, tables),
        *_unsure_lines(pages),
        *_uncounted(tables),
        *_uneven(tables, _confirmed(checks)),
        *_under_seals(pages),
        *_corrected(pages),
    ]
    return sorted(issues, key=lambda issue: issue.page or 0)


def repaired(was: str, becomes: str, page: int) -> Issue:
    """A figure of a table read otherwise because its sums demand it, with both readings."""
    message = (
        f"表格中的“{was}”由图片识别，与合计不符；按另一可能的数字改读为“{becomes}”后该表各项合计均一致，请对照原件核实"
    )
    return Issue(code="reading_repaired", severity="warning", message=message, page=page)


def parted(was: str, becomes: str, page: int) -> Issue:
    """Amounts of neighbouring columns that were printed without a gap, set apart because the sums demand it."""
    message = f"表格中的“{was}”系相邻各列的数字相连；按“{becomes}”分列后该表各项合计均一致，已按此读取，请对照原件核实"
    return Issue(code="reading_repaired", severity="warning", message=message, page=page)


def _confirmed(checks: Sequence[Check]) -> set[Place]:
    """Where the figures stand that agree with others: a misread digit would have broken the sum."""
    return {
        (part.page, part.start)
        for check in checks
        if check.status == "pass" and check.rule in EXACT and check.stated == check.computed
        for part in check.evidence
    }


def _unsure(found: Values, tables: Sequence[Table], confirmed: set[Place]) -> Iterator[Issue]:
    """One issue a value; of a page or table with many of them one issue that quotes them all, the least sure first."""
    seen: set[Place] = set()
    groups: dict[tuple[int, str | None], list[tuple[float, str]]] = defaultdict(list)
    for text, evidence in _figures(found, tables):
        weak = [part for part in evidence if part.confidence is not None and part.confidence < DOUBTFUL]
        # A cell without a digit is no part of the sum of its column.
        settled = seen | confirmed if any(character.isdigit() for character in text) else seen
        if not weak or any((part.page, part.start) in settled for part in weak):
            continue
        seen.update((part.page, part.start) for part in weak)
        groups[weak[0].page, weak[0].table].append((min(part.confidence or 0.0 for part in weak), text))
    for (page, table), values in groups.items():
        if len(values) > MOST_SINGLE:
            where = f"第{page}页表格中" if table else f"第{page}页正文中"
            message = f"{where}有{len(values)}处由图片识别，把握不足，请对照原件核实：{_quoted(sorted(values))}"
            yield Issue(code="low_confidence", severity="warning", message=message, page=page)
            continue
        for least, text in values:
            message = f"“{text}”由图片识别，把握为{least:.2f}，请对照原件核实"
            yield Issue(code="low_confidence", severity="warning", message=message, page=page)


def _unsure_units(pages: Sequence[Page], found: Values, tables: Sequence[Table]) -> Iterator[Issue]:
    """One issue for a table where the head or the line that gives the unit of sure amounts is unsure itself."""
    lines = {
        (page.number, bare): min(run.confidence)
        for page in pages
        for run in page.runs
        if run.confidence and unit_line(bare := run.text.strip()) and _is_unsure_unit(bare, min(run.confidence))
    }
    for table in tables:
        heads = {
            column: (cell.text, least)
            for cell in table.cells
            if cell.row < table.header_rows and _is_unsure_unit(cell.text, least := _least(cell.evidence))
            for column in range(cell.column, cell.column + cell.colspan)
        }
        line = next(
            (
                (text, sure)
                for (page, text), sure in lines.items()
                if page == table.pages[0] and (table.unit or "") in text
            ),
            None,
        )
        told: dict[tuple[str, float], list[str]] = defaultdict(list)
        for money in found.money:
            place = money.evidence[0]
            if place.table == table.id and place.column is not None and _least(money.evidence) >= DOUBTFUL:
                unit = heads.get(place.column) if money.unit_from == "header" else line
                if unit and money.unit_from != "text":
                    told[unit].append(money.text)
        for (text, sure), amounts in told.items():
            quoted = "、".join(f"“{amount}”" for amount in dict.fromkeys(amounts))
            message = f"“{text}”由图片识别，把握为{sure:.2f}，其下各金额的单位由此而来，请对照原件核实：{quoted}"
            yield Issue(code="low_confidence", severity="warning", message=message, page=table.pages[0])


def _is_unsure_unit(text: str, least: float) -> bool:
    """Whether a unit in a text may be another one; damage beside a whole one (（万元）, 单位：元) took none of it."""
    return "元" in text and least < (HARDLY if _WHOLE_UNIT.search(text) else DOUBTFUL)


def _least(evidence: Sequence[Evidence]) -> float:
    return min((part.confidence for part in evidence if part.confidence is not None), default=1.0)


def _quoted(values: list[tuple[float, str]]) -> str:
    """Each text once, with the least confidence of it and how often it is unsure."""
    times = Counter(text for _, text in values)
    least: dict[str, float] = {}
    for sure, text in values:
        least.setdefault(text, sure)
    return "、".join(
        f"“{text}”（{sure:.2f}，{times[text]}处）" if times[text] > 1 else f"“{text}”（{sure:.2f}）"
        for text, sure in least.items()
    )


def _figures(found: Values, tables: Sequence[Table]) -> Iterable[tuple[str, list[Evidence]]]:
    """Everything whose signs matter: amounts, dates, document numbers, cells with figures, marks, names."""
    yield from ((each.text, each.evidence) for each in found.money)
    yield from ((each.text, each.evidence) for each in found.dates)
    yield from ((each.text, each.evidence) for each in found.document_numbers)
    for table in tables:
        for cell in table.cells:
            digits = sum(character.isdigit() for character in cell.text)
            if _least(cell.evidence) < HARDLY or len(cell.text) <= NAME or 2 * digits >= len(cell.text):
                yield cell.text, cell.evidence


def _uncounted(tables: Sequence[Table]) -> Iterator[Issue]:
    """Cells of a column of running numbers (序号) that are no number where those around them tell which it must be."""
    for table in tables:
        columns: dict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            if cell.evidence and cell.evidence[0].confidence is not None:
                columns[cell.column].append(cell)
        for cells in columns.values():
            cells.sort(key=lambda cell: cell.row)
            numbers = [int(cell.text) if cell.text.isdecimal() else None for cell in cells]
            for at, cell in enumerate(cells[len(AROUND) // 2 : -len(AROUND) // 2], len(AROUND) // 2):
                near = [(numbers[at + away], away) for away in AROUND]
                told = {None if number is None else number - away for number, away in near}
                if len(told) == 1 and None not in told and numbers[at] not in told:
                    message = f"“{cell.text}”由图片识别，与上下各行的序号不连续，请对照原件核实"
                    page = cell.evidence[0].page
                    yield Issue(code="odd_reading", severity="warning", message=message, page=page)


def _uneven(tables: Sequence[Table], confirmed: set[Place]) -> Iterator[Issue]:
    """Figures with fewer decimals than all others of their column: the last ones may be cut off or covered."""
    for table in tables:
        columns: dict[int, list[tuple[int, Cell]]] = defaultdict(list)
        for cell in table.cells:
            found = _DECIMALS.fullmatch(cell.text.strip())
            if found and cell.evidence and cell.evidence[0].confidence is not None:
                columns[cell.column].append((len(found[1] or ""), cell))
        for cells in columns.values():
            fewer = [cell for places, cell in cells if places < CENTS and cell.text.strip("0.-")]
            if len(cells) - len(fewer) < LEAST_EVEN * max(len(fewer), 1):
                continue
            for cell in fewer:
                place = cell.evidence[0]
                if (place.page, place.start) not in confirmed:
                    message = f"“{cell.text}”由图片识别，小数位数少于同列其他数字，请对照原件核实"
                    yield Issue(code="odd_reading", severity="warning", message=message, page=place.page)


def _unsure_lines(pages: Sequence[Page]) -> Iterator[Issue]:
    """One issue for each page with lines that are hardly readable (under a seal, blurred), the first few quoted."""
    for page in pages:
        weak = [words for run in page.runs if run.confidence and (words := _unread(run))]
        if weak:
            quoted = "、".join(f"“{text}”" for text in weak[:MOST_QUOTED])
            message = f"第{page.number}页有{len(weak)}行文字难以辨认，请对照原件核实：{quoted}"
            yield Issue(code="unsure_lines", severity="warning", message=message, page=page.number)


def _unread(run: Run) -> str:
    """The first signs of a line that is hardly readable, or those around the place in it that is; else nothing."""
    signs = [place for place, sign in enumerate(run.text) if sign.isalnum()]
    sure = [(run.confidence or ())[place] for place in signs]
    if len(sure) >= LEAST_WORDS and sum(sure) < UNSURE * len(sure):
        return run.text[:QUOTED]
    for at in range(len(sure) - LEAST_SIGNS + 1):
        if max(sure[at : at + LEAST_SIGNS]) < UNSURE:
            return run.text[max(0, signs[at] - QUOTED // 2) :][:QUOTED]
    return ""


def _under_seals(pages: Sequence[Page]) -> Iterator[Issue]:
    """One issue for each seal of a copy in black and white that could not be told from the print under it."""
    for page in pages:
        for stamp in page.stamps:
            if not stamp.lifted:
                message = f"第{page.number}页的印章与其下的文字无法分开，被盖住的文字请对照原件核实"
                yield Issue(code="seal_over_print", severity="warning", message=message, page=page.number)


def _corrected(pages: Sequence[Page]) -> Iterator[Issue]:
    for page in pages:
        odd = [f"“{each.text}”" for each in page.corrections if each.raw == each.text]
        changed = [f"“{each.raw}”更正为“{each.text}”" for each in page.corrections if each.raw != each.text]
        for told in _together(odd):
            message = f"{told}由图片识别，写法可疑，请对照原件核实"
            yield Issue(code="odd_reading", severity="warning", message=message, page=page.number)
        for told in _together(changed):
            message = f"图片识别的文字按写法更正：{told}"
            yield Issue(code="ocr_corrected", severity="info", message=message, page=page.number)


def _together(told: list[str]) -> list[str]:
    """Few sentences as they are, many as one, each said once."""
    return told if len(told) <= MOST_SINGLE else ["、".join(dict.fromkeys(told))]
