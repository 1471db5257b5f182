"""What a reader of counts must know about the reports that were counted: some twice, some not read whole."""

from __future__ import annotations

import os
from collections.abc import Sequence

from extractor.sinks.database import reading
from extractor.sinks.dimensions import chosen

_REGIONS = "LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name"


def cautions(database: str | os.PathLike[str], where: Sequence[str] = ()) -> list[str]:
    """Sentences about the reports chosen by ``where`` (see :func:`extractor.sinks.dimensions.chosen`)."""
    with reading(database) as connection:
        choice = chosen(connection, where)
        asked = f"FROM tallies AS d {_REGIONS} WHERE {choice.sql}"
        (reports,) = connection.execute(f"SELECT count(*) {asked}", choice.values).fetchone()
        same = f"SELECT count(*) {asked} AND d.document_id IN (SELECT document_id FROM same_reports)"
        (twice,) = connection.execute(same, choice.values).fetchone()
        (parts,) = connection.execute(f"SELECT count(*) {asked} AND d.status = 'partial'", choice.values).fetchone()
    told = []
    if not reports:
        return ["no report is like that; what there is: SELECT DISTINCT fiscal_year, region_name FROM documents"]
    if twice:
        told.append(
            f"{twice} of {reports} reports seem to be prints or versions of one another, and each counts: see the view "
            "same_reports; extract remove takes one out"
        )
    if parts:
        told.append(f"{parts} of {reports} reports were read in part or not at all, and count with what was read")
    return told
