"""The opening of a report, line by line: cover (封面), form page, title, up to the first heading."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.model.layout import Block, Grid, Line, Paragraph, Passage
from extractor.model.reading import Reading
from extractor.text.fold import usual_marks

# A line with more characters than this is running text (covers hold names, the longest about 45).
LONGEST_COVER_LINE = 60
# A report without any cover begins with running text at once; pages of contents (目录) do not count.
MOST_COVER_PAGES = 4


@dataclass(frozen=True, slots=True)
class FrontLine:
    """One printed line before the first heading; ``prose`` marks lines of running text."""

    passage: Passage
    page: int
    top: float
    bottom: float
    left: float
    size: float
    centred: bool
    prose: bool

    @property
    def text(self) -> str:
        return self.passage.text.strip()

    @property
    def plain(self) -> str:
        """The text without any white space."""
        return "".join(self.passage.text.split())


def usual(passage: Passage) -> Passage:
    """A passage with its marks as wide as usual, as names and verdicts are told."""
    text = usual_marks(passage.text)
    return passage if text == passage.text else replace(passage, text=text)


def front_blocks(reading: Reading) -> list[Block]:
    """What stands before the first heading; the whole first pages where the report has no headings."""
    front = reading.outline.front
    if front or reading.outline.sections:
        return list(front)
    return [block for block in reading.blocks if _page(block) <= 2]


def front_lines(reading: Reading) -> list[FrontLine]:
    """The printed lines of the opening's paragraphs, in reading order."""
    front = front_blocks(reading)
    pages = list(dict.fromkeys(map(_page, front)))[:MOST_COVER_PAGES]
    return [line for block in front if isinstance(block, Paragraph) and block.page in pages for line in lines_of(block)]


def lines_of(paragraph: Paragraph) -> list[FrontLine]:
    """The printed lines of one paragraph."""
    lines = []
    prose = is_running_text(paragraph)
    for piece in paragraph.passage.pieces:
        source: Line = piece.line
        end = piece.at + piece.end - piece.start
        lines.append(
            FrontLine(
                passage=usual(paragraph.passage.slice(piece.at, end)),
                page=source.page,
                top=source.top,
                bottom=source.bottom,
                left=source.x0,
                size=source.size,
                centred=paragraph.centred,
                prose=prose,
            )
        )
    return [line for line in lines if line.text]


def is_running_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph is prose rather than a line of a cover or title."""
    text = paragraph.text.strip()
    if text.endswith(("。", "；")) or ("，" in text and len(text) > LONGEST_COVER_LINE // 2):
        return True
    return len(text) > LONGEST_COVER_LINE and not paragraph.centred


def preamble(reading: Reading) -> list[Paragraph]:
    """The running text before the first heading, where the report says what was done for whom."""
    return [b for b in front_blocks(reading) if isinstance(b, Paragraph) and is_running_text(b)]


def _page(block: Block) -> int:
    return (block.pages or [1])[0] if isinstance(block, Grid) else block.page
