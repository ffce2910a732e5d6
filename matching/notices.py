"""What people hear about duos."""

from django.utils.translation import gettext_lazy as _

from m2w.details import Text
from m2w.outbox.notices import Kind
from matching.columns import match_url
from matching.models import Match


def about(sentence: Text, without: Text) -> Kind:
    return Kind(Match, sentence, without, match_url, ("enrolment__mentee", "mentor"))


NOTICES = {
    "match.given": about(
        _("U begeleidt nu een duo: %(who)s."), _("U kreeg een duo om te begeleiden.")
    ),
    "match.without_contact": about(
        _("Zonder geslaagd contact: %(who)s."), _("Een duo heeft geen geslaagd contact.")
    ),
    "match.without_checkin": about(
        _("Opvolggesprek te laat: %(who)s."), _("Een opvolggesprek is te laat.")
    ),
    "match.report_asked": about(
        _("Aan de mentor gevraagd of er contact was: %(who)s."),
        _("Aan een mentor gevraagd of er contact was."),
    ),
}
