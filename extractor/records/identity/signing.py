"""The end of a report: who signs it (落款) and when (成文日期)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.model.layout import Passage
from extractor.model.reading import Reading
from extractor.model.report import Evidence
from extractor.model.values import DateSpan
from extractor.records.evidence import evidence
from extractor.records.identity.front import front_lines, usual
from extractor.records.identity.organisations import is_firm, is_organisation, without_seal
from extractor.values import find_dates

# More signature lines than this belong to something else (a form at the end).
LONGEST_SIGNATURE = 12
# Who makes a form is not who signs it: 某县财政局（制）.
_MAKER = re.compile("[（(](?:印|监|编)?制[）)]$|(?:印制|监制)$")
# Who reads a report out to an assembly, and where: 某县财政局局长 某某, ——2024年8月27日在…会议上.
_SPEAKER = re.compile(
    r"(?P<name>.{3,30}?)(?:党(?:组|委|工委)(?:副?书记)[、，和]?)?副?(?:[局厅部院行署省市县区镇乡]长|主任)[　 ]+\S"
)
# What a second column of the signature begins with, behind a name.
_SECOND_COLUMN = re.compile(
    r"\s+(?=(?:中国)?注册\S{2,4}师|\S{0,4}(?:负责人|组长|主评人|代表人|联系人|经办人|复核人|审核人|填报人|日期|地点)(?:\W|$))"
)
_ASSEMBLY = re.compile("人大常委会|人民代表大会")


@dataclass(frozen=True)
class Signer:
    """A body or firm that signs."""

    name: str
    evidence: list[Evidence]


@dataclass(frozen=True)
class SignedDate:
    date: DateSpan
    evidence: list[Evidence]


@dataclass(frozen=True)
class Signing:
    """The signers in printed order, and the last date of the signature."""

    signers: tuple[Signer, ...]
    date: SignedDate | None

    @property
    def public_body(self) -> Signer | None:
        return next((signer for signer in self.signers if not is_firm(signer.name)), None)

    @property
    def firm(self) -> Signer | None:
        """The firm that signs; several that sign together are named together."""
        firms = {signer.name: signer for signer in self.signers if is_firm(signer.name)}
        if not firms:
            return None
        return Signer("、".join(firms), [place for signer in firms.values() for place in signer.evidence])


def read_signing(reading: Reading) -> Signing:
    """The signature at the end of the report's body."""
    signers: list[Signer] = []
    date: SignedDate | None = None
    for paragraph in reading.outline.signature[:LONGEST_SIGNATURE]:
        for start, end, name in _names(usual(paragraph.passage)):
            signers.append(Signer(name, evidence(paragraph.passage, reading.pages, start, end)))
        for found in find_dates(paragraph.text):
            if found.precision in {"day", "month"} and (date is None or found.precision == "day"):
                places = evidence(paragraph.passage, reading.pages, found.start, found.end)
                date = SignedDate(found, places)
    return Signing(tuple(signers) or _speaker(reading), date)


def _speaker(reading: Reading) -> tuple[Signer, ...]:
    """The body whose head reads the report out, where lines near its title say that it was read to an assembly."""
    lines = [line for line in front_lines(reading) if not line.prose]
    if not any(_ASSEMBLY.search(line.plain) for line in lines):
        return ()
    told = [(line, found) for line in lines if (found := _SPEAKER.match(line.text))]
    return tuple(
        Signer(name, evidence(line.passage.stripped(), reading.pages, *found.span("name")))
        for line, found in told
        if is_organisation(name := "".join(found["name"].split()))
    )[:1]


def _names(passage: Passage) -> list[tuple[int, int, str]]:
    """The names in a signature line: without the key before it, the seal's note after it and the date."""
    names = []
    for match in re.finditer(r"[^：:\n　]{3,}", passage.text):
        text = _SECOND_COLUMN.split(without_seal(match[0]))[0]
        text = re.sub(r"[12〇○零一二][\d〇○零一二三四五六七八九]{3}\s*年.*$", "", text)
        name = "".join(text.split())
        if is_organisation(name) and not _MAKER.search(name):
            names.append((match.start(), match.start() + len(match[0]), name))
    return names
