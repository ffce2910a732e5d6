"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "match.coach_changed": _("duo aan een andere mentor-coach gegeven"),
    "match.ended": _("duo beëindigd"),
    "match.started": _("duo gestart"),
    "mentor.corrected": _("dossier van mentor verbeterd"),
    "mentor.restricted": _("gebruik van het dossier beperkt"),
    "mentor.restriction_lifted": _("beperking opgeheven"),
}
