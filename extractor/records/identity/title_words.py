"""What a title tells (标题中的要素): the year, the unit, the project or fund."""

from __future__ import annotations

import re
from functools import cache

from extractor.patternbook import load_patterns
from extractor.records.identity.organisations import is_organisation, organisation_at_start
from extractor.values import bare_regions, find_regions, open_regions
from extractor.values.date_point import LOST_RING

# What is left of a title without its place must still name something.
SHORTEST_NAME = 4
# A division of 新疆生产建设兵团 before its city (第八师石河子市).
_CORPS = re.compile(r"第[一二三四五六七八九十]{1,3}师(?=\S{2,6}?市)?")
# What a report on many looks at: …绩效评价报告——以某政策为例, …重点评价报告——某项目.
_EXAMPLE = re.compile(
    r"[—－-]{1,2}以(?P<example>[^—]{4,40})为例$"
    r"|(?:报告|情况|结果)(?:[—－-]{1,2}|[:：])"
    r"(?P<named>(?:20\d\d年度?)?[^—（()）\d][^—（()）]{3,40}(?:项目|资金|经费|政策|工程|支出|补[助贴]))$"
)
# A body behind the title: …绩效评价报告——某局.
_OF_BODY = re.compile(r"^(?P<title>.+(?:报告|情况|结果))(?:[—－-]{1,2}|[:：])(?P<body>[^—－:：（()）]{4,40})$")
_QUOTES = frozenset("“‘《「『")
_LEVELS = re.compile(r"^(?:(?:本|[省市县区州盟旗])级)?(?:预算)?(?=部门整体支出)")
_PASSED_ON = re.compile(r"《([^《》]+(?:报告|结果|意见))》的?(?:通知|函)$")
# A period in brackets: （2019—2021年）, （2022年7月—2025年6月）.
_CODE = re.compile(
    r"^(?:(?=[0-9A-Z]*\d{4})[0-9A-Z]{10,30}\s*[-—－_]?|(?!(?:19|20)\d\d\D)\d{3,9}\s*[-—－_]|[\[【(（]\d{3,9}[\]】)）])\s*(?=[\u4e00-\u9fff“《])"
)
_PERIOD = re.compile(r"[（(]\s*[\d年度月日至到起止期间、.\-‐‑—–~～\s]*[）)]")
_PLACE_BEFORE = re.compile("^[\u4e00-\u9fff]{1,7}?[省市县区州盟旗镇乡]")
_HAN_DIGITS = {han: str(index) for index, han in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}


def ends_like_title(text: str) -> bool:
    """Whether a line, or several joined, end as a report's title does."""
    return bool(_ending().search(_without_note(text)))


def is_on_rectifying(title: str) -> bool:
    """Whether a title is that of a report on what was put right (…评价结果整改报告), whose writer evaluated nothing."""
    return bool(re.search(f"{load_patterns('head')['title']['rectified']}$", _without_note(title)))


def is_mere_ending(text: str) -> bool:
    """Whether a line is nothing but what titles end with (绩效评价报告)."""
    return bool(_ending().fullmatch(text))


def title_years(text: str) -> list[int]:
    """The years that a title or a phrase names; of a range its last."""
    printed = ("".join(_HAN_DIGITS.get(c, c) for c in match["last"]) for match in _year().finditer(text))
    return [int(year) if len(year) > LOST_RING else 2000 + int(year[1:]) for year in printed]


def without_year(text: str) -> str:
    """``text`` without the years and year ranges that date it (2021年度, 2019-2021年)."""
    return _year().sub("", _PERIOD.sub("", text))


def unit_in_title(title: str) -> str | None:
    """The body that a title begins with, where it does."""
    return _split(title)[0]


def issuer_in_title(title: str) -> str | None:
    """The body before 关于: it writes, and in a self-evaluation it is the unit (某局关于…自评情况的报告)."""
    before = title[: title.rfind("关于")] if "关于" in title else ""
    return before if is_organisation(before) else None


