"""Many documents: found below folders, read in worker processes, one fault never taking the others with it."""

from extractor.batch.attempt import attempt

__all__ = ["attempt"]
