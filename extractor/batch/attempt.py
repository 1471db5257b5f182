"""Reads one document so that nothing that goes wrong with it reaches the others."""

from __future__ import annotations

import signal
import traceback
from dataclasses import replace
from pathlib import Path

from extractor.errors import DocumentError, EngineCrash, ReadingFault, TooMuchMemory
from extractor.model.report import Report
from extractor.pipeline import Options, extract
from extractor.sinks.places import path_text


def attempt(source: Path | bytes, options: Options) -> Report | DocumentError:
    """The report, or the error that says why there is none; raises nothing but an interrupt."""
    name = options.name or name_of(source)
    try:
        return extract(source, replace(options, name=name))
    except DocumentError as error:
        return error
    except MemoryError:
        return TooMuchMemory(name, "the memory does not suffice for it", "Read it on a larger machine.")
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one document, not the run
        return _fault(name, error)


def name_of(source: Path | bytes) -> str:
    """What records and errors call a document that has no other name."""
    return path_text(source) if isinstance(source, Path) else "-"


def crashed(name: str, code: int) -> EngineCrash:
    """The error for a document on which the process that read it ended with ``code`` (a signal's number below 0)."""
    if code == -signal.SIGKILL:  # no fault of the engine sends it
        problem = "the process that read it was killed from outside (SIGKILL), as a system short of memory does"
        return EngineCrash(
            name, problem, "Read it again where more is free; a batch, with fewer --workers and --retry-failed."
        )
    how = f" ({signal.Signals(-code).name})" if code < 0 and -code in set(signal.Signals) else ""
    return EngineCrash(name, f"the PDF engine crashed on it{how}", "Print it to PDF anew and read that.")


def _fault(file: str, error: Exception) -> ReadingFault:
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    reason = " ".join(str(error).split())
    return ReadingFault(
        file,
        f"a fault in this program ended the reading ({type(error).__name__}: {reason}{where})",
        "Report it, with the file if you may share it.",
    )
