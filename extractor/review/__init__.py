"""The review page: a report and its records side by side in one file that opens in any browser, without a network."""

from extractor.review.page import review_page

__all__ = ["review_page"]
