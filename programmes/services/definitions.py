"""What counts as lasting work in a call, from a day on."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import require_text, save
from m2w.workflow import locked
from programmes.models import Call, OutflowDefinition
from programmes.models.calls import LONGEST_REASON

MOST_MONTHS, MOST_DAYS = 60, 366


@transaction.atomic
def redefine_outflow(
    call: Call,
    *,
    by: User,
    valid_from: date,
    sustainable_months: int,
    outflow_horizon_months: int,
    spell_gap_days: int,
    reason: str,
) -> OutflowDefinition:
    """Give the definition of outflow in a call a next version, from today or a later day on.

    Figures as of earlier days keep theirs, so that what was told stays true. Raises
    PermissionDenied; ValidationError at the field for a day before today or before the last
    version, a number out of range (1 to 60 months, 0 to 366 days) or no reason;
    Refused(defined_already).
    """
    require_role(by, Call.objects.all().editors)
    found = locked(Call.objects.editable_by(by), call)
    definition = OutflowDefinition(
        call=found,
        version=next_version(found),
        valid_from=require_later(found, valid_from),
        sustainable_months=require_number(sustainable_months, 1, MOST_MONTHS, "sustainable_months"),
        outflow_horizon_months=require_number(
            outflow_horizon_months, 1, MOST_MONTHS, "outflow_horizon_months"
        ),
        spell_gap_days=require_number(spell_gap_days, 0, MOST_DAYS, "spell_gap_days"),
        reason=require_text(reason, "reason", LONGEST_REASON),
    )
    save(definition)
    found.touch()
    record("call.outflow_redefined", by=by, about=found)
    return definition


def next_version(call: Call) -> int:
    last: int | None = call.outflow_definitions.aggregate(last=Max("version"))["last"]
    return (last or 1) + 1


def require_later(call: Call, day: date) -> date:
    """A day on which nothing was told yet. Raises ValidationError."""
    last = call.outflow_definitions.aggregate(last=Max("valid_from"))["last"]
    if day < periods.today() or (last and day < last):
        text = _("Kies vandaag of een latere dag, niet voor de vorige versie.")
        raise ValidationError({"valid_from": [text]})
    return day


def require_number(value: int, least: int, most: int, field: str) -> int:
    if not least <= value <= most:
        told = {"least": least, "most": most}
        text = _("Kies een getal van %(least)s tot en met %(most)s.") % told
        raise ValidationError({field: [text]})
    return value
