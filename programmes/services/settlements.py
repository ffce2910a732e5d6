"""The yearly settlement of a project's accepted costs: entered by one manager, confirmed by
another, and changed afterwards by dated corrections only.

The project is held meanwhile: of two at once the second sees what the first entered.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.choices import Role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.outbox.services import notify
from m2w.refusals import require_day, require_text, save
from m2w.workflow import locked
from programmes import limits, settling
from programmes.access import MANAGER
from programmes.amounts import ZERO, total
from programmes.models import (
    Claim,
    ClaimLine,
    Grant,
    Project,
    Settlement,
    SettlementCorrection,
)
from programmes.models.grants import TwoPeopleModel
from programmes.settling import Change
from programmes.settling_texts import refuse

MOST_WORDS = 2000


@transaction.atomic
def enter_settlement(
    project: Project,
    *,
    by: User,
    year: int,
    amount: Decimal | None = None,
    settled_on: date | None = None,
    code: str = "",
) -> Settlement:
    """Settle a year of which all that was declared is controlled; it counts once a colleague
    confirms it. Without an amount what was accepted, as far as there is room under what was
    granted; without a day today.

    Raises PermissionDenied; ValidationError at `amount` (below zero) or `settled_on` (before the
    last control, or to come); Refused: own_organisation, settled_already, nothing_declared,
    not_controlled, above_accepted, above_granted.
    """
    found = hold(project, by=by)
    refuse(why_not_settle(found, year), what=uncontrolled(found, year))
    day = require_day(settled_on, last_control(found, year), periods.today(), "settled_on")
    accepted = accepted_of(found, year)
    if amount is None:
        amount = settling.proposed(accepted, granted_by(found, day), settled_of(found))
    if amount < ZERO:
        raise ValidationError({"amount": [_("Een bedrag is niet negatief.")]})
    refuse("above_accepted" if amount > accepted else "", most=notation.euro(accepted))
    settlement = Settlement(project=found, year=year, amount=amount, settled_on=day, entered_by=by)
    settlement.code = code or settlement.code
    refuse_beyond(found, Change(day, amount, counts=False))
    save(settlement)
    record("settlement.entered", by=by, about=settlement)
    return settlement


@transaction.atomic
def confirm_settlement(settlement: Settlement, *, by: User) -> Settlement:
    """Confirm what a colleague entered: from now on it counts, and the promoter hears of it.

    Raises PermissionDenied; Refused: already_confirmed, same_person, own_organisation.
    """
    hold(settlement.project, by=by)
    found = locked(Settlement.objects.editable_by(by), settlement)
    refuse(why_not_confirm(found, by))
    sign(found, by)
    coordinators = Staff.objects.working_as(Role.COORDINATOR)
    notify(
        "settlement.confirmed",
        coordinators.filter(organisation=found.project.promoter_id),
        found,
    )
    record("settlement.confirmed", by=by, about=found)
    return found


@transaction.atomic
def withdraw_settlement(settlement: Settlement, *, by: User) -> None:
    """Take away a settlement that nobody confirmed; its history stays.

    Raises PermissionDenied; Refused: already_confirmed, own_organisation.
    """
    hold(settlement.project, by=by)
    found = locked(Settlement.objects.editable_by(by), settlement)
    withdraw(found, "settlement.withdrawn", by)


@transaction.atomic
def enter_correction(
    settlement: Settlement,
    *,
    by: User,
    amount: Decimal,
    reason: str,
    corrected_on: date | None = None,
) -> SettlementCorrection:
    """Add an amount to a settlement that stands, or take it off when below zero, from a day on
    (today unless said); it counts once a colleague confirms it.

    Raises PermissionDenied; ValidationError at `amount` (zero), `reason` (none) or `corrected_on`
    (before the settlement, or to come); Refused: own_organisation, not_confirmed,
    corrected_that_day, below_zero, above_granted.
    """
    project = hold(settlement.project, by=by)
    found = locked(Settlement.objects.editable_by(by), settlement)
    refuse("" if found.counts else "not_confirmed")
    day = require_day(corrected_on, found.settled_on, periods.today(), "corrected_on")
    if amount == ZERO:
        raise ValidationError({"amount": [_("Een correctie verandert iets.")]})
    why = require_text(reason, "reason", MOST_WORDS)
    refuse("corrected_that_day" if found.corrections.filter(corrected_on=day).exists() else "")
    change = Change(day, amount, counts=False)
    if settling.why_not_within([*changes_of(found), change], grants_of(project)) == "below_zero":
        refuse("below_zero")
    refuse_beyond(project, change)
    correction = SettlementCorrection(
        settlement=found, amount=amount, corrected_on=day, reason=why, entered_by=by
    )
    save(correction)
    found.touch()
    record("correction.entered", by=by, about=correction)
    return correction


@transaction.atomic
def confirm_correction(correction: SettlementCorrection, *, by: User) -> SettlementCorrection:
    """Confirm what a colleague entered: it counts from its own day on.

    Raises PermissionDenied; Refused: already_confirmed, same_person, own_organisation.
    """
    hold(correction.settlement.project, by=by)
    found = locked(SettlementCorrection.objects.editable_by(by), correction)
    refuse(why_not_confirm(found, by))
    sign(found, by)
    found.settlement.touch()
    record("correction.confirmed", by=by, about=found)
    return found


@transaction.atomic
def withdraw_correction(correction: SettlementCorrection, *, by: User) -> None:
    """Take away a correction that nobody confirmed. Raises as `withdraw_settlement`."""
    hold(correction.settlement.project, by=by)
    found = locked(SettlementCorrection.objects.editable_by(by), correction)
    withdraw(found, "correction.withdrawn", by)
    found.settlement.touch()


# What is known of a project's year --------------------------------------------------------------


def declared_claims(project: Project, year: int) -> Any:
    return Claim.objects.filter(project=project, year=year, declared_on__isnull=False)


def why_not_settle(project: Project, year: int) -> str:
    """Why a year cannot be settled now; empty when it can. Codes: settled_already,
    nothing_declared, not_controlled."""
    if project.settlements.filter(year=year).exists():
        return "settled_already"
    claims = declared_claims(project, year)
    if not claims.exists():
        return "nothing_declared"
    return "not_controlled" if claims.filter(controlled_on=None).exists() else ""


def uncontrolled(project: Project, year: int) -> str:
    """The categories of a year that still wait for control, in words."""
    rows = declared_claims(project, year).filter(controlled_on=None)
    return ", ".join(str(claim.get_category_display()) for claim in rows)


def last_control(project: Project, year: int) -> date:
    days = declared_claims(project, year).values_list("controlled_on", flat=True)
    return max(day for day in days if day)


def accepted_of(project: Project, year: int) -> Decimal:
    """What control accepted of a year."""
    lines = ClaimLine.objects.filter(claim__project=project, claim__year=year)
    return total(lines.filter(claim__controlled_on__isnull=False), "amount_accepted")


def grants_of(project: Project) -> Mapping[date, Decimal]:
    """What was granted to a project by each day."""
    rows = Grant.objects.confirmed().filter(project=project)
    return limits.running(
        (day, limits.granted(kind, amount))
        for day, kind, amount in rows.values_list("decided_on", "kind", "amount")
    )


def granted_by(project: Project, day: date) -> Decimal:
    return limits.sum_by(grants_of(project), day)


def changes_of(settlement: Settlement) -> Iterator[Change]:
    """A settlement with its corrections."""
    yield Change(settlement.settled_on, settlement.amount, settlement.counts)
    for one in settlement.corrections.all():
        yield Change(one.corrected_on, one.amount, one.counts)


def all_changes(project: Project) -> list[Change]:
    settlements = project.settlements.prefetch_related("corrections")
    return [change for one in settlements for change in changes_of(one)]


def settled_of(project: Project) -> Decimal:
    """All that is settled of a project, with what waits for a second person and adds."""
    return sum(
        (one.amount for one in all_changes(project) if one.counts or one.amount > ZERO), ZERO
    )


# What the services share -----------------------------------------------------------------------


def hold(project: Project, *, by: User) -> Project:
    """The project, held for a manager who decides on its money."""
    require_role(by, MANAGER)
    found = locked(Project.objects.visible_to(by), project)
    refuse("own_organisation" if found.promoter_id in by.organisations else "")
    return found


def why_not_confirm(row: TwoPeopleModel, by: User) -> str:
    """Why this user cannot confirm it now; empty when they can."""
    if row.counts:
        return "already_confirmed"
    return "same_person" if row.entered_by_id == by.pk else ""


def sign(row: TwoPeopleModel, by: User) -> None:
    row.confirmed_by, row.confirmed_at = by, timezone.now()
    save(row)


def withdraw(row: TwoPeopleModel, action: str, by: User) -> None:
    refuse("already_confirmed" if row.counts else "")
    row.begin_history()
    remember(row, by)
    record(action, by=by, about=row)
    row.delete()


def refuse_beyond(project: Project, change: Change) -> None:
    """Raises Refused(above_granted) when a change does not fit under what was granted."""
    refuse(settling.why_not_within([*all_changes(project), change], grants_of(project)))
