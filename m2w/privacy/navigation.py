from django.utils.translation import gettext_lazy as _

from m2w.menu import Entry
from m2w.privacy.access import ERASURES
from m2w.privacy.models import ErasureList

ENTRIES = [
    Entry(
        _("Wissen"),
        "erasures",
        frozenset(ERASURES),
        85,
        ErasureList.objects.visible_to,
        _("Wat niet langer bewaard mag worden, en wie dat goedkeurt."),
    ),
]
