"""The acts of this app on the record, in words."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "absence.ended": _("afwezigheid beëindigd"),
    "absence.noted": _("afwezigheid genoteerd"),
    "account.activated": _("account heropend"),
    "account.deactivated": _("account afgesloten"),
    "account.factor_added": _("tweede stap toegevoegd"),
    "account.factor_removed": _("tweede stap verwijderd"),
    "account.password_changed": _("wachtwoord gewijzigd"),
    "account.password_reset": _("wachtwoord vernieuwd"),
    "account.session_expired": _("sessie verlopen"),
    "account.sign_in_failed": _("aanmelden mislukt"),
    "account.signed_in": _("aangemeld"),
    "account.signed_out": _("afgemeld"),
    "account.signed_out_everywhere": _("overal afgemeld"),
    "invitation.accepted": _("uitnodiging aanvaard"),
    "invitation.refused": _("uitnodiging geweigerd"),
    "invitation.sent": _("uitnodiging verstuurd"),
    "invitation.sent_again": _("uitnodiging opnieuw verstuurd"),
    "invitation.withdrawn": _("uitnodiging ingetrokken"),
    "key.made": _("sleutel gemaakt"),
    "key.made_for_system": _("sleutel voor een systeem gemaakt"),
    "key.revoked": _("sleutel ingetrokken"),
    "organisation.corrected": _("organisatie gewijzigd"),
    "organisation.registered": _("organisatie toegevoegd"),
    "role.given": _("rol gegeven"),
    "role.given_by_claims": _("rol gekregen bij het aanmelden"),
    "role.taken": _("rol afgenomen"),
    "role.taken_by_claims": _("rol verloren bij het aanmelden"),
    "staff.provinces_changed": _("provincies van medewerker gewijzigd"),
}
