"""Stretches that are taken, beside what a look at each of them says."""

from __future__ import annotations

from extractor.values.taken import Taken
from hypothesis import given
from hypothesis import strategies as st

spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda each: (each[0], each[0] + each[1]))


@given(st.lists(spans, max_size=8), spans)
def test_touches_what_a_look_at_each_says(taken: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Taken(taken).touches(start, end) == any(one < end and start < two for one, two in taken)


def test_neighbours_do_not_touch() -> None:
    assert not Taken([(3, 5)]).touches(5, 8)
    assert not Taken([]).touches(0, 8)
