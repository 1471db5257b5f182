"""Names of public bodies and firms inside a text (机构名称), by their endings."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from extractor.patternbook import load_patterns
from extractor.values.region_table import by_name

# How far after one ending the next may stand that makes the name longer (…人民政府电子政务管理办公室).
REACH = 14
# The shortest name that tells a body by itself: 县财政局. Shorter ones are words (市中心).
SHORTEST = 4

# Regiments of 新疆生产建设兵团 (第八师一五九团, 第三师图木舒克市四十九团三连).
_NUMERAL = "[一二三四五六七八九十百零〇\\d]{1,5}"
_CORPS = re.compile(
    rf"(?:(?:新疆生产建设)?兵团)?第?{_NUMERAL}师(?:[\u4e00-\u9fff]{{2,4}}市)?(?:{_NUMERAL}|[\u4e00-\u9fff]{{2,4}})团(?:场)?(?:{_NUMERAL}连)?"
)
_SEAL = re.compile(
    r"[（(]\s*(?:加?盖章|公章|章|签章|印章|加盖公章|盖公章|(?:受托|委托|被评价|评价|受评)(?:方|人|单位|机构)?)\s*[）)]"
)


# Kinds of places that money is for, listed: 博物馆、纪念馆免费开放.
KIND = 1
_LISTED_KIND = re.compile(r"[馆站院校园学]、[^，。、；]{1,5}(?:馆|站|院|校|园|小学|中学)(?!长)")


def organisation_at_start(text: str) -> int:
    """The length of the name of a body that ``text`` begins with, 0 where it begins with none."""
    end = 0
    for match in _endings().finditer(text):
        if not end and "、" in text[: match.end()]:
            break
        if end and (match.end() - end > REACH or _breaks(text[end : match.end()])):
            break
        after = text[match.end() : match.end() + 2]
        works = _is_works(text[match.end() :])
        if works or (match.group().endswith("政府") and after in _government_things()):
            break
        if _opens(text[: match.end()]) or _LISTED_KIND.match(text, max(0, match.end() - KIND)):
            continue
        if match.end() < SHORTEST or text.endswith(_no_bodies(), 0, match.end()):
            continue
        if match["weak"] and not _follows_weak(text[match.end() :]):
            continue
        end = match.end()
    return end


def _opens(text: str) -> bool:
    """Whether a bracket is left open: 补助资金（欠发达国有林场."""
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def without_lead(text: str) -> int:
    """The length of the words at the start of ``text`` that no name begins with (根据, 由, 2018年度 …)."""
    end = 0
    while (match := _lead().match(text, end)) and not _begins_place(text, end):
        end = match.end()
    return end


def _begins_place(text: str, at: int) -> bool:
    """Whether a place is named there whose name begins like a word before names: 和田市, 从江县, 如皋市."""
    return any(text.startswith(name, at) for name in _places().get(text[at : at + 1], ()))


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """The full names of places by their first character."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for name in by_name():
        named[name[0]].append(name)
    return {first: tuple(names) for first, names in named.items()}


def is_firm(name: str) -> bool:
    """Whether a name is that of a firm (事务所, 公司), as against a public body."""
    return bool(_firm().search(_without_brackets(name)))


def is_organisation(name: str) -> bool:
    """Whether a whole line is the name of a body or a firm."""
    plain = _without_brackets("".join(name.split()))
    if _CORPS.fullmatch(plain):
        return True
    if not 3 <= len(plain) <= 40 or re.search(r"[，。；：:、\d]", plain):
        return False
    return is_firm(plain) or plain.endswith(_whole_line_endings())


def writes_evaluations(name: str) -> bool:
    """Whether a firm is of the kind that evaluates for others (会计师事务所, 咨询公司)."""
    words = load_patterns("organisations")["firm"]["evaluators"]
    return is_firm(name) and any(word in name for word in words)


def without_seal(text: str) -> str:
    """A name without the note on its seal or its part: 某公司（盖章）, 某事务所（受托方）."""
    return _SEAL.sub("", text)


def split_names(text: str) -> list[str]:
    """``A局、B中心`` as its names; a list inside brackets is not split."""
    names = re.split(r"[、；;，,/\n]+|\s{2,}", re.sub(r"[（(][^（()）]*等[^（()）]*[）)]", "", text))
    return [name.strip(" 。.") for name in names if name.strip(" 。.")]


def _without_brackets(name: str) -> str:
    return re.sub(r"[（(][^（()）]{1,12}[）)]\s*$", "", name.strip())


def _breaks(between: str) -> bool:
    return bool(
        re.search(
            r"[，。；：、《》“”（）()\d]|项目|资金|专项|经费|支出|建设|工程|的|申报|实施|承担|负责|牵头|主管", between
        )
    )


def _is_works(after: str) -> bool:
    """A building or a purchase follows: what stood before is the thing, not the body (…检测中心建设项目)."""
    words = load_patterns("organisations")["public"]["works"]
    return re.match(rf"(?!项目支出)(?:[一-鿿]{{1,2}}化)?(?:{'|'.join(words)})", after) is not None


@cache
def _whole_line_endings() -> tuple[str, ...]:
    public = load_patterns("organisations")["public"]
    return (*public["endings"], *public["weak"], *public["short"])


@cache
def _endings() -> re.Pattern[str]:
    book = load_patterns("organisations")
    strong = _alternatives([*book["public"]["endings"], *book["firm"]["endings"]])
    return re.compile(rf"(?:{strong})|(?P<weak>{_alternatives(book['public']['weak'])})")


def _follows_weak(after: str) -> bool:
    """Whether what follows 中学, 医院 … shows that it is the body that is meant, not the building."""
    dated = re.match(r"(?:19|20)\d\d", after) is not None
    return not after or dated or after.startswith(tuple(load_patterns("organisations")["public"]["after_weak"]))


@cache
def _no_bodies() -> tuple[str, ...]:
    """How names of places end that bodies seem to be: 城市副中心, 指挥大厅."""
    return tuple(load_patterns("organisations")["public"]["no_bodies"])


@cache
def _government_things() -> frozenset[str]:
    """How words begin that 政府 is a part of itself: 县|政府购买服务, no 县政府."""
    return frozenset(load_patterns("organisations")["public"]["after_government"])


def _alternatives(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


@cache
def _firm() -> re.Pattern[str]:
    words = load_patterns("organisations")["firm"]["endings"]
    return re.compile(rf"(?:{_alternatives(words)})$")


@cache
def _lead() -> re.Pattern[str]:
    words = _alternatives(load_patterns("organisations")["before"]["words"])
    return re.compile(rf"{words}|\d{{4}}\s*年度?|[\s，。；：、\d]+")
