"""How far apart two lines of one table may stand (行距、行高): further where the rows of a page are set so, evenly."""

from __future__ import annotations

from collections.abc import Iterable

# Type sizes between lines of one table; captions and notes stand further off.
LARGEST = 2.6
# … of rows of a height that is set (1 cm and more of small type): so many gaps of the page are alike, within these.
WIDEST, LEAST_EVEN, EVEN = 6.0, 3, 0.15


class RowGaps:
    """The gaps between rows of a page; in type sizes."""

    def __init__(self, gaps: Iterable[float]) -> None:
        self._wide = [gap for gap in gaps if LARGEST < gap <= WIDEST]

    def are_parted(self, gap: float) -> bool:
        """Whether a gap is too wide to be within a table: wider than those of most tables, and than others here."""
        return gap > LARGEST and sum(abs(gap - other) <= EVEN for other in self._wide) < LEAST_EVEN
