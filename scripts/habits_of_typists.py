"""How typists set a report, not what it says: signs and blanks, numbers of headings, contents, captions, the page."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

Json = dict[str, Any]
# A habit changes a text by what it is: a heading, a paragraph, a title, a cell, or a caption or unit of a table.
OfText = Callable[[str, str], str]


def _swap(old: str, new: str) -> OfText:
    table = str.maketrans(old, new)
    return lambda text, _: text.translate(table)


def _sub(pattern: str, by: str | Callable[[re.Match[str]], str], *parts: str) -> OfText:
    compiled = re.compile(pattern)
    return lambda text, part: compiled.sub(by, text) if not parts or part in parts else text


def _two_digits(match: re.Match[str]) -> str:
    return f"{int(match[0]):02}"


def _wide(match: re.Match[str]) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in match[0])


OF_TEXTS: dict[str, OfText] = {
    "narrow": _swap("，；：（）", ",;:()"),
    "half_brackets": _swap("（", "("),
    "wide_digits": _sub(r"[\d%]+", _wide, "paragraph", "heading"),
    "wide_everywhere": _sub(r"[\d.%]+", _wide),
    "wide_points": _sub(r"(?<=\d)\.(?=\d)", "．", "paragraph"),
    "wide_commas": _sub(r"(?<=\d),(?=\d{3})", "，"),
    "no_commas": _sub(r"(?<=\d),(?=\d{3})", ""),
    "spaced": _sub(r"(?<=[一-鿿])(?=\d)|(?<=[\d%])(?=[一-鿿])", " "),
    "spaced_marks": _sub(r"(?<=[，。；：])", " ", "paragraph"),
    "spaced_yuan": _sub(r"(?<=\d)万元", " 万 元"),
    "spaced_percent": _sub(r"(?<=\d)%", " %"),
    "spaced_labels": _sub(r"^[一-鿿]{2,4}$", lambda match: "　".join(match[0]), "cell"),
    "blanks_behind": _sub(r"$", " "),
    "blanks_in_numbers": _sub(r"^（?[一二三四五六七八九十\d]+[、.．）](?!\d)", r"\g<0> ", "heading"),
    "dots": _sub(r"^([一二三四五六七八九十]+)、", r"\1．", "heading"),
    "stops": _sub(r"(?<![。：:])$", "。", "heading"),
    "square": _swap("〔〕", "[]"),
    "lenses": _swap("〔〕", "【】"),
    "round": _swap("〔〕", "（）"),
    "straight_quotes": _swap("“”", '""'),
    "letter_o": _swap("〇", "O"),
    "arrows": lambda text, _: text.replace("《", "<<").replace("》", ">>"),
    "days_with_points": _sub(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?![至到—-])", r"\1.\2.\3", "cell"),
    "days_with_strokes": _sub(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?![至到—-])", r"\1/\2/\3", "cell"),
    "two_digits": _sub(r"(?<=年)\d(?=月)|(?<=月)\d(?=日)", _two_digits, "cell"),
    "waves": _sub(r"(?<=[年月日\d])[-—–~至](?=(?:19|20)\d\d)", "～"),
    "unit_in_brackets": _sub(r"^(?:金额)?单位[：:].*$", r"（\g<0>）", "caption"),
    "unit_without_colon": _sub(r"^((?:金额)?单位)[：:](?=\w{1,2}$)", r"\1 ", "caption"),
    "unit_of_yuan": _sub(r"^((?:金额)?单位[：:])(?=\w{0,1}元$)", r"\1人民币", "caption"),
    "heads_with_strokes": _sub(r"[（(](万元|元)[）)]$", r"/\1", "cell"),
    "heads_in_square": _sub(r"[（(](万元|元)[）)]$", r"[\1]", "cell"),
}


def typed(habit: OfText, source: Json) -> Json:
    """A report's source, each of its texts as a typist with a habit types it."""
    changed = copy.deepcopy(source)
    for block in changed["blocks"]:
        if block["type"] == "table":
            for row in block["rows"]:
                row[:] = [_cell(cell, habit) for cell in row]
            block |= {key: habit(block[key], "caption") for key in ("caption", "unit") if block.get(key)}
        elif "text" in block:
            block["text"] = habit(block["text"], "heading" if block["type"] == "heading" else "paragraph")
        elif "lines" in block:
            block["lines"] = [habit(line, "title") for line in block["lines"]]
    return changed


def _cell(cell: str | Json | None, habit: OfText) -> str | Json | None:
    if isinstance(cell, dict):
        return cell | {"t": habit(cell["t"], "cell")}
    return habit(cell, "cell") if cell else cell


