"""How alike two short Chinese texts are, by the pairs of characters that they share."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

# Words that any heading of this genre may hold; they tell nothing about the matter.
EMPTY = re.compile(
    r"项目|部分|存在|问题|工作|有待|进一步|落实|加强|提高|完善|强化|规范|健全|建立|不够|不足|不到位|不规范|不及时|未|个别|情况|开展|相关|建议|管理|资金|预算|绩效|单位"
)


@lru_cache(maxsize=1024)
def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring characters, white space and marks left out; not to be changed."""
    bare = re.sub(r"[^\w]|_", "", text)
    return Counter(bare[i : i + 2] for i in range(len(bare) - 1))


def shared(one: Counter[str], other: Counter[str]) -> int:
    """How many pairs two texts share; no counter is made for the answer."""
    return sum([min(count, other[pair]) for pair, count in one.items() if pair in other])


def likeness(one: str, other: str) -> float:
    """0 (nothing shared) to 1 (the same): twice the shared pairs over all pairs."""
    first, second = pairs(one), pairs(other)
    total = first.total() + second.total()
    return 2 * shared(first, second) / total if total else 0.0


def share_within(part: str, whole: str) -> float:
    """The share of the pairs of ``part`` that ``whole`` has too, 0 to 1."""
    first = pairs(part)
    return shared(first, pairs(whole)) / first.total() if first else 0.0
