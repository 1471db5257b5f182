"""The head of a report (报告首部): what it is, of which year and place, who evaluated whom, how it ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.layout import Grid
from extractor.model.reading import INDICATOR_KINDS, Reading
from extractor.model.report import Abbreviation, Evidence, OverallScore, Region, ReportHead
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.forms import form_project
from extractor.records.identity.abbreviations import abbreviations, document_text, fullest
from extractor.records.identity.cover import Cover, read_cover
from extractor.records.identity.described import project_described
from extractor.records.identity.facts import department, evaluation_kind, fund_kind, project_key, sector
from extractor.records.identity.front import front_lines
from extractor.records.identity.kind import report_kind
from extractor.records.identity.organisations import is_organisation
from extractor.records.identity.overall import overall_scores
from extractor.records.identity.parties import Party, Sources, commissioner, evaluated_units, evaluator
from extractor.records.identity.preamble import Preamble, read_preamble
from extractor.records.identity.regions import is_of_all_the_country, is_told, open_names, public, settled, voted
from extractor.records.identity.signing import Signing, read_signing
from extractor.records.identity.title import Title, find_title, named_in_brackets, project_below
from extractor.records.identity.title_words import (
    SHORTEST_NAME,
    ends_like_title,
    is_generic,
    names_nothing,
    project_in_title,
)
from extractor.records.identity.years import fiscal_year
from extractor.values import find_dates, find_document_numbers, find_regions

Field = tuple[str | None, list[Evidence]]
NOTHING: Field = (None, [])
SHORTEST_UNIT = 3  # 图书馆 of 某区图书馆
# 文化馆免费开放等三个项目 begins with the first of them.
_SEVERAL = re.compile(r"等(?:[一二三四五六七八九十两]|\d{1,2})[个项]")
# Below the title of what is read out to an assembly: ——2023年10月26日在市人大常委会第十六次会议上.
_BEFORE_ASSEMBLY = re.compile("在[^。；]{4,}$")
# A day in brackets under the title may say what was done on it: （2023年11月10日公告）.
_MADE_PUBLIC = re.compile("(?:公告|公布|发布|公开|公示|印发|通过|报送)?[）)]$")


def head(reading: Reading) -> ReportHead:
    """The head of ``reading``: a field that nothing tells is None, ``evidence`` says where each was read.

    Where the file holds several reports it is that of the first, with the scores of the others by their projects; the
    volume's cover tells the year and the place that it does not.
    """
    own, *further = reading.reports
    alone = own.from_its_front if further else own
    found = _head(alone)
    if alone is not own and (found.fiscal_year is None or found.region is None):
        volume = _head(own)
        told = {name: getattr(volume, name) for name in ("fiscal_year", "region") if getattr(found, name) is None}
        places = {name: volume.evidence[name] for name in told if name in volume.evidence}
        found = found.model_copy(update={**told, "evidence": {**found.evidence, **places}})
    return found.model_copy(update={"overall_scores": [*found.overall_scores, *_others(further)]}) if further else found


def _others(further: list[Reading]) -> Iterator[OverallScore]:
    """The scores of further reports, each of what its title names where the score does not say more: its project, else
    (部门整体支出) the body that it is of."""
    for reading in further:
        title = find_title(reading)
        named = (project_in_title(title.text) or title.text) if title else None
        if named is None or is_generic(named):
            units = _head(reading).evaluated_units
            named = units[0] if len(units) == 1 else named
        for score in overall_scores(reading):
            yield score.model_copy(update={"subject": score.subject or named})


def _head(reading: Reading) -> ReportHead:
    cover, title = read_cover(reading), find_title(reading)
    opening, signing = read_preamble(reading), read_signing(reading)
    whole = "".join(document_text(reading).split())
    kind = report_kind(reading, cover, title, opening, signing, whole)
    sources = Sources(reading, cover, title, opening, signing, kind == "self_evaluation")

    units, client = evaluated_units(sources), commissioner(sources)
    writer = evaluator(sources, units)
    told_year = fiscal_year(reading, cover, title, opening, signing)
    year = int(told_year[0]) if told_year[0] else None
    region, region_places = _region(sources, units, client, year)
    named = abbreviations(reading, region)
    full = _Namer(named, whole, region)
    fields: dict[str, Field] = {
        "title": (title.text, evidence(title.passage, reading.pages)) if title else NOTHING,
        "fiscal_year": told_year,
        "project_name": _project(reading, cover, title if kind else None, opening),
        "commissioning_unit": (full(client), client.evidence) if client else NOTHING,
        "evaluator": (full(writer), writer.evidence) if writer else NOTHING,
        "document_number": _number(reading, cover),
        "report_date": _date(reading, cover, signing),
    }
    places = {name: found for name, (_, found) in fields.items()}
    places["evaluated_units"] = _places(units)
    bodies = list(dict.fromkeys(full(unit) for unit in units))
    if cover.get("project_name") is None:  # a cover prints the name as it is
        fields["project_name"] = _without_unit(fields["project_name"], bodies)
    signer = signing.public_body
    above = department(cover, reading, bodies)
    project = fields["project_name"][0]
    short = [each.short for each in named if each.full in bodies]
    places["region"] = region_places
    return ReportHead(
        title=fields["title"][0],
        report_type=kind,
        fiscal_year=year,
        region=region,
        project_name=project,
        evaluated_units=bodies,
        commissioning_unit=fields["commissioning_unit"][0],
        evaluator=fields["evaluator"][0],
        document_number=fields["document_number"][0],
        report_date=fields["report_date"][0],
        overall_scores=overall_scores(reading, by_others=kind == "evaluation") if kind else [],
        abbreviations=named,
        evidence={name: found for name, found in places.items() if found},
        department=above,
        sector=sector([above, *bodies, project]),
        fund_kind=fund_kind(cover, reading),
        evaluation_kind=evaluation_kind(
            cover, fields["title"][0], kind, fields["commissioning_unit"][0], signer.name if signer else None
        ),
        project_key=project_key(project, [*bodies, *(unit.name for unit in units), *short]),
    )


class _Namer:
    """Gives a body its fullest printed name: its abbreviation resolved, its region's levels before it."""

    def __init__(self, named: list[Abbreviation], whole: str, region: Region | None) -> None:
        self.full = {abbreviation.short: abbreviation.full for abbreviation in named}
        self.whole = whole
        self.region = region

    def __call__(self, party: Party) -> str:
        return fullest(self.full.get(party.name, party.name), self.whole, self.region)


