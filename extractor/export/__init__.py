"""Hands records on to people: spreadsheets, CSV, Markdown, data frames, and how a notebook shows them."""
