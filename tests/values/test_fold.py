"""The fold table keeps every offset; squeezing keeps the way back."""

from __future__ import annotations

from extractor.text.fold import fold, fold_table, squeeze
from hypothesis import given
from hypothesis import strategies as st

MESSY = st.text(alphabet="12，,.（）年月日元万 \n\t\u3000⽬ＡＢ—–～〔〕①㈠\ufeff", max_size=60)


def test_one_code_point_to_one() -> None:
    assert all(len(variant) == len(plain) == 1 for variant, plain in fold_table().items())
    assert not set(fold_table()) & set(fold_table().values())


def test_what_must_not_change() -> None:
    assert fold("①㈠，；〔〕《》“") == '①㈠，；〔〕《》"'
    assert fold("１２．５％（⽬）：Ａ") == "12.5%(目):A"


@given(MESSY)
def test_fold_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(MESSY)
def test_squeeze_points_back_to_the_same_character(text: str) -> None:
    squeezed = squeeze(text)
    folded = fold(text)
    for place, char in enumerate(squeezed.text):
        original = folded[squeezed.origin(place)]
        assert original == char or (original.isspace() and char in " \n\t") or original == "\ufeff"


def test_squeeze_keeps_what_separates_figures() -> None:
    assert squeeze("2021 年\n3 月").text == "2021年3月"
    assert squeeze("1,500\n260").text == "1,500\n260"
    assert squeeze("共 3  项").text == "共3项"
    assert squeeze("无").shifts == (0,)
