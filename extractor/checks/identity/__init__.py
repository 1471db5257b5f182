"""Document numbers, headings, annexes and approvals: what names what."""
