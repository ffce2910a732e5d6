"""The lists of the counsellor's queue."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.details import Text
from programmes.desks import Desk, nobodys, on_desk


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the queue; `counted` are its rows, oldest first by `since`."""

    code: str
    view: str
    label: Text
    since: str
    nothing: Text
    advice: Text
    counted: Callable[[Any, Desk, date], Any]


def mine(rows: Any, desk: Desk, on: date) -> Any:
    return rows.undecided().filter(on_desk(desk))


def free(rows: Any, desk: Desk, on: date) -> Any:
    return rows.undecided().filter(nobodys())


def provinces(rows: Any, desk: Desk, on: date) -> Any:
    return rows.undecided()


def again(rows: Any, desk: Desk, on: date) -> Any:
    return rows.to_screen_again(on)


def to_copy(rows: Any, desk: Desk, on: date) -> Any:
    """Decided, and not yet copied into VDAB's own system."""
    return rows.filter(on_desk(desk), decided_on__isnull=False, copied_on__isnull=True)


TABS = (
    Tab(
        "mijn",
        "queue",
        _("Mijn"),
        "submitted_on",
        _("Op uw naam wacht niets."),
        _("Kijk bij “Vrij”: daar staan aanmeldingen die nog niemand opnam."),
        mine,
    ),
    Tab(
        "vrij",
        "queue_free",
        _("Vrij"),
        "submitted_on",
        _("Geen vrije aanmeldingen in uw provincies."),
        _("Zodra een promotor indient, staat de aanmelding hier."),
        free,
    ),
    Tab(
        "provincies",
        "queue_provinces",
        _("Mijn provincies"),
        "submitted_on",
        _("In uw provincies wacht geen aanmelding op een beslissing."),
        _("Zodra een promotor indient, staat de aanmelding hier."),
        provinces,
    ),
    Tab(
        "opnieuw",
        "queue_again",
        _("Opnieuw te screenen"),
        "screen_again_on",
        _("Vandaag is er niemand opnieuw te screenen."),
        _("Wie u weigert met een dag om opnieuw te screenen, komt op die dag hier terug."),
        again,
    ),
    Tab(
        "overnemen",
        "queue_copy",
        _("Over te nemen"),
        "decided_on",
        _("Alle beslissingen zijn overgenomen."),
        _("Na uw beslissing staat hier de alinea voor het eigen systeem van VDAB."),
        to_copy,
    ),
)


TABS_BY_CODE = {tab.code: tab for tab in TABS}