def project_in_title(title: str) -> str | None:
    """The project or fund that a title names, without its place, its year and the unit that owns it.

    Where nothing but 专项资金 is left, the unit belongs to the name; where nothing is left, there is none.
    """
    if example := _EXAMPLE.search(title):
        return without_year(example["example"] or example["named"])
    unit, rest = _split(title)
    rest = trimmed(_without_place_behind(trimmed(rest)))
    if _keeps_spending().search(rest):
        return _LEVELS.sub("", rest)
    if not rest or _made_of("nothing").fullmatch(rest) or re.fullmatch(load_patterns("head")["title"]["counted"], rest):
        return None
    if is_generic(rest):
        return f"{unit}{rest}" if unit else None
    return rest


def is_generic(name: str) -> bool:
    """Whether a name is made of words that make no project of their own (专项资金, 整体支出)."""
    return bool(_made_of("generic", "nothing").fullmatch(name))


def names_nothing(name: str) -> bool:
    """Whether a name is a place and words that name nothing at all (某县重点项目); 部门整体支出 is a thing."""
    rest = _PLACE_BEFORE.sub("", name)
    return "整体" not in rest and (not rest or bool(_made_of("nothing").fullmatch(rest)))


def _split(title: str) -> tuple[str | None, str]:
    """The unit that a title begins with (None for a mere place) or names at its end, and the rest, without the year."""
    behind = _OF_BODY.match(title)
    if behind and is_organisation(behind["body"]):
        unit, rest = _split(behind["title"])
        return unit or behind["body"], rest
    text = _ending().sub("", _without_note(_passed_on(title)))
    text = _announced(text[text.rfind("关于") + 2 :]) if "关于" in text else text
    year = _year().search(text)
    if year and year.start():
        before, after = text[: year.start()], without_year(text[year.start() :])
        if is_organisation(before) and _place(before) != len(before):
            return before, after
        if _place(before) == len(before):
            text = before + after
        elif before in load_patterns("region_names")["plain"]["zone_words"]:
            text = after  # 高新区2020年度…
    text = without_year(text)
    length = organisation_at_start(text)
    if length and text[_place(text)] not in _QUOTES:  # 某区“家门口”服务站运维经费
        return text[:length], text[length:].lstrip("的")
    town, whole, _ = text.partition("部门整体支出")
    if whole and is_organisation(town) and not town.endswith("乡镇") and _place(town) != len(town):
        return town, text[len(town) :]  # 田心乡部门整体支出
    rest = text[_place(text) :].lstrip("的")
    return None, rest if len(rest) >= SHORTEST_NAME or not rest else text


def _place(text: str) -> int:
    """How much of the start of ``text`` is the name of a place (长沙市望城区)."""
    regions = sorted(find_regions(text), key=lambda each: each.start)
    corps = _CORPS.match(text)
    end = corps.end() if corps and not (regions and regions[0].start == 0) else 0
    around = ""
    for region in regions:
        if region.start != end:
            break
        end, around = region.end, region.code
    common = load_patterns("region_names")["plain"]["common"]
    for name, places in open_regions(text[end:]):
        if not end and name in common:
            continue
        # 城区 is a district of 晋城市; behind 阆中市 it is the town
        if text.startswith(name, end) and any(_lies_in(place.code, around) for place in places):
            end += len(name)
            break
    plain = load_patterns("region_names")["plain"]
    zones = tuple(plain["zone_words"])
    for name, _ in bare_regions(text):
        at = text.find(name) + len(name)
        zone = next((word for word in zones if text.startswith(word, at)), None)
        named = None if zone else re.compile(plain["named_zone"]).match(text, at)
        if (zone or named) and end <= at:
            end = at + len(zone) if zone else named.end() if named else at
            break
    match = _level().match(text, end) if end else None
    if match is None or (match[0][:1] in "市区县" and match[0].endswith("级") and match[0][0] != text[end - 1]):
        return end  # 县级公立医院 of a district are a thing of their own
    return match.end()


