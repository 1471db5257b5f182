"""Finds numbers of public documents (发文字号) in every bracket style and pairs them with their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor.model.values import DocumentNumber
from extractor.patternbook import load_patterns
from extractor.text.fold import GAP, Squeezed, squeeze, unfolded
from extractor.values.agencies import Sureness, agency_in, agency_with_inset, looks_mistyped, organ_of, without_lead_ins
from extractor.values.compose import compiled

_TITLE_REACH = 160  # titles of notices run to 60 characters; two of them and their joints fit
_TITLE_JOINT = 8  # between 》 and the number: 的通知（文号：
_LONGEST_RUN = 16
_LONGEST_LATIN = 24
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ-")
_STYLED = "〔[【〖"
_HEXAGONAL = "〔"  # serves nothing but numbers of documents, so that 号 may be missing
_WIDE = str.maketrans("()〔〕", "（）（）")
_INSET_END = re.compile("[)〕]")
_FIRST_OF_PLACES = frozenset("后前和从对于经")  # how names of places begin that are words before letters elsewhere
_LONGEST_OWN = 4  # the firm's own letters before Latin ones: 亚会B
_LONGEST_INSET = 3  # the division in brackets: 宁财（预）发
_OPENING = "〔[(【〖〈{"
# What only numbers of papers are followed by: 7号文件, 15号备案.
_BEHIND = ("文", "备案", "批复", "核准")
# What a number stands behind and before where it stands alone.
_JOINTS = "、和及"
_ALONE_BEHIND, _ALONE_BEFORE = ("", "(", "[", "【", "》", "、"), ("", ")", "]", "】", "、")
_LONGEST_LABEL = 3
_LONGEST_RANGE = 60  # numbers from the first to the last that one text names (3—5号)
_HALF_CLOSED = "〕】"  # brackets that serve nothing but numbers of papers, so that their partner may be forgotten
_YEAR = re.compile(
    rf"[{re.escape(_OPENING)}](?:19|20)\d\d年?[〕\])】〗〉}}]"
    rf"|(?P<half>(?<=[\u4e00-\u9fff])(?:(?:19|20)\d\d年?[{_HALF_CLOSED}](?=第?\d)"
    r"|[〔【](?:19|20)\d\d年? ?(?=\d{1,6}号)))"
)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    agency: str
    year: int
    number: str
    pattern: str


def find_document_numbers(
    text: str,
    region_code: str | None = None,
    region_name: str | None = None,
    letters: frozenset[str] = frozenset(),
) -> list[DocumentNumber]:
    """Every number of a public document in ``text``, in reading order, with the 《title》 beside it.

    ``canonical`` is 机关代字〔年〕序号号 in one bracket style, digits as printed. The report's region, if
    given, tells which organ the letters of a city or county stand for. ``letters`` are those met elsewhere in
    the document: after them a number is one even where its form alone would not show it.
    """
    if not _may_hold_number(text):
        return []
    squeezed = squeeze(text)
    hits = list(_hits(squeezed.text, letters))
    if not hits:
        return []
    titles = _titles(hits, squeezed, text)
    organs = [organ_of(hit.agency, region_code, region_name) for hit in hits]
    return [
        replace(_plain(hit, squeezed, text), title=title, organ=organ, region_code=code)
        for hit, title, (organ, code) in zip(hits, titles, organs, strict=True)
    ]


def agencies_in(text: str) -> Iterator[str]:
    """The letters of the organs whose document numbers stand in ``text``."""
    if _may_hold_number(text):
        yield from (hit.agency for hit in _hits(squeeze(text).text, frozenset()))


def _may_hold_number(text: str) -> bool:
    return _may_hold_year().search(text) is not None or "〕" in text or "】" in text


@cache
def _may_hold_year() -> re.Pattern[str]:
    """What a bracketed year begins with in text that is not folded yet: most texts need no folding then."""
    return re.compile(f"[{''.join(map(re.escape, unfolded(_OPENING)))}]{GAP}[{''.join(unfolded('12'))}]")


def _hits(line: str, letters: frozenset[str]) -> Iterator[_Hit]:
    end = -1
    for year in _YEAR.finditer(line):
        hit = _hit_at(line, year, letters, end)
        while hit:
            yield hit
            end = hit.end
            hit = _next_of_series(hit, line)


def _hit_at(line: str, year: re.Match[str], letters: frozenset[str], last: int) -> _Hit | None:
    """The number around a bracketed year; ``last`` is where the one before it ended."""
    start = _run_start(line, year.start())
    if start == year.start():
        return _latin_hit(line, year)
    if year.start() - start < 2:
        return None
    if year["half"]:
        return _half_bracketed_hit(line, start, year)
    found, name = compiled("document_numbers", "bracketed").match(line, start), "bracketed"
    if found is None or found.start("year") > year.end():
        found, name = compiled("document_numbers", "without_mark").match(line, start), "without_mark"
    if found is None or found.start("year") > year.end():
        return None
    bracket = line[year.start()]
    if name == "without_mark":
        labelled = _labelled().search(line, max(0, start - _LONGEST_LABEL), start)
        styled = bracket in _STYLED or found["letters"].endswith("字")
        whole = styled and not start and found.end() == len(line)
        sureness = Sureness.STYLED if labelled or whole or bracket == _HEXAGONAL else Sureness.BARE
    else:
        alone = (start == last + 1 and line[last] in _JOINTS) or _stands_alone(line, start, found.end())
        sure = bracket in _STYLED or "字" in found["number"] or (alone and _is_no_address(line, start, year.start()))
        sureness = Sureness.STYLED if sure else Sureness.MARKED
    run = found["letters"].removesuffix("第")
    after_digit = line[start - 1 : start].isdigit()
    agency = agency_with_inset(run, after_digit, sureness) or agency_in(
        _INSET_END.split(run)[-1], after_digit, sureness
    )
    agency = agency or _met(run, letters)
    if agency is None:
        return None
    if len(run) - len(agency) == 1 and _begins_behind_title(line, start):
        agency = run
    begin = start + len(run) - len(agency)
    if begin == start:
        begin = _latin_start(line, start, agency)
        agency = line[begin:start] + agency
    number = "".join(found["number"].split())  # a typist's blanks, or a line's end: 〔2021〕 1 6 号
    return _Hit(begin, found.end(), agency.translate(_WIDE), int(found["year"]), number, name)


def _begins_behind_title(line: str, start: int) -> bool:
    """Whether letters that begin like a word before them fill the bracket behind a title: 《…》（后党办发〔2018〕."""
    return line[max(0, start - 2) : start] in {"》(", "》（"} and line[start] in _FIRST_OF_PLACES


def _half_bracketed_hit(line: str, start: int, year: re.Match[str]) -> _Hit | None:
    """A number one of whose brackets was forgotten (黔财行2019〕203号)."""
    found = compiled("document_numbers", "half_bracketed").match(line, start)
    if found is None or found.end("letters") != year.start():
        return None
    letters = found["letters"]
    agency = agency_in(letters, line[start - 1 : start].isdigit(), Sureness.MARKED)
    if agency is None:
        return None
    told = int(found["year"] or found["open_year"])
    begin = start + len(letters) - len(agency)
    return _Hit(begin, found.end(), agency, told, found["number"], "half_bracketed")


def _latin_start(line: str, start: int, agency: str) -> int:
    """Where a firm's letters begin that hold Latin ones (亚会B审字, CAC专字); ``start`` where they hold none."""
    found = _latin_inside().search(line, max(0, start - _LONGEST_RUN), start)
    if found is None or not agency.endswith(_firm_ends()):
        return start
    own = without_lead_ins(found["own"])
    if own.startswith(tuple(load_patterns("document_numbers")["parts"]["lead_in_unsure"])):
        own = own[1:]  # 报告号亚会B审字
    return found.start("latin") - (len(own) if len(own) <= _LONGEST_OWN else 0)


