"""Pieces of a table over page ends put together again."""
