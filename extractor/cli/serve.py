"""Serves a findings database to the browser."""

from __future__ import annotations

from importlib.util import find_spec

from extractor.cli.read import tell
from extractor.errors import MissingExtra
from extractor.sinks.database import reading


def serve_database(database: str, port: int, show: bool) -> None:
    """Serve until Ctrl-C."""
    with reading(database):  # is there a database at all? It says so before an extra is installed for it
        pass
    missing = [name for name in ("datasette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise MissingExtra(
            f"{database} cannot be shown in the browser: {missing[0]} is not installed. "
            "Install it with: pip install 'extractor[web]'"
        )
    from extractor.web.server import serve

    serve(database, port, tell, show=show)
