"""What the opening sentences tell: who evaluated what, of which year, on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from extractor.model.layout import Paragraph, Passage
from extractor.model.reading import Reading
from extractor.patternbook import load_patterns, pattern_of
from extractor.records.identity.abbreviations import DEFINED
from extractor.records.identity.cover import is_key_line
from extractor.records.identity.front import front_blocks, preamble, usual
from extractor.records.identity.organisations import (
    is_organisation,
    organisation_at_start,
    without_lead,
    writes_evaluations,
)
from extractor.records.identity.title_words import SHORTEST_NAME, is_generic, title_years, trimmed, without_year

# Without a preamble, the sentence that tells who evaluated stands in one of the first paragraphs.
FIRST_PARAGRAPHS = 6
# Without an opening that says so, one of the first sections may say who asked for the evaluation, or the first words
# of a chapter: behind a form, the text opens there.
FIRST_SECTIONS = 3
_ASKED = re.compile(r"(?:接受|受)[^，。；]{4,40}委托[^。]{0,80}评价")
_NAMED_BODY = re.compile(rf"(?P<name>[^（()）、，]{{3,40}}){DEFINED.pattern}")
# A firm's group is the firm (某会计师事务所（普通合伙）评价工作组).
_FIRMS_GROUP = re.compile(
    r"(.+(?:公司|事务所)(?:[（(][^（()）]{2,8}[）)])?)的?(?:绩效)?(?:评价|考评|项目)(?:工作)?(?:组|小组)"
)
# What a body is in a contract is no part of its name, nor when it asked: 受某局（实施机构）委托, 某局2023年委托….
_ASIDE = re.compile(
    r"(?:于|在)?(?:19|20)\d\d年度?$|[（(](?:项目)?(?:实施机构|主管部门|主管单位|(?:委托|采购|购买|政府|发包|业主)[方人]|甲方|业主(?:单位)?|采购单位|购买主体)[）)]$"
)
_BRACKETS = re.compile(r"[（(][^（()）]*[）)]")
# … of which these tell one part of a thing from another: （二期）, （第三批）.
_ASIDES = re.compile(r"[（(](?!第?[一二三四五六七八九十\d]{1,2}(?:[期批次]|标?段)[）)])[^（()）]*[）)]")
# Words that only somebody commissioned writes, whoever it was (受贵局委托, 根据你局安排).
_commissioned = partial(pattern_of, "head", "preamble", "commissioned")
_contract = partial(pattern_of, "head", "preamble", "contract")
_by_writer = partial(pattern_of, "head", "preamble", "by_writer")
_scope_words = partial(pattern_of, "head", "preamble", "scope")


@dataclass(frozen=True)
class Told:
    """A value told by running text, and the stretch of the passage that tells it."""

    text: str
    passage: Passage
    start: int
    end: int


@dataclass
class Preamble:
    """What the opening told: ``targets`` follow 对 (对某局…进行评价), ``units`` are a stated scope (评价范围为…);
    ``addressee`` is the body that it is addressed to; ``by_writer``: who writes had others evaluate (我局委托…)."""

    is_commissioned: bool = False
    by_writer: bool = False
    commissioner: Told | None = None
    evaluator: Told | None = None
    targets: list[Told] = field(default_factory=list)
    units: list[Told] = field(default_factory=list)
    project: Told | None = None
    is_of_addressee: bool = False
    addressee: Told | None = None
    years: list[int] = field(default_factory=list)
    year: Told | None = None


def read_preamble(reading: Reading) -> Preamble:
    """Commissioner, evaluator, unit and year from the opening and from the section on the work done."""
    found = Preamble()
    for paragraph in _telling(reading):
        passage = usual(paragraph.passage)
        for start, sentence in _sentences(passage.text):
            if re.search(r"评价|自评|考评|评估|监控|绩效跟踪|审计|绩效分析|委托$", sentence):
                _read(passage, start, sentence, found)
    found.addressee = _addressee(reading)
    # 贵局 is the addressee, 贵阳市财政局 a body of its own
    if found.is_commissioned and (found.commissioner is None or _addressed().match(found.commissioner.text)):
        found.commissioner = found.addressee
    if found.is_of_addressee and not found.targets and found.addressee:
        found.targets = _addressees(reading)
    return found


def _telling(reading: Reading) -> list[Paragraph]:
    paragraphs = list(preamble(reading))
    first = [b for b in reading.blocks if isinstance(b, Paragraph)][: FIRST_PARAGRAPHS if not paragraphs else 0]
    words = load_patterns("head")["preamble"]["work_sections"]
    work = [
        block
        for section in reading.outline.sections
        if re.search(words, section.title.text)
        for block in section.body
        if isinstance(block, Paragraph)
    ]
    described = [
        block
        for place, section in enumerate(reading.outline.sections)
        for block in (section.body if place < FIRST_SECTIONS else section.body[:1] if section.level == 1 else ())
        if isinstance(block, Paragraph) and block not in work and _ASKED.search(block.text)
    ]
    cover = [b for b in front_blocks(reading) if isinstance(b, Paragraph) and b.text.rstrip().endswith("委托")]
    return [*cover, *paragraphs, *first, *work[:FIRST_PARAGRAPHS], *described]


@cache
def _addressed() -> re.Pattern[str]:
    """The body written to, at the start of what is evaluated (对你单位…项目进行了绩效评价)."""
    return re.compile("^" + load_patterns("head")["preamble"]["addressed"])


def _addressee(reading: Reading) -> Told | None:
    """The body that the report is addressed to on a line of its own (某县财政局：)."""
    return next(iter(_addressees(reading)), None)


def _addressees(reading: Reading) -> list[Told]:
    """The bodies, one or several, that the report is addressed to on a line of its own (甲局、乙局：)."""
    for block in front_blocks(reading):
        if isinstance(block, Paragraph) and re.search(r"[：:]\s*$", block.text) and not is_key_line(block.text):
            names = list(re.finditer(r"[^、，：:]+", block.text.rstrip().rstrip("：:")))
            if names and all(is_organisation(each[0]) for each in names):
                return [Told("".join(each[0].split()), block.passage, *each.span()) for each in names]
    return []


def _read(passage: Passage, start: int, sentence: str, found: Preamble) -> None:
    # Titles of decrees name years and bodies of their own; they are blanked, not cut, so that offsets stay.
    text = re.sub(r"《[^》]*》(?:[（(][^（()）]*\d{4}[^（()）]*[）)])?", lambda m: "　" * len(m[0]), sentence)
    found.is_commissioned |= bool(_commissioned().search(text))
    found.by_writer |= bool(_by_writer().search(text))
    # An abbreviation may be defined inside a name: 某开发区（以下称“高新区”）财政局.
    names = DEFINED.sub(lambda m: "　" * len(m[0]), text)
    if found.commissioner is None:
        contract = _contract().finditer(sentence)
        found.commissioner = _told((*_commissioners(names), *map(_tidy, contract)), passage, start)
    if found.evaluator is None:
        found.evaluator = _told(_evaluators(names), passage, start)
    if not found.units:
        found.units = list(_scope(passage, start, text))
    target = _target().search(text)
    if target is None:
        return
    thing = target["object"]
    at = start + target.start("object")
    found.is_of_addressee |= bool(_addressed().match(thing))
    years = title_years(_BRACKETS.sub(_period_alone, thing))
    if years and not found.years:
        found.years = years
        found.year = Told(str(years[-1]), passage, at, at + len(thing))
    if not found.targets:
        targets = list(_targets(passage, at, thing))
        told = _AMONG_OTHERS.match(passage.text, targets[-1].end) if targets else None
        found.targets = [] if told and int(told["count"]) > len(targets) else targets
    if found.project is None:
        found.project = _project(passage, at, thing)


def _period_alone(brackets: re.Match[str]) -> str:
    """What stands in brackets where that is a time alone: 某专项资金（2022年度）, not （2019年立项）."""
    return "" if without_year(brackets[0]) else brackets[0]


def _targets(passage: Passage, at: int, thing: str) -> Iterator[Told]:
    """The bodies that the words after 对 begin with, one after another (A局、B中心和C公司实施的…)."""
    position = len(thing) - len(_leading_year().sub("", thing))
    while True:
        rest = thing[position:]
        length = _length_of_name(rest)
        name = "".join(DEFINED.sub("", rest[:length]).split())
        if not length or not is_organisation(name) or _no_unit().match(name):
            return
        yield Told(name, passage, at + position, at + position + length)
        position += length
        joint = re.match(r"(?:[（(][^（()）]*[）)])?(?:“[^”]*”)?(?:[、和与及]|以及)", thing[position:])
        if joint is None:
            return
        position += joint.end()


def _length_of_name(text: str) -> int:
    """The length of the body's name at the start of ``text``; an abbreviation may be defined inside of it."""
    named = _NAMED_BODY.match(text)
    if named is None:
        return organisation_at_start(text)
    tail = text[named.end() :]
    whole = 0 if re.match("[、和与及]", tail) else organisation_at_start(named["name"] + tail)
    more = whole - len(named["name"])
    if more > 0:
        return named.end() + more
    return named.end("name") if is_organisation(named["name"]) else organisation_at_start(text)


