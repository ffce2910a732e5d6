"""What people hear about duos."""

from django.utils.translation import gettext_lazy as _

from m2w.outbox.notices import Kind
from matching.columns import match_url
from matching.models import Match

NOTICES = {
    "match.given": Kind(
        Match,
        _("U begeleidt nu een duo: %(who)s."),
        _("U kreeg een duo om te begeleiden."),
        match_url,
        ("enrolment__mentee", "mentor"),
    )
}
