"""Tables by their drawn rulings: grid, spans, words in cells."""
