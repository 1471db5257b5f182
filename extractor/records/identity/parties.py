"""Who is evaluated, on whose behalf, by whom (被评价单位、委托单位、评价机构)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor.model.layout import Paragraph, Passage, Place
from extractor.model.reading import Column, Reading, Section
from extractor.model.report import Evidence
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.identity.cover import Cover, CoverField
from extractor.records.identity.described import chapters_of_projects, sections_of_projects, unit_described
from extractor.records.identity.facts import DEPARTMENT_TIER
from extractor.records.identity.front import front_lines
from extractor.records.identity.organisations import is_firm, is_organisation, split_names, writes_evaluations
from extractor.records.identity.preamble import Preamble, Told, body_of
from extractor.records.identity.signing import Signer, Signing
from extractor.records.identity.title import Title, body_below, project_below
from extractor.records.identity.title_words import is_on_rectifying, issuer_in_title, unit_in_title
from extractor.text.fold import usual_marks
from extractor.values import find_dates, find_regions

# 财政局 is the shortest name that a body goes by; anything shorter is a word.
SHORTEST_NAME = 3
# The keys of who fills a form in (填报单位), maybe about another body, before those of the 主管部门.
FILLED_IN_TIER = 2
# More bodies in a table than these are those that got money, not those evaluated.
MOST_TABLED = 8
# Places where money goes rather than bodies that run something.
_TOWN = re.compile(r"(?:[镇乡村旗]|街道|社区|苏木|合作社|基地|农场|[厂店园])$")
# A village is where something is built, and so is a town that neither signs nor is evaluated as a whole.
_VILLAGE = re.compile(r"(?:村|社区|嘎查)$")
_PLACE = re.compile(r"(?:[镇乡]|街道|苏木)$")


@dataclass(frozen=True)
class Party:
    """A name as printed, with the place that tells it."""

    name: str
    evidence: list[Evidence]


@dataclass(frozen=True)
class Sources:
    """What the parts of a report say about its parties."""

    reading: Reading
    cover: Cover
    title: Title | None
    preamble: Preamble
    signing: Signing
    self_written: bool


def evaluated_units(sources: Sources) -> list[Party]:
    """The evaluated bodies; for a self-evaluation the one that writes it."""
    named = sources.cover.all("evaluated_units")
    if sources.self_written and not any(each.tier < DEPARTMENT_TIER for each in named):
        writers = _covered(sources, "evaluator")
        if own := [each for each in writers if is_organisation(each.name) and not writes_evaluations(each.name)]:
            return own
    named = [each for each in named if not _is_division(each.text, named)]
    of_others = [
        each
        for each in named
        if sources.self_written or each.tier != FILLED_IN_TIER or not _evaluates_others(each.text)
    ]
    return _bodies(of_others, several=True) or _told_units(sources) or _bodies(named, several=True)


def _is_division(name: str, named: Sequence[CoverField]) -> bool:
    """Whether a name is that of a section of a body that is named, too (某局, 某局资源管理科)."""
    above = (each.text for each in named if each.text != name)
    return name.endswith(("科", "股", "处室", "科室")) and any(name.startswith(body) for body in above)


def _told_units(sources: Sources) -> list[Party]:
    """The evaluated bodies that the opening, the title, the signature or the description tell."""
    scope = [party for each in sources.preamble.units if (party := _told(sources, each))]
    if len(scope) > 1 and not sources.self_written:
        return scope
    if len(sources.preamble.targets) > 1 and not sources.self_written:
        return [party for each in sources.preamble.targets if (party := _told(sources, each))]
    told = [_told(sources, next(iter(sources.preamble.targets), None))]
    titled = [_titled(sources)]
    if not sources.self_written and titled[0] and "人大常委会" in titled[0].name:
        titled = [None]  # who looked into it
    # 某研究中心 may be a public body as well as a firm: it is the unit where it writes of itself
    firm = sources.signing.firm if sources.self_written else None
    signed = [_signed(sources.signing.public_body or firm) or (_issuing(sources) if sources.self_written else None)]
    if not sources.self_written and signed[0] and _evaluates_others(signed[0].name):
        signed = []
    if titled[0] and signed and signed[0] and _is_place(sources, titled[0].name, signed[0].name):
        titled = []
    ordered = [*titled, *signed, *told] if sources.self_written else [*told, *titled, *scope, *signed]
    found = [party for party in ordered if party is not None]
    if (
        sources.self_written
        and titled
        and titled[0]
        and signed
        and signed[0]
        and (_own_name(titled[0].name) in signed[0].name or _is_of_town(titled[0].name, signed[0].name))
    ):
        return _parted(signed[0])  # 某乡 in the title, 某乡人民政府 below the text
    found = found[:1] or _described(sources)
    if not found and not sources.self_written:
        return _tabled(sources.reading)
    return [each for party in found for each in _parted(party)]


def commissioner(sources: Sources) -> Party | None:
    """The body on whose behalf the evaluation was done, where the report names one."""
    covered = _covered(sources, "commissioning_unit")
    told = sources.preamble.commissioner
    if sources.self_written and told is not None and told is sources.preamble.addressee:
        told = None  # 按照贵局通知 asks for a self-evaluation and commissions nobody
    found = covered[0] if covered else _told(sources, told) or _paying(sources) or _writing(sources)
    return found if found and len(found.name) >= SHORTEST_NAME else None


def _paying(sources: Sources) -> Party | None:
    """The finance bureau that a firm's report is addressed to, where no sentence tells who asked for it."""
    addressee = sources.preamble.addressee
    by_firm = sources.signing.firm is not None or any(is_firm(each.text) for each in sources.cover.all("evaluator"))
    if sources.self_written or not by_firm or addressee is None or not addressee.text.endswith(("财政局", "财政厅")):
        return None
    return _told(sources, addressee)


