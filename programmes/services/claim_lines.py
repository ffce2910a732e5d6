"""The lines of a claim in draft: added, changed and removed by its promoter."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.corrections import outdated, remember
from m2w.documents.rights import remove_of
from m2w.expressions import SumMoney
from m2w.form_fields import tidy
from m2w.refusals import Refused, save
from m2w.workflow import locked
from programmes import claim_texts, claiming
from programmes.choices import CostCategory
from programmes.claiming import ZERO, Cost, YearOfProject
from programmes.models import Claim, ClaimLine, Project
from programmes.transitions import COORDINATOR

LONGEST = {"description": 300, "supplier": 200, "invoice_number": 60, "repeated_reason": 300}


class About(TypedDict, total=False):
    """What is told of a line. Hours and a yearly cost go with a member of staff; where the call
    has an hours norm the amount follows from them."""

    description: str
    supplier: str
    invoice_number: str
    repeated_reason: str
    staff: Staff | None
    hours: Decimal | None
    yearly_cost: Decimal | None
    spent_on: date | None
    amount_declared: Decimal | None


@transaction.atomic
def add_line(
    claim: Claim, *, by: User, from_fees: bool = False, **about: Unpack[About]
) -> ClaimLine:
    """One more cost on a claim in draft. `from_fees`: it follows from the fees of volunteers that
    were registered, the one way into that category and into no other.

    Raises PermissionDenied; ValidationError at the fields, also at `invoice_number` for an invoice
    that stands in a claim of one's own without a `repeated_reason`; Refused: submitted_already,
    from_fees.
    """
    found = begin(claim, by=by)
    require_source(found, from_fees=from_fees)
    last = found.lines.aggregate(last=Max("number"))["last"] or 0
    line = ClaimLine(claim=found, number=last + 1, entered_by=by)
    tell(line, about, by=by)
    remember(line, by)
    save(line)
    found.touch()
    record("claim.line_added", by=by, about=found, details={"line": line.number})
    return line


@transaction.atomic
def change_line(
    line: ClaimLine,
    values: Mapping[str, Any],
    *,
    by: User,
    version: int,
    from_fees: bool = False,
) -> ClaimLine:
    """Give a line of a claim in draft other values, unless it has another version by now; what
    is not named stays. Raises as `add_line`, and Outdated."""
    claim = begin(line.claim, by=by)
    require_source(claim, from_fees=from_fees)
    found = locked(ClaimLine.objects.visible_to(by), line)
    found.claim = claim
    if found.version != version:
        raise outdated(found, values, version)
    before = {name: getattr(found, name) for name in About.__annotations__}
    tell(found, values, by=by)
    changed = sorted(name for name, value in before.items() if getattr(found, name) != value)
    if not changed:
        return found
    remember(found, by)
    save(found)
    claim.touch()
    told = {"line": found.number, "fields": changed}
    record("claim.line_changed", by=by, about=claim, details=told)
    return found


@transaction.atomic
def remove_line(line: ClaimLine, *, by: User, from_fees: bool = False) -> None:
    """Take a line off a claim in draft, with its documents. Raises PermissionDenied; Refused:
    submitted_already, from_fees."""
    claim = begin(line.claim, by=by)
    require_source(claim, from_fees=from_fees)
    found = locked(ClaimLine.objects.visible_to(by), line)
    remember(found, by)
    remove_of(found._meta.label_lower, found.pk)
    claim.touch()
    record("claim.line_removed", by=by, about=claim, details={"line": found.number})
    found.delete()


# What the services share -----------------------------------------------------------------------


def begin(claim: Claim, *, by: User) -> Claim:
    """The claim as it is now, held with its project, while its promoter may change it.

    Raises PermissionDenied, and Refused(submitted_already).
    """
    require_role(by, COORDINATOR)
    project = locked(Project.objects.visible_to(by), claim.project)
    found = locked(Claim.objects.visible_to(by), claim)
    if found.declared_on is not None:
        message = _("Deze declaratie is ingediend: er verandert niets meer aan.")
        raise Refused("submitted_already", message)
    found.project = project
    return found


def require_source(claim: Claim, *, from_fees: bool) -> None:
    """Raises Refused(from_fees) for a line by hand among volunteers, and for a fee elsewhere."""
    if from_fees != (claim.category == CostCategory.VOLUNTEERS):
        message = _("Kosten van vrijwilligers komen uit de vergoedingen van mentoren.")
        raise Refused("from_fees", message)


def year_of(project: Project, year: int) -> YearOfProject:
    """The days on which a project can have had costs of a year, as decided by today."""
    last = project.term.last_day or date.max
    norm = project.lot.call.yearly_hours_norm
    return claiming.year_of(year, project.starts_on, last, periods.today(), norm)


def tell(line: ClaimLine, about: Mapping[str, Any], *, by: User) -> None:
    """Give a line what is told of it, by the rules of its claim. Raises ValidationError at the
    fields."""
    claim = line.claim
    year = year_of(claim.project, claim.year)
    stood = (line.invoice_key, line.repeated_reason)
    for name, value in about.items():
        setattr(line, name, tidy(value or "") if name in LONGEST else value)
    line.invoice_key = claiming.invoice_key(line.supplier, line.invoice_number)
    cost = cost_of(line, amount_told(line, about, year))
    faults = dict(too_long(line)) | of_colleague(line)
    wording = claim_texts.Wording(cost, year)
    for fault in claiming.faults(cost, year):
        faults.setdefault(fault.field, wording.of(fault))
    if not faults and stood != (line.invoice_key, line.repeated_reason):
        faults = of_invoice(line, by)
    if faults:
        raise ValidationError(faults)
    line.amount_declared = claiming.amount_of(cost, year.hours_norm) or ZERO


def amount_told(line: ClaimLine, about: Mapping[str, Any], year: YearOfProject) -> Decimal | None:
    """The amount that someone typed; one that was computed before is computed again."""
    if "amount_declared" in about:
        told: Decimal | None = about["amount_declared"]
        return told
    is_computed = year.hours_norm and line.staff_id
    return None if line._state.adding or is_computed else line.amount_declared


def cost_of(line: ClaimLine, amount: Decimal | None) -> Cost:
    """A line as the rules take it. A member of staff is held, so that of two lines at once for
    the same person the second sees the hours of the first."""
    other = ZERO
    if line.staff_id and line.claim.project.lot.call.yearly_hours_norm:
        Staff.objects.select_for_update(no_key=True, of=("self",)).get(pk=line.staff_id)
        rows = ClaimLine.objects.filter(staff=line.staff_id, claim__year=line.claim.year)
        other = rows.exclude(pk=line.pk).aggregate(sum=SumMoney("hours"))["sum"] or ZERO
    return Cost(
        category=line.claim.category,
        description=line.description,
        supplier=line.supplier,
        has_staff=line.staff_id is not None,
        hours=line.hours,
        yearly_cost=line.yearly_cost,
        spent_on=line.spent_on,
        amount=amount,
        other_hours=other,
    )


def too_long(line: ClaimLine) -> Mapping[str, Any]:
    return {
        name: ValidationError(_("Gebruik hoogstens %(max)s tekens.") % {"max": most}, "max_length")
        for name, most in LONGEST.items()
        if len(getattr(line, name)) > most
    }


def of_colleague(line: ClaimLine) -> dict[str, Any]:
    if line.staff is None or line.staff.organisation_id == line.claim.project.promoter_id:
        return {}
    return {"staff": _("Deze persoon werkt niet bij de promotor.")}


def of_invoice(line: ClaimLine, by: User) -> dict[str, Any]:
    """An invoice that stands in a claim of one's own is asked about; of those of others nobody
    hears."""
    rows = ClaimLine.objects.visible_to(by).same_invoice(line)
    first = None if line.repeated_reason else rows.select_related("claim__project").first()
    if first is None:
        return {}
    claim = first.claim
    where = claim_texts.standing_at(claim.project.name, claim.year, claim.category, first.number)
    return {"invoice_number": ValidationError(claim_texts.repeated(where), "repeated_invoice")}
