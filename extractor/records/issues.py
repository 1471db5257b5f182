"""What a reader of the records must know about how they were read: pages that could not be, guesses, doubts.

An ``error`` means that something printed is missing from the records (the document is then ``partial``), a
``warning`` that something may be wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from extractor.model.geometry import Page
from extractor.model.layout import Figure, Line, TableCell
from extractor.model.reading import DataTable, Reading, TablePart
from extractor.model.report import Date, Issue, ReportHead
from extractor.records.drawn_cells import of_drawn_cells
from extractor.records.identity.regions import open_names
from extractor.records.struck import of_struck
from extractor.records.values import Values
from extractor.tables import is_overcrowded
from extractor.tables.meaning.wording import is_number
from extractor.values import find_money
from extractor.values.taken import Taken

# One figure or several side by side, none of them the number of a page; so many such lines are no chance.
_FIGURES = re.compile(r"(?=.*\d\D*\d\D*\d)-?\d[\d,.]*[%％]?(?:\s+-?\d[\d,.]*[%％]?)*")
LEAST_LOOSE, MOST_QUOTED = 4, 3
# Figures with decimals or thousands in print that leans; so many are no watermark's and no margin's.
_LEANING = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
LEAST_LEANING = 3
# Amounts without a unit among the labels of a drawing: more of a table in a frame than of a chart.
_CENTS = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}(?![\d.%％]|\s*[万亿千]?元)")

_QUARTER = re.compile(r"第[一二三四1-4]季度")

# A note of pages that only the extra for reading pictures could read.
OCR_MISSING = "ocr_missing"
_PAGE_NOTES = {
    "picture_page": "第{page}页的内容在图片里，没有文字层，需要文字识别（OCR）后才能读取",
    "hidden_text": "第{page}页是扫描图片，其隐藏文字层不可信，未予采用，需要文字识别（OCR）",
    "garbled_text": "第{page}页的字体没有文字编码，文字层是乱码，未予采用，需要文字识别（OCR）",
    "unreadable_page": "第{page}页已损坏，无法读取",
}
_PAGE_WARNINGS = {
    "unseen_text": "第{page}页有看不见的文字（白字、被遮盖或极小的字），未予采用",
    "deleted_text": "第{page}页显示修订痕迹，其中标为删除的文字未予采用，请对照定稿核实",
    "comments": "第{page}页有批注（审阅意见、图章等），不是报告正文，未予采用",
    "mirrored_page": "第{page}页的图片左右颠倒（镜像），已翻转后读取，请对照原件核实",
    "pen_over_table": "第{page}页的表格上有笔迹、勾画或长划痕，其下的文字可能未能读出，请对照原件核实",
    "read_picture": "第{page}页的表格以图片贴入，由图片识别，请对照原件核实",
    "unread_picture": "第{page}页有一幅含文字的图片（截图、扫描件或图表），其中的文字未读取",
}
# What a table's notes say, with the heads or names that they tell.
_TABLE_NOTES = {
    "head_unknown": "第{told}列没有表头，其中的数字未作为金额",
    "heads_unknown": "没有表头，其中的数字未作为金额",
    "unit_unknown": "“{told}”列没有写明单位，其中的数字未作为金额",
    "unit_conflict": "“{told}”，两处单位不同，该列按表头的单位读取，请对照原件核实",
    "unit_smaller": "“{told}”列按单位行中较小的单位读取，请对照原件核实",
    "unit_doubtful": "“{told}”列似为计数，其中的数字未作为金额，请对照原件核实",
    "roles_inferred": "“{told}”列的含义由内容推断，请对照原件核实",
    "levels_by_points": "指标“{told}”与三级指标的对应，按其分值之和认定，请对照原件核实",
}


def issues(pages: Sequence[Page], reading: Reading, head: ReportHead, found: Values, repaired: bool) -> list[Issue]:
    """The issues of a document, those of the whole document first."""
    return [
        *_of_document(head, repaired, pages),
        *_of_reports(reading),
        *_missing_ocr(pages),
        *_of_pages(pages),
        *_of_crowded(pages),
        *of_struck(found.struck),
        *_of_tables(reading),
        *_of_nameless(reading),
        *of_drawn_cells(reading),
        *_of_leaning(pages),
        *_loose_figures(reading),
        *_of_drawn(reading),
        *_of_dates(found.dates),
        *_of_quarters(found),
        *_of_amounts(found),
    ]


def _of_document(head: ReportHead, repaired: bool, pages: Sequence[Page]) -> Iterator[Issue]:
    if repaired:
        yield Issue(
            code="repaired",
            severity="warning",
            message="文件结构有损坏，已修复后读取，可能缺页",
        )
    if head.report_type is None and any(page.runs for page in pages):
        yield Issue(
            code="not_a_performance_report",
            severity="warning",
            message="未识别为绩效评价报告或绩效自评报告，仅按一般文件提取",
        )
    if head.region is None:
        told = [head.title, *head.evaluated_units, head.commissioning_unit]
        for name, places in open_names(filter(None, told), head.fiscal_year).items():
            yield Issue(
                code="region_ambiguous",
                severity="warning",
                message=f"“{name}”有{len(places)}处同名（{'、'.join(places)}），报告未写明是哪一处，行政区划未填",
            )


def _of_reports(reading: Reading) -> Iterator[Issue]:
    """Further reports in the file: their records are read, the head is that of the first."""
    titles = [section.title for section in reading.outline.sections if section.opens_report]
    if titles:
        named = "、".join(f"“{title.text}”（第{title.pieces[0].line.page}页）" for title in titles[:MOST_QUOTED])
        more = "等" if len(titles) > MOST_QUOTED else ""
        message = f"文件含{len(titles) + 1}份报告，首部为第一份的，其后{named}{more}的内容一并提取，列于各自标题之下"
        yield Issue(code="several_reports", severity="info", message=message)


def of_attachments(names: Sequence[str], pages: Sequence[Page]) -> Iterator[Issue]:
    """Files embedded in the document, which are not read: an error where it has nothing else (a PDF portfolio)."""
    if not names:
        return
    told = "、".join(f"“{name}”" for name in names[:MOST_QUOTED]) + ("等" if len(names) > MOST_QUOTED else "")
    if any(page.runs or page.layer == "scanned" for page in pages):
        message = f"文件内嵌{len(names)}个附件（{told}），其内容未读取"
        yield Issue(code="attachments", severity="info", message=message)
    else:
        message = f"文件是PDF文档包，内容都在内嵌的{len(names)}个附件里（{told}），未读取；请先把附件另存为文件再读取"
        yield Issue(code="attachments", severity="error", message=message)


def _missing_ocr(pages: Sequence[Page]) -> Iterator[Issue]:
    """One sentence for the whole document where the extra for reading pictures is not installed."""
    unread = [page for page in pages if OCR_MISSING in page.notes]
    if unread:
        message = f"有{len(unread)}页须由图片识别文字，但未安装识别组件；请运行：pip install 'extractor[ocr]'"
        yield Issue(code=OCR_MISSING, severity="warning", message=message)


def _of_pages(pages: Sequence[Page]) -> Iterator[Issue]:
    for page in pages:
        for note in page.notes:
            if note == OCR_MISSING:
                continue
            message = _PAGE_NOTES.get(note)
            if message:
                yield Issue(code=note, severity="error", message=message.format(page=page.number), page=page.number)
            else:
                message = _PAGE_WARNINGS.get(note, note).format(page=page.number)
                yield Issue(code=note, severity="warning", message=message, page=page.number)


def _of_crowded(pages: Sequence[Page]) -> Iterator[Issue]:
    for page in filter(is_overcrowded, pages):
        message = f"第{page.number}页的线条过多（图纸、底纹等），其中若有表格可能未识别，请对照原件核实"
        yield Issue(code="crowded_page", severity="warning", message=message, page=page.number)


def _of_leaning(pages: Sequence[Page]) -> Iterator[Issue]:
    """Amounts, and figures of a table, in print set sideways beside upright text, which were not read."""
    for page in pages:
        texts = [run.text.strip() for run in page.stray]
        figures = [text for text in texts if _LEANING.fullmatch(text) and len(text) > 3]
        amounts = [amount.text for text in texts for amount in find_money(text)]
        if len(figures) >= LEAST_LEANING or amounts:
            figures = amounts + figures
            quoted = "、".join(f"“{text}”" for text in figures[:MOST_QUOTED])
            message = f"第{page.number}页有侧放的文字，其中的数字（{quoted}等）未读取，请对照原件核实"
            yield Issue(code="leaning_figures", severity="warning", message=message, page=page.number)


def _of_dates(dates: Sequence[Date]) -> Iterator[Issue]:
    """One sentence a page for all dates with the same doubt: a table of months would fill a screen."""
    told: dict[tuple[int | None, str, Literal["warning", "info"]], list[str]] = {}
    for date in dates:
        if doubt := _doubt_of(date):
            told.setdefault((date.evidence[0].page if date.evidence else None, *doubt), []).append(date.text)
    for (page, message, severity), texts in told.items():
        quoted = list(dict.fromkeys(texts))[:MOST_QUOTED]
        named = "".join(f"“{text}”" for text in quoted)
        more = "" if len(texts) == len(quoted) else f"等{len(texts)}处" if len(quoted) > 1 else f"{len(texts)}处"
        yield Issue(code="date", severity=severity, message=f"{named}{more}{message}", page=page)


def _of_quarters(found: Values) -> Iterator[Issue]:
    """Quarters that were not read as dates, since an instalment of a contract may be meant; a page's together."""
    read = {id(told.spot): Taken((date.start, date.end) for date in told.dates) for told in found.told}
    left: dict[int, list[str]] = {}
    for spot in found.spots:
        for quarter in () if spot.drawn else _QUARTER.finditer(spot.passage.text):
            dates = read.get(id(spot))
            if dates is None or not dates.touches(*quarter.span()):
                left.setdefault(spot.passage.pieces[0].line.page, []).append(quarter[0])
    for page, texts in left.items():
        named = "".join(f"“{text}”" for text in dict.fromkeys(texts))
        message = f"{named}未写明是哪一年的季度还是合同的分期，未作为日期"
        yield Issue(code="date", severity="info", message=message, page=page)


