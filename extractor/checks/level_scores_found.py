"""Scores and points that the text tells of the parts of a scoring table: 决策类得分12分，得分率80%."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.checks.engine import Figure, Printed, rate_fits, tight
from extractor.checks.units import ZERO
from extractor.checks.wording import WORDINGS
from extractor.model.layout import PageIndex, Paragraph, Passage
from extractor.model.reading import Section
from extractor.model.report import Evidence, ScoreItem
from extractor.values.figures import decimals

_words = WORDINGS["level_scores"]

# The number before a level's name, which a text leaves out.
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．](?!\d)|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
)
# How far behind a part's name its figures may stand.
REACH = 48


@dataclass(frozen=True)
class Level:
    """A level's name with the points and scores of all indicators below it."""

    name: str
    points: Decimal | None
    score: Decimal | None
    evidence: list[Evidence]


@dataclass(frozen=True)
class Told:
    """What a paragraph or heading tells of a level: its score, its points and the rate, with their places."""

    level: Level
    passage: Passage
    score: tuple[str, int] | None
    points: tuple[str, int] | None
    rate: tuple[str, int] | None
    bare: bool

    @property
    def is_right(self) -> bool:
        """Whether the score told is the table's, or the points where no score is told."""
        if self.score is None:
            return self.points is not None and self.level.points == Decimal(self.points[0])
        return self.level.score == Decimal(self.score[0])

    @property
    def fits(self) -> bool:
        """Whether the score makes the rate told of the table's points; where no rate is told, is the table's."""
        if not self.score or not self.rate or not self.level.points:
            return self.is_right
        rate, score = Decimal(self.rate[0]), Decimal(self.score[0])
        return rate_fits(rate, decimals(self.rate[0]), score, self.level.points, ZERO, ZERO)

    def figure(self, pages: PageIndex, told: tuple[str, int]) -> Figure:
        digits, start = told
        place = Printed(self.passage, pages, start, start + len(digits))
        return Figure(Decimal(digits), decimals(digits), place)


def find_level_scores(passages: list[tuple[Passage, str]], items: list[ScoreItem]) -> list[Told]:
    """Each level that a text tells a score or points of; a paragraph may leave the name to its heading."""
    found: list[list[Told]] = []
    for table in dict.fromkeys(item.table for item in items):
        levels = levels_of([item for item in items if item.table == table])
        if not levels:
            continue
        names = re.compile("|".join(sorted((re.escape(name) for name in levels), key=len, reverse=True)))
        told: list[Told] = []
        for passage, heading in passages:
            if "分" not in passage.text:
                continue
            told += _in_passage(passage, names, levels)
            inherited = set(names.findall(heading)) if heading and _words["opening"].match(passage.text) else set()
            if len(inherited) == 1:
                told += filter(None, [_told(passage, levels[inherited.pop()], 0, len(passage.text))])
        found.append(told)
    return found[0] if len(found) == 1 else list(_each_of_its_table(found))


def _each_of_its_table(found: list[list[Told]]) -> Iterator[Told]:
    """What several tables know by one name (产出 of a 自评表 and of the evaluation) is of those whose figures it
    tells; of the table that the text tells most of where it fits none, and of none where two are told alike."""
    rights = Counter(at for at, told in enumerate(found) for each in told if each.fits)
    places: dict[tuple[int, tuple[str, int] | None, tuple[str, int] | None], list[tuple[int, Told]]] = defaultdict(list)
    for at, told in enumerate(found):
        for each in told:
            places[id(each.passage), each.score or each.points, each.rate].append((at, each))
    for rivals in places.values():
        surest = [each for _, each in rivals if each.fits and each.is_right]
        if surest or len(rivals) == 1:
            yield from surest or [rivals[0][1]]
            continue
        likely = (
            [rival for rival in rivals if rival[1].fits] or [rival for rival in rivals if rival[1].is_right] or rivals
        )
        likely.sort(key=lambda rival: -rights[rival[0]])
        if len(likely) == 1 or rights[likely[0][0]] > rights[likely[1][0]]:
            yield likely[0][1]


def _in_passage(passage: Passage, names: re.Pattern[str], levels: dict[str, Level]) -> Iterator[Told]:
    matches = list(names.finditer(passage.text))
    for index, match in enumerate(matches):
        before = passage.text[max(0, match.start() - 1) : match.start()]
        if before and "\u4e00" <= before <= "\u9fff" and not _words["may_precede"].search(before):
            continue
        if index and _words["joins"].fullmatch(passage.text, matches[index - 1].end(), match.start()):
            continue  # 产出和效益指标得分42分 is the score of both
        end = matches[index + 1].start() if index + 1 < len(matches) else len(passage.text)
        told = _told(passage, levels[match[0]], match.end(), min(end, match.end() + REACH))
        if told is not None:
            yield told


def _told(passage: Passage, level: Level, start: int, end: int) -> Told | None:
    """What stands between a level's name and the next one, up to the end of the sentence."""
    stop = re.search(r"[。；;]", passage.text[start:end])
    end = start + stop.start() if stop else end
    points, score = (_words[name].search(passage.text, start, end) for name in ("points", "score"))
    bare = None if score else _words["bare"].match(passage.text, start, end)
    main = score or bare
    if main is None and points is None:
        return None
    rate = _words["rate"].match(passage.text, max(each.end() for each in (main, points) if each), end)
    if main is bare and bare is not None and level.points == Decimal(bare["figure"]):
        main, points = None, bare  # 产出50分 among the weights is no score
    return Told(
        level,
        passage,
        (main["figure"], main.start("figure")) if main else None,
        (points["figure"], points.start("figure")) if points else None,
        (rate["figure"], rate.start("figure")) if rate else None,
        bare is not None,
    )


def part_told(section: Section) -> Told | None:
    """The one score that a section tells of its part (该部分得12.6分，满分15分)."""
    nobody = Level("", None, None, [])
    found = []
    for block in (each for below in section.walk() for each in below.body if isinstance(each, Paragraph)):
        score = list(_words["part"].finditer(block.text)) if "分" in block.text else []
        if not score:
            continue
        points = _words["points"].search(block.text, max(0, score[0].start() - REACH // 2), score[0].end() + REACH // 2)
        place = (points["figure"], points.start("figure")) if points else None
        for match in score:
            name = "figure" if match["figure"] else "figure_"
            found.append(Told(nobody, block.passage, (match[name], match.start(name)), place, None, False))
    return found[0] if len(found) == 1 else None


def levels_of(items: list[ScoreItem]) -> dict[str, Level]:
    """The level-1 groups of one table by their names without 指标; a sum that is not known is None."""
    found: dict[str, Level] = {}
    for item in items:
        name = re.sub(r"(?:指标|类)+$", "", _NUMBER.sub("", tight(item.level1 or ""), count=1))
        if len(name) < 2:
            continue
        old = found.get(name, Level(name, ZERO, ZERO, []))
        points = None if old.points is None or item.points is None else old.points + item.points
        score = None if old.score is None or item.score is None else old.score + item.score
        found[name] = Level(name, points, score, [*old.evidence, *item.evidence[-1:]])
    return found
