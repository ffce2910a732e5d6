"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "meeting.exported": _("agenda of verslag van een overleg als bestand meegenomen"),
    "answer.frozen": _("antwoord bevroren bij het verzenden"),
    "answer.exported": _("antwoord als bestand meegenomen"),
    "report.exported": _("rapport als bestand meegenomen"),
}
