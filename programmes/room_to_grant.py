"""What is granted to a project and what is left to grant, in its lot and its call."""

from decimal import Decimal

from django.utils.translation import gettext as _

from m2w import notation
from m2w.details import Fact
from programmes.models import Grant, Project


def facts_of(project: Project) -> list[Fact]:
    """As it stands now. What waits for a second person is not left any more."""
    lot = project.lot
    own = Grant.objects.filter(project=project)
    return [
        Fact(_("Toegekend"), notation.euro(own.confirmed().total())),
        Fact(_("Nog te bevestigen"), notation.euro(own.unconfirmed().total())),
        Fact(
            _("Over in het perceel"),
            "" if lot.budget is None else left(lot.budget, {"project__lot": lot.pk}),
            _("zonder eigen budget") if lot.budget is None else "",
        ),
        Fact(_("Over in de oproep"), left(lot.call.budget, {"project__lot__call": lot.call_id})),
    ]


def left(budget: Decimal, where: dict[str, object]) -> str:
    grants = Grant.objects.filter(**where)
    return notation.euro(budget - grants.confirmed().total() - grants.reserved().total())
