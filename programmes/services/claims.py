"""A claim from draft to submission: opened, removed and submitted by its promoter."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.choices import Role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.documents.rights import remove_of
from m2w.expressions import SumMoney
from m2w.outbox.services import notify
from m2w.refusals import Refused, require_choice, save
from m2w.workflow import locked
from programmes import claim_texts, claiming
from programmes.choices import CostCategory
from programmes.claiming import ZERO
from programmes.models import Claim, ClaimLine, Project, Settlement
from programmes.services.claim_lines import begin
from programmes.transitions import COORDINATOR


@transaction.atomic
def open_claim(project: Project, *, by: User, year: int, category: str, code: str = "") -> Claim:
    """A claim in draft for the costs of a project of one's own in a year, of one category.

    Raises PermissionDenied; ValidationError at `category`, and at `year` for one in which the
    project has had no day yet; Refused: year_closed, claim_exists.
    """
    require_role(by, COORDINATOR)
    found = locked(Project.objects.visible_to(by), project)
    kind = require_choice(category, CostCategory.values, "category")
    require_year(found, year)
    if Claim.objects.filter(project=found, year=year, category=kind).exists():
        raise Refused("claim_exists", _("Voor dit jaar en deze categorie is er al een."))
    claim = draft_of(found, year, kind, by)
    claim.code = code or claim.code
    save(claim)
    record("claim.opened", by=by, about=claim)
    return claim


def draft_of(project: Project, year: int, category: str, by: User) -> Claim:
    """A claim that is not stored yet."""
    claim = Claim(project=project, year=year, category=category)
    remember(claim, by)
    return claim


@transaction.atomic
def remove_claim(claim: Claim, *, by: User) -> None:
    """Take away a claim in draft, with its lines and documents.

    Raises PermissionDenied; Refused: submitted_already, and attached while the list of a session
    hangs on it.
    """
    found = begin(claim, by=by)
    kind, key = found._meta.label_lower, found.pk
    lines = list(found.lines.values_list("pk", flat=True))
    remember(found, by)
    record("claim.removed", by=by, about=found)
    try:
        with transaction.atomic():
            found.delete()
    except ProtectedError as error:
        message = _("Bij deze declaratie hoort nog een aanwezigheidslijst. Verwijder die eerst.")
        raise Refused("attached", message) from error
    remove_of(kind, key)
    for line in lines:
        remove_of(ClaimLine._meta.label_lower, line)


@transaction.atomic
def submit_claim(claim: Claim, *, by: User) -> Claim:
    """Declare the costs: from now on nobody changes them, and VDAB controls them.

    Raises PermissionDenied; Refused: submitted_already, empty_claim, year_closed,
    overhead_too_high, hours_above_norm.
    """
    found = begin(claim, by=by)
    refuse_closed(found.project, found.year)
    if not found.lines.exists():
        raise Refused("empty_claim", _("Er staat nog geen kost op deze declaratie."))
    require_hours(found)
    require_overhead(found)
    found.declared_on, found.declared_by = periods.today(), by
    remember(found, by)
    save(found)
    notify("claim.submitted", Staff.objects.working_as(Role.PROGRAMME_MANAGER), found)
    record("claim.submitted", by=by, about=found)
    return found


# The rules of a whole claim --------------------------------------------------------------------


def require_year(project: Project, year: int) -> None:
    """Raises ValidationError at `year`, and Refused(year_closed)."""
    last = project.term.last_day or date.max
    years = claiming.years_begun(project.starts_on, last, periods.today())
    if not years:
        text = _("Dit project is nog niet begonnen.")
        raise ValidationError({"year": ValidationError(text, "outside_term")})
    if year not in years:
        told = {"first": years[0], "last": years[-1]}
        one = _("Het project liep tot nu alleen in %(first)s: kies dat jaar.")
        more = _("Kies een jaar waarin het project liep, van %(first)s tot en met %(last)s.")
        text = (one if len(years) == 1 else more) % told
        raise ValidationError({"year": ValidationError(text, "outside_term")})
    refuse_closed(project, year)


def refuse_closed(project: Project, year: int) -> None:
    if Settlement.objects.filter(project=project, year=year).exists():
        told = {"year": year}
        raise Refused("year_closed", _("Het jaar %(year)s is al afgerekend.") % told)


def require_hours(claim: Claim) -> None:
    """Of nobody more hours than a full year has, over all claims of the year. The members of
    staff are held, so that of two claims at once the second sees the first."""
    norm = claim.project.lot.call.yearly_hours_norm
    if not norm:
        return
    named = claim.lines.filter(staff__isnull=False).values("staff")
    staff = Staff.objects.filter(pk__in=named).order_by("pk")
    held = list(staff.select_for_update(no_key=True, of=("self",)).select_related("user"))
    sums = dict(
        ClaimLine.objects.filter(staff__in=held, claim__year=claim.year)
        .order_by()
        .values("staff")
        .annotate(sum=SumMoney("hours"))
        .values_list("staff", "sum")
    )
    for one in held:
        declared = sums[one.pk] or ZERO
        if declared > norm:
            message = claim_texts.too_many_hours(str(one), declared, norm)
            raise Refused("hours_above_norm", message)


def require_overhead(claim: Claim) -> None:
    """Overhead within its percentage of the staff costs that were submitted for the year."""
    percentage = claim.project.lot.call.overhead_pct
    if claim.category != CostCategory.OVERHEAD or percentage is None:
        return
    of_staff = ClaimLine.objects.filter(
        claim__project=claim.project,
        claim__year=claim.year,
        claim__category=CostCategory.STAFF,
        claim__declared_on__isnull=False,
    )
    staff, asked = declared_of(of_staff), declared_of(claim.lines.all())
    most = claiming.most_overhead(staff, percentage)
    if asked > most:
        message = claim_texts.too_much_overhead(asked, most, staff, percentage)
        raise Refused("overhead_too_high", message)


def declared_of(lines: QuerySet[ClaimLine]) -> Decimal:
    """What these lines come to."""
    total: Decimal | None = lines.aggregate(sum=SumMoney("amount_declared"))["sum"]
    return total or ZERO
