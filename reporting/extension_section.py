"""How the extension of a project stands, and what its reader may do about it now."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.details import StepLink
from programmes.choices import RequestState
from programmes.extending import opens_on, why_not_ask
from programmes.extension_steps import REQUEST_STEPS
from programmes.models import ExtensionRequest, Project
from programmes.services.extensions import standing_of
from programmes.transitions import COORDINATOR


@dataclass(frozen=True, slots=True)
class ExtensionSection:
    lines: list[str]
    links: list[StepLink] = field(default_factory=list)


def extension_section(project: Project, reader: User) -> ExtensionSection | None:
    """None for who does not read what is granted to the project."""
    requests = ExtensionRequest.objects.visible_to(reader)
    if not requests.opens_to(reader):
        return None
    asked = list(requests.filter(project=project).select_related("project"))
    return ExtensionSection(
        [*(line_of(one) for one in asked), *standing_lines(project, asked)],
        [*asking(project, reader), *deciding(asked, reader)],
    )


def line_of(request: ExtensionRequest) -> str:
    told = {
        "day": notation.day(request.asked_on),
        "months": request.months,
        "amount": notation.euro(request.amount),
    }
    asked = _("Gevraagd op %(day)s: %(months)s maanden, %(amount)s.") % told
    if request.decided_on is None:
        return " ".join([asked, _("VDAB beslist nog.")])
    decided = {"day": notation.day(request.decided_on)}
    if request.state == RequestState.GRANTED:
        return " ".join([asked, _("Toegestaan op %(day)s.") % decided])
    return " ".join([asked, _("Geweigerd op %(day)s.") % decided, request.refusal_reason])


def standing_lines(project: Project, asked: list[ExtensionRequest]) -> list[str]:
    if hasattr(project, "extension"):
        told = {"day": notation.day(project.extension.last_day)}
        return [_("Verlengd: de laatste dag is %(day)s.") % told]
    if asked:
        return []
    told = {"day": notation.day(opens_on(project.ends_on))}
    return [_("Nog niet gevraagd. Dat kan vanaf %(day)s.") % told]


def asking(project: Project, reader: User) -> list[StepLink]:
    if not acts_as(reader, COORDINATOR) or why_not_ask(standing_of(project), periods.today()):
        return []
    address = reverse("extension_ask", args=[project.pk])
    return [StepLink(_("Verlenging vragen"), address, danger=False)]


def deciding(asked: list[ExtensionRequest], reader: User) -> list[StepLink]:
    return [
        StepLink(
            str(step.label).capitalize(),
            reverse(f"extension_{step.name}", args=[request.pk]),
            danger=step.name == "refuse",
        )
        for request in asked
        if request.state == RequestState.ASKED
        for step in REQUEST_STEPS
        if step.permits(request, reader)
    ]
