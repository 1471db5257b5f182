"""Tables by their shaded areas: each a cell, white ones beside them as the text tells."""
