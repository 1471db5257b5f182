"""Structural checks of a hand-written gold.json against the source.json that its report is typeset from."""
