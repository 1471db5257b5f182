"""Tables without a grid: columns and rows found from how the words stand."""
