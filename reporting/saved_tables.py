"""Tables with a name: kept, renamed and removed for everyone in one's organisation."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import save
from m2w.workflow import locked
from reporting.access import REPORT_READERS
from reporting.models import SavedTable
from reporting.opening import address
from reporting.table_choice import require_choices


@transaction.atomic
def save_table(*, name: str, report: str, options: Mapping[str, str], by: User) -> SavedTable:
    """Keep what was asked of a report under a name.

    Raises PermissionDenied for a role that reads no reports, ValidationError at `report` or
    `options` for what its page would refuse, Refused when the organisation has a table of that
    name.
    """
    require_role(by, REPORT_READERS)
    require_choices(report, options, by=by)
    acting: Any = by.acting
    table = SavedTable(
        name=name,
        report=report,
        options=dict(options),
        organisation=acting.organisation,
        saved_by=by,
    )
    save(table)
    record("table.saved", by=by, about=table)
    return table


@transaction.atomic
def rename_table(table: SavedTable, *, name: str, by: User) -> SavedTable:
    """Raises PermissionDenied for who did not save it, Refused for a name in use."""
    kept = locked(SavedTable.objects.editable_by(by), table)
    kept.name = name
    save(kept)
    record("table.renamed", by=by, about=kept)
    return kept


@transaction.atomic
def remove_table(table: SavedTable, *, by: User) -> None:
    """Raises PermissionDenied for who did not save it. What was answered with it stays."""
    kept = locked(SavedTable.objects.editable_by(by), table)
    record("table.removed", by=by, about=kept)
    kept.forget()


def address_of(table: SavedTable) -> str:
    """Where it is opened: the address of a cross table, or that of a report."""
    if table.report == "cross":
        return address("cross", table.options)
    return address("report_detail", table.options, table.report)
