"""Cuts text into the tokens of the search index, so that Chinese of any length is found, also one character.

Every Han character is a token, every run of letters or of digits is one, and punctuation is a token that
stands for a break, so that no phrase matches across it. White space means nothing: it may stand anywhere.
SQLite's trigram tokenizer is refused: it finds nothing for queries under three characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Stands for any punctuation; a letter, because the index keeps nothing else, and one that no text has.
BREAK = "ꙮ"
LAST_BASIC = 0xFFFF  # beyond it SQLite's tables of letters have gaps


class Token(NamedTuple):
    """A token and where it stands: ``text[start:end]`` of the text it was cut from."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` in order; widths and letter case are folded."""
    run = ""
    begin = 0
    end = 0
    for place, character in enumerate(text):
        for folded in unicodedata.normalize("NFKC", character).casefold():
            if folded.isascii() and folded.isalnum():
                if run and run[-1].isdigit() != folded.isdigit():
                    yield Token(run, begin, end)
                    run = ""
                if not run:
                    begin = place
                run += folded
                end = place + 1
                continue
            if run and _groups_digits(run, folded, text, place):
                end = place + 1
                continue
            if run:
                yield Token(run, begin, end)
                run = ""
            if not folded.isspace():
                yield Token(_word(folded), place, place + 1)
    if run:
        yield Token(run, begin, end)


def index_text(text: str) -> str:
    """``text`` as the index stores it: its tokens with spaces between."""
    return " ".join(token.word for token in tokens(text))


def match_expression(query: str) -> str:
    """The FTS5 expression that finds every part of ``query`` (parts stand between spaces) as a phrase.

    Empty where the query has no letter, digit or character to look for.
    """
    phrases = [_trim([token.word for token in tokens(part)]) for part in query.split()]
    return " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases if phrase)


def first_hit(text: str, query: str) -> tuple[int, int] | None:
    """Where in ``text`` the first part of ``query`` that occurs stands, as a half-open span."""
    found = list(tokens(text))
    words = [token.word for token in found]
    for part in query.split():
        phrase = _trim([token.word for token in tokens(part)])
        for place in range(len(words) - len(phrase) + 1 if phrase else 0):
            if words[place : place + len(phrase)] == phrase:
                return found[place].start, found[place + len(phrase) - 1].end
    return None


def _word(character: str) -> str:
    if not character.isalnum():
        return BREAK
    return character if ord(character) <= LAST_BASIC else f"u{ord(character):x}"


def _groups_digits(run: str, folded: str, text: str, place: int) -> bool:
    """Whether a comma stands between groups of digits (4,827), where it means nothing."""
    following = text[place + 1 : place + 4]
    return folded == "," and run[-1].isdigit() and len(following) == 3 and following.isdecimal()


def _trim(words: list[str]) -> list[str]:
    """``words`` without breaks at either end."""
    while words and words[0] == BREAK:
        words = words[1:]
    while words and words[-1] == BREAK:
        words = words[:-1]
    return words
