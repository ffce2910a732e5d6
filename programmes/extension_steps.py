"""The life of a request for extension, as a table: the one place that knows who decides, when."""

from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.workflow import Transition, Workflow
from programmes.choices import RequestState
from programmes.models import ExtensionRequest

DECIDERS = frozenset({Role.PROGRAMME_MANAGER})
ASKED = (RequestState.ASKED,)


def by_another(request: ExtensionRequest, user: User) -> bool:
    """Nobody decides on a project of their own organisation, whatever role they act in."""
    return request.project.promoter_id not in user.organisations


REQUEST_STEPS = Workflow(
    Transition(
        "grant",
        _("verlenging toestaan"),
        ASKED,
        RequestState.GRANTED,
        DECIDERS,
        "extension.granted",
        by_another,
    ),
    Transition(
        "refuse",
        _("verlenging weigeren"),
        ASKED,
        RequestState.REFUSED,
        DECIDERS,
        "extension.refused",
        by_another,
    ),
)
