"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "import.checked": _("bestand om te importeren nagekeken"),
    "import.discarded": _("bestand om te importeren verwijderd"),
    "import.faults_taken": _("foute rijen meegenomen in een bestand"),
    "import.kept": _("rijen uit een bestand bewaard"),
    "import.uploaded": _("bestand om te importeren ingelezen"),
}
