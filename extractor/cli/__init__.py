"""The ``extract`` command. Nothing here imports a reader or a database before a command needs it."""

from __future__ import annotations

from extractor.cli.entry import main

__all__ = ["main"]
