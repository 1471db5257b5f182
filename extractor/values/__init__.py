"""Values in a text: money, dates, document numbers, regions, scores and grades. This room knows no PDF."""

from extractor.values.cells import (
    amount_beside_rate,
    is_doubtful_figure,
    money_in_cell,
    money_line_by_line,
    short_amount_in_cell,
    unit_in,
)
from extractor.values.dates import DateContext, find_all_dates, find_dates, find_impossible_dates
from extractor.values.document_numbers import agencies_in, find_document_numbers
from extractor.values.money import find_doubtful_amounts, find_figures_without_unit, find_money
from extractor.values.numerals import (
    format_capital_amount,
    format_numeral,
    parse_number,
    parse_numeral,
    parse_percent,
    unit_factor,
)
from extractor.values.regions import (
    bare_regions,
    find_regions,
    full_name,
    open_regions,
    region_by_code,
    report_region,
)
from extractor.values.scores import find_scores, grade_classes, is_review, usual_grade

__all__ = [
    "DateContext",
    "agencies_in",
    "amount_beside_rate",
    "bare_regions",
    "find_all_dates",
    "find_dates",
    "find_document_numbers",
    "find_doubtful_amounts",
    "find_figures_without_unit",
    "find_impossible_dates",
    "find_money",
    "find_regions",
    "find_scores",
    "format_capital_amount",
    "format_numeral",
    "full_name",
    "grade_classes",
    "is_doubtful_figure",
    "is_review",
    "money_in_cell",
    "money_line_by_line",
    "open_regions",
    "parse_number",
    "parse_numeral",
    "parse_percent",
    "region_by_code",
    "report_region",
    "short_amount_in_cell",
    "unit_factor",
    "unit_in",
    "usual_grade",
]
