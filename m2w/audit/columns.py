"""How the record is shown."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import Role
from m2w.audit.actions import label
from m2w.notation import moment, number
from m2w.tables import Column, Text

Act = dict[str, Any]


def about(act: Act) -> Text:
    """What an act was about, as people call it: `mentee`, or `50 mentees` together."""
    if not act["object_type"]:
        return ""
    names = apps.get_model(act["object_type"])._meta
    if act["count"] == 1:
        return names.verbose_name
    return f"{number(act['count'])} {names.verbose_name_plural}"


def link_for(user: Any) -> Callable[[Act], str]:
    """Leads to the one thing an act was about, where this reader's role has pages of it."""

    def url_of(act: Act) -> str:
        if act["count"] > 1 or not act["object_type"]:
            return ""
        rows = apps.get_model(act["object_type"])._meta.default_manager.all()
        if not getattr(rows, "opens_to", lambda user: False)(user):
            return ""
        try:
            return reverse(rows.model._meta.model_name or "", args=[act["first_id"]])
        except NoReverseMatch:
            return ""

    return url_of


def who(act: Act) -> Text:
    return act["actor__name"] or act["actor__email"] or _("het systeem")


def place_of(act: Act) -> str:
    if not act["organisation__name"]:
        return ""
    return f"{Role(act['role']).label}, {act['organisation__name']}"


def acts_for(user: Any) -> list[Column]:
    return [
        Column(_("Tijdstip"), lambda act: moment(act["last"])),
        Column(_("Wie"), who),
        Column(_("Rol"), place_of),
        Column(_("Handeling"), lambda act: label(act["action"])),
        Column(_("Waarover"), about, url=link_for(user)),
    ]


SEEN = [
    Column(_("Datum"), "day", "date"),
    Column(_("Rol"), "role"),
    Column(_("Organisatie"), "organisation"),
    Column(_("Hoe"), "how"),
    Column(_("Aantal keer"), "times", "count"),
]
BREACH = [
    Column(_("Soort"), "kind"),
    Column(_("Code"), "code"),
    Column(_("Promotor"), "promoter"),
    Column(_("Eerst getoond"), lambda shown: moment(shown.first)),
    Column(_("Laatst getoond"), lambda shown: moment(shown.last)),
    Column(_("Aantal keer"), "times", "count"),
]
