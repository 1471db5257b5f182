"""Rules of numbers that name: headings that skip or repeat one, a document number cited with two titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from extractor.checks.engine import Figure, Printed, check, tight
from extractor.checks.material import Material
from extractor.checks.units import ZERO
from extractor.model.layout import Paragraph
from extractor.model.reading import Section
from extractor.model.report import Check, DocumentNumber
from extractor.outline.markers import chinese_value, fold

_HAN = "零一二三四五六七八九十"
# The first of ten signs or more that are number and marks in one.
_SIGNS = "①⑴⒈㈠"
_ONE_WIDTH = str.maketrans("(),.．", "（），、、")
# Fewer headings side by side are no list that a number could be missing in.
FEWEST_HEADINGS = 3
_QUOTES = re.compile(r"[《》〈〉“”\s]|^关于|(?:印发|颁布|发布|转发)|的通知$")


def headings_in_order(material: Material) -> Iterator[Check]:
    """（一）（二）（四）: a number is left out, or stands twice. Only where no line begins with the missing number."""
    siblings: dict[tuple[int, int], list[Section]] = defaultdict(list)
    for section in material.reading.outline.sections:
        siblings[id(section.parent), section.level].append(section)
    good: list[Figure] = []
    begun: str | None = None
    for group in siblings.values():
        numbers = [_value(section.number) for section in group] if len(group) >= FEWEST_HEADINGS else [None]
        if None in numbers or any(section.run_in for section in group):
            continue
        # （一） and then （2）: what is missing under one form may stand there under the other.
        marks = [_mark(section) for section in group]
        if len({_form(section, mark) for section, mark in zip(group, marks, strict=True)}) > 1:
            continue
        faults = 0
        for (first, before), (second, after) in pairwise(zip(group, numbers, strict=True)):
            if before is None or after is None or after == before + 1 or after == 1:
                continue
            faults += 1
            mark = _mark(first)
            told = f"标题“{mark}”之后为“{_mark(second)}”"
            figures = [_figure(material, first), _figure(material, second)]
            missing = mark.replace(_numeral(first, mark), _same_style(_numeral(first, mark), before + 1))
            begun = _beginnings(material) if begun is None else begun
            if after == before:
                yield check("heading_numbers", "fail", f"{told}，序号重复。", figures, second.number, None)
            elif after == before + 2 and missing not in begun and _is_read(material, figures):
                yield check("heading_numbers", "fail", f"{told}，缺少“{missing}”。", figures, second.number, None)
            else:
                yield check("heading_numbers", "unknown", f"{told}，序号不连续。", figures, second.number, None)
        if not faults:
            good += [_figure(material, group[0]), _figure(material, group[-1])]
    if good:
        yield check("heading_numbers", "pass", f"{len(good) // 2}组标题的序号连续。", good)


def numbers_with_titles(material: Material) -> Iterator[Check]:
    """One document number is cited with one title. Never fails: a notice and the rules it issues share a number."""
    cited: dict[str, list[DocumentNumber]] = defaultdict(list)
    for number in material.values.document_numbers:
        if number.title:
            cited[number.canonical].append(number)
    good: list[Figure] = []
    for canonical, told in cited.items():
        first = told[0]
        other = next((each for each in told if not _is_same_title(first.title or "", each.title or "")), None)
        if other is not None:
            yield check(
                "number_with_titles", "unknown",
                f"同一文号“{canonical}”先后对应“{first.title}”和“{other.title}”两个名称。",
                [Figure(ZERO, 0, first.evidence), Figure(ZERO, 0, other.evidence)], first.title, other.title,
            )  # fmt: skip
        elif len(told) > 1:
            good += [Figure(ZERO, 0, each.evidence) for each in told]
    if good:
        yield check("number_with_titles", "pass", "多次引用的文号所对应的文件名称一致。", good)


def _is_same_title(one: str, other: str) -> bool:
    first, second = (_QUOTES.sub("", title) for title in (one, other))
    return first in second or second in first


def _form(section: Section, mark: str) -> str:
    """How a heading's number is set: 一、 and （一） are two forms, 1、 a third; brackets of any width are one."""
    numeral = _numeral(section, mark)
    return mark.replace(numeral, _same_style(numeral, 1))


def _mark(section: Section) -> str:
    """The number of a heading with the marks around it, as printed, but for their widths."""
    text = section.heading.text
    return tight(fold(text.partition(section.title.text or text)[0]).translate(_ONE_WIDTH))


def _numeral(section: Section, mark: str) -> str:
    """The number of a heading in its mark; a sign that is number and marks in one (①, ⑴, ㈠) is both."""
    return section.number if section.number in mark else mark[:1]


@lru_cache(maxsize=1024)
def _value(number: str) -> int | None:
    if number.isdecimal():
        return int(number)
    if not number or any(sign not in _HAN[1:] for sign in number):
        return None
    if "十" not in number and len(number) > 1:
        return None
    return chinese_value(number)


def _same_style(number: str, value: int) -> str:
    if number.isdecimal():
        return str(value)
    for first in _SIGNS:
        if first <= number < chr(ord(first) + 10):
            return chr(ord(first) + value - 1)
    tens, ones = divmod(value, 10)
    if not tens:
        return _HAN[ones]
    return f"{_HAN[tens] if tens > 1 else ''}十{_HAN[ones] if ones else ''}"


def _beginnings(material: Material) -> str:
    """How every line of the report begins, run together: a heading that was not seen as one is among them."""
    starts: list[str] = []
    for block in material.reading.blocks:
        if isinstance(block, Paragraph):
            starts.append(tight(block.text.translate(_ONE_WIDTH)))
    return "\n".join(starts)


def _is_read(material: Material, figures: list[Figure]) -> bool:
    """Whether all print from the first figure's page to the last one's was read: a heading may stand in a picture."""
    pages = [place.page for figure in figures for place in figure.evidence]
    layouts = material.reading.pages.layouts[min(pages, default=1) - 1 : max(pages, default=0)]
    return not any(layout.page.is_partly_unread for layout in layouts)


def _figure(material: Material, section: Section) -> Figure:
    return Figure(ZERO, 0, Printed(section.heading, material.reading.pages))