def _doubt_of(date: Date) -> tuple[str, Literal["warning", "info"]] | None:
    if date.precision == "invalid":
        return "不是历法上存在的日期，按原文保留", "warning"
    if date.year_from == "unknown":
        return "未写明年份，前后文也不能确定", "warning"
    if date.year_from == "reference":
        return f"未写明年份，按报告的年度或评价工作的时间推定为{date.start[:4]}年", "info"
    return None


def _of_tables(reading: Reading) -> Iterator[Issue]:
    for table in reading.tables:
        page = table.grid.pages[0]
        for note in table.notes:
            code, _, told = note.partition(": ")
            message = f"第{page}页的表格：{_TABLE_NOTES[code].format(told=told)}"
            yield Issue(code=code, severity="warning", message=message, page=page)


def _of_nameless(reading: Reading) -> Iterator[Issue]:
    """Scoring tables without rulings some rows of which have points and no indicator: their rows may be parted wrongly,
    and names stand beside other rows' points."""
    for table in reading.tables:
        if table.kind != "score" or table.grid.confidence == 1:
            continue
        nameless = [cell for part in table.parts for row in part.rows if (cell := _points_alone(table, part, row))]
        if nameless:
            page = nameless[0].passage.pieces[0].line.page
            message = (
                f"第{page}页的评分表没有行线，有{len(nameless)}行分值没有指标名称，行的划分可能有误，请对照原件核实"
            )
            yield Issue(code="rows_doubtful", severity="warning", message=message, page=page)


