"""How a project is extended: asked by its promoter, decided by VDAB."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.choices import Role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.outbox.services import notify
from m2w.refusals import Refused, require_text, save
from m2w.workflow import hold_all, locked
from programmes.choices import EvaluationKind, EvaluationStatus, GrantKind, RequestState
from programmes.extending import Standing, opens_on, why_not_ask, why_not_grant
from programmes.extension_steps import REQUEST_STEPS
from programmes.models import Evaluation, Extension, ExtensionRequest, Grant, Project
from programmes.services.grants import MOST_WORDS, require_fit, told
from programmes.transitions import COORDINATOR

ZERO = Decimal("0.00")


def standing_of(project: Project) -> Standing:
    """What is known of a project today, as far as it matters to its extension."""
    final = final_of(project)
    asked = project.extension_requests.filter(state=RequestState.ASKED)
    return Standing(
        project.ends_on,
        is_extended=Extension.objects.filter(project=project).exists(),
        is_asked=asked.exists(),
        verdict=final.verdict if final else "",
    )


@transaction.atomic
def ask_extension(
    project: Project, *, by: User, months: int, amount: Decimal, motivation: str, code: str = ""
) -> ExtensionRequest:
    """Ask VDAB to extend a project of one's own by so many months, for so much more in euro.

    Raises PermissionDenied; ValidationError at the field for more months than the call gives, a
    negative amount or no motivation; Refused: already_extended, asked_already, too_early,
    term_over.
    """
    require_role(by, COORDINATOR)
    found = locked(Project.objects.visible_to(by), project)
    refuse(why_not_ask(standing_of(found), periods.today()), found)
    request = ExtensionRequest(
        project=found,
        asked_on=periods.today(),
        months=require_months(months, found),
        amount=require_amount(amount),
        motivation=require_text(motivation, "motivation", MOST_WORDS),
        asked_by=by,
    )
    request.code = code or request.code
    save(request)
    notify("extension.asked", managers(), request)
    record("extension.asked", by=by, about=request)
    return request


@transaction.atomic
def grant_extension(
    request: ExtensionRequest, *, by: User, above_lot_reason: str = ""
) -> ExtensionRequest:
    """Extend the project from today's decision on, and enter the grant that goes with it: it
    counts once another manager confirms it.

    Raises PermissionDenied; ValidationError at `above_lot_reason` when the lot's budget is
    exceeded without one; Refused: not_now, already_extended, no_final_evaluation,
    negative_evaluation, over_budget.
    """
    found = begin(request, "grant", by=by)
    project = found.project
    hold_final(project)
    refuse(why_not_grant(standing_of(project)), project)
    final = final_of(project)
    grant = Grant(
        project=project,
        kind=GrantKind.EXTENSION,
        decided_on=periods.today(),
        amount=found.amount,
        months=found.months,
        entered_by=by,
        above_lot_reason=told(above_lot_reason),
    )
    require_fit(grant)
    save(
        Extension(
            project=project,
            decided_on=grant.decided_on,
            months=found.months,
            evaluation_held_on=final.held_on if final else None,
        )
    )
    save(grant)
    return decide(found, "grant", by=by)


@transaction.atomic
def refuse_extension(request: ExtensionRequest, *, by: User, reason: str) -> ExtensionRequest:
    """Refuse an extension, for a reason in words; the promoter may ask again.

    Raises PermissionDenied; ValidationError without a reason; Refused(not_now).
    """
    found = begin(request, "refuse", by=by)
    found.refusal_reason = require_text(reason, "reason", MOST_WORDS)
    return decide(found, "refuse", by=by)


# What the services share -----------------------------------------------------------------------


def begin(request: ExtensionRequest, name: str, *, by: User) -> ExtensionRequest:
    """The request as it is now, held for a decision by someone who may take it."""
    locked(Project.objects.visible_to(by), request.project)
    found = locked(ExtensionRequest.objects.editable_by(by), request)
    REQUEST_STEPS.check(found, name, by)
    return found


def decide(request: ExtensionRequest, name: str, *, by: User) -> ExtensionRequest:
    step = REQUEST_STEPS[name]
    request.state, request.decided_on, request.decided_by = step.target, periods.today(), by
    save(request)
    coordinators = Staff.objects.working_as(Role.COORDINATOR)
    notify(step.event, coordinators.filter(organisation=request.project.promoter_id), request)
    record(step.event, by=by, about=request)
    return request


def managers() -> Any:
    return Staff.objects.working_as(Role.PROGRAMME_MANAGER)


def refuse(code: str, project: Project) -> None:
    """Raises Refused for a code; nothing for none."""
    if code:
        raise Refused(code, sentence(code, project))


def sentence(code: str, project: Project) -> str:
    """A code of `extending` in words; empty for none."""
    sentences = {
        "": "",
        "already_extended": _("Dit project is al verlengd: dat kan één keer."),
        "asked_already": _("Voor dit project is al een verlenging gevraagd."),
        "too_early": _("Een verlenging vraagt u ten vroegste op %(day)s.")
        % {"day": notation.day(opens_on(project.ends_on))},
        "term_over": _("De looptijd van dit project is voorbij."),
        "no_final_evaluation": _("Eerst is er een eindevaluatie nodig."),
        "negative_evaluation": _("De eindevaluatie is niet positief."),
    }
    return sentences[code]


def require_months(months: int, project: Project) -> int:
    most = project.lot.call.extension_months
    if not 1 <= months <= most:
        text = _("Kies een getal van 1 tot en met %(most)s.") % {"most": most}
        raise ValidationError({"months": [text]})
    return months


def require_amount(amount: Decimal) -> Decimal:
    if amount < ZERO:
        raise ValidationError({"amount": [_("Een bedrag is niet negatief.")]})
    return amount


def hold_final(project: Project) -> None:
    """Whoever opens its final evaluation again waits until it is known whether an extension stands
    on it."""
    hold_all(Evaluation.objects.filter(project=project, kind=EvaluationKind.FINAL))


def final_of(project: Project) -> Evaluation | None:
    """The final evaluation of a project, once it was held."""
    rows = Evaluation.objects.filter(project=project, kind=EvaluationKind.FINAL)
    held = rows.filter(status=EvaluationStatus.FINAL, held_on__lte=periods.today())
    return held.first()
