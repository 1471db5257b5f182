"""Runs LibreOffice once over many Flat ODT files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

PACKAGE = "libreoffice-writer-nogui"
SECONDS_PER_FILE = 120


class OfficeError(RuntimeError):
    """LibreOffice is missing, failed, or left a file unconverted."""


def find_office() -> str:
    """The path of soffice."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise OfficeError(f"LibreOffice is not installed; on Debian: apt-get install {PACKAGE}")
    return found


def convert(files: list[Path], out: Path, profile: Path) -> None:
    """Converts Flat ODT files to PDF in `out` by one call with a profile of its own."""
    if not files:
        return
    command = [
        find_office(),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--headless",
        "--norestore",
    ]
    command += ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(out), *map(str, files)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS_PER_FILE * len(files), check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise OfficeError(f"LibreOffice gave no answer within {fault.timeout:g} s") from fault
    left = [file.name for file in files if not (out / f"{file.stem}.pdf").exists()]
    if left:
        said = (done.stderr or done.stdout).strip()[-300:]
        raise OfficeError(f"LibreOffice made no PDF of {', '.join(left)}: {said}")
