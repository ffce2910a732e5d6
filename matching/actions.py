"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "interest.completed": _("mentor gemaakt van een interesse"),
    "interest.deleted": _("interesse verwijderd"),
    "interest.interviewed": _("kennismaking genoteerd"),
    "interest.lapsed": _("onaangeroerde interesse gewist"),
    "interest.links_withdrawn": _("links naar het interesseformulier ingetrokken"),
    "interest.received": _("interesse ontvangen"),
    "match.arranged": _("afspraken van een duo genoteerd"),
    "match.coach_changed": _("duo aan een andere mentor-coach gegeven"),
    "match.ended": _("duo beëindigd"),
    "match.extended": _("duo verlengd"),
    "match.paused": _("duo gepauzeerd"),
    "match.resumed": _("duo hervat"),
    "match.started": _("duo gestart"),
    "mentor.corrected": _("dossier van mentor verbeterd"),
    "mentor.created": _("mentor geregistreerd"),
    "mentor.paused": _("mentor gepauzeerd"),
    "mentor.resumed": _("pauze van een mentor beëindigd"),
    "mentor.training_added": _("sessie mentorvorming genoteerd"),
    "mentor.training_removed": _("sessie mentorvorming verwijderd"),
    "mentor.restricted": _("gebruik van het dossier beperkt"),
    "mentor.restriction_lifted": _("beperking opgeheven"),
    "proposal.accepted": _("voorgestelde duo’s aanvaard"),
    "proposal.lapsed": _("voorstel vervallen"),
    "proposal.made": _("voorstel berekend"),
    "proposal.mentor_chosen": _("andere mentor gekozen in een voorstel"),
    "proposal.pair_locked": _("voorgesteld duo vastgezet"),
    "proposal.pair_unlocked": _("voorgesteld duo losgemaakt"),
    "veto.decided": _("veto uitgesproken"),
}
