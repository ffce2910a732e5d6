"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "document.added": _("document toegevoegd"),
    "document.deleted": _("document verwijderd"),
    "document.downloaded": _("document gedownload"),
}
