"""The record of one file."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from m2w.audit.columns import SEEN
from m2w.audit.facts import seen
from m2w.pages import DetailPage
from m2w.privacy.changes import COLUMNS, changes
from m2w.tables import Table


class FileRecord(DetailPage):
    """Who has seen the file of one person, and what was changed in it."""

    template_name = "privacy/file_record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        back = reverse(self.object._meta.model_name, args=[self.object.pk])
        return context | {
            "heading": _("Register van dit dossier"),
            "lead": str(self.object),
            "crumbs": [*context["crumbs"], (str(self.object), back)],
            "seen": Table(_("Wie zag dit dossier"), SEEN, seen(self.object)),
            "changes": Table(_("Wat veranderde"), COLUMNS, list(changes(self.object))),
        }
