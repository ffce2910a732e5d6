"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "answer.exported": _("antwoord als bestand meegenomen"),
    "report.exported": _("rapport als bestand meegenomen"),
}
