"""What the text says of the rows of a table by their column or their names."""
