"""Folds typographic variants onto one code point each, so that offsets into the page stay what they are.

Unicode's own compatibility forms are no use here: they change lengths (``㈠`` becomes three characters) and
meaning (``①`` becomes ``1``). This table maps one code point to exactly one, and nothing else:

* full-width letters, digits and signs to half width (``，；！？`` stay: they are Chinese punctuation and
  mean something else than their half-width twins between digits);
* Kangxi and CJK radicals (``⽬``), which some fonts give instead of the character, and compatibility
ideographs;
* variants of brackets, quotes, dashes and white space.

``squeeze`` folds and drops white space where Chinese text needs none, with a map back to the printed text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

_KANGXI = (
    "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干"
    "幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒"
    "癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足"
    "身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊"
    "齒龍龜龠"
)
_RADICALS = (
    "⺁厂⺃乚⺄乙⺅亻⺉刂⺋㔾⺎兀⺐尣⺒巳⺓幺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺩王⺫目⺬示⺭礻"
    "⺮竹⺯糸⺰纟⺲罒⺳罒⺵网⺶羊⺷羊⺸羊⺹耂⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶"
    "⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐"
    "⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_KEPT_FULL_WIDTH = frozenset("，；！？")
_BRACKETS = "﹝〔﹞〕〘〔〙〕｟(｠)﹙(﹚)❨(❩)⦅(⦆)﹛{﹜}〖【〗】﹇[﹈]⟦[⟧]〚[〛]⁅[⁆]"
_QUOTES = '“"”"„"‟"〝"〞"″"＂"‘\'’\'‛\'‚\'′\'＇\''
_DASHES = "‐-‑-‒-–-−-﹣-－-―—─—━—﹘—〜~∼~～~﹏~‧·•·・·∙·⋅·･·˙·⸱·ꞏ·∘·◦·"
_SIGNS = "﹕:︰:﹪%﹩$¥￥﹐,﹒.․.﹔；﹑、､、｡。﹖？﹗！⁄/∕/"

_WHITE = "\\s\u200b-\u200f\u2028-\u202f\u2060\ufeff\u00ad"
# Raised figures: marks of notes, powers of units; never part of a figure beside them.
_MARKS = "⁰¹²³⁴-⁹⁽⁾"
# What stands for a character that a font or a program has lost; symbol fonts have their bullets from U+F000 on.
LOST = re.compile("[█\ufffd\ue000-\uefff\uf100-\uf8ff]")


@cache
def fold_table() -> dict[str, str]:
    """The whole table, one code point to one code point."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {chr(0x2F00 + place): plain for place, plain in enumerate(_KANGXI)}
    for pairs in (_RADICALS, _BRACKETS, _QUOTES, _DASHES, _SIGNS):
        table |= dict(zip(pairs[::2], pairs[1::2], strict=True))
    for code in range(0xF900, 0xFADA):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[chr(code)] = plain
    table |= dict.fromkeys("\u00a0\u3000\u2007\u202f\u205f", " ")
    table |= {chr(code): " " for code in range(0x2000, 0x200B)}
    return {variant: plain for variant, plain in table.items() if variant not in _KEPT_FULL_WIDTH and variant != plain}


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(re.escape, sorted(fold_table()))) + "]")


def fold(text: str) -> str:
    """``text`` with typographic variants folded; the same length, every offset the same."""
    table = fold_table()
    return _foldable().sub(lambda found: table[found.group()], text)


_NARROW_MARK = re.compile(r"[,;:](?:(?<=[\u4e00-\u9fff）)”》〉].)|(?=[\u4e00-\u9fff（(“《〈]))")
_MARKS_MEANT = {",": "，", ";": "；", ":": "："}


@lru_cache(maxsize=1024)
def usual_marks(text: str) -> str:
    """``text`` with ``,;:`` beside Chinese characters as wide as a careful typist sets them; the same length."""
    return _NARROW_MARK.sub(lambda found: _MARKS_MEANT[found.group()], text)


def unfolded(characters: str) -> str:
    """Everything that folds into one of ``characters``, themselves included."""
    return characters + "".join(variant for variant, plain in fold_table().items() if plain in characters)


# One of these stands in all that is astray; most texts hold none.
_MAY_BE_ASTRAY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff０-９Ａ-Ｚａ-ｚ．]")
_ASTRAY = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff]|[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ．％]*|(?<=[0-9０-９])．(?=[0-9０-９]|$)|^．(?=[0-9０-９])"
)


def mend_glyphs(text: str) -> str:
    """``text`` with the radicals (⽬) and wide digits, letters and points (２０２３, 57．14) of some fonts and typists
    set right; the same length."""
    if text.isascii() or not _MAY_BE_ASTRAY.search(text):
        return text
    table = fold_table()
    return _ASTRAY.sub(lambda found: "".join([table.get(char, char) for char in found.group()]), text)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Folded text without needless white space, and the way back.

    ``cuts`` are the places in ``text`` before which white space was dropped, ascending; ``shifts`` holds, for
    each number of cuts passed, how many characters have been dropped by then.
    """

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    def origin(self, place: int) -> int:
        """The offset in the printed text of the character at ``place``."""
        return place + self.shifts[bisect_right(self.cuts, place)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the printed text of ``text[start:end]``, which is not empty."""
        return (self.origin(start), self.origin(end - 1) + 1) if self.cuts else (start, end)


# White space and marks of notes, which :func:`squeeze` drops.
GAP = f"[{_WHITE}{_MARKS}]*"


@cache
def _droppable() -> re.Pattern[str]:
    return re.compile(f"[{_WHITE}{_MARKS}]+")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{_MARKS}]")


_LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,")


@lru_cache(maxsize=2048)
def squeeze(text: str) -> Squeezed:
    """``text`` folded, white space and marks of notes dropped; between two Latin letters or digits one blank stays.

    What stays is a line end where the run held one, else a tab, else a space: ``2022 年\\n2 月`` becomes ``2022年2月``,
    ``1 200\\n300`` keeps its two gaps, because only the reader of numbers can judge them.
    """
    folded = fold(text)
    if " " not in folded and folded.isprintable() and not _marks().search(folded):  # nothing to drop
        return Squeezed(folded, (), (0,))
    pieces: list[str] = []
    cuts: list[int] = []
    shifts = [0]
    position = length = dropped = 0
    last = len(folded)
    for gap in _droppable().finditer(folded):
        start, end = gap.span()
        pieces.append(folded[position:start])
        length += start - position
        position = end
        if start > 0 and end < last and folded[start - 1] in _LATIN and folded[end] in _LATIN:
            pieces.append(next((blank for blank in "\n\t" if blank in gap.group()), " "))
            length += 1
            start += 1
        if end > start:
            dropped += end - start
            cuts.append(length)
            shifts.append(dropped)
    if not pieces:
        return Squeezed(folded, (), (0,))
    pieces.append(folded[position:])
    return Squeezed("".join(pieces), tuple(cuts), tuple(shifts))
