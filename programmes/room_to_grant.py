"""What is granted to a project and what is left to grant, in its lot and its call."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from m2w import notation
from m2w.details import Fact
from programmes.models import Grant, Project


@dataclass(frozen=True, slots=True)
class RoomToGrant:
    """As it stands now. What waits for a second person is not left any more; `left_in_lot` is None
    for a lot without a budget of its own."""

    granted: Decimal
    unconfirmed: Decimal
    left_in_lot: Decimal | None
    left_in_call: Decimal


def room_of(project: Project) -> RoomToGrant:
    lot = project.lot
    own = Grant.objects.filter(project=project)
    return RoomToGrant(
        granted=own.confirmed().total(),
        unconfirmed=own.unconfirmed().total(),
        left_in_lot=None if lot.budget is None else left(lot.budget, {"project__lot": lot.pk}),
        left_in_call=left(lot.call.budget, {"project__lot__call": lot.call_id}),
    )


def facts_of(project: Project) -> list[Fact]:
    room = room_of(project)
    in_lot = room.left_in_lot
    return [
        Fact(_("Toegekend"), notation.euro(room.granted)),
        Fact(_("Nog te bevestigen"), notation.euro(room.unconfirmed)),
        Fact(
            _("Over in het perceel"),
            "" if in_lot is None else notation.euro(in_lot),
            _("zonder eigen budget") if in_lot is None else "",
        ),
        Fact(_("Over in de oproep"), notation.euro(room.left_in_call)),
    ]


def left(budget: Decimal, where: dict[str, object]) -> Decimal:
    grants = Grant.objects.filter(**where)
    return budget - grants.confirmed().total() - grants.reserved().total()
