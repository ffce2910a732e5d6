from django.utils.translation import gettext_lazy as _

from m2w.audit.access import RECORD_READERS
from m2w.menu import Entry

ENTRIES = [
    Entry(
        _("Register"),
        "record",
        frozenset(RECORD_READERS),
        90,
        about=_("Wie wat zag, wijzigde en besliste."),
    ),
]
