"""The pattern files, and what of their many wordings is worth asking of a text."""

from extractor.patternbook.cues import Cues
from extractor.patternbook.files import load_patterns, pattern_dir, pattern_of, patterns_version

__all__ = ["Cues", "load_patterns", "pattern_dir", "pattern_of", "patterns_version"]
