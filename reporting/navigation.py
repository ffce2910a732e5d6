from django.utils.translation import gettext_lazy as _

from m2w.menu import Entry
from programmes.access import evaluations
from reporting.access import QUESTION_READERS, REPORT_READERS
from reporting.models import WrittenQuestion

ENTRIES = [
    Entry(
        _("Evaluaties"),
        "evaluations",
        frozenset(evaluations()),
        rank=70,
        about=_("Rondes per niveau, spoor en periode."),
    ),
    Entry(
        _("Rapporten"),
        "report_list",
        frozenset(REPORT_READERS),
        rank=80,
        about=_("De cijfers tot en met een dag die u kiest."),
    ),
    Entry(
        _("Schriftelijke vragen"),
        "question_list",
        frozenset(QUESTION_READERS),
        rank=90,
        rows=WrittenQuestion.objects.all().visible_to,
        about=_("Parlementaire vragen en hun antwoord."),
    ),
]
