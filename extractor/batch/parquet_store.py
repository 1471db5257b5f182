"""A folder of Parquet files as the store of a batch."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from extractor.batch.fingerprint import Fingerprint
from extractor.batch.store import is_recorded
from extractor.batch.work import Done
from extractor.errors import DatabaseError, DocumentError
from extractor.sinks.columns import Row
from extractor.sinks.parquet import Parts
from extractor.sinks.places import gone_below, lost_below, path_text
from extractor.sinks.rows import document_id, failure_rows, id_of_place
from extractor.sinks.sqlite import Known, current_run

# A part is written after so many documents, or seconds: few large files for the reader, little to read anew after a
# power failure.
PART_DOCUMENTS, PART_SECONDS = 500, 300.0


class ParquetStore:
    """Collects documents, and writes them part by part."""

    def __init__(self, folder: Path) -> None:
        try:
            self._parts = Parts(folder)
        except OSError as error:
            raise DatabaseError(f"{folder}: {error.strerror or error}. Give a folder that can be written.") from None
        columns = ["sha256", "status", "run_id"]
        self._known = {
            str(sha256): Known(str(status), run == current_run().id)
            for _, (sha256, status, run) in self._parts.rows("documents", columns)
            if sha256
        }
        self._places = {
            str(path): (str(key), int(str(missing)))
            for _, (path, key, missing) in self._parts.rows("files", ["path", "document_id", "missing"])
        }
        self._waiting: dict[str, list[Row]] = defaultdict(list)
        self._since = time.monotonic()

    def known(self, sha256: str) -> Known | None:
        return self._known.get(sha256)

    def put_known(self, file: Fingerprint) -> None:
        if file.sha256 is not None:
            self._place(file.path, document_id(file.sha256))

    def put(self, file: Fingerprint, done: Done) -> None:
        rows = done.prepared.rows
        for kind, children in rows.children.items():
            self._waiting[kind] += children
        self._waiting["runs"].append(rows.run)
        self._waiting["regions"] += rows.regions
        self._waiting["categories"] += rows.categories
        self._put_document(file, rows.document, done.status)

    def put_failure(self, file: Fingerprint, error: DocumentError) -> None:
        if not is_recorded(file.path):
            return
        key = document_id(file.sha256) if file.sha256 else id_of_place(path_text(file.path.absolute()))
        known = self._known.get(file.sha256 or "")
        if known is not None and known.status != "failed":
            self._place(file.path, key)
            return
        row = failure_rows(error, current_run(), key, file.sha256, file.size).document
        self._put_document(file, row, "failed")

    def keep(self) -> None:
        """A part waits for its end; what it would hold is read anew where it is lost."""

    def settle(self, roots: Sequence[Path], seen: Collection[Path]) -> int:
        marks = gone_below({path: missing for path, (_, missing) in self._places.items()}, roots, seen)
        for path, missing in marks.items():
            self._note(path, self._places[path][0], missing)
        self.write()
        self._parts.tidy()
        return lost_below([(path, key, missing) for path, (key, missing) in self._places.items()], roots)

    def write(self) -> None:
        """Write what has been collected."""
        if self._waiting:
            for kind in ("runs", "regions", "categories"):
                self._waiting[kind] = sorted(set(self._waiting[kind]), key=repr)
            self._parts.add(self._waiting)
            self._waiting = defaultdict(list)
        self._since = time.monotonic()

    def _put_document(self, file: Fingerprint, row: Row, status: str) -> None:
        self._waiting["documents"].append(row)
        if row[1] is not None:
            self._known[str(row[1])] = Known(status, True)
        self._place(file.path, str(row[0]))
        if len(self._waiting["documents"]) >= PART_DOCUMENTS or time.monotonic() - self._since > PART_SECONDS:
            self.write()

    def _place(self, path: Path, key: str) -> None:
        text = path_text(path.absolute())
        if self._places.get(text) != (key, 0):
            self._note(text, key, 0)

    def _note(self, path: str, key: str, missing: int) -> None:
        self._places[path] = (key, missing)
        self._waiting["files"].append((path, key, missing))
