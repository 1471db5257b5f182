"""What a section is about, told by its title: problems (存在的问题), advice (建议), causes, praise (经验)."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from extractor.patternbook import load_patterns, pattern_of

PROBLEM = "problem"
ADVICE = "advice"
CAUSE = "cause"
PRAISE = "praise"
DONE = "done"

_LATIN = re.compile("[A-Z]")
# Titles longer than this tell a fact of their own (针对评价发现的问题建立台账…) rather than name a section.
LONGEST_NAME = 26
# Longer titles say something of the field that they name (经费拨付以年终一次为主).
LONGEST_FIELD = 12
_background = partial(pattern_of, "sections", "background")
_section_name = partial(pattern_of, "headings", "section_name")
_nothing = partial(pattern_of, "sections", "nothing")


@lru_cache(maxsize=4096)
def kinds_of(title: str) -> frozenset[str]:
    """The kinds that a section title names; empty for most titles."""
    name = _spoken(title)
    if len(name) > LONGEST_NAME:
        return frozenset()
    return frozenset(kind for kind, (yes, no) in _kinds().items() if yes.search(name) and not no.search(name))


@lru_cache(maxsize=4096)
def is_group(title: str) -> bool:
    """Whether a title only gathers findings or advice by field (项目管理方面)."""
    yes, no = _pair(load_patterns("sections")["group"])
    name = _spoken(title)
    return bool(yes.search(name)) and not no.search(name)


def is_field(title: str) -> bool:
    """Whether a short title of no kind says neither what is wrong nor what is to be done: findings or advice are told
    under it (食堂与配餐)."""
    name = _spoken(title)
    said = any(pattern_of("sections", words).search(name) for words in ("defect", "misuse"))
    bare = len(name) <= LONGEST_FIELD and not re.search("[，,。；;：:]", name)
    return bare and not kinds_of(title) and not said and not pattern_of("sections", "measure").match(name)


def is_background(title: str) -> bool:
    """Whether a title heads why and how a project was begun (项目背景, 立项必要性)."""
    return bool(_background().search(_spoken(title)))


def _spoken(title: str) -> str:
    """A title without white space and without its translation behind it (建议 Recommendations)."""
    return "".join((_translation().sub("", title) if _LATIN.search(title) else title).split())


@cache
def _translation() -> re.Pattern[str]:
    return re.compile(r"(?<=[\u4e00-\u9fff）)])\s*[（(]?[A-Z][A-Za-z][A-Za-z ,&'’/-]{2,}[)）]?\s*$")


@lru_cache(maxsize=4096)
def names_section(title: str) -> bool:
    """Whether a title ends as names of sections do (产出指标完成情况), as against labels of items (数量指标)."""
    return bool(_section_name().search(re.sub(r"\s+", "", title)))


def says_nothing(text: str) -> bool:
    """Whether a section's text says that there is nothing (无, 暂无, 未发现问题)."""
    bare = re.sub(r"[\s。．.，,；;：:、！!“”\"]+$", "", re.sub(r"\s+", "", text)).strip('“”"（）()')
    labelled = re.fullmatch(r"[^。；：:]{2,40}[：:](.+)", bare)
    return bool(_nothing().fullmatch(labelled[1] if labelled else bare))


@cache
def _kinds() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {kind: _pair(entry) for kind, entry in load_patterns("sections")["kind"].items()}


def _pair(entry: dict[str, list[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile("|".join(entry["any"])), re.compile("|".join(entry["not"]) or r"(?!)")
