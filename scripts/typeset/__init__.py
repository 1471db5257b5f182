"""Typesets a report's source.json as PDF by two unrelated programs: LibreOffice Writer and ReportLab."""
