"""Reads one document so that nothing that goes wrong with it reaches the others."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from extractor.errors import DocumentError, ReadingFault, TooMuchMemory
from extractor.model.report import Report
from extractor.pipeline import Options, extract
from extractor.sinks.places import path_text


def attempt(source: Path | bytes, options: Options) -> Report | DocumentError:
    """The report, or the error that says why there is none; raises nothing but an interrupt."""
    name = options.name or (path_text(source) if isinstance(source, Path) else "-")
    try:
        return extract(source, replace(options, name=name))
    except DocumentError as error:
        return error
    except MemoryError:
        return TooMuchMemory(name, "the memory does not suffice for it", "Read it on a larger machine.")
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one document, not the run
        return _fault(name, error)


def _fault(file: str, error: Exception) -> ReadingFault:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    reason = " ".join(str(error).split())
    return ReadingFault(
        file,
        f"a fault in this program ended the reading ({type(error).__name__}: {reason}{where})",
        "Report it, with the file if you may share it.",
    )
