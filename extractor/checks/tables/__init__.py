"""The rows and columns of a table against its own totals and rates."""
