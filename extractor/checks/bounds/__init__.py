"""Figures held against bounds that the report tells: intervals, bands, the most that is taken, the pace of a year."""
