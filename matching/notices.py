"""What people hear about duos."""

from django.utils.translation import gettext_lazy as _

from m2w.details import Text
from m2w.outbox.notices import Kind
from matching.choices import QuestionnaireCode
from matching.columns import match_url
from matching.models import Match
from programmes.columns import enrolment_url
from programmes.models import Enrolment


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
    **{
        f"survey.{code}": about(
            _("Aan de mentor een vragenlijst gestuurd: %(who)s."),
            _("Aan een mentor een vragenlijst gestuurd."),
        )
        for code in (QuestionnaireCode.MENTOR_SATISFACTION, QuestionnaireCode.MENTOR_GOALS)
    },
    "survey.by_hand": about(
        _("Een vragenlijst te bezorgen: %(who)s."), _("Een vragenlijst te bezorgen.")
    ),
    "enrolment.to_measure": Kind(
        Enrolment,
        _("Uitstroom te meten: %(who)s."),
        _("Uitstroom te meten."),
        enrolment_url,
        ("mentee", "project"),
    ),
}