def _places(parties: list[Party]) -> list[Evidence]:
    found: list[Evidence] = []
    for party in parties:
        found += [place for place in party.evidence if place not in found]
    return found


def _project(reading: Reading, cover: Cover, title: Title | None, opening: Preamble) -> Field:
    covered = cover.get("project_name")
    forms = [table for table in reading.tables if table.kind in INDICATOR_KINDS]
    several = len({form[0] for table in forms if (form := form_project(reading, table))}) > 1
    # each form is of a project of its own, and nothing else is there
    captions = several and title and any(_is_caption(title, table.grid) for table in forms)
    accounts = re.search(load_patterns("head")["types"]["accounts"], title.text) if title and not covered else None
    if captions or accounts:
        return NOTHING
    if covered and not (several and covered.evidence[0].table):
        whole = ends_like_title(covered.text)  # the report's own title in the place of the project's name
        return (whole and project_in_title(covered.text)) or covered.text, covered.evidence
    named = project_in_title(title.text) if title else None
    if title and named and not _is_place(named) and not names_nothing(named):
        named = named_in_brackets(named) or named
        return named, evidence(title.passage, reading.pages)
    below = project_below(reading, title) if title else None
    if below:
        return project_in_title(below.text) or below.text, evidence(below, reading.pages)
    return _project_in_text(reading, opening, several)


def _project_in_text(reading: Reading, opening: Preamble, several: bool) -> Field:
    """The project that the opening or the description names; a report on several names none."""
    told = opening.project
    if told is not None and not re.search(load_patterns("head")["preamble"]["watched"], told.text):
        return told.text, evidence(told.passage, reading.pages, told.start, told.end)
    described = None if several else project_described(reading)
    return ("".join(described.text.split()), evidence(described, reading.pages)) if described else NOTHING


def _is_caption(title: Title, grid: Grid) -> bool:
    return grid.caption is not None and "".join(title.text.split()) in "".join(grid.caption.text.split())