def _writing(sources: Sources) -> Party | None:
    """The body that tells of the evaluation that it had made (我局委托…): named before 关于, else below the text."""
    if sources.self_written or not sources.preamble.by_writer:
        return None
    title = sources.title
    name = issuer_in_title(title.text) if title else None
    if title and name:
        return Party(name, evidence(title.passage, sources.reading.pages))
    return _signed(sources.signing.public_body) or _issuing(sources)


def evaluator(sources: Sources, units: list[Party]) -> Party | None:
    """The firm or group that evaluated; for a self-evaluation the unit itself."""
    covered = _covered(sources, "evaluator")
    if covered:
        return covered[0]
    candidates = [
        _printed_firm(sources),
        _told(sources, sources.preamble.evaluator),
        _signed(sources.signing.firm),
    ]
    if sources.self_written:
        candidates = [party for party in candidates[::2] if party and writes_evaluations(party.name)]
        candidates += units[:1]
    elif not (sources.title and is_on_rectifying(sources.title.text)):
        candidates += [_signed(sources.signing.public_body), _announcing(sources)]
    return next((party for party in candidates if party is not None), None)


def _announcing(sources: Sources) -> Party | None:
    """The bureau of finance or audit that a title names before 关于, where nobody signs."""
    title = sources.title
    name = issuer_in_title(title.text) if title else None
    if title is None or name is None or not _evaluates_others(name):
        return None
    return Party(name, evidence(title.passage, sources.reading.pages))


def _covered(sources: Sources, name: str) -> list[Party]:
    """The name under the surest key whose value is a name."""
    return _bodies(sources.cover.all(name), anything=name != "evaluator")