@dataclass(frozen=True, slots=True)
class Habit:
    """What a typist makes of a report's source (None where the habit cannot be seen in it), and how it then looks;
    ``renumbers`` where the numbers of its headings change."""

    typed: Callable[[Json], Json | None] = copy.deepcopy
    look: dict[str, Any] = field(default_factory=dict)
    renumbers: bool = False


_HAN = ["", *"一二三四五六七八九十", *("十" + sign for sign in "一二三四五六七八九")]
_FORMAL = ["", *"壹贰叁肆伍陆柒捌玖拾"]
_ROMAN = ["", *"ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"]
_CIRCLED = ["", *"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"]
# How a heading of each depth is numbered, by the numbers from the outermost to its own.
Scheme = tuple[Callable[[list[int]], str], ...]


def _dotted(by: str) -> Callable[[list[int]], str]:
    return lambda path: ".".join(map(str, path)) + by


SCHEMES: dict[str, Scheme] = {
    "decimals": (_dotted(" "),) * 4,
    "decimals_with_pauses": (_dotted("、"), _dotted("、"), _dotted("、"), lambda path: f"（{path[-1]}）"),
    "parts": (
        lambda path: f"第{_HAN[path[0]]}部分 ",
        lambda path: f"{_HAN[path[1]]}、",
        lambda path: f"（{_HAN[path[2]]}）",
        lambda path: f"{path[3]}.",
    ),
    "chapters": (
        lambda path: f"第{_HAN[path[0]]}章 ",
        lambda path: f"第{_HAN[path[1]]}节 ",
        lambda path: f"{_HAN[path[2]]}、",
        lambda path: f"（{_HAN[path[3]]}）",
    ),
    "formal": (
        lambda path: f"{_FORMAL[path[0]]}、",
        lambda path: f"{_HAN[path[1]]}、",
        lambda path: f"（{_HAN[path[2]]}）",
        lambda path: f"{path[3]}.",
    ),
    "roman": (
        lambda path: f"{_ROMAN[path[0]]}、",
        lambda path: f"（{_HAN[path[1]]}）",
        lambda path: f"{path[2]}.",
        lambda path: f"（{path[3]}）",
    ),
    "digits": (
        lambda path: f"{path[0]}、",
        lambda path: f"（{path[1]}）",
        lambda path: _CIRCLED[path[2]],
        lambda path: f"{chr(96 + path[3])}.",
    ),
    "digits_below": (
        lambda path: f"{_HAN[path[0]]}、",
        lambda path: f"{path[1]}、",
        lambda path: f"（{path[2]}）",
        lambda path: _CIRCLED[path[3]],
    ),
    "face_alone_third": (
        lambda path: f"{_HAN[path[0]]}、",
        lambda path: f"（{_HAN[path[1]]}）",
        lambda path: "",
        lambda path: f"（{path[3]}）",
    ),
}
# What numbers a heading now, by its usual level; 第一部分 stands above all.
_NUMBERS = (
    re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:部分|章|节)[\s:：、]*"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]\s*"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)][、.．]?\s*"),
    re.compile(r"\d{1,2}[、.．](?!\d)\s*"),
    re.compile(r"[（(]\d{1,2}[）)][、.．]?\s*"),
)
_SEVERAL = re.compile(r"[。；](?:[（(][一二三][）)]|[二三]、)")


def _kind(text: str) -> int | None:
    return next((kind for kind, number in enumerate(_NUMBERS) if number.match(text)), None)


def renumbered(scheme: Scheme, source: Json) -> Json | None:
    """A report whose headings and run-in heads are numbered by ``scheme``, its contents taken out; None where some
    chapter has no number, or a paragraph holds several."""
    changed = copy.deepcopy(source)
    blocks = changed["blocks"] = _without_contents(changed["blocks"])
    headings = [block for block in blocks if block["type"] == "heading"]
    if any(_kind(block["text"]) is None and block["level"] <= 2 for block in headings):
        return None
    levels: dict[int | None, int] = {}
    for block in headings:
        levels.setdefault(_kind(block["text"]), block["level"])
    for own in range(len(_NUMBERS)):
        above = (level for kind, level in levels.items() if kind is not None and kind < own)
        levels.setdefault(own, 1 + max(above, default=own))
    open_: list[list[int]] = []  # level and number, from the outermost
    for block in blocks:
        kind = _kind(block.get("text", ""))
        is_head = block["type"] == "heading" or (
            block["type"] == "paragraph" and open_ and "附件" not in block["text"][:4]
        )
        if kind is None or not is_head:
            continue
        if block["type"] == "paragraph" and (not scheme[2]([1, 1, 1]) or _SEVERAL.search(block["text"])):
            return None
        level = block["level"] if block["type"] == "heading" else levels[kind]
        while open_ and open_[-1][0] > level:
            open_.pop()
        if open_ and open_[-1][0] == level:
            open_[-1][1] += 1
        else:
            open_.append([level, 1])
        if len(open_) > len(scheme) or max(number for _, number in open_) >= len(_ROMAN):
            return None
        number = scheme[len(open_) - 1]([number for _, number in open_])
        block["text"] = number + _NUMBERS[kind].sub("", block["text"], count=1)
    return changed


