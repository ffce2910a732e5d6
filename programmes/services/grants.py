"""What is granted to projects: entered by one manager, and confirmed by another.

Whoever enters or confirms holds the project, and the call while its budget is looked at: of two
at once the second sees what the first did.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import Refused, require_choice, require_day, require_text, save
from m2w.workflow import locked
from programmes import granting, limits
from programmes.choices import GrantKind
from programmes.granting import ENTERED_KINDS, Books, Decided
from programmes.limits import ZERO, Dated
from programmes.models import Call, Grant, Payment, Project, Settlement, SettlementCorrection

MOST_WORDS = 2000
CENT = Decimal("0.01")
MOST_EUROS = Decimal(10) ** 12


@transaction.atomic
def enter_grant(
    project: Project,
    *,
    by: User,
    kind: str,
    decided_on: date,
    amount: Decimal,
    above_lot_reason: str = "",
    code: str = "",
) -> Grant:
    """Enter a decision on the maximum of a project, in euro; a decrease is a positive amount that
    is taken off. It counts once another manager confirms it.

    Raises PermissionDenied; ValidationError at the field for a kind that is not entered here, a
    day in the future or before the call opened, an amount that is no positive number of cents,
    or at `above_lot_reason` when the budget of the lot is exceeded without one; Refused:
    own_organisation, grant_exists, over_budget, below_zero, below_settled, below_paid.
    """
    require_role(by, Grant.objects.all().editors)
    found = locked(Project.objects.editable_by(by), project)
    require_another_organisation(found, by)
    grant = Grant(
        project=found,
        kind=require_choice(kind, ENTERED_KINDS, "kind"),
        decided_on=require_day(decided_on, found.lot.call.opens_on, periods.today(), "decided_on"),
        amount=require_amount(amount),
        entered_by=by,
        above_lot_reason=told(above_lot_reason),
    )
    grant.code = code or grant.code
    require_new(grant)
    require_fit(grant)
    remember(grant, by)
    save(grant)
    record("grant.entered", by=by, about=grant)
    return grant


@transaction.atomic
def confirm_grant(grant: Grant, *, by: User) -> Grant:
    """Confirm what a colleague entered: from now on it counts. The limits are looked at again,
    for what was settled, paid or changed since.

    Raises PermissionDenied; Refused: already_confirmed, same_person, own_organisation,
    over_budget, over_lot_budget, below_zero, below_settled, below_paid.
    """
    found = held(grant, by)
    refuse(why_not_confirm(found, by))
    code = granting.why_not(as_decided(found), books_of(found))
    if code != "over_lot_budget" or not found.above_lot_reason:
        refuse(code)
    found.confirmed_by, found.confirmed_at = by, timezone.now()
    remember(found, by)
    save(found)
    record("grant.confirmed", by=by, about=found)
    return found


@transaction.atomic
def withdraw_grant(grant: Grant, *, by: User) -> None:
    """Take away a grant that nobody confirmed yet: one that was entered by mistake.

    That of an extension stays: the project was extended, and its term with it. Raises
    PermissionDenied; Refused: already_confirmed, own_organisation, of_extension.
    """
    found = held(grant, by)
    refuse(why_not_withdraw(found, by))
    found.begin_history()
    remember(found, by)
    record("grant.withdrawn", by=by, about=found)
    found.delete()


# Who, and when ----------------------------------------------------------------------------------


def held(grant: Grant, by: User) -> Grant:
    """The grant as it is now, held with its project. Raises PermissionDenied."""
    require_role(by, Grant.objects.all().editors)
    locked(Project.objects.editable_by(by), grant.project)
    return locked(Grant.objects.editable_by(by), grant)


def why_not_confirm(grant: Grant, by: User) -> str:
    """Why this user cannot confirm a grant now; empty when they can."""
    if grant.counts:
        return "already_confirmed"
    if by.pk == grant.entered_by_id:
        return "same_person"
    return "own_organisation" if grant.project.promoter_id in by.organisations else ""


def why_not_withdraw(grant: Grant, by: User) -> str:
    """Why this user cannot take a grant away now; empty when they can."""
    if grant.counts:
        return "already_confirmed"
    if grant.kind == GrantKind.EXTENSION:
        return "of_extension"
    return "own_organisation" if grant.project.promoter_id in by.organisations else ""


def require_another_organisation(project: Project, by: User) -> None:
    if project.promoter_id in by.organisations:
        refuse("own_organisation")


def refuse(code: str) -> None:
    """Raises Refused for a code; nothing for none."""
    if code:
        raise Refused(code, sentence(code))


def sentence(code: str) -> str:
    """A code of this module or of `granting` in words; empty for none."""
    sentences = {
        "": "",
        "already_confirmed": _("Deze toekenning is al bevestigd."),
        "same_person": _("Iemand anders bevestigt wat u invoerde."),
        "own_organisation": _("U beslist niet over uw eigen organisatie."),
        "grant_exists": _("Van deze soort is er op die dag al een toekenning."),
        "of_extension": _(
            "Deze toekenning hoort bij een verlenging en blijft staan. Bevestig ze en voer een"
            " verlaging in."
        ),
        "over_budget": _("Dat is meer dan het budget van de oproep."),
        "over_lot_budget": _("Dat is meer dan het budget van het perceel, zonder reden."),
        "below_zero": _("Zo is er op een dag minder dan nul toegekend."),
        "below_settled": _("Zo is er op een dag minder toegekend dan er afgerekend is."),
        "below_paid": _("Zo is er op een dag minder toegekend dan er betaald is."),
    }
    return sentences[code]


# What is entered --------------------------------------------------------------------------------


def require_amount(amount: Decimal) -> Decimal:
    """An amount in whole cents, more than nothing. Raises ValidationError at `amount`."""
    if not amount.is_finite() or not ZERO < amount < MOST_EUROS:
        raise ValidationError({"amount": [_("Geef een bedrag boven nul.")]})
    if amount != amount.quantize(CENT):
        raise ValidationError({"amount": [_("Geef hoogstens twee cijfers na de komma.")]})
    return amount


def told(reason: str) -> str:
    """A reason that may be left out. Raises ValidationError when it is too long."""
    return require_text(reason, "above_lot_reason", MOST_WORDS) if reason.strip() else ""


def require_new(grant: Grant) -> None:
    """Raises Refused when there is one of this kind and day already."""
    same = {"kind": grant.kind, "decided_on": grant.decided_on}
    if Grant.objects.filter(project=grant.project, **same).exists():
        refuse("grant_exists")


def require_fit(grant: Grant) -> None:
    """Raises Refused for a limit that the grant breaks, and ValidationError at the reason for
    more than the budget of the lot when there is none."""
    code = granting.why_not(as_decided(grant), books_of(grant))
    if code == "over_lot_budget":
        if not grant.above_lot_reason:
            text = _("Dat is meer dan het budget van het perceel: zeg waarom.")
            raise ValidationError({"above_lot_reason": [text]})
        return
    refuse(code)


# What the limits are about ----------------------------------------------------------------------


def books_of(grant: Grant) -> Books:
    """What stands beside a grant, with its call held until the end of the transaction."""
    project, lot = grant.project, grant.project.lot
    call = Call.objects.select_for_update(no_key=True).get(pk=lot.call_id)
    others = list(
        Grant.objects.filter(project__lot__call=call)
        .exclude(pk=grant.pk)
        .select_related("project")
        .order_by()
    )
    return Books(
        of_project=[as_decided(one) for one in others if one.project_id == project.pk],
        of_lot=[as_decided(one) for one in others if one.project.lot_id == lot.pk],
        of_call=[as_decided(one) for one in others],
        call_budget=call.budget,
        lot_budget=lot.budget,
        settled=settled_by_day(project),
        paid=paid_by_day(project),
    )


def as_decided(grant: Grant) -> Decided:
    return Decided(grant.decided_on, limits.granted(grant.kind, grant.amount), grant.counts)


def settled_by_day(project: Project) -> Sequence[Dated]:
    """Settlements and corrections, those too that wait for a second person."""
    settlements: Any = Settlement.objects.filter(project=project)
    corrections: Any = SettlementCorrection.objects.filter(settlement__project=project)
    return [
        *settlements.order_by().values_list("settled_on", "amount"),
        *corrections.order_by().values_list("corrected_on", "amount"),
    ]


def paid_by_day(project: Project) -> Sequence[Dated]:
    """Payments less recoveries; one that was decided and not paid yet counts from its decision."""
    rows = Payment.objects.filter(project=project).order_by()
    return [
        (paid_on or decided_on, limits.paid(kind, amount))
        for kind, decided_on, paid_on, amount in rows.values_list(
            "kind", "decided_on", "paid_on", "amount"
        )
        if paid_on or limits.paid(kind, amount) > ZERO
    ]
