"""The report's title (标题), on its cover or first page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from extractor.model.layout import Paragraph, Passage, join_passages
from extractor.model.reading import Reading
from extractor.patternbook import load_patterns
from extractor.records.identity.cover import is_key_line
from extractor.records.identity.front import FrontLine, front_lines, lines_of
from extractor.records.identity.organisations import is_firm, is_organisation
from extractor.records.identity.title_words import ends_like_title, is_mere_ending, project_in_title, without_year
from extractor.tables.meaning.wording import is_form_line, unit_line

# Lines of one title are set alike (measured: equal; small differences come from font substitution).
SAME_SIZE = 0.08
# Lines of a title follow each other within this many line heights; the next block stands further off.
TITLE_GAP = 2.2
# Type this much larger than the body's is display type: the lines of one title may then differ in size.
DISPLAY = 1.12
# … and type this much smaller than the body's sets running heads, where another title is larger.
SMALL = 0.95
LONGEST_TITLE_LINES = 6


@dataclass(frozen=True)
class Title:
    """``text`` without the spaces of its typesetting; ``passage`` is what is printed."""

    text: str
    passage: Passage
    page: int


def find_title(reading: Reading) -> Title | None:
    """The title on the cover, or on the first page; one that names a project before one that names none, and the
    report's own before that of the letter that sends it (关于报送…绩效自评报告的函)."""
    lines = front_lines(reading) or _first_lines(reading)
    runs = _runs(reading, lines)
    body = _body_size(reading)
    if any(run[0].size > body and _title_of(run) for run in runs):
        runs = [run for run in runs if run[0].size > SMALL * body]  # the running head of a single page
    found = [title for run in runs for title in [_title_of(run)] if title]
    named = [title for title in found if project_in_title(title.text)]
    if named or found:
        first = next((each for each in named if not _sends(each)), (named or found)[0])
        # A cover may part its title by sizes; where it is printed again, it is whole.
        return next((each for each in found if each.text.endswith(first.text) and each.text != first.text), first)
    return _opening_line(reading) or (_largest(runs) if runs else None)


def _sends(title: Title) -> bool:
    return re.search(load_patterns("head")["title"]["sending"], title.text) is not None


def _opening_line(reading: Reading) -> Title | None:
    """The title that a plain text begins with, set like the text and full, so that the first paragraph goes on it."""
    first = next((block for block in reading.blocks if isinstance(block, Paragraph)), None)
    lines = lines_of(first) if first else []
    for last in range(1, min(len(lines), 4)):
        joined = _joined(lines[:last])
        opens = _OPENS.match(lines[last].plain)
        if opens and ends_like_title(joined.text) and not re.search("[，。；：]", joined.text):
            return joined if project_in_title(joined.text) else None
    return None


def named_in_brackets(name: str) -> str | None:
    """The project that brackets behind a wider name tell: 专项债券项目（冷链物流园建设项目）."""
    found = _BRACKETED.search(name)
    return found["name"] if found and re.search(r"(?:项目|工程)$", found["name"]) else None


def project_below(reading: Reading, title: Title) -> Passage | None:
    """A project that brackets at the end of a title name which names none, or the line under it, in brackets, behind a
    dash or by itself."""
    noted = _BRACKETED.search(title.passage.text)
    if noted and _NAMED.search(noted["name"]):
        return title.passage.slice(*noted.span("name")).stripped()
    for line in _lines_below(reading, title):
        parted = _parted(line)
        named = parted or line.passage
        if _NAMED.search(named.text.strip()) and (parted or (line.centred and _could_be_title(line))):
            return named.stripped()
    return None


def body_below(reading: Reading, title: Title) -> Passage | None:
    """A body that the line under a title names behind a dash: ——某县交通运输局."""
    dashed = (_parted(line) for line in _lines_below(reading, title) if _DASHED.fullmatch(line.plain))
    return next((named.stripped() for named in dashed if named and is_organisation("".join(named.text.split()))), None)


def _lines_below(reading: Reading, title: Title) -> Iterator[FrontLine]:
    """The lines right under a title."""
    last = title.passage.pieces[-1].line
    for line in front_lines(reading):
        if line.page == title.page and -1 <= line.top - last.bottom <= TITLE_GAP * (line.bottom - line.top):
            yield line


def _parted(line: FrontLine) -> Passage | None:
    """What a line names in brackets or behind a dash."""
    found = _BRACKETED.fullmatch(line.passage.text.strip()) or _DASHED.fullmatch(line.passage.text.strip())
    return line.passage.stripped().slice(*found.span("name")) if found else None


def _runs(reading: Reading, lines: list[FrontLine]) -> list[list[FrontLine]]:
    """Neighbouring lines that could make one title."""
    body = _body_size(reading)
    runs: list[list[FrontLine]] = []
    open_run = False
    for line in lines:
        if not _could_be_title(line):
            # （某某项目） between two lines of a title is a part of it
            open_run = open_run and _is_bracketed(line) and not ends_like_title(_joined(runs[-1]).text)
            if not (open_run and _belongs(runs[-1][-1], line, body)):
                open_run = False
                continue
        if open_run and _belongs(runs[-1][-1], line, body):
            runs[-1].append(line)
        else:
            runs.append([line])
        open_run = True
    return runs


