"""Key-value lines of covers and form pages (项目名称：…, 被评价单位：…), as lines or as a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from extractor.model.layout import Grid, Passage, Place, TableCell, join_passages
from extractor.model.reading import Reading
from extractor.model.report import Evidence
from extractor.patternbook import load_patterns
from extractor.records.evidence import evidence
from extractor.records.identity.front import LONGEST_COVER_LINE, FrontLine, front_blocks, front_lines
from extractor.records.identity.organisations import is_firm, is_organisation, without_seal
from extractor.records.identity.title_words import without_code

# A wrapped value goes on this close under its first line, in line heights; the next key of a cover usually
# stands further off (1.0-1.6 within a value, 1.5-3.5 between keys).
WRAP_GAP = 1.2
# A value on a line of its own below its key stands as far off as the keys do.
BELOW_KEY = 3.0
# A paragraph's first line stands two characters in; its next lines follow without the gap between paragraphs.
WIDEST_INDENT = 3
# A key with one space behind it has so many characters and is of one of these.
SHORTEST_SPACED = 4
_SPACED = frozenset({"project_name", "evaluated_units", "commissioning_unit"})
# Characters of a head of a column that ends as names of bodies do.
LONGEST_HEAD = 5
FULL_GAP = 0.8
# A key that is none of ours, behind a gap on the same line.
_OTHER_KEY = re.compile("\\s{2,}[\u4e00-\u9fff]{2,8}\\s*[：:]")
TICKED = "☑√■▣●✓✔☒"
BOXES = "□☐○◯" + TICKED
# [√] and ( ) are boxes, too; a tick typed behind or over an empty one (□√) ticks it.
_TICKED_BRACKETS = re.compile(r"[\[［【(（]\s*[√✓✔☑■▣☒●]\s*[\]］】)）]")
_EMPTY_BRACKETS = re.compile(r"[\[［【(（]\s*[□☐○]?\s*[\]］】)）]")
# … and a tick of the font of signs may come out as the letter that it stands for: 单位自评R 财政评价□.
_LETTER_FOR_TICK = re.compile(r"(?<=[\u4e00-\u9fff）)])R(?![A-Za-z])")
_TICK_IN_BOX = re.compile(r"[□☐][√✓✔]|[√✓✔][□☐](?=[□☐\s]|$)")


@dataclass(frozen=True)
class CoverField:
    """The value of a key; ``tier`` counts from 0, the surest wording first."""

    text: str
    tier: int
    evidence: list[Evidence]


@dataclass
class Cover:
    """The fields told by a cover or a form page, for each its values, the surest wording first."""

    fields: dict[str, list[CoverField]] = field(default_factory=dict)

    def put(self, name: str, found: CoverField) -> None:
        if found.text:
            self.fields[name] = sorted([*self.all(name), found], key=lambda each: each.tier)

    def get(self, name: str) -> CoverField | None:
        """The value under the surest wording."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> list[CoverField]:
        return self.fields.get(name, [])


@dataclass(frozen=True, slots=True)
class Key:
    """A key in a line: its field (None for keys that are none of ours) and where its value begins."""

    field: str | None
    tier: int
    start: int
    value: int


def read_cover(reading: Reading) -> Cover:
    """The fields of all key-value lines and form tables before the first heading."""
    cover = Cover()
    _from_lines(reading, front_lines(reading), cover)
    grids = [block for block in front_blocks(reading) if isinstance(block, Grid)]
    for grid in grids:
        if not (_is_of_body(grids[0]) and grid.caption and not _is_of_body(grid)):
            _from_grid(reading, grid, cover)
    return cover


def _is_of_body(grid: Grid) -> bool:
    """Whether a form tells of a body's whole spending (部门整体支出): those of its projects then come behind."""
    return grid.caption is not None and "整体" in grid.caption.text


