"""Whether a report is an evaluation by others or by the unit itself (绩效评价、绩效自评), or no such report at all."""

from __future__ import annotations

import re
from typing import Literal

from extractor.model.layout import Paragraph
from extractor.model.reading import Reading
from extractor.patternbook import load_patterns
from extractor.records.forms import is_own_evaluation
from extractor.records.identity.cover import Cover
from extractor.records.identity.front import front_blocks
from extractor.records.identity.preamble import Preamble
from extractor.records.identity.signing import Signing
from extractor.records.identity.title import Title
from extractor.records.identity.title_words import unit_in_title

Kind = Literal["evaluation", "self_evaluation"]
# So many words of the genre (绩效目标, 预算执行率 …) make a paper without a telling title such a report.
GENRE_WORDS = 3
GENRE_HEADINGS = 2


def report_kind(
    reading: Reading, cover: Cover, title: Title | None, opening: Preamble, signing: Signing, whole: str
) -> Kind | None:
    """Told by the title, else by the opening and whose voice speaks, else by the words used; None for another paper.

    ``whole`` is the text without white space.
    """
    words = load_patterns("head")["types"]
    heading = title.text if title else ""
    if re.search(words["asks"], heading):
        return None
    reviewed = re.search(words["reviewed"], heading)
    if reviewed or _has(heading, words["self_evaluation"]):
        return "evaluation" if reviewed else "self_evaluation"
    if not _has(heading, words["evaluation"]):
        return _kind_on_cover(cover) or _kind_by_contents(reading, whole, heading)
    if _has(heading, words["by_others"]):
        return "evaluation"
    front = "".join(block.text for block in front_blocks(reading) if isinstance(block, Paragraph))
    if _has(front, words["first_person"]) and _has(front, words["self_evaluation"]):
        return "self_evaluation"
    return "self_evaluation" if _speaks_of_itself(cover, opening, signing, whole, heading) else "evaluation"


def _kind_on_cover(cover: Cover) -> Kind | None:
    """That of a form without a title whose cover says how it came about (评价方式：单位绩效自评)."""
    own = any(
        _has(each.text, load_patterns("head")["types"]["self_evaluation"]) for each in cover.all("evaluation_kind")
    )
    return "self_evaluation" if own else None


def _kind_by_contents(reading: Reading, whole: str, heading: str) -> Kind | None:
    """Of a paper without a telling title: that of its forms (部门决算 with 自评表), else by the words it uses."""
    words = load_patterns("head")["types"]
    watched = _has(heading, words["own_watch"])  # 绩效目标执行监控表
    if any(table.kind == "self_evaluation" and (watched or is_own_evaluation(table)) for table in reading.tables):
        return "self_evaluation"
    announced = re.search(words["announced"], _opening_words(reading))
    if announced and not re.search(words["accounts"], heading):
        own = _has(announced[0], words["self_evaluation"]) or _has(_opening_words(reading), words["first_person"])
        return "self_evaluation" if own else "evaluation"
    if sum(word in whole for word in words["genre"]) < GENRE_WORDS or not _has_genre_headings(reading):
        return None
    own = sum(map(whole.count, words["self_evaluation"])) > whole.count("绩效评价")
    return "self_evaluation" if own else "evaluation"


def _opening_words(reading: Reading) -> str:
    """The first paragraph of running text, where it stands before any heading."""
    opening = next(
        (block for block in reading.outline.front if isinstance(block, Paragraph) and "。" in block.text), None
    )
    last = next((b for b in reversed(reading.outline.front) if isinstance(b, Paragraph)), None)
    found = opening or last
    return "".join(found.text.split()) if found else ""


def _speaks_of_itself(cover: Cover, opening: Preamble, signing: Signing, whole: str, heading: str) -> bool:
    """Whether the unit writes about itself under a title that says 绩效评价 only."""
    words = load_patterns("head")["types"]
    told = [*cover.all("evaluator"), *cover.all("evaluation_kind")]
    if any(_has(each.text, words["self_evaluation"]) for each in told):
        return True
    named = unit_in_title(heading)
    if (
        named
        and not opening.is_commissioned
        and any("".join(each.text.split()) == named for each in cover.all("evaluator"))
    ):
        return True  # 评价单位 is the body itself
    others = opening.is_commissioned or opening.commissioner or signing.firm or cover.all("commissioning_unit")
    if others or cover.all("evaluator"):
        return False
    if _has(whole, words["own_voice"]):
        return True
    signer = signing.public_body.name if signing.public_body else None
    finance = signer is not None and "财政" in signer
    if signer and not finance and signer in "".join(heading.split()) and _has(heading, words["own_watch"]):
        return True  # who watches its own budget signs for it
    own = _has(whole, words["self_evaluation"]) or _has(heading, words["own_watch"])
    return not finance and own and _has(whole, words["own_voice_beside"])


def _has_genre_headings(reading: Reading) -> bool:
    """Whether its headings are those of an evaluation: a budget or an account has one such section at most."""
    told = re.compile(load_patterns("head")["types"]["headings"])
    return sum(bool(told.search(section.title.text)) for section in reading.outline.sections) >= GENRE_HEADINGS


def _has(text: str, words: list[str]) -> bool:
    return any(word in text for word in words)