def _scope(passage: Passage, start: int, text: str) -> Iterator[Told]:
    """The bodies of a stated scope: 评价范围覆盖A局（以下简称…）和B中心2家单位."""
    match = _scope_words().search(text)
    if match is None:
        return
    listed = _BRACKETS.sub(lambda m: "　" * len(m[0]), match["list"])
    position = 0
    for part in _list_joint().split(listed):
        name = re.sub(r"^(?:以及|和|与|及)", "", part)
        name = body_of(name)
        at = match["list"].find(name, position)
        if name and is_organisation(name) and at >= 0 and not writes_evaluations(name):
            position = at + len(name)
            yield Told(name, passage, start + match.start("list") + at, start + match.start("list") + position)


# Behind bodies that are named as examples of more: 县教育局等8个部门的8个项目.
_AMONG_OTHERS = re.compile(r"\s*等\s*(?P<count>\d{1,3})\s*(?:个|家)(?:部门|单位|主管|预算|区县|县|市|镇|乡)")
# What ties a thing to the body before it: 管理的, or its year.
_OF_BODY = re.compile(r"(?:组织实施|负责实施|实施|承担|主管|管理|申报|使用|负责|牵头)的?|(?:19|20)\d\d年")


def body_of(name: str) -> str:
    """The body that something is named by (某局管理的某基金, 某局2023年某项目); any other name as it is."""
    length = 0 if is_organisation(name) else organisation_at_start(name)
    return name[:length] if length and _OF_BODY.match(name, length) else name


