"""What waits to be granted to a project, and what its reader may do about it."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from m2w import notation
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.details import StepLink
from programmes.access import MANAGER
from programmes.models import Grant, Project
from programmes.services.grants import why_not_confirm, why_not_withdraw


@dataclass(frozen=True, slots=True)
class GrantSection:
    lines: list[str]
    links: list[StepLink] = field(default_factory=list)


def grant_section(project: Project, reader: User) -> GrantSection | None:
    """None for who does not read what is granted."""
    grants = Grant.objects.visible_to(reader)
    if not grants.opens_to(reader):
        return None
    rows = grants.filter(project=project).unconfirmed().select_related("project")
    waiting = list(rows.order_by("decided_on"))
    lines = [line_of(grant) for grant in waiting] or [_("Er wacht geen toekenning op bevestiging.")]
    return GrantSection(lines, links(project, waiting, reader) if acts_as(reader, MANAGER) else [])


def line_of(grant: Grant) -> str:
    told = {
        "kind": str(grant.get_kind_display()).capitalize(),
        "day": notation.day(grant.decided_on),
        "amount": notation.euro(grant.amount),
    }
    return _("%(kind)s van %(amount)s, beslist op %(day)s: wacht op bevestiging.") % told


def links(project: Project, waiting: list[Grant], reader: User) -> list[StepLink]:
    own = [grant for grant in waiting if why_not_confirm(grant, reader)]
    enter = f"{reverse('grant_enter')}?project={project.code}"
    return [
        *(
            StepLink(
                _("Toekenning bevestigen"), reverse("grant_confirm", args=[one.pk]), danger=False
            )
            for one in waiting
            if one not in own
        ),
        *(
            StepLink(
                _("Toekenning intrekken"), reverse("grant_withdraw", args=[one.pk]), danger=True
            )
            for one in own
            if not why_not_withdraw(one, reader)
        ),
        StepLink(_("Toekenning invoeren"), enter, danger=False),
    ]