def keys_in(text: str) -> list[Key]:
    """The keys of one line, in order; several may share it (部门名称：… 预算编码：…)."""
    keys = []
    for match in _key().finditer(text):
        name = _bare(match["key"])
        known = _wordings().get(name)
        if known is not None:
            keys.append(Key(known[0], known[1], match.start("key"), match.end()))
    spaced = None if keys else _spaced_key(ticked=any(box in text for box in TICKED)).match(text)
    if spaced:
        keys.append(Key(*_wordings()[_bare(spaced["key"])], spaced.start("key"), spaced.end()))
    return keys


def is_key_line(text: str) -> bool:
    """Whether a line begins with a key of a cover."""
    keys = keys_in(text)
    return bool(keys) and keys[0].start <= 3


def _from_lines(reading: Reading, lines: list[FrontLine], cover: Cover) -> None:
    for index, line in enumerate(lines):
        if len(line.plain) > 2 * LONGEST_COVER_LINE:
            continue
        keys = keys_in(line.passage.text)
        for at, key in enumerate(keys):
            if key.field is None:
                continue
            end = len(line.passage.text) if at + 1 == len(keys) else keys[at + 1].start
            unknown = _OTHER_KEY.search(line.passage.text, key.value, end)
            end = unknown.start() if unknown else end
            last = at + 1 == len(keys) and not unknown
            value = line.passage.slice(key.value, end).stripped()
            parts = [value] if value.text else []
            if last:
                parts += _wrapped(lines[index : index + 4], bool(parts))
            _put(reading, cover, key, parts, None)


def _wrapped(lines: list[FrontLine], has_value: bool) -> list[Passage]:
    """The lines after ``lines[0]`` that carry its value on."""
    more: list[Passage] = []
    for before, line in pairwise(lines):
        gap = line.top - before.bottom
        height = max(line.bottom - line.top, 1.0)
        # Further left than its key goes a line only where the key's own line is indented and full.
        outdented = line.left + 1 < lines[0].left and not (
            before is lines[0] and lines[0].left - line.left < WIDEST_INDENT * line.size and gap < FULL_GAP * height
        )
        outdented = outdented and (has_value or not line.centred)
        if line.page != before.page or gap > (WRAP_GAP if has_value else BELOW_KEY) * height or outdented:
            break
        if keys_in(line.passage.text) or re.search(r"[：:]|^\d{4}\s*[年./-]|^[二〇○零]", line.text):
            break
        if abs(line.size - before.size) > 1 or (has_value and is_firm(line.plain) and not more and line.centred):
            break
        more.append(line.passage.stripped())
        if not has_value:
            break
    return more


def _from_grid(reading: Reading, grid: Grid, cover: Cover) -> None:
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    for cell in cells:
        text = cell.passage.text
        known = _wordings().get(_bare(text.rstrip("：: ")))
        if known is None or known[0] is None:
            for key in keys_in(text):
                value = cell.passage.slice(key.value, len(text)).stripped()
                _put(reading, cover, key, [value], Place(grid.id, cell.row, cell.column))
            continue
        right = next(
            (c for c in cells if c.row <= cell.row < c.row + c.rowspan and c.column == cell.column + cell.colspan),
            None,
        )
        if right is None or _bare(right.passage.text) in _wordings():
            continue
        if _names_body(right) or not _heads_column(cell, cells):
            place = Place(grid.id, right.row, right.column)
            _put(reading, cover, Key(*known, 0, 0), [right.passage.stripped()], place)


def _names_body(cell: TableCell) -> bool:
    """Whether a cell names a body, and is none of the short heads of columns that end alike (监理公司)."""
    name = _unspaced(cell.passage.text)
    return len(name) > LONGEST_HEAD and is_organisation(name)