def _project(passage: Passage, at: int, thing: str) -> Told | None:
    """The project among the words after 对: what follows the unit and the verb that ties them."""
    plain = without_year(_addressed().sub("", _ASIDES.sub("", thing)))
    rest = plain[organisation_at_start(plain) :].lstrip()
    rest = re.sub(r"^(?:所属的?|及所属单位)?(?:组织实施|负责实施|实施|承担|主管|管理|申报|使用|负责)?的?", "", rest)
    rest = trimmed(re.sub(r"(?:全面|均|全部|逐一|逐项)$", "", rest))
    rest = re.sub(r"的绩效(?:目标)?(?:运行|实现|完成|执行)?情况$", "", rest)
    reviewed = re.sub(r"的?(?:绩效)?自评(?:情况|结果|工作|报告)?$", "", rest)  # what is reviewed is no project itself
    if reviewed != rest and is_generic(reviewed):
        return None
    rest = reviewed
    if len(rest) < SHORTEST_NAME or _no_project().match(rest):
        return None
    return Told(rest, passage, at, at + len(thing))


def _commissioners(text: str) -> Iterator[tuple[str, int, int]]:
    for pattern in load_patterns("head")["preamble"]["commissioner"]:
        for match in re.finditer(pattern, text):
            yield _tidy(match)


