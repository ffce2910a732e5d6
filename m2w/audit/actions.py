"""What the codes on the record mean, in words. Each app has its own in a module `actions`."""

from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w.discovery import modules

Text = str | Promise

ACTIONS: dict[str, Text] = {
    "act.refused": _("handeling geweigerd"),
    "access.refused": _("toegang geweigerd"),
    "breach.listed": _("lijst voor een datalek gemaakt"),
    "example_data.loaded": _("voorbeeldgegevens geladen"),
    "file.exported": _("dossier meegenomen in een bestand"),
    "file.listed": _("dossier in een lijst getoond"),
    "file.opened": _("dossier geopend"),
    "package.loaded": _("gegevenspakket geladen"),
}


@cache
def labels() -> dict[str, Text]:
    """Every code of every app."""
    return {code: text for module in modules("actions") for code, text in module.ACTIONS.items()}


def label(action: str) -> Text:
    return labels().get(action, action)
