"""Brings a database in step with an archive of PDFs, and goes on where it was ended."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import click

from extractor.batch.archive import Archive, Wishes
from extractor.batch.cluster import DaskExecutor
from extractor.batch.local import LocalExecutor, processors
from extractor.batch.lock import only_batch
from extractor.batch.store import DatabaseStore, Store
from extractor.batch.walk import listed, pdfs_below
from extractor.batch.work import Limits
from extractor.cli.exits import INTERRUPTED, NONE_READ, exit_code
from extractor.cli.progress import Tally, print_tally, shown_progress
from extractor.cli.read import STDIN, beside, tell
from extractor.pipeline import Options
from extractor.sinks.database import check_target, writing


@dataclass(frozen=True, slots=True)
class Order:
    """What a call of ``extract batch`` asks for."""

    paths: list[str]
    database: str | None
    parquet: str | None = None
    globs: list[str] = field(default_factory=list)
    list_file: str | None = None
    workers: int | None = None
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    password: str | None = None
    scheduler: str | None = None
    send_content: bool = False

    @property
    def target(self) -> str:
        """The database or folder that takes the records."""
        target = self.parquet if self.database is None else self.database
        if target is None or (self.parquet is not None and self.database is not None):
            raise click.UsageError("Give one target: --db PATH, or --to parquet DIR")
        return target


def read_many(order: Order) -> int:
    """Read what is new; the exit code."""
    if not order.paths and order.list_file is None:
        raise click.UsageError("Give the folders that the reports lie in, or --list FILE")
    target = order.target
    missing = [path or '""' for path in order.paths if not path or not Path(path).exists()]
    if missing:
        raise click.UsageError(f"{missing[0]}: there is no such file or folder")
    files = _files(order)
    if not files:
        where = order.paths[0] if order.paths else order.list_file
        tell(f"{where}: there is no PDF below it. Give the folder that the reports lie in.")
        return NONE_READ
    if order.database is not None:
        check_target(order.database)
    tally = Tally(len(files))
    stopped = False
    try:
        with _stopped_by_signals(), only_batch(Path(target), tell):
            _bring_in_step(order, files, tally)
    except KeyboardInterrupt:
        stopped = True
    print_tally(tally, target)
    if stopped:
        tell("Stopped. What was read is kept; the same command goes on.")
        return INTERRUPTED
    return exit_code(tally.statuses)


def _bring_in_step(order: Order, files: list[Path], tally: Tally) -> None:
    options = Options(
        password=order.password,
        ocr_threads=_threads(order, len(files)),
        ocr_cache=beside(order.target),
        max_pages=order.limits.pages,
    )
    with ExitStack() as stack:
        store = _store(order, stack)
        executor = stack.enter_context(closing(_executor(order)))
        progress = stack.enter_context(shown_progress(tally))
        wishes = Wishes(options, order.retry_failed, order.send_content)
        for event in Archive(store, executor, wishes).run(files):
            tally.add(event)
            progress.show(event)
        tally.gone = store.settle([Path(path) for path in order.paths], files)


def _store(order: Order, stack: ExitStack) -> Store:
    if order.database is not None:
        return DatabaseStore(stack.enter_context(writing(order.database)))
    from extractor.batch.parquet_store import ParquetStore

    store = ParquetStore(Path(order.target))
    stack.callback(store.write)  # also where it was stopped
    return store


def _executor(order: Order) -> LocalExecutor | DaskExecutor:
    if order.scheduler is None:
        return LocalExecutor(order.workers, order.limits)
    return DaskExecutor(order.scheduler, order.limits)


def _threads(order: Order, documents: int) -> int:
    """How many cores a worker may use for one page: all together no more than there are."""
    if order.scheduler is not None:
        return 1
    workers = min(order.workers or processors(), documents)
    return max(1, processors() // workers)


def _files(order: Order) -> list[Path]:
    paths = [Path(path) for path in order.paths]
    if order.list_file is not None:
        paths += _listed(order.list_file)
    return pdfs_below(paths, order.globs)


def _listed(name: str) -> list[Path]:
    if name == STDIN:
        return listed(sys.stdin)
    try:
        with open(name, encoding="utf-8-sig", errors="surrogateescape") as file:
            return listed(file)
    except OSError as error:
        raise click.UsageError(f"{name}: the list cannot be read ({error.strerror})") from None


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """A polite end (kill, logging out) is answered as Ctrl-C is: what is read is kept."""
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