@cache
def _latin_inside() -> re.Pattern[str]:
    return re.compile(r"(?<![A-Za-z\d])(?P<own>[\u4e00-\u9fff]{0,12})(?P<latin>[A-Z]{1,5})$")


@cache
def _firm_ends() -> tuple[str, ...]:
    return tuple(load_patterns("document_numbers")["parts"]["firm_ends"])


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(r"(?:编号|文号|字号):$")


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Whether nothing but a number can stand here: （某工促（2023）4号）, a cell of its own, 4号文件."""
    before, behind = line[start - 1 : start], line[end : end + 1]
    if line.startswith(_BEHIND, end) or (before in _OPENING and behind in ",，"):
        return True
    return before in _ALONE_BEHIND and behind in _ALONE_BEFORE


def _is_no_address(line: str, start: int, year: int) -> bool:
    return year - start > 2 and not line.endswith(_addresses(), start, year)


@cache
def _addresses() -> tuple[str, ...]:
    return tuple(load_patterns("document_numbers")["parts"]["addresses"])


def _latin_hit(line: str, year: re.Match[str]) -> _Hit | None:
    """A firm's number with Latin letters (HTZX-PJ〔2024〕0117号)."""
    start = year.start()
    while start > max(0, year.start() - _LONGEST_LATIN) and line[start - 1] in _LATIN:
        start -= 1
    found = compiled("document_numbers", "latin").match(line, start)
    if found is None or found.start("year") > year.end():
        return None
    return _Hit(start, found.end(), found["letters"], int(found["year"]), found["number"], "latin")


def _met(run: str, letters: frozenset[str]) -> str | None:
    """The longest letters met elsewhere that ``run`` ends in."""
    return max((each for each in letters if len(each) > 2 and run.endswith(each)), key=len, default=None)


