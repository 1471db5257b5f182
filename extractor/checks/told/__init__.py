"""Figures told in words against each other and against the tables."""
