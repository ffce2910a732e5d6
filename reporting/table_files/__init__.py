"""A table as a file: XLSX, ODS, CSV, CSV with its metadata, and PDF."""

from collections.abc import Callable

from django.http import HttpResponse

from m2w import exports as files
from reporting import exports
from reporting.table_files.csvw import as_csvw
from reporting.table_files.ods import ODS, as_ods
from reporting.table_files.pdf import as_pdf
from reporting.tables import Shown

__all__ = ["FORMATS", "ODS", "as_csvw", "as_ods", "as_pdf", "download"]

# How a table is written, what that is, and how the name of the file ends.
FORMATS: dict[str, tuple[Callable[[Shown], bytes], str, str]] = {
    "csv": (exports.as_csv, "text/csv; charset=utf-8", "csv"),
    "xlsx": (exports.as_xlsx, files.XLSX, "xlsx"),
    "ods": (as_ods, ODS, "ods"),
    "pdf": (as_pdf, files.PDF, "pdf"),
    "csvw": (as_csvw, files.ZIP, "zip"),
}


def download(table: Shown, wanted: str) -> HttpResponse:
    """A table as a file, named after the report and its day."""
    render, content_type, ending = FORMATS[wanted]
    name = f"{table.code}-{table.as_of}.{ending}"
    return files.to_keep(name, render(table), content_type)
