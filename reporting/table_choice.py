"""A table for an answer, chosen from the reports or the saved tables, or by the address of one."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from m2w.reference import provinces
from programmes.models import Call, Lot, Project
from reporting.measures import CROSS_MEASURES, DIMENSIONS, OF_PERSONS
from reporting.models import SavedTable
from reporting.reports import REPORTS
from reporting.reports.cross import CROSS, NAMES_OF_PERSONS, SHARES
from reporting.selection import PLACES

CROSS_ADDRESS, REPORT_ADDRESS, API_ADDRESS = "kruistabellen", "rapporten", "reports"
# The day and the form are those of the answer.
NOT_OF_THE_TABLE = frozenset({"as_of", "format", "page"})


def read_address(address: str) -> tuple[str, dict[str, str]]:
    """The report and the choices in the address of a table. Raises ValidationError at `address`
    for what is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # Such as a bracket that nobody closes.
        parts = urlsplit("")
    steps = [step for step in parts.path.split("/") if step]
    report = ""
    if CROSS_ADDRESS in steps:
        report = "cross"
    elif len(steps) > 1 and steps[-2] in {REPORT_ADDRESS, API_ADDRESS}:
        report = steps[-1]
    if report not in REPORTS:
        message = _("Dit is niet het adres van een rapport of een kruistabel.")
        raise ValidationError({"address": [message]})
    return report, _of_table({name: value for name, value in parse_qsl(parts.query) if value})


def of_saved(table: SavedTable) -> tuple[str, dict[str, str]]:
    """The report and the choices that were kept under a name."""
    return table.report, _of_table(table.options)


def _of_table(asked: Mapping[str, str]) -> dict[str, str]:
    return {name: asked[name] for name in asked if name not in NOT_OF_THE_TABLE}


def require_table(report: str, options: Mapping[str, Any]) -> None:
    """Raises ValidationError at `report` for one that does not exist, and at `options` for a
    choice that it does not have or misses."""
    if report not in REPORTS:
        raise ValidationError({"report": [_("Dit rapport bestaat niet.")]})
    own = REPORTS[report].options
    if unknown := sorted(set(options) - set(own) - set(PLACES)):
        message = _("Deze keuze bestaat niet: %(names)s.") % {"names": ", ".join(unknown)}
        raise ValidationError({"options": [message]})
    if report == CROSS.code:
        _require_cross(options)
    _require_codes(options)


def _require_cross(options: Mapping[str, Any]) -> None:
    chosen = [options[name] for name in AXES if options.get(name)]
    apart = all(chosen.count(one) == 1 for one in chosen)
    crossed = options.get("rows") and options.get("columns") and options.get("measure")
    if not (apart and crossed) or any(options.get(name) for name in OF_A_SERIES):
        message = _("Een kruistabel heeft twee verschillende indelingen en een telling.")
        raise ValidationError({"options": [message]})


def _require_codes(options: Mapping[str, Any]) -> None:
    """Of each choice its value too: what a page would refuse stands in no answer either."""
    for name, value in options.items():
        if value not in list(_codes_of(name)):
            message = _("Deze keuze bestaat niet: %(names)s.") % {"names": f"{name}={value}"}
            raise ValidationError({"options": [message]})


def _codes_of(name: str) -> Iterable[str]:
    if name in AXES:
        return DIMENSIONS
    if name in OF_PERSONS:
        return NAMES_OF_PERSONS[name]()
    if name in CODES:
        return CODES[name]()
    return {"measure": CROSS_MEASURES, "show": SHARES}.get(name, ())


AXES = ("rows", "rows2", "columns", "columns2")
OF_A_SERIES = ("every", "since", "dates")
CODES: dict[str, Callable[[], Iterable[str]]] = {
    "project": lambda: Project.objects.values_list("code", flat=True),
    "promoter": lambda: Project.objects.values_list("promoter__code", flat=True),
    "lot": lambda: Lot.objects.values_list("code", flat=True),
    "call": lambda: Call.objects.values_list("code", flat=True),
    "province": lambda: provinces.PROVINCES,
}
