"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "question.registered": _("schriftelijke vraag geregistreerd"),
    "question.assigned": _("schriftelijke vraag toegewezen"),
    "question.composed": _("antwoord op een schriftelijke vraag gewijzigd"),
    "question.handed_in": _("antwoord ter nalezing gegeven"),
    "question.signed_off": _("antwoord nagelezen"),
    "question.delivered": _("antwoord geleverd aan het kabinet"),
    "question.sent": _("antwoord verzonden"),
    "question.published": _("antwoord gepubliceerd"),
    "question.sent_back": _("antwoord teruggegeven om op te stellen"),
    "contribution.given": _("bijdrage aan een antwoord gegeven"),
    "meeting.exported": _("agenda of verslag van een overleg als bestand meegenomen"),
    "answer.changed_by_cabinet": _("tekst van het kabinet naast een verzonden antwoord bewaard"),
    "answer.rehearsed": _("beantwoorde vraag opnieuw berekend, als proef"),
    "answer.file_taken": _("bestand van een verzonden antwoord meegenomen"),
    "open_data.switched": _("open data aan- of uitgezet"),
    "publication.published": _("tabellen gepubliceerd als open data"),
    "publication.taken_down": _("open data weggehaald"),
    "answer.frozen": _("antwoord bevroren bij het verzenden"),
    "answer.exported": _("antwoord als bestand meegenomen"),
    "table.saved": _("tabel bewaard"),
    "table.renamed": _("bewaarde tabel hernoemd"),
    "table.removed": _("bewaarde tabel verwijderd"),
    "cross.shown": _("kruistabel met beschermde aantallen getoond"),
    "report.exported": _("rapport als bestand meegenomen"),
}
