"""Every change to the fees of volunteers, and putting them on the claim of their year."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from simple_history.utils import bulk_update_with_history

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import outdated, remember
from m2w.periods import Period
from m2w.refusals import Refused, save
from m2w.workflow import locked
from matching import fees as rules
from matching.access import FEES
from matching.fees import Excess, Paid
from matching.models import Mentor, VolunteerFee
from matching.services.mentors import held
from programmes.choices import CostCategory
from programmes.models import Claim, ClaimLine, Project
from programmes.services import open_claim, remove_line
from programmes.services.claim_lines import begin
from programmes.services.grants import require_amount
from programmes.services.importing import with_history

MOST_DAYS = 60
BATCH = 1000


@transaction.atomic
def add_fees(
    mentor: Mentor, *, project: Project, days: Collection[date], amount: Decimal, by: User
) -> list[VolunteerFee]:
    """Note what a mentor gets for each of some days, in euro: all of them, or none.

    Raises PermissionDenied; ValidationError at `days` for one in the future, outside the term of
    the project or on which the mentor was not active, for none or more than 60, and at `amount`
    for no positive number of cents; Refused: other_promoter, fee_exists, day_maximum,
    year_maximum.
    """
    require_role(by, FEES)
    found = held(mentor, by=by)
    require_own(project, found, by)
    price = require_amount(amount)
    for day in require_days(days):
        require_day(day, project, found)
    require_within(found, [Paid(day, price) for day in days])
    made = []
    for day in sorted(days):
        fee = VolunteerFee(mentor=found, project=project, day=day, amount=price)
        remember(fee, by)
        save(fee)
        made.append(fee)
    record("fee.added", by=by, about=found, details={"days": len(made)})
    return made


@transaction.atomic
def change_fee(
    fee: VolunteerFee, *, amount: Decimal, by: User, version: int | None = None
) -> VolunteerFee:
    """Put the amount of a fee right as long as it is not claimed.

    Raises PermissionDenied, ValidationError at `amount`, Outdated unless `version` is that of the
    fee, and Refused: claimed, day_maximum, year_maximum.
    """
    found = held_fee(fee, by)
    if version is not None and found.version != version:
        raise outdated(found, {"amount": amount}, version)
    found.amount = require_amount(amount)
    require_within(found.mentor, [Paid(found.day, found.amount)], but=found)
    remember(found, by)
    save(found)
    record("fee.changed", by=by, about=found.mentor)
    return found


@transaction.atomic
def remove_fee(fee: VolunteerFee, *, by: User) -> None:
    """Take a fee away that was noted by mistake. Raises PermissionDenied, and Refused(claimed)."""
    found = held_fee(fee, by)
    remember(found, by)
    record("fee.removed", by=by, about=found.mentor)
    found.delete()


@transaction.atomic
def claim_fees(project: Project, *, year: int, by: User) -> Claim:
    """Put each fee of a year that is on no claim yet on a line of that claim, which is begun when
    there is none. A line names the mentor by code: VDAB knows them by that only.

    Fees of a restricted file wait until nobody contests it any more. Raises PermissionDenied, and
    Refused: no_fees, year_closed, submitted_already.
    """
    require_role(by, FEES)
    found = locked(Project.objects.visible_to(by), project)
    if found.promoter_id != own_organisation(by):
        raise PermissionDenied
    waiting = VolunteerFee.objects.to_claim(found, year).select_related("mentor")
    # Held: of what somebody corrects or removes meanwhile, the line would tell another amount.
    held = waiting.select_for_update(no_key=True, of=("self",))
    fees = list(held.order_by("day", "mentor__code"))
    if not fees:
        raise Refused("no_fees", _("Alle vergoedingen van dat jaar staan al op een declaratie."))
    claim = draft_of(found, year, by)
    put_on(claim, fees, by)
    record("fees.claimed", by=by, about=claim, details={"lines": len(fees)})
    return claim


@transaction.atomic
def unclaim_fee(fee: VolunteerFee, *, by: User) -> None:
    """Take a fee off its claim as long as that is a draft; the fee itself stays.

    Raises PermissionDenied, and Refused: not_claimed, submitted_already.
    """
    require_role(by, FEES)
    held(fee.mentor, by=by)
    found = locked(VolunteerFee.objects.editable_by(by), fee)
    line = found.claim_line
    if line is None:
        raise Refused("not_claimed", _("Deze vergoeding staat op geen declaratie."))
    # Not by the line that goes: who keeps pace with the fees would never hear of it.
    found.claim_line = None
    remember(found, by)
    save(found)
    remove_line(line, by=by, from_fees=True)
    record("fee.unclaimed", by=by, about=line.claim)


# What stands on the claim -----------------------------------------------------------------------


def draft_of(project: Project, year: int, by: User) -> Claim:
    """The claim of volunteers of a year, held; begun when there is none. Raises Refused:
    year_closed, submitted_already."""
    where: dict[str, Any] = {"year": year, "category": CostCategory.VOLUNTEERS}
    claim = Claim.objects.visible_to(by).filter(project=project, **where).first()
    return begin(claim, by=by) if claim else open_claim(project, by=by, **where)


def put_on(claim: Claim, fees: Sequence[VolunteerFee], by: User) -> None:
    last = claim.lines.order_by("-number").values_list("number", flat=True).first() or 0
    lines = [
        ClaimLine(
            claim=claim,
            number=number,
            description=description_of(fee),
            spent_on=fee.day,
            amount_declared=fee.amount,
            entered_by=by,
        )
        for number, fee in enumerate(fees, start=last + 1)
    ]
    now = timezone.now()
    for fee, line in zip(fees, with_history(ClaimLine, lines, by=by), strict=True):
        fee.claim_line, fee.updated_at = line, now
        fee.version += 1
    fields = ["claim_line", "version", "updated_at"]
    bulk_update_with_history(fees, VolunteerFee, fields, BATCH, default_user=by)
    claim.touch()


def description_of(fee: VolunteerFee) -> str:
    """In Dutch, whoever writes it: VDAB reads it."""
    with override("nl-be"):
        return _("Forfaitaire vergoeding van vrijwilliger %(code)s") % {"code": fee.mentor.code}


# What may be paid -------------------------------------------------------------------------------


def held_fee(fee: VolunteerFee, by: User) -> VolunteerFee:
    """A fee as it is now, held with its mentor. Raises PermissionDenied, and Refused(claimed)."""
    require_role(by, FEES)
    mentor = held(fee.mentor, by=by)
    found = locked(VolunteerFee.objects.editable_by(by), fee)
    found.mentor = mentor
    if found.claim_line_id is not None:
        message = _("Deze vergoeding staat op een kostendeclaratie. Haal die kost eerst weg.")
        raise Refused("claimed", message)
    return found


def own_organisation(by: User) -> Any:
    return by.acting and by.acting.organisation.pk


def require_own(project: Project, mentor: Mentor, by: User) -> None:
    """Raises PermissionDenied for a project of others, Refused when the mentor is of others."""
    if project.promoter_id != own_organisation(by):
        raise PermissionDenied
    if mentor.promoter_id != project.promoter_id:
        message = _("Deze mentor is niet van de promotor van het project.")
        raise Refused("other_promoter", message)


def require_days(days: Collection[date]) -> Collection[date]:
    if not 1 <= len(days) <= MOST_DAYS:
        text = _("Geef 1 tot %(most)s dagen.") % {"most": MOST_DAYS}
        raise ValidationError({"days": [text]})
    if len(set(days)) != len(days):
        raise ValidationError({"days": [_("Noem elke dag één keer.")]})
    return days


def require_day(day: date, project: Project, mentor: Mentor) -> None:
    """Raises ValidationError at `days`."""
    active = Period.through(mentor.active_from, mentor.active_until)
    code = rules.why_not_on(day, project.term, active, periods.today())
    sentences = {
        "in_future": _("%(day)s ligt in de toekomst."),
        "outside_term": _("%(day)s valt buiten de looptijd van het project."),
        "not_registered": _("Op %(day)s was deze mentor niet actief."),
    }
    if code:
        text = sentences[code] % {"day": notation.day(day)}
        raise ValidationError({"days": [text]})


def require_within(
    mentor: Mentor, new: Collection[Paid], *, but: VolunteerFee | None = None
) -> None:
    """Raises Refused when a maximum is exceeded with all other fees of the mentor."""
    years = {fee.day.year for fee in new}
    rows = VolunteerFee.objects.filter(mentor=mentor, day__year__in=years)
    rows = rows.exclude(pk=but.pk) if but else rows
    others = [Paid(*row) for row in rows.order_by().values_list("day", "amount")]
    if found := rules.excess(new, others):
        raise Refused(found.code, in_words(found))


def in_words(excess: Excess) -> str:
    allowed = rules.maxima(excess.day.year)
    told = {
        "day": notation.day(excess.day),
        "year": excess.day.year,
        "left": notation.euro(excess.left),
        "most_a_day": notation.euro(allowed.day),
        "most_a_year": notation.euro(allowed.year),
    }
    if excess.code == "day_maximum":
        text = _("Op %(day)s is er nog %(left)s over van hoogstens %(most_a_day)s per dag.")
    else:
        text = _("In %(year)s is er nog %(left)s over van hoogstens %(most_a_year)s per jaar.")
    return text % told
