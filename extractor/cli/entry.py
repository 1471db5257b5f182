"""Runs the command: streams in UTF-8, every error one sentence on stderr, the exit codes of the contract."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import NoReturn

import click

from extractor.cli.exits import INTERRUPTED, OK, WRONG_USAGE
from extractor.cli.group import extract_command
from extractor.cli.show import clean
from extractor.errors import ExtractorError

# Reading makes many objects and hardly any cycles: the collector runs a hundred times less often than by default.
COLLECT_SELDOM = (100_000, 20, 20)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit."""
    sys.excepthook = _say_fault
    gc.set_threshold(*COLLECT_SELDOM)
    _fill_gaps()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(arguments))


def _fill_gaps() -> None:
    """Stand in for streams that were closed before we came: no file of ours may take their numbers.

    Standard output is then a file that cannot be written, so that what is printed there is not lost unsaid.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            os.dup2(opened, number)
            if opened != number:
                os.close(opened)
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code."""
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        with extract_command.make_context("extract", given) as context:
            result = extract_command.invoke(context)
        sys.stdout.flush()
        code = result if isinstance(result, int) else OK
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.ClickException as error:
        code = _say_usage(error)
    except ExtractorError as error:
        code = say(str(error), WRONG_USAGE)
    except (click.Abort, KeyboardInterrupt):
        code = say("Stopped.", INTERRUPTED)
    except BrokenPipeError:
        _leave_output()  # its reader has left (``extract … | head``): no error
        code = OK
    except OSError as error:
        if error.filename is None:
            _leave_output()
        code = say(_cannot_write(error), WRONG_USAGE)
    return code


def _cannot_write(error: OSError) -> str:
    """What files to read say is told where they are read: what comes here was to be written."""
    place = error.filename or "output"
    if isinstance(error, FileNotFoundError):
        return (
            f"{place}: there is no folder {os.path.dirname(os.path.abspath(place))}. Create it, or give another path."
        )
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return f"{place}: a file stands where a folder is needed. Give another path."
    return f"{place}: {error.strerror or error}. Check it and try again."


def say(sentence: str, code: int) -> int:
    """Print a sentence on stderr; the exit code given."""
    click.echo(f"extract: {clean(sentence)}", err=True)
    return code


def _say_usage(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return WRONG_USAGE
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "extract"
    message = " ".join(error.format_message().split()).removesuffix(".")
    end = "" if message.endswith(("?", "?)")) else "."
    return say(f"{message}{end} See: {command} --help", WRONG_USAGE)


def _leave_output() -> None:
    """What still waits to be printed goes nowhere, so that the end of the program does not stumble over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """In place of a traceback: a fault of the program, in one sentence."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"
    reason = " ".join(str(error).split())
    say(f"a fault in this program ({kind.__name__}: {reason} at {where}). Please report it.", 1)
