"""The rows of a table without a grid: how lines wrap, where rows are cut, and over how many of them names reach."""
