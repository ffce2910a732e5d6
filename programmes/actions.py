"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "enrolment.answered": _("vraag van VDAB beantwoord"),
    "enrolment.approved": _("mentee goedgekeurd"),
    "enrolment.coach_assigned": _("mentor-coach toegewezen"),
    "enrolment.created": _("concept gemaakt"),
    "enrolment.deleted": _("concept verwijderd"),
    "enrolment.ended": _("begeleiding beëindigd"),
    "enrolment.intake_planned": _("intake gepland"),
    "enrolment.info_requested": _("informatie gevraagd"),
    "enrolment.referral_accepted": _("doorverwijzing aanvaard"),
    "enrolment.referral_declined": _("doorverwijzing afgewezen"),
    "enrolment.referred": _("mentee doorverwezen"),
    "enrolment.rejected": _("mentee geweigerd"),
    "enrolment.started": _("begeleiding gestart"),
    "enrolment.submitted": _("mentee ingediend"),
    "enrolment.withdrawn": _("aanmelding ingetrokken"),
    "mentee.corrected": _("dossier van mentee verbeterd"),
    "mentee.restricted": _("gebruik van het dossier beperkt"),
    "mentee.restriction_lifted": _("beperking opgeheven"),
    "mentee.created": _("dossier van mentee gemaakt"),
    "registration.changed": _("registratie aangevuld"),
    "registration.completed": _("registratie afgewerkt"),
    "registration.deleted": _("registratie verwijderd"),
    "registration.erased": _("registratie gewist met het dossier"),
    "registration.lapsed": _("registratie gewist na 90 dagen"),
    "registration.started": _("registratie begonnen"),
    "outcome.recorded": _("uitstroom genoteerd"),
    "outcome.verified": _("uitstroom nagekeken"),
}