def _heads_column(cell: TableCell, cells: list[TableCell]) -> bool:
    """Whether a key heads the column of a list: a value stands under it, and other heads beside it."""
    row = [each for each in cells if each.row == cell.row and each.passage.text.strip()]
    if _takes_turns(row):
        return False
    below = next((each for each in cells if each.row == cell.row + cell.rowspan and each.column == cell.column), None)
    filled = below is not None and bool(below.passage.text.strip())
    return len(row) > 2 and below is not None and filled and _bare(below.passage.text) not in _wordings()


def _takes_turns(row: list[TableCell]) -> bool:
    """Whether keys and values take turns in a row: 主管部门 | 民政局 | 实施单位 | 养老服务中心."""
    known = [_bare(each.passage.text.rstrip("：: ")) in _wordings() for each in row]
    return len(row) > 2 and len(row) % 2 == 0 and known == [True, False] * (len(row) // 2)


def _put(reading: Reading, cover: Cover, key: Key, parts: list[Passage], place: Place | None) -> None:
    if key.field is None or not parts:
        return
    passage = join_passages(parts)
    text = without_code(without_seal(_chosen(_unspaced(passage.text))))
    if text:
        cover.put(key.field, CoverField(text, key.tier, evidence(passage, reading.pages, place=place)))


def _chosen(text: str) -> str:
    """The ticked option of a choice (☑单位自评 □部门评价, 单位自评☑ 部门评价□), the text itself where it is none."""
    if not any(box in text for box in BOXES):
        return text.strip("_ ＿")
    text = _EMPTY_BRACKETS.sub("□", _TICKED_BRACKETS.sub("☑", _TICK_IN_BOX.sub("☑", _LETTER_FOR_TICK.sub("☑", text))))
    behind = text[0] not in BOXES and text[-1] in BOXES
    option = rf"([^{BOXES}\s]+)\s*[{TICKED}]" if behind else rf"[{TICKED}]\s*([^{BOXES}\s]+)"
    ticked = re.findall(option, text)
    return "、".join(ticked)


def _unspaced(text: str) -> str:
    """A value without the spaces that justification puts between letters; Latin words keep theirs."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text.strip()).strip("_＿")


def _bare(key: str) -> str:
    plain = "".join(key.split()).replace("(", "（").replace(")", "）")
    known = _wordings()
    return plain if plain in known else re.sub(r"（[^（）]{1,12}）$|及(?:代|编)码$", "", plain)


@cache
def _wordings() -> dict[str, tuple[str | None, int]]:
    book = load_patterns("head")
    known: dict[str, tuple[str | None, int]] = dict.fromkeys(book["cover_other"]["keys"], (None, 0))
    for entry in book["cover"]:
        for tier, keys in enumerate(entry["tiers"]):
            known.update(dict.fromkeys(keys, (entry["field"], tier)))
    return known


@cache
def _key() -> re.Pattern[str]:
    names = sorted(_wordings(), key=len, reverse=True)
    spaced = "|".join(r"\s*".join(_bracket(char) for char in name) for name in names)
    bracket = r"(?:\s*[（(][^（()）：:]{1,12}[）)])?"
    # After a key stands a colon, or at least a gap; before it the line's start, a gap or the end of a value.
    return re.compile(rf"(?:^\s*[（(]?|(?<=[\s;；]))(?P<key>(?:{spaced}){bracket})(?:\s*[：:]\s*|\s{{2,}}|[\t＿_]+)")


@cache
def _spaced_key(ticked: bool) -> re.Pattern[str]:
    """A long key at the start of a line with one space behind it (项目单位 某区民政局; 评价方式 自评√ 财政评价□)."""
    fields = _SPACED | {"evaluation_kind"} if ticked else _SPACED
    names = [name for name, (told, _) in _wordings().items() if len(name) >= SHORTEST_SPACED and told in fields]
    ordered = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"\s*(?P<key>{ordered})\s(?=[^\s：:及和与]{{2}})(?![^\n]*[，。；])")


def _bracket(char: str) -> str:
    return {"（": "[（(]", "）": "[）)]"}.get(char, re.escape(char))
