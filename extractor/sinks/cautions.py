"""What a reader of counts must know about the reports that were counted: some twice, some not read whole, some that
are something else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from extractor.sinks.database import reading
from extractor.sinks.dimensions import chosen

_REGIONS = "LEFT JOIN regions AS r ON r.code = d.region_code AND r.name = d.region_name"


class Cautions(NamedTuple):
    """Of the reports counted those that are there ``twice``, those read in ``part``, and what is none (``other``)."""

    reports: int
    twice: int
    part: int
    other: int

    @property
    def sentences(self) -> list[str]:
        """For the terminal."""
        told = []
        if not self.reports:
            told.append(
                "no report is like that; what there is: SELECT DISTINCT fiscal_year, region_name FROM documents"
            )
        if self.twice:
            told.append(
                f"{self.twice} of {self.reports} reports seem to be prints or versions of one another, and each counts"
                ": see the view same_reports; extract remove takes one out"
            )
        if self.part:
            told.append(
                f"{self.part} of {self.reports} reports were read in part or not at all, and count with what was read"
            )
        if self.other:
            told.append(
                f"{self.other} of {self.reports} were not recognised as performance reports, and each counts"
                ": --where type=evaluation,self_evaluation leaves them out"
            )
        return told

    @property
    def note(self) -> str:
        """For pages that people read; empty where there is nothing to say."""
        twice = f"其中 {self.twice} 份看来是同一报告的不同打印件或版本，统计时各算一份" if self.twice else ""
        part = f"{self.part} 份未能完整读取，只统计读到的内容" if self.part else ""
        other = f"{self.other} 份未识别为绩效评价报告或自评报告，统计时也各算一份" if self.other else ""
        told = "；".join(filter(None, [twice, part, other]))
        return f"{told}。" if told else ""


def cautions(database: str | os.PathLike[str], where: Sequence[str] = ()) -> Cautions:
    """About the reports chosen by ``where`` (see :func:`extractor.sinks.dimensions.chosen`)."""
    with reading(database) as connection:
        choice = chosen(connection, where)
        same = "coalesce(sum(d.document_id IN (SELECT document_id FROM same_reports)), 0)"
        part, other = "d.status = 'partial'", "d.status = 'ok' AND d.report_type IS NULL"
        sums = f"count(*), {same}, coalesce(sum({part}), 0), coalesce(sum({other}), 0)"
        counted = f"SELECT {sums} FROM tallies AS d {_REGIONS}"
        return Cautions._make(connection.execute(f"{counted} WHERE {choice.sql}", choice.values).fetchone())
