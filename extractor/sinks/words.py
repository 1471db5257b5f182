"""Cuts text into the tokens of the search index, so that Chinese of any length is found, also one character.

Every Han character is a word, every run of letters or of digits is one, and punctuation is a word that stands
for a break, so that no phrase matches across it. White space means nothing: it may stand anywhere. The index
keeps each Han character together with the one after it: such pairs are rare where characters are not, which
makes phrases quick, and a single character is the beginning of a pair.
SQLite's trigram tokenizer is refused: it finds nothing for queries under three characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Stands for any punctuation; letters and digits never stand in one word otherwise.
BREAK = "b0"
LAST_BASIC = 0xFFFF  # beyond it SQLite's tables of letters have gaps
# A comma between groups of digits (4,827) means nothing.
_GROUPING = re.compile(r"[,，](?<=\d.)(?=\d{3})")
_SEAM = re.compile("[a-z](?=[0-9])|[0-9](?=[a-z])")


class Word(NamedTuple):
    """A word and where it stands: ``text[start:end]`` of the text it was cut from."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """The words of ``text`` in order; widths and letter case are folded."""
    folded = _GROUPING.sub("", text).translate(_FOLD)
    return [BREAK if word == "\x00" else word for word in _SEAM.sub(r"\g<0> ", folded).split()]


def placed_words(text: str) -> Iterator[Word]:
    """The words of ``text`` with their places."""
    dropped = {match.start() for match in _GROUPING.finditer(text)}
    run, begin, end = "", 0, 0
    for place, character in enumerate(text):
        for part in "" if place in dropped else _FOLD[ord(character)]:
            goes_on = part.isascii() and part.isalnum()
            if run and not (goes_on and run[-1].isdigit() == part.isdigit()):
                yield Word(run, begin, end)
                run = ""
            if goes_on:
                begin = begin if run else place
                run, end = run + part, place + 1
            elif part != " ":
                yield Word(BREAK if part == "\x00" else part, place, place + 1)
    if run:
        yield Word(run, begin, end)


def index_text(text: str) -> str:
    """``text`` as the index stores it: its tokens with spaces between."""
    return " ".join(_tokens(words(text)))


def match_expression(query: str) -> str:
    """The FTS5 expression that finds every part of ``query`` (parts stand between spaces) as a phrase.

    Empty where the query has no letter, digit or character to look for.
    """
    return " AND ".join(filter(None, (_phrase(_trim(words(part))) for part in query.split())))


def first_hit(text: str, query: str) -> tuple[int, int] | None:
    """Where in ``text`` the first part of ``query`` that occurs stands, as a half-open span."""
    found = list(placed_words(text))
    spoken = [word.word for word in found]
    for part in query.split():
        phrase = _trim(words(part))
        for place in range(len(spoken) - len(phrase) + 1 if phrase else 0):
            if spoken[place : place + len(phrase)] == phrase:
                return found[place].start, found[place + len(phrase) - 1].end
    return None


def _tokens(spoken: list[str]) -> list[str]:
    """Each Han character with the one after it, everything else as it is."""
    return [
        word + after if word > "\x7f" and after > "\x7f" else word
        for word, after in zip(spoken, [*spoken[1:], ""], strict=False)
    ]


def _phrase(spoken: list[str]) -> str:
    tokens = _tokens(spoken)
    if len(tokens) > 1 and len(tokens[-2]) == 2 and tokens[-2] > "\x7f":
        tokens = tokens[:-1]  # the last character stands in the pair before it
    if not tokens:
        return ""
    beginning = "*" if len(tokens[-1]) == 1 and tokens[-1] > "\x7f" else ""
    return f'"{" ".join(tokens)}"{beginning}'


def _trim(spoken: list[str]) -> list[str]:
    """``spoken`` without breaks at either end."""
    start, end = 0, len(spoken)
    while start < end and spoken[start] == BREAK:
        start += 1
    while end > start and spoken[end - 1] == BREAK:
        end -= 1
    return spoken[start:end]


class _Folding(dict[int, str]):
    """What a character becomes; worked out when it is first met. Punctuation becomes NUL, a word of its own."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(self._part(character) for character in folded)
        return self[code]

    @staticmethod
    def _part(character: str) -> str:
        if character.isascii() and character.isalnum():
            return character
        if character.isspace():
            return " "
        if not character.isalnum():
            return " \x00 "
        return f" {character} " if ord(character) <= LAST_BASIC else f" {_spelled(character)} "


def _spelled(character: str) -> str:
    """A rare character as a word of letters."""
    return "u" + "".join(chr(ord("a") + int(digit, 16)) for digit in f"{ord(character):x}")


_FOLD = _Folding()