def _next_of_series(hit: _Hit, line: str) -> _Hit | None:
    """The next serial of the same organ: 〔2019〕54号、55号; 〔2019〕12号、〔2020〕3号; the last of 〔2019〕54—57号."""
    found = compiled("document_numbers", "same_organ").match(line, hit.end)
    if found is None or (found["range"] and not 0 < _serial(found["number"]) - _serial(hit.number) <= _LONGEST_RANGE):
        return None
    year = int(found["year"]) if found["year"] else hit.year
    return _Hit(found.start("item"), found.end("item"), hit.agency, year, found["number"], "same_organ")


def _serial(number: str) -> int:
    """The figure of a serial number, 0 where it has letters."""
    return int(number) if number.isdigit() else 0


def _run_start(line: str, end: int) -> int:
    """Where the Chinese characters before a bracketed year begin; one short inset in brackets may stand in them."""
    start, floor = end, max(0, end - _LONGEST_RUN)
    inset = _inset().search(line, max(0, end - 2 * _LONGEST_INSET), end)
    if inset:
        start = inset.start()
    while start > floor and "一" <= line[start - 1] <= "鿿":
        start -= 1
    return start


@cache
def _inset() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\u4e00-\u9fff])[(〔][\u4e00-\u9fff]{{1,{_LONGEST_INSET}}}[)〕][\u4e00-\u9fff]{{0,2}}$")


@cache
def _same_group() -> re.Pattern[str]:
    """Between numbers that share a title: 《A》（X号、Y号）, 《A》（X号）（Y号); not 《A》（X号）和Y号."""
    return re.compile(r"(?:\)(?=.*\())?(?:、|,|，|;|；|和|及|与|以及|/|文|号文)*\(?", re.DOTALL)


@cache
def _title_before() -> re.Pattern[str]:
    return re.compile(
        r"(?P<titles>《[^《》]*(?:《[^《》]*》[^《》]*)?》"
        r"(?:(?:、|和|及|与|以及|,|，)?《[^《》]*(?:《[^《》]*》[^《》]*)?》)*)(?:的?(?:通知|函|批复|意见|决定))?"
        r"(?:[,，]?(?:文号)?:?|(?:、|和|及|与|以及)?[(（\[【](?:文号)?:?)$"
    )


@cache
def _title_after() -> re.Pattern[str]:
    return re.compile(r"(?:文件?)?(?:印发|下发|下达|发布)?的?[)）]?(?P<title>《[^《》]*(?:《[^《》]*》[^《》]*)?》)")


_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)?》")


def _titles(hits: list[_Hit], squeezed: Squeezed, printed: str) -> list[str | None]:
    """For each number its title as printed: in order where they pair, one for all where numbers are joint."""
    line = squeezed.text
    titles: list[str | None] = []
    for group in _groups(hits, line):
        floor = max(0, group[0].start - _TITLE_REACH)
        closed = "》" in line[max(floor, group[0].start - _TITLE_JOINT) : group[0].start]
        before = _title_before().search(line[floor : group[0].start]) if closed else None
        spans = []
        if before:
            offset = floor + before.start("titles")
            spans = [(found.start() + offset, found.end() + offset) for found in _TITLE.finditer(before["titles"])]
        after = None if spans else _title_after().match(line, group[-1].end, group[-1].end + _TITLE_REACH)
        if after and not line.startswith("(", after.end()):
            spans = [after.span("title")]
        names = [_printed(span, squeezed, printed) for span in spans]
        if not names:
            titles += [None] * len(group)
        elif len(group) == 1 or len(names) == 1:
            titles += [names[-1]] * len(group)
        else:
            padded: list[str | None] = [None] * max(0, len(group) - len(names))
            titles += (padded + list(names))[-len(group) :]
    return titles


def _printed(span: tuple[int, int], squeezed: Squeezed, printed: str) -> str:
    start, end = squeezed.span(*span)
    return re.sub(r"\s*\n\s*", "", printed[start:end])


def _groups(hits: list[_Hit], line: str) -> Iterator[list[_Hit]]:
    """Numbers that follow each other with nothing but a joint between."""
    group: list[_Hit] = []
    for hit in hits:
        if group and not _same_group().fullmatch(line, group[-1].end, hit.start):
            yield group
            group = []
        group.append(hit)
    yield group


def _plain(hit: _Hit, squeezed: Squeezed, printed: str) -> DocumentNumber:
    start, end = squeezed.span(hit.start, hit.end)
    return DocumentNumber(
        text=printed[start:end],
        start=start,
        end=end,
        canonical=f"{hit.agency}〔{hit.year}〕{hit.number}号",
        agency=hit.agency,
        year=hit.year,
        number=hit.number,
        suspicious=looks_mistyped(hit.agency),
        pattern=hit.pattern,
    )
