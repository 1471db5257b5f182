"""The end of a report: who signs it (落款) and when (成文日期)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.model.layout import Passage
from extractor.model.reading import Reading
from extractor.model.report import Evidence
from extractor.model.values import DateSpan
from extractor.records.evidence import evidence
from extractor.records.identity.front import usual
from extractor.records.identity.organisations import is_firm, is_organisation, without_seal
from extractor.values import find_dates

# More signature lines than this belong to something else (a form at the end).
LONGEST_SIGNATURE = 12


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
        return next((signer for signer in self.signers if is_firm(signer.name)), None)


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
    return Signing(tuple(signers), date)


def _names(passage: Passage) -> list[tuple[int, int, str]]:
    """The names in a signature line: without the key before it, the seal's note after it and the date."""
    names = []
    for match in re.finditer(r"[^：:\n　]{3,}", passage.text):
        text = re.sub(r"[12〇○零一二][\d〇○零一二三四五六七八九]{3}\s*年.*$", "", without_seal(match[0]))
        name = "".join(text.split())
        if is_organisation(name):
            names.append((match.start(), match.start() + len(match[0]), name))
    return names