def _bodies(fields: Sequence[CoverField], *, several: bool = False, anything: bool = True) -> list[Party]:
    """The names under the surest key whose value is a name: 评价对象 may be a project, 评价机构 a word; ``anything``
    but a thing may be one.

    ``several``: a value may name more than one, and lines that repeat the key (填报单位：甲局, 填报单位：乙局) further
    ones.
    """
    generic = load_patterns("head")["evaluators"]["not"]
    told: dict[str, Party] = {}
    tier = 0
    for found in fields:
        if told and (not several or _whose(found.tier) != _whose(tier) or found.evidence[0].table):
            continue
        names = split_names(found.text) if several else [found.text]
        names = [body_of(each) for each in names if each not in generic and len(each) >= SHORTEST_NAME]
        if any(_is_body(each) for each in names) or (names and anything and not _things().search(names[0])):
            for party in (party for each in names for party in _parted(Party(each, found.evidence))):
                told.setdefault(party.name, party)
            tier = found.tier
    return list(told.values())


def _whose(tier: int) -> int:
    """The tier of a key that names the unit, that of 项目单位 and 填报单位 alike."""
    return FILLED_IN_TIER if tier == FILLED_IN_TIER - 1 else tier


def _issuing(sources: Sources) -> Party | None:
    """The public body right above the date on the cover or below a letter, where nobody signs at the end; of a
    self-evaluation, that above the title, too."""
    title = sources.title.text if sources.title and sources.self_written else ""
    for line, below in pairwise(front_lines(sources.reading)):
        dated = any(len(date.text) == len(below.plain) for date in find_dates(below.plain))
        own = "财政" not in line.plain or not sources.self_written
        if (dated or title.startswith(below.plain)) and not line.prose and is_organisation(line.plain) and own:
            return Party(line.plain, evidence(line.passage.stripped(), sources.reading.pages))
    return None


def _is_place(sources: Sources, titled: str, signer: str) -> bool:
    """Whether the body that a title begins with is but the place that the one that signs writes of."""
    whole = sources.title is not None and "整体" in sources.title.text
    of_others = _own_name(titled) not in signer and "财政" not in signer
    return bool(_VILLAGE.search(titled) or (_PLACE.search(titled) and of_others and not whole))


def _evaluates_others(name: str) -> bool:
    """Whether a body is one whose task it is to evaluate others: the bureau of finance, that of audit, an assembly."""
    return "财政" in name or name.endswith(("审计局", "审计厅")) or "人大常委会" in name


def _own_name(name: str) -> str:
    """A town's name without its county, which may be printed in full or short (某自治县某乡, 某县某乡)."""
    town = re.search(r"[^省市县区旗]{1,8}(?:[镇乡]|街道|苏木)$", name)
    return town[0] if town else name


def _is_of_town(name: str, signer: str) -> bool:
    """Whether a body is that of the town whose government signs (某镇文化服务中心, 某县某镇人民政府)."""
    town = _own_name(re.sub(r"(?:人民政府|办事处)$", "", signer))
    return bool(_PLACE.search(town)) and town != signer and town in name


def _parted(party: Party) -> list[Party]:
    """Two bodies of one place named together (某市财政局某市农业农村局), told by the place named again."""
    place = next((region.text for region in find_regions(party.name)), "")
    pair = re.fullmatch(rf"({place}.+?)({place}.+)", party.name) if place and party.name.startswith(place) else None
    if pair is None or not (is_organisation(pair[1]) and is_organisation(pair[2])):
        return [party]
    return [Party(pair[1], party.evidence), Party(pair[2], party.evidence)]


def _is_body(name: str) -> bool:
    """A body, or a group set up for the evaluation (…整体支出绩效评价小组)."""
    return is_organisation(name) or name.endswith(("小组", "工作组", "评价组", "专班"))


@cache
def _things() -> re.Pattern[str]:
    return re.compile(r"(?:项目|资金|基金|经费|支出|工程|补助|补贴|政策|[□☑√])")


def _told(sources: Sources, told: Told | None) -> Party | None:
    if told is None:
        return None
    return Party(told.text, evidence(told.passage, sources.reading.pages, told.start, told.end))