def _without_contents(blocks: list[Json]) -> list[Json]:
    start = next((i for i, block in enumerate(blocks) if "".join(block.get("text", "").split()) == "目录"), None)
    if start is None:
        return blocks
    end = next((i for i in range(start, len(blocks)) if blocks[i]["type"] != "paragraph"), len(blocks))
    return blocks[:start] + blocks[end:]


def with_contents(entry: Callable[[str, int], str], source: Json) -> Json | None:
    """A report with a table of contents behind its cover, or before its title; None where one is there, or where too
    few headings are."""
    blocks = source["blocks"]
    headings = [block["text"] for block in blocks if block["type"] == "heading" and block["level"] <= 2]
    if len(headings) < 4 or _without_contents(blocks) is not blocks or sum(b["type"] == "title" for b in blocks) > 1:
        return None
    entries = [entry(heading, 1 + at // 3) for heading, at in zip(headings, count(), strict=False)]
    lines: list[Json] = [{"type": "paragraph", "text": text} for text in ["目    录", *entries]]
    at = next((i + 1 for i, block in enumerate(blocks) if block["type"] == "cover"), 0)
    breaks: list[Json] = [{"type": "pagebreak"}]
    return source | {"blocks": [*blocks[:at], *(breaks if at else []), *lines, *breaks, *blocks[at:]]}


def _with_units_in_captions(source: Json) -> Json:
    changed = copy.deepcopy(source)
    for block in changed["blocks"]:
        if block["type"] == "table" and block.get("caption") and block.get("unit"):
            block["caption"] += f"（{block.pop('unit')}）"
    return changed


def _with_breaks(source: Json) -> Json:
    """Each chapter on a page of its own."""
    blocks: list[Json] = []
    for block in source["blocks"]:
        if block["type"] == "heading" and block["level"] == 1 and blocks and blocks[-1]["type"] != "pagebreak":
            blocks.append({"type": "pagebreak"})
        blocks.append(block)
    return source | {"blocks": blocks}


CONTENTS: dict[str, Callable[[str, int], str]] = {
    "dots": lambda heading, page: f"{heading}{'.' * 24}{page}",
    "dots_apart": lambda heading, page: f"{heading}{' .' * 12} {page}",
    "brackets": lambda heading, page: f"{heading}（{page}）",
    "bare": lambda heading, page: heading,
}
LOOKS: dict[str, dict[str, Any]] = {
    "small": {"body_size": 10.5, "leading": 16, "table_size": 8, "wide_size": 7, "title_size": 15, "cover_size": 18},
    "large": {"body_size": 18, "leading": 32, "table_size": 12, "wide_size": 10},
    "tight": {"leading": 17, "margins": (20, 15, 20, 15)},
    "loose": {"leading": 36},
    "without_indents": {"indent": 0},
    "ragged": {"justified": False},
    "one_face": {"heading_fonts": ("song",) * 5, "heading_bold": ()},
    "all_bold": {"heading_fonts": ("hei",) * 5, "heading_bold": (1, 2, 3, 4)},
    "running_head": {"running_head": "title"},
    "centred_figures": {"table_numbers": "center"},
    "small_tables": {"table_size": 7.5, "wide_size": 6.5},
    "large_tables": {"table_size": 14, "wide_size": 12},
}
HABITS: dict[str, Habit] = {
    **{name: Habit(partial(typed, habit)) for name, habit in OF_TEXTS.items()},
    **{f"by_{name}": Habit(partial(renumbered, scheme), renumbers=True) for name, scheme in SCHEMES.items()},
    **{f"contents_{name}": Habit(partial(with_contents, entry)) for name, entry in CONTENTS.items()},
    "units_in_captions": Habit(_with_units_in_captions),
    "chapters_on_pages": Habit(_with_breaks),
    **{f"page_{name}": Habit(look=look) for name, look in LOOKS.items()},
}
