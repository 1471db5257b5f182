"""Starts the server: one database, read-only, on this machine alone."""

from __future__ import annotations

import os
import socket
import sqlite3
import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from extractor.errors import ExtractorError
from extractor.sinks.database import open_for_reading, reading
from extractor.web import plugin
from extractor.web.reviews import Reviews
from extractor.web.site import NAME, Site, metadata

HOST = "127.0.0.1"
LARGEST_VALUE = 100_000_000  # bytes
SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "sql_time_limit_ms": 5000,
    "default_facet_size": 15,
    "facet_time_limit_ms": 1500,  # a facet over 100,000 findings takes some 150
    "suggest_facets": False,
    "allow_download": False,
    "truncate_cells_html": 160,
    "default_cache_ttl": 0,
    "cache_size_kb": 65_536,
}


class ReadOnly(Database):
    """A database that cannot be written, also where Datasette would."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        if write:
            raise sqlite3.OperationalError("attempt to write a readonly database")
        connection = open_for_reading(Path(self.path), any_thread=True)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        self._all_file_connections.append(connection)
        return connection


def application(database: str | os.PathLike[str], reviews: Reviews) -> Any:
    """The server's Datasette. Raises :class:`DatabaseError` where ``database`` is none of ours."""
    path = Path(database).absolute()
    with reading(path):
        pass
    for other, _ in pm.list_plugin_distinfo():  # what else is installed has no business here
        if pm.is_registered(other):
            pm.unregister(other)
    if not pm.is_registered(plugin):
        pm.unregister(name="datasette.handle_exception")
        pm.register(plugin)
    here = Path(__file__).parent
    served = Datasette(
        metadata=metadata(path),
        settings=SETTINGS,
        template_dir=str(here / "templates"),
        static_mounts=[("assets", str(here / "assets"))],
    )
    served.remove_database("_memory")
    served.add_database(ReadOnly(served, path=str(path), is_mutable=True), name=NAME)
    served.site = Site(path, reviews)
    return served


def serve(database: str | os.PathLike[str], port: int, say: Callable[[str], None], *, show: bool) -> None:
    """Serve until Ctrl-C; ``say`` is told the address, with ``show`` a browser opens it."""
    with tempfile.TemporaryDirectory(prefix="extract-") as folder:
        served = application(database, Reviews(Path(database), Path(folder)))
        config = uvicorn.Config(served.app(), host=HOST, port=port, log_level="warning", lifespan="on")
        door = _bound(port)
        address = f"http://{HOST}:{door.getsockname()[1]}/"
        say(f"{database} is shown at {address} on this machine alone. Stop with Ctrl-C.")
        if show:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[door])


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except OSError as error:
        bound.close()
        raise ExtractorError(
            f"Port {port} cannot be used ({error.strerror}). Give another: --port {port + 1}, or 0 for any free one."
        ) from error
    return bound