def _titled(sources: Sources) -> Party | None:
    title = sources.title
    name, printed = (unit_in_title(title.text), title.passage) if title else (None, None)
    below = (
        (project_below(sources.reading, title) or body_below(sources.reading, title)) if title and not name else None
    )
    if below:
        name, printed = unit_in_title(below.text), below
    if title and not name and sources.self_written:
        name, printed = issuer_in_title(title.text), title.passage
    if printed is None or not name or not is_organisation(name):
        return None
    if not sources.self_written and _TOWN.search(name):
        return None  # where the project is, not who runs it
    return Party(name, evidence(printed, sources.reading.pages))


def _described(sources: Sources) -> list[Party]:
    """The body that the description of the project names as the one that carries it out, else as its authority; of
    several projects each in its chapter those of all."""
    chapters = chapters_of_projects(sources.reading)
    if chapters:
        told = [_responsible(sources, _passages(chapter.walk())) for chapter in chapters]
        return list({party.name: party for party in told if party}.values())
    beside = [_responsible(sources, _passages([section])) for section in sections_of_projects(sources.reading)]
    if beside and all(beside):
        return list({party.name: party for party in beside if party}.values())
    found = _responsible(sources, [each.passage for each in sources.reading.blocks if isinstance(each, Paragraph)])
    headed = None if found else unit_described(sources.reading)
    if headed:
        found = Party("".join(headed.text.split()), evidence(headed, sources.reading.pages))
    return [found] if found else []


def _passages(sections: Sequence[Section]) -> list[Passage]:
    """The titles of some sections and their paragraphs."""
    paragraphs = [[each.passage for each in section.body if isinstance(each, Paragraph)] for section in sections]
    return [each for section, told in zip(sections, paragraphs, strict=True) for each in (section.title, *told)]


def _responsible(sources: Sources, passages: Sequence[Passage]) -> Party | None:
    """The body that some passages name as the one that carries a project out, else as its authority."""
    for pattern in load_patterns("head")["responsible"]["patterns"]:
        for passage in passages:
            match = re.search(pattern, usual_marks(passage.text))
            name = "".join(match["org"].split()) if match else ""
            if match and is_organisation(name) and len(name) >= SHORTEST_NAME:
                return Party(name, evidence(passage, sources.reading.pages, *match.span("org")))
    return None


def _tabled(reading: Reading) -> list[Party]:
    """The bodies that the first table of projects or funds names beside them, each once, where they are few."""
    for table in reading.tables:
        if table.kind not in {"projects", "funds"}:
            continue
        unit_columns = ((part, part.column("unit_name")) for part in table.parts)
        columns = [(part, column) for part, column in unit_columns if column and _runs_things(column)]
        found: dict[str, Party] = {}
        for part, column in columns:
            for row in part.rows:
                cell = table.cell(row, column.index)
                name = "".join(cell.passage.text.split()) if cell else ""
                if cell and is_organisation(name) and not (is_firm(name) or _TOWN.search(name) or name in found):
                    place = Place(table.grid.id, cell.row, cell.column)
                    found[name] = Party(name, evidence(cell.passage, reading.pages, place=place))
        if found:
            return list(found.values()) if len(found) <= MOST_TABLED else []
    return []


def _runs_things(column: Column) -> bool:
    """Whether a column's head says that its bodies carry something out (实施单位), not only that they got it."""
    head = "".join(column.path[-1].split()) if column.path else ""
    return re.search(load_patterns("head")["responsible"]["tabled"], head) is not None


def _signed(signer: Signer | None) -> Party | None:
    return None if signer is None else Party(signer.name, signer.evidence)


def _printed_firm(sources: Sources) -> Party | None:
    """A firm's name that stands alone on the cover or above the title."""
    return next(_printed_firms(sources), None)


def _printed_firms(sources: Sources) -> Iterator[Party]:
    for line in front_lines(sources.reading):
        if not line.prose and writes_evaluations(line.plain) and not re.search(r"[：:]", line.plain):
            yield Party(line.plain, evidence(line.passage.stripped(), sources.reading.pages))
