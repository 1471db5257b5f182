"""Values in a text (str → money, dates, document numbers, regions, scores); this room knows no PDF."""

from extractor.values.money import find_money
from extractor.values.numerals import parse_numeral
def find_dates(t): return []
def find_impossible_dates(t): return []
