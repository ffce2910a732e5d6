"""A table for an answer, chosen from the reports or the saved tables, or by the address of one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reporting.measures import CROSS_MEASURES, DIMENSIONS
from reporting.models import SavedTable
from reporting.reports import REPORTS
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


def require_table(report: str, options: dict[str, Any]) -> None:
    """Raises ValidationError at `report` for one that does not exist, and at `options` for a
    choice that it does not have or misses."""
    if report not in REPORTS:
        raise ValidationError({"report": [_("Dit rapport bestaat niet.")]})
    own = REPORTS[report].options
    if unknown := sorted(set(options) - set(own) - set(PLACES)):
        message = _("Deze keuze bestaat niet: %(names)s.") % {"names": ", ".join(unknown)}
        raise ValidationError({"options": [message]})
    if report == "cross":
        _require_cross(options)


def _require_cross(options: dict[str, Any]) -> None:
    chosen = [options.get("rows"), options.get("columns")]
    right = all(one in DIMENSIONS for one in chosen) and chosen[0] != chosen[1]
    if not right or options.get("measure") not in CROSS_MEASURES:
        message = _("Een kruistabel heeft twee verschillende indelingen en een telling.")
        raise ValidationError({"options": [message]})
