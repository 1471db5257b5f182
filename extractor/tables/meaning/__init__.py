"""What a table's captions, heads, rows and columns mean."""
