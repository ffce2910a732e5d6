"""The parameters of a call by which costs are counted, and what a project plans to spend."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import Refused, save
from m2w.workflow import locked
from programmes.choices import CostCategory
from programmes.claim_years import years_of
from programmes.limits import ZERO
from programmes.models import Call, CostPlan, Project
from programmes.services.definitions import require_number
from programmes.services.grants import CENT, MOST_EUROS

MOST_HOURS = 2500
ALL_OF_IT = Decimal(100)


@transaction.atomic
def set_terms(
    call: Call, *, by: User, yearly_hours_norm: int | None, overhead_pct: Decimal | None
) -> Call:
    """Say how many hours a full-time year counts, and how much overhead goes with staff, in per
    cent. Empty: an hourly cost, or overhead, follows from nothing here.

    Raises PermissionDenied, and ValidationError at the field for hours out of 1 to 2500, or a
    percentage out of 0 to 100 or with more than two decimals.
    """
    require_role(by, Call.objects.all().editors)
    found = locked(Call.objects.editable_by(by), call)
    if yearly_hours_norm is not None:
        require_number(yearly_hours_norm, 1, MOST_HOURS, "yearly_hours_norm")
    found.yearly_hours_norm = yearly_hours_norm
    found.overhead_pct = None if overhead_pct is None else require_share(overhead_pct)
    remember(found, by)
    save(found)
    record("call.terms_set", by=by, about=found)
    return found


@transaction.atomic
def plan_costs(
    project: Project, *, year: int, amounts: Mapping[str, Decimal | None], by: User
) -> list[CostPlan]:
    """Say what a project means to spend in a year, in euro per category; None takes the amount of
    a category away, and a category that is not named keeps its own.

    Raises PermissionDenied; ValidationError at the category for a negative amount or one with
    fractions of cents; Refused: own_organisation, outside_term for a year in which the project
    does not run.
    """
    require_role(by, CostPlan.objects.all().editors)
    found = locked(Project.objects.editable_by(by), project)
    if found.promoter_id in by.organisations:
        raise Refused("own_organisation", _("U beslist niet over uw eigen organisatie."))
    if year not in years_of(found):
        raise Refused("outside_term", _("In dat jaar loopt het project niet."))
    before = {plan.category: plan for plan in found.cost_plans.filter(year=year)}
    for category, amount in amounts.items():
        plan_one(before.get(category) or CostPlan(project=found, year=year), category, amount, by)
    record("project.costs_planned", by=by, about=found, details={"year": year})
    return list(found.cost_plans.filter(year=year))


def plan_one(plan: CostPlan, category: str, amount: Decimal | None, by: User) -> None:
    """Keep one amount, when it differs. Raises ValidationError at the category."""
    if category not in CostCategory.values:
        raise ValidationError({category: [_("Kies uit de lijst.")]})
    remember(plan, by)
    if amount is None:
        if not plan._state.adding:
            plan.delete()
        return
    if not amount.is_finite() or not ZERO <= amount < MOST_EUROS or amount % CENT:
        raise ValidationError({category: [_("Geef een bedrag met hoogstens twee decimalen.")]})
    if plan._state.adding or plan.amount != amount:
        plan.category, plan.amount = category, amount
        save(plan)


def require_share(value: Decimal) -> Decimal:
    if not value.is_finite() or not ZERO <= value <= ALL_OF_IT or value % CENT:
        text = _("Geef een percentage van 0 tot en met 100, met hoogstens twee decimalen.")
        raise ValidationError({"overhead_pct": [text]})
    return value