def _without_place_behind(text: str) -> str:
    """Cut the place that carries money handed down, told behind it: 中央某补助资金文山州区域绩效自评报告."""
    place = next((each for each in find_regions(text) if each.end == len(text)), None)
    behind_money = place and re.search(r"(?:资金|经费|补[助贴]|奖补|专项|转移支付)$", text[: place.start])
    return text[: place.start] if place and behind_money else text


def _lies_in(code: str, around: str) -> bool:
    """Whether a place's code is one within a province or city; within no place at all any is."""
    return code.startswith(re.sub(r"(?:00){1,2}$", "", around))


def trimmed(text: str) -> str:
    """Cut the words that qualify the evaluation from the end: …项目支出 → …项目, …财政重点 → …"""
    while text and not _keeps_spending().search(text):
        shorter = _qualifier().sub("", text).strip()
        if shorter == text:
            break
        text = shorter
    return text


def without_code(name: str) -> str:
    """A name without the code that a budget system prints before it (51192223T000008123456-医保配套, [021]民政局)."""
    return _CODE.sub("", name)


def _without_note(text: str) -> str:
    return re.sub(r"[（(][^（()）]*[）)]$", "", text)


@cache
def _ending() -> re.Pattern[str]:
    title = load_patterns("head")["title"]
    endings = sorted(title["endings"], key=len, reverse=True)
    return re.compile(rf"(?:的)?(?:{title['reviews']}|{title['rectified']}|{'|'.join(map(re.escape, endings))})$")


@cache
def _year() -> re.Pattern[str]:
    lost_ring = r"(?<![一二三四五六七八九十第])二[一二][一二三四五六七八九](?=年(?!级))"
    year = rf"(?:[12][09]\d{{2}}|[一二][〇○零九][〇○零一二三四五六七八九]{{2}}|{lost_ring})"
    months = r"(?:\d{1,2}\s*[-‐‑—–~～至到]{1,2}\s*\d{1,2}月(?:份)?|[上下]半年|前?[一二三]季度|第[一二三四]季度)?"
    joint = r"\s*年?度?\s*(?:[-‐‑—–~～至到、和]{1,2})\s*"
    return re.compile(
        rf"(?:{year}{joint})*(?P<last>{year})\s*(?:学年度?(?:第?[一二]学期)?|(?:年度|年){months}|(?=[\u4e00-\u9fff]))"
    )


@cache
def _made_of(*kinds: str) -> re.Pattern[str]:
    """Text that is nothing but words of some ``kinds``: ``generic`` or ``nothing``."""
    words = [word for kind in kinds for word in load_patterns("head")["title"][kind]]
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered))})+")


@cache
def _keeps_spending() -> re.Pattern[str]:
    """Spending that is the subject itself: 部门整体支出 is not cut to 部门, nor a whole budget to its kind of fund."""
    return re.compile(
        r"(?:整体(?:支出|预算)|基本支出|性支出|(?:国有资本经营|社会保险基金|政府性基金|一般公共)(?:预算)?(?:支出)?)$"
    )


def _passed_on(title: str) -> str:
    """The title that a notice passes on: 关于印发《…绩效评价报告》的通知."""
    inner = _PASSED_ON.search(title)
    return inner[1] if inner else title


def _announced(text: str) -> str:
    """What a title is about, without the verb before it (公布…绩效评价结果)."""
    return re.sub(load_patterns("head")["title"]["announcing"], "", text, count=1)


@cache
def _qualifier() -> re.Pattern[str]:
    title = load_patterns("head")["title"]
    words = sorted(title["qualifiers"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))}|{title['terms']}|{title['after_funds']})$")


@cache
def _level() -> re.Pattern[str]:
    # 市政道路 of a district begins with no 市 of its place
    own = r"市(?![政场容民域郊内属直花])|区(?![域内划块间位属])|县(?![域乡道城内属])|[州盟旗](?=本级)"
    # 县级储备粮 is a thing of its own
    return re.compile(rf"(?![省市县区]级(?:{'|'.join(_things_of_a_level())}))(?:{own})?(?:本级|级)?")


@cache
def _things_of_a_level() -> tuple[str, ...]:
    return tuple(load_patterns("head")["title"]["of_a_level"])