def _evaluators(text: str) -> Iterator[tuple[str, int, int]]:
    for pattern in load_patterns("head")["evaluators"]["patterns"]:
        for match in re.finditer(pattern, text):
            yield _tidy(match)


def _tidy(match: re.Match[str]) -> tuple[str, int, int]:
    """The name in ``match`` without the words glued before it and the abbreviation defined after it."""
    raw = match["org"]
    cut = re.split(r"[（(]\s*(?:以下|下称|简称)", raw)[0]
    first = without_lead(cut)
    name = _ASIDE.sub("", cut[first:].strip("　 "))
    name = group[1] if (group := _FIRMS_GROUP.fullmatch(name)) else name
    start = match.start("org") + first
    return name, start, start + len(name)


def _told(candidates: Iterable[tuple[str, int, int]], passage: Passage, offset: int) -> Told | None:
    generic = load_patterns("head")["evaluators"]["not"]
    for name, start, end in candidates:
        if len(name) >= 2 and name not in generic and not (_no_body().match(name) or _thing().search(name)):
            return Told("".join(name.split()), passage, offset + start, offset + end)
    return None


def _sentences(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match[0]) for match in re.finditer(r"[^。；\n]+[。；]?", text)]


@cache
def _target() -> re.Pattern[str]:
    inside = r"(?:[（(][^（()）]*[）)]|[^，。；（()）])"
    return re.compile(
        rf"(?:对|就|针对|承担了)(?!照|比|外)(?P<object>(?:{inside}){{4,140}}?)(?:进行|开展|实施|组织|予以|的(?=[^。；，]{{0,6}}评价工作))(?:了)?"
        r"[^。；，]{0,16}?(?:评价|自评|考评|绩效评估|绩效分析|监控|绩效跟踪|复核|审计)"
    )


@cache
def _list_joint() -> re.Pattern[str]:
    """Between the names of a list: a comma, or 和 after what can end a name and before what can begin one."""
    return re.compile(
        r"[、，　]+|(?<=[局厅会室心馆站所处队院校园委办场])(?:和|与|及)(?=[\u4e00-\u9fff]{4})|等|\d+[家个]"
    )


@cache
def _no_unit() -> re.Pattern[str]:
    return re.compile(r"我|本(?!溪)|该|相关|有关|各|全(?!椒|州|南)|其")


@cache
def _no_project() -> re.Pattern[str]:
    return re.compile(
        r"[一二两三四五六七八九十\d]+[个项类]|[本该各]|[纳列]入[^，。；]{0,20}预算|[^，。；]*等[一二两三四五六七八九十\d]+[个项类]|上述|有关|相关|我|所属|部分|一般公共预算"
    )


@cache
def _no_body() -> re.Pattern[str]:
    return re.compile(
        r".*[：:]|(?:财政|主管|预算|业务)?(?:部门|单位)$|第三方|我|本(?!溪)|该|其|上述|(?:成立|组成|组建|抽调|选派|个|项|家)(?!.*(?:局|公司|事务所)$)"
    )


@cache
def _thing() -> re.Pattern[str]:
    """What is paid for asks nobody and evaluates nothing: 委托第三方机构对我单位负责的某项目…; nor does a clause
    (某局委托我公司对…)."""
    return re.compile(r"(?:项目|资金|经费|工程|补助|补贴|政策|支出|工作)$|委托[我本]|(?:进行|开展|实施)了")


@cache
def _leading_year() -> re.Pattern[str]:
    return re.compile(r"^(?:[12]\d{3}\s*[-—~至]\s*)?[12]\d{3}\s*年?度?的?\s*")