def _is_bracketed(line: FrontLine) -> bool:
    return bool(_BRACKETED.fullmatch(line.plain))


def _could_be_title(line: FrontLine) -> bool:
    plain = line.plain
    if (
        line.prose
        or is_key_line(line.passage.text)
        or unit_line(plain)
        or is_form_line(plain)
        or re.search(r"[。；，：:;]$", plain)
    ):
        return False
    words = load_patterns("head")["title"]
    if any(re.search(pattern, plain) for pattern in (*words["subtitles"], *words["web_page"])):
        return False
    if (
        plain in {"摘要", "前言", "引言"}
        or re.match(
            r"附件|附表|附录|目录|(?:报告|案例)之?[一二三四五六七八九十\d]{1,3}$|[（(]?[一二三四五六七八九十]+[、）)]",
            plain,
        )
        or (is_firm(plain) and not plain.startswith("关于"))
    ):
        return False
    return not re.fullmatch(r"[\d二〇○零一三四五六七八九十年月日.\-/—－第页]+", plain) and not _NUMBER.search(plain)


def _belongs(above: FrontLine, line: FrontLine, body: float) -> bool:
    if above.page != line.page:
        return False
    height = max(above.bottom - above.top, line.bottom - line.top)
    if line.top - above.bottom > TITLE_GAP * height:
        return False
    alike = abs(above.size - line.size) <= SAME_SIZE * max(above.size, line.size)
    if above.size > line.size and (is_mere_ending(line.plain) or _goes_on_smaller(above)):
        return True  # 绩效评价报告, set smaller below what was evaluated
    return alike or min(above.size, line.size) >= DISPLAY * body


def _goes_on_smaller(above: FrontLine) -> bool:
    """Whether a title has only begun with a line in display type: by its year it dates something not named yet."""
    complete = ends_like_title(above.plain) or re.search(load_patterns("head")["types"]["accounts"], above.plain)
    return without_year(above.plain) != above.plain and not complete


def _title_of(run: list[FrontLine]) -> Title | None:
    for last in range(min(len(run), LONGEST_TITLE_LINES), 0, -1):
        if _is_bracketed(run[last - 1]):
            continue
        joined = _joined(run[:last])
        if ends_like_title(joined.text):
            return joined
    return None


def _joined(lines: list[FrontLine]) -> Title:
    passages = [line.passage.stripped() for line in lines]
    passage = passages[0]
    for more in passages[1:]:
        latin = (
            passage.text[-1:].isascii() and more.text[:1].isascii() and (passage.text[-1:] + more.text[:1]).isalpha()
        )
        passage = join_passages([passage, more], " " if latin else "")
    return Title(re.sub(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])", "", passage.text), passage, lines[0].page)


def _largest(runs: list[list[FrontLine]]) -> Title | None:
    """The lines set largest on the first page, a letterhead aside: the title of some other kind of document."""
    first = [run for run in runs if run[0].page == runs[0][0].page and sum(len(line.plain) for line in run) > 3]
    if not first:
        return None
    return _joined(max(first, key=lambda run: (not _is_letterhead(run), run[0].size))[:LONGEST_TITLE_LINES])


def _is_letterhead(run: list[FrontLine]) -> bool:
    """发文机关标志: the issuing body's name alone, or with 文件 behind it."""
    return is_organisation("".join(line.plain for line in run).removesuffix("文件"))


def _first_lines(reading: Reading) -> list[FrontLine]:
    paragraphs = [block for block in reading.blocks[:12] if isinstance(block, Paragraph)]
    return [line for paragraph in paragraphs for line in lines_of(paragraph)]


def _body_size(reading: Reading) -> float:
    sizes = [block.size for block in reading.blocks if isinstance(block, Paragraph) and len(block.text) > 40]
    return median(sizes) if sizes else 0.0


# What the text below a title begins with.
_OPENS = re.compile(r"受|根据|按照|依据|遵照|为|现将|我|本|[一二三四五六七八九十]、|20\d\d年")
# 〔2024〕12号: the number of the document, never a line of its title.
_NUMBER = re.compile(r"[〔（(\[【][12]\d{3}[〕）)\]】]\s*(?:[\u4e00-\u9fff]{2,4}第?[\d-]+\s*号|[第A-Za-z\d—-]+\s*号?)$")
# （农村公路养护项目）, as against （2021年度） or （公开稿）.
_BRACKETED = re.compile(r"[（(](?P<name>[^（()）]{4,40})[）)]$")
# ——农村饮水安全工程
_DASHED = re.compile(r"[—－-]{1,2}\s*(?P<name>[^—（()）]{4,40})")
_NAMED = re.compile(r"(?:项目|资金|经费|专项|工程|补助|补贴|政策)$")
