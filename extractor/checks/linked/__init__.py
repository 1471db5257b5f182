"""Figures linked by what they are called: shares of a named whole, what a budget leaves, lists that close, means."""
