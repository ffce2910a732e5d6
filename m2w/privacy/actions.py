"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "erasure.approved": _("wislijst goedgekeurd"),
    "erasure.discarded": _("wislijst geschrapt"),
    "erasure.finished": _("wislijst uitgevoerd"),
    "erasure.listed": _("wislijst gemaakt"),
    "person.erased": _("dossier gewist"),
    "person.exported": _("inzage gegeven"),
    "texts.erased": _("teksten gewist"),
}
