"""How the record is shown."""

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from m2w.audit.actions import label
from m2w.audit.models import Entry
from m2w.notation import moment
from m2w.tables import Column, Text


def kind_of(entry: Entry) -> Text:
    """What kind of object a line is about, as people call it."""
    return apps.get_model(entry.object_type)._meta.verbose_name if entry.object_type else ""


def url_of(entry: Entry) -> str:
    """The page of what a line is about, where it has one; it may be gone or not yours."""
    try:
        return reverse(entry.object_type.rpartition(".")[2], args=[entry.object_id])
    except NoReverseMatch:
        return ""


def place_of(entry: Entry) -> str:
    if entry.organisation is None:
        return ""
    return f"{entry.get_role_display()}, {entry.organisation}"


ENTRIES = [
    Column(_("Tijdstip"), lambda entry: moment(entry.at)),
    Column(_("Wie"), lambda entry: entry.actor or _("het systeem"), note=place_of),
    Column(_("Handeling"), lambda entry: label(entry.action)),
    Column(_("Waarover"), kind_of, url=url_of, note=lambda entry: entry.details.get("page", "")),
]
SEEN = [
    Column(_("Datum"), "day", "date"),
    Column(_("Rol"), "role"),
    Column(_("Organisatie"), "organisation"),
    Column(_("Hoe"), "how"),
    Column(_("Aantal keer"), "times", "count"),
]
CHANGES = [
    Column(_("Tijdstip"), lambda change: moment(change.at)),
    Column(_("Wie"), "by"),
    Column(_("Gegeven"), "field"),
    Column(_("Was"), "before"),
    Column(_("Werd"), "after"),
]
BREACH = [
    Column(_("Soort"), "kind"),
    Column(_("Code"), "code"),
    Column(_("Promotor"), "promoter"),
    Column(_("Eerst getoond"), lambda shown: moment(shown.first)),
    Column(_("Laatst getoond"), lambda shown: moment(shown.last)),
    Column(_("Aantal keer"), "times", "count"),
]