def _without_unit(field: Field, units: list[str]) -> Field:
    """A project's name without the unit that the title sets before it (第七人民医院公立医院改革补助资金)."""
    name, places = field
    if name is None or _SEVERAL.search(name):
        return field
    for unit in units:
        tail = unit[max((region.end for region in find_regions(unit)), default=0) :]
        rest = next((name.removeprefix(each) for each in (unit, tail) if name.startswith(each)), "")
        whole = rest.startswith("新")  # 档案馆新馆建设项目 is the thing's own name
        if len(tail) >= SHORTEST_UNIT and len(rest) >= SHORTEST_NAME and not (whole or is_generic(rest)):
            return rest, places
    return field


def _is_place(name: str) -> bool:
    """Whether a name is nothing but a region (长沙市望城区)."""
    rest = name
    for region in find_regions(name):
        rest = rest.replace(region.text, "")
    return len(rest.strip("省市县区州盟旗本级")) < 2


def _region(
    sources: Sources, units: list[Party], client: Party | None, year: int | None
) -> tuple[Region | None, list[Evidence]]:
    """The place that the bodies, the title or the signer name, else the one that the text names most."""
    cover, title, signer = sources.cover.get("region"), sources.title, sources.signing.public_body
    named: list[tuple[str, list[Evidence]]] = [(cover.text, cover.evidence)] if cover else []
    named += [(unit.name, unit.evidence) for unit in units]
    named += [(client.name, client.evidence)] if client else []
    named += [(title.text, evidence(title.passage, sources.reading.pages))] if title else []
    named += [(signer.name, signer.evidence)] if signer else []
    texts = [text for text, _ in named]
    told = settled(texts, sources.reading, year)
    if told is None:
        # a name that stays open is marked, never guessed
        unsaid = open_names(texts, year) or is_of_all_the_country(texts)
        return (None if unsaid else public(voted(sources.reading, year))), []
    return public(told), next((found for text, found in named if is_told(told, text, year)), [])


def _number(reading: Reading, cover: Cover) -> Field:
    """The report's own number: on a line of its own near the title, or beside a key."""
    covered = cover.get("document_number")
    if covered and re.search(r"\d", covered.text):  # 文号：无
        numbers = find_document_numbers(covered.text)
        return (numbers[0].canonical if numbers else _canonical(covered.text)), covered.evidence
    for line in front_lines(reading):
        if line.prose:
            continue
        for number in find_document_numbers(line.text):
            rest = line.text[: number.start] + line.text[number.end :].split("签发人")[0]
            if len(re.sub(r"[\s：:（）()【】]|报告|文号|编号|字号", "", rest)) <= 1:
                return number.canonical, evidence(line.passage.stripped(), reading.pages)
    return NOTHING


def _canonical(text: str) -> str:
    """A number beside its key in the canonical form: 某评〔2025〕046 → 某评〔2025〕046号."""
    match = re.fullmatch(r"(.+?)[〔\[（(【]\s*(\d{4})\s*[〕\]）)】]\s*第?\s*([A-Za-z\d-]+)\s*号?", text.strip())
    return f"{match[1]}〔{match[2]}〕{match[3]}号" if match else text


def _date(reading: Reading, cover: Cover, signing: Signing) -> Field:
    """The day of the signature; else the most exact date of the cover."""
    candidates: list[tuple[str, str, list[Evidence]]] = []
    if signing.date:
        candidates.append((signing.date.date.start_date, signing.date.date.precision, signing.date.evidence))
    covered = cover.get("report_date")
    if covered:
        candidates += [(d.start_date, d.precision, covered.evidence) for d in find_dates(covered.text)]
    for line in front_lines(reading):
        dates = [] if line.prose else find_dates(line.plain)
        noted = _MADE_PUBLIC.sub("", line.plain) if line.plain[:1] in "（(" else line.plain
        alone = len(dates) == 1 and len(noted) - len("".join(dates[0].text.split())) <= 2
        issued = len(dates) == 1 and dates[0].end == len(line.plain) and is_organisation(line.plain[: dates[0].start])
        if alone or issued or (dates and _BEFORE_ASSEMBLY.match(line.plain, dates[0].end)):
            places = evidence(line.passage.stripped(), reading.pages)
            candidates.append((dates[0].start_date, dates[0].precision, places))
    for wanted, length in (("day", 10), ("month", 7)):
        for start, precision, found in candidates:
            if precision == wanted and start[:4].isdigit():
                return start[:length], found
    return NOTHING