def _points_alone(table: DataTable, part: TablePart, row: int) -> TableCell | None:
    """The points of a row whose cell for the indicator is blank, that of a row which adds up others aside."""
    name, points = part.column("level3"), part.column("points")
    if name is None or points is None or row in part.marks:
        return None
    named, cell = table.cell(row, name.index), table.cell(row, points.index)
    blank = named is not None and named.row == row and not named.passage.text.strip()
    return cell if blank and cell and cell.row == row and is_number(cell.passage.text.strip()) else None


def _loose_figures(reading: Reading) -> Iterator[Issue]:
    """Lines of nothing but figures on a page read from its picture, outside all tables: some table was not understood,
    because its sheet was photographed aslant or its rules were lost."""
    for number, layout in enumerate(reading.pages.layouts, 1):
        lines = [
            item.text.strip()
            for item in layout.items
            if isinstance(item, Line) and item.confidence is not None and _FIGURES.fullmatch(item.text.strip())
        ]
        if len(lines) >= LEAST_LOOSE:
            quoted = "、".join(f"“{' '.join(text.split())}”" for text in lines[:MOST_QUOTED])
            message = f"第{number}页有{len(lines)}行数字未归入任何表格，可能有表格未能识别，请对照原件核实：{quoted}"
            yield Issue(code="loose_figures", severity="warning", message=message, page=number)


def _of_drawn(reading: Reading) -> Iterator[Issue]:
    """Charts and the like: what they say is on the page and among the amounts, but in no section and no table."""
    for block in reading.blocks:
        if isinstance(block, Figure) and block.labels:
            name = f"“{block.caption.text.strip()}”" if block.caption else "（统计图、流程图或文本框）"
            message = f"第{block.page}页的图{name}中的文字未归入正文和表格，请对照原件"
            lines = "\n".join(label.text for label in block.labels)
            if (amounts := len(_CENTS.findall(lines))) >= LEAST_LOOSE:
                told = f"{message}：其中{amounts}个数字似为金额，未予采用"
                yield Issue(code="figure", severity="warning", message=told, page=block.page)
            else:
                yield Issue(code="figure", severity="info", message=message, page=block.page)


def _of_amounts(found: Values) -> Iterator[Issue]:
    """Figures that were not read as money, because marks or the want of a unit leave their amount open; those printed
    alike on a page together."""
    places = Counter((each.page, each.in_table, each.text) for each in found.doubtful)
    for (page, in_table, text), times in places.items():
        where = f"第{page}页表格中" if in_table else f"第{page}页"
        message = f"{where}的“{text}”{f'（{times}处）' if times > 1 else ''}不能确定是多少金额，未予采用"
        yield Issue(code="doubtful_amount", severity="warning", message=message, page=page)
