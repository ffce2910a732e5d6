"""Which table an answer shows or takes out, as it stands on the record: codes and days only."""

from django.http import HttpRequest

from m2w.audit.reading import takes_out
from reporting.filters import ReportFilter
from reporting.reports import REPORTS


def exported(request: HttpRequest, report: str, wanted: str, asked: ReportFilter) -> None:
    """This answer is a table as a file; of a cross table also which one."""
    which = asked.in_full if REPORTS[report].options else {}
    takes_out(request, "report.exported", report=report, format=wanted, **which)


def crossed(request: HttpRequest, asked: ReportFilter) -> None:
    """This answer shows a cross table. Of those made on demand each is protected by itself, and
    put on the record for who lays several beside each other (domain.md 8)."""
    if not asked.selection.shows_people:
        takes_out(request, "cross.shown", **asked.in_full)
