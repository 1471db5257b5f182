"""The summary of a report that a person reads first: what it is, its score, what was found and on which page."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from extractor.cli.lines import Prose
from extractor.cli.show import clean, one_line, width
from extractor.model.gravity import gravity
from extractor.model.report import Evidence, Finding, Issue, OverallScore, Report, Table, plain
from extractor.model.words import GRAVITIES, REMEDIED, REPORT_TYPES, TABLE_KINDS, TEXT_LAYERS, VERDICTS
from extractor.sinks.status import ranges, status_of

LEAST_CAPTION = 16  # columns; on a narrower screen captions stand below
PLAIN_WIDTH = 100  # where the output is no terminal: the same bytes everywhere
NO_REPORT = "不是可识别的绩效报告"
_PAGE = "第~页"  # in what is said of several pages: which they are
STATUSES = {"ok": "已完整读取", "partial": "仅读取一部分"}


def print_summary(report: Report) -> None:
    """Print the summary on stdout."""
    columns = None if sys.stdout.isatty() else PLAIN_WIDTH
    console = Console(file=sys.stdout, width=columns, highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        _print_all(console, report)
    lines = captured.get().splitlines()
    sys.stdout.write("\n".join(line.rstrip() for line in lines) + "\n\n")


def _print_all(console: Console, report: Report) -> None:
    console.print(Prose(clean(report.report.title or "（无标题）"), style="bold"))
    console.print(Prose(_source_line(report), style="dim"))
    console.print()
    console.print(_pairs(list(_head(report))))
    if not _is_unread(report):
        _print_tables(console, report.tables)
        _print_findings(console, report, _further(report))
        _print_recommendations(console, report, _further(report))
        _print_checks(console, report)
    _print_issues(console, report)


def _is_unread(report: Report) -> bool:
    """Whether not a word of it could be read: it then has no kind, and not no problems."""
    return not any(page.text.strip() for page in report.pages)


def _source_line(report: Report) -> str:
    source = report.source
    state = "文字未能读取" if _is_unread(report) else STATUSES[status_of(report)]
    parts = [source.file, f"{source.pages} 页", TEXT_LAYERS[source.text_layer], state]
    return one_line(" · ".join(parts))


def _head(report: Report) -> Iterator[tuple[str, str]]:
    head = report.report
    region = head.region
    yield "类型", "" if _is_unread(report) else REPORT_TYPES.get(head.report_type or "", NO_REPORT)
    yield "年度", str(head.fiscal_year or "")
    yield "地区", f"{region.name}（{region.code or '无代码'}）" if region else ""
    yield "项目", head.project_name or ""
    yield "被评价单位", "、".join(head.evaluated_units)
    yield "委托单位", head.commissioning_unit or ""
    yield "评价机构", head.evaluator or ""
    yield "文号", head.document_number or ""
    yield "报告日期", head.report_date or ""
    for score in head.overall_scores:
        yield "综合得分", _score(score)
    yield "金额", _money(report)
    yield "日期", f"{len(report.dates)} 处" if report.dates else ""
    yield "引用文号", f"{len(report.document_numbers)} 处" if report.document_numbers else ""
    yield "指标", f"{len(report.score_items)} 项" if report.score_items else ""


def _score(score: OverallScore) -> str:
    points = f"{plain(score.score)} 分" if score.score is not None else ""
    parts = [score.subject or "", points, score.grade or "", pages(score.evidence)]
    return " ".join(part for part in parts if part)


def _money(report: Report) -> str:
    if not report.money:
        return ""
    in_tables = sum(1 for money in report.money if money.evidence and money.evidence[0].table)
    text = f"{len(report.money)} 处（表内 {in_tables}）"
    known = [(money.yuan, money) for money in report.money if money.yuan is not None]
    if not known:
        return text
    amount, money = max(known, key=lambda pair: pair[0])
    return f"{text}，最大 {yuan(plain(amount))} {pages(money.evidence)}"


def _pairs(rows: list[tuple[str, str]]) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in rows:
        if value:
            grid.add_row(Text(label), Prose(one_line(value)))
    return grid


def _title(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _print_tables(console: Console, tables: list[Table]) -> None:
    if not tables:
        return
    _title(console, f"表格 {len(tables)}")
    rows = [[one_line(cell) for cell in _told_of(table)] for table in tables]
    beside = sum(max(map(width, column)) + 2 for column in list(zip(*rows, strict=True))[:-1])
    if console.width - 2 - beside < LEAST_CAPTION:
        for *told, caption in rows:
            console.print(Padding(Prose("  ".join(filter(None, told))), (0, 0, 0, 2)))
            if caption:
                console.print(Padding(Prose(caption), (0, 0, 0, 4)))
        return
    grid = Grid.grid(padding=(0, 2))
    for _ in range(4):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*map(Prose, row))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _told_of(table: Table) -> list[str]:
    """Where a table stands, its kind, size, unit and caption."""
    columns = max((len(row) for row in table.rows), default=0)
    unit = f"单位：{table.unit}" if table.unit else ""
    size = f"{len(table.rows)} 行 × {columns} 列"
    return [page_range(table.pages), TABLE_KINDS[table.kind], size, unit, table.caption or ""]


def _further(report: Report) -> set[str]:
    """The titles of further reports in the file."""
    if all(issue.code != "several_reports" for issue in report.issues):
        return set()
    return {section.title for section in report.sections if section.level == 1 and not section.number}


def _begin_report(grid: Grid, path: list[str], before: list[str], further: set[str]) -> None:
    """Tell the report that a record is of, where it is a further one and the record before was of another."""
    if path and path[0] in further and path[:1] != before[:1]:
        grid.add_row(Text(), Prose(one_line(path[0]), style="dim"))


def _told_below(report: Report) -> dict[str, str]:
    """By the ids of findings whose titles come several times: the heading that they stand below (每户企业一节)."""
    times = Counter(finding.title for finding in report.findings)
    sections = {section.id: section for section in report.sections}
    found = {}
    for finding in report.findings:
        above = sections.get(finding.section or "")
        while above and above.title == finding.title:
            above = sections.get(above.parent or "")
        if above and times[finding.title] > 1:
            found[finding.id] = above.title
    return found


def _print_findings(console: Console, report: Report, further: set[str]) -> None:
    findings = report.findings
    below = _told_below(report)
    _title(console, f"存在的问题 {len(findings)}{_gap(report)}")
    grid = _numbered()
    for number, finding in enumerate(findings, 1):
        _begin_report(grid, finding.path, findings[number - 2].path if number > 1 else [], further)
        text = Prose(one_line(finding.title), style="bold")
        text.append(f"  {pages(finding.evidence)}", style="dim")
        if finding.category:
            text.append(f"  {one_line(finding.category.name)}", style="magenta")
        if finding.remedied:
            text.append(f"  {REMEDIED[finding.remedied]}", style="green" if finding.remedied == "done" else "yellow")
        if finding.id in below:
            text.append(f"  {one_line(below[finding.id])}", style="dim")
        same = number > 1 and findings[number - 2].causes == finding.causes
        for cause in ["同上"] if same and finding.causes else finding.causes:
            text.append(f"\n原因：{one_line(cause)}", style="not bold")
        if told := _amounts(finding):
            text.append(f"\n{told}", style="not bold")
        grid.add_row(Text(str(number)), text)
    console.print(Padding(grid, (0, 0, 0, 2)))


def _amounts(finding: Finding) -> str:
    """What a problem comes to, apart from what else it names: contract sums, budgets, standards."""
    parts = [] if finding.involved is None else [f"涉及金额：{yuan(plain(finding.involved))}"]
    others = [yuan(plain(amount)) for amount in finding.money if amount != finding.involved]
    return "；".join([*parts, f"文中金额：{'、'.join(others)}"] if others else parts)


def _gap(report: Report) -> str:
    """What a count must say where pages could not be read: that there may be more."""
    unread = [page.number for page in report.pages if page.text_layer == "scanned" and not page.text.strip()]
    return f"（{page_range(unread)}未能读取，可能不全）" if unread else ""


def _print_recommendations(console: Console, report: Report, further: set[str]) -> None:
    recommendations = report.recommendations
    _title(console, f"建议 {len(recommendations)}{_gap(report)}")
    grid = _numbered()
    for number, recommendation in enumerate(recommendations, 1):
        _begin_report(grid, recommendation.path, recommendations[number - 2].path if number > 1 else [], further)
        text = Prose(one_line(recommendation.title))
        text.append(f"  {pages(recommendation.evidence)}", style="dim")
        grid.add_row(Text(str(number)), text)
    console.print(Padding(grid, (0, 0, 0, 2)))


def _print_checks(console: Console, report: Report) -> None:
    if not report.checks:
        return
    counts: Counter[str] = Counter(check.status for check in report.checks)
    told = "，".join(f"{label} {counts[status]}" for status, label in VERDICTS.items() if counts[status])
    _title(console, f"校验 {len(report.checks)}：{told}")
    grid = _numbered()
    for check in sorted(report.checks, key=lambda check: gravity(check.status, check.severity)):
        if check.status == "fail":
            grid.add_row(Text("✗", style="red"), Prose(one_line(check.message)))  # which begins with its page
    console.print(Padding(grid, (0, 0, 0, 2)))


def _print_issues(console: Console, report: Report) -> None:
    if not report.issues:
        return
    _title(console, f"阅读说明 {len(report.issues)}")
    grid = _numbered()
    for (severity, message), numbers in _told_once(report.issues).items():
        begins_with_page = message.startswith(_PAGE)
        text = Prose(one_line(message.replace(_PAGE, page_range(numbers).replace(" ", ""), 1)))
        if numbers and not begins_with_page:
            text.append(f"  {page_range(numbers)}", style="dim")
        grid.add_row(Text(GRAVITIES[severity]), text)
    console.print(Padding(grid, (0, 0, 0, 2)))


def _told_once(issues: list[Issue]) -> dict[tuple[str, str], list[int]]:
    """What issues say, apart from the page that they begin with, and the pages that they say it of."""
    told: dict[tuple[str, str], list[int]] = {}
    for issue in issues:
        own, page = issue.message, issue.page
        own = own.replace(f"第{page}页", _PAGE, 1) if own.startswith(f"第{page}页") else own
        told.setdefault((issue.severity, own), []).extend([page] if page else [])
    return told


def _numbered() -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def pages(evidence: list[Evidence]) -> str:
    """``第 3-4 页``: the pages that a record stands on."""
    return page_range([part.page for part in evidence])


def page_range(numbers: list[int]) -> str:
    """``第 3-4、7 页`` for 3, 4 and 7."""
    return f"第 {ranges(sorted(set(numbers))).replace(', ', '、')} 页" if numbers else ""


def yuan(digits: str) -> str:
    """``12,345,000 元`` for 12345000."""
    sign = "-" if digits.startswith("-") else ""
    whole, dot, rest = digits.removeprefix("-").partition(".")
    return f"{sign}{int(whole):,}{dot}{rest} 元"
