"""Signs of symbol fonts tick boxes; letters of other fonts stay letters."""

from __future__ import annotations

from extractor.pdf.symbols import table_of, with_ticked_boxes

from tests.text.test_lines import run


def test_codes_of_symbol_fonts_are_signs_also_in_the_private_area() -> None:
    for font, code, sign in (
        ("ABCDEF+Wingdings-Regular", "þ", "☑"), ("Wingdings", "\uf0a8", "□"), ("Wingdings2", "R", "☑"),
        ("Wingdings 2", "£", "□"), ("ZapfDingbats", "4", "✔"),
    ):  # fmt: skip
        table = table_of(font)
        assert table is not None
        assert code.translate(table) == sign
    assert table_of("SimSun") is None
    assert table_of("Wingdings3") is None


def test_a_tick_drawn_over_a_box_ticks_it() -> None:
    told = with_ticked_boxes([run("□优 □良", 100), run("√", 120)])
    assert [each.text for each in told] == ["□优 ☑良"]


def test_a_tick_beside_a_box_stays() -> None:
    runs = [run("□优", 100), run("√", 140)]
    assert with_ticked_boxes(runs) == runs
