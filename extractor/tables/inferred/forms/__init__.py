"""Forms (自评表) without a grid: their rows, their blocks and the grid of all of these."""
