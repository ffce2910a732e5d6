"""A table for an answer, chosen from the reports or the saved tables, or by the address of one."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from m2w import notation
from m2w.accounts.models import User
from programmes.models import Project
from reporting.cross_filters import CrossFilter
from reporting.filters import UNKNOWN_CODE, ReportFilter
from reporting.models import SavedTable
from reporting.reports import REPORTS
from reporting.selection import PLACES

CROSS_ADDRESS, SAVED_ADDRESS = "kruistabellen", "bewaard"
REPORT_ADDRESSES = frozenset({"rapporten", "reports"})
# The day and the form are those of the answer.
NOT_OF_THE_TABLE = frozenset({"format", "page"})
DAY, SERIES = "as_of", ("every", "dates")
# Where a project is found that no filter of reports asks for.
OTHER_PLACES = {"lot": "lot__code", "promoter": "promoter__code"}


def read_address(address: str, reader: User) -> tuple[str, dict[str, str]]:
    """The report and the choices in the address of a report, a cross table, or a saved table that
    the reader sees. Raises ValidationError at `address` for what is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # Such as a bracket that nobody closes.
        parts = urlsplit("")
    steps = [step for step in parts.path.split("/") if step]
    if steps[-3:-1] == [CROSS_ADDRESS, SAVED_ADDRESS] and (saved := _saved(steps[-1], reader)):
        return of_saved(saved)
    report = ""
    if steps[-1:] == [CROSS_ADDRESS]:
        report = "cross"
    elif len(steps) > 1 and steps[-2] in REPORT_ADDRESSES:
        report = steps[-1]
    if report not in REPORTS:
        message = _("Dit is niet het adres van een rapport of een kruistabel.")
        raise ValidationError({"address": [message]})
    return report, _of_table({name: value for name, value in parse_qsl(parts.query) if value})


def _saved(name: str, reader: User) -> SavedTable | None:
    try:
        return SavedTable.objects.visible_to(reader).filter(pk=UUID(name)).first()
    except ValueError:
        return None


def of_saved(table: SavedTable) -> tuple[str, dict[str, str]]:
    """The report and the choices that were kept under a name."""
    return table.report, _of_table(table.options)


def _of_table(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: asked[name] for name in asked if name not in NOT_OF_THE_TABLE}


def require_table(
    report: str, options: Mapping[str, str], *, by: User, as_of: date
) -> dict[str, str]:
    """The choices of a table as an answer of this day keeps them: without the day itself.

    Raises ValidationError at `report` for one that does not exist, and at `options` for a choice
    that it does not have or misses, and for a series of days that does not end on this day.
    """
    chosen = {name: value for name, value in options.items() if name != DAY}
    require_choices(report, chosen | {DAY: as_of.isoformat()}, by=by)
    _require_last_day(options, as_of)
    return chosen


def require_choices(report: str, options: Mapping[str, str], *, by: User) -> None:
    """What the page of a report would refuse is refused here, in the same words.

    Raises ValidationError at `report` for one that does not exist, and at `options`.
    """
    if report not in REPORTS:
        raise ValidationError({"report": [_("Dit rapport bestaat niet.")]})
    known = {DAY, *REPORTS[report].options, *PLACES}
    if unknown := sorted(set(options) - known):
        message = _("Deze keuze bestaat niet: %(names)s.") % {"names": ", ".join(unknown)}
        raise ValidationError({"options": [message]})
    kind = CrossFilter if report == "cross" else ReportFilter
    data = QueryDict(mutable=True)
    data.update({name: options[name] for name in options if name not in OTHER_PLACES})
    projects = Project.objects.visible_to(by)
    asked = kind(data, queryset=projects, request=SimpleNamespace(user=by))
    if not asked.is_valid():
        texts = [str(text) for texts in asked.form.errors.values() for text in texts]
        raise ValidationError({"options": texts})
    for name, path in OTHER_PLACES.items():
        if name in options and not projects.filter(**{path: options[name]}).exists():
            raise ValidationError({"options": [UNKNOWN_CODE["invalid_choice"]]})


def _require_last_day(options: Mapping[str, str], as_of: date) -> None:
    """A series ends on the day of all figures. Of one table of an answer no other day is told."""
    last = options.get(DAY)
    if last and last != as_of.isoformat() and any(options.get(name) for name in SERIES):
        said = _(
            "Deze reeks loopt tot een andere dag dan de peildatum van het antwoord, %(day)s. "
            "Bewaar ze zonder dag, of kies die peildatum."
        )
        raise ValidationError({"options": [said % {"day": notation.day(as_of)}]})
