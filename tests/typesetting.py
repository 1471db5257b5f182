"""What tests typeset with and a package index has not: a test that lacks it is skipped and says what to install."""

from __future__ import annotations

import shutil

import pytest

from typeset.fonts import missing_packages
from typeset.office import PACKAGE

LACKING = missing_packages()
needs_fonts = pytest.mark.skipif(bool(LACKING), reason=f"fonts are missing: apt-get install {' '.join(LACKING)}")
needs_writer = pytest.mark.skipif(
    shutil.which("soffice") is None, reason=f"LibreOffice Writer is missing: apt-get install {PACKAGE}"
)
